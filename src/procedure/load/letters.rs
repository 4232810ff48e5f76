//! Letters: template, issuer, addressee, inputs.

use crate::finding::Report;
use crate::procedure::letter::{Addressee, Input, Letter};
use crate::procedure::{Path, read};
use crate::source::Span;
use crate::text;
use crate::yaml::Node;

/// Reads 文书.
pub(super) fn letters(node: &Node, report: &mut Report) -> Vec<Letter> {
    let entries = read::entries(node, report);
    entries.into_iter().filter_map(|(name, span, node)| letter(name, span, node, report)).collect()
}

fn letter(name: &str, span: &Span, node: &Node, report: &mut Report) -> Option<Letter> {
    let mut record = read::record(node, report)?;
    let template = record.required("模板", report);
    let role = read::text(&mut record, "由", report);
    let to = record.required("送", report).and_then(|node| addressee(node, report));
    let inputs = record.optional("用").map(|node| inputs(node, report)).unwrap_or_default();
    let enclosures = record.optional("附件").and_then(|node| read::path(node, report));
    let place = record.required("卷内", report).and_then(|node| read::number(node, report));
    let letter = Letter {
        name: name.to_owned(),
        span: span.clone(),
        body: node.span.clone(),
        template: template.and_then(|node| template_name(node, report)).unwrap_or_default(),
        template_span: template.map_or_else(|| span.clone(), |node| node.span.clone()),
        role: role?,
        to: to?,
        series: read::optional_text(&mut record, "文号", report),
        service: read::flag(&mut record, "送达", false, report),
        remedy: read::flag(&mut record, "救济", false, report),
        copy: read::optional_text(&mut record, "正本", report),
        bases: read::list(&mut record, "依据", report),
        inputs,
        clocks: read::list(&mut record, "期限", report),
        enclosures,
        place: place.unwrap_or_default(),
    };
    record.finish(report);
    Some(letter)
}

/// A template's name becomes a file's name, so it is plain ASCII.
fn template_name(node: &Node, report: &mut Report) -> Option<String> {
    let name = read::words(node, report)?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.strip_suffix(".typ").is_some_and(|stem| !stem.is_empty() && stem.chars().all(plain)) {
        return Some(name);
    }
    let message = text!("模板名应为小写英文，如 some-letter.typ", "a template is named like some-letter.typ");
    read::malformed(report, &node.span, message);
    None
}

fn addressee(node: &Node, report: &mut Report) -> Option<Addressee> {
    let path: Path = read::path(node, report)?;
    Some(match path.step() {
        Some(role) => Addressee::Role(role.to_owned()),
        None => Addressee::Fact(path),
    })
}

fn inputs(node: &Node, report: &mut Report) -> Vec<Input> {
    let words = read::texts(node, report);
    let mut input = |word: String| {
        let (path, optional) = word.strip_suffix('?').map_or((word.as_str(), false), |path| (path, true));
        let path = Path::parse(path);
        if path.is_none() {
            read::malformed(report, &node.span, text!("`{word}` 不是路径", "`{word}` is no path"));
        }
        Some(Input { path: path?, optional })
    };
    words.into_iter().filter_map(&mut input).collect()
}
