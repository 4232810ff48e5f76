//! Counting days.
//!
//! The day of the event is not counted (民法典第二百零一条第一款): day 1 is the first working day
//! after it. Nothing is walked day by day: the working days up to a day are those of the plain
//! week, which is arithmetic, and the shifts up to it, which are few and summed beforehand.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{Calendar, Day};
use crate::finding::Text;
use crate::text;

/// The count leads to a day for which there is no date (some 260 000 years away).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the count leads beyond the last date there is")]
pub struct OutOfRange;

impl OutOfRange {
    /// The same for a finding.
    pub fn text(self) -> Text {
        text!("期间超出了日期的范围", "{self}")
    }
}

/// Where a count ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The day.
    pub date: NaiveDate,
    /// Whether a day that was passed or reached is not settled yet: then the result may move.
    pub provisional: bool,
}

impl Counted {
    /// Nothing was counted, so nothing can move.
    fn certain(date: NaiveDate) -> Self {
        let provisional = false;
        Self { date, provisional }
    }
}

/// A day passed in counting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedDay {
    /// The day.
    pub day: Day,
    /// Its number, if it counts.
    pub number: Option<u32>,
}

/// A day that differs from the plain week.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shift {
    day: i64,
    /// Working days gained, less those lost, up to and with this day.
    total: i64,
}

/// Sums up days that differ from the plain week, given in order.
pub(super) fn shifts(differing: impl Iterator<Item = (NaiveDate, bool)>) -> Vec<Shift> {
    let mut total = 0;
    let sum = |(date, is_working)| {
        total += if is_working { 1 } else { -1 };
        let day = number_of(date);
        Shift { day, total }
    };
    differing.map(sum).collect()
}

impl Calendar {
    /// The `n`-th working day after `start`; for no days at all, `start` itself.
    ///
    /// # Errors
    /// If there is no such date.
    pub fn add_working_days(&self, start: NaiveDate, n: u32) -> Result<Counted, OutOfRange> {
        if n == 0 {
            return Ok(Counted::certain(start));
        }
        let day = number_of(start);
        let date = date_of(self.first_of_rank(self.rank(day) + i64::from(n), day))?;
        Ok(self.counted(date_of(day + 1)?, date, date))
    }

    /// The `n`-th working day before `event`; for no days at all, `event` itself.
    ///
    /// What must be done "n working days before" may be done on that day at the latest. Who reads
    /// the law as n full days between counts one more.
    ///
    /// # Errors
    /// If there is no such date.
    pub fn subtract_working_days(&self, event: NaiveDate, n: u32) -> Result<Counted, OutOfRange> {
        if n == 0 {
            return Ok(Counted::certain(event));
        }
        let eve = number_of(event) - 1;
        let rank = self.rank(eve) - i64::from(n) + 1;
        let date = date_of(self.first_of_rank(rank, eve - self.reach(i64::from(n))))?;
        Ok(self.counted(date, date_of(eve)?, date))
    }

    /// How many working days lie after `from` up to and with `to`; negative if `to` is before.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        self.rank(number_of(to)) - self.rank(number_of(from))
    }

    /// Every day that [`add_working_days`](Self::add_working_days) passes, the last one included.
    ///
    /// # Errors
    /// If there is no date at the end.
    pub fn count_forward(
        &self,
        start: NaiveDate,
        n: u32,
    ) -> Result<impl Iterator<Item = CountedDay>, OutOfRange> {
        let end = number_of(self.add_working_days(start, n)?.date);
        Ok(self.numbered(number_of(start) + 1..=end))
    }

    /// Every day that [`subtract_working_days`](Self::subtract_working_days) passes, from the eve
    /// of the event backwards.
    ///
    /// # Errors
    /// If there is no date at the end.
    pub fn count_backward(
        &self,
        event: NaiveDate,
        n: u32,
    ) -> Result<impl Iterator<Item = CountedDay>, OutOfRange> {
        let end = number_of(self.subtract_working_days(event, n)?.date);
        Ok(self.numbered((end..number_of(event)).rev()))
    }

    /// The day itself, or if it is a day of rest the next working day: where a period of days,
    /// months or years ends (民法典第二百零三条第一款).
    ///
    /// # Errors
    /// If there is no such date.
    pub fn roll_forward(&self, date: NaiveDate) -> Result<Counted, OutOfRange> {
        let eve = number_of(date) - 1;
        let end = date_of(self.first_of_rank(self.rank(eve) + 1, eve))?;
        Ok(self.counted(date, end, end))
    }

    fn counted(&self, first: NaiveDate, last: NaiveDate, date: NaiveDate) -> Counted {
        let provisional = self.is_provisional(first, last);
        Counted { date, provisional }
    }

    fn numbered(&self, days: impl Iterator<Item = i64>) -> impl Iterator<Item = CountedDay> {
        let mut count = 0;
        let number = move |date| {
            let day = self.day(date);
            count += u32::from(day.is_working);
            let number = day.is_working.then_some(count);
            CountedDay { day, number }
        };
        days.filter_map(|day| date_of(day).ok()).map(number)
    }

    /// How many working days there are up to a day, from a beginning that is always the same.
    fn rank(&self, day: i64) -> i64 {
        let shifts = self.shifts.partition_point(|shift| shift.day <= day);
        let shifted = shifts.checked_sub(1).map_or(0, |at| self.shifts[at].total);
        weekdays(day) + shifted
    }

    /// The first day with at least this rank: a working day. `below` is any day of lower rank.
    fn first_of_rank(&self, rank: i64, below: i64) -> i64 {
        let mut below = below;
        let mut reached = below + self.reach(rank - self.rank(below));
        while reached - below > 1 {
            let middle = below + (reached - below) / 2;
            if self.rank(middle) < rank {
                below = middle;
            } else {
                reached = middle;
            }
        }
        reached
    }

    /// A number of days among which there are certainly `n` working days: every week has five,
    /// and at worst every shift takes one away.
    fn reach(&self, n: i64) -> i64 {
        let lost = self.shifts.len() as i64;
        ((n + lost) / 5 + 2) * 7
    }
}

/// The day `n` calendar days after `start`; roll it forward for the end of a period.
///
/// # Errors
/// If there is no such date.
pub fn add_calendar_days(start: NaiveDate, n: u32) -> Result<NaiveDate, OutOfRange> {
    let days = Days::new(u64::from(n));
    start.checked_add_days(days).ok_or(OutOfRange)
}

/// The corresponding day `n` months after `start`, or the last of that month if it has none
/// (民法典第二百零二条); roll it forward for the end of a period.
///
/// # Errors
/// If there is no such date.
pub fn add_months(start: NaiveDate, n: u32) -> Result<NaiveDate, OutOfRange> {
    start.checked_add_months(Months::new(n)).ok_or(OutOfRange)
}

/// Mondays to Fridays up to a day. Day 1 is a Monday: 1 January of the year 1.
fn weekdays(day: i64) -> i64 {
    day.div_euclid(7) * 5 + day.rem_euclid(7).min(5)
}

fn number_of(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce())
}

fn date_of(day: i64) -> Result<NaiveDate, OutOfRange> {
    let day = i32::try_from(day).ok();
    day.and_then(NaiveDate::from_num_days_from_ce_opt).ok_or(OutOfRange)
}
