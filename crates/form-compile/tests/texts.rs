//! Rich texts and labels of a form: their compiled output, and the problems of those that cannot be shown.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use form_compile::{Compiled, RenderHashes, compile};
use form_model::{Problem, validate};
use serde_json::{Value, json};

/// A moment in 2027.
const NOW: u32 = 1_800_000_000;

fn compiled(block: Value, label: Value) -> Result<Compiled, Vec<Problem>> {
    compile_form(&form(block, label))
}

/// A form of one step, with this block and a button that closes it.
fn form(block: Value, label: Value) -> Value {
    let action = json!({"type": "close"});
    let rows = json!([
        {"blocks": [block]},
        {"blocks": [{"id": "done", "type": "button", "label": label, "action": action}]},
    ]);
    let version = json!({
        "type": "popup",
        "triggers": [{"type": "delay"}],
        "steps": [{"columns": [{"rows": rows}]}],
    });
    json!({"schema_version": 1, "form_id": "texts1", "name": "Texts", "versions": [version]})
}

fn compile_form(form: &Value) -> Result<Compiled, Vec<Problem>> {
    let render = RenderHashes {
        module: "RENDERMODULE0000",
        twin: "RENDERTWIN000000",
    };
    compile(&validate(form)?, render, "https://forms.example", NOW)
}

fn delta(ops: Value) -> Value {
    json!({"id": "text", "type": "rich_text", "format": "delta", "content": {"ops": ops}})
}

fn bundle(compiled: &Compiled) -> Value {
    serde_json::from_slice(&compiled.bundle.bytes).unwrap()
}

