//! Rules about the lawfulness of a case.

use crate::finding::Rule;
use crate::finding::rule::rule_table;

rule_table! {
    FIRST_STEP = "first-step", Error, "第一步不对", "the log begins with the wrong step";
    STEP_OUT_OF_ORDER = "step-out-of-order", Error, "步骤次序不对", "a step is out of order";
    STEP_TOO_OFTEN = "step-too-often", Error, "步骤次数过多", "a step is taken too often";
    OPEN_SIDE_STEP = "open-side-step", Error, "旁支步骤没有办结", "a side step is still open";
    DATE_ORDER = "date-order", Error, "日期先后颠倒", "dates run backwards";
    DATE_AFTER_AS_OF = "date-in-the-future", Error, "日期在判断之日以后", "a date lies after the day of judgement";
    REST_DAY = "rest-day", Error, "在休息日办理", "done on a rest day";
    NOT_IN_FORCE = "procedure-not-in-force", Error, "事项尚未施行", "the procedure was not yet in force";
    REPEALED = "procedure-repealed", Error, "事项已经取消", "the matter was abolished";
    FILE_MISSING = "attachment-missing", Error, "所列附件不存在", "a listed attachment is missing";
    FILE_UNLISTED = "attachment-unlisted", Error, "附件未列入案件", "an attachment is not listed";
    FILE_NOT_REGULAR = "attachment-not-a-file", Error, "附件不是普通文件", "an attachment is no regular file";
    FILE_FORGED = "attachment-not-what-it-says", Error, "附件内容与名称不符", "an attachment is not what its name says";
    FILE_NAME = "attachment-name", Error, "附件名称不能归档", "an attachment's name cannot be archived";
    MATERIAL_UNKNOWN = "material-unknown", Warning, "材料不在规定之列", "a material is not on the list";
    MATERIAL_MISSING = "material-missing", Error, "材料不齐", "a required material is missing";
    NUMBER_MISSING = "document-number-missing", Error, "文书没有文号", "a letter has no number";
    NUMBER_YEAR = "document-number-year", Error, "文号年份不对", "the year of a number is wrong";
    NUMBER_SERIES = "document-number-series", Error, "文号代字不对", "the series of a number is wrong";
    NUMBER_TWICE = "document-number-twice", Error, "文号重复", "a number is used twice";
    VOLUME_TWICE = "volume-number-twice", Error, "案卷号重复", "a volume's number is used twice";
    ULTRA_VIRES = "ultra-vires", Error, "越权出具文书", "a letter beyond this office's powers";
    SERVICE_MISSING = "service-missing", Error, "没有送达记录", "service is not recorded";
    SERVICE_PENDING = "service-pending", Note, "尚未送达", "not served yet";
    SERVICE_EARLY = "service-before-letter", Error, "送达早于文书日期", "served before it was issued";
    COPY_MISSING = "received-copy-missing", Error, "没有收到的正本", "the copy received is missing";
    REMEDY_UNKNOWN = "remedy-unknown", Error, "救济途径没有依据", "no confirmed remedies for the date";
    BASIS_NOT_IN_FORCE = "basis-not-in-force", Error, "依据当日没有施行", "a legal basis was not in force";
    INPUT_MISSING = "letter-input-missing", Error, "文书所需内容没有填写", "an input of a letter is missing";
    DEADLINE_MISSED = "deadline-missed", Error, "超过期限", "a time limit was missed";
    DEADLINE_RUNNING_OUT = "deadline-overdue", Error, "期限已过而未办", "a time limit has run out";
    NOTICE_WINDOW = "notice-window", Error, "提前通知的天数不对", "a notice was given too late or too early";
    CONDITION_UNJUDGED = "condition-unjudged", Error, "规则无法判断", "a rule cannot be judged";
    EXPLANATION_UNNEEDED = "explanation-unneeded", Note, "没有需要说明的情况", "an explanation explains nothing";
    WAIVER_UNUSED = "waiver-unused", Warning, "豁免没有用到", "an exemption is not used";
    WAIVER_OF_ERROR = "waiver-of-error", Error, "错误不得豁免", "an error cannot be exempted";
}

/// Rules whose breach may come of a field that could not be read.
pub(super) const FOLLOW_ON: &[&Rule] = &[
    &OPEN_SIDE_STEP,
    &FILE_UNLISTED,
    &MATERIAL_MISSING,
    &NUMBER_MISSING,
    &SERVICE_MISSING,
    &SERVICE_PENDING,
    &COPY_MISSING,
    &INPUT_MISSING,
    &CONDITION_UNJUDGED,
    &EXPLANATION_UNNEEDED,
];
