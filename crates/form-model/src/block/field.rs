//! Fields: blocks that collect a value. Blocks `text` and `email`.

use answers::Rule;
use serde::Serialize;

use super::{Kind, Place};
use crate::{
    built_in_texts::BuiltInTexts,
    label::Label,
    read::{At, Object, quoted},
};

/// A block that collects one value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// The kind of value that it collects: the block's type.
    #[serde(rename = "type")]
    pub kind: FieldKind,
    /// The profile's property that it fills, `[A-Za-z][A-Za-z0-9_]{0,63}`, unique within the version.
    /// Default for an email field: `email`, and no other is allowed there.
    pub property_name: String,
    /// Its label; always there, for assistive technology at least.
    pub label: Label,
    /// Whether the label is visible. Default true.
    pub show_label: bool,
    /// Shown while the field is empty, at most 120 characters.
    pub placeholder: Option<String>,
    /// Whether it may not be left empty. Default: true for email, false for text.
    pub required: bool,
    /// The most characters that it takes, 1..=1000. Default 254 for email, 200 for text.
    pub max_length: u32,
    /// The messages for answers that are not accepted.
    pub error_messages: ErrorMessages,
}

/// The messages for answers that are not accepted; each 1 to 200 characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErrorMessages {
    /// The field is required and empty.
    pub required: String,
    /// The answer is not of the field's kind, or too long.
    pub invalid: String,
}

/// The kind of field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// Block `text`.
    Text,
    /// Block `email`.
    Email,
}

/// Names that no property may have: they have another meaning in languages that process answers, or are members of a
/// profile.
const RESERVED: [&str; 6] = [
    "__proto__",
    "constructor",
    "prototype",
    "profile_id",
    "site_id",
    "visitor_id",
];

impl Kind for Field {
    fn field(&self) -> Option<&Field> {
        Some(self)
    }

    fn check_place(&self, at: &At<'_>, place: Place) {
        if place.is_success_step {
            at.member("type")
                .problem("is a field on the success step, where nothing is submitted any more");
        }
    }
}

impl Field {
    /// Which answers the field accepts.
    pub fn rule(&self) -> Rule {
        Rule {
            kind: match self.kind {
                FieldKind::Text => answers::Kind::Text,
                FieldKind::Email => answers::Kind::Email,
            },
            required: self.required,
            max_length: self.max_length,
        }
    }

    pub(crate) fn read(object: &mut Object<'_>, kind: FieldKind) -> Option<Self> {
        let is_email = kind == FieldKind::Email;
        let property_name = match object.optional("property_name") {
            Some(at) => read_property_name(&at, kind),
            None if is_email => {
                object
                    .at()
                    .member("property_name")
                    .unique("property", "email");
                Some("email".to_owned())
            }
            None => object
                .required("property_name")
                .and_then(|at| read_property_name(&at, kind)),
        };
        let label = object.required("label").and_then(|at| Label::read(&at));
        let flag = |at: Option<At<'_>>, default| match at {
            Some(at) => at.boolean(),
            None => Some(default),
        };
        let show_label = flag(object.optional("show_label"), true);
        let required = flag(object.optional("required"), is_email);
        let placeholder = match object.optional("placeholder") {
            Some(at) => at.string(0..=120).map(Some),
            None => Some(None),
        };
        let max_length = match object.optional("max_length") {
            Some(at) => at.integer(1..=1_000),
            None => Some(if is_email { 254 } else { 200 }),
        };
        let error_messages = match object.optional("error_messages") {
            Some(at) => ErrorMessages::read(&at, kind),
            None => Some(ErrorMessages::default_of(kind, object.at().texts())),
        };
        Some(Field {
            kind,
            property_name: property_name?,
            label: label?,
            show_label: show_label?,
            placeholder: placeholder?.filter(|text| !text.is_empty()),
            required: required?,
            max_length: max_length?,
            error_messages: error_messages?,
        })
    }
}

impl ErrorMessages {
    fn default_of(kind: FieldKind, texts: &BuiltInTexts) -> Self {
        let (required, invalid) = match kind {
            FieldKind::Email => (texts.email_required, texts.email_invalid),
            FieldKind::Text => (texts.text_required, texts.text_invalid),
        };
        ErrorMessages {
            required: required.to_owned(),
            invalid: invalid.to_owned(),
        }
    }

    fn read(at: &At<'_>, kind: FieldKind) -> Option<Self> {
        let mut object = at.object()?;
        let mut messages = Self::default_of(kind, at.texts());
        for (key, message) in [
            ("required", &mut messages.required),
            ("invalid", &mut messages.invalid),
        ] {
            if let Some(text) = object.optional(key).and_then(|at| at.string(1..=200)) {
                *message = text;
            }
        }
        object.finish();
        Some(messages)
    }
}

fn read_property_name(at: &At<'_>, kind: FieldKind) -> Option<String> {
    let name = at.string(0..=1_000)?;
    let is_name = (1..=64).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let problem = if !is_name {
        "1 to 64 letters, digits or `_`, the first a letter, are allowed"
    } else if RESERVED.contains(&name.as_str()) {
        "that name is reserved"
    } else if (kind == FieldKind::Email) != (name == "email") {
        "`email` is the property of an email field, and its only one"
    } else {
        at.unique("property", &name);
        return Some(name);
    };
    at.problem(format!("is {}; {problem}", quoted(&name)));
    None
}
