use super::*;
use crate::finding::Report;
use crate::source::Source;
use proptest::prelude::*;
use std::sync::LazyLock;

macro_rules! notices {
    ($($key:literal)*) => {
        [$(($key, include_str!(concat!("../../templates/calendar/", $key, ".yaml")))),*]
    };
}

const NOTICES: [(&str, &str); 25] = notices! {
    "2005" "2006" "2007" "2008" "2009" "2010" "2011" "2012" "2013" "2014" "2015" "2015a" "2016"
    "2017" "2018" "2019" "2019a" "2020" "2020a" "2021" "2022" "2023" "2024" "2025" "2026"
};

/// The notices as they are shipped, read as they are read in use.
static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let source = |(key, text): &(&str, &str)| {
        let source = Source::new(format!("templates/calendar/{key}.yaml"), *text);
        ((*key).to_owned(), source)
    };
    // The order in which they come must not matter.
    let sources: Vec<_> = NOTICES.iter().rev().map(source).collect();
    let mut report = Report::new();
    let calendar = load(&sources, &mut report);
    assert!(report.is_empty(), "{report:?}");
    calendar.unwrap()
});

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn after(calendar: &Calendar, start: &str, n: u32) -> String {
    let counted = calendar.add_working_days(date(start), n).unwrap();
    counted.date.to_string()
}

fn before(event: &str, n: u32) -> String {
    let counted = CALENDAR.subtract_working_days(date(event), n).unwrap();
    counted.date.to_string()
}

#[test]
fn deadlines_forward() {
    let vectors = [
        ("2017-09-25", 5, "2017-09-30"),
        ("2017-09-25", 20, "2017-10-27"),
        ("2024-09-30", 5, "2024-10-12"),
        ("2024-09-30", 20, "2024-11-01"),
        ("2025-01-24", 5, "2025-02-07"),
        ("2025-04-25", 20, "2025-05-27"),
        ("2026-02-10", 5, "2026-02-24"),
        ("2026-02-10", 20, "2026-03-16"),
        ("2026-09-18", 1, "2026-09-20"),
        ("2026-09-30", 10, "2026-10-20"),
        ("2016-12-30", 5, "2017-01-09"),
        ("2020-01-20", 5, "2020-02-04"),
    ];
    for (start, n, end) in vectors {
        assert_eq!(after(&CALENDAR, start, n), end, "{start} + {n}");
        let counted = CALENDAR.add_working_days(date(start), n).unwrap();
        assert!(!counted.provisional, "{start} + {n}");
    }
}

#[test]
fn deadlines_backward() {
    let vectors = [
        ("2026-02-24", 1, "2026-02-14"),
        ("2026-02-24", 2, "2026-02-13"),
        ("2026-10-08", 2, "2026-09-29"),
        ("2026-03-10", 7, "2026-02-28"),
    ];
    for (event, n, latest) in vectors {
        assert_eq!(before(event, n), latest, "{event} - {n}");
    }
    assert!(CALENDAR.day(date("2024-02-09")).is_working);
}

#[test]
fn working_days_of_each_year() {
    let expected = [
        250, 251, 249, 251, 250, 250, 250, 249, 250, 250, 249, 250, 249, 250, 250, 249, 250, 249, 249, 251,
        248, 248,
    ];
    let last_of = |year| NaiveDate::from_ymd_opt(year, 12, 31).unwrap();
    let counted = |year| CALENDAR.working_days_between(last_of(year - 1), last_of(year));
    let counted: Vec<_> = (2005..=2026).map(counted).collect();
    assert_eq!(counted, expected);
}

#[test]
fn a_calendar_is_as_known_on_a_day() {
    let known = |day| CALENDAR.as_known_on(date(day));
    let is_working = |known: &str, day| CALENDAR.as_known_on(date(known)).day(date(day)).is_working;
    // The Spring Festival of 2020, prolonged on 26 January.
    assert_eq!(after(&known("2020-01-25"), "2020-01-20", 5), "2020-02-01");
    assert_eq!(after(&known("2020-01-26"), "2020-01-20", 5), "2020-02-04");
    assert_eq!(after(&known("2020-01-28"), "2020-01-20", 5), "2020-02-04");
    // 3 September 2015, made a holiday on 13 May.
    assert!(is_working("2015-05-12", "2015-09-03") && !is_working("2015-05-13", "2015-09-03"));
    assert!(!is_working("2015-05-12", "2015-09-06") && is_working("2015-05-13", "2015-09-06"));
    // Labour Day of 2019, prolonged on 22 March.
    assert!(is_working("2019-03-21", "2019-05-02") && !is_working("2019-03-22", "2019-05-02"));
    assert!(!is_working("2019-03-21", "2019-04-28") && is_working("2019-03-22", "2019-04-28"));
    assert!(!is_working("2019-03-21", "2019-05-01"));
    // Before its notice is issued a year is unknown, and the end of the year before is open.
    assert!(known("2024-11-11").day(date("2024-12-26")).provisional);
    assert!(!known("2024-11-12").day(date("2024-12-26")).provisional);
    assert!(!known("2024-11-11").day(date("2024-12-25")).provisional);
}

