//! Block `countdown`: numbers whose room is reserved, and what the part that counts has to know.
//!
//! `data-countdown` is a letter and a number of seconds: `f` and the unix time of the end; `p` (per visitor) or
//! `e` (evergreen) and the duration. The numbers are hidden from assistive technology, which gets one text for all of
//! them; a timer is not announced when it changes.

use form_model::block::{
    Countdown,
    countdown::{AtEnd, Until},
};
use rich_text::escape_html;

use super::Page;

impl Page<'_> {
    pub(super) fn countdown(&mut self, block_id: &str, countdown: &Countdown) {
        let part = self.part("countdown", block_id);
        let until = match &countdown.countdown {
            Until::Fixed { ends_at } => format!("f{}", ends_at.unix_seconds()),
            Until::PerVisitor { duration_seconds } => format!("p{duration_seconds}"),
            Until::Evergreen { duration_seconds } => format!("e{duration_seconds}"),
        };
        let hides = match countdown.at_end {
            AtEnd::Stay => "",
            AtEnd::Hide => " data-hide",
        };
        self.out.push_str(&format!(
            r#"<div class="cd"{part} role="timer" data-countdown="{until}"{hides}><div class="cu" aria-hidden="true">"#
        ));
        let labels = &countdown.labels;
        if countdown.shows_days() {
            self.unit(&labels.days);
        }
        self.unit(&labels.hours);
        self.unit(&labels.minutes);
        self.unit(&labels.seconds);
        self.out.push_str(r#"</div><p class="h"></p>"#);
        if let Some(text) = &countdown.expired_text {
            let text = escape_html(text);
            self.out.push_str(&format!(r#"<p class="ct">{text}</p>"#));
        }
        self.out.push_str("</div>");
    }

    fn unit(&mut self, label: &str) {
        self.out.push_str(&format!(
            r#"<div><b part="countdown-number">--</b><span part="countdown-label">{}</span></div>"#,
            escape_html(label)
        ));
    }
}
