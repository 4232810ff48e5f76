//! The words of a procedure are its own: under other words everything is the same.

use std::collections::BTreeMap;
use std::fs;

use serde_yaml::{Mapping, Value};

use crate::building;
use crate::support::{Workspace, project};

/// Old words and new ones.
#[derive(Default)]
struct Words {
    steps: BTreeMap<String, String>,
    letters: BTreeMap<String, String>,
}

/// Stems and branches: characters every pinned font has, in no order that means anything.
const CHARACTERS: [char; 22] = [
    '甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸', '子', '丑', '寅', '卯', '辰', '巳', '午',
    '未', '申', '酉', '戌', '亥',
];

/// A word nobody uses, as long as the old one, so that no line breaks elsewhere.
fn made_up(old: &str, number: usize) -> String {
    let digit = |place: u32| CHARACTERS[number / CHARACTERS.len().pow(place) % CHARACTERS.len()];
    assert!(old.chars().count() >= 2 && number < CHARACTERS.len().pow(2), "too few made-up words");
    old.chars().enumerate().map(|(at, _)| digit(at.min(1) as u32)).collect()
}

impl Words {
    fn of(procedure: &Value) -> Self {
        let mut number = 0;
        let mut renamed = |section: &str| {
            let names = keys(&procedure[section]);
            names
                .into_iter()
                .map(|old| {
                    number += 1;
                    let new = made_up(&old, number);
                    (old, new)
                })
                .collect()
        };
        Self { steps: renamed("步骤"), letters: renamed("文书") }
    }

    fn step(&self, word: &str) -> String {
        self.steps.get(word).unwrap_or_else(|| panic!("`{word}` is no step")).clone()
    }

    fn letter(&self, word: &str) -> String {
        self.letters.get(word).unwrap_or_else(|| panic!("`{word}` is no letter")).clone()
    }

    /// `步骤.字段`, `步骤`, or a path into the facts.
    fn path(&self, path: &str) -> String {
        let (first, rest) =
            path.split_once('.').map_or((path, ""), |(first, _)| (first, &path[first.len()..]));
        format!("{}{rest}", self.steps.get(first).map_or(first, String::as_str))
    }

    /// In a condition a step is a name followed by a dot, outside quotes and not itself after a dot.
    fn condition(&self, text: &str) -> String {
        let mut out = String::new();
        for (at, part) in text.split('\'').enumerate() {
            out.push_str(if at == 0 { "" } else { "'" });
            out.push_str(&if at % 2 == 0 { self.names(part, "") } else { part.to_owned() });
        }
        out
    }

    /// Replaces every step that stands right after `before` and before anything but a letter or digit.
    fn names(&self, text: &str, before: &str) -> String {
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(is_name) {
            out.push_str(&rest[..at]);
            let end = rest[at..].find(|c| !is_name(c)).map_or(rest.len(), |length| at + length);
            let word = &rest[at..end];
            let follows = if before.is_empty() {
                !out.ends_with('.') && rest[end..].starts_with('.')
            } else {
                out.ends_with(before)
            };
            match self.steps.get(word).filter(|_| follows) {
                Some(new) => out.push_str(new),
                None => out.push_str(word),
            }
            rest = &rest[end..];
        }
        out + rest
    }
}

fn keys(value: &Value) -> Vec<String> {
    value.as_mapping().unwrap().keys().map(|key| key.as_str().unwrap().to_owned()).collect()
}

/// Applies a change to the text or texts at a key, if it is there.
fn change(map: &mut Value, key: &str, to: &dyn Fn(&str) -> String) {
    if let Some(value) = map.get_mut(key) {
        each(value, to);
    }
}

/// Applies a change to a text, a list of texts, or the values of a map.
fn each(value: &mut Value, to: &dyn Fn(&str) -> String) {
    match value {
        Value::String(text) => *text = to(text),
        Value::Sequence(items) => items.iter_mut().for_each(|item| each(item, to)),
        Value::Mapping(map) => map.values_mut().for_each(|item| each(item, to)),
        other => panic!("{other:?} is no text"),
    }
}

fn rename_keys(value: &mut Value, to: &dyn Fn(&str) -> String) {
    let map = std::mem::take(value.as_mapping_mut().unwrap());
    let renamed = map.into_iter().map(|(key, value)| (Value::from(to(key.as_str().unwrap())), value));
    *value = Value::Mapping(renamed.collect::<Mapping>());
}

fn members(value: Option<&mut Value>) -> impl Iterator<Item = &mut Value> {
    value.and_then(Value::as_mapping_mut).into_iter().flat_map(Mapping::values_mut)
}

