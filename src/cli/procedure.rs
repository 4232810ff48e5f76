//! `anjuan procedure`.

use clap::{Args, Subcommand};

use super::check::open;
use super::{Exit, Global, Voice};
use crate::assets::Origin;
use crate::finding::Report;

/// 事项 / Procedures
#[derive(Debug, Args)]
pub(super) struct Procedure {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// 列出全部事项及版本 / List procedures and versions
    List,
    /// 检查事项定义 / Check the definitions
    Check,
}

impl Procedure {
    pub(super) fn run(&self, global: &Global, voice: &Voice) -> Exit {
        let mut report = Report::new();
        let workspace = open(global, voice, &mut report);
        let listed = match (&self.action, &workspace) {
            (Action::List, Some(workspace)) => voice.data(&list(workspace)),
            (Action::List | Action::Check, _) => Exit::Sound,
        };
        if matches!(self.action, Action::Check) || !report.is_empty() {
            voice.report(&report);
        }
        let failed = if workspace.is_none() { Exit::Failed } else { Exit::Sound };
        let found = if report.has_errors() { Exit::Findings } else { Exit::Sound };
        listed.max(failed).max(found)
    }
}

fn list(workspace: &crate::workspace::Workspace) -> String {
    let mut lines = String::new();
    for (reference, procedure) in &workspace.procedures {
        let file = workspace.assets.get(&format!("{reference}/procedure.yaml"));
        let origin = match file.map(|asset| asset.origin) {
            Some(Origin::Workspace) => "workspace",
            _ => "embedded",
        };
        lines.push_str(&format!("{reference}\t{}\t{}\t{origin}\n", procedure.title, procedure.category));
    }
    lines
}
