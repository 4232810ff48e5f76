//! Text files and places in them.
//!
//! Everything a clerk wrote is kept as the bytes that were read, and every later stage points
//! back into them: a finding that cannot show its place is half a finding.

use std::cmp::Ordering;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::finding::{Finding, Text, rule};
use crate::text;

mod encoding;
mod why;

pub use why::why;

/// A text file that was read: its workspace-relative path (`/` separated) and its text.
pub struct Source {
    path: String,
    text: String,
    /// Byte offsets at which lines start; the first is always 0.
    lines: Vec<usize>,
}

impl Source {
    /// Wraps a text under the path that findings will show.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let (path, text) = (path.into(), text.into());
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        Arc::new(Self { path, text, lines })
    }

    /// The workspace-relative path, `/` separated.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text as read, a byte-order mark and CR LF line ends included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// 1-based line and column of a byte offset; columns count code points.
    ///
    /// A byte-order mark is no part of the first line: no editor counts it. An offset beyond the
    /// text or inside a character counts as the nearest one before it that is neither.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = floor_boundary(&self.text, offset);
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines[line - 1];
        let before = &self.text[start..offset];
        let marks = usize::from(start == 0 && before.starts_with(BYTE_ORDER_MARK));
        (line, before.chars().count() + 1 - marks)
    }

    /// The bytes of a 1-based line without its line end; empty beyond the last line.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let end_of_text = self.text.len();
        let Some(start) = line.checked_sub(1).and_then(|at| self.lines.get(at)) else {
            return end_of_text..end_of_text;
        };
        let end = self.lines.get(line).map_or(end_of_text, |next| next - 1);
        let body = &self.text[*start..end];
        *start..*start + body.strip_suffix('\r').unwrap_or(body).len()
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({}, {} bytes)", self.path, self.text.len())
    }
}

/// U+FEFF, which old versions of Notepad put before UTF-8 text.
pub const BYTE_ORDER_MARK: char = '\u{FEFF}';

fn floor_boundary(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset.min(text.len()))
}

/// A byte range of one source. Cheap to clone. Offsets always lie on char boundaries in the text.
#[derive(Clone)]
pub struct Span {
    /// The text pointed into.
    pub source: Arc<Source>,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// Points at bytes `start..end`; offsets that are none are moved down to the nearest that is.
    pub fn new(source: &Arc<Source>, start: usize, end: usize) -> Self {
        let start = floor_boundary(source.text(), start);
        let end = floor_boundary(source.text(), end).max(start);
        Self { source: Arc::clone(source), start, end }
    }

    /// The empty range at 0, for findings about a file as such.
    pub fn whole(source: &Arc<Source>) -> Self {
        Self::new(source, 0, 0)
    }

    /// The text of the range.
    pub fn text(&self) -> &str {
        let range = self.start..self.end;
        self.source.text().get(range).unwrap_or_default()
    }

    /// 1-based line and column of the first byte; see [`Source::line_column`].
    pub fn line_column(&self) -> (usize, usize) {
        self.source.line_column(self.start)
    }

    /// 1-based line and column just after the last byte.
    pub fn end_line_column(&self) -> (usize, usize) {
        self.source.line_column(self.end)
    }

    /// Whether `other` lies within this range of the same file.
    pub fn contains(&self, other: &Self) -> bool {
        self.source.path == other.source.path
            && (self.start..=self.end).contains(&other.start)
            && other.end <= self.end
    }

    fn key(&self) -> (&str, usize, usize) {
        (self.source.path(), self.start, self.end)
    }
}

impl PartialEq for Span {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Span {}

impl PartialOrd for Span {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Span {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}..{}", self.source.path, self.start, self.end)
    }
}

/// A value and the place it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// Reads a UTF-8 text file, or says what is wrong with it.
///
/// `shown` is the path that findings carry; `limit` is the largest size in bytes, compared before
/// anything is read.
///
/// # Errors
/// A finding when the file is missing, a directory, unreadable, over the limit or not UTF-8 (then
/// with the encoding it seems to be in).
pub fn read(path: &Path, shown: &str, limit: u64) -> Result<Arc<Source>, Box<Finding>> {
    let whole = || Span::whole(&Source::new(shown, ""));
    let unreadable = |error: io::Error| Box::new(unreadable(&error, shown, whole()));
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        let message = text!("`{shown}` 不是普通文件", "`{shown}` is not a regular file");
        return Err(Box::new(Finding::new(&rule::NOT_A_FILE, whole(), message)));
    }
    if metadata.len() > limit {
        return Err(Box::new(too_large(shown, limit, whole())));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    // A file may grow between the two looks at it.
    let read = file.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    if read.map_err(unreadable)? as u64 > limit {
        return Err(Box::new(too_large(shown, limit, whole())));
    }
    decode(bytes, shown)
}

/// Makes a source of bytes that were read elsewhere (an archive, an embedded file).
///
/// # Errors
/// A finding when the bytes are not UTF-8.
pub fn decode(bytes: Vec<u8>, shown: &str) -> Result<Arc<Source>, Box<Finding>> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source::new(shown, text)),
        Err(error) => Err(Box::new(encoding::finding(&error, shown))),
    }
}

fn unreadable(error: &io::Error, shown: &str, span: Span) -> Finding {
    if error.kind() == io::ErrorKind::NotFound {
        let message = text!("找不到文件 `{shown}`", "there is no file `{shown}`");
        return Finding::new(&rule::MISSING_FILE, span, message);
    }
    let Text { zh, en } = why(error);
    let message = text!("无法读取 `{shown}`：{zh}", "`{shown}` could not be read: {en}");
    Finding::new(&rule::UNREADABLE_FILE, span, message)
}

fn too_large(shown: &str, limit: u64, span: Span) -> Finding {
    let message = text!(
        "`{shown}` 超过 {limit} 字节的上限，未读取",
        "`{shown}` is larger than {limit} bytes and was not read"
    );
    Finding::new(&rule::FILE_TOO_LARGE, span, message)
}

#[cfg(test)]
mod tests;
