//! Reads a Delta from JSON in one pass, borrowing its texts, and handles malformed input as Quill does.
//!
//! Reading continues after a fault, so that the JSON around the document can be read to its end; the first fault
//! counts.

use std::{borrow::Cow, fmt, mem};

use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use super::{Attributes, Delta, Insert, Op, value::Value};
use crate::{Fault, limits, line_ends::line_feeds};

/// Reads the ops of a document: an array, or anything else, which is an empty document.
pub(crate) struct DeltaSeed;

/// Room for the ops of a headline and more: JSON does not say how many there will be.
const FIRST_OPS: usize = 32;

/// A document, or the reason why it is invalid.
type Outcome<'a> = Result<Delta<'a>, Fault>;

impl<'de> DeserializeSeed<'de> for DeltaSeed {
    type Value = Outcome<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// Values of other types are taken for nothing.
macro_rules! ignore_scalars {
    ($value:expr) => {
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
            Ok($value)
        }
    };
}

impl<'de> Visitor<'de> for DeltaSeed {
    type Value = Outcome<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the ops of a Delta")
    }

    ignore_scalars!(Ok(Delta::default()));

    fn visit_str<E>(self, _: &str) -> Result<Outcome<'de>, E> {
        Ok(Ok(Delta::default()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Outcome<'de>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Ok(Delta::default()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Outcome<'de>, A::Error> {
        let mut reader = Reader {
            ops: Vec::with_capacity(FIRST_OPS),
            ..Reader::default()
        };
        while let Some(op) = seq.next_element::<OpRead<'de>>()? {
            if reader.take(op).is_err() {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                break;
            }
        }
        Ok(reader.finish())
    }
}

/// Collects ops and counts them.
#[derive(Default)]
struct Reader<'a> {
    ops: Vec<Op<'a>>,
    count: usize,
    text_bytes: usize,
    image_bytes: usize,
    attribute_bytes: usize,
    /// Whether the last op was written with a carriage return at its end.
    was_last_return: bool,
    fault: Option<Fault>,
}

impl<'a> Reader<'a> {
    /// Takes the next op; an error says that the rest need not be read.
    fn take(&mut self, op: OpRead<'a>) -> Result<(), ()> {
        let index = self.count;
        self.count += 1;
        let result = self.check(index, op);
        if let Err(fault) = result {
            self.fault = Some(fault);
            return Err(());
        }
        Ok(())
    }

    fn check(&mut self, index: usize, op: OpRead<'a>) -> Result<(), Fault> {
        if index >= limits::OPS {
            return Err(Fault::TooManyOps);
        }
        let OpRead::Op {
            insert,
            attributes,
            retains_embed,
        } = op
        else {
            return match op {
                OpRead::Null => Err(Fault::NullOp { op: index }),
                _ => Ok(()),
            };
        };
        if retains_embed {
            return Err(Fault::EmbedRetained { op: index });
        }
        let (insert, is_first_feed, is_last_return) = match insert {
            InsertRead::Nothing => return Ok(()),
            InsertRead::Unknown(name) => {
                return Err(Fault::UnknownEmbed { op: index, name });
            }
            InsertRead::Formula => return Err(Fault::Formula { op: index }),
            InsertRead::Insert {
                insert,
                is_first_feed,
                is_last_return,
            } => (insert, is_first_feed, is_last_return),
        };
        match &insert {
            Insert::Text(text) => {
                if let Some(name) = attributes.as_ref().and_then(|attributes| attributes.leaf)
                    && text.bytes().any(|byte| byte != b'\n')
                {
                    return Err(Fault::NotAFormat { op: index, name });
                }
                self.text_bytes += text.len();
                if self.text_bytes > limits::TEXT_BYTES {
                    return Err(Fault::TooMuchText { op: Some(index) });
                }
            }
            Insert::Image(address) => {
                self.image_bytes += address.as_ref().map_or(0, |address| address.len());
                if self.image_bytes > limits::IMAGE_BYTES {
                    return Err(Fault::ImagesTooLarge { op: index });
                }
            }
            Insert::Video(_) => {}
        }
        if let Some(attributes) = &attributes {
            let lines = match &insert {
                Insert::Text(text) => 1 + text.bytes().filter(|byte| *byte == b'\n').count(),
                Insert::Image(_) | Insert::Video(_) => 1,
            };
            self.attribute_bytes = self
                .attribute_bytes
                .saturating_add(attributes.bytes().saturating_mul(lines));
            if self.attribute_bytes > limits::ATTRIBUTE_BYTES {
                return Err(Fault::AttributesTooLarge { op: index });
            }
        }
        let ends_a_line_with_next = mem::replace(&mut self.was_last_return, is_last_return);
        if let Some(before) = self.ops.last_mut() {
            before.shares_line_end = ends_a_line_with_next && is_first_feed;
        }
        self.ops.push(Op {
            index: index as u32,
            insert,
            attributes,
            shares_line_end: false,
        });
        Ok(())
    }

    fn finish(self) -> Outcome<'a> {
        match self.fault {
            Some(fault) => Err(fault),
            None => Ok(Delta { ops: self.ops }),
        }
    }
}

/// One element of the ops array.
enum OpRead<'a> {
    Op {
        insert: InsertRead<'a>,
        attributes: Option<Box<Attributes<'a>>>,
        retains_embed: bool,
    },
    Null,
    /// Not an object; ignored.
    Other,
}

