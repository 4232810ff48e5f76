//! 文号: the number of an official document (GB/T 9704-2012, 7.2.5).
//!
//! 机关代字, the year in hexagonal brackets, the number without 第 and without leading zeros, 号:
//! `国办发明电〔2016〕17号`. Nearly everybody types other brackets, so what was probably meant is
//! worked out along with what is wrong.

use std::fmt;

use crate::finding::Text;
use crate::text;

/// A 文号, taken apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentNumber {
    /// 机关代字, such as 国办发明电.
    pub prefix: String,
    /// The year, of four digits.
    pub year: u16,
    /// The number within the year, from 1.
    pub number: u32,
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕{}号", self.prefix, self.year, self.number)
    }
}

/// A 文号 that is not written as the standard asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentNumberError {
    /// The first thing that is wrong.
    pub fault: DocumentNumberFault,
    /// How it would be right in every respect, if that can be told.
    pub corrected: Option<String>,
}

/// What is wrong with a 文号.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentNumberFault {
    /// There is white space in it.
    Space,
    /// The year does not stand in brackets of any kind.
    NoBrackets,
    /// What stands before the brackets is missing or has other than Chinese characters.
    Prefix,
    /// The year has not four digits, from 1000.
    Year,
    /// The year stands in brackets, but not in `〔〕`.
    WrongBrackets(Brackets),
    /// The number follows on 第.
    Ordinal,
    /// 号 is missing.
    NoUnit,
    /// Something stands after 号.
    Trailing,
    /// There is no number, or it is no number.
    Number,
    /// The number is 0 or begins with 0.
    LeadingZero,
    /// Digits are full-width.
    FullWidthDigits,
}

/// Brackets that people type instead of `〔〕`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brackets {
    /// `[ ]`
    Square,
    /// `［ ］`
    FullWidthSquare,
    /// `( )`
    Round,
    /// `（ ）`
    FullWidthRound,
    /// `【 】`
    Lenticular,
    /// `〖 〗`, `{ }`, `《 》`, or two that do not belong together.
    Other,
}

impl Brackets {
    fn of(open: char, close: char) -> Option<Self> {
        match (open, close) {
            ('〔', '〕') => None,
            ('[', ']') => Some(Self::Square),
            ('［', '］') => Some(Self::FullWidthSquare),
            ('(', ')') => Some(Self::Round),
            ('（', '）') => Some(Self::FullWidthRound),
            ('【', '】') => Some(Self::Lenticular),
            _ => Some(Self::Other),
        }
    }
}

/// Reads a 文号.
///
/// # Errors
/// What is wrong with it, the first thing only.
pub fn document_number(text: &str) -> Result<DocumentNumber, DocumentNumberError> {
    let parts = Parts::of(text);
    let number = parts.as_ref().ok().and_then(Parts::number);
    let fault = match &parts {
        Err(fault) => Some(*fault),
        Ok(parts) => parts.fault(text),
    };
    match (fault, number) {
        (None, Some(number)) => Ok(number),
        (fault, number) => Err(DocumentNumberError {
            fault: fault.unwrap_or(DocumentNumberFault::Number),
            corrected: number.map(|number| number.to_string()),
        }),
    }
}

const OPENING: [char; 9] = ['〔', '[', '［', '(', '（', '【', '〖', '{', '《'];
const CLOSING: [char; 9] = ['〕', ']', '］', ')', '）', '】', '〗', '}', '》'];

/// A 文号 cut at its brackets, white space and full-width digits made good.
struct Parts {
    prefix: String,
    brackets: Option<Brackets>,
    year: String,
    ordinal: bool,
    digits: String,
    unit: bool,
    trailing: bool,
}

impl Parts {
    fn of(text: &str) -> Result<Self, DocumentNumberFault> {
        let text: String = text.chars().filter(|c| !is_space(*c)).map(narrow).collect();
        let no_brackets = DocumentNumberFault::NoBrackets;
        let (prefix, rest) = cut(&text, OPENING).ok_or(no_brackets)?;
        let (year, tail) = cut(rest.text, CLOSING).ok_or(no_brackets)?;
        let serial = tail.text.strip_prefix('第');
        let (digits, after) = match serial.unwrap_or(tail.text).split_once('号') {
            Some((digits, after)) => (digits, Some(after)),
            None => (serial.unwrap_or(tail.text), None),
        };
        Ok(Self {
            prefix: prefix.to_owned(),
            brackets: Brackets::of(rest.bracket, tail.bracket),
            year: year.to_owned(),
            ordinal: serial.is_some(),
            digits: digits.to_owned(),
            unit: after.is_some(),
            trailing: after.is_some_and(|after| !after.is_empty()),
        })
    }