/// Renames every step and letter wherever a procedure names one.
fn rename(procedure: &mut Value, words: &Words) {
    let step = |word: &str| words.step(word);
    let path = |word: &str| words.path(word);
    let condition = |text: &str| words.condition(text);
    for one in members(procedure.get_mut("步骤")) {
        ["后", "结果"].iter().for_each(|key| change(one, key, &step));
        change(one, "出", &|word| words.letter(word));
        change(one, "旁", &step);
        members(one.get_mut("填")).for_each(|field| change(field, "当", &condition));
    }
    for clock in members(procedure.get_mut("期限")) {
        ["自", "至"].iter().for_each(|key| change(clock, key, &path));
        change(clock, "当", &condition);
        change(clock, "逾期", &step);
    }
    for letter in members(procedure.get_mut("文书")) {
        ["用", "附件"].iter().for_each(|key| change(letter, key, &path));
    }
    for rule in members(procedure.get_mut("规则")) {
        change(rule, "步骤", &step);
        change(rule, "条件", &condition);
    }
    if let Some(repeal) = procedure.get_mut("废止") {
        change(repeal, "其后", &step);
    }
    rename_keys(&mut procedure["步骤"], &step);
    rename_keys(&mut procedure["文书"], &|word| words.letter(word));
}

/// Rewrites one procedure of a workspace with its templates; its cases follow in `rename_cases`.
fn rename_folder(workspace: &Workspace, folder: &str) -> Words {
    let file = format!("templates/{folder}/procedure.yaml");
    let mut procedure: Value = serde_yaml::from_str(&workspace.read(&file)).unwrap();
    let words = Words::of(&procedure);
    rename(&mut procedure, &words);
    workspace.write(&file, serde_yaml::to_string(&procedure).unwrap());
    for template in fs::read_dir(workspace.path(&format!("templates/{folder}/letters"))).unwrap() {
        let name = template.unwrap().file_name().into_string().unwrap();
        let name = format!("templates/{folder}/letters/{name}");
        // Templates reach a step's values as `d.步骤`.
        workspace.write(&name, words.names(&workspace.read(&name), "d."));
    }
    words
}

fn rename_cases(workspace: &Workspace, folder: &str, words: &Words) {
    for case in fs::read_dir(workspace.path("cases")).unwrap() {
        let name = format!("cases/{}/case.yaml", case.unwrap().file_name().to_str().unwrap());
        let text = workspace.read(&name);
        if text.contains(&format!("\n事项: {folder}\n")) {
            let line = |line: &str| match line.strip_prefix("  - 步骤: ") {
                Some(word) => format!("  - 步骤: {}\n", words.step(word)),
                None => format!("{line}\n"),
            };
            workspace.write(&name, text.lines().map(line).collect::<String>());
        }
    }
}

/// Every output but the index with its pages.
fn pages(workspace: &Workspace) -> BTreeMap<String, Option<u64>> {
    let index: serde_json::Value = serde_json::from_str(&workspace.read("out/index.json")).unwrap();
    let outputs = index["outputs"].as_object().unwrap();
    outputs.iter().map(|(name, output)| (name.clone(), output["pages"].as_u64())).collect()
}

const SHIPPED: [&str; 2] = ["sales-licence@1", "secrecy-inspection@1"];

#[test]
fn under_other_words_everything_is_the_same() {
    let original = building::samples();
    assert_eq!(original.run(&["build"]).code, 0);
    let renamed = building::samples();
    renamed.own_templates();
    for folder in SHIPPED {
        let words = rename_folder(&renamed, folder);
        rename_cases(&renamed, folder, &words);
    }
    let built = renamed.run(&["build"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    assert!(built.stderr.starts_with("没有发现问题\n"), "{}", built.stderr);
    assert_eq!(pages(&renamed), pages(&original));
    for bundle in pages(&renamed).keys().filter(|name| name.starts_with("bundles/")) {
        assert_eq!(renamed.run(&["verify", &format!("out/{bundle}")]).code, 0, "{bundle}");
    }
    // The new words are what the letters say.
    let said =
        crate::letters::text(&renamed.path("out/letters/2025-inspection-plain/01-inspection-notice.pdf"));
    assert!(!said.contains("保密检查通知书"), "the old title is still there: {said}");
}

/// Words of the language that contain a word of a procedure.
const OF_THE_LANGUAGE: [&str; 1] = ["批准人"];

#[test]
fn no_word_of_a_procedure_stands_in_the_program() {
    let mut words: Vec<String> = Vec::new();
    for folder in [project().join("templates"), project().join("tests/fixtures/third/templates")] {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let Some((name, _)) = path.file_name().unwrap().to_str().unwrap().split_once('@') else {
                continue;
            };
            let text = fs::read_to_string(path.join("procedure.yaml")).unwrap();
            let procedure: Value = serde_yaml::from_str(&text).unwrap();
            words.extend([name.to_owned(), procedure["事项"].as_str().unwrap().to_owned()]);
            words.extend(keys(&procedure["步骤"]).into_iter().chain(keys(&procedure["文书"])));
            let steps = procedure["步骤"].as_mapping().unwrap().values();
            words.extend(steps.filter_map(|step| step.get("结果")).flat_map(keys));
        }
    }
    assert!(words.len() > 60, "only {} words were found", words.len());
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(project().join("src")).into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            let text = fs::read_to_string(entry.path()).unwrap();
            let text = OF_THE_LANGUAGE.iter().fold(text, |text, word| text.replace(word, ""));
            let here = words.iter().filter(|word| text.contains(word.as_str()));
            found.extend(here.map(|word| format!("{word} in {}", entry.path().display())));
        }
    }
    assert_eq!(found, Vec::<String>::new());
}
