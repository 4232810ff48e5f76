//! Says in which encoding a file seems to be that is not UTF-8.

use std::string::FromUtf8Error;

use super::{Source, Span};
use crate::finding::{Finding, Text, rule};
use crate::text;

/// The finding for bytes that are not UTF-8, at the first byte that is wrong.
///
/// Its source holds the text before that byte, so that line and column are true and nothing
/// wrongly decoded is shown.
pub(super) fn finding(error: &FromUtf8Error, shown: &str) -> Finding {
    let at = error.utf8_error().valid_up_to();
    let before = String::from_utf8_lossy(&error.as_bytes()[..at]);
    // Bytes that happen to be UTF-8 are not the characters that were meant.
    let before: String = before.chars().map(|c| if c.is_ascii() { c } else { '□' }).collect();
    let end = before.len();
    let source = Source::new(shown, before);
    let span = Span::new(&source, end, end);
    let (line, _) = span.line_column();
    let byte = at + 1;
    let seems = Encoding::of(error.as_bytes());
    let (zh, en) = (seems.zh(), seems.en());
    let message = text!(
        "文件不是 UTF-8 编码{zh}：第 {byte} 个字节（第 {line} 行）起无法解读",
        "the file is not UTF-8{en}: byte {byte} (line {line}) cannot be decoded"
    );
    Finding::new(&rule::NOT_UTF8, span, message).help(seems.cure())
}

#[derive(Clone, Copy)]
enum Encoding {
    Gbk,
    Utf16,
    Unknown,
}

impl Encoding {
    fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            Self::Utf16
        } else if is_gb18030(bytes) {
            Self::Gbk
        } else {
            Self::Unknown
        }
    }

    fn zh(self) -> &'static str {
        match self {
            Self::Gbk => "，看来是 GBK（GB 18030）",
            Self::Utf16 => "，看来是 UTF-16（“Unicode”）",
            Self::Unknown => "",
        }
    }

    fn en(self) -> &'static str {
        match self {
            Self::Gbk => ", it seems to be GBK (GB 18030)",
            Self::Utf16 => ", it seems to be UTF-16",
            Self::Unknown => "",
        }
    }

    fn cure(self) -> Text {
        match self {
            Self::Gbk => text!(
                "用记事本打开，“另存为”时编码选 UTF-8；或运行 `iconv -f GB18030 -t UTF-8 旧文件 > 新文件`",
                "open it in an editor and save it as UTF-8, or run `iconv -f GB18030 -t UTF-8 OLD > NEW`"
            ),
            Self::Utf16 => text!(
                "用记事本打开，“另存为”时编码选 UTF-8；或运行 `iconv -f UTF-16 -t UTF-8 旧文件 > 新文件`",
                "open it in an editor and save it as UTF-8, or run `iconv -f UTF-16 -t UTF-8 OLD > NEW`"
            ),
            Self::Unknown => text!(
                "确认这是文本文件，并以 UTF-8 编码另存",
                "make sure that this is a text file and save it as UTF-8"
            ),
        }
    }
}

/// Whether all bytes have the structure of GB 18030 (of which GBK is the two-byte part).
fn is_gb18030(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return true,
            [1..=0x7F, rest @ ..] => rest,
            [0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE, rest @ ..] => rest,
            [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, rest @ ..] => rest,
            _ => return false,
        };
    }
}
