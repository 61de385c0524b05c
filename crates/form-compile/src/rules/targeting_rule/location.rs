//! `location`: the fact is `US-CA`, or `US-` if the region is unknown. A country is `US-` and anything, a region the
//! whole fact. A region on the deny list also denies its country with an unknown region: when in doubt, the form does
//! not show.

use form_model::targeting::Location;
use targeting::{
    fact,
    program::{ALLOW, ANY_CHARACTERS, DENY},
};

use super::Writer;

pub(super) fn compile(rule: &Location, program: &mut Writer<'_>) {
    let any = char::from(ANY_CHARACTERS);
    program.condition(fact::LOCATION, "");
    for place in &rule.lists.allow_list {
        match place.split_once('-') {
            Some(_) => program.pattern(ALLOW, place),
            None => program.pattern(ALLOW, &format!("{place}-{any}")),
        }
    }
    let mut doubtful = Vec::new();
    for place in &rule.lists.deny_list {
        match place.split_once('-') {
            Some((country, _)) => {
                program.pattern(DENY, place);
                if !doubtful.contains(&country) {
                    doubtful.push(country);
                }
            }
            None => program.pattern(DENY, &format!("{place}-{any}")),
        }
    }
    for country in doubtful {
        program.pattern(DENY, &format!("{country}-"));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn a_country_takes_its_regions_in() {
        check::rule(
            &json!({"type": "location", "allow_list": ["DE", "US-CA"]}),
            &[
                (&[("g", "DE-")], true),
                (&[("g", "DE-BY")], true),
                (&[("g", "US-CA")], true),
                (&[("g", "US-CAX")], false),
                (&[("g", "US-NY")], false),
                (&[("g", "US-")], false),
                (&[("g", "")], false),
                (&[], false),
            ],
        );
    }

    #[test]
    fn a_denied_region_denies_an_unknown_region() {
        check::rule(
            &json!({"type": "location", "allow_list": ["US"], "deny_list": ["US-CA", "US-NY"]}),
            &[
                (&[("g", "US-TX")], true),
                (&[("g", "US-CA")], false),
                (&[("g", "US-")], false),
                (&[("g", "DE-")], false),
            ],
        );
        check::rule(
            &json!({"type": "location", "deny_list": ["RU"]}),
            &[
                (&[("g", "RU-MOW")], false),
                (&[("g", "DE-")], true),
                (&[], false),
            ],
        );
    }
}
