//! Builds a workspace: check, render, pack, for every case there is.
//!
//! One broken case never stops the others. Outputs are a function of the inputs alone: neither
//! the number of workers nor the clock, the folder or the locale shows in a byte. What the index
//! of the last build proves unchanged is not made again, and what no case calls for any more is
//! removed: a letter that should not exist is worse than none.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::case::{Case, CaseId, Loaded};
use crate::check::{self, CheckedCase, Law};
use crate::finding::{Finding, Report};
use crate::plan::Plan;
use crate::render::Engine;
use crate::source::why;
use crate::workspace::Workspace;

mod archive;
mod failure;
mod index;
mod letters;
mod recipe;

pub use failure::ALL as RULES;
pub use index::{Index, Output};

/// What a build needs to know beside the workspace.
#[derive(Clone, Debug)]
pub struct Options {
    /// The output folder.
    pub out: PathBuf,
    /// How many workers render.
    pub jobs: usize,
}

/// The cases of a workspace, judged.
#[derive(Debug, Default)]
pub struct Judged {
    /// Cases without anything that blocks, in the order of their ids.
    pub sound: Vec<CheckedCase>,
    /// The others.
    pub left_out: Vec<CaseId>,
    /// These are all the cases of the workspace.
    pub all: bool,
}

/// Loads and judges cases; `ids` empty means all. Findings come in the order of the ids.
///
/// Numbers used twice are looked for among all cases, whichever were asked for.
pub fn judge(
    workspace: &Workspace,
    ids: &[CaseId],
    as_of: Option<chrono::NaiveDate>,
    report: &mut Report,
) -> Judged {
    let all = workspace.case_ids(report);
    let loaded: Vec<(CaseId, Loaded, Report)> = all
        .into_par_iter()
        .map(|id| {
            let mut found = Report::new();
            let case = workspace.load(&id, &mut found);
            (id, case, found)
        })
        .collect();
    let wanted = |id: &CaseId| ids.is_empty() || ids.contains(id);
    let twice = twice(&loaded);
    let judged: Vec<(CaseId, Option<CheckedCase>, Report)> = loaded
        .into_par_iter()
        .filter(|(id, ..)| wanted(id))
        .map(|(id, loaded, mut found)| {
            let checked = match loaded {
                Loaded::Sound(case) => check::check(*case, law(workspace), as_of, &mut found),
                Loaded::Broken(case) => {
                    case.iter().for_each(|case| check::check_broken(case, law(workspace), as_of, &mut found));
                    None
                }
                Loaded::Refused => None,
            };
            (id, checked, found)
        })
        .collect();
    Judged { all: ids.is_empty(), ..gather(judged, twice, report) }
}

/// The findings about numbers used twice, by the file they are in.
fn twice(loaded: &[(CaseId, Loaded, Report)]) -> BTreeMap<String, Vec<Finding>> {
    let cases: Vec<&Case> = loaded
        .iter()
        .filter_map(|(_, loaded, _)| match loaded {
            Loaded::Sound(case) => Some(case.as_ref()),
            Loaded::Broken(_) | Loaded::Refused => None,
        })
        .collect();
    let mut found = Report::new();
    check::across(cases, &mut found);
    let mut by_file: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
    for finding in found.into_findings() {
        by_file.entry(finding.span.source.path().to_owned()).or_default().push(finding);
    }
    by_file
}

fn gather(
    judged: Vec<(CaseId, Option<CheckedCase>, Report)>,
    mut twice: BTreeMap<String, Vec<Finding>>,
    report: &mut Report,
) -> Judged {
    let mut result = Judged::default();
    for (id, checked, found) in judged {
        report.extend(found.into_findings());
        let doubled = twice.remove(&format!("{}/{id}/{}", crate::workspace::CASES, crate::files::CASE_FILE));
        match checked.filter(|_| doubled.is_none()) {
            Some(checked) => result.sound.push(checked),
            None => result.left_out.push(id),
        }
        report.extend(doubled.into_iter().flatten());
    }
    result
}

/// What cases of this workspace are judged by.
pub fn law(workspace: &Workspace) -> Law<'_> {
    Law {
        office: &workspace.office,
        calendar: &workspace.calendar,
        remedies: &workspace.remedies,
        evaluator: &workspace.evaluator,
    }
}

/// What a build did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Letters and drafts rendered.
    pub rendered: usize,
    /// Bundles packed.
    pub packed: usize,
    /// Outputs that were already right.
    pub unchanged: usize,
    /// Outputs that could not be made or written.
    pub failed: usize,
    /// Bundles not packed because a letter of theirs failed.
    pub unpacked: usize,
}

impl Tally {
    /// The sum of two.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            rendered: self.rendered + other.rendered,
            packed: self.packed + other.packed,
            unchanged: self.unchanged + other.unchanged,
            failed: self.failed + other.failed,
            unpacked: self.unpacked + other.unpacked,
        }
    }
}

