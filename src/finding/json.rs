//! Findings for programs: the JSON of the command line, whose words are fixed.
//!
//! Members stand in the order in which the types below name them, so that the text is the same
//! whatever features the JSON library was built with.

use serde::Serialize;

use super::{Disclosure, Finding, Lang, Severity};
use crate::source::Span;

/// Renders findings and their counts, in the order given, ending with a line end.
///
/// Lines and columns begin at 1; columns count code points. What may not leave this machine is
/// replaced by the rule's title (see [`Disclosure`]).
pub fn render(findings: &[&Finding], lang: Lang) -> String {
    let count = |severity| findings.iter().filter(|found| found.severity == severity).count();
    let whole = Whole {
        findings: findings.iter().map(|found| One::new(found, lang)).collect(),
        summary: Summary {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        },
    };
    let text = serde_json::to_string_pretty(&whole);
    text.expect("strings and numbers can always be written as JSON") + "\n"
}

#[derive(Serialize)]
struct Whole<'a> {
    findings: Vec<One<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize)]
struct One<'a> {
    rule: &'a str,
    severity: &'static str,
    file: &'a str,
    #[serde(flatten)]
    place: Place,
    message: &'a str,
    labels: Vec<Label<'a>>,
    basis: Option<&'a str>,
    help: Vec<&'a str>,
    fix: Option<Fix<'a>>,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Label<'a> {
    file: &'a str,
    #[serde(flatten)]
    place: Place,
    text: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    #[serde(flatten)]
    place: Place,
    insert: &'a str,
}

impl<'a> One<'a> {
    fn new(found: &'a Finding, lang: Lang) -> Self {
        let is_open = found.disclosure == Disclosure::Open;
        let labels = found.labels.iter().filter(|_| is_open);
        let help = found.help.iter().filter(|_| is_open);
        let fix = found.fix.as_ref().filter(|_| is_open);
        Self {
            rule: &found.rule,
            severity: found.severity.word(),
            file: found.span.source.path(),
            place: Place::new(&found.span),
            message: found.public_message(lang),
            labels: labels.map(|label| Label::new(label, lang)).collect(),
            basis: found.basis.as_deref(),
            help: help.map(|text| text.get(lang)).collect(),
            fix: fix.map(|fix| Fix::new(fix, lang)),
        }
    }
}

impl Place {
    fn new(span: &Span) -> Self {
        let (line, column) = span.line_column();
        let (end_line, end_column) = span.end_line_column();
        Self { line, column, end_line, end_column }
    }
}

impl<'a> Label<'a> {
    fn new(label: &'a super::Label, lang: Lang) -> Self {
        Self { file: label.span.source.path(), place: Place::new(&label.span), text: label.text.get(lang) }
    }
}

impl<'a> Fix<'a> {
    fn new(fix: &'a super::Fix, lang: Lang) -> Self {
        let edit = |edit: &'a super::Edit| Edit { place: Place::new(&edit.span), insert: &edit.insert };
        Self { title: fix.title.get(lang), edits: fix.edits.iter().map(edit).collect() }
    }
}
