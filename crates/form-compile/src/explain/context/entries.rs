//! Members of an object whose names are data, in their order.

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};

use super::text::Text;

/// Names and values; if a name is repeated, the last value counts, as in JavaScript.
#[derive(Clone, Debug)]
pub struct Entries<'a, T>(pub(in crate::explain) Vec<(Cow<'a, str>, T)>);

impl<T> Default for Entries<'_, T> {
    fn default() -> Self {
        Entries(Vec::new())
    }
}

impl<T> Entries<'_, T> {
    /// The value of a name.
    pub(in crate::explain) fn get(&self, name: &[u8]) -> Option<&T> {
        let mut entries = self.0.iter().rev();
        entries
            .find(|(key, _)| key.as_bytes() == name)
            .map(|(_, value)| value)
    }
}

impl<'de: 'a, 'a, T: Deserialize<'de>> Deserialize<'de> for Entries<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

struct EntriesVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
    type Value = Entries<'de, T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some((Text(name), value)) = members.next_entry()? {
            entries.push((name, value));
        }
        Ok(Entries(entries))
    }
}
