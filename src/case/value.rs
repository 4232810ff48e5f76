//! Typed values, each with its place in the file.

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::{Map, Value as Json};

use crate::source::{Span, Spanned};

/// A value and its place.
#[derive(Clone, Debug)]
pub struct Datum {
    /// The value.
    pub value: Value,
    /// Its place.
    pub span: Span,
}

/// A value.
#[derive(Clone, Debug)]
pub enum Value {
    /// Words, names, codes, words of an enumeration.
    Text(String),
    /// A day.
    Date(NaiveDate),
    /// A minute.
    Moment(NaiveDateTime),
    /// A number.
    Integer(u32),
    /// 是 or 否.
    Flag(bool),
    /// The path of an attached file.
    File(String),
    /// A document's number.
    DocumentNumber(String),
    /// The number of a volume.
    Volume(String),
    /// A list.
    List(Vec<Datum>),
    /// Named values.
    Record(Fields),
}

/// Named values in the order of their schema.
#[derive(Clone, Debug)]
pub struct Fields {
    entries: Vec<(String, Datum)>,
    /// The whole of it.
    pub span: Span,
}

impl Datum {
    /// The text of a text-like value.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) | Value::File(text) | Value::DocumentNumber(text) | Value::Volume(text) => {
                Some(text)
            }
            _ => None,
        }
    }

    /// The day of a date or moment.
    pub fn day(&self) -> Option<NaiveDate> {
        match &self.value {
            Value::Date(day) => Some(*day),
            Value::Moment(moment) => Some(moment.date()),
            _ => None,
        }
    }

    /// The items of a list; any other value is a list of itself.
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    /// The named values of a record.
    pub fn as_record(&self) -> Option<&Fields> {
        match &self.value {
            Value::Record(fields) => Some(fields),
            _ => None,
        }
    }

    /// Calls `visit` with this value and every value inside it, in the order of the file.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Self)) {
        visit(self);
        match &self.value {
            Value::List(items) => items.iter().for_each(|item| item.walk(visit)),
            Value::Record(fields) => fields.walk(visit),
            _ => {}
        }
    }

    /// As conditions and templates see it: days as `2016-03-01`, numbers as numbers.
    pub fn to_json(&self) -> Json {
        match &self.value {
            Value::Date(day) => Json::from(day.format("%Y-%m-%d").to_string()),
            Value::Moment(moment) => Json::from(moment.format("%Y-%m-%d %H:%M").to_string()),
            Value::Integer(number) => Json::from(*number),
            Value::Flag(flag) => Json::from(*flag),
            Value::List(items) => items.iter().map(Self::to_json).collect(),
            Value::Record(fields) => fields.to_json(),
            _ => Json::from(self.as_text().unwrap_or_default()),
        }
    }
}

impl Fields {
    /// An empty record at a place.
    pub fn new(span: Span) -> Self {
        Self { entries: Vec::new(), span }
    }

    /// Adds a value.
    pub fn insert(&mut self, key: &str, datum: Datum) {
        self.entries.push((key.to_owned(), datum));
    }

    /// The value of that name.
    pub fn get(&self, key: &str) -> Option<&Datum> {
        self.entries.iter().find(|(name, _)| name == key).map(|(_, datum)| datum)
    }

    /// Names and values in the order of the schema.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Datum)> {
        self.entries.iter().map(|(name, datum)| (name.as_str(), datum))
    }

    /// Visits every value; see [`Datum::walk`].
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Datum)) {
        self.entries.iter().for_each(|(_, datum)| datum.walk(visit));
    }

    /// Every path of an attached file, with its place.
    pub fn files(&self) -> Vec<Spanned<&str>> {
        let mut files = Vec::new();
        self.walk(&mut |datum| {
            if let Value::File(path) = &datum.value {
                files.push(Spanned { value: path.as_str(), span: datum.span.clone() });
            }
        });
        files
    }

    /// As conditions and templates see it.
    pub fn to_json(&self) -> Json {
        let entries = self.entries.iter().map(|(name, datum)| (name.clone(), datum.to_json()));
        Json::Object(entries.collect::<Map<_, _>>())
    }
}
