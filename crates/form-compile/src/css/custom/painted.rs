//! Finds out whether the rules of custom CSS together paint the close button or a consent text in its background's
//! color: the text may get its color from one rule, and the panel its background from another.

use form_model::styles::{Color as StyleColor, LEAST_CONTRAST, contrast};

use super::{Checker, plain, selector::Selector};
use crate::css::tokens::{Declaration, Place};

/// The ancestors of the close button and a consent text, from the inside out.
const AROUND_CLOSE_BUTTON: [&str; 3] = ["close-button", "panel", "surface"];
const AROUND_CONSENT: [&str; 6] = ["consent", "row", "column", "step", "panel", "surface"];

/// A color that a rule gives to a part of the form.
#[derive(Debug)]
pub(super) struct Painted {
    /// When the rule applies: its conditions and pseudo-classes. Empty = always.
    when: String,
    /// The part; empty = a selector that may match any of them.
    part: String,
    is_text: bool,
    /// `None` if the value is not a plain color.
    colors: Vec<[u8; 3]>,
    at: Place,
}

impl Checker<'_> {
    /// Collects the colors that a rule gives to elements that a visitor needs, or to their ancestors.
    pub(super) fn note_colors(
        &mut self,
        selector: &Selector,
        declarations: &[Declaration<'_, '_>],
    ) {
        // Under the pointer, a visitor has found it.
        let is_own_state = [":hover", ":active", ":focus", ":focus-visible"]
            .iter()
            .any(|state| selector.css == format!("[part~=\"close-button\"]{state}"));
        if is_own_state {
            return;
        }
        let mut when = self.conditions.join(" ");
        if selector.css.contains(':') {
            when = format!("{when} {}", selector.css);
        }
        for declaration in declarations {
            let property = declaration.property.to_ascii_lowercase();
            let is_text = property == "color";
            if !is_text && !["background", "background-color"].contains(&&property[..]) {
                continue;
            }
            let colors: Vec<_> = plain::opaque_colors(declaration.value)
                .into_iter()
                .map(|(red, green, blue)| [red, green, blue])
                .collect();
            let is_through = plain::is_word_in(declaration.value, &["transparent", "none"]);
            // The background of an ancestor stays behind the text.
            if !is_text && colors.is_empty() && is_through {
                continue;
            }
            self.painted.push(Painted {
                when: when.clone(),
                part: selector.parts.last().cloned().unwrap_or_default(),
                is_text,
                colors,
                at: declaration.at,
            });
        }
    }

    /// Reports a close button or a consent that has the color of its background.
    pub(super) fn check_painted(&mut self) {
        let mut times: Vec<String> = vec![String::new()];
        for painted in &self.painted {
            if !times.contains(&painted.when) {
                times.push(painted.when.clone());
            }
        }
        let mut lost = Vec::new();
        for when in &times {
            for (what, around) in [
                ("the close button", &AROUND_CLOSE_BUTTON[..]),
                ("a consent", &AROUND_CONSENT[..]),
            ] {
                let found = self.lost_at(when, around);
                if let Some(at) = found
                    && !lost.contains(&(what, at.line, at.column))
                {
                    lost.push((what, at.line, at.column));
                    self.problem(
                        at,
                        format!(
                            "gives {what} the color of its background; colors with a contrast of at least {LEAST_CONTRAST} are allowed"
                        ),
                    );
                }
            }
        }
    }

    /// Places where the rules that apply at the same time give a text the color of its background.
    fn lost_at(&self, when: &str, around: &[&str]) -> Option<Place> {
        let last = |is_text: bool| {
            around.iter().find_map(|part| {
                let of_part = |painted: &&Painted| {
                    painted.is_text == is_text
                        && (painted.when.is_empty() || painted.when == when)
                        && (painted.part == *part
                            || (painted.part.is_empty() && *part == around[0] && is_text))
                };
                self.painted.iter().rfind(of_part)
            })
        };
        let (text, behind) = (last(true), last(false));
        let at = text.map(|painted| painted.at);
        let at = at.into_iter().chain(behind.map(|painted| painted.at));
        // Behind both is the rule that came last.
        let at = at.max_by_key(|at| (at.line, at.column))?;
        let styles = &self.version.styles;
        let text = match text {
            Some(painted) => painted.colors.clone(),
            None => own(&styles.text_color),
        };
        let behind = match behind {
            Some(painted) => painted.colors.clone(),
            None if styles.panel.background_image.is_some() => Vec::new(),
            None => match &styles.panel.background_gradient {
                Some(gradient) => gradient
                    .stops
                    .iter()
                    .flat_map(|stop| own(&stop.color))
                    .collect(),
                None => own(&styles.background_color),
            },
        };
        let text = *text.first()?;
        let best = behind
            .iter()
            .map(|&behind| contrast(text, behind))
            .reduce(f32::max)?;
        (best < LEAST_CONTRAST).then_some(at)
    }
}

/// A color of the form's styles, if it is opaque.
fn own(color: &StyleColor) -> Vec<[u8; 3]> {
    let digits = color.as_css().trim_start_matches('#');
    match cssparser::color::parse_hash_color(digits.as_bytes()) {
        Ok((red, green, blue, alpha)) if alpha >= 1.0 => vec![[red, green, blue]],
        _ => Vec::new(),
    }
}
