//! Reads a YAML map into typed fields, as a schema says.

use chrono::NaiveDate;

use super::value::{Datum, Fields, Value};
use super::{date, rules, text_value};
use crate::finding::{Finding, Fix, Report, Text};
use crate::procedure::{Condition, Evaluator, Field, Kind, Many, Presence, Schema};
use crate::source::Span;
use crate::text;
use crate::yaml::{self, Node, Record};

/// The most characters of one value: about ten pages.
const LONGEST: usize = 10_000;

/// The most items of one list.
const MOST: usize = 1_000;

/// What decoding needs to know beside the schema.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// The day of the first step, if it could be read.
    pub(super) first_day: Option<NaiveDate>,
    /// Judges conditional fields.
    pub(super) evaluator: &'a Evaluator,
}

impl Context<'_> {
    /// Reads the fields of a record that has been begun; unknown keys are the caller's to report.
    pub(super) fn fields(self, schema: &Schema, record: &mut Record<'_>, report: &mut Report) -> Fields {
        let mut fields = Fields::new(record.span());
        // Conditions read siblings, so the unconditional fields come first.
        let conditional = |field: &&Field| matches!(field.presence, Presence::When(_));
        for field in schema.0.iter().filter(|field| !conditional(field)) {
            self.field(field, record, &mut fields, report);
        }
        for field in schema.0.iter().filter(conditional) {
            self.field(field, record, &mut fields, report);
        }
        fields
    }

    fn field(self, field: &Field, record: &mut Record<'_>, fields: &mut Fields, report: &mut Report) {
        let in_force = self.first_day.is_none_or(|day| field.window.contains(day));
        if !in_force {
            if record.optional(&field.name).is_some() {
                report.push(not_in_force(field, record));
            }
            return;
        }
        let node = match &field.presence {
            Presence::Required if self.knows(field) => record.required(&field.name, report),
            Presence::Required | Presence::Optional => record.optional(&field.name),
            Presence::When(condition) => self.conditional(field, condition, record, fields, report),
        };
        if let Some(datum) = node.and_then(|node| self.datum(field, node, report)) {
            fields.insert(&field.name, datum);
        }
    }

    /// Without a readable first day, nobody knows whether a dated field is due.
    fn knows(self, field: &Field) -> bool {
        self.first_day.is_some() || (field.window.from.is_none() && field.window.until.is_none())
    }

    fn conditional<'a>(
        self,
        field: &Field,
        condition: &Condition,
        record: &mut Record<'a>,
        fields: &Fields,
        report: &mut Report,
    ) -> Option<&'a Node> {
        match self.evaluator.holds(condition, &fields.to_json()) {
            Ok(true) => record.required(&field.name, report),
            Ok(false) => {
                if record.optional(&field.name).is_some() {
                    report.push(not_wanted(field, condition, record));
                }
                None
            }
            // What the condition reads is missing: that is the finding, not this.
            Err(_) => record.optional(&field.name),
        }
    }

    fn datum(self, field: &Field, node: &Node, report: &mut Report) -> Option<Datum> {
        let Some(many) = &field.many else { return self.single(field, &field.kind, node, report) };
        let what = Text::same(format!("`{}`", field.name));
        // One thing where a list is wanted is a list of one: clerks write it so.
        let nodes = match node.as_list() {
            Some(nodes) => nodes,
            None if node.as_str().is_some() => std::slice::from_ref(node),
            None => node.expect_list(&what, report)?,
        };
        if nodes.len() > MOST {
            let name = &field.name;
            let message = text!("`{name}` 超过 {MOST} 项", "`{name}` has more than {MOST} items");
            report.push(Finding::new(&rules::TOO_LONG, node.span.clone(), message));
            return None;
        }
        let items: Vec<_> = nodes.iter().map(|node| self.single(field, &field.kind, node, report)).collect();
        let items: Vec<Datum> = items.into_iter().collect::<Option<_>>()?;
        count(field, many, &items, node, report);
        Some(Datum { value: Value::List(items), span: node.span.clone() })
    }

    fn single(self, field: &Field, kind: &Kind, node: &Node, report: &mut Report) -> Option<Datum> {
        let what = Text::same(format!("`{}`", field.name));
        if let Kind::Record(schema) = kind {
            let mut record = Record::of(node, what, report)?;
            let fields = self.fields(schema, &mut record, report);
            record.finish(report);
            return Some(Datum { value: Value::Record(fields), span: node.span.clone() });
        }
        let text = node.expect_str(&what, report)?;
        if text.chars().count() > LONGEST {
            let name = &field.name;
            let message = text!("`{name}` 超过 {LONGEST} 字", "`{name}` is longer than {LONGEST} characters");
            report.push(Finding::new(&rules::TOO_LONG, node.span.clone(), message));
            return None;
        }
        let value = scalar(kind, text, &node.span, report)?;
        Some(Datum { value, span: node.span.clone() })
    }
}

