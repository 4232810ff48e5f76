//! Rules the two procedures bring along.

use super::example::Edit::{Cut, Swap};
use super::example::{APPROVED, CORRECTED, Example, INSPECTION, RECHECKED, REFUSED, TWICE};

/// Both procedures, in the order of their files.
pub const EXAMPLES: &[Example] = &[
    (
        REFUSED,
        &[Swap("负责人: 示例壬", "负责人: 示例庚")],
        &[
            "reviewer-not-handler-alone @ case.yaml:60:10 初审意见由审查人员提出、负责人审核，负责人不得同时列为审查人员 | 责任清单“自受理申请之日起5个工作日内完成初审，并形成初审意见”",
        ],
    ),
    (
        REFUSED,
        &[Swap("结果: 建议不予许可", "结果: 建议准予许可")],
        &[
            "approval-needs-all-conditions @ case.yaml:58:9 有条件不符合，不得建议准予许可 | 《中华人民共和国行政许可法》第三十八条第一款",
        ],
    ),
    (
        REFUSED,
        &[Cut("      - 条件: 有从事商用密码产品销售相适应的资金保障", "  - 步骤: 报送")],
        &[
            "four-conditions @ case.yaml:65:7 申请条件共四项，应当逐项写明意见 | 《商用密码产品销售管理规定》第六条",
        ],
    ),
    (
        CORRECTED,
        &[Swap("补正期限: 2015-09-14", "补正期限: 2015-08-26")],
        &[
            "correction-in-future @ case.yaml:53:11 补正期限应当在告知日期之后 | 《中华人民共和国行政许可法》第三十二条第一款第四项",
        ],
    ),
    (
        APPROVED,
        &[Swap("有效期至: 2019-10-20", "有效期至: 2016-10-20")],
        &[
            "validity-three-years @ case.yaml:95:11 许可证有效期的起止日期颠倒，或者早于发证日期 | 《商用密码管理条例》第十条",
        ],
    ),
    (
        INSPECTION,
        &[Swap("组长: 示例文", "组长: 示例和")],
        &[
            "leader-among-inspectors @ case.yaml:25:9 组长不在检查人员名单之中 | 责任清单“成立检查组，配备检查人员，明确职责分工”",
        ],
    ),
    (
        INSPECTION,
        &[Swap("[示例文, 示例武, 示例才让]", "[示例文]")],
        &[
            "two-inspectors @ case.yaml:56:13 现场检查人员少于两人 | 《中华人民共和国行政处罚法》第四十二条第一款、第五十五条",
        ],
    ),
    (
        INSPECTION,
        &[Swap("[示例文, 示例武, 示例才让]", "[示例文, 示例武, 示例和]")],
        &[
            "inspectors-of-the-team @ case.yaml:56:13 到场检查人员中有人不在检查组名单之内 | 责任清单“成立检查组，配备检查人员，明确职责分工”",
        ],
    ),
    (
        INSPECTION,
        &[Swap("检查日期: 2025-04-23", "检查日期: 2025-04-22")],
        &[
            "inspected-on-announced-day @ case.yaml:53:9 现场检查日期与检查通知写明的日期不一致 | 责任清单“一般情况：提前1-2个工作日发出书面通知；特殊情况：检查当日口头通知，并由检查人员将书面通知交受检机关、单位”",
        ],
    ),
    (
        TWICE,
        &[Swap("日期: 2026-01-15\n    文号", "日期: 2026-01-14\n    文号")],
        &[
            "oral-notice-same-day @ case.yaml:35:9 口头通知应当在检查当日作出，书面通知由检查人员当日交受检单位 | 责任清单“一般情况：提前1-2个工作日发出书面通知；特殊情况：检查当日口头通知，并由检查人员将书面通知交受检机关、单位”",
        ],
    ),
    (
        RECHECKED,
        &[Cut("      - 整改内容: 修订信息公开审查流程", "    复查记录")],
        &[
            "recheck-covers-demands @ case.yaml:101:7 复查没有逐项核对检查意见书提出的整改内容 | 《中华人民共和国保守国家秘密法》第五十二条第二款",
        ],
    ),
    (
        RECHECKED,
        &[Swap("结果: 已整改", "结果: 未整改")],
        &[
            "no-open-item-when-closed @ case.yaml:111:9 复查仍有未整改的项目，不得认定整改到位 | 《中华人民共和国保守国家秘密法》第五十二条第二款",
        ],
    ),
    (
        INSPECTION,
        &[Swap("结果: 符合", "结果: 不符合")],
        &[
            "finding-demands-correction @ case.yaml:79:9 检查情况中有“不符合”，检查意见应当提出整改内容和期限 | 《中华人民共和国保守国家秘密法实施条例》第五十九条第三款",
        ],
    ),
];
