//! Finds unreadable texts: transparent, or in the color of their background, in light and dark color schemes.

use super::{ButtonStyles, Color, Styles};
use crate::read::At;

/// The minimum contrast of a text with its background. WCAG asks for 4.5; below this value a text is practically
/// invisible.
pub const LEAST_CONTRAST: f32 = 1.5;

/// Red, green, blue from 0 to 255, and alpha from 0 to 1.
type Rgba = [f32; 4];

impl Color {
    fn rgba(&self) -> Rgba {
        let digits = &self.as_css()[1..];
        let at = |index: usize| {
            let hex = match digits.len() {
                3 => digits[index..=index].repeat(2),
                _ => digits[2 * index..2 * index + 2].to_owned(),
            };
            f32::from(u8::from_str_radix(&hex, 16).unwrap_or_default())
        };
        let alpha = if digits.len() == 8 {
            at(3) / 255.0
        } else {
            1.0
        };
        [at(0), at(1), at(2), alpha]
    }
}

/// Blends one color over another.
fn over([red, green, blue, alpha]: Rgba, below: Rgba) -> Rgba {
    let mix = |above: f32, below: f32| above * alpha + below * (1.0 - alpha);
    [
        mix(red, below[0]),
        mix(green, below[1]),
        mix(blue, below[2]),
        below[3],
    ]
}

/// How much two opaque colors differ, from 1 to 21, as WCAG 2.2 counts it:
/// <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
pub fn contrast(one: [u8; 3], other: [u8; 3]) -> f32 {
    let of = |[red, green, blue]: [u8; 3]| luminance([red, green, blue].map(f32::from));
    ratio(of(one), of(other))
}

