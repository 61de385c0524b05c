//! What must hold for any input: for the fuzz targets, and for the replay of their corpus.

use rich_text::{Content, Format, Layout, Options, Rendered, limits};

use super::{
    dom::{parse, text_of},
    every::{Seen, render_and_check},
};

/// How many times longer than its JSON HTML may be, without attributes: a line feed, of two bytes, can become an item
/// in eight nested lists.
const MOST_TIMES_LONGER: usize = 400;

/// The longest output for a byte of an attribute: `&quot;`, twice if a link has a token.
const MOST_TIMES_ESCAPED: usize = 12;

/// Panics unless everything that must hold for this content holds.
pub(crate) fn hold_for(format: Format, json: &str) {
    let Ok(content) = serde_json::from_str::<Content<'_>>(json) else {
        return;
    };
    if let Err(problem) = render_and_check(format, &content, &mut Seen::default()) {
        panic!("{problem}");
    }
    let _ = content.words_with_addresses(format);
    if let Ok(rendered) = content.render(format, Options::default()) {
        let most = json.len() * MOST_TIMES_LONGER + limits::ATTRIBUTE_BYTES * MOST_TIMES_ESCAPED;
        assert!(
            rendered.html.len() <= most,
            "is {} bytes",
            rendered.html.len()
        );
        same_words(format, &content, &rendered);
    }
}

/// The page shows the words that `text` has, whatever the layout.
fn same_words(format: Format, content: &Content<'_>, rendered: &Rendered) {
    let inline = Options {
        layout: Layout::Inline,
        ..Options::default()
    };
    let words = plain(&rendered.text);
    let mut htmls = vec![rendered.html.clone()];
    if let Ok(rendered) = content.render(format, inline) {
        htmls.push(rendered.html);
    }
    for html in htmls {
        let shown = plain(&text_of(&parse(&html).children));
        assert_eq!(shown, words, "{html:?}");
    }
}

/// Without white space, which the structure of lines changes, and as a parser gives odd characters.
fn plain(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
        .chars()
        .filter(|character| !character.is_whitespace() && *character != '\u{fffc}')
        .collect()
}
