//! Block `image`.

use form_model::{
    Version,
    block::{Block, BlockKind, Image, ImageAlign, ImageFit},
    step::Column,
};
use rich_text::escape_html;

use super::{CompiledBlock, Kind, Placed, part::Part};
use crate::html::Page;

/// The sheet of pictures, whatever the block that they are in.
pub(super) const IMAGE: &str = include_str!("image.css");
const LINK: &str = include_str!("image_link.css");

pub(super) const KIND: Kind = Kind {
    parts: &[Part::pressed("image")],
    sheets: &[IMAGE, LINK],
    sheets_of_type: &[],
    lazy_part: None,
};

impl CompiledBlock for Image {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn html(&self, page: &mut Page<'_>, block: &Placed<'_>) {
        let Some((picture, src)) = (page.pictures)(block.id) else {
            return;
        };
        let own_class = block.own_class;
        let class = match self.fit {
            ImageFit::Contain => "",
            ImageFit::Cover => " v",
        };
        let class_of = |names: String| match names.trim() {
            "" => String::new(),
            names => format!(r#" class="{names}""#),
        };
        let part = page.part("image", block);
        let picture = |class| {
            format!(
                r#"<img{class}{part} src="{}" alt="{}" width="{}" height="{}" loading="lazy" decoding="async">"#,
                escape_html(&src),
                escape_html(&self.alt),
                picture.width,
                picture.height
            )
        };
        page.push(&match &self.link {
            None => picture(class_of(format!("{class}{own_class}"))),
            Some(link) => format!(
                r#"<a{} href="{}">{}</a>"#,
                class_of(format!("im{class}{own_class}")),
                escape_html(link),
                picture(class_of(class.to_owned()))
            ),
        });
    }

    fn needs(&self, sheet: &'static str, _version: &Version) -> bool {
        sheet != LINK || self.link.is_some()
    }

    fn declarations(&self) -> Vec<String> {
        let mut declarations = Vec::new();
        if self.width_percentage < 100 {
            declarations.push(format!("flex:0 1 {}%", self.width_percentage));
            let margins = match self.align {
                ImageAlign::Start => "0 auto",
                ImageAlign::Center => "auto",
                ImageAlign::End => "auto 0",
            };
            declarations.push(format!("margin-inline:{margins}"));
        }
        if let Some(point) = self.focal_point {
            declarations.push(format!(
                "object-position:{}% {}%",
                point.x_percentage, point.y_percentage
            ));
        }
        if self.border_radius_px > 0 {
            declarations.push(format!("border-radius:{}px", self.border_radius_px));
        }
        declarations
    }
}

/// Whether a column contains one picture that covers it.
pub(crate) fn is_side_image(column: &Column) -> bool {
    matches!(&column.rows[..], [row] if matches!(
        &row.blocks[..],
        [Block { kind: BlockKind::Image(Image { fit: ImageFit::Cover, .. }), .. }]
    ))
}
