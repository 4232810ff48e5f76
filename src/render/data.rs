//! The data a letter sees: what it declared, and what is derived from case, office and law.

use serde_json::{Map, Value as Json, json};

use crate::case::{Case, Datum, Value};
use crate::check::{CheckedCase, Law};
use crate::office::Organ;
use crate::plan::PlannedLetter;
use crate::procedure::letter::Addressee;
use crate::procedure::path::FACTS;
use crate::procedure::{Letter, Limit, Path, Root, field::keys};

/// The data of one planned letter.
pub fn letter(checked: &CheckedCase, law: Law<'_>, planned: &PlannedLetter) -> Json {
    let case = checked.case();
    let letter = &case.procedure.letters[planned.letter];
    let view = View { case, law, letter, planned, count: planned.entry + 1 };
    let mut data = Map::new();
    view.inputs(&mut data);
    data.insert("文书".to_owned(), view.document());
    data.insert("机关".to_owned(), view.issuer());
    let office = law.office;
    data.insert(
        "本机关".to_owned(),
        json!({"机关": office.name, "地址": office.address, "电话": office.phone}),
    );
    data.insert("密级".to_owned(), Json::from(case.secrecy.word()));
    data.insert("送".to_owned(), Json::from(view.addressee()));
    data.insert("依据".to_owned(), view.bases());
    data.insert("期限".to_owned(), view.clocks());
    data.insert("救济".to_owned(), view.remedy());
    data.insert("附件".to_owned(), view.enclosures());
    Json::Object(data)
}

struct View<'a> {
    case: &'a Case,
    law: Law<'a>,
    letter: &'a Letter,
    planned: &'a PlannedLetter,
    /// Entries up to and with the one that calls for the letter: later ones it cannot know.
    count: usize,
}

impl View<'_> {
    fn inputs(&self, data: &mut Map<String, Json>) {
        for input in &self.letter.inputs {
            let found = self.case.at(&input.path, self.count).map(|datum| self.json(datum));
            place(data, &input.path, found.unwrap_or(Json::Null));
        }
    }

    /// Attached files also tell their pages.
    fn json(&self, datum: &Datum) -> Json {
        let mut json = datum.to_json();
        if let (Value::List(items), Json::Array(array)) = (&datum.value, &mut json) {
            for (item, json) in items.iter().zip(array) {
                *json = self.json(item);
            }
        } else if let (Value::Record(fields), Json::Object(object)) = (&datum.value, &mut json)
            && let Some(files) = fields.get(keys::FILE)
        {
            let pages = files.items().iter().map(|file| self.pages(file.as_text().unwrap_or_default()));
            object.insert("页数".to_owned(), Json::from(pages.sum::<Option<u32>>()));
        }
        json
    }

    fn pages(&self, file: &str) -> Option<u32> {
        self.case.attachments.get(file)?.pages
    }

    fn document(&self) -> Json {
        let planned = self.planned;
        json!({
            "名称": planned.name,
            "文号": planned.number,
            "日期": planned.date.format("%Y-%m-%d").to_string(),
            "代拟": planned.draft,
        })
    }

    fn issuer(&self) -> Json {
        let office = self.law.office;
        match office.organ(&self.case.procedure, &self.letter.role) {
            Organ::Own(plate) => json!({"全称": plate.name, "地址": office.address, "电话": office.phone}),
            Organ::Other(name) => json!({"全称": name, "地址": null, "电话": null}),
        }
    }

    fn addressee(&self) -> String {
        match &self.letter.to {
            Addressee::Role(role) => self.law.office.organ(&self.case.procedure, role).name().to_owned(),
            Addressee::Fact(path) => {
                let found = self.case.at(path, self.count).and_then(Datum::as_text);
                found.unwrap_or_default().to_owned()
            }
        }
    }

    fn bases(&self) -> Json {
        let citation = |key: &String| {
            let citation = self.case.procedure.citation(key, self.planned.date)?;
            Some((key.clone(), Json::from(citation.print())))
        };
        Json::Object(self.letter.bases.iter().filter_map(citation).collect())
    }

    /// The last days a letter names, by the calendar as it was known on the letter's day.
    fn clocks(&self) -> Json {
        let clock = |name: &String| {
            let clock = self.case.procedure.clocks.iter().find(|clock| clock.name == *name)?;
            let Limit::WorkingDays(days) = clock.limit else { return None };
            let start = self.case.at(&self.start(&clock.from), self.count)?.day()?;
            let calendar = self.law.calendar.as_known_on(self.planned.date);
            let due = calendar.add_working_days(start, days).ok()?;
            let last = due.date.format("%Y-%m-%d").to_string();
            Some((name.clone(), json!({"日期": last, "工作日": days, "暂定": due.provisional})))
        };
        Json::Object(self.letter.clocks.iter().filter_map(clock).collect())
    }

    fn start(&self, event: &Path) -> Path {
        let fields = vec![event.field_or(keys::DATE).to_owned()];
        Path { root: event.root.clone(), fields }
    }

    fn remedy(&self) -> Json {
        let (rank, body) = self.law.office.standing(&self.case.procedure, &self.letter.role);
        let remedy = self.law.remedies.on(rank, self.planned.date).filter(|_| self.letter.remedy);
        let Some((remedy, body)) = remedy.zip(body) else { return Json::Null };
        json!({
            "复议机关": remedy.review_body.replace("{复议机关}", body),
            "复议期限": remedy.review_limit,
            "复议依据": remedy.review_basis,
            "诉讼期限": remedy.suit_limit,
            "诉讼依据": remedy.suit_basis,
        })
    }

    /// Enclosed files under the names their materials were handed in by.
    fn enclosures(&self) -> Json {
        let Some(datum) = self.letter.enclosures.as_ref().and_then(|path| self.case.at(path, self.count))
        else {
            return Json::Array(Vec::new());
        };
        let file = |file: &Datum| {
            let path = file.as_text()?;
            Some(json!({"题名": self.title(path), "页数": self.pages(path)}))
        };
        datum.items().iter().filter_map(file).collect()
    }

    /// The name of the material a file belongs to, or else the file's own.
    fn title(&self, file: &str) -> String {
        let mut title = None;
        for entry in &self.case.entries[..self.count] {
            let materials = entry.fields.get(keys::MATERIALS).map(|datum| datum.items()).unwrap_or_default();
            for material in materials.iter().filter_map(Datum::as_record) {
                let holds = |datum: &Datum| datum.items().iter().any(|one| one.as_text() == Some(file));
                if material.get(keys::FILE).is_some_and(holds) {
                    title = material.get(keys::NAME).and_then(Datum::as_text);
                }
            }
        }
        let stem = file.rsplit('/').next().unwrap_or(file);
        title.unwrap_or(stem.rsplit_once('.').map_or(stem, |(stem, _)| stem)).to_owned()
    }
}

/// Puts a value at its dotted path.
fn place(data: &mut Map<String, Json>, path: &Path, value: Json) {
    let root = match &path.root {
        Root::Facts => FACTS,
        Root::Step(name) => name,
    };
    let mut object = data;
    let words = std::iter::once(root).chain(path.fields.iter().map(String::as_str));
    let words: Vec<&str> = words.collect();
    let Some((last, before)) = words.split_last() else { return };
    for word in before {
        let next = object.entry((*word).to_owned()).or_insert_with(|| Json::Object(Map::new()));
        let Json::Object(next) = next else { return };
        object = next;
    }
    object.insert((*last).to_owned(), value);
}
