//! Elements for some screens only: they have the attribute `data-only`, and are hidden on other screens.
//!
//! If all blocks of a row or column are for the same screens only, it is hidden as a whole, and leaves no gap.

use form_model::{
    block::Block,
    screens::Screens,
    step::{Column, Row, Step},
};

/// The only screens that have a block: `phone` or `desktop`.
pub(super) fn only_of_block(block: &Block) -> Option<&'static str> {
    block.display_device?.only()
}

/// The only screens that have anything of a row.
pub(super) fn only_of_row(row: &Row) -> Option<&'static str> {
    same(row.blocks.iter().map(only_of_block))
}

/// The only screens that have anything of a column.
pub(super) fn only_of_column(column: &Column) -> Option<&'static str> {
    let own = column.display_device.and_then(Screens::only);
    own.or_else(|| same(column.rows.iter().map(only_of_row)))
}

/// Whether a step has two columns on larger screens.
pub(super) fn is_wide(step: &Step) -> bool {
    let on_desktop = |column: &&Column| only_of_column(column) != Some("phone");
    step.columns.iter().filter(on_desktop).count() > 1
}

/// The attribute, with a space before it.
pub(super) fn attribute(only: Option<&'static str>) -> String {
    only.map_or_else(String::new, |only| format!(r#" data-only="{only}""#))
}

fn same(mut all: impl Iterator<Item = Option<&'static str>>) -> Option<&'static str> {
    let first = all.next()??;
    all.all(|only| only == Some(first)).then_some(first)
}
