//! Clocks: `{自: 甲, 至: [乙], 工作日: 5, 性质: 法定, 依据: …}`.

use crate::finding::Report;
use crate::procedure::clock::{Clock, Deemed, Limit, Nature};
use crate::procedure::{Path, read};
use crate::source::Span;
use crate::text;
use crate::yaml::{Node, Record};

/// Reads 期限.
pub(super) fn clocks(node: &Node, report: &mut Report) -> Vec<Clock> {
    let entries = read::entries(node, report);
    entries.into_iter().filter_map(|(name, span, node)| clock(name, span, node, report)).collect()
}

fn clock(name: &str, span: &Span, node: &Node, report: &mut Report) -> Option<Clock> {
    let mut record = read::record(node, report)?;
    let from = record.required("自", report).and_then(|node| read::path(node, report));
    let to = record.required("至", report).map(|node| events(node, report)).unwrap_or_default();
    let limit = limit(&mut record, report);
    let nature = record.required("性质", report).and_then(|node| nature(node, report));
    let basis = read::text(&mut record, "依据", report);
    let when = record.optional("当").and_then(|node| read::condition(node, report));
    let deemed = record.optional("逾期").and_then(|node| deemed(node, report));
    record.finish(report);
    let (name, span, body) = (name.to_owned(), span.clone(), node.span.clone());
    Some(Clock {
        name,
        span,
        body,
        from: from?,
        to,
        limit: limit?,
        nature: nature?,
        basis: basis?,
        when,
        deemed,
    })
}

fn events(node: &Node, report: &mut Report) -> Vec<Path> {
    match node.as_list() {
        Some(items) => items.iter().filter_map(|item| read::path(item, report)).collect(),
        None => read::path(node, report).into_iter().collect(),
    }
}

fn limit(record: &mut Record<'_>, report: &mut Report) -> Option<Limit> {
    let nodes = ["工作日", "小时", "提前"].map(|key| record.optional(key));
    match nodes {
        [Some(days), None, None] => read::number(days, report).map(Limit::WorkingDays),
        [None, Some(hours), None] => read::number(hours, report).map(Limit::Hours),
        [None, None, Some(range)] => ahead(range, report),
        _ => {
            let first = nodes.iter().flatten().next();
            let span = first.map_or_else(|| record.span(), |node| node.span.clone());
            let message =
                text!("“工作日”“小时”“提前”写且只写一个", "exactly one of 工作日, 小时, 提前 is needed");
            read::malformed(report, &span, message);
            None
        }
    }
}

fn ahead(node: &Node, report: &mut Report) -> Option<Limit> {
    let items = node.as_list().unwrap_or_default();
    let numbers: Vec<u32> = items.iter().filter_map(|item| read::number(item, report)).collect();
    match numbers.as_slice() {
        [least, most] if least <= most => Some(Limit::Ahead { least: *least, most: *most }),
        _ => {
            let message = text!("“提前”写作 [至少, 至多]", "提前 is [at least, at most]");
            read::malformed(report, &node.span, message);
            None
        }
    }
}

fn nature(node: &Node, report: &mut Report) -> Option<Nature> {
    let nature = node.as_str().and_then(Nature::parse);
    if nature.is_none() {
        let message = text!("“性质”应为 法定、规定、承诺 或 目标", "性质 is one of 法定, 规定, 承诺, 目标");
        read::malformed(report, &node.span, message);
    }
    nature
}

fn deemed(node: &Node, report: &mut Report) -> Option<Deemed> {
    let mut record = read::record(node, report)?;
    let step = read::text(&mut record, "视为", report);
    let on = read::text(&mut record, "自", report);
    record.finish(report);
    Some(Deemed { step: step?, on: on? })
}
