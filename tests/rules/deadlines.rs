//! Time limits: the last day is in time, one working day later is not. Days of rest around them
//! are those the State Council moved, so that a plain week would count otherwise.

use std::collections::BTreeSet;

use anjuan::finding::Report;

use super::example::Edit::{self, Swap};
use super::example::{
    APPROVED, CORRECTED, INSPECTION, RECHECKED, REFUSED, REJECTED, apply, check, differs, findings, line,
    redate,
};
use crate::support::{Workspace, project};

/// A clock, and the step that stops it.
struct Limit {
    clock: &'static str,
    sample: &'static str,
    /// What else has to move with the step, so that nothing but the clock is touched.
    with: &'static [Edit],
    step: &'static str,
    /// The day in the sample.
    day: &'static str,
    /// The last day on which it is in time, and what is said then (of other clocks).
    last: (&'static str, &'static [&'static str]),
    /// One working day too late (or, for a notice, too early), and what is said then.
    late: (&'static str, &'static [&'static str]),
}

const LIMITS: &[Limit] = &[
    Limit {
        clock: "告知补正",
        sample: REJECTED,
        with: &[Swap("      日期: 2016-06-13", "      日期: 2016-06-16")],
        step: "不予受理",
        day: "2016-06-07",
        last: ("2016-06-14", &[]),
        late: (
            "2016-06-15",
            &[
                "deadline-missed @ case.yaml:47:9 “告知补正”法定期限 5 个工作日，自 2016-06-06 起至 2016-06-14 止；2016-06-15 办理，超过 1 个工作日 | 《中华人民共和国行政许可法》第三十二条第一款第四项",
            ],
        ),
    },
    Limit {
        clock: "受理或者不予受理",
        sample: CORRECTED,
        with: &[
            Swap("      日期: 2015-09-06", "      日期: 2015-09-10"),
            Swap("日期: 2015-09-08", "日期: 2015-09-10"),
            Swap("日期: 2015-09-09", "日期: 2015-09-11"),
        ],
        step: "受理",
        day: "2015-09-02",
        last: ("2015-09-09", &[]),
        late: (
            "2015-09-10",
            &[
                "deadline-missed @ case.yaml:77:9 “受理或者不予受理”法定期限 5 个工作日，自 2015-09-01 起至 2015-09-09 止；2015-09-10 办理，超过 1 个工作日 | 《中华人民共和国行政许可法》第三十二条第一款第四项",
            ],
        ),
    },
    Limit {
        clock: "初审",
        sample: REFUSED,
        with: &[Swap("日期: 2016-03-23", "日期: 2016-03-25")],
        step: "初审",
        day: "2016-03-22",
        last: ("2016-03-24", &[]),
        late: (
            "2016-03-25",
            &[
                "deadline-missed @ case.yaml:56:9 “初审”规定期限 5 个工作日，自 2016-03-17 起至 2016-03-24 止；2016-03-25 办理，超过 1 个工作日 | 责任清单“自受理申请之日起5个工作日内完成初审，并形成初审意见”",
            ],
        ),
    },
    Limit {
        clock: "报送",
        sample: REFUSED,
        with: &[
            Swap("步骤: 决定\n    日期: 2016-04-12", "步骤: 决定\n    日期: 2016-04-18"),
            Swap("      日期: 2016-04-15", "      日期: 2016-04-18"),
        ],
        step: "报送",
        day: "2016-03-23",
        last: (
            "2016-04-15",
            &[
                "note: deadline-missed @ case.yaml:78:9 “全程目标”目标期限 15 个工作日，自 2016-03-14 起至 2016-04-05 止；2016-04-15 办理，超过 8 个工作日 | 责任清单“承诺时限：30个工作日”",
                "deadline-missed @ case.yaml:90:9 “决定”法定期限 20 个工作日，自 2016-03-17 起至 2016-04-15 止；2016-04-18 办理，超过 1 个工作日 | 《中华人民共和国行政许可法》第四十二条第一款",
            ],
        ),
        late: (
            "2016-04-18",
            &[
                "deadline-missed @ case.yaml:78:9 “报送”法定期限 20 个工作日，自 2016-03-17 起至 2016-04-15 止；2016-04-18 办理，超过 1 个工作日 | 《中华人民共和国行政许可法》第四十三条",
                "note: deadline-missed @ case.yaml:78:9 “全程目标”目标期限 15 个工作日，自 2016-03-14 起至 2016-04-05 止；2016-04-18 办理，超过 9 个工作日 | 责任清单“承诺时限：30个工作日”",
                "deadline-missed @ case.yaml:90:9 “决定”法定期限 20 个工作日，自 2016-03-17 起至 2016-04-15 止；2016-04-18 办理，超过 1 个工作日 | 《中华人民共和国行政许可法》第四十二条第一款",
            ],
        ),
    },
    Limit {
        clock: "决定",
        sample: REFUSED,
        with: &[Swap("      日期: 2016-04-15", "      日期: 2016-04-18")],
        step: "决定",
        day: "2016-04-12",
        last: ("2016-04-15", &[]),
        late: (
            "2016-04-18",
            &[
                "deadline-missed @ case.yaml:90:9 “决定”法定期限 20 个工作日，自 2016-03-17 起至 2016-04-15 止；2016-04-18 办理，超过 1 个工作日 | 《中华人民共和国行政许可法》第四十二条第一款",
            ],
        ),
    },
    Limit {
        clock: "颁证",
        sample: APPROVED,
        with: &[
            Swap("有效期自: 2016-10-21", "有效期自: 2016-11-01"),
            Swap("      日期: 2016-10-25", "      日期: 2016-11-01"),
            Swap("日期: 2016-10-27", "日期: 2016-11-02"),
        ],
        step: "发证",
        day: "2016-10-21",
        last: ("2016-10-28", &[]),
        late: (
            "2016-10-31",
            &[
                "deadline-missed @ case.yaml:91:9 “颁证”法定期限 10 个工作日，自 2016-10-14 起至 2016-10-28 止；2016-10-31 办理，超过 1 个工作日 | 《中华人民共和国行政许可法》第四十四条",
            ],
        ),
    },
    Limit {
        clock: "全程承诺",
        sample: REFUSED,
        with: &[],
        step: "立卷归档",
        day: "2016-04-22",
        last: ("2016-04-29", &[]),
        late: (
            "2016-05-03",
            &[
                "warning: deadline-missed @ case.yaml:101:9 “全程承诺”承诺期限 30 个工作日，自 2016-03-17 起至 2016-04-29 止；2016-05-03 办理，超过 1 个工作日 | 责任清单“承诺时限：30个工作日”",
            ],
        ),
    },
    Limit {
        clock: "全程目标",
        sample: REFUSED,
        with: &[],
        step: "报送",
        day: "2016-03-23",
        last: ("2016-04-05", &[]),
        late: (
            "2016-04-06",
            &[
                "note: deadline-missed @ case.yaml:78:9 “全程目标”目标期限 15 个工作日，自 2016-03-14 起至 2016-04-05 止；2016-04-06 办理，超过 1 个工作日 | 责任清单“承诺时限：30个工作日”",
            ],
        ),
    },
    Limit {
        clock: "书面通知提前量",
        sample: INSPECTION,
        with: &[Swap("      日期: 2025-04-21", "      日期: 2025-04-23")],
        step: "下发检查通知",
        day: "2025-04-21",
        last: ("2025-04-22", &[]),
        late: (
            "2025-04-23",
            &[
                "notice-window @ case.yaml:37:9 “书面通知提前量”应提前 1 至 2 个工作日，即 2025-04-21 至 2025-04-22；实为 2025-04-23 | 责任清单“一般情况：提前1-2个工作日发出书面通知；特殊情况：检查当日口头通知，并由检查人员将书面通知交受检机关、单位”",
            ],
        ),
    },
    Limit {
        clock: "书面通知提前量",
        sample: INSPECTION,
        with: &[],
        step: "下发检查通知",
        day: "2025-04-21",
        last: ("2025-04-21", &[]),
        late: (
            "2025-04-18",
            &[
                "notice-window @ case.yaml:37:9 “书面通知提前量”应提前 1 至 2 个工作日，即 2025-04-21 至 2025-04-22；实为 2025-04-18 | 责任清单“一般情况：提前1-2个工作日发出书面通知；特殊情况：检查当日口头通知，并由检查人员将书面通知交受检机关、单位”",
            ],
        ),
    },
    Limit {
        clock: "提交检查报告",
        sample: INSPECTION,
        with: &[],
        step: "提交检查报告",
        day: "2025-04-28",
        last: ("2025-04-29", &[]),
        late: (
            "2025-04-30",
            &[
                "deadline-missed @ case.yaml:73:9 “提交检查报告”规定期限 5 个工作日，自 2025-04-23 起至 2025-04-29 止；2025-04-30 办理，超过 1 个工作日 | 责任清单“检查结束后的5个工作日内，检查组向组织检查的保密行政管理部门提交书面检查报告和原始记录材料”",
            ],
        ),
    },
    Limit {
        clock: "出具检查意见",
        sample: INSPECTION,
        with: &[
            Swap("      日期: 2025-05-13", "      日期: 2025-05-26"),
            Swap("日期: 2025-05-20", "日期: 2025-05-30"),
        ],
        step: "出具检查意见",
        day: "2025-05-13",
        last: ("2025-05-23", &[]),
        late: (
            "2025-05-26",
            &[
                "deadline-missed @ case.yaml:77:9 “出具检查意见”规定期限 20 个工作日，自 2025-04-23 起至 2025-05-23 止；2025-05-26 办理，超过 1 个工作日 | 责任清单“检查结束后20个工作日内，保密行政管理部门视情向受检机关、单位出具检查意见”",
            ],
        ),
    },
    Limit {
        clock: "出具复查意见",
        sample: RECHECKED,
        with: &[
            Swap("      日期: 2025-11-05", "      日期: 2025-11-13"),
            Swap("日期: 2025-11-12", "日期: 2025-11-20"),
        ],
        step: "出具复查意见",
        day: "2025-11-05",
        last: ("2025-11-12", &[]),
        late: (
            "2025-11-13",
            &[
                "deadline-missed @ case.yaml:109:9 “出具复查意见”规定期限 10 个工作日，自 2025-10-29 起至 2025-11-12 止；2025-11-13 办理，超过 1 个工作日 | 责任清单“保密行政管理部门在复查结束后10个工作日内，向受检机关、单位出具复查意见”",
            ],
        ),
    },
];

impl Limit {
    fn check(&self, day: &str) -> (i32, Vec<String>) {
        let workspace = Workspace::sample(self.sample);
        self.with.iter().for_each(|edit| drop(apply(&workspace, self.sample, edit)));
        redate(&workspace, self.sample, self.step, self.day, day);
        let (code, found) = findings(&workspace, &[]);
        (code, found.iter().map(|finding| line(finding, self.sample)).collect())
    }
}

#[test]
fn the_last_day_is_in_time_and_the_next_working_day_is_not() {
    let wrong: Vec<String> = LIMITS
        .iter()
        .flat_map(|limit| {
            [limit.last, limit.late].map(|(day, says)| {
                let name = format!("{} ({}): “{}” on {day}", limit.clock, limit.sample, limit.step);
                differs(&name, &limit.check(day), says)
            })
        })
        .flatten()
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_clock_has_its_row() {
    let mut report = Report::new();
    let workspace = anjuan::workspace::Workspace::open(project(), &mut report).unwrap();
    let clocks = workspace.procedures.values().flat_map(|procedure| &procedure.clocks);
    let all: BTreeSet<&str> = clocks.map(|clock| clock.name.as_str()).collect();
    let late = |limit: &&Limit| limit.late.1.iter().any(|line| line.contains(&format!(" “{}”", limit.clock)));
    let shown: BTreeSet<&str> = LIMITS.iter().filter(late).map(|limit| limit.clock).collect();
    assert_eq!(shown, all);
}

/// Who was not told within five days counts as accepted on the day the application arrived
/// (行政许可法第三十二条第一款第四项): all later limits run from that day.
const TOLD_TOO_LATE: &[Edit] = &[
    Swap("步骤: 补正告知\n    日期: 2015-08-26", "步骤: 补正告知\n    日期: 2015-09-01"),
    Swap("      日期: 2015-08-26\n", "      日期: 2015-09-01\n"),
];

#[test]
fn what_the_law_supposes_moves_the_later_limits() {
    let expected = [
        "deadline-missed @ case.yaml:44:9 “告知补正”法定期限 5 个工作日，自 2015-08-24 起至 2015-08-31 止；2015-09-01 办理，超过 1 个工作日 | 《中华人民共和国行政许可法》第三十二条第一款第四项",
        "deadline-missed @ case.yaml:86:9 “初审”规定期限 5 个工作日，自 2015-08-24 起至 2015-08-31 止；2015-09-08 办理，超过 5 个工作日 | 责任清单“自受理申请之日起5个工作日内完成初审，并形成初审意见”",
        "deadline-missed @ case.yaml:121:9 “决定”法定期限 20 个工作日，自 2015-08-24 起至 2015-09-22 止；2015-09-25 办理，超过 3 个工作日 | 《中华人民共和国行政许可法》第四十二条第一款",
    ];
    let wrong = differs("told too late", &check(CORRECTED, TOLD_TOO_LATE), &expected);
    assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
}

#[test]
fn the_day_from_which_it_counts_is_the_day_that_is_shown() {
    let workspace = Workspace::sample(CORRECTED);
    TOLD_TOO_LATE.iter().for_each(|edit| drop(apply(&workspace, CORRECTED, edit)));
    for finding in findings(&workspace, &[]).1 {
        let labels = finding["labels"].as_array().unwrap();
        let lines: Vec<_> = labels.iter().map(|label| label["line"].as_u64()).collect();
        // Line 14 is the day of 接收申请, 2015-08-24; 受理 (line 77) was taken on 2015-09-02.
        assert_eq!(lines, [Some(14)], "{}", line(&finding, CORRECTED));
    }
}
