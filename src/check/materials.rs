//! Materials: known by name, and complete before the step that asks for all of them.

use std::collections::BTreeSet;

use super::{Judge, rules};
use crate::case::{Case, Entry};
use crate::finding::{Finding, Fix};
use crate::procedure::{Material, field::keys};
use crate::source::Spanned;
use crate::text;
use crate::yaml;

/// Judges what was handed in.
pub(super) fn check(judge: &mut Judge<'_>) {
    let case = judge.case;
    let Some(day) = case.first_day() else { return };
    let required = case.procedure.materials.iter().filter(|material| material.window.contains(day));
    let required: Vec<&Material> = required.collect();
    for (index, entry) in judge.entries() {
        for name in names(entry) {
            if !case.procedure.materials.is_empty()
                && !required.iter().any(|material| material.name == name.value)
            {
                unknown(judge, &required, &name);
            }
        }
        if case.step(entry).complete {
            complete(judge, &required, index, entry);
        }
    }
}

/// The names of the documents handed in with an entry.
fn names(entry: &Entry) -> Vec<Spanned<&str>> {
    let list = entry.fields.get(keys::MATERIALS).map(|datum| datum.items()).unwrap_or_default();
    list.iter()
        .filter_map(|item| {
            let name = item.as_record()?.get(keys::NAME)?;
            Some(Spanned { value: name.as_text()?, span: name.span.clone() })
        })
        .collect()
}

fn unknown(judge: &mut Judge<'_>, required: &[&Material], name: &Spanned<&str>) {
    let word = name.value;
    let listed = judge.case.procedure.materials.iter().find(|material| material.name == word);
    if let Some(material) = listed {
        let (zh, en) = force(material);
        let message = text!("“{word}”{zh}，不应再要求", "“{word}” {en} and may not be demanded");
        judge.push(Finding::new(&rules::MATERIAL_UNKNOWN, name.span.clone(), message));
        return;
    }
    let message = text!("“{word}”不在规定的材料之列", "“{word}” is not on the list of materials");
    let finding = Finding::new(&rules::MATERIAL_UNKNOWN, name.span.clone(), message);
    let near = yaml::nearest(word, required.iter().map(|material| material.name.as_str()));
    judge.push(match near {
        Some(near) => {
            finding.fix(Fix::replace(text!("改为“{near}”", "change it to “{near}”"), name.span.clone(), near))
        }
        None => finding.help(text!("不得要求清单以外的材料", "no material beyond the list may be demanded")),
    });
}

/// From when or until when a material is required.
fn force(material: &Material) -> (String, String) {
    match (material.window.from, material.window.until) {
        (_, Some(until)) => (format!("只在 {until} 以前适用"), format!("was required until {until} only")),
        (Some(from), None) => (format!("自 {from} 起才适用"), format!("is required from {from} only")),
        (None, None) => Default::default(),
    }
}

fn complete(judge: &mut Judge<'_>, required: &[&Material], index: usize, entry: &Entry) {
    let case: &Case = judge.case;
    let received: BTreeSet<&str> =
        case.entries[..index].iter().flat_map(names).map(|name| name.value).collect();
    for material in required.iter().filter(|material| !received.contains(material.name.as_str())) {
        let (name, step) = (&material.name, &case.step(entry).name);
        let message = text!("“{step}”时尚缺“{name}”", "“{name}” was never handed in before “{step}”");
        let finding = Finding::new(&rules::MATERIAL_MISSING, entry.step_span.clone(), message);
        judge.push(finding.help(text!(
            "在收到它的步骤的“材料”中列明；没有收到的，应当要求补交",
            "list it where it was received; if it was not, it has to be asked for"
        )));
    }
}
