//! Bad input: told at its place, all of it in one run, and nothing is lost.

use crate::rules::example;

mod attachments;
mod mutation;
mod output;
mod secrecy;
mod text;
mod unreadable;

/// Judges a workspace as it is: exit code and findings of a sample, one line each.
fn says(workspace: &crate::support::Workspace, sample: &str) -> (i32, Vec<String>) {
    let (code, found) = example::findings(workspace, &[]);
    (code, found.iter().map(|finding| example::line(finding, sample)).collect())
}

/// The same with one error.
fn error(line: &str) -> (i32, Vec<String>) {
    (1, vec![line.to_owned()])
}
