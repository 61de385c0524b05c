//! Values in custom CSS: they may not load or run anything, or use our custom properties.

use cssparser::Token;
use form_model::block::image::{MEDIA_TYPES, extension_of};

use super::{Checker, name_of};
use crate::css::tokens::{Declaration, Piece, inside, trim};

/// Functions that load something in their own way, or run something.
const REFUSED_FUNCTIONS: [&str; 9] = [
    "image-set",
    "-webkit-image-set",
    "image",
    "cross-fade",
    "-webkit-cross-fade",
    "element",
    "-moz-element",
    "expression",
    "paint",
];

/// Properties that run something in old browsers.
const REFUSED_PROPERTIES: [&str; 3] = ["behavior", "-ms-behavior", "-moz-binding"];

/// The prefix of our own custom properties.
const OURS: &str = "--dormouse";

impl Checker<'_> {
    pub(super) fn check_property(&mut self, declaration: &Declaration<'_, '_>) {
        let property = declaration.property.to_ascii_lowercase();
        if REFUSED_PROPERTIES.contains(&&property[..]) {
            self.problem(
                declaration.at,
                format!("`{property}` is not allowed; it runs a script"),
            );
        }
        if property.starts_with(OURS) {
            self.problem(
                declaration.at,
                "Custom properties that begin with `--dormouse` are the form's own; any other name is allowed",
            );
        }
        if declaration.value.is_empty() && !property.starts_with("--") {
            self.problem(declaration.at, "needs a value");
        }
    }

    pub(super) fn check_value(&mut self, value: &[Piece<'_>]) {
        for (index, piece) in value.iter().enumerate() {
            match &piece.token {
                Token::UnquotedUrl(address) => self.check_address(piece, address),
                Token::Function(name) => {
                    let lower = name.to_ascii_lowercase();
                    if lower == "url" || lower == "src" {
                        match trim(inside(value, index)) {
                            [
                                Piece {
                                    token: Token::QuotedString(address),
                                    ..
                                },
                            ] => self.check_address(piece, address),
                            _ => self.check_address(piece, ""),
                        }
                    } else if REFUSED_FUNCTIONS.contains(&&lower[..]) {
                        self.problem(
                            piece.at,
                            format!("`{lower}()` is not allowed; `url()` of an embedded picture is"),
                        );
                    }
                }
                Token::AtKeyword(_) => {
                    self.problem(piece.at, "is an at-rule inside a value");
                }
                Token::CurlyBracketBlock => self.problem(
                    piece.at,
                    "opens a rule inside a rule; write each rule separately, with its whole selector",
                ),
                Token::CDO | Token::CDC | Token::Semicolon => {
                    self.problem(piece.at, "has no meaning in CSS here");
                }
                _ => {}
            }
            if name_of(&piece.token).is_some_and(|name| name.starts_with(OURS)) {
                self.problem(
                    piece.at,
                    "Custom properties that begin with `--dormouse` are the form's own and may change; set the value itself",
                );
            }
        }
    }

    fn check_address(&mut self, piece: &Piece<'_>, address: &str) {
        let media_type = address
            .strip_prefix("data:")
            .and_then(|rest| rest.split_once([';', ',']));
        let is_picture =
            media_type.is_some_and(|(media_type, _)| extension_of(media_type).is_some());
        if !is_picture {
            let allowed = MEDIA_TYPES.map(|(media_type, _)| media_type).join(", ");
            self.problem(
                piece.at,
                format!(
                    "addresses something that would have to be loaded; `url()` of a `data:` address of {allowed} is allowed"
                ),
            );
        }
    }
}
