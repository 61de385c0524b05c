//! Block `video`: a poster that links to the video's own page, in a new tab.
//!
//! A form never loads anything from a third party, so the video does not play inside it.

use serde::Serialize;

use super::image::read_src;
use crate::{action::read_url, read::Object};

/// A poster of a video.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Video {
    /// A picture, as [`Image::src`](super::Image::src) has it.
    pub poster: String,
    /// A description of the video, at most 250 characters; empty if the text around it describes it.
    pub alt: String,
    /// The video's page, an `https:` address of at most 2,000 characters.
    pub url: String,
    /// The name of the link, 1 to 80 characters. Default in English `Play video`.
    pub play_label: String,
}

impl super::Kind for Video {
    fn picture(&self) -> Option<(&'static str, &str)> {
        Some(("poster", &self.poster))
    }

    fn drop_picture(&mut self) {
        self.poster.clear();
    }
}

impl Video {
    pub(crate) fn read(object: &mut Object<'_>) -> Option<Self> {
        let poster = object.required("poster").and_then(|at| read_src(&at));
        let alt = object.required("alt").and_then(|at| at.string(0..=250));
        let url = object.required("url").and_then(|at| {
            let url = read_url(&at)?;
            if !url.to_ascii_lowercase().starts_with("https://") {
                at.problem("is not an `https://` address, which the page of a video needs");
                return None;
            }
            Some(url)
        });
        let play_video = object.at().texts().play_video;
        let play_label = object.line_or("play_label", 1..=80, play_video);
        Some(Video {
            poster: poster?,
            alt: alt?,
            url: url?,
            play_label: play_label?,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::block::check_block;

    #[test]
    fn a_video_is_a_poster_and_an_address() {
        let video = |more| {
            let video = json!({
                "type": "video",
                "poster": "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
                "alt": "",
                "url": "https://video.example/watch?v=1"
            });
            check_block(video, more)
        };
        video(json!({})).passes();
        video(json!({"play_label": "Watch how it is made"})).passes();
        video(json!({"url": "/video"}))
            .has(&["$.url is not an `https://` address, which the page of a video needs"]);
        video(json!({"url": "http://video.example/"}))
            .has(&["$.url is not an `https://` address, which the page of a video needs"]);
        video(json!({"poster": null, "alt": null, "url": null})).has(&[
            "$.poster is required",
            "$.alt is required",
            "$.url is required",
        ]);
    }
}
