//! What one block has of its own, as rules for a class that only it has: a policy may forbid styles in markup.

use form_model::{
    Version,
    block::{BlockKind, Divider, Image, ImageAlign},
};

/// The class of a block that has rules of its own, with a space before it; empty where it has none.
/// `index` is the block's in reading order.
pub(crate) fn class_of(index: usize, kind: &BlockKind) -> String {
    if declarations(kind).is_empty() {
        return String::new();
    }
    format!(" o{index}")
}

/// The rules of all blocks.
pub(super) fn rules(version: &Version) -> String {
    let mut css = String::new();
    for (index, (_, block)) in version.blocks().enumerate() {
        let declarations = declarations(&block.kind);
        if !declarations.is_empty() {
            css.push_str(&format!(".o{index}{{{}}}", declarations.join(";")));
        }
    }
    css
}

fn declarations(kind: &BlockKind) -> Vec<String> {
    match kind {
        BlockKind::Image(image) => of_image(image),
        BlockKind::Divider(divider) => of_divider(divider),
        BlockKind::Spacer(spacer) => vec![format!("height:{}px", spacer.height_px)],
        _ => Vec::new(),
    }
}

fn of_image(image: &Image) -> Vec<String> {
    let mut declarations = Vec::new();
    if image.width_percentage < 100 {
        declarations.push(format!("flex:0 1 {}%", image.width_percentage));
        let margins = match image.align {
            ImageAlign::Start => "0 auto",
            ImageAlign::Center => "auto",
            ImageAlign::End => "auto 0",
        };
        declarations.push(format!("margin-inline:{margins}"));
    }
    if image.border_radius_px > 0 {
        declarations.push(format!("border-radius:{}px", image.border_radius_px));
    }
    declarations
}

fn of_divider(divider: &Divider) -> Vec<String> {
    let mut declarations = Vec::new();
    if let Some(color) = &divider.color {
        declarations.push(format!("border-color:{}", color.as_css()));
    }
    if divider.thickness_px > 1 {
        declarations.push(format!("border-top-width:{}px", divider.thickness_px));
    }
    if divider.line.name() != "solid" {
        declarations.push(format!("border-top-style:{}", divider.line.name()));
    }
    if divider.width_percentage < 100 {
        declarations.push(format!("flex:0 1 {}%", divider.width_percentage));
        declarations.push("margin-inline:auto".to_owned());
    }
    declarations
}
