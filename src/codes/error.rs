//! What can be wrong with a code.

use crate::finding::Text;
use crate::text;

/// A kind of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// 统一社会信用代码, GB 32100-2015.
    SocialCredit,
    /// 组织机构代码, GB 11714-1997.
    Organisation,
    /// 居民身份证号, GB 11643-1999.
    Identity,
    /// 营业执照注册号.
    Registration,
    /// A telephone number.
    Phone,
}

impl Code {
    /// What it is called.
    pub fn name(self) -> Text {
        match self {
            Self::SocialCredit => text!("统一社会信用代码", "a unified social credit code"),
            Self::Organisation => text!("组织机构代码", "an organisation code"),
            Self::Identity => text!("居民身份证号", "an identity number"),
            Self::Registration => text!("营业执照注册号", "a business registration number"),
            Self::Phone => text!("电话号码", "a telephone number"),
        }
    }

    pub(super) fn is_wrong(self, fault: Fault) -> CodeError {
        CodeError { code: self, fault }
    }

    /// The characters of a code, if they are so many and each may stand where it does. They are
    /// then all ASCII, provided `allowed` allows no others.
    pub(super) fn chars(
        self,
        text: &str,
        expected: usize,
        allowed: impl Fn(usize, char) -> bool,
    ) -> Result<Vec<char>, CodeError> {
        let chars: Vec<char> = text.chars().collect();
        let found = chars.len();
        if found != expected {
            return Err(self.is_wrong(Fault::Length { expected, found }));
        }
        let wrong = |(at, c): (usize, &char)| (!allowed(at, *c)).then_some((at + 1, *c));
        match chars.iter().enumerate().find_map(wrong) {
            Some((position, found)) => Err(self.is_wrong(Fault::Character { position, found })),
            None => Ok(chars),
        }
    }
}

/// A code that cannot be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeError {
    /// What it should be.
    pub code: Code,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Too long or too short, in characters; a hyphen that is allowed is not counted.
    Length {
        /// How long it should be.
        expected: usize,
        /// How long it is.
        found: usize,
    },
    /// A character that cannot stand where it does.
    Character {
        /// Where, from 1; a hyphen that is allowed is not counted.
        position: usize,
        /// Which.
        found: char,
    },
    /// The last character does not follow from the others.
    CheckDigit {
        /// What would follow.
        expected: char,
        /// What is there.
        found: char,
    },
    /// The code is consistent, but the organisation's code within it (9 to 17) is not.
    InnerCheckDigit {
        /// What would follow.
        expected: char,
        /// What is there.
        found: char,
    },
    /// As [`Fault::CheckDigit`], but the algorithm is not certain: a reason to look again.
    DoubtfulCheckDigit {
        /// What would follow.
        expected: char,
        /// What is there.
        found: char,
    },
    /// No province begins like this.
    Region(String),
    /// The date of birth is no date.
    BirthDate(String),
    /// It has no form in use.
    Form,
}

impl CodeError {
    /// Whether the code is certainly wrong; if not, it should only be looked at again.
    pub fn is_certain(&self) -> bool {
        match self.fault {
            Fault::DoubtfulCheckDigit { .. } => false,
            Fault::Length { .. } => self.code != Code::Registration,
            _ => true,
        }
    }

    /// The same for a finding. Quotes no more of the code than is wrong with it.
    pub fn text(&self) -> Text {
        let Text { zh, en } = self.code.name();
        match &self.fault {
            Fault::Length { expected, found } => text!(
                "{zh}应为 {expected} 位，现为 {found} 位",
                "{en} has {expected} characters, this has {found}"
            ),
            Fault::Character { position, found } => self.character(*position, *found),
            Fault::CheckDigit { expected, found } => text!(
                "{zh}的校验码应为 `{expected}`，现为 `{found}`：抄写有误",
                "the check digit should be `{expected}`, not `{found}`: {en} was miscopied"
            ),
            Fault::InnerCheckDigit { expected, found } => text!(
                "{zh}中主体标识码（第 9 至 17 位）的校验码应为 `{expected}`，现为 `{found}`",
                "in {en} the check digit of characters 9 to 17 should be `{expected}`, not `{found}`"
            ),
            Fault::DoubtfulCheckDigit { expected, found } => text!(
                "{zh}末位似应为 `{expected}`，现为 `{found}`，请核对",
                "the last digit of {en} should probably be `{expected}`, not `{found}`: please compare"
            ),
            Fault::Region(region) => text!(
                "{zh}以 `{region}` 开头，没有这个行政区划",
                "{en} begins with `{region}`, which is no region"
            ),
            Fault::BirthDate(date) => {
                text!("{zh}中的出生日期 `{date}` 不存在", "the date of birth `{date}` in {en} does not exist")
            }
            Fault::Form => text!(
                "不是{zh}：应写作 0970-8652444 或 11 位手机号码",
                "not {en}: write 0970-8652444 or the 11 digits of a mobile"
            ),
        }
    }

    fn character(&self, position: usize, found: char) -> Text {
        let Text { zh, en } = self.code.name();
        let mut text =
            text!("{zh}第 {position} 位不能是 `{found}`", "character {position} of {en} cannot be `{found}`");
        if self.code == Code::SocialCredit && "IOSVZ".contains(found) {
            text.zh.push_str("：不用字母 I、O、S、V、Z");
            text.en.push_str(": the letters I, O, S, V, Z are not used");
        } else if found.is_ascii_lowercase() {
            text.zh.push_str("：字母应大写");
            text.en.push_str(": letters are capitals");
        }
        text
    }
}
