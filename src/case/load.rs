//! Reads a case folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::decode::Context;
use super::secrecy::{self, Secrecy};
use super::{Case, CaseId, Entry, Waiver, rules};
use crate::attachment::Attachment;
use crate::files::{CASE_FILE, Entry as Kind, Listing};
use crate::finding::{Disclosure, Finding, Fix, Report, rule};
use crate::procedure::{Evaluator, Procedure, Reference, Step, field::keys, read};
use crate::source::{self, Source, Span, Spanned};
use crate::text;
use crate::yaml::{self, Node, Record};

/// The largest case file that is read: a thousand times the usual.
const LARGEST: u64 = 8 << 20;

/// What loading a case came to.
#[derive(Debug)]
pub enum Loaded {
    /// It has its shape.
    Sound(Box<Case>),
    /// It has not; the report says why. If every step and day could be read, what is there can
    /// still be judged, so that one run tells all.
    Broken(Option<Box<Case>>),
    /// It says that it is a state secret and was not read further.
    Refused,
}

/// Where a case finds its procedure.
pub trait Procedures {
    /// The procedure of that name and version.
    fn find(&self, reference: &Reference) -> Option<Arc<Procedure>>;
    /// Every name and version there is, in order, for suggestions.
    fn names(&self) -> Vec<String>;
    /// Whether the procedure exists but is itself broken: that is reported elsewhere.
    fn is_broken(&self, reference: &Reference) -> bool;
}

/// Loads the case in `folder`; `shown` is the folder's path in findings.
pub fn load(
    id: CaseId,
    folder: &Path,
    shown: &str,
    procedures: &dyn Procedures,
    evaluator: &Evaluator,
    report: &mut Report,
) -> Loaded {
    let (file, shown_file) = (folder.join(CASE_FILE), format!("{shown}/{CASE_FILE}"));
    if fs::symlink_metadata(&file).is_ok_and(|metadata| metadata.is_symlink()) {
        report.push(link(&shown_file));
        return Loaded::Broken(None);
    }
    let source = match source::read(&file, &shown_file, LARGEST) {
        Ok(source) => source,
        Err(finding) => return unreadable(&file, &shown_file, *finding, report),
    };
    if secrecy::is_classified(source.text()) {
        report.push(refusal(&shown_file));
        return Loaded::Refused;
    }
    let mut found = Report::new();
    let reader = Reader { procedures, evaluator, source: &source };
    let files = Listing::of(folder, shown, &mut found);
    let node = yaml::parse(&source, &mut found);
    // Escapes and the like are seen only now; what was found so far is then not told.
    if node.as_ref().is_some_and(says_state_secret) {
        report.push(refusal(&shown_file));
        return Loaded::Refused;
    }
    let case = node.and_then(|node| reader.case(id, folder, files, &node, &mut found));
    if let Some(Secrecy::WorkSecret) = case.as_ref().map(|case| case.secrecy).or_else(|| secret_hint(&source))
    {
        found.restrict(Disclosure::Local);
    }
    let sound = !found.has_errors();
    report.extend(found.into_findings());
    match case {
        Some(case) if sound => Loaded::Sound(Box::new(case)),
        case => Loaded::Broken(case.filter(|case| case.is_readable).map(Box::new)),
    }
}

/// In a file that cannot be read, the word anywhere is reason enough to keep its text here.
fn secret_hint(source: &Source) -> Option<Secrecy> {
    source.text().contains(Secrecy::WorkSecret.word()).then_some(Secrecy::WorkSecret)
}

fn says_state_secret(node: &Node) -> bool {
    let Some(map) = node.as_map() else { return false };
    let levels = map.entries().iter().filter(|entry| entry.key.value == keys::SECRECY);
    levels.filter_map(|entry| entry.value.as_str()).any(secrecy::is_state_secret)
}

