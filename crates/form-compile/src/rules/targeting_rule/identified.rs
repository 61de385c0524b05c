//! `identified`: the fact, named by the channel, is `1` or `0`.

use form_model::targeting::{Channel, Identified};
use targeting::{fact, program::ALLOW};

use super::Writer;

pub(super) fn compile(rule: Identified, program: &mut Writer<'_>) {
    program.condition(fact::IDENTIFIED, rule.channel.map_or("", Channel::name));
    program.pattern(ALLOW, if rule.is { "1" } else { "0" });
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn is_or_is_not_by_channel() {
        check::rule(
            &json!({"type": "identified"}),
            &[
                (&[("i", "1")], true),
                (&[("i", "0")], false),
                (&[("iemail", "1")], false),
                (&[], false),
            ],
        );
        check::rule(
            &json!({"type": "identified", "channel": "email", "is": false}),
            &[
                (&[("iemail", "0"), ("i", "1")], true),
                (&[("iemail", "1")], false),
                (&[], false),
            ],
        );
    }
}
