//! Exemptions: for warnings only, each used, none for an error.

use super::rules;
use crate::case::Case;
use crate::finding::{Finding, Report, Severity};
use crate::text;

/// Takes out the warnings that are exempted; an exemption of anything else is a finding.
///
/// An exempted error stays: it is told beside the exemption that asked for it.
pub(super) fn apply(case: &Case, found: &mut Report) {
    for waiver in &case.waivers {
        let rule = waiver.rule.value.as_str();
        let worst = found.iter().filter(|finding| finding.rule == rule).map(|finding| finding.severity).min();
        let span = waiver.rule.span.clone();
        match worst {
            Some(Severity::Warning) => found.retain(|finding| finding.rule != rule),
            Some(Severity::Error) => {
                let message =
                    text!("`{rule}` 是错误，不得豁免", "`{rule}` is an error and cannot be exempted");
                found.push(Finding::new(&rules::WAIVER_OF_ERROR, span, message));
            }
            Some(Severity::Note) | None => {
                let message = text!("没有 `{rule}` 的警告可以豁免", "there is no warning `{rule}` to exempt");
                found.push(
                    Finding::new(&rules::WAIVER_UNUSED, span, message)
                        .help(text!("删去这一项豁免", "remove this exemption")),
                );
            }
        }
    }
}
