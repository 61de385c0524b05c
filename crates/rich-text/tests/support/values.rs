//! Which values of attributes are safe: addresses as a browser resolves them, classes, declarations of CSS.

use url::Url;

/// Schemes that a link may lead to.
const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "sms"];

/// Pages that a form may be on.
const PAGES: [&str; 2] = ["https://shop.example/a/b?c#d", "http://shop.example/"];

/// Whether a link can only lead to allowed schemes, whatever page it is on.
pub(crate) fn is_link(address: &str) -> bool {
    is_at(address, &|url, _| SCHEMES.contains(&url.scheme())) && !names_code(address)
}

/// Whether the address of a frame is a web address, or empty.
pub(crate) fn is_frame(address: &str) -> bool {
    address == "about:blank" || is_link(address)
}

/// Whether it is a raster picture that is part of the text.
pub(crate) fn is_raster(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    let data = ["png", "gif", "jpeg", "webp", "avif"]
        .iter()
        .find_map(|kind| lower.strip_prefix(&format!("data:image/{kind};base64,")));
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
    data.is_some_and(|data| !data.is_empty() && data.bytes().all(is_base64))
}

/// Whether it is requested from the page's own origin, whatever page it is on.
pub(crate) fn is_on_page(address: &str) -> bool {
    is_at(address, &|url, page| url.origin() == page.origin()) && !names_code(address)
}

/// Whether an image in Quill's own output has an address that Quill accepts, and is not a document, as SVG is.
pub(crate) fn is_quill_image(address: &str) -> bool {
    is_at(address, &|url, _| match url.scheme() {
        "http" | "https" => true,
        "data" => {
            let path = url.path().to_ascii_lowercase();
            path.starts_with("image/") && !path.starts_with("image/svg")
        }
        _ => false,
    })
}

/// An address that no browser can read leads nowhere.
fn is_at(address: &str, is_fine: &dyn Fn(&Url, &Url) -> bool) -> bool {
    PAGES.iter().all(|page| {
        let Ok(page) = Url::parse(page) else {
            return false;
        };
        Url::options()
            .base_url(Some(&page))
            .parse(address)
            .is_ok_and(|url| is_fine(&url, &page))
            || Url::options().base_url(Some(&page)).parse(address).is_err()
    })
}

/// A second check, by other means: without the characters that browsers remove, it begins with a scheme that runs or
/// loads something.
fn names_code(address: &str) -> bool {
    let plain: String = address
        .trim_start_matches(|character| character <= ' ')
        .chars()
        .filter(|character| !matches!(character, '\t' | '\n' | '\r'))
        .flat_map(char::to_lowercase)
        .take(20)
        .collect();
    ["javascript:", "vbscript:", "data:", "blob:", "filesystem:"]
        .iter()
        .any(|scheme| plain.starts_with(scheme))
}

/// Whether the values of a link's tokens cannot make it lead elsewhere.
pub(crate) fn is_template(template: &str, href: &str) -> bool {
    const FILLINGS: [&str; 6] = [
        "",
        "javascript%3Aalert(1)",
        "..",
        "%2F%2Fevil.example",
        "%40evil.example",
        "%3A443%5C%2Fevil.example",
    ];
    let resolved = |address: &str| {
        let page = Url::parse(PAGES[0]).ok()?;
        let url = Url::options().base_url(Some(&page)).parse(address).ok()?;
        Some((url.scheme().to_owned(), url.origin().ascii_serialization()))
    };
    template.contains("{{")
        && is_link(href)
        && FILLINGS.iter().all(|filling| {
            let filled = filled(template, filling);
            is_link(&filled) && (resolved(&filled) == resolved(href))
        })
}

/// The template as the page fills it: everything between two pairs of braces is a token.
fn filled(template: &str, filling: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, token)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((_, after)) = token.split_once("}}") else {
            rest = token;
            continue;
        };
        out.push_str(filling);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Whether it is the name of a token.
pub(crate) fn is_token(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Whether it is a size in pixels that a form ships.
pub(crate) fn is_pixels(value: &str) -> bool {
    (1..=4).contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_digit())
        && !value.starts_with('0')
}

