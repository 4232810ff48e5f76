//! The order of modules: a later one may use an earlier one, never the other way round.

use std::collections::BTreeMap;
use std::fs;

use crate::support::project;

/// Modules by layer. Those of one layer may use each other.
const LAYERS: &[&[&str]] = &[
    &[
        "assets",
        "attachment",
        "calendar",
        "character",
        "codes",
        "digest",
        "files",
        "finding",
        "path",
        "source",
        "yaml",
    ],
    &["procedure"],
    &["office"],
    &["case"],
    &["workspace"],
    &["check"],
    &["plan"],
    &["render", "bundle"],
    &["build", "verify"],
    &["rules"],
    &["cli"],
];

#[test]
fn no_module_uses_a_later_one() {
    let layers = LAYERS.iter().enumerate();
    let rank: BTreeMap<&str, usize> =
        layers.flat_map(|(at, names)| names.iter().map(move |name| (*name, at))).collect();
    let mut wrong = Vec::new();
    for entry in walkdir::WalkDir::new(project().join("src")).into_iter().flatten() {
        let relative = entry.path().strip_prefix(project().join("src")).unwrap().to_str().unwrap().to_owned();
        let own = relative.split(['/', '.']).next().unwrap();
        if !relative.ends_with(".rs") || matches!(own, "lib" | "main") {
            continue;
        }
        let text = fs::read_to_string(entry.path()).unwrap();
        for (at, _) in text.match_indices("crate::") {
            let rest = &text[at + "crate::".len()..];
            let used = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap();
            let documented =
                text[..at].lines().last().is_some_and(|line| line.trim_start().starts_with("//"));
            if rank.get(used).is_some_and(|used| *used > rank[own]) && !documented {
                wrong.push(format!("src/{relative} uses {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
