//! Media types of the files that are served, by their extension.

/// Properties of files with one extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MediaType {
    /// Extension without its dot.
    pub(crate) extension: &'static str,
    /// Value of `Content-Type`.
    pub(crate) content_type: &'static str,
    /// Whether the bytes get smaller by compressing them again.
    pub(crate) is_compressible: bool,
    /// Whether a browser runs it as a script.
    pub(crate) is_script: bool,
}

/// A script. The wasm modules travel inside scripts as strings, which only UTF-8 reads back byte for byte.
pub(crate) const SCRIPT: MediaType = MediaType {
    is_script: true,
    ..text("js", "text/javascript; charset=utf-8")
};

/// Finds the media type of an extension.
pub(crate) fn of_extension(extension: &str) -> Option<MediaType> {
    MEDIA_TYPES
        .into_iter()
        .find(|media_type| media_type.extension == extension)
}

const MEDIA_TYPES: [MediaType; 12] = [
    SCRIPT,
    text("json", "application/json"),
    text("css", "text/css; charset=utf-8"),
    text("html", "text/html; charset=utf-8"),
    text("svg", "image/svg+xml"),
    MediaType {
        is_compressible: true,
        ..picture("wasm", "application/wasm")
    },
    picture("png", "image/png"),
    picture("jpg", "image/jpeg"),
    picture("gif", "image/gif"),
    picture("webp", "image/webp"),
    picture("avif", "image/avif"),
    // Compressed already.
    picture("woff2", "font/woff2"),
];

const fn text(extension: &'static str, content_type: &'static str) -> MediaType {
    MediaType {
        extension,
        content_type,
        is_compressible: true,
        is_script: false,
    }
}

const fn picture(extension: &'static str, content_type: &'static str) -> MediaType {
    MediaType {
        extension,
        content_type,
        is_compressible: false,
        is_script: false,
    }
}
