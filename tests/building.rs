//! What a build makes: the same bytes everywhere, nothing stale, and every failure at its place.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use anjuan::digest::Sha256;

use crate::findings;
use crate::support::{Run, Workspace, project, run};

/// A workspace with every sample case.
pub fn samples() -> Workspace {
    let workspace = Workspace::new();
    for id in sample_ids() {
        workspace.add_sample(&id, &id);
    }
    workspace
}

/// The ids of the sample cases.
pub fn sample_ids() -> Vec<String> {
    let folder = fs::read_dir(project().join("cases")).unwrap();
    folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// The SHA-256 of every file below a folder, by its path.
pub fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut tree = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            tree.insert(name, Sha256::of(&fs::read(entry.path()).unwrap()).to_string());
        }
    }
    tree
}

/// Every output, the index apart.
pub fn names(workspace: &Workspace) -> Vec<String> {
    tree(&workspace.path("out")).into_keys().filter(|name| name != "index.json").collect()
}

/// A sample case of two letters and a bundle.
pub const PLAIN: &str = "2025-inspection-plain";
const REFUSED: &str = "2016-licence-refused";
pub const PLAIN_FILE: &str = "cases/2025-inspection-plain/case.yaml";
const REFUSED_FILE: &str = "cases/2016-licence-refused/case.yaml";
pub const PLAIN_OUTPUTS: [&str; 3] = [
    "bundles/2025-inspection-plain-r1.zip",
    "letters/2025-inspection-plain/01-inspection-notice.pdf",
    "letters/2025-inspection-plain/02-inspection-opinion.pdf",
];

/// That case and one of five letters, two of them drafts.
pub fn two() -> Workspace {
    let workspace = Workspace::sample(PLAIN);
    workspace.add_sample(REFUSED, REFUSED);
    workspace
}

#[test]
fn the_bytes_depend_on_the_cases_alone() {
    let first = samples();
    let built = first.run(&["build"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let expected = tree(&first.path("out"));
    assert!(expected.len() > 40, "{expected:?}");
    let same = |about: &str, built: Run, out: &Path| {
        assert_eq!(built.code, 0, "{about}: {}", built.stderr);
        assert_eq!(tree(out), expected, "{about}");
    };
    same("over what is there", first.run(&["build"]), &first.path("out"));
    for arguments in [["--jobs", "1"], ["--jobs", "2"]] {
        let out = first.path(&format!("out{}", arguments[1]));
        let given = ["build", arguments[0], arguments[1], "--out", out.to_str().unwrap()];
        same(&format!("{arguments:?}"), first.run(&given), &out);
    }
    for (zone, lang) in [("Asia/Tokyo", "C"), ("America/New_York", "en_US.UTF-8")] {
        let out = first.path(lang);
        let mut command = first.command();
        command.env("TZ", zone).env("LANG", lang).args(["build", "--out", out.to_str().unwrap()]);
        same(&format!("{zone}, {lang}"), run(&mut command), &out);
    }
    // A deeper folder with another name, and files of another age.
    let second = Workspace::new();
    for id in sample_ids() {
        second.add_sample(&id, &format!("../甲 乙/deeper/still/cases/{id}"));
    }
    let deep = second.path("甲 乙/deeper/still");
    for entry in walkdir::WalkDir::new(&deep).into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
            File::options().append(true).open(entry.path()).unwrap().set_modified(old).unwrap();
        }
    }
    same("elsewhere", second.run(&["build", "-C", "甲 乙/deeper/still"]), &deep.join("out"));
}

