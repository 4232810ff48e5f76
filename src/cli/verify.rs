//! `anjuan verify`.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{Exit, Voice};
use crate::verify::{Outcome, Verdict, verify};

/// 校验归档包 / Verify bundles
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// 归档包 / Bundles
    #[arg(value_name = "BUNDLE", required = true)]
    bundles: Vec<PathBuf>,
    /// 输出格式 / Output format
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Human,
    Json,
}

impl Verify {
    pub(super) fn run(&self, voice: &Voice) -> Exit {
        self.bundles.iter().map(|path| self.one(path, voice)).max().unwrap_or(Exit::Sound)
    }

    fn one(&self, path: &Path, voice: &Voice) -> Exit {
        let verdict = match File::open(path) {
            Ok(file) => verify(
                BufReader::with_capacity(1 << 16, file),
                path.file_name().and_then(|name| name.to_str()),
            ),
            Err(error) => {
                let shown = path.display();
                voice.tell(&voice.say(
                    &format!("无法打开 {shown}：{error}"),
                    &format!("{shown} cannot be opened: {error}"),
                ));
                return Exit::Failed;
            }
        };
        let told = voice.data(&match self.format {
            Format::Human => verdict.human(voice.lang),
            Format::Json => verdict.json(voice.lang),
        });
        told.max(exit(&verdict))
    }
}

fn exit(verdict: &Verdict) -> Exit {
    match verdict.outcome {
        Outcome::Valid => Exit::Sound,
        Outcome::Invalid | Outcome::Refused => Exit::Findings,
        Outcome::CannotTell => Exit::Failed,
    }
}
