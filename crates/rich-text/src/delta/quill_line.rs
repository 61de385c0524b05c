//! The inside of a line, as both of Quill's outputs have it.

use std::borrow::Cow;

use super::{
    inline::{self, Chain, Tag},
    lines::{Run, RunContent},
    look::{self, Look},
};
use crate::{
    Fault, Profile,
    escape::{push_inner_attribute, push_inner_text, push_semantic_text},
    quill_address,
};

/// Which of Quill's outputs to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Inner,
    Semantic,
}

/// Writes the runs of a line.
pub(super) fn push_runs(
    out: &mut String,
    runs: &[Run<'_>],
    profile: Profile,
    kind: Kind,
) -> Result<(), Fault> {
    let mut open = Chain::none();
    for run in runs {
        let look = Look::of(run.attributes, run.op, profile)?;
        let href = run.attributes.link.as_deref().map(quill_address::link);
        let chain = Chain::as_quill(run.attributes, look, href.map(Cow::Borrowed));
        let shared = chain.shared_with(&open);
        inline::close(out, &open, shared);
        for (index, &tag) in chain.tags().iter().enumerate().skip(shared) {
            open_tag(out, &chain, index, tag, profile);
        }
        match run.content {
            RunContent::Text(text) => match kind {
                Kind::Inner => push_inner_text(out, text),
                Kind::Semantic => push_semantic_text(out, text),
            },
            RunContent::Image(address) => push_image(out, address, run),
        }
        open = chain;
    }
    inline::close(out, &open, 0);
    Ok(())
}

fn open_tag(out: &mut String, chain: &Chain<'_>, index: usize, tag: Tag, profile: Profile) {
    out.push('<');
    out.push_str(tag.name());
    let has_look = index == chain.look_at;
    if has_look {
        look::push_inline_class(out, &chain.look, profile);
    }
    if let (Tag::A, Some(href)) = (tag, &chain.href) {
        push_attribute(out, "href", href);
        out.push_str(r#" rel="noopener noreferrer""#);
    }
    if has_look {
        look::push_inline_style(out, &chain.look, profile);
    }
    if tag == Tag::A {
        out.push_str(r#" target="_blank""#);
    }
    out.push('>');
}

fn push_image(out: &mut String, address: Option<&str>, run: &Run<'_>) {
    let attributes = run.attributes;
    out.push_str("<img");
    push_optional(out, "alt", attributes.alt.as_deref());
    push_optional(out, "height", attributes.height.as_deref());
    push_optional(out, "src", address.map(quill_address::image));
    push_optional(out, "width", attributes.width.as_deref());
    out.push('>');
}

/// Writes an attribute.
pub(super) fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_inner_attribute(out, value);
    out.push('"');
}

/// Writes an attribute if it has a value.
pub(super) fn push_optional(out: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        push_attribute(out, name, value);
    }
}