/// One case's outputs.
struct Made {
    outputs: BTreeMap<String, Output>,
    /// What was rendered just now, for the bundle.
    pdfs: BTreeMap<String, Arc<[u8]>>,
    tally: Tally,
    found: Report,
}

/// Renders and packs what the judged cases call for. `done` is told of every finished output.
pub fn build(
    workspace: &Workspace,
    engine: &Engine,
    judged: &Judged,
    options: &Options,
    done: &(dyn Fn() + Sync),
    report: &mut Report,
) -> Tally {
    let before = Index::read(&options.out);
    let recipe = recipe::Recipe::of(workspace);
    let job = Job { workspace, engine, options, before: &before, recipe: &recipe, done };
    let intended = intended(workspace, judged, &before);
    let mut tally = Tally::default();
    if let Err(error) = intended.write(&options.out) {
        report.push(failure::cannot_write("index.json", &why(&error)));
        tally.failed += 1;
        return tally;
    }
    let made = job.all(&judged.sound);
    let mut after = kept(judged, &before);
    for made in made {
        tally = tally.plus(made.tally);
        after.extend(made.outputs);
        report.extend(made.found.into_findings());
    }
    index::remove_stale(&options.out, &intended, &after, report);
    if let Err(error) = after.write(&options.out) {
        report.push(failure::cannot_write("index.json", &why(&error)));
        tally.failed += 1;
    }
    tally
}

/// What the folder may hold while the build runs: what it held, and what is about to be made. A
/// build that is killed leaves this behind, so that the next one knows every file it may find.
fn intended(workspace: &Workspace, judged: &Judged, before: &Index) -> Index {
    let mut index = before.clone();
    for plan in judged.sound.iter().map(|checked| Plan::of(checked, &workspace.office)) {
        plan.outputs().for_each(|output| index.intend(output));
    }
    index
}

/// What other cases than the judged ones have in the folder.
fn kept(judged: &Judged, before: &Index) -> Index {
    if judged.all {
        return Index::default();
    }
    let mut index = before.clone();
    let cases = judged.sound.iter().map(|checked| checked.case().id.as_str());
    index.forget(cases.chain(judged.left_out.iter().map(CaseId::as_str)));
    index
}

/// Everything workers share.
struct Job<'a> {
    workspace: &'a Workspace,
    engine: &'a Engine,
    options: &'a Options,
    before: &'a Index,
    recipe: &'a recipe::Recipe,
    done: &'a (dyn Fn() + Sync),
}

/// Typst lays pages out recursively; deep tables need more than the usual stack.
const STACK: usize = 16 << 20;

impl Job<'_> {
    /// Builds all cases on as many workers as were asked for; results in the order of the cases.
    ///
    /// Workers are plain threads, each with a pool of one for what Typst does inside: on a shared
    /// pool a worker that waits would begin a second letter on top of its first, without end.
    fn all(&self, cases: &[CheckedCase]) -> Vec<Made> {
        let next = AtomicUsize::new(0);
        let take = || {
            let at = next.fetch_add(1, Ordering::Relaxed);
            cases.get(at).map(|checked| (at, checked))
        };
        let results: Mutex<BTreeMap<usize, Made>> = Mutex::default();
        let work = || {
            while let Some((at, checked)) = take() {
                let made = self.case(checked);
                results.lock().unwrap_or_else(PoisonError::into_inner).insert(at, made);
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..self.options.jobs.clamp(1, cases.len().max(1)) {
                let worker = std::thread::Builder::new().stack_size(STACK);
                let inside = || match rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build()
                {
                    Ok(pool) => pool.install(work),
                    Err(_) => work(),
                };
                if worker.spawn_scoped(scope, inside).is_err() {
                    break;
                }
            }
        });
        // If no thread could be had at all, the work is done here.
        work();
        results.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect()
    }

    fn case(&self, checked: &CheckedCase) -> Made {
        let plan = Plan::of(checked, &self.workspace.office);
        let mut made = Made {
            outputs: BTreeMap::new(),
            pdfs: BTreeMap::new(),
            tally: Tally::default(),
            found: Report::new(),
        };
        for planned in &plan.letters {
            self.letter(checked, planned, &mut made);
            (self.done)();
        }
        if plan.bundle.is_some() {
            self.bundle(checked, &plan, &mut made);
            (self.done)();
        }
        // Results wait for the slowest case; pages need not.
        made.pdfs.clear();
        made
    }

    /// A file that could not be written over is still the old one, and known as such.
    fn keep(&self, output: &str, made: &mut Made) {
        let old = self.before.get(output).cloned();
        let unknown = || self.path(output).exists().then(Output::default);
        made.outputs.extend(old.or_else(unknown).map(|old| (output.to_owned(), old)));
    }

    fn path(&self, output: &str) -> PathBuf {
        self.options.out.join(Path::new(output))
    }
}
