//! Remembers which submissions were asked to retry, and when, so that retries on time come before new submissions.
//!
//! A flood of fake signups has a new id each time, and an attacker who keeps ids and waits with them has one chance for
//! each of them and each wait, like every visitor. The table never grows; the longest waiting make room.

use std::hash::{BuildHasher, RandomState};

/// Entries that share a place in the table.
const WAYS: usize = 8;

/// A submission that was refused. Its key is a hash with a secret of this process.
#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    key: u64,
    due_us: u64,
}

/// The table.
#[derive(Debug)]
pub(super) struct Waiting {
    hasher: RandomState,
    entries: Box<[Entry]>,
}

impl Waiting {
    /// Remembers `size` submissions at most, a power of two.
    pub(super) fn new(size: usize) -> Self {
        Waiting {
            hasher: RandomState::new(),
            entries: vec![Entry::default(); size].into_boxed_slice(),
        }
    }

    /// When a refused submission may come again; `None` if it was never refused, or was forgotten.
    pub(super) fn due_us(&self, name: &str) -> Option<u64> {
        let (key, place) = self.place(name);
        let known = self.entries[place..place + WAYS]
            .iter()
            .find(|entry| entry.key == key);
        known.map(|entry| entry.due_us)
    }

    /// Says when a submission may come again.
    pub(super) fn put(&mut self, name: &str, due_us: u64) {
        let (key, place) = self.place(name);
        let entries = &mut self.entries[place..place + WAYS];
        let known = entries.iter().position(|entry| entry.key == key);
        let longest = || (0..WAYS).min_by_key(|index| entries[*index].due_us);
        let index = known.or_else(longest).unwrap_or(0);
        entries[index] = Entry { key, due_us };
    }

    /// Forgets a submission that was let in.
    pub(super) fn remove(&mut self, name: &str) {
        let (key, place) = self.place(name);
        for entry in &mut self.entries[place..place + WAYS] {
            if entry.key == key {
                *entry = Entry::default();
            }
        }
    }

    /// The key of a name, and where in the table it may be.
    fn place(&self, name: &str) -> (u64, usize) {
        let key = self.hasher.hash_one(name);
        let places = self.entries.len() / WAYS;
        // Truncated to the bits of a slot, which differ from those that distinguish its entries.
        let place = usize::try_from(key >> 32).unwrap_or(0) % places;
        (key | 1, place * WAYS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_waiting_submission_is_remembered_until_it_is_accepted() {
        let mut waiting = Waiting::new(64);
        assert_eq!(waiting.due_us("a"), None);
        waiting.put("a", 5);
        waiting.put("a", 7);
        assert_eq!((waiting.due_us("a"), waiting.due_us("b")), (Some(7), None));
        waiting.remove("a");
        assert_eq!(waiting.due_us("a"), None);
    }

    #[test]
    fn of_too_many_the_latest_are_known() {
        let mut waiting = Waiting::new(1_024);
        for number in 0..100_000 {
            waiting.put(&number.to_string(), number);
        }
        let known = (0..100_000).filter(|number| waiting.due_us(&number.to_string()).is_some());
        assert_eq!(known.count(), 1_024);
        assert!((99_900..100_000).all(|number| waiting.due_us(&number.to_string()).is_some()));
    }
}
