//! Fields and their kinds: what an entry or the facts may hold.

use super::{Condition, Window};

/// What a single value is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Words.
    Text,
    /// A person's name.
    Name,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// A minute, `YYYY-MM-DD HH:MM`.
    Moment,
    /// A whole number from 0.
    Integer,
    /// 是 or 否.
    Flag,
    /// A path of an attached file, relative to the case folder.
    File,
    /// A telephone number.
    Phone,
    /// 统一社会信用代码, GB 32100-2015.
    SocialCredit,
    /// 营业执照注册号, 15 digits.
    Registration,
    /// 组织机构代码, GB 11714.
    Organisation,
    /// 居民身份证号, GB 11643-1999.
    Identity,
    /// 案卷号: the last part of the 档号, unique in the workspace.
    Volume,
    /// 文号: a document's number.
    DocumentNumber,
    /// One word of an enumeration.
    Choice(Vec<String>),
    /// Named values.
    Record(Schema),
}

/// The kinds that a procedure names by one word.
const WORDS: &[(&str, Kind)] = &[
    ("文本", Kind::Text),
    ("姓名", Kind::Name),
    ("日期", Kind::Date),
    ("时刻", Kind::Moment),
    ("整数", Kind::Integer),
    ("是否", Kind::Flag),
    ("文件", Kind::File),
    ("电话", Kind::Phone),
    ("统一社会信用代码", Kind::SocialCredit),
    ("营业执照注册号", Kind::Registration),
    ("组织机构代码", Kind::Organisation),
    ("居民身份证号", Kind::Identity),
    ("案卷号", Kind::Volume),
    ("文号", Kind::DocumentNumber),
];

impl Kind {
    /// The built-in kind of that word.
    pub fn parse(word: &str) -> Option<Self> {
        if word == keys::MATERIALS {
            return Some(Self::Record(Schema::material()));
        }
        WORDS.iter().find(|(name, _)| *name == word).map(|(_, kind)| kind.clone())
    }

    /// The words [`Kind::parse`] knows, for suggestions.
    pub fn words() -> impl Iterator<Item = &'static str> {
        WORDS.iter().map(|(word, _)| *word).chain([keys::MATERIALS])
    }
}

/// When a field has to be there.
#[derive(Clone, Debug)]
pub enum Presence {
    /// Always.
    Required,
    /// Never, but it may.
    Optional,
    /// Exactly when the condition holds.
    When(Condition),
}

/// For lists: how many, and what has to differ.
#[derive(Clone, Debug)]
pub struct Many {
    /// The least number of items.
    pub least: u32,
    /// Items have to differ: as a whole (`Some(None)`) or in one of their fields.
    pub distinct: Option<Option<String>>,
}

/// A named value.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its key.
    pub name: String,
    /// What each value is.
    pub kind: Kind,
    /// Set when the value is a list.
    pub many: Option<Many>,
    /// When it has to be there.
    pub presence: Presence,
    /// For which cases it exists, judged by the day of the first step.
    pub window: Window,
}

impl Field {
    /// A required single value.
    pub fn new(name: &str, kind: Kind) -> Self {
        let window = Window::default();
        Self { name: name.to_owned(), kind, many: None, presence: Presence::Required, window }
    }

    /// The same, optional.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.presence = Presence::Optional;
        self
    }

    /// The same, as a list of at least one.
    #[must_use]
    pub fn list(mut self) -> Self {
        self.many = Some(Many { least: 1, distinct: None });
        self
    }
}

/// Fields in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Schema(pub Vec<Field>);

/// Keys that mean the same in every procedure.
pub mod keys {
    /// The procedure and its version.
    pub const PROCEDURE: &str = "事项";
    /// The level of secrecy.
    pub const SECRECY: &str = "密级";
    /// The log.
    pub const LOG: &str = "经过";
    /// Exemptions from warnings.
    pub const WAIVERS: &str = "豁免";
    /// In an entry: the step.
    pub const STEP: &str = "步骤";
    /// In an entry: its day.
    pub const DATE: &str = "日期";
    /// In an entry: the number of its letter.
    pub const NUMBER: &str = "文号";
    /// In an entry: documents handed in.
    pub const MATERIALS: &str = "材料";
    /// In an entry: service of its letter.
    pub const SERVICE: &str = "送达";
    /// In an entry: how the step ended.
    pub const OUTCOME: &str = "结果";
    /// In an entry: why a breach happened.
    pub const EXPLANATION: &str = "情况说明";
    /// In a material: its name.
    pub const NAME: &str = "名称";
    /// In a material: its files.
    pub const FILE: &str = "文件";
}

/// Ways of service: 民事诉讼法 (2023) arts 88–95, by analogy.
const SERVICE_METHODS: [&str; 7] =
    ["直接送达", "留置送达", "邮寄送达", "电子送达", "委托送达", "公告送达", "转交送达"];

fn choice(words: &[&str]) -> Kind {
    Kind::Choice(words.iter().map(|word| (*word).to_owned()).collect())
}

impl Schema {
    /// The field of that name.
    pub fn get(&self, name: &str) -> Option<&Field> {
        self.0.iter().find(|field| field.name == name)
    }

    /// A document handed in.
    pub fn material() -> Self {
        Self(vec![
            Field::new(keys::NAME, Kind::Text),
            Field::new(keys::FILE, Kind::File).list(),
            Field::new("形式", choice(&["原件", "复印件", "电子件"])),
            Field::new("份数", Kind::Integer),
        ])
    }

    /// The service of a letter.
    pub fn service() -> Self {
        Self(vec![
            Field::new(keys::DATE, Kind::Date),
            Field::new("方式", choice(&SERVICE_METHODS)),
            Field::new("收件人", Kind::Name),
            Field::new("回证", Kind::File).optional(),
        ])
    }

    /// The explanation of a breach.
    pub fn explanation() -> Self {
        let words = ["事实", "原因", "补救"].map(|name| Field::new(name, Kind::Text));
        Self(words.into_iter().chain([Field::new("负责人", Kind::Name)]).collect())
    }

    /// Puts the fixed keys of an entry before the fields of its step.
    #[must_use]
    pub fn into_entry(self, outcomes: &[String], numbered: bool) -> Self {
        let mut fields = vec![Field::new(keys::STEP, Kind::Text), Field::new(keys::DATE, Kind::Date)];
        if numbered {
            fields.push(Field::new(keys::NUMBER, Kind::DocumentNumber).optional());
        }
        if !outcomes.is_empty() {
            fields.push(Field::new(keys::OUTCOME, Kind::Choice(outcomes.to_vec())));
        }
        fields.extend(self.0);
        fields.push(Field::new(keys::SERVICE, Kind::Record(Self::service())).optional());
        fields.push(Field::new(keys::EXPLANATION, Kind::Record(Self::explanation())).optional());
        Self(fields)
    }
}
