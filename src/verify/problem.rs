//! What can be wrong with a bundle: one stable code for each, how bad it is, and what to do.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::character::shown;
use crate::finding::Text;
use crate::text;

/// How the verdict falls because of a problem. Orders from the mildest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Nothing is wrong.
    Valid,
    /// The bundle could not be judged.
    CannotTell,
    /// The bundle is damaged, incomplete or altered.
    Invalid,
    /// The bundle is unsafe to unpack or beyond the limits.
    Refused,
}

/// What to look at in an archived record (DA/T 70-2018).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aspect {
    /// 真实性: it is what it claims to be.
    Authenticity,
    /// 完整性: nothing is missing, added or altered.
    Integrity,
    /// 可用性: it can be opened and understood.
    Usability,
    /// 安全性: it can be kept and opened without harm.
    Safety,
}

/// A kind of problem. Codes are stable: they are written into reports.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Kebab-case.
    pub id: &'static str,
    /// How bad it is.
    pub outcome: Outcome,
    /// What suffers.
    pub aspect: Aspect,
    /// What to do next.
    pub advice: Advice,
}

/// What to do about a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// The copy is spoilt.
    Replace,
    /// Somebody made it so.
    Investigate,
    /// Somebody unpacked and packed it anew.
    Repacked,
    /// It may do harm.
    Isolate,
    /// The reading failed, not the bundle.
    Retry,
    /// A later program is needed.
    Upgrade,
    /// The file's name is wrong, or the file is another.
    Rename,
}

impl Advice {
    /// The sentence.
    pub fn text(self) -> Text {
        match self {
            Self::Replace => text!(
                "保留此件备查，换用另一处保存的副本；各处副本都如此时，告知档案管理人员",
                "keep this copy as it is, use one from another store; if all are like this, tell the archivist"
            ),
            Self::Investigate => text!(
                "此件与制成时不同，不像是偶然损坏：不要使用，保留原样，告知档案管理人员并查明何人改动",
                "this is not how it was made and not how chance damages: do not use it, keep it as it is, tell the archivist and find out who changed it"
            ),
            Self::Repacked => text!(
                "此件多半经人解开后重新压缩：取回原来的 zip 文件再检查",
                "it was probably unpacked and packed anew: get the original zip file and check that"
            ),
            Self::Isolate => text!(
                "不要解开此件；隔离保存，向来件方核实",
                "do not unpack it; set it apart and ask whoever sent it"
            ),
            Self::Retry => text!(
                "这不说明此件已损坏：检查磁盘、网络和权限，把文件复制到别处再试",
                "this does not mean that the bundle is damaged: look at disk, network and permissions, copy the file elsewhere and try again"
            ),
            Self::Upgrade => text!("改用较新版本的程序检查", "check it with a later version of the program"),
            Self::Rename => text!(
                "与登记核对：内容无误就恢复文件名，否则取回正确的文件",
                "compare with the register: restore the name if the content is right, else get the right file"
            ),
        }
    }
}

