//! How the elements of rich texts look that not every form has: each rule travels only with a form that needs it.

/// What a text may contain, and the rules that it then needs. One declaration block per line, already minified.
const PARTS: &[(&str, &str)] = &[
    ("<img", ".t img{display:inline-block;vertical-align:middle}"),
    (
        "<blockquote",
        ".t blockquote{padding-inline-start:.9em;border-inline-start:3px solid color-mix(in srgb,currentColor 30%,#0000)}",
    ),
    (
        "<code",
        ".t code,.b code,.l code{padding:.1em .35em;border-radius:4px;background:color-mix(in srgb,currentColor 9%,#0000);font:.92em ui-monospace,Menlo,Consolas,monospace}",
    ),
    (
        "<pre",
        ".t pre{padding:.75em 1em;border-radius:8px;background:color-mix(in srgb,currentColor 9%,#0000);text-align:start;white-space:pre-wrap}.t pre code{padding:0;background:none}",
    ),
    (
        "data-list=",
        ".t li[data-list]{list-style-type:\"\\2610  \"}.t li[data-list=checked]{list-style-type:\"\\2611  \"}",
    ),
    (
        "<hr",
        ".t hr{border:0;border-top:1px solid color-mix(in srgb,currentColor 25%,#0000)}",
    ),
    // Consecutive lists of a Delta are one list in the editor, without a gap; Markdown's have a line feed between them.
    ("</ul><ol", JOINED_LISTS),
    ("</ol><ul", JOINED_LISTS),
    ("</ul><ul", JOINED_LISTS),
    ("</ol><ol", JOINED_LISTS),
    ("<h4", SMALL_HEADING),
    ("<h5", SMALL_HEADING),
    ("<h6", SMALL_HEADING),
];

/// As much as `text.css` puts behind a block.
const JOINED_LISTS: &str = ".t>:is(ul,ol)+:is(ul,ol){margin-top:-.5em}";

const SMALL_HEADING: &str = ".t h4,.t h5,.t h6{font-size:1.0625em;line-height:1.3}";

/// The rules that these texts need.
pub(crate) fn of<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> String {
    let mut css = String::new();
    for (mark, rules) in PARTS {
        if texts.clone().any(|html| html.contains(mark)) && !css.contains(rules) {
            css.push_str(rules);
        }
    }
    css
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn rules_travel_only_with_texts_that_need_them() {
        assert_eq!(of(["<p>plain</p>"].into_iter()), "");
        let css = of(["<h4>a</h4><h5>b</h5>", "<pre><code>c</code></pre>"].into_iter());
        assert_eq!(css.matches(".t h4").count(), 1);
        assert!(
            css.contains(".t pre{") && !css.contains("blockquote"),
            "{css}"
        );
    }
}
