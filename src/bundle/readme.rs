//! `README.txt`: how to check and read a bundle without this program, in thirty years too.
//!
//! It says nothing of the machine or the clock, and names common tools only.

use super::info::BagInfo;

/// Folders that may occur, and what they hold, in both languages.
const FOLDERS: &[(&str, &str, &str)] = &[
    (
        "data/source/",
        "案件记录及所附文件，按归档时原样",
        "the case file and its attachments, as they were when filed",
    ),
    ("data/letters/", "文书（PDF/A）", "the letters (PDF/A)"),
    ("data/issued/", "已送达的文书原样", "the letters as they were served"),
    ("data/papers/", "卷内目录、备考表等归档用纸", "table of contents and other papers of the volume"),
    (
        "data/rebuild/",
        "重新生成文书所需的规程、日历、模板及清单",
        "what the letters were made with: procedure, calendar, templates, list of versions",
    ),
    ("meta/", "元数据（文件来历等）", "metadata: where each file came from, and the like"),
];

/// The texts; names in braces are filled in.
const ZH: &str = include_str!("readme/zh.txt");
const EN: &str = include_str!("readme/en.txt");

/// Writes the text for a bag with these metadata and paths.
pub(super) fn render<'a>(info: &BagInfo, paths: impl Iterator<Item = &'a str> + Clone) -> String {
    let present = |folder: &str| paths.clone().any(|path| path.starts_with(folder));
    let present: Vec<_> = FOLDERS.iter().filter(|folder| present(folder.0)).collect();
    let zh = present.iter().map(|(folder, zh, _)| format!("  {folder:<18} {zh}\n"));
    let en = present.iter().map(|(folder, _, en)| format!("  {folder:<18} {en}\n"));
    let (zh, en): (String, String) = (zh.collect(), en.collect());
    format!("{}\n{}", fill(ZH, info, &zh), fill(EN, info, &en))
}

/// Fills a text in one pass, so that braces in a title stay what they are.
fn fill(text: &str, info: &BagInfo, folders: &str) -> String {
    let mut out = String::new();
    let mut pieces = text.split('{');
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (key, rest) = piece.split_once('}').unwrap_or((piece, ""));
        out.push_str(&value(key, info, folders));
        out.push_str(rest);
    }
    out
}

fn value(key: &str, info: &BagInfo, folders: &str) -> String {
    match key {
        "name" => info.name.to_string(),
        "title" => info.title.clone(),
        "organization" => info.organization.clone(),
        "date" => info.date.format("%Y-%m-%d").to_string(),
        "files" => info.oxum.files.to_string(),
        "bytes" => info.oxum.bytes.to_string(),
        _ => folders.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::bundle::info::Oxum;
    use crate::bundle::layout::Name;

    #[test]
    fn every_place_is_filled_and_titles_fill_none() {
        let info = BagInfo {
            name: Name::new("2026-000123", 1).expect("a name"),
            title: "题{name}名".into(),
            organization: "示例机关".into(),
            date: NaiveDate::from_ymd_opt(2026, 3, 1).expect("a date"),
            oxum: Oxum { bytes: 10, files: 2 },
            software: "anjuan 0.1.0".into(),
        };
        let text = render(&info, ["data/letters/a.pdf"].into_iter());
        assert_eq!(text.matches(['{', '}']).count(), 4);
        assert_eq!(text.matches("题{name}名").count(), 2);
        assert_eq!(text.matches("  data/letters/ ").count(), 2);
        assert_eq!(text.matches("data/source/").count(), 0);
        assert_eq!(text.matches("unzip -t 2026-000123-r1.zip\n").count(), 2);
    }
}
