//! Rules a procedure brings along: one condition over an entry and what came before it.

use super::Condition;
use crate::finding::{Severity, Text};
use crate::source::Span;

/// A condition that every entry of one step has to fulfil.
#[derive(Clone, Debug)]
pub struct CaseRule {
    /// Kebab-case and stable.
    pub id: String,
    /// Where it is declared.
    pub span: Span,
    /// All of its declaration.
    pub body: Span,
    /// The step it judges.
    pub step: String,
    /// How grave a breach is.
    pub severity: Severity,
    /// A breach is a fact that happened: recorded and explained, it stops nothing.
    pub breach: bool,
    /// What has to hold.
    pub condition: Condition,
    /// The field a finding points at.
    pub at: String,
    /// What is wrong when it does not hold.
    pub message: Text,
    /// What to do then.
    pub help: Option<String>,
    /// Key of the basis.
    pub basis: String,
}
