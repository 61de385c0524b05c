//! The merchant's own CSS: checked, scoped to the form by its part names, and written again.
//!
//! The output is written from the parsed rules, so that nothing gets through that a browser would parse differently.

use cssparser::Token;
use form_model::{Problem, Version};

use self::selector::{Reach, Selector};
use super::tokens::{self, Declaration, Piece, Place, Rule};

mod animation;
mod covering;
mod hiding;
mod painted;
mod plain;
mod selector;
mod value;

/// The position of custom CSS in a form's sheet.
const PATH: &str = "$.versions[0].styles.custom_css";

/// The maximum number of problems reported for one sheet.
const MAX_PROBLEMS: usize = 50;

/// Custom CSS that a form can have.
#[derive(Debug, Default)]
pub(crate) struct Custom {
    /// The sheet, which comes after our own.
    pub(crate) css: String,
    /// The ids of blocks that it names.
    pub(crate) named_blocks: Vec<String>,
}

impl Custom {
    /// The sheet as one rule, the last of the form's: the page removes it if it hides something that a visitor needs.
    pub(crate) fn rule(&self) -> String {
        if self.css.is_empty() {
            return String::new();
        }
        format!("@media all{{{}}}", self.css)
    }
}

/// Compiles the custom CSS of a version.
pub(crate) fn compile(version: &Version) -> Result<Custom, Vec<Problem>> {
    let css = &version.styles.custom_css;
    let mut checker = Checker {
        version,
        keyframes: Vec::new(),
        hiding_keyframes: false,
        is_in_has: false,
        conditions: Vec::new(),
        painted: Vec::new(),
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
    checker.check_painted();
    // None of this gets here, except in a string, which a form does not need.
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
    /// Whether the parser is inside `:has()`.
    is_in_has: bool,
    /// The conditions of the at-rules around the current position.
    conditions: Vec<String>,
    /// Colors of elements that a visitor needs, in the order of the rules.
    painted: Vec<painted::Painted>,
    named_blocks: Vec<String>,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    fn problem(&mut self, at: Place, message: impl Into<String>) {
        let message = message.into();
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(Problem::new(
                PATH,
                match (at.line, message.starts_with(char::is_lowercase)) {
                    (0, _) => message,
                    (line, true) => format!("Line {line}, column {} {message}", at.column),
                    (line, false) => format!("Line {line}, column {}: {message}", at.column),
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
                    self.problem(at, "is not a rule; selectors and `{ }` are allowed");
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
                let prelude = tokens::write(prelude);
                self.conditions.push(prelude.clone());
                let inside = self.rules(body);
                self.conditions.pop();
                format!("@{lower} {prelude}{{{inside}}}")
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
            if !matches!(selector.reach, Reach::Free { .. } | Reach::Decoration) {
                self.note_colors(selector, &declarations);
            }
        }
        let is_free = selectors.iter().all(Selector::is_free);
        for declaration in declarations {
            // The page checks coverage by testing which element a press would hit.
            if is_free && declaration.property.eq_ignore_ascii_case("pointer-events") {
                continue;
            }
            css.push_str(&self.declaration(&declaration));
        }
        let selectors: Vec<_> = selectors.into_iter().map(|found| found.css).collect();
        format!("{}{{{}}}", selectors.join(","), css.trim_end_matches(';'))
    }

    /// The declarations of a body; anything else is a problem.
    fn declarations<'a, 'i>(&mut self, body: &'a [Piece<'i>]) -> Vec<Declaration<'a, 'i>> {
        let mut declarations = Vec::new();
        for declaration in tokens::declarations(body) {
            match declaration {
                Ok(declaration) => declarations.push(declaration),
                Err(at) => self.problem(
                    at,
                    "is not a declaration; `property: value;` is allowed, and no rule inside a rule",
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

/// The name of a token in lower case, if it has one.
fn name_of(token: &Token<'_>) -> Option<String> {
    match token {
        Token::Ident(name) | Token::Function(name) => Some(name.to_ascii_lowercase()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
