//! Mistakes in a definition: told when it is loaded, once, at the word that is wrong.

use crate::findings;
use crate::support::Workspace;

const FILE: &str = "templates/sales-licence@1/procedure.yaml";
const OF_IT: &str = "2016-licence-rejected";
const OF_ANOTHER: &str = "2025-inspection-plain";

/// Both procedures, to be edited, with a case of each.
fn workspace() -> Workspace {
    let workspace = Workspace::new();
    workspace.own_templates();
    workspace.add_sample(OF_IT, OF_IT);
    workspace.add_sample(OF_ANOTHER, OF_ANOTHER);
    workspace
}

struct Mistake {
    /// The edit of the definition.
    from: &'static str,
    to: &'static str,
    /// A text that begins in the line of the mistake; empty: the file as a whole.
    at: &'static str,
    /// The finding.
    says: &'static str,
}

const fn mistake(from: &'static str, to: &'static str, at: &'static str, says: &'static str) -> Mistake {
    Mistake { from, to, at, says }
}

const MISTAKES: &[Mistake] = &[
    // Steps.
    mistake(
        "后: 材料审查\n",
        "后: 材料审察\n",
        "后: 材料审察",
        "没有名为 `材料审察` 的步骤，是否为 `材料审查`",
    ),
    mistake(
        "不需要取得行政许可: 不受理",
        "不需要取得行政许可: 不授理",
        "不需要取得行政许可: 不授理",
        "没有名为 `不授理` 的步骤，是否为 `不受理`",
    ),
    mistake(
        "      不批准: 不予行政许可决定书",
        "      不予批准: 不予行政许可决定书",
        "不予批准:",
        "没有名为 `不予批准` 的结果，是否为 `不批准`",
    ),
    mistake("    始: 是\n", "", "", "应当有且只有一个步骤写“始: 是”，现有 0 个"),
    mistake("    至多: 1\n", "    始: 是\n", "", "应当有且只有一个步骤写“始: 是”，现有 2 个"),
    mistake(
        "出: 报送函\n    后: 决定\n",
        "出: 报送函\n",
        "  报送:",
        "步骤应当写“后”或“结果”，终点步骤则都不写",
    ),
    mistake("始: 是", "始: true", "始: true", "此处应写“是”或“否”"),
    // Fields and conditions.
    mistake("提交人: {型: 姓名}", "提交人: {型: 姓明}", "提交人: {型: 姓明}", "不认识的型 `姓明`：姓名？"),
    mistake(
        "考察日期: {型: 日期, 当: 审查方式",
        "考察日期: {型: 日期, 当: 审查方法",
        "考察日期: {型",
        "条件用到的 `审查方法` 不存在",
    ),
    mistake("当: 决定.结果 ==", "当: 决定.结论 ==", "当: 决定.结论", "条件用到的 `决定.结论` 不存在"),
    mistake(
        "条件: 补正期限 > 日期",
        "条件: 补正期限 ＞ 日期",
        "条件: 补正期限 ＞",
        "条件中的全角 `＞` 应写作 `>`",
    ),
    mistake("当: 结果 == '不批准'", "当: 结果 == ‘不批准’", "当: 结果 == ‘", "条件中的全角 `‘` 应写作 `'`"),
    // Bases.
    mistake(
        "    依据: 初审期限\n",
        "    依据: 初审其限\n",
        "    依据: 初审其限",
        "没有名为 `初审其限` 的依据，是否为 `初审期限`",
    ),
    mistake(
        "条: 第二十九条, 据: C",
        "条: 第二十九条, 据: M",
        "依据: [接收申请, 如实提交",
        "依据 `接收申请` 只凭记忆（M），不得印入文书",
    ),
    mistake(
        "条: 第二十九条, 据: C}",
        "条: 第二十九条, 据: C}, {法: 某法, 条: 第一条, 据: C, 自: 2020-01-01}",
        "  接收申请: [{法",
        "同一依据的施行期间重叠",
    ),
    mistake(
        "据: C2, 自: 2017-09-29}",
        "据: C2, 自: 2017-09-29, 至: 2016-01-01}",
        "    - {法: 国务院关于",
        "“至”早于“自”",
    ),
    // Clocks.
    mistake("性质: 规定", "性质: 法定", "性质: 法定\n    依据: 清单初审", "只有清单依据的期限不得写作“法定”"),
    mistake("性质: 规定", "性质: 法规", "性质: 法规", "“性质”应为 法定、规定、承诺 或 目标"),
    mistake(
        "自: 补正材料\n",
        "自: 补正材料.经办人\n",
        "自: 补正材料.经办人",
        "`补正材料.经办人` 不是日期或时刻",
    ),
    mistake("视为: 受理", "视为: 受里", "逾期: {视为: 受里", "没有名为 `受里` 的步骤，是否为 `受理`"),
    mistake(
        "工作日: 20\n",
        "工作日: 20\n    小时: 480\n",
        "    工作日: 20\n    小时",
        "“工作日”“小时”“提前”写且只写一个",
    ),
    mistake("工作日: 20\n", "工作日: 二十\n", "工作日: 二十", "此处应为整数"),
    // Letters.
    mistake("    出: 报送函\n", "", "  报送函:\n    模板", "没有步骤出具“报送函”"),
    mistake(
        "由: 省局\n    送: 案",
        "由: 州居\n    送: 案",
        "由: 州居",
        "没有名为 `州居` 的角色，是否为 `州局`",
    ),
    mistake(
        "送: 案.申请单位.名称",
        "送: 案.申请单位.名字",
        "送: 案.申请单位.名字",
        "路径 `案.申请单位.名字` 不存在",
    ),
    mistake(
        "接收申请.提交人]",
        "接收申请.递交人]",
        "用: [案.申请单位, 接收申请.材料",
        "路径 `接收申请.递交人` 不存在",
    ),
    mistake(
        "期限: [告知补正]",
        "期限: [告知补证]",
        "期限: [告知补证]",
        "没有名为 `告知补证` 的期限，是否为 `告知补正`",
    ),
    mistake("    正本: 正本\n", "    正本: 副本\n", "    正本: 副本", "步骤 `不予受理` 没有字段 `副本`"),
    // Rules, the end of the matter, the file.
    mistake("处: 补正期限", "处: 补正日期", "处: 补正日期", "步骤 `补正告知` 没有字段 `补正日期`"),
    mistake("其后: [接收申请", "其后: [接受申请", "废止: {", "没有名为 `接受申请` 的步骤，是否为 `接收申请`"),
    mistake("格式: 1", "格式: 2", "格式: 2", "本程序只读格式 1"),
];

