//! Rules about the shape of a case.

use crate::finding::rule::rule_table;

rule_table! {
    CLASSIFIED = "state-secret", Error, "标明为国家秘密的案件不得在本机处理", "a case marked as a state secret is refused";
    BAD_SECRECY = "bad-secrecy", Error, "密级不是规定的词", "the level of secrecy is no known word";
    UNKNOWN_PROCEDURE = "unknown-procedure", Error, "没有这个事项或者版本", "there is no such procedure or version";
    UNKNOWN_STEP = "unknown-step", Error, "没有这个步骤", "there is no such step";
    EMPTY_LOG = "empty-log", Error, "经过没有任何步骤", "the log has no step";
    BAD_DATE = "bad-date", Error, "日期有误", "a date is wrong";
    BAD_NUMBER = "bad-number", Error, "数字有误", "a number is wrong";
    BAD_CHOICE = "bad-choice", Error, "不是可选的词", "not one of the allowed words";
    BAD_CODE = "bad-code", Error, "代码有误", "a code is wrong";
    DOUBTFUL_CODE = "doubtful-code", Warning, "代码可疑", "a code is doubtful";
    BAD_DOCUMENT_NUMBER = "bad-document-number", Error, "文号写法有误", "a document number is malformed";
    BAD_PATH = "bad-path", Error, "文件路径有误", "a file's path is wrong";
    TOO_LONG = "too-long", Error, "内容过长", "a value is too long";
    TOO_FEW = "too-few", Error, "项数不足", "too few items";
    NOT_DISTINCT = "not-distinct", Error, "重复", "items repeat";
    FIELD_NOT_IN_FORCE = "field-not-in-force", Error, "收到申请时此项不适用", "a field does not apply at the time of the case";
    FIELD_NOT_WANTED = "field-not-wanted", Error, "此种情形不应填写", "a field does not belong here";
}
