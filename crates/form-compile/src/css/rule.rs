//! Writes one rule with the declarations that are given.

use std::fmt::{Display, Write};

use form_model::styles::{Border, Color};

/// A rule under construction.
#[derive(Debug, Default)]
pub(super) struct Declarations(String);

impl Declarations {
    /// A declaration.
    pub(super) fn push(&mut self, property: &str, value: impl Display) {
        // Writing to a string does not fail.
        let _ = write!(self.0, "{property}:{value};");
    }

    /// A declaration, where its value is given.
    pub(super) fn push_some(&mut self, property: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.push(property, value);
        }
    }

    /// A length, if given.
    pub(super) fn px(&mut self, property: &str, px: Option<u32>) {
        self.push_some(property, px.map(|px| format!("{px}px")));
    }

    /// A color, if given.
    pub(super) fn color(&mut self, property: &str, color: Option<&Color>) {
        self.push_some(property, color.map(Color::as_css));
    }

    /// A border, if given.
    pub(super) fn border(&mut self, border: Option<&Border>) {
        if let Some(border) = border {
            let width = border.width_px.unwrap_or(1);
            let line = border.line.map_or("solid", |line| line.as_css());
            let color = border.color.as_ref().map_or("", Color::as_css);
            self.push("border", format!("{width}px {line} {color}").trim_end());
        }
    }

    /// The rule for a selector; empty if it has no declarations.
    pub(super) fn of(self, selector: &str) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        format!("{selector}{{{}}}", self.0.trim_end_matches(';'))
    }
}
