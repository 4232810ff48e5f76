//! What goes wrong while rendering and writing, as findings at a place in the case.

use crate::case::{Case, Datum};
use crate::finding::rule::rule_table;
use crate::finding::{Finding, Text};
use crate::plan::PlannedLetter;
use crate::render::Failure;
use crate::source::{Source, Span};
use crate::text;

rule_table! {
    RENDER_FAILED = "render-failed", Error, "文书无法排版", "a letter cannot be rendered";
    MISSING_GLYPH = "missing-glyph", Error, "字体中没有这个字", "no font has a character";
    CANNOT_WRITE = "cannot-write", Error, "无法写入", "an output cannot be written";
}

/// An output that the disk refused.
pub(super) fn cannot_write(name: &str, why: &Text) -> Finding {
    let Text { zh, en } = why;
    let message = text!(
        "无法写入 `{name}`：{zh}；原有文件未动",
        "`{name}` could not be written: {en}; the old file is untouched"
    );
    Finding::new(&CANNOT_WRITE, Span::whole(&Source::new(name, "")), message)
}

/// Why a letter could not be rendered: the case's line, and Typst's account of the template's.
pub(super) fn rendering(case: &Case, planned: &PlannedLetter, failure: &Failure) -> Vec<Finding> {
    let entry = &case.entries[planned.entry];
    let name = &planned.name;
    if let Failure::Glyphs(missing) = failure {
        let finding = |glyph: &crate::render::MissingGlyph| {
            let text = &glyph.text;
            let code = text.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect::<Vec<_>>().join(" ");
            let span = locate(case, planned, text).unwrap_or_else(|| entry.step_span.clone());
            let message = text!(
                "《{name}》所用字体没有“{text}”（{code}）",
                "no font of “{name}” has “{text}” ({code})"
            );
            let help = text!(
                "核对此字；确为人名用字的，改用通用规范汉字或者在字体中补字",
                "check the character; if a name really has it, a font has to be added"
            );
            Finding::new(&MISSING_GLYPH, span, message).help(help)
        };
        return missing.iter().map(finding).collect();
    }
    let message = text!("《{name}》无法排版：\n{failure}", "“{name}” cannot be rendered:\n{failure}");
    let template = &planned.template;
    let help = text!("模板：templates/{template}", "the template: templates/{template}");
    vec![Finding::new(&RENDER_FAILED, entry.step_span.clone(), message).help(help)]
}

/// The first place among the letter's inputs where a text stands.
fn locate(case: &Case, planned: &PlannedLetter, text: &str) -> Option<Span> {
    let letter = &case.procedure.letters[planned.letter];
    let inputs = letter.inputs.iter().filter_map(|input| case.at(&input.path, planned.entry + 1));
    let mut found = None;
    for datum in inputs {
        datum.walk(&mut |datum: &Datum| {
            let own = datum.as_text().is_some_and(|own| own.contains(text));
            if let Some(at) = datum.span.text().find(text).filter(|_| own && found.is_none()) {
                let start = datum.span.start + at;
                found = Some(Span::new(&datum.span.source, start, start + text.len()));
            }
        });
    }
    found
}
