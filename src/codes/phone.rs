//! Telephone numbers, judged leniently: only what cannot be dialled is wrong.

use super::{Code, CodeError, Fault};

/// Checks the form of a telephone number: the 11 digits of a mobile, or 7 or 8 digits with or
/// without an area code, or a service number. `+86` and an extension may stand around it, hyphens
/// or spaces between its parts.
///
/// # Errors
/// That it is none of these.
pub fn phone(text: &str) -> Result<(), CodeError> {
    let national = text.strip_prefix("+86").unwrap_or(text);
    let national = national.strip_prefix([' ', '-']).unwrap_or(national);
    let parts: Vec<&str> = national.split([' ', '-']).collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.iter().all(digits) && is_known(&parts) {
        return Ok(());
    }
    Err(Code::Phone.is_wrong(Fault::Form))
}

fn is_known(parts: &[&str]) -> bool {
    let whole = parts.concat();
    if is_mobile(&whole) || is_service(&whole) {
        return true;
    }
    match *parts {
        [number] => is_local(number) || is_short(number) || is_area_and_number(number),
        [area, number] if is_area(area) => is_local(number),
        [number, extension] => (is_local(number) || is_area_and_number(number)) && is_extension(extension),
        [area, number, extension] => is_area(area) && is_local(number) && is_extension(extension),
        _ => false,
    }
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && !digits[1..].starts_with(['0', '1', '2'])
}

fn is_service(digits: &str) -> bool {
    digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800"))
}

/// Such as 110, 12345 or 95588.
fn is_short(digits: &str) -> bool {
    (3..=6).contains(&digits.len()) && digits.starts_with(['1', '9'])
}

fn is_local(digits: &str) -> bool {
    matches!(digits.len(), 7 | 8) && !digits.starts_with(['0', '1'])
}

fn is_area(digits: &str) -> bool {
    matches!(digits.len(), 3 | 4) && digits.starts_with('0')
}

fn is_area_and_number(digits: &str) -> bool {
    let mut cuts = [3, 4].into_iter().filter_map(|at| digits.split_at_checked(at));
    cuts.any(|(area, number)| is_area(area) && is_local(number))
}

fn is_extension(digits: &str) -> bool {
    digits.len() <= 6
}
