//! Folders read in a fixed order, and files written whole or not at all.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::finding::rule::rule_table;
use crate::finding::{Finding, Report, Text};
use crate::source::{Source, Span, why};
use crate::text;

/// The name of a case's own file.
pub const CASE_FILE: &str = "case.yaml";

/// The folder of letters that were served.
pub const ISSUED: &str = "issued";

rule_table! {
    UNREADABLE_FOLDER = "unreadable-folder", Error, "文件夹无法读取", "a folder cannot be read";
    BAD_FILE_NAME = "bad-file-name", Error, "文件名有误", "a file's name is not acceptable";
}

/// What a name in a folder stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A file of that many bytes.
    File(u64),
    /// A link, a device or anything else that is no file.
    Other,
}

/// The files attached to a case: every name below its folder but its own file and what was issued.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    folder: PathBuf,
    shown: String,
    entries: BTreeMap<String, Entry>,
}

impl Listing {
    /// Looks at everything below `folder`, following no links. `shown` is its path in findings.
    pub fn of(folder: &Path, shown: &str, report: &mut Report) -> Self {
        let mut entries = BTreeMap::new();
        for found in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
            let found = match found {
                Ok(found) => found,
                Err(error) => {
                    report.push(unreadable(shown, &error));
                    continue;
                }
            };
            let relative = found.path().strip_prefix(folder).unwrap_or(found.path());
            let Some(name) = slashed(relative) else {
                report.push(bad_name(shown, relative));
                continue;
            };
            let own = name == CASE_FILE || name == ISSUED || name.starts_with("issued/");
            if !own && !found.file_type().is_dir() {
                entries.insert(name, kind(&found));
            }
        }
        Self { folder: folder.to_owned(), shown: shown.to_owned(), entries }
    }

    /// Names relative to the folder, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Entry)> {
        self.entries.iter().map(|(name, entry)| (name.as_str(), *entry))
    }

    /// What a name stands for.
    pub fn get(&self, name: &str) -> Option<Entry> {
        self.entries.get(name).copied()
    }

    /// Where a name lies on disk.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The name's path in findings.
    pub fn shown(&self, name: &str) -> String {
        format!("{}/{name}", self.shown)
    }
}

fn kind(found: &walkdir::DirEntry) -> Entry {
    let size = found.metadata().map(|metadata| metadata.len());
    match size {
        Ok(size) if found.file_type().is_file() => Entry::File(size),
        _ => Entry::Other,
    }
}

/// A relative path as text with `/`; `None` if a name is no Unicode.
fn slashed(path: &Path) -> Option<String> {
    let words: Option<Vec<&str>> = path.components().map(|word| word.as_os_str().to_str()).collect();
    Some(words?.join("/"))
}

fn unreadable(shown: &str, error: &walkdir::Error) -> Finding {
    let Text { zh, en } = error.io_error().map_or_else(|| Text::same(error.to_string()), why);
    let message = text!("`{shown}` 中有无法读取的内容：{zh}", "something in `{shown}` cannot be read: {en}");
    Finding::new(&UNREADABLE_FOLDER, Span::whole(&Source::new(shown, "")), message)
}

fn bad_name(shown: &str, name: &Path) -> Finding {
    let name = name.to_string_lossy();
    let message = text!("文件名 `{name}` 不是 Unicode", "the file name `{name}` is not Unicode");
    Finding::new(&BAD_FILE_NAME, Span::whole(&Source::new(shown, "")), message)
}

/// Writes a file through a temporary one beside it, so that whoever looks finds the old bytes or
/// the new ones and never a part, even if the program is killed.
///
/// # Errors
/// Whatever the disk says; the old file, if any, is then untouched.
pub fn write<T>(path: &Path, fill: impl FnOnce(&mut BufWriter<&mut File>) -> io::Result<T>) -> io::Result<T> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut temporary = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder)?;
    let mut buffered = BufWriter::with_capacity(1 << 16, temporary.as_file_mut());
    let value = fill(&mut buffered)?;
    buffered.flush()?;
    drop(buffered);
    permit_reading(temporary.as_file())?;
    temporary.persist(path).map_err(|error| error.error)?;
    Ok(value)
}

/// Temporary files are private; what is built is for everyone the folder is for.
#[cfg(unix)]
fn permit_reading(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn permit_reading(_: &File) -> io::Result<()> {
    Ok(())
}

/// What temporary files begin with; left over ones may be deleted at any time.
pub const TEMPORARY: &str = ".anjuan-";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_the_old_file_and_nothing_else() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a/b.txt");
        write(&path, |file| file.write_all(b"old"))?;
        let failed = write(&path, |file| {
            file.write_all(b"new")?;
            Err::<(), _>(io::Error::other("disk full"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&path)?, b"old");
        assert_eq!(fs::read_dir(folder.path().join("a"))?.count(), 1);
        Ok(())
    }
}
