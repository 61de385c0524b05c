//! Every code that an explanation may have; `docs/RULES.md` has the same list, and a test compares them.

/// Reason: the form shows.
pub(super) const QUALIFIED: &str = "qualified";

/// Reason: nothing keeps the form away, but its triggers have not fired.
pub(super) const NOT_TRIGGERED: &str = "not_triggered";

/// Code of the trigger, and reason if nothing else keeps the form away: it shows only through the API.
pub(super) const MANUAL: &str = "manual";

/// The codes of reasons, triggers, targeting rules and frequency caps in this order, each with its meaning.
///
/// Codes that only a page can report say so.
///
/// `matched` means that the trigger has fired, the rule holds, or the cap lets the form show. As a `reason`, the code of
/// a rule or cap says that it keeps the form away.
pub fn codes() -> &'static [(&'static str, &'static str)] {
    &[
        (QUALIFIED, "reason: the form shows"),
        (
            NOT_TRIGGERED,
            "reason: nothing keeps the form away, but its triggers have not fired",
        ),
        (
            MANUAL,
            "trigger, and reason: the form shows only when the page asks for it",
        ),
        (
            "immediate",
            "trigger: as soon as the visitor can see the page",
        ),
        ("delay", "trigger: a time on the page"),
        ("scroll_percentage", "trigger: how far the visitor scrolled"),
        (
            "element_in_view",
            "trigger: an element of the page was scrolled into view",
        ),
        (
            "exit_intent",
            "trigger: the visitor was about to leave, after a time on the page",
        ),
        (
            "page_visits",
            "trigger: how many pages the visitor saw in this session",
        ),
        (
            "time_on_site",
            "trigger: a time on all pages of the session together",
        ),
        ("inactivity", "trigger: the visitor did nothing for a time"),
        ("click", "trigger: a press on an element of the page"),
        ("custom_event", "trigger: an event that the page sends"),
        (
            "cart",
            "trigger: a change of the cart; rule: what is in the cart",
        ),
        ("form_submitted", "trigger: another form was submitted"),
        ("url", "rule: the address of the page, or a part of it"),
        ("device", "rule: phone, tablet or desktop"),
        ("viewport", "rule: width and height of the window's content"),
        ("location", "rule: the visitor's country or region"),
        (
            "utm",
            "rule: a campaign parameter, from the last page of the session that had any",
        ),
        (
            "referrer",
            "rule: the address that led to the first page of the session",
        ),
        (
            "referrer_class",
            "rule: search, social, email, direct or other",
        ),
        (
            "language",
            "rule: the language that the visitor's browser prefers",
        ),
        ("visits", "rule: how many times the visitor came"),
        ("visitor", "rule: new or returning"),
        ("identified", "rule: whether the visitor is known"),
        ("profile_property", "rule: a property of the profile"),
        ("profile_list", "rule: lists that the profile is in"),
        ("profile_segment", "rule: segments that the profile is in"),
        (
            "submitted",
            "rule: whether this form or another was ever submitted",
        ),
        ("cookie", "rule: a cookie"),
        (
            "local_storage",
            "rule: an entry of the page's local storage",
        ),
        ("javascript_variable", "rule: a variable of the page"),
        ("consent", "rule: what the visitor allowed the site to do"),
        (
            "schedule",
            "rule: start, end and hours of the week on the clock of a time zone",
        ),
        ("traffic_sample", "rule: a share of the visitors"),
        (
            "closed_recently",
            "cap: the visitor closed the form, and the pause is not over",
        ),
        (
            "submitted_before",
            "cap: the visitor submitted the form, and the pause is not over or never ends",
        ),
        (
            "viewed_too_often",
            "cap: the visitor has seen the form as often as allowed",
        ),
        (
            "viewed_too_often_this_session",
            "cap: the visitor has seen the form in this session as often as allowed",
        ),
        (
            "search_landing",
            "cap: the visitor came from a search engine to the first page of the session, on a phone",
        ),
        (
            "another_form_recently",
            "cap of the site: the visitor closed or submitted a form, and the pause between forms is not over",
        ),
        (
            "another_form_shows",
            "reason, in a page: another form shows, or is about to show",
        ),
        (
            "page_dialog",
            "reason, in a page: the page has a dialog open, and the form waits until it closes",
        ),
        (
            "prevented",
            "reason, in a page: a listener for `beforeOpen` prevented it",
        ),
        (
            "disabled",
            "reason, in a page: `dormouse.disable()` was called",
        ),
        (
            "left",
            "reason, in a page: the page closed the form or changed its address before the form could show",
        ),
        (
            "hidden",
            "reason, in a page: the browser does not display the form, because a content blocker hides it or the page itself is not visible",
        ),
        (
            "unavailable",
            "reason, in a page: the trigger module could not start",
        ),
        (
            "unknown_form",
            "reason, in a page: no live form has this id",
        ),
        (
            "failed",
            "reason of an `error`, in a page: the form's files could not load",
        ),
        (
            "custom_css",
            "reason of an `error`, in a page: the form's custom CSS hid its close button or a consent text in this browser, so the form now shows without the custom CSS",
        ),
        (
            "not_sent",
            "reason of an `error`, in a page: the browser could neither keep nor send an answer; the form tells the visitor",
        ),
        (
            "refused",
            "reason of an `error`, in a page: the service refused an answer, and sending it again would not help",
        ),
        (
            "forbidden",
            "reason of an `error`, in a page: the service does not accept answers from this page's origin",
        ),
        (
            "second_site",
            "reason of an `error`, in a page: the page also has the script tag of another site",
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::codes;

    #[test]
    fn every_code_is_listed_once() {
        let mut names: Vec<_> = codes().iter().map(|(code, _)| code).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), codes().len());
    }

    #[test]
    fn the_docs_have_the_same_list() {
        let table: String = codes()
            .iter()
            .map(|(code, meaning)| format!("| `{code}` | {meaning} |\n"))
            .collect();
        let docs = include_str!("../../../../docs/RULES.md");
        assert!(
            docs.contains(&table),
            "docs/RULES.md needs this table:\n{table}"
        );
    }
}
