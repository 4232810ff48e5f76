//! A workspace: templates, calendar, office and cases, as found on disk.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::assets::{Assets, FOLDER};
use crate::calendar::{self, Calendar};
use crate::case::{self, CaseId, Loaded};
use crate::finding::rule::rule_table;
use crate::finding::{Finding, Report};
use crate::office::{self, Office};
use crate::procedure::{self, Evaluator, Procedure, Reference, Remedies, read};
use crate::source::{self, Source, Span};
use crate::text;

/// The folder of cases.
pub const CASES: &str = "cases";

/// The folder of the seal register, the only one in `cases/` that is no case.
const REGISTER: &str = "register";

rule_table! {
    STRAY = "stray-in-cases", Error, "cases 中有不是案件的内容", "something in cases is no case";
    TEMPLATE = "template-and-letter", Error, "模板与文书不对应", "templates and letters do not match";
}

/// Everything a case is judged by.
#[derive(Debug)]
pub struct Workspace {
    /// Its folder.
    pub root: PathBuf,
    /// Templates, fonts and the rest.
    pub assets: Assets,
    /// The office.
    pub office: Office,
    /// The calendar.
    pub calendar: Calendar,
    /// What adverse letters tell.
    pub remedies: Remedies,
    /// Procedures without an error.
    pub procedures: BTreeMap<Reference, Arc<Procedure>>,
    /// Judges conditions.
    pub evaluator: Evaluator,
    broken: BTreeSet<Reference>,
}

impl Workspace {
    /// Opens the workspace in `root`; `None` if its office or calendar cannot be used.
    pub fn open(root: &Path, report: &mut Report) -> Option<Self> {
        let assets = Assets::of(root, report);
        let office = source(&assets, "office.yaml", report).and_then(|source| Office::read(&source, report));
        let remedies =
            source(&assets, "remedies.yaml", report).and_then(|source| office::remedies(&source, report));
        let calendar = calendar(&assets, report);
        let evaluator = Evaluator::default();
        let (procedures, broken) = procedures(&assets, &evaluator, report);
        let office = office?;
        seats(&office, &procedures, &broken, report);
        Some(Self {
            root: root.to_owned(),
            calendar: calendar?.with_local(office.holidays.clone()),
            office,
            remedies: remedies?,
            procedures,
            evaluator,
            broken,
            assets,
        })
    }

    /// The ids of all cases, in order; what else lies in `cases/` is reported.
    pub fn case_ids(&self, report: &mut Report) -> Vec<CaseId> {
        let Ok(folder) = std::fs::read_dir(self.root.join(CASES)) else { return Vec::new() };
        let mut entries: Vec<_> = folder.flatten().collect();
        entries.sort_by_key(std::fs::DirEntry::file_name);
        let mut ids = Vec::new();
        for entry in entries {
            let name = entry.file_name().to_string_lossy().into_owned();
            let folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            match CaseId::parse(&name).filter(|_| folder) {
                Some(id) => ids.push(id),
                None if name == REGISTER && folder => {}
                None => report.push(stray(&name)),
            }
        }
        ids
    }

    /// Loads one case.
    pub fn load(&self, id: &CaseId, report: &mut Report) -> Loaded {
        let folder = self.root.join(CASES).join(id.as_str());
        case::load(id.clone(), &folder, &format!("{CASES}/{id}"), self, &self.evaluator, report)
    }
}

impl case::Procedures for Workspace {
    fn find(&self, reference: &Reference) -> Option<Arc<Procedure>> {
        self.procedures.get(reference).cloned()
    }

    fn names(&self) -> Vec<String> {
        self.procedures.keys().map(Reference::to_string).collect()
    }

    fn is_broken(&self, reference: &Reference) -> bool {
        self.broken.contains(reference)
    }
}

fn stray(name: &str) -> Finding {
    let source = Source::new(format!("{CASES}/{name}"), "");
    let message = text!(
        "`{name}` 不是案件：案件文件夹的名称是四位年份、连字符和小写英文、数字",
        "`{name}` is no case: a case's folder is named by a year, a hyphen and lower-case letters or digits"
    );
    let help = text!("改名，或者移出 `{CASES}`", "rename it or move it out of `{CASES}`");
    Finding::new(&STRAY, Span::whole(&source), message).help(help)
}

