//! The tree that YAML is read into.

use crate::finding::{Finding, Report, Text, rule};
use crate::source::{Span, Spanned};
use crate::text;

/// A value and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// The exact bytes of a scalar, quotes included; of a map or list from its first to its last
    /// byte; of nothing, the empty range where a value would begin.
    pub span: Span,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing was written, or `null` or `~` without quotes.
    Null,
    /// Text.
    Scalar(Scalar),
    /// Values in order.
    List(Vec<Node>),
    /// Keys with values.
    Map(Map),
}

/// A text, whatever it looks like: `007` and `false` are text here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The text after quotes and escapes were resolved.
    pub text: String,
    /// Whether it was quoted or a block, so that its writer meant text.
    pub quoted: bool,
}

/// Keys with values, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map {
    entries: Vec<Entry>,
    owner: Option<Span>,
    complete: bool,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key and its place.
    pub key: Spanned<String>,
    /// The value.
    pub value: Node,
}

impl Map {
    pub(super) fn new(entries: Vec<Entry>, complete: bool) -> Self {
        let owner = None;
        Self { entries, owner, complete }
    }

    pub(super) fn set_owner(&mut self, key: Span) {
        self.owner = Some(key);
    }

    /// The entries in the order of the file; of keys that occur twice only the first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The entry of a key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key.value == key)
    }

    /// The place of the key whose value this map is, if it has one.
    pub fn owner(&self) -> Option<&Span> {
        self.owner.as_ref()
    }

    /// Whether the whole file was understood. In a file with a syntax error something may be
    /// missing from any map, and what is missing there proves nothing.
    pub fn is_complete(&self) -> bool {
        self.complete
    }
}

impl Node {
    /// The text of a scalar.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// The elements of a list.
    pub fn as_list(&self) -> Option<&[Self]> {
        match &self.value {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    /// The keys and values of a map.
    pub fn as_map(&self) -> Option<&Map> {
        match &self.value {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// Whether nothing was written.
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// What it is, in words.
    pub fn kind(&self) -> Text {
        match self.value {
            Value::Null => text!("空", "nothing"),
            Value::Scalar(_) => text!("文本", "text"),
            Value::List(_) => text!("列表", "a list"),
            Value::Map(_) => text!("键值对", "keys with values"),
        }
    }

    /// The text, or a `wrong-kind` finding that `what` (a noun) should be text.
    pub fn expect_str(&self, what: &Text, report: &mut Report) -> Option<&str> {
        let text = self.as_str();
        self.or_wrong_kind(text, what, &text!("文本", "text"), report)
    }

    /// The elements, or a `wrong-kind` finding that `what` (a noun) should be a list.
    pub fn expect_list(&self, what: &Text, report: &mut Report) -> Option<&[Self]> {
        let list = self.as_list();
        self.or_wrong_kind(list, what, &text!("列表", "a list"), report)
    }

    /// The keys and values, or a `wrong-kind` finding that `what` (a noun) should have some.
    pub fn expect_map(&self, what: &Text, report: &mut Report) -> Option<&Map> {
        let map = self.as_map();
        self.or_wrong_kind(map, what, &text!("键值对", "keys with values"), report)
    }

    fn or_wrong_kind<T>(
        &self,
        found: Option<T>,
        what: &Text,
        wanted: &Text,
        report: &mut Report,
    ) -> Option<T> {
        if found.is_none() && !self.is_broken(report) {
            let kind = self.kind();
            let message = Text {
                zh: format!("{}应为{}，现为{}", what.zh, wanted.zh, kind.zh),
                en: format!("{} should be {}, but is {}", what.en, wanted.en, kind.en),
            };
            report.push(Finding::new(&rule::WRONG_KIND, self.span.clone(), message));
        }
        found
    }

    /// Whether a slip of the pen within this value was reported, of which a wrong kind would only
    /// be the consequence.
    fn is_broken(&self, report: &Report) -> bool {
        let causes = [
            rule::MISSING_SPACE.id,
            rule::FULL_WIDTH_COLON.id,
            rule::ANCHOR_REFUSED.id,
            rule::YAML_SYNTAX.id,
        ];
        let within = |found: &Finding| self.span.contains(&found.span);
        report.iter().any(|found| causes.contains(&found.rule.as_ref()) && within(found))
    }
}
