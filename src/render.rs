//! Renders letters with Typst, in this process.
//!
//! One [`Engine`] holds the library, the fonts and the templates; each letter is a small world of
//! its own that sees the templates and one JSON of data, and nothing else: no disk, no network,
//! no clock. PDF/A-2a with PDF/UA-1, tagged; the same data gives the same bytes.

mod data;
mod engine;
mod fonts;
mod glyphs;
mod world;

pub use data::letter as letter_data;
pub use engine::{Engine, Failure};
pub use fonts::FontError;
pub use glyphs::MissingGlyph;