/// A file that cannot be read as text may still say that it is a state secret.
fn unreadable(file: &Path, shown: &str, finding: Finding, report: &mut Report) -> Loaded {
    let small = fs::metadata(file).is_ok_and(|metadata| metadata.is_file() && metadata.len() <= LARGEST);
    let bytes = if small { fs::read(file).unwrap_or_default() } else { Vec::new() };
    if secrecy::is_classified_otherwise(&bytes) {
        report.push(refusal(shown));
        return Loaded::Refused;
    }
    report.push(finding);
    Loaded::Broken(None)
}

/// A link leads out of what git keeps and what a bundle proves.
fn link(shown: &str) -> Finding {
    let message = text!("`{shown}` 是链接，不是文件", "`{shown}` is a link, no file");
    let help = text!("换成文件本身", "put the file itself here");
    Finding::new(&rule::NOT_A_FILE, Span::whole(&Source::new(shown, "")), message).help(help)
}

/// Nothing of the file's text is shown or kept: the finding has a place without one.
fn refusal(shown: &str) -> Finding {
    let message = text!("标明为国家秘密的案件不得在本机处理", "a case marked as a state secret is refused");
    let help = text!(
        "停：不要提交、不要推送，立即报告保密员；本程序不读取也不输出此案",
        "stop: do not commit, do not push, tell the secrecy officer; this case is neither read nor written"
    );
    Finding::new(&rules::CLASSIFIED, Span::whole(&Source::new(shown, "")), message)
        .basis("《中华人民共和国保守国家秘密法》第五十七条第一款第十项")
        .help(help)
}

struct Reader<'a> {
    procedures: &'a dyn Procedures,
    evaluator: &'a Evaluator,
    source: &'a Arc<Source>,
}

impl Reader<'_> {
    fn case(
        &self,
        id: CaseId,
        folder: &Path,
        files: Listing,
        node: &Node,
        report: &mut Report,
    ) -> Option<Case> {
        let mut top = Record::of(node, text!("案件", "a case"), report)?;
        let named = top.required(keys::PROCEDURE, report);
        let secrecy = top.required(keys::SECRECY, report).and_then(|node| level(node, report));
        let waivers = top.optional(keys::WAIVERS).map(|node| waivers(node, report)).unwrap_or_default();
        let log = top.required(keys::LOG, report);
        // Every other key depends on the procedure: without it, none can be judged.
        let (procedure, procedure_span) = self.procedure(named?, report)?;
        let first_day = log.and_then(first_day);
        let context = Context { first_day, evaluator: self.evaluator };
        let facts = context.fields(&procedure.facts, &mut top, report);
        let entries = log.map(|node| entries(node, &procedure, context, report)).unwrap_or_default();
        let written = log.and_then(Node::as_list).map_or(0, <[Node]>::len);
        let is_readable = written > 0 && entries.len() == written && top.map().is_complete();
        top.finish(report);
        Some(Case {
            id,
            folder: folder.to_owned(),
            source: Arc::clone(self.source),
            procedure,
            procedure_span,
            secrecy: secrecy?,
            facts,
            entries,
            is_readable,
            waivers,
            attachments: attachments(&files),
            files,
        })
    }

    fn procedure(&self, node: &Node, report: &mut Report) -> Option<(Arc<Procedure>, Span)> {
        let text = node.expect_str(&text!("`事项`", "`事项`"), report)?;
        let reference = Reference::parse(text);
        if let Some(procedure) = reference.as_ref().and_then(|reference| self.procedures.find(reference)) {
            return Some((procedure, node.span.clone()));
        }
        if reference.is_some_and(|reference| self.procedures.is_broken(&reference)) {
            return None;
        }
        let names = self.procedures.names();
        let all = names.join("、");
        let message =
            text!("没有事项 `{text}`；现有：{all}", "there is no procedure `{text}`; there are: {all}");
        let finding = Finding::new(&rules::UNKNOWN_PROCEDURE, node.span.clone(), message);
        report.push(suggest(finding, text, &node.span, names.iter().map(String::as_str)));
        None
    }
}

