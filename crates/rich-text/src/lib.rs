#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod limits;
pub mod missing_scheme;
pub mod picture_size;
pub mod request;

mod color;
mod content;
mod delta;
mod escape;
mod fault;
mod image;
mod line_ends;
mod link;
mod markdown;
mod note;
mod options;
mod quill_address;
mod rendered;
mod style_sheet;
mod token;

pub use color::COLOR_FUNCTIONS;
pub use content::{Content, OpsAt};
pub use delta::Delta;
pub use escape::escape_html;
pub use fault::Fault;
pub use note::Note;
pub use options::{Format, Layout, Links, Options, Output, Profile};
pub use rendered::Rendered;
pub use request::{Answer, Refusal, Request};
pub use style_sheet::StyleSheet;
