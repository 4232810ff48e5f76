//! Attached files: there, listed, and what their names say.

use std::fs;
use std::os::unix::fs::symlink;

use super::{error, says};
use crate::rules::example::{INSPECTION, REFUSED};
use crate::support::{Workspace, project};

const REPORT: &str = "cases/2025-inspection-plain/材料/03-检查报告.pdf";

/// A PDF of one empty page, of 301 bytes.
fn page() -> Vec<u8> {
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut table = String::from("xref\n0 4\n0000000000 65535 f \n");
    for object in [
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        "2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n",
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n",
    ] {
        table += &format!("{:010} 00000 n \n", pdf.len());
        pdf.extend_from_slice(object.as_bytes());
    }
    let start = pdf.len();
    pdf.extend_from_slice(
        format!("{table}trailer<</Size 4/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").as_bytes(),
    );
    pdf
}

/// The same with one text replaced by another of its length.
fn with(from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(page()).unwrap();
    assert!(text.contains(from) && from.len() == to.len());
    text.replacen(from, to, 1).into_bytes()
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(project().join("tests/fixtures").join(name)).unwrap()
}

/// The findings when the report is this.
fn report_is(content: &[u8]) -> (i32, Vec<String>) {
    let workspace = Workspace::sample(INSPECTION);
    workspace.write(REPORT, content);
    says(&workspace, INSPECTION)
}

#[test]
fn a_sound_page_is_sound() {
    assert_eq!(report_is(&page()), (0, vec![]));
}

#[test]
fn a_name_ending_in_pdf_proves_nothing() {
    let foreign: [(&[u8], &str); 7] = [
        (b"", "是空文件"),
        (b"PK\x03\x04 a document", "的内容不是 PDF"),
        (b"%PDF-1.7\nand nothing more", "是损坏的 PDF，无法打开"),
        (&with("startxref\n1", "startxref\n9"), "是损坏的 PDF，要靠修补才能打开"),
        (&with("Count 1/Kids[3 0 R]", "Count 0/Kids[     ]"), "没有任何页"),
        (&fixture("encrypted-to-open.pdf"), "已加密，日后无法打开"),
        (&fixture("encrypted-to-edit.pdf"), "已加密，日后无法打开"),
    ];
    for (content, problem) in foreign {
        let told = format!("attachment-not-what-it-says @ case.yaml:74:11 `材料/03-检查报告.pdf` {problem}");
        assert_eq!(report_is(content), error(&told));
    }
}

/// A link is refused wherever it leads: nothing, out of the folder, or to a neighbour.
#[test]
fn a_link_proves_nothing() {
    for target in ["没有这个文件.pdf", "/etc/passwd", "../../../外面.pdf", "04-原始记录.pdf"] {
        let workspace = Workspace::sample(INSPECTION);
        fs::remove_file(workspace.path(REPORT)).unwrap();
        symlink(target, workspace.path(REPORT)).unwrap();
        let told = "attachment-not-a-file @ case.yaml:74:11 `材料/03-检查报告.pdf` 是链接或者特殊文件，归档后无从证明";
        assert_eq!(says(&workspace, INSPECTION), error(told), "{target}");
    }
}

#[test]
fn listed_and_missing_or_present_and_unlisted() {
    let workspace = Workspace::sample(INSPECTION);
    fs::remove_file(workspace.path(REPORT)).unwrap();
    let missing = "attachment-missing @ case.yaml:74:11 案件文件夹中没有 `材料/03-检查报告.pdf`";
    assert_eq!(says(&workspace, INSPECTION), error(missing));
    workspace.write("cases/2025-inspection-plain/Thumbs.db", "x");
    let unlisted = "attachment-unlisted @ Thumbs.db:1:1 `Thumbs.db` 没有列入 case.yaml";
    assert_eq!(says(&workspace, INSPECTION), (1, vec![unlisted.to_owned(), missing.to_owned()]));
}

/// Of two cases with one number both could have been meant: the later points at the earlier.
#[test]
fn two_cases_with_one_number() {
    let workspace = Workspace::sample(INSPECTION);
    workspace.add_sample(REFUSED, REFUSED);
    workspace.add_sample(REFUSED, "2016-licence-other");
    let file = "cases/2016-licence-refused/case.yaml";
    workspace.edit(file, "刚密收〔2016〕1号", "刚密收〔2016〕9号");
    workspace.edit(file, "刚密函〔2016〕1号", "刚密函〔2016〕9号");
    workspace.edit(file, "青密受〔2016〕7号", "青密受〔2016〕9号");
    workspace.edit(file, "国密局不许〔2016〕8号", "国密局不许〔2016〕9号");
    workspace.edit(file, "案卷号: \"0002\"", "案卷号: \"0009\"");
    let told = "document-number-twice @ case.yaml:57:9 `刚密审〔2016〕1号` 已用于 cases/2016-licence-other/case.yaml 第 57 行";
    assert_eq!(says(&workspace, REFUSED), error(told));
    let one = workspace.run(&["check", REFUSED]);
    assert!(one.stderr.starts_with("错误[document-number-twice]: "), "asked for alone: {}", one.stderr);
    assert_eq!(workspace.run(&["check", INSPECTION]).code, 0, "the others are not concerned");
}
