//! The bytes of whole bodies that are held at the same time, which are bounded.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// One permit a byte.
#[derive(Debug)]
pub(crate) struct Memory(Arc<Semaphore>);

/// Bytes that are held, until this is dropped.
pub(crate) type Held = OwnedSemaphorePermit;

impl Memory {
    pub(crate) fn new(max_bytes: usize) -> Self {
        Memory(Arc::new(Semaphore::new(max_bytes)))
    }

    /// Holds some bytes, if there is room for them now.
    pub(crate) fn try_hold(&self, bytes: usize) -> Option<Held> {
        let bytes = u32::try_from(bytes).ok()?;
        self.0.clone().try_acquire_many_owned(bytes).ok()
    }
}
