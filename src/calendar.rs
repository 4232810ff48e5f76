//! Which days are working days, and why.
//!
//! Limits on what an authority does run in working days (行政许可法第八十二条). The week gives
//! Monday to Friday; every year the State Council moves some of them by a notice (全国年节及纪念日
//! 放假办法), sometimes amends it within the year, and a self-governing prefecture may add days of
//! its own (the same 办法, article 4). A [`Calendar`] is the week with these laid over it.
//!
//! A day that no notice has settled yet is *provisional*: it follows the plain week and says so. A
//! calendar can also be asked as it was known on a day, since a deadline given in good faith is
//! not made wrong by a notice of the following week.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate, Weekday};

mod count;
mod day;
mod load;
mod notice;

pub use count::{Counted, CountedDay, OutOfRange, add_calendar_days, add_months};
pub use day::{Day, Reason};
pub use load::{ALL as RULES, load, local_holidays};
pub use notice::{LocalHoliday, Notice};

/// The working days as the notices at hand set them.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// In the order in which they were issued: of two that name a day the later one holds.
    notices: Vec<Arc<Notice>>,
    local: Vec<Arc<LocalHoliday>>,
    /// Every day that was named, with the last word on it.
    named: BTreeMap<NaiveDate, Named>,
    /// The named days that differ from the plain week, for counting.
    shifts: Vec<count::Shift>,
    /// Stretches of settled days, first and last, apart from one another and in order.
    settled: Vec<(NaiveDate, NaiveDate)>,
}

#[derive(Clone, Debug)]
struct Named {
    is_working: bool,
    reason: Reason,
}

impl Calendar {
    /// Lays notices over the plain week and local holidays over the notices.
    pub fn new(notices: Vec<Notice>, local: Vec<LocalHoliday>) -> Self {
        let notices = notices.into_iter().map(Arc::new).collect();
        let local = local.into_iter().map(Arc::new).collect();
        Self::of(notices, local)
    }

    /// The same calendar with these local holidays instead of those it had.
    #[must_use]
    pub fn with_local(self, local: Vec<LocalHoliday>) -> Self {
        Self::of(self.notices, local.into_iter().map(Arc::new).collect())
    }

    /// The calendar as far as it was known on a day: without the notices issued later. A notice
    /// whose date of issue is unknown counts as always known, and so do local holidays.
    #[must_use]
    pub fn as_known_on(&self, date: NaiveDate) -> Self {
        let known = |notice: &&Arc<Notice>| notice.issued.is_none_or(|issued| issued <= date);
        let notices = self.notices.iter().filter(known).cloned().collect();
        Self::of(notices, self.local.clone())
    }

    /// The notices, in the order in which they were issued.
    pub fn notices(&self) -> impl Iterator<Item = &Notice> {
        self.notices.iter().map(Arc::as_ref)
    }

    /// What one day is.
    pub fn day(&self, date: NaiveDate) -> Day {
        let provisional = self.is_provisional(date, date);
        let (is_working, reason) = match self.named.get(&date) {
            Some(named) => (named.is_working, named.reason.clone()),
            None if is_weekend(date) => (false, Reason::Weekend),
            None => (true, Reason::Weekday),
        };
        Day { date, is_working, provisional, reason }
    }

    /// Whether some day from `first` to `last`, both included, is not settled yet.
    pub fn is_provisional(&self, first: NaiveDate, last: NaiveDate) -> bool {
        let at = self.settled.partition_point(|(start, _)| *start <= first);
        let stretch = at.checked_sub(1).and_then(|at| self.settled.get(at));
        first <= last && stretch.is_none_or(|(_, end)| *end < last)
    }

    fn of(mut notices: Vec<Arc<Notice>>, local: Vec<Arc<LocalHoliday>>) -> Self {
        notices.sort_by(|a, b| a.order().cmp(&b.order()));
        let mut named = BTreeMap::new();
        for notice in &notices {
            name_by_notice(notice, &mut named);
        }
        for holiday in &local {
            name_locally(holiday, &mut named);
        }
        let differing = named.iter().filter(|(date, named)| named.is_working == is_weekend(**date));
        let shifts = count::shifts(differing.map(|(date, named)| (*date, named.is_working)));
        let settled = settled(&notices);
        Self { notices, local, named, shifts, settled }
    }
}

/// Saturday and Sunday (国务院关于职工工作时间的规定第七条).
fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

fn name_by_notice(notice: &Arc<Notice>, named: &mut BTreeMap<NaiveDate, Named>) {
    for (days, is_working) in [(&notice.days_off, false), (&notice.days_worked, true)] {
        for (date, festival) in days {
            let notice = Arc::clone(notice);
            let festival = Arc::clone(festival);
            let reason = Reason::Notice { notice, festival };
            named.insert(*date, Named { is_working, reason });
        }
    }
}

fn name_locally(holiday: &Arc<LocalHoliday>, named: &mut BTreeMap<NaiveDate, Named>) {
    for (days, is_working) in [(&holiday.days_off, false), (&holiday.days_worked, true)] {
        for date in days {
            let reason = Reason::Local(Arc::clone(holiday));
            named.insert(*date, Named { is_working, reason });
        }
    }
}

/// A notice settles its year up to a day in December; what is left of the year may still be moved
/// by the next one, and is settled once that is there.
fn settled(notices: &[Arc<Notice>]) -> Vec<(NaiveDate, NaiveDate)> {
    let regular = |notice: &Arc<Notice>| Some((notice.year, notice.settles_until?));
    let until: BTreeMap<_, _> = notices.iter().filter_map(regular).collect();
    let mut settled: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for (year, until_day) in &until {
        let Some(first) = NaiveDate::from_ymd_opt(*year, 1, 1) else {
            continue;
        };
        let next = year.checked_add(1).filter(|next| until.contains_key(next));
        let whole_year = next.and_then(|_| NaiveDate::from_ymd_opt(*year, 12, 31));
        let last = whole_year.unwrap_or(*until_day);
        match settled.last_mut() {
            Some((_, end)) if end.checked_add_days(Days::new(1)) == Some(first) => *end = last,
            _ => settled.push((first, last)),
        }
    }
    settled
}

#[cfg(test)]
mod tests;
