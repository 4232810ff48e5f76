//! Finds dangling names in a procedure, so that none is found while a case runs.

use std::collections::BTreeSet;

use super::read::malformed;
use super::{Evaluator, Field, Kind, Mark, Path, Procedure, Root, Schema};
use crate::finding::{Report, Text};
use crate::source::Span;
use crate::text;
use crate::yaml;

mod clocks;
mod conditions;
mod letters;
mod steps;

/// Checks every name one part of the procedure uses of another.
pub(super) fn check(procedure: &Procedure, evaluator: &Evaluator, report: &mut Report) {
    let mut check = Check { procedure, evaluator, report };
    let letters_known = check.steps();
    check.fields(&procedure.facts, &procedure.facts, &procedure.span());
    check.clocks();
    check.letters(letters_known);
    check.rules();
    check.repeal();
    if let Some(power) = &procedure.power {
        check.basis(power, &procedure.span(), "越权依据", false);
    }
}

/// The field a path names, if every word of it exists.
pub(super) fn resolve<'a>(procedure: &'a Procedure, path: &Path) -> Option<&'a Field> {
    let schema = match &path.root {
        Root::Facts => &procedure.facts,
        Root::Step(name) => &procedure.step(name)?.fields,
    };
    within(schema, &path.fields)
}

/// The field that words lead to, one inside the other.
fn within<'a>(schema: &'a Schema, words: &[String]) -> Option<&'a Field> {
    let (last, before) = words.split_last()?;
    let mut schema = schema;
    for word in before {
        let Kind::Record(inner) = &schema.get(word)?.kind else {
            return None;
        };
        schema = inner;
    }
    schema.get(last)
}

struct Check<'a> {
    procedure: &'a Procedure,
    evaluator: &'a Evaluator,
    report: &'a mut Report,
}

/// The place of a word in a declaration, after the key it stands under: names are kept without
/// their places, for they are read a hundred times and misspelt once.
fn place(body: &Span, key: &str, word: &str) -> Span {
    let text = body.text();
    let after = text.find(&format!("{key}:")).map_or(0, |at| at + key.len() + 1);
    let found = whole_word(&text[after..], word).map(|at| after + at).or_else(|| whole_word(text, word));
    match found {
        Some(at) => Span::new(&body.source, body.start + at, body.start + at + word.len()),
        None => Span::new(&body.source, body.start, body.start),
    }
}

/// Where a word stands that is not part of a longer one.
fn whole_word(text: &str, word: &str) -> Option<usize> {
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(word).map(|(at, _)| at).find(|at| {
        let after = text[at + word.len()..].chars().next();
        !part(text[..*at].chars().next_back()) && !part(after)
    })
}

impl Check<'_> {
    fn malformed(&mut self, span: &Span, message: Text) {
        malformed(self.report, span, message);
    }

    fn unknown(&mut self, what: (&str, &str), name: &str, span: &Span, known: &BTreeSet<&str>) {
        let hint = yaml::nearest(name, known.iter().copied());
        let hints = |hint: &str| (format!("，是否为 `{hint}`"), format!("; did you mean `{hint}`"));
        let (zh, en) = hint.map(hints).unwrap_or_default();
        let (what_zh, what_en) = what;
        self.malformed(
            span,
            text!("没有名为 `{name}` 的{what_zh}{zh}", "there is no {what_en} `{name}`{en}"),
        );
    }

    fn step_name(&mut self, name: &str, body: &Span, key: &str) {
        let known: BTreeSet<&str> = self.procedure.steps.iter().map(|step| step.name.as_str()).collect();
        if !known.contains(name) {
            self.unknown(("步骤", "step"), name, &place(body, key, name), &known);
        }
    }

    fn role(&mut self, name: &str, body: &Span, key: &str) {
        let known: BTreeSet<&str> = self.procedure.roles.keys().map(String::as_str).collect();
        if !known.contains(name) {
            self.unknown(("角色", "role"), name, &place(body, key, name), &known);
        }
    }

    fn basis(&mut self, name: &str, body: &Span, key: &str, printed: bool) {
        let known: BTreeSet<&str> = self.procedure.bases.keys().map(String::as_str).collect();
        let Some(basis) = self.procedure.bases.get(name) else {
            return self.unknown(("依据", "basis"), name, &place(body, key, name), &known);
        };
        if printed && basis.citations.iter().any(|citation| citation.mark == Mark::Memory) {
            let message = text!(
                "依据 `{name}` 只凭记忆（M），不得印入文书",
                "basis `{name}` is from memory (M) and may not be printed"
            );
            self.malformed(&place(body, key, name), message);
        }
    }

    fn path(&mut self, path: &Path, body: &Span, key: &str) {
        if resolve(self.procedure, path).is_none() {
            let span = place(body, key, &path.to_string());
            self.malformed(&span, text!("路径 `{path}` 不存在", "there is nothing at `{path}`"));
        }
    }

    fn rules(&mut self) {
        for rule in &self.procedure.rules {
            self.step_name(&rule.step, &rule.body, "步骤");
            self.basis(&rule.basis, &rule.body, "依据", false);
            let Some(step) = self.procedure.step(&rule.step) else {
                continue;
            };
            if step.fields.get(&rule.at).is_none() {
                self.no_field(&step.name, &rule.at, &place(&rule.body, "处", &rule.at));
            }
            self.condition(&rule.condition, &step.fields);
        }
    }

    fn no_field(&mut self, step: &str, field: &str, span: &Span) {
        let message = text!("步骤 `{step}` 没有字段 `{field}`", "step `{step}` has no field `{field}`");
        self.malformed(span, message);
    }

    fn repeal(&mut self) {
        let Some(repeal) = &self.procedure.repeal else {
            return;
        };
        self.basis(&repeal.basis, &repeal.body, "依据", false);
        repeal.steps.iter().for_each(|name| self.step_name(name, &repeal.body, "其后"));
    }
}
