//! Findings as annotations of GitHub Actions (and of Gitee and Forgejo, which read the same).
//!
//! Format: GitHub Docs, "Workflow commands for GitHub Actions". Percent signs and line ends are
//! escaped everywhere, colons and commas in properties too.

use std::fmt::Write;

use super::{Disclosure, Finding, Lang, Severity};

/// Renders one line for each finding, in the order given.
///
/// What may not leave this machine is replaced by the rule's title (see [`Disclosure`]).
pub fn render(findings: &[&Finding], lang: Lang) -> String {
    let mut text = String::new();
    for found in findings {
        line(&mut text, found, lang);
    }
    text
}

fn line(text: &mut String, found: &Finding, lang: Lang) {
    let command = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let (line, column) = found.span.line_column();
    let (end_line, end_column) = found.span.end_line_column();
    let file = property(found.span.source.path());
    let title = property(&found.rule);
    let mut message = found.public_message(lang).to_owned();
    if let Some(basis) = &found.basis {
        message.push('\n');
        message.push_str(basis);
    }
    for help in found.help.iter().filter(|_| found.disclosure == Disclosure::Open) {
        message.push('\n');
        message.push_str(help.get(lang));
    }
    let message = data(&message);
    let place = format!("line={line},col={column},endLine={end_line},endColumn={end_column}");
    let written = writeln!(text, "::{command} file={file},{place},title={title}::{message}");
    written.expect("writing to a string cannot fail");
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
