//! Allow lists: which elements, attributes and values each output may have, and that a parser reads it as intended.

use rich_text::{Layout, Output};

use super::{
    dom::{Dom, Element, Parsed, parse, serialize},
    nesting,
    values::{
        is_form_class, is_frame, is_link, is_on_page, is_pixels, is_quill_image, is_raster,
        is_sheet_class, is_style, is_template, is_token,
    },
};

/// The source of HTML, which decides what it may contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// A Delta, as a form ships it, looks in the markup.
    Onsite,
    /// The same with a sheet of so many rules.
    Sheet(usize),
    /// Markdown.
    Markdown,
    /// Quill's own HTML.
    Quill,
    /// Quill's semantic HTML.
    Semantic,
}

impl Kind {
    /// Of a Delta without a sheet.
    pub(crate) fn of(output: Output) -> Self {
        match output {
            Output::Onsite => Kind::Onsite,
            Output::Quill => Kind::Quill,
            Output::QuillSemantic => Kind::Semantic,
        }
    }

    fn is_of_quill(self) -> bool {
        matches!(self, Kind::Quill | Kind::Semantic)
    }
}

/// Parses HTML and checks it; the error describes the problem.
pub(crate) fn check(html: &str, kind: Kind, layout: Layout) -> Result<Parsed, String> {
    let parsed = parse(html);
    if !kind.is_of_quill() && !parsed.errors.is_empty() {
        return Err(format!("is not valid HTML: {:?}", parsed.errors));
    }
    for child in &parsed.children {
        element_by_element(child, &mut |element| allowed(element, kind))?;
    }
    if !kind.is_of_quill() {
        nesting::check(&parsed.children, layout)?;
    }
    let again = parse(&serialize(&parsed.children));
    if stable(&again.children) != stable(&parsed.children) {
        return Err(format!(
            "changes when it is written and read again: {:?}",
            serialize(&again.children)
        ));
    }
    Ok(parsed)
}

/// A parser drops a line feed after `<pre>`, and Quill's own code begins with one.
fn stable(children: &[Dom]) -> Vec<Dom> {
    let mut children = children.to_vec();
    for child in &mut children {
        if let Dom::Element(element) = child {
            element.children = stable(&element.children);
            if element.tag == "pre"
                && let Some(Dom::Text(text)) = element.children.first_mut()
            {
                *text = text.trim_start_matches('\n').to_owned();
            }
            element
                .children
                .retain(|child| *child != Dom::Text(String::new()));
        }
    }
    children
}

/// Visits all elements.
pub(crate) fn element_by_element(
    dom: &Dom,
    visit: &mut dyn FnMut(&Element) -> Result<(), String>,
) -> Result<(), String> {
    match dom {
        Dom::Text(_) => Ok(()),
        Dom::Other(text) => Err(format!("has a comment or the like: {text:?}")),
        Dom::Element(element) => {
            visit(element)?;
            element
                .children
                .iter()
                .try_for_each(|child| element_by_element(child, visit))
        }
    }
}

const FORM_TAGS: [&str; 22] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "ul",
    "ol",
    "li",
    "a",
    "strong",
    "em",
    "s",
    "u",
    "sub",
    "sup",
    "code",
    "span",
    "br",
];

fn allowed(element: &Element, kind: Kind) -> Result<(), String> {
    let tag = element.tag.as_str();
    let is_tag = FORM_TAGS.contains(&tag)
        || tag == "img"
        || (kind == Kind::Markdown && matches!(tag, "del" | "hr"))
        || (kind == Kind::Quill && matches!(tag, "div" | "iframe"))
        || (kind.is_of_quill() && matches!(tag, "table" | "tbody" | "tr" | "td"));
    if !is_tag {
        return Err(format!("has the element <{tag}>"));
    }
    for (name, value) in &element.attributes {
        if !attribute(element, kind, name, value) {
            return Err(format!("has <{tag} {name}={value:?}>"));
        }
    }
    let required: &[&str] = match (tag, kind) {
        ("a", Kind::Onsite | Kind::Sheet(_) | Kind::Markdown) => &["href", "rel", "target"],
        ("img", Kind::Onsite | Kind::Sheet(_) | Kind::Markdown) => &["alt", "src"],
        ("iframe", _) => &["src"],
        ("a", _) => &["href"],
        _ => &[],
    };
    for name in required {
        if element.attribute(name).is_none() {
            return Err(format!("has <{tag}> without {name}"));
        }
    }
    Ok(())
}

