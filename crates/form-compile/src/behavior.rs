//! Fields, consents and buttons of a version as a table, which the render module reads in place.
//!
//! ```text
//! table   = *step
//! step    = "s" LF *( field | consent | button )
//! field   = "f" kind required max-length TAB property-name TAB message-required TAB message-invalid LF
//! consent = "c" channel TAB block-id LF
//! button  = "b" target submit [ TAB url ] LF
//! kind    = "t" / "e"               ; text, email
//! channel = "e" / "s"               ; email, sms
//! target  = "n" / "c" / "r"         ; next_step, close, redirect
//! required, submit = "0" / "1"
//! ```
//!
//! Fields and buttons are counted from 0 in reading order; the HTML names them by that number.

use form_model::{
    Version,
    action::ActionKind,
    block::{BlockKind, Channel, Field, FieldKind},
};

/// Compiles the table.
pub(crate) fn compile(version: &Version) -> String {
    let mut table = String::new();
    for step in &version.steps {
        table.push_str("s\n");
        for block in step.blocks() {
            match &block.kind {
                BlockKind::Text(field) => push_field(&mut table, field, FieldKind::Text),
                BlockKind::Email(field) => push_field(&mut table, field, FieldKind::Email),
                BlockKind::RichText(text) => {
                    if let Some(consent) = text.consent {
                        let channel = match consent.channel {
                            Channel::Email => 'e',
                            Channel::Sms => 's',
                        };
                        table.push_str(&format!("c{channel}\t{}\n", block.id));
                    }
                }
                BlockKind::Button(button) => {
                    let (target, url) = match &button.action.kind {
                        ActionKind::NextStep => ('n', ""),
                        ActionKind::Close => ('c', ""),
                        ActionKind::Redirect { url } => ('r', url.as_str()),
                    };
                    let submit = u8::from(button.action.submit);
                    table.push_str(&format!("b{target}{submit}\t{url}\n"));
                }
                BlockKind::Image(_)
                | BlockKind::Divider(_)
                | BlockKind::Spacer(_)
                | BlockKind::Countdown(_)
                | BlockKind::Coupon(_)
                | BlockKind::Review(_)
                | BlockKind::Video(_) => {}
            }
        }
    }
    table
}

fn push_field(table: &mut String, field: &Field, kind: FieldKind) {
    let kind = match kind {
        FieldKind::Text => 't',
        FieldKind::Email => 'e',
    };
    table.push_str(&format!(
        "f{kind}{}{}\t{}\t{}\t{}\n",
        u8::from(field.required),
        field.max_length,
        field.property_name,
        one_line(&field.error_messages.required),
        one_line(&field.error_messages.invalid),
    ));
}

/// A text without the bytes that the table is made of.
fn one_line(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}
