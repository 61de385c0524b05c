//! The box of a form: padding, height, border, shadow, background.

use form_model::{
    FormType, Version,
    form_type::OnPhone,
    styles::{BackgroundFit, Panel, Shadow},
};

use super::rule::Declarations;

/// From screens that are not phones on.
const DESKTOP: &str = "@media (min-width:641px)";
pub(super) const PHONE: &str = "@media (max-width:640px)";

/// Room for the close button above the content of a form.
const CLOSE_BUTTON_PX: u32 = 48;

/// The rules of the panel; `background` is the address of its picture.
pub(super) fn rules(version: &Version, background: Option<&str>) -> String {
    let panel = &version.styles.panel;
    let mut css = panel.padding_px.map_or_else(String::new, |padding| {
        if version.form_type == FormType::Banner {
            banner_padding(padding)
        } else {
            padding_of(version, padding, ".c:not(.i)") + &format!(".m{{margin-inline:{padding}px}}")
        }
    });
    let mut rule = Declarations::default();
    if let Some(height) = panel.min_height_px.filter(|&height| height > 0) {
        // Relative to the screen's height: a percentage of the surface's would have no effect if that is as high as its
        // content.
        let height = match version.form_type {
            FormType::Embed => format!("{height}px"),
            _ => format!("min({height}px,100vh - 32px)"),
        };
        rule.push("min-height", height);
        css.push_str(
            ".k{display:flex;flex-direction:column;justify-content:safe center}.s2{flex:auto}",
        );
    }
    rule.push_some("box-shadow", shadow(version.form_type, panel));
    background_of(panel, background, &mut rule);
    css.push_str(&rule.of(".p"));
    css.push_str(&border(version));
    css
}

/// The padding of a column: beside a close button it begins below that, and on phones it leaves room for content.
pub(super) fn padding_of(version: &Version, padding: u32, column: &str) -> String {
    let has_close_button = version.form_type != FormType::Embed;
    let top = if has_close_button {
        padding.max(CLOSE_BUTTON_PX)
    } else {
        padding
    };
    let (sides, below) = (padding.min(20), padding.min(24));
    let mut css = format!("{column}{{padding:{top}px {padding}px {padding}px}}");
    let has_picture = version.steps.iter().any(|step| step.columns.len() > 1);
    if padding > 20 {
        css.push_str(&format!(
            "{PHONE}{{{column}{{padding-inline:{sides}px;padding-bottom:{below}px}}}}"
        ));
    }
    // Below a side image, where there is no close button.
    if has_picture && top > 28 {
        css.push_str(&format!("{PHONE}{{.i+{column}{{padding-top:28px}}}}"));
    }
    css
}

/// The close button is at a side of a banner, and not above its content.
fn banner_padding(padding: u32) -> String {
    let sides = padding.max(56);
    format!(".c{{padding-block:{padding}px}}{DESKTOP}{{.c{{padding-inline:{sides}px}}}}")
}

fn shadow(form_type: FormType, panel: &Panel) -> Option<&'static str> {
    let default = match form_type {
        FormType::Embed => Shadow::None,
        FormType::Banner => Shadow::Small,
        _ => Shadow::Large,
    };
    let shadow = panel.shadow.filter(|&shadow| shadow != default)?;
    Some(match shadow {
        Shadow::None => "none",
        Shadow::Small => "0 1px 8px #0003",
        Shadow::Medium => "0 8px 28px #0004,0 1px 4px #0002",
        Shadow::Large => "0 24px 64px #0006,0 2px 8px #0003",
    })
}

fn background_of(panel: &Panel, picture: Option<&str>, rule: &mut Declarations) {
    let picture = panel.background_image.as_ref().zip(picture);
    let mut layers = Vec::new();
    if let Some((_, url)) = picture {
        layers.push(format!("url(\"{url}\")"));
    }
    if let Some(gradient) = &panel.background_gradient {
        let stops: String = gradient
            .stops
            .iter()
            .map(|stop| format!(",{} {}%", stop.color.as_css(), stop.position_percentage))
            .collect();
        layers.push(format!(
            "linear-gradient({}deg{stops})",
            gradient.angle_degrees
        ));
    }
    if layers.is_empty() {
        return;
    }
    rule.push("background-image", layers.join(","));
    if let Some((image, _)) = picture {
        rule.push("background-position", image.position.as_css());
        match image.fit {
            BackgroundFit::Cover => rule.push("background-size", "cover"),
            BackgroundFit::Contain => {
                rule.push("background-size", "contain,auto");
                rule.push("background-repeat", "no-repeat");
            }
            BackgroundFit::Repeat => {}
        }
    }
}

/// A form that fills a phone's width has no border at the sides there.
fn border(version: &Version) -> String {
    let mut rule = Declarations::default();
    let border = version.styles.panel.border.as_ref();
    rule.border(border.filter(|border| border.width_px != Some(0)));
    let css = rule.of(".p");
    match version.placement.on_phone {
        Some(OnPhone::Dock | OnPhone::Fill) if !css.is_empty() => format!("{DESKTOP}{{{css}}}"),
        _ => css,
    }
}
