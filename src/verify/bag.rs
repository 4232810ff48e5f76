//! Whether the files are those the manifests list, and the bag says the truth about itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::str::FromStr;

use crate::bundle::info::{BagInfo, Oxum};
use crate::bundle::layout::{
    BAG_INFO, BAGIT, BAGIT_TEXT, MANIFEST_SHA256, MANIFEST_SM3, Name, TAGMANIFEST_SHA256, TAGMANIFEST_SM3,
    is_payload, is_tag_listed,
};
use crate::bundle::manifest::{self, Kind};
use crate::digest::{Sha256, Sm3};
use crate::path::BundlePath;
use crate::text;

use super::contents::{Contents, Found};
use super::problem::{self, Code, Problem, Problems};

/// Compares everything with everything; gives what the bag says about itself if that can be read.
pub(super) fn check(folder: &Name, contents: &Contents, problems: &mut Problems) -> Option<BagInfo> {
    check_declaration(contents, problems);
    let tags = Listing {
        sha256: TAGMANIFEST_SHA256,
        sm3: TAGMANIFEST_SM3,
        lists: is_tag_listed,
        damaged: &problem::TAG_FILE_DAMAGED,
    };
    let payload = Listing {
        sha256: MANIFEST_SHA256,
        sm3: MANIFEST_SM3,
        lists: is_payload,
        damaged: &problem::PAYLOAD_DAMAGED,
    };
    tags.check(contents, problems);
    payload.check(contents, problems);
    for path in [TAGMANIFEST_SHA256, TAGMANIFEST_SM3] {
        let mut files = contents.files.iter();
        if let Some((path, found)) = files.find(|(name, _)| name.as_str() == path) {
            check_crc(path, found, problems);
        }
    }
    check_info(folder, contents, problems)
}

fn check_declaration(contents: &Contents, problems: &mut Problems) {
    if let Some(found) = contents.kept(BAGIT)
        && found != BAGIT_TEXT.as_bytes()
    {
        let message = text!(
            "bagit.txt 不是规定的两行（BagIt 1.0、UTF-8）",
            "bagit.txt is not the two lines prescribed (BagIt 1.0, UTF-8)"
        );
        let problem = Problem::new(&problem::BAGIT_DECLARATION, message).path(BAGIT);
        problems
            .push(problem.differs(BAGIT_TEXT.escape_debug(), String::from_utf8_lossy(found).escape_debug()));
    }
}

fn check_crc(path: &BundlePath, found: &Found, problems: &mut Problems) {
    if !found.crc32 {
        let message = text!(
            "zip 所记的校验和（CRC-32）与文件不符",
            "the zip's checksum (CRC-32) is not that of the file"
        );
        problems.push(Problem::new(&problem::WRONG_CRC, message).path(path.as_str()));
    }
}

/// Two manifests over the same files.
struct Listing {
    sha256: &'static str,
    sm3: &'static str,
    /// Which files they list.
    lists: fn(&str) -> bool,
    /// What it is called if a file is not as listed.
    damaged: &'static Code,
}

/// The lines of a manifest; `None` if it cannot be compared, which has been said then.
type Lines<D> = Option<BTreeMap<BundlePath, D>>;

impl Listing {
    fn check(&self, contents: &Contents, problems: &mut Problems) {
        let sha256: Lines<Sha256> = lines(contents, self.sha256, problems);
        let sm3: Lines<Sm3> = lines(contents, self.sm3, problems);
        let found = contents.files.keys().filter(|path| (self.lists)(path.as_str()));
        let listed = sha256.iter().flatten().map(|(path, _)| path);
        let listed = listed.chain(sm3.iter().flatten().map(|(path, _)| path));
        let paths: BTreeSet<&BundlePath> = found.chain(listed).collect();
        for path in paths {
            let found = contents.files.get(path).filter(|_| (self.lists)(path.as_str()));
            let Some(found) = found else {
                problems.push(missing(path));
                continue;
            };
            let sha256 = compare(&sha256, path, found.digests.sha256);
            let sm3 = compare(&sm3, path, found.digests.sm3);
            match self.judge(&sha256, &sm3) {
                Some(problem) => problems.push(problem.path(path.as_str())),
                None => check_crc(path, found, problems),
            }
        }
    }

