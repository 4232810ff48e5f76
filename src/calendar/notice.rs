//! What moves days: notices of the State Council, and local holidays.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

/// A notice on the holidays of a year, or an amendment of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The year, for an amendment with a letter: `2020`, `2020a`.
    pub key: String,
    /// Whose holidays it arranges; some of the days may lie in the year before or after.
    pub year: i32,
    /// Its title.
    pub title: String,
    /// Its 文号, if known.
    pub number: Option<String>,
    /// The day of issue, if known.
    pub issued: Option<NaiveDate>,
    /// Where it was read: an address.
    pub source: Option<String>,
    /// How well it is attested.
    pub evidence: String,
    /// The last day it settles; an amendment settles none.
    pub settles_until: Option<NaiveDate>,
    /// Days of rest, with the festival.
    pub days_off: BTreeMap<NaiveDate, Arc<str>>,
    /// Days worked, with the festival.
    pub days_worked: BTreeMap<NaiveDate, Arc<str>>,
}

impl Notice {
    /// How it is cited: by its 文号, or by its title if that is unknown.
    pub fn cite(&self) -> String {
        match &self.number {
            Some(number) => number.clone(),
            None => format!("《{}》", self.title),
        }
    }

    /// Sorts notices as they were issued. Of an unknown date it is certain only that it lies
    /// before the year in question.
    pub(super) fn order(&self) -> (Option<NaiveDate>, &str) {
        let new_year = || NaiveDate::from_ymd_opt(self.year, 1, 1);
        (self.issued.or_else(new_year), &self.key)
    }
}

/// A holiday of a self-governing area (全国年节及纪念日放假办法第四条).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalHoliday {
    /// Its name.
    pub name: String,
    /// The document that grants it.
    pub basis: String,
    /// Days of rest.
    pub days_off: BTreeSet<NaiveDate>,
    /// Days worked in exchange.
    pub days_worked: BTreeSet<NaiveDate>,
}
