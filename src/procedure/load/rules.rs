//! Rules of a procedure: `id: {步骤: …, 条件: …, 说明: …}`.

use crate::finding::{Report, Severity, Text};
use crate::procedure::{CaseRule, read};
use crate::source::Span;
use crate::text;
use crate::yaml::Node;

/// Reads 规则.
pub(super) fn rules(node: &Node, report: &mut Report) -> Vec<CaseRule> {
    let entries = read::entries(node, report);
    entries.into_iter().filter_map(|(id, span, node)| rule(id, span, node, report)).collect()
}

fn rule(id: &str, span: &Span, node: &Node, report: &mut Report) -> Option<CaseRule> {
    if !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        read::malformed(report, span, text!("规则名应为小写英文和连字符", "a rule is named in kebab-case"));
    }
    let mut record = read::record(node, report)?;
    let step = read::text(&mut record, "步骤", report);
    let severity = record.required("级", report).and_then(|node| severity(node, report));
    let condition = record.required("条件", report).and_then(|node| read::condition(node, report));
    let at = read::text(&mut record, "处", report);
    let zh = read::text(&mut record, "说明", report);
    let en = read::text(&mut record, "en", report);
    let basis = read::text(&mut record, "依据", report);
    let rule = CaseRule {
        id: id.to_owned(),
        span: span.clone(),
        body: node.span.clone(),
        step: step?,
        severity: severity?,
        breach: read::flag(&mut record, "违规", false, report),
        condition: condition?,
        at: at?,
        message: Text { zh: zh?, en: en? },
        help: read::optional_text(&mut record, "改", report),
        basis: basis?,
    };
    record.finish(report);
    Some(rule)
}

fn severity(node: &Node, report: &mut Report) -> Option<Severity> {
    let severity = match node.as_str() {
        Some("错误") => Some(Severity::Error),
        Some("警告") => Some(Severity::Warning),
        Some("提示") => Some(Severity::Note),
        _ => None,
    };
    if severity.is_none() {
        let message = text!("“级”应为 错误、警告 或 提示", "级 is one of 错误, 警告, 提示");
        read::malformed(report, &node.span, message);
    }
    severity
}
