//! Block `video`: a poster that is a link to the video's page.

use form_model::block::Video;
use rich_text::escape_html;

use super::Page;

impl Page<'_> {
    pub(super) fn video(&mut self, block_id: &str, video: &Video) {
        let Some((picture, src)) = (self.pictures)(block_id) else {
            return;
        };
        let part = self.part("video", block_id);
        self.out.push_str(&format!(
            r#"<a class="vd"{part} href="{}" target="_blank" rel="noopener noreferrer"><img src="{}" alt="{}" width="{}" height="{}" loading="lazy" decoding="async"><span part="video-play"><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M4 2.6v10.8a.9.9 0 0 0 1.4.7l8-5.4a.9.9 0 0 0 0-1.4l-8-5.4a.9.9 0 0 0-1.4.7z" fill="currentColor"/></svg> {}</span></a>"#,
            escape_html(&video.url),
            escape_html(&src),
            escape_html(&video.alt),
            picture.width,
            picture.height,
            escape_html(&video.play_label),
        ));
    }
}
