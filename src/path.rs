//! Names of files in a bundle: such as every system can unpack, now and in thirty years.

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;

use crate::finding::Text;
use crate::text;

use crate::character::{is_hidden, shown};

mod suggest;

/// The longest path in bytes, the bag's own folder not counted.
pub const MAX_PATH: usize = 200;

/// A path within a bag: `/` separated, relative, NFC, without anything a system might read as
/// something other than a name. Orders bytewise. The rules stand in `docs/bundle-format.md`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BundlePath(String);

/// Why a path may not stand in a bundle.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// Longer than [`MAX_PATH`] bytes.
    #[error("the path has {bytes} bytes, at most {MAX_PATH} are allowed")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// Not in normalisation form C (macOS writes form D).
    #[error("the path is not in Unicode normalisation form C")]
    NotNfc,
    /// A character that some system gives a meaning of its own.
    #[error("the character `{0}` is not allowed in names")]
    Character(char),
    /// A character that cannot be seen.
    #[error("the invisible character {0:?} is not allowed in names")]
    Hidden(char),
    /// Two slashes together, or one at an end.
    #[error("a part of the path is empty")]
    Empty,
    /// A part `.` or `..`.
    #[error("the path has a part `.` or `..`")]
    Dots,
    /// A part that begins with `-`, `~` or a space.
    #[error("the part `{0}` begins with `-`, `~` or a space")]
    Start(String),
    /// A part that ends with a dot or a space.
    #[error("the part `{0}` ends with a dot or a space")]
    End(String),
    /// A part that is the name of a device under Windows.
    #[error("the part `{0}` names a device under Windows")]
    Device(String),
}

impl PathError {
    /// The sentence in both languages.
    pub fn text(&self) -> Text {
        match self {
            Self::TooLong { bytes } => text!(
                "路径长 {bytes} 字节，超过 {MAX_PATH} 字节",
                "the path has {bytes} bytes, at most {MAX_PATH} are allowed"
            ),
            Self::NotNfc => text!(
                "路径不是 Unicode 规范化形式 C（NFC）",
                "the path is not in Unicode normalisation form C"
            ),
            Self::Character(character) => text!(
                "文件名中不得有字符 `{character}`",
                "the character `{character}` is not allowed in names"
            ),
            Self::Hidden(character) => text!(
                "文件名中有不可见字符 {character:?}",
                "the invisible character {character:?} is not allowed in names"
            ),
            Self::Empty => text!("路径中有空的一段", "a part of the path is empty"),
            Self::Dots => text!("路径中有 `.` 或 `..`", "the path has a part `.` or `..`"),
            Self::Start(part) => {
                text!("`{part}` 以 `-`、`~` 或空格开头", "the part `{part}` begins with `-`, `~` or a space")
            }
            Self::End(part) => {
                text!("`{part}` 以点或空格结尾", "the part `{part}` ends with a dot or a space")
            }
            Self::Device(part) => {
                text!("`{part}` 在 Windows 中是设备名", "the part `{part}` names a device under Windows")
            }
        }
    }
}

impl BundlePath {
    /// Checks a path.
    ///
    /// # Errors
    /// The first rule it breaks; [`BundlePath::suggest`] gives a name that breaks none.
    pub fn new(path: &str) -> Result<Self, PathError> {
        let bytes = path.len();
        if bytes > MAX_PATH {
            return Err(PathError::TooLong { bytes });
        }
        path.chars().try_for_each(check_character)?;
        if !unicode_normalization::is_nfc(path) {
            return Err(PathError::NotNfc);
        }
        path.split('/').try_for_each(check_part)?;
        Ok(Self(path.to_owned()))
    }

    /// A path near to any text that breaks no rule: full-width forms for forbidden characters,
    /// nothing for invisible ones, shortened parts for too long ones. Two texts may get the same.
    pub fn suggest(path: &str) -> Self {
        Self(suggest::safe(path))
    }

    /// One of [`CONTROL`](crate::bundle::layout::CONTROL), which are safe.
    pub(super) fn control(path: &'static str) -> Self {
        Self(path.to_owned())
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BundlePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn check_character(character: char) -> Result<(), PathError> {
    match character {
        '%' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => Err(PathError::Character(character)),
        _ if is_hidden(character) => Err(PathError::Hidden(character)),
        _ => Ok(()),
    }
}

fn check_part(part: &str) -> Result<(), PathError> {
    match part {
        "" => return Err(PathError::Empty),
        "." | ".." => return Err(PathError::Dots),
        _ => {}
    }
    if part.starts_with(is_bad_start) {
        return Err(PathError::Start(shown(part)));
    }
    if part.ends_with(is_bad_end) {
        return Err(PathError::End(shown(part)));
    }
    if is_device(part) {
        return Err(PathError::Device(shown(part)));
    }
    Ok(())
}

fn is_bad_start(character: char) -> bool {
    matches!(character, '-' | '~' | ' ' | '\u{3000}')
}

fn is_bad_end(character: char) -> bool {
    matches!(character, '.' | ' ' | '\u{3000}')
}

/// Windows takes these for devices whatever follows the first dot, in either case.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end_matches(' ');
    let stem = stem.to_ascii_uppercase();
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    let mut number = port.unwrap_or_default().chars();
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³');
    number.next().is_some_and(is_number) && number.next().is_none()
}

/// What two names have in common that some system takes for the same: every character mapped to
/// upper and then to lower case by itself, the whole in form C.
pub(crate) fn fold(path: &str) -> String {
    let upper = path.chars().flat_map(char::to_uppercase);
    upper.flat_map(char::to_lowercase).nfc().collect()
}

/// Two paths that some system cannot keep apart: the same but for case, or one a folder of the
/// other. `None` if all can be unpacked side by side anywhere.
pub(crate) fn collision<'a>(paths: impl Iterator<Item = &'a str>) -> Option<(&'a str, &'a str)> {
    let mut folded: Vec<(String, &str)> = paths.map(|path| (fold(path), path)).collect();
    // Part by part, so that everything in one folder stands together, just after a file that has
    // the folder's name.
    folded.sort_by(|(a, _), (b, _)| a.split('/').cmp(b.split('/')));
    let mut pairs = folded.windows(2);
    let found = pairs.find(|pair| clash(&pair[0], &pair[1]))?;
    Some((found[0].1, found[1].1))
}

fn clash((a_folded, a): &(String, &str), (b_folded, b): &(String, &str)) -> bool {
    let folded = a_folded.split('/').zip(b_folded.split('/'));
    let common = folded.take_while(|(a, b)| a == b).count();
    let parts = a.split('/').count().min(b.split('/').count());
    let same_spelling = a.split('/').zip(b.split('/')).take(common).all(|(a, b)| a == b);
    common == parts || !same_spelling
}

#[cfg(test)]
mod tests;
