//! Targeting rules: which visitors see a form, and where. They combine by *all* unless the version says otherwise.
//!
//! One file per rule; the code here only dispatches to them. Two rules of one version never check the same thing: their
//! lists belong into one rule.

use serde::Serialize;

use crate::read::At;

mod cart;
mod consent;
mod cookie;
mod device;
mod expectation;
mod identified;
mod javascript_variable;
mod language;
mod local_storage;
mod location;
mod profile_group;
mod profile_property;
mod referrer;
mod referrer_class;
mod schedule;
mod submitted;
mod traffic_sample;
mod url;
mod utm;
mod viewport;
mod visitor;
mod visits;

pub use cart::CartContent;
pub use consent::{Consent, ConsentState, Purpose};
pub use cookie::Cookie;
pub use device::{Device, DeviceClass};
pub use expectation::Expectation;
pub use identified::{Channel, Identified};
pub use javascript_variable::JavascriptVariable;
pub use language::Language;
pub use local_storage::LocalStorage;
pub use location::Location;
pub use profile_group::ProfileGroup;
pub use profile_property::ProfileProperty;
pub use referrer::Referrer;
pub use referrer_class::{Class, ReferrerClass};
pub use schedule::{Schedule, Weekday, WeeklyHours};
pub use submitted::Submitted;
pub use traffic_sample::TrafficSample;
pub use url::{Url, UrlPart};
pub use utm::{Utm, UtmParameter};
pub use viewport::Viewport;
pub use visitor::{Visitor, VisitorKind};
pub use visits::Visits;

/// One targeting rule of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[expect(missing_docs, reason = "each has the docs of its type")]
pub enum TargetingRule {
    Url(Url),
    Device(Device),
    Viewport(Viewport),
    Location(Location),
    Utm(Utm),
    Referrer(Referrer),
    ReferrerClass(ReferrerClass),
    Language(Language),
    Visits(Visits),
    Visitor(Visitor),
    Identified(Identified),
    ProfileProperty(ProfileProperty),
    ProfileList(ProfileGroup),
    ProfileSegment(ProfileGroup),
    Submitted(Submitted),
    Cookie(Cookie),
    LocalStorage(LocalStorage),
    JavascriptVariable(JavascriptVariable),
    Consent(Consent),
    Schedule(Schedule),
    TrafficSample(TrafficSample),
    Cart(CartContent),
}

#[derive(Clone, Copy)]
enum Type {
    Url,
    Device,
    Viewport,
    Location,
    Utm,
    Referrer,
    ReferrerClass,
    Language,
    Visits,
    Visitor,
    Identified,
    ProfileProperty,
    ProfileList,
    ProfileSegment,
    Submitted,
    Cookie,
    LocalStorage,
    JavascriptVariable,
    Consent,
    Schedule,
    TrafficSample,
    Cart,
}

const TYPES: &[(&str, Type)] = &[
    ("url", Type::Url),
    ("device", Type::Device),
    ("viewport", Type::Viewport),
    ("location", Type::Location),
    ("utm", Type::Utm),
    ("referrer", Type::Referrer),
    ("referrer_class", Type::ReferrerClass),
    ("language", Type::Language),
    ("visits", Type::Visits),
    ("visitor", Type::Visitor),
    ("identified", Type::Identified),
    ("profile_property", Type::ProfileProperty),
    ("profile_list", Type::ProfileList),
    ("profile_segment", Type::ProfileSegment),
    ("submitted", Type::Submitted),
    ("cookie", Type::Cookie),
    ("local_storage", Type::LocalStorage),
    ("javascript_variable", Type::JavascriptVariable),
    ("consent", Type::Consent),
    ("schedule", Type::Schedule),
    ("traffic_sample", Type::TrafficSample),
    ("cart", Type::Cart),
];