#[track_caller]
fn check_problems(block: Value, label: Value, expected: &[(&str, &str)]) {
    let rows = "$.versions[0].steps[0].columns[0].rows";
    let problems = compiled(block, label).unwrap_err();
    let found: Vec<_> = problems
        .iter()
        .map(|problem| {
            let path = problem.path.strip_prefix(rows).unwrap();
            (path, problem.message.as_str())
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn looks_become_classes_of_the_form_s_sheet() {
    let text = delta(json!([
        {"insert": "Red", "attributes": {"color": "#f00"}},
        {"insert": "\n", "attributes": {"align": "center"}},
        {"insert": "x\n", "attributes": {"code-block": true}},
    ]));
    let bundle = bundle(&compiled(text, json!("Close")).unwrap());
    let html = bundle["html"].as_str().unwrap();
    assert!(
        html.contains(r#"<p class="y0"><span class="y1">Red</span></p><pre><code>x</code></pre>"#),
        "{html}"
    );
    assert!(!html.contains("style="), "{html}");
    let css = bundle["css"].as_str().unwrap();
    assert!(
        css.ends_with(".p .y0{text-align:center}.p .y1{color:rgb(255, 0, 0)}"),
        "{css}"
    );
    assert!(
        css.contains(".t pre{") && !css.contains(".t blockquote"),
        "{css}"
    );
}

#[test]
fn spaces_are_kept_where_the_editor_keeps_them() {
    let spaced = |text: &str| {
        let bundle = bundle(&compiled(delta(json!([{"insert": text}])), json!("Close")).unwrap());
        let has_class = bundle["html"].as_str().unwrap().contains(r#"class="t w""#);
        let has_rule = bundle["css"].as_str().unwrap().contains(".w{");
        assert_eq!(has_class, has_rule);
        has_class
    };
    assert!(!spaced("a b \n"));
    assert!(spaced("a  b\n"));
    assert!(spaced("a\n b\n"));
    assert!(spaced("a\tb\n"));
}

#[test]
fn texts_of_a_form_are_bounded_together() {
    let ops: Vec<_> = (0..1_900)
        .map(|number| json!({"insert": "a".repeat(50), "attributes": {"color": format!("#{number:06x}")}}))
        .collect();
    let blocks: Vec<_> = (0..20)
        .map(|number| {
            let text = delta(json!(ops));
            json!({"blocks": [text.as_object().map(|text| {
                let mut text = text.clone();
                text["id"] = json!(format!("text{number}"));
                text
            })]})
        })
        .collect();
    let mut form = form(
        json!({"id": "none", "type": "rich_text", "format": "markdown", "content": "a"}),
        json!("Close"),
    );
    form["versions"][0]["steps"][0]["columns"][0]["rows"] = json!(blocks);
    // Not `unwrap_err`, which would print megabytes.
    let problems = compile_form(&form).err().unwrap();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].path, "$.versions[0]");
    assert!(
        problems[0].message.contains("are allowed together"),
        "{problems:?}"
    );
}

#[test]
fn a_label_may_be_a_rich_text_in_one_line() {
    let label = json!({"format": "markdown", "content": "Back to the **[shop](/)**"});
    let bundle = bundle(&compiled(delta(json!([{"insert": "a"}])), label).unwrap());
    let html = bundle["html"].as_str().unwrap();
    assert!(
        html.contains(">Back to the <strong>shop</strong></button>"),
        "{html}"
    );
}

#[test]
fn what_a_form_cannot_show_is_a_problem_with_its_path() {
    check_problems(
        delta(json!([{"insert": {"video": "https://e.com/v"}}, {"insert": "a\n"}])),
        json!({"format": "delta", "content": [{"insert": {"mention": 1}}]}),
        &[
            (
                "[0].blocks[0].content.ops[0].insert.video",
                "is a video, which a form does not show",
            ),
            (
                "[1].blocks[0].label.content[0].insert",
                "inserts \"mention\", which is not known; a text, `image` or `video` is allowed",
            ),
        ],
    );
}

#[test]
fn a_text_shows_something_and_a_label_is_short() {
    check_problems(
        delta(json!([{"insert": " \n"}])),
        json!({"format": "markdown", "content": "a".repeat(121)}),
        &[
            ("[0].blocks[0].content", "shows nothing"),
            (
                "[1].blocks[0].label.content",
                "has 121 characters; 1 to 120 are allowed",
            ),
        ],
    );
}

#[test]
fn a_delta_is_ops() {
    for (content, path, message) in [
        (
            json!("text"),
            "[0].blocks[0].content",
            "must be an object, but is a string",
        ),
        (json!({}), "[0].blocks[0].content.ops", "is required"),
        (
            json!({"ops": 7}),
            "[0].blocks[0].content.ops",
            "must be an array, but is a number",
        ),
    ] {
        let block =
            json!({"id": "text", "type": "rich_text", "format": "delta", "content": content});
        check_problems(block, json!("Close"), &[(path, message)]);
    }
}

#[test]
fn a_link_without_its_scheme_is_a_problem_that_proposes_it() {
    for (address, meant) in [
        ("www.shop.com", "https://www.shop.com"),
        ("shop.com/path", "https://shop.com/path"),
        ("hello@shop.com", "mailto:hello@shop.com"),
    ] {
        let of_delta = delta(json!([{"insert": "Shop", "attributes": {"link": address}}]));
        let content = format!("[Shop]({address})");
        let of_markdown =
            json!({"id": "text", "type": "rich_text", "format": "markdown", "content": content});
        for (block, path) in [
            (of_delta, "[0].blocks[0].content.ops[0].attributes.link"),
            (of_markdown, "[0].blocks[0].content"),
        ] {
            let problems = compiled(block, json!("Close")).unwrap_err();
            let [problem] = problems.as_slice() else {
                panic!("{problems:?}");
            };
            assert!(problem.path.ends_with(path), "{problem:?}");
            let proposed = format!("write `{meant}`");
            assert!(problem.message.contains(&proposed), "{problem:?}");
        }
    }
}

#[test]
fn a_look_that_is_left_out_and_a_lost_character_keep_no_form_from_being_published() {
    let text = delta(json!([
        {"insert": "Sale", "attributes": {"color": "bogus", "background": "light-dark(red, blue)"}},
        {"insert": " \u{fffd}\n"},
    ]));
    let bundle = bundle(&compiled(text, json!("Close")).unwrap());
    let html = bundle["html"].as_str().unwrap();
    assert!(html.contains(r#"<span class="y0">Sale</span> "#), "{html}");
    let css = bundle["css"].as_str().unwrap();
    assert!(
        css.contains(".y0{background-color:light-dark(red, blue)}"),
        "{css}"
    );
}

#[test]
fn colors_of_other_spaces_come_through_to_the_sheet_in_light_dom_too() {
    let color = "color-mix(in oklch, oklch(0.6 0.25 29) 30%, blue)";
    let text = delta(json!([{"insert": "Sale\n", "attributes": {"color": color}}]));
    let mut form = form(text, json!("Close"));
    form["versions"][0]["isolation"] = json!("light");
    let compiled = compile_form(&form).unwrap();
    let sheet = compiled.files.iter().find(|file| file.extension == "css");
    let css = str::from_utf8(&sheet.unwrap().bytes).unwrap();
    let plain = css.replace(' ', "");
    assert!(plain.contains(&color.replace(' ', "")), "{css}");
}

#[test]
fn a_cell_of_a_table_is_a_problem() {
    check_problems(
        delta(json!([{"insert": "a"}, {"insert": "\n", "attributes": {"table": "row-1"}}])),
        json!("Close"),
        &[(
            "[0].blocks[0].content.ops[1].attributes.table",
            "is a cell of a table, which a form does not show: its cells appear below each other",
        )],
    );
}
