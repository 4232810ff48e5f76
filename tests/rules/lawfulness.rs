//! Rules about the lawfulness of a case: steps, dates, attachments, materials.

use super::example::Edit::{AsOf, Cut, Link, Put, Remove, Rename, Swap, Template};
use super::example::{ABOLISHED, CORRECTED, Example, INSPECTION, REFUSED, REJECTED, SECRECY, TWICE};

/// Steps, dates, force, attachments, materials.
pub const EXAMPLES: &[Example] = &[
    (
        REFUSED,
        &[Cut("  - 步骤: 接收申请\n", "  - 步骤: 材料审查\n")],
        &["first-step @ case.yaml:12:9 第一步应为“接收申请”，不是“材料审查”"],
    ),
    (
        REFUSED,
        &[Swap("结果: 材料齐全、符合法定形式", "结果: 不属于本机关职权范围")],
        &[
            "step-out-of-order @ case.yaml:46:9 “材料审查”（不属于本机关职权范围）之后应为“不予受理”，不是“受理”",
        ],
    ),
    (
        REJECTED,
        &[Swap(
            "    检查人: 示例壬\n",
            concat!(
                "    检查人: 示例壬\n",
                "  - 步骤: 材料审查\n",
                "    日期: 2016-06-21\n",
                "    结果: 不属于本机关职权范围\n",
                "    审查人: 示例辛\n",
            ),
        )],
        &["step-out-of-order @ case.yaml:63:9 “立卷归档”之后案件已经终结，不应再有“材料审查”"],
    ),
    (
        CORRECTED,
        &[Swap(
            concat!("    日期: 2015-09-01\n", "    结果: 材料齐全、符合法定形式\n", "    审查人: 示例辛\n",),
            concat!(
                "    日期: 2015-09-01\n",
                "    结果: 材料不齐备或者不符合规定形式\n",
                "    审查人: 示例辛\n",
                "  - 步骤: 补正告知\n",
                "    日期: 2015-09-01\n",
                "    文号: 刚密补〔2015〕2号\n",
                "    需补正:\n",
                "      - {材料: 税务登记证复印件, 问题: 没有盖章, 要求: 加盖单位印章}\n",
                "    补正期限: 2015-09-02\n",
                "    经办人: 示例庚\n",
                "    送达: {日期: 2015-09-01, 方式: 直接送达, 收件人: 示例乙}\n",
                "  - 步骤: 补正材料\n",
                "    日期: 2015-09-02\n",
                "    材料:\n",
                "      - {名称: 税务登记证复印件, 文件: 材料/07-税务登记证复印件.pdf, 形式: 复印件, 份数: 2}\n",
                "    经办人: 示例庚\n",
                "  - 步骤: 材料审查\n",
                "    日期: 2015-09-02\n",
                "    结果: 材料齐全、符合法定形式\n",
                "    审查人: 示例辛\n",
            ),
        )],
        &["step-too-often @ case.yaml:76:9 “补正告知”至多 1 次"],
    ),
    (
        INSPECTION,
        &[
            Template(
                SECRECY,
                "  立卷归档:\n    由",
                concat!(
                    "  提出异议:\n",
                    "    由: 受检单位\n",
                    "    旁: {自: 检查组现场检查}\n",
                    "    后: 核查异议\n",
                    "  核查异议:\n",
                    "    由: 保密行政管理部门\n",
                    "    旁: {自: 提出异议}\n",
                    "  立卷归档:\n",
                    "    由",
                ),
            ),
            Swap(
                "  - 步骤: 出具检查意见\n",
                concat!("  - 步骤: 提出异议\n", "    日期: 2025-05-06\n", "  - 步骤: 出具检查意见\n",),
            ),
        ],
        &["open-side-step @ case.yaml:76:9 “提出异议”之后还应当有：核查异议"],
    ),
    (
        INSPECTION,
        &[Swap("日期: 2025-04-15", "日期: 2025-04-11")],
        &["date-order @ case.yaml:24:9 2025-04-11 早于上一步的 2025-04-14"],
    ),
    (
        INSPECTION,
        &[Swap("结束日期: 2025-04-23", "结束日期: 2025-04-22")],
        &["date-order @ case.yaml:54:11 “结束日期”2025-04-22 早于本步骤的日期 2025-04-23"],
    ),
    (
        REFUSED,
        &[AsOf("2016-04-21")],
        &["date-in-the-future @ case.yaml:101:9 2016-04-22 在判断之日 2016-04-21 以后"],
    ),
    (
        REFUSED,
        &[Swap("日期: 2016-03-22", "日期: 2016-03-20")],
        &[
            "rest-day @ case.yaml:56:9 2016-03-20 是休息日（星期日），不应办理“初审” | 《中华人民共和国行政许可法》第八十二条",
        ],
    ),
    (
        TWICE,
        &[
            Swap("    日期: 2026-01-15\n    文号", "    日期: 2026-01-18\n    文号"),
            Swap("检查日期: 2026-01-15\n", "检查日期: 2026-01-18\n"),
            Swap("      日期: 2026-01-15\n", "      日期: 2026-01-18\n"),
            Swap("    日期: 2026-01-15\n", "    日期: 2026-01-18\n"),
            Swap("结束日期: 2026-01-16\n", "结束日期: 2026-01-18\n"),
        ],
        &["rest-day @ case.yaml:35:9 2026-01-18 是休息日（星期日），不应办理“下发检查通知”"],
    ),
    (
        INSPECTION,
        &[Template(SECRECY, "施行: 2014-03-01", "施行: 2025-04-15")],
        &["procedure-not-in-force @ case.yaml:12:9 2025-04-14 时“保密检查”尚未施行（2025-04-15 起施行）"],
    ),
    (
        ABOLISHED,
        &[
            Swap("结果: 不需要取得行政许可", "结果: 材料不齐备或者不符合规定形式"),
            Swap(
                concat!("  - 步骤: 不受理\n", "    日期: 2017-10-16\n", "    文号: 刚密告〔2017〕1号\n",),
                concat!(
                    "  - 步骤: 补正告知\n",
                    "    日期: 2017-10-16\n",
                    "    文号: 刚密补〔2017〕1号\n",
                    "    需补正:\n",
                    "      - {材料: 售后服务制度, 问题: 没有盖章, 要求: 加盖单位印章}\n",
                    "    补正期限: 2017-10-20\n",
                ),
            ),
            Cut("  - 步骤: 立卷归档\n", ""),
        ],
        &[
            "procedure-repealed @ case.yaml:46:9 该事项自 2017-09-29 起取消，此后收到的申请不得办理“补正告知” | 《国务院关于取消一批行政许可事项的决定》（国发〔2017〕46号）",
        ],
    ),
    (
        INSPECTION,
        &[Remove("材料/03-检查报告.pdf")],
        &["attachment-missing @ case.yaml:74:11 案件文件夹中没有 `材料/03-检查报告.pdf`"],
    ),
    (
        INSPECTION,
        &[Put("材料/05-照片.txt", b"x")],
        &["attachment-unlisted @ 材料/05-照片.txt:1:1 `材料/05-照片.txt` 没有列入 case.yaml"],
    ),
    (
        INSPECTION,
        &[Link("材料/03-检查报告.pdf", "04-原始记录.pdf")],
        &[
            "attachment-not-a-file @ case.yaml:74:11 `材料/03-检查报告.pdf` 是链接或者特殊文件，归档后无从证明",
        ],
    ),
    (
        INSPECTION,
        &[Put("材料/03-检查报告.pdf", b"\xe6\xa3\x80\xe6\x9f\xa5\xe6\x8a\xa5\xe5\x91\x8a")],
        &["attachment-not-what-it-says @ case.yaml:74:11 `材料/03-检查报告.pdf` 的内容不是 PDF"],
    ),
    (
        INSPECTION,
        &[
            Rename("材料/03-检查报告.pdf", "材料/03-检查报告?.pdf"),
            Swap("03-检查报告.pdf", "03-检查报告?.pdf"),
        ],
        &["attachment-name @ case.yaml:74:11 `材料/03-检查报告?.pdf`：文件名中不得有字符 `?`"],
    ),
    (
        REFUSED,
        &[Swap(
            "  - 步骤: 材料审查\n",
            "      - {名称: 安全保密制度（补充）, 文件: 材料/03-安全保密制度.pdf, 形式: 原件, 份数: 1}\n  - 步骤: 材料审查\n",
        )],
        &["warning: material-unknown @ case.yaml:42:14 “安全保密制度（补充）”不在规定的材料之列"],
    ),
    (
        REFUSED,
        &[Swap(
            "  - 步骤: 材料审查\n",
            "      - {名称: 无犯罪记录证明, 文件: 材料/03-安全保密制度.pdf, 形式: 原件, 份数: 1}\n  - 步骤: 材料审查\n",
        )],
        &["warning: material-unknown @ case.yaml:42:14 “无犯罪记录证明”不在规定的材料之列"],
    ),
    (
        REFUSED,
        &[Cut("      - 名称: 安全保密制度\n", "      - 名称: 售后服务制度\n")],
        &["material-missing @ case.yaml:42:9 “受理”时尚缺“安全保密制度”"],
    ),
];
