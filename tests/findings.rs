//! Findings of a run, one line each, so that a test can say exactly which it expects.

use crate::support::{Run, Workspace};

/// `file:line severity rule: message` of every finding `check` tells, in its order, and the run.
pub fn of(workspace: &Workspace) -> (Vec<String>, Run) {
    let run = workspace.run(&["check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("check prints JSON");
    let line = |found: &serde_json::Value| {
        let word = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
        let (file, rule, message) = (word("file"), word("rule"), word("message"));
        format!("{file}:{} {} {rule}: {message}", found["line"], word("severity"))
    };
    (json["findings"].as_array().expect("a list of findings").iter().map(line).collect(), run)
}

/// The number of the line in which a text stands for the first time.
pub fn line_of(text: &str, part: &str) -> usize {
    let at = text.find(part).unwrap_or_else(|| panic!("the file does not contain {part:?}"));
    text[..at].matches('\n').count() + 1
}
