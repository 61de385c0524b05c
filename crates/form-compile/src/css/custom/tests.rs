//! Custom CSS and its output, and the messages for refused rules.

use form_model::{ValidForm, validate_json};
use serde_json::json;

use super::compile;

mod reach;

fn form(css: &str) -> ValidForm {
    let form = json!({
        "schema_version": 1, "form_id": "custom01", "name": "Custom",
        "versions": [{
            "type": "popup", "triggers": [{"type": "immediate"}], "styles": {"custom_css": css},
            "steps": [
                {"columns": [{"rows": [{"blocks": [
                    {"id": "head", "type": "rich_text", "format": "markdown", "content": "# Hello"},
                    {"id": "terms", "type": "rich_text", "format": "markdown", "content": "I agree", "consent": {"channel": "email"}},
                    {"id": "mail", "type": "email", "label": "Email"},
                    {"id": "send", "type": "button", "label": "Send", "action": {"type": "next_step", "submit": true}},
                ]}]}]},
                {"columns": [{"rows": [{"blocks": [{"id": "thanks", "type": "rich_text", "format": "markdown", "content": "Thanks"}]}]}]},
            ],
        }],
    });
    validate_json(&form.to_string()).unwrap()
}

#[track_caller]
fn becomes(css: &str, expected: &str) {
    let custom = compile(form(css).version()).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert_eq!(custom.css, expected);
}

#[track_caller]
fn refused(css: &str, expected: &str) {
    let problems = compile(form(css).version()).expect_err(css);
    assert_eq!(problems[0].path, super::PATH);
    assert!(
        problems
            .iter()
            .any(|problem| problem.message.contains(expected)),
        "{css}: {problems:?}"
    );
}

#[test]
fn part_names_become_attributes() {
    becomes("", "");
    becomes(
        "::part(button):hover { color: red }",
        "[part~=\"button\"]:hover{color:red}",
    );
    becomes(
        "::part( text ) h1 > em, ::part(input)::placeholder{ color : #f00 !important; }",
        "[part~=\"text\"] h1>em,[part~=\"input\"]::placeholder{color:#f00!important}",
    );
    becomes(
        "@media (min-width: 30em) { :is(::part(label), a):not(:hover) { color: red } }",
        "@media (min-width: 30em){:is([part~=\"label\"],a):not(:hover){color:red}}",
    );
    becomes(
        "::part(panel){background:url(data:image/png;base64,AA==)}",
        "[part~=\"panel\"]{background:url(data:image/png;base64,AA==)}",
    );
}

#[test]
fn a_block_is_named_where_custom_css_names_it() {
    let custom = compile(form("::part(block-head){color:red}").version()).unwrap();
    assert_eq!(custom.css, "[part~=\"block-head\"]{color:red}");
    assert_eq!(custom.named_blocks, ["head"]);
    refused(
        "::part(block-other){color:red}",
        "is not a part of the form",
    );
}

#[test]
fn animations_get_a_prefixed_name() {
    becomes(
        "@keyframes pulse{from{color:red}to{color:blue}}::part(button){animation:pulse 1s infinite}",
        "@keyframes dormouse-pulse{from{color:red;}to{color:blue;}}[part~=\"button\"]{animation:dormouse-pulse 1s infinite}",
    );
}

#[test]
fn selectors_outside_the_form_are_refused_with_their_place() {
    refused("\n .b{color:red}", "Line 2, column 2 selects by a class");
    refused("#f0{color:red}", "selects by an id");
    for css in [
        ":host{color:red}",
        "::slotted(a){color:red}",
        ":root{color:red}",
        ":host-context(a){color:red}",
    ] {
        refused(css, "is what is around the form");
    }
    for css in [
        "html{color:red}",
        "body a{color:red}",
        ":is(BODY){color:red}",
    ] {
        refused(css, "is the page's");
    }
    refused("[data-field]{color:red}", "attribute of our own");
    refused(
        "::part(fields){color:red}",
        "`::part(fields)` is not a part of the form; `surface`",
    );
    refused("::part(panel){--dormouse-bg:red}", "form's own");
    refused("::part(panel){color:var(--DORMOUSE-bg)}", "form's own");
    refused("a{color:red; &:hover{color:blue}}", "rule");
    refused("a{color:red; b{color:blue}}", "rule");
}

