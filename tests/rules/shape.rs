//! Rules about the shape of a case: words, dates, numbers, codes, counts.

use super::example::Edit::{Cut, Swap};
use super::example::{CORRECTED, Example, INSPECTION, REFUSED, TWICE, findings, line, workspace};

/// A value that is not what its field asks for.
pub const EXAMPLES: &[Example] = &[
    (
        INSPECTION,
        &[Swap("密级: 内部", "密级: 秘密★10年")],
        &[
            "state-secret @ case.yaml:1:1 标明为国家秘密的案件不得在本机处理 | 《中华人民共和国保守国家秘密法》第五十七条第一款第十项",
        ],
    ),
    (
        INSPECTION,
        &[Swap("密级: 内部", "密级: 内部资料")],
        &["bad-secrecy @ case.yaml:3:5 密级 `内部资料` 不在可选之列：公开、内部、工作秘密"],
    ),
    (
        INSPECTION,
        &[Swap("secrecy-inspection@1", "secrecy-inspection@2")],
        &[
            "unknown-procedure @ case.yaml:2:5 没有事项 `secrecy-inspection@2`；现有：sales-licence@1、secrecy-inspection@1",
        ],
    ),
    (
        INSPECTION,
        &[Swap("步骤: 成立检查组", "步骤: 成立检察组")],
        &["unknown-step @ case.yaml:23:9 没有步骤 `成立检察组`"],
    ),
    (
        INSPECTION,
        &[Cut("  - 步骤: 制定工作方案", ""), Swap("经过:", "经过: []")],
        &["empty-log @ case.yaml:10:5 `经过` 没有任何步骤"],
    ),
    (
        INSPECTION,
        &[Swap("日期: 2025-04-15", "日期: 2025-04-31")],
        &["bad-date @ case.yaml:24:9 没有 `2025-04-31` 这一天"],
    ),
    (
        INSPECTION,
        &[Swap("日期: 2025-04-15", "日期: 2025年4月15日")],
        &["bad-date @ case.yaml:24:9 日期 `2025年4月15日` 应写作 2025-04-15"],
    ),
    (
        TWICE,
        &[Swap("2026-01-15 08:40", "2026-01-15 8:40")],
        &["bad-date @ case.yaml:42:13 `2026-01-15 8:40` 不是写作 2016-03-01 09:30 的日期"],
    ),
    (
        INSPECTION,
        &[Swap("日期: 2025-04-15", "日期: 今天")],
        &["bad-date @ case.yaml:24:9 `今天` 不是写作 2016-03-01 的日期"],
    ),
    (
        INSPECTION,
        &[Swap("案卷号: \"0006\"", "案卷号: 六")],
        &["bad-number @ case.yaml:88:10 案卷号 `六` 应为 1 至 6 位数字"],
    ),
    (
        REFUSED,
        &[Swap("份数: 2", "份数: 两份")],
        &["bad-number @ case.yaml:21:13 `两份` 不是 0 到 1000000 的整数"],
    ),
    (
        INSPECTION,
        &[Swap("保管期限: 10年", "保管期限: 15年")],
        &["bad-choice @ case.yaml:89:11 `15年` 不在可选之列：永久、30年、10年"],
    ),
    (
        INSPECTION,
        &[Swap("11632224015000011H", "11632224015000011J")],
        &["bad-code @ case.yaml:6:13 统一社会信用代码的校验码应为 `H`，现为 `J`：抄写有误"],
    ),
    (
        INSPECTION,
        &[Swap("0970-5550106", "0970-55501")],
        &["bad-code @ case.yaml:9:7 不是电话号码：应写作 0970-8652444 或 11 位手机号码"],
    ),
    (
        CORRECTED,
        &[Swap("632224010001508", "632224010001509")],
        &["warning: doubtful-code @ case.yaml:6:12 营业执照注册号末位似应为 `8`，现为 `9`，请核对"],
    ),
    (
        CORRECTED,
        &[Swap("632224010001508", "6322240100015O8")],
        &["bad-code @ case.yaml:6:12 营业执照注册号第 14 位不能是 `O`"],
    ),
    (
        INSPECTION,
        &[Swap("刚保检意〔2025〕1号", "刚保检意[2025]1号")],
        &[
            "bad-document-number @ case.yaml:78:9 文号 `刚保检意[2025]1号` 的年份未用六角括号〔〕，应写作 `刚保检意〔2025〕1号`",
        ],
    ),
    (
        INSPECTION,
        &[Swap("刚保检意〔2025〕1号", "刚保检意〔2025〕01号")],
        &[
            "bad-document-number @ case.yaml:78:9 文号 `刚保检意〔2025〕01号` 的序号以 0 开头，应写作 `刚保检意〔2025〕1号`",
        ],
    ),
    (
        INSPECTION,
        &[Swap("检查报告: 材料/03-检查报告.pdf", "检查报告: ../材料/03-检查报告.pdf")],
        &["bad-path @ case.yaml:74:11 `../材料/03-检查报告.pdf` 不是案件文件夹内的相对路径"],
    ),
    (
        INSPECTION,
        &[Swap("原始记录材料: [材料/04-原始记录.pdf]", "原始记录材料: []")],
        &["too-few @ case.yaml:75:13 `原始记录材料` 至少 1 项，现有 0 项"],
    ),
    (
        REFUSED,
        &[Swap("经办人: [示例庚, 示例辛]", "经办人: 示例庚")],
        &["too-few @ case.yaml:15:10 `经办人` 至少 2 项，现有 1 项"],
    ),
    (
        INSPECTION,
        &[Swap("[示例文, 示例武, 示例才让]", "[示例文, 示例武, 示例文]")],
        &["not-distinct @ case.yaml:56:24 `到场检查人员` 中有重复"],
    ),
    (
        INSPECTION,
        &[Swap("      - 姓名: 示例才让", "      - 姓名: 示例武")],
        &[
            "not-distinct @ case.yaml:33:9 `检查人员` 中有重复",
            "inspectors-of-the-team @ case.yaml:56:13 到场检查人员中有人不在检查组名单之内 | 责任清单“成立检查组，配备检查人员，明确职责分工”",
        ],
    ),
    (
        REFUSED,
        &[Swap("  住所: ", "  营业执照注册号: 632224010001508\n  住所: ")],
        &["field-not-in-force @ case.yaml:7:3 `营业执照注册号` 只适用到 2015-09-30"],
    ),
    (
        CORRECTED,
        &[Swap("  住所: ", "  统一社会信用代码: 91632224MA01600D7B\n  住所: ")],
        &["field-not-in-force @ case.yaml:8:3 `统一社会信用代码` 2015-10-01 起才适用"],
    ),
    (
        INSPECTION,
        &[Swap("    检查结论: ", "    整改期限: 2025-06-13\n    检查结论: ")],
        &["field-not-wanted @ case.yaml:80:5 只在 结果 == '需要整改' 时填写 `整改期限`"],
    ),
];

/// The rule whose example is too long for a table.
pub const TOO_LONG: &str = "too-long";

#[test]
fn a_value_has_at_most_ten_thousand_characters() {
    let says = |count: usize| {
        let (workspace, _) = workspace(INSPECTION, &[]);
        let value = format!("地点: {}\n", "长".repeat(count));
        let file = format!("cases/{INSPECTION}/case.yaml");
        workspace.edit(&file, "地点: 刚察县沙柳河镇示例街6号受检单位办公楼\n", &value);
        let (code, found) = findings(&workspace, &[]);
        (code, found.iter().map(|finding| line(finding, INSPECTION)).collect::<Vec<_>>())
    };
    assert_eq!(says(10_000), (0, vec![]));
    assert_eq!(says(10_001), (1, vec![format!("{TOO_LONG} @ case.yaml:55:9 `地点` 超过 10000 字")]));
}
