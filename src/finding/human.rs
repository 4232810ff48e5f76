//! Findings for people, in the style of rustc.
//!
//! Plain ASCII frames on purpose: box-drawing characters are two columns wide in many Chinese
//! terminals and the carets would no longer stand under what they point at.

use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet, normalize_untrusted_str,
};

use super::{Disclosure, Edit, Finding, Fix, Lang, Report, Severity};
use crate::source::{BYTE_ORDER_MARK, Source, Span};

/// The code points of a span that are underlined at most; the rest is understood.
const LONGEST_UNDERLINE: usize = 60;

/// Lines longer than this many code points are shown in part, and no diff of them at all.
const LONGEST_LINE: usize = 200;

/// Lines between the first and the last place shown with one finding; places further off are
/// named, not shown.
const WIDEST_WINDOW: usize = 2000;

/// Renders findings in the order given, each with its source line, notes, help and fix.
///
/// Empty if there are none; ends with a line end otherwise.
pub fn render(findings: &[&Finding], lang: Lang, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let one = |found: &&Finding| {
        let groups = Picture { found, lang }.groups();
        trim_line_ends(&renderer.render(&groups)) + "\n\n"
    };
    let mut text: String = findings.iter().map(one).collect();
    text.truncate(text.trim_end_matches('\n').len());
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// One line that counts what was found: `2 个错误，1 个警告`.
pub fn summary(report: &Report, lang: Lang) -> String {
    let severities = [Severity::Error, Severity::Warning, Severity::Note];
    let counts = severities.map(|severity| (severity, report.count(severity)));
    let words = counts.iter().filter(|(_, count)| *count > 0).map(|(severity, count)| {
        let name = severity.name(lang);
        match lang {
            Lang::Zh => format!("{count} 个{name}"),
            Lang::En => format!("{count} {name}{}", if *count == 1 { "" } else { "s" }),
        }
    });
    let words: Vec<_> = words.collect();
    match (lang, words.is_empty()) {
        (Lang::Zh, true) => "没有发现问题".to_owned(),
        (Lang::En, true) => "nothing found".to_owned(),
        (Lang::Zh, false) => words.join("，"),
        (Lang::En, false) => words.join(", "),
    }
}

/// The renderer pads empty source lines; nobody wants that in a log.
fn trim_line_ends(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    lines.join("\n")
}

/// A finding about to be shown.
struct Picture<'a> {
    found: &'a Finding,
    lang: Lang,
}

