//! Conditions: the one place where a procedure needs an expression.
//!
//! Branches are data (enumerated outcomes); what is left is a yes-or-no over the fields of an
//! entry and of the entries before it. minijinja evaluates it, strictly: a name that does not
//! exist is an error, and a bounded number of instructions ends every evaluation.

use std::collections::BTreeSet;

use minijinja::value::{Serde, ValueKind};
use minijinja::{Environment, UndefinedBehavior, Value};
use serde_json::Value as Json;

use crate::finding::Text;
use crate::source::Span;
use crate::text;

/// An expression and its place in the procedure.
#[derive(Clone, Debug)]
pub struct Condition {
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// Evaluates conditions. One per process is enough; it is shared between threads.
pub struct Evaluator {
    environment: Environment<'static>,
}

/// Instructions after which an evaluation is given up.
const FUEL: u64 = 100_000;

impl Default for Evaluator {
    fn default() -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        environment.add_test("含于", contained);
        Self { environment }
    }
}

/// Whether every item of `items` is one of `whole`.
fn contained(items: &Value, whole: &Value) -> bool {
    let within = |item: Value| whole.try_iter().is_ok_and(|mut all| all.any(|one| one == item));
    items.try_iter().is_ok_and(|mut all| all.all(within))
}

impl std::fmt::Debug for Evaluator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Evaluator")
    }
}

impl Evaluator {
    /// Whether the condition holds over `scope`, an object.
    ///
    /// # Errors
    /// When it names something absent, or gives anything but true or false.
    pub fn holds(&self, condition: &Condition, scope: &Json) -> Result<bool, Text> {
        let failed = |error: minijinja::Error| {
            text!("条件无法判断：{error}", "the condition cannot be judged: {error}")
        };
        let expression = self.environment.compile_expression(&condition.text).map_err(failed)?;
        let value = expression.eval(Value::from(Serde(scope))).map_err(failed)?;
        match value.kind() {
            ValueKind::Bool => Ok(value.is_true()),
            kind => Err(text!(
                "条件的结果是 {kind}，不是“是”或“否”",
                "the condition gives {kind}, not true or false"
            )),
        }
    }

    /// The dotted names a condition reads, or what is wrong with it and where.
    ///
    /// # Errors
    /// A sentence and the place of the mistake.
    pub fn names(&self, condition: &Condition) -> Result<BTreeSet<String>, (Text, Span)> {
        if let Some(found) = full_width(condition) {
            return Err(found);
        }
        match self.environment.compile_expression(&condition.text) {
            Ok(expression) => Ok(expression.undeclared_variables(true).into_iter().collect()),
            Err(error) => {
                let detail = error.detail().unwrap_or("?").to_owned();
                let message = text!("条件写法有误：{detail}", "the condition cannot be read: {detail}");
                Err((message, condition.span.clone()))
            }
        }
    }
}

/// Full-width signs an input method leaves in an expression, with what was meant.
const FULL_WIDTH: [(char, &str); 12] = [
    ('＝', "="),
    ('＞', ">"),
    ('＜', "<"),
    ('（', "("),
    ('）', ")"),
    ('‘', "'"),
    ('’', "'"),
    ('“', "\""),
    ('”', "\""),
    ('，', ","),
    ('．', "."),
    ('\u{3000}', " "),
];

fn full_width(condition: &Condition) -> Option<(Text, Span)> {
    let mut quote = None;
    for (at, sign) in condition.text.char_indices() {
        match quote {
            Some(open) if sign == open => quote = None,
            None if matches!(sign, '\'' | '"') => quote = Some(sign),
            None => {
                if let Some((_, meant)) = FULL_WIDTH.iter().find(|(full, _)| *full == sign) {
                    let message = text!(
                        "条件中的全角 `{sign}` 应写作 `{meant}`",
                        "write `{meant}` for the full-width `{sign}`"
                    );
                    return Some((message, place(condition, at, sign.len_utf8())));
                }
            }
            Some(_) => {}
        }
    }
    None
}

/// The bytes of a plain scalar map one to one; of any other, the whole is named.
fn place(condition: &Condition, at: usize, length: usize) -> Span {
    let span = &condition.span;
    if span.text() == condition.text {
        Span::new(&span.source, span.start + at, span.start + at + length)
    } else {
        span.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use serde_json::json;

    fn condition(text: &str) -> Condition {
        let source = Source::new("p.yaml", text);
        Condition { text: text.to_owned(), span: Span::new(&source, 0, text.len()) }
    }

    #[test]
    fn judges_chinese_names_and_lists() {
        let scope = json!({"甲": ["张", "李"], "乙": {"丙": ["李", "张", "王"]}, "日期": "2016-03-01"});
        let holds = |text: &str| Evaluator::default().holds(&condition(text), &scope);
        assert_eq!(holds("甲 is 含于(乙.丙)"), Ok(true));
        assert_eq!(holds("乙.丙 is 含于(甲)"), Ok(false));
        assert_eq!(holds("(甲 | length) >= 2 and 日期 < '2016-03-02'"), Ok(true));
        assert!(holds("丁 == 1").is_err(), "an absent name is no silent false");
        assert!(holds("甲 | length").is_err(), "a number is no answer");
    }

    #[test]
    fn names_what_it_reads_and_where_it_is_wrong() {
        let evaluator = Evaluator::default();
        let names = evaluator.names(&condition("甲.乙 == '丙' or 丁")).map_err(|(text, _)| text);
        assert_eq!(names, Ok(["甲.乙".to_owned(), "丁".to_owned()].into()));
        let (text, span) = evaluator.names(&condition("甲 ＞ 3")).expect_err("full width");
        assert_eq!((span.text(), text.en.contains("`>`")), ("＞", true));
        assert!(evaluator.names(&condition("甲 == '＞'")).is_ok(), "inside quotes it is a word");
        assert!(evaluator.names(&condition("甲 == ")).is_err());
    }
}
