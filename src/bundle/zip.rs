//! The canonical zip, written with the crate `zip` and watched while it writes.
//!
//! Stored files only, nothing that depends on the clock or the machine; the exact bytes are
//! specified in `docs/bundle-format.md` and a golden test guards them against upgrades.

use std::io::{self, Seek, Write};

use zip::result::{ZipError, ZipResult};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::digest::Sha256;

mod watched;

use watched::{Guard, Watched};

/// What is known of a file before it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The folder's name included.
    pub(super) name: String,
    pub(super) crc32: u32,
    pub(super) bytes: u64,
}

/// The length of a zip of these files.
pub(super) fn length(entries: &[Entry]) -> u64 {
    let lengths = entries.iter().map(|entry| {
        // The name stands in the local header and in the directory.
        30 + entry.bytes + 46 + 2 * entry.name.len() as u64
    });
    lengths.sum::<u64>() + 22
}

/// A zip being written.
pub(super) struct Canonical<W: Write + Seek> {
    // Dropped first: what the crate still writes when dropped half-way must not look finished.
    guard: Guard,
    zip: ZipWriter<Watched<W>>,
}

impl<W: Write + Seek> Canonical<W> {
    /// Begins a zip of exactly these files, in this order, at the start of `out`.
    ///
    /// # Errors
    /// If `out` cannot seek or is not empty.
    pub(super) fn new(out: W, entries: &[Entry]) -> io::Result<Self> {
        let (watched, guard) = Watched::new(out, entries)?;
        let zip = ZipWriter::new(watched);
        Ok(Self { guard, zip })
    }

    /// Begins the next file; its bytes follow by [`Write`].
    pub(super) fn start(&mut self, name: &str) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::default())
            .system(System::Unix)
            .unix_permissions(0o644);
        plain(self.zip.start_file(name, options))
    }

    /// Writes the directory; digest and length are of the whole zip.
    ///
    /// # Errors
    /// If a file was not what its entry said, or `out` fails.
    pub(super) fn finish(self) -> io::Result<(Sha256, u64)> {
        let Self { guard, zip } = self;
        let finished = plain(zip.finish())?.finish();
        drop(guard);
        finished
    }
}

impl<W: Write + Seek> Write for Canonical<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.zip.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.zip.flush()
    }
}

fn plain<T>(result: ZipResult<T>) -> io::Result<T> {
    result.map_err(|error| match error {
        ZipError::Io(error) => error,
        other => io::Error::other(other),
    })
}

#[cfg(test)]
mod tests;
