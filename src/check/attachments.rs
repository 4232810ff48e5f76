//! Attachments: every listed file is there, every file there is listed, and each is what it says.

use std::collections::BTreeMap;

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
    let mut listed: BTreeMap<&str, Span> = BTreeMap::new();
    let facts = case.facts.files().into_iter();
    let files = facts.chain(case.entries.iter().flat_map(|entry| entry.fields.files()));
    for file in files {
        if !listed.contains_key(file.value) {
            listed.insert(file.value, file.span.clone());
            present(judge, &file);
        }
    }
    for (name, kind) in case.files.iter() {
        if !listed.contains_key(name) {
            unlisted(judge, name, kind);
        }
    }
}

fn present(judge: &mut Judge<'_>, file: &Spanned<&str>) {
    let path = file.value;
    let push =
        |judge: &mut Judge<'_>, rule, message| judge.push(Finding::new(rule, file.span.clone(), message));
    match judge.case.files.get(path) {
        None => missing(judge, file),
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
}

fn missing(judge: &mut Judge<'_>, file: &Spanned<&str>) {
    let path = file.value;
    let message = text!("案件文件夹中没有 `{path}`", "there is no `{path}` in the case folder");
    let finding = Finding::new(&rules::FILE_MISSING, file.span.clone(), message);
    let near = yaml::nearest(path, judge.case.files.iter().map(|(name, _)| name));
    judge.push(match near {
        Some(near) => finding.help(text!("是否为 `{near}`？", "did you mean `{near}`?")),
        None => finding.help(text!("放入该文件，或者更正路径", "put the file there or correct the path")),
    });
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
