//! Verification of bundles: decides from the bytes alone, never extracts, in bounded memory.
//!
//! Everything that `docs/bundle-format.md` leaves no choice about is compared byte for byte, so
//! every change to a bundle is noticed, except one: an unsealed bundle whose content and manifests
//! were rewritten together is a bundle like any other. Only a seal tells those apart.

use std::io::{Read, Seek, SeekFrom};

use crate::text;

mod bag;
mod contents;
mod layout;
mod problem;
mod verdict;
mod zip;

pub use problem::{Advice, Aspect, CODES, Code, Outcome, Problem};
pub use verdict::{Check, CheckResult, Counts, Sealed, Verdict};

use problem::Problems;
use verdict::Facts;

use crate::bundle::layout::{Name, SEAL};

/// Verifies a bundle from its first to its last byte.
///
/// `name_hint` is the name of the file, without folders: a bundle under another name than its own
/// is not what somebody who looks for it expects. Never fails: what cannot be read is a verdict too.
pub fn verify<R: Read + Seek>(mut reader: R, name_hint: Option<&str>) -> Verdict {
    let mut problems = Problems::default();
    let mut facts = Facts::default();
    if let Err(problem) = judge(&mut reader, name_hint, &mut problems, &mut facts) {
        problems.push(*problem);
    }
    Verdict::new(facts, problems)
}

/// Goes on until a problem makes it pointless, and returns that.
fn judge<R: Read + Seek>(
    reader: &mut R,
    name_hint: Option<&str>,
    problems: &mut Problems,
    facts: &mut Facts,
) -> Result<(), Box<Problem>> {
    let length = reader.seek(SeekFrom::End(0)).map_err(|error| Problem::io(&error))?;
    facts.counts.bytes = length;
    let directory = zip::directory(reader, length, problems)?;
    facts.bundle = Some(directory.folder.to_string());
    facts.counts.entries = directory.entries.len() as u64;
    let mut entries = directory.entries.iter();
    let sealed = entries.any(|entry| entry.path.as_str().starts_with(SEAL));
    facts.sealed = Some(if sealed { Sealed::NotJudged } else { Sealed::Unsealed });

    if let Err(problem) = contents::check_version(reader, &directory) {
        if problem.code == problem::UNKNOWN_VERSION.id {
            // What looked wrong so far may be right in a later version.
            *problems = Problems::default();
        }
        return Err(problem);
    }
    check_name(&directory.folder, name_hint, problems);
    contents::check_limits(&directory)?;
    layout::check(&directory, problems)?;
    facts.names_checked = true;

    let contents = contents::read(reader, &directory, problems)?;
    let oxum = contents.oxum();
    facts.counts.payload_files = oxum.files;
    facts.counts.payload_bytes = oxum.bytes;
    facts.info = bag::check(&directory.folder, &contents, problems);
    facts.all_read = true;
    Ok(())
}

fn check_name(folder: &Name, name_hint: Option<&str>, problems: &mut Problems) {
    let expected = folder.file();
    if let Some(found) = name_hint.filter(|found| *found != expected) {
        let message = text!(
            "文件名与包内文件夹名不符：文件被改名，或这是另一个包",
            "the file is not named after the folder in it: it was renamed, or is another bundle"
        );
        problems.push(Problem::new(&problem::RENAMED, message).differs(expected, found));
    }
}

#[cfg(test)]
mod tests;
