//! One mistake is one finding: what only follows from it is not told beside it.

use super::example::Edit::{Rename, Swap};
use super::example::{Example, INSPECTION, REFUSED, judge};

#[test]
fn a_missing_number_is_not_told_again_by_the_letters_that_quote_it() {
    const EXAMPLES: &[Example] = &[(
        REFUSED,
        &[Swap("    文号: 刚密审〔2016〕1号\n", "")],
        &["document-number-missing @ case.yaml:55:9 《初审意见》没有文号"],
    )];
    judge(EXAMPLES);
}

#[test]
fn a_misspelt_path_is_not_told_again_by_the_file_it_meant() {
    const EXAMPLES: &[Example] = &[
        (
            INSPECTION,
            &[Swap("材料/03-检查报告.pdf", "材料/03-检察报告.pdf")],
            &["attachment-missing @ case.yaml:74:11 案件文件夹中没有 `材料/03-检察报告.pdf`"],
        ),
        (
            INSPECTION,
            &[Rename("材料/03-检查报告.pdf", "材料/03-检查报告.PDF")],
            &["attachment-missing @ case.yaml:74:11 案件文件夹中没有 `材料/03-检查报告.pdf`"],
        ),
    ];
    judge(EXAMPLES);
}