    fn judge(&self, sha256: &Compared, sm3: &Compared) -> Option<Problem> {
        use Compared::{Differs, Same, Unknown, Unlisted};
        match (sha256, sm3) {
            (Unlisted, _) => Some(unlisted(self.sha256)),
            (_, Unlisted) => Some(unlisted(self.sm3)),
            (Differs(expected, found), Differs(..) | Unknown) | (Unknown, Differs(expected, found)) => {
                Some(self.damaged(expected, found))
            }
            (Differs(expected, found), Same) => Some(conflict("SHA-256", "SM3", expected, found)),
            (Same, Differs(expected, found)) => Some(conflict("SM3", "SHA-256", expected, found)),
            (Same | Unknown, Same | Unknown) => None,
        }
    }

    fn damaged(&self, expected: &str, found: &str) -> Problem {
        let message = text!(
            "文件内容与清单所记摘要不符：已损坏或被改动",
            "the file does not have the digest its manifest lists: it is damaged or was changed"
        );
        Problem::new(self.damaged, message).differs(expected, found)
    }
}

fn conflict(wrong: &str, right: &str, expected: &str, found: &str) -> Problem {
    let message = text!(
        "文件的 {right} 摘要与清单相符，{wrong} 摘要却不符：清单被改动过",
        "the file has the {right} digest listed but not the {wrong} digest: a manifest was changed"
    );
    Problem::new(&problem::DIGEST_CONFLICT, message).differs(expected, found)
}

fn missing(path: &BundlePath) -> Problem {
    let message =
        text!("清单列有此文件，包内却没有", "a manifest lists this file, but it is not in the bundle");
    Problem::new(&problem::MISSING_FILE, message).path(path.as_str())
}

fn unlisted(manifest: &str) -> Problem {
    let message = text!(
        "包内有此文件，{manifest} 却没有列出",
        "the file is in the bundle, but {manifest} does not list it"
    );
    Problem::new(&problem::UNLISTED_FILE, message)
}

/// What a manifest says of a file that is there.
enum Compared {
    Same,
    Differs(String, String),
    Unlisted,
    Unknown,
}

fn compare<D: Display + PartialEq>(lines: &Lines<D>, path: &BundlePath, found: D) -> Compared {
    let Some(lines) = lines else {
        return Compared::Unknown;
    };
    match lines.get(path) {
        None => Compared::Unlisted,
        Some(listed) if *listed == found => Compared::Same,
        Some(listed) => Compared::Differs(listed.to_string(), found.to_string()),
    }
}

fn lines<D: FromStr>(contents: &Contents, path: &str, problems: &mut Problems) -> Lines<D> {
    match manifest::parse(contents.kept(path)?) {
        Ok(lines) => Some(lines.into_iter().map(|(digest, path)| (path, digest)).collect()),
        Err(error) => {
            // A name that could do harm if somebody followed it is worse than a slip.
            let code = match error.kind {
                Kind::Path(_) => &problem::UNSAFE_NAME,
                _ => &problem::MANIFEST_SYNTAX,
            };
            problems.push(Problem::new(code, error.text()).path(path));
            None
        }
    }
}

fn check_info(folder: &Name, contents: &Contents, problems: &mut Problems) -> Option<BagInfo> {
    let text = str::from_utf8(contents.kept(BAG_INFO)?).unwrap_or_default();
    let info = match BagInfo::parse(text) {
        Ok(info) => info,
        Err(key) => {
            let message = text!(
                "bag-info.txt 不合规定：`{key}` 一行缺失、有误或位置不对",
                "bag-info.txt is not as prescribed: the line of `{key}` is missing, wrong or out of place"
            );
            problems.push(Problem::new(&problem::BAG_INFO, message).path(BAG_INFO));
            return None;
        }
    };
    if info.name != *folder {
        let message = text!(
            "文件夹名与 bag-info.txt 所记标识、版次不符",
            "the folder is not named after the identifier and revision in bag-info.txt"
        );
        problems.push(Problem::new(&problem::RENAMED, message).differs(&info.name, folder));
    }
    let oxum = contents.oxum();
    if info.oxum != oxum {
        let message = text!(
            "载荷的字节数和文件数与 bag-info.txt 所记不符",
            "the payload has not the size bag-info.txt states"
        );
        let problem = Problem::new(&problem::PAYLOAD_OXUM, message).path(BAG_INFO);
        problems.push(problem.differs(info.oxum, oxum));
    }
    Some(info)
}

impl Contents {
    /// The size of the payload.
    pub(super) fn oxum(&self) -> Oxum {
        let payload = self.files.iter().filter(|(path, _)| is_payload(path.as_str()));
        payload.fold(Oxum { bytes: 0, files: 0 }, |sum, (_, found)| Oxum {
            bytes: sum.bytes + found.digests.bytes,
            files: sum.files + 1,
        })
    }
}
