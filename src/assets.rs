//! Templates, calendar, fonts: what the program brings along, and what a workspace puts before it.
//!
//! A workspace's copy of a procedure wins as a whole, version by version, so that no case is ever
//! judged by half of one text and half of another; other files win one by one.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use walkdir::WalkDir;

use crate::finding::rule::rule_table;
use crate::finding::{Finding, Report, Text};
use crate::source::{Source, Span, why};
use crate::text;

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}

/// The folder of a workspace that holds templates.
pub const FOLDER: &str = "templates";

rule_table! {
    NOTICE_DIFFERS = "notice-differs", Error, "同一放假通知有两种文本", "one notice has two texts";
}

/// Where a file came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The program.
    Embedded,
    /// The workspace.
    Workspace,
}

/// A file below `templates/`.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
    /// Where it came from.
    pub origin: Origin,
}

/// All files by path relative to `templates/`.
#[derive(Clone, Debug, Default)]
pub struct Assets(BTreeMap<String, Asset>);

impl Assets {
    /// What the program brings along.
    pub fn embedded() -> Self {
        let asset = |bytes: &'static [u8]| Asset { bytes: Cow::Borrowed(bytes), origin: Origin::Embedded };
        Self(embedded::FILES.iter().map(|(name, bytes)| ((*name).to_owned(), asset(bytes))).collect())
    }

    /// The program's files with those of a workspace before them.
    pub fn of(workspace: &Path, report: &mut Report) -> Self {
        let mut assets = Self::embedded();
        let own = read(&workspace.join(FOLDER), report);
        let procedures: BTreeSet<String> = own.keys().filter_map(|name| procedure_folder(name)).collect();
        assets.0.retain(|name, _| procedure_folder(name).is_none_or(|folder| !procedures.contains(&folder)));
        for (name, bytes) in own {
            assets.put(name, bytes, report);
        }
        assets
    }

    fn put(&mut self, name: String, bytes: Vec<u8>, report: &mut Report) {
        let ours = self.0.get(&name);
        if name.starts_with("calendar/") && ours.is_some_and(|ours| *ours.bytes != *bytes) {
            let message = text!(
                "`{name}` 与程序自带的同一通知不一致；通知一经发布不再改变，更正另立文件",
                "`{name}` differs from the same notice in the program; a notice never changes, an amendment is another file"
            );
            let source = Source::new(format!("{FOLDER}/{name}"), "");
            report.push(Finding::new(&NOTICE_DIFFERS, Span::whole(&source), message));
            return;
        }
        self.0.insert(name, Asset { bytes: Cow::Owned(bytes), origin: Origin::Workspace });
    }

    /// The file of that name.
    pub fn get(&self, name: &str) -> Option<&Asset> {
        self.0.get(name)
    }

    /// All files below a folder, by path relative to `templates/`.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a Asset)> {
        let inside = move |name: &str| name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        self.0.iter().filter(move |(name, _)| inside(name)).map(|(name, asset)| (name.as_str(), asset))
    }

    /// The folders that hold a procedure, `name@version`.
    pub fn procedures(&self) -> BTreeSet<String> {
        self.0.keys().filter_map(|name| procedure_folder(name)).collect()
    }
}

fn procedure_folder(name: &str) -> Option<String> {
    let (folder, _) = name.split_once('/')?;
    folder.contains('@').then(|| folder.to_owned())
}

fn read(folder: &Path, report: &mut Report) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    if !folder.is_dir() {
        return files;
    }
    let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let walk = WalkDir::new(folder).min_depth(1).sort_by_file_name();
    for found in walk.into_iter().filter_entry(|entry| !hidden(entry.file_name())).flatten() {
        let Ok(relative) = found.path().strip_prefix(folder) else { continue };
        let name = relative.to_string_lossy().replace('\\', "/");
        // The fonts are pinned: the program's own are used wherever it has them.
        let pinned = name.starts_with("fonts/") && embedded::FILES.iter().any(|(ours, _)| *ours == name);
        if found.file_type().is_dir() || pinned {
            continue;
        }
        match std::fs::read(found.path()) {
            Ok(bytes) => {
                files.insert(name, bytes);
            }
            Err(error) => report.push(unreadable(&name, &error)),
        }
    }
    files
}

fn unreadable(name: &str, error: &std::io::Error) -> Finding {
    let shown = format!("{FOLDER}/{name}");
    let Text { zh, en } = why(error);
    let message = text!("无法读取 `{shown}`：{zh}", "`{shown}` could not be read: {en}");
    Finding::new(&crate::finding::rule::UNREADABLE_FILE, Span::whole(&Source::new(shown, "")), message)
}
