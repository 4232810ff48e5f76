//! The engine: built once, then asked for one letter after another, from any thread.

use std::panic::{AssertUnwindSafe, catch_unwind};

use typst::foundations::{Bytes, Smart};
use typst::syntax::Source;
use typst::text::FontBook;
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::fonts::{self, FontError};
use super::glyphs::{self, MissingGlyph};
use super::world::{LetterWorld, Shared, Sources, file_id};
use crate::assets::Assets;

/// The data file every template reads.
const DATA: &str = "case.json";

/// How many letters ago a cached result may have been used: measured best between memory and speed.
const CACHE_AGE: usize = 10;

/// The most pages a letter may have: beyond it something has gone wrong with the data.
const MOST_PAGES: usize = 300;

/// Why a letter could not be rendered.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The template is not there.
    #[error("there is no template `{0}`")]
    NoTemplate(String),
    /// Typst's own diagnostics, warnings included, at their places in the template.
    #[error("{0}")]
    Template(String),
    /// Characters no pinned font has.
    #[error("no pinned font has a glyph for {}", list(.0))]
    Glyphs(Vec<MissingGlyph>),
    /// Far too many pages.
    #[error("the letter has {0} pages, more than {MOST_PAGES}")]
    TooLong(usize),
    /// Typst itself failed.
    #[error("the typesetter failed on this letter")]
    Panicked,
}

fn list(missing: &[MissingGlyph]) -> String {
    let one = |glyph: &MissingGlyph| {
        let code = glyph.text.chars().next().map_or(0, u32::from);
        format!("“{}” (U+{code:04X}, page {})", glyph.text, glyph.page)
    };
    missing.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A rendered letter.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// Its pages.
    pub pages: usize,
}

/// Library, fonts and templates.
pub struct Engine {
    shared: Shared,
    standards: PdfStandards,
}

impl Engine {
    /// Loads fonts and templates.
    ///
    /// # Errors
    /// When a pinned font is missing or another.
    pub fn new(assets: &Assets) -> Result<Self, FontError> {
        let fonts = fonts::load(assets)?;
        let folders = assets.procedures().into_iter().chain(["shared".to_owned()]);
        let mut sources = Sources::default();
        for folder in folders {
            for (name, asset) in assets.below(&folder).filter(|(name, _)| name.ends_with(".typ")) {
                let text = String::from_utf8_lossy(&asset.bytes).into_owned();
                sources.extend(file_id(name).map(|id| (id, Source::new(id, text))));
            }
        }
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]);
        let shared = Shared {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sources,
            data: file_id(DATA).expect("a plain name is a path"),
        };
        Ok(Self { shared, standards: standards.expect("A-2a and UA-1 go together") })
    }

    /// Renders a letter. `id` has to be the same for the same letter: it seeds the PDF's own id.
    ///
    /// # Errors
    /// When the template or the data is at fault; see [`Failure`].
    pub fn render(&self, id: &str, template: &str, data: &serde_json::Value) -> Result<Rendered, Failure> {
        // One letter that makes the typesetter panic must not take the others down.
        let attempt = catch_unwind(AssertUnwindSafe(|| self.attempt(id, template, data)));
        typst::comemo::evict(CACHE_AGE);
        attempt.unwrap_or(Err(Failure::Panicked))
    }

    fn attempt(&self, id: &str, template: &str, data: &serde_json::Value) -> Result<Rendered, Failure> {
        let missing = || Failure::NoTemplate(template.to_owned());
        let known = |main: &typst::syntax::FileId| self.shared.sources.contains_key(main);
        let main = file_id(template).filter(known).ok_or_else(missing)?;
        let json = Bytes::new(data.to_string().into_bytes());
        let world = LetterWorld { shared: &self.shared, main, json };
        let compiled = typst::compile::<PagedDocument>(&world);
        let document = compiled.output.map_err(|errors| Failure::Template(world.explain(&errors)))?;
        if !compiled.warnings.is_empty() {
            return Err(Failure::Template(world.explain(&compiled.warnings)));
        }
        let pages = document.pages().len();
        if pages > MOST_PAGES {
            return Err(Failure::TooLong(pages));
        }
        let missing = glyphs::missing(&document);
        if !missing.is_empty() {
            return Err(Failure::Glyphs(missing));
        }
        let options = PdfOptions {
            ident: Smart::Custom(id.into()),
            standards: self.standards.clone(),
            ..PdfOptions::default()
        };
        let pdf = typst_pdf::pdf(&document, &options)
            .map_err(|errors| Failure::Template(world.explain(&errors)))?;
        Ok(Rendered { pdf, pages })
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Engine({} fonts, {} sources)", self.shared.fonts.len(), self.shared.sources.len())
    }
}