fn source(assets: &Assets, name: &str, report: &mut Report) -> Option<Arc<Source>> {
    let shown = format!("{FOLDER}/{name}");
    let Some(asset) = assets.get(name) else {
        let message = text!("找不到文件 `{shown}`", "there is no file `{shown}`");
        let span = Span::whole(&Source::new(shown, ""));
        report.push(Finding::new(&crate::finding::rule::MISSING_FILE, span, message));
        return None;
    };
    match source::decode(asset.bytes.to_vec(), &shown) {
        Ok(source) => Some(source),
        Err(finding) => {
            report.push(*finding);
            None
        }
    }
}

fn calendar(assets: &Assets, report: &mut Report) -> Option<Calendar> {
    let mut sources = Vec::new();
    for (name, _) in assets.below("calendar") {
        let key = name.trim_start_matches("calendar/").trim_end_matches(".yaml").to_owned();
        sources.push((key, source(assets, name, report)?));
    }
    calendar::load(&sources, report)
}

type Procedures = (BTreeMap<Reference, Arc<Procedure>>, BTreeSet<Reference>);

fn procedures(assets: &Assets, evaluator: &Evaluator, report: &mut Report) -> Procedures {
    let mut found = Procedures::default();
    for folder in assets.procedures() {
        let Some(reference) = Reference::parse(&folder) else { continue };
        let source = source(assets, &format!("{folder}/procedure.yaml"), report);
        let loaded = source.and_then(|source| procedure::load(&reference, &source, evaluator, report));
        match loaded.filter(|procedure| templates_match(procedure, assets, report)) {
            Some(procedure) => {
                found.0.insert(reference, Arc::new(procedure));
            }
            None => {
                found.1.insert(reference);
            }
        }
    }
    found
}

/// Every role that `office.yaml` gives to a plate is one that a procedure knows: a misspelt one
/// would silently turn the office's own letters into another organ's.
fn seats(
    office: &Office,
    procedures: &BTreeMap<Reference, Arc<Procedure>>,
    broken: &BTreeSet<Reference>,
    report: &mut Report,
) {
    for (name, roles) in &office.roles {
        if broken.iter().any(|reference| reference.name == *name) {
            continue;
        }
        let versions = procedures.values().filter(|procedure| procedure.reference.name == *name);
        let known: BTreeSet<&str> =
            versions.flat_map(|procedure| procedure.roles.keys().map(String::as_str)).collect();
        if known.is_empty() {
            let message = text!("没有事项 `{name}`", "there is no procedure `{name}`");
            read::malformed(report, &office.procedures[name], message);
            continue;
        }
        for (role, seat) in roles.iter().filter(|(role, _)| !known.contains(role.as_str())) {
            let all = known.iter().copied().collect::<Vec<_>>().join("、");
            let message = text!(
                "事项 `{name}` 没有角色 `{role}`，只有：{all}",
                "`{name}` has no role `{role}`, only: {all}"
            );
            read::malformed(report, &seat.span, message);
        }
    }
}

/// Every letter has its template, and every template its letter.
fn templates_match(procedure: &Procedure, assets: &Assets, report: &mut Report) -> bool {
    let folder = format!("{}/letters", procedure.reference);
    let mut sound = true;
    for letter in &procedure.letters {
        if assets.get(&format!("{folder}/{}", letter.template)).is_none() {
            let template = &letter.template;
            let message = text!("没有模板 `{template}`", "there is no template `{template}`");
            report.push(Finding::new(&TEMPLATE, letter.template_span.clone(), message));
            sound = false;
        }
    }
    for (name, _) in assets.below(&folder) {
        let file = &name[folder.len() + 1..];
        if !procedure.letters.iter().any(|letter| letter.template == file) {
            let message = text!("没有文书使用模板 `{file}`", "no letter uses the template `{file}`");
            report.push(Finding::new(&TEMPLATE, procedure.span(), message));
            sound = false;
        }
    }
    sound
}
