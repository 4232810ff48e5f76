//! Builds the tree from the parser's events.

use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, StructureStyle};

use super::entry::{Done, Open};
use super::place::Places;
use super::syntax;
use crate::finding::{Finding, rule};
use crate::text;
use crate::yaml::lint::name_forbidden;
use crate::yaml::node::{Map, Node, Scalar, Value};

/// Lists and maps within each other beyond this depth are refused: no case needs a tenth of it.
const DEEPEST: usize = 32;

/// Syntax errors beyond this number are not looked for.
const MOST_ERRORS: usize = 10;

/// What came of a text.
pub(super) struct Outcome {
    pub root: Option<Node>,
    /// Syntax errors, at most one for each block.
    pub errors: Vec<Finding>,
    /// Refused constructs and duplicate keys.
    pub findings: Vec<Finding>,
}

/// Reads a text; after a syntax error once more without the block the error is in.
pub(super) fn read(places: &Places<'_>) -> Outcome {
    let mut text = places.text.clone();
    let mut errors: Vec<Finding> = Vec::new();
    let mut reached = 0;
    loop {
        let mut builder = Builder::new(places, errors.is_empty());
        let Err(error) = builder.run(&text) else {
            let Builder { root, findings, .. } = builder;
            return Outcome { root, errors, findings };
        };
        let at = error.marker().byte_offset().unwrap_or(text.len());
        let block = syntax::block(&text, at, error.kind());
        // An error further up is one that taking the block away has made.
        if block.start >= reached {
            errors.push(syntax::finding(places, &text, at, error.kind()));
        }
        reached = reached.max(block.end);
        if errors.len() >= MOST_ERRORS || !syntax::blank(&mut text, block) {
            let Builder { root, findings, .. } = builder;
            return Outcome { root, errors, findings };
        }
    }
}

/// A list or map that is not closed yet.
struct Frame {
    start: usize,
    is_flow: bool,
    kind: Kind,
}

enum Kind {
    List(Vec<Node>),
    Map(Box<Open>),
}

struct Builder<'a, 'p> {
    places: &'a Places<'p>,
    is_complete: bool,
    frames: Vec<Frame>,
    root: Option<Node>,
    documents: usize,
    /// The end of the last thing that was read: where a block collection ends.
    last: usize,
    findings: Vec<Finding>,
}

impl<'a, 'p> Builder<'a, 'p> {
    fn new(places: &'a Places<'p>, is_complete: bool) -> Self {
        Self {
            places,
            is_complete,
            frames: Vec::new(),
            root: None,
            documents: 0,
            last: 0,
            findings: Vec::new(),
        }
    }

    fn run(&mut self, text: &str) -> Result<(), ScanError> {
        let options = granit_parser::options! {
            emit_comments: false,
            emit_anchor_events: true,
            emit_unresolved_aliases: true,
            disallow_directives: true,
            flow_nesting_limit: DEEPEST,
            block_nesting_limit: DEEPEST,
        };
        for next in Parser::new_from_str_with_options(text, options) {
            let (event, span) = next?;
            let range = span.byte_range().unwrap_or(self.last..self.last);
            if let Some(tag) = span.tag_span().and_then(|tag| tag.byte_range()) {
                self.refuse_anchor(tag);
            }
            if !self.event(event, range, text) {
                break;
            }
        }
        Ok(())
    }

