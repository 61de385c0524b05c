//! Counts the contents of a JSON text before anything is built from it: one pass, without recursion.
//!
//! Text that is not JSON passes here; the parser that comes next refuses it.

use std::{borrow::Cow, collections::HashSet};

use memchr::memchr2;

use crate::{Fault, MAX_DEPTH, MAX_VALUES, path_at};

/// How to treat a member that appears twice in its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeated {
    Refused,
    LastCounts,
}

/// Objects with more members than this have their names in a hash set, so that finding one again stays fast.
const FEW_NAMES: usize = 16;

/// One array or object that is open.
struct Frame<'a> {
    is_object: bool,
    /// Where its names begin among all names of open objects.
    first_name: usize,
    many_names: Option<HashSet<Cow<'a, str>>>,
}

struct Scan<'a> {
    text: &'a str,
    repeated: Repeated,
    values: usize,
    frames: Vec<Frame<'a>>,
    names: Vec<Cow<'a, str>>,
    /// Whether a string that begins now is the name of a member.
    expects_name: bool,
}

/// Makes sure that a text stays within [`MAX_DEPTH`] and [`MAX_VALUES`], and that no member appears twice where that is
/// refused.
pub(crate) fn scan(text: &str, repeated: Repeated) -> Result<(), Fault> {
    let mut scan = Scan {
        text,
        repeated,
        values: 0,
        frames: Vec::new(),
        names: Vec::new(),
        expects_name: false,
    };
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at = match byte {
            b'{' | b'[' => {
                scan.open(byte == b'{')?;
                at + 1
            }
            b'}' | b']' => {
                scan.close();
                at + 1
            }
            b',' => {
                scan.expects_name = scan.frames.last().is_some_and(|frame| frame.is_object);
                at + 1
            }
            b'"' => {
                let end = string_end(bytes, at);
                scan.string(at, end)?;
                end
            }
            b':' | b' ' | b'\n' | b'\r' | b'\t' => at + 1,
            _ => {
                scan.count()?;
                scalar_end(bytes, at)
            }
        };
    }
    Ok(())
}

impl<'a> Scan<'a> {
    fn count(&mut self) -> Result<(), Fault> {
        self.values += 1;
        if self.values > MAX_VALUES {
            return Err(Fault::TooManyValues);
        }
        Ok(())
    }

    fn open(&mut self, is_object: bool) -> Result<(), Fault> {
        self.count()?;
        if self.frames.len() == MAX_DEPTH {
            return Err(Fault::TooDeep);
        }
        self.frames.push(Frame {
            is_object,
            first_name: self.names.len(),
            many_names: None,
        });
        self.expects_name = is_object;
        Ok(())
    }

    fn close(&mut self) {
        if let Some(frame) = self.frames.pop() {
            self.names.truncate(frame.first_name);
        }
        self.expects_name = false;
    }

    fn string(&mut self, start: usize, end: usize) -> Result<(), Fault> {
        if !self.expects_name {
            return self.count();
        }
        self.expects_name = false;
        let is_new = self.repeated == Repeated::LastCounts || self.is_new(start, end);
        if is_new {
            return Ok(());
        }
        let path = path_at(self.text, end);
        Err(Fault::Repeated { path })
    }

    /// Whether the name between two positions is new in its object.
    fn is_new(&mut self, start: usize, end: usize) -> bool {
        let (Some(frame), Some(name)) = (self.frames.last_mut(), name(&self.text[start..end]))
        else {
            return true;
        };
        if let Some(names) = &mut frame.many_names {
            return names.insert(name);
        }
        let known = &self.names[frame.first_name..];
        if known.contains(&name) {
            return false;
        }
        self.names.push(name);
        if self.names.len() - frame.first_name > FEW_NAMES {
            frame.many_names = Some(self.names.drain(frame.first_name..).collect());
        }
        true
    }
}

/// The unescaped name; `None` if it is not a JSON string.
fn name(quoted: &str) -> Option<Cow<'_, str>> {
    let plain = quoted.strip_prefix('"')?.strip_suffix('"')?;
    if plain.contains('\\') {
        return serde_json::from_str(quoted).ok().map(Cow::Owned);
    }
    Some(Cow::Borrowed(plain))
}

/// The end of the string that begins at `at`.
pub(crate) fn string_end(bytes: &[u8], at: usize) -> usize {
    let mut at = at + 1;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        at += found;
        if bytes[at] == b'"' {
            return at + 1;
        }
        at += 2;
    }
    bytes.len()
}

/// The end of the number or the word that begins at `at`.
fn scalar_end(bytes: &[u8], at: usize) -> usize {
    let is_over = |byte: &u8| b"{}[],:\" \n\r\t".contains(byte);
    let length = bytes[at..].iter().position(is_over);
    length.map_or(bytes.len(), |length| at + length)
}

#[cfg(test)]
mod tests;
