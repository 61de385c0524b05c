//! `{"type": "custom_event", "event_name": "added_to_cart", "filters": […]}`: an event that the page sends.
//!
//! This is a DOM event of this name on `document` or `window`, or `dormouse.track(event_name, properties)`.
//! `event_name` has 1 to 100 characters. Up to 10 filters must all hold for the same event; each is `{property,
//! operator, value}`, a [pattern](crate::pattern), or `{property, minimum, maximum}`, whole numbers from 0 to
//! 4,000,000,000, of which one may be left out. A property that the event does not have matches no filter.

use serde::Serialize;

use crate::{
    bounds::Bounds,
    pattern::{Operator, Pattern, Subject},
    read::{At, Object},
};

/// The page sent an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CustomEvent {
    /// Name of the event, 1 to 100 characters.
    pub event_name: String,
    /// The conditions on the event's properties.
    pub filters: Vec<PropertyFilter>,
}

/// A condition on a property of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PropertyFilter {
    /// Name of the property, 1 to 100 characters.
    pub property: String,
    /// The expected value.
    #[serde(flatten)]
    pub expected: Expected,
}

/// A text or a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Expected {
    /// A text that the pattern matches.
    Text(Pattern),
    /// A number; only its whole part counts.
    Number(Bounds),
}

impl CustomEvent {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        let event_name = object.line("event_name", 1..=100);
        let filters = object.list("filters", 10, "filters", PropertyFilter::read);
        Some(CustomEvent {
            event_name: event_name?,
            filters: filters?,
        })
    }
}

impl PropertyFilter {
    fn read(at: &At<'_>) -> Option<Self> {
        let mut object = at.object()?;
        let property = object.line("property", 1..=100);
        let operator = object.optional("operator");
        let value = object.optional("value");
        let bounds = Bounds::read(&mut object, ["minimum", "maximum"], 0..=4_000_000_000);
        object.finish();
        let bounds = bounds?;
        let expected = match (value, bounds.is_open()) {
            (Some(value), true) => {
                let operator = match operator {
                    Some(at) => Pattern::operator(&at)?,
                    None => Operator::Contains,
                };
                Expected::Text(Pattern::read_value(operator, &value, Subject::Text)?)
            }
            (None, false) if operator.is_none() => Expected::Number(bounds),
            _ => {
                at.problem("has to have either a `value`, or a `minimum` or `maximum`");
                return None;
            }
        };
        Some(PropertyFilter {
            property: property?,
            expected,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::trigger::read;
    use serde_json::{Value, json};

    #[track_caller]
    fn check(filters: Value, path: Option<&str>) {
        let trigger = json!({"type": "custom_event", "event_name": "added", "filters": filters});
        let problem = read(&trigger).err().map(|problems| problems[0].clone());
        let found = problem
            .as_deref()
            .and_then(|problem| problem.split(' ').next());
        assert_eq!(found, path);
    }

    #[test]
    fn needs_a_name() {
        assert!(read(&json!({"type": "custom_event", "event_name": "quiz:done"})).is_ok());
        assert!(read(&json!({"type": "custom_event"})).is_err());
        assert!(read(&json!({"type": "custom_event", "event_name": "a\nb"})).is_err());
    }

    #[test]
    fn a_filter_is_a_pattern_or_a_range() {
        check(
            json!([{"property": "size", "operator": "equals", "value": "XL"}]),
            None,
        );
        check(
            json!([{"property": "size", "value": "X"}, {"property": "value", "minimum": 50}]),
            None,
        );
        let neither = Some("$.filters[0]");
        check(json!([{"property": "size"}]), neither);
        check(
            json!([{"property": "size", "value": "X", "minimum": 1}]),
            neither,
        );
        check(
            json!([{"property": "size", "operator": "equals", "minimum": 1}]),
            neither,
        );
        check(
            json!([{"property": "size", "value": 7}]),
            Some("$.filters[0].value"),
        );
        check(
            json!([{"property": "size", "operator": "is", "value": "X"}]),
            Some("$.filters[0].operator"),
        );
        check(
            json!([{"property": "value", "minimum": 2, "maximum": 1}]),
            Some("$.filters[0].maximum"),
        );
        check(json!([{"value": "X"}]), Some("$.filters[0].property"));
        check(
            json!(vec![json!({"property": "a", "value": "b"}); 11]),
            Some("$.filters"),
        );
    }
}
