//! A writer that knows what will be written over.
//!
//! The crate `zip` goes back to every local header to put in checksum and sizes, so the digest of
//! the whole cannot be taken from its writes in the order they come. [`Watched`] is told
//! beforehand what will be put in, hashes that, and refuses any other change to what is written.

use std::cell::Cell;
use std::io::{self, Seek, SeekFrom, Write};
use std::rc::Rc;

use sha2::Digest as _;

use crate::digest::Sha256;

use super::Entry;

/// Where in a local header checksum and both sizes stand (APPNOTE 4.3.7).
const PATCH_OFFSET: u64 = 14;

/// Bytes that will be written over, and where.
struct Patch {
    at: u64,
    bytes: [u8; 12],
}

/// See the module.
pub(super) struct Watched<W> {
    out: W,
    /// Where the next byte goes, and one past the last that was written.
    position: u64,
    end: u64,
    hasher: sha2::Sha256,
    patches: Vec<Patch>,
    /// How many patches were hashed, and how many bytes were written over.
    hashed: usize,
    patched: usize,
    silent: Rc<Cell<bool>>,
}

/// Silences a [`Watched`] when dropped: it takes everything and writes nothing.
pub(super) struct Guard(Rc<Cell<bool>>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.set(true);
    }
}

impl<W: Write + Seek> Watched<W> {
    /// Watches `out`, which must be empty.
    pub(super) fn new(mut out: W, entries: &[Entry]) -> io::Result<(Self, Guard)> {
        if out.seek(SeekFrom::End(0))? != 0 {
            return Err(io::Error::other("the output is not empty"));
        }
        let silent = Rc::new(Cell::new(false));
        let guard = Guard(Rc::clone(&silent));
        let watched = Self {
            out,
            position: 0,
            end: 0,
            hasher: sha2::Sha256::default(),
            patches: patches(entries)?,
            hashed: 0,
            patched: 0,
            silent,
        };
        Ok((watched, guard))
    }

    /// The digest and the length of what was written.
    pub(super) fn finish(mut self) -> io::Result<(Sha256, u64)> {
        self.out.flush()?;
        if self.patched != 12 * self.patches.len() || self.hashed != self.patches.len() {
            return Err(surprise());
        }
        Ok((Sha256(self.hasher.finalize().into()), self.end))
    }

    /// From here on nothing is written. The crate still tries when it is dropped, and trips over
    /// its own assertion unless it finds itself at the end.
    fn fail(&mut self, error: io::Error) -> io::Error {
        self.silent.set(true);
        self.position = self.end;
        error
    }

    fn take(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.silent.get() {
            return Ok(());
        }
        if self.position < self.end {
            self.check_patch(bytes)?;
        } else if self.position > self.end {
            return Err(surprise());
        }
        self.out.write_all(bytes)?;
        if self.position == self.end {
            self.hash(bytes);
        }
        Ok(())
    }

    /// Takes in bytes at the end, what will be written over them instead of them.
    fn hash(&mut self, mut bytes: &[u8]) {
        let mut at = self.end;
        while let Some(patch) = self.patches.get(self.hashed)
            && patch.at + 12 <= at + bytes.len() as u64
            && patch.at >= at
        {
            // Fits, for it is less than the length of `bytes`.
            let before = usize::try_from(patch.at - at).unwrap_or(usize::MAX);
            let (head, tail) = bytes.split_at(before);
            self.hasher.update(head);
            self.hasher.update(patch.bytes);
            bytes = &tail[12..];
            at = patch.at + 12;
            self.hashed += 1;
        }
        self.hasher.update(bytes);
    }

    fn check_patch(&mut self, bytes: &[u8]) -> io::Result<()> {
        let patch = self.patches.get(self.patched / 12).ok_or_else(surprise)?;
        let done = self.patched % 12;
        let expected = patch.bytes[done..].get(..bytes.len());
        if self.position != patch.at + done as u64 || expected != Some(bytes) {
            return Err(surprise());
        }
        self.patched += bytes.len();
        Ok(())
    }
}

fn patches(entries: &[Entry]) -> io::Result<Vec<Patch>> {
    let mut start = 0;
    let mut patches = Vec::with_capacity(entries.len());
    for entry in entries {
        let size = u32::try_from(entry.bytes).map_err(io::Error::other)?;
        let mut bytes = [0; 12];
        bytes[..4].copy_from_slice(&entry.crc32.to_le_bytes());
        bytes[4..8].copy_from_slice(&size.to_le_bytes());
        bytes[8..].copy_from_slice(&size.to_le_bytes());
        patches.push(Patch { at: start + PATCH_OFFSET, bytes });
        start += 30 + entry.name.len() as u64 + entry.bytes;
    }
    Ok(patches)
}

fn surprise() -> io::Error {
    io::Error::other("the zip written is not the zip planned")
}

impl<W: Write + Seek> Write for Watched<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Err(error) = self.take(bytes) {
            return Err(self.fail(error));
        }
        self.position += bytes.len() as u64;
        self.end = self.end.max(self.position);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.silent.get() { Ok(()) } else { self.out.flush() }
    }
}

impl<W: Write + Seek> Seek for Watched<W> {
    fn seek(&mut self, from: SeekFrom) -> io::Result<u64> {
        let (base, by) = match from {
            SeekFrom::Start(position) => (position, 0),
            SeekFrom::End(by) => (self.end, by),
            SeekFrom::Current(by) => (self.position, by),
        };
        let position = base.checked_add_signed(by).ok_or_else(surprise)?;
        if position != self.position
            && !self.silent.get()
            && let Err(error) = self.out.seek(SeekFrom::Start(position))
        {
            return Err(self.fail(error));
        }
        self.position = position;
        Ok(position)
    }
}
