//! Frequency cap: how often a visitor may see a form, and the pause after a close or a submit.
//!
//! - `days_after_close`: 0 to 3,650, default 7; 0 = the next page view may show the form again.
//! - `days_after_submit`: 0 to 3,650, or `null` (default) = never again.
//!
//! An embed without a frequency cap has 0 for both.
//!
//! - `maximum_views_per_visitor`, `maximum_views_per_session`: 1 to 1,000, or `null` (default) = no limit.
//! - `applies_when_asked`: whether `days_after_close` also applies when the visitor or the page asks for the form (a
//!   press of a `click` trigger, `open()`); default false. A teaser opens its form in any case.
//! - `not_on_search_landing_on_phones`: true = on phones, not on the first page of a session that a search engine led
//!   to; default false. Source: [Google Search Central, intrusive
//!   interstitials](https://developers.google.com/search/docs/appearance/avoid-intrusive-interstitials).

use serde::Serialize;

use crate::{
    form_type::FormType,
    read::{At, Object},
};

/// How long a form stays away from a visitor who has seen it.
///
/// Newer members with their default value do not affect the version id, so that forms that do not use them keep their
/// version ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FrequencyCap {
    /// Days after a close, 0..=3650; 0 = the next page view may show it again. Default 7.
    pub days_after_close: u32,
    /// Days after a submit, 0..=3650; `null` = never again. Default `null`.
    pub days_after_submit: Option<u32>,
    /// The most displays to one visitor, 1..=1000; `null` = no limit. Default `null`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum_views_per_visitor: Option<u32>,
    /// The most displays in one session, 1..=1000; `null` = no limit. Default `null`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum_views_per_session: Option<u32>,
    /// Whether the form stays away from the first page of a session on a phone, when a search engine led there.
    /// Default false.
    #[serde(skip_serializing_if = "is_false")]
    pub not_on_search_landing_on_phones: bool,
    /// Whether the pause after a close also applies when the form is asked for. Default false.
    #[serde(skip_serializing_if = "is_false")]
    pub applies_when_asked: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn is_false(value: &bool) -> bool {
    !value
}

impl Default for FrequencyCap {
    fn default() -> Self {
        FrequencyCap {
            days_after_close: 7,
            days_after_submit: None,
            maximum_views_per_visitor: None,
            maximum_views_per_session: None,
            not_on_search_landing_on_phones: false,
            applies_when_asked: false,
        }
    }
}

impl FrequencyCap {
    /// The default for a type: an embed is part of the page, and stays there.
    pub fn default_of(form_type: FormType) -> Self {
        match form_type {
            FormType::Embed => FrequencyCap {
                days_after_close: 0,
                days_after_submit: Some(0),
                ..FrequencyCap::default()
            },
            _ => FrequencyCap::default(),
        }
    }

    pub(crate) fn read(at: &At<'_>, form_type: FormType) -> Option<Self> {
        let mut object = at.object()?;
        let default = FrequencyCap::default_of(form_type);
        let after_close =
            object.integer_or("days_after_close", 0..=3_650, default.days_after_close);
        let after_submit = object.optional_integer("days_after_submit", 0..=3_650);
        let views = |object: &mut Object<'_>, key| object.optional_integer(key, 1..=1_000);
        let views_per_visitor = views(&mut object, "maximum_views_per_visitor");
        let views_per_session = views(&mut object, "maximum_views_per_session");
        let not_on_search_landing = object.boolean_or("not_on_search_landing_on_phones", false);
        let applies_when_asked = object.boolean_or("applies_when_asked", false);
        object.finish();
        Some(FrequencyCap {
            days_after_close: after_close?,
            days_after_submit: after_submit?.or(default.days_after_submit),
            maximum_views_per_visitor: views_per_visitor?,
            maximum_views_per_session: views_per_session?,
            not_on_search_landing_on_phones: not_on_search_landing?,
            applies_when_asked: applies_when_asked?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::FrequencyCap;
    use crate::{form_type::FormType, read::read_alone};
    use serde_json::json;

    #[test]
    fn every_member_has_a_default() {
        assert_eq!(
            read_alone(&json!({}), |at| FrequencyCap::read(at, FormType::Popup)),
            Ok(FrequencyCap::default())
        );
    }

    #[test]
    fn members_have_ranges() {
        for (key, least, most) in [
            ("days_after_close", 0, 3_650),
            ("days_after_submit", 0, 3_650),
            ("maximum_views_per_visitor", 1, 1_000),
            ("maximum_views_per_session", 1, 1_000),
        ] {
            for good in [least, most] {
                assert!(
                    read_alone(&json!({key: good}), |at| FrequencyCap::read(
                        at,
                        FormType::Popup
                    ))
                    .is_ok()
                );
            }
            for bad in [least - 1, most + 1] {
                assert!(
                    read_alone(&json!({key: bad}), |at| FrequencyCap::read(
                        at,
                        FormType::Popup
                    ))
                    .is_err()
                );
            }
        }
        for key in ["not_on_search_landing_on_phones", "applies_when_asked"] {
            let odd = json!({key: 1});
            assert!(read_alone(&odd, |at| FrequencyCap::read(at, FormType::Popup)).is_err());
        }
        let odd = json!({"not_on_search_landing_on_phones": 1});
        assert!(read_alone(&odd, |at| FrequencyCap::read(at, FormType::Popup)).is_err());
    }
}
