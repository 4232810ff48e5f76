//! Dotted paths into a case: `案.申请单位.名称`, `步骤名.字段`.

use std::fmt;

/// Where a path begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Root {
    /// Among the facts.
    Facts,
    /// In the latest entry of a step.
    Step(String),
}

/// A dotted path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Its first word.
    pub root: Root,
    /// The words after it.
    pub fields: Vec<String>,
}

/// The word that begins a path into the facts.
pub const FACTS: &str = "案";

impl Path {
    /// Splits a text at its dots; whether the names exist is checked by the loader.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split('.').map(str::to_owned);
        let first = words.next()?;
        let fields: Vec<String> = words.collect();
        if first.is_empty() || fields.iter().any(String::is_empty) {
            return None;
        }
        let root = if first == FACTS { Root::Facts } else { Root::Step(first) };
        Some(Self { root, fields })
    }

    /// The step it begins in.
    pub fn step(&self) -> Option<&str> {
        match &self.root {
            Root::Facts => None,
            Root::Step(name) => Some(name),
        }
    }

    /// The first field, or `default`.
    pub fn field_or<'a>(&'a self, default: &'a str) -> &'a str {
        self.fields.first().map_or(default, String::as_str)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let root = match &self.root {
            Root::Facts => FACTS,
            Root::Step(name) => name,
        };
        f.write_str(root)?;
        self.fields.iter().try_for_each(|field| write!(f, ".{field}"))
    }
}
