//! What only the cases together can show: numbers used twice.

use std::collections::BTreeMap;

use super::rules;
use crate::case::{Case, Datum, Value};
use crate::finding::{Finding, Report, Rule};
use crate::source::Span;
use crate::text;

/// Finds 文号 and 案卷号 that occur twice; cases come in the order of their ids.
///
/// The later of two is the finding and points at the earlier.
pub fn across<'a>(cases: impl IntoIterator<Item = &'a Case>, report: &mut Report) {
    let mut numbers = BTreeMap::new();
    let mut volumes = BTreeMap::new();
    for case in cases {
        case.entries.iter().for_each(|entry| {
            entry.fields.walk(&mut |datum| match &datum.value {
                Value::DocumentNumber(number) => {
                    note(&mut numbers, number, datum, &rules::NUMBER_TWICE, report)
                }
                Value::Volume(number) => {
                    note(&mut volumes, number.trim_start_matches('0'), datum, &rules::VOLUME_TWICE, report)
                }
                _ => {}
            });
        });
    }
}

fn note<'a>(
    seen: &mut BTreeMap<&'a str, &'a Span>,
    number: &'a str,
    datum: &'a Datum,
    rule: &Rule,
    report: &mut Report,
) {
    let Some(first) = seen.get(number) else {
        seen.insert(number, &datum.span);
        return;
    };
    let (path, (line, _)) = (first.source.path(), first.line_column());
    let message =
        text!("`{number}` 已用于 {path} 第 {line} 行", "`{number}` is already used at {path}, line {line}");
    let finding = Finding::new(rule, datum.span.clone(), message);
    report.push(finding.label((*first).clone(), text!("首次使用", "first used here")));
}
