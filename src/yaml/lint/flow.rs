//! Lints of lists and maps in brackets.

use std::ops::Range;

use super::{Lint, is_plausible_key, is_wide_space};
use crate::finding::rule;
use crate::text;

/// What is open while brackets are walked.
struct Flow {
    /// The brackets that were opened.
    open: Vec<(usize, char)>,
    /// Whether a map's key has been read and its value is next.
    in_value: bool,
}

impl Flow {
    fn in_map(&self) -> bool {
        self.open.last().is_some_and(|(_, open)| *open == '{')
    }

    /// What would close all that is open.
    fn closers(&self) -> String {
        let closer = |(_, open): &(usize, char)| if *open == '{' { '}' } else { ']' };
        self.open.iter().rev().map(closer).collect()
    }
}

impl Lint<'_> {
    /// Examines a list or map in brackets that begins at `at`; returns where it ends.
    pub(super) fn flow(&mut self, mut at: usize) -> usize {
        let mut flow = Flow { open: Vec::new(), in_value: false };
        while let Some(c) = self.rest(at).chars().next() {
            if let (true, Some((open, _))) = (c == '\n', flow.open.first())
                && self.is_key_below(*open, at)
            {
                let inner = flow.open.last().map_or(*open, |(inner, _)| *inner);
                self.unclosed(inner, at, &flow.closers());
                break;
            }
            at = self.token(at, c, &mut flow);
            if flow.open.is_empty() {
                break;
            }
        }
        at
    }

    /// Steps over what stands at `at`; always forward.
    fn token(&mut self, at: usize, c: char, flow: &mut Flow) -> usize {
        let after = at + c.len_utf8();
        match c {
            '[' | '{' => {
                flow.open.push((at, c));
                flow.in_value = false;
            }
            ']' | '}' => {
                self.close(at, c, flow);
                // A collection within a map is a value there; what follows is a comma.
                flow.in_value = true;
            }
            ',' => flow.in_value = false,
            '，' => {
                self.full_width_comma(at);
                flow.in_value = false;
            }
            ':' => flow.in_value = true,
            '：' if flow.in_map() && !flow.in_value => {
                flow.in_value = true;
                return self.full_width_colon(at, at, self.line_end(at));
            }
            '"' | '\'' => return self.quoted(at),
            '#' if self.text[..at].ends_with([' ', '\t', '\n']) => return self.line_end(at),
            ' ' | '\t' | '\r' | '\n' => {}
            c if is_wide_space(c) => self.wide_space_in_flow(at..after),
            _ => return self.run(at, flow),
        }
        after
    }

    /// Takes a closing bracket; one that closes more than it should shows what was left open.
    fn close(&mut self, at: usize, c: char, flow: &mut Flow) {
        let opens = if c == ']' { '[' } else { '{' };
        let matching = flow.open.iter().rposition(|(_, open)| *open == opens);
        let inner = flow.open.split_off(matching.unwrap_or(flow.open.len().saturating_sub(1)));
        if matching.is_some()
            && let [_, first, ..] = inner.as_slice()
        {
            let left = Flow { open: inner[1..].to_vec(), in_value: false };
            self.unclosed(first.0, at, &left.closers());
        }
    }

    fn wide_space_in_flow(&mut self, range: Range<usize>) {
        let message = text!("此处是全角空格，应为半角空格", "a full-width space instead of a plain one");
        let title = text!("改为半角空格", "use a plain space");
        self.mend(&rule::FULL_WIDTH_SPACE, range, message, title, " ");
    }

    /// Steps over a plain word or sentence.
    fn run(&mut self, at: usize, flow: &mut Flow) -> usize {
        let rest = self.rest(at);
        let length = run_length(rest).max(rest.chars().next().map_or(1, char::len_utf8));
        let end = at + rest[..length].trim_end().len();
        let is_key = rest[length..].starts_with(':');
        let mut start = at;
        loop {
            let comma = self.comma(start..end, is_key, flow);
            let part = start..comma.unwrap_or(end);
            self.part(part, is_key && comma.is_none(), flow);
            let Some(comma) = comma else {
                return at + length;
            };
            self.full_width_comma(comma);
            flow.in_value = false;
            let next = comma + '，'.len_utf8();
            start = next + blank_length(self.slice(next..end));
        }
    }

    /// The first full-width comma of a run that separates. In a map it does so only before a key:
    /// `{说明: 一，二}` may well be a sentence.
    fn comma(&self, run: Range<usize>, ends_with_colon: bool, flow: &Flow) -> Option<usize> {
        let text = self.slice(run.clone());
        let separates = |at: &usize| {
            let rest = &text[at + '，'.len_utf8()..];
            let key = rest.split([':', '：', '，']).next().unwrap_or_default();
            let has_colon = key.len() < rest.len() || ends_with_colon;
            !flow.in_map() || (has_colon && is_plausible_key(key))
        };
        let mut commas = text.match_indices('，').map(|(at, _)| at);
        Some(run.start + commas.find(separates)?)
    }

    /// Examines a key, a value, or both where their colon went unseen.
    fn part(&mut self, range: Range<usize>, is_key: bool, flow: &mut Flow) {
        if is_key {
            return self.digits_in_key(range);
        }
        let text = self.slice(range.clone());
        let colon = text.find([':', '：']).filter(|_| flow.in_map() && !flow.in_value);
        match colon {
            Some(colon) if is_plausible_key(&text[..colon]) => {
                let at = range.start + colon;
                flow.in_value = true;
                self.digits_in_key(range.start..at);
                let value = if text[colon..].starts_with(':') {
                    self.missing_space(text[..colon].trim(), at);
                    at + 1
                } else {
                    self.full_width_colon(range.start, at, range.end)
                };
                self.scalar(value + blank_length(self.slice(value..range.end))..range.end);
            }
            _ => self.scalar(range),
        }
    }

    fn full_width_comma(&mut self, at: usize) {
        let end = at + '，'.len_utf8();
        let spaced = self.rest(end).starts_with([' ', '\r', '\n']);
        let insert = if spaced { "," } else { ", " };
        let message = text!(
            "此处是全角逗号（U+FF0C），分隔各项须用半角逗号",
            "a full-width comma (U+FF0C); elements are separated by plain ones"
        );
        let title = text!("改为半角逗号", "use a plain comma");
        self.mend(&rule::FULL_WIDTH_COMMA, at..end, message, title, insert);
        self.advise_quotes();
    }
}

fn blank_length(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// How far a plain word or sentence reaches within brackets, on its line.
fn run_length(rest: &str) -> usize {
    let mut before = ' ';
    for (at, c) in rest.char_indices() {
        let next = rest[at + c.len_utf8()..].chars().next();
        let ends_key = c == ':' && next.is_none_or(|c| " \t\r\n,[]{}".contains(c));
        let is_comment = c == '#' && matches!(before, ' ' | '\t');
        if ends_key || is_comment || matches!(c, ',' | '[' | ']' | '{' | '}' | '\n') {
            return at;
        }
        before = c;
    }
    rest.len()
}
