//! Dates: in order, not in the future, on working days where the procedure asks.

use super::{Judge, rules};
use crate::case::Entry;
use crate::finding::Finding;
use crate::procedure::field::keys;
use crate::text;

/// Whether the log is in order.
pub(super) fn check(judge: &mut Judge<'_>) -> bool {
    let mut ordered = true;
    for (index, entry) in judge.entries() {
        let previous = index.checked_sub(1).map(|before| &judge.case.entries[before]);
        if let Some(previous) = previous.filter(|previous| previous.date.value > entry.date.value) {
            judge.push(backwards(previous, entry));
            ordered = false;
        }
        future(judge, entry);
        rest_day(judge, index, entry);
        service(judge, entry);
        events(judge, index, entry);
    }
    ordered
}

fn backwards(previous: &Entry, entry: &Entry) -> Finding {
    let (before, day) = (previous.date.value, entry.date.value);
    let message = text!("{day} 早于上一步的 {before}", "{day} lies before the previous step's {before}");
    Finding::new(&rules::DATE_ORDER, entry.date.span.clone(), message)
        .label(previous.date.span.clone(), text!("上一步在此", "the previous step"))
        .help(text!("“经过”按发生的先后记录", "the log is kept in the order of events"))
}

fn future(judge: &mut Judge<'_>, entry: &Entry) {
    let (day, as_of) = (entry.date.value, judge.as_of);
    if day > as_of {
        let message =
            text!("{day} 在判断之日 {as_of} 以后", "{day} lies after {as_of}, the day of judgement");
        judge.push(Finding::new(&rules::DATE_AFTER_AS_OF, entry.date.span.clone(), message));
    }
}

fn rest_day(judge: &mut Judge<'_>, index: usize, entry: &Entry) {
    let step = judge.case.step(entry);
    let Some(basis) = &step.working_day else {
        return;
    };
    let day = judge.law.calendar.day(entry.date.value);
    if day.is_working {
        return;
    }
    let (date, name, why) = (entry.date.value, &step.name, day.explain());
    let (zh, en) = (why.zh, why.en);
    let message = text!(
        "{date} 是休息日（{zh}），不应办理“{name}”",
        "{date} is a rest day ({en}): no day for “{name}”"
    );
    let mut finding = Finding::new(&rules::REST_DAY, entry.date.span.clone(), message);
    let citation = basis.as_ref().and_then(|basis| judge.case.procedure.citation(basis, date));
    if let Some(citation) = citation {
        finding = finding.basis(citation.print());
    }
    judge.breach(index, finding);
}

fn service(judge: &mut Judge<'_>, entry: &Entry) {
    let Some(service) = entry.fields.get(keys::SERVICE).and_then(|datum| datum.as_record()) else { return };
    let Some(day) = service.get(keys::DATE) else { return };
    let Some(served) = day.day().filter(|served| *served < entry.date.value) else { return };
    let issued = entry.date.value;
    let message =
        text!("{served} 送达，早于文书日期 {issued}", "served on {served}, before it was issued on {issued}");
    let finding = Finding::new(&rules::SERVICE_EARLY, day.span.clone(), message);
    judge.push(finding.label(entry.date.span.clone(), text!("文书日期", "the letter's date")));
}

/// A day that starts or stops a clock is an event of its entry: not before it, and not after the
/// next one, for the log is kept in the order of events.
fn events(judge: &mut Judge<'_>, index: usize, entry: &Entry) {
    let step = judge.case.step(entry).name.as_str();
    let clocks = &judge.case.procedure.clocks;
    let paths = clocks.iter().flat_map(|clock| std::iter::once(&clock.from).chain(&clock.to));
    let mut fields: Vec<&str> =
        paths.filter(|path| path.step() == Some(step)).map(|path| path.field_or(keys::DATE)).collect();
    fields.sort_unstable();
    fields.dedup();
    let next = judge.case.entries.get(index + 1).filter(|next| judge.case.step(next).beside.is_none());
    for field in fields {
        let Some(datum) = entry.fields.get(field) else { continue };
        let Some(day) = datum.day() else { continue };
        let begun = entry.date.value;
        let message = match next.map(|next| next.date.value).filter(|next| day > *next) {
            _ if day < begun => text!(
                "“{field}”{day} 早于本步骤的日期 {begun}",
                "“{field}” {day} lies before the step's {begun}"
            ),
            Some(next) => text!(
                "“{field}”{day} 晚于下一步的日期 {next}",
                "“{field}” {day} lies after the next step's {next}"
            ),
            None => continue,
        };
        judge.push(Finding::new(&rules::DATE_ORDER, datum.span.clone(), message));
    }
}
