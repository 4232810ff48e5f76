//! Zips that say one thing to one reader and another to the next, bombs, and failing disks.

use super::table::{expect, invalid, refused};
use super::*;

#[test]
fn tricks_with_the_zip() {
    let mut bag = Bag::new();
    bag.0.swap(8, 9);
    invalid(&bag.pack(), &["entry-order"]);
    let bytes = written(&spec());
    let end = bytes.len() - 22;
    // A comment, announced and there.
    let mut commented = [&bytes[..], b"x"].concat();
    commented[end + 20] = 1;
    invalid(&commented, &["no-end-record"]);
    // An extra field of no length is one field changed; a date in a local header is one byte.
    let mut dated = bytes.clone();
    dated[12] = 0x22;
    invalid(&dated, &["not-canonical"]);
    // Every other header field that no content depends on, in the first local header.
    for at in [4, 6, 8, 10, 11, 13, 28] {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        invalid(&changed, &["not-canonical"]);
    }
    // A hidden file between the data and the directory.
    let start = u32::from_le_bytes(bytes[end + 16..end + 20].try_into().expect("four bytes"));
    let (data, rest) = bytes.split_at(start as usize);
    let mut hidden = [data, b"PK\x03\x04 hidden", rest].concat();
    let place = hidden.len() - 6;
    hidden[place..place + 4].copy_from_slice(&(start + 11).to_le_bytes());
    invalid(&hidden, &["not-canonical"]);
    // A wrong checksum, the same in both headers, over the right bytes.
    let crc = crc32fast::hash(b"%PDF-1.7\n").to_le_bytes();
    let mut wrong = bytes.clone();
    let places: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, w)| *w == crc).map(|(at, _)| at).collect();
    for at in &places {
        wrong[*at] ^= 1;
    }
    assert_eq!(places.len(), 2);
    invalid(&wrong, &["wrong-crc"]);
}

#[test]
fn the_same_file_twice() {
    // The crate `zip` refuses to write this, so a second name is made the first.
    let mut bag = Bag::new();
    bag.insert("data/letters/02.pdf", b"%PDF-1.7\n");
    let mut bytes = bag.pack();
    while let Some(at) = bytes.windows(6).position(|window| window == b"02.pdf") {
        bytes[at + 1] = b'1';
    }
    let verdict = judged(&bytes);
    assert_eq!(verdict.outcome, Outcome::Invalid);
    assert_eq!(verdict.problems[0].code, "duplicate-entry");
}

#[test]
fn bombs_are_refused_at_once() {
    // Sizes that lie: the first file claims four gigabytes.
    let bytes = written(&spec());
    let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").expect("one");
    let mut lying = bytes.clone();
    lying[directory + 20..directory + 28].fill(0xfe);
    refused(&lying, &["lying-size"]);
    let mut deflated = bytes.clone();
    deflated[directory + 10] = 8;
    refused(&deflated, &["compressed"]);
    let mut many = bytes.clone();
    let end = bytes.len() - 22;
    many[end + 8..end + 12].fill(0xff);
    refused(&many, &["too-many-entries"]);
    let verdict = verify(Huge { read: 0 }, None);
    assert_eq!(verdict.outcome, Outcome::Refused);
    assert_eq!(verdict.problems[0].code, "too-large");
    let mut bag = Bag::new();
    *bag.at("bagit.txt") = vec![b'x'; 20_000];
    refused(&bag.pack(), &["too-large"]);
}

/// A file of five gigabytes that must not be read.
struct Huge {
    read: u64,
}

impl io::Read for Huge {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.read += 1;
        panic!("read {} times", self.read)
    }
}

impl io::Seek for Huge {
    fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
        Ok(5 << 30)
    }
}

/// A disk that fails from some byte on.
struct Failing {
    bytes: Cursor<Vec<u8>>,
    from: u64,
}

impl io::Read for Failing {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let at = self.bytes.position();
        if at + into.len() as u64 > self.from && at < self.from + 100 {
            return Err(io::Error::other("disk error"));
        }
        self.bytes.read(into)
    }
}

impl io::Seek for Failing {
    fn seek(&mut self, from: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(from)
    }
}

#[test]
fn what_cannot_be_told() {
    let bytes = written(&spec());
    for from in (0..bytes.len() as u64).step_by(97) {
        let bytes = Cursor::new(bytes.clone());
        let verdict = verify(Failing { bytes, from }, None);
        assert_eq!(verdict.outcome, Outcome::CannotTell, "{from}");
        assert_eq!(verdict.problems[0].code, "io-error");
    }
    let mut bag = Bag::new();
    bag.replace("bag-info.txt", "Version: 1\n", "Version: 2\nNew: x\n").insert("new.txt", b"");
    expect(&bag.retag().pack(), Outcome::CannotTell, &["unknown-version"]);
    let mut bag = Bag::new();
    bag.replace("bag-info.txt", "Version: 1\n", "Version: 0\n").retag();
    invalid(&bag.pack(), &["bag-info"]);
    let mut bag = Bag::new();
    bag.insert("seal/seal.txt", b"x");
    expect(&bag.pack(), Outcome::CannotTell, &["seal-unknown"]);
    assert_eq!(judged(&bag.pack()).sealed, Sealed::NotJudged);
}
