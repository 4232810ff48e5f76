//! State secrets are refused and nothing of them is shown; work secrets stay on this machine.

use std::fs;

use super::error;
use crate::rules::example::Edit::Swap;
use crate::rules::example::{INSPECTION, REFUSED, check, findings};
use crate::support::{Run, Workspace};

const FILE: &str = "cases/2025-inspection-plain/case.yaml";
const FORMATS: [&str; 4] = ["human", "json", "sarif", "github"];

/// Every value of the sample that is long enough not to occur by chance; the names of steps are
/// the procedure's own words.
fn values(workspace: &Workspace) -> Vec<String> {
    let text = workspace.read(FILE);
    let values =
        text.lines().filter(|line| !line.contains("步骤: ")).flat_map(|line| line.rsplit(": ").next());
    let bare = |value: &str| value.trim_matches(|c| " -#\"[]".contains(c)).to_owned();
    let long = |value: &String| value.chars().count() >= 3 && !value.starts_with("secrecy-inspection");
    values.map(bare).filter(long).collect()
}

/// Which of these texts an output quotes.
fn quoted<'a>(run: &Run, texts: &'a [String]) -> Vec<&'a String> {
    texts.iter().filter(|text| run.stdout.contains(*text) || run.stderr.contains(*text)).collect()
}

/// The sample, marked by this line instead of its own.
fn marked(line: &str) -> Workspace {
    let workspace = Workspace::sample(INSPECTION);
    workspace.edit(FILE, "密级: 内部", line);
    workspace
}

fn checked(workspace: &Workspace, format: &str) -> Run {
    workspace.run(&["check", "--format", format])
}

#[test]
fn a_state_secret_is_refused_and_nothing_of_it_is_shown() {
    for level in ["秘密", "机密★20年", "绝密"] {
        let workspace = marked(&format!("密级: {level}"));
        // Were it read, there would be more to say: a wrong day, a file too many, a name.
        workspace.edit(FILE, "日期: 2025-04-15", "日期: 2025-04-31");
        workspace.write("cases/2025-inspection-plain/行动方案.txt", "x");
        let values = values(&workspace);
        assert!(values.len() > 50, "{values:?}");
        for format in FORMATS {
            let run = checked(&workspace, format);
            assert_eq!(run.code, 1, "{format}");
            assert_eq!(quoted(&run, &values), Vec::<&String>::new(), "{format}");
            assert!(!format!("{run:?}").contains("行动方案"), "{format}: {run:?}");
            let told =
                run.stdout.matches("state-secret").count() + run.stderr.matches("state-secret").count();
            assert!(told >= 1, "{format}: {run:?}");
        }
        let only = "state-secret @ case.yaml:1:1 标明为国家秘密的案件不得在本机处理 | 《中华人民共和国保守国家秘密法》第五十七条第一款第十项";
        assert_eq!(super::says(&workspace, INSPECTION), error(only));
    }
}

/// Design section 9: it says stop, do not commit or push, tell the officer.
#[test]
fn whoever_has_a_state_secret_is_told_what_to_do() {
    let run = checked(&marked("密级: 秘密"), "human");
    assert!(run.stderr.contains("停：不要提交、不要推送，立即报告保密员"), "{}", run.stderr);
}

/// However the level is written, it is not read on, not quoted, and never “cured” into another.
#[test]
fn a_state_secret_is_seen_in_every_spelling_of_yaml() {
    let spellings = [
        "密级：秘密",
        "\"密级\": \"秘密★10年\"",
        "密级:\n  秘密",
        "密级: # 见定密表\n  机密",
        "密级: |\n  秘密",
        "密级: >\n  机密",
        "? 密级\n: 秘密",
        "密级: &级 秘密",
        "密级: !!str 秘密",
        "密级: \"\\u79d8密\"",
        "密级: （秘密）",
        "密级: 【机密】",
        "密级: 国家秘密",
        "密级: 秘 密",
        "密级: 内部\n密级: 秘密",
    ];
    let seen = |spelling: &&str| {
        let (code, found) = findings(&marked(spelling), &[]);
        (code, found.len()) == (1, 1) && found[0]["rule"] == "state-secret"
    };
    let missed: Vec<&str> = spellings.into_iter().filter(|spelling| !seen(spelling)).collect();
    assert_eq!(missed, Vec::<&str>::new());
}

#[test]
fn a_state_secret_is_seen_in_other_encodings() {
    // 密级: 秘密 in GBK.
    let gbk: &[u8] = b"\xc3\xdc\xbc\xb6: \xc3\xd8\xc3\xdc\n";
    let utf16: Vec<u8> = "\u{feff}密级: 秘密\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [gbk, &utf16] {
        let workspace = Workspace::sample(INSPECTION);
        workspace.write(FILE, bytes);
        let rules: Vec<_> = findings(&workspace, &[]).1.iter().map(|one| one["rule"].clone()).collect();
        assert_eq!(rules, ["state-secret"], "{bytes:x?}");
    }
}