#[test]
fn what_is_not_settled_is_provisional() {
    let provisional = |day| CALENDAR.day(date(day)).provisional;
    assert!(provisional("2004-12-31") && !provisional("2005-01-01"));
    assert!(!provisional("2025-12-31") && !provisional("2026-12-25"));
    assert!(provisional("2026-12-26") && provisional("2031-05-01"));
    let counted = CALENDAR.add_working_days(date("2026-12-24"), 1).unwrap();
    assert_eq!((counted.date, counted.provisional), (date("2026-12-25"), false));
    let counted = CALENDAR.add_working_days(date("2026-12-24"), 2).unwrap();
    assert_eq!((counted.date, counted.provisional), (date("2026-12-28"), true));
    let counted = CALENDAR.subtract_working_days(date("2027-01-04"), 10).unwrap();
    assert!(counted.provisional);
}

#[test]
fn every_day_says_why() {
    let zh = |day| CALENDAR.day(date(day)).explain().zh;
    assert_eq!(zh("2016-07-02"), "星期六");
    assert_eq!(zh("2017-01-27"), "春节放假，国办发明电〔2016〕17号");
    assert_eq!(zh("2020-02-01"), "春节放假，国办发明电〔2020〕1号");
    let title = "《国务院办公厅关于2005年部分节假日安排的通知》";
    assert_eq!(zh("2005-02-05"), format!("春节调休上班，{title}"));
    assert_eq!(zh("2027-01-01"), "星期五，暂定");
    let reason = CALENDAR.day(date("2015-09-06")).reason;
    assert!(matches!(reason, Reason::Notice { notice, .. } if notice.key == "2015a"));
}

#[test]
fn local_holidays_lie_over_the_notices() {
    let days = |texts: &[&str]| texts.iter().map(|text| date(text)).collect();
    let local = LocalHoliday {
        name: "州庆".to_owned(),
        basis: "北政〔2016〕1号".to_owned(),
        days_off: days(&["2016-07-06", "2016-06-12"]),
        days_worked: days(&["2016-07-09"]),
    };
    let calendar = CALENDAR.clone().with_local(vec![local]);
    // 12 June was to be worked by the State Council's notice.
    assert_eq!(after(&calendar, "2016-06-08", 1), "2016-06-13");
    assert_eq!(after(&calendar, "2016-07-05", 3), "2016-07-09");
    assert_eq!(calendar.day(date("2016-07-06")).explain().zh, "州庆放假，北政〔2016〕1号");
    assert!(!calendar.as_known_on(date("2016-01-01")).day(date("2016-07-06")).is_working);
}

#[test]
fn calendar_periods() {
    // 30 April 2017 is a Sunday, 1 May a holiday.
    let rolled = CALENDAR.roll_forward(date("2017-04-30")).unwrap();
    assert_eq!(rolled.date, date("2017-05-02"));
    assert_eq!(CALENDAR.roll_forward(rolled.date), Ok(rolled));
    assert_eq!(add_months(date("2016-08-31"), 6), Ok(date("2017-02-28")));
    assert_eq!(add_calendar_days(date("2016-12-31"), 60), Ok(date("2017-03-01")));
}

#[test]
fn counting_shows_every_day() {
    let days: Vec<_> = CALENDAR.count_forward(date("2026-02-12"), 3).unwrap().collect();
    let numbers: Vec<_> = days.iter().map(|counted| counted.number).collect();
    assert_eq!((days.len(), days[0].day.date), (12, date("2026-02-13")));
    let counting = numbers.iter().flatten().copied().collect::<Vec<_>>();
    assert_eq!(counting, [1, 2, 3]);
    assert_eq!(numbers.last(), Some(&Some(3)));
    let mut back = CALENDAR.count_backward(date("2026-02-24"), 2).unwrap();
    assert_eq!(back.next().unwrap().day.date, date("2026-02-23"));
    assert_eq!(back.last().unwrap().day.date, date("2026-02-13"));
}

#[test]
fn the_ends_of_time_are_errors() {
    for (start, n) in [(NaiveDate::MAX, 1), (date("2026-01-01"), u32::MAX)] {
        assert_eq!(CALENDAR.add_working_days(start, n), Err(OutOfRange));
        assert!(CALENDAR.count_forward(start, n).is_err());
        assert_eq!(add_calendar_days(start, n), Err(OutOfRange));
        assert_eq!(add_months(start, n), Err(OutOfRange));
    }
    for (event, n) in [(NaiveDate::MIN, 1), (date("2026-01-01"), u32::MAX)] {
        assert_eq!(CALENDAR.subtract_working_days(event, n), Err(OutOfRange));
    }
    for day in [NaiveDate::MIN, NaiveDate::MAX] {
        assert!(CALENDAR.day(day).provisional);
        assert!(CALENDAR.as_known_on(day).roll_forward(date("2026-01-03")).is_ok());
    }
    assert!(Calendar::default().add_working_days(NaiveDate::MIN, 10_000).is_ok());
}

