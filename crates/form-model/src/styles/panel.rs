//! The box of the form.

use serde::Serialize;

use super::{Border, Color};
use crate::{
    block::image::read_src,
    read::{At, Object},
};

style_group! {
    /// The box of the form.
    Panel {
        /// Space between its edge and its content in CSS px, 0..=96; on phones at most 20 at the sides and 24 below. At
        /// the top at least 48 if there is a close button. Default 32, and 48 at the top.
        padding_px: u32 = |at| at.integer(0..=96),
        /// Its minimum height in CSS px, 0..=1200; less on a lower screen. Default: the height of its content.
        min_height_px: u32 = |at| at.integer(0..=1200),
        /// The border. Default none.
        border: Border = Border::read,
        /// The shadow. Default: `none` for an embed, `small` for a banner, `large` for others.
        shadow: Shadow = Shadow::read,
        /// Covers the background color. Default none.
        background_gradient: Gradient = Gradient::read,
        /// Covers color and gradient. Default none.
        background_image: BackgroundImage = BackgroundImage::read,
    }
}

/// The size of the form's shadow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Shadow {
    None,
    Small,
    Medium,
    Large,
}

/// From color to color along a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gradient {
    /// The direction, 0..=359; 0 = up, 90 = right. Default 180.
    pub angle_degrees: u32,
    /// The color stops, 2 to 5.
    pub stops: Vec<GradientStop>,
}

/// One color of a gradient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GradientStop {
    /// The color.
    pub color: Color,
    /// How far along the line, 0..=100.
    pub position_percentage: u32,
}

/// A picture behind the content of the form; mere decoration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BackgroundImage {
    /// The picture, as an image block has it.
    pub src: String,
    /// How it fills the form. Default `cover`.
    pub fit: BackgroundFit,
    /// Its position. Default `center`.
    pub position: BackgroundPosition,
}

/// How a picture fills the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BackgroundFit {
    /// All of the form, cut where needed.
    Cover,
    /// Completely visible, once.
    Contain,
    /// In its own size, repeated.
    Repeat,
}

/// The part that stays in view of a picture that does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum BackgroundPosition {
    TopLeft,
    Top,
    TopRight,
    Left,
    Center,
    Right,
    BottomLeft,
    Bottom,
    BottomRight,
}

impl Shadow {
    fn read(at: &At<'_>) -> Option<Self> {
        at.choice(&[
            ("none", Shadow::None),
            ("small", Shadow::Small),
            ("medium", Shadow::Medium),
            ("large", Shadow::Large),
        ])
    }
}

impl Gradient {
    fn read(at: &At<'_>) -> Option<Self> {
        let mut object = at.object()?;
        let angle_degrees = object.integer_or("angle_degrees", 0..=359, 180);
        let stops = object.required("stops").and_then(|at| {
            let stops = at.array(2..=5, "stops")?;
            Some(stops.iter().filter_map(GradientStop::read).collect())
        });
        object.finish();
        Some(Gradient {
            angle_degrees: angle_degrees?,
            stops: stops?,
        })
    }
}

impl GradientStop {
    fn read(at: &At<'_>) -> Option<Self> {
        let mut object = at.object()?;
        let color = object.required("color").and_then(|at| Color::read(&at));
        let position = object
            .required("position_percentage")
            .and_then(|at| at.integer(0..=100));
        object.finish();
        Some(GradientStop {
            color: color?,
            position_percentage: position?,
        })
    }
}

impl BackgroundImage {
    fn read(at: &At<'_>) -> Option<Self> {
        let mut object = at.object()?;
        let src = object.required("src").and_then(|at| read_src(&at));
        let fit = object.choice_or(
            "fit",
            &[
                ("cover", BackgroundFit::Cover),
                ("contain", BackgroundFit::Contain),
                ("repeat", BackgroundFit::Repeat),
            ],
            BackgroundFit::Cover,
        );
        let position = BackgroundPosition::read(&mut object);
        object.finish();
        Some(BackgroundImage {
            src: src?,
            fit: fit?,
            position: position?,
        })
    }
}

impl BackgroundPosition {
    /// The position as CSS; left and right are the screen's.
    pub fn as_css(self) -> &'static str {
        match self {
            BackgroundPosition::TopLeft => "0 0",
            BackgroundPosition::Top => "top",
            BackgroundPosition::TopRight => "100% 0",
            BackgroundPosition::Left => "left",
            BackgroundPosition::Center => "center",
            BackgroundPosition::Right => "right",
            BackgroundPosition::BottomLeft => "0 100%",
            BackgroundPosition::Bottom => "bottom",
            BackgroundPosition::BottomRight => "100% 100%",
        }
    }

    fn read(object: &mut Object<'_>) -> Option<Self> {
        object.choice_or(
            "position",
            &[
                ("top_left", BackgroundPosition::TopLeft),
                ("top", BackgroundPosition::Top),
                ("top_right", BackgroundPosition::TopRight),
                ("left", BackgroundPosition::Left),
                ("center", BackgroundPosition::Center),
                ("right", BackgroundPosition::Right),
                ("bottom_left", BackgroundPosition::BottomLeft),
                ("bottom", BackgroundPosition::Bottom),
                ("bottom_right", BackgroundPosition::BottomRight),
            ],
            BackgroundPosition::Center,
        )
    }
}
