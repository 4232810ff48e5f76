use proptest::prelude::*;

use super::*;
use crate::finding::{Fix, Lang, github, human, json, sarif};
use crate::yaml::Record;

fn read(text: &str) -> (Option<Node>, Report) {
    let mut report = Report::new();
    let root = parse(&Source::new("案卷.yaml", text), &mut report);
    (root, report)
}

/// `rule@line:column` of every finding.
fn found(text: &str) -> Vec<String> {
    let (_, report) = read(text);
    let sorted = report.sorted();
    let place = sorted.iter().map(|found| {
        let (line, column) = found.span.line_column();
        format!("{}@{line}:{column}", found.rule)
    });
    place.collect()
}

fn value(root: &Node, key: &str) -> String {
    let node = root.as_map().and_then(|map| map.get(key));
    node.and_then(Node::as_str).unwrap_or("?").to_owned()
}

/// Applies every fix once.
fn fixed(text: &str) -> String {
    let (_, report) = read(text);
    let fixes = report.sorted().into_iter().filter_map(|found| found.fix.clone());
    let mut edits: Vec<_> = fixes.flat_map(|Fix { edits, .. }| edits).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.start..edit.span.end, &edit.insert);
    }
    text
}

#[test]
fn every_slip_is_found_once_at_its_place_and_the_rest_is_read() {
    let text = "\u{FEFF}事项：许可@1\r\n密级:公开\r\n单位:\r\n\t名称: 甲\r\n　　地址: 乙\r\n经过:\r\n  - 步骤：接收\r\n    日期: ２０１６-０３-０１\r\n    经办人: [甲，乙]\r\n    材料:\r\n      - {名称：表，形式: “原件”, 份数:1}\r\n末: 1\r\n";
    let expected = [
        "full-width-colon@1:3",
        "byte-order-mark@1:1",
        "missing-space@2:3",
        "tab-indent@4:1",
        "windows-line-ends@1:8",
        "full-width-space@5:1",
        "full-width-colon@7:7",
        "full-width-digits@8:9",
        "full-width-comma@9:12",
        "full-width-colon@11:12",
        "full-width-comma@11:14",
        "smart-quote@11:19",
        "missing-space@11:27",
    ];
    let mut all = found(text);
    let mut expected = expected.map(str::to_owned).to_vec();
    all.sort();
    expected.sort();
    assert_eq!(all, expected);
    let (root, _) = read(text);
    assert_eq!(value(&root.unwrap(), "末"), "1");
    let mended = fixed(text);
    assert_eq!(found(&mended), ["windows-line-ends@1:9"], "the rest is cured: {mended}");
    assert!(mended.contains("    日期: 2016-03-01\r\n    经办人: [甲, 乙]\r\n"));
}

#[test]
fn spans_are_exact_to_the_byte_in_repaired_and_sound_text() {
    let (root, _) = read("甲：  \"一\"  # 注\n乙: [丙，丁 ]\n戊:\n  己: 庚\n辛:\n");
    let root = root.unwrap();
    let map = root.as_map().unwrap();
    let text = |key: &str| map.get(key).unwrap().span.text();
    assert_eq!(text("甲"), "\"一\"");
    assert_eq!(text("乙"), "[丙，丁 ]");
    assert_eq!(text("戊"), "己: 庚");
    assert_eq!(map.get("戊").unwrap().as_map().unwrap().owner().unwrap().text(), "戊");
    assert!(map.get("辛").unwrap().is_null());
    assert_eq!(map.get("辛").unwrap().span.line_column(), (5, 3));
}

#[test]
fn what_may_be_text_is_left_alone() {
    let text = "说明: 时间：十点\n列表:\n  - 说明：一句\n  - http://甲\n块: |\n  键：值\n  　　缩进\n引: \"甲：乙，丙\"\n延: 一\n  续：二\n表: {说明: 一，二}\n时: 10:30\n条: 第１项\n";
    assert_eq!(found(text), [""; 0]);
}

#[test]
fn broken_quotes_and_brackets_are_closed_where_they_should_have_been() {
    let text = "甲: \"一\n乙: [二, 三\n丙: {丁: [四}\n戊: 五\n";
    assert_eq!(found(text), ["yaml-syntax@1:4", "yaml-syntax@2:4", "yaml-syntax@3:8"]);
    let (root, _) = read(text);
    assert_eq!(value(&root.unwrap(), "戊"), "五");
    assert_eq!(found(&fixed(text)), [""; 0]);
}

