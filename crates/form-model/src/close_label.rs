//! Names of the buttons that close a form and a teaser, for assistive technology, by the language of the content.

use crate::{built_in_texts, read::Object};

/// The most characters of such a name.
pub const MAX_CHARACTERS: usize = 60;

/// The name in the language of a BCP 47 tag; in English if the language is unknown.
pub fn of_locale(locale: &str) -> &'static str {
    built_in_texts::of_locale(locale).close
}

/// Reads `close_label`; the locale's default counts as not given.
pub(crate) fn read(object: &mut Object<'_>, locale: &str) -> Option<Option<String>> {
    let Some(at) = object.optional("close_label") else {
        return Some(None);
    };
    let label = at.string(1..=MAX_CHARACTERS)?;
    Some((label != of_locale(locale)).then_some(label))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::read::read_alone;

    #[track_caller]
    fn check(value: &Value, read_as: Result<Option<&str>, &str>) {
        let read = read_alone(value, |at| {
            let mut object = at.object()?;
            let label = read(&mut object, "de");
            object.finish();
            label
        });
        let expected = read_as
            .map(|label| label.map(str::to_owned))
            .map_err(|problem| vec![problem.to_owned()]);
        assert_eq!(read, expected);
    }

    #[test]
    fn the_default_is_the_same_as_nothing() {
        check(&json!({}), Ok(None));
        check(&json!({"close_label": "Schließen"}), Ok(None));
        check(&json!({"close_label": "Close"}), Ok(Some("Close")));
        check(&json!({"close_label": ""}), Err("$.close_label is empty"));
        check(
            &json!({"close_label": "a".repeat(61)}),
            Err("$.close_label has 61 characters; 1 to 60 are allowed"),
        );
    }
}
