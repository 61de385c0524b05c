//! "Did you mean …": suggests the name that was probably meant by an unknown one.

/// The words of other tools for ours. A word may have several meanings: those that are allowed in this place count.
const SYNONYMS: [(&str, &str); 58] = [
    ("align", "text_align"),
    ("audience", "targeting"),
    ("background", "background_color"),
    ("bar", "banner"),
    ("closable", "dismissible"),
    ("code", "coupon"),
    ("color", "background_color"),
    ("color", "text_color"),
    ("computer", "desktop"),
    ("conditions", "targeting"),
    ("content", "label"),
    ("cooldown", "frequency_cap"),
    ("corner", "location"),
    ("country", "location"),
    ("dismiss", "close"),
    ("embedded", "embed"),
    ("exit", "exit_intent"),
    ("font", "font_family"),
    ("font_size", "font_size_px"),
    ("frequency", "frequency_cap"),
    ("full_page", "full_screen"),
    ("geo", "location"),
    ("go_to_url", "redirect"),
    ("heading", "rich_text"),
    ("height", "height_px"),
    ("href", "url"),
    ("html", "rich_text"),
    ("id", "form_id"),
    ("img", "image"),
    ("inline", "embed"),
    ("input", "text"),
    ("lang", "locale"),
    ("language", "locale"),
    ("lightbox", "popup"),
    ("link", "redirect"),
    ("link", "url"),
    ("mobile", "phone"),
    ("modal", "popup"),
    ("next", "next_step"),
    ("overlay", "popup"),
    ("page_url", "url"),
    ("paragraph", "rich_text"),
    ("path", "url"),
    ("picture", "image"),
    ("position", "location"),
    ("radius", "border_radius_px"),
    ("region", "location"),
    ("rules", "targeting"),
    ("scroll", "scroll_percentage"),
    ("separator", "divider"),
    ("slide_in", "flyout"),
    ("testimonial", "review"),
    ("text", "label"),
    ("timer", "countdown"),
    ("timer", "delay"),
    ("title", "name"),
    ("trigger", "triggers"),
    ("width", "width_px"),
];

/// The name that `text` most likely means: a synonym of it, otherwise the one with the fewest different letters, at
/// most a third of them.
pub(super) fn suggest<'a>(
    text: &str,
    names: impl Iterator<Item = &'a str> + Clone,
) -> Option<&'a str> {
    const LONGEST: usize = 40;
    if text.len() > LONGEST {
        return None;
    }
    let word = plain(text);
    let of_synonyms = names.clone().find(|name| {
        SYNONYMS
            .iter()
            .any(|(other, ours)| plain(other) == word && ours == name)
    });
    of_synonyms.or_else(|| {
        let by_distance = names.map(|name| (distance(&word, &plain(name)), name));
        let nearest = by_distance.min_by_key(|(distance, _)| *distance)?;
        (nearest.0 <= word.chars().count() / 3).then_some(nearest.1)
    })
}

/// A name in lower case, without separators between its words.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| !matches!(c, '_' | '-' | ' '));
    letters.flat_map(char::to_lowercase).collect()
}

/// How many letters must be added, removed, changed or swapped with the next to turn one word into another: the
/// [optimal string alignment distance](https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = change.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::{SYNONYMS, distance, suggest};

    const NAMES: [&str; 6] = [
        "location",
        "language",
        "device",
        "form_id",
        "popup",
        "exit_intent",
    ];

    #[track_caller]
    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(suggest(text, NAMES.into_iter()), expect, "{text}");
    }

    #[test]
    fn a_synonym_or_a_slip_of_the_pen_is_known() {
        check("country", Some("location"));
        check("Modal", Some("popup"));
        check("formId", Some("form_id"));
        check("locaton", Some("location"));
        check("pop-up", Some("popup"));
        check("devcie", Some("device"));
        check("exit_intend", Some("exit_intent"));
    }

    #[test]
    fn an_unlike_word_gets_no_suggestion() {
        check("weather", None);
        check("x", None);
        check("", None);
        check(&"a".repeat(5_000), None);
    }

    #[test]
    fn letters_that_differ_are_counted() {
        for (a, b, expect) in [
            ("", "abc", 3),
            ("abc", "abc", 0),
            ("abc", "acb", 1),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(a, b), expect, "{a} {b}");
        }
    }

    #[test]
    fn every_synonym_is_listed_once() {
        assert!(SYNONYMS.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
