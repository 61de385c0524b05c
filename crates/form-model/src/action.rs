//! Actions: what a button does.

use serde::Serialize;
use url::{ParseError, Url};

use crate::read::{At, quoted};

/// What happens when a visitor presses a button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Action {
    /// The target of the press.
    #[serde(flatten)]
    pub kind: ActionKind,
    /// Whether the answers so far are submitted first. Default false. Source: Klaviyo Forms API, `NextStep.submit`.
    pub submit: bool,
}

/// The target of an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ActionKind {
    /// The next step of the form.
    NextStep,
    /// The page: the form closes.
    Close,
    /// Another page.
    Redirect {
        /// An `https:` or `http:` address, or one that begins with `/`; at most 2,000 characters.
        url: String,
        /// Whether it opens in a new tab. Default false.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        new_tab: bool,
    },
}

#[derive(Clone, Copy)]
enum Type {
    NextStep,
    Close,
    Redirect,
}

impl Action {
    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        let mut object = at.object()?;
        let submit = match object.optional("submit") {
            Some(at) => at.boolean(),
            None => Some(false),
        };
        let kind = match object.required("type")?.choice(&[
            ("next_step", Type::NextStep),
            ("close", Type::Close),
            ("redirect", Type::Redirect),
        ])? {
            Type::NextStep => Some(ActionKind::NextStep),
            Type::Close => Some(ActionKind::Close),
            Type::Redirect => {
                let url = object.required("url").and_then(|at| read_url(&at));
                let new_tab = object.boolean_or("new_tab", false);
                url.zip(new_tab)
                    .map(|(url, new_tab)| ActionKind::Redirect { url, new_tab })
            }
        };
        object.finish();
        Some(Action {
            kind: kind?,
            submit: submit?,
        })
    }
}

/// Reads an address that a visitor is led to.
pub(crate) fn read_url(at: &At<'_>) -> Option<String> {
    let url = at.string(1..=2_000)?;
    let lowercase = url.to_ascii_lowercase();
    // Browsers take `/\host` and `//host` for another host's address.
    let is_path = url.starts_with('/') && !url.starts_with("//") && !url.starts_with("/\\");
    let is_web = ["https://", "http://"]
        .iter()
        .any(|scheme| lowercase.len() > scheme.len() && lowercase.starts_with(scheme));
    if !(is_path || is_web) || url.chars().any(|c| c.is_control() || c.is_whitespace()) {
        let reason = match missing_scheme(&url) {
            Some(meant) => format!("it has no scheme, so write `{meant}`"),
            None => "an address that begins with `https://`, `http://` or `/` and holds no space is allowed".to_owned(),
        };
        at.problem(format!("is {}; {reason}", quoted(&url)));
        return None;
    }
    if let Err(fault) = parse(&url) {
        at.problem(format!(
            "is {}; browsers cannot follow that address: {fault}",
            quoted(&url)
        ));
        return None;
    }
    Some(url)
}

/// The address with the scheme that it lacks, if that makes it the address of a page.
fn missing_scheme(url: &str) -> Option<String> {
    let meant = match url.strip_prefix("//") {
        Some(rest) => rich_text::missing_scheme::proposal(rest),
        None => rich_text::missing_scheme::proposal(url.trim()),
    };
    meant.filter(|meant| {
        let has_space = meant.contains(char::is_whitespace);
        meant.starts_with("https://") && !has_space && parse(meant).is_ok()
    })
}

/// Parses an address as browsers do, relative to some page if it begins with `/`: <https://url.spec.whatwg.org>.
fn parse(url: &str) -> Result<Url, ParseError> {
    if url.starts_with('/') {
        Url::parse("https://shop.example/")?.join(url)
    } else {
        Url::parse(url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_without_its_scheme_is_proposed_with_it() {
        for (url, meant) in [
            ("www.shop.com", "https://www.shop.com"),
            ("shop.com/sale", "https://shop.com/sale"),
            (" shop.com:8443/ ", "https://shop.com:8443/"),
            ("//shop.com/sale", "https://shop.com/sale"),
        ] {
            assert_eq!(missing_scheme(url).as_deref(), Some(meant), "{url}");
        }
        for url in [
            "sale.html",
            "javascript:alert(1)",
            "hello@shop.com",
            "+1 555 1234567",
            "shop.com/a b",
            "ftp://shop.com",
            "shop.com:99999/",
        ] {
            assert_eq!(missing_scheme(url), None, "{url}");
        }
    }

    #[test]
    fn an_address_is_one_that_browsers_can_follow() {
        for url in [
            "/",
            "/sale?a=b#c",
            "https://shop.example",
            "https://käse.example:8443/ä",
            "http://[::1]:8080/",
            "HTTPS://shop.example/%",
        ] {
            assert!(parse(url).is_ok(), "{url}");
        }
        for url in [
            "https://[::1",
            "https://shop.example:99999/",
            "https://shop.example:port/",
            "https://1.2.3.256/",
            "https://a b.example/",
            "https://xn--a/",
            "https://%00.example/",
            "http:///",
            "https://:443/",
            "https://me@/",
        ] {
            assert!(parse(url).is_err(), "{url}");
        }
    }
}
