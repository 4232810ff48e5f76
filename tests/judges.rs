//! Other people's programs judge the outputs, and the program judges what others did to them.
//!
//! A missing judge is a failure, never a silent pass; `cargo test -- --include-ignored` calls them.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

use anjuan::verify::{Outcome, verify};

use crate::building;
use crate::support::{Workspace, run};

/// All samples, built.
fn built() -> Workspace {
    let workspace = building::samples();
    let built = workspace.run(&["build"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    workspace
}

fn below(workspace: &Workspace, folder: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(workspace.path("out").join(folder))
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    assert!(!files.is_empty(), "there is nothing in {folder}");
    files
}

/// Runs a judge in a folder and returns what it prints; it has to accept.
fn accepts(program: &str, arguments: &[&str], folder: &Path) -> String {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).env("LC_ALL", "C.UTF-8");
    let output = command.output().unwrap_or_else(|error| panic!("{program} is needed: {error}"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?} in {folder:?}:\n{said}{complained}");
    said
}

/// Every bundle, unpacked by `unzip` into a folder of its own, and that folder.
fn unpacked(workspace: &Workspace) -> Vec<(PathBuf, PathBuf)> {
    let unpack = |bundle: PathBuf| {
        let folder = workspace.path("unpacked");
        fs::create_dir_all(&folder).unwrap();
        accepts("unzip", &["-q", "-o", bundle.to_str().unwrap()], &folder);
        let bag = folder.join(bundle.file_stem().unwrap());
        (bundle, bag)
    };
    below(workspace, "bundles").into_iter().map(unpack).collect()
}

#[test]
#[ignore = "needs unzip"]
fn unzip_accepts_every_bundle() {
    let workspace = built();
    for (bundle, bag) in unpacked(&workspace) {
        let said = accepts("unzip", &["-t", bundle.to_str().unwrap()], &workspace.path(""));
        assert!(said.contains("No errors detected in compressed data"), "{said}");
        // The names are whole and Chinese, not mangled into some code page.
        let report = bag.join("data/source/case.yaml");
        assert!(report.is_file() && bag.join("data/source/材料").is_dir(), "{bag:?}");
    }
}

#[test]
#[ignore = "needs unzip, sha256sum (coreutils)"]
fn sha256sum_accepts_both_manifests() {
    let workspace = built();
    for (_, bag) in unpacked(&workspace) {
        for manifest in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] {
            let said = accepts("sha256sum", &["--strict", "-c", manifest], &bag);
            let lines = fs::read_to_string(bag.join(manifest)).unwrap().lines().count();
            assert_eq!(said.lines().filter(|line| line.ends_with(": OK")).count(), lines, "{said}");
        }
    }
}

/// The loop of the bundle's own README, word for word.
#[test]
#[ignore = "needs unzip, sh, openssl with SM3"]
fn openssl_accepts_both_sm3_manifests() {
    let workspace = built();
    for (_, bag) in unpacked(&workspace) {
        let readme = fs::read_to_string(bag.join("README.txt")).unwrap();
        let from = readme.find("  cat manifest-sm3.txt").expect("the README tells how");
        let script = &readme[from..from + readme[from..].find("  done").unwrap() + "  done".len()];
        assert_eq!(accepts("sh", &["-c", script], &bag), "");
        // The same line by line, so that an empty loop cannot pass; and the loop does find a change.
        for manifest in ["manifest-sm3.txt", "tagmanifest-sm3.txt"] {
            for line in fs::read_to_string(bag.join(manifest)).unwrap().lines() {
                let (digest, path) = line.split_once("  ").unwrap();
                let said = accepts("openssl", &["dgst", "-sm3", "-r", path], &bag);
                assert_eq!(said.split_whitespace().next(), Some(digest), "{path}");
            }
        }
        let case = bag.join("data/source/case.yaml");
        let text = fs::read_to_string(&case).unwrap() + "\n";
        anjuan::files::write(&case, |file| std::io::Write::write_all(file, text.as_bytes())).unwrap();
        assert_eq!(accepts("sh", &["-c", script], &bag), "BAD data/source/case.yaml\n");
    }
}

#[test]
#[ignore = "needs unzip, bagit.py (PyPI bagit)"]
fn bagit_accepts_every_bundle() {
    let workspace = built();
    for (_, bag) in unpacked(&workspace) {
        accepts("bagit.py", &["--validate", bag.to_str().unwrap()], &workspace.path(""));
    }
}

#[test]
#[ignore = "needs qpdf"]
fn qpdf_accepts_every_letter() {
    let workspace = built();
    for letter in below(&workspace, "letters").into_iter().chain(below(&workspace, "drafts")) {
        let said = accepts("qpdf", &["--check", letter.to_str().unwrap()], &workspace.path(""));
        assert!(said.contains("No syntax or stream encoding errors found"), "{said}");
    }
}

/// The title, then the addressee's or own name, then the day: in the order in which one reads.
#[test]
#[ignore = "needs pdftotext (poppler-utils)"]
fn pdftotext_reads_the_title_of_every_letter() {
    let workspace = built();
    let plan = workspace.run(&["build", "--dry-run"]).stdout;
    let plan: serde_yaml::Value = serde_yaml::from_str(&plan).unwrap();
    let letters = plan.as_sequence().unwrap().iter().flat_map(|case| case["letters"].as_sequence().unwrap());
    let mut read = 0;
    for letter in letters {
        let word = |key: &str| letter[key].as_str().unwrap();
        let said = accepts("pdftotext", &["-raw", word("output"), "-"], &workspace.path("out"));
        let said: String = said.chars().filter(|c| !c.is_whitespace()).collect();
        let [year, month, day] = <[u32; 3]>::try_from(
            word("date").split('-').map(|number| number.parse().unwrap()).collect::<Vec<_>>(),
        )
        .unwrap();
        // A letter that forwards names its matter in its title.
        let title = if word("name").ends_with('函') { "关于" } else { word("name") };
        let at = said.find(title).unwrap_or_else(|| panic!("{title} is not in {}: {said}", word("output")));
        let day = format!("{year}年{month}月{day}日");
        assert!(said[at..].contains(&day), "{day} does not follow the title of {}: {said}", word("output"));
        read += 1;
    }
    assert_eq!(read, 34);
}

/// A small generator with a fixed seed (xorshift64), so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

/// One change of a kind; the number of the kinds is `KINDS`.
fn mutate(kind: usize, bytes: &mut Vec<u8>, random: &mut Random) -> String {
    let length = bytes.len();
    let (at, size) = (random.below(length), 1 + random.below(64));
    match kind {
        0 => {
            bytes[at] ^= 1 << random.below(8);
            format!("a bit of byte {at} flipped")
        }
        1 => {
            bytes.truncate(at);
            format!("cut at {at}")
        }
        2 => {
            let new: Vec<u8> = (0..size).map(|_| random.below(256) as u8).collect();
            bytes.splice(at..at, new);
            format!("{size} bytes inserted at {at}")
        }
        3 => {
            bytes.drain(at..(at + size).min(length));
            format!("{size} bytes deleted at {at}")
        }
        _ => {
            let other = random.below(length - size);
            let at = at.min(length - size);
            (0..size).for_each(|step| bytes.swap(at + step, other + step));
            format!("{size} bytes at {at} and {other} exchanged")
        }
    }
}

const KINDS: usize = 5;

#[test]
fn verify_refuses_every_change_of_a_real_bundle() {
    let workspace = Workspace::sample("2025-inspection-plain");
    assert_eq!(workspace.run(&["build"]).code, 0);
    let name = "2025-inspection-plain-r1.zip";
    let bundle = fs::read(workspace.path("out/bundles").join(name)).unwrap();
    let outcome = |bytes: &[u8]| verify(Cursor::new(bytes), Some(name)).outcome;
    assert_eq!(outcome(&bundle), Outcome::Valid);
    let mut random = Random(0x0061_6e6a_7561_6e31);
    let mut refused = 0;
    for round in 0..400 {
        let mut changed = bundle.clone();
        let what = mutate(round % KINDS, &mut changed, &mut random);
        if changed == bundle {
            continue;
        }
        let found = outcome(&changed);
        assert!(matches!(found, Outcome::Invalid | Outcome::Refused), "{what} is {found:?}");
        refused += 1;
    }
    assert!(refused > 390, "only {refused} of 400 changed anything");
    // And as a user meets it.
    let mut changed = bundle;
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    workspace.write("out/bundles/2025-inspection-plain-r1.zip", &changed);
    let verified = run(workspace.command().args(["verify", "out/bundles/2025-inspection-plain-r1.zip"]));
    assert_eq!(verified.code, 1, "{}", verified.stdout);
}
