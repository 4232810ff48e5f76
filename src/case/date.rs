//! Days and minutes as clerks write them.

use chrono::{NaiveDate, NaiveDateTime};

use super::rules;
use crate::finding::{Finding, Fix, Report};
use crate::procedure::field::Kind;
use crate::source::Span;
use crate::text;

/// Reads `YYYY-MM-DD`.
pub(super) fn day(text: &str, span: &Span, report: &mut Report) -> Option<NaiveDate> {
    let numbers = numbers(text, 3);
    let [year, month, date] = numbers.as_deref().unwrap_or_default() else {
        report.push(shape(text, span, &Kind::Date));
        return None;
    };
    let Some(day) = NaiveDate::from_ymd_opt(i32::try_from(*year).ok()?, *month, *date) else {
        let message = text!("没有 `{text}` 这一天", "there is no day `{text}`");
        report.push(Finding::new(&rules::BAD_DATE, span.clone(), message));
        return None;
    };
    let canonical = day.format("%Y-%m-%d").to_string();
    if canonical != text {
        report.push(spelled(text, span, canonical));
        return None;
    }
    Some(day)
}

/// Reads `YYYY-MM-DD HH:MM`.
pub(super) fn moment(text: &str, span: &Span, report: &mut Report) -> Option<NaiveDateTime> {
    let moment = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").ok();
    let canonical = moment.filter(|moment| moment.format("%Y-%m-%d %H:%M").to_string() == text);
    if canonical.is_none() {
        report.push(shape(text, span, &Kind::Moment));
    }
    canonical
}

/// The whole numbers in a text, if there are exactly `count` and none is absurdly long.
fn numbers(text: &str, count: usize) -> Option<Vec<u32>> {
    let words = text.split(|c: char| !c.is_ascii_digit()).filter(|word| !word.is_empty());
    let numbers: Option<Vec<u32>> = words.map(|word| word.parse().ok().filter(|_| word.len() <= 4)).collect();
    numbers.filter(|numbers| numbers.len() == count)
}

fn shape(text: &str, span: &Span, kind: &Kind) -> Finding {
    let form = if matches!(kind, Kind::Moment) { "2016-03-01 09:30" } else { "2016-03-01" };
    let message = text!("`{text}` 不是写作 {form} 的日期", "`{text}` is not written like {form}");
    Finding::new(&rules::BAD_DATE, span.clone(), message)
}

fn spelled(text: &str, span: &Span, canonical: String) -> Finding {
    let message = text!("日期 `{text}` 应写作 {canonical}", "write the date `{text}` as {canonical}");
    let title = text!("改写为", "write");
    Finding::new(&rules::BAD_DATE, span.clone(), message).fix(Fix::replace(title, span.clone(), canonical))
}
