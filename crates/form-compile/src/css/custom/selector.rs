//! Selectors of custom CSS: part names, element types, pseudo-classes and pseudo-elements.

use cssparser::{ToCss, Token};

use super::{Checker, name_of};
use crate::{
    block::{
        is_pressed,
        part::{self, BLOCK_PREFIX, CLOSE_BUTTON, CONSENT},
    },
    css::tokens::{self, Piece, inside, is_space, split, trim},
};

/// A selector, written for the form.
#[derive(Debug)]
pub(super) struct Selector {
    pub(super) css: String,
    pub(super) reach: Reach,
    /// The part names of the elements that it matches.
    pub(super) parts: Vec<String>,
    /// Whether it matches something generated: `::before` and the like.
    pub(super) is_generated: bool,
}

impl Selector {
    /// Whether it certainly matches no element that a form needs.
    pub(super) fn is_free(&self) -> bool {
        self.is_generated || matches!(self.reach, Reach::Free { .. })
    }
}

/// What a selector may match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Only the close button.
    CloseButton,
    /// Only a consent text.
    Consent,
    /// One of them, their descendants, or their ancestors.
    Needed,
    /// Generated content in those.
    Decoration,
    /// Certainly something else.
    Free { may_be_pressed: bool },
}

/// Element types that visitors press.
const PRESSED_TYPES: [&str; 4] = ["a", "button", "input", "label"];

const PSEUDO_ELEMENTS: [&str; 6] = [
    "before",
    "after",
    "placeholder",
    "marker",
    "backdrop",
    "selection",
];

const PSEUDO_CLASSES: [&str; 31] = [
    "active",
    "any-link",
    "autofill",
    "checked",
    "default",
    "disabled",
    "empty",
    "enabled",
    "first-child",
    "first-of-type",
    "focus",
    "focus-visible",
    "focus-within",
    "hover",
    "in-range",
    "indeterminate",
    "invalid",
    "last-child",
    "last-of-type",
    "link",
    "modal",
    "only-child",
    "only-of-type",
    "optional",
    "out-of-range",
    "placeholder-shown",
    "read-only",
    "read-write",
    "required",
    "valid",
    "visited",
];

/// Pseudo-classes that take selectors.
const OF_SELECTORS: [&str; 4] = ["is", "not", "where", "has"];

/// Pseudo-classes that take something else.
const OF_OTHERS: [&str; 6] = [
    "nth-child",
    "nth-last-child",
    "nth-of-type",
    "nth-last-of-type",
    "dir",
    "lang",
];

/// Attributes that say in which state an element is.
const ATTRIBUTES: [&str; 5] = [
    "aria-invalid",
    "aria-disabled",
    "aria-expanded",
    "type",
    "open",
];

/// The message for a refused selector.
const ALLOWED: &str =
    "`::part(name)`, element types, pseudo-classes and pseudo-elements are allowed";

/// What is known about the elements that a part of a selector matches.
#[derive(Clone, Debug, Default)]
struct Compound {
    /// Their part names.
    parts: Vec<String>,
    is_leaf: bool,
    is_close_button: bool,
    is_consent: bool,
    is_generated: bool,
    /// Generated content, and not near an element that a form needs.
    is_apart: bool,
    is_unpressed: bool,
}