/// The samples' outputs are those that were looked at and approved.
#[test]
fn the_samples_have_their_golden_bytes() {
    let workspace = samples();
    let built = workspace.run(&["build"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let mut tree = tree(&workspace.path("out"));
    // The index says what was made from what; it is no output.
    tree.remove("index.json");
    let lines: String = tree.iter().map(|(name, sha256)| format!("{sha256}  {name}\n")).collect();
    let golden = project().join("tests/golden/hashes.txt");
    if std::env::var_os("ANJUAN_BLESS").is_some_and(|value| value == "1") {
        anjuan::files::write(&golden, |file| std::io::Write::write_all(file, lines.as_bytes())).unwrap();
    }
    let approved = fs::read_to_string(&golden).unwrap_or_default();
    let gone: Vec<_> = approved.lines().filter(|line| !lines.contains(line)).collect();
    let new: Vec<_> = lines.lines().filter(|line| !approved.contains(line)).collect();
    assert!(
        gone.is_empty() && new.is_empty(),
        "the samples' outputs are not the approved ones.\napproved:\n{}\nnow:\n{}\n\
         Look at the letters. If the change is meant, approve it and say why in the commit:\n  \
         ANJUAN_BLESS=1 cargo test --release --test anjuan golden",
        gone.join("\n"),
        new.join("\n")
    );
}

#[test]
fn a_broken_case_stops_no_other() {
    let workspace = two();
    workspace.edit(REFUSED_FILE, "结果: 不批准", "结果: 不批");
    let built = workspace.run(&["build"]);
    assert_eq!(built.code, 1);
    let end = format!("未生成：{REFUSED}\n1 个案件：排版 2 份文书，打包 1 卷，0 项未变，0 项失败\n");
    assert!(built.stderr.ends_with(&end), "{}", built.stderr);
    assert_eq!(names(&workspace), PLAIN_OUTPUTS);
}

/// A letter that should not exist is worse than none.
#[test]
fn what_a_case_no_longer_calls_for_is_removed() {
    let workspace = two();
    workspace.run(&["build"]);
    let before = tree(&workspace.path("out"));
    workspace.write("out/letters/2016-licence-refused/note.txt", "not ours");

    // Broken: all of it goes, and nothing of the other case or of anybody else.
    workspace.edit(REFUSED_FILE, "结果: 不批准", "结果: 不批");
    workspace.run(&["build"]);
    assert!(!workspace.read("out/index.json").contains(REFUSED));
    fs::remove_file(workspace.path("out/letters/2016-licence-refused/note.txt")).expect("it was left alone");
    assert_eq!(names(&workspace), PLAIN_OUTPUTS);

    // Mended: the same bytes come back.
    workspace.edit(REFUSED_FILE, "结果: 不批\n", "结果: 不批准\n");
    workspace.run(&["build"]);
    assert_eq!(tree(&workspace.path("out")), before);

    // No longer closed: the letters stay, the bundle goes.
    let text = workspace.read(PLAIN_FILE);
    let open = &text[..text.find("  - 步骤: 立卷归档").unwrap()];
    workspace.write(PLAIN_FILE, open);
    workspace.run(&["build", PLAIN]);
    let left: Vec<String> = names(&workspace).into_iter().filter(|name| name.contains(PLAIN)).collect();
    assert_eq!(left, PLAIN_OUTPUTS[1..]);
    assert!(names(&workspace).iter().any(|name| name.contains(REFUSED)), "it was not asked for");
}

#[test]
fn what_belonged_to_a_removed_case_is_removed() {
    let workspace = two();
    workspace.run(&["build"]);
    fs::remove_dir_all(workspace.path("cases").join(REFUSED)).unwrap();
    // Asked for another case, the program leaves it alone; asked for all, it is not among them.
    workspace.run(&["build", PLAIN]);
    assert!(names(&workspace).iter().any(|name| name.contains(REFUSED)));
    workspace.run(&["build"]);
    assert_eq!(names(&workspace), PLAIN_OUTPUTS);
}

#[test]
fn an_error_in_a_template_is_shown_in_the_template_and_in_the_case() {
    let workspace = two();
    workspace.own_templates();
    let template = "templates/secrecy-inspection@1/letters/inspection-notice.typ";
    workspace.edit(template, "组.组长", "组.组张");
    let built = workspace.run(&["build"]);
    assert_eq!(built.code, 3);
    let in_template = findings::line_of(&workspace.read(template), "组.组张");
    let in_case = findings::line_of(&workspace.read(PLAIN_FILE), "步骤: 下发检查通知");
    for part in [
        "错误[render-failed]: 《保密检查通知书》无法排版".to_owned(),
        "dictionary does not contain key \"组张\"".to_owned(),
        format!("{template}:{in_template}:"),
        format!("{PLAIN_FILE}:{in_case}:"),
    ] {
        assert!(built.stderr.contains(&part), "{part} is not told:\n{}", built.stderr);
    }
    // What lacks a letter is not packed; everything else is there.
    assert!(
        built.stderr.ends_with("2 个案件：排版 6 份文书，打包 1 卷，0 项未变，1 项失败，1 卷因此没有打包\n"),
        "{}",
        built.stderr
    );
    assert!(!names(&workspace).iter().any(|name| name == PLAIN_OUTPUTS[0] || name == PLAIN_OUTPUTS[1]));
}

/// U+31350 is a Chinese character that none of the pinned fonts has; private-use characters, which
/// none has either, are refused when the case is read.
#[test]
fn a_character_no_font_has_is_named_with_its_place() {
    let workspace = Workspace::sample(PLAIN);
    workspace.edit(PLAIN_FILE, "检查范围: ", "检查范围: \u{31350}");
    assert_eq!(workspace.run(&["check"]).code, 0);
    let built = workspace.run(&["build"]);
    assert_eq!(built.code, 3);
    let line = findings::line_of(&workspace.read(PLAIN_FILE), "\u{31350}");
    let told = format!(
        "错误[missing-glyph]: 《保密检查通知书》所用字体没有“\u{31350}”（U+31350）\n  --> {PLAIN_FILE}:{line}:11\n"
    );
    assert!(built.stderr.starts_with(&told), "{}", built.stderr);
    assert!(built.stderr.contains("检查范围: \u{31350}"), "{}", built.stderr);
    assert_eq!(names(&workspace), PLAIN_OUTPUTS[2..]);
}

#[test]
fn a_dry_run_tells_what_would_be_made_and_makes_nothing() {
    let workspace = two();
    let before = tree(&workspace.path(""));
    let planned = workspace.run(&["build", "--dry-run"]);
    assert_eq!((planned.code, planned.stderr.as_str()), (0, "没有发现问题\n"));
    assert_eq!(tree(&workspace.path("")), before);
    assert!(!workspace.path("out").exists());

    let plan: serde_yaml::Value = serde_yaml::from_str(&planned.stdout).expect("the plan is YAML");
    let mut outputs = Vec::new();
    for case in plan.as_sequence().expect("a list of cases") {
        let letters = case["letters"].as_sequence().unwrap();
        let all = letters.iter().chain(case.get("bundle"));
        outputs.extend(all.map(|output| output["output"].as_str().unwrap().to_owned()));
    }
    outputs.sort();
    workspace.run(&["build"]);
    assert_eq!(outputs, names(&workspace));
}