enum InsertRead<'a> {
    Nothing,
    Insert {
        insert: Insert<'a>,
        /// Whether a text was written with a line feed at its start.
        is_first_feed: bool,
        /// Whether a text was written with a carriage return at its end.
        is_last_return: bool,
    },
    Formula,
    Unknown(String),
}

impl<'de> Deserialize<'de> for OpRead<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OpVisitor)
    }
}

struct OpVisitor;

impl<'de> Visitor<'de> for OpVisitor {
    type Value = OpRead<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an op")
    }

    fn visit_unit<E>(self) -> Result<OpRead<'de>, E> {
        Ok(OpRead::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<OpRead<'de>, E> {
        Ok(OpRead::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<OpRead<'de>, E> {
        Ok(OpRead::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<OpRead<'de>, E> {
        Ok(OpRead::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<OpRead<'de>, E> {
        Ok(OpRead::Other)
    }

    fn visit_str<E>(self, _: &str) -> Result<OpRead<'de>, E> {
        Ok(OpRead::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<OpRead<'de>, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(OpRead::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<OpRead<'de>, A::Error> {
        let mut insert = InsertRead::Nothing;
        let mut attributes = None;
        let mut retains_embed = false;
        while let Some(key) = map.next_key_seed(Key)? {
            match &*key {
                "insert" => insert = map.next_value()?,
                "attributes" => attributes = map.next_value::<AttributesRead<'de>>()?.0,
                "retain" => {
                    retains_embed = matches!(map.next_value()?, Value::Object | Value::Array)
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(OpRead::Op {
            insert,
            attributes,
            retains_embed,
        })
    }
}

impl<'de> Deserialize<'de> for InsertRead<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(InsertVisitor)
    }
}

struct InsertVisitor;

impl<'de> Visitor<'de> for InsertVisitor {
    type Value = InsertRead<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text or an embed")
    }

    ignore_scalars!(InsertRead::Nothing);

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<InsertRead<'de>, E> {
        Ok(text_insert(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<InsertRead<'de>, E> {
        Ok(text_insert(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<InsertRead<'de>, E> {
        Ok(text_insert(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<InsertRead<'de>, A::Error> {
        let mut insert = InsertRead::Nothing;
        while seq.next_element::<IgnoredAny>()?.is_some() {
            // To JavaScript the elements of an array are members named by their place.
            insert = InsertRead::Unknown("0".to_owned());
        }
        Ok(insert)
    }

    /// The first member is the embed; others say nothing.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<InsertRead<'de>, A::Error> {
        let insert = match map.next_key_seed(Key)? {
            None => return Ok(InsertRead::Nothing),
            Some(name) => embed(&name, map.next_value()?),
        };
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(insert)
    }
}

fn text_insert(text: Cow<'_, str>) -> InsertRead<'_> {
    if text.is_empty() {
        return InsertRead::Nothing;
    }
    InsertRead::Insert {
        is_first_feed: text.starts_with('\n'),
        is_last_return: text.ends_with('\r'),
        insert: Insert::Text(line_feeds(text)),
    }
}

/// A value that is not a text.
fn embed_insert(insert: Insert<'_>) -> InsertRead<'_> {
    InsertRead::Insert {
        insert,
        is_first_feed: false,
        is_last_return: false,
    }
}

fn embed<'a>(name: &str, value: Value<'a>) -> InsertRead<'a> {
    match name {
        "image" => embed_insert(Insert::Image(match value {
            Value::Text(address) => Some(address),
            _ => None,
        })),
        "video" => embed_insert(Insert::Video(match value {
            Value::Text(address) => address,
            value => value.into_text().unwrap_or(Cow::Borrowed("")),
        })),
        "formula" => InsertRead::Formula,
        _ if FORMATS.contains(&name) => InsertRead::Nothing,
        _ => InsertRead::Unknown(name.chars().take(limits::SHOWN_CHARS).collect()),
    }
}

/// Names that Quill knows as parts of its tree, but not as embeds; Quill does not throw for them, but its result is
/// useless.
const FORMATS: &[&str] = &[
    "break",
    "cursor",
    "text",
    "inline",
    "bold",
    "italic",
    "strike",
    "underline",
    "code",
    "code-token",
    "link",
    "script",
    "block",
    "header",
    "blockquote",
    "list",
    "list-container",
    "code-block",
    "code-block-container",
    "table",
    "table-row",
    "table-body",
    "table-container",
];

/// The attributes, if there are any.
struct AttributesRead<'a>(Option<Box<Attributes<'a>>>);

impl<'de> Deserialize<'de> for AttributesRead<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AttributesVisitor)
    }
}

struct AttributesVisitor;

impl<'de> Visitor<'de> for AttributesVisitor {
    type Value = AttributesRead<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("attributes")
    }

    ignore_scalars!(AttributesRead(None));

    fn visit_str<E>(self, _: &str) -> Result<AttributesRead<'de>, E> {
        Ok(AttributesRead(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<AttributesRead<'de>, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(AttributesRead(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<AttributesRead<'de>, A::Error> {
        let mut attributes: Option<Box<Attributes<'de>>> = None;
        while let Some(name) = map.next_key_seed(Key)? {
            let value = map.next_value()?;
            attributes.get_or_insert_default().set(&name, value);
        }
        Ok(AttributesRead(attributes))
    }
}

/// A key, borrowed unless it is written with escapes.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E>(self, key: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(key.to_owned()))
    }
}
