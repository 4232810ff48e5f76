//! The corruptions every verifier must catch, one by one, and the verdict each must get.

use crate::digest::Digests;

use super::*;

#[track_caller]
pub(super) fn expect(bytes: &[u8], outcome: Outcome, codes: &[&str]) {
    let verdict = judged(bytes);
    let found: Vec<&str> = verdict.problems.iter().map(|problem| problem.code).collect();
    let shown = verdict.human(Lang::En);
    assert_eq!((verdict.outcome, found.as_slice()), (outcome, codes), "{shown}");
    assert!(serde_json::from_str::<serde_json::Value>(&verdict.json(Lang::Zh)).is_ok());
}

#[track_caller]
pub(super) fn invalid(bytes: &[u8], codes: &[&str]) {
    expect(bytes, Outcome::Invalid, codes);
}

#[track_caller]
pub(super) fn refused(bytes: &[u8], codes: &[&str]) {
    expect(bytes, Outcome::Refused, codes);
}

/// Replaces the only occurrence of some bytes by as many others.
fn patched(from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = written(&spec());
    let mut places = bytes.windows(from.len()).enumerate();
    let at = places.find(|(_, window)| *window == from).expect("these bytes").0;
    bytes[at..at + to.len()].copy_from_slice(to);
    bytes
}

#[test]
fn cut_off_or_added_to() {
    let bytes = written(&spec());
    for length in (0..bytes.len()).step_by(41).chain([bytes.len() - 1]) {
        let verdict = judged(&bytes[..length]);
        assert_eq!(verdict.outcome, Outcome::Invalid, "{length}");
    }
    invalid(&bytes[..bytes.len() / 2], &["no-end-record"]);
    invalid(&[&bytes[..], b"x"].concat(), &["no-end-record"]);
    invalid(&[b"x", &bytes[..]].concat(), &["not-canonical"]);
    invalid(&[&bytes[..], &bytes[bytes.len() - 22..]].concat(), &["not-canonical"]);
    invalid(b"", &["not-a-zip"]);
    invalid(b"hello, this is some other file", &["not-a-zip"]);
}

#[test]
fn payload_changed() {
    invalid(&patched(b"%PDF-1.7", b"%PDF-1.8"), &["payload-damaged"]);
    let mut bag = Bag::new();
    invalid(&bag.replace("data/letters/01.pdf", "1.7", "1.8").pack(), &["payload-damaged"]);
    let mut bag = Bag::new();
    invalid(&bag.remove("data/letters/01.pdf").pack(), &["missing-file", "payload-oxum"]);
    let mut bag = Bag::new();
    bag.insert("data/letters/02.pdf", b"%PDF-1.7\n").remove("data/letters/01.pdf");
    invalid(&bag.pack(), &["missing-file", "unlisted-file"]);
    let mut bag = Bag::new();
    bag.insert("data/empty", b"").replace("bag-info.txt", ".4\n", ".5\n").retag();
    invalid(&bag.pack(), &["unlisted-file"]);
    let mut bag = Bag::new();
    invalid(&bag.replace("bag-info.txt", ".4\n", ".5\n").retag().pack(), &["payload-oxum"]);
    let mut bag = Bag::new();
    bag.0.retain(|(name, _)| !name.starts_with("2026-000123-r1/data/"));
    for manifest in [MANIFEST_SHA256, MANIFEST_SM3] {
        bag.at(manifest).clear();
    }
    let info = String::from_utf8(bag.at("bag-info.txt").clone()).expect("text");
    let oxum = info.lines().find(|line| line.starts_with("Payload")).expect("a line");
    bag.replace("bag-info.txt", oxum, "Payload-Oxum: 0.0").retag();
    invalid(&bag.pack(), &["missing-file"]);
}

#[test]
fn tag_files_changed() {
    let mut bag = Bag::new();
    invalid(&bag.replace("README.txt", "SHA-256", "SHA-257").pack(), &["tag-file-damaged"]);
    let mut bag = Bag::new();
    invalid(&bag.insert("extra.txt", b"x").retag().pack(), &["unexpected-file"]);
    let mut bag = Bag::new();
    invalid(&bag.insert("meta/extra", b"x").pack(), &["unlisted-file"]);
    let mut bag = Bag::new();
    invalid(&bag.remove("meta/files.tsv").pack(), &["missing-file"]);
    let mut bag = Bag::new();
    invalid(&bag.remove("README.txt").retag().pack(), &["missing-file"]);
    let mut bag = Bag::new();
    bag.replace("bag-info.txt", "示例案卷", "另一案卷");
    invalid(&bag.pack(), &["tag-file-damaged"]);
    let mut bag = Bag::new();
    bag.replace("bag-info.txt", "External-Identifier: 2026", "External-Identifier: 2025");
    invalid(&bag.retag().pack(), &["renamed"]);
    let mut bag = Bag::new();
    bag.replace("bag-info.txt", "Payload-Oxum: ", "Payload-Oxum: abc").retag();
    invalid(&bag.pack(), &["bag-info"]);
}

