//! Block `divider`: a horizontal line between the blocks above and below it.

use serde::Serialize;

use crate::{read::Object, styles::Color};

/// A horizontal line between blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Divider {
    /// Its color. Default: the color of texts, at 20 %.
    pub color: Option<Color>,
    /// Its thickness in CSS px, 1..=10. Default 1.
    pub thickness_px: u32,
    /// How it is drawn. Default `solid`.
    pub line: Line,
    /// Its width as a share of its place, in the middle of that, 10..=100. Default 100.
    pub width_percentage: u32,
}

/// The style of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// A solid line.
    Solid,
    /// A dashed line.
    Dashed,
    /// A dotted line.
    Dotted,
}

impl Line {
    /// Its name, as in JSON and in CSS.
    pub fn name(self) -> &'static str {
        match self {
            Line::Solid => "solid",
            Line::Dashed => "dashed",
            Line::Dotted => "dotted",
        }
    }
}

impl super::Kind for Divider {}

impl Divider {
    pub(crate) fn read(object: &mut Object<'_>) -> Option<Self> {
        let color = match object.optional("color") {
            Some(at) => Color::read(&at).map(Some),
            None => Some(None),
        };
        let thickness_px = object.integer_or("thickness_px", 1..=10, 1);
        let lines = [Line::Solid, Line::Dashed, Line::Dotted].map(|line| (line.name(), line));
        let line = object.choice_or("line", &lines, Line::Solid);
        let width_percentage = object.integer_or("width_percentage", 10..=100, 100);
        Some(Divider {
            color: color?,
            thickness_px: thickness_px?,
            line: line?,
            width_percentage: width_percentage?,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::block::check_block;

    #[test]
    fn a_divider_is_a_line_of_a_thickness() {
        let divider = |more| check_block(json!({"type": "divider"}), more);
        divider(json!({})).passes();
        divider(
            json!({"color": "#abc", "thickness_px": 10, "line": "dotted", "width_percentage": 50}),
        )
        .passes();
        divider(
            json!({"color": "red", "thickness_px": 0, "line": "double", "width_percentage": 0}),
        )
        .has(&[
            "$.color is \"red\"; a color as `#rgb`, `#rrggbb` or `#rrggbbaa` is allowed",
            "$.thickness_px is 0; a whole number from 1 to 10 is allowed",
            "$.line is \"double\"; `solid`, `dashed` or `dotted` is allowed",
            "$.width_percentage is 0; a whole number from 10 to 100 is allowed",
        ]);
    }
}
