//! Block `countdown`: numbers with reserved space, and the data for the part that counts.
//!
//! `data-countdown` is a letter and a number of seconds: `f` and the unix time of the end; `p` (per visitor) or
//! `e` (evergreen) and the duration. The numbers are hidden from assistive technology, which gets one text for all of
//! them; a timer is not announced when it changes.

use form_model::{
    FormType, Version,
    block::{
        Countdown,
        countdown::{AtEnd, Until},
    },
    built_in_texts,
};
use rich_text::escape_html;

use super::{CompiledBlock, Kind, Placed, part::Part};
use crate::html::Page;

const IN_BANNER: &str = include_str!("banner_countdown.css");

pub(super) const KIND: Kind = Kind {
    parts: &[
        Part::seen("countdown"),
        Part::seen("countdown-number"),
        Part::seen("countdown-label"),
    ],
    sheets: &[include_str!("countdown.css")],
    sheets_of_type: &[IN_BANNER],
    lazy_part: Some("countdown"),
};

impl CompiledBlock for Countdown {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn html(&self, page: &mut Page<'_>, block: &Placed<'_>) {
        let part = page.part("countdown", block);
        let until = match &self.countdown {
            Until::Fixed { ends_at } => format!("f{}", ends_at.unix_seconds()),
            Until::PerVisitor { duration_seconds } => format!("p{duration_seconds}"),
            Until::Evergreen { duration_seconds } => format!("e{duration_seconds}"),
        };
        let hides = match self.at_end {
            AtEnd::Stay => "",
            AtEnd::Hide => " data-hide",
        };
        page.push(&format!(
            r#"<div class="cd"{part} role="timer" data-countdown="{until}"{hides}><div class="cu" aria-hidden="true">"#
        ));
        let labels = &self.labels;
        let units = [
            ("day", &labels.days),
            ("hour", &labels.hours),
            ("minute", &labels.minutes),
            ("second", &labels.seconds),
        ];
        let built_in = built_in_texts::of_locale(&page.version.locale);
        let skipped = usize::from(!self.shows_days());
        for ((unit, label), text) in units.into_iter().zip(built_in.countdown).skip(skipped) {
            let unit = (label == text).then_some(unit);
            page.push(&unit_html(label, unit, &page.version.locale));
        }
        page.push(r#"</div><p class="h"></p>"#);
        if let Some(text) = &self.expired_text {
            let text = escape_html(text);
            page.push(&format!(r#"<p class="ct">{text}</p>"#));
        }
        page.push("</div>");
    }

    fn needs(&self, sheet: &'static str, version: &Version) -> bool {
        sheet != IN_BANNER || version.form_type == FormType::Banner
    }
}

/// A number and its label. A built-in label also has its unit and the language, so that the page can write "1 day" and
/// "2 days".
fn unit_html(label: &str, built_in: Option<&str>, locale: &str) -> String {
    let language = built_in_texts::of_locale(locale).language;
    let is_known = locale.len() >= 2 && locale[..2].eq_ignore_ascii_case(language);
    let locale = if is_known { locale } else { language };
    let unit = built_in.map_or(String::new(), |unit| {
        format!(r#" data-unit="{locale} {unit}""#)
    });
    format!(
        r#"<div><b part="countdown-number">--</b><span part="countdown-label"{unit}>{}</span></div>"#,
        escape_html(label)
    )
}
