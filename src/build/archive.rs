//! Bundles: a closed case with its letters, its files, and what they were made by.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Cursor, Write as _};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{Datelike, Days};

use super::recipe::SOFTWARE;
use super::{Job, Made, Output, failure};
use crate::bundle::{self, BundleSpec, Content};
use crate::calendar::Notice;
use crate::case::Case;
use crate::check::CheckedCase;
use crate::files::{self, CASE_FILE};
use crate::finding::Text;
use crate::path::BundlePath;
use crate::plan::{Plan, PlannedBundle};
use crate::source::why;
use crate::text;

/// Why a bundle was not packed.
#[derive(Debug, thiserror::Error)]
enum ArchiveError {
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("{0}")]
    Bundle(#[from] bundle::BundleError),
    #[error("the name `{0}` cannot be archived")]
    Name(String),
}

impl ArchiveError {
    fn text(&self) -> Text {
        match self {
            Self::Io(error) => why(error),
            Self::Bundle(error) => error.text(),
            Self::Name(name) => text!("文件名 `{name}` 不能归档", "the name `{name}` cannot be archived"),
        }
    }
}

impl Job<'_> {
    /// Packs a case, if every letter of it is there.
    pub(super) fn bundle(&self, checked: &CheckedCase, plan: &Plan, made: &mut Made) {
        let Some(planned) = &plan.bundle else { return };
        // What lacks a letter is no record of the case; the letter's own failure is reported.
        if made.tally.failed > 0 {
            made.tally.unpacked += 1;
            return;
        }
        let packed =
            self.specify(checked, plan, planned, made).and_then(|spec| self.pack(&spec, planned, made));
        if let Err(error) = packed {
            made.found.push(failure::cannot_write(&planned.output, &error.text()));
            self.keep(&planned.output, made);
            made.tally.failed += 1;
        }
    }

    fn pack(&self, spec: &BundleSpec, planned: &PlannedBundle, made: &mut Made) -> Result<(), ArchiveError> {
        let known = self.before.get(&planned.output).is_some();
        let inputs = if known { bundle::fingerprint(spec)?.to_string() } else { String::new() };
        if let Some(output) = self.before.unchanged(&self.options.out, &planned.output, &inputs) {
            made.outputs.insert(planned.output.clone(), output.clone());
            made.tally.unchanged += 1;
            return Ok(());
        }
        let mut zip = Cursor::new(Vec::new());
        let summary = bundle::write(spec, &mut zip)?;
        files::write(&self.path(&planned.output), |file| file.write_all(zip.get_ref()))?;
        let (inputs, sha256) = (summary.fingerprint.to_string(), summary.sha256.to_string());
        let output = Output { inputs, sha256, bytes: summary.bytes, pages: None };
        made.outputs.insert(planned.output.clone(), output);
        made.tally.packed += 1;
        Ok(())
    }

    fn specify(
        &self,
        checked: &CheckedCase,
        plan: &Plan,
        planned: &PlannedBundle,
        made: &Made,
    ) -> Result<BundleSpec, ArchiveError> {
        let case = checked.case();
        let office = &self.workspace.office;
        let reference = &case.procedure.reference;
        let mut payload = vec![(name("data/source", CASE_FILE)?, on_disk(case.folder.join(CASE_FILE))?)];
        for file in &planned.attachments {
            payload.push((name("data/source", file)?, on_disk(case.folder.join(file))?));
        }
        for letter in &planned.letters {
            let content = match made.pdfs.get(letter) {
                Some(pdf) => Content::Bytes(Arc::clone(pdf)),
                None => on_disk(self.path(letter))?,
            };
            payload.push((name("data/letters", letter.rsplit('/').next().unwrap_or(letter))?, content));
        }
        let recipe = self.recipe.json(reference);
        payload.push((name("data/rebuild", "recipe.json")?, Content::Bytes(recipe.into())));
        for (file, blob) in self.recipe.files(reference) {
            payload.push((name("data/rebuild/templates", file)?, Content::Blob(Arc::clone(blob))));
        }
        for notice in self.notices(case) {
            let blob = self.recipe.notice(&notice.key).map(Arc::clone);
            let file = name("data/rebuild/templates/calendar", &format!("{}.yaml", notice.key))?;
            payload.extend(blob.map(|blob| (file, Content::Blob(blob))));
        }
        let bagging_date = checked.case().entries.last().map_or(checked.as_of(), |entry| entry.date.value);
        Ok(BundleSpec {
            id: planned.id.clone(),
            revision: planned.revision,
            bagging_date,
            organization: office.name.clone(),
            title: format!("{} {}", case.procedure.title, case.id),
            software: SOFTWARE.to_owned(),
            tags: vec![
                (name("meta", "files.tsv")?, table(case, plan, made).into_bytes()),
                (name("meta", "record.json")?, record(checked, office)),
            ],
            payload,
        })
    }
}

