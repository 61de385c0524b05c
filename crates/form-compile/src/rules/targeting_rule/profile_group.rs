//! `profile_list`, `profile_segment`: the fact is `,name,name,`, of which a name is `,name,` with anything around it.

use form_model::targeting::ProfileGroup;
use targeting::{
    fact,
    program::{ALLOW, ANY_CHARACTERS, DENY},
};

use super::Writer;

pub(super) fn compile(rule: &ProfileGroup, groups: &str, program: &mut Writer<'_>) {
    let any = char::from(ANY_CHARACTERS);
    program.condition(fact::PROFILE_GROUPS, groups);
    for (list, names) in [
        (ALLOW, &rule.lists.allow_list),
        (DENY, &rule.lists.deny_list),
    ] {
        for name in names {
            program.pattern(list, &format!("{any},{name},{any}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn one_name_of_several_is_enough() {
        for (kind, fact) in [("profile_list", "jlists"), ("profile_segment", "jsegments")] {
            check::rule(
                &json!({"type": kind, "allow_list": ["VIP", "Größe 40"], "deny_list": ["staff"]}),
                &[
                    (&[(fact, ",VIP,")], true),
                    (&[(fact, ",news,Größe 40,")], true),
                    (&[(fact, ",VIP,staff,")], false),
                    (&[(fact, ",VIPs,")], false),
                    (&[(fact, ",")], false),
                    (&[(fact, "")], false),
                    (&[], false),
                ],
            );
        }
    }

    #[test]
    fn a_profile_without_groups_is_on_no_deny_list() {
        check::rule(
            &json!({"type": "profile_segment", "deny_list": ["staff"]}),
            &[
                (&[("jsegments", "")], true),
                (&[("jsegments", ",staff,")], false),
            ],
        );
    }
}
