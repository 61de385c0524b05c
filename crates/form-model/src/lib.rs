#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod form;
pub mod form_type;
pub mod step;

pub mod action;
pub mod block;
pub mod bounds;
pub mod built_in_texts;
pub mod close_label;
pub mod combination;
pub mod frequency_cap;
pub mod isolation;
pub mod label;
pub mod link_target;
pub mod lists;
pub mod moment;
pub mod pattern;
pub mod rich_content;
pub mod screens;
pub mod styles;
pub mod targeting;
pub mod teaser;
pub mod trigger;

pub mod site_settings;

pub mod answer_check;
pub mod bundle;
pub mod email_address;
pub mod ids;
pub mod manifest;
pub mod submission;

mod calendar;
mod dismissible;
mod problem;
mod read;
mod selector;
mod validate;

pub use form::{Form, Version};
pub use form_type::FormType;
pub use ids::{FormId, SiteId, VersionId};
pub use problem::Problem;
pub use site_settings::SiteSettings;
pub use validate::{ValidForm, validate, validate_json};

/// Version of the JSON schemas of form, manifest and bundle.
///
/// It grows only when a reader of the older one would go wrong; additions do not count.
pub const SCHEMA_VERSION: u32 = 1;
