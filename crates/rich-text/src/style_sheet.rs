//! A sheet that collects the styling of rich texts: classes in the markup, declarations here.

use std::collections::HashMap;

/// Classes and their declarations; equal declarations are one class.
#[derive(Clone, Debug, Default)]
pub struct StyleSheet {
    rules: Vec<String>,
    /// Positions of declarations in `rules`; a form may have very many.
    places: HashMap<String, usize>,
}

impl StyleSheet {
    /// The class that has these declarations.
    pub(crate) fn class(&mut self, declarations: &str) -> String {
        let next = self.rules.len();
        let index = match self.places.get(declarations) {
            Some(index) => *index,
            None => {
                self.rules.push(declarations.to_owned());
                self.places.insert(declarations.to_owned(), next);
                next
            }
        };
        format!("y{index}")
    }

    /// The rules, as CSS, each selector below `scope`.
    pub fn to_css(&self, scope: &str) -> String {
        let mut css = String::new();
        for (index, declarations) in self.rules.iter().enumerate() {
            css.push_str(&format!("{scope} .y{index}{{{declarations}}}"));
        }
        css
    }
}
