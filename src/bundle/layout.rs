//! What stands where in a bundle: the folder's name, the control files and the order of entries.

use std::fmt;
use std::str::FromStr;

use crate::path::BundlePath;

/// The version of the format written and read here, as in `bag-info.txt`.
pub const VERSION: u32 = 1;

/// The most files a bundle holds: more would need zip64.
pub const MAX_ENTRIES: usize = 65_534;

/// The most bytes a bundle has: more would need zip64.
pub const MAX_BYTES: u64 = u32::MAX as u64 - 1;

/// The longest name of the folder in bytes: that of the longest id and revision.
pub const MAX_FOLDER: usize = MAX_ID + "-r9999".len();

/// The longest id in bytes.
const MAX_ID: usize = 50;

/// `bagit.txt`, the bag's declaration (RFC 8493 section 2.1.1).
pub const BAGIT: &str = "bagit.txt";
/// Digests of the tag files.
pub const TAGMANIFEST_SHA256: &str = "tagmanifest-sha256.txt";
/// Digests of the tag files.
pub const TAGMANIFEST_SM3: &str = "tagmanifest-sm3.txt";
/// Digests of the payload.
pub const MANIFEST_SHA256: &str = "manifest-sha256.txt";
/// Digests of the payload.
pub const MANIFEST_SM3: &str = "manifest-sm3.txt";
/// For whoever opens the bundle without this program.
pub const README: &str = "README.txt";
/// The bag's metadata (RFC 8493 section 2.2.2).
pub const BAG_INFO: &str = "bag-info.txt";

/// The control files, in their order at the head of the zip: who reads from the front knows every
/// digest before the payload comes.
pub const CONTROL: [&str; 7] =
    [BAGIT, TAGMANIFEST_SHA256, TAGMANIFEST_SM3, MANIFEST_SHA256, MANIFEST_SM3, README, BAG_INFO];

/// The exact text of [`BAGIT`].
pub const BAGIT_TEXT: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// Where the payload lies.
pub const PAYLOAD: &str = "data/";
/// Where metadata beside the control files lie.
pub const META: &str = "meta/";
/// Where a seal will lie; none is read or written yet.
pub const SEAL: &str = "seal/";

/// Whether a path is payload.
pub fn is_payload(path: &str) -> bool {
    path.starts_with(PAYLOAD)
}

/// Whether tagmanifests list a path: tag files all, but for the tagmanifests themselves.
pub fn is_tag_listed(path: &str) -> bool {
    !is_payload(path) && path != TAGMANIFEST_SHA256 && path != TAGMANIFEST_SM3
}

/// What entries are ordered by: control files as in [`CONTROL`], other tag files, payload; within
/// the last two bytewise.
pub fn order(path: &str) -> (usize, &str) {
    let control = CONTROL.iter().position(|control| *control == path);
    let rank = control.unwrap_or(CONTROL.len() + usize::from(is_payload(path)));
    (rank, path)
}

/// The name of a bundle and of its one folder: `<id>-r<revision>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// What is bundled: 1 to 50 of `a-z`, `0-9`, `-`, the first not a `-`.
    pub id: String,
    /// 1 to 9999.
    pub revision: u32,
}

/// A text that is no bundle's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a bundle's name: <id>-r<revision>, the id of a-z, 0-9 and -, the revision 1 to 9999")]
pub struct NotAName;

impl Name {
    /// Checks the parts.
    ///
    /// # Errors
    /// [`NotAName`] if one is out of its range.
    pub fn new(id: &str, revision: u32) -> Result<Self, NotAName> {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !(1..=MAX_ID).contains(&id.len()) || !id.bytes().all(plain) || id.starts_with('-') {
            return Err(NotAName);
        }
        if !(1..=9999).contains(&revision) {
            return Err(NotAName);
        }
        let id = id.to_owned();
        Ok(Self { id, revision })
    }

    /// The name of an entry of the zip.
    pub fn entry(&self, path: &BundlePath) -> String {
        format!("{self}/{path}")
    }

    /// The name of the file: `<id>-r<revision>.zip`.
    pub fn file(&self) -> String {
        format!("{self}.zip")
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-r{}", self.id, self.revision)
    }
}

impl FromStr for Name {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, NotAName> {
        let (id, revision) = text.rsplit_once("-r").ok_or(NotAName)?;
        let name = Self::new(id, revision.parse().map_err(|_| NotAName)?)?;
        // `+1` and `01` are numbers too, but not the one way to write them.
        if name.to_string() == text { Ok(name) } else { Err(NotAName) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_one_spelling() {
        for good in ["2026-000123-r1", "2026-x--r1", "a-r-r9999", "kit-0-1-0-r2"] {
            assert_eq!(good.parse::<Name>().map(|n| n.to_string()), Ok(good.into()));
        }
        for bad in [
            "2026-1",
            "2026-1-r0",
            "2026-1-r01",
            "2026-1-r+1",
            "2026-1-r10000",
            "A-r1",
            "-a-r1",
            "-r1",
            "",
            "a/b-r1",
            "中-r1",
        ] {
            assert_eq!(bad.parse::<Name>(), Err(NotAName), "{bad}");
        }
    }

    #[test]
    fn control_files_come_first_and_payload_last() {
        let mut paths = ["data/a", "meta/z", "bag-info.txt", "data/B", "a.txt", "bagit.txt"];
        paths.sort_by_key(|path| order(path));
        let sorted = ["bagit.txt", "bag-info.txt", "a.txt", "meta/z", "data/B", "data/a"];
        assert_eq!(paths, sorted);
    }
}
