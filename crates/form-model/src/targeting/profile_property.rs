//! `{"type": "profile_property", "property", "allow_list", "deny_list"}`: a property of the profile, as `identify` gave it.
//!
//! `property` has 1 to 100 characters. The lists hold up to 50 [patterns](crate::pattern) each; numbers and truth values
//! are compared as JavaScript writes them (`49.9`, `true`), and a property that is not there is an empty text.

use serde::Serialize;

use crate::{
    lists::Lists,
    pattern::{Pattern, Subject},
    read::Object,
};

/// A property of the profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProfileProperty {
    /// Name of the property, 1 to 100 characters.
    pub property: String,
    /// What it has to match, and what not.
    #[serde(flatten)]
    pub lists: Lists<Pattern>,
}

impl ProfileProperty {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        let property = object.line("property", 1..=100);
        let lists = Lists::read_patterns(object, Subject::Text);
        Some(ProfileProperty {
            property: property?,
            lists: lists?,
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
