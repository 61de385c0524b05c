#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod asset;
pub mod explain;
pub mod onsite_script;
pub mod preview;
pub mod request;

mod behavior;
mod compile;
mod css;
mod font;
mod html;
mod image;
mod lazy_parts;
mod rich_text_css;
mod rules;
mod teaser;
mod texts;

pub use asset::Asset;
pub use compile::{Compiled, RenderHashes, compile, version_id};
pub use font::FontFault;
pub use image::ImageFault;
pub use texts::consent_text;
