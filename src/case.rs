//! A case: the facts and the log of dated steps, typed by its procedure.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::attachment::Attachment;
use crate::files::Listing;
use crate::finding::Disclosure;
use crate::procedure::{Path, Procedure, Root, Step, field::keys};
use crate::source::{Source, Span, Spanned};

mod date;
mod decode;
mod load;
pub mod rules;
mod secrecy;
mod text_value;
pub mod value;

pub use load::{Loaded, Procedures, load};
pub use secrecy::Secrecy;
pub use value::{Datum, Fields, Value};

/// A case's id: `^[0-9]{4}-[a-z0-9-]{1,40}$`, also its folder's name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CaseId(String);

impl CaseId {
    /// Reads an id; `None` if it does not have the form.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, rest) = text.split_once('-')?;
        let year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        let rest = (1..=40).contains(&rest.len()) && rest.bytes().all(plain);
        (year && rest).then(|| Self(text.to_owned()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for CaseId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A dated step that was taken.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Index of the step in the procedure.
    pub step: usize,
    /// Where the step is named.
    pub step_span: Span,
    /// Its day.
    pub date: Spanned<NaiveDate>,
    /// Everything it holds, the fixed keys included.
    pub fields: Fields,
}

impl Entry {
    /// The text of a field.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.fields.get(key)?.as_text()
    }

    /// How the step ended, where it has outcomes.
    pub fn outcome(&self) -> Option<&str> {
        self.text(keys::OUTCOME)
    }

    /// The day its letter was served.
    pub fn service_day(&self) -> Option<NaiveDate> {
        self.fields.get(keys::SERVICE)?.as_record()?.get(keys::DATE)?.day()
    }

    /// Where a field stands, or the step's name if it is absent.
    pub fn span_of(&self, key: &str) -> Span {
        self.fields.get(key).map_or_else(|| self.step_span.clone(), |datum| datum.span.clone())
    }
}

/// An exemption from a warning.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// The rule it exempts from.
    pub rule: Spanned<String>,
}

/// A case as loaded: its shape is right, its lawfulness not yet judged.
#[derive(Debug)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// Its folder.
    pub folder: PathBuf,
    /// Its `case.yaml`.
    pub source: Arc<Source>,
    /// Its procedure.
    pub procedure: Arc<Procedure>,
    /// Its level of secrecy, never one that is refused.
    pub secrecy: Secrecy,
    /// Where its procedure is named.
    pub procedure_span: Span,
    /// Its facts.
    pub facts: Fields,
    /// Its log, in the order of the file.
    pub entries: Vec<Entry>,
    /// Every entry of its log could be read, perhaps with fields missing.
    pub is_readable: bool,
    /// Its exemptions.
    pub waivers: Vec<Waiver>,
    /// The files in its folder.
    pub files: Listing,
    /// What each regular file in it is.
    pub attachments: BTreeMap<String, Attachment>,
}

impl Case {
    /// How much findings about it may show.
    pub fn disclosure(&self) -> Disclosure {
        match self.secrecy {
            Secrecy::WorkSecret => Disclosure::Local,
            Secrecy::Public | Secrecy::Internal => Disclosure::Open,
        }
    }

    /// The step an entry takes.
    pub fn step(&self, entry: &Entry) -> &Step {
        &self.procedure.steps[entry.step]
    }

    /// The day of the first step: it decides which law governs the application.
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.entries.first().map(|entry| entry.date.value)
    }

    /// The last day on record: without `--as-of`, a case is judged as of this day.
    ///
    /// Days of entries, of service, and days that start or stop a clock are events; terms set for
    /// the future are not.
    pub fn last_day(&self) -> Option<NaiveDate> {
        let clocks = &self.procedure.clocks;
        let events: Vec<&Path> =
            clocks.iter().flat_map(|clock| std::iter::once(&clock.from).chain(&clock.to)).collect();
        let of_entry = |entry: &Entry| {
            let step = self.step(entry).name.as_str();
            let mine = events.iter().filter(|event| event.step() == Some(step));
            let days = mine.filter_map(|event| entry.fields.get(event.field_or(keys::DATE))?.day());
            days.chain([entry.date.value]).chain(entry.service_day()).max()
        };
        self.entries.iter().filter_map(of_entry).max()
    }

    /// Whether the log has reached an end of its procedure.
    pub fn is_closed(&self) -> bool {
        self.entries.last().is_some_and(|entry| self.step(entry).terminal)
    }

    /// The latest entry of a step among the first `count`.
    pub fn latest<'a>(&'a self, step: &str, count: usize) -> Option<&'a Entry> {
        self.entries.iter().take(count).rev().find(|entry| self.step(entry).name == step)
    }

    /// What stands at a path, seen from just after the first `count` entries.
    pub fn at<'a>(&'a self, path: &Path, count: usize) -> Option<&'a Datum> {
        let mut fields = match &path.root {
            Root::Facts => &self.facts,
            Root::Step(name) => &self.latest(name, count)?.fields,
        };
        let (last, before) = path.fields.split_last()?;
        for word in before {
            let Value::Record(inner) = &fields.get(word)?.value else { return None };
            fields = inner;
        }
        fields.get(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_has_its_form() {
        for good in ["2016-a", "2025-inspection-plain", "0000-0"] {
            assert!(CaseId::parse(good).is_some(), "{good}");
        }
        let long = format!("2016-{}", "a".repeat(41));
        for bad in ["2016", "2016-", "16-a", "2016-A", "2016-检查", "2016_a", "２０１６-a", &long] {
            assert!(CaseId::parse(bad).is_none(), "{bad}");
        }
    }
}
