//! `anjuan explain`.

use clap::Args;

use super::check::open;
use super::{Exit, Global, Voice};
use crate::finding::{Report, Severity, Text};
use crate::procedure::{CaseRule, Procedure};
use crate::rules;
use crate::text;
use crate::yaml;

/// 解释规则 / Explain a rule
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// 规则名，如 deadline-missed / A rule, such as deadline-missed
    #[arg(value_name = "RULE")]
    rule: String,
}

impl Explain {
    pub(super) fn run(&self, global: &Global, voice: &Voice) -> Exit {
        let mut report = Report::new();
        let Some(workspace) = open(global, voice, &mut report) else {
            voice.report(&report);
            return Exit::Failed;
        };
        if let Some(rule) = rules::built_in().find(|rule| rule.id == self.rule) {
            return voice.data(&entry(voice, rule.id, rule.severity, &rule.title()));
        }
        let own = workspace
            .procedures
            .values()
            .flat_map(|procedure| procedure.rules.iter().map(move |rule| (procedure, rule)));
        let found: Vec<String> = own
            .filter(|(_, rule)| rule.id == self.rule)
            .map(|(procedure, rule)| case_rule(voice, procedure, rule))
            .collect();
        if !found.is_empty() {
            return voice.data(&found.join("\n"));
        }
        let names = rules::built_in().map(|rule| rule.id);
        let names: Vec<&str> = names
            .chain(
                workspace
                    .procedures
                    .values()
                    .flat_map(|procedure| procedure.rules.iter().map(|rule| rule.id.as_str())),
            )
            .collect();
        let (name, near) = (&self.rule, yaml::nearest(&self.rule, names));
        let unknown = match near {
            Some(near) => {
                text!("没有规则 {name}；是否为 {near}？", "there is no rule {name}; did you mean {near}?")
            }
            None => text!("没有规则 {name}", "there is no rule {name}"),
        };
        voice.tell(unknown.get(voice.lang));
        Exit::Usage
    }
}

fn entry(voice: &Voice, id: &str, severity: Severity, title: &Text) -> String {
    format!("{id}  {}\n  {}\n", severity.name(voice.lang), title.get(voice.lang))
}

fn case_rule(voice: &Voice, procedure: &Procedure, rule: &CaseRule) -> String {
    let mut text = entry(voice, &rule.id, rule.severity, &rule.message);
    let mut line =
        |what: Text, content: &str| text.push_str(&format!("  {}{content}\n", what.get(voice.lang)));
    line(text!("事项：", "procedure: "), &procedure.reference.to_string());
    line(text!("步骤：", "step: "), &rule.step);
    line(text!("条件：", "condition: "), &rule.condition.text);
    for citation in procedure.bases.get(&rule.basis).iter().flat_map(|basis| &basis.citations) {
        line(text!("依据：", "basis: "), &citation.print());
    }
    if let Some(help) = &rule.help {
        line(text!("改法：", "cure: "), help);
    }
    text
}
