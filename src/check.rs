//! Judges a case: the one check that every command uses.
//!
//! It is a function of its arguments: no disk, no clock. Only it can make a [`CheckedCase`], so
//! nothing is rendered that was not judged.
//!
//! Two kinds of error are kept apart. A *breach* is a fact that happened — late, too few people —
//! and stays on record with its explanation; it stops nothing, for a program that refused to file
//! it would teach people to falsify dates. Everything else *blocks*: a record that contradicts
//! itself or cannot be proved, or a letter without power, basis or remedies.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::calendar::Calendar;
use crate::case::{Case, Entry};
use crate::finding::{Finding, Report, Severity};
use crate::office::Office;
use crate::procedure::{Evaluator, Remedies, field::keys};
use crate::text;

mod across;
mod attachments;
mod breaches;
mod clocks;
mod conditions;
mod dates;
mod flow;
mod force;
mod letters;
mod materials;
pub mod rules;
mod scope;
mod waivers;

pub use across::across;
pub use clocks::{Run, State};
pub use flow::next_steps;
pub use scope::Scope;

/// What a case is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Law<'a> {
    /// The office that keeps the case.
    pub office: &'a Office,
    /// Working days.
    pub calendar: &'a Calendar,
    /// What adverse letters tell.
    pub remedies: &'a Remedies,
    /// Judges conditions.
    pub evaluator: &'a Evaluator,
}

/// A breach that is on record.
#[derive(Clone, Debug)]
pub struct Breach {
    /// Index of the entry it belongs to.
    pub entry: usize,
    /// The rule.
    pub rule: String,
    /// What happened, in Chinese, as the file will tell it.
    pub fact: String,
    /// Whether the entry explains it.
    pub explained: bool,
}

/// A case without anything that blocks.
#[derive(Debug)]
pub struct CheckedCase {
    case: Case,
    /// The day it was judged as of.
    as_of: NaiveDate,
    runs: Vec<Run>,
    breaches: Vec<Breach>,
}

impl CheckedCase {
    /// The case.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// The day it was judged as of.
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// Every clock that ran or runs.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// Every breach on record.
    pub fn breaches(&self) -> &[Breach] {
        &self.breaches
    }
}

/// Judges a case as of a day, or as of its last day on record.
///
/// Findings go to `report`; `None` if one of them blocks.
pub fn check(case: Case, law: Law<'_>, as_of: Option<NaiveDate>, report: &mut Report) -> Option<CheckedCase> {
    let as_of = as_of.or_else(|| case.last_day())?;
    let mut judge = Judge::new(&case, law, as_of);
    judge.run();
    let Judge { mut found, breaches, runs, blocked, .. } = judge;
    waivers::apply(&case, &mut found);
    found.restrict(case.disclosure());
    report.extend(found.into_findings());
    (!blocked).then_some(CheckedCase { case, as_of, runs, breaches })
}

/// Judges what can be judged of a case whose shape is wrong, so that one run tells all.
///
/// What may follow from a field that could not be read is kept back: the cause comes first.
pub fn check_broken(case: &Case, law: Law<'_>, as_of: Option<NaiveDate>, report: &mut Report) {
    let Some(as_of) = as_of.or_else(|| case.last_day()) else { return };
    let mut judge = Judge::new(case, law, as_of);
    judge.run();
    let mut found = judge.found;
    found.retain(|finding| !rules::FOLLOW_ON.iter().any(|rule| rule.id == finding.rule));
    found.restrict(case.disclosure());
    report.extend(found.into_findings());
}

/// The judgement of one case in the making.
struct Judge<'a> {
    case: &'a Case,
    law: Law<'a>,
    as_of: NaiveDate,
    scope: Scope<'a>,
    found: Report,
    breaches: Vec<Breach>,
    runs: Vec<Run>,
    blocked: bool,
    /// Entries in which something happened that an explanation may explain.
    explainable: BTreeSet<usize>,
    /// By step: the entry on whose day the law supposes it was taken.
    deemed: BTreeMap<&'a str, usize>,
}

impl<'a> Judge<'a> {
    fn new(case: &'a Case, law: Law<'a>, as_of: NaiveDate) -> Self {
        Self {
            case,
            law,
            as_of,
            scope: Scope::new(case),
            found: Report::new(),
            breaches: Vec::new(),
            runs: Vec::new(),
            blocked: false,
            explainable: BTreeSet::new(),
            deemed: BTreeMap::new(),
        }
    }

    /// The cause before its consequences: a log out of order is not asked about its clocks.
    fn run(&mut self) {
        attachments::check(self);
        let possible = force::check(self);
        let ordered = dates::check(self);
        if possible && flow::check(self) && ordered {
            conditions::check(self);
            clocks::check(self);
            materials::check(self);
            letters::check(self);
        }
        breaches::check(self);
    }

    /// The entries with their indices.
    fn entries(&self) -> impl Iterator<Item = (usize, &'a Entry)> + use<'a> {
        self.case.entries.iter().enumerate()
    }

    /// Records a finding; an error blocks.
    fn push(&mut self, finding: Finding) {
        self.blocked |= finding.severity == Severity::Error;
        self.found.push(finding);
    }

    /// Records a breach of an entry: on record with its explanation, it stops nothing.
    fn breach(&mut self, entry: usize, mut finding: Finding) {
        self.explainable.insert(entry);
        let explained = self.case.entries[entry].fields.get(keys::EXPLANATION).is_some();
        if finding.severity == Severity::Error {
            let (rule, fact) = (finding.rule.to_string(), finding.message.zh.clone());
            self.breaches.push(Breach { entry, rule, fact, explained });
            let help = if finding.rule == rules::DEADLINE_RUNNING_OUT.id {
                text!(
                    "尽快办理；办理后如实写日期，并在该步骤下写明情况说明",
                    "do it now; then record the true date and explain it in that entry"
                )
            } else if explained {
                text!("已附情况说明，随案卷归档", "explained; the explanation is filed with the case")
            } else {
                text!(
                    "事已发生，不得改日期；在该步骤下写明\n  情况说明: {{事实: …, 原因: …, 补救: …, 负责人: …}}",
                    "it happened: never change the date; explain it in that entry\n  情况说明: {{事实: …, 原因: …, 补救: …, 负责人: …}}"
                )
            };
            finding = finding.help(help);
        }
        self.found.push(finding);
    }
}
