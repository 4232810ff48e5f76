//! Letters: from a role to somebody, with bases, inputs and clocks that exist; issued by a step.

use std::collections::BTreeSet;

use super::{Check, place};
use crate::procedure::letter::{Addressee, Letter};
use crate::procedure::{Clock, Limit, Step};
use crate::text;

impl Check<'_> {
    /// `known`: every letter that a step issues exists, so one that none issues is a mistake of
    /// its own and not the other half of a misspelling, and a number that no entry bears too.
    pub(super) fn letters(&mut self, known: bool) {
        for letter in &self.procedure.letters {
            let body = &letter.body;
            self.role(&letter.role, body, "由");
            match &letter.to {
                Addressee::Role(role) => self.role(role, body, "送"),
                Addressee::Fact(path) => self.path(path, body, "送"),
            }
            letter.bases.iter().for_each(|basis| self.basis(basis, body, "依据", true));
            self.letter_clocks(letter);
            if known {
                letter.inputs.iter().for_each(|input| self.path(&input.path, body, "用"));
                letter.enclosures.iter().for_each(|path| self.path(path, body, "附件"));
                self.issued(letter);
            }
        }
    }

    /// A letter names a last day, which only a limit in working days has.
    fn letter_clocks(&mut self, letter: &Letter) {
        let days = |clock: &&Clock| matches!(clock.limit, Limit::WorkingDays(_));
        let known: BTreeSet<&str> =
            self.procedure.clocks.iter().filter(days).map(|clock| clock.name.as_str()).collect();
        for clock in letter.clocks.iter().filter(|clock| !known.contains(clock.as_str())) {
            let span = place(&letter.body, "期限", clock);
            if self.procedure.clocks.iter().any(|other| other.name == *clock) {
                let message = text!(
                    "“{clock}”不是工作日期限，没有可以印入文书的截止日",
                    "“{clock}” is no limit in working days: it has no last day to print"
                );
                self.malformed(&span, message);
            } else {
                self.unknown(("期限", "clock"), clock, &span, &known);
            }
        }
    }

    fn issued(&mut self, letter: &Letter) {
        let issuing = |step: &&Step| step.issues.iter().any(|issue| issue.letter == letter.name);
        let Some(step) = self.procedure.steps.iter().find(issuing) else {
            let name = &letter.name;
            return self.malformed(&letter.span, text!("没有步骤出具“{name}”", "no step issues `{name}`"));
        };
        if let Some(copy) = letter.copy.as_ref().filter(|copy| step.fields.get(copy).is_none()) {
            self.no_field(&step.name, copy, &place(&letter.body, "正本", copy));
        }
    }
}
