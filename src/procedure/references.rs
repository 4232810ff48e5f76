//! Finds dangling names in a procedure, so that none is found while a case runs.

use std::collections::BTreeSet;

use super::field::keys;
use super::letter::Addressee;
use super::path::FACTS;
use super::read::malformed;
use super::{Condition, Evaluator, Field, Kind, Mark, Nature, Path, Presence, Procedure, Root, Schema, Step};
use crate::finding::Report;
use crate::source::Span;
use crate::text;
use crate::yaml;

/// Checks every name one part of the procedure uses of another.
pub(super) fn check(procedure: &Procedure, evaluator: &Evaluator, report: &mut Report) {
    let mut check = Check { procedure, evaluator, report };
    check.ends();
    procedure.steps.iter().for_each(|step| check.step(step));
    check.facts();
    check.clocks();
    check.letters();
    check.rules();
    check.repeal();
}

/// The field a path names, if every word of it exists.
pub fn resolve<'a>(procedure: &'a Procedure, path: &Path) -> Option<&'a Field> {
    let mut schema = match &path.root {
        Root::Facts => &procedure.facts,
        Root::Step(name) => &procedure.step(name)?.fields,
    };
    let (last, before) = path.fields.split_last()?;
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

impl Check<'_> {
    fn unknown(&mut self, what: (&str, &str), name: &str, span: &Span, known: &BTreeSet<&str>) {
        let hint = yaml::nearest(name, known.iter().copied());
        let (zh, en) = hint
            .map(|hint| (format!("，是否为 `{hint}`"), format!("; did you mean `{hint}`")))
            .unwrap_or_default();
        let (what_zh, what_en) = what;
        malformed(
            self.report,
            span,
            text!("没有名为 `{name}` 的{what_zh}{zh}", "there is no {what_en} `{name}`{en}"),
        );
    }

    fn step_name(&mut self, name: &str, span: &Span) {
        let known: BTreeSet<&str> = self.procedure.steps.iter().map(|step| step.name.as_str()).collect();
        if !known.contains(name) {
            self.unknown(("步骤", "step"), name, span, &known);
        }
    }

    fn role_name(&mut self, name: &str, span: &Span) {
        let known: BTreeSet<&str> = self.procedure.roles.keys().map(String::as_str).collect();
        if !known.contains(name) {
            self.unknown(("角色", "role"), name, span, &known);
        }
    }

    fn basis_name(&mut self, name: &str, span: &Span, printed: bool) {
        let known: BTreeSet<&str> = self.procedure.bases.keys().map(String::as_str).collect();
        let Some(basis) = self.procedure.bases.get(name) else {
            return self.unknown(("依据", "basis"), name, span, &known);
        };
        if printed && basis.citations.iter().any(|citation| citation.mark == Mark::Memory) {
            let message = text!(
                "依据 `{name}` 只凭记忆（M），不得印入文书",
                "basis `{name}` is from memory (M) and may not be printed"
            );
            malformed(self.report, span, message);
        }
    }

    fn path(&mut self, path: &Path, span: &Span) -> bool {
        let found = resolve(self.procedure, path).is_some();
        if !found {
            malformed(self.report, span, text!("路径 `{path}` 不存在", "there is nothing at `{path}`"));
        }
        found
    }

    fn ends(&mut self) {
        let count = self.procedure.steps.iter().filter(|step| step.initial).count();
        if count != 1 {
            let message = text!(
                "应当有且只有一个步骤写“始: 是”，现有 {count} 个",
                "exactly one step begins a case, found {count}"
            );
            malformed(self.report, &self.procedure.span(), message);
        }
        if !self.procedure.steps.iter().any(|step| step.terminal) {
            malformed(
                self.report,
                &self.procedure.span(),
                text!("没有步骤写“止: 是”", "no step ends a case"),
            );
        }
    }

    fn step(&mut self, step: &Step) {
        let nexts = step.outcomes.iter().flat_map(|outcome| &outcome.next).chain(&step.next);
        nexts.for_each(|next| self.step_name(next, &step.span));
        if step.terminal == (step.next.is_empty() && step.outcomes.is_empty()) {
            // Either an end with nothing after it or a middle with something after it.
        } else if step.beside.is_none() {
            let message = text!(
                "步骤应当写“后”或“结果”，终点步骤则都不写",
                "a step has 后 or 结果; an end has neither"
            );
            malformed(self.report, &step.span, message);
        }
        for issue in &step.issues {
            let letters: BTreeSet<&str> =
                self.procedure.letters.iter().map(|letter| letter.name.as_str()).collect();
            if !letters.contains(issue.letter.as_str()) {
                self.unknown(("文书", "letter"), &issue.letter, &step.span, &letters);
            }
            let outcomes: BTreeSet<&str> =
                step.outcomes.iter().map(|outcome| outcome.name.as_str()).collect();
            if let Some(outcome) = issue.outcome.as_deref().filter(|name| !outcomes.contains(name)) {
                self.unknown(("结果", "outcome"), outcome, &step.span, &outcomes);
            }
        }
        if let Some(beside) = &step.beside {
            std::iter::once(&beside.after)
                .chain(&beside.until)
                .for_each(|name| self.step_name(name, &step.span));
        }
        self.conditions(&step.fields, &step.fields);
    }

    fn facts(&mut self) {
        self.conditions(&self.procedure.facts, &self.procedure.facts);
    }

    /// Conditions of fields read their siblings in the same entry.
    fn conditions(&mut self, schema: &Schema, scope: &Schema) {
        for field in &schema.0 {
            if let Presence::When(condition) = &field.presence {
                self.condition(condition, scope);
            }
        }
    }

    fn condition(&mut self, condition: &Condition, scope: &Schema) {
        let names = match self.evaluator.names(condition) {
            Ok(names) => names,
            Err((message, span)) => return malformed(self.report, &span, message),
        };
        for name in names {
            let Some(path) = Path::parse(&name) else {
                continue;
            };
            let local = path.step().and_then(|word| scope.get(word)).is_some();
            let facts = path.root == Root::Facts && path.fields.is_empty();
            if !local && !facts && resolve(self.procedure, &path).is_none() {
                let message =
                    text!("条件用到的 `{name}` 不存在", "the condition reads `{name}`, which does not exist");
                malformed(self.report, &condition.span, message);
            }
        }
    }

    fn clocks(&mut self) {
        for clock in &self.procedure.clocks {
            for event in std::iter::once(&clock.from).chain(&clock.to) {
                self.event(event, &clock.span);
            }
            self.basis_name(&clock.basis, &clock.span, false);
            let basis = self.procedure.bases.get(&clock.basis);
            let law = basis.is_none_or(|basis| basis.citations.iter().all(|citation| citation.mark.is_law()));
            if clock.nature == Nature::Statutory && !law {
                let message =
                    text!("只有清单依据的期限不得写作“法定”", "a limit that only the list sets is not 法定");
                malformed(self.report, &clock.span, message);
            }
            if let Some(condition) = &clock.when {
                self.condition(condition, &Schema::default());
            }
            for name in clock.deemed.iter().flat_map(|deemed| [&deemed.step, &deemed.on]) {
                self.step_name(name, &clock.span);
            }
        }
    }

    /// A clock starts and stops at a date or a moment.
    fn event(&mut self, event: &Path, span: &Span) {
        let Some(step) = event.step() else {
            return malformed(self.report, span, text!("`{FACTS}` 不是步骤", "`{FACTS}` is no step"));
        };
        self.step_name(step, span);
        let fields = vec![event.field_or(keys::DATE).to_owned()];
        let path = Path { root: event.root.clone(), fields };
        let kind = resolve(self.procedure, &path).map(|field| &field.kind);
        if self.procedure.step(step).is_some() && !matches!(kind, Some(Kind::Date | Kind::Moment)) {
            malformed(
                self.report,
                span,
                text!("`{path}` 不是日期或时刻", "`{path}` is no date and no moment"),
            );
        }
    }

    fn letters(&mut self) {
        for letter in &self.procedure.letters {
            self.role_name(&letter.role, &letter.span);
            match &letter.to {
                Addressee::Role(role) => self.role_name(role, &letter.span),
                Addressee::Fact(path) => {
                    self.path(path, &letter.span);
                }
            }
            letter.bases.iter().for_each(|basis| self.basis_name(basis, &letter.span, true));
            letter.inputs.iter().for_each(|input| {
                self.path(&input.path, &letter.span);
            });
            letter.enclosures.iter().for_each(|path| {
                self.path(path, &letter.span);
            });
            let clocks: BTreeSet<&str> =
                self.procedure.clocks.iter().map(|clock| clock.name.as_str()).collect();
            for clock in letter.clocks.iter().filter(|clock| !clocks.contains(clock.as_str())) {
                self.unknown(("期限", "clock"), clock, &letter.span, &clocks);
            }
            self.issued(letter);
        }
    }

    fn issued(&mut self, letter: &super::Letter) {
        let mut steps = self.procedure.steps.iter();
        let issuing = |step: &&Step| step.issues.iter().any(|issue| issue.letter == letter.name);
        let Some(step) = steps.find(issuing) else {
            let name = &letter.name;
            return malformed(
                self.report,
                &letter.span,
                text!("没有步骤出具“{name}”", "no step issues `{name}`"),
            );
        };
        if let Some(copy) = &letter.copy
            && step.fields.get(copy).is_none()
        {
            let (field, name) = (copy, &step.name);
            malformed(
                self.report,
                &letter.span,
                text!("步骤 `{name}` 没有字段 `{field}`", "step `{name}` has no field `{field}`"),
            );
        }
    }

    fn rules(&mut self) {
        for rule in &self.procedure.rules {
            self.step_name(&rule.step, &rule.span);
            self.basis_name(&rule.basis, &rule.span, false);
            let Some(step) = self.procedure.step(&rule.step) else {
                continue;
            };
            if step.fields.get(&rule.at).is_none() {
                let (field, name) = (&rule.at, &step.name);
                malformed(
                    self.report,
                    &rule.span,
                    text!("步骤 `{name}` 没有字段 `{field}`", "step `{name}` has no field `{field}`"),
                );
            }
            self.condition(&rule.condition, &step.fields);
        }
    }

    fn repeal(&mut self) {
        let Some(repeal) = &self.procedure.repeal else {
            return;
        };
        let span = self.procedure.span();
        self.basis_name(&repeal.basis, &span, false);
        repeal.steps.iter().for_each(|name| self.step_name(name, &span));
    }
}
