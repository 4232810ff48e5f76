//! The index of an output folder: what each file was made from, and its digest.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::failure;
use crate::digest::Sha256;
use crate::files;
use crate::finding::Report;
use crate::source::why;

/// Its file name.
const FILE: &str = "index.json";

/// One file that was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Digest of everything it was made from.
    pub inputs: String,
    /// Its own digest.
    pub sha256: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its pages, for a PDF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
}

/// Files by path relative to the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Index {
    outputs: BTreeMap<String, Output>,
}

impl Index {
    /// Reads the index of a folder; anything unreadable counts as nothing made.
    pub fn read(out: &Path) -> Self {
        let text = fs::read(out.join(FILE)).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// Writes it, whole or not at all.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn write(&self, out: &Path) -> io::Result<()> {
        let mut text = serde_json::to_vec_pretty(self)?;
        text.push(b'\n');
        files::write(&out.join(FILE), |file| file.write_all(&text))
    }

    /// What was made under that name before.
    pub(super) fn get(&self, name: &str) -> Option<&Output> {
        self.outputs.get(name)
    }

    /// The file, if it was made from these inputs and is still the one that was made.
    pub fn unchanged(&self, out: &Path, name: &str, inputs: &str) -> Option<&Output> {
        let output = self.outputs.get(name).filter(|output| output.inputs == inputs)?;
        let bytes = fs::read(out.join(name)).ok()?;
        (Sha256::of(&bytes).to_string() == output.sha256).then_some(output)
    }

    /// Takes out everything that belongs to these cases.
    pub(super) fn forget<'a>(&mut self, cases: impl Iterator<Item = &'a str>) {
        let cases: Vec<&str> = cases.collect();
        self.outputs.retain(|name, _| !cases.iter().any(|case| belongs(name, case)));
    }

    /// Notes that a file is about to be made; one that is already known stays as it is.
    pub(super) fn intend(&mut self, name: &str) {
        self.outputs.entry(name.to_owned()).or_default();
    }

    /// Adds what was made.
    pub(super) fn extend(&mut self, outputs: BTreeMap<String, Output>) {
        self.outputs.extend(outputs);
    }
}

/// Whether an output is a letter, a draft or a bundle of a case.
fn belongs(name: &str, case: &str) -> bool {
    let Some((folder, rest)) = name.split_once('/') else { return false };
    match folder {
        "letters" | "drafts" => rest.strip_prefix(case).is_some_and(|rest| rest.starts_with('/')),
        "bundles" => {
            rest.strip_prefix(case).is_some_and(|rest| rest.starts_with("-r") && rest.ends_with(".zip"))
        }
        _ => false,
    }
}

/// Removes files that were made before and that nothing calls for any more. Only what the index
/// names is ever touched.
pub(super) fn remove_stale(out: &Path, before: &Index, after: &Index, report: &mut Report) {
    for name in before.outputs.keys().filter(|name| !after.outputs.contains_key(*name)) {
        let path = out.join(name);
        let inside = !Path::new(name).is_absolute() && !name.split('/').any(|part| part == "..");
        if !inside {
            continue;
        }
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                report.push(failure::cannot_write(name, &why(&error)))
            }
            _ => {
                // An emptied folder goes too; one that holds anything else refuses, and stays.
                let _ = path.parent().map(fs::remove_dir);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::belongs;

    #[test]
    fn an_output_belongs_to_one_case() {
        assert!(belongs("letters/2016-a/01-x.pdf", "2016-a"));
        assert!(!belongs("letters/2016-ab/01-x.pdf", "2016-a"));
        assert!(belongs("bundles/2016-a-r1.zip", "2016-a"));
        assert!(!belongs("bundles/2016-a-b-r1.zip", "2016-a"));
        assert!(!belongs("index.json", "2016-a"));
    }
}
