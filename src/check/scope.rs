//! What a condition sees: the entry's own fields, the facts, and the latest entry of each step.

use serde_json::{Map, Value as Json};

use crate::case::Case;
use crate::procedure::path::FACTS;

/// The scopes of a case, made when first asked for.
pub struct Scope<'a> {
    case: &'a Case,
    entries: Vec<Json>,
    facts: Json,
}

impl<'a> Scope<'a> {
    /// The scopes of a case.
    pub fn new(case: &'a Case) -> Self {
        let entries = case.entries.iter().map(|entry| entry.fields.to_json()).collect();
        Self { case, entries, facts: case.facts.to_json() }
    }

    /// As seen just after the entry at `index`.
    pub fn after(&self, index: usize) -> Json {
        let mut scope = Map::new();
        for (entry, json) in self.case.entries.iter().zip(&self.entries).take(index + 1) {
            scope.insert(self.case.step(entry).name.clone(), json.clone());
        }
        scope.insert(FACTS.to_owned(), self.facts.clone());
        if let Some(Json::Object(own)) = self.entries.get(index) {
            scope.extend(own.clone());
        }
        Json::Object(scope)
    }
}
