//! `open_links_in`: where links in texts to another site open. Links to the page's own site stay in its tab.

use serde::Serialize;

use crate::read::At;

/// Where links to other sites open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkTarget {
    /// In a new tab. The default.
    #[default]
    NewTab,
    /// In the page's own tab.
    SameTab,
}

impl LinkTarget {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
    pub(crate) fn is_default(&self) -> bool {
        *self == LinkTarget::NewTab
    }

    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        at.choice(&[
            ("new_tab", LinkTarget::NewTab),
            ("same_tab", LinkTarget::SameTab),
        ])
    }
}
