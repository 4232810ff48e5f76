//! Walks a text line by line, as far as YAML's blocks are made of lines.

use super::{Lint, is_plausible_key, is_wide_space};
use crate::finding::rule;
use crate::text;

mod indent;

use indent::{is_indentation, width};

/// The walk and what is open while it goes on.
pub(super) struct Lines<'l, 'a> {
    pub(super) lint: &'l mut Lint<'a>,
    /// A literal or folded block goes on while lines are indented deeper than this.
    block: Option<usize>,
    /// A plain text goes on while lines are indented deeper than this.
    plain: Option<usize>,
    /// The columns of the maps and lists that are open, outermost first.
    levels: Vec<usize>,
    /// Those of them where a list's dashes stand.
    dashes: Vec<usize>,
    /// Whether the last line ended with a key that still wants its value.
    is_open: bool,
}

/// Where a value stands: its column, and that of the dash before it if it is a list's element.
#[derive(Clone, Copy)]
struct Place {
    column: usize,
    dash: Option<usize>,
}

impl<'l, 'a> Lines<'l, 'a> {
    pub(super) fn new(lint: &'l mut Lint<'a>) -> Self {
        Self { lint, block: None, plain: None, levels: Vec::new(), dashes: Vec::new(), is_open: false }
    }

    pub(super) fn walk(&mut self, start: usize) {
        let mut at = start;
        while at < self.lint.text.len() {
            at = self.line(at);
        }
    }

    /// Examines the line at `start`, and what it opens; returns where to go on.
    fn line(&mut self, start: usize) -> usize {
        let end = self.lint.line_end(start);
        let next = self.lint.next_line(start);
        let line = self.lint.slice(start..end);
        let content = line.trim_start_matches(is_indentation);
        let at = end - content.len();
        let spaces = line.len() - line.trim_start_matches(' ').len();
        let is_plain = spaces == line.len() - content.len();
        let goes_on = |parent: Option<usize>| parent.is_some_and(|parent| spaces > parent);
        if content.is_empty() || goes_on(self.block) || content.starts_with('#') || goes_on(self.plain) {
            return next;
        }
        if let Some(parent) = self.block.or(self.plain)
            && !is_plain
            && separator(content).is_none()
        {
            self.indentation(start, at, parent + 2);
            return next;
        }
        self.block = None;
        self.plain = None;
        if is_marker(line) {
            return next;
        }
        let column = if is_plain { spaces } else { self.meant_column(&line[..at - start]) };
        if !is_plain {
            self.indentation(start, at, column);
        }
        self.levels.retain(|level| *level < column);
        self.dashes.retain(|level| *level < column);
        let (at, place) = self.dashes(at, end, column);
        self.levels.push(place.column);
        self.content(at, end, place)
    }

