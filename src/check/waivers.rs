//! Exemptions: for warnings only, each used, none for an error.

use super::rules;
use crate::case::Case;
use crate::finding::{Finding, Report, Severity};
use crate::text;

/// Takes out the warnings that are exempted; an exemption of anything else is a finding.
///
/// An exempted error stays: it is told beside the exemption that asked for it. Notes need none.
pub(super) fn apply(case: &Case, found: &mut Report) {
    for waiver in &case.waivers {
        let rule = waiver.rule.value.as_str();
        let span = waiver.rule.span.clone();
        let of = |severity| move |finding: &Finding| finding.rule == rule && finding.severity == severity;
        if found.iter().any(of(Severity::Warning)) {
            found.retain(|finding| !of(Severity::Warning)(finding));
        } else if found.iter().any(of(Severity::Error)) {
            let message = text!("`{rule}` 是错误，不得豁免", "`{rule}` is an error and cannot be exempted");
            found.push(Finding::new(&rules::WAIVER_OF_ERROR, span, message));
        } else {
            let message = text!("没有 `{rule}` 的警告可以豁免", "there is no warning `{rule}` to exempt");
            let help = text!("删去这一项豁免", "remove this exemption");
            found.push(Finding::new(&rules::WAIVER_UNUSED, span, message).help(help));
        }
    }
}