impl<'a> Job<'a> {
    /// The notices a closed case rests on: those of its years, and what was known when it closed.
    /// Later ones change nothing in it and so must not change its bundle.
    fn notices(&self, case: &'a Case) -> impl Iterator<Item = &'a Notice> + use<'a> {
        let first = case.first_day().unwrap_or_default().year();
        let closed = case.last_day().unwrap_or_default();
        // A notice leaves the last days of December to the next.
        let last = (closed + Days::new(6)).year();
        let of_its_years = move |notice: &&Notice| {
            notice.year >= first && (notice.year <= last || notice.issued.is_some_and(|day| day <= closed))
        };
        self.workspace.calendar.notices().filter(of_its_years)
    }
}

fn name(folder: &str, file: &str) -> Result<BundlePath, ArchiveError> {
    let path = format!("{folder}/{file}");
    BundlePath::new(&path).map_err(|_| ArchiveError::Name(path))
}

/// Files up to this length are read at once, so that they are hashed once; in bytes.
const SMALL: u64 = 1 << 20;

fn on_disk(path: PathBuf) -> io::Result<Content> {
    if fs::metadata(&path)?.len() <= SMALL {
        return Ok(Content::Bytes(fs::read(path)?.into()));
    }
    Ok(Content::File { path, digests: None })
}

/// `files.tsv`: what each file is, for people and spreadsheets.
fn table(case: &Case, plan: &Plan, made: &Made) -> String {
    let mut table = String::from("path\ttitle\tdate\tnumber\tpages\n");
    let mut row = |path: &str, title: &str, date: &str, number: &str, pages: Option<u32>| {
        let pages = pages.map(|pages| pages.to_string()).unwrap_or_default();
        let _ = writeln!(table, "{path}\t{title}\t{date}\t{number}\t{pages}");
    };
    for letter in plan.letters.iter().filter(|letter| !letter.draft) {
        let file = letter.output.rsplit('/').next().unwrap_or_default();
        let pages = made
            .outputs
            .get(&letter.output)
            .and_then(|output| output.pages)
            .and_then(|pages| u32::try_from(pages).ok());
        row(
            &format!("data/letters/{file}"),
            &letter.name,
            &letter.date.to_string(),
            letter.number.as_deref().unwrap_or_default(),
            pages,
        );
    }
    for (file, _) in case.files.iter() {
        let pages = case.attachments.get(file).and_then(|attachment| attachment.pages);
        row(&format!("data/source/{file}"), file, "", "", pages);
    }
    table
}

/// `record.json`: the case in a few words, and what went wrong in it.
fn record(checked: &CheckedCase, office: &crate::office::Office) -> Vec<u8> {
    let case = checked.case();
    let breaches: Vec<_> = checked.breaches().iter().map(|breach| {
        let entry = &case.entries[breach.entry];
        serde_json::json!({"step": case.step(entry).name, "date": entry.date.value.to_string(), "rule": breach.rule, "fact": breach.fact, "explained": breach.explained})
    }).collect();
    let archive = &office.archive;
    let volume = case.entries.iter().rev().find_map(|entry| {
        entry.fields.iter().find_map(|(_, datum)| match &datum.value {
            crate::case::Value::Volume(number) => Some(number.clone()),
            _ => None,
        })
    });
    let record = serde_json::json!({
        "case": case.id.as_str(),
        "procedure": case.procedure.reference.to_string(),
        "title": case.procedure.title,
        "secrecy": case.secrecy.word(),
        "opened": case.first_day().map(|day| day.to_string()),
        "closed": case.entries.last().map(|entry| entry.date.value.to_string()),
        "archive_number": volume.map(|volume| format!("{}-{}-{volume}", archive.fonds, archive.catalogue)),
        "breaches": breaches,
    });
    let mut text = serde_json::to_vec_pretty(&record).unwrap_or_default();
    text.push(b'\n');
    text
}
