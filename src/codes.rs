//! Numbers by which persons, organisations and documents are known, and whether they can be right.
//!
//! A check digit catches every single wrong character and nearly every transposition, which is
//! what goes wrong when a code is copied from paper. None of this says that a code was issued.

use chrono::NaiveDate;

pub mod check_digit;
mod document_number;
mod error;
mod phone;

pub use document_number::{
    Brackets, DocumentNumber, DocumentNumberError, DocumentNumberFault, document_number,
};
pub use error::{Code, CodeError, Fault};
pub use phone::phone;

/// Checks a 统一社会信用代码 (GB 32100-2015): 18 characters, of which the ninth to the seventeenth
/// are an organisation's code with a check digit of its own.
///
/// # Errors
/// What is wrong with it, the first thing only.
pub fn social_credit(text: &str) -> Result<(), CodeError> {
    let fail = |fault| Err(Code::SocialCredit.is_wrong(fault));
    let chars = Code::SocialCredit.chars(text, 18, |at, c| match at {
        2..8 => c.is_ascii_digit(),
        _ => check_digit::is_social_credit(c),
    })?;
    // The last one guards all, so it is asked first: a slip anywhere else is reported as such.
    let expected = check_digit::social_credit(&text[..17]);
    if let Some(fault) = mismatch(expected, chars[17]) {
        return fail(fault);
    }
    let expected = check_digit::organisation(&text[8..16]);
    match mismatch(expected, chars[16]) {
        Some(Fault::CheckDigit { expected, found }) => fail(Fault::InnerCheckDigit { expected, found }),
        _ => Ok(()),
    }
}

/// Checks a 组织机构代码 (GB 11714-1997): eight characters and a check digit, with or without the
/// hyphen between them.
///
/// # Errors
/// What is wrong with it, the first thing only.
pub fn organisation(text: &str) -> Result<(), CodeError> {
    let code = match text.char_indices().nth(8) {
        Some((at, '-')) => [&text[..at], &text[at + 1..]].concat(),
        _ => text.to_owned(),
    };
    let chars = Code::Organisation.chars(&code, 9, |at, c| match at {
        8 => c.is_ascii_digit() || c == 'X',
        _ => c.is_ascii_digit() || c.is_ascii_uppercase(),
    })?;
    match mismatch(check_digit::organisation(&code[..8]), chars[8]) {
        Some(fault) => Err(Code::Organisation.is_wrong(fault)),
        None => Ok(()),
    }
}

/// Checks a 居民身份证号 (GB 11643-1999): a region, a day of birth that exists, a serial number and
/// a check digit.
///
/// # Errors
/// What is wrong with it, the first thing only.
pub fn identity(text: &str) -> Result<(), CodeError> {
    let fail = |fault| Err(Code::Identity.is_wrong(fault));
    let chars = Code::Identity.chars(text, 18, |at, c| match at {
        17 => c.is_ascii_digit() || c == 'X',
        _ => c.is_ascii_digit(),
    })?;
    if !PROVINCES.contains(&&text[..2]) {
        return fail(Fault::Region(text[..6].to_owned()));
    }
    let born = &text[6..14];
    if NaiveDate::parse_from_str(born, "%Y%m%d").is_err() {
        return fail(Fault::BirthDate(born.to_owned()));
    }
    match mismatch(check_digit::identity(&text[..17]), chars[17]) {
        Some(fault) => fail(fault),
        None => Ok(()),
    }
}

/// Checks a 营业执照注册号: 15 digits, of which the last is a check digit.
///
/// Both the length and the algorithm (工商行政管理注册号编制规则 GS 15-2006, ISO 7064 MOD 11,10) are
/// from memory, and numbers given before 2007 are shorter. So a wrong check digit is
/// [`Fault::DoubtfulCheckDigit`], and [`CodeError::is_certain`] says of it and of the length that
/// they are but a reason to look again.
///
/// # Errors
/// What is wrong with it, the first thing only.
pub fn registration(text: &str) -> Result<(), CodeError> {
    let chars = Code::Registration.chars(text, 15, |_, c| c.is_ascii_digit())?;
    match mismatch(check_digit::registration(&text[..14]), chars[14]) {
        Some(Fault::CheckDigit { expected, found }) => {
            Err(Code::Registration.is_wrong(Fault::DoubtfulCheckDigit { expected, found }))
        }
        _ => Ok(()),
    }
}

/// The first two digits of regions (GB/T 2260), as they occur in identity numbers.
const PROVINCES: [&str; 35] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42",
    "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82",
    "83",
];

fn mismatch(expected: Option<char>, found: char) -> Option<Fault> {
    let expected = expected.filter(|expected| *expected != found)?;
    Some(Fault::CheckDigit { expected, found })
}

#[cfg(test)]
mod tests;
