//! Teaser: a small button at the edge of the screen that opens a form, as often as the visitor likes.
//!
//! *Before*: shows while the form waits for its triggers, if the form's rules and caps let it show; for a form with the
//! trigger `manual`, the teaser is the way to open it. *After*: shows once the visitor closed the form without
//! submitting it, and on later page views as long as that close keeps the form away; a press opens the form whatever
//! its caps say. After a submit it never shows. A visitor who closes the teaser itself does not see it for some time.
//!
//! Source: Klaviyo Forms API, `Version.teasers`: `display_order`, `teaser_type`, `location`, `device_type`,
//! `close_button`, `styles`.

use serde::Serialize;

use crate::{
    block::image::read_src,
    close_label,
    form_type::{FormType, Location},
    label::Label,
    read::{At, Object},
    screens::Screens,
    styles::Color,
};

/// The maximum length of a teaser's label on one line.
pub const MAX_CHARACTERS: usize = 60;

/// The maximum length in a circle or a corner, which have less room.
pub const MAX_CHARACTERS_OF_ROUND: usize = 30;

/// A small button that opens a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Teaser {
    /// When it shows. Default `after`.
    pub display_order: DisplayOrder,
    /// Its shape. Default `rectangle`.
    pub shape: Shape,
    /// One of eight; a corner has the four of them that are corners. Default `bottom_left`.
    pub location: Location,
    /// The only screens that it shows on, `phone` or `desktop`. Default: all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_device: Option<Screens>,
    /// Its label: at most 60 characters, and 30 in a corner or a circle. In a circle with a picture, only screen
    /// readers read it.
    pub label: Label,
    /// The picture in a circle; other shapes have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<TeaserImage>,
    /// Whether it has a button that takes it away. Default true.
    pub close_button: bool,
    /// Name of that button, for assistive technology, 1 to 60 characters. Default by the language of the form's locale,
    /// see [`Teaser::close_label`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub close_label: Option<String>,
    /// How long it stays away after the visitor took it away, 0..=3650; 0 = for the page view. Default 7.
    pub days_after_close: u32,
    /// The styles of the teaser.
    pub styles: TeaserStyles,
}

/// When a teaser shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DisplayOrder {
    /// Before the form shows.
    Before,
    /// After the form was closed.
    After,
    /// Both.
    BeforeAndAfter,
}

/// The shape of a teaser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// A label; upright at the left or right edge of the screen.
    Rectangle,
    /// A picture, or a few words.
    Circle,
    /// A triangle across a corner of the screen.
    Corner,
}

/// The picture in a circle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TeaserImage {
    /// The picture, as an image block has it.
    pub src: String,
}

/// The styles of a teaser.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TeaserStyles {
    /// Default: the form's `button_color`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background_color: Option<Color>,
    /// Default: the form's `button_text_color`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_color: Option<Color>,
    /// Size of its text in CSS px, 12..=24. Default 16.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub font_size_px: Option<u32>,
    /// Radius of a rectangle's corners in CSS px, 0..=48. Default 12.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub border_radius_px: Option<u32>,
    /// The size of its shadow. Default `medium`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shadow: Option<TeaserShadow>,
}

/// The size of a teaser's shadow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum TeaserShadow {
    None,
    Small,
    Medium,
    Large,
}

/// The orders, by their names in JSON.
const ORDERS: [(&str, DisplayOrder); 3] = [
    ("before", DisplayOrder::Before),
    ("after", DisplayOrder::After),
    ("before_and_after", DisplayOrder::BeforeAndAfter),
];

impl DisplayOrder {
    /// The order of a name, as in JSON.
    pub fn named(name: &str) -> Option<Self> {
        let named = ORDERS.iter().find(|(known, _)| *known == name);
        named.map(|(_, order)| *order)
    }
}

impl Teaser {
    /// The most characters of its label.
    pub fn max_characters(&self) -> usize {
        max_characters(self.shape, self.image.is_some())
    }

