//! A content of either format.

use serde::Deserialize;

use crate::{Fault, Format, Options, Rendered, markdown};

/// A content of either format, borrowed from its JSON where that is possible.
#[derive(Clone, Debug, Deserialize)]
pub struct Content<'a>(#[serde(borrow)] std::borrow::Cow<'a, str>);

impl Content<'_> {
    /// Renders it.
    pub fn render(&self, _format: Format, _options: Options) -> Result<Rendered, Fault> {
        Ok(markdown::render(&self.0))
    }
}