fn attribute(element: &Element, kind: Kind, name: &str, value: &str) -> bool {
    let tag = element.tag.as_str();
    let is_block = matches!(
        tag,
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "pre" | "li" | "div"
    );
    match (tag, name) {
        ("table", "style") => kind == Kind::Semantic && value == "border: 1px solid #000;",
        ("td", "data-row") => kind.is_of_quill(),
        (_, "class") => value.split(' ').all(|token| class(tag, kind, token)),
        (_, "style") => {
            matches!(kind, Kind::Onsite | Kind::Quill | Kind::Semantic) && is_style(value)
        }
        ("ul" | "ol", "dir") => !kind.is_of_quill() && matches!(value, "rtl" | "ltr"),
        (_, "dir") => matches!(kind, Kind::Sheet(_)) && is_block && value == "rtl",
        ("a", "href") => is_link(value) || (kind.is_of_quill() && is_frame(value)),
        ("a", "rel") => value == "noopener noreferrer",
        ("a", "target") => value == "_blank",
        ("a", "data-v") => {
            !kind.is_of_quill() && is_template(value, element.attribute("href").unwrap_or_default())
        }
        ("span", "data-v") => !kind.is_of_quill() && is_token(value),
        ("a" | "img", "title") => kind == Kind::Markdown,
        ("img", "alt") => true,
        ("img", "src") => match kind {
            Kind::Onsite | Kind::Sheet(_) => is_raster(value),
            Kind::Markdown => is_raster(value) || is_on_page(value),
            Kind::Quill | Kind::Semantic => is_quill_image(value),
        },
        ("img", "width" | "height") => match kind {
            Kind::Onsite | Kind::Sheet(_) => is_pixels(value),
            Kind::Markdown => false,
            Kind::Quill | Kind::Semantic => true,
        },
        ("iframe", "src") => is_frame(value),
        ("iframe", "width" | "height") => true,
        ("iframe", "frameborder") => value == "0",
        ("iframe", "allowfullscreen") => value == "true",
        ("ol", "start") => !kind.is_of_quill() && value.bytes().all(|byte| byte.is_ascii_digit()),
        ("li", "data-list") => match kind {
            Kind::Quill => matches!(value, "ordered" | "bullet" | "checked" | "unchecked"),
            _ => matches!(value, "checked" | "unchecked"),
        },
        ("div", "spellcheck") | ("span", "contenteditable") => {
            kind == Kind::Quill && value == "false"
        }
        ("div", "data-language") => kind == Kind::Quill,
        ("pre", "data-language") => kind == Kind::Semantic,
        _ => false,
    }
}

/// A single class name. Language names of code and Quill's color classes contain what the author wrote, but no white
/// space, which would make two classes of one.
fn class(tag: &str, kind: Kind, token: &str) -> bool {
    let is_one = !token.contains(['\t', '\n', '\r', '\x0c']) && !token.is_empty();
    let own = [
        "ql-code-block-container",
        "ql-code-block",
        "ql-ui",
        "ql-video",
    ];
    is_one
        && match kind {
            Kind::Onsite => is_form_class(token),
            Kind::Sheet(rules) => {
                is_sheet_class(token) && token[1..].parse().is_ok_and(|index: usize| index < rules)
            }
            Kind::Markdown => tag == "code" && token.starts_with("language-"),
            Kind::Quill | Kind::Semantic => {
                is_form_class(token)
                    || own.contains(&token)
                    || token.starts_with("ql-color-")
                    || token.starts_with("ql-bg-")
            }
        }
}
