//! How large one content may be: enough for any form, and small enough that none delays publishing.

/// The maximum number of ops of a Delta.
pub const OPS: usize = 2_000;

/// Text of a content, in bytes of UTF-8.
pub const TEXT_BYTES: usize = 100_000;

/// Addresses of the pictures of a Delta together, in bytes: base64 of some 1.1 MB.
pub const IMAGE_BYTES: usize = 1_500_000;

/// Addresses, colors and languages of a Delta, in bytes, each counted once for every line that its op spans, because it
/// is written again on each.
pub const ATTRIBUTE_BYTES: usize = 500_000;

/// How deep elements of Markdown may nest: lists in lists, quotes in quotes. Browsers stop at 512.
pub const DEPTH: usize = 32;

/// How many characters of a user's text a message shows.
pub(crate) const SHOWN_CHARS: usize = 60;
