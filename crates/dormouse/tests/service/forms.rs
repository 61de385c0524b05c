//! Forms and submissions to try things with.

use serde_json::{Value, json};

/// A form with an optional name, an email address and a consent.
pub(crate) fn form(form_id: &str, headline: &str) -> Value {
    let column = |blocks: Value| json!([{"rows": [{"blocks": blocks}]}]);
    let text = |id: &str, content: &str| json!({"id": id, "type": "rich_text", "format": "markdown", "content": content});
    let mut consent = text("consent", "I agree to **email**. [Privacy](/privacy)");
    consent["consent"] = json!({"channel": "email"});
    json!({
        "schema_version": 1, "form_id": form_id, "name": "Letter",
        "versions": [{
            "type": "popup",
            "triggers": [{"type": "delay", "delay_seconds": 3}],
            "steps": [
                {"columns": column(json!([
                    text("headline", headline),
                    {"id": "first_name", "type": "text", "property_name": "first_name", "label": "First name"},
                    {"id": "email", "type": "email", "label": "Email"}
                ]))},
                {"columns": column(json!([
                    consent,
                    {"id": "send", "type": "button", "label": "Send", "action": {"type": "next_step", "submit": true}}
                ]))},
                {"columns": column(json!([text("thanks", "Thank you")]))}
            ]
        }]
    })
}

/// A form with a picture of one pixel.
pub(crate) fn form_with_picture(form_id: &str) -> Value {
    let gif = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
    let picture = json!({"id": "picture", "type": "image", "src": gif, "alt": ""});
    let mut form = form(form_id, "Hello");
    form["versions"][0]["steps"][2]["columns"][0]["rows"][0]["blocks"] = json!([picture]);
    form
}

/// An id of 32 hexadecimal digits.
pub(crate) fn random_like_id(number: u64) -> String {
    format!("{number:032x}")
}

/// What a page sends.
pub(crate) fn submission(number: u64, form_id: &str, version_id: &str) -> Value {
    json!({
        "submission_id": random_like_id(number),
        "form_id": form_id,
        "version_id": version_id,
        "visitor_id": random_like_id(7),
        "answers": {"email": "ada@example.com", "first_name": "Ada"},
        "consent": [{"block_id": "consent", "channel": "email", "granted": true, "locale": "en"}],
        "page_url": "https://shop.example/lamp?utm_source=letter&session=secret#reviews"
    })
}
