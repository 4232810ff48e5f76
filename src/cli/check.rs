//! `anjuan check`.

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::{Exit, Global, Voice};
use crate::build::judge;
use crate::case::CaseId;
use crate::finding::{Report, github, json, sarif};
use crate::workspace::{CASES, Workspace};

/// 检查案件 / Check cases
#[derive(Debug, Args)]
pub(super) struct Check {
    /// 案件编号，缺省为全部 / Case ids; all if none is given
    #[arg(value_name = "CASE", value_parser = case_id)]
    cases: Vec<CaseId>,
    /// 输出格式 / Output format
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// 以此日为准判断，缺省为案件最后记录之日 / Judge as of this day (else the last day on record)
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<NaiveDate>,
}

/// Formats of findings.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    /// For people, on stderr.
    Human,
    /// One JSON object with `findings` and `summary`, on stdout.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands.
    Github,
}

/// Reads a case id; a path such as `cases/2016-a/` is taken for its last name.
pub(super) fn case_id(text: &str) -> Result<CaseId, String> {
    let name = text.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or(text);
    CaseId::parse(name).ok_or_else(|| "案件编号形如 2016-abc / a case id looks like 2016-abc".to_owned())
}

/// Reads a day.
pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    crate::procedure::read::date(text)
        .ok_or_else(|| "日期写作 2016-03-01 / a date looks like 2016-03-01".to_owned())
}

/// Opens the workspace, or tells why not.
pub(super) fn open(global: &Global, voice: &Voice, report: &mut Report) -> Option<Workspace> {
    if !global.directory.is_dir() {
        let folder = global.directory.display();
        voice.tell(&voice.say(&format!("没有文件夹 {folder}"), &format!("there is no folder {folder}")));
        return None;
    }
    let workspace = Workspace::open(&global.directory, report);
    if workspace.is_none() {
        voice.tell(&voice.say("工作区无法打开", "the workspace cannot be opened"));
    }
    workspace
}

/// Opens a workspace that has cases, or tells why not: a wrong folder must not look clean.
pub(super) fn open_cases(global: &Global, voice: &Voice, report: &mut Report) -> Option<Workspace> {
    let workspace = open(global, voice, report)?;
    if !workspace.root.join(CASES).is_dir() {
        voice.tell(&voice.say("这里没有 cases 文件夹", "there is no folder `cases` here"));
        return None;
    }
    Some(workspace)
}

/// Ids that name no case; each is told.
pub(super) fn unknown_cases(workspace: &Workspace, ids: &[CaseId], voice: &Voice) -> bool {
    let all = workspace.case_ids(&mut Report::new());
    let unknown: Vec<&CaseId> = ids.iter().filter(|id| !all.contains(id)).collect();
    for id in &unknown {
        voice.tell(&voice.say(&format!("没有案件 {id}"), &format!("there is no case {id}")));
    }
    !unknown.is_empty()
}

impl Check {
    pub(super) fn run(&self, global: &Global, voice: &Voice) -> Exit {
        let mut report = Report::new();
        let Some(workspace) = open_cases(global, voice, &mut report) else {
            voice.report(&report);
            return Exit::Failed;
        };
        if unknown_cases(&workspace, &self.cases, voice) {
            return Exit::Usage;
        }
        judge(&workspace, &self.cases, self.as_of, &mut report);
        let found = report.sorted();
        let shown = match self.format {
            Format::Human => {
                voice.report(&report);
                Exit::Sound
            }
            Format::Json => voice.data(&json::render(&found, voice.lang)),
            Format::Sarif => voice.data(&sarif::render(&found, voice.lang)),
            Format::Github => voice.data(&github::render(&found, voice.lang)),
        };
        shown.max(if report.has_errors() { Exit::Findings } else { Exit::Sound })
    }
}
