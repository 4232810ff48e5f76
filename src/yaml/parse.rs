//! From text to tree. Only this module and those below it know the parser.

use std::sync::Arc;

use super::lint::{Linted, lint};
use super::node::Node;
use crate::finding::{Finding, Report, Severity, rule};
use crate::source::{Source, Span};
use crate::text;
use place::Places;
use tree::Outcome;

mod entry;
mod place;
mod syntax;
mod tree;

/// Reads a YAML file. Every finding goes to the report, at its exact place.
///
/// None only if nothing usable could be read. If the file has a syntax error the tree holds what
/// stands outside the blocks in which the errors are; [`Map::is_complete`](super::Map::is_complete)
/// is then false throughout, and nobody should conclude anything from what is missing.
pub fn parse(source: &Arc<Source>, report: &mut Report) -> Option<Node> {
    let (outcome, mut findings) = believe(source);
    let Outcome { root, errors, findings: others } = outcome;
    let root = root.filter(|node| !node.is_null());
    let consequence = |error: &Finding| follows_from(error, &findings);
    let errors: Vec<_> = errors.into_iter().filter(|error| !consequence(error)).collect();
    let is_silent = findings.iter().all(|found| found.severity != Severity::Error);
    if root.is_none() && is_silent && errors.is_empty() && others.is_empty() {
        let message = text!("文件没有内容", "the file has no content");
        let finding = Finding::new(&rule::EMPTY_FILE, Span::whole(source), message);
        findings.push(finding);
    }
    report.extend(findings);
    report.extend(errors);
    report.extend(others);
    root
}

/// Reads the repaired text, unless the text reads well with fewer repairs: then the lints were
/// wrong about the others, and what they said of them is dropped.
fn believe(source: &Arc<Source>) -> (Outcome, Vec<Finding>) {
    let Linted { findings, repairs } = lint(source);
    let everything = tree::read(&Places::new(source, &repairs));
    if everything.errors.is_empty() || repairs.is_empty() {
        return (everything, findings);
    }
    let trusts: [fn(&str) -> bool; 2] = [|id| id != rule::YAML_SYNTAX.id, is_certain];
    for trust in trusts {
        let some = repairs.iter().filter(|repair| trust(repair.rule));
        let outcome = tree::read(&Places::new(source, &some.cloned().collect::<Vec<_>>()));
        if outcome.errors.is_empty() {
            let holds = |found: &Finding| found.severity != Severity::Error || trust(&found.rule);
            return (outcome, findings.into_iter().filter(holds).collect());
        }
    }
    (everything, findings)
}

/// Whether a lint's finding holds however the file is structured.
fn is_certain(id: &str) -> bool {
    [rule::FORBIDDEN_CHARACTER.id, rule::BYTE_ORDER_MARK.id].contains(&id)
}

/// Whether a syntax error is but the consequence of a slip on its line or the one before it.
fn follows_from(error: &Finding, causes: &[Finding]) -> bool {
    let (line, _) = error.span.line_column();
    causes.iter().any(|cause| {
        let (cause_line, _) = cause.span.line_column();
        cause.severity == Severity::Error && (cause_line..=cause_line + 1).contains(&line)
    })
}

#[cfg(test)]
mod tests;
