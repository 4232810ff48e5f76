//! Reads a map key by key and at the end reports what nobody asked for.

use super::nearest::nearest;
use super::node::{Entry, Map, Node};
use crate::finding::{Finding, Fix, Report, Text, rule};
use crate::source::Span;
use crate::text;

/// A map being read.
///
/// Every key asked for is thereby known; [`finish`](Self::finish) reports the others.
pub struct Record<'a> {
    map: &'a Map,
    span: Span,
    what: Text,
    known: Vec<String>,
    missing: Vec<String>,
}

impl<'a> Record<'a> {
    /// Begins to read a map; `what` is a noun for it. Finding `wrong-kind` if it is none.
    pub fn of(node: &'a Node, what: Text, report: &mut Report) -> Option<Self> {
        let map = node.expect_map(&what, report)?;
        Some(Self { map, span: node.span.clone(), what, known: Vec::new(), missing: Vec::new() })
    }

    /// The value of a key that must be there. Finding `missing-key` at the key whose value this
    /// map is, or else at its first; a key without a value counts as missing.
    pub fn required(&mut self, key: &str, report: &mut Report) -> Option<&'a Node> {
        let entry = self.ask(key);
        let present = entry.map(|entry| &entry.value).filter(|node| !node.is_null());
        // In a file with a syntax error the key may well stand where nothing could be read.
        if present.is_none() && (entry.is_some() || self.map.is_complete()) {
            self.missing.push(key.to_owned());
            report.push(self.missing_key(key, entry));
        }
        present
    }

    /// The value of a key that may be there; a key without a value counts as not there.
    pub fn optional(&mut self, key: &str) -> Option<&'a Node> {
        let value = self.ask(key).map(|entry| &entry.value);
        value.filter(|node| !node.is_null())
    }

    /// The place of a key, if it is there.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.map.entry(key).map(|entry| entry.key.span.clone())
    }

    /// The place of the whole map.
    pub fn span(&self) -> Span {
        self.span.clone()
    }

    /// The place that stands for the map in a finding: the key whose value it is, or else its
    /// first key.
    pub fn head(&self) -> Span {
        let first = || Some(&self.map.entries().first()?.key.span);
        let head = self.map.owner().or_else(first);
        head.unwrap_or(&self.span).clone()
    }

    /// The keys that are there, in the order of the file.
    pub fn keys(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.map.entries().iter().map(|entry| entry.key.value.as_str())
    }

    /// The map itself, for keys that are data.
    pub fn map(&self) -> &'a Map {
        self.map
    }

    /// Reports every key not asked for as `unknown-key`, with the nearest known one.
    pub fn finish(self, report: &mut Report) {
        for entry in self.map.entries() {
            if !self.known.contains(&entry.key.value) {
                self.report_unknown(entry, report);
            }
        }
    }

    fn ask(&mut self, key: &str) -> Option<&'a Entry> {
        if !self.known.iter().any(|known| known == key) {
            self.known.push(key.to_owned());
        }
        self.map.entry(key)
    }

    fn missing_key(&self, key: &str, entry: Option<&Entry>) -> Finding {
        let span = entry.map_or_else(|| self.head(), |entry| entry.key.span.clone());
        let (zh, en) = (&self.what.zh, &self.what.en);
        let message = match entry {
            Some(_) => text!("{zh}的 `{key}` 没有值", "`{key}` of {en} has no value"),
            None => text!("{zh}缺少 `{key}`", "{en} lacks `{key}`"),
        };
        let help = text!("写上 `{key}: …`", "write `{key}: …`");
        Finding::new(&rule::MISSING_KEY, span, message).help(help)
    }

    fn report_unknown(&self, entry: &Entry, report: &mut Report) {
        let key = &entry.key.value;
        let span = &entry.key.span;
        let (zh, en) = (&self.what.zh, &self.what.en);
        let message = text!("{zh}中有未知的键 `{key}`", "unknown key `{key}` in {en}");
        let finding = Finding::new(&rule::UNKNOWN_KEY, span.clone(), message);
        let free = self.known.iter().filter(|known| self.map.get(known).is_none());
        let finding = match nearest(key, free.map(String::as_str)) {
            Some(near) => {
                self.take_back_missing(near, report);
                let title = text!("改为 `{near}`", "change it to `{near}`");
                finding.fix(Fix::replace(title, span.clone(), near))
            }
            None => finding.help(self.known_keys()),
        };
        report.push(finding);
    }

    /// A misspelt key is one mistake: that the right one is missing follows from it.
    fn take_back_missing(&self, key: &str, report: &mut Report) {
        if self.missing.iter().any(|missing| missing == key) {
            let consequence = self.missing_key(key, None);
            report.retain(|found| *found != consequence);
        }
    }

    fn known_keys(&self) -> Text {
        let known = self.known.join("` `");
        text!("可用的键：`{known}`", "known keys: `{known}`")
    }
}
