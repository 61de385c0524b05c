#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod asset;
pub mod explain;
pub mod onsite_script;
pub mod preview;
pub mod request;

mod behavior;
mod block;
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

/// The compiler's fingerprint: a hash of the sources and sheets of this crate, of the workspace's crates that it uses,
/// and of the versions of all others. The same bytes give the same fingerprint everywhere, and every other compiler has
/// a different one, so that an upgrade knows which forms to compile again. `build.rs` computes it.
pub const FINGERPRINT: &str = env!("COMPILER_FINGERPRINT");
