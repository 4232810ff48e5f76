//! A `case.yaml` of which nothing can be read: one finding says why.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use super::{error, says};
use crate::rules::example::{INSPECTION, REFUSED};
use crate::support::Workspace;

const SHOWN: &str = "cases/2025-inspection-plain/case.yaml";

/// The findings when something was done to the sample's `case.yaml`.
fn after(change: impl FnOnce(&Path)) -> (i32, Vec<String>) {
    let workspace = Workspace::sample(INSPECTION);
    change(&workspace.path(SHOWN));
    says(&workspace, INSPECTION)
}

/// The findings when its bytes are others.
fn bytes(change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> (i32, Vec<String>) {
    let workspace = Workspace::sample(INSPECTION);
    let old = fs::read(workspace.path(SHOWN)).unwrap();
    workspace.write(SHOWN, change(old));
    says(&workspace, INSPECTION)
}

#[test]
fn an_empty_file_has_no_content() {
    for content in ["", "\n\n", "# 只有注释\n", "---\n", "~\n"] {
        let found = bytes(|_| content.into());
        assert_eq!(found, error("empty-file @ case.yaml:1:1 文件没有内容"), "{content:?}");
    }
}

#[test]
fn a_case_is_keys_with_values() {
    let found = |content: &str| bytes(|_| content.into());
    assert_eq!(found("一段文字\n"), error("wrong-kind @ case.yaml:1:1 案件应为键值对，现为文本"));
    assert_eq!(found("- 甲\n- 乙\n"), error("wrong-kind @ case.yaml:1:1 案件应为键值对，现为列表"));
}

#[test]
fn no_file_at_all() {
    let found = after(|path| fs::remove_file(path).unwrap());
    assert_eq!(
        found,
        error("missing-file @ case.yaml:1:1 找不到文件 `cases/2025-inspection-plain/case.yaml`")
    );
}

#[test]
fn a_directory_in_its_place() {
    let found = after(|path| {
        fs::remove_file(path).unwrap();
        fs::create_dir(path).unwrap();
    });
    assert_eq!(
        found,
        error("not-a-file @ case.yaml:1:1 `cases/2025-inspection-plain/case.yaml` 不是普通文件")
    );
}

/// Root reads everything: for root there is nothing to see here.
#[test]
fn a_file_that_cannot_be_read() {
    let begins = |(code, found): (i32, Vec<String>)| {
        let told = "unreadable-file @ case.yaml:1:1 无法读取 `cases/2025-inspection-plain/case.yaml`：";
        assert_eq!((code, found.len()), (1, 1), "{found:?}");
        assert!(found[0].starts_with(told), "{found:?}");
    };
    let workspace = Workspace::sample(INSPECTION);
    fs::set_permissions(workspace.path(SHOWN), Permissions::from_mode(0o000)).unwrap();
    if File::open(workspace.path(SHOWN)).is_err() {
        begins(says(&workspace, INSPECTION));
    }
}

/// What lies outside the folder is not in the archive and can change behind the case's back.
#[test]
fn a_link_out_of_the_folder_is_no_case_file() {
    let workspace = Workspace::sample(INSPECTION);
    fs::rename(workspace.path(SHOWN), workspace.path("outside.yaml")).unwrap();
    symlink("../../outside.yaml", workspace.path(SHOWN)).unwrap();
    let (code, found) = says(&workspace, INSPECTION);
    assert_eq!((code, found.len()), (1, 1), "{found:?}");
    assert!(found[0].starts_with("not-a-file @ case.yaml:1:1 "), "{found:?}");
}

#[test]
fn a_hundred_megabytes_are_not_read() {
    let found = after(|path| File::options().write(true).open(path).unwrap().set_len(100 << 20).unwrap());
    let told = "file-too-large @ case.yaml:1:1 `cases/2025-inspection-plain/case.yaml` 超过 8388608 字节的上限，未读取";
    assert_eq!(found, error(told));
}

/// 示例 in GBK (GB/T 2312 rows 42 and 32), as Notepad of old writes it.
const GBK: &[u8] = b"# \xca\xbe\xc0\xfd\n";

#[test]
fn gbk_is_named() {
    let found = bytes(|old| [GBK, &old].concat());
    let told = "not-utf8 @ case.yaml:1:4 文件不是 UTF-8 编码：第 5 个字节（第 1 行）起无法解读";
    assert_eq!(found, error(told), "GBK and UTF-8 in one file: no encoding is named");
    let found = bytes(|_| GBK.into());
    let told = "not-utf8 @ case.yaml:1:4 文件不是 UTF-8 编码，看来是 GBK（GB 18030）：第 5 个字节（第 1 行）起无法解读";
    assert_eq!(found, error(told));
}

#[test]
fn utf_16_is_named() {
    let found = bytes(|old| {
        let text = String::from_utf8(old).unwrap();
        b"\xff\xfe".iter().copied().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    });
    let told = "not-utf8 @ case.yaml:1:1 文件不是 UTF-8 编码，看来是 UTF-16（“Unicode”）：第 1 个字节（第 1 行）起无法解读";
    assert_eq!(found, error(told));
}

/// Bytes that happen to be UTF-8 stand before the first that do not: they are no text.
#[test]
fn nothing_wrongly_decoded_is_shown() {
    let workspace = Workspace::sample(INSPECTION);
    workspace.write(SHOWN, GBK);
    let run = workspace.run(&["check"]);
    assert!(!run.stderr.contains('\u{2be}'), "0xCA 0xBE is no U+02BE here:\n{}", run.stderr);
}

/// A mark or the line ends of Windows move no place.
#[test]
fn marks_and_line_ends_move_no_place() {
    let wrong = "bad-choice @ case.yaml:89:11 `15年` 不在可选之列：永久、30年、10年";
    let mark = "warning: byte-order-mark @ case.yaml:1:1 文件以字节顺序标记（BOM，U+FEFF）开头";
    let text = |old: Vec<u8>| String::from_utf8(old).unwrap().replace("10年", "15年");
    let found = bytes(|old| text(old).replace('\n', "\r\n").into());
    let ends = "note: windows-line-ends @ case.yaml:1:52 行尾是 CRLF（Windows 换行）";
    assert_eq!(found, (1, vec![ends.to_owned(), wrong.to_owned()]));
    let found = bytes(|old| format!("\u{feff}{}", text(old)).into());
    assert_eq!(found, (1, vec![mark.to_owned(), wrong.to_owned()]));
    let found = bytes(|old| [b"\xef\xbb\xbf", old.as_slice()].concat());
    assert_eq!(found, (0, vec![mark.to_owned()]), "alone it is a warning");
}

#[test]
fn one_broken_case_hides_no_other() {
    let workspace = Workspace::sample(INSPECTION);
    workspace.add_sample(REFUSED, REFUSED);
    workspace.write(SHOWN, "");
    workspace.edit("cases/2016-licence-refused/case.yaml", "密级: 公开", "密级: 公幵");
    let (code, found) = says(&workspace, REFUSED);
    assert_eq!(code, 1);
    assert_eq!(
        found,
        [
            "bad-secrecy @ case.yaml:3:5 密级 `公幵` 不在可选之列：公开、内部、工作秘密",
            "empty-file @ cases/2025-inspection-plain/case.yaml:1:1 文件没有内容",
        ]
    );
}

#[test]
fn what_else_lies_among_the_cases_is_told() {
    let workspace = Workspace::sample(INSPECTION);
    fs::create_dir(workspace.path("cases/register")).unwrap();
    fs::create_dir(workspace.path("cases/2025_old")).unwrap();
    workspace.write("cases/说明.txt", "x");
    let stray = |name: &str| {
        format!(
            "stray-in-cases @ cases/{name}:1:1 `{name}` 不是案件：案件文件夹的名称是四位年份、连字符和小写英文、数字"
        )
    };
    assert_eq!(says(&workspace, INSPECTION), (1, vec![stray("2025_old"), stray("说明.txt")]));
}
