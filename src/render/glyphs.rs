//! Characters no pinned font has: an error that names them, never a box on a letter.

use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

/// A character that was drawn as a box.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissingGlyph {
    /// The text it stands in (a cluster, usually one character).
    pub text: String,
    /// Its page, from 1.
    pub page: usize,
}

/// Every character of the pages that has no glyph, each once.
pub(super) fn missing(document: &PagedDocument) -> Vec<MissingGlyph> {
    let mut found = Vec::new();
    for (index, page) in document.pages().iter().enumerate() {
        walk(&page.frame, index + 1, &mut found);
    }
    found.sort();
    found.dedup();
    found
}

fn walk(frame: &Frame, page: usize, found: &mut Vec<MissingGlyph>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => walk(&group.frame, page, found),
            FrameItem::Text(text) => {
                let missing = text.glyphs.iter().filter(|glyph| glyph.id == 0);
                let cluster =
                    |glyph: &typst::text::Glyph| text.text.get(glyph.range()).unwrap_or_default().to_owned();
                found.extend(missing.map(|glyph| MissingGlyph { text: cluster(glyph), page }));
            }
            _ => {}
        }
    }
}
