//! Refuses characters that no letter can show or that show something else than they are.
//!
//! Control characters, marks that turn the direction of writing (CVE-2021-42574), invisible
//! characters, variation selectors, private-use characters (the rare names of old systems),
//! noncharacters and U+FFFD, which stands for what was already lost.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::Lint;
use crate::finding::{Finding, Text, rule};
use crate::text;

/// Beyond this many findings the file is no text, and a count says as much.
const MOST: usize = 50;

/// Examines every character from `start` on, comments included.
pub(super) fn scan(lint: &mut Lint<'_>, start: usize) {
    let mut runs = forbidden_runs(lint, start);
    let more = runs.len().saturating_sub(MOST);
    runs.truncate(MOST);
    for (range, kind) in runs {
        forbidden(lint, range, kind);
    }
    if more > 0 {
        lint.advise(text!("此外还有 {more} 处，未逐一列出", "{more} more places are not listed"));
    }
    if !unicode_normalization::is_nfc(lint.rest(start)) {
        normalization(lint, start);
    }
}

/// Names the first character of a text that is not allowed, such as one made by an escape.
pub(in crate::yaml) fn name_forbidden(text: &str) -> Option<Text> {
    let found = text.chars().find_map(|c| Some((c, Kind::of(c)?)));
    found.map(|(c, kind)| {
        let Text { zh, en } = kind.name();
        let code = u32::from(c);
        text!("{zh} U+{code:04X}", "{en} U+{code:04X}")
    })
}

fn forbidden_runs(lint: &Lint<'_>, start: usize) -> Vec<(Range<usize>, Kind)> {
    let mut runs: Vec<(Range<usize>, Kind)> = Vec::new();
    let mut chars = lint.rest(start).char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let breaks_line = c == '\r' && chars.peek().is_some_and(|(_, next)| *next == '\n');
        let Some(kind) = Kind::of(c).filter(|_| !breaks_line) else {
            continue;
        };
        let range = start + offset..start + offset + c.len_utf8();
        match runs.last_mut() {
            Some((last, of)) if last.end == range.start && *of == kind => last.end = range.end,
            _ => runs.push((range, kind)),
        }
    }
    runs
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Control,
    Direction,
    Invisible,
    Variation,
    PrivateUse,
    Noncharacter,
    Lost,
}

impl Kind {
    fn of(c: char) -> Option<Self> {
        Some(match c {
            '\t' | '\n' => return None,
            '\u{85}' | '\u{2028}' | '\u{2029}' => Self::Control,
            c if c.is_control() => Self::Control,
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' => Self::Direction,
            '\u{2066}'..='\u{2069}' => Self::Direction,
            '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}' => Self::Invisible,
            '\u{206A}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' => Self::Invisible,
            '\u{E0000}'..='\u{E007F}' => Self::Invisible,
            '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => Self::Variation,
            '\u{E000}'..='\u{F8FF}' => Self::PrivateUse,
            '\u{FFFD}' => Self::Lost,
            '\u{FDD0}'..='\u{FDEF}' => Self::Noncharacter,
            c if u32::from(c) & 0xFFFE == 0xFFFE => Self::Noncharacter,
            '\u{F0000}'.. => Self::PrivateUse,
            _ => return None,
        })
    }

    fn name(self) -> Text {
        match self {
            Self::Control => text!("控制字符", "control character"),
            Self::Direction => text!("书写方向控制符", "bidirectional mark"),
            Self::Invisible => text!("不可见字符", "invisible character"),
            Self::Variation => text!("异体字选择符", "variation selector"),
            Self::PrivateUse => text!("私用区字符", "private-use character"),
            Self::Noncharacter => text!("非字符", "noncharacter"),
            Self::Lost => text!("替代字符", "replacement character"),
        }
    }

    /// Whether the text is whole without it. Of the others each stands for something.
    fn can_go(self) -> bool {
        !matches!(self, Self::PrivateUse | Self::Lost | Self::Noncharacter)
    }

    fn advice(self) -> Text {
        match self {
            Self::PrivateUse => text!(
                "这个字在别的电脑上会变成别的字或方框：改用 GB 18030 中有正式编码的字",
                "other machines show another character or a box: use one that Unicode encodes"
            ),
            _ => text!(
                "原来的字已在转码时丢失：对照原件重新录入",
                "what stood here was lost in a conversion: enter it again from the original"
            ),
        }
    }
}

fn forbidden(lint: &mut Lint<'_>, range: Range<usize>, kind: Kind) {
    let first = lint.slice(range.clone()).chars().next().map_or(0, u32::from);
    let code = format!("U+{first:04X}");
    let Text { zh, en } = kind.name();
    let message = text!("此处有{zh} {code}", "{en} {code} is not allowed");
    if kind.can_go() {
        let title = text!("删去", "remove it");
        lint.mend(&rule::FORBIDDEN_CHARACTER, range, message, title, "");
    } else {
        let finding = Finding::new(&rule::FORBIDDEN_CHARACTER, lint.span(&range), message);
        lint.found.findings.push(finding.help(kind.advice()));
    }
}

/// Warns of each character with its marks that has another form in NFC (UAX #15).
fn normalization(lint: &mut Lint<'_>, start: usize) {
    let text = lint.rest(start);
    let begins = |c: &char| canonical_combining_class(*c) == 0;
    let starts = text.char_indices().filter(|(_, c)| begins(c)).map(|(at, _)| at);
    let bounds: Vec<usize> = starts.chain([text.len()]).collect();
    let changed = bounds.windows(2).filter_map(|pair| {
        let part = &text[pair[0]..pair[1]];
        let composed: String = part.nfc().collect();
        (composed != part).then_some((start + pair[0]..start + pair[1], composed))
    });
    for (range, composed) in changed.take(MOST).collect::<Vec<_>>() {
        let message = text!(
            "此字未按 NFC 规范化，看似相同的文字会被当作不同",
            "not in normalization form C: texts that look the same would differ"
        );
        let title = text!("改为规范形式", "use the composed form");
        lint.offer(&rule::NOT_NFC, range, message, title, &composed);
    }
}
