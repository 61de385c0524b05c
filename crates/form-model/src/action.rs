//! Actions: what a button does.

use serde::Serialize;

use crate::read::{At, quoted};

/// What happens when a visitor presses a button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Action {
    /// Where it leads.
    #[serde(flatten)]
    pub kind: ActionKind,
    /// Whether the answers so far are submitted first. Default false. Source: Klaviyo Forms API, `NextStep.submit`.
    pub submit: bool,
}

/// Where an action leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ActionKind {
    /// To the next step of the form.
    NextStep,
    /// Back to the page.
    Close,
    /// To another page, in the same tab.
    Redirect {
        /// An `https:` or `http:` address, or one that begins with `/`; at most 2,000 characters.
        url: String,
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
            Type::Redirect => object
                .required("url")
                .and_then(|at| read_url(&at))
                .map(|url| ActionKind::Redirect { url }),
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
        at.problem(format!(
            "is {}; an address that begins with `https://`, `http://` or `/` and holds no space is allowed",
            quoted(&url)
        ));
        return None;
    }
    Some(url)
}
