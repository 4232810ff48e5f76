//! Clocks: each visit of a step starts its own; the law's suppositions move later ones.

use chrono::NaiveDate;

use super::{Judge, rules};
use crate::calendar::Counted;
use crate::case::{Datum, Entry};
use crate::finding::{Finding, Text};
use crate::procedure::{Clock, Limit, Path, field::keys};
use crate::source::Span;
use crate::text;

mod hours;

/// How a clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Stopped in time.
    Met,
    /// Stopped too late, or a notice outside its window.
    Missed,
    /// Still running.
    Running,
    /// Not stopped, and its last day is past.
    Overdue,
}

/// One run of a clock.
#[derive(Clone, Debug)]
pub struct Run {
    /// Index of the clock in the procedure.
    pub clock: usize,
    /// Index of the entry that started it.
    pub started_by: usize,
    /// The day from which it counts (that day excluded).
    pub start: NaiveDate,
    /// The last day; for a notice ahead, the latest day.
    pub due: NaiveDate,
    /// No notice of the State Council settles the last day yet.
    pub provisional: bool,
    /// The entry and day that stopped it.
    pub stopped: Option<(usize, NaiveDate)>,
    /// How it stands.
    pub state: State,
}

/// Runs every clock of the procedure, in its order.
pub(super) fn check(judge: &mut Judge<'_>) {
    let procedure = &judge.case.procedure;
    for (index, clock) in procedure.clocks.iter().enumerate() {
        for (starter, entry) in judge.entries() {
            if clock.from.step() == Some(&judge.case.step(entry).name) && applies(judge, clock, starter) {
                run(judge, index, clock, starter);
            }
        }
    }
}

/// Whether the clock's own condition holds; without one it always runs.
fn applies(judge: &mut Judge<'_>, clock: &Clock, starter: usize) -> bool {
    let Some(condition) = &clock.when else { return true };
    match judge.law.evaluator.holds(condition, &judge.scope.after(starter)) {
        Ok(holds) => holds,
        Err(message) => {
            let span = judge.case.entries[starter].step_span.clone();
            let name = &clock.name;
            let label = text!("期限“{name}”的条件", "the condition of “{name}”");
            judge.push(
                Finding::new(&rules::CONDITION_UNJUDGED, span, message).label(condition.span.clone(), label),
            );
            false
        }
    }
}

fn run(judge: &mut Judge<'_>, index: usize, clock: &Clock, starter: usize) {
    match clock.limit {
        Limit::WorkingDays(days) => forwards(judge, index, clock, starter, days),
        Limit::Ahead { least, most } => ahead(judge, index, clock, starter, (least, most)),
        Limit::Hours(hours) => hours::run(judge, index, clock, starter, hours),
    }
}

/// What an entry holds as an event.
fn datum<'a>(entry: &'a Entry, event: &Path) -> Option<&'a Datum> {
    entry.fields.get(event.field_or(keys::DATE))
}

/// The day of an event in an entry.
fn day(entry: &Entry, event: &Path) -> Option<NaiveDate> {
    datum(entry, event)?.day()
}

/// What stops a clock cannot have happened before what started it.
fn backwards(judge: &mut Judge<'_>, clock: &Clock, start: &Datum, stop: &Datum) {
    let name = &clock.name;
    let (from, to) = (start.span.text(), stop.span.text());
    let message =
        text!("“{name}”止于 {to}，早于起点 {from}", "“{name}” ends at {to}, before it began at {from}");
    let finding = Finding::new(&rules::DATE_ORDER, stop.span.clone(), message);
    judge.push(finding.label(start.span.clone(), text!("起点", "its beginning")));
}

/// The first entry after `starter` (or in it, by another field) that stops the clock.
fn stop<'a>(judge: &Judge<'a>, clock: &Clock, starter: usize) -> Option<(usize, &'a Entry, Path)> {
    let case = judge.case;
    let entries = case.entries.iter().enumerate().skip(starter + 1);
    entries
        .flat_map(|(at, entry)| clock.to.iter().map(move |event| (at, entry, event)))
        .find(|(_, entry, event)| event.step() == Some(&case.step(entry).name))
        .map(|(at, entry, event)| (at, entry, event.clone()))
}

fn forwards(judge: &mut Judge<'_>, index: usize, clock: &Clock, starter: usize, days: u32) {
    let entry = &judge.case.entries[starter];
    let Some(recorded) = day(entry, &clock.from) else { return };
    let deemed = clock.from.step().and_then(|step| judge.deemed.get(step)).copied();
    let deemed = deemed.filter(|at| judge.case.entries[*at].date.value < recorded);
    let start = deemed.map_or(recorded, |at| judge.case.entries[at].date.value);
    let Ok(Counted { date: due, provisional, .. }) = judge.law.calendar.add_working_days(start, days) else {
        return;
    };
    let stop = stop(judge, clock, starter);
    let stopped = stop.as_ref().and_then(|(at, entry, event)| Some((*at, day(entry, event)?)));
    if let (Some((_, day)), Some((_, stopper, event))) = (stopped, &stop)
        && day < recorded
        && let (Some(start), Some(stop)) = (datum(entry, &clock.from), datum(stopper, event))
    {
        return backwards(judge, clock, start, stop);
    }
    let state = match stopped {
        Some((_, stop)) if stop > due => State::Missed,
        Some(_) => State::Met,
        None if judge.as_of > due => State::Overdue,
        None => State::Running,
    };
    let run = Run { clock: index, started_by: starter, start, due, provisional, stopped, state };
    if matches!(state, State::Missed | State::Overdue) {
        missed(judge, clock, &run, days, deemed);
        suppose(judge, index);
    }
    judge.runs.push(run);
}

