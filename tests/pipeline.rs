//! The main job: all samples become letters and bundles.

use crate::support::{Workspace, project};

#[test]
fn every_sample_is_clean_and_builds() {
    let workspace = Workspace::new();
    for entry in std::fs::read_dir(project().join("cases")).unwrap() {
        let id = entry.unwrap().file_name().into_string().unwrap();
        workspace.add_sample(&id, &id);
    }
    let built = workspace.run(&["build"]);
    assert_eq!((built.code, built.stdout.as_str()), (0, ""), "{}", built.stderr);
    assert_eq!(built.stderr, "没有发现问题\n10 个案件：排版 34 份文书，打包 8 卷，0 项未变，0 项失败\n");
    let again = workspace.run(&["build"]);
    assert_eq!(again.stderr, "没有发现问题\n10 个案件：排版 0 份文书，打包 0 卷，42 项未变，0 项失败\n");
    let bundles = workspace.path("out/bundles");
    for bundle in std::fs::read_dir(bundles).unwrap() {
        let path = bundle.unwrap().path();
        let verified = workspace.run(&["verify", path.to_str().unwrap()]);
        assert_eq!(verified.code, 0, "{}", verified.stdout);
    }
}
