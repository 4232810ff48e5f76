//! Reads the days that a notice names.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::super::is_weekend;
use super::{DATE, DAY_TWICE, FAR_DATE, NOT_A_WEEKEND};
use crate::finding::{Finding, Report, Text};
use crate::source::{Span, Spanned};
use crate::text;
use crate::yaml::{Node, Record};

/// Reads the days of a notice.
pub(super) struct Reader {
    year: Option<i32>,
    amends: bool,
    seen: BTreeMap<NaiveDate, Span>,
}

impl Reader {
    /// A reader for a notice of a year, if that could be read, or for an amendment of one.
    pub(super) fn new(year: Option<i32>, amends: bool) -> Self {
        let seen = BTreeMap::new();
        Self { year, amends, seen }
    }

    /// A list of festivals, each with 名称 and 日期.
    pub(super) fn festivals(
        &mut self,
        node: Option<&Node>,
        worked: bool,
        report: &mut Report,
    ) -> BTreeMap<NaiveDate, Arc<str>> {
        let what = text!("各节日", "the festivals");
        let items = node.and_then(|node| node.expect_list(&what, report));
        let mut all = BTreeMap::new();
        for item in items.unwrap_or_default() {
            let Some((name, days)) = festival(item, report) else {
                continue;
            };
            for day in days {
                if self.is_sound(&day, worked, report) {
                    all.insert(day.value, Arc::clone(&name));
                }
            }
        }
        all
    }

    fn is_sound(&mut self, day: &Spanned<NaiveDate>, worked: bool, report: &mut Report) -> bool {
        let date = day.value;
        let mut complain = |rule, message| {
            report.push(Finding::new(rule, day.span.clone(), message));
            false
        };
        if let Some(year) = self.year
            && date.year().abs_diff(year) > 1
        {
            let message = text!(
                "{date} 不在 {year} 年及其前后一年内",
                "{date} is neither in {year} nor in the year before or after"
            );
            return complain(&FAR_DATE, message);
        }
        // An amendment may take a day of rest back, and that is a weekday.
        if worked && !self.amends && !is_weekend(date) {
            let message = text!(
                "{date} 本来上班，不是调休的周末",
                "{date} is worked anyway: it is no Saturday or Sunday"
            );
            return complain(&NOT_A_WEEKEND, message);
        }
        is_new(day, &mut self.seen, report)
    }
}

fn festival(node: &Node, report: &mut Report) -> Option<(Arc<str>, Vec<Spanned<NaiveDate>>)> {
    let mut record = Record::of(node, text!("节日", "a festival"), report)?;
    let name = words(record.required("名称", report), report);
    let days = days(record.required("日期", report), report);
    record.finish(report);
    Some((name?.into(), days))
}

/// Whether a day occurs for the first time; if not, that is reported.
pub(super) fn is_new(
    day: &Spanned<NaiveDate>,
    seen: &mut BTreeMap<NaiveDate, Span>,
    report: &mut Report,
) -> bool {
    let date = day.value;
    let Some(first) = seen.insert(date, day.span.clone()) else {
        return true;
    };
    let message = text!("{date} 出现两次", "{date} occurs twice");
    let finding = Finding::new(&DAY_TWICE, day.span.clone(), message);
    report.push(finding.label(first, text!("第一次在此", "first here")));
    false
}

/// A list of dates; what is none is reported.
pub(super) fn days(node: Option<&Node>, report: &mut Report) -> Vec<Spanned<NaiveDate>> {
    let what = text!("日期", "the dates");
    let items = node.and_then(|node| node.expect_list(&what, report));
    let day = |node: &Node| {
        let (value, span) = (date(node, report)?, node.span.clone());
        Some(Spanned { value, span })
    };
    items.unwrap_or_default().iter().filter_map(day).collect()
}

/// A date, written `2016-02-07`.
pub(super) fn date(node: &Node, report: &mut Report) -> Option<NaiveDate> {
    let text = words(Some(node), report)?;
    let date = NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok();
    let date = date.filter(|date| date.to_string() == text);
    if date.is_none() {
        let message =
            text!("`{text}` 不是日期，应写作 2016-02-07 的样子", "`{text}` is no date like 2016-02-07");
        report.push(Finding::new(&DATE, node.span.clone(), message));
    }
    date
}

/// A text, if there is one.
pub(super) fn words(node: Option<&Node>, report: &mut Report) -> Option<String> {
    let what: Text = text!("此项", "this");
    node?.expect_str(&what, report).map(str::to_owned)
}
