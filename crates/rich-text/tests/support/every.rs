//! Renders a content in every way there is, and checks each result.

use std::collections::HashSet;

use rich_text::{Content, Format, Layout, Options, Output, Profile, StyleSheet};

use super::{
    allowed::{Kind, check},
    css,
};

const LAYOUTS: [Layout; 3] = [Layout::Block, Layout::Inline, Layout::Label];
const PROFILES: [Profile; 3] = [Profile::Default, Profile::Style, Profile::Class];
const OUTPUTS: [Output; 3] = [Output::Onsite, Output::Quill, Output::QuillSemantic];

/// HTML that was looked at, and is not looked at again.
#[derive(Default)]
pub(crate) struct Seen {
    checked: HashSet<(String, Kind, u8)>,
    /// How often something was rendered.
    pub(crate) rendered: usize,
}

impl Seen {
    /// How many different pieces of HTML were read as a browser reads them.
    pub(crate) fn checked(&self) -> usize {
        self.checked.len()
    }

    fn check(&mut self, html: String, kind: Kind, layout: Layout) -> Result<(), String> {
        self.rendered += 1;
        // Quill's own outputs ignore layouts.
        let layout = match kind {
            Kind::Quill | Kind::Semantic => Layout::Block,
            _ => layout,
        };
        let key = (html, kind, layout as u8);
        if self.checked.contains(&key) {
            return Ok(());
        }
        if let Err(problem) = check(&key.0, kind, layout) {
            return Err(format!("{kind:?} {layout:?} {problem}\n  {:?}", key.0));
        }
        self.checked.insert(key);
        Ok(())
    }
}

/// Renders and checks; the error describes the problem, with the HTML. A refusal is fine.
pub(crate) fn render_and_check(
    format: Format,
    content: &Content<'_>,
    seen: &mut Seen,
) -> Result<(), String> {
    for layout in LAYOUTS {
        if format == Format::Markdown {
            for smart_punctuation in [false, true] {
                let options = Options {
                    layout,
                    smart_punctuation,
                    ..Options::default()
                };
                if let Ok(rendered) = content.render(format, options) {
                    seen.check(rendered.html, Kind::Markdown, layout)?;
                }
            }
            continue;
        }
        let mut sheet = StyleSheet::default();
        let options = Options {
            layout,
            ..Options::default()
        };
        if let Ok(rendered) = content.render_with_sheet(format, options, &mut sheet) {
            let rules = css::rules(&sheet.to_css(".s"))?;
            seen.check(rendered.html, Kind::Sheet(rules), layout)?;
        }
        for profile in PROFILES {
            for output in OUTPUTS {
                if output != Output::Onsite && layout != Layout::Block {
                    continue;
                }
                let options = Options {
                    output,
                    profile,
                    layout,
                    ..Options::default()
                };
                if let Ok(rendered) = content.render(format, options) {
                    seen.check(rendered.html, Kind::of(output), layout)?;
                }
            }
        }
    }
    Ok(())
}