impl<'a> Picture<'a> {
    fn groups(&self) -> Vec<Group<'a>> {
        let found = self.found;
        let level = match found.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let level = level.with_name(found.severity.name(self.lang));
        let rule = found.rule.as_ref();
        if found.disclosure == Disclosure::Withheld {
            let title = level.primary_title(found.title.get(self.lang)).id(rule);
            return vec![title.element(origin(&found.span))];
        }
        let title = level.primary_title(found.message.get(self.lang)).id(rule);
        let mut groups = vec![self.notes(self.places(Group::with_title(title)))];
        groups.extend(found.fix.as_ref().map(|fix| self.fix(fix)));
        groups
    }

    /// The excerpts: that of the finding's own file first.
    fn places(&self, mut group: Group<'a>) -> Group<'a> {
        let found = self.found;
        if found.span.source.text().is_empty() {
            return group.element(Origin::path(found.span.source.path()));
        }
        let near = |span: &Span| {
            let (a, b) = (span.line_column().0, found.span.line_column().0);
            is_same_text(span, &found.span) && a.abs_diff(b) <= WIDEST_WINDOW
        };
        let mut places = vec![(AnnotationKind::Primary, &found.span, None)];
        let labels = found.labels.iter();
        let label =
            |label: &'a super::Label| (AnnotationKind::Context, &label.span, Some(label.text.get(self.lang)));
        places.extend(labels.clone().filter(|label| near(&label.span)).map(label));
        group = group.element(excerpt(&places));
        for other in labels.filter(|label| !near(&label.span)) {
            group = if other.span.source.text().is_empty() {
                group.element(Origin::path(other.span.source.path()))
            } else {
                group.element(excerpt(&[label(other)]))
            };
        }
        group
    }

    /// `= 依据: …` and `= 帮助: …`.
    fn notes(&self, mut group: Group<'a>) -> Group<'a> {
        let (basis, help) = match self.lang {
            Lang::Zh => ("依据", "帮助"),
            Lang::En => ("basis", "help"),
        };
        if let Some(text) = &self.found.basis {
            let text = normalize_untrusted_str(text);
            group = group.element(Level::NOTE.with_name(basis).message(text));
        }
        for text in &self.found.help {
            let text = normalize_untrusted_str(text.get(self.lang));
            group = group.element(Level::HELP.with_name(help).message(text));
        }
        group
    }

    fn fix(&self, fix: &'a Fix) -> Group<'a> {
        let name = match self.lang {
            Lang::Zh => "修正",
            Lang::En => "fix",
        };
        let title = normalize_untrusted_str(fix.title.get(self.lang));
        let group = Group::with_title(Level::HELP.with_name(name).secondary_title(title));
        let Some(first) = fix.edits.first() else {
            return group;
        };
        let here = |edit: &&Edit| is_same_text(&edit.span, &first.span);
        let edits = fix.edits.iter().filter(here);
        let spans: Vec<_> = edits.clone().map(|edit| &edit.span).collect();
        let window = Window::around(&spans);
        let text = window.text();
        let is_long = |line: &str| line.chars().nth(LONGEST_LINE).is_some();
        let invisible =
            fix.edits.iter().all(|edit| edit.insert.is_empty() && edit.span.text().chars().all(is_invisible));
        if invisible || text.lines().any(is_long) {
            return group;
        }
        let patches = edits.map(|edit| {
            let range = window.within(edit.span.start, edit.span.end);
            Patch::new(range, edit.insert.as_str())
        });
        let snippet = Snippet::source(text).line_start(window.line);
        group.element(snippet.path(first.span.source.path()).patches(patches))
    }
}

/// Whether offsets of the one mean the same in the other: a path alone does not say so.
fn is_same_text(one: &Span, other: &Span) -> bool {
    let (one, other) = (&one.source, &other.source);
    Arc::ptr_eq(one, other) || (one.path() == other.path() && one.text() == other.text())
}

fn is_invisible(c: char) -> bool {
    c == BYTE_ORDER_MARK || c.is_control() || matches!(c, '\u{200B}'..='\u{200F}')
}

fn origin<'a>(span: &'a Span) -> Origin<'a> {
    let path = Origin::path(span.source.path());
    if span.source.text().is_empty() {
        return path;
    }
    let (line, column) = span.line_column();
    path.line(line).char_column(column)
}

/// Whole lines of one source.
struct Window<'a> {
    source: &'a Source,
    range: Range<usize>,
    /// The number of the first line.
    line: usize,
}

impl<'a> Window<'a> {
    /// The lines on which the spans begin; all lie in the first one's source.
    fn around(spans: &[&'a Span]) -> Self {
        let source = &spans[0].source;
        let lines = spans.iter().map(|span| span.line_column().0);
        let (first, last) = lines.fold((usize::MAX, 1), |(low, high), line| (low.min(line), high.max(line)));
        let mut range = source.line_range(first).start..source.line_range(last).end;
        if source.text()[range.clone()].starts_with(BYTE_ORDER_MARK) {
            range.start += BYTE_ORDER_MARK.len_utf8();
        }
        Self { source, range, line: first }
    }

    fn text(&self) -> &'a str {
        &self.source.text()[self.range.clone()]
    }

    /// A range of the source as one of the window.
    fn within(&self, start: usize, end: usize) -> Range<usize> {
        let clamp = |at: usize| at.clamp(self.range.start, self.range.end) - self.range.start;
        clamp(start)..clamp(end)
    }

    /// What is underlined of a span: what lies on its first line, not more than a phrase of it.
    fn underline(&self, span: &Span) -> Range<usize> {
        let (line, _) = span.line_column();
        let end = span.end.min(self.source.line_range(line).end).max(span.start);
        let text = &self.source.text()[span.start..end];
        let longest = text.char_indices().nth(LONGEST_UNDERLINE);
        let end = longest.map_or(end, |(at, _)| span.start + at);
        self.within(span.start, end)
    }
}

type Place<'a> = (AnnotationKind, &'a Span, Option<&'a str>);

/// An excerpt with carets; all places lie in the first one's source.
fn excerpt<'a>(places: &[Place<'a>]) -> Snippet<'a, Annotation<'a>> {
    let spans: Vec<_> = places.iter().map(|(_, span, _)| *span).collect();
    let window = Window::around(&spans);
    let annotations = places
        .iter()
        .map(|(kind, span, text)| kind.span(window.underline(span)).label(text.map(normalize_untrusted_str)));
    let snippet = Snippet::source(window.text()).line_start(window.line);
    let path = spans[0].source.path();
    snippet.path(path).annotations(annotations.collect::<Vec<_>>())
}
