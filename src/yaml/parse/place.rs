//! Maps places of a repaired text back to the original.

use std::sync::Arc;

use crate::source::{Source, Span};
use crate::yaml::lint::Repair;

/// A repaired text, and where each part of it came from.
pub(super) struct Places<'a> {
    pub source: &'a Arc<Source>,
    /// The text for the parser.
    pub text: String,
    kept: Vec<Kept>,
}

/// A part that was kept: its begin in the repaired and in the original text, and its length.
struct Kept {
    repaired: usize,
    original: usize,
    length: usize,
}

impl<'a> Places<'a> {
    /// Applies repairs that are in order and do not overlap.
    pub fn new(source: &'a Arc<Source>, repairs: &[Repair]) -> Self {
        let original = source.text();
        let mut places = Self {
            source,
            text: String::with_capacity(original.len()),
            kept: Vec::with_capacity(repairs.len() + 1),
        };
        let mut from = 0;
        for repair in repairs {
            places.keep(original, from, repair.range.start);
            places.text.push_str(&repair.insert);
            from = repair.range.end;
        }
        places.keep(original, from, original.len());
        places
    }

    fn keep(&mut self, original: &str, from: usize, to: usize) {
        let part = original.get(from..to).unwrap_or_default();
        self.kept.push(Kept { repaired: self.text.len(), original: from, length: part.len() });
        self.text.push_str(part);
    }

    /// The original offset of a repaired one; what a repair put in lies where it was put.
    pub fn original(&self, repaired: usize) -> usize {
        let after = self.kept.partition_point(|kept| kept.repaired <= repaired);
        let Some(kept) = self.kept.get(after.saturating_sub(1)) else {
            return repaired;
        };
        kept.original + (repaired.saturating_sub(kept.repaired)).min(kept.length)
    }

    /// The original span of a repaired range.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, self.original(start), self.original(end))
    }
}
