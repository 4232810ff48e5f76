//! Explanations that explain nothing.

use super::{Judge, rules};
use crate::finding::Finding;
use crate::procedure::field::keys;
use crate::text;

/// An explanation belongs to a breach of the same entry.
pub(super) fn check(judge: &mut Judge<'_>) {
    for (index, entry) in judge.entries() {
        let Some(explanation) = entry.fields.get(keys::EXPLANATION) else { continue };
        if !judge.explainable.contains(&index) {
            let message = text!("本步骤没有需要说明的情况", "nothing in this entry needs an explanation");
            judge.push(Finding::new(&rules::EXPLANATION_UNNEEDED, explanation.span.clone(), message));
        }
    }
}
