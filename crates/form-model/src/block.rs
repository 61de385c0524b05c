//! Blocks: the smallest parts of a form. One kind a file.

pub mod button;
pub mod field;
pub mod image;
pub mod rich_text;

use serde::Serialize;

use crate::{
    action::ActionKind,
    read::{At, quoted},
};

pub use button::Button;
pub use field::{ErrorMessages, Field, FieldKind};
pub use image::{Image, ImageFit};
pub use rich_text::{Channel, Consent, RichText};

/// One block, and the name that submissions and reports call it by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Block {
    /// `[A-Za-z0-9_-]{1,40}`, unique within the version.
    pub id: String,
    /// What it is.
    #[serde(flatten)]
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum BlockKind {
    /// Formatted text; may be what the visitor consents to.
    RichText(RichText),
    /// A picture.
    Image(Image),
    /// A field for free text.
    Text(Field),
    /// A field for an email address.
    Email(Field),
    /// A button.
    Button(Button),
}

#[derive(Clone, Copy)]
enum Type {
    RichText,
    Image,
    Text,
    Email,
    Button,
}

impl Block {
    /// The field, where the block collects a value.
    pub fn field(&self) -> Option<&Field> {
        match &self.kind {
            BlockKind::Text(field) | BlockKind::Email(field) => Some(field),
            _ => None,
        }
    }

    /// The button, where the block is one.
    pub fn button(&self) -> Option<&Button> {
        match &self.kind {
            BlockKind::Button(button) => Some(button),
            _ => None,
        }
    }

    /// What the visitor consents to by submitting, where the block says that.
    pub fn consent(&self) -> Option<(&RichText, Consent)> {
        match &self.kind {
            BlockKind::RichText(text) => text.consent.map(|consent| (text, consent)),
            _ => None,
        }
    }

    pub(crate) fn read(at: &At<'_>, place: Place) -> Option<Self> {
        let mut object = at.object()?;
        let id = object.required("id").and_then(|at| read_block_id(&at));
        let kind = match object.required("type")?.choice(&[
            ("rich_text", Type::RichText),
            ("image", Type::Image),
            ("text", Type::Text),
            ("email", Type::Email),
            ("button", Type::Button),
        ])? {
            Type::RichText => RichText::read(&mut object).map(BlockKind::RichText),
            Type::Image => Image::read(&mut object).map(BlockKind::Image),
            Type::Text => Field::read(&mut object, FieldKind::Text).map(BlockKind::Text),
            Type::Email => Field::read(&mut object, FieldKind::Email).map(BlockKind::Email),
            Type::Button => Button::read(&mut object).map(BlockKind::Button),
        };
        object.finish();
        if let Some(kind) = &kind {
            kind.check_place(at, place);
        }
        Some(Block {
            id: id?,
            kind: kind?,
        })
    }
}

impl BlockKind {
    /// Nothing leads on from the last step, and nothing is submitted from the success step.
    fn check_place(&self, at: &At<'_>, place: Place) {
        let action = at.member("action");
        if place.is_success_step && matches!(self, BlockKind::Text(_) | BlockKind::Email(_)) {
            at.member("type")
                .problem("is a field on the success step, where nothing is submitted any more");
        }
        if let BlockKind::Button(button) = self {
            if place.is_last && button.action.kind == ActionKind::NextStep {
                action
                    .member("type")
                    .problem("is `next_step` on the last step");
            }
            if place.is_success_step && button.action.submit {
                action
                    .member("submit")
                    .problem("is true on the success step, where nothing is submitted any more");
            }
        }
    }
}

/// Where among the steps a block stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// On the last step.
    pub(crate) is_last: bool,
    /// On the last step of several.
    pub(crate) is_success_step: bool,
}

fn read_block_id(at: &At<'_>) -> Option<String> {
    let id = at.string(0..=1_000)?;
    let is_id = (1..=40).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    if !is_id {
        at.problem(format!(
            "is {}; 1 to 40 letters, digits, `_` or `-` are allowed",
            quoted(&id)
        ));
        return None;
    }
    at.unique("block id", &id);
    Some(id)
}
