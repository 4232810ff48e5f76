//! What verification comes to.

use serde::Serialize;

use crate::bundle::info::BagInfo;
use crate::finding::{Lang, Text};
use crate::text;

use super::problem::{Aspect, Outcome, Problem, Problems};

mod render;

/// What verification of one bundle comes to. Decided by the bytes alone.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The bundle's name by its folder, if that could be read.
    pub bundle: Option<String>,
    /// What the bundle says about itself, if that could be read.
    pub info: Option<BagInfo>,
    /// The verdict.
    pub outcome: Outcome,
    /// Whether there is a seal.
    pub sealed: Sealed,
    /// 真实性, 完整性, 可用性, 安全性, in this order.
    pub checks: [Check; 4],
    /// What is wrong, as found; the first hundred.
    pub problems: Vec<Problem>,
    /// How many more problems there are.
    pub problems_left_out: u64,
    /// What was looked at.
    pub counts: Counts,
}

/// Whether a bundle is sealed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sealed {
    /// It has no seal.
    #[default]
    Unsealed,
    /// It has one, which was not judged.
    NotJudged,
    /// It could not be read far enough to say.
    Unknown,
}

/// One of the four checks of an archived record (DA/T 70-2018).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Which.
    pub aspect: Aspect,
    /// How it went.
    pub result: CheckResult,
    /// What that means here, in a sentence.
    pub text: Text,
}

/// How a check went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckResult {
    /// All well.
    Pass,
    /// Something is wrong.
    Fail,
    /// Not looked at, or not to be told from what is there.
    NotJudged,
}

/// What was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Files in the zip.
    pub entries: u64,
    /// Payload files.
    pub payload_files: u64,
    /// Their bytes.
    pub payload_bytes: u64,
    /// Length of the zip in bytes.
    pub bytes: u64,
}

/// What was learnt on the way to a verdict.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) bundle: Option<String>,
    pub(super) info: Option<BagInfo>,
    pub(super) sealed: Option<Sealed>,
    pub(super) counts: Counts,
    /// Names, kinds and sizes of all files were checked.
    pub(super) names_checked: bool,
    /// Every byte was read and compared.
    pub(super) all_read: bool,
}

impl Verdict {
    pub(super) fn new(facts: Facts, problems: Problems) -> Self {
        let aspects = [
            (Aspect::Authenticity, false),
            (Aspect::Integrity, facts.all_read),
            (Aspect::Usability, facts.all_read),
            (Aspect::Safety, facts.names_checked),
        ];
        let checks = aspects.map(|(aspect, judged)| {
            let result = match (problems.fails(aspect), judged) {
                (true, _) => CheckResult::Fail,
                (false, true) => CheckResult::Pass,
                (false, false) => CheckResult::NotJudged,
            };
            let text = sentence(aspect, result);
            Check { aspect, result, text }
        });
        Self {
            bundle: facts.bundle,
            info: facts.info,
            outcome: problems.outcome(),
            sealed: facts.sealed.unwrap_or(Sealed::Unknown),
            checks,
            problems: problems.kept,
            problems_left_out: problems.left_out,
            counts: facts.counts,
        }
    }

    /// What the verdict proves, and what it does not.
    pub fn statement(&self) -> Text {
        match (self.outcome, self.sealed) {
            (Outcome::Valid, _) => text!(
                "未封存：只证明内部一致，不能证明出自何处、何时形成；有人把内容与清单一并改写后重新装包，无从发现",
                "unsealed: this proves that the bundle agrees with itself, not where it comes from or when it was made; somebody who rewrote content and manifests together would not be noticed"
            ),
            (Outcome::CannotTell, Sealed::NotJudged) => {
                text!("有封存签名，未作判定", "there is a seal, which was not judged")
            }
            (Outcome::CannotTell, _) => text!(
                "未能判定；这不表示此包有问题",
                "no verdict was possible; that does not mean that anything is wrong with the bundle"
            ),
            (Outcome::Invalid, _) => text!(
                "此包已损坏、不完整或被改动，不能作为凭证",
                "the bundle is damaged, incomplete or altered and proves nothing"
            ),
            (Outcome::Refused, _) => text!(
                "此包不安全或超出限度，未予继续读取，不要解开",
                "the bundle is unsafe or beyond the limits: do not unpack it"
            ),
        }
    }

    /// For people, in several lines.
    pub fn human(&self, lang: Lang) -> String {
        render::human(self, lang)
    }

    /// For programs: one JSON object, indented, with keys in a fixed order.
    pub fn json(&self, lang: Lang) -> String {
        render::json(self, lang)
    }
}

fn sentence(aspect: Aspect, result: CheckResult) -> Text {
    use CheckResult::{Fail, NotJudged, Pass};
    match (aspect, result) {
        (Aspect::Authenticity, Fail) => text!(
            "名称与内容不符，不是它所称的那个包",
            "name and content do not agree: it is not the bundle it is called"
        ),
        (Aspect::Authenticity, _) => text!(
            "没有可判定的封存签名，无从判定出自何处",
            "there is no seal that could be judged, so nothing shows where it comes from"
        ),
        (Aspect::Integrity, Pass) => text!(
            "文件不多不少，每个文件的 SHA-256 和 SM3 摘要都与清单相符",
            "no file is missing or added, and each has the SHA-256 and SM3 digests listed"
        ),
        (Aspect::Integrity, Fail) => text!(
            "与制成时不同：有缺失、多余、损坏或改动",
            "not as it was made: something is missing, added, damaged or changed"
        ),
        (Aspect::Usability, Pass) => text!(
            "普通 zip 和 BagIt 1.0 工具都能打开；文件各自的格式未作判断",
            "common tools for zip and BagIt 1.0 can open it; the formats of the files in it were not judged"
        ),
        (Aspect::Usability, Fail) => text!(
            "不是本格式的归档包，或不能按本格式打开",
            "it is no bundle of this format, or cannot be opened as one"
        ),
        (Aspect::Safety, Pass) => text!(
            "没有不安全的文件名、链接、压缩或隐藏条目；未作病毒检查",
            "no unsafe names, links, compression or hidden entries; not scanned for viruses"
        ),
        (Aspect::Safety, Fail) => text!(
            "含有不安全的名称、条目或超出限度的大小",
            "there are unsafe names or entries, or sizes beyond the limits"
        ),
        (_, NotJudged) => text!("在此之前已停止读取", "reading stopped before this could be judged"),
    }
}