/// One finding and no other: none that follows from it, and none in the cases it leaves out.
#[test]
fn a_mistake_is_told_once() {
    let mut otherwise = Vec::new();
    for Mistake { from, to, says, .. } in MISTAKES {
        let workspace = workspace();
        workspace.edit(FILE, from, to);
        let (found, run) = findings::of(&workspace);
        let ends: Vec<_> = found.iter().map(|line| line.split_once(' ').unwrap().1).collect();
        if ends != [format!("error malformed-definition: {says}")] || run.code != 1 {
            otherwise.push(format!("{to}: exit {}, {ends:?}", run.code));
        }
    }
    assert!(otherwise.is_empty(), "{} of {}:\n{}", otherwise.len(), MISTAKES.len(), otherwise.join("\n"));
}

/// A procedure has four hundred lines: a finding stands where the word has to be corrected.
#[test]
fn a_mistake_is_told_at_its_line() {
    let mut elsewhere = Vec::new();
    for Mistake { from, to, at, says } in MISTAKES {
        let workspace = workspace();
        workspace.edit(FILE, from, to);
        let line = findings::line_of(&workspace.read(FILE), at);
        let (found, _) = findings::of(&workspace);
        if !found.iter().any(|finding| finding.starts_with(&format!("{FILE}:{line} "))) {
            elsewhere.push(format!("line {line}, {says}: told at {found:?}"));
        }
    }
    assert!(elsewhere.is_empty(), "{} of {}:\n{}", elsewhere.len(), MISTAKES.len(), elsewhere.join("\n"));
}

/// A letter's name is used in three places; where it is misspelt is the cause, the rest follows.
#[test]
fn a_misspelt_letter_is_told_once() {
    let workspace = workspace();
    workspace.edit(FILE, "出: 初审意见", "出: 初审意见书");
    let (found, run) = findings::of(&workspace);
    let line = findings::line_of(&workspace.read(FILE), "出: 初审意见书");
    let says = "没有名为 `初审意见书` 的文书，是否为 `初审意见`";
    assert_eq!((found, run.code), (vec![format!("{FILE}:{line} error malformed-definition: {says}")], 1));
}

#[test]
fn what_is_missing_or_wrong_in_one_section_hides_nothing_of_another() {
    let workspace = workspace();
    workspace.edit(FILE, "事项: 商用密码产品销售许可（初审）\n", "");
    workspace.edit(FILE, "级别: 州级部门", "級別: 州级部门");
    let (found, _) = findings::of(&workspace);
    let has = |part: &str| found.iter().any(|line| line.contains(part));
    assert!(has("missing-key: 定义缺少 `事项`") && has("`級別`"), "{found:#?}");
}

