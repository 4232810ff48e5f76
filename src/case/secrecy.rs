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

/// Whether a case file's text says that it is a state secret, however badly it is written.
///
/// Looks at every line that begins with the key, whatever the colon, the quotes and the mark
/// after the word (`秘密★10年`).
pub(super) fn is_classified(text: &str) -> bool {
    text.lines().any(|line| {
        let bare =
            |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '"' | '\'' | '“' | '”' | '-' | '{' | ',');
        let Some(rest) = line.trim_start_matches(bare).strip_prefix(keys::SECRECY) else { return false };
        let rest = rest.trim_start_matches(|c: char| bare(c) || matches!(c, ':' | '：'));
        CLASSIFIED.iter().any(|word| rest.starts_with(word))
    })
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
