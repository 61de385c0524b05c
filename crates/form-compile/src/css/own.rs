//! The styles of a single block, as rules for a class that only it has: a policy may forbid styles in markup.

use form_model::{
    Version,
    block::{BlockKind, Width},
};

use crate::block;

/// The class of a block that has its own rules, with a space before it; empty if it has none.
/// `index` is the block's in reading order.
pub(crate) fn class_of(index: usize, kind: &BlockKind) -> String {
    if declarations(kind).is_empty() {
        return String::new();
    }
    format!(" o{index}")
}

/// The rules of all blocks.
pub(super) fn rules(version: &Version) -> String {
    let mut css = String::new();
    for (index, (_, block)) in version.blocks().enumerate() {
        let declarations = declarations(&block.kind);
        if !declarations.is_empty() {
            css.push_str(&format!(".o{index}{{{}}}", declarations.join(";")));
        }
    }
    css
}

/// The class of a block that says how much of its row it takes. `index` is the block's in reading order.
pub(crate) fn width_class(index: usize) -> String {
    format!("y{index}")
}

/// How much of their rows blocks take. A share also decides where a row wraps if its blocks do not fit. The class is
/// repeated, so that it overrides the rules of the block's kind.
pub(super) fn widths(version: &Version) -> String {
    let mut css = String::new();
    for (index, (_, block)) in version.blocks().enumerate() {
        let Some(width) = block.width else { continue };
        let flex = match width {
            Width::Share(share) => format!("{share} 1 {}px", share * SHARE_PX),
            Width::FixedPx(px) => format!("0 1 {px}px"),
            Width::Content => "0 1 auto".to_owned(),
        };
        let class = width_class(index);
        css.push_str(&format!(".r>.{class}.{class}{{flex:{flex}}}"));
    }
    css
}

/// The least that a share is wide before the row breaks: two blocks of one and three fit on a phone.
const SHARE_PX: u32 = 64;

fn declarations(kind: &BlockKind) -> Vec<String> {
    block::of(kind).declarations()
}
