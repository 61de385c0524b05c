//! The style sheet of a teaser: the parts that its shape needs, its place, and its styles as custom properties.

use form_model::{
    Version,
    form_type::Location,
    screens::Screens,
    teaser::{Shape, Teaser, TeaserShadow},
};

use unicode_width::UnicodeWidthChar;

use super::{location, minify::minify, styles};

const BASE: &str = include_str!("teaser/base.css");
const RECTANGLE: &str = include_str!("teaser/rectangle.css");
const UPRIGHT: &str = include_str!("teaser/upright.css");
const CIRCLE: &str = include_str!("teaser/circle.css");
const CORNER: &str = include_str!("teaser/corner.css");
const BADGE: &str = include_str!("teaser/badge.css");

/// Diameter of a circle with a picture in it.
const PICTURE_CIRCLE: &str = "88px";

const CIRCLE_MOTION: &str = "--dormouse-motion:280 scale(.6)";

/// Compiles the style sheet; `words` is the text of the label.
pub(crate) fn compile(version: &Version, teaser: &Teaser, words: &str, font_stack: &str) -> String {
    let mut css = custom_properties(version, teaser, font_stack);
    css.push_str(&minify(BASE));
    match teaser.shape {
        Shape::Rectangle => {
            css.push_str(&minify(RECTANGLE));
            css.push_str(&location::rules(teaser.location, false));
            css.push_str(&upright(teaser.location));
        }
        Shape::Circle => {
            css.push_str(&minify(CIRCLE));
            css.push_str(&location::rules(teaser.location, false));
            css.push_str(&match teaser.image {
                Some(_) => format!(".d{{--dormouse-w:{PICTURE_CIRCLE};{CIRCLE_MOTION}}}"),
                None => format!(
                    ".d{{--dormouse-w:{:.1}em;{CIRCLE_MOTION}}}",
                    diameter_em(words)
                ),
            });
        }
        Shape::Corner => {
            css.push_str(&minify(CORNER));
            css.push_str(&corner(teaser.location, Triangle::of(words)));
        }
    }
    if teaser.shape != Shape::Rectangle && teaser.close_button {
        css.push_str(&minify(BADGE));
    }
    css.push_str(hidden_on(teaser.display_device));
    css
}

fn custom_properties(version: &Version, teaser: &Teaser, font_stack: &str) -> String {
    let of_form = &version.styles;
    let styles = &teaser.styles;
    let background = styles.background_color.as_ref();
    let text = styles.text_color.as_ref();
    let direction = if styles::is_right_to_left(&version.locale) {
        "rtl"
    } else {
        "ltr"
    };
    format!(
        ":host{{direction:{direction}!important}}.d{{--dormouse-bg:{};--dormouse-fg:{};--dormouse-r:{}px;--dormouse-s:{};font-family:{font_stack};font-size:{}px}}",
        background.unwrap_or(&of_form.button_color).as_css(),
        text.unwrap_or(&of_form.button_text_color).as_css(),
        styles.border_radius_px.unwrap_or(12),
        shadow(teaser.shape, styles.shadow.unwrap_or(TeaserShadow::Medium)),
        styles.font_size_px.unwrap_or(16),
    )
}

/// A triangle is cut out together with its shadow, so the shadow is a filter on the element around it.
fn shadow(shape: Shape, shadow: TeaserShadow) -> &'static str {
    let is_corner = shape == Shape::Corner;
    match (shadow, is_corner) {
        (TeaserShadow::None, _) => "none",
        (TeaserShadow::Small, false) => "0 1px 5px #0000003d",
        (TeaserShadow::Medium, false) => "0 6px 20px #00000038,0 1px 4px #0000002e",
        (TeaserShadow::Large, false) => "0 16px 44px #00000057,0 3px 10px #00000038",
        (TeaserShadow::Small, true) => "drop-shadow(0 0 3px #0000004d)",
        (TeaserShadow::Medium, true) => "drop-shadow(0 0 8px #00000057)",
        (TeaserShadow::Large, true) => "drop-shadow(0 0 18px #00000080)",
    }
}

/// At the left edge it is read upwards, at the right one downwards: the feet of the letters are at the edge's far side.
fn upright(location: Location) -> String {
    let edge = match location {
        Location::CenterLeft => {
            ".d{left:env(safe-area-inset-left)}.p{border-start-start-radius:0;border-end-start-radius:0}.t{transform:rotate(180deg)}"
        }
        Location::CenterRight => {
            ".d{right:env(safe-area-inset-right)}.p{border-start-end-radius:0;border-end-end-radius:0}"
        }
        _ => return String::new(),
    };
    // Left and right are the screen's, in every language.
    format!("{}.p{{direction:ltr}}{edge}", minify(UPRIGHT))
}

/// How wide words may be in em, with room for a typeface that is wider than most.
fn width_em(words: &str) -> f64 {
    words.chars().map(character_em).sum()
}

fn character_em(character: char) -> f64 {
    match character {
        'M' | 'W' => 1.0,
        _ if is_wide(character) => 1.15,
        _ if character.is_uppercase() => 0.78,
        _ => 0.62,
    }
}

const LINE_EM: f64 = 1.25;

