//! Levels of secrecy, and the refusal of state secrets.
//!
//! Keeping a state secret on an ordinary machine is itself an offence (保守国家秘密法 (2024)
//! art. 57(1)(10)), so a case that says it is one is refused before anything else is looked at,
//! even if the rest of its file cannot be read.

use crate::procedure::field::keys;

/// A level that may be kept here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrecy {
    /// 公开.
    Public,
    /// 内部.
    Internal,
    /// 工作秘密.
    WorkSecret,
}

/// The words of levels that may be kept here.
pub(super) const WORDS: [&str; 3] = ["公开", "内部", "工作秘密"];

/// The words of state secrets.
const CLASSIFIED: [&str; 3] = ["绝密", "机密", "秘密"];

impl Secrecy {
    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "公开" => Some(Self::Public),
            "内部" => Some(Self::Internal),
            "工作秘密" => Some(Self::WorkSecret),
            _ => None,
        }
    }

    /// The word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Public => WORDS[0],
            Self::Internal => WORDS[1],
            Self::WorkSecret => WORDS[2],
        }
    }
}

/// Whether a level, however it is written, is that of a state secret.
pub(super) fn is_state_secret(level: &str) -> bool {
    let bare: String = level.chars().filter(|c| !c.is_whitespace()).collect();
    // Whoever doubts whether 工作秘密 is meant may read the word; anything else is refused.
    let bare = bare.replace(Secrecy::WorkSecret.word(), "");
    CLASSIFIED.iter().any(|word| bare.contains(word))
}

/// Whether a case file's text says that it is a state secret, however badly it is written: on the
/// key's own line, or on the next if that is where the value stands.
pub(super) fn is_classified(text: &str) -> bool {
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(value) = value(line) else { continue };
        let next = lines.peek().filter(|next| next.starts_with([' ', '\t', '\u{3000}', ':', '：']));
        let value = if value.is_empty() { next.copied().unwrap_or_default() } else { value };
        if is_state_secret(value) {
            return true;
        }
    }
    false
}

/// What stands after the key on its line, without what only announces a value.
fn value(line: &str) -> Option<&str> {
    let before = |c: char| c.is_whitespace() || "\u{feff}\"'“”-?{,".contains(c);
    let rest = line.trim_start_matches(before).strip_prefix(keys::SECRECY)?;
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "\"'“”:：".contains(c));
    let rest = rest.split('#').next().unwrap_or(rest).trim();
    let announces = rest.starts_with(['|', '>']);
    Some(if announces { "" } else { rest })
}

/// The same for bytes that are not UTF-8: a file from an old editor is no less secret.
pub(super) fn is_classified_otherwise(bytes: &[u8]) -> bool {
    let units = |order: fn([u8; 2]) -> u16| -> String {
        let units = bytes.chunks_exact(2).map(|pair| order([pair[0], pair[1]]));
        char::decode_utf16(units).map(|unit| unit.unwrap_or('□')).collect()
    };
    [units(u16::from_le_bytes), units(u16::from_be_bytes), gbk(bytes)].iter().any(|text| is_classified(text))
}

/// The few characters of GBK that these words are made of; any other is a box.
fn gbk(bytes: &[u8]) -> String {
    const KNOWN: [([u8; 2], char); 8] = [
        ([0xC3, 0xDC], '密'),
        ([0xBC, 0xB6], '级'),
        ([0xC3, 0xD8], '秘'),
        ([0xBB, 0xFA], '机'),
        ([0xBE, 0xF8], '绝'),
        ([0xB9, 0xA4], '工'),
        ([0xD7, 0xF7], '作'),
        ([0xA3, 0xBA], '：'),
    ];
    let mut text = String::new();
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        rest = tail;
        if first.is_ascii() {
            text.push(char::from(*first));
        } else if let [second, tail @ ..] = tail {
            let known = KNOWN.iter().find(|(pair, _)| pair == &[*first, *second]);
            text.push(known.map_or('□', |(_, c)| *c));
            rest = tail;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::is_classified;

    #[test]
    fn state_secrets_are_seen_in_any_spelling() {
        for text in [
            "密级: 秘密",
            "事项: x\r\n密级： 机密\r\n",
            "  密级:绝密★30年",
            "\u{feff}密级: \"秘密★10年\"",
            "\"密级\": '机密'",
            "{密级: 秘密}",
        ] {
            assert!(is_classified(text), "{text}");
        }
        for text in ["密级: 工作秘密", "密级: 公开", "说明: 不含秘密", "密级:\n"] {
            assert!(!is_classified(text), "{text}");
        }
    }
}
