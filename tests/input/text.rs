//! What an input method and a hurried hand do to YAML: told at its place, with a cure.

use super::says;
use crate::rules::example::Edit::{Put, Remove, Swap};
use crate::rules::example::{Example, INSPECTION, findings, judge, workspace};

/// Slips that the program can cure itself.
const CURED: &[Example] = &[
    (
        INSPECTION,
        &[Swap("示例安", "示例\0安")],
        &["forbidden-character @ case.yaml:8:10 此处有控制字符 U+0000"],
    ),
    (
        INSPECTION,
        &[Swap("示例安", "示例\u{202e}安")],
        &["forbidden-character @ case.yaml:8:10 此处有书写方向控制符 U+202E"],
    ),
    (
        INSPECTION,
        &[Swap("    日期: 2025-04-15", "\t日期: 2025-04-15")],
        &["tab-indent @ case.yaml:24:1 用制表符缩进，YAML 只认空格"],
    ),
    (
        INSPECTION,
        &[Swap("    日期: 2025-04-15", "\u{3000}\u{3000}日期: 2025-04-15")],
        &["full-width-space @ case.yaml:24:1 用全角空格（U+3000）缩进，YAML 只认半角空格"],
    ),
    (
        INSPECTION,
        &[Swap("密级: 内部", "密级：内部")],
        &["full-width-colon @ case.yaml:3:3 键 `密级` 后是全角冒号（U+FF1A），应为半角冒号加空格"],
    ),
    (
        INSPECTION,
        &[Swap("密级: 内部", "密级:内部")],
        &["missing-space @ case.yaml:3:3 键 `密级` 的冒号后缺空格"],
    ),
    (
        INSPECTION,
        &[Swap("[示例文, 示例武, 示例才让]", "[示例文，示例武，示例才让]")],
        &[
            "full-width-comma @ case.yaml:56:17 此处是全角逗号（U+FF0C），分隔各项须用半角逗号",
            "full-width-comma @ case.yaml:56:21 此处是全角逗号（U+FF0C），分隔各项须用半角逗号",
        ],
    ),
    (
        INSPECTION,
        &[Swap("2025-04-15", "２０２５-04-15")],
        &["full-width-digits @ case.yaml:24:9 `２０２５-04-15` 中有全角数字或符号"],
    ),
    (
        INSPECTION,
        &[Swap("联系人: 示例安", "联系人: “示例安”")],
        &["warning: smart-quote @ case.yaml:8:8 值用中文引号括起，引号会成为文字的一部分"],
    ),
    (
        INSPECTION,
        &[Swap("示例安", "e\u{301}")],
        &["warning: not-nfc @ case.yaml:8:8 此字未按 NFC 规范化，看似相同的文字会被当作不同"],
    ),
    (
        INSPECTION,
        &[Swap("  联系人: 示例安", "  联系入: 示例安")],
        &["unknown-key @ case.yaml:8:3 `受检单位`中有未知的键 `联系入`"],
    ),
    (INSPECTION, &[Swap("地点: 刚察县", "地点: \"刚察县")], &["yaml-syntax @ case.yaml:55:9 `\"` 没有闭合"]),
    (
        INSPECTION,
        &[Swap("[示例文, 示例武, 示例才让]", "[示例文, 示例武, 示例才让")],
        &["yaml-syntax @ case.yaml:56:13 `[` 没有闭合"],
    ),
];

