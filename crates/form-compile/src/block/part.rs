//! Part names: how a page's `::part()` and a form's custom CSS refer to the elements of a form.
//!
//! The parts of a block are with its kind; `docs/STYLES.md` describes each of them.

use super::KINDS;

/// A kind of element that has a name.
#[derive(Debug)]
pub(crate) struct Part {
    /// The name.
    pub(crate) name: &'static str,
    /// Whether nothing is in it that a form cannot do without.
    pub(crate) is_leaf: bool,
    /// Whether a visitor may press it, or something in it.
    pub(crate) is_pressed: bool,
}

impl Part {
    /// Elements that a visitor reads or looks at.
    pub(super) const fn seen(name: &'static str) -> Self {
        Part {
            name,
            is_leaf: true,
            is_pressed: false,
        }
    }

    /// Elements that a visitor presses or types into, or that contain one.
    pub(super) const fn pressed(name: &'static str) -> Self {
        Part {
            name,
            is_leaf: true,
            is_pressed: true,
        }
    }

    /// Elements that a form needs, or that contain one.
    pub(super) const fn needed(name: &'static str) -> Self {
        Part {
            name,
            is_leaf: false,
            is_pressed: true,
        }
    }
}

/// The part name of the close button.
pub(crate) const CLOSE_BUTTON: &str = "close-button";
/// The part name of a text that the visitor consents to.
pub(crate) const CONSENT: &str = "consent";

/// The parts around blocks.
const FRAME: [Part; 6] = [
    Part::needed("surface"),
    Part::needed("panel"),
    Part::needed("step"),
    Part::needed("column"),
    Part::needed("row"),
    Part::needed(CLOSE_BUTTON),
];

/// The prefix of a block's own part name.
pub(crate) const BLOCK_PREFIX: &str = "block-";

/// All parts of a form.
pub(crate) fn all() -> impl Iterator<Item = &'static Part> {
    let of_blocks = KINDS.iter().flat_map(|kind| kind.parts);
    FRAME.iter().chain(of_blocks)
}

/// The parts of blocks as a whole, one for each kind.
pub(crate) fn of_blocks() -> impl Iterator<Item = &'static Part> {
    KINDS.iter().filter_map(|kind| kind.parts.first())
}

/// The part with this name.
pub(crate) fn named(name: &str) -> Option<&'static Part> {
    all().find(|part| part.name == name)
}

#[cfg(test)]
mod tests {
    use super::all;

    #[test]
    fn every_part_name_is_documented_and_exists_once() {
        let doc = include_str!("../../../../docs/STYLES.md");
        for part in all() {
            let name = format!("`{}`", part.name);
            let is_listed = |line: &str| line.starts_with('|') && line.contains(&name);
            assert!(doc.lines().any(is_listed), "{name}");
            assert_eq!(
                all().filter(|other| other.name == part.name).count(),
                1,
                "{name}"
            );
        }
    }
}
