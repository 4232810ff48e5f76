//! One reading of all files, from the front to the end, in constant memory but for the manifests.

use std::collections::BTreeMap;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use crate::bundle::info::claimed_version;
use crate::bundle::layout::{
    BAG_INFO, BAGIT, MANIFEST_SHA256, MANIFEST_SM3, TAGMANIFEST_SHA256, TAGMANIFEST_SM3, VERSION,
};
use crate::digest::{Digests, Hasher, pump};
use crate::path::{BundlePath, MAX_PATH};
use crate::text;

use super::problem::{self, Problem, Problems};
use super::zip::{Directory, Entry};

/// What was found in a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) digests: Digests,
    /// Whether the zip's checksum is right.
    pub(super) crc32: bool,
}

/// What was found in all files.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub(super) files: BTreeMap<BundlePath, Found>,
    kept: BTreeMap<BundlePath, Vec<u8>>,
}

impl Contents {
    /// The bytes of one of the control files that are looked into.
    pub(super) fn kept(&self, path: &str) -> Option<&[u8]> {
        let mut kept = self.kept.iter();
        kept.find(|(name, _)| name.as_str() == path).map(|(_, bytes)| bytes.as_slice())
    }
}

/// The longest `bagit.txt` or `bag-info.txt` that is looked into.
const MAX_TEXT: u64 = 16 * 1024;

/// How long a file may be that is kept in memory; `None` for all others.
fn limit(path: &str, entries: usize) -> Option<u64> {
    match path {
        BAGIT | BAG_INFO => Some(MAX_TEXT),
        MANIFEST_SHA256 | MANIFEST_SM3 | TAGMANIFEST_SHA256 | TAGMANIFEST_SM3 => {
            // Digest, two spaces, path, line feed.
            Some(entries as u64 * (64 + 2 + MAX_PATH as u64 + 1))
        }
        _ => None,
    }
}

/// Refuses control files that are longer than they can rightly be, before any is read.
///
/// # Errors
/// That problem.
pub(super) fn check_limits(directory: &Directory) -> Result<(), Box<Problem>> {
    for Entry { path, bytes, .. } in &directory.entries {
        let limit = limit(path.as_str(), directory.entries.len());
        if let Some(limit) = limit.filter(|limit| u64::from(*bytes) > *limit) {
            let message = text!("控制文件过大，未读取", "a control file is too large and was not read");
            let problem = Problem::new(&problem::TOO_LARGE, message).path(path.as_str());
            return Err(problem.differs(limit, bytes).into());
        }
    }
    Ok(())
}

/// Refuses to judge a later version of the format: all that follows is about this one. A claim
/// that is damaged itself is none.
///
/// # Errors
/// A problem if reading fails or the version is a later one.
pub(super) fn check_version<R: Read + Seek>(
    reader: &mut R,
    directory: &Directory,
) -> Result<(), Box<Problem>> {
    let mut entries = directory.entries.iter();
    let Some(entry) = entries.find(|entry| entry.path.as_str() == BAG_INFO) else {
        return Ok(());
    };
    let start = directory.data_start(entry);
    let failed = |error: io::Error| Problem::io(&error).at(start).path(BAG_INFO);
    let mut bytes = Vec::new();
    reader.seek(SeekFrom::Start(start)).map_err(failed)?;
    let length = u64::from(entry.bytes).min(MAX_TEXT);
    reader.take(length).read_to_end(&mut bytes).map_err(failed)?;
    let sound = crc32fast::hash(&bytes) == entry.crc32;
    let claimed = str::from_utf8(&bytes).ok().and_then(claimed_version);
    match claimed.filter(|version| sound && *version > VERSION) {
        None => Ok(()),
        Some(version) => {
            let message = text!(
                "包的格式版本是 {version}，本程序只认识 {VERSION}",
                "the bundle has version {version} of the format, this program knows {VERSION} only"
            );
            let problem = Problem::new(&problem::UNKNOWN_VERSION, message);
            Err(problem.path(BAG_INFO).differs(VERSION, version).into())
        }
    }
}

/// Reads every file, comparing local headers on the way.
///
/// # Errors
/// A problem if reading fails.
pub(super) fn read<R: Read + Seek>(
    reader: &mut R,
    directory: &Directory,
    problems: &mut Problems,
) -> Result<Contents, Box<Problem>> {
    reader.seek(SeekFrom::Start(0)).map_err(|error| Problem::io(&error).at(0))?;
    let mut reader = BufReader::with_capacity(64 * 1024, reader);
    let mut contents = Contents::default();
    for entry in &directory.entries {
        let mut header = vec![0; directory.header_length(entry)];
        let path = entry.path.as_str();
        let failed = |error: io::Error| Problem::io(&error).at(entry.start).path(path);
        reader.read_exact(&mut header).map_err(failed)?;
        if let Some(problem) = directory.check_header(entry, &header) {
            problems.push(problem);
        }
        let keep = limit(path, directory.entries.len()).is_some();
        let (found, kept) = read_file(&mut reader, entry, keep).map_err(failed)?;
        contents.files.insert(entry.path.clone(), found);
        if keep {
            contents.kept.insert(entry.path.clone(), kept);
        }
    }
    Ok(contents)
}

fn read_file(reader: impl Read, entry: &Entry, keep: bool) -> io::Result<(Found, Vec<u8>)> {
    let mut hasher = Hasher::default();
    let mut crc32 = crc32fast::Hasher::new();
    let mut kept = Vec::new();
    let length = u64::from(entry.bytes);
    pump(reader.take(length), |piece| {
        hasher.update(piece);
        crc32.update(piece);
        if keep {
            kept.extend_from_slice(piece);
        }
        Ok::<_, io::Error>(())
    })?;
    let digests = hasher.finish();
    if digests.bytes != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let crc32 = crc32.finalize() == entry.crc32;
    Ok((Found { digests, crc32 }, kept))
}
