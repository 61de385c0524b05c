//! The style sheet of a version: those parts that it needs, and its styles as custom properties.
//!
//! Their names are long because a page's `@property` of the same name would reach into the shadow root.

use form_model::{
    FormType, Version, action::ActionKind, block::BlockKind, form_type::OnPhone, step::Row,
    styles::TextAlign,
};

use crate::font::Fonts;

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
pub(crate) use own::class_of;

/// A part of the sheet, and the versions that need it.
type Part = (&'static str, fn(&Version) -> bool);

/// The parts in the order of the cascade: what a type says of the panel stands behind what all have.
const PARTS: &[Part] = &[
    (include_str!("css/base.css"), |_| true),
    (include_str!("css/floating.css"), is_floating),
    (include_str!("css/modal.css"), |version| {
        version.form_type.is_modal()
    }),
    (include_str!("css/columns.css"), |version| {
        version.steps.iter().any(|step| step.columns.len() > 1)
    }),
    (include_str!("css/text.css"), |version| {
        has(version, |kind| {
            matches!(kind, BlockKind::RichText(_) | BlockKind::Review(_))
        })
    }),
    (include_str!("css/consent.css"), |version| {
        version.blocks().any(|(_, block)| block.consent().is_some())
    }),
    (include_str!("css/image.css"), |version| {
        has(version, |kind| {
            matches!(kind, BlockKind::Image(_) | BlockKind::Video(_))
        })
    }),
    (include_str!("css/image_link.css"), |version| {
        has(
            version,
            |kind| matches!(kind, BlockKind::Image(image) if image.link.is_some()),
        )
    }),
    (include_str!("css/divider.css"), |version| {
        has(version, |kind| matches!(kind, BlockKind::Divider(_)))
    }),
    (include_str!("css/countdown.css"), |version| {
        has(version, |kind| matches!(kind, BlockKind::Countdown(_)))
    }),
    (include_str!("css/coupon.css"), |version| {
        has(version, |kind| matches!(kind, BlockKind::Coupon(_)))
    }),
    (include_str!("css/review.css"), has_review),
    (include_str!("css/review_center.css"), |version| {
        has_review(version) && version.styles.text_align == TextAlign::Center
    }),
    (include_str!("css/review_rtl.css"), |version| {
        has_review(version) && styles::is_right_to_left(&version.locale)
    }),
    (include_str!("css/video.css"), |version| {
        has(version, |kind| matches!(kind, BlockKind::Video(_)))
    }),
    (include_str!("css/field.css"), |version| {
        version.fields().next().is_some()
    }),
    (include_str!("css/shared_row.css"), |version| {
        version
            .steps
            .iter()
            .flat_map(|step| &step.columns)
            .flat_map(|column| &column.rows)
            .any(Row::is_shared_by_field)
    }),
    (include_str!("css/button.css"), has_button),
    (include_str!("css/link_button.css"), |version| {
        has_button(version)
            && version.blocks().any(|(_, block)| {
                block.button().is_some_and(|button| {
                    button.action.kind == ActionKind::Close && !button.action.submit
                })
            })
    }),
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
    for (part, is_needed) in PARTS {
        if is_needed(version) {
            css.push_str(&minify(part));
        }
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
        // Not those that look like links.
        let styles = &version.styles.button;
        css.push_str(&button_styles::rules(styles, ".b:not(.q)"));
    }
    if version.fields().next().is_some() {
        css.push_str(&input_styles::rules(version));
    }
    if version.form_type != FormType::Embed {
        css.push_str(&close_button::rules(version));
    }
    css.push_str(&motion::rules(version));
    css.push_str(&dark::rules(version));
    css + &layout.css()
}

fn is_floating(version: &Version) -> bool {
    version.form_type != FormType::Embed
}

fn has(version: &Version, is_wanted: fn(&BlockKind) -> bool) -> bool {
    version.blocks().any(|(_, block)| is_wanted(&block.kind))
}

fn has_review(version: &Version) -> bool {
    has(version, |kind| matches!(kind, BlockKind::Review(_)))
}

fn has_button(version: &Version) -> bool {
    version.blocks().any(|(_, block)| block.button().is_some())
}
