//! Block `image`.

use form_model::{
    block::{Block, BlockKind, Image, ImageFit},
    step::Column,
};
use rich_text::escape_html;

use super::Page;

impl Page<'_> {
    pub(super) fn image(&mut self, block_id: &str, image: &Image, own_class: &str) {
        let Some((picture, src)) = (self.pictures)(block_id) else {
            return;
        };
        let class = match image.fit {
            ImageFit::Contain => "",
            ImageFit::Cover => " v",
        };
        let class_of = |names: String| match names.trim() {
            "" => String::new(),
            names => format!(r#" class="{names}""#),
        };
        let part = self.part("image", block_id);
        let picture = |class| {
            format!(
                r#"<img{class}{part} src="{}" alt="{}" width="{}" height="{}" loading="lazy" decoding="async">"#,
                escape_html(&src),
                escape_html(&image.alt),
                picture.width,
                picture.height
            )
        };
        self.out.push_str(&match &image.link {
            None => picture(class_of(format!("{class}{own_class}"))),
            Some(link) => format!(
                r#"<a{} href="{}">{}</a>"#,
                class_of(format!("im{class}{own_class}")),
                escape_html(link),
                picture(class_of(class.to_owned()))
            ),
        });
    }
}

/// Whether a column holds one picture that covers it.
pub(super) fn is_side_image(column: &Column) -> bool {
    matches!(&column.rows[..], [row] if matches!(
        &row.blocks[..],
        [Block { kind: BlockKind::Image(Image { fit: ImageFit::Cover, .. }), .. }]
    ))
}