    /// What was meant, if that can be told.
    fn number(&self) -> Option<DocumentNumber> {
        let number = number(&self.digits).filter(|number| *number > 0);
        let sound = self.has_prefix() && self.has_year() && !self.trailing;
        Some(DocumentNumber {
            prefix: self.prefix.clone(),
            year: self.year.parse().ok().filter(|_| sound)?,
            number: number?,
        })
    }

    fn fault(&self, text: &str) -> Option<DocumentNumberFault> {
        use DocumentNumberFault as Fault;
        let faults = [
            (!self.has_prefix(), Fault::Prefix),
            (!self.has_year(), Fault::Year),
            (self.trailing, Fault::Trailing),
            (number(&self.digits).is_none(), Fault::Number),
            (text.chars().any(is_space), Fault::Space),
            (text.chars().any(is_wide), Fault::FullWidthDigits),
        ];
        let more = [
            (self.ordinal, Fault::Ordinal),
            (self.digits.starts_with('0'), Fault::LeadingZero),
            (!self.unit, Fault::NoUnit),
        ];
        let first = |faults: &[(bool, Fault)]| faults.iter().find(|(is, _)| *is).map(|(_, it)| *it);
        let brackets = || self.brackets.map(Fault::WrongBrackets);
        first(&faults).or_else(brackets).or_else(|| first(&more))
    }

    fn has_prefix(&self) -> bool {
        !self.prefix.is_empty() && self.prefix.chars().all(is_han)
    }

    fn has_year(&self) -> bool {
        let year = self.year.as_bytes();
        year.len() == 4 && year.iter().all(u8::is_ascii_digit) && !year.starts_with(b"0")
    }
}

/// What follows on a bracket.
struct Tail<'a> {
    bracket: char,
    text: &'a str,
}

fn cut(text: &str, brackets: [char; 9]) -> Option<(&str, Tail<'_>)> {
    let (at, bracket) = text.char_indices().find(|(_, c)| brackets.contains(c))?;
    let text_after = &text[at + bracket.len_utf8()..];
    let tail = Tail { bracket, text: text_after };
    Some((&text[..at], tail))
}

fn number(digits: &str) -> Option<u32> {
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| all_digits)
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{FEFF}' || c == '\u{200B}'
}

fn is_wide(c: char) -> bool {
    ('０'..='９').contains(&c)
}

/// A full-width digit as an ordinary one.
fn narrow(c: char) -> char {
    let ordinary = u32::from(c).checked_sub(u32::from('０') - u32::from('0'));
    let ordinary = ordinary.and_then(char::from_u32).filter(|_| is_wide(c));
    ordinary.unwrap_or(c)
}

/// The blocks of ideographs of the Unicode standard, and 〇.
fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

impl DocumentNumberError {
    /// The same for a finding; `text` is what was read.
    pub fn text(&self, text: &str) -> Text {
        let Text { zh, en } = self.fault.text();
        match &self.corrected {
            Some(right) => text!(
                "文号 `{text}` {zh}，应写作 `{right}`",
                "in the document number `{text}` {en}: write `{right}`"
            ),
            None => text!(
                "文号 `{text}` {zh}，应写作 `代字〔2016〕1号` 的样子",
                "in the document number `{text}` {en}: it should look like `代字〔2016〕1号`"
            ),
        }
    }
}

impl DocumentNumberFault {
    /// What is wrong, as part of a sentence.
    fn text(self) -> Text {
        match self {
            Self::Space => text!("中有空格", "there is a space"),
            Self::NoBrackets => text!("的年份没有用括号括起", "the year has no brackets"),
            Self::Prefix => text!("的代字不是汉字", "the prefix is not Chinese characters"),
            Self::Year => text!("的年份不是四位数字", "the year has not four digits"),
            Self::WrongBrackets(_) => {
                text!("的年份未用六角括号〔〕", "the year is not in the brackets 〔〕")
            }
            Self::Ordinal => text!("的序号前有“第”", "第 stands before the number"),
            Self::NoUnit => text!("缺“号”", "号 is missing"),
            Self::Trailing => text!("在“号”后还有内容", "something stands after 号"),
            Self::Number => text!("的序号不是数字", "the serial number is no number"),
            Self::LeadingZero => text!("的序号以 0 开头", "the serial number begins with 0"),
            Self::FullWidthDigits => text!("用了全角数字", "digits are full-width"),
        }
    }
}
