//! Reads `procedure.yaml` into a [`Procedure`].
//!
//! Everything wrong with the file is reported in one run; a procedure with an error is not used.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::basis::{Basis, Citation, Mark};
use super::{Evaluator, Material, Procedure, Reference, Repeal, Role, Window, read, references};
use crate::finding::Report;
use crate::source::Source;
use crate::text;
use crate::yaml::{self, Node, Record};

mod clocks;
mod fields;
mod letters;
mod rules;
mod steps;

/// The version of the language this program reads.
const FORMAT: &str = "1";

/// Loads a procedure; `None` when it has an error, which `report` then tells.
pub fn load(
    reference: &Reference,
    source: &Arc<Source>,
    evaluator: &Evaluator,
    report: &mut Report,
) -> Option<Procedure> {
    let mut found = Report::new();
    let node = yaml::parse(source, &mut found);
    let procedure = node.and_then(|node| read_procedure(reference, source, &node, &mut found));
    // A dangling name in a file that could not be read whole is a consequence, not a cause.
    if let Some(procedure) = procedure.as_ref().filter(|_| !found.has_errors()) {
        references::check(procedure, evaluator, &mut found);
    }
    let sound = !found.has_errors();
    report.extend(found.into_findings());
    procedure.filter(|_| sound)
}

fn read_procedure(
    reference: &Reference,
    source: &Arc<Source>,
    node: &Node,
    report: &mut Report,
) -> Option<Procedure> {
    let mut top = read::record(node, report)?;
    format(&mut top, report);
    let title = read::text(&mut top, "事项", report);
    let category = read::text(&mut top, "类别", report);
    let from = top.required("施行", report).and_then(|node| read::day(node, report));
    let repeal = top.optional("废止").and_then(|node| repeal(node, report));
    let until = repeal.as_ref().and_then(|repeal| repeal.from.pred_opt());
    let types = top.optional("类型");
    let types = fields::Types::of(types, report);
    let facts = top.required("案件", report).map(|node| fields::schema(node, &types, report));
    let letters = top.required("文书", report).map(|node| letters::letters(node, report));
    let letters = letters.unwrap_or_default();
    let steps = top.required("步骤", report).map(|node| steps::steps(node, &types, &letters, report));
    let roles = top.required("角色", report).map(|node| roles(node, report)).unwrap_or_default();
    let bases = top.required("依据", report).map(|node| bases(node, report)).unwrap_or_default();
    let power = read::optional_text(&mut top, "越权依据", report);
    let materials = top.optional("材料").map(|node| materials(node, report)).unwrap_or_default();
    let clocks = top.optional("期限").map(|node| clocks::clocks(node, report)).unwrap_or_default();
    let rules = top.optional("规则").map(|node| rules::rules(node, report)).unwrap_or_default();
    top.finish(report);
    Some(Procedure {
        reference: reference.clone(),
        title: title?,
        category: category?,
        force: Window { from, until },
        power,
        repeal,
        roles,
        bases,
        facts: facts?,
        materials,
        steps: steps?,
        clocks,
        letters,
        rules,
        source: Arc::clone(source),
    })
}

fn format(top: &mut Record<'_>, report: &mut Report) {
    let Some(node) = top.required("格式", report) else {
        return;
    };
    if node.as_str() != Some(FORMAT) {
        read::malformed(
            report,
            &node.span,
            text!("本程序只读格式 {FORMAT}", "this program reads format {FORMAT} only"),
        );
    }
}

fn repeal(node: &Node, report: &mut Report) -> Option<Repeal> {
    let mut record = read::record(node, report)?;
    let from = record.required("自", report).and_then(|node| read::day(node, report));
    let basis = read::text(&mut record, "依据", report);
    let steps = read::list(&mut record, "其后", report);
    record.finish(report);
    Some(Repeal { from: from?, basis: basis?, steps, body: node.span.clone() })
}

fn roles(node: &Node, report: &mut Report) -> BTreeMap<String, Role> {
    let mut roles = BTreeMap::new();
    for (name, _, node) in read::entries(node, report) {
        let Some(mut record) = read::record(node, report) else {
            continue;
        };
        let rank = read::text(&mut record, "级别", report);
        let full = read::optional_text(&mut record, "全称", report);
        let review_body = read::optional_text(&mut record, "复议机关", report);
        record.finish(report);
        if let Some(rank) = rank {
            roles.insert(name.to_owned(), Role { rank, name: full, review_body });
        }
    }
    roles
}

fn bases(node: &Node, report: &mut Report) -> BTreeMap<String, Basis> {
    let mut bases = BTreeMap::new();
    for (name, span, node) in read::entries(node, report) {
        let Some(items) = node.as_list() else {
            read::malformed(report, &node.span, text!("依据应为列表", "a basis is a list"));
            continue;
        };
        let citations: Vec<_> = items.iter().filter_map(|item| citation(item, report)).collect();
        overlapping(&citations, node, report);
        bases.insert(name.to_owned(), Basis { citations, span: span.clone() });
    }
    bases
}

fn citation(node: &Node, report: &mut Report) -> Option<Citation> {
    let mut record = read::record(node, report)?;
    let law = read::optional_text(&mut record, "法", report);
    let list = read::optional_text(&mut record, "清单", report);
    let article = read::optional_text(&mut record, "条", report);
    let number = read::optional_text(&mut record, "文号", report);
    let mark = record.required("据", report).and_then(|node| mark(node, report));
    let window = read::window(&mut record, report);
    let span = record.span();
    record.finish(report);
    let listed = mark? == Mark::List;
    let Some(title) = (if listed { list } else { law }) else {
        let message = text!("据 S 的写“清单”，其余写“法”", "mark S goes with 清单, any other with 法");
        read::malformed(report, &span, message);
        return None;
    };
    Some(Citation { title, article, number, mark: mark?, window })
}

fn mark(node: &Node, report: &mut Report) -> Option<Mark> {
    let mark = node.as_str().and_then(Mark::parse);
    if mark.is_none() {
        read::malformed(report, &node.span, text!("“据”应为 C、C2、S 或 M", "据 is one of C, C2, S, M"));
    }
    mark
}

fn overlapping(citations: &[Citation], node: &Node, report: &mut Report) {
    let overlaps = |a: &Window, b: &Window| {
        let begins_after =
            |x: &Window, y: &Window| matches!((x.from, y.until), (Some(from), Some(until)) if from > until);
        !begins_after(a, b) && !begins_after(b, a)
    };
    for (at, first) in citations.iter().enumerate() {
        if citations.iter().skip(at + 1).any(|second| overlaps(&first.window, &second.window)) {
            let message = text!("同一依据的施行期间重叠", "the windows of one basis overlap");
            read::malformed(report, &node.span, message);
        }
    }
}

fn materials(node: &Node, report: &mut Report) -> Vec<Material> {
    let mut materials = Vec::new();
    for (name, _, node) in read::entries(node, report) {
        let Some(mut record) = read::record(node, report) else {
            continue;
        };
        let requirement = read::optional_text(&mut record, "要求", report);
        let window = read::window(&mut record, report);
        record.finish(report);
        materials.push(Material { name: name.to_owned(), requirement, window });
    }
    materials
}
