//! Characters that a name or a line of a bundle must not hold because they cannot be seen.
//!
//! The table is frozen with the format: a bundle valid today stays valid under every later
//! Unicode. It is the union, as of Unicode 15, of general categories Cc, Cf, Co, Zl, Zp, of Zs but
//! for U+0020 and U+3000, of Default_Ignorable_Code_Point, of the noncharacters, and of the
//! specials U+FFF0 to U+FFFF.

/// First and last code point of each forbidden run, ascending.
const HIDDEN: &[(u32, u32)] = &[
    (0x0000, 0x001F),
    (0x007F, 0x00A0),
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x0600, 0x0605),
    (0x061C, 0x061C),
    (0x06DD, 0x06DD),
    (0x070F, 0x070F),
    (0x0890, 0x0891),
    (0x08E2, 0x08E2),
    (0x115F, 0x1160),
    (0x1680, 0x1680),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x2000, 0x200F),
    (0x2028, 0x202F),
    (0x205F, 0x206F),
    (0x3164, 0x3164),
    (0xE000, 0xF8FF),
    (0xFDD0, 0xFDEF),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFF),
    (0x110BD, 0x110BD),
    (0x110CD, 0x110CD),
    (0x13430, 0x1343F),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0x1FFFE, 0x1FFFF),
    (0x2FFFE, 0x2FFFF),
    (0x3FFFE, 0x3FFFF),
    (0x4FFFE, 0x4FFFF),
    (0x5FFFE, 0x5FFFF),
    (0x6FFFE, 0x6FFFF),
    (0x7FFFE, 0x7FFFF),
    (0x8FFFE, 0x8FFFF),
    (0x9FFFE, 0x9FFFF),
    (0xAFFFE, 0xAFFFF),
    (0xBFFFE, 0xBFFFF),
    (0xCFFFE, 0xCFFFF),
    (0xDFFFE, 0xE0FFF),
    (0xEFFFE, 0x10FFFF),
];

/// Whether a character is a control, a mark of direction, a joiner, a private one or otherwise not
/// to be seen.
pub(crate) fn is_hidden(character: char) -> bool {
    let code = u32::from(character);
    let at = HIDDEN.partition_point(|(_, last)| *last < code);
    HIDDEN.get(at).is_some_and(|(first, _)| *first <= code)
}

/// A text with every hidden character written as `\u{…}`, cut to 300 characters: foreign names can
/// be shown on a terminal without obeying them.
pub(crate) fn shown(text: &str) -> String {
    let mut out = String::new();
    for (count, character) in text.chars().enumerate() {
        if count == 300 {
            out.push('…');
            break;
        }
        if is_hidden(character) {
            out.extend(character.escape_unicode());
        } else {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_ascends_and_decides() {
        assert!(HIDDEN.is_sorted_by(|a, b| a.0 <= a.1 && a.1 < b.0));
        for hidden in "\0\n\u{7f}\u{a0}\u{202e}\u{200b}\u{feff}\u{e000}\u{fe0f}\u{10ffff}".chars() {
            assert!(is_hidden(hidden), "{hidden:?}");
        }
        for plain in " ~a中\u{3000}\u{20000}é〔〕😀".chars() {
            assert!(!is_hidden(plain), "{plain:?}");
        }
    }

    #[test]
    fn shown_text_cannot_steer_a_terminal() {
        assert_eq!(shown("a\u{1b}[2J中\u{202e}"), "a\\u{1b}[2J中\\u{202e}");
        assert_eq!(shown(&"x".repeat(400)).chars().count(), 301);
    }
}