#[test]
fn words_that_only_resemble_it_are_no_state_secret() {
    let comment = Swap("密级: 内部", "# 密级: 秘密 者不得在此处理\n密级: 内部");
    assert_eq!(check(INSPECTION, &[comment]), (0, vec![]));
    let text = Swap("检查结论: 经检查", "检查结论: 不涉及国家秘密、机密；经检查");
    assert_eq!(check(INSPECTION, &[text]), (0, vec![]));
}

#[test]
fn nothing_of_a_state_secret_is_built_and_what_was_built_before_is_taken_away() {
    let workspace = Workspace::sample(INSPECTION);
    workspace.add_sample(REFUSED, REFUSED);
    assert_eq!(workspace.run(&["build"]).code, 0);
    workspace.edit(FILE, "密级: 内部", "密级: 秘密");
    let values = values(&workspace);
    let built = workspace.run(&["build"]);
    assert_eq!((built.code, quoted(&built, &values)), (1, vec![]), "{}", built.stderr);
    assert!(
        built.stderr.contains("\n未生成：2025-inspection-plain\n1 个案件：排版 0 份文书，"),
        "{}",
        built.stderr
    );
    for entry in walkdir::WalkDir::new(workspace.path("out")) {
        let entry = entry.unwrap();
        assert!(!entry.path().to_string_lossy().contains(INSPECTION), "{}", entry.path().display());
    }
    assert!(!fs::read_to_string(workspace.path("out/index.json")).unwrap().contains(INSPECTION));
    let planned = workspace.run(&["build", "--dry-run"]);
    assert_eq!((planned.code, quoted(&planned, &values)), (1, vec![]));
    assert!(!planned.stdout.contains(INSPECTION), "{}", planned.stdout);
}

/// A work secret in which much is wrong: its shape, or its lawfulness.
fn work_secrets() -> [Workspace; 2] {
    let [shape, law] = [(); 2].map(|()| marked("密级: 工作秘密"));
    shape
        .edit(FILE, "  联系人: 示例安", "  示例安的手机: 示例安")
        .edit(FILE, "日期: 2025-04-15", "日期: 2025-04-31")
        .edit(FILE, "保管期限: 10年", "保管期限: 示例年限")
        .edit(FILE, "刚保检意〔2025〕1号", "刚保检意[2025]1号")
        .edit(FILE, "地点: 刚察县", "地点: “刚察县")
        .edit(FILE, "步骤: 提交检查报告", "步骤: 提交检察报告");
    law.edit(FILE, "组长: 示例文", "组长: 示例和")
        .edit(FILE, "    日期: 2025-04-28", "    日期: 2025-04-30")
        .edit(FILE, "刚保检意〔2025〕1号", "刚保检通〔2025〕9号")
        .edit(FILE, "检查报告: 材料/03-检查报告.pdf", "检查报告: 材料/示例报告.pdf");
    [shape, law]
}

#[test]
fn a_work_secret_leaves_this_machine_by_no_format() {
    for workspace in work_secrets() {
        let mut values = values(&workspace);
        values.extend(["示例安的手机", "提交检察报告"].map(str::to_owned));
        for format in ["json", "sarif", "github"] {
            let run = checked(&workspace, format);
            assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{format}");
            assert_eq!(quoted(&run, &values), Vec::<&String>::new(), "{format}: {}", run.stdout);
        }
        let (_, found) = findings(&workspace, &[]);
        assert!(found.len() >= 3, "{found:#?}");
        for finding in found {
            assert_eq!(finding["labels"], serde_json::json!([]));
            assert_eq!(finding["help"], serde_json::json!([]));
            assert_eq!(finding["fix"], serde_json::Value::Null);
        }
    }
}

#[test]
fn whoever_sits_at_this_machine_sees_a_work_secret() {
    let [_, law] = work_secrets();
    let run = checked(&law, "human");
    assert!(run.stderr.contains("组长: 示例和"), "{}", run.stderr);
}

/// What only the cases together show is still about each of them.
#[test]
fn a_number_used_twice_betrays_no_work_secret() {
    for secret in [INSPECTION, "2025-a"] {
        let workspace = Workspace::sample(INSPECTION);
        workspace.add_sample(INSPECTION, "2025-a");
        workspace.edit(&format!("cases/{secret}/case.yaml"), "密级: 内部", "密级: 工作秘密");
        for format in ["json", "sarif", "github"] {
            let run = checked(&workspace, format);
            assert_eq!(run.code, 1);
            assert!(!run.stdout.contains("〔2025〕1号"), "{secret}, {format}:\n{}", run.stdout);
        }
    }
}
