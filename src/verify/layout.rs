//! Which files a bundle has, before any of them is read.

use std::cmp::Ordering;

use crate::bundle::layout::{
    CONTROL, MANIFEST_SHA256, MANIFEST_SM3, META, PAYLOAD, SEAL, TAGMANIFEST_SHA256, TAGMANIFEST_SM3,
    is_payload, order,
};
use crate::path::collision;
use crate::text;

use super::problem::{self, Problem, Problems};
use super::zip::{Directory, Entry};

/// Checks names and order of the files.
///
/// # Errors
/// A problem that makes reading on pointless: files that are unsafe, or a seal, which this program
/// cannot judge.
pub(super) fn check(directory: &Directory, problems: &mut Problems) -> Result<(), Box<Problem>> {
    let entries = &directory.entries;
    check_order(entries, problems);
    check_safe(entries)?;
    for entry in entries {
        check_place(entry, problems);
    }
    for control in CONTROL {
        if !entries.iter().any(|entry| entry.path.as_str() == control) {
            problems.push(missing(control));
        }
    }
    if !entries.iter().any(|entry| is_payload(entry.path.as_str())) {
        problems.push(missing(PAYLOAD));
    }
    let sealed = entries.iter().find(|entry| entry.path.as_str().starts_with(SEAL));
    sealed.map_or(Ok(()), |entry| Err(seal(entry.path.as_str()).into()))
}

/// The path of a file named `fetch.txt`, by which a bag can point to files elsewhere.
const FETCH: &str = "fetch.txt";

fn check_order(entries: &[Entry], problems: &mut Problems) {
    for pair in entries.windows(2) {
        let (a, b) = (pair[0].path.as_str(), pair[1].path.as_str());
        let problem = match order(a).cmp(&order(b)) {
            Ordering::Less => continue,
            Ordering::Equal => {
                let message = text!("zip 中同一文件出现两次", "a file is in the zip twice");
                Problem::new(&problem::DUPLICATE_ENTRY, message)
            }
            Ordering::Greater => {
                let message = text!("zip 中文件的次序不合规定", "the files are not in the order prescribed");
                Problem::new(&problem::ENTRY_ORDER, message)
            }
        };
        problems.push(problem.path(b).at(pair[1].start));
    }
}

fn check_safe(entries: &[Entry]) -> Result<(), Box<Problem>> {
    if let Some(entry) = entries.iter().find(|entry| entry.path.as_str() == FETCH) {
        let message = text!(
            "包内有 fetch.txt，会要求从别处取文件",
            "there is a fetch.txt, which asks to get files from elsewhere"
        );
        return Err(Problem::new(&problem::FETCH_FILE, message).path(entry.path.as_str()).into());
    }
    // The same name twice was said to be just that.
    let mut paths: Vec<&str> = entries.iter().map(|entry| entry.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    let Some((a, b)) = collision(paths.into_iter()) else {
        return Ok(());
    };
    let message = text!(
        "有两个文件名在有的系统上无法区分，解开时会互相覆盖",
        "two names cannot be told apart on every system: unpacked, one would overwrite the other"
    );
    Err(Problem::new(&problem::NAME_COLLISION, message).path(a).differs(a, b).into())
}

fn check_place(entry: &Entry, problems: &mut Problems) {
    let path = entry.path.as_str();
    let known =
        is_payload(path) || CONTROL.contains(&path) || path.starts_with(META) || path.starts_with(SEAL);
    if !known {
        let message = text!("本格式的包中不应有这个文件", "a bundle of this format has no such file");
        problems.push(Problem::new(&problem::UNEXPECTED_FILE, message).path(path).at(entry.start));
    }
}

fn missing(control: &str) -> Problem {
    let manifests = [MANIFEST_SHA256, MANIFEST_SM3, TAGMANIFEST_SHA256, TAGMANIFEST_SM3];
    if manifests.contains(&control) {
        let message = text!(
            "缺少清单：SHA-256 与 SM3 的两套清单都必须有",
            "a manifest is missing: those of SHA-256 and of SM3 must both be there"
        );
        return Problem::new(&problem::MANIFEST_MISSING, message).path(control);
    }
    let message = text!("缺少文件", "a file is missing");
    Problem::new(&problem::MISSING_FILE, message).path(control)
}

fn seal(path: &str) -> Problem {
    let message = text!(
        "此包带有封存签名，本版程序尚不能判定",
        "the bundle has a seal, which this version of the program cannot judge"
    );
    Problem::new(&problem::SEAL_UNKNOWN, message).path(path)
}
