//! Form type and placement: how a form is presented, and where on the screen.
//!
//! Source: Klaviyo Forms API, `Version.type` and `Version.location`, which spells a part of the types differently.

use serde::Serialize;

use crate::read::{At, Object};

/// The presentation of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FormType {
    /// A dialog in the middle of the screen; the page behind it waits.
    Popup,
    /// A small form at an edge or corner, beside which the page stays usable.
    Flyout,
    /// A dialog that covers the page.
    FullScreen,
    /// A bar over the whole width, at the top or the bottom.
    Banner,
    /// A part of the page itself, where the page has a place for it.
    Embed,
}

/// The types, by their names in JSON.
const TYPES: [(&str, FormType); 5] = [
    ("popup", FormType::Popup),
    ("flyout", FormType::Flyout),
    ("full_screen", FormType::FullScreen),
    ("banner", FormType::Banner),
    ("embed", FormType::Embed),
];

/// Where on the screen a form shows. Members of other types are refused, and absent here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Placement {
    /// Flyout: one of eight, default `bottom_right`. Banner: `top` (default) or `bottom`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// For a popup: its presentation on a phone, default `float`. For a flyout: `float` or `dock`, default `dock`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_phone: Option<OnPhone>,
    /// Banner at the top: whether it stays in view while the page scrolls. Default true; at the bottom always.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sticky: Option<bool>,
    /// Banner: whether the page makes room for it instead of lying below it. Default true at the top, false at the bottom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub push: Option<bool>,
}

/// A place at the edge of the screen; left and right are the screen's, in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Location {
    TopLeft,
    TopCenter,
    TopRight,
    CenterLeft,
    CenterRight,
    BottomLeft,
    BottomCenter,
    BottomRight,
    /// Only for a banner.
    Top,
    /// Only for a banner.
    Bottom,
}

/// The eight locations of flyouts and teasers, by their names in JSON.
const LOCATIONS: [(&str, Location); 8] = [
    ("top_left", Location::TopLeft),
    ("top_center", Location::TopCenter),
    ("top_right", Location::TopRight),
    ("center_left", Location::CenterLeft),
    ("center_right", Location::CenterRight),
    ("bottom_left", Location::BottomLeft),
    ("bottom_center", Location::BottomCenter),
    ("bottom_right", Location::BottomRight),
];

/// The presentation of a form on a phone: a screen at most 640 px wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OnPhone {
    /// As on other screens, with a margin around it.
    Float,
    /// Over the whole width, at the nearest edge.
    Dock,
    /// Over the whole screen; popups only.
    Fill,
}

impl FormType {
    /// The type's name, as in JSON.
    pub fn name(self) -> &'static str {
        let of_type = TYPES.iter().find(|(_, form_type)| *form_type == self);
        of_type.map_or("", |(name, _)| name)
    }

    /// The type with this name.
    pub fn named(name: &str) -> Option<Self> {
        let named = TYPES.iter().find(|(known, _)| *known == name);
        named.map(|(_, form_type)| *form_type)
    }

    /// Whether the page behind it waits: a dialog in the top layer.
    pub fn is_modal(self) -> bool {
        matches!(self, FormType::Popup | FormType::FullScreen)
    }

    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        at.choice(&TYPES)
    }
}

impl Location {
    /// The location's name, as in JSON.
    pub fn name(self) -> &'static str {
        let named = LOCATIONS.iter().find(|(_, location)| *location == self);
        match self {
            Location::Top => "top",
            Location::Bottom => "bottom",
            _ => named.map_or("", |(name, _)| name),
        }
    }

    /// Reads one of the eight locations at corners and edges.
    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        at.choice(&LOCATIONS)
    }

    fn read_of_banner(at: &At<'_>) -> Option<Self> {
        at.choice(&[("top", Location::Top), ("bottom", Location::Bottom)])
    }
}