/// Whether it is one of the classes that a form's texts have.
pub(crate) fn is_form_class(class: &str) -> bool {
    const LISTED: [&str; 15] = [
        "ql-align-right",
        "ql-align-center",
        "ql-align-justify",
        "ql-direction-rtl",
        "ql-font-serif",
        "ql-font-monospace",
        "ql-size-small",
        "ql-size-large",
        "ql-size-huge",
        "ql-list-none",
        "ql-list-inside",
        "ql-list-disc",
        "ql-list-decimal",
        "ql-list-lower-alpha",
        "ql-list-lower-roman",
    ];
    let is_color = |value: &str| {
        (1..=40).contains(&value.len())
            && value
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_#.".contains(&byte))
    };
    LISTED.contains(&class)
        || ["ql-color-", "ql-bg-"]
            .iter()
            .any(|prefix| class.strip_prefix(prefix).is_some_and(is_color))
        || class
            .strip_prefix("ql-indent-")
            .is_some_and(|level| matches!(level.as_bytes(), [b'1'..=b'8']))
}

/// Whether it is a class of a sheet.
pub(crate) fn is_sheet_class(class: &str) -> bool {
    class.strip_prefix('y').is_some_and(|number| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether all declarations of a `style` are ones that a text may have.
pub(crate) fn is_style(style: &str) -> bool {
    let declarations = style.strip_suffix(';');
    declarations.is_some_and(|declarations| {
        declarations.split(';').all(|declaration| {
            declaration
                .split_once(':')
                .is_some_and(|(property, value)| is_declaration(property.trim(), value.trim()))
        })
    })
}

/// Whether a text may have this declaration.
pub(crate) fn is_declaration(property: &str, value: &str) -> bool {
    match property {
        "color" | "background-color" => is_color(value),
        "font-family" => matches!(value, "serif" | "monospace"),
        "font-size" => matches!(
            value,
            "10px" | "18px" | "32px" | ".75em" | "1.5em" | "2.5em"
        ),
        "text-align" => matches!(value, "right" | "center" | "justify"),
        "direction" => matches!(value, "rtl" | "ltr"),
        "list-style-type" => value == "none",
        "list-style" => matches!(
            value,
            "disc" | "decimal" | "lower-alpha" | "lower-roman" | "'• ' inside"
        ),
        "list-style-position" => value == "inside",
        "padding-inline-start" => value
            .strip_suffix("em")
            .is_some_and(|number| matches!(number.parse::<u32>(), Ok(3..=24))),
        _ => false,
    }
}

/// Whether it is a color, or at least can neither end a declaration nor load or run anything.
fn is_color(value: &str) -> bool {
    const MATH: [&str; 22] = [
        "var", "calc", "min", "max", "clamp", "round", "mod", "rem", "sin", "cos", "tan", "asin",
        "acos", "atan", "atan2", "pow", "sqrt", "hypot", "log", "exp", "abs", "sign",
    ];
    let is_plain =
        |byte: u8| byte.is_ascii_alphanumeric() || b" \t\n\r\x0c(),.%#-_/+*".contains(&byte);
    let mut depth = 0_usize;
    let mut word_start = 0;
    for (at, byte) in value.bytes().enumerate() {
        match byte {
            b'(' => {
                depth += 1;
                let name = value[word_start..at].to_ascii_lowercase();
                // Bare brackets are allowed in math.
                let is_math = name.is_empty() && depth > 1;
                let is_known = rich_text::COLOR_FUNCTIONS.contains(&name.as_str());
                if !is_math && !is_known && !MATH.contains(&name.as_str()) {
                    return false;
                }
            }
            b')' if depth == 0 => return false,
            b')' => depth -= 1,
            _ => {}
        }
        if !byte.is_ascii_alphanumeric() && byte != b'-' {
            word_start = at + 1;
        }
    }
    depth == 0 && !value.is_empty() && value.bytes().all(is_plain) && !value.contains("/*")
}
