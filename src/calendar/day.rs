//! What a day is and why.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate, Weekday};

use super::{LocalHoliday, Notice};
use crate::finding::Text;
use crate::text;

/// A day of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// Which.
    pub date: NaiveDate,
    /// Whether offices work.
    pub is_working: bool,
    /// Whether a later notice may still change it, or nothing is known of its year (暂定).
    pub provisional: bool,
    /// Why.
    pub reason: Reason,
}

/// What makes a day a working day or a day of rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Monday to Friday.
    Weekday,
    /// Saturday or Sunday.
    Weekend,
    /// A notice of the State Council names it.
    Notice {
        /// The last notice that names it.
        notice: Arc<Notice>,
        /// For which festival.
        festival: Arc<str>,
    },
    /// A local holiday names it.
    Local(Arc<LocalHoliday>),
}

impl Day {
    /// Says why, as in `星期六`, or `春节放假，国办发明电〔2016〕17号`.
    pub fn explain(&self) -> Text {
        let mut text = match &self.reason {
            Reason::Weekday | Reason::Weekend => weekday(self.date),
            Reason::Notice { notice, festival } => self.named(festival, &notice.cite()),
            Reason::Local(holiday) => self.named(&holiday.name, &holiday.basis),
        };
        if self.provisional {
            text.zh.push_str("，暂定");
            text.en.push_str(", provisional");
        }
        text
    }

    fn named(&self, festival: &str, basis: &str) -> Text {
        if self.is_working {
            text!("{festival}调休上班，{basis}", "worked for {festival}, {basis}")
        } else {
            text!("{festival}放假，{basis}", "off for {festival}, {basis}")
        }
    }
}

fn weekday(date: NaiveDate) -> Text {
    match date.weekday() {
        Weekday::Mon => text!("星期一", "Monday"),
        Weekday::Tue => text!("星期二", "Tuesday"),
        Weekday::Wed => text!("星期三", "Wednesday"),
        Weekday::Thu => text!("星期四", "Thursday"),
        Weekday::Fri => text!("星期五", "Friday"),
        Weekday::Sat => text!("星期六", "Saturday"),
        Weekday::Sun => text!("星期日", "Sunday"),
    }
}
