//! Steps: where a case begins and ends, what follows what, what is issued, by whom.

use std::collections::BTreeSet;

use super::{Check, place};
use crate::procedure::Step;
use crate::source::Span;
use crate::text;

impl Check<'_> {
    /// Whether every letter that a step issues exists.
    pub(super) fn steps(&mut self) -> bool {
        self.ends();
        let mut known = true;
        for step in &self.procedure.steps {
            self.order(step);
            self.actor(step);
            known &= self.issues(step);
            self.fields(&step.fields, &step.fields, &step.body);
            if let Some(basis) = step.working_day.as_ref().and_then(Option::as_ref) {
                self.basis(basis, &step.body, "工作日", false);
            }
        }
        known
    }

    fn ends(&mut self) {
        let count = self.procedure.steps.iter().filter(|step| step.initial).count();
        if count != 1 {
            let message = text!(
                "应当有且只有一个步骤写“始: 是”，现有 {count} 个",
                "exactly one step begins a case, found {count}"
            );
            self.malformed(&self.procedure.span(), message);
        }
        if !self.procedure.steps.iter().any(|step| step.terminal) {
            self.malformed(&self.procedure.span(), text!("没有步骤写“止: 是”", "no step ends a case"));
        }
    }

    fn order(&mut self, step: &Step) {
        for next in &step.next {
            self.step_name(next, &step.body, "后");
        }
        for next in step.outcomes.iter().flat_map(|outcome| &outcome.next) {
            self.step_name(next, &step.body, "结果");
        }
        if let Some(beside) = &step.beside {
            std::iter::once(&beside.after)
                .chain(&beside.until)
                .for_each(|name| self.step_name(name, &step.body, "旁"));
        }
        let leads_on = !step.next.is_empty() || !step.outcomes.is_empty();
        if step.terminal == leads_on && step.beside.is_none() {
            let message = text!(
                "步骤应当写“后”或“结果”，终点步骤则都不写",
                "a step has 后 or 结果; an end has neither"
            );
            self.malformed(&step.span, message);
        }
    }

    /// A role, or a party that the facts name.
    fn actor(&mut self, step: &Step) {
        if self.procedure.roles.contains_key(&step.role) || self.procedure.facts.get(&step.role).is_some() {
            return;
        }
        let roles = self.procedure.roles.keys().map(String::as_str);
        let parties = self.procedure.facts.0.iter().map(|field| field.name.as_str());
        let known: BTreeSet<&str> = roles.chain(parties).collect();
        let span = place(&step.body, "由", &step.role);
        self.unknown(("角色或者当事人", "role or party"), &step.role, &span, &known);
    }

    fn issues(&mut self, step: &Step) -> bool {
        let letters: BTreeSet<&str> =
            self.procedure.letters.iter().map(|letter| letter.name.as_str()).collect();
        let outcomes: BTreeSet<&str> = step.outcomes.iter().map(|outcome| outcome.name.as_str()).collect();
        let mut known = true;
        for issue in &step.issues {
            let span = |word: &str| -> Span { place(&step.body, "出", word) };
            if !letters.contains(issue.letter.as_str()) {
                self.unknown(("文书", "letter"), &issue.letter, &span(&issue.letter), &letters);
                known = false;
            }
            if let Some(outcome) = issue.outcome.as_deref().filter(|name| !outcomes.contains(name)) {
                self.unknown(("结果", "outcome"), outcome, &span(outcome), &outcomes);
            }
        }
        if known {
            self.one_number(step);
        }
        known
    }

    /// An entry bears one 文号, so of the letters it issues at once only one can bear a number.
    fn one_number(&mut self, step: &Step) {
        let outcomes = step.outcomes.iter().map(|outcome| Some(outcome.name.as_str()));
        for outcome in outcomes.chain([None]) {
            let letters = step.letters(outcome).filter_map(|name| self.procedure.letter(name));
            let numbered: Vec<&str> =
                letters.filter(|letter| letter.series.is_some()).map(|letter| letter.name.as_str()).collect();
            if let [first, second, ..] = numbered.as_slice() {
                let message = text!(
                    "一步只有一个文号，“{first}”和“{second}”不能都编号",
                    "an entry bears one number: “{first}” and “{second}” cannot both have one"
                );
                return self.malformed(&place(&step.body, "出", second), message);
            }
        }
    }
}
