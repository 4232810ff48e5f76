//! What a rendered letter says, read back from its PDF.

use std::path::Path;

/// The text of all pages without any space or line break: where lines break is no matter here.
pub fn text(pdf: &Path) -> String {
    let document = lopdf::Document::load(pdf).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text = document.extract_text(&pages).expect("tagged text");
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
