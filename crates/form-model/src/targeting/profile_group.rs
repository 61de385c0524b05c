//! `{"type": "profile_list" | "profile_segment", "allow_list", "deny_list"}`: lists or segments that the profile is in.
//!
//! The page reports them with `identify`. Entries are their names, 1 to 100 characters without a comma, compared
//! exactly.
//! Source: Klaviyo Forms API, `ListsAndSegments`.

use serde::Serialize;

use crate::{
    lists::Lists,
    read::{At, Object},
};

/// The lists or segments of the profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProfileGroup {
    /// Names of lists or segments.
    #[serde(flatten)]
    pub lists: Lists<String>,
}

impl ProfileGroup {
    pub(super) fn read(object: &mut Object<'_>, what: &str) -> Option<Self> {
        Some(ProfileGroup {
            lists: Lists::read_some(object, what, read_name)?,
        })
    }
}

fn read_name(at: &At<'_>) -> Option<String> {
    let name = at.line(1..=100)?;
    if name.contains(',') {
        at.problem("holds a comma, which separates the names of lists and segments");
        return None;
    }
    Some(name)
}

#[cfg(test)]
mod tests {
    use crate::targeting::check;
    use serde_json::json;

    #[test]
    fn takes_names_without_a_comma() {
        check(
            json!({"type": "profile_list", "allow_list": ["Newsletter"]}),
            None,
        );
        check(
            json!({"type": "profile_segment", "deny_list": ["VIP 2026", "Wien"]}),
            None,
        );
        check(json!({"type": "profile_segment"}), Some("$"));
        check(
            json!({"type": "profile_list", "allow_list": ["a,b"]}),
            Some("$.allow_list[0]"),
        );
        check(
            json!({"type": "profile_list", "allow_list": [""]}),
            Some("$.allow_list[0]"),
        );
    }
}
