//! Escaping of text, as the HTML standard and as Quill do it.

/// Escapes text for an HTML text node or a double-quoted attribute.
pub fn escape_html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    push_html(&mut escaped, text);
    escaped
}

/// Adds text as [`escape_html()`] makes it.
pub(crate) fn push_html(out: &mut String, text: &str) {
    push_escaped(out, text, |byte, _| match byte {
        b'&' => Some(("&amp;", 1)),
        b'<' => Some(("&lt;", 1)),
        b'>' => Some(("&gt;", 1)),
        b'"' => Some(("&quot;", 1)),
        b'\'' => Some(("&#39;", 1)),
        // A parser would put U+FFFD there; we do it here, so that the published text is the visible text.
        b'\0' => Some(("\u{fffd}", 1)),
        // A parser would take a carriage return for a line feed.
        b'\r' => Some(("\n", 1)),
        _ => None,
    });
}

/// Adds text as the examples of CommonMark have it: an apostrophe stays.
pub(crate) fn push_markdown_text(out: &mut String, text: &str) {
    push_escaped(out, text, |byte, _| match byte {
        b'&' => Some(("&amp;", 1)),
        b'<' => Some(("&lt;", 1)),
        b'>' => Some(("&gt;", 1)),
        b'"' => Some(("&quot;", 1)),
        _ => None,
    });
}

/// Adds text as `innerHTML` gives it: <https://html.spec.whatwg.org/#escapingString>.
pub(crate) fn push_inner_text(out: &mut String, text: &str) {
    push_escaped(out, text, |byte, next| match byte {
        b'&' => Some(("&amp;", 1)),
        b'<' => Some(("&lt;", 1)),
        b'>' => Some(("&gt;", 1)),
        NBSP_0 if next == Some(NBSP_1) => Some(("&nbsp;", 2)),
        _ => None,
    });
}

/// Adds an attribute's value as `innerHTML` gives it.
pub(crate) fn push_inner_attribute(out: &mut String, value: &str) {
    push_escaped(out, value, |byte, next| match byte {
        b'&' => Some(("&amp;", 1)),
        b'<' => Some(("&lt;", 1)),
        b'>' => Some(("&gt;", 1)),
        b'"' => Some(("&quot;", 1)),
        NBSP_0 if next == Some(NBSP_1) => Some(("&nbsp;", 2)),
        _ => None,
    });
}

/// Adds text as `getSemanticHTML()` writes it: each space becomes a non-breaking one.
pub(crate) fn push_semantic_text(out: &mut String, text: &str) {
    push_escaped(out, text, |byte, _| match byte {
        b' ' => Some(("&nbsp;", 1)),
        byte => semantic_entity(byte),
    });
}

/// Adds code as `getSemanticHTML()` gives it: spaces stay.
pub(crate) fn push_semantic_code(out: &mut String, text: &str) {
    push_escaped(out, text, |byte, _| semantic_entity(byte));
}

/// Adds a value that `getSemanticHTML()` inserts unescaped, with the same result if it is harmless: an ampersand stays
/// unless it begins a character reference, which could spell another scheme than the checked one.
pub(crate) fn push_semantic_raw(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['<', '>', '"', '&']) {
        out.push_str(&rest[..at]);
        let (special, behind) = rest[at..].split_at(1);
        out.push_str(match special {
            "<" => "&lt;",
            ">" => "&gt;",
            "\"" => "&quot;",
            _ if begins_reference(behind) => "&amp;",
            _ => "&",
        });
        rest = behind;
    }
    out.push_str(rest);
}

/// Whether an ampersand before this text begins a character reference.
fn begins_reference(behind: &str) -> bool {
    let name = behind.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    behind.starts_with('#') || (name.len() < behind.len() && name.starts_with(';'))
}

/// U+00A0 in UTF-8.
const NBSP_0: u8 = 0xc2;
const NBSP_1: u8 = 0xa0;

fn semantic_entity(byte: u8) -> Option<(&'static str, usize)> {
    match byte {
        b'&' => Some(("&amp;", 1)),
        b'<' => Some(("&lt;", 1)),
        b'>' => Some(("&gt;", 1)),
        b'"' => Some(("&quot;", 1)),
        b'\'' => Some(("&#39;", 1)),
        _ => None,
    }
}

/// Adds the text. `replace` gets a byte and the next one, and returns the replacement and how many of them it replaces.
#[inline(always)]
fn push_escaped(
    out: &mut String,
    text: &str,
    replace: impl Fn(u8, Option<u8>) -> Option<(&'static str, usize)>,
) {
    let bytes = text.as_bytes();
    let mut written = 0;
    for (index, &byte) in bytes.iter().enumerate() {
        if let Some((replacement, len)) = replace(byte, bytes.get(index + 1).copied()) {
            out.push_str(&text[written..index]);
            out.push_str(replacement);
            written = index + len;
        }
    }
    out.push_str(&text[written..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(push: fn(&mut String, &str), text: &str) -> String {
        let mut out = String::new();
        push(&mut out, text);
        out
    }

    #[test]
    fn each_context_has_its_own_escapes() {
        let text = "a <b> & \"c\" 'd'\u{a0}\u{c2}é";
        assert_eq!(
            with(push_inner_text, text),
            "a &lt;b&gt; &amp; \"c\" 'd'&nbsp;\u{c2}é"
        );
        assert_eq!(
            with(push_inner_attribute, text),
            "a &lt;b&gt; &amp; &quot;c&quot; 'd'&nbsp;\u{c2}é"
        );
        assert_eq!(
            with(push_semantic_text, text),
            "a&nbsp;&lt;b&gt;&nbsp;&amp;&nbsp;&quot;c&quot;&nbsp;&#39;d&#39;\u{a0}\u{c2}é"
        );
        assert_eq!(escape_html("\0\r"), "\u{fffd}\n");
        assert_eq!(
            with(push_semantic_raw, "?a=1&b=2&#106;&colon;<&\"&"),
            "?a=1&b=2&amp;#106;&amp;colon;&lt;&&quot;&"
        );
    }
}
