//! Fields, consents and buttons of a version as a table, which the render module reads in place.
//!
//! ```text
//! table   = *step
//! step    = "s" LF *( field | consent | button )
//! field   = "f" kind required max-length TAB property-name TAB message-required TAB message-invalid LF
//! consent = "c" channel TAB block-id LF
//! button  = "b" target submit [ TAB [ " " ] url ] LF  ; a space: in a new tab
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
    block::{Button, Channel, Consent, Field, FieldKind},
    submission::TRAP,
};

use crate::block;

/// Compiles the behavior table.
pub(crate) fn compile(version: &Version) -> String {
    let mut table = String::new();
    for (index, step) in version.steps.iter().enumerate() {
        table.push_str("s\n");
        for block in step.blocks() {
            table.push_str(&block::of(&block.kind).behavior(&block.id));
        }
        if index == 0 && version.bot_trap {
            // Accepts everything: a refusal would be shown to visitors, who cannot see the field.
            table.push_str(&format!("ft0{}\t{TRAP}\t\t\n", u32::MAX));
        }
    }
    table
}

/// The line of a field.
pub(crate) fn field(field: &Field) -> String {
    let kind = match field.kind {
        FieldKind::Text => 't',
        FieldKind::Email => 'e',
    };
    format!(
        "f{kind}{}{}\t{}\t{}\t{}\n",
        u8::from(field.required),
        field.max_length,
        field.property_name,
        one_line(&field.error_messages.required),
        one_line(&field.error_messages.invalid),
    )
}

/// The line of a text that the visitor consents to.
pub(crate) fn consent(consent: Consent, block_id: &str) -> String {
    let channel = match consent.channel {
        Channel::Email => 'e',
        Channel::Sms => 's',
    };
    format!("c{channel}\t{block_id}\n")
}

/// The line of a button.
pub(crate) fn button(button: &Button) -> String {
    let (target, url) = match &button.action.kind {
        ActionKind::NextStep => ('n', String::new()),
        ActionKind::Close => ('c', String::new()),
        ActionKind::Redirect { url, new_tab } => {
            ('r', format!("{}{url}", if *new_tab { " " } else { "" }))
        }
    };
    let submit = u8::from(button.action.submit);
    format!("b{target}{submit}\t{url}\n")
}

/// A text without the bytes that the table is made of.
fn one_line(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}