    /// The name of the button that closes it, in the language of the form's content.
    pub fn close_label<'a>(&'a self, locale: &str) -> &'a str {
        let own = self.close_label.as_deref();
        own.unwrap_or_else(|| close_label::of_locale(locale))
    }

    pub(crate) fn read(at: &At<'_>, form_type: FormType, locale: &str) -> Option<Self> {
        if form_type == FormType::Embed {
            at.problem("is given for an embed, which is part of the page and needs no teaser");
            return None;
        }
        let mut object = at.object()?;
        let display_order = object.choice_or("display_order", &ORDERS, DisplayOrder::After);
        let shape = object.choice_or(
            "shape",
            &[
                ("rectangle", Shape::Rectangle),
                ("circle", Shape::Circle),
                ("corner", Shape::Corner),
            ],
            Shape::Rectangle,
        );
        // If the shape is invalid, the rest is read as if it were a rectangle.
        let known_shape = shape.unwrap_or(Shape::Rectangle);
        let location = match object.optional("location") {
            Some(at) => read_location(&at, known_shape),
            None => Some(Location::BottomLeft),
        };
        let display_device = match object.optional("display_device") {
            Some(at) => Screens::read_only(&at).map(Some),
            None => Some(None),
        };
        let image = match known_shape {
            Shape::Circle => read_image(&mut object),
            _ => Some(None),
        };
        let has_image = image.as_ref().is_none_or(Option::is_some);
        let label = object
            .required("label")
            .and_then(|at| read_label(&at, max_characters(known_shape, has_image)));
        let close_button = object.boolean_or("close_button", true);
        let close_label = close_label::read(&mut object, locale);
        let days_after_close = object.integer_or("days_after_close", 0..=3650, 7);
        let styles = match object.optional("styles") {
            Some(at) => TeaserStyles::read(&at, known_shape),
            None => Some(TeaserStyles::default()),
        };
        object.finish();
        Some(Teaser {
            display_order: display_order?,
            shape: shape?,
            location: location?,
            display_device: display_device?,
            label: label?,
            image: image?,
            close_button: close_button?,
            close_label: close_label?,
            days_after_close: days_after_close?,
            styles: styles?,
        })
    }
}

fn max_characters(shape: Shape, has_image: bool) -> usize {
    match shape {
        Shape::Circle if !has_image => MAX_CHARACTERS_OF_ROUND,
        Shape::Corner => MAX_CHARACTERS_OF_ROUND,
        _ => MAX_CHARACTERS,
    }
}

/// A plain label is measured here; of a rich one the words count, which only its compiler knows.
fn read_label(at: &At<'_>, most: usize) -> Option<Label> {
    if at.value().is_string() {
        return at.string(1..=most).map(Label::Plain);
    }
    Label::read(at)
}

fn read_location(at: &At<'_>, shape: Shape) -> Option<Location> {
    let location = Location::read(at)?;
    let is_corner = matches!(
        location,
        Location::TopLeft | Location::TopRight | Location::BottomLeft | Location::BottomRight
    );
    if shape == Shape::Corner && !is_corner {
        at.problem(format!(
            "is {:?}, which is not a corner; `top_left`, `top_right`, `bottom_left` or `bottom_right` is allowed",
            location.name()
        ));
        return None;
    }
    Some(location)
}

fn read_image(object: &mut Object<'_>) -> Option<Option<TeaserImage>> {
    let Some(at) = object.optional("image") else {
        return Some(None);
    };
    let mut image = at.object()?;
    let src = image.required("src").and_then(|at| read_src(&at));
    image.finish();
    Some(Some(TeaserImage { src: src? }))
}

