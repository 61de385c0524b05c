//! Compares a text with the lists of a condition, and says which list decides. [`judge`](crate::judge) only asks
//! whether the condition holds.

use crate::{entry, program};

/// The result of comparing a text with the lists of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lists {
    /// The condition holds.
    Hold,
    /// The allow list has entries, but none of them matches.
    NotAllowed,
    /// An entry of the deny list matches.
    Denied,
}

/// Compares a text with the lines of a condition's lists.
pub fn compare(lists: &[u8], text: &[u8]) -> Lists {
    let matching = |list| {
        let mut entries = program::lines(lists).filter(move |&(head, _)| head == list);
        entries.any(|(_, entry)| entry::matches(entry, text))
    };
    let is_listed = program::lines(lists).any(|(head, _)| head == program::ALLOW);
    if matching(program::DENY) {
        Lists::Denied
    } else if is_listed && !matching(program::ALLOW) {
        Lists::NotAllowed
    } else {
        Lists::Hold
    }
}

#[cfg(test)]
mod tests {
    use super::{Lists, compare};

    #[test]
    fn says_which_list_decides() {
        assert_eq!(compare(b"", b"a"), Lists::Hold);
        assert_eq!(compare(b"+*a\n-*b\n", b"a"), Lists::Hold);
        assert_eq!(compare(b"+*a\n-*b\n", b"c"), Lists::NotAllowed);
        assert_eq!(compare(b"+*b\n-*b\n", b"b"), Lists::Denied);
    }
}
