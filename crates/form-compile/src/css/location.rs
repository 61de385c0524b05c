//! The position of a flyout or a banner, as rules for its surface; a phone's notch and keyboard keep their room.

use form_model::form_type::Location;

const TOP: &str = "top:max(16px,env(safe-area-inset-top));";
const BOTTOM: &str =
    "bottom:calc(max(16px,env(safe-area-inset-bottom)) + var(--dormouse-keyboard,0px));";
const LEFT: &str = "left:max(16px,env(safe-area-inset-left));";
const RIGHT: &str = "right:max(16px,env(safe-area-inset-right));";
/// In the middle of the width, without a transform, which belongs to the motion.
const MIDDLE: &str = "left:0;right:0;margin-inline:auto;";
/// In the middle of the height: a box as high as its content between two equal margins.
const CENTER: &str = "top:0;bottom:0;height:fit-content;margin-block:auto;";

const FROM_ABOVE: &str = "--dormouse-motion:320 translateY(-24px);";
const FROM_LEFT: &str = "--dormouse-motion:320 translateX(-24px);";
const FROM_RIGHT: &str = "--dormouse-motion:320 translateX(24px);";

/// The rules of a location; `docks`: on phones, at the nearest edge.
pub(super) fn rules(location: Location, docks: bool) -> String {
    let (place, motion) = match location {
        Location::TopLeft => ([TOP, LEFT], FROM_ABOVE),
        Location::TopCenter => ([TOP, MIDDLE], FROM_ABOVE),
        Location::TopRight => ([TOP, RIGHT], FROM_ABOVE),
        Location::CenterLeft => ([CENTER, LEFT], FROM_LEFT),
        Location::CenterRight => ([CENTER, RIGHT], FROM_RIGHT),
        Location::BottomLeft => ([BOTTOM, LEFT], ""),
        Location::BottomCenter => ([BOTTOM, MIDDLE], ""),
        Location::BottomRight => ([BOTTOM, RIGHT], ""),
        Location::Top => (
            ["top:0;padding-top:env(safe-area-inset-top);", ""],
            "--dormouse-motion:320 translateY(-100%);",
        ),
        Location::Bottom => (
            [
                "bottom:var(--dormouse-keyboard,0px);padding-bottom:env(safe-area-inset-bottom);",
                "",
            ],
            "--dormouse-motion:320 translateY(100%);",
        ),
    };
    let [vertical, horizontal] = place;
    let mut css = format!(".d{{{vertical}{horizontal}{motion}}}");
    if docks {
        css.push_str(&docked(location));
    }
    css
}

/// At the top if the location is at the top, at the bottom otherwise.
fn docked(location: Location) -> String {
    let edge = match location {
        Location::TopLeft | Location::TopCenter | Location::TopRight => {
            "top:0;--dormouse-motion:320 translateY(-100%)"
        }
        _ => {
            "top:auto;bottom:var(--dormouse-keyboard,0px);height:auto;margin-block:0;--dormouse-motion:320 translateY(100%)"
        }
    };
    let inset = match location {
        Location::TopLeft | Location::TopCenter | Location::TopRight => "top",
        _ => "bottom",
    };
    format!(
        "@media (max-width:640px){{.d{{{edge}}}.p{{padding-{inset}:env(safe-area-inset-{inset})}}}}"
    )
}
