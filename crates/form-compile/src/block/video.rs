//! Block `video`: a poster that is a link to the video's page.

use form_model::block::Video;
use rich_text::escape_html;

use super::{CompiledBlock, Kind, Placed, image::IMAGE, part::Part};
use crate::html::Page;

pub(super) const KIND: Kind = Kind {
    parts: &[Part::pressed("video"), Part::pressed("video-play")],
    sheets: &[IMAGE, include_str!("video.css")],
    sheets_of_type: &[],
    lazy_part: None,
};

impl CompiledBlock for Video {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn html(&self, page: &mut Page<'_>, block: &Placed<'_>) {
        let Some((picture, src)) = (page.pictures)(block.id) else {
            return;
        };
        let part = page.part("video", block);
        page.push(&format!(
            r#"<a class="vd"{part} href="{}" target="_blank" rel="noopener noreferrer"><img src="{}" alt="{}" width="{}" height="{}" loading="lazy" decoding="async"><span part="video-play"><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M4 2.6v10.8a.9.9 0 0 0 1.4.7l8-5.4a.9.9 0 0 0 0-1.4l-8-5.4a.9.9 0 0 0-1.4.7z" fill="currentColor"/></svg> {}</span></a>"#,
            escape_html(&self.url),
            escape_html(&src),
            escape_html(&self.alt),
            picture.width,
            picture.height,
            escape_html(&self.play_label),
        ));
    }
}
