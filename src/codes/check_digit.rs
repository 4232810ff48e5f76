//! Check digits: the character that belongs after the others.
//!
//! Each function takes a code without its check digit, and returns nothing if what it is given
//! has the wrong length or a character that has no value.

/// The characters of a 统一社会信用代码, each at its value: no I, O, S, V or Z.
const SOCIAL_CREDIT: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Whether a character may stand in a 统一社会信用代码.
pub(super) fn is_social_credit(c: char) -> bool {
    SOCIAL_CREDIT.contains(c)
}

/// Of the first 17 characters of a 统一社会信用代码 (GB 32100-2015): weights are powers of 3
/// modulo 31.
pub fn social_credit(body: &str) -> Option<char> {
    let weights = std::iter::successors(Some(1), |weight| Some(weight * 3 % 31));
    let sum = weighted(body, weights.take(17), |c| SOCIAL_CREDIT.find(c))?;
    SOCIAL_CREDIT.chars().nth((31 - sum % 31) % 31)
}

/// Of the first eight characters of a 组织机构代码 (GB 11714-1997): modulo 11, where 10 is X.
pub fn organisation(body: &str) -> Option<char> {
    let value = |c: char| c.to_digit(36).filter(|_| !c.is_ascii_lowercase());
    let value = |c| Some(value(c)? as usize);
    let sum = weighted(body, [3, 7, 9, 10, 5, 8, 4, 2].into_iter(), value)?;
    "0X987654321".chars().nth(sum % 11)
}

/// Of the first 17 digits of a 居民身份证号 (GB 11643-1999): ISO 7064 MOD 11-2.
pub fn identity(body: &str) -> Option<char> {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum = weighted(body, weights.into_iter(), digit)?;
    "10X98765432".chars().nth(sum % 11)
}

/// Of the first 14 digits of a 营业执照注册号: ISO 7064 MOD 11,10, from memory.
pub fn registration(body: &str) -> Option<char> {
    let digits: Option<Vec<_>> = body.chars().map(digit).collect();
    let digits = digits.filter(|digits| digits.len() == 14)?;
    let product = digits.into_iter().fold(10, |product, digit| {
        let sum = (product + digit) % 10;
        let sum = if sum == 0 { 10 } else { sum };
        sum * 2 % 11
    });
    "0123456789".chars().nth((11 - product) % 10)
}

fn digit(c: char) -> Option<usize> {
    c.to_digit(10).map(|value| value as usize)
}

/// The sum of values by weights, if there are as many of one as of the other.
fn weighted(
    body: &str,
    mut weights: impl Iterator<Item = usize>,
    value: impl Fn(char) -> Option<usize>,
) -> Option<usize> {
    let mut sum = 0;
    for c in body.chars() {
        sum += value(c)? * weights.next()?;
    }
    weights.next().is_none().then_some(sum)
}
