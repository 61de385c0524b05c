//! Screens: phones and larger ones, on which a form may look and behave differently.

use serde::{Serialize, Serializer};

use crate::read::At;

/// The screens on which something applies. A phone is a screen at most 640 px wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screens {
    /// On phones.
    pub phone: bool,
    /// On larger screens.
    pub desktop: bool,
}

/// One of the two, by their names in JSON.
const ONLY: [(&str, Screens); 2] = [
    (
        "phone",
        Screens {
            phone: true,
            desktop: false,
        },
    ),
    (
        "desktop",
        Screens {
            phone: false,
            desktop: true,
        },
    ),
];

impl Screens {
    /// Whether it applies on all of them.
    pub const ALL: Screens = Screens {
        phone: true,
        desktop: true,
    };

    /// Whether it applies on none of them.
    pub const NONE: Screens = Screens {
        phone: false,
        desktop: false,
    };

    /// The only screen, if it is just one: `phone` or `desktop`.
    pub fn only(self) -> Option<&'static str> {
        match (self.phone, self.desktop) {
            (true, false) => Some("phone"),
            (false, true) => Some("desktop"),
            _ => None,
        }
    }

    /// The screens of a name.
    pub fn named(name: &str) -> Option<Self> {
        let named = ONLY.iter().find(|(known, _)| *known == name);
        named.map(|(_, screens)| *screens)
    }

    /// Reads true, false, or the name of the only one.
    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        if at.value().is_boolean() {
            let all = at.boolean()?;
            return Some(if all { Self::ALL } else { Self::NONE });
        }
        Self::read_only(at)
    }

    /// Reads the name of the only screen.
    pub(crate) fn read_only(at: &At<'_>) -> Option<Self> {
        at.choice(&ONLY)
    }
}

/// Written as it was read.
impl Serialize for Screens {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.only() {
            Some(name) => serializer.serialize_str(name),
            None => serializer.serialize_bool(self.phone),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::read::read_alone;

    #[test]
    fn all_none_or_one() {
        assert_eq!(read_alone(&json!(true), Screens::read), Ok(Screens::ALL));
        assert_eq!(read_alone(&json!(false), Screens::read), Ok(Screens::NONE));
        let phone = read_alone(&json!("phone"), Screens::read).unwrap();
        assert_eq!(phone.only(), Some("phone"));
        assert_eq!(
            read_alone(&json!("tablet"), Screens::read),
            Err(vec![
                "$ is \"tablet\"; `phone` or `desktop` is allowed".to_owned()
            ])
        );
    }
}