    /// Steps over the dashes of list elements.
    fn dashes(&mut self, mut at: usize, end: usize, mut column: usize) -> (usize, Place) {
        let mut dash = None;
        while let Some(rest) = self.lint.slice(at..end).strip_prefix('-') {
            let after = at + 1;
            let content = rest.trim_start_matches(is_indentation);
            let gap = rest.len() - content.len();
            let begins_word = rest.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii());
            if begins_word {
                let message = text!("`-` 后缺空格", "no space after `-`");
                let title = text!("加一个空格", "add a space");
                self.lint.mend(&rule::MISSING_SPACE, after..after, message, title, " ");
            } else if gap == 0 && !content.is_empty() {
                break;
            }
            self.wide_space(after, after + gap, " ");
            dash = Some(column);
            self.levels.push(column);
            self.dashes.push(column);
            column += 1 + width(&rest[..gap]).max(1);
            at = after + gap;
        }
        (at, Place { column, dash })
    }

    /// Examines what stands after indentation and dashes.
    fn content(&mut self, at: usize, end: usize, place: Place) -> usize {
        self.is_open = at == end;
        match self.lint.rest(at).chars().next() {
            Some('"' | '\'') => {
                let close = self.lint.quoted(at);
                let end = self.lint.line_end(close);
                let tail = self.lint.slice(close..end);
                let gap = tail.len() - tail.trim_start().len();
                match tail.trim_start().chars().next() {
                    Some(':') => self.value(close + gap + 1, end, place.column),
                    Some('：') => self.full_width_colon(at, close + gap, end, place.column),
                    _ => self.lint.next_line(close),
                }
            }
            Some('[' | '{') => self.flow(at),
            Some('|' | '>') => {
                self.block = Some(place.dash.unwrap_or(place.column.saturating_sub(1)));
                self.lint.next_line(at)
            }
            _ => self.words(at, end, place),
        }
    }

    /// Examines a line of plain words: a key with its value, or text.
    fn words(&mut self, at: usize, end: usize, place: Place) -> usize {
        let line = self.lint.slice(at..end);
        let line = &line[..comment_start(line)];
        let end = at + line.len();
        if let Some(colon) = separator(line) {
            self.lint.digits_in_key(at..at + colon);
            return self.value(at + colon + 1, end, place.column);
        }
        let meant = |key: &str| is_plausible_key(key) && self.begins_map(end, place);
        match line.find([':', '：']) {
            Some(colon) if meant(&line[..colon]) && !is_address(&line[colon..]) => {
                if line[colon..].starts_with(':') {
                    self.missing_space(at, at + colon, end, place.column)
                } else {
                    self.full_width_colon(at, at + colon, end, place.column)
                }
            }
            _ => {
                self.lint.scalar(at..end);
                let parent = place.dash.or(place.column.checked_sub(1));
                self.plain = parent;
                self.lint.next_line(end)
            }
        }
    }

    /// Whether the words at a place begin a map. An element of a list may as well be a sentence
    /// with a colon, unless the line below it, in the same column, looks like a key.
    fn begins_map(&self, end: usize, place: Place) -> bool {
        if place.dash.is_none() {
            return true;
        }
        let below = self.lint.next_line(end);
        let line = self.lint.slice(below..self.lint.line_end(below));
        let content = line.trim_start_matches(is_indentation);
        let column = width(&line[..line.len() - content.len()]);
        let key = content.find([':', '：']).map(|colon| &content[..colon]);
        column == place.column && key.is_some_and(is_plausible_key)
    }

    fn missing_space(&mut self, at: usize, colon: usize, end: usize, column: usize) -> usize {
        let key = self.lint.slice(at..colon).trim();
        let after = colon + 1;
        let gap = self.lint.slice(after..end);
        let gap = gap.len() - gap.trim_start_matches(is_wide_space).len();
        if gap > 0 {
            self.wide_space(after, after + gap, " ");
        } else {
            self.lint.missing_space(key, colon);
        }
        self.lint.digits_in_key(at..colon);
        self.value(after + gap, end, column)
    }

    fn full_width_colon(&mut self, at: usize, colon: usize, end: usize, column: usize) -> usize {
        let after = self.lint.full_width_colon(at, colon, end);
        self.lint.digits_in_key(at..colon);
        self.value(after, end, column)
    }

    /// Examines what stands after a key's colon.
    fn value(&mut self, at: usize, end: usize, column: usize) -> usize {
        let rest = self.lint.slice(at..end);
        let content = rest.trim_start_matches(is_indentation);
        let start = end - content.len();
        self.wide_space(at, start, " ");
        self.is_open = content.is_empty() || content.starts_with('#');
        match content.chars().next() {
            None | Some('#' | '&' | '*' | '!') => self.lint.next_line(at),
            Some('"' | '\'') => {
                let close = self.lint.quoted(start);
                self.lint.next_line(close)
            }
            Some('[' | '{') => self.flow(start),
            Some('|' | '>') => {
                self.block = Some(column);
                self.lint.next_line(at)
            }
            Some(_) => {
                let length = comment_start(content);
                self.lint.scalar(start..start + length);
                self.plain = Some(column);
                self.lint.next_line(end)
            }
        }
    }

    fn flow(&mut self, at: usize) -> usize {
        let close = self.lint.flow(at);
        self.lint.next_line(close)
    }
}

/// Where the comment of a line begins, or the line's length; the blanks before it belong to it.
fn comment_start(line: &str) -> usize {
    let hash = line.match_indices('#').map(|(at, _)| at);
    let is_comment = |at: &usize| line[..*at].ends_with([' ', '\t']);
    let end = hash.into_iter().find(is_comment).unwrap_or(line.len());
    line[..end].trim_end().len()
}

/// The colon that YAML takes for the end of a key.
pub(super) fn separator(line: &str) -> Option<usize> {
    let ends_key = |at: &usize| line[at + 1..].chars().next().is_none_or(|c| c == ' ' || c == '\t');
    line.match_indices(':').map(|(at, _)| at).find(ends_key)
}

/// Whether a line begins or ends a document, or is a directive.
fn is_marker(line: &str) -> bool {
    ["---", "...", "%"].iter().any(|mark| line.starts_with(mark))
}

fn is_address(from_colon: &str) -> bool {
    from_colon.starts_with("://") || from_colon.starts_with(":\\")
}
