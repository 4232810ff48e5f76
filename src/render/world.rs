//! The world one letter sees.

#[expect(clippy::disallowed_types, reason = "file ids have no order; the map is only looked up")]
use std::collections::HashMap;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};
use typst_kit::diagnostics::termcolor::NoColor;
use typst_kit::diagnostics::{DiagnosticFormat, DiagnosticWorld, emit};

/// Templates by their ids.
#[expect(clippy::disallowed_types, reason = "file ids have no order; the map is only looked up")]
pub(super) type Sources = HashMap<FileId, Source>;

/// What all letters share.
pub(super) struct Shared {
    pub(super) library: LazyHash<Library>,
    pub(super) book: LazyHash<FontBook>,
    pub(super) fonts: Vec<Font>,
    pub(super) sources: Sources,
    pub(super) data: FileId,
}

/// The id of a virtual file.
///
/// Ids are interned and never freed, so only names that are fixed per process may be given:
/// templates and the one data file, never a path of a case.
pub(super) fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// One letter: the shared part, its template, its data.
pub(super) struct LetterWorld<'a> {
    pub(super) shared: &'a Shared,
    pub(super) main: FileId,
    pub(super) json: Bytes,
}

impl World for LetterWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let missing = || FileError::NotFound(id.vpath().get_without_slash().into());
        self.shared.sources.get(&id).cloned().ok_or_else(missing)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shared.data {
            return Ok(self.json.clone());
        }
        self.source(id).map(Bytes::from_string)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.get(index).cloned()
    }

    /// No clock: a letter's date is in its data.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

impl DiagnosticWorld for LetterWorld<'_> {
    fn name(&self, id: FileId) -> String {
        format!("templates/{}", id.vpath().get_without_slash())
    }
}

impl LetterWorld<'_> {
    /// The diagnostics as Typst shows them: file, line, column, source line.
    pub(super) fn explain(&self, diagnostics: &[SourceDiagnostic]) -> String {
        let mut buffer = NoColor::new(Vec::new());
        match emit(&mut buffer, self, diagnostics, DiagnosticFormat::Human) {
            Ok(()) => String::from_utf8_lossy(&buffer.into_inner()).trim_end().to_owned(),
            Err(_) => diagnostics.iter().map(|one| one.message.as_str()).collect::<Vec<_>>().join("\n"),
        }
    }
}
