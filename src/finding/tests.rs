use super::*;
use crate::source::Source;

fn sample(disclosure: Disclosure) -> Finding {
    let source = Source::new("cases/甲,乙/case.yaml", "程续: 普通\r\n案号: 1\r\n");
    let span = Span::new(&source, 0, 6);
    let fix = Fix::replace(text!("改为 `程序`", "change it to `程序`"), span.clone(), "程序");
    Finding::new(&rule::UNKNOWN_KEY, span, text!("未知的键 `程续`", "unknown key `程续`"))
        .label(Span::new(&source, 16, 22), text!("已知的键", "a known key"))
        .basis("某法第一条")
        .help(text!("100% 检查：\n程续", "check"))
        .fix(fix)
        .disclose(disclosure)
}

#[test]
fn people_see_place_basis_help_and_a_diff() {
    let found = sample(Disclosure::Local);
    insta::assert_snapshot!(human::render(&[&found], Lang::Zh, false), @r#"
    错误[unknown-key]: 未知的键 `程续`
     --> cases/甲,乙/case.yaml:1:1
      |
    1 | 程续: 普通
      | ^^^^
    2 | 案号: 1
      | ---- 已知的键
      |
      = 依据: 某法第一条
      = 帮助: 100% 检查：
              程续
    修正: 改为 `程序`
      |
    1 - 程续: 普通
    1 + 程序: 普通
      |
    "#);
    let colour = human::render(&[&found], Lang::En, true);
    assert!(colour.contains("\u{1b}[") && colour.contains("error"));
}

#[test]
fn withheld_findings_show_title_and_place_only() {
    let found = sample(Disclosure::Withheld);
    insta::assert_snapshot!(human::render(&[&found], Lang::Zh, false), @r#"
    错误[unknown-key]: 键名未知
    --> cases/甲,乙/case.yaml:1:1
    "#);
}

#[test]
fn nothing_quoted_leaves_the_machine_unless_all_may_be_shown() {
    for disclosure in [Disclosure::Local, Disclosure::Withheld] {
        let found = sample(disclosure);
        let forms = [
            json::render(&[&found], Lang::Zh),
            github::render(&[&found], Lang::Zh),
            sarif::render(&[&found], Lang::Zh),
        ];
        for form in forms {
            assert!(form.contains("键名未知") && !form.contains("程"), "{form}");
        }
    }
}

#[test]
fn a_finding_about_an_attached_file_shows_its_path() {
    let source = Source::new("材料/一.pdf", "");
    let found = Finding::new(&rule::MISSING_FILE, Span::whole(&source), text!("无", "none"));
    let text = human::render(&[&found], Lang::En, false);
    assert_eq!(text, "error[missing-file]: none\n--> 材料/一.pdf\n");
}

#[test]
fn long_lines_do_not_flood_the_output() {
    let long = "甲".repeat(50_000);
    let source = Source::new("x", format!("a: {long}\n"));
    let span = Span::new(&source, 3, source.text().len() - 1);
    let fix = Fix::replace(text!("改", "change"), span.clone(), "乙");
    let found = Finding::new(&rule::WRONG_KIND, span, text!("长", "long")).fix(fix);
    assert!(human::render(&[&found], Lang::Zh, false).len() < 2000);
}

#[test]
fn json_has_the_fixed_members_in_their_order() {
    let text = json::render(&[&sample(Disclosure::Open)], Lang::En);
    insta::assert_snapshot!(text, @r#"
    {
      "findings": [
        {
          "rule": "unknown-key",
          "severity": "error",
          "file": "cases/甲,乙/case.yaml",
          "line": 1,
          "column": 1,
          "end_line": 1,
          "end_column": 3,
          "message": "unknown key `程续`",
          "labels": [
            {
              "file": "cases/甲,乙/case.yaml",
              "line": 2,
              "column": 1,
              "end_line": 2,
              "end_column": 3,
              "text": "a known key"
            }
          ],
          "basis": "某法第一条",
          "help": [
            "check"
          ],
          "fix": {
            "title": "change it to `程序`",
            "edits": [
              {
                "line": 1,
                "column": 1,
                "end_line": 1,
                "end_column": 3,
                "insert": "程序"
              }
            ]
          }
        }
      ],
      "summary": {
        "errors": 1,
        "warnings": 0,
        "notes": 0
      }
    }
    "#);
}

#[test]
fn annotations_escape_what_their_format_needs() {
    let text = github::render(&[&sample(Disclosure::Open)], Lang::Zh);
    insta::assert_snapshot!(text, @r#"
    ::error file=cases/甲%2C乙/case.yaml,line=1,col=1,endLine=1,endColumn=3,title=unknown-key::未知的键 `程续`%0A某法第一条%0A100%25 检查：%0A程续
    "#);
}

#[test]
fn sarif_names_rule_region_and_replacement() {
    let text = sarif::render(&[&sample(Disclosure::Open)], Lang::Zh);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let run = &value["runs"][0];
    assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "unknown-key");
    let place = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "cases/%E7%94%B2%2C%E4%B9%99/case.yaml");
    assert_eq!((&place["region"]["startColumn"], &place["region"]["endColumn"]), (&1.into(), &3.into()));
    let change = &run["results"][0]["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "程序");
}

#[test]
fn the_summary_counts_in_both_languages() {
    let mut report = Report::new();
    assert_eq!(human::summary(&report, Lang::Zh), "没有发现问题");
    report.push(sample(Disclosure::Open));
    let span = Span::whole(&Source::new("x", ""));
    report.push(Finding::new(&rule::NOT_NFC, span, text!("乙", "b")));
    assert_eq!(human::summary(&report, Lang::Zh), "1 个错误，1 个警告");
    assert_eq!(human::summary(&report, Lang::En), "1 error, 1 warning");
}
