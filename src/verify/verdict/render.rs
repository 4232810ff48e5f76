//! Verdicts as text and as JSON.

use std::fmt::Write as _;

use serde::Serialize;

use crate::finding::Lang;

use super::{Aspect, Check, CheckResult, Counts, Outcome, Problem, Sealed, Verdict};

fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn outcome(outcome: Outcome, lang: Lang) -> &'static str {
    match outcome {
        Outcome::Valid => pick(lang, "有效", "VALID"),
        Outcome::Invalid => pick(lang, "无效", "INVALID"),
        Outcome::Refused => pick(lang, "拒绝", "REFUSED"),
        Outcome::CannotTell => pick(lang, "无法判定", "CANNOT TELL"),
    }
}

fn sealed(sealed: Sealed, lang: Lang) -> &'static str {
    match sealed {
        Sealed::Unsealed => pick(lang, "未封存", "unsealed"),
        Sealed::NotJudged => pick(lang, "封存未判定", "seal not judged"),
        Sealed::Unknown => pick(lang, "封存与否不明", "seal unknown"),
    }
}

fn aspect(aspect: Aspect, lang: Lang) -> &'static str {
    match aspect {
        Aspect::Authenticity => pick(lang, "真实性", "authentic"),
        Aspect::Integrity => pick(lang, "完整性", "complete"),
        Aspect::Usability => pick(lang, "可用性", "usable"),
        Aspect::Safety => pick(lang, "安全性", "safe"),
    }
}

fn result(result: CheckResult, lang: Lang) -> &'static str {
    match result {
        CheckResult::Pass => pick(lang, "通过", "pass"),
        CheckResult::Fail => pick(lang, "不通过", "fail"),
        CheckResult::NotJudged => pick(lang, "未判定", "not judged"),
    }
}

/// See [`Verdict::human`].
pub(super) fn human(verdict: &Verdict, lang: Lang) -> String {
    let name = verdict.bundle.as_deref().unwrap_or(pick(lang, "归档包", "bundle"));
    let (open, close) = (pick(lang, "（", " ("), pick(lang, "）", ")"));
    let mut out = format!(
        "{name}{}{}{open}{}{close}\n{}\n",
        pick(lang, "：", ": "),
        outcome(verdict.outcome, lang),
        sealed(verdict.sealed, lang),
        verdict.statement().get(lang),
    );
    for Check { aspect: which, result: how, text } in &verdict.checks {
        let result = [result(*how, lang), text.get(lang)].join(pick(lang, "——", " - "));
        line(&mut out, lang, aspect(*which, lang), &result);
    }
    out.push_str(&counts(&verdict.counts, lang));
    for found in &verdict.problems {
        problem(&mut out, found, lang);
    }
    if verdict.problems_left_out > 0 {
        let more = verdict.problems_left_out;
        line(&mut out, lang, pick(lang, "另有问题", "more problems"), &more.to_string());
    }
    out
}

fn line(out: &mut String, lang: Lang, label: &str, value: &str) {
    let colon = pick(lang, "：", ": ");
    let _infallible = writeln!(out, "  {label}{colon}{value}");
}

fn counts(counts: &Counts, lang: Lang) -> String {
    let Counts { entries, payload_files, payload_bytes, bytes } = counts;
    match lang {
        Lang::Zh => format!(
            "  共 {entries} 个文件、{bytes} 字节，其中载荷 {payload_files} 个文件、{payload_bytes} 字节\n"
        ),
        Lang::En => format!(
            "  {entries} files, {bytes} bytes; payload {payload_files} files, {payload_bytes} bytes\n"
        ),
    }
}

fn problem(out: &mut String, problem: &Problem, lang: Lang) {
    let place = problem.path.as_deref().unwrap_or_default();
    let _infallible = writeln!(out, "\n[{}] {place}", problem.code);
    line(out, lang, pick(lang, "问题", "problem"), problem.text.get(lang));
    if let Some(offset) = problem.offset {
        line(out, lang, pick(lang, "位置（字节）", "at byte"), &offset.to_string());
    }
    if let Some(expected) = &problem.expected {
        line(out, lang, pick(lang, "应为", "expected"), expected);
    }
    if let Some(found) = &problem.found {
        line(out, lang, pick(lang, "实为", "found"), found);
    }
    line(out, lang, pick(lang, "下一步", "next"), problem.next.get(lang));
}

#[derive(Serialize)]
struct VerdictJson<'a> {
    bundle: Option<&'a str>,
    title: Option<&'a str>,
    outcome: Outcome,
    sealed: Sealed,
    statement: String,
    checks: Vec<CheckJson<'a>>,
    problems: Vec<ProblemJson<'a>>,
    problems_left_out: u64,
    counts: Counts,
}

#[derive(Serialize)]
struct CheckJson<'a> {
    check: Aspect,
    name: &'a str,
    result: CheckResult,
    text: &'a str,
}

#[derive(Serialize)]
struct ProblemJson<'a> {
    code: &'a str,
    outcome: Outcome,
    check: Aspect,
    path: Option<&'a str>,
    offset: Option<u64>,
    expected: Option<&'a str>,
    found: Option<&'a str>,
    message: &'a str,
    next: &'a str,
}

/// See [`Verdict::json`].
pub(super) fn json(verdict: &Verdict, lang: Lang) -> String {
    let checks = verdict.checks.iter().map(|check| CheckJson {
        check: check.aspect,
        name: aspect(check.aspect, lang),
        result: check.result,
        text: check.text.get(lang),
    });
    let problems = verdict.problems.iter().map(|problem| ProblemJson {
        code: problem.code,
        outcome: problem.outcome,
        check: problem.aspect,
        path: problem.path.as_deref(),
        offset: problem.offset,
        expected: problem.expected.as_deref(),
        found: problem.found.as_deref(),
        message: problem.text.get(lang),
        next: problem.next.get(lang),
    });
    let json = VerdictJson {
        bundle: verdict.bundle.as_deref(),
        title: verdict.info.as_ref().map(|info| info.title.as_str()),
        outcome: verdict.outcome,
        sealed: verdict.sealed,
        statement: verdict.statement().get(lang).to_owned(),
        checks: checks.collect(),
        problems: problems.collect(),
        problems_left_out: verdict.problems_left_out,
        counts: verdict.counts,
    };
    serde_json::to_string_pretty(&json).expect("strings and numbers are always JSON")
}
