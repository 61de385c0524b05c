//! Names of the buttons that close a form and a teaser, for assistive technology, by the language of the content.

use crate::read::Object;

/// The most characters of such a name.
pub const MAX_CHARACTERS: usize = 60;

/// What stands on them where nothing else is said, by primary language. English is the first, and all others'.
const BY_LANGUAGE: [(&str, &str); 20] = [
    ("en", "Close"),
    ("ar", "إغلاق"),
    ("cs", "Zavřít"),
    ("da", "Luk"),
    ("de", "Schließen"),
    ("es", "Cerrar"),
    ("fi", "Sulje"),
    ("fr", "Fermer"),
    ("he", "סגירה"),
    ("it", "Chiudi"),
    ("ja", "閉じる"),
    ("ko", "닫기"),
    ("nl", "Sluiten"),
    ("pl", "Zamknij"),
    ("pt", "Fechar"),
    ("ru", "Закрыть"),
    ("sv", "Stäng"),
    ("tr", "Kapat"),
    ("uk", "Закрити"),
    ("zh", "关闭"),
];

/// The name by the language of a BCP 47 tag; in English where none is known.
pub fn of_locale(locale: &str) -> &'static str {
    let language = locale.split('-').next().unwrap_or_default();
    let known = BY_LANGUAGE
        .iter()
        .find(|(known, _)| language.eq_ignore_ascii_case(known));
    known.unwrap_or(&BY_LANGUAGE[0]).1
}

/// Reads `close_label`; what the locale gives anyway is the same as nothing.
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

    #[test]
    fn the_primary_language_decides() {
        for (locale, label) in [
            ("en", "Close"),
            ("de", "Schließen"),
            ("de-AT", "Schließen"),
            ("DE", "Schließen"),
            ("pt-BR", "Fechar"),
            ("zh-Hant-TW", "关闭"),
            ("den", "Close"),
            ("eo", "Close"),
        ] {
            assert_eq!(of_locale(locale), label, "{locale}");
        }
    }

    #[test]
    fn every_name_may_be_written_by_hand() {
        for (language, label) in BY_LANGUAGE {
            assert!(
                (1..=MAX_CHARACTERS).contains(&label.chars().count()),
                "{language}"
            );
        }
    }

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
