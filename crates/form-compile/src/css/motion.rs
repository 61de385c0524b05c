//! How a form comes and goes: the custom property that the render module animates by.

use form_model::{FormType, Version, form_type::Location, styles::Motion};

/// The custom property: milliseconds, and the transform that the panel comes from.
const PROPERTY: &str = "--dormouse-motion:";

/// Longer than a glance, shorter than a wait.
const DEFAULT_MS: u32 = 300;

/// Not for visitors who prefer less motion, so that these rules cannot override that.
const MAY_MOVE: &str = "@media (prefers-reduced-motion:no-preference)";

/// The rules of a motion that the form type has not itself.
pub(super) fn rules(version: &Version) -> String {
    let animation = &version.styles.animation;
    let from = match animation.r#type {
        None | Some(Motion::Default) => return String::new(),
        Some(Motion::None) => return format!(".d{{{PROPERTY}0 none}}"),
        Some(Motion::Fade) => "none",
        Some(Motion::Zoom) => "scale(.9)",
        Some(Motion::Slide) => from_edge(version),
    };
    let duration = animation.duration_ms.unwrap_or(DEFAULT_MS);
    format!("{MAY_MOVE}{{.d{{{PROPERTY}{duration} {from}}}}}")
}

/// Gives the motions of the form type another duration.
pub(super) fn with_duration(version: &Version, css: String) -> String {
    let Some(duration) = version.styles.animation.duration_ms else {
        return css;
    };
    let mut parts = css.split(PROPERTY);
    let mut timed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        timed.push_str(PROPERTY);
        match &part[..digits] {
            "" | "0" => timed.push_str(&part[..digits]),
            _ => timed.push_str(&duration.to_string()),
        }
        timed.push_str(&part[digits..]);
    }
    timed
}

fn from_edge(version: &Version) -> &'static str {
    match (version.form_type, version.placement.location) {
        (FormType::Popup, _) => "translateY(64px)",
        (FormType::Embed, _) => "translateY(24px)",
        (_, Some(Location::Top | Location::TopCenter)) => "translateY(-110%)",
        (_, Some(Location::TopLeft | Location::CenterLeft | Location::BottomLeft)) => {
            "translateX(-110%)"
        }
        (_, Some(Location::TopRight | Location::CenterRight | Location::BottomRight)) => {
            "translateX(110%)"
        }
        _ => "translateY(110%)",
    }
}
