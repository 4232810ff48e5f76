//! The procedure's own rules.

use super::{Judge, rules};
use crate::finding::{Finding, Text};
use crate::procedure::CaseRule;
use crate::text;

/// Judges every entry by the rules of its step.
pub(super) fn check(judge: &mut Judge<'_>) {
    let case = judge.case;
    for (index, entry) in judge.entries() {
        let step = case.step(entry);
        let own = case.procedure.rules.iter().filter(|rule| rule.step == step.name);
        let own: Vec<&CaseRule> = own.collect();
        if own.is_empty() {
            continue;
        }
        let scope = judge.scope.after(index);
        for rule in own {
            match judge.law.evaluator.holds(&rule.condition, &scope) {
                Ok(true) => {}
                Ok(false) => broken(judge, index, rule),
                Err(message) => unjudged(judge, index, rule, message),
            }
        }
    }
}

fn broken(judge: &mut Judge<'_>, index: usize, rule: &CaseRule) {
    let entry = &judge.case.entries[index];
    let finding = Finding {
        rule: rule.id.clone().into(),
        severity: rule.severity,
        title: rule.message.clone(),
        message: rule.message.clone(),
        span: entry.span_of(&rule.at),
        labels: Vec::new(),
        basis: judge.case.procedure.citation(&rule.basis, entry.date.value).map(|citation| citation.print()),
        help: rule.help.iter().map(|help| Text::same(help.clone())).collect(),
        fix: None,
        disclosure: crate::finding::Disclosure::Open,
    };
    if rule.breach {
        judge.breach(index, finding);
    } else {
        judge.push(finding);
    }
}

fn unjudged(judge: &mut Judge<'_>, index: usize, rule: &CaseRule, message: Text) {
    let span = judge.case.entries[index].step_span.clone();
    let id = &rule.id;
    let label = text!("规则 {id}", "rule {id}");
    let finding = Finding::new(&rules::CONDITION_UNJUDGED, span, message);
    judge.push(finding.label(rule.condition.span.clone(), label));
}
