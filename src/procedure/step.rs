//! Steps: who acts, what is recorded, what is issued, what may come next.

use super::Schema;
use crate::source::Span;

/// One way a step can end.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Its word.
    pub name: String,
    /// The steps that may follow.
    pub next: Vec<String>,
}

/// A letter that a step produces.
#[derive(Clone, Debug)]
pub struct Issue {
    /// Only with this outcome; `None` always.
    pub outcome: Option<String>,
    /// The letter's name.
    pub letter: String,
}

/// A step that may be taken beside the main line.
#[derive(Clone, Debug)]
pub struct Beside {
    /// It may be taken once this step has been.
    pub after: String,
    /// And no longer once one of these has been; empty: until the end.
    pub until: Vec<String>,
}

/// A box of the flowchart.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its name, in the words of the list.
    pub name: String,
    /// Where it is declared.
    pub span: Span,
    /// All of its declaration.
    pub body: Span,
    /// The role that acts, or the party among the facts.
    pub role: String,
    /// A case begins here.
    pub initial: bool,
    /// A case ends here.
    pub terminal: bool,
    /// Everything an entry of this step may hold, fixed keys included.
    pub fields: Schema,
    /// Its outcomes; empty when there is only one way on.
    pub outcomes: Vec<Outcome>,
    /// What may follow when there are no outcomes.
    pub next: Vec<String>,
    /// What it produces.
    pub issues: Vec<Issue>,
    /// How often it may be taken in one case.
    pub at_most: Option<u32>,
    /// Its day has to be a working day: by this basis, where one is named.
    pub working_day: Option<Option<String>>,
    /// Every required material has to be there before it.
    pub complete: bool,
    /// Set for steps beside the main line.
    pub beside: Option<Beside>,
}

impl Step {
    /// The steps that may follow an entry with this outcome.
    pub fn next_after(&self, outcome: Option<&str>) -> &[String] {
        match outcome.and_then(|name| self.outcomes.iter().find(|outcome| outcome.name == name)) {
            Some(outcome) => &outcome.next,
            None => &self.next,
        }
    }

    /// The letters an entry with this outcome produces.
    pub fn letters<'a>(&'a self, outcome: Option<&'a str>) -> impl Iterator<Item = &'a str> {
        let due = move |issue: &&Issue| issue.outcome.is_none() || issue.outcome.as_deref() == outcome;
        self.issues.iter().filter(due).map(|issue| issue.letter.as_str())
    }
}