/// Opens every regular file once.
fn attachments(files: &Listing) -> BTreeMap<String, Attachment> {
    let inspect = |(name, kind): (&str, Kind)| match kind {
        Kind::File(bytes) => Some((name.to_owned(), Attachment::inspect(name, &files.path(name), bytes))),
        Kind::Other => None,
    };
    files.iter().filter_map(inspect).collect()
}

fn suggest<'a>(
    finding: Finding,
    written: &str,
    span: &Span,
    names: impl Iterator<Item = &'a str>,
) -> Finding {
    match yaml::nearest(written, names) {
        Some(near) => {
            finding.fix(Fix::replace(text!("改为 `{near}`", "change it to `{near}`"), span.clone(), near))
        }
        None => finding,
    }
}

fn level(node: &Node, report: &mut Report) -> Option<Secrecy> {
    let word = node.expect_str(&text!("`密级`", "`密级`"), report)?;
    let level = Secrecy::parse(word);
    if level.is_none() {
        let all = secrecy::WORDS.join("、");
        let message = text!("密级 `{word}` 不在可选之列：{all}", "`{word}` is none of: {all}");
        let finding = Finding::new(&rules::BAD_SECRECY, node.span.clone(), message);
        report.push(suggest(finding, word, &node.span, secrecy::WORDS.into_iter()));
    }
    level
}

fn waivers(node: &Node, report: &mut Report) -> Vec<Waiver> {
    let items = node.expect_list(&text!("`豁免`", "`豁免`"), report).unwrap_or_default();
    items.iter().filter_map(|node| waiver(node, report)).collect()
}

fn waiver(node: &Node, report: &mut Report) -> Option<Waiver> {
    let mut record = Record::of(node, text!("豁免", "an exemption"), report)?;
    let rule = record.required("规则", report);
    record.required("理由", report);
    record.required("批准人", report);
    record.finish(report);
    let rule = rule?;
    Some(Waiver { rule: Spanned { value: rule.as_str()?.to_owned(), span: rule.span.clone() } })
}

/// The day of the first entry that has one, read leniently: its errors are reported later.
fn first_day(log: &Node) -> Option<chrono::NaiveDate> {
    let first = log.as_list()?.first()?.as_map()?;
    read::date(first.get(keys::DATE)?.as_str()?)
}

fn entries(node: &Node, procedure: &Procedure, context: Context<'_>, report: &mut Report) -> Vec<Entry> {
    let nodes = node.expect_list(&text!("`经过`", "`经过`"), report).unwrap_or_default();
    if nodes.is_empty() && node.as_list().is_some() {
        let message = text!("`经过` 没有任何步骤", "`经过` has no step");
        report.push(Finding::new(&rules::EMPTY_LOG, node.span.clone(), message));
    }
    nodes.iter().filter_map(|node| entry(node, procedure, context, report)).collect()
}

fn entry(node: &Node, procedure: &Procedure, context: Context<'_>, report: &mut Report) -> Option<Entry> {
    let mut record = Record::of(node, text!("经过的一项", "an entry of the log"), report)?;
    let name = record.required(keys::STEP, report)?;
    let word = name.expect_str(&text!("`步骤`", "`步骤`"), report)?;
    let Some(step) = procedure.steps.iter().position(|step| step.name == word) else {
        let message = text!("没有步骤 `{word}`", "there is no step `{word}`");
        let finding = Finding::new(&rules::UNKNOWN_STEP, name.span.clone(), message);
        let names = procedure.steps.iter().map(|step| step.name.as_str());
        report.push(suggest(finding, word, &name.span, names));
        return None;
    };
    let declared: &Step = &procedure.steps[step];
    let fields = context.fields(&declared.fields, &mut record, report);
    record.finish(report);
    let date = fields.get(keys::DATE)?;
    let date = Spanned { value: date.day()?, span: date.span.clone() };
    Some(Entry { step, step_span: name.span.clone(), date, fields })
}
