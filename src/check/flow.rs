//! The order of steps: one main line, and side steps beside it.

use super::{Judge, rules};
use crate::case::{Case, Entry};
use crate::finding::Finding;
use crate::procedure::Step;
use crate::source::Span;
use crate::text;

/// Where a case stands.
struct Position<'a> {
    case: &'a Case,
    /// Index of the last entry on the main line.
    main: Option<usize>,
    /// Entries of side steps that something must still follow.
    sides: Vec<usize>,
}

impl<'a> Position<'a> {
    fn start(case: &'a Case) -> Self {
        Self { case, main: None, sides: Vec::new() }
    }

    fn next_of(&self, index: usize) -> &'a [String] {
        let entry = &self.case.entries[index];
        self.case.step(entry).next_after(entry.outcome())
    }

    /// The steps of the main line that may come next.
    fn main_next(&self) -> Vec<&'a str> {
        match self.main {
            Some(index) => self.next_of(index).iter().map(String::as_str).collect(),
            None => self.case.procedure.initial().map(|step| step.name.as_str()).into_iter().collect(),
        }
    }

    /// Whether a side step may begin, given the steps taken so far.
    fn side_open(&self, step: &Step, taken: usize) -> bool {
        let seen = |name: &String| self.case.latest(name, taken).is_some();
        step.beside.as_ref().is_some_and(|beside| seen(&beside.after) && !beside.until.iter().any(seen))
    }

    /// Takes the entry at `index`; false if it may not come here.
    fn take(&mut self, index: usize) -> bool {
        let step = self.case.step(&self.case.entries[index]);
        if self.main_next().contains(&step.name.as_str()) {
            self.main = Some(index);
            return true;
        }
        let waiting = self.sides.iter().position(|side| self.next_of(*side).contains(&step.name));
        if let Some(at) = waiting {
            self.sides.remove(at);
        } else if !self.side_open(step, index) {
            return false;
        }
        if !self.next_of(index).is_empty() {
            self.sides.push(index);
        }
        true
    }
}

/// Whether the steps follow each other as the procedure says.
pub(super) fn check(judge: &mut Judge<'_>) -> bool {
    let case = judge.case;
    let mut position = Position::start(case);
    for (index, entry) in judge.entries() {
        let expected = position.main_next();
        if !position.take(index) {
            judge.push(out_of_order(case, index, entry, &expected));
            // Everything after a wrong turn would be wrong too.
            return false;
        }
        if lacks_outcome(case, entry) {
            // Nobody knows what may follow; that the outcome is missing is told elsewhere.
            return false;
        }
        at_most(judge, index, entry);
    }
    if case.is_closed() {
        for side in position.sides {
            let entry = &case.entries[side];
            let next = position_next(case, side);
            let name = &case.step(entry).name;
            let message = text!("“{name}”之后还应当有：{next}", "“{name}” must still be followed by: {next}");
            judge.push(Finding::new(&rules::OPEN_SIDE_STEP, entry.step_span.clone(), message));
        }
    }
    true
}

/// A step with outcomes whose outcome could not be read.
fn lacks_outcome(case: &Case, entry: &Entry) -> bool {
    !case.step(entry).outcomes.is_empty() && entry.outcome().is_none()
}

fn position_next(case: &Case, index: usize) -> String {
    let entry = &case.entries[index];
    case.step(entry).next_after(entry.outcome()).join("、")
}

fn out_of_order(case: &Case, index: usize, entry: &Entry, expected: &[&str]) -> Finding {
    let name = &case.step(entry).name;
    let span: Span = entry.step_span.clone();
    let all = expected.join("、");
    let Some(previous) = index.checked_sub(1).map(|before| &case.entries[before]) else {
        let message = text!("第一步应为“{all}”，不是“{name}”", "the first step is “{all}”, not “{name}”");
        return Finding::new(&rules::FIRST_STEP, span, message);
    };
    let before = &case.step(previous).name;
    let (zh, en) = previous
        .outcome()
        .map(|outcome| (format!("（{outcome}）"), format!(" ({outcome})")))
        .unwrap_or_default();
    let message = if all.is_empty() {
        text!(
            "“{before}”{zh}之后案件已经终结，不应再有“{name}”",
            "the case ended with “{before}”{en}: no “{name}” can follow"
        )
    } else {
        text!(
            "“{before}”{zh}之后应为“{all}”，不是“{name}”",
            "after “{before}”{en} comes “{all}”, not “{name}”"
        )
    };
    Finding::new(&rules::STEP_OUT_OF_ORDER, span, message)
        .label(previous.step_span.clone(), text!("上一步", "the previous step"))
        .help(text!(
            "补上遗漏的步骤，或者更正步骤、结果",
            "add the missing step, or correct the step or the outcome"
        ))
}

/// Too often is something that happened: a breach, not a wrong turn.
fn at_most(judge: &mut Judge<'_>, index: usize, entry: &Entry) {
    let case = judge.case;
    let step = case.step(entry);
    let Some(most) = step.at_most else { return };
    let same: Vec<&Entry> = case.entries[..=index].iter().filter(|other| other.step == entry.step).collect();
    if same.len() <= most as usize {
        return;
    }
    let name = &step.name;
    let message = text!("“{name}”至多 {most} 次", "“{name}” may be taken {most} time(s) at most");
    let finding = Finding::new(&rules::STEP_TOO_OFTEN, entry.step_span.clone(), message);
    let finding = finding.label(same[0].step_span.clone(), text!("第一次", "the first time"));
    judge.breach(index, finding);
}

/// The steps that may lawfully come next in a case.
pub fn next_steps(case: &Case) -> Vec<&str> {
    let mut position = Position::start(case);
    let sound = (0..case.entries.len()).all(|index| position.take(index));
    if !sound {
        return Vec::new();
    }
    let count = case.entries.len();
    let sides = position.sides.iter().flat_map(|side| position.next_of(*side)).map(String::as_str);
    let open = case
        .procedure
        .steps
        .iter()
        .filter(|step| position.side_open(step, count))
        .map(|step| step.name.as_str());
    let mut next = position.main_next();
    next.extend(sides);
    if !case.is_closed() {
        next.extend(open);
    }
    next
}
