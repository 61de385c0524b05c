//! Bounds of a whole number: a least and a most, both included, either of which may be left out.

use std::ops::RangeInclusive;

use serde::Serialize;

use crate::read::Object;

/// The limits of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Bounds {
    /// The minimum.
    pub minimum: Option<u32>,
    /// The most that is allowed; not below the least.
    pub maximum: Option<u32>,
}

impl Bounds {
    /// Whether neither limit is given.
    pub fn is_open(self) -> bool {
        self == Bounds::default()
    }

    pub(crate) fn is_unset(&self) -> bool {
        self.is_open()
    }

    pub(crate) fn read(
        object: &mut Object<'_>,
        [minimum_key, maximum_key]: [&'static str; 2],
        range: RangeInclusive<u32>,
    ) -> Option<Self> {
        let minimum = object.optional_integer(minimum_key, range.clone());
        let maximum = object.optional_integer(maximum_key, range);
        let bounds = Bounds {
            minimum: minimum?,
            maximum: maximum?,
        };
        if let (Some(minimum), Some(maximum)) = (bounds.minimum, bounds.maximum)
            && minimum > maximum
        {
            object.at().member(maximum_key).problem(format!(
                "is {maximum}; not less than `{minimum_key}`, {minimum}, is allowed"
            ));
            return None;
        }
        Some(bounds)
    }
}
