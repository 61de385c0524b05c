//! The style sheet of a version: those parts that it needs, and its styles as custom properties.
//!
//! Their names are long because a page's `@property` of the same name would reach into the shadow root.

use form_model::{
    FormType, Version,
    block::{Button, Variant},
    form_type::OnPhone,
};

use crate::{block, font::Fonts};

mod button_styles;
mod close_button;
pub(crate) mod custom;
mod dark;
mod input_styles;
mod layout;
pub(crate) mod light;
mod location;
mod minify;
mod motion;
mod own;
mod panel;
mod rule;
mod styles;
pub(crate) mod teaser;
mod text_styles;
mod tokens;

pub(crate) use layout::Layout;
use minify::minify;
pub(crate) use own::{class_of, width_class};
pub(crate) use styles::is_right_to_left;

/// A part of the sheet, and the versions that need it.
type Part = (&'static str, fn(&Version) -> bool);

/// The parts before the sheets of blocks, in the order of the cascade.
const PARTS: &[Part] = &[
    (include_str!("css/base.css"), |_| true),
    (include_str!("css/insists.css"), |version| {
        !version.dismissible
    }),
    (include_str!("css/floating.css"), is_floating),
    (include_str!("css/modal.css"), |version| {
        version.form_type.is_modal()
    }),
    (include_str!("css/columns.css"), |version| {
        version.steps.iter().any(|step| step.columns.len() > 1)
    }),
    (include_str!("css/side_image.css"), |version| {
        let mut columns = version.steps.iter().flat_map(|step| &step.columns);
        is_floating(version) && columns.any(block::is_side_image)
    }),
];

/// The parts after them: a type's rules for the panel override the general ones.
const PARTS_OF_TYPE: &[Part] = &[
    (include_str!("css/popup.css"), |version| {
        version.form_type == FormType::Popup
    }),
    (include_str!("css/popup_dock.css"), |version| {
        version.form_type == FormType::Popup && version.placement.on_phone == Some(OnPhone::Dock)
    }),
    (include_str!("css/popup_fill.css"), |version| {
        version.form_type == FormType::Popup && version.placement.on_phone == Some(OnPhone::Fill)
    }),
    (include_str!("css/full_screen.css"), |version| {
        version.form_type == FormType::FullScreen
    }),
    (include_str!("css/flyout.css"), |version| {
        version.form_type == FormType::Flyout
    }),
    (include_str!("css/flyout_dock.css"), |version| {
        version.form_type == FormType::Flyout && version.placement.on_phone == Some(OnPhone::Dock)
    }),
    (include_str!("css/banner.css"), |version| {
        version.form_type == FormType::Banner
    }),
    (include_str!("css/banner_static.css"), |version| {
        version.form_type == FormType::Banner && version.placement.sticky == Some(false)
    }),
    (include_str!("css/embed.css"), |version| {
        version.form_type == FormType::Embed
    }),
    (include_str!("css/display_device.css"), |version| {
        let mut blocks = version.blocks();
        blocks.any(|(_, block)| block.display_device.is_some())
    }),
];

/// Compiles the style sheet; `background` is the address of the picture behind the form.
pub(crate) fn compile(
    version: &Version,
    layout: &Layout,
    fonts: &Fonts,
    background: Option<&str>,
) -> String {
    let mut css = styles::custom_properties(version, fonts);
    let needed = |parts: &'static [Part]| {
        let needed = parts.iter().filter(|(_, is_needed)| is_needed(version));
        needed.map(|(part, _)| *part)
    };
    let sheets = needed(PARTS)
        .chain(block::sheets(version))
        .chain(needed(PARTS_OF_TYPE))
        .chain(block::sheets_of_type(version));
    for sheet in sheets {
        css.push_str(&minify(sheet));
    }
    css.push_str(&own::rules(version));
    if let Some(location) = version.placement.location {
        css.push_str(&location::rules(
            location,
            version.placement.on_phone == Some(OnPhone::Dock),
        ));
    }
    let mut css = motion::with_duration(version, css);
    css.push_str(&panel::rules(version, background));
    css.push_str(&text_styles::rules(version, fonts));
    if has_button(version) {
        // Except those that look like links.
        let styles = &version.styles.button;
        css.push_str(&button_styles::rules(styles, ".b:not(.q)"));
        if has_button_that(version, |button| button.variant == Some(Variant::Secondary)) {
            css.push_str(&minify(block::SECONDARY_BUTTON));
        }
    }
    if version.fields().next().is_some() {
        css.push_str(&input_styles::rules(version));
    }
    if has_close_button(version) {
        css.push_str(&close_button::rules(version));
    }
    css.push_str(&motion::rules(version));
    css.push_str(&dark::rules(version));
    css + &layout.css() + &own::widths(version)
}

/// Whether a button at its corner closes it. An embed is part of the page, and stays.
pub(crate) fn has_close_button(version: &Version) -> bool {
    version.form_type != FormType::Embed && version.dismissible
}

fn is_floating(version: &Version) -> bool {
    version.form_type != FormType::Embed
}

fn has_button(version: &Version) -> bool {
    has_button_that(version, |_| true)
}

fn has_button_that(version: &Version, is_wanted: fn(&Button) -> bool) -> bool {
    version
        .blocks()
        .any(|(_, block)| block.button().is_some_and(is_wanted))
}
