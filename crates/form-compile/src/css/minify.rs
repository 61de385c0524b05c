//! Minifies our own sheets.

/// Removes comments, line breaks and indentation from our own sheets, which are written for this: one declaration or
/// brace per line, and no significant line feeds.
pub(super) fn minify(css: &str) -> String {
    let mut minified = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        minified.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    minified.push_str(rest);
    let joined: String = minified.lines().map(str::trim).collect();
    joined
        .replace(": ", ":")
        .replace(" {", "{")
        .replace(", ", ",")
        .replace(";}", "}")
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[test]
    fn minify_keeps_meaning() {
        assert_eq!(
            minify("/* why */\n.a .b {\n  margin: 0 auto;\n  color: red;\n}\n"),
            ".a .b{margin:0 auto;color:red}"
        );
    }
}
