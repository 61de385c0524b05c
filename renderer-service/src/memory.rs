//! The bytes of whole bodies, and of answers that are not sent yet, that are held at the same time: they are bounded.

use std::sync::Arc;

use axum::body::Bytes;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// One permit per byte.
#[derive(Debug)]
pub(crate) struct Memory(Arc<Semaphore>);

/// Bytes that are held, until this is dropped.
pub(crate) type Held = OwnedSemaphorePermit;

impl Memory {
    pub(crate) fn new(max_bytes: usize) -> Self {
        Memory(Arc::new(Semaphore::new(max_bytes)))
    }

    /// The bytes of an answer, held until they are sent, or the client is gone; `None` if there is no room.
    pub(crate) fn try_hold_answer(&self, bytes: Vec<u8>) -> Option<Bytes> {
        let held = self.try_hold(bytes.len())?;
        Some(Bytes::from_owner(Answer { bytes, _held: held }))
    }

    /// Reserves some bytes, if there is room for them now.
    pub(crate) fn try_hold(&self, bytes: usize) -> Option<Held> {
        let bytes = u32::try_from(bytes).ok()?;
        self.0.clone().try_acquire_many_owned(bytes).ok()
    }
}

/// An answer, and the room that it takes.
struct Answer {
    bytes: Vec<u8>,
    _held: Held,
}

impl AsRef<[u8]> for Answer {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_takes_room_until_its_last_byte_is_gone() {
        let memory = Memory::new(10);
        let answer = memory.try_hold_answer(vec![0; 8]).unwrap();
        assert!(memory.try_hold_answer(vec![0; 3]).is_none());
        let unsent = answer.slice(6..);
        drop(answer);
        assert!(memory.try_hold(3).is_none());
        drop(unsent);
        assert!(memory.try_hold(10).is_some());
    }
}
