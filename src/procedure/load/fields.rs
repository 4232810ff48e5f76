//! Fields: `{型: 文本, 多: 1}`, `{选: [甲, 乙]}`, and the named records under 类型.

use std::collections::BTreeMap;

use crate::finding::Report;
use crate::procedure::field::{Field, Kind, Many, Presence, Schema};
use crate::procedure::read;
use crate::source::Span;
use crate::text;
use crate::yaml::{self, Node, Record};

/// The named record types of a procedure.
#[derive(Default)]
pub(super) struct Types(BTreeMap<String, Schema>);

impl Types {
    /// Reads 类型; a type may use the ones before it, so that none can contain itself.
    pub(super) fn of(node: Option<&Node>, report: &mut Report) -> Self {
        let mut types = Self::default();
        for (name, _, node) in node.map(|node| read::entries(node, report)).unwrap_or_default() {
            let fields = schema(node, &types, report);
            types.0.insert(name.to_owned(), fields);
        }
        types
    }
}

/// Reads a map of fields.
pub(super) fn schema(node: &Node, types: &Types, report: &mut Report) -> Schema {
    let mut fields = Vec::new();
    for (name, span, node) in read::entries(node, report) {
        if !identifier(name) {
            let message = text!(
                "字段名 `{name}` 只能含文字、数字和下划线",
                "a field's name holds letters, digits and underscores only"
            );
            read::malformed(report, span, message);
        }
        fields.extend(field(name, node, types, report));
    }
    Schema(fields)
}

/// Conditions and paths name fields, so a name has to be one word there.
fn identifier(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}

fn field(name: &str, node: &Node, types: &Types, report: &mut Report) -> Option<Field> {
    let mut record = read::record(node, report)?;
    let kind = kind(&mut record, types, report);
    let many = many(&mut record, report);
    let optional = !read::flag(&mut record, "必填", true, report);
    let when = record.optional("当").and_then(|node| read::condition(node, report));
    let window = read::window(&mut record, report);
    record.finish(report);
    let presence = match when {
        Some(condition) => Presence::When(condition),
        None if optional => Presence::Optional,
        None => Presence::Required,
    };
    Some(Field { name: name.to_owned(), kind: kind?, many, presence, window })
}

fn kind(record: &mut Record<'_>, types: &Types, report: &mut Report) -> Option<Kind> {
    if let Some(node) = record.optional("选") {
        return Some(Kind::Choice(read::texts(node, report)));
    }
    let items = record.optional("项");
    let node = record.required("型", report)?;
    let word = read::words(node, report)?;
    if word == "记录" {
        let items = items.map(|node| schema(node, types, report));
        return Some(Kind::Record(items.unwrap_or_default()));
    }
    let known = Kind::parse(&word).or_else(|| types.0.get(&word).cloned().map(Kind::Record));
    if known.is_none() {
        unknown_kind(&word, &node.span, types, report);
    }
    known
}

fn unknown_kind(word: &str, span: &Span, types: &Types, report: &mut Report) {
    let known = types.0.keys().map(String::as_str);
    let names: Vec<&str> = Kind::words().map(|word| word as &str).chain(known).collect();
    let hint = yaml::nearest(word, names).map(|name| format!("：{name}？"));
    let hint = hint.unwrap_or_default();
    read::malformed(report, span, text!("不认识的型 `{word}`{hint}", "unknown kind `{word}`{hint}"));
}

fn many(record: &mut Record<'_>, report: &mut Report) -> Option<Many> {
    let distinct = record.optional("互异");
    let Some(least) = record.optional("多") else {
        if let Some(node) = distinct {
            let message = text!("“互异”只用于写“多”的字段", "互异 is for fields with 多 only");
            read::malformed(report, &node.span, message);
        }
        return None;
    };
    let least = read::number(least, report)?;
    let distinct = distinct.and_then(|node| read::words(node, report));
    let distinct = distinct.map(|word| (word != "是").then_some(word));
    Some(Many { least, distinct })
}
