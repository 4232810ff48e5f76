//! Rules about letters, clocks, conditions, explanations and exemptions.

use super::example::Edit::{AsOf, Beside, Cut, Remove, Swap, Template};
use super::example::{Example, INSPECTION, OPEN, REFUSED, REJECTED, SECRECY, TWICE};

/// Numbers, power, service, remedies, bases, inputs; clocks; what breaks no letter.
pub const EXAMPLES: &[Example] = &[
    (
        INSPECTION,
        &[Swap("    文号: 刚保检意〔2025〕1号\n", "")],
        &["document-number-missing @ case.yaml:76:9 《检查意见书》没有文号"],
    ),
    (
        INSPECTION,
        &[Swap("刚保检意〔2025〕1号", "刚保检意〔2024〕1号")],
        &["document-number-year @ case.yaml:78:9 文号年份 2024 与文书日期 2025-05-13 不一致"],
    ),
    (
        INSPECTION,
        &[Swap("刚保检意〔2025〕1号", "刚保检通〔2025〕9号")],
        &["document-number-series @ case.yaml:78:9 《检查意见书》的文号应以“刚保检意”开头"],
    ),
    (
        TWICE,
        &[Swap("刚保复意〔2026〕2号", "刚保复意〔2026〕1号")],
        &[
            "document-number-twice @ case.yaml:140:9 `刚保复意〔2026〕1号` 已用于 cases/2026-inspection-recheck-twice/case.yaml 第 110 行",
        ],
    ),
    (
        INSPECTION,
        &[Beside(REFUSED, "案卷号: \"0002\"", "案卷号: \"6\"")],
        &[
            "volume-number-twice @ case.yaml:88:10 `0006` 已用于 cases/2016-licence-refused/case.yaml 第 102 行",
        ],
    ),
    (
        REFUSED,
        &[Swap("青密受〔2016〕7号", "刚密受〔2016〕7号")],
        &[
            "ultra-vires @ case.yaml:48:9 《行政许可申请受理通知书》应由青海省密码管理局出具，刚察县密码管理局无权编号签发 | 《中华人民共和国行政许可法》第六十九条第一款第二项",
        ],
    ),
    (
        REFUSED,
        &[Swap("国密局不许〔2016〕8号", "刚密不许〔2016〕8号")],
        &[
            "ultra-vires @ case.yaml:91:9 《不予行政许可决定书》应由国家密码管理局出具，刚察县密码管理局无权编号签发 | 《中华人民共和国行政许可法》第六十九条第一款第二项",
        ],
    ),
    (
        INSPECTION,
        &[Cut("    送达:\n", "  - 步骤: 检查组现场检查"), Remove("送达/01-保密检查通知书送达回证.pdf")],
        &["service-missing @ case.yaml:36:9 《保密检查通知书》没有送达记录"],
    ),
    (
        INSPECTION,
        &[Cut("    送达:\n      日期: 2025-05-13", ""), Remove("送达/02-检查意见书送达回证.pdf")],
        &["note: service-pending @ case.yaml:76:9 《检查意见书》没有送达记录"],
    ),
    (
        INSPECTION,
        &[Swap("      日期: 2025-05-13", "      日期: 2025-05-12")],
        &["service-before-letter @ case.yaml:82:11 2025-05-12 送达，早于文书日期 2025-05-13"],
    ),
    (
        REFUSED,
        &[Swap("    正本: 正本/02-不予行政许可决定书.pdf\n", ""), Remove("正本/02-不予行政许可决定书.pdf")],
        &["received-copy-missing @ case.yaml:89:9 归档须附国家密码管理局《不予行政许可决定书》的正本"],
    ),
    (
        REJECTED,
        &[Template(
            "remedies.yaml",
            "  - 级别: 省级部门\n    自: 2015-05-01",
            "  - 级别: 省级部门\n    自: 2016-06-08",
        )],
        &[
            "remedy-unknown @ case.yaml:47:9 《行政许可申请不予受理通知书》须告知救济途径，而 2016-06-07 的途径没有查到依据",
        ],
    ),
    (
        OPEN,
        &[
            Swap("日期: 2017-03-20", "日期: 2017-09-21"),
            Swap("日期: 2017-03-21", "日期: 2017-09-22"),
            Swap("日期: 2017-03-23", "日期: 2017-09-25"),
            Swap("日期: 2017-03-27", "日期: 2017-09-26"),
            Swap("日期: 2017-03-28", "日期: 2017-09-29"),
            Swap("日期: 2017-03-30", "日期: 2017-09-30"),
        ],
        &[
            "basis-not-in-force @ case.yaml:56:9 《初审意见》的依据“申请条件”在 2017-09-29 没有施行",
            "basis-not-in-force @ case.yaml:56:9 《初审意见》的依据“许可条件”在 2017-09-29 没有施行",
        ],
    ),
    (
        INSPECTION,
        &[Template(SECRECY, "出具检查意见.处理建议?", "出具检查意见.处理建议")],
        &["letter-input-missing @ case.yaml:76:9 《检查意见书》需要“出具检查意见.处理建议”，没有填写"],
    ),
    (
        INSPECTION,
        &[Swap("    日期: 2025-04-28", "    日期: 2025-04-30")],
        &[
            "deadline-missed @ case.yaml:73:9 “提交检查报告”规定期限 5 个工作日，自 2025-04-23 起至 2025-04-29 止；2025-04-30 办理，超过 1 个工作日 | 责任清单“检查结束后的5个工作日内，检查组向组织检查的保密行政管理部门提交书面检查报告和原始记录材料”",
        ],
    ),
    (
        OPEN,
        &[AsOf("2017-04-22")],
        &[
            "deadline-overdue @ case.yaml:47:9 “决定”法定期限 20 个工作日，自 2017-03-23 起至 2017-04-21 止；到 2017-04-22 仍未办理 | 《中华人民共和国行政许可法》第四十二条第一款",
        ],
    ),
    (
        INSPECTION,
        &[Swap("    日期: 2025-04-21\n    文号", "    日期: 2025-04-18\n    文号")],
        &[
            "notice-window @ case.yaml:37:9 “书面通知提前量”应提前 1 至 2 个工作日，即 2025-04-21 至 2025-04-22；实为 2025-04-18 | 责任清单“一般情况：提前1-2个工作日发出书面通知；特殊情况：检查当日口头通知，并由检查人员将书面通知交受检机关、单位”",
        ],
    ),
    (
        INSPECTION,
        &[Template(SECRECY, "条件: 结果 == '需要整改' or", "条件: 处理建议 == '无' or")],
        &["condition-unjudged @ case.yaml:76:9 条件无法判断：undefined value (in <expression>:1)"],
    ),
    (
        INSPECTION,
        &[Template(SECRECY, "当: 下发检查通知.通知方式 == '书面'", "当: 成立检查组.情况说明.事实 == '无'")],
        &["condition-unjudged @ case.yaml:52:9 条件无法判断：undefined value (in <expression>:1)"],
    ),
    (
        INSPECTION,
        &[Swap(
            "  - 步骤: 立卷归档\n",
            "    情况说明: {事实: 无, 原因: 无, 补救: 无, 负责人: 示例和}\n  - 步骤: 立卷归档\n",
        )],
        &["note: explanation-unneeded @ case.yaml:86:11 本步骤没有需要说明的情况"],
    ),
    (
        INSPECTION,
        &[Swap(
            "密级: 内部\n",
            concat!("密级: 内部\n", "豁免:\n", "  - {规则: material-unknown, 理由: 无, 批准人: 示例和}\n",),
        )],
        &["warning: waiver-unused @ case.yaml:5:10 没有 `material-unknown` 的警告可以豁免"],
    ),
    (
        INSPECTION,
        &[
            Swap(
                "密级: 内部\n",
                concat!("密级: 内部\n", "豁免:\n", "  - {规则: deadline-missed, 理由: 无, 批准人: 示例和}\n",),
            ),
            Swap("    日期: 2025-04-28", "    日期: 2025-04-30"),
        ],
        &[
            "waiver-of-error @ case.yaml:5:10 `deadline-missed` 是错误，不得豁免",
            "deadline-missed @ case.yaml:75:9 “提交检查报告”规定期限 5 个工作日，自 2025-04-23 起至 2025-04-29 止；2025-04-30 办理，超过 1 个工作日 | 责任清单“检查结束后的5个工作日内，检查组向组织检查的保密行政管理部门提交书面检查报告和原始记录材料”",
        ],
    ),
];
