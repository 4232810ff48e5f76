//! A breach is on record, explained or not, and stops nothing; any other error stops the case.

use std::fs;

use super::example::Edit::{self, Swap};
use super::example::{INSPECTION, REFUSED, check, differs, workspace};
use crate::support::Workspace;

/// Done a working day late.
const LATE: Edit = Swap("    日期: 2025-04-28\n", "    日期: 2025-04-30\n");

/// The explanation of it.
const EXPLAINED: Edit = Swap(
    "    原始记录材料: [材料/04-原始记录.pdf]\n",
    concat!(
        "    原始记录材料: [材料/04-原始记录.pdf]\n",
        "    情况说明: {事实: 报告逾期一日, 原因: 停电, 补救: 次日补交, 负责人: 示例和}\n",
    ),
);

const IS_LATE: &str = "deadline-missed @ case.yaml:73:9 “提交检查报告”规定期限 5 个工作日，自 2025-04-23 起至 2025-04-29 止；2025-04-30 办理，超过 1 个工作日 | 责任清单“检查结束后的5个工作日内，检查组向组织检查的保密行政管理部门提交书面检查报告和原始记录材料”";

/// Everything a build has written, its own index left out.
fn outputs(workspace: &Workspace) -> Vec<String> {
    let out = workspace.path("out");
    let files = walkdir::WalkDir::new(&out).sort_by_file_name().into_iter().filter_map(Result::ok);
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(&out).unwrap().to_string_lossy().into_owned())
        .filter(|name| name != "index.json")
        .collect()
}

const CLOSED: [&str; 3] = [
    "bundles/2025-inspection-plain-r1.zip",
    "letters/2025-inspection-plain/01-inspection-notice.pdf",
    "letters/2025-inspection-plain/02-inspection-opinion.pdf",
];

#[test]
fn explained_or_not_it_is_told_and_everything_is_built() {
    let told = |edits: &[Edit], help: &str| {
        assert_eq!(check(INSPECTION, edits), (1, vec![IS_LATE.to_owned()]));
        let (workspace, _) = workspace(INSPECTION, edits);
        let built = workspace.run(&["build"]);
        assert_eq!((built.code, built.stdout.as_str()), (1, ""), "{}", built.stderr);
        assert!(built.stderr.contains(help), "{}", built.stderr);
        let sum = "1 个错误\n1 个案件：排版 2 份文书，打包 1 卷，0 项未变，0 项失败\n";
        assert!(built.stderr.ends_with(sum), "{}", built.stderr);
        assert_eq!(outputs(&workspace), CLOSED);
    };
    told(&[LATE], "= 帮助: 事已发生，不得改日期；在该步骤下写明\n");
    told(&[LATE, EXPLAINED], "= 帮助: 已附情况说明，随案卷归档\n");
}

#[test]
fn the_rule_of_a_procedure_may_be_a_breach_too() {
    let (workspace, _) = workspace(INSPECTION, &[Swap("[示例文, 示例武, 示例才让]", "[示例文]")]);
    let built = workspace.run(&["build"]);
    assert!(built.stderr.starts_with("错误[two-inspectors]: 现场检查人员少于两人\n"), "{}", built.stderr);
    assert_eq!((built.code, outputs(&workspace)), (1, CLOSED.map(str::to_owned).to_vec()));
}

#[test]
fn an_open_case_with_a_breach_has_its_letters_and_no_bundle() {
    const OPEN: &str = "2026-inspection-open";
    let (workspace, _) = workspace(OPEN, &[Swap("    日期: 2026-03-03\n", "    日期: 2026-03-06\n")]);
    let built = workspace.run(&["build"]);
    assert!(built.stderr.contains("2026-03-06 办理，超过 2 个工作日"), "{}", built.stderr);
    let letter = "letters/2026-inspection-open/01-inspection-notice.pdf".to_owned();
    assert_eq!((built.code, outputs(&workspace)), (1, vec![letter]));
}

#[test]
fn what_blocks_builds_nothing_and_takes_away_what_was_built() {
    let (workspace, _) = workspace(INSPECTION, &[]);
    assert_eq!(
        (workspace.run(&["build"]).code, outputs(&workspace)),
        (0, CLOSED.map(str::to_owned).to_vec())
    );
    workspace.edit(&format!("cases/{INSPECTION}/case.yaml"), "组长: 示例文", "组长: 示例和");
    let built = workspace.run(&["build"]);
    let told =
        "1 个错误\n未生成：2025-inspection-plain\n0 个案件：排版 0 份文书，打包 0 卷，0 项未变，0 项失败\n";
    assert!(built.stderr.ends_with(told), "{}", built.stderr);
    assert_eq!((built.code, outputs(&workspace)), (1, vec![]));
    assert!(!fs::read_to_string(workspace.path("out/index.json")).unwrap().contains(INSPECTION));
}

/// 优化营商环境条例第三十六条第二款: whoever overruns a promise explains it.
#[test]
fn a_broken_promise_may_be_explained() {
    let edits = [
        Swap("    日期: 2016-04-22\n", "    日期: 2016-05-03\n"),
        Swap(
            "    案卷号: \"0002\"\n",
            concat!(
                "    情况说明: {事实: 超过承诺时限, 原因: 人手不足, 补救: 已告知申请单位, 负责人: 示例壬}\n",
                "    案卷号: \"0002\"\n",
            ),
        ),
    ];
    let overrun = "warning: deadline-missed @ case.yaml:101:9 “全程承诺”承诺期限 30 个工作日，自 2016-03-17 起至 2016-04-29 止；2016-05-03 办理，超过 1 个工作日 | 责任清单“承诺时限：30个工作日”";
    let wrong = differs("explained promise", &check(REFUSED, &edits), &[overrun]);
    assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
}
