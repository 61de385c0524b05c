//! Files that are being sent: all answers with one file share its bytes, so that many slow readers of a large picture
//! take no more memory than one.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use axum::body::Bytes;

use crate::content_encoding::ContentEncoding;

/// How many files may be remembered before those are forgotten that no client reads any more.
const REMEMBERED: usize = 1_024;

/// A file in one encoding: hash, extension and encoding.
type Key = (String, String, ContentEncoding);

/// The files that are being sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct SharedFiles(Arc<Mutex<HashMap<Key, Weak<Vec<u8>>>>>);

impl SharedFiles {
    /// The bytes of a file, if a client is reading it.
    pub(super) fn get(&self, key: &Key) -> Option<Bytes> {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.get(key)?.upgrade().map(to_bytes)
    }

    /// Shares the bytes of a file.
    pub(super) fn add(&self, key: Key, bytes: Vec<u8>) -> Bytes {
        let bytes = Arc::new(bytes);
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if files.len() >= REMEMBERED {
            files.retain(|_, file| file.strong_count() > 0);
        }
        files.insert(key, Arc::downgrade(&bytes));
        to_bytes(bytes)
    }
}

fn to_bytes(bytes: Arc<Vec<u8>>) -> Bytes {
    /// The type that `Bytes` needs.
    struct Owner(Arc<Vec<u8>>);

    impl AsRef<[u8]> for Owner {
        fn as_ref(&self) -> &[u8] {
            &self.0
        }
    }

    Bytes::from_owner(Owner(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(hash: usize) -> Key {
        (
            hash.to_string(),
            "jpg".to_owned(),
            ContentEncoding::Identity,
        )
    }

    #[test]
    fn readers_of_one_file_share_its_bytes() {
        let files = SharedFiles::default();
        let first = files.add(key(0), vec![1; 1_000]);
        let second = files.get(&key(0)).unwrap();
        assert_eq!(first.as_ptr(), second.as_ptr());
        drop((first, second));
        assert_eq!(files.get(&key(0)), None);
    }

    #[test]
    fn what_no_client_reads_is_forgotten() {
        let files = SharedFiles::default();
        for hash in 0..10 * REMEMBERED {
            drop(files.add(key(hash), Vec::new()));
        }
        assert!(files.0.lock().unwrap().len() <= REMEMBERED);
    }
}
