//! Says what is wrong where the parser gave up, and how much to leave out to go on.

use std::ops::Range;

use granit_parser::ErrorKind;

use super::place::Places;
use crate::finding::{Finding, Rule, Text, rule};
use crate::text;

/// The finding for a syntax error at a repaired offset.
pub(super) fn finding(places: &Places<'_>, text: &str, at: usize, kind: &ErrorKind) -> Finding {
    let at = text.floor_char_boundary(at.min(text.len()));
    // At the end of a file or of a line there is nothing to underline but what stands before.
    let at = if text[at..].trim_start_matches([' ', '\r']).is_empty() {
        let content = text[..at].trim_end();
        content.len() - content.chars().next_back().map_or(0, char::len_utf8)
    } else {
        at
    };
    let width = text[at..].chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8);
    let finding = Finding::new(rule(kind), places.span(at, at + width), message(kind));
    match advice(kind) {
        Some(advice) => finding.help(advice),
        None => finding,
    }
}

fn rule(kind: &ErrorKind) -> &'static Rule {
    match kind {
        ErrorKind::RecursionLimitExceeded => &rule::TOO_DEEP,
        _ => &rule::YAML_SYNTAX,
    }
}

fn message(kind: &ErrorKind) -> Text {
    use ErrorKind as E;
    let en = kind.to_string();
    let zh = match kind {
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => "引号没有闭合",
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => "引号闭合之后还有文字",
        E::UnknownQuotedScalarEscape => "双引号内反斜杠后的转义写法无效",
        E::UnclosedFlowCollection { .. }
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping => "方括号或花括号没有闭合",
        E::MisplacedFlowCollectionEnd | E::MismatchedFlowCollectionEnd { .. } => "括号不配对",
        E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator => {
            "括号内各项之间缺逗号，或括号没有闭合"
        }
        E::RecursionLimitExceeded => "嵌套过深，其后未读取",
        E::MappingValueNotAllowed | E::MappingKeyNotAllowed => "此处不能有键：上一行没有写完，或缩进不对",
        E::SimpleKeyExpected | E::InvalidSimpleKey => "此行应为 `键: 值`，缺冒号",
        E::InvalidIndentation
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::BlockSequenceEntryNotAllowed
        | E::InvalidQuotedScalarIndent
        | E::InvalidBlockScalarIndent => "缩进与上文不一致",
        E::TabNotAllowed | E::TabInBlockIndentation | E::TabInIndentation | E::TabInPlainScalar => {
            "此处不能用制表符"
        }
        E::UnexpectedCharacter { .. } => "文字不能以此字符开头，须用引号括起",
        E::DirectiveDisallowed => "不接受以 % 开头的指令",
        _ => "此处不合 YAML 语法",
    };
    Text { zh: zh.to_owned(), en }
}

fn advice(kind: &ErrorKind) -> Option<Text> {
    use ErrorKind as E;
    match kind {
        E::SimpleKeyExpected | E::InvalidSimpleKey => Some(text!(
            "写成 `键: 值`；若是上一行文字的延续，请多缩进两格",
            "write `key: value`, or indent the line if it continues the text above"
        )),
        E::MappingValueNotAllowed => Some(text!(
            "文字中有半角冒号加空格时，请用引号括起",
            "put text that contains a colon and a space in quotes"
        )),
        _ => None,
    }
}

/// The lines to leave out so that the rest can be read: the line of the error with what is
/// indented below it; for what was never closed, everything from there on.
pub(super) fn block(text: &str, at: usize, kind: &ErrorKind) -> Range<usize> {
    let at = text.floor_char_boundary(at.min(text.len()));
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    if matches!(kind, ErrorKind::UnclosedQuotedScalar | ErrorKind::UnclosedFlowCollection { .. }) {
        return start..text.len();
    }
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let belongs = |line: &&str| line.trim().is_empty() || indent(line) > indent(first);
    let rest: usize = lines.take_while(belongs).map(str::len).sum();
    start..start + first.len() + rest
}

/// Overwrites a range with spaces, lines kept; false if there was nothing to overwrite.
pub(super) fn blank(text: &mut String, range: Range<usize>) -> bool {
    let Some(part) = text.get(range.clone()) else {
        return false;
    };
    let keep = |byte: u8| {
        if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }
    };
    let blanks: String = part.bytes().map(keep).collect();
    let changes = blanks != part;
    text.replace_range(range, &blanks);
    changes
}
