//! Content of either format.

use std::{borrow::Cow, fmt};

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::{
    Fault, Format, Layout, Links, Note, Options, Rendered,
    delta::{Delta, DeltaSeed},
    markdown,
    style_sheet::StyleSheet,
};

/// Content of either format, read in one pass and borrowed from its JSON if possible.
///
/// It is read before its format is known, because a request may name the format last.
#[derive(Clone, Debug)]
pub enum Content<'a> {
    /// A string: Markdown; as a Delta, an empty document.
    Text(Cow<'a, str>),
    /// The ops, or the fault that was found; and where they are within the content.
    Delta(Result<Delta<'a>, Fault>, OpsAt),
}

/// Where the ops of a Delta are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpsAt {
    /// The content is `{"ops": […]}`.
    Member,
    /// The content is `[…]`.
    Root,
}

impl Content<'_> {
    /// Renders the content.
    pub fn render(&self, format: Format, options: Options) -> Result<Rendered, Note> {
        self.render_with(format, options, None)
    }

    /// Renders the content for a form: styling becomes classes of the sheet, because a page's policy may forbid styles
    /// in markup. The profile has no effect.
    pub fn render_with_sheet(
        &self,
        format: Format,
        options: Options,
        sheet: &mut StyleSheet,
    ) -> Result<Rendered, Note> {
        self.render_with(format, options, Some(sheet))
    }

    /// Renders it for a place inside a line, such as a label: no block elements, and no links where `links` forbids them.
    ///
    /// ```
    /// # use rich_text::{Content, Format, Links};
    /// let content = Content::Text("# Join [**now**](/join)".into());
    /// let rendered = content.render_inline(Format::Markdown, Links::Forbidden)?;
    /// assert_eq!(rendered.html, "Join <strong>now</strong>");
    /// # Ok::<(), rich_text::Note>(())
    /// ```
    pub fn render_inline(&self, format: Format, links: Links) -> Result<Rendered, Note> {
        let layout = match links {
            Links::Allowed => Layout::Inline,
            Links::Forbidden => Layout::Label,
        };
        let options = Options {
            layout,
            ..Options::default()
        };
        self.render(format, options)
    }

    /// The words alone, for places that take no markup, such as a title.
    ///
    /// ```
    /// # use rich_text::{Content, Format};
    /// let content = Content::Text("# Join [**now**](/join)".into());
    /// assert_eq!(content.render_text(Format::Markdown)?, "Join now");
    /// # Ok::<(), rich_text::Note>(())
    /// ```
    pub fn render_text(&self, format: Format) -> Result<String, Note> {
        Ok(self.render(format, Options::default())?.text)
    }

    /// The plain text, with each link's address after its words: what is stored of a text that visitors consent to.
    pub fn words_with_addresses(&self, format: Format) -> Result<String, Note> {
        let words = match (format, self) {
            (Format::Markdown, Content::Text(text)) => markdown::words_with_addresses(text),
            (Format::Markdown, Content::Delta(..)) => Err(Fault::NotMarkdown),
            (Format::Delta, Content::Text(_)) => Ok(String::new()),
            (Format::Delta, Content::Delta(Ok(delta), _)) => Ok(delta.words_with_addresses()),
            (Format::Delta, Content::Delta(Err(fault), _)) => Err(fault.clone()),
        };
        words.map_err(|fault| self.located(&fault))
    }

    fn render_with(
        &self,
        format: Format,
        options: Options,
        sheet: Option<&mut StyleSheet>,
    ) -> Result<Rendered, Note> {
        let rendered = match (format, self) {
            (Format::Markdown, Content::Text(text)) => markdown::render(text, options),
            (Format::Markdown, Content::Delta(..)) => Err(Fault::NotMarkdown),
            (Format::Delta, Content::Text(_)) => Delta::default().render(options, sheet),
            (Format::Delta, Content::Delta(Ok(delta), _)) => delta.render(options, sheet),
            (Format::Delta, Content::Delta(Err(fault), _)) => Err(fault.clone()),
        };
        match rendered {
            Ok(mut rendered) => {
                for note in &mut rendered.notes {
                    note.path.insert_str(0, self.ops_path());
                }
                Ok(rendered)
            }
            Err(fault) => Err(self.located(&fault)),
        }
    }

    /// The fault with its path; Markdown has no ops, and so no path below the content.
    fn located(&self, fault: &Fault) -> Note {
        let ops_path = match fault {
            Fault::NotMarkdown => "",
            _ => self.ops_path(),
        };
        Note {
            path: format!("{ops_path}{}", fault.path()),
            message: fault.to_string(),
            is_minor: false,
        }
    }

    fn ops_path(&self) -> &'static str {
        match self {
            Content::Delta(_, OpsAt::Member) => ".ops",
            _ => "",
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Content<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ContentVisitor)
    }
}

struct ContentVisitor;

/// A value that is not a document at all is read as an empty one, as Quill does.
fn empty<'a>() -> Content<'a> {
    Content::Delta(Ok(Delta::default()), OpsAt::Root)
}

impl<'de> Visitor<'de> for ContentVisitor {
    type Value = Content<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a Delta or a string of Markdown")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Content<'de>, E> {
        Ok(Content::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Content<'de>, E> {
        Ok(Content::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Content<'de>, E> {
        Ok(Content::Text(Cow::Owned(text)))
    }

    fn visit_unit<E>(self) -> Result<Content<'de>, E> {
        Ok(empty())
    }

    fn visit_bool<E>(self, _: bool) -> Result<Content<'de>, E> {
        Ok(empty())
    }

    fn visit_i64<E>(self, _: i64) -> Result<Content<'de>, E> {
        Ok(empty())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Content<'de>, E> {
        Ok(empty())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Content<'de>, E> {
        Ok(empty())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Content<'de>, A::Error> {
        let ops = DeltaSeed.visit_seq(seq)?;
        Ok(Content::Delta(ops, OpsAt::Root))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Content<'de>, A::Error> {
        let mut ops = Ok(Delta::default());
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if key == "ops" {
                ops = map.next_value_seed(DeltaSeed)?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Content::Delta(ops, OpsAt::Member))
    }
}
