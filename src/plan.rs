//! What a case calls for: every output with its inputs, before anything is written.

use chrono::NaiveDate;
use serde::Serialize;

use crate::case::{Case, Entry};
use crate::check::CheckedCase;
use crate::office::Office;
use crate::procedure::{Letter, field::keys};

/// A letter to be rendered.
#[derive(Clone, Debug, Serialize)]
pub struct PlannedLetter {
    /// Its title.
    pub name: String,
    /// Where it goes, relative to the output folder.
    pub output: String,
    /// Its template, relative to `templates/`.
    pub template: String,
    /// It is another organ's and goes out as a draft.
    pub draft: bool,
    /// Its day.
    pub date: NaiveDate,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// What it reads, as dotted paths.
    pub inputs: Vec<String>,
    /// Its place in the volume.
    pub place: u32,
    /// Index of the entry that calls for it.
    #[serde(skip)]
    pub entry: usize,
    /// Index of the letter in the procedure.
    #[serde(skip)]
    pub letter: usize,
}

/// A bundle to be packed.
#[derive(Clone, Debug, Serialize)]
pub struct PlannedBundle {
    /// Where it goes, relative to the output folder.
    pub output: String,
    /// Its name without the ending.
    pub id: String,
    /// The revision.
    pub revision: u32,
    /// The letters it holds, as outputs of this plan.
    pub letters: Vec<String>,
    /// The attached files it holds.
    pub attachments: Vec<String>,
}

/// Everything one case calls for.
#[derive(Clone, Debug, Serialize)]
pub struct Plan {
    /// The case.
    pub case: String,
    /// Its procedure.
    pub procedure: String,
    /// Letters in the order of the log.
    pub letters: Vec<PlannedLetter>,
    /// The bundle, once the case is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bundle: Option<PlannedBundle>,
}

/// The first revision; a later one needs the register of seals.
const REVISION: u32 = 1;

impl Plan {
    /// Plans a case; this cannot fail, and rendering follows it blindly.
    pub fn of(checked: &CheckedCase, office: &Office) -> Self {
        let case = checked.case();
        let letters = letters(case, office);
        let bundle = case.is_closed().then(|| bundle(case, &letters));
        Self { case: case.id.to_string(), procedure: case.procedure.reference.to_string(), letters, bundle }
    }

    /// Every output, in the order it is made.
    pub fn outputs(&self) -> impl Iterator<Item = &str> {
        let letters = self.letters.iter().map(|letter| letter.output.as_str());
        letters.chain(self.bundle.iter().map(|bundle| bundle.output.as_str()))
    }
}

fn letters(case: &Case, office: &Office) -> Vec<PlannedLetter> {
    let mut planned: Vec<PlannedLetter> = Vec::new();
    for (index, entry) in case.entries.iter().enumerate() {
        for name in case.step(entry).letters(entry.outcome()) {
            let found = case.procedure.letters.iter().enumerate().find(|(_, letter)| letter.name == name);
            if let Some((at, letter)) = found {
                let number = planned.len() + 1;
                planned.push(plan_letter(case, office, (index, entry), (at, letter), number));
            }
        }
    }
    planned
}

fn plan_letter(
    case: &Case,
    office: &Office,
    (index, entry): (usize, &Entry),
    (at, letter): (usize, &Letter),
    number: usize,
) -> PlannedLetter {
    let draft = !office.organ(&case.procedure, &letter.role).is_own();
    let folder = if draft { "drafts" } else { "letters" };
    PlannedLetter {
        name: letter.name.clone(),
        output: format!("{folder}/{}/{number:02}-{}.pdf", case.id, letter.stem()),
        template: format!("{}/letters/{}", case.procedure.reference, letter.template),
        draft,
        date: entry.date.value,
        number: letter.series.as_ref().and_then(|_| entry.text(keys::NUMBER)).map(str::to_owned),
        inputs: letter.inputs.iter().map(|input| input.path.to_string()).collect(),
        place: letter.place,
        entry: index,
        letter: at,
    }
}

fn bundle(case: &Case, letters: &[PlannedLetter]) -> PlannedBundle {
    let id = format!("{}-r{REVISION}", case.id);
    PlannedBundle {
        output: format!("bundles/{id}.zip"),
        id: case.id.to_string(),
        revision: REVISION,
        letters: letters.iter().filter(|letter| !letter.draft).map(|letter| letter.output.clone()).collect(),
        attachments: case.files.iter().map(|(name, _)| name.to_owned()).collect(),
    }
}
