//! Letters: number, power, service, remedies, bases, inputs.

use super::{Judge, rules};
use crate::case::Entry;
use crate::codes;
use crate::finding::{Finding, Fix};
use crate::office::Organ;
use crate::procedure::{Letter, Path, field::keys};
use crate::text;

/// Judges every letter the log calls for.
pub(super) fn check(judge: &mut Judge<'_>) {
    let case = judge.case;
    for (index, entry) in judge.entries() {
        for name in case.step(entry).letters(entry.outcome()) {
            let Some(letter) = case.procedure.letter(name) else { continue };
            let organ = judge.law.office.organ(&case.procedure, &letter.role);
            number(judge, entry, letter, organ);
            service(judge, index, entry, letter);
            copy(judge, entry, letter, organ);
            remedy(judge, entry, letter);
            bases(judge, entry, letter);
            inputs(judge, index, entry, letter);
        }
    }
}

fn number(judge: &mut Judge<'_>, entry: &Entry, letter: &Letter, organ: Organ<'_>) {
    let Some(series) = &letter.series else { return };
    let name = &letter.name;
    let Some(datum) = entry.fields.get(keys::NUMBER) else {
        let message = text!("《{name}》没有文号", "“{name}” has no number");
        judge.push(
            Finding::new(&rules::NUMBER_MISSING, entry.step_span.clone(), message)
                .help(text!("写上 `文号: …`", "write `文号: …`")),
        );
        return;
    };
    let Some(Ok(number)) = datum.as_text().map(codes::document_number) else { return };
    let (year, day) = (i32::from(number.year), entry.date.value);
    if year != chrono::Datelike::year(&day) {
        let message = text!(
            "文号年份 {year} 与文书日期 {day} 不一致",
            "the number's year {year} does not match the date {day}"
        );
        let finding = Finding::new(&rules::NUMBER_YEAR, datum.span.clone(), message);
        judge.push(finding.label(entry.date.span.clone(), text!("文书日期", "the letter's date")));
    }
    match organ {
        Organ::Own(plate) => {
            let right = format!("{}{series}", plate.code);
            if number.prefix != right {
                let message = text!(
                    "《{name}》的文号应以“{right}”开头",
                    "the number of “{name}” begins with “{right}”"
                );
                let whole = format!("{right}〔{year}〕{}号", number.number);
                let fix = Fix::replace(text!("改为", "change it to"), datum.span.clone(), whole);
                judge.push(Finding::new(&rules::NUMBER_SERIES, datum.span.clone(), message).fix(fix));
            }
        }
        Organ::Other(other) => ultra_vires(judge, entry, letter, other, &number.prefix),
    }
}

/// A letter of another organ under one of our own codes would be signed by us: beyond our powers.
fn ultra_vires(judge: &mut Judge<'_>, entry: &Entry, letter: &Letter, other: &str, prefix: &str) {
    let office = judge.law.office;
    let Some(plate) = office.plates.values().find(|plate| prefix.starts_with(&plate.code)) else { return };
    let (name, ours) = (&letter.name, &plate.name);
    let message = text!(
        "《{name}》应由{other}出具，{ours}无权编号签发",
        "“{name}” is for {other} to issue: {ours} has no power to"
    );
    let mut finding = Finding::new(&rules::ULTRA_VIRES, entry.span_of(keys::NUMBER), message)
        .help(text!("写收到的正本上{other}的文号", "write the number {other} put on the letter received"));
    let procedure = &judge.case.procedure;
    let power = procedure.power.as_ref().and_then(|power| procedure.citation(power, entry.date.value));
    if let Some(citation) = power {
        finding = finding.basis(citation.print());
    }
    judge.push(finding);
}

fn service(judge: &mut Judge<'_>, index: usize, entry: &Entry, letter: &Letter) {
    if !letter.service || entry.fields.get(keys::SERVICE).is_some() {
        return;
    }
    let name = &letter.name;
    let last = index + 1 == judge.case.entries.len();
    let rule = if last { &rules::SERVICE_PENDING } else { &rules::SERVICE_MISSING };
    let message = text!("《{name}》没有送达记录", "the service of “{name}” is not recorded");
    let help =
        text!("送达: {{日期: …, 方式: 直接送达, 收件人: …}}", "送达: {{日期: …, 方式: 直接送达, 收件人: …}}");
    judge.push(Finding::new(rule, entry.step_span.clone(), message).help(help));
}

/// What another organ issued enters the volume as the copy received.
fn copy(judge: &mut Judge<'_>, entry: &Entry, letter: &Letter, organ: Organ<'_>) {
    let (Some(field), Organ::Other(other)) = (&letter.copy, organ) else { return };
    if judge.case.is_closed() && entry.fields.get(field).is_none() {
        let name = &letter.name;
        let message =
            text!("归档须附{other}《{name}》的正本", "the volume needs the “{name}” received from {other}");
        let help = text!(
            "把收到的正本扫描件放入案件文件夹，写上 `{field}: 文件名.pdf`",
            "scan it into the case folder and write `{field}: name.pdf`"
        );
        judge.push(Finding::new(&rules::COPY_MISSING, entry.step_span.clone(), message).help(help));
    }
}

fn remedy(judge: &mut Judge<'_>, entry: &Entry, letter: &Letter) {
    if !letter.remedy {
        return;
    }
    let (rank, body) = judge.law.office.standing(&judge.case.procedure, &letter.role);
    if judge.law.remedies.on(rank, entry.date.value).is_none() || body.is_none() {
        let (name, day) = (&letter.name, entry.date.value);
        let message = text!(
            "《{name}》须告知救济途径，而 {day} 的途径没有查到依据",
            "“{name}” has to tell the remedies, and none is confirmed for {day}"
        );
        judge.push(Finding::new(&rules::REMEDY_UNKNOWN, entry.date.span.clone(), message));
    }
}

fn bases(judge: &mut Judge<'_>, entry: &Entry, letter: &Letter) {
    let day = entry.date.value;
    for basis in &letter.bases {
        if judge.case.procedure.citation(basis, day).is_none() {
            let name = &letter.name;
            let message = text!(
                "《{name}》的依据“{basis}”在 {day} 没有施行",
                "the basis “{basis}” of “{name}” was not in force on {day}"
            );
            let finding = Finding::new(&rules::BASIS_NOT_IN_FORCE, entry.date.span.clone(), message);
            judge.push(finding.label(letter.span.clone(), text!("文书在此规定", "the letter")));
        }
    }
}

fn inputs(judge: &mut Judge<'_>, index: usize, entry: &Entry, letter: &Letter) {
    // A number that is missing was told where it is missing.
    let told = |path: &Path| path.fields.last().is_some_and(|field| field == keys::NUMBER);
    for input in letter.inputs.iter().filter(|input| !input.optional && !told(&input.path)) {
        if judge.case.at(&input.path, index + 1).is_none() {
            let (name, path) = (&letter.name, &input.path);
            let message =
                text!("《{name}》需要“{path}”，没有填写", "“{name}” needs “{path}”, which is not there");
            judge.push(Finding::new(&rules::INPUT_MISSING, entry.step_span.clone(), message));
        }
    }
}
