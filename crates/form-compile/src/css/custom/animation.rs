//! `@keyframes` of a form's custom CSS: their names get a prefix, because in light DOM they are global in the page.

use cssparser::Token;

use super::{Checker, hiding, name_of};
use crate::css::tokens::{self, Declaration, Piece, Place, Rule};

const PREFIX: &str = "dormouse-";

impl Checker<'_> {
    /// Collects the names of all animations.
    pub(super) fn collect_keyframes(&mut self, pieces: &[Piece<'_>]) {
        for rule in tokens::rules(pieces) {
            let Rule::At {
                name,
                prelude,
                body: Some(body),
                ..
            } = rule
            else {
                continue;
            };
            if !is_keyframes(name) {
                self.collect_keyframes(body);
                continue;
            }
            if let [
                Piece {
                    token: Token::Ident(name) | Token::QuotedString(name),
                    ..
                },
            ] = prelude
            {
                self.keyframes.push(name.to_string());
            }
            for frame in tokens::rules(body) {
                if let Rule::Style { selectors, body } = frame
                    && !hiding::is_start(selectors)
                {
                    self.hiding_keyframes |= tokens::declarations(body)
                        .iter()
                        .flatten()
                        .any(|declaration| hiding::is_invisible(declaration));
                }
            }
        }
    }

    pub(super) fn keyframes(
        &mut self,
        at: Place,
        prelude: &[Piece<'_>],
        body: &[Piece<'_>],
    ) -> String {
        let name = match prelude {
            [
                Piece {
                    token: Token::Ident(name) | Token::QuotedString(name),
                    ..
                },
            ] if !name.is_empty() => PREFIX.to_owned() + name,
            _ => {
                self.problem(at, "`@keyframes` has to have one name");
                return String::new();
            }
        };
        let mut css = String::from("@keyframes ");
        // Writing to a string does not fail.
        let _ = cssparser::serialize_identifier(&name, &mut css);
        css.push('{');
        for rule in tokens::rules(body) {
            let Rule::Style { selectors, body } = rule else {
                self.problem(
                    at,
                    "`@keyframes` has `from`, `to` and percentages in it only",
                );
                continue;
            };
            for piece in selectors {
                let is_frame = match &piece.token {
                    Token::Percentage { .. } | Token::Comma | Token::WhiteSpace(_) => true,
                    Token::Ident(name) => ["from", "to"]
                        .iter()
                        .any(|to| name.eq_ignore_ascii_case(to)),
                    _ => false,
                };
                if !is_frame {
                    self.problem(
                        piece.at,
                        "is not a frame; `from`, `to` and percentages are allowed",
                    );
                }
            }
            css.push_str(&tokens::write(selectors));
            css.push('{');
            for declaration in self.declarations(body) {
                self.check_free(&declaration);
                css.push_str(&self.declaration(&declaration));
            }
            css.push('}');
        }
        css + "}"
    }

    /// The value of a declaration, with the prefixed names of its animations.
    pub(super) fn named_animations(&self, declaration: &Declaration<'_, '_>) -> String {
        let property = declaration.property.to_ascii_lowercase();
        let property = property.strip_prefix("-webkit-").unwrap_or(&property);
        if !matches!(property, "animation" | "animation-name") {
            return tokens::write(declaration.value);
        }
        let mut value = declaration.value.to_vec();
        for piece in &mut value {
            if let Token::Ident(name) | Token::QuotedString(name) = &piece.token
                && self.keyframes.iter().any(|known| **known == **name)
            {
                piece.token = Token::Ident((PREFIX.to_owned() + name).into());
            }
        }
        tokens::write(&value)
    }
}

fn is_keyframes(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    matches!(&lower[..], "keyframes" | "-webkit-keyframes")
}

/// Whether a declaration has something animated.
pub(super) fn animates(declaration: &Declaration<'_, '_>) -> bool {
    let property = declaration.property.to_ascii_lowercase();
    let is_animation = property
        .trim_start_matches("-webkit-")
        .starts_with("animation");
    let is_none = matches!(declaration.value, [piece] if name_of(&piece.token).is_some_and(|name| name == "none"));
    is_animation && !is_none
}