fn scalar(kind: &Kind, text: &str, span: &Span, report: &mut Report) -> Option<Value> {
    match kind {
        Kind::Date => date::day(text, span, report).map(Value::Date),
        Kind::Moment => date::moment(text, span, report).map(Value::Moment),
        Kind::Choice(words) => choice(words, text, span, report),
        Kind::Flag => {
            choice(&["是".to_owned(), "否".to_owned()], text, span, report).map(|_| Value::Flag(text == "是"))
        }
        _ => text_value::read(kind, text, span, report),
    }
}

fn choice(words: &[String], text: &str, span: &Span, report: &mut Report) -> Option<Value> {
    if words.iter().any(|word| word == text) {
        return Some(Value::Text(text.to_owned()));
    }
    let all = words.join("、");
    let message = text!("`{text}` 不在可选之列：{all}", "`{text}` is none of: {all}");
    let finding = Finding::new(&rules::BAD_CHOICE, span.clone(), message);
    let near = yaml::nearest(text, words.iter().map(String::as_str));
    report.push(match near {
        Some(near) => {
            finding.fix(Fix::replace(text!("改为 `{near}`", "change it to `{near}`"), span.clone(), near))
        }
        None => finding,
    });
    None
}

fn count(field: &Field, many: &Many, items: &[Datum], node: &Node, report: &mut Report) {
    let (name, least, found) = (&field.name, many.least, items.len());
    if found < least as usize {
        let message = text!(
            "`{name}` 至少 {least} 项，现有 {found} 项",
            "`{name}` needs at least {least} items, found {found}"
        );
        report.push(Finding::new(&rules::TOO_FEW, node.span.clone(), message));
    }
    let Some(distinct) = &many.distinct else { return };
    let key = |item: &Datum| match distinct {
        Some(part) => item.as_record().and_then(|fields| fields.get(part)).map(Datum::to_json),
        None => Some(item.to_json()),
    };
    for (at, item) in items.iter().enumerate() {
        let first = items.iter().take(at).find(|other| key(other).is_some() && key(other) == key(item));
        if let Some(first) = first {
            let message = text!("`{name}` 中有重复", "`{name}` repeats an item");
            let finding = Finding::new(&rules::NOT_DISTINCT, item.span.clone(), message);
            report.push(finding.label(first.span.clone(), text!("首次出现", "first here")));
        }
    }
}

fn not_in_force(field: &Field, record: &Record<'_>) -> Finding {
    let (name, window) = (&field.name, field.window);
    let zh = match (window.from, window.until) {
        (Some(from), _) => format!("{from} 起才适用"),
        (None, Some(until)) => format!("只适用到 {until}"),
        (None, None) => String::new(),
    };
    let message = text!("`{name}` {zh}", "`{name}` is not in force for this case");
    let span = record.key_span(name).unwrap_or_else(|| record.span());
    let help =
        text!("删去 `{name}`；以第一步的日期为准", "remove `{name}`; the day of the first step decides");
    Finding::new(&rules::FIELD_NOT_IN_FORCE, span, message).help(help)
}

fn not_wanted(field: &Field, condition: &Condition, record: &Record<'_>) -> Finding {
    let (name, when) = (&field.name, &condition.text);
    let message = text!("只在 {when} 时填写 `{name}`", "`{name}` is only for {when}");
    let span = record.key_span(name).unwrap_or_else(|| record.span());
    let help = text!("删去 `{name}`，或者更正它所依据的项", "remove `{name}`, or correct what it depends on");
    Finding::new(&rules::FIELD_NOT_WANTED, span, message).help(help)
}
