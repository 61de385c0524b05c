//! The work for a request: text in, text out, no IO.

use form_compile::request::{Misread, Request};
use form_model::Problem;
use rich_text::Answer;

/// The work itself. Tests bring some that blocks or panics when they say so.
#[derive(Clone, Copy, Debug)]
pub struct Renderer {
    /// Reads and renders one rich text.
    pub render: fn(&str) -> Answer,
    /// Reads and compiles one form, to the JSON of the answer. The second argument is the time if the request has none,
    /// in Unix seconds.
    pub compile: fn(&str, u32) -> Result<String, Unusable>,
}

/// Why a form was not compiled.
#[derive(Debug)]
pub enum Unusable {
    /// The body is not a request: 400.
    Request(Misread),
    /// The form has problems: 422.
    Form(Vec<Problem>),
}

impl Default for Renderer {
    fn default() -> Self {
        Renderer {
            render: Answer::to,
            compile: |json, now| {
                let request = Request::read(json).map_err(Unusable::Request)?;
                let compiled = request.compile(now).map_err(Unusable::Form)?;
                Ok(compiled.to_json())
            },
        }
    }
}
