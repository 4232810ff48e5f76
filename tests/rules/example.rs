//! An example: a sample case with an edit, and everything `check` says about it.

use std::fmt::Write;
use std::fs;
use std::os::unix::fs::symlink;

use serde_json::Value as Json;

use crate::support::Workspace;

pub const CORRECTED: &str = "2015-licence-corrected";
pub const APPROVED: &str = "2016-licence-approved";
pub const REFUSED: &str = "2016-licence-refused";
pub const REJECTED: &str = "2016-licence-rejected";
pub const ABOLISHED: &str = "2017-licence-abolished";
pub const OPEN: &str = "2017-licence-open";
pub const INSPECTION: &str = "2025-inspection-plain";
pub const RECHECKED: &str = "2025-inspection-corrected";
pub const TWICE: &str = "2026-inspection-recheck-twice";

/// The file of the procedure of inspections.
pub const SECRECY: &str = "secrecy-inspection@1/procedure.yaml";

/// Something done to a sample; texts stand in its `case.yaml`, files in its folder.
#[derive(Clone, Debug)]
pub enum Edit {
    /// The first text becomes the second.
    Swap(&'static str, &'static str),
    /// Everything from the first text up to the second is taken out; "" is the end of the file.
    Cut(&'static str, &'static str),
    /// In a file of the workspace's own templates, the first text becomes the second.
    Template(&'static str, &'static str, &'static str),
    /// A file with this content.
    Put(&'static str, &'static [u8]),
    /// A file is taken away.
    Remove(&'static str),
    /// A file gets another name.
    Rename(&'static str, &'static str),
    /// A file is a link to this.
    Link(&'static str, &'static str),
    /// Another sample stands beside it, in which the first text becomes the second.
    Beside(&'static str, &'static str, &'static str),
    /// Judged as of this day.
    AsOf(&'static str),
}

use Edit::{AsOf, Beside, Cut, Link, Put, Remove, Rename, Swap, Template};

/// A sample, what is done to it, and the complete list of findings: `rule @ file:line:column
/// message | basis`, behind `warning: ` or `note: ` unless it is an error.
pub type Example = (&'static str, &'static [Edit], &'static [&'static str]);

/// A day of an entry becomes another.
pub fn redate(workspace: &Workspace, sample: &str, step: &str, day: &str, other: &str) {
    let at = |day: &str| format!("步骤: {step}\n    日期: {day}\n");
    workspace.edit(&format!("cases/{sample}/case.yaml"), &at(day), &at(other));
}

/// A workspace with an edited sample, and the arguments to judge it with.
pub fn workspace(sample: &str, edits: &[Edit]) -> (Workspace, Vec<&'static str>) {
    let workspace = Workspace::sample(sample);
    let arguments = edits.iter().flat_map(|edit| apply(&workspace, sample, edit)).collect();
    (workspace, arguments)
}

/// Does one thing to a sample; returns arguments for the command.
pub fn apply(workspace: &Workspace, sample: &str, edit: &Edit) -> Vec<&'static str> {
    let own = |name: &str| format!("cases/{sample}/{name}");
    let at = |name: &str| workspace.path(&own(name));
    match *edit {
        Swap(from, to) => drop(workspace.edit(&own("case.yaml"), from, to)),
        Cut(from, until) => cut(workspace, &own("case.yaml"), from, until),
        Template(file, from, to) => {
            if !workspace.path("templates").exists() {
                workspace.own_templates();
            }
            workspace.edit(&format!("templates/{file}"), from, to);
        }
        Put(name, content) => drop(workspace.write(&own(name), content)),
        Remove(name) => fs::remove_file(at(name)).unwrap(),
        Rename(name, other) => fs::rename(at(name), at(other)).unwrap(),
        Link(name, target) => {
            let _ = fs::remove_file(at(name));
            symlink(target, at(name)).unwrap();
        }
        Beside(other, from, to) => {
            workspace.add_sample(other, other);
            workspace.edit(&format!("cases/{other}/case.yaml"), from, to);
        }
        AsOf(day) => return vec!["--as-of", day],
    }
    Vec::new()
}

fn cut(workspace: &Workspace, file: &str, from: &str, until: &str) {
    let text = workspace.read(file);
    let start = text.find(from).unwrap_or_else(|| panic!("{file} does not contain {from:?}"));
    let length = if until.is_empty() { Some(text.len() - start) } else { text[start..].find(until) };
    let length = length.unwrap_or_else(|| panic!("{file} does not contain {until:?} after {from:?}"));
    workspace.write(file, [&text[..start], &text[start + length..]].concat());
}

/// What `check` finds, as JSON, and its exit code.
pub fn findings(workspace: &Workspace, arguments: &[&str]) -> (i32, Vec<Json>) {
    let run = workspace.run(&[&["check", "--format", "json"], arguments].concat());
    assert_eq!(run.stderr, "", "with --format json everything is data");
    let mut whole: Json = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
    match whole["findings"].take() {
        Json::Array(findings) => (run.code, findings),
        other => panic!("findings: {other}"),
    }
}

/// A finding in one line; files of the sample by their name in its folder.
pub fn line(finding: &Json, sample: &str) -> String {
    let word = |key: &str| finding[key].as_str().unwrap_or_default();
    let file = word("file");
    let file = file.strip_prefix(&format!("cases/{sample}/")).unwrap_or(file);
    let mut line = match word("severity") {
        "error" => String::new(),
        other => format!("{other}: "),
    };
    let (rule, at, column, message) = (word("rule"), &finding["line"], &finding["column"], word("message"));
    write!(line, "{rule} @ {file}:{at}:{column} {message}").unwrap();
    if let Some(basis) = finding["basis"].as_str() {
        write!(line, " | {basis}").unwrap();
    }
    line
}

/// All findings of an example, one line each, and the exit code.
pub fn check(sample: &str, edits: &[Edit]) -> (i32, Vec<String>) {
    let (workspace, arguments) = workspace(sample, edits);
    let (code, found) = findings(&workspace, &arguments);
    (code, found.iter().map(|finding| line(finding, sample)).collect())
}

/// What is wrong with an example, if anything: it says exactly what it should, and no more.
pub fn differs(name: &str, (code, found): &(i32, Vec<String>), expected: &[&str]) -> Option<String> {
    let is_error = |line: &&str| !line.starts_with("warning: ") && !line.starts_with("note: ");
    let expected_code = i32::from(expected.iter().any(is_error));
    (found != expected || *code != expected_code).then(|| {
        let (found, expected) = (found.join("\n  "), expected.join("\n  "));
        format!("{name}\nexpected ({expected_code}):\n  {expected}\nfound ({code}):\n  {found}")
    })
}

/// Judges examples; all that differ are told together.
pub fn judge(examples: &[Example]) {
    let wrong = examples.iter().filter_map(|(sample, edits, expected)| {
        differs(&format!("{sample} {edits:?}"), &check(sample, edits), expected)
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{} of {} differ\n\n{}", wrong.len(), examples.len(), wrong.join("\n\n"));
}

/// The rules of which some example has a finding.
pub fn rules_of(examples: &[Example]) -> impl Iterator<Item = &'static str> {
    let lines = examples.iter().flat_map(|(_, _, expected)| expected.iter());
    lines.filter_map(|line| line.split(" @ ").next()?.rsplit(' ').next())
}
