//! The bytes of one file of a bundle: measured first, copied later, and compared.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::Digest as _;

use crate::digest::{Digests, Hasher, Sha256, Sm3, pump};

use super::{BundleError, BundlePath};

/// Where a payload file's bytes come from.
#[derive(Clone, Debug)]
pub enum Content {
    /// From memory.
    Bytes(Arc<[u8]>),
    /// From memory, measured before: what many bundles hold is hashed once.
    Blob(Arc<Blob>),
    /// From a file, streamed.
    File {
        /// Where it is.
        path: PathBuf,
        /// Its digests, if known: then they need not be computed first. Bytes that turn out to
        /// have others are an error.
        digests: Option<Digests>,
    },
}

impl Content {
    /// The SHA-256 of the content as it is now.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub(super) fn sha256(&self) -> io::Result<Sha256> {
        match self {
            Self::Bytes(bytes) => Ok(Sha256::of(bytes)),
            Self::Blob(blob) => Ok(blob.digests.sha256),
            Self::File { path, .. } => Sha256::read(File::open(path)?),
        }
    }
}

/// Bytes with their digests.
#[derive(Clone, Debug)]
pub struct Blob {
    bytes: Vec<u8>,
    digests: Digests,
    crc32: u32,
}

impl Blob {
    /// Measures bytes.
    pub fn new(bytes: Vec<u8>) -> Self {
        let (digests, crc32) = (Digests::of(&bytes), crc32fast::hash(&bytes));
        Self { bytes, digests, crc32 }
    }
}

/// Content whose digests are known.
pub(super) struct Measured {
    content: Content,
    pub(super) digests: Digests,
    pub(super) crc32: u32,
}

impl Measured {
    /// Of a text made by the program.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self {
            content: Content::Bytes(bytes.into()),
            digests: Digests::of(bytes),
            crc32: crc32fast::hash(bytes),
        }
    }

    /// Reads the content once.
    ///
    /// # Errors
    /// If a file cannot be read, or has another length than its known digests say.
    pub(super) fn new(path: &BundlePath, content: Content) -> Result<Self, BundleError> {
        let (digests, crc32) = match &content {
            Content::Bytes(bytes) => (Digests::of(bytes), crc32fast::hash(bytes)),
            Content::Blob(blob) => (blob.digests, blob.crc32),
            Content::File { path: file, digests } => {
                let measured = measure(file, *digests);
                measured.map_err(|error| BundleError::input(path, error))?
            }
        };
        Ok(Self { content, digests, crc32 })
    }

    /// Copies the content to `out`.
    ///
    /// # Errors
    /// If a file cannot be read or is not as measured, or if `out` fails.
    pub(super) fn copy(&self, path: &BundlePath, out: &mut impl Write) -> Result<(), BundleError> {
        let copied = match &self.content {
            Content::Bytes(bytes) => out.write_all(bytes).map_err(Stop::Write),
            Content::Blob(blob) => out.write_all(&blob.bytes).map_err(Stop::Write),
            Content::File { path: file, digests } => {
                // Digests that were handed in are seen to be right here for the first time; of
                // those computed here, the faster one shows whether the bytes are still the same.
                let sm3 = digests.is_some().then(sm3::Sm3::default);
                let file = File::open(file).map_err(Stop::Read);
                file.and_then(|file| self.copy_file(file, sm3, out))
            }
        };
        copied.map_err(|stop| match stop {
            Stop::Read(error) => BundleError::input(path, error),
            Stop::Write(error) => BundleError::Output(error),
            Stop::Changed => BundleError::Changed { path: path.clone() },
        })
    }

    fn copy_file(
        &self,
        file: impl Read,
        mut sm3: Option<sm3::Sm3>,
        out: &mut impl Write,
    ) -> Result<(), Stop> {
        let mut sha256 = sha2::Sha256::default();
        let mut left = self.digests.bytes;
        pump(file, |piece| {
            left = left.checked_sub(piece.len() as u64).ok_or(Stop::Changed)?;
            sha256.update(piece);
            if let Some(sm3) = &mut sm3 {
                sm3.update(piece);
            }
            out.write_all(piece).map_err(Stop::Write)
        })?;
        let sm3 = sm3.map(|sm3| Sm3(sm3.finalize().into()));
        let same = left == 0
            && Sha256(sha256.finalize().into()) == self.digests.sha256
            && sm3.is_none_or(|sm3| sm3 == self.digests.sm3);
        if same { Ok(()) } else { Err(Stop::Changed) }
    }
}

fn measure(file: &Path, known: Option<Digests>) -> io::Result<(Digests, u32)> {
    let mut crc32 = crc32fast::Hasher::new();
    let mut hasher = Hasher::default();
    pump(File::open(file)?, |piece| {
        crc32.update(piece);
        if known.is_none() {
            hasher.update(piece);
        }
        Ok::<_, io::Error>(())
    })?;
    Ok((known.unwrap_or_else(|| hasher.finish()), crc32.finalize()))
}

/// Why copying stopped.
enum Stop {
    Read(io::Error),
    Write(io::Error),
    Changed,
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Read(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path() -> BundlePath {
        BundlePath::new("data/x").expect("a safe name")
    }

    fn overwrite(path: &Path, bytes: &[u8]) {
        let written = File::create(path).and_then(|mut file| file.write_all(bytes));
        written.expect("the disk takes it");
    }

    fn attempt(before: &[u8], known: Option<Digests>, after: &[u8]) -> Result<(), BundleError> {
        let file = tempfile::NamedTempFile::new().expect("a temporary file");
        let content = Content::File { path: file.path().into(), digests: known };
        overwrite(file.path(), before);
        let measured = Measured::new(&path(), content)?;
        overwrite(file.path(), after);
        let mut out = Vec::new();
        measured.copy(&path(), &mut out)?;
        assert_eq!(out, after);
        Ok(())
    }

    #[test]
    fn a_file_that_changes_meanwhile_is_an_error() {
        let wrong = |result| matches!(result, Err(BundleError::Changed { .. }));
        let abc = Digests::of(b"abc");
        assert!(attempt(b"abc", None, b"abc").is_ok());
        assert!(attempt(b"abc", Some(abc), b"abc").is_ok());
        assert!(wrong(attempt(b"abc", None, b"abd")));
        assert!(wrong(attempt(b"abc", None, b"ab")));
        assert!(wrong(attempt(b"abc", None, b"abcd")));
        assert!(wrong(attempt(b"abd", Some(abc), b"abd")));
        let lie = Digests { sm3: Digests::of(b"").sm3, ..abc };
        assert!(wrong(attempt(b"abc", Some(lie), b"abc")));
    }
}
