//! What only the cases together can show: numbers used twice.

use std::collections::BTreeMap;

use super::rules;
use crate::case::{Case, Value};
use crate::finding::{Disclosure, Finding, Report, Rule};
use crate::source::Span;
use crate::text;

/// Finds 文号 and 案卷号 that occur twice; cases come in the order of their ids.
///
/// The later of two is the finding and points at the earlier.
///
/// A number of a case that is not for everybody is not told to everybody by way of another case.
pub fn across<'a>(cases: impl IntoIterator<Item = &'a Case>, report: &mut Report) {
    let (mut numbers, mut volumes) = (Seen::new(), Seen::new());
    for case in cases {
        for entry in &case.entries {
            entry.fields.walk(&mut |datum| {
                let here = Place { span: &datum.span, disclosure: case.disclosure() };
                match &datum.value {
                    Value::DocumentNumber(number) => {
                        note(&mut numbers, number, here, &rules::NUMBER_TWICE, report);
                    }
                    Value::Volume(number) => {
                        let same = number.trim_start_matches('0');
                        note(&mut volumes, same, here, &rules::VOLUME_TWICE, report);
                    }
                    _ => {}
                }
            });
        }
    }
}

type Seen<'a> = BTreeMap<&'a str, Place<'a>>;

#[derive(Clone, Copy)]
struct Place<'a> {
    span: &'a Span,
    disclosure: Disclosure,
}

fn note<'a>(seen: &mut Seen<'a>, number: &'a str, here: Place<'a>, rule: &Rule, report: &mut Report) {
    let Some(first) = seen.get(number) else {
        seen.insert(number, here);
        return;
    };
    let (path, (line, _)) = (first.span.source.path(), first.span.line_column());
    let written = here.span.text().trim_matches(['"', '\'']);
    let message =
        text!("`{written}` 已用于 {path} 第 {line} 行", "`{written}` is already used at {path}, line {line}");
    let finding = Finding::new(rule, here.span.clone(), message);
    let finding = finding.label(first.span.clone(), text!("首次使用", "first used here"));
    report.push(finding.disclose(here.disclosure.max(first.disclosure)));
}
