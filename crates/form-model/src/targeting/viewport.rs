//! `{"type": "viewport", "minimum_width_px", "maximum_width_px", "minimum_height_px", "maximum_height_px"}`: the size of
//! the window's content, in CSS px; each 1 to 20,000, at least one is given, and all that are given must hold.

use serde::Serialize;

use crate::{bounds::Bounds, read::Object};

/// The size of the viewport.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Viewport {
    /// Width in CSS px.
    pub width_px: Bounds,
    /// Height in CSS px.
    pub height_px: Bounds,
}

impl Viewport {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        let width_px = Bounds::read(object, ["minimum_width_px", "maximum_width_px"], 1..=20_000);
        let height_px = Bounds::read(
            object,
            ["minimum_height_px", "maximum_height_px"],
            1..=20_000,
        );
        let viewport = Viewport {
            width_px: width_px?,
            height_px: height_px?,
        };
        if viewport.width_px.is_open() && viewport.height_px.is_open() {
            object
                .at()
                .problem("needs a minimum or maximum of width or height");
            return None;
        }
        Some(viewport)
    }
}

#[cfg(test)]
mod tests {
    use crate::targeting::check;
    use serde_json::json;

    #[test]
    fn needs_a_bound_and_bounds_in_order() {
        check(json!({"type": "viewport", "minimum_width_px": 600}), None);
        check(
            json!({"type": "viewport", "maximum_height_px": 20_000}),
            None,
        );
        check(json!({"type": "viewport"}), Some("$"));
        check(
            json!({"type": "viewport", "minimum_width_px": 0}),
            Some("$.minimum_width_px"),
        );
        check(
            json!({"type": "viewport", "minimum_height_px": 2, "maximum_height_px": 1}),
            Some("$.maximum_height_px"),
        );
    }
}
