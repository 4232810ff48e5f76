//! What only the cases together can show: numbers used twice.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::rules;
use crate::case::{Case, Value};
use crate::finding::{Disclosure, Finding, Report, Rule};
use crate::source::Span;
use crate::text;

/// Finds 文号 and 案卷号 that occur twice.
///
/// The first by date is taken to be right; each other one is a finding and points at it. A number
/// of a case that is not for everybody is not told to everybody by way of another case.
pub fn across<'a>(cases: impl IntoIterator<Item = &'a Case>, report: &mut Report) {
    let mut used: BTreeMap<(bool, &str), Vec<Use<'a>>> = BTreeMap::new();
    for case in cases {
        for entry in &case.entries {
            entry.fields.walk(&mut |datum| {
                let key = match &datum.value {
                    Value::DocumentNumber(number) => (false, number.as_str()),
                    Value::Volume(number) => (true, number.trim_start_matches('0')),
                    _ => return,
                };
                let day = entry.date.value;
                let here = Use { day, span: &datum.span, disclosure: case.disclosure() };
                used.entry(key).or_default().push(here);
            });
        }
    }
    for ((is_volume, _), mut uses) in used {
        uses.sort_by_key(|one| (one.day, one.span));
        let rule = if is_volume { &rules::VOLUME_TWICE } else { &rules::NUMBER_TWICE };
        if let Some((first, others)) = uses.split_first() {
            report.extend(others.iter().map(|other| twice(first, other, rule)));
        }
    }
}

/// A number where it is used.
struct Use<'a> {
    day: NaiveDate,
    span: &'a Span,
    disclosure: Disclosure,
}

fn twice(first: &Use<'_>, here: &Use<'_>, rule: &Rule) -> Finding {
    let (path, (line, _)) = (first.span.source.path(), first.span.line_column());
    let written = here.span.text().trim_matches(['"', '\'']);
    let message =
        text!("`{written}` 已用于 {path} 第 {line} 行", "`{written}` is already used at {path}, line {line}");
    Finding::new(rule, here.span.clone(), message)
        .label(first.span.clone(), text!("首次使用", "first used here"))
        .disclose(here.disclosure.max(first.disclosure))
}