    /// Takes one event; false if nothing after it should be read.
    fn event(&mut self, event: Event<'_>, range: Range<usize>, text: &str) -> bool {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.refuse_document(range);
                    return false;
                }
            }
            Event::Anchor(..) => self.refuse_anchor(range),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse_anchor(range.clone());
                let alias = text.get(range.clone()).unwrap_or_default().to_owned();
                self.scalar(alias, true, range, text);
            }
            Event::Scalar(value, style, ..) => {
                self.scalar(value.into_owned(), style != ScalarStyle::Plain, range, text);
            }
            Event::SequenceStart(style, ..) => {
                return self.open(Kind::List(Vec::new()), style, range);
            }
            Event::MappingStart(style, ..) => {
                return self.open(Kind::Map(Box::default()), style, range);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range),
            _ => {}
        }
        true
    }

    fn open(&mut self, kind: Kind, style: StructureStyle, range: Range<usize>) -> bool {
        if self.frames.len() >= DEEPEST {
            let span = self.places.span(range.start, range.end.max(range.start + 1));
            let message = text!(
                "嵌套超过 {DEEPEST} 层，其后未读取",
                "nested more than {DEEPEST} deep; nothing after this was read"
            );
            self.findings.push(Finding::new(&rule::TOO_DEEP, span, message));
            return false;
        }
        let is_flow = style == StructureStyle::Flow;
        self.frames.push(Frame { start: range.start, is_flow, kind });
        true
    }

    fn close(&mut self, range: Range<usize>) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let end = if frame.is_flow { range.end } else { self.last };
        let span = self.places.span(frame.start, end.max(frame.start));
        let value = match frame.kind {
            Kind::List(items) => Value::List(items),
            Kind::Map(open) => Value::Map(Map::new(open.into_entries(), self.is_complete)),
        };
        self.done(Done { node: Node { value, span }, end });
    }

    fn scalar(&mut self, value: String, quoted: bool, range: Range<usize>, text: &str) {
        if !quoted && matches!(value.as_str(), "" | "~" | "null" | "Null" | "NULL") {
            return self.null(range, text);
        }
        let raw = text.get(range.clone()).unwrap_or_default();
        if raw.starts_with('"') && raw.contains('\\') {
            self.check_escapes(&value, &range);
        }
        let end = range.start + raw.trim_end().len();
        let node = Node {
            value: Value::Scalar(Scalar { text: value, quoted }),
            span: self.places.span(range.start, end),
        };
        self.done(Done { node, end });
    }

    /// The lints see what is written; an escape may stand for a character that is refused.
    fn check_escapes(&mut self, value: &str, range: &Range<usize>) {
        if let Some(name) = name_forbidden(value) {
            let (zh, en) = (name.zh, name.en);
            let message = text!("转义得出{zh}", "an escape makes {en}, which is not allowed");
            let span = self.places.span(range.start, range.end);
            self.findings.push(Finding::new(&rule::FORBIDDEN_CHARACTER, span, message));
        }
    }

    /// Nothing: where something was written the parser says so, else just after key or dash.
    fn null(&mut self, range: Range<usize>, text: &str) {
        let after_key = match self.frames.last().map(|frame| &frame.kind) {
            Some(Kind::Map(open)) => open.key_end(),
            _ => None,
        };
        let range = match after_key {
            Some(end) if range.is_empty() => {
                let rest = text.get(end..).unwrap_or_default();
                let gap = rest.len() - rest.trim_start_matches([' ', '\t']).len();
                let at = end + if rest[gap..].starts_with(':') { gap + 1 } else { 0 };
                at..at
            }
            _ => range,
        };
        let span = self.places.span(range.start, range.end);
        self.done(Done { node: Node { value: Value::Null, span }, end: range.end });
    }

    /// Puts a finished value where it belongs.
    fn done(&mut self, done: Done) {
        self.last = self.last.max(done.end);
        let Some(Frame { kind, .. }) = self.frames.last_mut() else {
            self.root = Some(done.node);
            return;
        };
        match kind {
            Kind::List(items) => items.push(done.node),
            Kind::Map(open) => open.take(done, &mut self.findings),
        }
    }

    fn refuse_anchor(&mut self, range: Range<usize>) {
        let message = text!(
            "不接受锚点（&）、引用（*）和标签（!）",
            "anchors (&), aliases (*) and tags (!) are refused"
        );
        let help = text!(
            "把内容原样写在此处；若是文字，请用半角引号括起",
            "write out what is meant; if it is text, put it in plain quotes"
        );
        let span = self.places.span(range.start, range.end);
        self.findings.push(Finding::new(&rule::ANCHOR_REFUSED, span, message).help(help));
    }

    fn refuse_document(&mut self, range: Range<usize>) {
        let message = text!(
            "此处开始第二个 YAML 文档，一个文件只能有一个，其后未读取",
            "a second YAML document begins here; a file holds one, the rest was not read"
        );
        let span = self.places.span(range.start, range.end);
        self.findings.push(Finding::new(&rule::SEVERAL_DOCUMENTS, span, message));
    }
}
