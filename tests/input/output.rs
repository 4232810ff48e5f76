//! What `check --format json` prints, to the letter (design section 10).

use crate::rules::example::Edit::Swap;
use crate::rules::example::{REFUSED, workspace};

#[test]
fn nothing_found() {
    let (workspace, _) = workspace(REFUSED, &[]);
    let run = workspace.run(&["check", "--format", "json"]);
    let expected = r#"{
  "findings": [],
  "summary": {
    "errors": 0,
    "warnings": 0,
    "notes": 0
  }
}
"#;
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, expected, ""));
}

const EXPECTED: &str = r#"{
  "findings": [
    {
      "rule": "material-unknown",
      "severity": "warning",
      "file": "cases/2016-licence-refused/case.yaml",
      "line": 42,
      "column": 14,
      "end_line": 42,
      "end_column": 24,
      "message": "“安全保密制度（补充）”不在规定的材料之列",
      "labels": [],
      "basis": null,
      "help": [],
      "fix": {
        "title": "改为“安全保密制度”",
        "edits": [
          {
            "line": 42,
            "column": 14,
            "end_line": 42,
            "end_column": 24,
            "insert": "安全保密制度"
          }
        ]
      }
    },
    {
      "rule": "deadline-missed",
      "severity": "error",
      "file": "cases/2016-licence-refused/case.yaml",
      "line": 91,
      "column": 9,
      "end_line": 91,
      "end_column": 19,
      "message": "“决定”法定期限 20 个工作日，自 2016-03-17 起至 2016-04-15 止；2016-04-18 办理，超过 1 个工作日",
      "labels": [
        {
          "file": "cases/2016-licence-refused/case.yaml",
          "line": 48,
          "column": 9,
          "end_line": 48,
          "end_column": 19,
          "text": "自此日次日起算"
        }
      ],
      "basis": "《中华人民共和国行政许可法》第四十二条第一款",
      "help": [
        "事已发生，不得改日期；在该步骤下写明\n  情况说明: {事实: …, 原因: …, 补救: …, 负责人: …}"
      ],
      "fix": null
    }
  ],
  "summary": {
    "errors": 1,
    "warnings": 1,
    "notes": 0
  }
}
"#;

#[test]
fn a_warning_with_a_cure_and_an_error_with_everything_else() {
    let edits = [
        Swap(
            "  - 步骤: 材料审查\n",
            concat!(
                "      - {名称: 安全保密制度（补充）, 文件: 材料/03-安全保密制度.pdf, 形式: 原件, 份数: 1}\n",
                "  - 步骤: 材料审查\n",
            ),
        ),
        Swap("      日期: 2016-04-15\n", "      日期: 2016-04-18\n"),
        Swap("    日期: 2016-04-12\n", "    日期: 2016-04-18\n"),
    ];
    let (workspace, _) = workspace(REFUSED, &edits);
    let run = workspace.run(&["check", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    assert_eq!(run.stdout, EXPECTED);
}
