//! CSS of the merchant's own: checked, scoped to the form by its part names, and written anew.
//!
//! What comes out is written from what was understood, so that nothing gets through that a browser reads otherwise.

use cssparser::Token;
use form_model::{Problem, Version};

use super::tokens::{self, Declaration, Piece, Place, Rule};

mod animation;
mod covering;
mod hiding;
mod plain;
mod selector;
mod value;

/// Where custom CSS stands in a form.
const PATH: &str = "$.versions[0].styles.custom_css";

/// The most problems that are told of one sheet.
const MAX_PROBLEMS: usize = 50;

/// Custom CSS that a form can have.
#[derive(Debug, Default)]
pub(crate) struct Custom {
    /// The sheet, which stands behind our own.
    pub(crate) css: String,
    /// The ids of blocks that it names.
    pub(crate) named_blocks: Vec<String>,
}

/// Compiles the custom CSS of a version.
pub(crate) fn compile(version: &Version) -> Result<Custom, Vec<Problem>> {
    let css = &version.styles.custom_css;
    let mut checker = Checker {
        version,
        keyframes: Vec::new(),
        hiding_keyframes: false,
        is_in_has: false,
        named_blocks: Vec::new(),
        problems: Vec::new(),
    };
    if css.contains("</") {
        checker.problem(Place::default(), "has `</`, which ends nothing in CSS");
        return Err(checker.problems);
    }
    let pieces = match tokens::read(css) {
        Ok(pieces) => pieces,
        Err(fault) => {
            checker.problem(fault.at, fault.message);
            return Err(checker.problems);
        }
    };
    checker.collect_keyframes(&pieces);
    let css = checker.rules(&pieces);
    // Nothing of this gets here, unless inside a string that no form needs.
    let lower = css.to_ascii_lowercase();
    if ["</", "@import", "url(http"]
        .iter()
        .any(|text| lower.contains(text))
    {
        checker.problem(
            Place::default(),
            "has `</`, `@import` or an address in a text",
        );
    }
    if checker.problems.is_empty() {
        Ok(Custom {
            css,
            named_blocks: checker.named_blocks,
        })
    } else {
        Err(checker.problems)
    }
}

struct Checker<'v> {
    version: &'v Version,
    /// The names of its animations.
    keyframes: Vec<String>,
    /// Whether one of them leaves something invisible.
    hiding_keyframes: bool,
    /// Whether what is read stands in `:has()`.
    is_in_has: bool,
    named_blocks: Vec<String>,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    fn problem(&mut self, at: Place, message: impl Into<String>) {
        let message = message.into();
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(Problem::new(
                PATH,
                if at.line == 0 {
                    message
                } else {
                    format!("line {}, column {}: {message}", at.line, at.column)
                },
            ));
        }
    }

    fn rules(&mut self, pieces: &[Piece<'_>]) -> String {
        let mut css = String::new();
        for rule in tokens::rules(pieces) {
            match rule {
                Rule::Style { selectors, body } => css.push_str(&self.style(selectors, body)),
                Rule::At {
                    name,
                    at,
                    prelude,
                    body,
                } => css.push_str(&self.at_rule(name, at, prelude, body)),
                Rule::Broken(at) => {
                    self.problem(at, "is no rule; selectors and `{ }` are allowed");
                }
            }
        }
        css
    }

    fn at_rule(
        &mut self,
        name: &str,
        at: Place,
        prelude: &[Piece<'_>],
        body: Option<&[Piece<'_>]>,
    ) -> String {
        let lower = name.to_ascii_lowercase();
        match (&lower[..], body) {
            ("media" | "supports" | "container", Some(body)) => {
                self.check_value(prelude);
                let inside = self.rules(body);
                format!("@{lower} {}{{{inside}}}", tokens::write(prelude))
            }
            ("keyframes" | "-webkit-keyframes", Some(body)) => self.keyframes(at, prelude, body),
            _ => {
                let shown: String = name.chars().take(40).collect();
                self.problem(
                    at,
                    format!(
                        "`@{shown}` is not allowed; `@media`, `@supports`, `@container` and `@keyframes` with `{{ }}` are"
                    ),
                );
                String::new()
            }
        }
    }

    fn style(&mut self, selectors: &[Piece<'_>], body: &[Piece<'_>]) -> String {
        let selectors = self.selectors(selectors, false);
        let mut css = String::new();
        let declarations = self.declarations(body);
        for selector in &selectors {
            self.check_reach(selector, &declarations);
        }
        for declaration in declarations {
            css.push_str(&self.declaration(&declaration));
        }
        let selectors: Vec<_> = selectors.into_iter().map(|found| found.css).collect();
        format!("{}{{{}}}", selectors.join(","), css.trim_end_matches(';'))
    }

    /// The declarations of a body; what is none is a problem.
    fn declarations<'a, 'i>(&mut self, body: &'a [Piece<'i>]) -> Vec<Declaration<'a, 'i>> {
        let mut declarations = Vec::new();
        for declaration in tokens::declarations(body) {
            match declaration {
                Ok(declaration) => declarations.push(declaration),
                Err(at) => self.problem(
                    at,
                    "is no declaration; `property: value;` is allowed, and no rule inside a rule",
                ),
            }
        }
        declarations
    }

    fn declaration(&mut self, declaration: &Declaration<'_, '_>) -> String {
        self.check_property(declaration);
        self.check_value(declaration.value);
        let mut css = String::new();
        // Writing to a string does not fail.
        let _ = cssparser::serialize_identifier(declaration.property, &mut css);
        css.push(':');
        css.push_str(&self.named_animations(declaration));
        css.push_str(if declaration.is_important {
            "!important;"
        } else {
            ";"
        });
        css
    }
}

/// The name of a token, where it has one, in lower case.
fn name_of(token: &Token<'_>) -> Option<String> {
    match token {
        Token::Ident(name) | Token::Function(name) => Some(name.to_ascii_lowercase()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
