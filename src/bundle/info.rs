//! `bag-info.txt` (RFC 8493 section 2.2.2): fixed keys in a fixed order, each on one line.

use std::fmt::{self, Display};
use std::str::FromStr;

use chrono::{Datelike as _, NaiveDate};
use unicode_normalization::is_nfc;

use super::layout::{Name, VERSION};
use crate::character::is_hidden;

/// The longest value in bytes.
pub const MAX_VALUE: usize = 1000;

/// The key of the format's version; the first line.
const VERSION_KEY: &str = "Anjuan-Bundle-Version";

/// What a bag says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BagInfo {
    /// The bundle's id and revision.
    pub name: Name,
    /// What is bundled, for people.
    pub title: String,
    /// Who bundled it.
    pub organization: String,
    /// The day it is dated: of the case, never of a clock.
    pub date: NaiveDate,
    /// Size of the payload.
    pub oxum: Oxum,
    /// Program and version.
    pub software: String,
}

/// Payload-Oxum: octets and number of streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Oxum {
    /// Bytes of all payload files.
    pub bytes: u64,
    /// Number of payload files.
    pub files: u64,
}

impl Display for Oxum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.bytes, self.files)
    }
}

impl BagInfo {
    /// The text of the file.
    pub fn render(&self) -> String {
        let Name { id, revision } = &self.name;
        let date = self.date.format("%Y-%m-%d");
        let Self { title, organization, oxum, software, .. } = self;
        format!(
            "{VERSION_KEY}: {VERSION}\nExternal-Identifier: {id}\nBag-Revision: {revision}\n\
             External-Description: {title}\nSource-Organization: {organization}\n\
             Bagging-Date: {date}\nPayload-Oxum: {oxum}\nBag-Software-Agent: {software}\n"
        )
    }

    /// Reads the text; accepts what [`BagInfo::render`] writes and nothing else.
    ///
    /// # Errors
    /// The key whose line is wrong or missing; a key of `""` stands for lines after the last.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let mut rest = text;
        // Later versions are told apart before, with `claimed_version`.
        if number(field(&mut rest, VERSION_KEY)?) != Some(VERSION) {
            return Err(VERSION_KEY);
        }
        let id = field(&mut rest, "External-Identifier")?;
        let revision = number(field(&mut rest, "Bag-Revision")?).ok_or("Bag-Revision")?;
        let name = Name::new(id, revision).map_err(|_| "External-Identifier")?;
        let title = value(&mut rest, "External-Description")?;
        let organization = value(&mut rest, "Source-Organization")?;
        let date = parse_date(field(&mut rest, "Bagging-Date")?).ok_or("Bagging-Date")?;
        let oxum = parse_oxum(field(&mut rest, "Payload-Oxum")?).ok_or("Payload-Oxum")?;
        let software = value(&mut rest, "Bag-Software-Agent")?;
        if rest.is_empty() { Ok(Self { name, title, organization, date, oxum, software }) } else { Err("") }
    }
}

/// The format's version a bag-info claims, whatever else it holds.
pub fn claimed_version(text: &str) -> Option<u32> {
    let value = text.lines().find_map(|line| line.strip_prefix(VERSION_KEY))?;
    number(value.strip_prefix(": ")?)
}

/// Whether a value may stand in a line: not empty, no space at an end, NFC, nothing invisible.
pub fn is_value(value: &str) -> bool {
    !value.is_empty()
        && value.len() <= MAX_VALUE
        && value.trim() == value
        && is_nfc(value)
        && !value.contains(is_hidden)
}

/// Whether a date has the ten characters of `YYYY-MM-DD`.
pub fn is_date(date: NaiveDate) -> bool {
    (1..=9999).contains(&date.year())
}

fn field<'a>(rest: &mut &'a str, key: &'static str) -> Result<&'a str, &'static str> {
    let (line, after) = rest.split_once('\n').ok_or(key)?;
    let value = line.strip_prefix(key).and_then(|line| line.strip_prefix(": "));
    *rest = after;
    value.ok_or(key)
}

fn value(rest: &mut &str, key: &'static str) -> Result<String, &'static str> {
    let value = field(rest, key)?;
    is_value(value).then(|| value.to_owned()).ok_or(key)
}

fn parse_date(text: &str) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    // The parser takes `3-1` for `03-01`.
    let plain = is_date(date) && date.format("%Y-%m-%d").to_string() == text;
    plain.then_some(date)
}

fn parse_oxum(text: &str) -> Option<Oxum> {
    let (bytes, files) = text.split_once('.')?;
    let (bytes, files) = (number(bytes)?, number(files)?);
    Some(Oxum { bytes, files })
}

/// Decimal digits without needless zeros, as far as the type reaches.
fn number<N: FromStr>(text: &str) -> Option<N> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = digits && (text == "0" || !text.starts_with('0'));
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn info() -> BagInfo {
        BagInfo {
            name: Name::new("2026-000123", 1).expect("a name"),
            title: "示例：案卷".into(),
            organization: "示例机关".into(),
            date: NaiveDate::from_ymd_opt(2026, 3, 1).expect("a date"),
            oxum: Oxum { bytes: 10, files: 2 },
            software: "anjuan 0.1.0".into(),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(BagInfo::parse(&info().render()), Ok(info()));
        assert_eq!(claimed_version(&info().render()), Some(VERSION));
        assert_eq!(claimed_version("x: y\nAnjuan-Bundle-Version: 27\n"), Some(27));
    }

    #[test]
    fn nothing_else_is_read() {
        let text = info().render();
        for (from, to, key) in [
            ("Version: 1", "Version: 0", VERSION_KEY),
            ("Revision: 1", "Revision: 01", "Bag-Revision"),
            ("Revision: 1\n", "Revision: 1\r\n", "Bag-Revision"),
            ("2026-000123", "2026/000123", "External-Identifier"),
            ("案卷", "案卷 ", "External-Description"),
            ("案卷", "案\u{200b}卷", "External-Description"),
            ("案卷", "案卷\n  folded", "Source-Organization"),
            ("示例机关", "", "Source-Organization"),
            ("03-01", "3-1", "Bagging-Date"),
            ("03-01", "02-30", "Bagging-Date"),
            ("10.2", "10.+2", "Payload-Oxum"),
            ("10.2", "abc", "Payload-Oxum"),
            ("0.1.0\n", "0.1.0", "Bag-Software-Agent"),
            ("0.1.0\n", "0.1.0\nContact-Name: x\n", ""),
            ("Bagging-Date", "bagging-date", "Bagging-Date"),
        ] {
            let bad = text.replace(from, to);
            assert_ne!(bad, text);
            assert_eq!(BagInfo::parse(&bad), Err(key), "{bad}");
        }
    }
}
