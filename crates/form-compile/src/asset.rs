//! Immutable files, named by their content.

use sha2::{Digest, Sha256};

/// Length of a content id: 95 bits in base 62.
const CONTENT_ID_LEN: usize = 16;

/// Bits of the digest that a content id keeps: the most that always fit into 16 digits of base 62 (62^16 > 2^95).
/// An accidental collision needs about 2^47 files; to forge one for a given file takes 2^95 tries.
const CONTENT_ID_BITS: u32 = 95;

/// A file at `/a/<hash>.<extension>`, which never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The content id of the bytes.
    pub hash: String,
    /// Extension without its dot; it settles the media type.
    pub extension: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Asset {
    /// Names a file by its content.
    pub fn new(extension: &'static str, bytes: Vec<u8>) -> Self {
        Asset {
            hash: content_id(&bytes),
            extension,
            bytes,
        }
    }

    /// Its path on the service's origin.
    pub fn path(&self) -> String {
        format!("/a/{}.{}", self.hash, self.extension)
    }
}

/// Names content: 16 letters and digits from the SHA-256 of the bytes.
pub fn content_id(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let digest = Sha256::digest(bytes);
    let number = digest
        .iter()
        .take(16)
        .fold(0_u128, |number, &byte| number << 8 | u128::from(byte));
    let mut number = number >> (128 - CONTENT_ID_BITS);
    let mut id = [b'0'; CONTENT_ID_LEN];
    for place in id.iter_mut().rev() {
        *place = DIGITS[(number % 62) as usize];
        number /= 62;
    }
    id.iter().map(|&digit| char::from(digit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_id_is_fixed_for_ever() {
        assert_eq!(content_id(b""), content_id(b""));
        assert_ne!(content_id(b"a"), content_id(b"b"));
        let id = content_id(b"dormouse");
        assert_eq!(id.len(), 16);
        assert!(id.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        assert_eq!(id, "XCrxAvBIQXayKVUf");
    }
}
