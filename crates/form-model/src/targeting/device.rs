//! `{"type": "device", "allow_list", "deny_list"}`: the class of the visitor's device, `phone`, `tablet` or `desktop`.
//!
//! Source: Klaviyo Forms API, `DeviceType`, which only distinguishes mobile and desktop.

use serde::Serialize;

use crate::{lists, read::Object};

/// The class of the visitor's device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Device {
    /// Classes on which the form may show, without those of the deny list; at least one.
    pub allow_list: Vec<DeviceClass>,
}

/// Class of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceClass {
    /// Touch, shorter side of the screen below 600 px.
    Phone,
    /// Touch, larger.
    Tablet,
    /// Mouse or track pad.
    Desktop,
}

const CLASSES: &[(&str, DeviceClass)] = &[
    ("phone", DeviceClass::Phone),
    ("tablet", DeviceClass::Tablet),
    ("desktop", DeviceClass::Desktop),
];

impl DeviceClass {
    /// The class's name, as in JSON.
    pub fn name(self) -> &'static str {
        match self {
            DeviceClass::Phone => "phone",
            DeviceClass::Tablet => "tablet",
            DeviceClass::Desktop => "desktop",
        }
    }
}

impl Device {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        Some(Device {
            allow_list: lists::read_names(object, "devices", CLASSES)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::targeting::check;
    use serde_json::json;

    #[test]
    fn has_a_list_that_leaves_a_class() {
        check(
            json!({"type": "device", "allow_list": ["phone", "tablet"]}),
            None,
        );
        check(json!({"type": "device", "deny_list": ["desktop"]}), None);
        check(json!({"type": "device"}), Some("$"));
        check(json!({"type": "device", "allow_list": []}), Some("$"));
        check(
            json!({"type": "device", "deny_list": ["phone", "tablet", "desktop"]}),
            Some("$"),
        );
        check(
            json!({"type": "device", "allow_list": ["mobile"]}),
            Some("$.allow_list[0]"),
        );
    }
}
