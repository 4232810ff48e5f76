//! What goes wrong while rendering and writing, as findings at a place in the case.

use std::io;

use crate::case::{Case, Datum};
use crate::finding::{Finding, Rule, Severity};
use crate::plan::PlannedLetter;
use crate::render::Failure;
use crate::source::{Source, Span};
use crate::text;

/// A letter could not be rendered.
pub const RENDER_FAILED: Rule = Rule {
    id: "render-failed",
    severity: Severity::Error,
    title_zh: "文书无法排版",
    title_en: "a letter cannot be rendered",
};

/// A character no pinned font has.
pub const MISSING_GLYPH: Rule = Rule {
    id: "missing-glyph",
    severity: Severity::Error,
    title_zh: "字体中没有这个字",
    title_en: "no font has a character",
};

/// An output could not be written.
pub const CANNOT_WRITE: Rule = Rule {
    id: "cannot-write",
    severity: Severity::Error,
    title_zh: "无法写入",
    title_en: "an output cannot be written",
};

/// An output that the disk refused.
pub(super) fn cannot_write(name: &str, error: &dyn std::error::Error) -> Finding {
    let message = text!(
        "无法写入 `{name}`：{error}；原有文件未动",
        "`{name}` could not be written: {error}; the old file is untouched"
    );
    Finding::new(&CANNOT_WRITE, Span::whole(&Source::new(name, "")), message)
}

/// The same for an I/O error, told in words rather than by its number.
pub(super) fn io_error(name: &str, error: &io::Error) -> Finding {
    cannot_write(name, error)
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