impl Placement {
    /// The default for a type.
    pub fn default_of(form_type: FormType) -> Self {
        Placement {
            location: match form_type {
                FormType::Flyout => Some(Location::BottomRight),
                FormType::Banner => Some(Location::Top),
                _ => None,
            },
            on_phone: match form_type {
                FormType::Popup => Some(OnPhone::Float),
                FormType::Flyout => Some(OnPhone::Dock),
                _ => None,
            },
            sticky: (form_type == FormType::Banner).then_some(true),
            push: (form_type == FormType::Banner).then_some(true),
        }
    }

    /// Whether it is the default for a popup.
    pub(crate) fn is_of_popup(&self) -> bool {
        *self == Self::default_of(FormType::Popup)
    }

    pub(crate) fn read(at: &At<'_>, form_type: FormType) -> Option<Self> {
        let mut object = at.object()?;
        let mut placement = Self::default_of(form_type);
        match form_type {
            FormType::Popup => placement.read_on_phone(&mut object, true),
            FormType::Flyout => {
                let location = object.optional("location");
                if let Some(location) = location.and_then(|at| Location::read(&at)) {
                    placement.location = Some(location);
                }
                placement.read_on_phone(&mut object, false);
            }
            FormType::Banner => placement.read_banner(&mut object),
            FormType::FullScreen | FormType::Embed => {}
        }
        object.finish();
        Some(placement)
    }

    fn read_on_phone(&mut self, object: &mut Object<'_>, may_fill: bool) {
        const CHOICES: [(&str, OnPhone); 3] = [
            ("float", OnPhone::Float),
            ("dock", OnPhone::Dock),
            ("fill", OnPhone::Fill),
        ];
        let choices = if may_fill {
            &CHOICES[..]
        } else {
            &CHOICES[..2]
        };
        let on_phone = object.optional("on_phone");
        if let Some(on_phone) = on_phone.and_then(|at| at.choice(choices)) {
            self.on_phone = Some(on_phone);
        }
    }

    fn read_banner(&mut self, object: &mut Object<'_>) {
        let location = object.optional("location");
        if let Some(location) = location.and_then(|at| Location::read_of_banner(&at)) {
            self.location = Some(location);
        }
        let is_at_top = self.location == Some(Location::Top);
        self.push = Some(is_at_top);
        if let Some(push) = object.optional("push").and_then(|at| at.boolean()) {
            self.push = Some(push);
        }
        let Some(at) = object.optional("sticky") else {
            return;
        };
        match at.boolean() {
            Some(false) if !is_at_top => {
                at.problem("is false for a banner at the bottom, which always stays in view");
            }
            Some(sticky) => self.sticky = Some(sticky),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::read::read_alone;

    #[track_caller]
    fn check(form_type: FormType, placement: &Value, problem: &str) {
        let read = read_alone(placement, |at| Placement::read(at, form_type));
        match read {
            Ok(_) => assert_eq!(problem, ""),
            Err(problems) => assert_eq!(problems, [problem]),
        }
    }

    #[test]
    fn each_type_has_its_own_places() {
        check(FormType::Popup, &json!({"on_phone": "fill"}), "");
        check(
            FormType::Flyout,
            &json!({"on_phone": "fill"}),
            "$.on_phone is \"fill\"; `float` or `dock` is allowed",
        );
        check(
            FormType::Embed,
            &json!({"location": "top"}),
            "$.location is not known here; nothing is allowed",
        );
        for (name, location) in LOCATIONS {
            assert_eq!(location.name(), name);
            check(FormType::Flyout, &json!({"location": name}), "");
        }
    }

    #[test]
    fn a_banner_at_the_bottom_stays_in_view_and_lies_over_the_page() {
        let bottom = json!({"location": "bottom"});
        let read = read_alone(&bottom, |at| Placement::read(at, FormType::Banner)).unwrap();
        assert_eq!((read.sticky, read.push), (Some(true), Some(false)));
        check(
            FormType::Banner,
            &json!({"location": "bottom", "sticky": false}),
            "$.sticky is false for a banner at the bottom, which always stays in view",
        );
        check(
            FormType::Banner,
            &json!({"sticky": false, "push": false}),
            "",
        );
    }

    #[test]
    fn every_type_has_its_name() {
        for (name, form_type) in TYPES {
            assert_eq!(form_type.name(), name);
        }
    }
}