#[test]
fn loading_and_running_something_is_refused() {
    for css in [
        "@import 'a.css';",
        "@import url(a.css);",
        "@font-face{font-family:x}",
        "@namespace a url(b);",
        "@layer a;",
        "@layer a{b{color:red}}",
        "@property --a{syntax:'*'}",
        "@charset 'utf-8';",
        "@page{margin:0}",
        "@\\69mport 'a';",
    ] {
        refused(css, "is not allowed; `@media`");
    }
    for value in [
        "url(a.png)",
        "url('https://evil.example')",
        "URL(//evil)",
        "\\75rl(x)",
        "url(data:image/svg+xml,a)",
        "url(data:text/html,a)",
        "src('a')",
        "url()",
        "url('a' b)",
    ] {
        refused(
            &format!("a{{background:{value}}}"),
            "would have to be loaded",
        );
    }
    refused(
        "a{background:image-set('a' 1x)}",
        "`image-set()` is not allowed",
    );
    refused("a{width:expression(1)}", "`expression()` is not allowed");
    refused("a{behavior:none}", "runs a script");
    refused("a{-moz-binding:none}", "runs a script");
    refused("a::before{content:'</style>'}", "`</`");
    refused("a::before{content:'\\3c/style>'}", "`</`");
    for css in ["a{", "a{b:c}}", "a{b:'c", "a{b:c(}", "/* a"] {
        refused(css, "");
    }
}

#[test]
fn the_close_button_and_consents_stay_in_sight() {
    for selector in [
        "::part(close-button)",
        "::part(consent)",
        "*",
        "button",
        "::part(row)",
        "::part(consent) *",
        "p",
        "::part(step) > *",
        "::part(text) + *",
        "::part(block-terms)",
        ":not(::part(text))",
        "svg",
        "::part(close-button) svg",
    ] {
        for hiding in [
            "display:none",
            "visibility:hidden",
            "opacity:0",
            "opacity:10%",
            "pointer-events:none",
            "display:var(--x)",
            "font-size:1px",
            "clip-path:inset(50%)",
            "margin-left:-999px",
            "transform:scale(0)",
            "color:transparent",
            "position:absolute",
        ] {
            refused(
                &format!("{selector}{{{hiding}}}"),
                "could hide the close button",
            );
        }
    }
    refused(
        "@keyframes a{to{opacity:0}} ::part(consent){animation:a 1s forwards}",
        "could hide the close button",
    );
    becomes(
        "::part(text) p{display:none}",
        "[part~=\"text\"] p{display:none}",
    );
    becomes(
        "::part(block-head){opacity:0}",
        "[part~=\"block-head\"]{opacity:0}",
    );
    becomes("a::before{display:none}", "a::before{display:none}");
    becomes("*{color:red}", "*{color:red}");
}

#[test]
fn colors_of_several_rules_do_not_hide_the_close_button_or_a_consent() {
    for css in [
        "::part(consent){color:#fff}",
        "::part(panel){background:#1f2330}",
        "::part(panel){background:#111}::part(consent){color:#151515}",
        "::part(step){background:#000}::part(consent) p{color:#010101}",
        "@media (min-width:1px){::part(panel){background:#222}::part(consent){color:#232323}}",
        "::part(close-button){color:rgb(254 254 254)}",
        "::part(close-button):not(a){color:#fff}",
        "::part(panel){background:linear-gradient(#fff,#fefefe)}::part(consent){color:#fff}",
        "*{color:#fff}",
    ] {
        refused(css, "the color of its background");
    }
    for css in [
        "::part(panel){background:#111}::part(consent){color:#eee}::part(close-button){color:#eee}",
        "@media (prefers-color-scheme:dark){::part(panel){background:#111}::part(consent){color:#eee}::part(close-button){color:#eee}}",
        "::part(close-button){background:#111;color:#fff}",
        "::part(consent){background:#111;color:#fff}",
        "::part(consent){background:transparent;color:#555}",
    ] {
        assert!(compile(form(css).version()).is_ok(), "{css}");
    }
}

