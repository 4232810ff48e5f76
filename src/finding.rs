//! What the program has to say about a file: findings, their rules and how they are shown.
//!
//! A finding has one place, a rule that can be looked up, a sentence in both languages and, where
//! one is known, a cure. Wording: say what is wrong and what would be right, name things as the
//! file names them, and never blame.

use std::borrow::Cow;

use crate::source::Span;

pub mod github;
pub mod human;
pub mod json;
pub mod report;
pub mod rule;
pub mod sarif;

pub use report::Report;
pub use rule::Rule;

/// How grave a finding is. Orders from the gravest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Unlawful, inconsistent or unprovable.
    Error,
    /// A promise broken, or a risk.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The word used in JSON, SARIF and on the command line: `error`, `warning`, `note`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// The word shown to people.
    pub fn name(self, lang: Lang) -> &'static str {
        match (lang, self) {
            (Lang::En, _) => self.word(),
            (Lang::Zh, Self::Error) => "错误",
            (Lang::Zh, Self::Warning) => "警告",
            (Lang::Zh, Self::Note) => "提示",
        }
    }
}

/// A language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// A sentence in both languages. Made by [`text!`](crate::text).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Text {
    /// A text that is the same in both languages: a name, a key, a quotation.
    pub fn same(text: impl Into<String>) -> Self {
        let zh = text.into();
        let en = zh.clone();
        Self { zh, en }
    }

    /// The sentence in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// Makes a [`Text`] of two format strings with inline captured arguments:
/// `text!("未知的键 `{key}`", "unknown key `{key}`")`.
#[macro_export]
macro_rules! text {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::finding::Text {
            zh: ::std::fmt::format(::std::format_args!($zh)),
            en: ::std::fmt::format(::std::format_args!($en)),
        }
    };
}

/// Something to say about one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id: kebab-case, stable.
    pub rule: Cow<'static, str>,
    /// How grave it is.
    pub severity: Severity,
    /// The rule's title: general, quotes no case data.
    pub title: Text,
    /// What is wrong here; may quote the file.
    pub message: Text,
    /// Where.
    pub span: Span,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
    /// The article or clause it rests on.
    pub basis: Option<String>,
    /// What to do.
    pub help: Vec<Text>,
    /// An edit that would cure it.
    pub fix: Option<Fix>,
    /// How much may be shown, and to whom.
    pub disclosure: Disclosure,
}

/// A secondary place of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there.
    pub text: Text,
}

/// A cure that can be applied by a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative.
    pub title: Text,
    /// Replacements; they do not overlap and all lie in one file.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A cure by one replacement.
    pub fn replace(title: Text, span: Span, insert: impl Into<String>) -> Self {
        let insert = insert.into();
        let edits = vec![Edit { span, insert }];
        Self { title, edits }
    }
}

/// A replacement of a byte range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; an empty range inserts.
    pub span: Span,
    /// By what.
    pub insert: String,
}

/// How much of the source may be shown with a finding (case files differ in secrecy).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Disclosure {
    /// Everything.
    #[default]
    Open,
    /// People at this machine see everything; JSON, SARIF and GitHub output carry the title
    /// instead of the message and no labels, help, fix or source text.
    Local,
    /// The title only, everywhere.
    Withheld,
}

impl Finding {
    /// A finding under a built-in rule.
    pub fn new(rule: &Rule, span: Span, message: Text) -> Self {
        Self {
            rule: Cow::Borrowed(rule.id),
            severity: rule.severity,
            title: rule.title(),
            message,
            span,
            labels: Vec::new(),
            basis: None,
            help: Vec::new(),
            fix: None,
            disclosure: Disclosure::Open,
        }
    }

    /// Adds a secondary place.
    #[must_use]
    pub fn label(mut self, span: Span, text: Text) -> Self {
        self.labels.push(Label { span, text });
        self
    }

    /// Adds a piece of advice.
    #[must_use]
    pub fn help(mut self, text: Text) -> Self {
        self.help.push(text);
        self
    }

    /// Names the article or clause it rests on.
    #[must_use]
    pub fn basis(mut self, basis: impl Into<String>) -> Self {
        self.basis = Some(basis.into());
        self
    }

    /// Adds a cure; one too long to be read is none.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        /// In bytes.
        const LONGEST: usize = 2_000;
        let length: usize = fix.edits.iter().map(|edit| edit.insert.len()).sum();
        self.fix = (length <= LONGEST).then_some(fix);
        self
    }

    /// Limits who may see it; never widens.
    #[must_use]
    pub fn disclose(mut self, disclosure: Disclosure) -> Self {
        self.disclosure = self.disclosure.max(disclosure);
        self
    }

    /// The message for output that leaves this machine: the title unless all may be shown.
    pub fn public_message(&self, lang: Lang) -> &str {
        match self.disclosure {
            Disclosure::Open => self.message.get(lang),
            Disclosure::Local | Disclosure::Withheld => self.title.get(lang),
        }
    }
}

#[cfg(test)]
mod tests;