/// What the program does not understand must not look as if it did: each of these definitions asks
/// for something that would never be enforced.
#[test]
fn nothing_is_silently_ignored() {
    const UNHEARD: &[(&str, &str, &str)] = &[
        // The limit is no list: the clock would be dropped.
        ("    工作日: 5\n    性质: 规定", "    提前: 5\n    性质: 规定", "提前: 5"),
        // A day has no hour: the clock would never run.
        ("    工作日: 5\n    性质: 规定", "    小时: 5\n    性质: 规定", "小时: 5"),
        // Distinct by a field that does not exist.
        ("{型: 条件意见, 多: 1}", "{型: 条件意见, 多: 1, 互异: 条建}", "互异: 条建"),
        // Distinct, of a single value.
        ("负责人: {型: 姓名}", "负责人: {型: 姓名, 互异: 是}", "负责人: {型: 姓名, 互异"),
        // A field of a field that has none.
        ("条件: 补正期限 > 日期", "条件: 补正期限.止 > 日期", "条件: 补正期限.止"),
        // An outcome that does not exist: the reasons would never be asked for.
        ("当: 结果 == '不批准'", "当: 结果 == '不予批准'", "当: 结果 == '不予批准'"),
        // A letter names the last day of a clock that has none.
        (
            "    工作日: 5\n    性质: 法定\n    依据: 一次告知\n    逾期",
            "    提前: [1, 5]\n    性质: 法定\n    依据: 一次告知\n    逾期",
            "期限: [告知补正]",
        ),
        // Two letters with numbers of different series, and one number to an entry.
        ("    出: 报送函\n", "    出: [报送函, 初审意见]\n", "出: [报送函, 初审意见]"),
    ];
    let mut unheard = Vec::new();
    for (from, to, at) in UNHEARD {
        let workspace = workspace();
        workspace.edit(FILE, from, to);
        let line = findings::line_of(&workspace.read(FILE), at);
        let (found, run) = findings::of(&workspace);
        let told = found.iter().any(|finding| finding.starts_with(&format!("{FILE}:{line} error ")));
        if !told || run.code != 1 {
            unheard.push(format!("line {line}, {at}: exit {}, {found:?}", run.code));
        }
    }
    assert!(unheard.is_empty(), "{} of {}:\n{}", unheard.len(), UNHEARD.len(), unheard.join("\n"));
}

#[test]
fn templates_and_letters_match_one_to_one() {
    let workspace = workspace();
    std::fs::remove_file(workspace.path("templates/sales-licence@1/letters/receipt.typ")).unwrap();
    let line = findings::line_of(&workspace.read(FILE), "模板: receipt.typ");
    let missing = format!("{FILE}:{line} error template-and-letter: 没有模板 `receipt.typ`");
    assert_eq!(findings::of(&workspace).0, [missing]);

    let workspace = self::workspace();
    workspace.write("templates/sales-licence@1/letters/forgotten.typ", "");
    let unused = format!("{FILE}:1 error template-and-letter: 没有文书使用模板 `forgotten.typ`");
    assert_eq!(findings::of(&workspace).0, [unused]);
}

/// A series belongs to a plate, not to a letter: two letters may be numbered in one.
#[test]
fn two_letters_may_share_a_series() {
    let workspace = workspace();
    workspace.edit(FILE, "文号: 告\n", "文号: 收\n");
    let (found, run) = findings::of(&workspace);
    assert_eq!((found, run.code), (Vec::<String>::new(), 0));
}

/// The cases of a broken procedure are left out by name; all others are built.
#[test]
fn a_broken_definition_stops_only_its_own_cases() {
    let workspace = workspace();
    workspace.edit(FILE, "后: 材料审查\n", "后: 材料审察\n");
    let built = workspace.run(&["build"]);
    assert_eq!(built.code, 1);
    let end = format!("1 个错误\n未生成：{OF_IT}\n1 个案件：排版 2 份文书，打包 1 卷，0 项未变，0 项失败\n");
    assert!(built.stderr.ends_with(&end), "{}", built.stderr);
    assert!(workspace.path(&format!("out/bundles/{OF_ANOTHER}-r1.zip")).is_file());
    assert!(!workspace.path(&format!("out/letters/{OF_IT}")).exists());
    let checked = workspace.run(&["procedure", "check"]);
    assert_eq!(checked.code, 1);
    assert!(
        checked.stderr.starts_with("错误[malformed-definition]: 没有名为 `材料审察` 的步骤"),
        "{}",
        checked.stderr
    );
}

/// A notice never changes: what differs from the program's own copy is a finding and is not used.
#[test]
fn a_notice_has_one_text() {
    let workspace = workspace();
    workspace.edit("templates/calendar/2016.yaml", "2016-02-06", "2016-02-13");
    let (found, run) = findings::of(&workspace);
    let says = "`calendar/2016.yaml` 与程序自带的同一通知不一致；通知一经发布不再改变，更正另立文件";
    assert_eq!(
        (found, run.code),
        (vec![format!("templates/calendar/2016.yaml:1 error notice-differs: {says}")], 1)
    );
}