#[test]
fn paint_around_a_block_stays_near_it() {
    for css in [
        "::part(text){-webkit-text-stroke:400px #fff}",
        "::part(text){text-decoration:underline 300px}",
        "::part(text){columns:2;column-rule:900px solid red}",
        "::part(text){box-shadow:0 32px 0 16px #fff}",
        "::part(text){filter:drop-shadow(0 60px 0 #fff)}",
    ] {
        refused(css, "could lay something over");
    }
    becomes(
        "::part(button){box-shadow:0 24px 64px #0003,6px 6px 0 #000}",
        "[part~=\"button\"]{box-shadow:0 24px 64px #0003,6px 6px 0 #000}",
    );
    // The page checks coverage by testing which element a press would hit.
    becomes(
        "::part(button)::before{content:'a';pointer-events:none}",
        "[part~=\"button\"]::before{content:\"a\"}",
    );
    becomes(
        "::part(image){color:red;pointer-events:none}",
        "[part~=\"image\"]{color:red}",
    );
}

#[test]
fn the_sheet_is_the_last_rule_of_the_forms() {
    let custom = compile(form("a{color:red}p{color:#333}").version()).unwrap();
    assert_eq!(custom.rule(), "@media all{a{color:red}p{color:#333}}");
    assert_eq!(compile(form("").version()).unwrap().rule(), "");
    assert_eq!(compile(form("/* nothing */").version()).unwrap().rule(), "");
}

#[test]
fn the_form_stays_where_it_is() {
    for selector in [
        "::part(panel)",
        "::part(surface)",
        "*",
        "div",
        "dialog",
        ":hover",
    ] {
        for moving in ["position:static", "z-index:1", "translate:1px"] {
            let css = format!("{selector}{{{moving}}}");
            assert!(compile(form(&css).version()).is_err(), "{css}");
        }
    }
    becomes(
        "::part(button){transform:scale(1.1)}",
        "[part~=\"button\"]{transform:scale(1.1)}",
    );
}

/// Random texts of CSS fragments.
#[test]
fn whatever_is_written_nothing_gets_out() {
    const PIECES: [&str; 48] = [
        "::part(button)",
        "::part(",
        ")",
        "{",
        "}",
        "(",
        "[",
        "]",
        ";",
        ":",
        ",",
        "a",
        "*",
        "color",
        "red",
        "url(",
        "url(http://a)",
        "'",
        "\"",
        "\\",
        "\n",
        " ",
        "/*",
        "*/",
        "@import",
        "@media",
        "@media x{",
        "@keyframes k{",
        "from{",
        "@supports(a:b){",
        "animation:k",
        "</",
        "<!--",
        "-->",
        "--dormouse-x",
        "--x",
        "!important",
        "http",
        "data:image/png,",
        "src(",
        "::before",
        "&",
        "#",
        ".",
        "\u{0}",
        "é",
        "\\75rl(",
        "1e9px",
    ];
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let valid = form("");
    let mut version = valid.version().clone();
    let mut accepted = 0;
    for round in 0..10_000 {
        let count = next() % 24;
        let mut css = String::new();
        for _ in 0..count {
            css.push_str(PIECES[(next() % PIECES.len() as u64) as usize]);
        }
        if round % 2 == 0 {
            css = format!("a{{{css}}}");
        }
        version.styles.custom_css = css;
        let Ok(custom) = compile(&version) else {
            continue;
        };
        accepted += usize::from(!custom.css.is_empty());
        let lower = custom.css.to_ascii_lowercase();
        assert!(!lower.contains("@import") && !lower.contains("url(http") && !lower.contains("</"));
        assert!(
            crate::css::tokens::read(&custom.css).is_ok(),
            "{:?}",
            custom.css
        );
        assert!(!crate::css::light::compile("custom01", &custom.css).is_empty());
    }
    assert!(accepted > 100, "{accepted}");
}
