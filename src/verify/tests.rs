use std::io::{self, Cursor, Write as _};

use chrono::NaiveDate;

use super::*;
use crate::bundle::layout::{MANIFEST_SHA256, MANIFEST_SM3, TAGMANIFEST_SHA256, TAGMANIFEST_SM3};
use crate::bundle::{self, BundleSpec, Content};
use crate::digest::{Digests, Sha256};
use crate::finding::Lang;
use crate::path::BundlePath;

mod mutation;
mod table;
mod tricks;

fn path(path: &str) -> BundlePath {
    BundlePath::new(path).expect("a safe name")
}

fn spec() -> BundleSpec {
    let payload = [
        ("data/source/case.yaml", "密级: 公开\n"),
        ("data/letters/01.pdf", "%PDF-1.7\n"),
        ("data/letters/空.pdf", ""),
        ("data/source/材料/01-申请表.docx", "PK\u{3}\u{4} and its PK\u{5}\u{6} own end"),
    ];
    BundleSpec {
        id: "2026-000123".into(),
        revision: 1,
        bagging_date: NaiveDate::from_ymd_opt(2026, 3, 1).expect("a date"),
        organization: "示例机关".into(),
        title: "示例案卷".into(),
        software: "anjuan 0.1.0".into(),
        tags: vec![(path("meta/files.tsv"), b"path\torigin\n".to_vec())],
        payload: payload.map(|(name, text)| (path(name), Content::Bytes(text.as_bytes().into()))).into(),
    }
}

fn written(spec: &BundleSpec) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let summary = bundle::write(spec, &mut out).expect("memory takes it");
    let bytes = out.into_inner();
    assert_eq!((summary.sha256, summary.bytes), (Sha256::of(&bytes), bytes.len() as u64));
    bytes
}

fn judged(bytes: &[u8]) -> Verdict {
    verify(Cursor::new(bytes), Some("2026-000123-r1.zip"))
}

/// Names and contents as the crate `zip` sees them: a second opinion.
fn files(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ::zip::ZipArchive::new(Cursor::new(bytes)).expect("the crate reads it");
    let indices = 0..archive.len();
    let read = indices.map(|index| {
        let mut file = archive.by_index(index).expect("the crate reads it");
        let mut data = Vec::new();
        file.read_to_end(&mut data).expect("the crate reads it");
        (file.name().expect("UTF-8").into_owned(), data)
    });
    read.collect()
}

/// A zip of anything, with headers as ours.
fn packed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let options = ::zip::write::SimpleFileOptions::default()
        .compression_method(::zip::CompressionMethod::Stored)
        .system(::zip::System::Unix)
        .unix_permissions(0o644);
    let mut zip = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in files {
        zip.start_file(name, options).expect("memory takes it");
        zip.write_all(data).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}

/// A bundle unpacked, to be changed and packed again.
struct Bag(Vec<(String, Vec<u8>)>);

const FOLDER: &str = "2026-000123-r1/";

impl Bag {
    fn new() -> Self {
        Self(files(&written(&spec())))
    }

    fn at(&mut self, path: &str) -> &mut Vec<u8> {
        let name = format!("{FOLDER}{path}");
        let found = self.0.iter_mut().find(|(file, _)| *file == name);
        &mut found.expect("such a file").1
    }

    fn replace(&mut self, path: &str, from: &str, to: &str) -> &mut Self {
        let data = self.at(path);
        let text = String::from_utf8(data.clone()).expect("text");
        assert!(text.contains(from), "{from:?} in {path}");
        *data = text.replacen(from, to, 1).into_bytes();
        self
    }

    /// Adds a file before the first that comes after it, or else at the end.
    fn insert(&mut self, path: &str, data: &[u8]) -> &mut Self {
        let order = |name: &str| {
            let path = name.strip_prefix(FOLDER).unwrap_or(name).to_owned();
            let (rank, path) = crate::bundle::layout::order(&path);
            (rank, path.to_owned())
        };
        let name = format!("{FOLDER}{path}");
        let at = self.0.iter().position(|(file, _)| order(file) > order(&name));
        self.0.insert(at.unwrap_or(self.0.len()), (name, data.to_vec()));
        self
    }

    fn remove(&mut self, path: &str) -> &mut Self {
        self.0.retain(|(file, _)| *file != format!("{FOLDER}{path}"));
        self
    }

