//! The strict reader of the canonical zip: it never extracts, and accepts one byte string only.
//!
//! From the few things that may differ (names, checksums, sizes) every header is written anew and
//! compared byte for byte, so that no field can hide anything. The layouts are those of APPNOTE
//! 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.

use std::io::{BufReader, Read, Seek, SeekFrom};

use crate::bundle::layout::{MAX_BYTES, MAX_ENTRIES, MAX_FOLDER, Name};
use crate::path::{BundlePath, MAX_PATH};
use crate::text;

use super::problem::{self, Problem, Problems};

mod header;
mod walk;

use header::{Central, End};
use walk::Walk;

/// The longest name of an entry: folder, slash, path.
const MAX_NAME: usize = MAX_FOLDER + 1 + MAX_PATH;

/// A file of the zip, as its directory has it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) path: BundlePath,
    pub(super) crc32: u32,
    pub(super) bytes: u32,
    /// Where its local header begins.
    pub(super) start: u64,
}

/// The files of a zip.
#[derive(Debug)]
pub(super) struct Directory {
    /// The one folder they lie in.
    pub(super) folder: Name,
    /// In the order of the zip.
    pub(super) entries: Vec<Entry>,
}

impl Directory {
    /// Where an entry's data begin.
    pub(super) fn data_start(&self, entry: &Entry) -> u64 {
        entry.start + self.header_length(entry) as u64
    }

    /// The length of what stands before an entry's data.
    pub(super) fn header_length(&self, entry: &Entry) -> usize {
        header::LOCAL_LENGTH + self.folder.entry(&entry.path).len()
    }

    /// Compares what stands before an entry's data with what must stand there.
    pub(super) fn check_header(&self, entry: &Entry, found: &[u8]) -> Option<Problem> {
        let name = self.folder.entry(&entry.path);
        let expected = header::local(&name, entry.crc32, entry.bytes);
        let problem = header::compare(&expected, found, entry.start)?;
        Some(problem.path(entry.path.as_str()))
    }
}

/// Reads and checks directory and end record.
///
/// # Errors
/// A problem that makes reading on pointless; others are pushed.
pub(super) fn directory<R: Read + Seek>(
    reader: &mut R,
    length: u64,
    problems: &mut Problems,
) -> Result<Directory, Box<Problem>> {
    let end = end_record(reader, length)?;
    seek(reader, end.start.into())?;
    let bytes = BufReader::new(reader.take(end.size.into()));
    let mut walk = Walk::new(bytes, end.start.into());
    let mut entries = Vec::new();
    for _ in 0..end.entries {
        entries.push(walk.entry(problems)?);
    }
    walk.check_end(u64::from(end.start) + u64::from(end.size))?;
    let folder = walk.folder().ok_or_else(empty)?;
    Ok(Directory { folder, entries })
}

fn empty() -> Problem {
    let message = text!("zip 中没有文件", "the zip holds no file");
    Problem::new(&problem::NOT_A_ZIP, message)
}

fn seek<R: Seek>(reader: &mut R, at: u64) -> Result<(), Box<Problem>> {
    let moved = reader.seek(SeekFrom::Start(at));
    moved.map(drop).map_err(|error| Problem::io(&error).at(at).into())
}

fn read(reader: &mut impl Read, into: &mut [u8], at: u64) -> Result<(), Box<Problem>> {
    let read = reader.read_exact(into);
    read.map_err(|error| Problem::io(&error).at(at).into())
}

fn end_record<R: Read + Seek>(reader: &mut R, length: u64) -> Result<End, Box<Problem>> {
    if length > MAX_BYTES {
        let message = text!(
            "文件超过 {MAX_BYTES} 字节的上限，未读取",
            "the file is larger than {MAX_BYTES} bytes and was not read"
        );
        return Err(Problem::new(&problem::TOO_LARGE, message).differs(MAX_BYTES, length).into());
    }
    let Some(at) = length.checked_sub(End::LENGTH as u64) else {
        return Err(no_end(reader, length).into());
    };
    seek(reader, at)?;
    let mut found = [0; End::LENGTH];
    read(reader, &mut found, at)?;
    if !found.starts_with(End::MAGIC) {
        return Err(no_end(reader, length).into());
    }
    let end = End::read(&found);
    if end.entries as usize > MAX_ENTRIES {
        let message =
            text!("zip 所称文件数超过 {MAX_ENTRIES} 个", "the zip claims more than {MAX_ENTRIES} files");
        let problem = Problem::new(&problem::TOO_MANY_ENTRIES, message);
        return Err(problem.at(at).differs(MAX_ENTRIES, end.entries).into());
    }
    header::compare(&end.write(), &found, at).map_or(Ok(()), Err)?;
    let start = u64::from(end.start) + u64::from(end.size);
    let room = u64::from(end.entries) * (Central::LENGTH + MAX_NAME) as u64;
    if start != at || u64::from(end.size) > room {
        let message = text!(
            "目录不在文件数据与结束记录之间：首尾多出了内容，或大小不实",
            "the directory does not lie between files and end record: something was put before or behind, or the sizes are false"
        );
        let problem = Problem::new(&problem::NOT_CANONICAL, message);
        return Err(problem.at(at).differs(at, start).into());
    }
    Ok(end)
}

/// No end record at the exact end, the only place where one is looked for.
fn no_end<R: Read + Seek>(reader: &mut R, length: u64) -> Problem {
    let mut start = Vec::new();
    let read = seek(reader, 0).map(|()| reader.take(4).read_to_end(&mut start));
    match read {
        Err(problem) => *problem,
        Ok(Err(error)) => Problem::io(&error).at(0),
        Ok(Ok(_)) if start == header::LOCAL_MAGIC => {
            let message = text!(
                "文件末尾不是 zip 的结束记录：文件被截断，或末尾多出了内容",
                "the file does not end in a zip's end record: it was cut off, or something was added"
            );
            Problem::new(&problem::NO_END_RECORD, message).at(length)
        }
        Ok(Ok(_)) => {
            let message = text!("不是 zip 文件", "this is not a zip file");
            Problem::new(&problem::NOT_A_ZIP, message).at(0)
        }
    }
}
