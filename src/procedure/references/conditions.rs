//! Conditions of fields and of rules: every name in them exists, every word compared can occur.

use super::{Check, place, resolve, within};
use crate::procedure::field::{Kind, Presence, Schema};
use crate::procedure::path::FACTS;
use crate::procedure::{Condition, Path, Root};
use crate::source::Span;
use crate::text;

impl Check<'_> {
    /// Conditions of fields read their siblings in the same entry.
    pub(super) fn fields(&mut self, schema: &Schema, scope: &Schema, body: &Span) {
        for field in &schema.0 {
            if let Presence::When(condition) = &field.presence {
                self.condition(condition, scope);
            }
            let by = field.many.as_ref().and_then(|many| many.distinct.as_ref()?.as_deref());
            if let Some(by) = by {
                let known = matches!(&field.kind, Kind::Record(inner) if inner.get(by).is_some());
                if !known {
                    let name = &field.name;
                    let message = text!("`{name}` 的项没有 `{by}`", "the items of `{name}` have no `{by}`");
                    self.malformed(&place(body, "互异", by), message);
                }
            }
            if let Kind::Record(inner) = &field.kind {
                self.fields(inner, inner, body);
            }
        }
    }

    pub(super) fn condition(&mut self, condition: &Condition, scope: &Schema) {
        let names = match self.evaluator.names(condition) {
            Ok(names) => names,
            Err((message, span)) => return self.malformed(&span, message),
        };
        for name in names {
            let Some(path) = Path::parse(&name) else {
                continue;
            };
            if !self.exists(&path, scope) {
                let message =
                    text!("条件用到的 `{name}` 不存在", "the condition reads `{name}`, which does not exist");
                self.malformed(&place(&condition.span, "", &name), message);
            }
        }
        for (path, word) in comparisons(&condition.text) {
            self.comparison(condition, scope, path, word);
        }
    }

    fn exists(&self, path: &Path, scope: &Schema) -> bool {
        match &path.root {
            Root::Facts if path.fields.is_empty() => true,
            Root::Step(first) if scope.get(first).is_some() => {
                let words: Vec<String> = [first.clone()].into_iter().chain(path.fields.clone()).collect();
                within(scope, &words).is_some()
            }
            _ => resolve(self.procedure, path).is_some(),
        }
    }

    /// A word that is none of an enumeration would make the condition false for ever.
    fn comparison(&mut self, condition: &Condition, scope: &Schema, left: &str, word: &str) {
        let Some(path) = Path::parse(left) else {
            return;
        };
        let local = path.step().filter(|_| path.fields.is_empty()).and_then(|name| scope.get(name));
        let Some(field) = local.or_else(|| resolve(self.procedure, &path)) else {
            return;
        };
        let Kind::Choice(words) = &field.kind else {
            return;
        };
        if !words.iter().any(|known| known == word) {
            let all = words.join("、");
            let message =
                text!("`{left}` 不会是 `{word}`，只有：{all}", "`{left}` is never `{word}`, only: {all}");
            self.malformed(&place(&condition.span, "", word), message);
        }
    }
}

/// Names compared with a quoted word, as `(name, word)`.
fn comparisons(text: &str) -> Vec<(&str, &str)> {
    let name = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let mut found = Vec::new();
    for (at, _) in text.match_indices("==").chain(text.match_indices("!=")) {
        let before = text[..at].trim_end();
        let left = &before[before.trim_end_matches(name).len()..];
        let after = text[at + 2..].trim_start();
        let Some(quote) = after.chars().next().filter(|c| matches!(c, '\'' | '"')) else {
            continue;
        };
        if let Some((word, _)) = after[1..].split_once(quote) {
            let known = !left.is_empty() && left != FACTS;
            found.extend(known.then_some((left, word)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::comparisons;

    #[test]
    fn finds_names_compared_with_words() {
        let text = "(甲.乙 == '丙') or 丁 != \"戊\" and 己 == 庚 and (辛 | length) == '1'";
        assert_eq!(comparisons(text), [("甲.乙", "丙"), ("丁", "戊")]);
    }
}
