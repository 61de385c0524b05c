//! Block `image`.

use form_model::{
    block::{Block, BlockKind, Image, ImageFit},
    step::Column,
};
use rich_text::escape_html;

use super::Page;

impl Page<'_> {
    pub(super) fn image(&mut self, block_id: &str, image: &Image) {
        let Some((picture, src)) = (self.pictures)(block_id) else {
            return;
        };
        let class = match image.fit {
            ImageFit::Contain => "",
            ImageFit::Cover => r#" class="v""#,
        };
        let part = self.part("image", block_id);
        self.out.push_str(&format!(
            r#"<img{class}{part} src="{}" alt="{}" width="{}" height="{}" loading="lazy" decoding="async">"#,
            escape_html(&src),
            escape_html(&image.alt),
            picture.width,
            picture.height
        ));
    }
}

/// Whether a column holds one picture that covers it.
pub(super) fn is_side_image(column: &Column) -> bool {
    matches!(&column.rows[..], [row] if matches!(
        &row.blocks[..],
        [Block { kind: BlockKind::Image(Image { fit: ImageFit::Cover, .. }), .. }]
    ))
}