/// Of Chinese, Japanese and Korean, and emoji: as wide as two others, and a line may end after each.
fn is_wide(character: char) -> bool {
    character.width() == Some(2)
}

fn may_break(character: char) -> bool {
    character.is_whitespace() || is_wide(character)
}

fn longest_word_em(words: &str) -> f64 {
    words.split(may_break).map(width_em).fold(0.0, f64::max)
}

/// Large enough that the words, wrapped to about a square, fit into the circle.
fn diameter_em(words: &str) -> f64 {
    let square = (width_em(words) * LINE_EM).sqrt();
    ((square / 0.6).max(longest_word_em(words) / 0.82) + 0.6).clamp(4.5, 10.0)
}

/// Room between the long side and the words.
const GAP_EM: f64 = 0.75;

/// From which width on a corner has two lines of words.
const TWO_LINES_FROM_EM: f64 = 8.0;

/// How much longer one line may be than another: a short word and its space.
const UNEVEN_EM: f64 = 1.86;

/// The triangle of a corner: its two equal sides, the width of its words, and how far their middle is from the long
/// side.
#[derive(Clone, Copy)]
struct Triangle {
    side_em: f64,
    words_em: f64,
    depth_em: f64,
    has_one_line: bool,
}

impl Triangle {
    fn of(words: &str) -> Self {
        let all_em = width_em(words);
        let has_one_line = all_em < TWO_LINES_FROM_EM || !words.trim().contains(may_break);
        let (lines, line_em) = if has_one_line {
            (1.0, all_em)
        } else {
            (2.0, (all_em / 2.0 + UNEVEN_EM).max(longest_word_em(words)))
        };
        let words_em = line_em + 0.8;
        let height_em = lines * LINE_EM;
        // A line parallel to the long side is shorter by twice its distance from it.
        let long_side_em = words_em + 2.0 * (GAP_EM + height_em);
        Triangle {
            side_em: (long_side_em / 2.0_f64.sqrt()).max(6.0),
            words_em,
            depth_em: GAP_EM + height_em / 2.0,
            has_one_line,
        }
    }
}

fn corner(location: Location, triangle: Triangle) -> String {
    let Triangle {
        side_em,
        words_em,
        depth_em,
        has_one_line,
    } = triangle;
    let wrap = if has_one_line {
        ";white-space:nowrap"
    } else {
        ""
    };
    let (place, clip, to, words, motion, close) = match location {
        Location::TopLeft => (
            "top:0;left:0",
            "0 0,100% 0,0 100%",
            "-45deg",
            format!("rotate(-45deg) translateY({:.2}em)", -depth_em),
            "-30%,-30%",
            "top:100%;left:max(4px,env(safe-area-inset-left))",
        ),
        Location::TopRight => (
            "top:0;right:0",
            "0 0,100% 0,100% 100%",
            "45deg",
            format!("rotate(45deg) translateY({:.2}em)", -depth_em),
            "30%,-30%",
            "top:100%;right:max(4px,env(safe-area-inset-right))",
        ),
        Location::BottomRight => (
            "bottom:0;right:0",
            "100% 0,100% 100%,0 100%",
            "135deg",
            format!("rotate(-45deg) translateY({depth_em:.2}em)"),
            "30%,30%",
            "bottom:100%;right:max(4px,env(safe-area-inset-right))",
        ),
        // The fourth corner; other locations are refused.
        _ => (
            "bottom:0;left:0",
            "0 0,100% 100%,0 100%",
            "225deg",
            format!("rotate(45deg) translateY({depth_em:.2}em)"),
            "-30%,30%",
            "bottom:100%;left:max(4px,env(safe-area-inset-left))",
        ),
    };
    format!(
        ".d{{{place};--dormouse-w:{side_em:.1}em;--dormouse-to:{to};--dormouse-motion:280 translate({motion})}}.a{{clip-path:polygon({clip})}}.t{{width:{words_em:.1}em;transform:translate(-50%,-50%) {words}{wrap}}}.x{{{close}}}"
    )
}

/// The teaser module does not show it on other screens; a window that changes its width may get there.
fn hidden_on(only: Option<Screens>) -> &'static str {
    match only.and_then(Screens::only) {
        Some("phone") => "@media not all and (max-width:640px){:host{display:none!important}}",
        Some(_) => "@media (max-width:640px){:host{display:none!important}}",
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::{Triangle, diameter_em};

    #[test]
    fn a_circle_and_a_triangle_grow_with_their_words() {
        assert!(diameter_em("Hi") < 5.0);
        assert!(diameter_em("Get 10 % off today") > diameter_em("Get 10 % off"));
        assert!(diameter_em(&"a".repeat(30)) <= 10.0);
        let (short, long) = (
            Triangle::of("10 % off"),
            Triangle::of("Get 10 % off your order"),
        );
        assert!(short.side_em >= 6.0);
        assert!(long.side_em > short.side_em);
        assert!(long.depth_em > short.depth_em, "two lines");
        let (small, capital) = (Triangle::of("save today"), Triangle::of("SAVE TODAY"));
        assert!(capital.words_em > small.words_em);
        let wide = Triangle::of("新規登録で割引");
        assert!(
            wide.words_em > 5.0 && !wide.has_one_line,
            "each is 1 em wide"
        );
    }
}
