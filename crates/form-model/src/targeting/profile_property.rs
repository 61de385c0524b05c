//! `{"type": "profile_property", "property", "allow_list", "deny_list"}`: a property of the profile, from `identify`.
//!
//! `property` has 1 to 100 characters. The lists have up to 50 [patterns](crate::pattern) each; numbers and booleans
//! are compared as JavaScript writes them (`49.9`, `true`), and a missing property counts as an empty text. Instead,
//! `minimum` and `maximum` limit a number, as in an [expectation](super::expectation).

use serde::Serialize;

use super::expectation::read_number;
use crate::{
    bounds::Bounds,
    lists::Lists,
    pattern::{Pattern, Subject},
    read::Object,
};

/// A property of the profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProfileProperty {
    /// Name of the property, 1 to 100 characters.
    pub property: String,
    /// The patterns that it must match, or must not match.
    #[serde(flatten)]
    pub lists: Lists<Pattern>,
    /// Limits of its value as a number, instead of the lists.
    #[serde(skip_serializing_if = "Bounds::is_unset")]
    pub number: Bounds,
}

impl ProfileProperty {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        let property = object.line("property", 1..=100);
        let number = read_number(object);
        let lists = match number {
            Some(bounds) if !bounds.is_open() => {
                Lists::read(object, "patterns", |at| Pattern::read(at, Subject::Text))
            }
            _ => Lists::read_patterns(object, Subject::Text),
        };
        Some(ProfileProperty {
            property: property?,
            lists: lists?,
            number: number?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::targeting::check;
    use serde_json::json;

    #[test]
    fn needs_a_property_and_patterns() {
        let patterns = json!([{"operator": "equals", "value": "gold"}]);
        check(
            json!({"type": "profile_property", "property": "tier", "allow_list": patterns}),
            None,
        );
        check(
            json!({"type": "profile_property", "property": "", "allow_list": patterns}),
            Some("$.property"),
        );
        check(
            json!({"type": "profile_property", "property": "tier"}),
            Some("$"),
        );
    }
}
