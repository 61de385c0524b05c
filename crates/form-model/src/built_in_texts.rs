//! Texts that a form has where its author says nothing, in the language of its content.
//!
//! The one owner of such texts: a text is a member of [`BuiltInTexts`], so that the compiler refuses a language that
//! lacks one. `docs/FORM.md` names the languages.

mod by_language;

use by_language::BY_LANGUAGE;

/// Every built-in text, in one language.
#[derive(Debug, PartialEq, Eq)]
pub struct BuiltInTexts {
    /// Primary language, ISO 639-1.
    pub language: &'static str,
    /// Names the buttons that close a form and a teaser.
    pub close: &'static str,
    /// A required email field is empty.
    pub email_required: &'static str,
    /// The message for an answer that is not an email address.
    pub email_invalid: &'static str,
    /// The message for an empty required text field.
    pub text_required: &'static str,
    /// The message for a text that is too long.
    pub text_invalid: &'static str,
    /// An answer could neither be kept nor sent.
    pub not_sent: &'static str,
    /// The label of the button that copies a coupon, and its label afterwards.
    pub coupon: [&'static str; 2],
    /// Below the numbers of a countdown: days, hours, minutes, seconds.
    pub countdown: [&'static str; 4],
    /// The name of the link of a video.
    pub play_video: &'static str,
    /// The text in place of the stars of a review, with `{}` for their number.
    pub stars: &'static str,
    /// The decimal separator.
    pub decimal_mark: char,
}

/// The texts in the language of a BCP 47 tag; in English if the language is unknown.
pub fn of_locale(locale: &str) -> &'static BuiltInTexts {
    let language = locale.split('-').next().unwrap_or_default();
    let known = BY_LANGUAGE
        .iter()
        .find(|texts| language.eq_ignore_ascii_case(texts.language));
    known.unwrap_or(english())
}

/// The texts in English.
pub(crate) fn english() -> &'static BuiltInTexts {
    &BY_LANGUAGE[0]
}

/// The languages that every built-in text is there in; English is the first.
pub fn languages() -> impl Iterator<Item = &'static str> {
    BY_LANGUAGE.iter().map(|texts| texts.language)
}

impl BuiltInTexts {
    /// The text for a number of stars, `4` or `4.5`.
    pub fn stars(&self, stars: &str) -> String {
        let number = stars.replace('.', &self.decimal_mark.to_string());
        self.stars.replace("{}", &number)
    }

    /// Every text, with the most characters that an author may write in its place.
    #[cfg(test)]
    fn all(&self) -> Vec<(&'static str, usize)> {
        let mut all = vec![
            (self.close, 60),
            (self.email_required, 200),
            (self.email_invalid, 200),
            (self.text_required, 200),
            (self.text_invalid, 200),
            (self.not_sent, 200),
            (self.play_video, 80),
            (self.stars, 80),
        ];
        all.extend(self.coupon.map(|text| (text, 40)));
        all.extend(self.countdown.map(|text| (text, 20)));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_primary_language_decides() {
        for (locale, language) in [
            ("en", "en"),
            ("de", "de"),
            ("de-AT", "de"),
            ("DE", "de"),
            ("pt-BR", "pt"),
            ("zh-Hant-TW", "zh"),
            ("den", "en"),
            ("eo", "en"),
        ] {
            assert_eq!(of_locale(locale).language, language, "{locale}");
        }
    }

    #[test]
    fn every_text_may_be_written_by_hand_and_is_a_text() {
        for texts in &BY_LANGUAGE {
            for (text, most) in texts.all() {
                let characters = text.chars().count();
                assert!((1..=most).contains(&characters), "{text}");
                assert_eq!(text.trim(), text);
            }
            assert!(texts.stars.contains("{}"), "{}", texts.stars);
        }
    }

    #[test]
    fn no_language_borrows_an_english_sentence() {
        let english = [
            english().email_required,
            english().email_invalid,
            english().text_required,
        ];
        for texts in BY_LANGUAGE.iter().skip(1) {
            for (text, _) in texts.all() {
                assert!(!english.contains(&text), "{}: {text}", texts.language);
            }
            assert_ne!(texts.not_sent, super::english().not_sent);
        }
    }

    #[test]
    fn stars_have_the_decimal_mark_of_their_language() {
        assert_eq!(of_locale("en").stars("4.5"), "4.5 of 5 stars");
        assert_eq!(of_locale("de").stars("4.5"), "4,5 von 5 Sternen");
        assert_eq!(of_locale("ja").stars("5"), "星5つ中5");
    }
}