/// What only the writer can cure.
const REFUSED: &[Example] = &[
    (
        INSPECTION,
        &[Swap("密级: 内部", "密级: 内部\n密级: 公开")],
        &["duplicate-key @ case.yaml:4:1 键 `密级` 重复"],
    ),
    (
        INSPECTION,
        &[Swap("    组长: ", "    备注: 无\n    组长: ")],
        &["unknown-key @ case.yaml:25:5 经过的一项中有未知的键 `备注`"],
    ),
    (
        INSPECTION,
        &[Swap("密级: 内部\n", "密级: 内部\n案由: 例行检查\n")],
        &["unknown-key @ case.yaml:4:1 案件中有未知的键 `案由`"],
    ),
    (INSPECTION, &[Swap("  联系人: 示例安\n", "")], &["missing-key @ case.yaml:4:1 `受检单位`缺少 `联系人`"]),
    (
        INSPECTION,
        &[Swap("联系人: 示例安", "联系人:")],
        &["missing-key @ case.yaml:8:3 `受检单位`的 `联系人` 没有值"],
    ),
    (
        INSPECTION,
        &[Swap("    日期: 2025-04-15\n", "")],
        &["missing-key @ case.yaml:23:5 经过的一项缺少 `日期`"],
    ),
    (
        INSPECTION,
        &[Swap("联系人: 示例安", "联系人: [示例安]")],
        &["wrong-kind @ case.yaml:8:8 `联系人`应为文本，现为列表"],
    ),
    (
        INSPECTION,
        &[Swap("联系人: 示例安", "联系人: &a 示例安")],
        &["anchor-refused @ case.yaml:8:8 不接受锚点（&）、引用（*）和标签（!）"],
    ),
    (
        INSPECTION,
        &[Swap("受检单位在场人: 示例安", "受检单位在场人: *a")],
        &["anchor-refused @ case.yaml:57:14 不接受锚点（&）、引用（*）和标签（!）"],
    ),
    (
        INSPECTION,
        &[Swap("联系人: 示例安", "联系人: !!str 示例安")],
        &["anchor-refused @ case.yaml:8:8 不接受锚点（&）、引用（*）和标签（!）"],
    ),
    (
        INSPECTION,
        &[Swap("  联系人: 示例安", "  <<: {联系人: 示例安}\n  联系人: 示例安")],
        &["merge-key @ case.yaml:8:3 不接受合并键 `<<`"],
    ),
    (
        INSPECTION,
        &[Swap("  联系人: 示例安", "  ? [甲]\n  : 乙\n  联系人: 示例安")],
        &["key-not-text @ case.yaml:8:5 键应为文本，现为列表"],
    ),
    (
        INSPECTION,
        &[Swap("    检查人: 示例和\n", concat!("    检查人: 示例和\n", "---\n", "密级: 公开\n",))],
        &["several-documents @ case.yaml:92:1 此处开始第二个 YAML 文档，一个文件只能有一个，其后未读取"],
    ),
    (
        INSPECTION,
        &[Swap("    组长: 示例文\n", "    组长示例文\n")],
        &["yaml-syntax @ case.yaml:25:5 此行应为 `键: 值`，缺冒号"],
    ),
    (
        INSPECTION,
        &[Swap(
            "地点: 刚察县沙柳河镇示例街6号受检单位办公楼",
            "地点: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[甲]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
        )],
        &["too-deep @ case.yaml:55:41 嵌套过深，其后未读取"],
    ),
];

