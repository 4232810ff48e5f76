//! Findings as SARIF 2.1.0 (OASIS), which code hosts and editors read.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Disclosure, Finding, Fix, Lang};
use crate::source::Span;

/// Renders one run with the rules that occur and a result for each finding, in the order given.
///
/// Columns count code points (`columnKind`). What may not leave this machine is replaced by the
/// rule's title (see [`Disclosure`]); source text is never quoted.
pub fn render(findings: &[&Finding], lang: Lang) -> String {
    let mut rules = BTreeMap::new();
    for found in findings {
        rules.entry(found.rule.as_ref()).or_insert(*found);
    }
    let index: BTreeMap<_, _> = rules.keys().enumerate().map(|(at, id)| (*id, at)).collect();
    let described: Vec<_> = rules.values().map(|found| rule(found, lang)).collect();
    let results = findings.iter().map(|found| result(found, index[found.rule.as_ref()], lang));
    let whole = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "anjuan",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": described,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    });
    format!("{whole:#}\n")
}

fn rule(found: &Finding, lang: Lang) -> Value {
    json!({
        "id": found.rule,
        "shortDescription": {"text": found.title.get(lang)},
        "defaultConfiguration": {"level": found.severity.word()},
    })
}

fn result(found: &Finding, index: usize, lang: Lang) -> Value {
    let mut message = found.public_message(lang).to_owned();
    if let Some(basis) = &found.basis {
        message = format!("{message}\n{basis}");
    }
    let mut value = json!({
        "ruleId": found.rule,
        "ruleIndex": index,
        "level": found.severity.word(),
        "message": {"text": message},
        "locations": [location(&found.span)],
    });
    if found.disclosure == Disclosure::Open {
        if !found.labels.is_empty() {
            let related = found.labels.iter().map(|label| {
                let mut location = location(&label.span);
                location["message"] = json!({"text": label.text.get(lang)});
                location
            });
            value["relatedLocations"] = related.collect();
        }
        if let Some(fix) = found.fix.as_ref().filter(|fix| !fix.edits.is_empty()) {
            value["fixes"] = json!([self::fix(fix, lang)]);
        }
    }
    value
}

fn location(span: &Span) -> Value {
    let mut physical = json!({"artifactLocation": artifact(span)});
    // A region in a file without lines (an attached file, a missing one) would be a lie.
    if !span.source.text().is_empty() {
        physical["region"] = region(span);
    }
    json!({"physicalLocation": physical})
}

fn artifact(span: &Span) -> Value {
    json!({"uri": uri(span.source.path())})
}

fn region(span: &Span) -> Value {
    let (line, column) = span.line_column();
    let (end_line, end_column) = span.end_line_column();
    json!({"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column})
}

fn fix(fix: &Fix, lang: Lang) -> Value {
    let mut files: BTreeMap<&str, Vec<&super::Edit>> = BTreeMap::new();
    for edit in &fix.edits {
        files.entry(edit.span.source.path()).or_default().push(edit);
    }
    let changes = files.values().map(|edits| {
        let replacements = edits.iter().map(|edit| {
            let inserted = json!({"text": edit.insert});
            json!({"deletedRegion": region(&edit.span), "insertedContent": inserted})
        });
        json!({
            "artifactLocation": artifact(&edits[0].span),
            "replacements": replacements.collect::<Vec<_>>(),
        })
    });
    json!({
        "description": {"text": fix.title.get(lang)},
        "artifactChanges": changes.collect::<Vec<_>>(),
    })
}

/// A relative path as a URI reference (RFC 3986): what is neither unreserved nor `/` is escaped.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let escape = |byte: u8| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    path.bytes().map(escape).collect()
}
