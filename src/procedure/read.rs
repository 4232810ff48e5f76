//! Small readers for the language of `procedure.yaml`, shared by its sections.

use chrono::NaiveDate;

use super::{Condition, Path, Window};
use crate::finding::rule::rule_table;
use crate::finding::{Finding, Report, Text};
use crate::source::Span;
use crate::text;
use crate::yaml::{Node, Record};

rule_table! {
    MALFORMED = "malformed-definition", Error, "事项定义写法有误", "a definition is malformed";
}

/// Reports a mistake in a definition.
pub fn malformed(report: &mut Report, span: &Span, message: Text) {
    report.push(Finding::new(&MALFORMED, span.clone(), message));
}

/// The words of a scalar; anything else is reported.
pub fn words(node: &Node, report: &mut Report) -> Option<String> {
    if node.as_str().is_none() {
        malformed(report, &node.span, text!("此处应为文本", "text is expected here"));
    }
    node.as_str().map(str::to_owned)
}

/// A required text.
pub fn text(record: &mut Record<'_>, key: &str, report: &mut Report) -> Option<String> {
    let node = record.required(key, report)?;
    words(node, report)
}

/// An optional text.
pub fn optional_text(record: &mut Record<'_>, key: &str, report: &mut Report) -> Option<String> {
    let node = record.optional(key)?;
    words(node, report)
}

/// A list of texts; a single text counts as a list of one.
pub fn texts(node: &Node, report: &mut Report) -> Vec<String> {
    match node.as_list() {
        Some(items) => items.iter().filter_map(|item| words(item, report)).collect(),
        None => words(node, report).into_iter().collect(),
    }
}

/// An optional list of texts.
pub fn list(record: &mut Record<'_>, key: &str, report: &mut Report) -> Vec<String> {
    record.optional(key).map(|node| texts(node, report)).unwrap_or_default()
}

/// 是 or 否; absent is `default`.
pub fn flag(record: &mut Record<'_>, key: &str, default: bool, report: &mut Report) -> bool {
    let Some(node) = record.optional(key) else {
        return default;
    };
    match node.as_str() {
        Some("是" | "需") => true,
        Some("否") => false,
        _ => {
            malformed(report, &node.span, text!("此处应写“是”或“否”", "是 or 否 is expected here"));
            default
        }
    }
}

/// A whole number.
pub fn number(node: &Node, report: &mut Report) -> Option<u32> {
    let value = node.as_str().and_then(|text| text.parse().ok());
    if value.is_none() {
        malformed(report, &node.span, text!("此处应为整数", "a whole number is expected here"));
    }
    value
}

/// A day.
pub fn day(node: &Node, report: &mut Report) -> Option<NaiveDate> {
    let value = node.as_str().and_then(date);
    if value.is_none() {
        malformed(
            report,
            &node.span,
            text!("此处应为日期，写作 2016-03-01", "a date such as 2016-03-01 is expected"),
        );
    }
    value
}

/// Reads `YYYY-MM-DD`, exactly.
pub fn date(text: &str) -> Option<NaiveDate> {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    shaped.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten()
}

/// 自 and 至: the days of force.
pub fn window(record: &mut Record<'_>, report: &mut Report) -> Window {
    let from = record.optional("自").and_then(|node| day(node, report));
    let until = record.optional("至").and_then(|node| day(node, report));
    if let (Some(first), Some(last)) = (from, until)
        && last < first
    {
        malformed(report, &record.span(), text!("“至”早于“自”", "至 lies before 自"));
    }
    Window { from, until }
}

/// A dotted path.
pub fn path(node: &Node, report: &mut Report) -> Option<Path> {
    let words = words(node, report)?;
    let path = Path::parse(&words);
    if path.is_none() {
        malformed(report, &node.span, text!("`{words}` 不是路径", "`{words}` is no path"));
    }
    path
}

/// A condition; its names are checked once everything is loaded.
pub fn condition(node: &Node, report: &mut Report) -> Option<Condition> {
    let text = words(node, report)?;
    Some(Condition { text, span: node.span.clone() })
}

/// The entries of a map, each with its key's text and span; anything else is reported.
pub fn entries<'a>(node: &'a Node, report: &mut Report) -> Vec<(&'a str, &'a Span, &'a Node)> {
    let Some(map) = node.as_map() else {
        malformed(report, &node.span, text!("此处应为键值对", "a map is expected here"));
        return Vec::new();
    };
    let entry = |entry: &'a crate::yaml::Entry| (entry.key.value.as_str(), &entry.key.span, &entry.value);
    map.entries().iter().map(entry).collect()
}

/// A map read key by key.
pub fn record<'a>(node: &'a Node, report: &mut Report) -> Option<Record<'a>> {
    Record::of(node, text!("定义", "a definition"), report)
}
