//! Consent texts: the stored text, and the reasons why a text cannot be stored as shown.

use form_model::rich_content::RichContent;
use icu_properties::{
    CodePointSetData,
    props::{DefaultIgnorableCodePoint, EnumeratedProperty, GeneralCategory, GeneralCategoryGroup},
};
use rich_text::Rendered;

use super::{format_of, read};

/// The plain text, with each link's address after its words: it is stored as what the visitor agreed to.
pub fn consent_text(content: &RichContent) -> String {
    let words = read(content)
        .ok()
        .and_then(|text| text.words_with_addresses(format_of(content)).ok());
    // A live version was compiled, so it has words; if a later release thinks otherwise, its source is kept.
    words.unwrap_or_else(|| content.content.to_string())
}

/// Why the stored text of a consent would differ from the visible one.
pub(super) fn faults(rendered: &Rendered) -> Vec<&'static str> {
    let has = |mark| rendered.html.contains(mark);
    let mut faults = Vec::new();
    if has("data-v=") {
        faults.push(
            "has a token, but a text that a visitor consents to is stored as it is written, and is the same for everybody; write the words out",
        );
    }
    if has("<img") {
        faults.push(
            "has a picture, but only the words of a consent text are stored; put the picture into a separate block",
        );
    }
    if has("<s>") || has("<del>") || has("line-through") {
        faults.push(
            "has words that are struck through, but a text that a visitor consents to is stored without its looks; leave those words out",
        );
    }
    if rendered.text.contains(['\u{202d}', '\u{202e}']) {
        faults.push(
            "has a character (U+202D or U+202E) that shows the letters after it in another order than they are stored; leave it out",
        );
    }
    if !is_readable(&rendered.text) {
        faults
            .push("has no readable letter, but a consent text must say what the visitor agrees to");
    }
    faults
}

/// Whether a text says something: it has a letter (Unicode's general category) that is not invisible by definition, as
/// U+3164 (Hangul filler) is.
fn is_readable(text: &str) -> bool {
    let is_letter =
        |character| GeneralCategoryGroup::Letter.contains(GeneralCategory::for_char(character));
    let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    text.chars()
        .any(|character| is_letter(character) && !ignorable.contains(character))
}

#[cfg(test)]
mod tests {
    use super::is_readable;

    #[test]
    fn only_letters_that_show_can_be_read() {
        for text in ["I agree", "同意する", "ok", "أوافق", "\u{200b}a"] {
            assert!(is_readable(text), "{text:?}");
        }
        for text in [
            "",
            " ",
            "\u{a0}",
            "\u{200b}\u{feff}",
            "\u{3000}",
            "\u{301}\u{301}",
            "\u{3164}",
            "\u{115f}",
            "\u{ffa0}",
            "\u{2800}",
            "\u{e0041}",
            "\u{e000}",
            "…",
            "✓",
            "👍",
            "\u{fe0f}",
            "- *",
            "\u{fffc}",
            "12",
        ] {
            assert!(!is_readable(text), "{text:?}");
        }
    }
}