/// Everything that is wrong with the shape is told in one run, and so is everything unlawful.
const SEVERAL: &[Example] = &[
    (
        INSPECTION,
        &[
            Swap("密级: 内部", "密级: 内部资料"),
            Swap("  联系人: 示例安", "  联系入: 示例安"),
            Swap("日期: 2025-04-15", "日期：2025-04-31"),
            Swap("刚保检意〔2025〕1号", "刚保检意[2025]1号"),
            Swap("保管期限: 10年", "保管期限: 15年"),
            Swap("    检查人: 示例和\n", ""),
        ],
        &[
            "bad-secrecy @ case.yaml:3:5 密级 `内部资料` 不在可选之列：公开、内部、工作秘密",
            "unknown-key @ case.yaml:8:3 `受检单位`中有未知的键 `联系入`",
            "full-width-colon @ case.yaml:24:7 键 `日期` 后是全角冒号（U+FF1A），应为半角冒号加空格",
            "bad-date @ case.yaml:24:8 没有 `2025-04-31` 这一天",
            "bad-document-number @ case.yaml:78:9 文号 `刚保检意[2025]1号` 的年份未用六角括号〔〕，应写作 `刚保检意〔2025〕1号`",
            "missing-key @ case.yaml:86:5 经过的一项缺少 `检查人`",
            "bad-choice @ case.yaml:89:11 `15年` 不在可选之列：永久、30年、10年",
        ],
    ),
    (
        INSPECTION,
        &[
            Remove("材料/04-原始记录.pdf"),
            Swap("组长: 示例文", "组长: 示例和"),
            Swap("    日期: 2025-04-28", "    日期: 2025-04-30"),
            Swap("    文号: 刚保检意〔2025〕1号\n", ""),
            Put("照片.txt", b"x"),
        ],
        &[
            "leader-among-inspectors @ case.yaml:25:9 组长不在检查人员名单之中 | 责任清单“成立检查组，配备检查人员，明确职责分工”",
            "deadline-missed @ case.yaml:73:9 “提交检查报告”规定期限 5 个工作日，自 2025-04-23 起至 2025-04-29 止；2025-04-30 办理，超过 1 个工作日 | 责任清单“检查结束后的5个工作日内，检查组向组织检查的保密行政管理部门提交书面检查报告和原始记录材料”",
            "attachment-missing @ case.yaml:75:14 案件文件夹中没有 `材料/04-原始记录.pdf`",
            "document-number-missing @ case.yaml:76:9 《检查意见书》没有文号",
            "attachment-unlisted @ 照片.txt:1:1 `照片.txt` 没有列入 case.yaml",
        ],
    ),
];

#[test]
fn slips_are_told_where_they_are() {
    judge(CURED);
}

#[test]
fn what_cannot_be_meant_is_refused() {
    judge(REFUSED);
}

#[test]
fn everything_is_told_in_one_run() {
    judge(SEVERAL);
}

/// The byte at which a column (in code points) of a line begins; both count from 1.
fn offset(text: &str, line: u64, column: u64) -> usize {
    let before: usize = text.split_inclusive('\n').take(line as usize - 1).map(str::len).sum();
    let characters = text[before..].char_indices().map(|(at, _)| at).chain([text.len() - before]);
    before + characters.into_iter().nth(column as usize - 1).unwrap()
}

/// A cure that leaves the file wrong is worse than none.
#[test]
fn every_cure_cures() {
    let file = format!("cases/{INSPECTION}/case.yaml");
    let mut wrong = Vec::new();
    for (sample, edits, told) in CURED {
        let (workspace, _) = workspace(sample, edits);
        let mut text = workspace.read(&file);
        for finding in findings(&workspace, &[]).1.iter().rev() {
            for edit in finding["fix"]["edits"].as_array().unwrap().iter().rev() {
                let at = |line: &str, column: &str| {
                    offset(&text, edit[line].as_u64().unwrap(), edit[column].as_u64().unwrap())
                };
                let range = at("line", "column")..at("end_line", "end_column");
                text.replace_range(range, edit["insert"].as_str().unwrap());
            }
        }
        let found = says(workspace.write(&file, text), sample);
        if found != (0, vec![]) {
            wrong.push(format!("{told:#?}\nand after the cure {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Depth without end ends soon, and what is told stays short.
#[test]
fn a_hundred_thousand_brackets_are_one_finding() {
    let (workspace, _) = workspace(INSPECTION, &[]);
    let deep = format!("    地点: {}\n", "[".repeat(100_000));
    let line = "    地点: 刚察县沙柳河镇示例街6号受检单位办公楼\n";
    workspace.edit(&format!("cases/{INSPECTION}/case.yaml"), line, &deep);
    let (code, found) = says(&workspace, INSPECTION);
    assert_eq!((code, found.len()), (1, 1), "{found:?}");
    let told = workspace.run(&["check", "--format", "json"]).stdout.len();
    assert!(told < 10_000, "{told} bytes to tell one finding");
}
