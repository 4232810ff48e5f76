//! Steps: the boxes and arrows of the flowchart.

use super::fields::{Types, schema};
use crate::finding::Report;
use crate::procedure::field::Schema;
use crate::procedure::step::{Beside, Issue, Outcome, Step};
use crate::procedure::{Letter, read};
use crate::source::Span;
use crate::yaml::{Node, Record};

/// Reads 步骤. The letters tell which entries carry a 文号.
pub(super) fn steps(node: &Node, types: &Types, letters: &[Letter], report: &mut Report) -> Vec<Step> {
    let entries = read::entries(node, report);
    let read = |(name, span, node)| step(name, span, node, types, letters, report);
    entries.into_iter().filter_map(read).collect()
}

fn step(
    name: &str,
    span: &Span,
    node: &Node,
    types: &Types,
    letters: &[Letter],
    report: &mut Report,
) -> Option<Step> {
    let mut record = read::record(node, report)?;
    let role = read::text(&mut record, "由", report);
    let fields = record.optional("填").map(|node| schema(node, types, report));
    let outcomes = record.optional("结果").map(|node| outcomes(node, report)).unwrap_or_default();
    let issues = record.optional("出").map(|node| issues(node, report)).unwrap_or_default();
    let at_most = record.optional("至多").and_then(|node| read::number(node, report));
    let beside = record.optional("旁").and_then(|node| beside(node, report));
    let step = Step {
        name: name.to_owned(),
        span: span.clone(),
        body: node.span.clone(),
        role: role?,
        initial: read::flag(&mut record, "始", false, report),
        terminal: read::flag(&mut record, "止", false, report),
        fields: entry(fields.unwrap_or_default(), &outcomes, &issues, letters),
        outcomes,
        next: read::list(&mut record, "后", report),
        issues,
        at_most,
        working_day: working_day(&mut record, report),
        complete: read::flag(&mut record, "材料齐备", false, report),
        beside,
    };
    record.finish(report);
    Some(step)
}

/// An entry bears a 文号 only if one of its letters does.
fn entry(fields: Schema, outcomes: &[Outcome], issues: &[Issue], letters: &[Letter]) -> Schema {
    let issued = |letter: &&Letter| issues.iter().any(|issue| issue.letter == letter.name);
    let numbered = letters.iter().filter(issued).any(|letter| letter.series.is_some());
    let names: Vec<String> = outcomes.iter().map(|outcome| outcome.name.clone()).collect();
    fields.into_entry(&names, numbered)
}

fn outcomes(node: &Node, report: &mut Report) -> Vec<Outcome> {
    let entries = read::entries(node, report);
    let outcome =
        |(name, _, node): (&str, _, _)| Outcome { name: name.to_owned(), next: read::texts(node, report) };
    entries.into_iter().map(outcome).collect()
}

/// A letter, a list of letters, or letters by outcome.
fn issues(node: &Node, report: &mut Report) -> Vec<Issue> {
    if node.as_map().is_none() {
        let issue = |letter| Issue { outcome: None, letter };
        return read::texts(node, report).into_iter().map(issue).collect();
    }
    let mut issues = Vec::new();
    for (outcome, _, node) in read::entries(node, report) {
        let issue = |letter| Issue { outcome: Some(outcome.to_owned()), letter };
        issues.extend(read::texts(node, report).into_iter().map(issue));
    }
    issues
}

/// 是, 否, or the key of the basis by which only a working day will do.
fn working_day(record: &mut Record<'_>, report: &mut Report) -> Option<Option<String>> {
    let word = read::optional_text(record, "工作日", report)?;
    match word.as_str() {
        "否" => None,
        "是" => Some(None),
        _ => Some(Some(word)),
    }
}

fn beside(node: &Node, report: &mut Report) -> Option<Beside> {
    let mut record: Record<'_> = read::record(node, report)?;
    let after = read::text(&mut record, "自", report);
    let until = read::list(&mut record, "至", report);
    record.finish(report);
    Some(Beside { after: after?, until })
}