#[test]
fn manifests_removed_or_weakened() {
    let mut bag = Bag::new();
    invalid(&bag.remove(TAGMANIFEST_SM3).pack(), &["manifest-missing"]);
    let mut bag = Bag::new();
    bag.remove(TAGMANIFEST_SM3).remove(TAGMANIFEST_SHA256);
    bag.replace("bag-info.txt", "示例案卷", "另一案卷");
    invalid(&bag.pack(), &["manifest-missing", "manifest-missing"]);
    let mut bag = Bag::new();
    invalid(&bag.remove(MANIFEST_SM3).retag().pack(), &["manifest-missing"]);
    let mut bag = Bag::new();
    bag.remove(MANIFEST_SM3).remove(MANIFEST_SHA256).insert("manifest-md5.txt", b"").retag();
    let codes = ["unexpected-file", "manifest-missing", "manifest-missing"];
    invalid(&bag.pack(), &codes);
    for line in ["README.txt", "bag-info.txt", "meta/files.tsv"] {
        let mut bag = Bag::new();
        let manifest = String::from_utf8(bag.at(TAGMANIFEST_SHA256).clone()).expect("text");
        let kept = manifest.lines().filter(|kept| !kept.ends_with(line));
        *bag.at(TAGMANIFEST_SHA256) = kept.map(|kept| format!("{kept}\n")).collect::<String>().into();
        invalid(&bag.pack(), &["unlisted-file"]);
    }
    for (from, to) in [("1.0", "0.96"), ("UTF-8", "UTF-16"), ("\n", "\r\n"), ("Bag", "\u{feff}Bag")] {
        let mut bag = Bag::new();
        invalid(&bag.replace("bagit.txt", from, to).retag().pack(), &["bagit-declaration"]);
    }
}

#[test]
fn the_two_algorithms_disagree() {
    let digests = Digests::of(b"%PDF-1.7\n");
    let other = Digests::of(b"other");
    for (manifest, right, wrong) in [
        (MANIFEST_SHA256, digests.sha256.to_string(), other.sha256.to_string()),
        (MANIFEST_SM3, digests.sm3.to_string(), other.sm3.to_string()),
    ] {
        let mut bag = Bag::new();
        invalid(&bag.replace(manifest, &right, &wrong).retag().pack(), &["digest-conflict"]);
    }
}

#[test]
fn manifests_in_another_grammar() {
    for (from, to, codes) in [
        ("  data/letters/01", " *data/letters/01", "manifest-syntax"),
        ("  data/letters/01", " data/letters/01", "manifest-syntax"),
        ("  data/letters/01", "  data/z", "manifest-syntax"),
    ] {
        let mut bag = Bag::new();
        invalid(&bag.replace(MANIFEST_SHA256, from, to).retag().pack(), &[codes]);
    }
    for to in ["../x", "/x", "~/x", "C:/x", "data/%2e%2e/x", "./data/x", "data\\x"] {
        let mut bag = Bag::new();
        bag.replace(MANIFEST_SHA256, "data/letters/01.pdf", to).retag();
        refused(&bag.pack(), &["unsafe-name"]);
    }
    let mut bag = Bag::new();
    refused(&bag.insert("fetch.txt", b"").retag().pack(), &["fetch-file"]);
}

#[test]
fn names_that_could_do_harm() {
    for name in [
        "2026-000123-r1/../x",
        "../x",
        "/etc/x",
        "2026-000123-r1/data\\x",
        "2026-000123-r1/data/a\0b",
        "2026-000123-r1/data/nul",
        "2026-000123-r1/data/\u{202e}x",
    ] {
        let mut bag = Bag::new();
        bag.0.push((name.into(), b"x".to_vec()));
        refused(&bag.pack(), &["unsafe-name"]);
    }
    let mut bag = Bag::new();
    bag.insert("data/Letters/02.pdf", b"x");
    refused(&bag.pack(), &["name-collision"]);
    // The mode in the directory: a link instead of a file.
    let at = |bytes: &[u8]| bytes.windows(4).rposition(|w| w == [0, 0, 0xa4, 0x81]).expect("a mode");
    let mut bytes = written(&spec());
    let mode = at(&bytes);
    bytes[mode + 3] = 0xa1;
    refused(&bytes, &["unsafe-entry"]);
}

#[test]
fn other_folders_and_names() {
    let bytes = written(&spec());
    let verdict = verify(Cursor::new(&bytes), Some("2026-000124-r1.zip"));
    assert_eq!(verdict.problems[0].code, "renamed");
    assert_eq!(verdict.outcome, Outcome::Invalid);
    assert_eq!(verify(Cursor::new(&bytes), None).outcome, Outcome::Valid);
    let renamed = |to: &str| {
        let mut files = Bag::new().0;
        for (name, _) in &mut files {
            *name = name.replace("2026-000123-r1", to);
        }
        packed(&files)
    };
    invalid(&renamed("2026-000123-r2"), &["renamed", "renamed"]);
    invalid(&renamed("Some Folder"), &["wrong-folder"]);
    let mut bag = Bag::new();
    bag.0.push(("2026-000123-r2/data/x".into(), b"x".to_vec()));
    invalid(&bag.pack(), &["wrong-folder"]);
    invalid(&packed(&[("hello.txt".into(), b"x".to_vec())]), &["wrong-folder"]);
}
