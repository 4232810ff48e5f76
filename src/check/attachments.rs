//! Attachments: every listed file is there, every file there is listed, and each is what it says.

use std::collections::BTreeSet;

use super::{Judge, rules};
use crate::files::Entry as FileKind;
use crate::finding::Finding;
use crate::path::BundlePath;
use crate::source::{Source, Span, Spanned};
use crate::text;
use crate::yaml;

/// Judges the files of the case folder against the paths in the case.
pub(super) fn check(judge: &mut Judge<'_>) {
    let case = judge.case;
    let mut listed: BTreeSet<&str> = BTreeSet::new();
    let facts = case.facts.files().into_iter();
    let files = facts.chain(case.entries.iter().flat_map(|entry| entry.fields.files()));
    let files: Vec<Spanned<&str>> = files.collect();
    listed.extend(files.iter().map(|file| file.value));
    // A misspelt path is one mistake: that the file it meant is not listed follows from it.
    let mut meant: BTreeSet<&str> = BTreeSet::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for file in files.iter().filter(|file| seen.insert(file.value)) {
        meant.extend(present(judge, file, &listed));
    }
    for (name, kind) in case.files.iter() {
        if !listed.contains(name) && !meant.contains(name) {
            unlisted(judge, name, kind);
        }
    }
}

/// Judges one listed file; for one that is missing, gives the file that was meant.
fn present<'a>(judge: &mut Judge<'a>, file: &Spanned<&str>, listed: &BTreeSet<&str>) -> Option<&'a str> {
    let path = file.value;
    let push =
        |judge: &mut Judge<'_>, rule, message| judge.push(Finding::new(rule, file.span.clone(), message));
    match judge.case.files.get(path) {
        None => return missing(judge, file, listed),
        Some(FileKind::Other) => {
            let message = text!(
                "`{path}` 是链接或者特殊文件，归档后无从证明",
                "`{path}` is a link or a special file and cannot be proved"
            );
            push(judge, &rules::FILE_NOT_REGULAR, message);
        }
        Some(FileKind::File(_)) => {
            if let Err(error) = BundlePath::new(path) {
                let (zh, en) = (error.text().zh, error.text().en);
                push(judge, &rules::FILE_NAME, text!("`{path}`：{zh}", "`{path}`: {en}"));
            } else if let Some(problem) =
                judge.case.attachments.get(path).and_then(|one| one.problem.as_ref())
            {
                let (zh, en) = (&problem.zh, &problem.en);
                push(judge, &rules::FILE_FORGED, text!("`{path}` {zh}", "`{path}` {en}"));
            }
        }
    }
    None
}

fn missing<'a>(judge: &mut Judge<'a>, file: &Spanned<&str>, listed: &BTreeSet<&str>) -> Option<&'a str> {
    let (path, case) = (file.value, judge.case);
    let message = text!("案件文件夹中没有 `{path}`", "there is no `{path}` in the case folder");
    let finding = Finding::new(&rules::FILE_MISSING, file.span.clone(), message);
    let free = case.files.iter().map(|(name, _)| name).filter(|name| !listed.contains(name));
    let free: Vec<&str> = free.collect();
    let same = free.iter().copied().find(|name| name.to_lowercase() == path.to_lowercase());
    let near = same.or_else(|| yaml::nearest(path, free.iter().copied()));
    judge.push(match near {
        Some(near) => finding.help(text!("是否为 `{near}`？", "did you mean `{near}`?")),
        None => finding.help(text!("放入该文件，或者更正路径", "put the file there or correct the path")),
    });
    near
}

fn unlisted(judge: &mut Judge<'_>, name: &str, kind: FileKind) {
    let source = Source::new(judge.case.files.shown(name), "");
    let message = match kind {
        FileKind::File(_) => text!("`{name}` 没有列入 case.yaml", "`{name}` is not named in case.yaml"),
        FileKind::Other => text!("`{name}` 是链接或者特殊文件", "`{name}` is a link or a special file"),
    };
    let help = text!(
        "在相应步骤中写上它的路径，或者移出案件文件夹",
        "name it in the step it belongs to, or move it out"
    );
    judge.push(Finding::new(&rules::FILE_UNLISTED, Span::whole(&source), message).help(help));
}