    /// Makes the tagmanifests right again.
    fn retag(&mut self) -> &mut Self {
        let mut sums = [String::new(), String::new()];
        let mut sorted = self.0.clone();
        sorted.sort();
        for (name, data) in sorted {
            let path = name.strip_prefix(FOLDER).expect("one folder");
            if crate::bundle::layout::is_tag_listed(path) {
                let digests = Digests::of(&data);
                sums[0] += &format!("{}  {path}\n", digests.sha256);
                sums[1] += &format!("{}  {path}\n", digests.sm3);
            }
        }
        let [sha256, sm3] = sums;
        *self.at(TAGMANIFEST_SHA256) = sha256.into_bytes();
        *self.at(TAGMANIFEST_SM3) = sm3.into_bytes();
        self
    }

    fn pack(&self) -> Vec<u8> {
        packed(&self.0)
    }
}

#[test]
fn what_is_written_is_valid_and_always_the_same() {
    let bytes = written(&spec());
    let verdict = judged(&bytes);
    assert_eq!(verdict.outcome, Outcome::Valid, "{}", verdict.human(Lang::En));
    assert_eq!(verdict.sealed, Sealed::Unsealed);
    assert_eq!((verdict.counts.entries, verdict.counts.payload_files), (12, 4));
    let results = verdict.checks.map(|check| check.result);
    use CheckResult::{NotJudged, Pass};
    assert_eq!(results, [NotJudged, Pass, Pass, Pass]);

    let mut reversed = spec();
    reversed.payload.reverse();
    assert_eq!(written(&reversed), bytes);
}

#[test]
fn the_crate_zip_reads_the_same_and_writes_the_same() {
    let bytes = written(&spec());
    let files = files(&bytes);
    let names: Vec<&str> = files.iter().filter_map(|(name, _)| name.strip_prefix(FOLDER)).collect();
    let expected = [
        "bagit.txt",
        "tagmanifest-sha256.txt",
        "tagmanifest-sm3.txt",
        "manifest-sha256.txt",
        "manifest-sm3.txt",
        "README.txt",
        "bag-info.txt",
        "meta/files.tsv",
        "data/letters/01.pdf",
        "data/letters/空.pdf",
        "data/source/case.yaml",
        "data/source/材料/01-申请表.docx",
    ];
    assert_eq!(names, expected);
    assert_eq!(packed(&files), bytes);
}

/// The limit of what an unsealed bundle proves, stated so that nobody relies on more.
#[test]
fn a_consistent_rewrite_is_not_noticed_and_the_verdict_says_so() {
    let mut forged = spec();
    forged.payload[0].1 = Content::Bytes(b"forged".as_slice().into());
    let verdict = judged(&written(&forged));
    assert_eq!(verdict.outcome, Outcome::Valid);
    assert!(verdict.statement().zh.starts_with("未封存：只证明内部一致"));
    assert!(verdict.human(Lang::Zh).contains("未封存：只证明内部一致"));
    assert_eq!(verdict.checks[0].result, CheckResult::NotJudged);
}

#[test]
fn a_specification_that_breaks_the_format_is_an_error() {
    use crate::bundle::BundleError;
    let attempt = |change: fn(&mut BundleSpec)| {
        let mut spec = spec();
        change(&mut spec);
        bundle::write(&spec, Cursor::new(Vec::new())).expect_err("a broken specification")
    };
    assert!(matches!(attempt(|s| s.id = "A".into()), BundleError::Name { .. }));
    assert!(matches!(attempt(|s| s.title = "a\nb".into()), BundleError::Value { .. }));
    assert!(matches!(attempt(|s| s.payload.clear()), BundleError::Empty));
    assert!(matches!(attempt(|s| s.payload[0].0 = path("case.yaml")), BundleError::Folder { .. }));
    assert!(matches!(attempt(|s| s.payload[1].0 = path("data/Source/x")), BundleError::Collision { .. }));
}

#[test]
fn codes_are_few_words_and_each_once() {
    let mut ids: Vec<&str> = CODES.iter().map(|code| code.id).collect();
    let kebab = |id: &&str| id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    assert!(ids.iter().all(kebab));
    ids.sort_unstable();
    assert!(ids.is_sorted_by(|a, b| a < b));
}