macro_rules! codes {
    ($($name:ident = $id:literal, $outcome:ident, $aspect:ident, $advice:ident;)*) => {
        $(pub(super) const $name: Code = Code {
            id: $id,
            outcome: Outcome::$outcome,
            aspect: Aspect::$aspect,
            advice: Advice::$advice,
        };)*

        /// Every code there is.
        pub const CODES: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    IO_ERROR = "io-error", CannotTell, Usability, Retry;
    UNKNOWN_VERSION = "unknown-version", CannotTell, Usability, Upgrade;
    SEAL_UNKNOWN = "seal-unknown", CannotTell, Authenticity, Upgrade;
    TOO_LARGE = "too-large", Refused, Safety, Isolate;
    TOO_MANY_ENTRIES = "too-many-entries", Refused, Safety, Isolate;
    LYING_SIZE = "lying-size", Refused, Safety, Isolate;
    UNSAFE_NAME = "unsafe-name", Refused, Safety, Isolate;
    UNSAFE_ENTRY = "unsafe-entry", Refused, Safety, Isolate;
    NAME_COLLISION = "name-collision", Refused, Safety, Isolate;
    COMPRESSED = "compressed", Refused, Safety, Repacked;
    FETCH_FILE = "fetch-file", Refused, Safety, Isolate;
    NOT_A_ZIP = "not-a-zip", Invalid, Usability, Replace;
    NO_END_RECORD = "no-end-record", Invalid, Integrity, Replace;
    NOT_CANONICAL = "not-canonical", Invalid, Integrity, Replace;
    WRONG_FOLDER = "wrong-folder", Invalid, Usability, Repacked;
    DUPLICATE_ENTRY = "duplicate-entry", Invalid, Integrity, Investigate;
    ENTRY_ORDER = "entry-order", Invalid, Integrity, Repacked;
    UNEXPECTED_FILE = "unexpected-file", Invalid, Integrity, Investigate;
    UNLISTED_FILE = "unlisted-file", Invalid, Integrity, Investigate;
    MISSING_FILE = "missing-file", Invalid, Integrity, Replace;
    MANIFEST_MISSING = "manifest-missing", Invalid, Integrity, Investigate;
    MANIFEST_SYNTAX = "manifest-syntax", Invalid, Integrity, Replace;
    PAYLOAD_DAMAGED = "payload-damaged", Invalid, Integrity, Replace;
    TAG_FILE_DAMAGED = "tag-file-damaged", Invalid, Integrity, Replace;
    DIGEST_CONFLICT = "digest-conflict", Invalid, Integrity, Investigate;
    WRONG_CRC = "wrong-crc", Invalid, Integrity, Replace;
    BAGIT_DECLARATION = "bagit-declaration", Invalid, Usability, Investigate;
    BAG_INFO = "bag-info", Invalid, Integrity, Investigate;
    PAYLOAD_OXUM = "payload-oxum", Invalid, Integrity, Investigate;
    RENAMED = "renamed", Invalid, Authenticity, Rename;
}

/// One thing wrong with a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind of problem.
    pub code: &'static str,
    /// The file it concerns, within the bag; unseen characters escaped.
    pub path: Option<String>,
    /// Where in the zip, in bytes.
    pub offset: Option<u64>,
    /// What ought to be there.
    pub expected: Option<String>,
    /// What is there; unseen characters escaped.
    pub found: Option<String>,
    /// What is wrong, in a sentence.
    pub text: Text,
    /// What to do next.
    pub next: Text,
    /// How bad it is.
    pub outcome: Outcome,
    /// What suffers.
    pub aspect: Aspect,
}

impl Problem {
    pub(super) fn new(code: &Code, text: Text) -> Self {
        Self {
            code: code.id,
            path: None,
            offset: None,
            expected: None,
            found: None,
            text,
            next: code.advice.text(),
            outcome: code.outcome,
            aspect: code.aspect,
        }
    }

    /// The reading failed; what was asked for beyond the end of a file that had that length a
    /// moment ago counts as that too.
    pub(super) fn io(error: &std::io::Error) -> Self {
        let message = text!("读取失败：{error}", "reading failed: {error}");
        Self::new(&IO_ERROR, message)
    }

    pub(super) fn path(mut self, path: &str) -> Self {
        self.path = Some(shown(path));
        self
    }

    pub(super) fn at(mut self, offset: u64) -> Self {
        self.offset = Some(offset);
        self
    }

    pub(super) fn differs(mut self, expected: impl ToString, found: impl ToString) -> Self {
        self.expected = Some(shown(&expected.to_string()));
        self.found = Some(shown(&found.to_string()));
        self
    }
}

/// Problems as they are found; the first hundred are kept, the others counted.
#[derive(Debug, Default)]
pub(super) struct Problems {
    pub(super) kept: Vec<Problem>,
    pub(super) left_out: u64,
    worst: Option<Outcome>,
    failed: BTreeSet<Aspect>,
}

impl Problems {
    const KEPT: usize = 100;

    pub(super) fn push(&mut self, problem: Problem) {
        self.worst = self.worst.max(Some(problem.outcome));
        if problem.outcome > Outcome::CannotTell {
            self.failed.insert(problem.aspect);
        }
        if self.kept.len() < Self::KEPT {
            self.kept.push(problem);
        } else {
            self.left_out += 1;
        }
    }

    /// The outcome of all problems, those left out included.
    pub(super) fn outcome(&self) -> Outcome {
        self.worst.unwrap_or(Outcome::Valid)
    }

    /// Whether one of them fails a check; what could not be judged does not.
    pub(super) fn fails(&self, aspect: Aspect) -> bool {
        self.failed.contains(&aspect)
    }
}
