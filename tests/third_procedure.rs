//! A third procedure, unlike both that are shipped, is added with data alone.
//!
//! `tests/fixtures/third` is a whole workspace of another office: side steps that another organ
//! answers, a clock in hours and one counted backwards, letters by outcome, two letters of one step,
//! materials and bases that change with the year. Nothing in `src/` knows of it.

use std::fs;

use crate::support::{Workspace, project};
use crate::{findings, letters};

const CLOSED: &str = "cases/2025-consultation-closed/case.yaml";

fn workspace() -> Workspace {
    let workspace = Workspace::new();
    let fixture = project().join("tests/fixtures/third");
    for entry in walkdir::WalkDir::new(&fixture).into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(&fixture).unwrap().to_str().unwrap();
            workspace.write(name, fs::read(entry.path()).unwrap());
        }
    }
    workspace
}

#[test]
fn its_definition_and_its_cases_are_clean() {
    let workspace = workspace();
    let listed = workspace.run(&["procedure", "list"]).stdout;
    assert!(listed.contains("archive-consultation@1\t未开放档案查阅\t公共服务\tworkspace\n"), "{listed}");
    let (found, run) = findings::of(&workspace);
    assert_eq!((found, run.code), (Vec::<String>::new(), 0));
}

#[test]
fn its_letters_and_bundle_are_built() {
    let workspace = workspace();
    let built = workspace.run(&["build"]);
    assert_eq!(
        (built.code, built.stderr.as_str()),
        (0, "没有发现问题\n2 个案件：排版 4 份文书，打包 1 卷，0 项未变，0 项失败\n")
    );
    let says = |letter: &str, parts: &[&str]| {
        let text = letters::text(&workspace.path("out").join(letter));
        for part in parts {
            assert!(text.contains(part), "{letter} does not say {part:?}: {text}");
        }
    };
    // The basis of the letter's own day. On 2025-10-27 no notice for 2026 had been published, so the
    // last day of 45 working days was not certain and is told in words only.
    let arrangement = "letters/2025-consultation-closed/01-arrangement.pdf";
    says(arrangement, &["示档阅〔2025〕4号", "《示例县档案查阅办法》第六条第一款"]);
    says(arrangement, &["自本通知书发出之日起45个工作日内前来查阅。"]);
    // The second letter of the same step bears no number.
    says("letters/2025-consultation-closed/02-reader-card.pdf", &["阅档证", "示例甲、示例乙"]);
    // The letter of an organ that is none of ours, as a draft.
    let reply = "drafts/2025-consultation-closed/03-excerpt-reply.pdf";
    says(reply, &["代拟稿", "示例县水利局", "摘录6页", "答复：同意。"]);
    // The letter of the other outcome, with the basis and the remedies of 2024.
    let refusal = "letters/2024-consultation-open/01-refusal.pdf";
    says(refusal, &["《示例县档案查阅办法》第五条审核", "向示例县人民政府申请行政复议"]);
    let verified = workspace.run(&["verify", "out/bundles/2025-consultation-closed-r1.zip"]);
    assert_eq!(verified.code, 0, "{}", verified.stdout);
}

/// What a variant is about, its edits of the closed case, and the findings, by line and rest.
type Variant = (&'static str, &'static [(&'static str, &'static str)], &'static [(usize, &'static str)]);

const REPLY: &str = "  - 步骤: 答复摘录\n    日期: 2025-11-04\n    文号: 示水函〔2025〕31号\n    答复: 同意\n    正本: 正本/01-摘录答复函.pdf\n";
const ASKED: &str = "  - 步骤: 请求摘录\n    日期: 2025-10-30\n    页数: 6\n";
const ASKED_THRICE: &str = "  - {步骤: 请求摘录, 日期: 2025-10-30, 页数: 1}\n  - {步骤: 请求摘录, 日期: 2025-10-30, 页数: 2}\n  - {步骤: 请求摘录, 日期: 2025-10-30, 页数: 3}\n";

