//! Texts of a context, borrowed from its JSON if they need no unescaping.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{self, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use super::number::javascript_number;

/// A text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text<'a>(pub(in crate::explain) Cow<'a, str>);

/// Several texts.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Texts<'a>(#[serde(borrow)] pub(in crate::explain) Vec<Text<'a>>);

/// A value of the page as the text that it is compared as.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scalar<'a> {
    /// It is missing.
    #[default]
    Missing,
    /// It has a text.
    Text(Cow<'a, str>),
    /// It is an object or a list, which has no text form.
    Object,
}

impl Scalar<'_> {
    /// The text, if it has one.
    pub(in crate::explain) fn text(&self) -> Option<&str> {
        match self {
            Scalar::Text(text) => Some(text),
            Scalar::Missing | Scalar::Object => None,
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Scalar<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        let text = if value { "true" } else { "false" };
        Ok(Scalar::Text(Cow::Borrowed(text)))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Owned(javascript_number(value))))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Scalar::Missing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self::Value, A::Error> {
        while elements.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::Object)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar::Object)
    }
}

#[cfg(test)]
mod tests {
    use super::{Scalar, Text};

    #[track_caller]
    fn check(json: &str, expect: Option<&str>) {
        let scalar: Scalar<'_> = serde_json::from_str(json).unwrap();
        assert_eq!(scalar.text(), expect, "{json}");
    }

    #[test]
    fn values_are_written_as_javascript_does() {
        check("\"a\\u00e9\"", Some("aé"));
        check("true", Some("true"));
        check("49.90", Some("49.9"));
        check("-7", Some("-7"));
        check("null", None);
    }

    #[test]
    fn an_object_exists_without_a_text() {
        for json in ["[1, {\"a\": []}]", "{\"a\": [1]}"] {
            let scalar: Scalar<'_> = serde_json::from_str(json).unwrap();
            assert_eq!(scalar, Scalar::Object);
        }
    }

    #[test]
    fn a_text_is_a_string() {
        assert!(serde_json::from_str::<Text<'_>>("7").is_err());
    }
}
