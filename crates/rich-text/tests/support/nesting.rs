//! Which elements of a form's text may be nested in which: the content models of HTML5, as far as they are used.

use rich_text::Layout;

use super::dom::{Dom, Element};

/// What an element may contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Model {
    /// Blocks, and white space between them.
    Blocks,
    /// Inline content.
    Words,
    /// Block and inline content.
    Flow,
    /// Items, and white space between them.
    Items,
    /// No content.
    Empty,
}

/// Checks a whole text; the error names the misplaced element.
pub(crate) fn check(children: &[Dom], layout: Layout) -> Result<(), String> {
    let model = match layout {
        Layout::Block => Model::Blocks,
        Layout::Inline | Layout::Label => Model::Words,
    };
    inside(children, model, layout == Layout::Label)
}

fn inside(children: &[Dom], model: Model, is_in_link: bool) -> Result<(), String> {
    for child in children {
        match child {
            Dom::Text(text) => {
                let is_space = text.bytes().all(|byte| byte == b'\n');
                let is_fine = matches!(model, Model::Words | Model::Flow)
                    || (is_space && model != Model::Empty);
                if !is_fine {
                    return Err(format!(
                        "has the text {text:?} where only {model:?} is allowed"
                    ));
                }
            }
            Dom::Other(text) => return Err(format!("has {text:?}, neither text nor element")),
            Dom::Element(element) => element_inside(element, model, is_in_link)?,
        }
    }
    Ok(())
}

fn element_inside(element: &Element, model: Model, is_in_link: bool) -> Result<(), String> {
    let tag = element.tag.as_str();
    let is_block = matches!(
        tag,
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "pre" | "ul" | "ol" | "hr"
    );
    let is_fine = match model {
        Model::Blocks => is_block,
        Model::Words => !is_block && tag != "li",
        Model::Flow => tag != "li",
        Model::Items => tag == "li",
        Model::Empty => false,
    };
    if !is_fine {
        return Err(format!("has <{tag}> where only {model:?} is allowed"));
    }
    if tag == "a" && is_in_link {
        return Err("has a link in a link or a label".to_owned());
    }
    if tag == "pre" {
        let code = match element.children.as_slice() {
            [Dom::Element(code)] if code.tag == "code" => code,
            _ => return Err("has <pre> that is not one <code>".to_owned()),
        };
        return inside(&code.children, Model::Words, is_in_link);
    }
    let model = match tag {
        "ul" | "ol" => Model::Items,
        "li" | "blockquote" => Model::Flow,
        "br" | "hr" | "img" => Model::Empty,
        _ => Model::Words,
    };
    inside(&element.children, model, is_in_link || tag == "a")
}
