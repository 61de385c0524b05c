//! Block `review`: a quotation of a customer, with the name and a star rating.

use serde::{Serialize, Serializer};

use crate::{
    read::{At, Object},
    rich_content::RichContent,
};

/// A review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Review {
    /// The quotation.
    #[serde(flatten)]
    pub content: RichContent,
    /// The name of the reviewer, 1 to 80 characters. Default none.
    pub author: Option<String>,
    /// Stars from 0 to 5, in half steps. Default none.
    pub rating: Option<Rating>,
    /// The text that screen readers read in place of the stars, 1 to 80 characters; requires a rating. Default in
    /// English: `4.5 of 5 stars`.
    pub rating_label: Option<String>,
}

/// A number of stars from 0 to 5 in half steps; in JSON a number such as `4.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rating {
    half_stars: u32,
}

impl Rating {
    /// Twice the stars, 0..=10.
    pub fn half_stars(self) -> u32 {
        self.half_stars
    }

    /// The stars as text: `4`, `4.5`.
    pub fn stars(self) -> String {
        let half = if self.half_stars.is_multiple_of(2) {
            ""
        } else {
            ".5"
        };
        format!("{}{half}", self.half_stars / 2)
    }

    fn read(at: &At<'_>) -> Option<Self> {
        at.halves(0..=10).map(|half_stars| Rating { half_stars })
    }
}

/// Written as it was read: a whole number stays a whole number.
impl Serialize for Rating {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.half_stars.is_multiple_of(2) {
            serializer.serialize_u32(self.half_stars / 2)
        } else {
            serializer.serialize_f64(f64::from(self.half_stars) / 2.0)
        }
    }
}

impl super::Kind for Review {}

impl Review {
    pub(crate) fn read(object: &mut Object<'_>) -> Option<Self> {
        let content = RichContent::read(object);
        let author = object.optional_line("author", 1..=80);
        let rating = match object.optional("rating") {
            Some(at) => Rating::read(&at).map(Some),
            None => Some(None),
        };
        let rating_label = object.optional_line("rating_label", 1..=80);
        if let (Some(None), Some(Some(_))) = (&rating, &rating_label) {
            object
                .at()
                .member("rating_label")
                .problem("says what a `rating` means, but there is none");
        }
        Some(Review {
            content: content?,
            author: author?,
            rating: rating?,
            rating_label: rating_label?,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::block::{BlockKind, check_block};

    #[test]
    fn a_review_has_words_and_perhaps_an_author_and_stars() {
        let review = |more| {
            let review = json!({"type": "review", "format": "markdown", "content": "Soft!"});
            check_block(review, more)
        };
        review(json!({})).passes();
        review(json!({"author": "Ann", "rating": 4.5, "rating_label": "4,5 von 5"})).passes();
        review(json!({"rating": 5.0, "content": ""})).has(&["$.content is empty"]);
        for rating in [json!(4.3), json!(-0.5), json!(5.5), json!(1e300)] {
            let message =
                format!("$.rating is {rating}; a number from 0 to 5 in steps of 0.5 is allowed");
            review(json!({"rating": rating})).has(&[&message]);
        }
        review(json!({"rating": "5", "author": ""})).has(&[
            "$.author is empty",
            "$.rating must be a number, but is a string",
        ]);
        review(json!({"rating_label": "Great"}))
            .has(&["$.rating_label says what a `rating` means, but there is none"]);
    }

    #[test]
    fn stars_are_written_as_text() {
        for (rating, text) in [(json!(0), "0"), (json!(4), "4"), (json!(4.5), "4.5")] {
            let review = json!({"type": "review", "format": "markdown", "content": "Soft!", "rating": rating});
            let block = check_block(review, json!({})).read();
            assert_eq!(serde_json::to_value(&block).unwrap()["rating"], rating);
            match block.kind {
                BlockKind::Review(review) => assert_eq!(review.rating.unwrap().stars(), text),
                _ => unreachable!("it is a review"),
            }
        }
    }
}
