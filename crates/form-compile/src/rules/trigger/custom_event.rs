//! `custom_event`: during the event of that name, with each filter as a condition on one of its properties.

use form_model::trigger::{CustomEvent, Expected};
use targeting::{fact, program::ALLOW};

use super::{TRIGGER, Writer};
use crate::rules::{pattern, regex::Alphabet};

pub(super) fn compile(trigger: &CustomEvent, program: &mut Writer<'_>) {
    program.group(TRIGGER, "custom_event");
    program.condition(fact::EVENT, &trigger.event_name);
    for (index, filter) in trigger.filters.iter().enumerate() {
        match &filter.expected {
            Expected::Text(text) => {
                program.condition(fact::EVENT_PROPERTY, &filter.property);
                let path = format!(".filters[{index}]");
                pattern::entry(ALLOW, text, Alphabet::Text, &path, program);
            }
            Expected::Number(bounds) => {
                program.within(fact::EVENT_PROPERTY, &filter.property, *bounds);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn fires_on_its_event() {
        check::trigger(
            &json!({"type": "custom_event", "event_name": "quiz:done"}),
            &[
                (&[("Equiz:done", "")], true),
                (&[("Equiz:done", ""), ("Pscore", "7")], true),
                (&[("Equiz", "")], false),
                (&[], false),
            ],
        );
    }

    #[test]
    fn every_filter_must_hold() {
        let done = ("Equiz", "");
        check::trigger(
            &json!({"type": "custom_event", "event_name": "quiz", "filters": [
                {"property": "score", "minimum": 7},
                {"property": "skin", "operator": "regex", "value": "^(dry|oily)$"},
                {"property": "name", "value": "ö"},
            ]}),
            &[
                (
                    &[done, ("Pscore", "7"), ("Pskin", "dry"), ("Pname", "Jörg")],
                    true,
                ),
                (
                    &[done, ("Pscore", "6.9"), ("Pskin", "dry"), ("Pname", "Jörg")],
                    false,
                ),
                (
                    &[
                        done,
                        ("Pscore", "many"),
                        ("Pskin", "dry"),
                        ("Pname", "Jörg"),
                    ],
                    false,
                ),
                (
                    &[
                        done,
                        ("Pscore", "7"),
                        ("Pskin", "dry skin"),
                        ("Pname", "Jörg"),
                    ],
                    false,
                ),
                (&[done, ("Pscore", "7"), ("Pskin", "dry")], false),
                (
                    &[("Pscore", "7"), ("Pskin", "dry"), ("Pname", "Jörg")],
                    false,
                ),
            ],
        );
    }
}
