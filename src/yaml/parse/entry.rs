//! Keys and values of a map while it is read: what may be a key, and that none comes twice.

use std::collections::BTreeMap;

use crate::finding::{Finding, rule};
use crate::source::Spanned;
use crate::text;
use crate::yaml::node::{Entry, Node, Value};

/// A map that is not closed yet.
#[derive(Default)]
pub(super) struct Open {
    entries: Vec<Entry>,
    /// Where in `entries` a key is.
    seen: BTreeMap<String, usize>,
    key: Key,
}

/// What a map is waiting for.
#[derive(Default)]
enum Key {
    #[default]
    None,
    Some(Spanned<String>, usize),
    /// The key was refused and its value is dropped.
    Refused,
}

/// A finished value and the repaired offset just after it.
pub(super) struct Done {
    pub node: Node,
    pub end: usize,
}

fn take_key(done: Done, findings: &mut Vec<Finding>) -> Key {
    let Done { node, end } = done;
    match node.value {
        Value::Scalar(scalar) if scalar.text == "<<" && !scalar.quoted => {
            let message = text!("不接受合并键 `<<`", "the merge key `<<` is refused");
            let help = text!("把各键直接写出", "write out the keys");
            findings.push(Finding::new(&rule::MERGE_KEY, node.span, message).help(help));
            Key::Refused
        }
        Value::Scalar(scalar) => {
            let (value, span) = (scalar.text, node.span);
            Key::Some(Spanned { value, span }, end)
        }
        _ => {
            let kind = node.kind();
            let (zh, en) = (kind.zh, kind.en);
            let message = text!("键应为文本，现为{zh}", "a key should be text, but is {en}");
            findings.push(Finding::new(&rule::KEY_NOT_TEXT, node.span, message));
            Key::Refused
        }
    }
}

impl Open {
    /// Takes what comes next: a key, or the value of the key that came before.
    pub fn take(&mut self, done: Done, findings: &mut Vec<Finding>) {
        match std::mem::take(&mut self.key) {
            Key::None => self.key = take_key(done, findings),
            Key::Refused => {}
            Key::Some(name, _) => self.add(name, done.node, findings),
        }
    }

    /// Where the key ends whose value is next.
    pub fn key_end(&self) -> Option<usize> {
        match &self.key {
            Key::Some(_, end) => Some(*end),
            _ => None,
        }
    }

    pub fn into_entries(self) -> Vec<Entry> {
        self.entries
    }

    fn add(&mut self, key: Spanned<String>, mut value: Node, findings: &mut Vec<Finding>) {
        let name = &key.value;
        if let Some(first) = self.seen.get(name).and_then(|at| self.entries.get(*at)) {
            let message = text!("键 `{name}` 重复", "the key `{name}` occurs twice");
            let finding = Finding::new(&rule::DUPLICATE_KEY, key.span, message);
            let label = text!("首次出现", "first here");
            findings.push(finding.label(first.key.span.clone(), label));
            return;
        }
        if let Value::Map(map) = &mut value.value {
            map.set_owner(key.span.clone());
        }
        self.seen.insert(name.clone(), self.entries.len());
        self.entries.push(Entry { key, value });
    }
}
