//! Where forms are compiled: in this process, or by the renderer service.

use form_compile::{Compiled, RenderHashes, onsite_script::StorefrontModules};
use form_model::ValidForm;

use crate::{Error, renderer::Renderer};

/// Where forms are compiled.
#[derive(Debug)]
pub(crate) enum Compiler {
    /// In this process.
    Here,
    /// By the renderer service.
    Renderer(Renderer),
}

impl Compiler {
    /// Whether forms are compiled in this process, without waiting for another service.
    pub(super) fn is_here(&self) -> bool {
        matches!(self, Compiler::Here)
    }

    /// Compiles a form from its text `json`; `now` is in Unix seconds. Takes a while: run it where it blocks no
    /// request.
    pub(super) fn compile(
        &self,
        json: &str,
        form: &ValidForm,
        modules: &StorefrontModules,
        base_url: &str,
        now: u32,
    ) -> Result<Compiled, Error> {
        let render = render_hashes(modules);
        match self {
            Compiler::Here => {
                form_compile::compile(form, render, base_url, now).map_err(Error::Problems)
            }
            Compiler::Renderer(renderer) => renderer.compile(json, form, render, base_url, now),
        }
    }
}

/// Hashes of the render module that a bundle is compiled for.
pub(super) fn render_hashes(modules: &StorefrontModules) -> RenderHashes<'_> {
    RenderHashes {
        module: &modules.render.hash,
        twin: &modules.render_twin.hash,
    }
}
