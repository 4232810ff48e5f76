//! The directory, record by record.

use std::io::{self, Read};

use crate::bundle::layout::Name;
use crate::path::BundlePath;
use crate::text;

use crate::verify::problem::{self, Problem, Problems};

use super::header::{self, Central};
use super::{Entry, MAX_NAME};

/// A walk through the directory.
pub(super) struct Walk<R> {
    bytes: R,
    /// Where the next record of the directory begins.
    at: u64,
    /// Where the next local header must begin.
    next: u64,
    /// Where the files' data end.
    data: u64,
    folder: Option<Name>,
}

impl<R: Read> Walk<R> {
    /// A walk through the bytes of a directory that begins at `start`.
    pub(super) fn new(bytes: R, start: u64) -> Self {
        Self { bytes, at: start, next: 0, data: start, folder: None }
    }

    /// The folder that all entries so far lie in.
    pub(super) fn folder(self) -> Option<Name> {
        self.folder
    }

    /// Whether the files reach to the directory and the directory to its end.
    pub(super) fn check_end(&self, end: u64) -> Result<(), Box<Problem>> {
        if self.at == end && self.next == self.data {
            return Ok(());
        }
        let message = text!(
            "文件数据、目录和结束记录之间有空隙",
            "there is a gap between the files, the directory and the end record"
        );
        let problem = Problem::new(&problem::NOT_CANONICAL, message).at(self.next);
        Err(problem.differs(self.data, self.next).into())
    }

    /// The next record.
    ///
    /// # Errors
    /// A problem that makes reading on pointless; others are pushed.
    pub(super) fn entry(&mut self, problems: &mut Problems) -> Result<Entry, Box<Problem>> {
        let at = self.at;
        let mut found = [0; Central::LENGTH];
        self.read(&mut found)?;
        let central = Central::read(&found);
        if !found.starts_with(Central::MAGIC) {
            let message = text!("目录中有不是记录的内容", "the directory holds what is no record");
            return Err(Problem::new(&problem::NOT_CANONICAL, message).at(at).into());
        }
        let name = self.name(central.name_length.into())?;
        check_kind(&central, &name)?;
        let path = self.path(&name)?;
        let expected = Central::write(&name, central.crc32, central.bytes, self.next);
        if let Some(problem) = header::compare(&expected, &found, at) {
            problems.push(problem.path(path.as_str()));
        }
        if central.extra > 0 {
            return Err(extra_bytes(at, &name).into());
        }
        self.advance(path, &central, &name)
    }

    /// The entry, and on to the place of the next.
    fn advance(&mut self, path: BundlePath, central: &Central, name: &str) -> Result<Entry, Box<Problem>> {
        let Central { crc32, bytes, .. } = *central;
        let start = self.next;
        let end = start + (header::LOCAL_LENGTH + name.len()) as u64 + u64::from(bytes);
        if end > self.data {
            let message = text!(
                "zip 所称文件大小超出文件本身，或各文件互相重叠",
                "the zip claims more bytes than it has, or its files overlap"
            );
            let problem = Problem::new(&problem::LYING_SIZE, message).path(path.as_str());
            return Err(problem.at(start).differs(self.data, end).into());
        }
        self.next = end;
        Ok(Entry { path, crc32, bytes, start })
    }

    fn read(&mut self, into: &mut [u8]) -> Result<(), Box<Problem>> {
        let at = self.at;
        self.at += into.len() as u64;
        let Err(error) = self.bytes.read_exact(into) else {
            return Ok(());
        };
        // The directory is bounded by its size, not by the end of the file.
        if error.kind() == io::ErrorKind::UnexpectedEof {
            let message = text!("目录比所称的短", "the directory is shorter than claimed");
            return Err(Problem::new(&problem::NOT_CANONICAL, message).at(at).into());
        }
        Err(Problem::io(&error).at(at).into())
    }

    fn name(&mut self, length: usize) -> Result<String, Box<Problem>> {
        let at = self.at;
        let unsafe_name = |found: String| {
            let message =
                text!("zip 中的文件名过长或不是 UTF-8", "a name in the zip is too long or not UTF-8");
            let problem = Problem::new(&problem::UNSAFE_NAME, message).at(at);
            problem.path(&found)
        };
        if length > MAX_NAME {
            return Err(unsafe_name(format!("({length})")).into());
        }
        let mut name = vec![0; length];
        self.read(&mut name)?;
        let name = String::from_utf8(name);
        name.map_err(|error| unsafe_name(error.as_bytes().escape_ascii().to_string()).into())
    }

    /// The path within the folder that all names share.
    fn path(&mut self, name: &str) -> Result<BundlePath, Box<Problem>> {
        let (folder, path) = match name.split_once('/') {
            Some((folder, path)) => (folder, Some(path)),
            None => (name, None),
        };
        // Names that could do harm come first: they are worse than any other thing wrong.
        let safe = |part| {
            BundlePath::new(part).map_err(|error| {
                let problem = Problem::new(&problem::UNSAFE_NAME, error.text());
                Box::new(problem.at(self.at).path(name))
            })
        };
        safe(folder)?;
        let path = path.map(safe).transpose()?;
        let named = folder.parse::<Name>().ok();
        let same = self.folder.is_none() || self.folder == named;
        let (Some(named), Some(path), true) = (named, path, same) else {
            let message = text!(
                "zip 中应只有一个文件夹，名为 `<id>-r<版次>`",
                "the zip must hold one folder only, named `<id>-r<revision>`"
            );
            let problem = Problem::new(&problem::WRONG_FOLDER, message);
            return Err(problem.at(self.at).path(name).into());
        };
        self.folder = Some(named);
        Ok(path)
    }
}

fn extra_bytes(at: u64, name: &str) -> Problem {
    let message =
        text!("目录记录带有附加字段或注释", "a record of the directory has extra fields or a comment");
    Problem::new(&problem::NOT_CANONICAL, message).at(at).path(name)
}

/// Refuses links, devices and whatever would have to be expanded; names what unzips as a folder.
fn check_kind(central: &Central, name: &str) -> Result<(), Box<Problem>> {
    if name.ends_with('/') {
        let message = text!("zip 中有文件夹条目", "the zip has an entry for a folder");
        return Err(Problem::new(&problem::NOT_CANONICAL, message).path(name).into());
    }
    if !central.is_regular() {
        let message = text!(
            "zip 中有不是普通文件的条目（链接、设备等）",
            "the zip has an entry that is no regular file but a link, a device or the like"
        );
        return Err(Problem::new(&problem::UNSAFE_ENTRY, message).path(name).into());
    }
    if central.method != 0 {
        let message = text!(
            "zip 中的文件经过压缩，本格式只存储不压缩",
            "a file in the zip is compressed; this format stores only"
        );
        return Err(Problem::new(&problem::COMPRESSED, message).path(name).into());
    }
    Ok(())
}
