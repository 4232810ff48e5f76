//! Reads notices and local holidays.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::{Calendar, LocalHoliday, Notice};
use crate::codes;
use crate::finding::rule::rule_table;
use crate::finding::{Finding, Fix, Report};
use crate::source::{Source, Spanned};
use crate::text;
use crate::yaml::{self, Node, Record};
use days::{Reader, date, days, is_new, words};

mod days;

rule_table! {
    NAME = "calendar-name", Error, "放假通知的文件名与年度不符", "a holiday notice is not named by its year";
    DATE = "calendar-date", Error, "放假通知中的日期有误", "a wrong date in a holiday notice";
    FAR_DATE = "calendar-far-date", Error, "日期不在通知的年度前后", "a date far from the year of its notice";
    NOT_A_WEEKEND = "calendar-not-a-weekend", Error, "调休上班的日子不是周末", "a day to be worked is no weekend";
    DAY_TWICE = "calendar-day-twice", Error, "同一通知中一天出现两次", "a day occurs twice in a holiday notice";
    NUMBER = "calendar-number", Error, "放假通知的文号写法有误", "the number of a holiday notice is malformed";
}

/// Reads the notices, each under its key: the file's name without the ending.
///
/// None if one of them has an error: a calendar without it would be wrong without showing it.
pub fn load(sources: &[(String, Arc<Source>)], report: &mut Report) -> Option<Calendar> {
    let mut notices = Vec::new();
    for (key, source) in sources {
        notices.push(notice(key, source, report));
    }
    let notices: Option<Vec<_>> = notices.into_iter().collect();
    Some(Calendar::new(notices?, Vec::new()))
}

/// Reads a list of local holidays, each with 名称, 依据, 放假 and 上班, of which the last two are
/// lists of dates.
pub fn local_holidays(node: &Node, report: &mut Report) -> Vec<LocalHoliday> {
    let what = text!("地方假日", "the local holidays");
    let items = node.expect_list(&what, report).unwrap_or_default();
    let holidays = items.iter().filter_map(|item| local_holiday(item, report));
    holidays.collect()
}

fn local_holiday(node: &Node, report: &mut Report) -> Option<LocalHoliday> {
    let mut record = Record::of(node, text!("地方假日", "a local holiday"), report)?;
    let name = words(record.required("名称", report), report);
    let basis = words(record.required("依据", report), report);
    let days_off = days(record.optional("放假"), report);
    let days_worked = days(record.optional("上班"), report);
    record.finish(report);
    let mut seen = BTreeMap::new();
    let mut once = |days: Vec<Spanned<NaiveDate>>, report: &mut Report| -> BTreeSet<NaiveDate> {
        let once = days.into_iter().filter(|day| is_new(day, &mut seen, report));
        once.map(|day| day.value).collect()
    };
    let days_off = once(days_off, report);
    let days_worked = once(days_worked, report);
    Some(LocalHoliday { name: name?, basis: basis?, days_off, days_worked })
}

fn notice(key: &str, source: &Arc<Source>, report: &mut Report) -> Option<Notice> {
    let mut own = Report::new();
    let node = yaml::parse(source, &mut own);
    let notice = node.and_then(|node| decode(key, &node, &mut own));
    let notice = notice.filter(|_| !own.has_errors());
    report.extend(own.into_findings());
    notice
}

fn decode(key: &str, node: &Node, report: &mut Report) -> Option<Notice> {
    let mut record = Record::of(node, text!("放假通知", "a holiday notice"), report)?;
    let node = record.required("年度", report);
    let year = node.and_then(|node| year(key, node, report));
    let title = words(record.required("标题", report), report);
    let number = record.optional("文号");
    let number = number.and_then(|node| document_number(node, report));
    let issued = record.optional("发布日期");
    let issued = issued.and_then(|node| date(node, report));
    let address = words(record.optional("来源"), report);
    let evidence = words(record.required("据", report), report);
    let settles_until = settles_until(key, year, &mut record, report);
    let mut reader = Reader::new(year, amends(key));
    let days_off = reader.festivals(record.optional("放假"), false, report);
    let days_worked = reader.festivals(record.optional("上班"), true, report);
    record.finish(report);
    Some(Notice {
        key: key.to_owned(),
        year: year?,
        title: title?,
        number,
        issued,
        source: address,
        evidence: evidence?,
        settles_until,
        days_off,
        days_worked,
    })
}

/// An amendment has a letter after the year.
fn amends(key: &str) -> bool {
    key.ends_with(|last: char| last.is_ascii_lowercase())
}

/// The year, which the file's name repeats.
fn year(key: &str, node: &Node, report: &mut Report) -> Option<i32> {
    let text = words(Some(node), report)?;
    let of_key = key.strip_suffix(|last: char| last.is_ascii_lowercase());
    let shaped = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !shaped || of_key.unwrap_or(key) != text {
        let message = text!(
            "文件名 `{key}` 应为年度 `{text}` 的四位数字，修改通知其后加一个小写字母",
            "the file's name `{key}` should be the four digits of the year `{text}`, with a small letter for an amendment"
        );
        report.push(Finding::new(&NAME, node.span.clone(), message));
        return None;
    }
    text.parse().ok()
}

/// 至, which a regular notice has and an amendment has not.
fn settles_until(
    key: &str,
    year: Option<i32>,
    record: &mut Record<'_>,
    report: &mut Report,
) -> Option<NaiveDate> {
    if amends(key) {
        return None;
    }
    let node = record.required("至", report)?;
    let until = date(node, report)?;
    if year.is_some_and(|year| until.year() != year) {
        let message = text!("{until} 不在通知的年度内", "{until} is not in the notice's year");
        report.push(Finding::new(&FAR_DATE, node.span.clone(), message));
        return None;
    }
    Some(until)
}

fn document_number(node: &Node, report: &mut Report) -> Option<String> {
    let number = words(Some(node), report)?;
    if let Err(error) = codes::document_number(&number) {
        let finding = Finding::new(&NUMBER, node.span.clone(), error.text(&number));
        let fix = |corrected: &str| {
            let title = text!("改为 `{corrected}`", "change it to `{corrected}`");
            Fix::replace(title, node.span.clone(), corrected)
        };
        report.push(match error.corrected.as_deref().map(fix) {
            Some(fix) => finding.fix(fix),
            None => finding,
        });
    }
    Some(number)
}