impl Checker<'_> {
    /// The selectors of a rule; relative ones may begin with a combinator.
    pub(super) fn selectors(&mut self, pieces: &[Piece<'_>], is_relative: bool) -> Vec<Selector> {
        let parts = split(pieces, |token| *token == Token::Comma);
        parts
            .into_iter()
            .map(|part| self.selector(part, is_relative))
            .collect()
    }

    fn selector(&mut self, pieces: &[Piece<'_>], is_relative: bool) -> Selector {
        let pieces = trim(pieces);
        let mut css = String::new();
        if pieces.is_empty() {
            self.problem(Default::default(), "has an empty selector");
        }
        let mut compound = Compound::default();
        let mut is_inside_leaf = false;
        let mut index = 0;
        while index < pieces.len() {
            let piece = &pieces[index];
            let combinator = match piece.token {
                Token::WhiteSpace(_) => Some(' '),
                Token::Delim(delim @ ('>' | '+' | '~')) => Some(delim),
                _ => None,
            };
            if let Some(mut combinator) = combinator {
                // Before it would be the form itself, and the elements beside that belong to the page.
                if index == 0 && !is_relative {
                    self.problem(
                        piece.at,
                        format!("begins with `{combinator}`, which is allowed in `:has()` only; {ALLOWED}"),
                    );
                }
                while let Some(next) = pieces.get(index + 1)
                    && (is_space(next) || matches!(next.token, Token::Delim('>' | '+' | '~')))
                {
                    if let Token::Delim(delim) = next.token {
                        if combinator != ' ' {
                            self.problem(next.at, format!("has two combinators; {ALLOWED}"));
                        }
                        combinator = delim;
                    }
                    index += 1;
                }
                if index + 1 == pieces.len() {
                    self.problem(
                        piece.at,
                        format!("ends with `{combinator}` and nothing behind it; {ALLOWED}"),
                    );
                }
                is_inside_leaf |= compound.is_leaf && matches!(combinator, ' ' | '>');
                compound = Compound::default();
                css.push(combinator);
                index += 1;
                continue;
            }
            index += self.simple(pieces, index, &mut compound, &mut css);
        }
        let is_leaf = is_inside_leaf || compound.is_leaf;
        let reach = if is_leaf || compound.is_apart {
            Reach::Free {
                may_be_pressed: !compound.is_unpressed && !compound.is_generated,
            }
        } else if compound.is_generated {
            Reach::Decoration
        } else if compound.is_close_button {
            Reach::CloseButton
        } else if compound.is_consent {
            Reach::Consent
        } else {
            Reach::Needed
        };
        Selector {
            css,
            reach,
            is_generated: compound.is_generated,
            parts: compound.parts,
        }
    }

    /// Reads one simple selector and says how many pieces it has.
    fn simple(
        &mut self,
        pieces: &[Piece<'_>],
        index: usize,
        compound: &mut Compound,
        css: &mut String,
    ) -> usize {
        let piece = &pieces[index];
        match &piece.token {
            Token::Ident(name) => {
                let lower = name.to_ascii_lowercase();
                if ["html", "body", "head", "dormouse-form"].contains(&&lower[..]) {
                    self.problem(
                        piece.at,
                        format!("`{lower}` is the page's, not the form's; {ALLOWED}"),
                    );
                }
                compound.is_leaf |= ["input", "label"].contains(&&lower[..]);
                compound.is_unpressed |= !PRESSED_TYPES.contains(&&lower[..]);
                // Writing to a string does not fail.
                let _ = piece.token.to_css(css);
                1
            }
            Token::Delim('*') => {
                css.push('*');
                1
            }
            Token::Colon => self.pseudo(pieces, index, compound, css),
            Token::SquareBracketBlock => {
                let content = trim(inside(pieces, index));
                let name = content.first().and_then(|piece| name_of(&piece.token));
                if !name.is_some_and(|name| ATTRIBUTES.contains(&&name[..])) {
                    self.problem(
                        piece.at,
                        format!(
                            "selects by an attribute of our own; `[{}]` are allowed",
                            ATTRIBUTES.join("]`, `[")
                        ),
                    );
                }
                css.push_str(&format!("[{}]", tokens::write(content)));
                1 + piece.to_close
            }
            token => {
                let what = match token {
                    Token::Delim('.') => {
                        "selects by a class, which are private and change".to_owned()
                    }
                    Token::IDHash(_) | Token::Hash(_) => {
                        "selects by an id, which are private and change".to_owned()
                    }
                    Token::Delim('&') => "is a nested selector".to_owned(),
                    _ => "is not an allowed selector".to_owned(),
                };
                self.problem(piece.at, format!("{what}; {ALLOWED}"));
                1 + piece.to_close
            }
        }
    }

    fn pseudo(
        &mut self,
        pieces: &[Piece<'_>],
        index: usize,
        compound: &mut Compound,
        css: &mut String,
    ) -> usize {
        let at = pieces[index].at;
        let is_element = matches!(
            pieces.get(index + 1),
            Some(Piece {
                token: Token::Colon,
                ..
            })
        );
        let index = index + 1 + usize::from(is_element);
        let colons = 1 + usize::from(is_element);
        let Some(piece) = pieces.get(index) else {
            self.problem(at, format!("ends after a colon; {ALLOWED}"));
            return colons;
        };
        let taken = colons + 1 + piece.to_close;
        let name = name_of(&piece.token).unwrap_or_default();
        match (&piece.token, is_element) {
            (Token::Function(_), true) if name == "part" => {
                self.part(inside(pieces, index), piece, compound, css);
            }
            (Token::Ident(_), true) if PSEUDO_ELEMENTS.contains(&&name[..]) => {
                compound.is_generated = true;
                compound.is_apart |= ["backdrop", "placeholder"].contains(&&name[..]);
                css.push_str(&format!("::{name}"));
            }
            (Token::Ident(_), false) if PSEUDO_CLASSES.contains(&&name[..]) => {
                css.push_str(&format!(":{name}"));
            }
            (Token::Function(_), false) if OF_SELECTORS.contains(&&name[..]) => {
                let inner = inside(pieces, index);
                // `:has(> a)` begins with its combinator.
                let is_has = name == "has";
                if is_has && self.is_in_has {
                    self.problem(
                        at,
                        "`:has()` inside `:has()` matches nothing; one is allowed",
                    );
                }
                let was_in_has = self.is_in_has;
                self.is_in_has |= is_has;
                let selectors = self.selectors(inner, is_has);
                self.is_in_has = was_in_has;
                let selectors: Vec<_> =
                    selectors.into_iter().map(|selector| selector.css).collect();
                css.push_str(&format!(":{name}({})", selectors.join(",")));
            }
            (Token::Function(_), false) if OF_OTHERS.contains(&&name[..]) => {
                let inner = inside(pieces, index);
                let is_of = |piece: &Piece<'_>| name_of(&piece.token).is_some_and(|n| n == "of");
                if inner.iter().any(is_of) {
                    self.problem(piece.at, format!("`of` in `:{name}()` is not allowed"));
                }
                self.check_value(inner);
                css.push_str(&format!(":{name}({})", tokens::write(inner)));
            }
            _ => {
                let what = match &name[..] {
                    "host" | "host-context" | "root" | "slotted" | "scope" => {
                        "is what is around the form".to_owned()
                    }
                    _ => "is not known here".to_owned(),
                };
                let shown: String = name.chars().take(40).collect();
                let mark = if is_element { "::" } else { ":" };
                self.problem(
                    at,
                    format!(
                        "`{mark}{shown}` {what}; allowed are `::part(name)`, `::{}` and pseudo-classes such as `:hover`, `:focus-visible`, `:not()`",
                        PSEUDO_ELEMENTS.join("`, `::")
                    ),
                );
            }
        }
        taken
    }

    /// `::part(name)`, by one or several names that an element has together.
    fn part(
        &mut self,
        names: &[Piece<'_>],
        at: &Piece<'_>,
        compound: &mut Compound,
        css: &mut String,
    ) {
        let mut count = 0;
        for piece in names.iter().filter(|piece| !is_space(piece)) {
            count += 1;
            let name = match &piece.token {
                Token::Ident(name) => &**name,
                _ => "",
            };
            if let Some(id) = name.strip_prefix(BLOCK_PREFIX)
                && let Some((_, block)) = self.version.blocks().find(|(_, block)| block.id == id)
            {
                let is_needed = block.consent().is_some();
                if is_needed {
                    compound.parts.push(CONSENT.to_owned());
                }
                compound.is_leaf |= !is_needed;
                compound.is_consent |= is_needed;
                compound.is_unpressed |= !is_pressed(block);
                if !self.named_blocks.iter().any(|named| named == id) {
                    self.named_blocks.push(id.to_owned());
                }
            } else if let Some(part) = part::named(name) {
                compound.parts.push(name.to_owned());
                compound.is_leaf |= part.is_leaf;
                compound.is_close_button |= name == CLOSE_BUTTON;
                compound.is_consent |= name == CONSENT;
                compound.is_unpressed |= !part.is_pressed;
            } else {
                let shown: String = name.chars().take(60).collect();
                self.problem(
                    piece.at,
                    format!(
                        "`::part({shown})` is not a part of the form; `{}` are, and `block-` with the id of a block",
                        part::all().map(|part| part.name).collect::<Vec<_>>().join("`, `")
                    ),
                );
                continue;
            }
            css.push_str(&format!("[part~=\"{name}\"]"));
        }
        if count == 0 {
            self.problem(at.at, "`::part()` needs a name");
        }
    }
}