const VARIANTS: &[Variant] = &[
    (
        "a notice on the day itself, where one to three working days are asked",
        &[("日期: 2025-10-28\n    约定日期", "日期: 2025-10-30\n    约定日期")],
        &[(
            28,
            "error notice-window: “约定提前量”应提前 1 至 3 个工作日，即 2025-10-27 至 2025-10-29；实为 2025-10-30",
        )],
    ),
    (
        "a material of the year before",
        &[("名称: 利用目的说明", "名称: 单位介绍信")],
        &[
            (19, "warning material-unknown: “单位介绍信”只在 2024-12-31 以前适用，不应再要求"),
            (21, "error material-missing: “馆内审核”时尚缺“利用目的说明”"),
        ],
    ),
    (
        "a side step begun and never ended",
        &[(REPLY, "")],
        &[
            (35, "error open-side-step: “请求摘录”之后还应当有：答复摘录"),
            (
                36,
                "note deadline-overdue: “答复摘录”目标期限 5 个工作日，自 2025-10-30 起至 2025-11-06 止；到 2025-11-10 仍未办理",
            ),
        ],
    ),
    (
        "a side step taken before it may be",
        &[("  - 步骤: 约定时间", "  - {步骤: 请求摘录, 日期: 2025-10-27, 页数: 1}\n  - 步骤: 约定时间")],
        &[(27, "error step-out-of-order: “馆内审核”（可以提供）之后应为“约定时间”，不是“请求摘录”")],
    ),
    (
        "a side step taken more often than it may be",
        &[(ASKED, ASKED_THRICE)],
        &[
            (36, "error open-side-step: “请求摘录”之后还应当有：答复摘录"),
            (37, "error open-side-step: “请求摘录”之后还应当有：答复摘录"),
            (37, "error step-too-often: “请求摘录”至多 2 次"),
        ],
    ),
    (
        "one person and one volume named twice",
        &[("[示例甲, 示例乙]", "[示例甲, 示例甲]"), ("T009-1-0013", "T009-1-0012")],
        &[(12, "error not-distinct: `查阅人` 中有重复"), (15, "error not-distinct: `拟查案卷` 中有重复")],
    ),
    (
        "the other organ's letter under our own number",
        &[("示水函", "示档函")],
        &[(44, "error ultra-vires: 《摘录答复函》应由示例县水利局出具，示例县档案馆无权编号签发")],
    ),
    (
        "the procedure's own rule",
        &[("监控: 是", "监控: 否")],
        &[(33, "error nobody-watches-alone: 没有监控的，陪同人不得就是接待人")],
    ),
];

#[test]
fn its_broken_variants_are_found() {
    for (about, edits, expected) in VARIANTS {
        let workspace = workspace();
        for (from, to) in *edits {
            workspace.edit(CLOSED, from, to);
        }
        // What the removed step enclosed would be a finding of its own.
        if edits.iter().any(|(from, _)| *from == REPLY) {
            fs::remove_file(workspace.path("cases/2025-consultation-closed/正本/01-摘录答复函.pdf")).unwrap();
        }
        let expected: Vec<String> =
            expected.iter().map(|(line, rest)| format!("{CLOSED}:{line} {rest}")).collect();
        let (found, run) = findings::of(&workspace);
        assert_eq!((found, run.code), (expected, 1), "{about}");
    }
}

/// Eight hours from 09:05 end at 17:05: a minute more is a minute late. It happened, so it is on
/// record and stops nothing.
#[test]
fn its_clock_in_hours_runs_to_the_minute() {
    let (workspace, found) = late_by_a_minute();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains(" error deadline-missed: “案卷在外”"), "{found:?}");
    let built = workspace.run(&["build"]);
    assert_eq!(built.code, 1);
    assert!(built.stderr.contains("排版 4 份文书，打包 1 卷"), "{}", built.stderr);
}

/// As for limits in days: how binding it is, when it began, ended and was met, at the value that is
/// too late.
#[test]
fn its_clock_in_hours_tells_what_happened() {
    let (_, found) = late_by_a_minute();
    let start = format!("{CLOSED}:40 error deadline-missed: “案卷在外”规定期限 8 小时，");
    assert!(found[0].starts_with(&start), "{}", found[0]);
    for moment in ["2025-10-30 09:05", "2025-10-30 17:05", "2025-10-30 17:06"] {
        assert!(found[0].contains(moment), "{moment} is not told: {}", found[0]);
    }
}

/// What was given back before it was taken is a record that contradicts itself.
#[test]
fn its_moments_are_in_order() {
    let workspace = workspace();
    workspace.edit(CLOSED, "归还时刻: 2025-10-30 17:05", "归还时刻: 2025-10-30 09:00");
    let (found, run) = findings::of(&workspace);
    let told = found.iter().any(|line| line.starts_with(&format!("{CLOSED}:40 error date-order: ")));
    assert!(told && run.code == 1, "{found:?}");
}

fn late_by_a_minute() -> (Workspace, Vec<String>) {
    let workspace = workspace();
    workspace.edit(CLOSED, "归还时刻: 2025-10-30 17:05", "归还时刻: 2025-10-30 17:06");
    let (found, run) = findings::of(&workspace);
    assert_eq!(run.code, 1);
    (workspace, found)
}
