//! Manifests (RFC 8493 sections 2.1.3 and 2.2.1), in the one form that `sha256sum -c` reads:
//! digest, two spaces, path, line feed; paths ascending bytewise, each once.

use std::fmt::{Display, Write as _};
use std::str::FromStr;

use crate::finding::Text;
use crate::text;

use crate::path::{BundlePath, PathError};

/// The longest line read, in bytes without its line end.
const MAX_LINE: usize = 16 * 1024;

/// Writes a manifest. The paths must ascend.
pub fn render<'a, D: Display>(lines: impl Iterator<Item = (D, &'a BundlePath)>) -> String {
    let mut out = String::new();
    for (digest, path) in lines {
        let _infallible = writeln!(out, "{digest}  {path}");
    }
    out
}

/// What is wrong with a manifest.
#[derive(Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong in it.
    pub kind: Kind,
}

/// The ways a line can be wrong.
#[derive(Debug, PartialEq, Eq)]
pub enum Kind {
    /// Longer than a line may be.
    TooLong,
    /// Not UTF-8.
    Encoding,
    /// The file does not end in a line feed.
    Unfinished,
    /// Not 64 lower-case hexadecimal digits and two spaces.
    Digest,
    /// A path that may not stand in a bundle.
    Path(PathError),
    /// Not after the path of the line before.
    Order,
}

impl SyntaxError {
    /// The sentence in both languages.
    pub fn text(&self) -> Text {
        let line = self.line;
        let what = match &self.kind {
            Kind::TooLong => text!("超过 {MAX_LINE} 字节", "longer than {MAX_LINE} bytes"),
            Kind::Encoding => text!("不是 UTF-8", "not UTF-8"),
            Kind::Unfinished => text!("没有换行符结尾", "does not end in a line feed"),
            Kind::Digest => text!(
                "开头不是 64 位小写十六进制摘要和两个空格",
                "does not begin with 64 lower-case hexadecimal digits and two spaces"
            ),
            Kind::Path(error) => error.text(),
            Kind::Order => text!(
                "路径未按字节递增排列，或有重复",
                "the path does not come after the one before, or comes twice"
            ),
        };
        let Text { zh, en } = what;
        text!("第 {line} 行：{zh}", "line {line}: {en}")
    }
}

/// Reads a manifest; accepts what [`render`] writes and nothing else.
///
/// # Errors
/// The first line that is not as it must be.
pub fn parse<D: FromStr>(bytes: &[u8]) -> Result<Vec<(D, BundlePath)>, SyntaxError> {
    let mut lines: Vec<(D, BundlePath)> = Vec::new();
    for (index, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let wrong = |kind| SyntaxError { line: index + 1, kind };
        let (digest, path) = parse_line(line).map_err(wrong)?;
        if lines.last().is_some_and(|(_, last)| *last >= path) {
            return Err(wrong(Kind::Order));
        }
        lines.push((digest, path));
    }
    Ok(lines)
}

fn parse_line<D: FromStr>(line: &[u8]) -> Result<(D, BundlePath), Kind> {
    if line.len() > MAX_LINE + 1 {
        return Err(Kind::TooLong);
    }
    let line = line.strip_suffix(b"\n").ok_or(Kind::Unfinished)?;
    let line = str::from_utf8(line).map_err(|_| Kind::Encoding)?;
    let (digest, rest) = line.split_at_checked(64).ok_or(Kind::Digest)?;
    let digest = digest.parse().map_err(|_| Kind::Digest)?;
    let path = rest.strip_prefix("  ").ok_or(Kind::Digest)?;
    let path = BundlePath::new(path).map_err(Kind::Path)?;
    Ok((digest, path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::{Digests, Sha256};

    fn read(text: &str) -> Result<usize, Kind> {
        let lines = parse::<Sha256>(text.as_bytes());
        lines.map(|lines| lines.len()).map_err(|error| error.kind)
    }

    #[test]
    fn one_grammar_and_no_other() {
        let hex = Digests::of(b"").sha256.to_string();
        let good = format!("{hex}  data/a\n{hex}  data/b b\n");
        assert_eq!(read(&good), Ok(2));
        assert_eq!(read(""), Ok(0));
        let path = |text| Kind::Path(BundlePath::new(text).expect_err("unsafe"));
        for (bad, kind) in [
            (good.trim_end().to_owned(), Kind::Unfinished),
            (format!("{good}\n"), Kind::Digest),
            (good.replace("  ", " "), Kind::Digest),
            (good.replace("  ", "\t"), Kind::Digest),
            (good.replace("  ", " *"), Kind::Digest),
            (good.to_uppercase(), Kind::Digest),
            (format!("\u{feff}{good}"), Kind::Digest),
            (format!("{good}{good}"), Kind::Order),
            (format!("{good}{hex}  data/b b\n"), Kind::Order),
            (good.replace('\n', "\r\n"), path("data/a\r")),
            (good.replace("  ", "   "), path(" data/a")),
            (good.replace("data/a", "./data/a"), path("./data/a")),
            (good.replace("data/a", "../a"), path("../a")),
            (format!("{hex}  {}\n", "a".repeat(17_000)), Kind::TooLong),
        ] {
            assert_eq!(read(&bad), Err(kind), "{bad:.200}");
        }
        assert_eq!(parse::<Sha256>(b"\xff\n").map_err(|e| e.kind).err(), Some(Kind::Encoding));
    }
}
