//! Blocks: the smallest parts of a form. One kind per file, which says through `Kind` what other code must know about
//! it.
//!
//! To add a kind, add a file here, a variant of [`BlockKind`] with its line in `BlockKind::as_kind`, and a line in
//! `READERS`; `form-compile/src/block.rs` has the other half.

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
pub mod width;

#[cfg(test)]
mod checked;

use serde::Serialize;

use crate::{
    read::{At, Object, quoted},
    screens::Screens,
};

pub use button::{Button, Variant};
pub use countdown::Countdown;
pub use coupon::Coupon;
pub use divider::Divider;
pub use field::{ErrorMessages, Field, FieldKind};
pub use image::{Image, ImageAlign, ImageFit};
pub use review::Review;
pub use rich_text::{Channel, Consent, RichText};
pub use spacer::Spacer;
pub use video::Video;
pub use width::Width;

#[cfg(test)]
pub(crate) use checked::{Checked, check_block};

/// One block, and the name that submissions and reports call it by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Block {
    /// `[A-Za-z0-9_-]{1,40}`, unique within the version.
    pub id: String,
    /// The only screens that show it: `phone` or `desktop`. Default: all. A required field and a consent text are on
    /// all screens.
    pub display_device: Option<Screens>,
    /// How much of its row it takes. Default: as much as each of the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<Width>,
    /// The kind of the block.
    #[serde(flatten)]
    pub kind: BlockKind,
}

/// The kinds of blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[expect(
    clippy::large_enum_variant,
    reason = "a form has at most some hundred blocks; boxing one kind would complicate every reader"
)]
pub enum BlockKind {
    /// Formatted text; may be a consent text.
    RichText(RichText),
    /// A picture.
    Image(Image),
    /// A button.
    Button(Button),
    /// A horizontal line between blocks.
    Divider(Divider),
    /// Empty space between blocks.
    Spacer(Spacer),
    /// A clock that counts down to a moment.
    Countdown(Countdown),
    /// A coupon code that the visitor can copy.
    Coupon(Coupon),
    /// A quotation of a customer, with stars.
    Review(Review),
    /// A poster picture that links to a video.
    Video(Video),
    /// A field that the visitor fills in; the block's type is the kind of the field.
    #[serde(untagged)]
    Field(Field),
}

/// Reads the members of a kind of block, beside those that every block has.
type Reader = fn(&mut Object<'_>) -> Option<BlockKind>;

/// The types of blocks, and how each is read.
const READERS: &[(&str, Reader)] = &[
    ("rich_text", |object| {
        RichText::read(object).map(BlockKind::RichText)
    }),
    ("image", |object| Image::read(object).map(BlockKind::Image)),
    ("text", |object| {
        Field::read(object, FieldKind::Text).map(BlockKind::Field)
    }),
    ("email", |object| {
        Field::read(object, FieldKind::Email).map(BlockKind::Field)
    }),
    ("button", |object| {
        Button::read(object).map(BlockKind::Button)
    }),
    ("divider", |object| {
        Divider::read(object).map(BlockKind::Divider)
    }),
    ("spacer", |object| {
        Spacer::read(object).map(BlockKind::Spacer)
    }),
    ("countdown", |object| {
        Countdown::read(object).map(BlockKind::Countdown)
    }),
    ("coupon", |object| {
        Coupon::read(object).map(BlockKind::Coupon)
    }),
    ("review", |object| {
        Review::read(object).map(BlockKind::Review)
    }),
    ("video", |object| Video::read(object).map(BlockKind::Video)),
];

/// What the rest of a form must know about a kind of block. By default, nothing applies to it.
pub(crate) trait Kind {
    /// The field, if it collects a value.
    fn field(&self) -> Option<&Field> {
        None
    }

    /// The button, if it is one.
    fn button(&self) -> Option<&Button> {
        None
    }

    /// The consent that submitting gives.
    fn consent(&self) -> Option<(&RichText, Consent)> {
        None
    }

    /// Its picture: the member that has it, and its address.
    fn picture(&self) -> Option<(&'static str, &str)> {
        None
    }

    /// Removes its picture.
    fn drop_picture(&mut self) {}

    /// Reports what is not allowed at this position among the steps.
    fn check_place(&self, _at: &At<'_>, _place: Place) {}
}

impl Block {
    /// The field, if the block collects a value.
    pub fn field(&self) -> Option<&Field> {
        self.kind.as_kind().field()
    }

    /// The button, if the block is one.
    pub fn button(&self) -> Option<&Button> {
        self.kind.as_kind().button()
    }

    /// The consent that submitting gives, if the block has one.
    pub fn consent(&self) -> Option<(&RichText, Consent)> {
        self.kind.as_kind().consent()
    }

    /// Its picture: the member that has it, and its address.
    pub fn picture(&self) -> Option<(&'static str, &str)> {
        self.kind.as_kind().picture()
    }

    /// Removes its picture, for code that does not need it.
    pub fn drop_picture(&mut self) {
        self.kind.as_kind_mut().drop_picture();
    }

    pub(crate) fn read(at: &At<'_>, place: Place) -> Option<Self> {
        let mut object = at.object()?;
        let id = object.required("id").and_then(|at| read_block_id(&at));
        let display_device = match object.optional("display_device") {
            Some(at) => Screens::read_only(&at).map(Some),
            None => Some(None),
        };
        let width = match object.optional("width") {
            Some(at) => Width::read(&at).map(Some),
            None => Some(None),
        };
        let read_kind = object.required("type")?.choice(READERS)?;
        let kind = read_kind(&mut object);
        object.finish();
        if let Some(kind) = &kind {
            kind.as_kind().check_place(at, place);
        }
        let block = Block {
            id: id?,
            display_device: display_device?,
            width: width?,
            kind: kind?,
        };
        block.check_display_device(at);
        Some(block)
    }

    /// Visitors must not miss a required field or a consent text.
    fn check_display_device(&self, at: &At<'_>) {
        let Some(only) = self.display_device.and_then(Screens::only) else {
            return;
        };
        let at = at.member("display_device");
        if self.field().is_some_and(|field| field.required) {
            at.problem(format!(
                "is `{only}`, but the field is required; on other screens visitors could not fill it in"
            ));
        }
        if self.consent().is_some() {
            at.problem(format!(
                "is `{only}`, but submitting means to agree to this text; it has to be on all screens"
            ));
        }
    }
}

/// The one place that lists the kinds beside [`BlockKind`] and [`READERS`]: whatever the reference, the same arms.
macro_rules! kind_of {
    ($block_kind:expr) => {
        match $block_kind {
            BlockKind::RichText(kind) => kind,
            BlockKind::Image(kind) => kind,
            BlockKind::Button(kind) => kind,
            BlockKind::Divider(kind) => kind,
            BlockKind::Spacer(kind) => kind,
            BlockKind::Countdown(kind) => kind,
            BlockKind::Coupon(kind) => kind,
            BlockKind::Review(kind) => kind,
            BlockKind::Video(kind) => kind,
            BlockKind::Field(kind) => kind,
        }
    };
}

impl BlockKind {
    fn as_kind(&self) -> &dyn Kind {
        kind_of!(self)
    }

    fn as_kind_mut(&mut self) -> &mut dyn Kind {
        kind_of!(self)
    }
}

/// The position of a block among the steps.
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
