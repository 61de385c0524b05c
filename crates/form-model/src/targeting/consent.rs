//! `{"type": "consent", "purpose", "allow_list"}`: what the visitor allowed the site to do.
//!
//! `purpose`: `functional`, `analytics` or `marketing`. `allow_list`: one to three of `granted`, `denied` and `unknown`
//! (not asked yet), default `["granted"]`. The page reports it with `setConsent`, or an adapter for its consent dialog
//! does.

use serde::Serialize;

use crate::read::Object;

/// The visitor's consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Consent {
    /// The purpose.
    pub purpose: Purpose,
    /// States in which the form may show; at least one. Default: granted.
    pub allow_list: Vec<ConsentState>,
}

/// The purpose of a consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Purpose {
    Functional,
    Analytics,
    Marketing,
}

/// State of a consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentState {
    /// Given.
    Granted,
    /// Refused.
    Denied,
    /// Not asked, or not answered yet.
    Unknown,
}

const PURPOSES: &[(&str, Purpose)] = &[
    ("functional", Purpose::Functional),
    ("analytics", Purpose::Analytics),
    ("marketing", Purpose::Marketing),
];

const STATES: &[(&str, ConsentState)] = &[
    ("granted", ConsentState::Granted),
    ("denied", ConsentState::Denied),
    ("unknown", ConsentState::Unknown),
];

impl Purpose {
    /// The purpose's name, as in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Purpose::Functional => "functional",
            Purpose::Analytics => "analytics",
            Purpose::Marketing => "marketing",
        }
    }
}

impl ConsentState {
    /// The state's name, as in JSON.
    pub fn name(self) -> &'static str {
        match self {
            ConsentState::Granted => "granted",
            ConsentState::Denied => "denied",
            ConsentState::Unknown => "unknown",
        }
    }
}

impl Consent {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        let purpose = object
            .required("purpose")
            .and_then(|at| at.choice(PURPOSES));
        let allow_list = match object.optional("allow_list") {
            Some(at) => at.array(1..=3, "states").map(|states| {
                states
                    .iter()
                    .filter_map(|state| state.choice(STATES))
                    .collect()
            }),
            None => Some(vec![ConsentState::Granted]),
        };
        Some(Consent {
            purpose: purpose?,
            allow_list: allow_list?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::targeting::check;
    use serde_json::json;

    #[test]
    fn needs_a_purpose() {
        check(json!({"type": "consent", "purpose": "marketing"}), None);
        check(
            json!({"type": "consent", "purpose": "analytics", "allow_list": ["unknown", "denied"]}),
            None,
        );
        check(json!({"type": "consent"}), Some("$.purpose"));
        check(
            json!({"type": "consent", "purpose": "ads"}),
            Some("$.purpose"),
        );
        check(
            json!({"type": "consent", "purpose": "marketing", "allow_list": []}),
            Some("$.allow_list"),
        );
        check(
            json!({"type": "consent", "purpose": "marketing", "allow_list": ["yes"]}),
            Some("$.allow_list[0]"),
        );
    }
}