#[test]
fn several_syntax_errors_are_reported_in_one_run() {
    let text = "甲: 一: 二\n乙: @三\n丙: 四\n";
    assert_eq!(found(text), ["yaml-syntax@1:5", "yaml-syntax@2:4"]);
    let (root, mut report) = read(text);
    let root = root.unwrap();
    assert_eq!(value(&root, "丙"), "四");
    let before = report.len();
    let mut record = Record::of(&root, text!("案卷", "the case"), &mut report).unwrap();
    assert!(record.required("甲", &mut report).is_none());
    assert_eq!(report.len(), before, "what a syntax error hides is not missing");
}

#[test]
fn constructs_that_hide_meaning_are_refused() {
    let text = "甲: &a 1\n乙: *a\n丙: !t 2\n<<: 3\n甲: 4\n? [丁]\n: 5\n---\n戊: 6\n";
    let expected = [
        "anchor-refused@1:4",
        "anchor-refused@2:4",
        "anchor-refused@3:4",
        "merge-key@4:1",
        "duplicate-key@5:1",
        "key-not-text@6:3",
        "several-documents@8:1",
    ];
    assert_eq!(found(text), expected);
}

#[test]
fn depth_is_bounded() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert_eq!(found(&nested(32)), [""; 0]);
    assert_eq!(found(&nested(33)), ["too-deep@1:33"]);
    assert_eq!(found(&nested(5000)), ["too-deep@1:33"]);
    let block: String = (0..5000).map(|depth| " ".repeat(depth) + "甲:\n").collect();
    assert_eq!(found(&block), ["too-deep@33:33"]);
}

#[test]
fn files_without_content_are_said_to_be_empty() {
    for text in ["", "\n\n", "# 注\n", "---\n", "~\n"] {
        assert_eq!(found(text), ["empty-file@1:1"], "{text:?}");
    }
}

#[test]
fn characters_no_letter_can_show_are_refused() {
    let text = "甲: 一\u{200B}二\n乙: \u{E000}\n丙: \u{202E}x # \u{FFFD}\n丁: \"\\u0007\"\n戊: e\u{301}\n己: 葛\u{E0100}\n庚: a\u{7}b\n";
    let expected = [
        "forbidden-character@1:5",
        "forbidden-character@2:4",
        "forbidden-character@3:4",
        "forbidden-character@3:9",
        "forbidden-character@4:4",
        "not-nfc@5:4",
        "forbidden-character@6:5",
        "forbidden-character@7:5",
    ];
    assert_eq!(found(text), expected);
}

#[test]
fn a_misspelt_key_is_one_finding_with_a_fix() {
    let (root, mut report) = read("单位:\n  名秤: 甲\n  其他: 乙\n");
    let root = root.unwrap();
    let node = root.as_map().unwrap().get("单位").unwrap();
    let mut record = Record::of(node, text!("单位", "the unit"), &mut report).unwrap();
    assert!(record.required("名称", &mut report).is_none());
    assert!(record.required("地址", &mut report).is_none());
    record.finish(&mut report);
    let sorted = report.sorted();
    let rules: Vec<_> = sorted.iter().map(|found| (found.rule.as_ref(), found.span.text())).collect();
    let expected = [("missing-key", "单位"), ("unknown-key", "名秤"), ("unknown-key", "其他")];
    assert_eq!(rules, expected);
    assert_eq!(sorted[1].fix.as_ref().unwrap().edits[0].insert, "名称");
    assert!(sorted[2].fix.is_none());
}

/// Reads and renders in every form; whatever the text, nothing may panic.
fn survive(text: &str) {
    let (root, report) = read(text);
    let sorted = report.sorted();
    for found in &sorted {
        assert!(text.get(found.span.start..found.span.end).is_some());
    }
    human::render(&sorted, Lang::Zh, true);
    json::render(&sorted, Lang::En);
    github::render(&sorted, Lang::Zh);
    sarif::render(&sorted, Lang::Zh);
    assert!(root.is_some() || report.has_errors(), "nothing read and nothing said");
}

const SOUND: &str = "事项: 许可@1\n密级: \"公开\"\n经过:\n  - 步骤: 接收\n    日期: 2016-03-01\n    材料: [{名称: 表, 份数: 1}, '二']\n    说明: |\n      正文\n  - 步骤: 审查\n";

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        survive(&text);
    }

    #[test]
    fn no_slip_makes_it_panic(slips in prop::collection::vec((0..SOUND.len(), 0..4usize, "[-:\\[\\]{}\"'“”，：　\t\r\n#&*!|>%@` ０甲\u{FEFF}]{0,2}"), 1..8)) {
        let mut text = SOUND.to_owned();
        for (at, gone, slip) in slips {
            let start = text.floor_char_boundary(at.min(text.len()));
            let end = text.ceil_char_boundary((start + gone).min(text.len()));
            text.replace_range(start..end, &slip);
        }
        survive(&text);
    }
}