/// What the law supposes of a clock that ran out (行政许可法第三十二条第一款第四项).
fn suppose(judge: &mut Judge<'_>, index: usize) {
    let case = judge.case;
    let Some(deemed) = &case.procedure.clocks[index].deemed else { return };
    let on = case.entries.iter().rposition(|entry| case.step(entry).name == deemed.on);
    judge.deemed.extend(on.map(|on| (deemed.step.as_str(), on)));
}

fn missed(judge: &mut Judge<'_>, clock: &Clock, run: &Run, days: u32, deemed: Option<usize>) {
    let starter = &judge.case.entries[run.started_by];
    let (name, nature, due, start) = (&clock.name, clock.nature.word(), run.due, run.start);
    let (at, rule, span, message) = match run.stopped {
        Some((at, stop)) => {
            let late = judge.law.calendar.working_days_between(due, stop);
            let message = text!(
                "“{name}”{nature}期限 {days} 个工作日，自 {start} 起至 {due} 止；{stop} 办理，超过 {late} 个工作日",
                "“{name}” ({days} working days from {start}) ended on {due}; it was done on {stop}, {late} working day(s) late"
            );
            (at, &rules::DEADLINE_MISSED, judge.case.entries[at].date.span.clone(), message)
        }
        None => {
            let as_of = judge.as_of;
            let message = text!(
                "“{name}”{nature}期限 {days} 个工作日，自 {start} 起至 {due} 止；到 {as_of} 仍未办理",
                "“{name}” ({days} working days from {start}) ended on {due}; on {as_of} it is still not done"
            );
            (run.started_by, &rules::DEADLINE_RUNNING_OUT, starter.date.span.clone(), message)
        }
    };
    let mut finding = finding(judge, clock, rule, span, message, run);
    if let Some(on) = deemed {
        let (step, day) = (&judge.case.step(starter).name, judge.case.entries[on].date.span.clone());
        let label = text!("依法自此日视为“{step}”，次日起算", "by law “{step}” counts from this day");
        finding = finding.label(day, label);
    } else {
        let label = text!("自此日次日起算", "counted from the day after");
        let begun = datum(starter, &clock.from).map_or(&starter.date.span, |datum| &datum.span);
        finding = finding.label(begun.clone(), label);
    }
    judge.breach(at, finding);
}

/// Every finding about a clock names its basis, its gravity, and what the law supposes.
fn finding(
    judge: &Judge<'_>,
    clock: &Clock,
    rule: &crate::finding::Rule,
    span: Span,
    message: Text,
    run: &Run,
) -> Finding {
    let mut finding = Finding::new(rule, span, message);
    finding.severity = clock.nature.severity();
    if let Some(citation) = judge.case.procedure.citation(&clock.basis, run.start) {
        finding = finding.basis(citation.print());
    }
    if let Some(deemed) = &clock.deemed {
        let (step, on) = (&deemed.step, &deemed.on);
        finding = finding.help(text!(
            "逾期的，自“{on}”之日起即为“{step}”，以后的期限由该日起算",
            "by law “{step}” counts as taken on the day of “{on}”, and later limits run from that day"
        ));
    }
    if run.provisional {
        finding = finding.help(text!(
            "该日尚无国务院放假通知，为暂定",
            "no notice settles that day yet: it is provisional"
        ));
    }
    finding
}

/// A notice so many working days before an event.
fn ahead(judge: &mut Judge<'_>, index: usize, clock: &Clock, starter: usize, (least, most): (u32, u32)) {
    let case = judge.case;
    let Some(event) = day(&case.entries[starter], &clock.from) else { return };
    let calendar = judge.law.calendar;
    let (Ok(latest), Ok(earliest)) =
        (calendar.subtract_working_days(event, least), calendar.subtract_working_days(event, most))
    else {
        return;
    };
    let notice = clock.to.iter().find_map(|path| {
        let (at, entry) = case.entries[..starter]
            .iter()
            .enumerate()
            .rev()
            .find(|(_, entry)| path.step() == Some(&case.step(entry).name))?;
        Some((at, day(entry, path)?))
    });
    let state = match notice {
        Some((_, day)) if (earliest.date..=latest.date).contains(&day) => State::Met,
        _ => State::Missed,
    };
    let provisional = latest.provisional || earliest.provisional;
    let run = Run {
        clock: index,
        started_by: starter,
        start: event,
        due: latest.date,
        provisional,
        stopped: notice,
        state,
    };
    if let (State::Missed, Some((at, given))) = (state, notice) {
        let (name, first, last) = (&clock.name, earliest.date, latest.date);
        let message = text!(
            "“{name}”应提前 {least} 至 {most} 个工作日，即 {first} 至 {last}；实为 {given}",
            "“{name}”: {least} to {most} working days before, that is {first} to {last}; it was {given}"
        );
        let span = case.entries[at].date.span.clone();
        let finding = finding(judge, clock, &rules::NOTICE_WINDOW, span, message, &run);
        let label = text!("由此日倒推", "counted back from this day");
        judge.breach(at, finding.label(case.entries[starter].date.span.clone(), label));
    }
    judge.runs.push(run);
}
