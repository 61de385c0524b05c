//! Targeting rules: *who* sees a form, and *where*. They combine by *all*; each kind stands at most once.

use serde::Serialize;

use crate::read::At;

/// One targeting rule of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum TargetingRule {
    /// The page's address without its fragment. It must match an entry of the allow list, where that has any,
    /// and none of the deny list.
    Url {
        /// Where the form may show; empty = everywhere.
        allow_list: Vec<UrlPattern>,
        /// Where it may not; wins over the allow list.
        deny_list: Vec<UrlPattern>,
    },
    /// The class of the visitor's device.
    Device {
        /// Classes on which the form may show; at least one.
        allow_list: Vec<Device>,
    },
}

/// A pattern for a page's address; compared exactly, upper and lower case told apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UrlPattern {
    /// How the value is compared.
    pub operator: UrlOperator,
    /// What it is compared with, 1 to 500 characters; beyond ASCII it is percent-encoded at publish, as browsers do.
    pub value: String,
}

/// How a URL pattern is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UrlOperator {
    /// The value occurs anywhere in the address. The default.
    Contains,
    /// The address is the value.
    Equals,
    /// The address begins with the value.
    StartsWith,
    /// The address ends with the value.
    EndsWith,
}

/// Class of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Device {
    /// Touch, shorter side of the screen below 600 px.
    Phone,
    /// Touch, larger.
    Tablet,
    /// Mouse or track pad.
    Desktop,
}

#[derive(Clone, Copy)]
enum Type {
    Url,
    Device,
}

/// The most entries of one URL list: each travels with every page view.
const MAX_URL_PATTERNS: usize = 50;

impl TargetingRule {
    /// Name of the rule's type, as in JSON.
    pub fn type_name(&self) -> &'static str {
        match self {
            TargetingRule::Url { .. } => "url",
            TargetingRule::Device { .. } => "device",
        }
    }

    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        let mut object = at.object()?;
        let type_at = object.required("type")?;
        let rule_type = type_at.choice(&[("url", Type::Url), ("device", Type::Device)])?;
        let rule = match rule_type {
            Type::Url => {
                let mut list = |key| match object.optional(key) {
                    Some(at) => Some(
                        at.array(0..=MAX_URL_PATTERNS, "patterns")?
                            .iter()
                            .filter_map(UrlPattern::read)
                            .collect(),
                    ),
                    None => Some(Vec::new()),
                };
                TargetingRule::Url {
                    allow_list: list("allow_list")?,
                    deny_list: list("deny_list")?,
                }
            }
            Type::Device => TargetingRule::Device {
                allow_list: object
                    .required("allow_list")?
                    .array(1..=3, "devices")?
                    .iter()
                    .filter_map(read_device)
                    .collect(),
            },
        };
        object.finish();
        type_at.unique("targeting rule", rule.type_name());
        Some(rule)
    }
}

fn read_device(at: &At<'_>) -> Option<Device> {
    at.choice(&[
        ("phone", Device::Phone),
        ("tablet", Device::Tablet),
        ("desktop", Device::Desktop),
    ])
}

impl UrlPattern {
    fn read(at: &At<'_>) -> Option<Self> {
        let mut object = at.object()?;
        let operator = match object.optional("operator") {
            None => Some(UrlOperator::Contains),
            Some(at) => at.choice(&[
                ("contains", UrlOperator::Contains),
                ("equals", UrlOperator::Equals),
                ("starts_with", UrlOperator::StartsWith),
                ("ends_with", UrlOperator::EndsWith),
            ]),
        };
        let value = object.required("value").and_then(|at| {
            let value = at.string(1..=500)?;
            if value.chars().any(|c| c.is_control() || c == ' ') {
                at.problem("holds a space or a control character, which no address has");
                return None;
            }
            if value.contains('#') {
                at.problem("holds a `#`; the address is compared without its fragment");
                return None;
            }
            Some(value)
        });
        object.finish();
        Some(UrlPattern {
            operator: operator?,
            value: value?,
        })
    }
}
