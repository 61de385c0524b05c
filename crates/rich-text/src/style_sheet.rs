//! A sheet that collects what rich texts look like: classes in the markup, declarations here.

/// Classes and their declarations; equal declarations are one class.
#[derive(Clone, Debug, Default)]
pub struct StyleSheet {
    rules: Vec<String>,
}

impl StyleSheet {
    /// The class that has these declarations.
    pub(crate) fn class(&mut self, declarations: &str) -> String {
        let index = match self.rules.iter().position(|rule| rule == declarations) {
            Some(index) => index,
            None => {
                self.rules.push(declarations.to_owned());
                self.rules.len() - 1
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
