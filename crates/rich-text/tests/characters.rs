//! Texts that were pasted and cut: half characters, byte order marks, and the line ends of every system.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use rich_text::{Answer, Rendered};

#[track_caller]
fn render(request: &str) -> Rendered {
    match Answer::to(request) {
        Answer::Rendered(rendered) => rendered,
        Answer::Refused { error } => panic!("{request}: {error:?}"),
    }
}

#[track_caller]
fn check(request: &str, html: &str, text: &str, notes: &[&str]) {
    let rendered = render(request);
    assert_eq!(rendered.html.trim_end(), html, "{request}");
    assert_eq!(rendered.text, text, "{request}");
    let paths: Vec<_> = rendered.notes.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, notes, "{request}");
    assert!(rendered.notes.iter().all(|note| note.is_minor));
}

#[test]
fn halves_of_a_pair_in_two_ops_are_one_character() {
    check(
        r#"{"format":"delta","content":{"ops":[{"insert":"Party \ud83c"},{"insert":"\udf89 time\n"}]}}"#,
        "<p>Party \u{1f389} time</p>",
        "Party \u{1f389} time",
        &[],
    );
    check(
        r#"{"content":[{"attributes":{"bold":true},"insert":"\uD83C"},{"insert":"\uDF89","attributes":{"link":"/x"}},{"insert":"!"}],"format":"delta"}"#,
        "<p><strong>\u{1f389}</strong>!</p>",
        "\u{1f389}!",
        &[],
    );
}

#[test]
fn a_lone_half_is_replaced_and_noted() {
    check(
        r#"{"format":"markdown","content":"Party \ud83c"}"#,
        "<p>Party \u{fffd}</p>",
        "Party \u{fffd}",
        &["$.content"],
    );
    check(
        r#"{"format":"delta","content":{"ops":[{"insert":"a"},{"insert":"\udf89\ud83c"},{"insert":"b"}]}}"#,
        "<p>a\u{fffd}\u{fffd}b</p>",
        "a\u{fffd}\u{fffd}b",
        &["$.content.ops[1].insert"],
    );
    // Also in a member that is not a text of the document.
    check(
        r#"{"format":"delta","content":{"ops":[{"insert":"a","attributes":{"x\ud83c":"\ud83c"}}]}}"#,
        "<p>a</p>",
        "a",
        &[],
    );
}

#[test]
fn a_byte_order_mark_at_the_start_is_not_part_of_a_text() {
    check(
        "\u{feff}{\"format\":\"markdown\",\"content\":\"\\ufeff# Title\"}",
        "<h1>Title</h1>",
        "Title",
        &[],
    );
    check(
        r#"{"format":"markdown","content":"\ufeff- a\n\ufeff- b"}"#,
        "<ul>\n<li>a</li>\n<li>b</li>\n</ul>",
        "a\nb",
        &[],
    );
    check(
        r#"{"format":"delta","content":{"ops":[{"insert":"\ufeff\ufeffa\n"}]}}"#,
        "<p>a</p>",
        "a",
        &[],
    );
}

#[test]
fn every_way_to_end_a_line_ends_one() {
    for (ops, html) in [
        (r#"{"insert":"a\r\nb\rc\n"}"#, "<p>a</p><p>b</p><p>c</p>"),
        (
            r#"{"insert":"a\r"},{"insert":"\nb\r"},{"insert":"\n"}"#,
            "<p>a</p><p>b</p>",
        ),
        (
            r#"{"insert":"a\r"},{"insert":"\n","attributes":{"list":"bullet"}}"#,
            "<ul><li>a</li></ul>",
        ),
        (
            r#"{"insert":"a\r"},{"insert":"\r\nb"}"#,
            "<p>a</p><p><br></p><p>b</p>",
        ),
        (
            r#"{"insert":"a\n"},{"insert":"\nb"}"#,
            "<p>a</p><p><br></p><p>b</p>",
        ),
        (
            r#"{"insert":"a\r"},{"insert":""},{"retain":1},{"insert":"\nb"}"#,
            "<p>a</p><p>b</p>",
        ),
    ] {
        let request = format!(r#"{{"format":"delta","content":{{"ops":[{ops}]}}}}"#);
        assert_eq!(render(&request).html, html, "{ops}");
    }
    // Quill makes two line ends of one that is split between two ops.
    let request =
        r#"{"format":"delta","output":"quill","content":[{"insert":"a\r"},{"insert":"\nb"}]}"#;
    assert_eq!(render(request).html, "<p>a</p><p><br></p><p>b</p>");
    for end in [r"\n", r"\r\n", r"\r"] {
        let request = format!(
            r#"{{"format":"markdown","content":"- a{end}- b{end}{end}```{end}c{end}d{end}```{end}"}}"#
        );
        check(
            &request,
            "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<pre><code>c\nd\n</code></pre>",
            "a\nb\nc\nd",
            &[],
        );
    }
}
