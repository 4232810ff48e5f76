//! Clocks: from which event to which, how long, by whose word.

use super::{Condition, Path};
use crate::finding::Severity;
use crate::source::Span;

/// How binding a limit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// Set by law.
    Statutory,
    /// Set by the responsibility list.
    Prescribed,
    /// Promised to the public (优化营商环境条例第三十六条第二款: an overrun must be explained).
    Promised,
    /// The office's own aim.
    Target,
}

impl Nature {
    /// Reads the word of the language.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "法定" => Some(Self::Statutory),
            "规定" => Some(Self::Prescribed),
            "承诺" => Some(Self::Promised),
            "目标" => Some(Self::Target),
            _ => None,
        }
    }

    /// The word of the language.
    pub fn word(self) -> &'static str {
        match self {
            Self::Statutory => "法定",
            Self::Prescribed => "规定",
            Self::Promised => "承诺",
            Self::Target => "目标",
        }
    }

    /// How grave it is to miss such a limit.
    pub fn severity(self) -> Severity {
        match self {
            Self::Statutory | Self::Prescribed => Severity::Error,
            Self::Promised => Severity::Warning,
            Self::Target => Severity::Note,
        }
    }
}

/// The length of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Working days after the first event (行政许可法第八十二条).
    WorkingDays(u32),
    /// Working days before the first event, at least and at most.
    Ahead {
        /// The latest: this many working days before.
        least: u32,
        /// The earliest.
        most: u32,
    },
    /// Clock hours after the first event, across rest days (民法典第二百零一条第二款).
    Hours(u32),
}

/// What the law supposes when a clock runs out.
#[derive(Clone, Debug)]
pub struct Deemed {
    /// The step that counts as taken.
    pub step: String,
    /// The step on whose day it counts as taken.
    pub on: String,
}

/// A time limit.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Its name.
    pub name: String,
    /// Where it is declared.
    pub span: Span,
    /// All of its declaration.
    pub body: Span,
    /// What starts it: a date or moment of a step.
    pub from: Path,
    /// What may stop it: dates or moments of steps.
    pub to: Vec<Path>,
    /// Its length.
    pub limit: Limit,
    /// How binding it is.
    pub nature: Nature,
    /// Key of the basis.
    pub basis: String,
    /// It runs only if this holds.
    pub when: Option<Condition>,
    /// What follows from missing it.
    pub deemed: Option<Deemed>,
}
