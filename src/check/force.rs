//! Whether the procedure was in force when the case began.

use super::{Judge, rules};
use crate::finding::Finding;
use crate::procedure::Repeal;
use crate::text;

/// A case belongs to the law of the day it began. False: the path it took was closed that day, so
/// that nothing on it can be judged.
pub(super) fn check(judge: &mut Judge<'_>) -> bool {
    let Some(day) = judge.case.first_day() else { return true };
    let procedure = &judge.case.procedure;
    if let Some(from) = procedure.force.from.filter(|from| day < *from) {
        let title = &procedure.title;
        let message = text!(
            "{day} 时“{title}”尚未施行（{from} 起施行）",
            "on {day} “{title}” was not in force (from {from})"
        );
        let span = judge.case.entries[0].date.span.clone();
        judge.push(Finding::new(&rules::NOT_IN_FORCE, span, message));
    }
    let repeal = procedure.repeal.as_ref().filter(|repeal| day >= repeal.from);
    repeal.is_none_or(|repeal| allowed(judge, repeal))
}

/// Of what is forbidden, the first step is the cause and the rest are its consequences.
fn allowed(judge: &mut Judge<'_>, repeal: &Repeal) -> bool {
    let open = |name: &str| repeal.steps.iter().any(|step| step == name);
    let mut entries = judge.case.entries.iter();
    let Some(entry) = entries.find(|entry| !open(&judge.case.step(entry).name)) else { return true };
    let (from, name) = (repeal.from, &judge.case.step(entry).name);
    let path = repeal.steps.join("→");
    let message = text!(
        "该事项自 {from} 起取消，此后收到的申请不得办理“{name}”",
        "the matter was abolished on {from}: “{name}” is not possible any more"
    );
    let mut finding = Finding::new(&rules::REPEALED, entry.step_span.clone(), message)
        .label(judge.case.entries[0].date.span.clone(), text!("收到申请之日", "the day it arrived"))
        .help(text!("只能这样办理：{path}", "the only lawful path: {path}"));
    if let Some(citation) = judge.case.procedure.citation(&repeal.basis, repeal.from) {
        finding = finding.basis(citation.print());
    }
    judge.push(finding);
    false
}
