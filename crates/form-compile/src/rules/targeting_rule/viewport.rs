//! `viewport`: width and height lie between their bounds, as far as they have any.

use form_model::targeting::Viewport;
use targeting::fact;

use super::Writer;

pub(super) fn compile(rule: Viewport, program: &mut Writer<'_>) {
    program.within(fact::VIEWPORT_WIDTH, "", rule.width_px);
    program.within(fact::VIEWPORT_HEIGHT, "", rule.height_px);
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn bounds_are_included_and_hold_together() {
        check::rule(
            &json!({"type": "viewport", "minimum_width_px": 600, "maximum_width_px": 1_200, "minimum_height_px": 400}),
            &[
                (&[("w", "600"), ("y", "400")], true),
                (&[("w", "1200"), ("y", "9000")], true),
                (&[("w", "599"), ("y", "400")], false),
                (&[("w", "1201"), ("y", "400")], false),
                (&[("w", "600"), ("y", "399")], false),
                (&[("w", "600")], false),
                (&[], false),
            ],
        );
    }

    #[test]
    fn a_side_without_bounds_is_not_looked_at() {
        check::rule(
            &json!({"type": "viewport", "maximum_height_px": 400}),
            &[(&[("y", "400")], true), (&[("y", "401")], false)],
        );
    }
}
