//! Values that are text with a form of their own: numbers, codes, paths.

use super::rules;
use super::value::Value;
use crate::codes;
use crate::finding::{Finding, Fix, Report};
use crate::procedure::Kind;
use crate::source::Span;
use crate::text;

/// Reads a text-like value.
pub(super) fn read(kind: &Kind, text: &str, span: &Span, report: &mut Report) -> Option<Value> {
    let owned = || text.to_owned();
    match kind {
        Kind::Integer => integer(text, span, report).map(Value::Integer),
        Kind::File => path(text, span, report).then(|| Value::File(owned())),
        Kind::DocumentNumber => document_number(text, span, report).then(|| Value::DocumentNumber(owned())),
        Kind::Volume => volume(text, span, report).then(|| Value::Volume(owned())),
        _ => {
            // A wrong code is still the one on record: what rests on it can be judged.
            report.extend(code(kind, text, span));
            Some(Value::Text(owned()))
        }
    }
}

fn document_number(text: &str, span: &Span, report: &mut Report) -> bool {
    let Err(error) = codes::document_number(text) else { return true };
    let finding = Finding::new(&rules::BAD_DOCUMENT_NUMBER, span.clone(), error.text(text));
    report.push(match error.corrected {
        Some(right) => finding.fix(Fix::replace(text!("改为", "change it to"), span.clone(), right)),
        None => finding,
    });
    false
}

/// What is wrong with a code, if anything; a doubt is a warning.
fn code(kind: &Kind, text: &str, span: &Span) -> Option<Finding> {
    let judged = match kind {
        Kind::SocialCredit => codes::social_credit(text),
        Kind::Registration => codes::registration(text),
        Kind::Organisation => codes::organisation(text),
        Kind::Identity => codes::identity(text),
        Kind::Phone => codes::phone(text),
        _ => return None,
    };
    let error = judged.err()?;
    let rule = if error.is_certain() { &rules::BAD_CODE } else { &rules::DOUBTFUL_CODE };
    Some(Finding::new(rule, span.clone(), error.text()))
}

fn integer(text: &str, span: &Span, report: &mut Report) -> Option<u32> {
    /// More than any count on a form.
    const LARGEST: u32 = 1_000_000;
    let number = text.parse().ok().filter(|number| *number <= LARGEST);
    if number.is_none() {
        let message =
            text!("`{text}` 不是 0 到 {LARGEST} 的整数", "`{text}` is no whole number from 0 to {LARGEST}");
        report.push(Finding::new(&rules::BAD_NUMBER, span.clone(), message));
    }
    number
}

/// A volume's number is printed as written, so that `0012` stays four digits.
fn volume(text: &str, span: &Span, report: &mut Report) -> bool {
    let sound = (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !sound {
        let message = text!("案卷号 `{text}` 应为 1 至 6 位数字", "a volume's number has 1 to 6 digits");
        report.push(Finding::new(&rules::BAD_NUMBER, span.clone(), message));
    }
    sound
}

/// A path stays in the case folder and is written one way only.
fn path(text: &str, span: &Span, report: &mut Report) -> bool {
    let odd = |part: &str| part.is_empty() || part == "." || part == ".." || part.contains('\\');
    let outside = text.starts_with('/') || text.split('/').any(odd);
    if outside {
        let message = text!(
            "`{text}` 不是案件文件夹内的相对路径",
            "`{text}` is no relative path inside the case folder"
        );
        let help = text!(
            "写作 `材料/文件名.pdf`，用 `/` 分隔，不用 `..`",
            "write `folder/name.pdf`, with `/` and without `..`"
        );
        report.push(Finding::new(&rules::BAD_PATH, span.clone(), message).help(help));
    }
    !outside
}