impl TeaserStyles {
    fn read(at: &At<'_>, shape: Shape) -> Option<Self> {
        let mut object = at.object()?;
        let color = |at: Option<At<'_>>| at.and_then(|at| Color::read(&at));
        // A member with a problem is left out; the form is refused anyway.
        let styles = TeaserStyles {
            background_color: color(object.optional("background_color")),
            text_color: color(object.optional("text_color")),
            font_size_px: object.optional_integer("font_size_px", 12..=24).flatten(),
            border_radius_px: match shape {
                Shape::Rectangle => object
                    .optional_integer("border_radius_px", 0..=48)
                    .flatten(),
                _ => None,
            },
            shadow: object.optional("shadow").and_then(|at| {
                at.choice(&[
                    ("none", TeaserShadow::None),
                    ("small", TeaserShadow::Small),
                    ("medium", TeaserShadow::Medium),
                    ("large", TeaserShadow::Large),
                ])
            }),
        };
        object.finish();
        Some(styles)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::read::read_alone;

    /// A GIF of one pixel.
    const GIF: &str =
        "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

    fn read(teaser: &Value) -> Result<Teaser, Vec<String>> {
        read_alone(teaser, |at| Teaser::read(at, FormType::Popup, "en"))
    }

    #[track_caller]
    fn check(teaser: &Value, problems: &[&str]) {
        match read(teaser) {
            Ok(read_once) => {
                assert!(problems.is_empty(), "is valid");
                let written = serde_json::to_value(&read_once).unwrap();
                assert_eq!(read(&written).unwrap(), read_once, "{written}");
            }
            Err(found) => assert_eq!(found, problems),
        }
    }

    #[test]
    fn a_label_is_enough() {
        let teaser = read(&json!({"label": "Get 10 % off"})).unwrap();
        assert_eq!(teaser.display_order, DisplayOrder::After);
        assert_eq!(teaser.shape, Shape::Rectangle);
        assert_eq!(teaser.location, Location::BottomLeft);
        assert_eq!((teaser.close_button, teaser.days_after_close), (true, 7));
        check(&json!({"label": "Get 10 % off"}), &[]);
        check(&json!({}), &["$.label is required"]);
    }

    #[test]
    fn every_member_is_typed_and_ranged() {
        check(
            &json!({
                "display_order": "before_and_after", "shape": "rectangle", "location": "center_right",
                "display_device": "phone", "label": {"format": "markdown", "content": "**10 %**"},
                "close_button": false, "close_label": "Dismiss", "days_after_close": 3650,
                "styles": {"background_color": "#123", "text_color": "#fff", "font_size_px": 24, "border_radius_px": 48, "shadow": "none"},
            }),
            &[],
        );
        check(
            &json!({
                "display_order": "never", "shape": "star", "location": "top", "display_device": "tablet", "label": "",
                "close_button": 1, "days_after_close": 3651, "styles": {"font_size_px": 11, "shadow": true, "width_px": 1},
            }),
            &[
                "$.display_order is \"never\"; `before`, `after` or `before_and_after` is allowed",
                "$.shape is \"star\"; `rectangle`, `circle` or `corner` is allowed",
                "$.location is \"top\"; `top_left`, `top_center`, `top_right`, `center_left`, `center_right`, `bottom_left`, `bottom_center` or `bottom_right` is allowed",
                "$.display_device is \"tablet\"; `phone` or `desktop` is allowed",
                "$.label is empty",
                "$.close_button must be true or false, but is a number",
                "$.days_after_close is 3651; a whole number from 0 to 3650 is allowed",
                "$.styles.font_size_px is 11; a whole number from 12 to 24 is allowed",
                "$.styles.shadow must be a string, but is true or false",
                "$.styles.width_px is not known here; `background_color`, `text_color`, `font_size_px`, `border_radius_px` or `shadow` is allowed",
            ],
        );
    }

    #[test]
    fn only_a_circle_has_a_picture_and_only_a_rectangle_a_radius() {
        let image = json!({"src": GIF});
        check(
            &json!({"label": "a", "shape": "circle", "image": image}),
            &[],
        );
        check(
            &json!({"label": "a", "image": image}),
            &[
                "$.image is not known here; `display_order`, `shape`, `location`, `display_device`, `label`, `close_button`, `close_label`, `days_after_close` or `styles` is allowed",
            ],
        );
        check(
            &json!({"label": "a", "shape": "circle", "styles": {"border_radius_px": 4}}),
            &[
                "$.styles.border_radius_px is not known here; `background_color`, `text_color`, `font_size_px` or `shadow` is allowed",
            ],
        );
        check(
            &json!({"label": "a", "shape": "circle", "image": {"src": "https://e.com/a.png"}}),
            &[
                "$.image.src is \"https://e.com/a.png\"; an embedded picture is allowed: `data:`, one of image/png, image/jpeg, image/gif, image/webp, image/avif, `;base64,` and its bytes",
            ],
        );
    }

    #[test]
    fn a_corner_is_a_corner() {
        for location in ["top_left", "top_right", "bottom_left", "bottom_right"] {
            let corner = json!({"label": "a", "shape": "corner", "location": location});
            check(&corner, &[]);
        }
        check(
            &json!({"label": "a", "shape": "corner", "location": "bottom_center"}),
            &[
                "$.location is \"bottom_center\", which is not a corner; `top_left`, `top_right`, `bottom_left` or `bottom_right` is allowed",
            ],
        );
    }

    #[test]
    fn a_label_must_fit_its_shape() {
        let of = |shape: &str, characters| json!({"shape": shape, "label": "a".repeat(characters)});
        check(&of("rectangle", 60), &[]);
        check(
            &of("rectangle", 61),
            &["$.label has 61 characters; 1 to 60 are allowed"],
        );
        check(&of("corner", 30), &[]);
        check(
            &of("circle", 31),
            &["$.label has 31 characters; 1 to 30 are allowed"],
        );
        let image = json!({"shape": "circle", "label": "a".repeat(60), "image": {"src": GIF}});
        check(&image, &[]);
    }

    #[test]
    fn an_embed_cannot_have_a_teaser() {
        let teaser = json!({"label": "a"});
        assert_eq!(
            read_alone(&teaser, |at| Teaser::read(at, FormType::Embed, "en")),
            Err(vec![
                "$ is given for an embed, which is part of the page and needs no teaser".to_owned()
            ])
        );
    }
}