/// A notice of 2016 with one line changed.
fn mistakes(key: &str, old: &str, new: &str) -> Vec<String> {
    let text = "年度: 2016\n标题: 通知\n文号: 国办发明电〔2015〕18号\n据: 已证实\n至: 2016-12-25\n放假:\n  - 名称: 元旦\n    日期: [2016-01-01]\n上班:\n  - 名称: 春节\n    日期: [2016-02-06]\n";
    assert!(text.contains(old));
    let source = Source::new("2016.yaml", text.replace(old, new));
    let mut report = Report::new();
    let calendar = load(&[(key.to_owned(), source)], &mut report);
    assert_eq!(calendar.is_none(), report.has_errors());
    report.iter().map(|found| found.rule.to_string()).collect()
}

#[test]
fn malformed_notices_are_refused() {
    let none: [&str; 0] = [];
    assert_eq!(mistakes("2016", "年度", "年度"), none);
    assert_eq!(mistakes("2017", "年度", "年度"), ["calendar-name"]);
    assert_eq!(mistakes("2016", "年度: 2016", "年度: 16"), ["calendar-name"]);
    assert_eq!(mistakes("2016", "01-01", "02-30"), ["calendar-date"]);
    assert_eq!(mistakes("2016", "2016-01-01", "2016-1-1"), ["calendar-date"]);
    assert_eq!(mistakes("2016", "2016-01-01", "2061-01-01"), ["calendar-far-date"]);
    assert_eq!(mistakes("2016", "2016-12-25", "2017-12-25"), ["calendar-far-date"]);
    assert_eq!(mistakes("2016", "02-06", "02-05"), ["calendar-not-a-weekend"]);
    assert_eq!(mistakes("2016", "02-06", "01-01"), ["calendar-not-a-weekend"]);
    assert_eq!(mistakes("2016", "01-01", "02-06"), ["calendar-day-twice"]);
    assert_eq!(mistakes("2016", "〔2015〕", "[2015]"), ["calendar-number"]);
    assert_eq!(mistakes("2016", "至: 2016-12-25\n", ""), ["missing-key"]);
    // An amendment settles nothing and may take back a day of rest.
    assert_eq!(mistakes("2016a", "至: 2016-12-25\n", ""), none);
    assert_eq!(mistakes("2016a", "至", "至"), ["unknown-key"]);
    assert_eq!(mistakes("2016a", "至: 2016-12-25\n放假", "上班"), ["duplicate-key"]);
}

prop_compose! {
    fn any_day()(offset in 0..9000u64) -> NaiveDate {
        date("2004-01-01") + Days::new(offset)
    }
}

proptest! {
    #[test]
    fn adding_and_counting_are_inverse(start in any_day(), n in 0..10_000u32) {
        let end = CALENDAR.add_working_days(start, n).unwrap().date;
        prop_assert_eq!(CALENDAR.working_days_between(start, end), i64::from(n));
        prop_assert!(n == 0 || CALENDAR.day(end).is_working);
        let later = CALENDAR.add_working_days(start, n + 1).unwrap().date;
        prop_assert!(end < later);
    }

    #[test]
    fn adding_is_monotone_in_the_start(start in any_day(), gap in 0..400u64, n in 1..500u32) {
        let first = CALENDAR.add_working_days(start, n).unwrap().date;
        let second = CALENDAR.add_working_days(start + Days::new(gap), n).unwrap().date;
        prop_assert!(first <= second);
    }

    /// From the n-th working day after a working day, the n-th before is that day again.
    #[test]
    fn subtracting_undoes_adding(start in any_day(), n in 1..2000u32) {
        let end = CALENDAR.add_working_days(start, n).unwrap().date;
        let back = CALENDAR.subtract_working_days(end, n).unwrap().date;
        prop_assert!(back <= start);
        prop_assert_eq!(back == start, CALENDAR.day(start).is_working);
        prop_assert_eq!(CALENDAR.add_working_days(back, n).unwrap().date, end);
    }

    /// The arithmetic agrees with counting on one's fingers.
    #[test]
    fn counting_agrees_with_walking(start in any_day(), n in 1..60u32) {
        let walked = start.iter_days().skip(1).filter(|day| CALENDAR.day(*day).is_working);
        let end = CALENDAR.add_working_days(start, n).unwrap();
        prop_assert_eq!(walked.take(n as usize).last(), Some(end.date));
        let days: Vec<_> = CALENDAR.count_forward(start, n).unwrap().collect();
        prop_assert_eq!(days.last().and_then(|last| last.number), Some(n));
        let provisional = days.iter().any(|counted| counted.day.provisional);
        prop_assert_eq!(provisional, end.provisional);
    }
}
