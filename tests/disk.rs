//! The disk fails: the program is killed, a folder is in the way, there is no room.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use anjuan::files::TEMPORARY;

use crate::building::{PLAIN, PLAIN_FILE, PLAIN_OUTPUTS, names, tree, two};
use crate::support::{Workspace, run};

/// Many closed cases, each with numbers of its own.
fn many(count: usize) -> Workspace {
    let workspace = Workspace::new();
    for number in 1..=count {
        let id = format!("2025-plain-{number}");
        workspace.add_sample(PLAIN, &id);
        let file = format!("cases/{id}/case.yaml");
        let text = workspace.read(&file).replace("〔2025〕", &format!("〔2025〕{number}0"));
        let (before, after) = text.split_once("案卷号: \"").unwrap();
        let after = after.split_once('"').unwrap().1;
        workspace.write(&file, format!("{before}案卷号: \"{number}\"{after}"));
    }
    workspace
}

/// Killed at any moment, the program leaves whole files and temporary ones, never a part of a file.
#[test]
fn a_killed_build_leaves_no_part_of_a_file() {
    let workspace = many(60);
    let begun = Instant::now();
    let built = workspace.run(&["build", "--out", "whole"]);
    let whole = begun.elapsed();
    assert_eq!(built.code, 0, "{}", built.stderr);
    let expected = tree(&workspace.path("whole"));
    let is_temporary = |name: &String| name.rsplit('/').next().unwrap().starts_with(TEMPORARY);
    let mut cut_short = 0;
    for tenth in [1, 2, 3, 4, 5, 6, 7, 8, 9] {
        let mut command = workspace.command();
        command.args(["build"]).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        std::thread::sleep(whole * tenth / 10);
        child.kill().unwrap();
        child.wait().unwrap();
        let found =
            if workspace.path("out").exists() { tree(&workspace.path("out")) } else { BTreeMap::new() };
        let found: BTreeMap<_, _> = found.into_iter().filter(|(name, _)| !is_temporary(name)).collect();
        // The index tells what is about to be made, until all of it is.
        for (name, sha256) in found.iter().filter(|(name, _)| *name != "index.json") {
            assert_eq!(Some(sha256), expected.get(name), "{name} after {tenth}/10 of the time");
        }
        cut_short += usize::from(!found.is_empty() && found.len() < expected.len());
        // Every other round goes on where the last was killed.
        if tenth % 2 == 0 && workspace.path("out").exists() {
            fs::remove_dir_all(workspace.path("out")).unwrap();
        }
    }
    assert!(cut_short >= 2, "only {cut_short} of 9 kills met a build that had begun to write");
    assert_eq!(workspace.run(&["build"]).code, 0);
    let mut after = tree(&workspace.path("out"));
    after.retain(|name, _| !is_temporary(name));
    assert_eq!(after, expected);
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let workspace = two();
    workspace.write("out/letters", "in the way");
    let built = workspace.run(&["build"]);
    assert_eq!(built.code, 3);
    let told = "错误[cannot-write]: 无法写入 `letters/2025-inspection-plain/01-inspection-notice.pdf`：";
    assert!(built.stderr.contains(told), "{}", built.stderr);
    // The drafts go elsewhere and are there; without their letters no bundle is.
    let drafts: Vec<String> = names(&workspace).into_iter().filter(|name| name != "letters").collect();
    assert!(drafts.len() == 2 && drafts.iter().all(|name| name.starts_with("drafts/")), "{drafts:?}");
    assert_eq!(workspace.read("out/letters"), "in the way");

    let workspace = two();
    workspace.write("out", "in the way");
    let built = workspace.run(&["build"]);
    assert_eq!((built.code, workspace.read("out").as_str()), (3, "in the way"));
    assert!(built.stderr.contains("无法写入 `index.json`："), "{}", built.stderr);
}

/// The size a file may have stands for the room on the disk: a bundle does not fit, letters do.
/// What cannot be replaced stays, as the message says.
#[test]
fn an_output_that_does_not_fit_leaves_the_old_one() {
    let workspace = Workspace::sample(PLAIN);
    workspace.run(&["build"]);
    let before = tree(&workspace.path("out"));
    workspace.edit(PLAIN_FILE, "检查范围: ", "检查范围: 全部");
    let program = env!("CARGO_BIN_EXE_anjuan");
    let mut shell = std::process::Command::new("/bin/sh");
    shell.args(["-c", &format!("trap '' XFSZ; ulimit -f 400; exec '{program}' build")]);
    shell.env_clear().env("LANG", "zh_CN.UTF-8").current_dir(workspace.path(""));
    let built = run(&mut shell);
    assert_eq!(built.code, 3, "{}", built.stderr);
    let told = format!("无法写入 `{}`：", PLAIN_OUTPUTS[0]);
    assert!(built.stderr.contains(&told) && built.stderr.contains("原有文件未动"), "{}", built.stderr);
    let after = tree(&workspace.path("out"));
    assert_ne!(after[PLAIN_OUTPUTS[1]], before[PLAIN_OUTPUTS[1]], "the letter fits");
    assert_eq!(after.get(PLAIN_OUTPUTS[0]), before.get(PLAIN_OUTPUTS[0]), "the old bundle is untouched");
    // With room again, everything is as if nothing had happened.
    assert_eq!(workspace.run(&["build"]).code, 0);
    let elsewhere = ["build", "--out", "elsewhere"];
    assert_eq!(workspace.run(&elsewhere).code, 0);
    assert_eq!(tree(&workspace.path("out")), tree(&workspace.path("elsewhere")));
}

#[test]
#[ignore = "needs root and mount, umount (util-linux)"]
fn a_full_disk_leaves_whole_files_only() {
    let mount = |arguments: &[&str], folder: &Path| {
        let program = if arguments.is_empty() { "umount" } else { "mount" };
        let status = std::process::Command::new(program).args(arguments).arg(folder).status();
        assert!(status.expect("mount and umount are there").success(), "{program} needs root");
    };
    let workspace = many(3);
    assert_eq!(workspace.run(&["build", "--out", "whole"]).code, 0);
    let expected = tree(&workspace.path("whole"));
    let out = workspace.path("out");
    fs::create_dir(&out).unwrap();
    mount(&["-t", "tmpfs", "-o", "size=1m", "tmpfs"], &out);
    let built = workspace.run(&["build"]);
    let found = tree(&out);
    mount(&[], &out);
    assert_eq!(built.code, 3, "{}", built.stderr);
    assert!(built.stderr.contains("错误[cannot-write]: 无法写入 `"), "{}", built.stderr);
    assert!(!found.is_empty() && found.len() < expected.len(), "{found:?}");
    for (name, sha256) in found.iter().filter(|(name, _)| *name != "index.json") {
        assert_eq!(Some(sha256), expected.get(name), "{name} is whole");
    }
}