impl TargetingRule {
    /// Name of the rule's type, as in JSON.
    pub fn type_name(&self) -> &'static str {
        match self {
            TargetingRule::Url(_) => "url",
            TargetingRule::Device(_) => "device",
            TargetingRule::Viewport(_) => "viewport",
            TargetingRule::Location(_) => "location",
            TargetingRule::Utm(_) => "utm",
            TargetingRule::Referrer(_) => "referrer",
            TargetingRule::ReferrerClass(_) => "referrer_class",
            TargetingRule::Language(_) => "language",
            TargetingRule::Visits(_) => "visits",
            TargetingRule::Visitor(_) => "visitor",
            TargetingRule::Identified(_) => "identified",
            TargetingRule::ProfileProperty(_) => "profile_property",
            TargetingRule::ProfileList(_) => "profile_list",
            TargetingRule::ProfileSegment(_) => "profile_segment",
            TargetingRule::Submitted(_) => "submitted",
            TargetingRule::Cookie(_) => "cookie",
            TargetingRule::LocalStorage(_) => "local_storage",
            TargetingRule::JavascriptVariable(_) => "javascript_variable",
            TargetingRule::Consent(_) => "consent",
            TargetingRule::Schedule(_) => "schedule",
            TargetingRule::TrafficSample(_) => "traffic_sample",
            TargetingRule::Cart(_) => "cart",
        }
    }

    /// The specific thing that a rule of its type checks; empty if there is only one.
    fn subject(&self) -> &str {
        match self {
            TargetingRule::Url(rule) => rule.part.name(),
            TargetingRule::Utm(rule) => rule.parameter.name(),
            TargetingRule::Identified(rule) => rule.channel.map_or("", Channel::name),
            TargetingRule::ProfileProperty(rule) => &rule.property,
            TargetingRule::Submitted(rule) => rule.form_id.as_ref().map_or("", |id| id.as_str()),
            TargetingRule::Cookie(rule) => &rule.name,
            TargetingRule::LocalStorage(rule) => &rule.key,
            TargetingRule::JavascriptVariable(rule) => &rule.path,
            TargetingRule::Consent(rule) => rule.purpose.name(),
            _ => "",
        }
    }

    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        use TargetingRule as Rule;
        let mut object = at.object()?;
        let o = &mut object;
        let type_at = o.required("type")?;
        let rule = match type_at.choice(TYPES)? {
            Type::Url => Url::read(o).map(Rule::Url),
            Type::Device => Device::read(o).map(Rule::Device),
            Type::Viewport => Viewport::read(o).map(Rule::Viewport),
            Type::Location => Location::read(o).map(Rule::Location),
            Type::Utm => Utm::read(o).map(Rule::Utm),
            Type::Referrer => Referrer::read(o).map(Rule::Referrer),
            Type::ReferrerClass => ReferrerClass::read(o).map(Rule::ReferrerClass),
            Type::Language => Language::read(o).map(Rule::Language),
            Type::Visits => Visits::read(o).map(Rule::Visits),
            Type::Visitor => Visitor::read(o).map(Rule::Visitor),
            Type::Identified => Identified::read(o).map(Rule::Identified),
            Type::ProfileProperty => ProfileProperty::read(o).map(Rule::ProfileProperty),
            Type::ProfileList => ProfileGroup::read(o, "lists").map(Rule::ProfileList),
            Type::ProfileSegment => ProfileGroup::read(o, "segments").map(Rule::ProfileSegment),
            Type::Submitted => Submitted::read(o).map(Rule::Submitted),
            Type::Cookie => Cookie::read(o).map(Rule::Cookie),
            Type::LocalStorage => LocalStorage::read(o).map(Rule::LocalStorage),
            Type::JavascriptVariable => JavascriptVariable::read(o).map(Rule::JavascriptVariable),
            Type::Consent => Consent::read(o).map(Rule::Consent),
            Type::Schedule => Schedule::read(o).map(Rule::Schedule),
            Type::TrafficSample => TrafficSample::read(o).map(Rule::TrafficSample),
            Type::Cart => CartContent::read(o).map(Rule::Cart),
        };
        object.finish();
        let rule = rule?;
        let name = match rule.subject() {
            "" => rule.type_name().to_owned(),
            subject => format!("{} {subject}", rule.type_name()),
        };
        type_at.unique("targeting rule", &name);
        Some(rule)
    }
}

/// Reads a rule in a test, and returns its problems, one line each.
#[cfg(test)]
fn read(rule: &serde_json::Value) -> Result<TargetingRule, Vec<String>> {
    crate::read::read_alone(rule, TargetingRule::read)
}

/// Checks in a test the path of the first problem of a rule, if it has any.
#[cfg(test)]
#[track_caller]
fn check(rule: serde_json::Value, path: Option<&str>) {
    let problem = read(&rule).err().map(|problems| problems[0].clone());
    let found = problem.as_deref().and_then(|line| line.split(' ').next());
    assert_eq!(found, path, "{rule}: {problem:?}");
}

#[cfg(test)]
mod tests {
    use super::TargetingRule;
    use crate::read::read_alone;
    use serde_json::{Value, json};

    /// How many problems rules have together.
    fn problems(rules: Value) -> usize {
        let read = |at: &super::At<'_>| {
            let rules = at.array(0..=20, "targeting rules")?;
            Some(rules.iter().filter_map(TargetingRule::read).count())
        };
        read_alone(&rules, read).err().map_or(0, |list| list.len())
    }

    #[test]
    fn two_rules_never_look_at_the_same_thing() {
        let visits = json!({"type": "visits", "minimum": 2});
        assert_eq!(problems(json!([visits])), 0);
        assert_eq!(problems(json!([visits, visits])), 1);
        let cookie = |name: &str| json!({"type": "cookie", "name": name, "is": "set"});
        assert_eq!(problems(json!([cookie("a"), cookie("b")])), 0);
        assert_eq!(problems(json!([cookie("a"), cookie("a")])), 1);
        let url = |part: &str| json!({"type": "url", "part": part, "allow_list": [{"value": "a"}]});
        assert_eq!(problems(json!([url("path"), url("query"), url("url")])), 0);
        assert_eq!(problems(json!([url("url"), {"type": "url"}])), 1);
    }
}
