//! `language`: the tag itself, or the tag and a hyphen before anything.

use form_model::targeting::Language;
use targeting::{
    fact,
    program::{ALLOW, ANY_CHARACTERS, DENY},
};

use super::Writer;

pub(super) fn compile(rule: &Language, program: &mut Writer<'_>) {
    program.condition(fact::LANGUAGE, "");
    for (list, tags) in [
        (ALLOW, &rule.lists.allow_list),
        (DENY, &rule.lists.deny_list),
    ] {
        for tag in tags {
            program.pattern(list, tag);
            program.pattern(list, &format!("{tag}-{}", char::from(ANY_CHARACTERS)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn a_language_takes_its_regions_in() {
        check::rule(
            &json!({"type": "language", "allow_list": ["de", "pt-BR"]}),
            &[
                (&[("l", "de")], true),
                (&[("l", "de-at")], true),
                (&[("l", "den")], false),
                (&[("l", "pt-br")], true),
                (&[("l", "pt")], false),
                (&[("l", "")], false),
                (&[], false),
            ],
        );
        check::rule(
            &json!({"type": "language", "allow_list": ["en"], "deny_list": ["en-GB"]}),
            &[
                (&[("l", "en-us")], true),
                (&[("l", "en-gb")], false),
                (&[("l", "en-gb-oed")], false),
            ],
        );
    }
}
