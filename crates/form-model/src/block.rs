//! Blocks: the smallest parts of a form. One kind a file.

pub mod button;
pub mod countdown;
pub mod coupon;
pub mod divider;
pub mod field;
pub mod image;
pub mod review;
pub mod rich_text;
pub mod spacer;
pub mod video;

#[cfg(test)]
mod checked;

use serde::Serialize;

use crate::{
    action::ActionKind,
    read::{At, quoted},
    screens::Screens,
};

pub use button::Button;
pub use countdown::Countdown;
pub use coupon::Coupon;
pub use divider::Divider;
pub use field::{ErrorMessages, Field, FieldKind};
pub use image::{Image, ImageAlign, ImageFit};
pub use review::Review;
pub use rich_text::{Channel, Consent, RichText};
pub use spacer::Spacer;
pub use video::Video;

#[cfg(test)]
pub(crate) use checked::{Checked, check_block};

/// One block, and the name that submissions and reports call it by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Block {
    /// `[A-Za-z0-9_-]{1,40}`, unique within the version.
    pub id: String,
    /// The only screens that have it: `phone` or `desktop`. Default: all. What a visitor has to fill in, and the text
    /// that they consent to, are on all.
    pub display_device: Option<Screens>,
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
    /// A line.
    Divider(Divider),
    /// Room.
    Spacer(Spacer),
    /// The time that is left.
    Countdown(Countdown),
    /// A code to copy.
    Coupon(Coupon),
    /// What somebody said.
    Review(Review),
    /// A poster that leads to a video.
    Video(Video),
}

#[derive(Clone, Copy)]
enum Type {
    RichText,
    Image,
    Text,
    Email,
    Button,
    Divider,
    Spacer,
    Countdown,
    Coupon,
    Review,
    Video,
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
        let display_device = match object.optional("display_device") {
            Some(at) => Screens::read_only(&at).map(Some),
            None => Some(None),
        };
        let kind = match object.required("type")?.choice(&[
            ("rich_text", Type::RichText),
            ("image", Type::Image),
            ("text", Type::Text),
            ("email", Type::Email),
            ("button", Type::Button),
            ("divider", Type::Divider),
            ("spacer", Type::Spacer),
            ("countdown", Type::Countdown),
            ("coupon", Type::Coupon),
            ("review", Type::Review),
            ("video", Type::Video),
        ])? {
            Type::RichText => RichText::read(&mut object).map(BlockKind::RichText),
            Type::Image => Image::read(&mut object).map(BlockKind::Image),
            Type::Text => Field::read(&mut object, FieldKind::Text).map(BlockKind::Text),
            Type::Email => Field::read(&mut object, FieldKind::Email).map(BlockKind::Email),
            Type::Button => Button::read(&mut object).map(BlockKind::Button),
            Type::Divider => Divider::read(&mut object).map(BlockKind::Divider),
            Type::Spacer => Spacer::read(&mut object).map(BlockKind::Spacer),
            Type::Countdown => Countdown::read(&mut object).map(BlockKind::Countdown),
            Type::Coupon => Coupon::read(&mut object).map(BlockKind::Coupon),
            Type::Review => Review::read(&mut object).map(BlockKind::Review),
            Type::Video => Video::read(&mut object).map(BlockKind::Video),
        };
        object.finish();
        if let Some(kind) = &kind {
            kind.check_place(at, place);
        }
        let block = Block {
            id: id?,
            display_device: display_device?,
            kind: kind?,
        };
        block.check_display_device(at);
        Some(block)
    }

    /// What has to be filled in, and what is agreed to, nobody may miss.
    fn check_display_device(&self, at: &At<'_>) {
        let Some(only) = self.display_device.and_then(Screens::only) else {
            return;
        };
        let at = at.member("display_device");
        if self.field().is_some_and(|field| field.required) {
            at.problem(format!(
                "is `{only}`, but the field is required; on other screens nobody could fill it in"
            ));
        }
        if self.consent().is_some() {
            at.problem(format!(
                "is `{only}`, but submitting means to agree to this text; it has to be on all screens"
            ));
        }
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
