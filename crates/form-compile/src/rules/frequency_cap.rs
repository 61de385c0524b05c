//! The frequency cap as separate groups, one for each pause and limit that is set.
//!
//! | code | condition that keeps the form away |
//! | `closed_recently` | seconds since the close are within the pause |
//! | `submitted_before` | seconds since the submit are within the pause, or any |
//! | `viewed_too_often` | views by the visitor have reached the limit |
//! | `viewed_too_often_this_session` | views in the session have reached the limit |
//! | `viewed_too_often_this_session` | displays in the session have |
//! | `search_landing` | all of: a phone, the first page of the session, a search engine as referrer |

use form_model::frequency_cap::FrequencyCap;
use targeting::{
    fact,
    program::{ALLOW, CAP, CAP_NOT, DENY},
};

use super::{referrers, writer::Writer};

/// Seconds in a day; a cap counts whole days of 24 hours, whatever the calendar does.
const DAY_SECONDS: u32 = 86_400;

pub(super) fn compile(cap: FrequencyCap, program: &mut Writer<'_>) {
    if cap.days_after_close > 0 {
        program.group(CAP, "closed_recently");
        program.condition(fact::SECONDS_SINCE_CLOSE, "");
        program.range(DENY, None, Some(last_second(cap.days_after_close)));
    }
    if cap.days_after_submit != Some(0) {
        program.group(CAP, "submitted_before");
        program.condition(fact::SECONDS_SINCE_SUBMIT, "");
        program.range(DENY, None, cap.days_after_submit.map(last_second));
    }
    if let Some(maximum) = cap.maximum_views_per_visitor {
        program.group(CAP, "viewed_too_often");
        program.condition(fact::VIEWS, "");
        program.range(DENY, Some(maximum), None);
    }
    if let Some(maximum) = cap.maximum_views_per_session {
        program.group(CAP, "viewed_too_often_this_session");
        program.condition(fact::SESSION_VIEWS, program.form_id);
        program.range(DENY, Some(maximum), None);
    }
    if cap.not_on_search_landing_on_phones {
        program.group(CAP_NOT, "search_landing");
        program.condition(fact::DEVICE, "");
        program.pattern(ALLOW, "phone");
        program.condition(fact::PAGE_VISITS, "");
        program.range(ALLOW, Some(1), Some(1));
        program.condition(fact::REFERRER, "");
        for host in referrers::SEARCH {
            program.pattern(ALLOW, &referrers::pattern(host));
        }
    }
}

/// The last second of a pause that begins at second 0.
fn last_second(days: u32) -> u32 {
    days.saturating_mul(DAY_SECONDS) - 1
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    const OFF: [(&str, i32); 2] = [("days_after_close", 0), ("days_after_submit", 0)];

    fn only(key: &str, value: serde_json::Value) -> serde_json::Value {
        let mut cap: serde_json::Map<_, _> = OFF
            .iter()
            .map(|(key, value)| ((*key).to_owned(), json!(value)))
            .collect();
        cap.insert(key.to_owned(), value);
        cap.into()
    }

    #[test]
    fn never_again_is_the_default_after_a_submit() {
        check::cap(
            &json!({}),
            &[
                ("", &[], None),
                ("cwelcome 1799395200\n", &[], None),
                ("cwelcome 1799395201\n", &[], Some("closed_recently")),
                ("swelcome 1\n", &[], Some("submitted_before")),
                ("sanother 1\n", &[], None),
            ],
        );
    }

    #[test]
    fn pauses_last_whole_days() {
        check::cap(
            &only("days_after_submit", json!(30)),
            &[
                (
                    "swelcome 1797408001\ncwelcome 1799999999\n",
                    &[],
                    Some("submitted_before"),
                ),
                ("swelcome 1797408000\ncwelcome 1799999999\n", &[], None),
            ],
        );
    }

    #[test]
    fn views_are_limited_for_visitor_and_session() {
        check::cap(
            &only("maximum_views_per_visitor", json!(3)),
            &[
                ("", &[], None),
                ("vwelcome 2\n", &[], None),
                ("vwelcome 3\n", &[], Some("viewed_too_often")),
            ],
        );
        check::cap(
            &only("maximum_views_per_session", json!(1)),
            &[
                ("", &[("xwelcome", "0")], None),
                (
                    "",
                    &[("xwelcome", "1")],
                    Some("viewed_too_often_this_session"),
                ),
                ("", &[("xwelcome", "")], None),
                ("", &[], Some("viewed_too_often_this_session")),
            ],
        );
    }

    #[test]
    fn a_phone_that_a_search_engine_sent_is_left_alone_on_its_first_page() {
        let google = ("r", "https://www.google.de/");
        let phone = ("d", "phone");
        let refused = Some("search_landing");
        check::cap(
            &only("not_on_search_landing_on_phones", json!(true)),
            &[
                ("", &[phone, ("b", "1"), google], refused),
                ("", &[phone, ("b", "2"), google], None),
                ("", &[("d", "tablet"), ("b", "1"), google], None),
                (
                    "",
                    &[phone, ("b", "1"), ("r", "https://www.facebook.com/")],
                    None,
                ),
                ("", &[phone, ("b", "1"), ("r", "")], None),
            ],
        );
    }
}
