//! A procedure: the public responsibility list as data.
//!
//! Everything that differs between one procedure and another — steps, fields, clocks, letters,
//! legal bases, rules — is read from `templates/<name>@<version>/procedure.yaml`. The program
//! knows only the words of that language, never the words of a procedure.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::source::{Source, Span};

pub mod basis;
pub mod clock;
pub mod condition;
pub mod field;
pub mod letter;
mod load;
pub mod path;
pub(crate) mod read;
pub mod references;
pub mod remedy;
pub mod rule;
pub mod step;

pub use basis::{Basis, Citation, Mark};
pub use clock::{Clock, Limit, Nature};
pub use condition::{Condition, Evaluator};
pub use field::{Field, Kind, Many, Presence, Schema};
pub use letter::Letter;
pub use load::load;
pub use path::{Path, Root};
pub use remedy::{Remedies, Remedy};
pub use rule::CaseRule;
pub use step::{Issue, Outcome, Step};

/// A procedure and its version, as a case names it: `name@2`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// Lower-case ASCII words joined by hyphens; also the folder's name.
    pub name: String,
    /// Counted from 1; a published version never changes.
    pub version: u32,
}

impl Reference {
    /// Reads `name@version`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, version) = text.split_once('@')?;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let canonical = !version.starts_with('0') && version.bytes().all(|b| b.is_ascii_digit());
        if name.is_empty() || !name.chars().all(plain) || !canonical {
            return None;
        }
        let version = version.parse().ok()?;
        Some(Self { name: name.to_owned(), version })
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}@{}", self.name, self.version)
    }
}

/// The days on which something is in force: both ends included, an open end is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
}

impl Window {
    /// Whether the day lies in the window.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// What became of applications after the matter was abolished.
#[derive(Clone, Debug)]
pub struct Repeal {
    /// First day without the procedure.
    pub from: NaiveDate,
    /// Key of the legal basis.
    pub basis: String,
    /// The only steps that may still be taken for what arrives from then on.
    pub steps: Vec<String>,
    /// All of its declaration.
    pub body: Span,
}

/// An organ's part in a procedure.
#[derive(Clone, Debug)]
pub struct Role {
    /// Rank, which decides the remedies printed in its letters.
    pub rank: String,
    /// The organ's full name where the procedure fixes it; else `office.yaml` names a plate.
    pub name: Option<String>,
    /// To whom an application for reconsideration goes.
    pub review_body: Option<String>,
}

/// A document the applicant has to hand in.
#[derive(Clone, Debug)]
pub struct Material {
    /// Its name in the list.
    pub name: String,
    /// What it must fulfil, in words.
    pub requirement: Option<String>,
    /// When it is required, judged by the day of the first step.
    pub window: Window,
}

/// A procedure as loaded: complete, and free of dangling names.
#[derive(Debug)]
pub struct Procedure {
    /// Name and version.
    pub reference: Reference,
    /// Its title, in the words of the list.
    pub title: String,
    /// Its category, in the words of the list.
    pub category: String,
    /// Its days of force.
    pub force: Window,
    /// Key of the basis on which a letter beyond this office's powers is unlawful.
    pub power: Option<String>,
    /// Its end, if it was abolished.
    pub repeal: Option<Repeal>,
    /// Who acts in it.
    pub roles: BTreeMap<String, Role>,
    /// Legal bases by key.
    pub bases: BTreeMap<String, Basis>,
    /// The facts of a case.
    pub facts: Schema,
    /// What has to be handed in.
    pub materials: Vec<Material>,
    /// Steps in the order of the file.
    pub steps: Vec<Step>,
    /// Time limits.
    pub clocks: Vec<Clock>,
    /// Letters in the order of the file.
    pub letters: Vec<Letter>,
    /// Rules of the procedure's own.
    pub rules: Vec<CaseRule>,
    /// The file it was read from.
    pub source: Arc<Source>,
}

impl Procedure {
    /// The step of that name.
    pub fn step(&self, name: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.name == name)
    }

    /// The letter of that name.
    pub fn letter(&self, name: &str) -> Option<&Letter> {
        self.letters.iter().find(|letter| letter.name == name)
    }

    /// The citation of a basis in force on a day; `None` if nothing was in force.
    pub fn citation(&self, basis: &str, day: NaiveDate) -> Option<&Citation> {
        self.bases.get(basis)?.on(day)
    }

    /// The step with which every case begins.
    pub fn initial(&self) -> Option<&Step> {
        self.steps.iter().find(|step| step.initial)
    }

    /// The whole of the file, for findings about the procedure as such.
    pub fn span(&self) -> Span {
        Span::whole(&self.source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reference_is_canonical() {
        let shown = |text: &str| Reference::parse(text).map(|reference| reference.to_string());
        assert_eq!(shown("plain-name@12").as_deref(), Some("plain-name@12"));
        for bad in ["plain", "plain@", "plain@0", "plain@01", "plain@+1", "Plain@1", "@1", "a@1@2"] {
            assert_eq!(shown(bad), None, "{bad}");
        }
    }
}
