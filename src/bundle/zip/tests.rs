use std::io::Cursor;

use super::*;
use crate::digest::Sha256;

/// One ASCII name and one Chinese, byte for byte after APPNOTE 6.3.10 sections 4.3.7, 4.3.12 and
/// 4.3.16. If an upgrade of the crate `zip` breaks this, the upgrade is wrong for us.
const GOLDEN: &[&str] = &[
    // Local header, name, data; local header, name.
    "504b03040a000000000000002100c2412435030000000300000006000000",
    "612d72312f62",
    "616263",
    "504b03040a00000800000000210000000000000000000000000008000000",
    "612d72312fe4b8ad",
    // The directory: header, name; header, name.
    "504b01020a030a000000000000002100c24124350300000003000000060000000000000000000000a48100000000",
    "612d72312f62",
    "504b01020a030a000008000000002100000000000000000000000000080000000000000000000000a48127000000",
    "612d72312fe4b8ad",
    // End record.
    "504b050600000000020002006a0000004d0000000000",
];

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(16)).collect();
    digits.chunks(2).map(|pair| (pair[0] * 16 + pair[1]) as u8).collect()
}

fn entries() -> Vec<Entry> {
    let entry = |name: &str, data: &[u8]| Entry {
        name: name.to_owned(),
        crc32: crc32fast::hash(data),
        bytes: data.len() as u64,
    };
    vec![entry("a-r1/b", b"abc"), entry("a-r1/中", b"")]
}

fn write(out: &mut Cursor<Vec<u8>>, data: &[&[u8]]) -> io::Result<(Sha256, u64)> {
    let entries = entries();
    let mut zip = Canonical::new(out, &entries)?;
    for (entry, data) in entries.iter().zip(data) {
        zip.start(&entry.name)?;
        zip.write_all(data)?;
    }
    zip.finish()
}

#[test]
fn golden_bytes() {
    let mut out = Cursor::new(Vec::new());
    let digests = write(&mut out, &[b"abc", b""]).expect("memory takes it");
    let bytes = out.into_inner();
    assert_eq!(bytes, unhex(&GOLDEN.concat()));
    assert_eq!(digests, (Sha256::of(&bytes), bytes.len() as u64));
    assert_eq!(length(&entries()), bytes.len() as u64);
}

#[test]
fn a_file_other_than_announced_is_refused_and_leaves_nothing_that_looks_whole() {
    for data in [[b"abd".as_slice(), b""], [b"ab", b""], [b"abcd", b""]] {
        let mut out = Cursor::new(Vec::new());
        assert!(write(&mut out, &data).is_err());
        assert!(zip::ZipArchive::new(Cursor::new(out.into_inner())).is_err());
    }
}

#[test]
fn an_unfinished_zip_does_not_look_finished() {
    let mut out = Cursor::new(Vec::new());
    let mut zip = Canonical::new(&mut out, &entries()).expect("memory takes it");
    zip.start("a-r1/b").expect("memory takes it");
    drop(zip);
    assert!(zip::ZipArchive::new(out).is_err());
}

#[test]
fn an_output_with_something_in_it_is_refused() {
    let mut out = Cursor::new(b"old".to_vec());
    assert!(Canonical::new(&mut out, &entries()).is_err());
}
