//! Indentation, and the spaces that only look like it.

use super::Lines;
use crate::finding::rule;
use crate::text;
use crate::yaml::lint::is_wide_space;

impl Lines<'_, '_> {
    /// The column that an indentation of tabs and wide spaces was meant to reach. Nothing can be
    /// indented deeper than a line that already has its value, so it is one of the columns in use.
    pub(super) fn meant_column(&self, indentation: &str) -> usize {
        let seen = width(indentation);
        let deepest = self.levels.last().copied().unwrap_or_default();
        if self.is_open && seen > deepest {
            return seen;
        }
        // A tab is a step inwards, and people step from key to key, not from dash to key.
        let tabs = indentation.chars().filter(|c| *c == '\t').count();
        if tabs == indentation.chars().count() {
            let mut keys = self.levels.iter().filter(|level| !self.dashes.contains(level));
            if let Some(level) = keys.nth(tabs) {
                return *level;
            }
        }
        let levels = self.levels.iter().copied();
        levels.min_by_key(|level| level.abs_diff(seen)).unwrap_or_default()
    }

    pub(super) fn indentation(&mut self, start: usize, end: usize, column: usize) {
        let indentation = self.lint.slice(start..end);
        let insert = " ".repeat(column);
        let range = start..end;
        if let Some(wide) = indentation.chars().find(|c| is_wide_space(*c)) {
            let code = format!("U+{:04X}", u32::from(wide));
            let message = text!(
                "用全角空格（{code}）缩进，YAML 只认半角空格",
                "indented with full-width spaces ({code}); YAML knows plain spaces only"
            );
            let title = text!("改为半角空格", "use plain spaces");
            self.lint.mend(&rule::FULL_WIDTH_SPACE, range, message, title, &insert);
        } else {
            let message = text!("用制表符缩进，YAML 只认空格", "indented with a tab; YAML knows spaces only");
            let title = text!("改为空格", "use spaces");
            self.lint.mend(&rule::TAB_INDENT, range, message, title, &insert);
        }
    }

    /// Reports full-width spaces where only plain ones separate.
    pub(super) fn wide_space(&mut self, start: usize, end: usize, insert: &str) {
        let Some(wide) = self.lint.slice(start..end).chars().find(|c| is_wide_space(*c)) else {
            return;
        };
        let code = format!("U+{:04X}", u32::from(wide));
        let message = text!(
            "此处是全角空格（{code}），应为半角空格",
            "a full-width space ({code}) instead of a plain one"
        );
        let title = text!("改为半角空格", "use a plain space");
        self.lint.mend(&rule::FULL_WIDTH_SPACE, start..end, message, title, insert);
    }
}

pub(super) fn is_indentation(c: char) -> bool {
    c == ' ' || c == '\t' || is_wide_space(c)
}

/// How many plain spaces indentation stands for: a full-width space is as wide as two.
pub(super) fn width(indentation: &str) -> usize {
    let of = |c| if c == '\t' || c == '\u{3000}' { 2 } else { 1 };
    indentation.chars().map(of).sum()
}
