//! Rules that are built into the program, in one table.
//!
//! An id is stable: people write it into exemptions and look it up. Rules of a procedure are data
//! and carry the same three things.

use super::{Severity, Text};

/// A rule built into the program.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Kebab-case and stable.
    pub id: &'static str,
    /// How grave a breach is.
    pub severity: Severity,
    /// What a breach is called; quotes no case data.
    pub title_zh: &'static str,
    /// The same in English.
    pub title_en: &'static str,
}

impl Rule {
    /// The title in both languages.
    pub fn title(&self) -> Text {
        Text { zh: self.title_zh.to_owned(), en: self.title_en.to_owned() }
    }
}

/// Makes the rules of a module, one a line, and `ALL`, the list of them:
/// `rule_table! { NAME = "its-id", Error, "中文标题", "English title"; … }`.
macro_rules! rule_table {
    ($($name:ident = $id:literal, $severity:ident, $zh:literal, $en:literal;)*) => {
        $(
            #[doc = concat!("`", $id, "`: ", $en, ".")]
            pub const $name: $crate::finding::Rule = $crate::finding::Rule {
                id: $id,
                severity: $crate::finding::Severity::$severity,
                title_zh: $zh,
                title_en: $en,
            };
        )*
        /// Every rule of this module, in its order.
        pub const ALL: &[&$crate::finding::Rule] = &[$(&$name),*];
    };
}

pub(crate) use rule_table;

rule_table! {
    MISSING_FILE = "missing-file", Error, "文件不存在", "a file is missing";
    NOT_A_FILE = "not-a-file", Error, "不是普通文件", "not a regular file";
    UNREADABLE_FILE = "unreadable-file", Error, "文件无法读取", "a file cannot be read";
    FILE_TOO_LARGE = "file-too-large", Error, "文件过大", "a file is too large";
    NOT_UTF8 = "not-utf8", Error, "文件不是 UTF-8 编码", "a file is not UTF-8";
    EMPTY_FILE = "empty-file", Error, "文件没有内容", "a file has no content";

    BYTE_ORDER_MARK = "byte-order-mark", Warning, "文件以字节顺序标记开头", "a file begins with a byte-order mark";
    WINDOWS_LINE_ENDS = "windows-line-ends", Note, "行尾是 CRLF", "lines end in CR LF";
    TAB_INDENT = "tab-indent", Error, "用制表符缩进", "indented with tabs";
    FULL_WIDTH_SPACE = "full-width-space", Error, "用全角空格缩进", "indented with full-width spaces";
    FULL_WIDTH_COLON = "full-width-colon", Error, "键后用了全角冒号", "a full-width colon after a key";
    FULL_WIDTH_COMMA = "full-width-comma", Error, "列表中用了全角逗号", "a full-width comma in a list";
    FULL_WIDTH_DIGITS = "full-width-digits", Error, "用了全角数字", "full-width digits";
    MISSING_SPACE = "missing-space", Error, "冒号后缺空格", "no space after a colon";
    SMART_QUOTE = "smart-quote", Warning, "值用中文引号括起", "a value in typographic quotes";
    FORBIDDEN_CHARACTER = "forbidden-character", Error, "含有不许使用的字符", "a character that is not allowed";
    NOT_NFC = "not-nfc", Warning, "文字未按 NFC 规范化", "text is not in normalization form C";

    YAML_SYNTAX = "yaml-syntax", Error, "YAML 语法错误", "not valid YAML";
    ANCHOR_REFUSED = "anchor-refused", Error, "不接受锚点、引用和标签", "anchors, aliases and tags are refused";
    MERGE_KEY = "merge-key", Error, "不接受合并键", "merge keys are refused";
    SEVERAL_DOCUMENTS = "several-documents", Error, "一个文件中有多个 YAML 文档", "several YAML documents in one file";
    TOO_DEEP = "too-deep", Error, "嵌套过深", "nested too deeply";
    KEY_NOT_TEXT = "key-not-text", Error, "键不是文本", "a key is not text";
    DUPLICATE_KEY = "duplicate-key", Error, "键重复", "a key occurs twice";

    UNKNOWN_KEY = "unknown-key", Error, "键名未知", "unknown key";
    MISSING_KEY = "missing-key", Error, "缺少必填的键", "a required key is missing";
    WRONG_KIND = "wrong-kind", Error, "值的种类不对", "a value is of the wrong kind";
}
