//! The three headers of a canonical zip, written from what may vary and compared with what is
//! there (APPNOTE 6.3.10 sections 4.3.7, 4.3.12, 4.3.16).

use crate::text;

use crate::verify::problem::{self, Problem};

/// What a local header begins with.
pub(super) const LOCAL_MAGIC: &[u8] = b"PK\x03\x04";

/// The length of a local header without the name.
pub(super) const LOCAL_LENGTH: usize = 30;

/// Version needed to extract: 1.0.
const NEEDED: u16 = 10;
/// Made by Unix, version 1.0.
const MADE_BY: u16 = 0x030A;
/// 1980-01-01 in the form of DOS, the zero of zip's time.
const DATE: u16 = 0x0021;
/// A regular file that all may read and its owner may write, 0100644.
const MODE: u32 = 0o100_644;
/// The flag that says a name is UTF-8.
const UTF8: u16 = 0x0800;

/// Writes fields one after the other, little-endian.
#[derive(Default)]
struct Fields(Vec<u8>);

impl Fields {
    fn magic(magic: &[u8]) -> Self {
        Self(magic.to_vec())
    }

    fn short(mut self, values: &[u16]) -> Self {
        self.0.extend(values.iter().flat_map(|value| value.to_le_bytes()));
        self
    }

    fn long(mut self, values: &[u32]) -> Self {
        self.0.extend(values.iter().flat_map(|value| value.to_le_bytes()));
        self
    }
}

fn short(bytes: &[u8], at: usize) -> u16 {
    let mut value = [0; 2];
    value.copy_from_slice(&bytes[at..at + 2]);
    u16::from_le_bytes(value)
}

fn long(bytes: &[u8], at: usize) -> u32 {
    let mut value = [0; 4];
    value.copy_from_slice(&bytes[at..at + 4]);
    u32::from_le_bytes(value)
}

fn flags(name: &str) -> u16 {
    if name.is_ascii() { 0 } else { UTF8 }
}

/// Names are checked to be short before anything is written of them.
fn name_length(name: &str) -> u16 {
    u16::try_from(name.len()).unwrap_or(u16::MAX)
}

/// A local header with the name.
pub(super) fn local(name: &str, crc32: u32, bytes: u32) -> Vec<u8> {
    let fields = Fields::magic(LOCAL_MAGIC)
        .short(&[NEEDED, flags(name), 0, 0, DATE])
        .long(&[crc32, bytes, bytes])
        .short(&[name_length(name), 0]);
    let mut header = fields.0;
    header.extend(name.as_bytes());
    header
}

/// A record of the directory, as far as it may vary.
#[derive(Clone, Copy)]
pub(super) struct Central {
    pub(super) method: u16,
    pub(super) crc32: u32,
    pub(super) bytes: u32,
    pub(super) name_length: u16,
    /// Bytes of extra fields and comment; there must be none.
    pub(super) extra: u32,
    mode: u32,
}

impl Central {
    pub(super) const MAGIC: &'static [u8] = b"PK\x01\x02";
    /// Without the name.
    pub(super) const LENGTH: usize = 46;

    pub(super) fn read(bytes: &[u8; Self::LENGTH]) -> Self {
        Self {
            method: short(bytes, 10),
            crc32: long(bytes, 16),
            bytes: long(bytes, 24),
            name_length: short(bytes, 28),
            extra: u32::from(short(bytes, 30)) + u32::from(short(bytes, 32)),
            mode: long(bytes, 38) >> 16,
        }
    }

    /// The record without the name. An offset beyond four bytes never agrees with what is there.
    pub(super) fn write(name: &str, crc32: u32, bytes: u32, start: u64) -> Vec<u8> {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let fields = Fields::magic(Self::MAGIC)
            .short(&[MADE_BY, NEEDED, flags(name), 0, 0, DATE])
            .long(&[crc32, bytes, bytes])
            .short(&[name_length(name), 0, 0, 0, 0])
            .long(&[MODE << 16, start]);
        fields.0
    }

    /// Whether the mode says regular file, or says nothing.
    pub(super) fn is_regular(&self) -> bool {
        matches!(self.mode >> 12, 0o00 | 0o10)
    }
}

/// The end record.
#[derive(Clone, Copy)]
pub(super) struct End {
    pub(super) entries: u16,
    /// Of the directory, in bytes.
    pub(super) size: u32,
    /// Where the directory begins.
    pub(super) start: u32,
}

impl End {
    pub(super) const MAGIC: &'static [u8] = b"PK\x05\x06";
    pub(super) const LENGTH: usize = 22;

    pub(super) fn read(bytes: &[u8; Self::LENGTH]) -> Self {
        Self { entries: short(bytes, 10), size: long(bytes, 12), start: long(bytes, 16) }
    }

    pub(super) fn write(&self) -> Vec<u8> {
        let fields = Fields::magic(Self::MAGIC)
            .short(&[0, 0, self.entries, self.entries])
            .long(&[self.size, self.start])
            .short(&[0]);
        fields.0
    }
}

/// The first byte in which a header differs from the canonical one; `at` is where it begins.
pub(super) fn compare(expected: &[u8], found: &[u8], at: u64) -> Option<Problem> {
    let pairs = expected.iter().zip(found).enumerate();
    let (index, (expected, found)) = pairs.into_iter().find(|(_, (a, b))| a != b)?;
    let message =
        text!("zip 的头部字段不是规定的值", "a header of the zip does not have the value prescribed");
    let problem = Problem::new(&problem::NOT_CANONICAL, message).at(at + index as u64);
    Some(problem.differs(format!("{expected:#04x}"), format!("{found:#04x}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_have_their_lengths_and_read_back() {
        let name = "a-r1/中";
        assert_eq!(local(name, 1, 2).len(), LOCAL_LENGTH + name.len());
        let central = Central::write(name, 1, 2, 3);
        let central: [u8; Central::LENGTH] = central.try_into().expect("46 bytes");
        let read = Central::read(&central);
        assert_eq!((read.crc32, read.bytes, read.extra), (1, 2, 0));
        assert!(read.is_regular());
        let end = End { entries: 1, size: 2, start: 3 };
        assert_eq!(end.write().len(), End::LENGTH);
    }
}
