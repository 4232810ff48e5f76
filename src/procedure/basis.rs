//! Legal bases, valued by date: which article stands behind a duty on a given day.

use chrono::NaiveDate;

use super::Window;
use crate::source::Span;

/// How well a citation is proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The text itself was read.
    Confirmed,
    /// A secondary source was read.
    Secondary,
    /// Said by the responsibility list and by no law that was read.
    List,
    /// From memory: never printed.
    Memory,
}

impl Mark {
    /// Reads `C`, `C2`, `S` or `M`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "C" => Some(Self::Confirmed),
            "C2" => Some(Self::Secondary),
            "S" => Some(Self::List),
            "M" => Some(Self::Memory),
            _ => None,
        }
    }

    /// Whether it proves a limit set by law.
    pub fn is_law(self) -> bool {
        matches!(self, Self::Confirmed | Self::Secondary)
    }
}

/// One text in force over a span of days.
#[derive(Clone, Debug)]
pub struct Citation {
    /// Title of the law, or the sentence of the list.
    pub title: String,
    /// Article, paragraph and item; a document's number for decisions.
    pub article: Option<String>,
    /// Number of the document, as in `国发〔2017〕46号`.
    pub number: Option<String>,
    /// How well it is proved.
    pub mark: Mark,
    /// Days of force.
    pub window: Window,
}

impl Citation {
    /// The citation as a letter prints it.
    pub fn print(&self) -> String {
        if self.mark == Mark::List {
            return format!("责任清单“{}”", self.title);
        }
        let number = self.number.as_ref().map(|number| format!("（{number}）"));
        let article = self.article.as_deref().unwrap_or_default();
        format!("《{}》{}{article}", self.title, number.unwrap_or_default())
    }
}

/// A legal basis: its citations over time.
#[derive(Clone, Debug)]
pub struct Basis {
    /// In the order of the file; windows do not overlap.
    pub citations: Vec<Citation>,
    /// Where it is declared.
    pub span: Span,
}

impl Basis {
    /// The citation in force on a day.
    pub fn on(&self, day: NaiveDate) -> Option<&Citation> {
        self.citations.iter().find(|citation| citation.window.contains(day))
    }
}
