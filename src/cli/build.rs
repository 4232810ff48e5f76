//! `anjuan build`.

use std::path::PathBuf;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::check::{case_id, open_cases, unknown_cases};
use super::{Exit, Global, Voice};
use crate::build::{self, Judged, Options, Tally};
use crate::case::CaseId;
use crate::finding::Report;
use crate::plan::Plan;
use crate::render::Engine;
use crate::workspace::Workspace;

/// 检查、排版、归档打包 / Check, render and bundle whatever is due
#[derive(Debug, Args)]
pub(super) struct Build {
    /// 案件编号，缺省为全部 / Case ids; all if none is given
    #[arg(value_name = "CASE", value_parser = case_id)]
    cases: Vec<CaseId>,
    /// 输出文件夹 / Output folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// 并行数，缺省为处理器数 / Workers (else as many as there are processors)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
    /// 只打印将要生成什么 / Only print what would be made
    #[arg(long)]
    dry_run: bool,
}

impl Build {
    pub(super) fn run(&self, global: &Global, voice: &Voice) -> Exit {
        let mut report = Report::new();
        let Some(workspace) = open_cases(global, voice, &mut report) else {
            voice.report(&report);
            return Exit::Failed;
        };
        if unknown_cases(&workspace, &self.cases, voice) {
            return Exit::Usage;
        }
        let judged = build::judge(&workspace, &self.cases, None, &mut report);
        if self.dry_run {
            voice.report(&report);
            return self.show(&workspace, &judged, voice).max(verdict(&report, &judged));
        }
        let engine = match Engine::new(&workspace.assets) {
            Ok(engine) => engine,
            Err(error) => {
                voice.tell(&error.to_string());
                return Exit::Failed;
            }
        };
        let tally = self.build(global, voice, &workspace, &engine, &judged, &mut report);
        voice.report(&report);
        if voice.verbose {
            self.list(&workspace, &judged, voice);
        }
        tell(voice, &judged, tally);
        if tally.failed > 0 { Exit::Failed } else { verdict(&report, &judged) }
    }

    fn build(
        &self,
        global: &Global,
        voice: &Voice,
        workspace: &Workspace,
        engine: &Engine,
        judged: &Judged,
        report: &mut Report,
    ) -> Tally {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let options = Options {
            out: self.out.clone().unwrap_or_else(|| global.directory.join("out")),
            jobs: self.jobs.map_or(processors, usize::from),
        };
        let plans = judged.sound.iter().map(|checked| Plan::of(checked, &workspace.office));
        let outputs: usize = plans.map(|plan| plan.outputs().count()).sum();
        let bar = progress(outputs as u64, voice);
        let tally = build::build(workspace, engine, judged, &options, &|| bar.inc(1), report);
        bar.finish_and_clear();
        tally
    }

    /// Every output, one a line.
    fn list(&self, workspace: &Workspace, judged: &Judged, voice: &Voice) {
        for plan in judged.sound.iter().map(|checked| Plan::of(checked, &workspace.office)) {
            plan.letters.iter().for_each(|letter| voice.tell(&format!("{}  {}", letter.output, letter.name)));
            plan.bundle.iter().for_each(|bundle| voice.tell(&bundle.output));
        }
    }

    /// The plan, as YAML that a program can read back.
    fn show(&self, workspace: &Workspace, judged: &Judged, voice: &Voice) -> Exit {
        let plans: Vec<Plan> =
            judged.sound.iter().map(|checked| Plan::of(checked, &workspace.office)).collect();
        match serde_yaml::to_string(&plans) {
            Ok(text) => voice.data(&text),
            Err(_) => Exit::Failed,
        }
    }
}

/// A bar on a terminal; nothing elsewhere, where lines are told at the end.
fn progress(outputs: u64, voice: &Voice) -> ProgressBar {
    let hidden = voice.quiet || !voice.terminal;
    let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(Some(outputs), target);
    match ProgressStyle::with_template("{bar:32} {pos}/{len} {per_sec} {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn verdict(report: &Report, judged: &Judged) -> Exit {
    let wrong = report.has_errors() || !judged.left_out.is_empty();
    if wrong { Exit::Findings } else { Exit::Sound }
}

fn tell(voice: &Voice, judged: &Judged, tally: Tally) {
    for id in &judged.left_out {
        voice.tell(&voice.say(&format!("未生成：{id}"), &format!("left out: {id}")));
    }
    if voice.quiet {
        return;
    }
    let Tally { rendered, packed, unchanged, failed, unpacked } = tally;
    let cases = judged.sound.len();
    let (zh, en) = match unpacked {
        0 => Default::default(),
        count => (format!("，{count} 卷因此没有打包"), format!(", {count} bundles therefore not packed")),
    };
    voice.tell(&voice.say(
        &format!("{cases} 个案件：排版 {rendered} 份文书，打包 {packed} 卷，{unchanged} 项未变，{failed} 项失败{zh}"),
        &format!("{cases} cases: {rendered} letters rendered, {packed} bundles packed, {unchanged} unchanged, {failed} failed{en}"),
    ));
}
