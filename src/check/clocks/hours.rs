//! Hours run across rest days, from the minute of the event (民法典第二百零一条第二款).

use chrono::{Duration, NaiveDateTime};

use super::{Run, State, backwards, datum, finding, stop};
use crate::case::{Datum, Value};
use crate::check::{Judge, rules};
use crate::procedure::Clock;
use crate::text;

pub(super) fn run(judge: &mut Judge<'_>, index: usize, clock: &Clock, starter: usize, hours: u32) {
    let entry = &judge.case.entries[starter];
    let Some(begun) = datum(entry, &clock.from) else { return };
    let Some(start) = moment(begun) else { return };
    let Some(due) = start.checked_add_signed(Duration::hours(hours.into())) else { return };
    let stop = stop(judge, clock, starter);
    let ended = stop.as_ref().and_then(|(at, entry, event)| {
        let ended = datum(entry, event)?;
        Some((*at, ended, moment(ended)?))
    });
    if let Some((_, ended, stop)) = ended
        && stop < start
    {
        return backwards(judge, clock, begun, ended);
    }
    let state = match ended {
        Some((_, _, stop)) if stop > due => State::Missed,
        Some(_) => State::Met,
        None if judge.as_of > due.date() => State::Overdue,
        None => State::Running,
    };
    let run = Run {
        clock: index,
        started_by: starter,
        start: start.date(),
        due: due.date(),
        provisional: false,
        stopped: ended.map(|(at, _, stop)| (at, stop.date())),
        state,
    };
    if matches!(state, State::Missed | State::Overdue) {
        missed(judge, clock, &run, begun, ended.map(|(at, ended, _)| (at, ended)), due, hours);
    }
    judge.runs.push(run);
}

fn missed(
    judge: &mut Judge<'_>,
    clock: &Clock,
    run: &Run,
    begun: &Datum,
    ended: Option<(usize, &Datum)>,
    due: NaiveDateTime,
    hours: u32,
) {
    let (name, nature, from) = (&clock.name, clock.nature.word(), begun.span.text());
    let until = due.format("%Y-%m-%d %H:%M");
    let label = text!("自此刻起算", "counted from this minute");
    let (at, finding) = match ended {
        Some((at, ended)) => {
            let done = ended.span.text();
            let message = text!(
                "“{name}”{nature}期限 {hours} 小时，自 {from} 起至 {until} 止；{done} 办理",
                "“{name}” ({hours} hours from {from}) ended at {until}; it was done at {done}"
            );
            let span = ended.span.clone();
            let finding = finding(judge, clock, &rules::DEADLINE_MISSED, span, message, run);
            (at, finding.label(begun.span.clone(), label))
        }
        None => {
            let as_of = judge.as_of;
            let message = text!(
                "“{name}”{nature}期限 {hours} 小时，自 {from} 起至 {until} 止；到 {as_of} 仍未办理",
                "“{name}” ({hours} hours from {from}) ended at {until}; on {as_of} it is still not done"
            );
            let span = begun.span.clone();
            (run.started_by, finding(judge, clock, &rules::DEADLINE_RUNNING_OUT, span, message, run))
        }
    };
    judge.breach(at, finding);
}

fn moment(datum: &Datum) -> Option<NaiveDateTime> {
    match datum.value {
        Value::Moment(moment) => Some(moment),
        _ => None,
    }
}
