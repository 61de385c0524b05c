//! The compiled output of each kind of block. One kind per file, with its style sheets beside it.
//!
//! To add a kind, add a file here and a line in `kinds!`; `form-model/src/block.rs` has the other half.

use form_model::{
    Version,
    block::{Block, BlockKind},
    label::Label,
    rich_content::RichContent,
};

use crate::html::Page;
use part::Part;

pub(crate) mod part;

pub(crate) use button::SECONDARY_BUTTON;
pub(crate) use image::is_side_image;

/// What all blocks of a kind have in common.
pub(crate) struct Kind {
    /// The part names of its elements. The first is that of the whole block.
    pub(crate) parts: &'static [Part],
    /// Its sheets, in the order of the cascade.
    pub(crate) sheets: &'static [&'static str],
    /// Sheets that must override those of the form's type.
    pub(crate) sheets_of_type: &'static [&'static str],
    /// The part of the render module that it cannot do without.
    pub(crate) lazy_part: Option<&'static str>,
}

/// Registers the kinds: their variant of [`BlockKind`] and their file, in the order of the cascade.
macro_rules! kinds {
    ($($variant:ident: $file:ident,)*) => {
        $(mod $file;)*

        /// All kinds.
        const KINDS: &[&Kind] = &[$(&$file::KIND),*];

        /// How the compiler sees a kind of block.
        pub(crate) fn of(kind: &BlockKind) -> &dyn CompiledBlock {
            match kind {
                $(BlockKind::$variant(kind) => kind,)*
            }
        }
    };
}

kinds! {
    RichText: rich_text,
    Image: image,
    Divider: divider,
    Spacer: spacer,
    Countdown: countdown,
    Coupon: coupon,
    Review: review,
    Video: video,
    Field: field,
    Button: button,
}

/// How the compiler sees a block. Whatever a kind does not say, it does not have.
pub(crate) trait CompiledBlock {
    /// What it has in common with others of its kind.
    fn kind(&self) -> &'static Kind;

    /// Writes its HTML, which is one element.
    fn html(&self, page: &mut Page<'_>, block: &Placed<'_>);

    /// Whether it needs one of the sheets that its kind lists.
    fn needs(&self, _sheet: &'static str, _version: &Version) -> bool {
        true
    }

    /// The texts on it.
    fn text(&self) -> Option<Text<'_>> {
        None
    }

    /// Declarations that only this block needs, for a class that only it has.
    fn declarations(&self) -> Vec<String> {
        Vec::new()
    }

    /// Its lines in the behavior table.
    fn behavior(&self, _block_id: &str) -> String {
        String::new()
    }
}

/// A text that is compiled together with all others of a version.
pub(crate) enum Text<'a> {
    /// Block content: paragraphs, lists and headings.
    Blocks(&'a RichContent),
    /// One line of text.
    Label(&'a Label),
}

/// A block in its version.
pub(crate) struct Placed<'a> {
    /// Its id.
    pub(crate) id: &'a str,
    /// Which block it is, in reading order.
    pub(crate) index: usize,
    /// The class that only it has, with a space before it; empty if it has none.
    pub(crate) own_class: &'a str,
}

/// The sheets that the blocks of a version need, each once, in the order of the cascade.
pub(crate) fn sheets(version: &Version) -> Vec<&'static str> {
    needed(version, |kind| kind.sheets)
}

/// Those of them that come after the sheets of the version's type.
pub(crate) fn sheets_of_type(version: &Version) -> Vec<&'static str> {
    needed(version, |kind| kind.sheets_of_type)
}

fn needed(version: &Version, listed: fn(&Kind) -> &'static [&'static str]) -> Vec<&'static str> {
    let is_needed = |sheet: &'static str| {
        version.blocks().any(|(_, block)| {
            let block = of(&block.kind);
            listed(block.kind()).contains(&sheet) && block.needs(sheet, version)
        })
    };
    let mut sheets = Vec::new();
    for sheet in KINDS.iter().flat_map(|kind| listed(kind)) {
        if !sheets.contains(sheet) && is_needed(sheet) {
            sheets.push(*sheet);
        }
    }
    sheets
}

/// Whether a visitor may press a block, or something in it.
pub(crate) fn is_pressed(block: &Block) -> bool {
    let parts = of(&block.kind).kind().parts;
    parts.first().is_none_or(|part| part.is_pressed)
}
