//! Whatever happens to one line of a case, the command judges it: it finds something or nothing.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::TestRunner;

use crate::rules::example::{INSPECTION, REFUSED, TWICE};
use crate::support::Workspace;

/// Characters that mean something to YAML, to an input method or to a terminal.
const SIGNS: &[&str] = &[
    "：",
    "，",
    "“",
    "”",
    "　",
    "\t",
    ":",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "&",
    "*",
    "!",
    "|",
    ">",
    "'",
    "\"",
    "#",
    "%",
    "@",
    "`",
    "?",
    "\\",
    "\0",
    "\r",
    "\n",
    "\u{feff}",
    "\u{202e}",
    "\u{301}",
    "０",
    "９",
    "—",
    "𠀀",
    "---\n",
    "...\n",
    "<<: ",
    "-1",
    "99999999999999999999",
    "9999-12-31",
    "../",
    "~",
    "秘密",
];

#[derive(Clone, Debug)]
enum Change {
    Insert(&'static str),
    Replace(&'static str),
    Delete,
    Twice,
    Indent(usize),
    Drop,
    Truncate,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => select(SIGNS).prop_map(Change::Insert),
        4 => select(SIGNS).prop_map(Change::Replace),
        1 => Just(Change::Delete),
        1 => Just(Change::Twice),
        1 => (0_usize..12).prop_map(Change::Indent),
        1 => Just(Change::Drop),
        1 => Just(Change::Truncate),
    ]
}

/// The text with one of its lines changed.
fn mutate(text: &str, line: Index, column: Index, change: &Change) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let row = line.index(lines.len());
    let places: Vec<usize> = lines[row].char_indices().map(|(at, _)| at).collect();
    let at = places[column.index(places.len())];
    let after = at + lines[row][at..].chars().next().map_or(0, char::len_utf8);
    match change {
        Change::Insert(sign) => lines[row].insert_str(at, sign),
        Change::Replace(sign) => lines[row].replace_range(at..after, sign),
        Change::Delete => lines[row].replace_range(at..after, ""),
        Change::Twice => lines.insert(row, lines[row].clone()),
        Change::Indent(width) => lines[row] = " ".repeat(*width) + lines[row].trim_start(),
        Change::Drop => drop(lines.remove(row)),
        Change::Truncate => {
            lines[row].truncate(at);
            lines.truncate(row + 1);
        }
    }
    lines.concat()
}

#[test]
fn a_changed_line_never_breaks_the_command() {
    let samples = [INSPECTION, REFUSED, TWICE].map(|id| (id, Workspace::sample(id)));
    let texts = samples.each_ref().map(|(id, workspace)| workspace.read(&format!("cases/{id}/case.yaml")));
    let config = ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() };
    let strategy = (0..samples.len(), any::<Index>(), any::<Index>(), change());
    let judged = TestRunner::new(config).run(&strategy, |(sample, line, column, change)| {
        let (id, workspace) = &samples[sample];
        let text = mutate(&texts[sample], line, column, &change);
        workspace.write(&format!("cases/{id}/case.yaml"), text);
        let run = workspace.run(&["check"]);
        prop_assert!(matches!(run.code, 0 | 1), "{run:?}");
        prop_assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
        let json = workspace.run(&["check", "--format", "json"]);
        prop_assert_eq!((json.code, json.stderr.as_str()), (run.code, ""));
        let whole: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
        prop_assert_eq!(whole["summary"]["errors"] == 0, run.code == 0, "{}", json.stdout);
        Ok(())
    });
    judged.unwrap_or_else(|error| panic!("{error}"));
}