fn ratio(one: f32, other: f32) -> f32 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(channels: [f32; 3]) -> f32 {
    let [red, green, blue] = channels.map(|channel| {
        let share = channel / 255.0;
        if share <= 0.040_45 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// The best contrast of a text with any of the colors behind it; `None` if they are unknown.
fn best(text: Rgba, behind: &[Rgba]) -> Option<f32> {
    let of = |[red, green, blue, _]: Rgba| luminance([red, green, blue]);
    behind
        .iter()
        .map(|&behind| ratio(of(over(text, behind)), of(behind)))
        .reduce(f32::max)
}

/// The colors of one color scheme.
struct Scheme<'s> {
    styles: &'s Styles,
    is_dark: bool,
    text: &'s Color,
    button: &'s Color,
    button_text: &'s Color,
    /// The possible colors behind a text; `None` if there is a picture.
    behind: Vec<Rgba>,
}

impl<'s> Scheme<'s> {
    fn of(styles: &'s Styles, is_dark: bool) -> Self {
        let dark = &styles.dark;
        let choose = |own: &'s Option<Color>, usual: &'s Color| {
            own.as_ref().filter(|_| is_dark).unwrap_or(usual)
        };
        let background = choose(&dark.background_color, &styles.background_color).rgba();
        let panel = &styles.panel;
        let behind = match (&panel.background_image, &panel.background_gradient) {
            (Some(_), _) => Vec::new(),
            (None, Some(gradient)) => gradient
                .stops
                .iter()
                .map(|stop| over(stop.color.rgba(), background))
                .collect(),
            (None, None) => vec![background],
        };
        Scheme {
            styles,
            is_dark,
            text: choose(&dark.text_color, &styles.text_color),
            button: choose(&dark.button_color, &styles.button_color),
            button_text: choose(&dark.button_text_color, &styles.button_text_color),
            // The page shows through, and is not known.
            behind: if behind.iter().all(|color| color[3] >= 1.0) {
                behind
            } else {
                Vec::new()
            },
        }
    }

    /// The colors behind a text in an element with its own background.
    fn behind(&self, own: Option<&Color>) -> Vec<Rgba> {
        match own.map(Color::rgba) {
            None => self.behind.clone(),
            Some(own) if own[3] >= 1.0 => vec![own],
            Some(own) => self.behind.iter().map(|&below| over(own, below)).collect(),
        }
    }

    /// Reports an unreadable text.
    fn text(&self, at: &At<'_>, what: &str, color: &Color, behind: &[Rgba]) {
        let text = color.rgba();
        // Over a picture or the page, only the text itself is known.
        let contrast = best(text, behind).unwrap_or(if text[3] < 0.2 { 1.0 } else { 21.0 });
        if contrast < LEAST_CONTRAST {
            let scheme = if self.is_dark {
                " on a dark screen"
            } else {
                ""
            };
            at.problem(format!(
                "makes {what} `{}`{scheme}, which has a contrast of {contrast:.1} with its background; at least {LEAST_CONTRAST} is allowed, and 4.5 can be read well",
                color.as_css()
            ));
        }
    }

    fn texts(&self, at: &At<'_>) {
        let styles = self.styles;
        // A color that another scheme changes is at fault there.
        let member = |name: &str, own: &Option<Color>| match own {
            Some(_) if self.is_dark => at.member("dark").member(name),
            _ => at.member(name),
        };
        let dark = &styles.dark;
        let own_text = member("text_color", &dark.text_color);
        self.text(&own_text, "texts", self.text, &self.behind);
        let given = [
            ("heading", "color", "headings", &styles.heading.color),
            ("link", "color", "links", &styles.link.color),
            ("input", "label_color", "labels", &styles.input.label_color),
            ("input", "error_color", "errors", &styles.input.error_color),
        ];
        for (group, name, what, color) in given {
            if let Some(color) = color {
                self.text(&at.member(group).member(name), what, color, &self.behind);
            }
        }
        self.inputs(at);
        let close = &styles.close_button;
        if close.color.is_some() || close.background_color.is_some() {
            let color = close.color.as_ref().unwrap_or(self.text);
            let behind = self.behind(close.background_color.as_ref());
            let name = if close.color.is_some() {
                "color"
            } else {
                "background_color"
            };
            self.text(
                &at.member("close_button").member(name),
                "the close button",
                color,
                &behind,
            );
        }
        let own = member("button_text_color", &dark.button_text_color);
        let own = match &styles.button.text_color {
            Some(_) => at.member("button").member("text_color"),
            None => own,
        };
        self.button(&own, &at.member("button"), &styles.button, None);
    }

    fn inputs(&self, at: &At<'_>) {
        let input = &self.styles.input;
        let behind = self.behind(input.background_color.as_ref());
        let text = input.text_color.as_ref().unwrap_or(self.text);
        let at = at.member("input");
        match (&input.text_color, &input.background_color) {
            (Some(_), _) => self.text(&at.member("text_color"), "answers", text, &behind),
            (None, Some(_)) => self.text(&at.member("background_color"), "answers", text, &behind),
            (None, None) => {}
        }
        if let Some(color) = &input.placeholder_color {
            self.text(
                &at.member("placeholder_color"),
                "placeholders",
                color,
                &behind,
            );
        }
    }

    /// The texts of buttons; `all`: the styles of all buttons, if these are the styles of one.
    fn button(
        &self,
        at_text: &At<'_>,
        at: &At<'_>,
        own: &ButtonStyles,
        all: Option<&ButtonStyles>,
    ) {
        let text = own
            .text_color
            .as_ref()
            .or(all.and_then(|all| all.text_color.as_ref()));
        let text = text.unwrap_or(self.button_text);
        let ground = own.background_color.as_ref();
        let ground = ground.or(all.and_then(|all| all.background_color.as_ref()));
        let ground = ground.unwrap_or(self.button);
        self.text(
            at_text,
            "labels of buttons",
            text,
            &self.behind(Some(ground)),
        );
        if let Some(hover) = &own.hover
            && (hover.text_color.is_some() || hover.background_color.is_some())
        {
            let text = hover.text_color.as_ref().unwrap_or(text);
            let behind = self.behind(Some(hover.background_color.as_ref().unwrap_or(ground)));
            self.text(
                &at.member("hover"),
                "labels of buttons under the pointer",
                text,
                &behind,
            );
        }
        if let Some(disabled) = &own.disabled
            && (disabled.text_color.is_some() || disabled.background_color.is_some())
        {
            let text = disabled.text_color.as_ref().unwrap_or(text);
            let behind = self.behind(Some(disabled.background_color.as_ref().unwrap_or(ground)));
            self.text(
                &at.member("disabled"),
                "labels of disabled buttons",
                text,
                &behind,
            );
        }
    }
}

impl Styles {
    fn schemes(&self) -> impl Iterator<Item = Scheme<'_>> {
        let dark = Some(true).filter(|_| !self.dark.is_default());
        [Some(false), dark]
            .into_iter()
            .flatten()
            .map(|is_dark| Scheme::of(self, is_dark))
    }

    /// Reports unreadable texts.
    pub(crate) fn check_contrast(&self, at: &At<'_>) {
        for scheme in self.schemes() {
            scheme.texts(at);
        }
    }

    /// Reports the label of a button with its own styles, if it is unreadable; `is_filled`: whether it has the button
    /// color behind it, instead of the form.
    pub(crate) fn check_button_contrast(&self, at: &At<'_>, own: &ButtonStyles, is_filled: bool) {
        for scheme in self.schemes() {
            if !is_filled {
                if let Some(text) = &own.text_color {
                    let behind = scheme.behind(own.background_color.as_ref());
                    scheme.text(&at.member("text_color"), "labels of buttons", text, &behind);
                }
                continue;
            }
            let text = if own.text_color.is_some() {
                "text_color"
            } else {
                "background_color"
            };
            scheme.button(&at.member(text), at, own, Some(&self.button));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::validate;

    fn problems(styles: Value, button: Value) -> Vec<(String, String)> {
        let form = json!({
            "schema_version": 1, "form_id": "contrast", "name": "Contrast",
            "versions": [{
                "type": "popup", "triggers": [{"type": "immediate"}], "styles": styles,
                "steps": [{"columns": [{"rows": [{"blocks": [
                    {"id": "no", "type": "button", "label": "No", "variant": "primary", "styles": button, "action": {"type": "close"}},
                ]}]}]}],
            }],
        });
        let problems = validate(&form).err().unwrap_or_default();
        problems
            .into_iter()
            .map(|problem| (problem.path, problem.message))
            .collect()
    }

    #[track_caller]
    fn refused(styles: Value, path: &str) {
        let found = problems(styles, json!({}));
        let paths: Vec<_> = found.iter().map(|(path, _)| &path[..]).collect();
        assert_eq!(paths, [format!("$.versions[0].styles.{path}")], "{found:?}");
    }

    #[track_caller]
    fn allowed(styles: Value) {
        assert_eq!(problems(styles, json!({})), []);
    }

    #[test]
    fn a_text_of_the_color_of_its_background_is_a_problem() {
        refused(json!({"text_color": "#fff"}), "text_color");
        refused(json!({"background_color": "#1f2330"}), "text_color");
        refused(json!({"text_color": "#e9e9e9"}), "text_color");
        refused(json!({"button_color": "#fefefe"}), "button_text_color");
        refused(json!({"heading": {"color": "#fff"}}), "heading.color");
        refused(json!({"link": {"color": "#fdfdfd"}}), "link.color");
        refused(json!({"input": {"text_color": "#fff"}}), "input.text_color");
        refused(
            json!({"input": {"background_color": "#1f2330"}}),
            "input.background_color",
        );
        refused(
            json!({"input": {"placeholder_color": "#fff"}}),
            "input.placeholder_color",
        );
        refused(
            json!({"input": {"label_color": "#fff"}}),
            "input.label_color",
        );
        refused(
            json!({"button": {"text_color": "#1f2330"}}),
            "button.text_color",
        );
        refused(
            json!({"button": {"hover": {"background_color": "#fff"}}}),
            "button.hover",
        );
        refused(
            json!({"button": {"disabled": {"text_color": "#1f2330"}}}),
            "button.disabled",
        );
        refused(
            json!({"close_button": {"color": "#fff"}}),
            "close_button.color",
        );
        refused(
            json!({"panel": {"background_gradient": {"angle_degrees": 0, "stops": [
                {"color": "#1f2330", "position_percentage": 0}, {"color": "#202431", "position_percentage": 100},
            ]}}}),
            "text_color",
        );
    }

    #[test]
    fn a_transparent_text_is_a_problem_also_over_a_picture() {
        refused(json!({"text_color": "#00000000"}), "text_color");
        refused(json!({"text_color": "#0000001a"}), "text_color");
        let picture =
            "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
        let panel = json!({"background_image": {"src": picture}});
        refused(
            json!({"text_color": "#ffffff00", "panel": panel}),
            "text_color",
        );
        allowed(json!({"text_color": "#ffffff", "panel": panel}));
    }

    #[test]
    fn dark_mode_has_its_own_colors() {
        refused(
            json!({"dark": {"background_color": "#1f2330"}}),
            "text_color",
        );
        refused(json!({"dark": {"text_color": "#fff"}}), "dark.text_color");
        refused(
            json!({"heading": {"color": "#111"}, "dark": {"background_color": "#121212", "text_color": "#fff"}}),
            "heading.color",
        );
        allowed(json!({"dark": {"background_color": "#111", "text_color": "#eee"}}));
    }

    #[test]
    fn a_button_with_its_own_styles_is_checked_separately() {
        let found = problems(json!({}), json!({"background_color": "#fff"}));
        assert_eq!(
            found[0].0,
            "$.versions[0].steps[0].columns[0].rows[0].blocks[0].styles.background_color"
        );
        assert_eq!(
            problems(json!({}), json!({"background_color": "#0b6e4f"})),
            []
        );
    }

    #[test]
    fn a_readable_text_is_allowed() {
        allowed(json!({}));
        allowed(json!({"text_color": "#999999"}));
        allowed(json!({"background_color": "#16181d", "text_color": "#f6f1e7"}));
        // The colors behind a transparent form are unknown.
        allowed(json!({"background_color": "#ffffff00", "text_color": "#ffffff"}));
    }

    #[test]
    fn the_message_says_what_is_wrong_and_what_is_allowed() {
        let found = problems(json!({"text_color": "#ffffff"}), json!({}));
        assert_eq!(
            found[0].1,
            "makes texts `#ffffff`, which has a contrast of 1.0 with its background; at least 1.5 is allowed, and 4.5 can be read well"
        );
    }
}
