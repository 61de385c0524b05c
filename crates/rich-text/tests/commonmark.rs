//! The examples of the CommonMark specification, except those whose HTML we change on purpose, listed here.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use rich_text::{Content, Format, Options};

/// The attributes that each of our links has in addition.
const LINK_ATTRIBUTES: &str = r#" rel="noopener noreferrer" target="_blank""#;

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    const FENCE: &str = "````````````````````````````````";
    let spec = std::fs::read_to_string("../../fixtures/commonmark/spec.txt").unwrap();
    let mut examples = Vec::new();
    let mut rest = spec.as_str();
    while let Some((_, after)) = rest.split_once(&format!("\n{FENCE} example\n")) {
        let (example, after) = after.split_once(&format!("\n{FENCE}\n")).unwrap();
        // The entry is an empty line if there is no Markdown.
        let (markdown, html) = format!("\n{example}\n")
            .split_once("\n.\n")
            .map(|(markdown, html)| (markdown.to_owned(), html.to_owned()))
            .unwrap();
        examples.push(Example {
            number: examples.len() + 1,
            markdown: format!("{markdown}\n")[1..].replace('→', "\t"),
            html: html.replace('→', "\t"),
        });
        rest = after;
    }
    examples
}

fn render(markdown: &str) -> String {
    let content = Content::Text(markdown.into());
    let rendered = content.render(Format::Markdown, Options::default());
    rendered.unwrap().html.replace(LINK_ATTRIBUTES, "")
}

#[test]
fn all_examples_are_there() {
    let examples = examples();
    assert_eq!(examples.len(), 652);
    assert_eq!(examples[0].markdown, "\tfoo\tbaz\t\tbim\n");
    assert_eq!(examples[651].html, "<p>Multiple     spaces</p>\n");
}

#[test]
fn examples_give_the_html_of_the_specification() {
    let mut listed: Vec<(usize, &str)> = EXCEPTIONS
        .iter()
        .flat_map(|(reason, numbers)| numbers.iter().map(move |number| (*number, *reason)))
        .collect();
    listed.sort_unstable();
    let mut equal = 0;
    let mut problems = String::new();
    for Example {
        number,
        markdown,
        html,
    } in examples()
    {
        let ours = render(&markdown);
        let exception = listed.iter().find(|(other, _)| *other == number);
        match (ours == html, exception) {
            (true, None) => equal += 1,
            (false, Some(_)) => {}
            (true, Some((_, reason))) => {
                problems.push_str(&format!("\n{number} is listed for {reason}, but is equal"));
            }
            (false, None) => problems.push_str(&format!(
                "\n{number}\n  Markdown {markdown:?}\n  ours     {ours:?}\n  CommonMark {html:?}"
            )),
        }
    }
    println!("{equal} examples are equal, {} are not:", listed.len());
    for (reason, numbers) in EXCEPTIONS {
        println!("  {} for {reason}", numbers.len());
    }
    assert!(problems.is_empty(), "{problems}");
    assert_eq!(equal + listed.len(), 652);
}

/// Examples whose HTML is another, and why.
const EXCEPTIONS: &[(&str, &[usize])] = &[
    (
        "raw HTML, which is shown as text",
        &[
            21, 31, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163,
            164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180,
            181, 182, 183, 184, 185, 186, 187, 188, 189, 190, 191, 201, 308, 309, 344, 475, 476,
            477, 491, 494, 524, 536, 613, 614, 615, 616, 617, 623, 625, 626, 627, 628, 629, 630,
            631, 642, 643,
        ],
    ),
    (
        "a link with another scheme, which leaves as its words",
        &[596, 598, 599, 601],
    ),
];
