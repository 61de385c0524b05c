//! `{"type": "utm", "parameter", "allow_list", "deny_list"}`: a campaign parameter of the address.
//!
//! `parameter`: `source`, `medium`, `campaign`, `term` or `content`. The last page of the session
//! that had any of them counts; a missing parameter counts as an empty text.
//! The lists have up to 50 [patterns](crate::pattern) each; texts are compared decoded.
//! Source: [Google Analytics, campaign URLs](https://support.google.com/analytics/answer/10917952).

use serde::Serialize;

use crate::{
    lists::Lists,
    pattern::{Pattern, Subject},
    read::Object,
};

/// A campaign parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Utm {
    /// The parameter.
    pub parameter: UtmParameter,
    /// The patterns that it must match, or must not match.
    #[serde(flatten)]
    pub lists: Lists<Pattern>,
}

/// Name of a campaign parameter, without `utm_`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum UtmParameter {
    Source,
    Medium,
    Campaign,
    Term,
    Content,
}

const PARAMETERS: &[(&str, UtmParameter)] = &[
    ("source", UtmParameter::Source),
    ("medium", UtmParameter::Medium),
    ("campaign", UtmParameter::Campaign),
    ("term", UtmParameter::Term),
    ("content", UtmParameter::Content),
];

impl UtmParameter {
    /// The parameter's name, as in JSON.
    pub fn name(self) -> &'static str {
        match self {
            UtmParameter::Source => "source",
            UtmParameter::Medium => "medium",
            UtmParameter::Campaign => "campaign",
            UtmParameter::Term => "term",
            UtmParameter::Content => "content",
        }
    }
}

impl Utm {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        let parameter = object
            .required("parameter")
            .and_then(|at| at.choice(PARAMETERS));
        let lists = Lists::read_patterns(object, Subject::Text);
        Some(Utm {
            parameter: parameter?,
            lists: lists?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::targeting::check;
    use serde_json::json;

    #[test]
    fn needs_a_parameter_and_patterns() {
        let patterns = json!([{"value": "spring sale"}]);
        check(
            json!({"type": "utm", "parameter": "campaign", "allow_list": patterns}),
            None,
        );
        check(
            json!({"type": "utm", "parameter": "utm_campaign", "allow_list": patterns}),
            Some("$.parameter"),
        );
        check(
            json!({"type": "utm", "allow_list": patterns}),
            Some("$.parameter"),
        );
        check(json!({"type": "utm", "parameter": "term"}), Some("$"));
    }
}
