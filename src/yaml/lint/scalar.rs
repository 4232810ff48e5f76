//! Lints of keys and single values.

use std::ops::Range;

use super::lines::separator;
use super::{Lint, is_plausible_key, is_wide_space};
use crate::finding::{Finding, Fix, rule};
use crate::text;

impl Lint<'_> {
    /// Steps over a quoted text that begins at `at`, its closing quote included. Reports one that
    /// is not closed before the next key.
    pub(super) fn quoted(&mut self, at: usize) -> usize {
        let close = self.closing_quote(at);
        let lines = self.slice(at..close).match_indices('\n');
        let mut ends = lines.map(|(offset, _)| at + offset);
        let Some(end) = ends.find(|newline| self.is_key_below(at, *newline)) else {
            return close;
        };
        let quote = self.slice(at..at + 1).to_owned();
        self.unclosed(at, end, &quote);
        self.line_end(at)
    }

    /// Whether the line after a line end begins with a key or a dash, no deeper than the line
    /// where something was opened: then it was not closed in time (YAML 1.2.2, 7.3.1 and 7.4).
    pub(super) fn is_key_below(&self, open: usize, newline: usize) -> bool {
        let start = self.text[..open].rfind('\n').map_or(0, |before| before + 1);
        let opening = self.slice(start..open);
        let column = opening.len() - opening.trim_start_matches([' ', '-']).len();
        let line = self.slice(newline + 1..self.line_end(newline + 1));
        let content = line.trim_start_matches(' ');
        let key = content.find([':', '：']).map_or("", |colon| &content[..colon]);
        let ends_key = separator(content).is_some() || content.contains('：');
        let begins = content.starts_with("- ") || (ends_key && is_plausible_key(key));
        begins && line.len() - content.len() <= column
    }

    /// Reports a bracket or quote that is not closed, and closes it at the end of the
    /// text before an offset.
    pub(super) fn unclosed(&mut self, open: usize, before: usize, close: &str) {
        let end = open + self.slice(open..before).trim_end().len();
        let first = self.slice(open..open + 1);
        let message = text!("`{first}` 没有闭合", "`{first}` is not closed");
        let title = text!("补上 `{close}`", "add `{close}`");
        let fix = Fix::replace(title, self.span(&(end..end)), close);
        let finding = Finding::new(&rule::YAML_SYNTAX, self.span(&(open..open + 1)), message);
        self.found.findings.push(finding.fix(fix));
        self.repair(&rule::YAML_SYNTAX, end..end, close.to_owned());
    }

    /// Where a quoted text ends; the end of the file if it is never closed.
    fn closing_quote(&self, at: usize) -> usize {
        let mut chars = self.rest(at).char_indices().peekable();
        let Some((_, quote)) = chars.next() else {
            return at;
        };
        while let Some((offset, c)) = chars.next() {
            if c == '\\' && quote == '"' {
                chars.next();
            } else if c == quote {
                // In single quotes a doubled quote stands for one.
                if quote == '\'' && chars.next_if(|(_, next)| *next == quote).is_some() {
                    continue;
                }
                return at + offset + 1;
            }
        }
        self.text.len()
    }

    /// Reports a full-width colon at the end of a key; returns where the value begins.
    pub(super) fn full_width_colon(&mut self, key: usize, colon: usize, end: usize) -> usize {
        let name = self.slice(key..colon).trim();
        let after = colon + '：'.len_utf8();
        let rest = self.slice(after..end);
        let gap = rest.len() - rest.trim_start_matches(is_wide_space).len();
        let spaced = gap == 0 && (rest.is_empty() || rest.starts_with(' '));
        let insert = if spaced { ":" } else { ": " };
        let message = text!(
            "键 `{name}` 后是全角冒号（U+FF1A），应为半角冒号加空格",
            "a full-width colon (U+FF1A) after the key `{name}`; use a colon and a space"
        );
        let title = text!("改为半角冒号加空格", "use a colon and a space");
        let range = colon..after + gap;
        self.mend(&rule::FULL_WIDTH_COLON, range, message, title, insert);
        self.advise_quotes();
        after + gap
    }

    /// Reports a colon that ends a key but has no space after it.
    pub(super) fn missing_space(&mut self, key: &str, colon: usize) {
        let message = text!("键 `{key}` 的冒号后缺空格", "no space after the colon of the key `{key}`");
        let title = text!("加一个空格", "add a space");
        let range = colon..colon + 1;
        self.mend(&rule::MISSING_SPACE, range, message, title, ": ");
        self.advise_quotes();
    }

    /// Says how to write the same thing when it is meant as text.
    pub(super) fn advise_quotes(&mut self) {
        self.advise(text!(
            "若本是一段文字，请用半角引号括起",
            "if it is meant as text, put it in plain quotes"
        ));
    }

    /// Examines a plain value.
    pub(super) fn scalar(&mut self, range: Range<usize>) {
        self.digits_in_number(range.clone());
        self.smart_quotes(range);
    }

    /// Reports full-width digits in a key.
    pub(super) fn digits_in_key(&mut self, range: Range<usize>) {
        if self.slice(range.clone()).chars().any(is_wide_digit) {
            self.digits(range);
        }
    }

    /// Reports full-width digits and signs in what is otherwise a number, a date or a time.
    fn digits_in_number(&mut self, range: Range<usize>) {
        let value = self.slice(range.clone());
        let wide = |c: char| c != plain(c);
        let in_number = |c: char| plain(c).is_ascii_digit() || "-/.:+%,年月日时分 ".contains(plain(c));
        let any_digit = value.chars().any(|c| plain(c).is_ascii_digit());
        if any_digit && value.chars().any(wide) && value.chars().all(in_number) {
            self.digits(range);
        }
    }

    fn digits(&mut self, range: Range<usize>) {
        let value = self.slice(range.clone());
        let insert: String = value.chars().map(plain).collect();
        let message = text!("`{value}` 中有全角数字或符号", "full-width digits or signs in `{value}`");
        let title = text!("改为半角", "use plain ones");
        self.mend(&rule::FULL_WIDTH_DIGITS, range, message, title, &insert);
    }

    /// Warns of a value that is quoted as a whole by typographic quotes: they are text to YAML.
    fn smart_quotes(&mut self, range: Range<usize>) {
        let value = self.slice(range.clone());
        let inner = value.strip_prefix(['“', '”', '＂']);
        let Some(inner) = inner.and_then(|inner| inner.strip_suffix(['“', '”', '＂'])) else {
            return;
        };
        if inner.contains(['“', '”', '＂']) {
            return;
        }
        let insert = format!("\"{}\"", inner.replace('\\', "\\\\").replace('"', "\\\""));
        let message =
            text!("值用中文引号括起，引号会成为文字的一部分", "typographic quotes become part of the value");
        let title = text!("改为半角引号", "use plain quotes");
        self.offer(&rule::SMART_QUOTE, range, message, title, &insert);
    }
}

/// The plain form of a full-width digit or sign.
fn plain(c: char) -> char {
    match c {
        '０'..='９' | '－' | '／' | '．' | '：' | '，' | '＋' | '％' => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        }
        c => c,
    }
}

fn is_wide_digit(c: char) -> bool {
    ('０'..='９').contains(&c)
}
