//! Content encodings: which one a client gets, and how files are compressed ahead.

use std::io::{self, Write};

use flate2::{Compression, write::GzEncoder};

/// How the bytes of an answer are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ContentEncoding {
    /// Brotli, RFC 7932.
    Brotli,
    /// Gzip, RFC 1952.
    Gzip,
    /// Uncompressed.
    Identity,
}

impl ContentEncoding {
    /// Chooses the smallest encoding that a client accepts by its `Accept-Encoding`: RFC 9110, 12.5.3.
    ///
    /// The fallback is identity, even for a client that refuses it, because the alternative is an error that helps no
    /// client.
    pub(crate) fn negotiate(accept_encoding: Option<&str>) -> Self {
        let accept_encoding = accept_encoding.unwrap_or_default();
        let accepts = |name| accepts(accept_encoding, name);
        if accepts("br") {
            ContentEncoding::Brotli
        } else if accepts("gzip") {
            ContentEncoding::Gzip
        } else {
            ContentEncoding::Identity
        }
    }

    /// Value of `Content-Encoding`; `None` for uncompressed bytes.
    pub(crate) fn header(self) -> Option<&'static str> {
        match self {
            ContentEncoding::Brotli => Some("br"),
            ContentEncoding::Gzip => Some("gzip"),
            ContentEncoding::Identity => None,
        }
    }

    /// Strong entity tag of content with this hash: other bytes need another tag, so each encoding has its own.
    pub(crate) fn entity_tag(self, hash: &str) -> String {
        match self.header() {
            Some(name) => format!("\"{hash}-{name}\""),
            None => format!("\"{hash}\""),
        }
    }
}

/// Compresses with brotli at its best: this is done once, at publish, and read ever after.
pub(crate) fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut io::Cursor::new(bytes), &mut compressed, &parameters)?;
    Ok(compressed)
}

/// Compresses with gzip at its best.
pub(crate) fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// Whether a header names an encoding, or `*`, with a weight above zero; its own name wins over `*`.
fn accepts(accept_encoding: &str, name: &str) -> bool {
    let mut any = false;
    for element in accept_encoding.split(',') {
        let mut parts = element.split(';').map(str::trim);
        let coding = parts.next().unwrap_or_default();
        let is_wanted = !parts.any(is_zero_weight);
        if coding.eq_ignore_ascii_case(name) {
            return is_wanted;
        }
        any |= coding == "*" && is_wanted;
    }
    any
}

fn is_zero_weight(parameter: &str) -> bool {
    parameter
        .strip_prefix("q=")
        .or_else(|| parameter.strip_prefix("Q="))
        .and_then(|weight| weight.trim().parse::<f32>().ok())
        .is_some_and(|weight| weight <= 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(accept_encoding: &str, chosen: ContentEncoding) {
        assert_eq!(
            ContentEncoding::negotiate(Some(accept_encoding)),
            chosen,
            "{accept_encoding}"
        );
    }

    #[test]
    fn the_smallest_encoding_that_is_accepted_is_chosen() {
        check("gzip, deflate, br, zstd", ContentEncoding::Brotli);
        check("gzip", ContentEncoding::Gzip);
        check("GZIP;q=0.5", ContentEncoding::Gzip);
        check("*", ContentEncoding::Brotli);
        check("", ContentEncoding::Identity);
        check("deflate", ContentEncoding::Identity);
        assert_eq!(ContentEncoding::negotiate(None), ContentEncoding::Identity);
    }

    #[test]
    fn an_encoding_of_weight_zero_is_refused() {
        check("br;q=0, gzip", ContentEncoding::Gzip);
        check("br; q=0.000, *", ContentEncoding::Gzip);
        check("*;q=0", ContentEncoding::Identity);
        check("identity;q=0", ContentEncoding::Identity);
    }

    #[test]
    fn each_encoding_has_its_own_entity_tag() {
        assert_eq!(ContentEncoding::Brotli.entity_tag("a"), "\"a-br\"");
        assert_eq!(ContentEncoding::Identity.entity_tag("a"), "\"a\"");
    }
}
