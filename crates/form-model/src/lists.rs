//! Allow list and deny list of a rule.
//!
//! The value must match an entry of the allow list, if that has any, and no entry of the deny list.

use serde::Serialize;

use crate::{
    pattern::{Pattern, Subject},
    read::{At, Object},
};

/// The most entries of one list: each travels with every page view.
const MAX_ENTRIES: usize = 50;

/// An allow list and a deny list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lists<T> {
    /// The allowed values; empty = everything.
    pub allow_list: Vec<T>,
    /// The denied values; wins over the allow list.
    pub deny_list: Vec<T>,
}

impl<T> Lists<T> {
    /// Whether neither list has an entry.
    pub fn is_empty(&self) -> bool {
        self.allow_list.is_empty() && self.deny_list.is_empty()
    }

    /// Reads both lists, which may be empty, or left out.
    pub(crate) fn read<'a>(
        object: &mut Object<'a>,
        what: &str,
        read: impl Fn(&At<'a>) -> Option<T>,
    ) -> Option<Self> {
        let allow_list = object.list("allow_list", MAX_ENTRIES, what, &read);
        let deny_list = object.list("deny_list", MAX_ENTRIES, what, &read);
        Some(Lists {
            allow_list: allow_list?,
            deny_list: deny_list?,
        })
    }

    /// Reads both lists, of which at least one has an entry: a rule without entries would let every visitor pass.
    pub(crate) fn read_some<'a>(
        object: &mut Object<'a>,
        what: &str,
        read: impl Fn(&At<'a>) -> Option<T>,
    ) -> Option<Self> {
        let problems_before = object.at().problem_count();
        let lists = Self::read(object, what, read)?;
        if lists.is_empty() {
            if object.at().problem_count() == problems_before {
                object
                    .at()
                    .problem(format!("needs {what} in its `allow_list` or `deny_list`"));
            }
            return None;
        }
        Some(lists)
    }
}

impl Lists<Pattern> {
    /// Reads lists of patterns, of which at least one has an entry.
    pub(crate) fn read_patterns(object: &mut Object<'_>, subject: Subject) -> Option<Self> {
        Self::read_some(object, "patterns", |at| Pattern::read(at, subject))
    }
}

/// Reads lists of a few names, and returns the names on the allow list (all if it is empty) that are not on the deny
/// list.
pub(crate) fn read_names<T: Copy + PartialEq>(
    object: &mut Object<'_>,
    what: &str,
    names: &[(&str, T)],
) -> Option<Vec<T>> {
    let problems_before = object.at().problem_count();
    let lists = Lists::read_some(object, what, |at| at.choice(names))?;
    let left: Vec<T> = names
        .iter()
        .map(|&(_, name)| name)
        .filter(|name| lists.allow_list.is_empty() || lists.allow_list.contains(name))
        .filter(|name| !lists.deny_list.contains(name))
        .collect();
    if left.is_empty() {
        if object.at().problem_count() == problems_before {
            object.at().problem(format!(
                "leaves no {what}: all that the allow list has is on the deny list"
            ));
        }
        return None;
    }
    Some(left)
}
