//! How inline formats nest, and when runs share an element.
//!
//! Each run has a chain of elements around it, outermost first. Neighbors share the elements from the outside inwards
//! for as long as those are equal: tag, address and look.

use std::borrow::Cow;

use super::{Attributes, attributes::Marks, look::Look};

/// An inline element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Code,
    Sub,
    Sup,
    Strong,
    Em,
    S,
    U,
    A,
    Span,
}

impl Tag {
    pub(super) fn name(self) -> &'static str {
        match self {
            Tag::Code => "code",
            Tag::Sub => "sub",
            Tag::Sup => "sup",
            Tag::Strong => "strong",
            Tag::Em => "em",
            Tag::S => "s",
            Tag::U => "u",
            Tag::A => "a",
            Tag::Span => "span",
        }
    }
}

/// The elements of marks, outermost first.
const MARKS: [(Marks, Tag); 7] = [
    (Marks::CODE, Tag::Code),
    (Marks::SUB, Tag::Sub),
    (Marks::SUP, Tag::Sup),
    (Marks::BOLD, Tag::Strong),
    (Marks::ITALIC, Tag::Em),
    (Marks::STRIKE, Tag::S),
    (Marks::UNDERLINE, Tag::U),
];

/// The most elements around one run: code, sub or sup, strong, em, s, u, a, and a span.
const MOST: usize = 9;

/// The elements around a run.
#[derive(Clone, Debug)]
pub(super) struct Chain<'a> {
    tags: [Tag; MOST],
    len: usize,
    /// Which of them has the styling.
    pub(super) look_at: usize,
    pub(super) look: Look<'a>,
    pub(super) href: Option<Cow<'a, str>>,
}

impl<'a> Chain<'a> {
    /// No element.
    pub(super) fn none() -> Self {
        Chain {
            tags: [Tag::Span; MOST],
            len: 0,
            look_at: 0,
            look: Look::default(),
            href: None,
        }
    }

    /// As Quill nests them: the link inside, the look on the outermost.
    pub(super) fn as_quill(
        attributes: &Attributes<'_>,
        look: Look<'a>,
        href: Option<Cow<'a, str>>,
    ) -> Self {
        let mut chain = Chain::none();
        chain.push_marks(attributes.marks);
        if href.is_some() {
            chain.push(Tag::A);
        }
        if chain.len == 0 && !look.is_none() {
            chain.push(Tag::Span);
        }
        chain.look = look;
        chain.href = href;
        chain
    }

    /// The nesting in a form: the link is outside, so that one link is one element, whatever formats it contains.
    pub(super) fn for_form(
        attributes: &Attributes<'_>,
        look: Look<'a>,
        href: Option<Cow<'a, str>>,
    ) -> Self {
        let mut chain = Chain::none();
        if href.is_some() {
            chain.push(Tag::A);
            chain.look_at = 1;
        }
        chain.push_marks(attributes.marks);
        if chain.len == chain.look_at && !look.is_none() {
            chain.push(Tag::Span);
        }
        chain.look = look;
        chain.href = href;
        chain
    }

    pub(super) fn tags(&self) -> &[Tag] {
        &self.tags[..self.len]
    }

    /// How many elements, from the outside, this run shares with the run before it.
    pub(super) fn shared_with(&self, before: &Chain<'_>) -> usize {
        let is_shared = |index: usize| {
            let tag = self.tags[index];
            tag == before.tags[index]
                && (tag != Tag::A || self.href == before.href)
                && (index == self.look_at) == (index == before.look_at)
                && (index != self.look_at || self.look == before.look)
        };
        (0..self.len.min(before.len))
            .take_while(|&index| is_shared(index))
            .count()
    }

    fn push_marks(&mut self, marks: Marks) {
        for (mark, tag) in MARKS {
            if marks.has(mark) {
                self.push(tag);
            }
        }
    }

    fn push(&mut self, tag: Tag) {
        self.tags[self.len] = tag;
        self.len += 1;
    }
}

/// Writes the end tags of all elements of the chain but the first `kept`.
pub(super) fn close(out: &mut String, chain: &Chain<'_>, kept: usize) {
    for tag in chain.tags()[kept..].iter().rev() {
        out.push_str("</");
        out.push_str(tag.name());
        out.push('>');
    }
}
