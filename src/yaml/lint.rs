//! Finds in raw text what an input method does to YAML, before a parser stumbles over it.
//!
//! A full-width colon makes a parser complain one line later about something else. The lints know
//! the few mistakes that clerks make, report each at its place with a fix, and hand the parser a
//! repaired text, so that one slip is one finding and the rest of the file is still read.
//!
//! They follow the structure of YAML only as far as that takes: lines, quotes, blocks and
//! brackets. Where a character could be meant as text (in quotes, in a block, in the middle of a
//! sentence) it is left alone.

use std::ops::Range;
use std::sync::Arc;

use crate::finding::{Finding, Fix, Rule, Text, rule};
use crate::source::{BYTE_ORDER_MARK, Source, Span};
use crate::text;

mod characters;
mod flow;
mod lines;
mod scalar;

pub(super) use characters::name_forbidden;

/// What the lints found, and how to mend the text.
pub(super) struct Linted {
    pub findings: Vec<Finding>,
    /// Replacements in order of place, none overlapping another.
    pub repairs: Vec<Repair>,
}

/// A replacement of bytes of the original text.
#[derive(Clone)]
pub(super) struct Repair {
    /// The rule whose finding it belongs to.
    pub rule: &'static str,
    pub range: Range<usize>,
    pub insert: String,
}

/// Runs all lints over a text.
pub(super) fn lint(source: &Arc<Source>) -> Linted {
    let mut lint =
        Lint { source, text: source.text(), found: Linted { findings: Vec::new(), repairs: Vec::new() } };
    let start = lint.byte_order_mark();
    lint.line_ends();
    lines::Lines::new(&mut lint).walk(start);
    characters::scan(&mut lint, start);
    let mut found = lint.found;
    found.repairs.sort_by_key(|repair| (repair.range.start, repair.range.end));
    let mut end = 0;
    found.repairs.retain(|repair| {
        let apart = repair.range.start >= end;
        end = end.max(repair.range.end);
        apart
    });
    found
}

/// A text under examination.
struct Lint<'a> {
    source: &'a Arc<Source>,
    text: &'a str,
    found: Linted,
}

impl<'a> Lint<'a> {
    /// Reports the mark, if there is one, and returns where the text proper begins.
    /// One finding for the file: Windows editors write every line so.
    fn line_ends(&mut self) {
        let Some(at) = self.text.find("\r\n") else { return };
        let message = text!("行尾是 CRLF（Windows 换行）", "lines end in CR LF, as Windows writes them");
        let help = text!(
            "不影响读取；入库时由 .gitattributes 统一为 LF，也可在编辑器中把换行改为 LF",
            "it is read all the same; .gitattributes makes it LF in git, or set the editor to LF"
        );
        let span = Span::new(self.source, at, at);
        self.found.findings.push(Finding::new(&rule::WINDOWS_LINE_ENDS, span, message).help(help));
    }

    fn byte_order_mark(&mut self) -> usize {
        if !self.text.starts_with(BYTE_ORDER_MARK) {
            return 0;
        }
        let end = BYTE_ORDER_MARK.len_utf8();
        let message = text!(
            "文件以字节顺序标记（BOM，U+FEFF）开头",
            "the file begins with a byte-order mark (BOM, U+FEFF)"
        );
        let title = text!("删去标记", "remove the mark");
        self.mend(&rule::BYTE_ORDER_MARK, 0..end, message, title, "");
        end
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.source, range.start, range.end)
    }

    /// Reports something with a cure that the reader must choose; the parser reads the original.
    fn offer(&mut self, rule: &Rule, range: Range<usize>, message: Text, title: Text, insert: &str) {
        let span = self.span(&range);
        let fix = Fix::replace(title, span.clone(), insert);
        self.found.findings.push(Finding::new(rule, span, message).fix(fix));
    }

    /// Reports something with its cure, and lets the parser read the cured text.
    fn mend(&mut self, rule: &Rule, range: Range<usize>, message: Text, title: Text, insert: &str) {
        self.offer(rule, range.clone(), message, title, insert);
        let insert = insert.to_owned();
        self.repair(rule, range, insert);
    }

    fn repair(&mut self, rule: &Rule, range: Range<usize>, insert: String) {
        let rule = rule.id;
        self.found.repairs.push(Repair { rule, range, insert });
    }

    /// Adds advice to the finding made last.
    fn advise(&mut self, help: Text) {
        if let Some(last) = self.found.findings.last_mut() {
            last.help.push(help);
        }
    }

    fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// Where the line that holds `at` ends, its line end not counted.
    fn line_end(&self, at: usize) -> usize {
        let rest = self.rest(at);
        let line = rest.split('\n').next().unwrap_or_default();
        at + line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// Where the line after the one that holds `at` begins.
    fn next_line(&self, at: usize) -> usize {
        let rest = self.rest(at);
        at + rest.find('\n').map_or(rest.len(), |newline| newline + 1)
    }
}

/// Spaces that look like indentation and are none to YAML.
fn is_wide_space(c: char) -> bool {
    matches!(c, '\u{3000}' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}')
}

/// Whether a text can be meant as a key: short, a word, not a number.
fn is_plausible_key(text: &str) -> bool {
    let text = text.trim_matches(|c: char| c.is_whitespace());
    let in_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '（' | '）' | '(' | ')');
    text.chars().next().is_some_and(char::is_alphabetic)
        && text.chars().nth(MAX_KEY).is_none()
        && text.chars().all(in_word)
}

/// The longest text in code points that is taken for a key by its look.
const MAX_KEY: usize = 20;
