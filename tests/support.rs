//! Workspaces in temporary folders, and the command run in them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// The project's own folder.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A workspace that lives as long as the test.
pub struct Workspace {
    folder: TempDir,
}

/// What a run of the command came to.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Workspace {
    /// A workspace without cases; it uses the templates in the program.
    pub fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("anjuan-test-").tempdir().unwrap();
        fs::create_dir(folder.path().join("cases")).unwrap();
        Self { folder }
    }

    /// With a copy of one sample case.
    pub fn sample(id: &str) -> Self {
        let workspace = Self::new();
        workspace.add_sample(id, id);
        workspace
    }

    /// Copies a sample case under an id.
    pub fn add_sample(&self, id: &str, as_id: &str) {
        copy(&project().join("cases").join(id), &self.path("cases").join(as_id));
    }

    /// Copies the project's templates, so that a test can change them.
    pub fn own_templates(&self) -> &Self {
        let fonts = |path: &Path| path.ends_with("fonts");
        for entry in fs::read_dir(project().join("templates")).unwrap() {
            let path = entry.unwrap().path();
            if !fonts(&path) {
                copy(&path, &self.path("templates").join(path.file_name().unwrap()));
            }
        }
        self
    }

    pub fn path(&self, relative: &str) -> PathBuf {
        self.folder.path().join(relative)
    }

    pub fn read(&self, relative: &str) -> String {
        fs::read_to_string(self.path(relative)).unwrap()
    }

    pub fn write(&self, relative: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(relative);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        #[expect(clippy::disallowed_methods, reason = "a test's own file")]
        fs::write(path, content).unwrap();
        self
    }

    /// Replaces the first occurrence of a text that has to be there.
    pub fn edit(&self, relative: &str, from: &str, to: &str) -> &Self {
        let text = self.read(relative);
        assert!(text.contains(from), "{relative} does not contain {from:?}");
        self.write(relative, text.replacen(from, to, 1))
    }

    /// Runs the command here, in Chinese, without colour and without the caller's environment.
    pub fn run(&self, arguments: &[&str]) -> Run {
        run(self.command().args(arguments))
    }

    /// The command, for tests that set its environment.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_anjuan"));
        command.env_clear().env("LANG", "zh_CN.UTF-8").current_dir(self.folder.path());
        command
    }
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let below = entry.path().strip_prefix(from).unwrap();
        // Joined with nothing, a file's own path would end in a slash.
        let target = if below.as_os_str().is_empty() { to.to_owned() } else { to.join(below) };
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
