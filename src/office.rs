//! The office that runs the program: its name plates, and which part each plays in a procedure.
//!
//! One staff works under several plates; a letter's name, number and seal follow the plate.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::{self, LocalHoliday};
use crate::finding::Report;
use crate::procedure::{Procedure, Remedies, Remedy, read};
use crate::source::{Source, Span};
use crate::text;
use crate::yaml::{self, Node, Record};

/// A name plate.
#[derive(Clone, Debug)]
pub struct Plate {
    /// The full name, as printed.
    pub name: String,
    /// 机关代字, which begins its 文号.
    pub code: String,
    /// The name on its seal.
    pub seal: String,
    /// Its rank, which decides the remedies.
    pub rank: String,
    /// To whom applications for reconsideration go.
    pub review_body: String,
}

/// A role given to a plate.
#[derive(Clone, Debug)]
pub struct Seat {
    /// The plate's key.
    pub plate: String,
    /// Where the role is named.
    pub span: Span,
}

/// How its volumes are numbered: 档号 = 全宗号-目录号-案卷号 (GB/T 9705-2008).
#[derive(Clone, Debug)]
pub struct Archive {
    /// 全宗号.
    pub fonds: String,
    /// 全宗名称.
    pub fonds_name: String,
    /// 目录号.
    pub catalogue: String,
}

/// An office.
#[derive(Clone, Debug)]
pub struct Office {
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Its telephone.
    pub phone: String,
    /// Its plates by key.
    pub plates: BTreeMap<String, Plate>,
    /// By procedure and role: who plays it.
    pub roles: BTreeMap<String, BTreeMap<String, Seat>>,
    /// Where each procedure is named under `roles`.
    pub procedures: BTreeMap<String, Span>,
    /// Its numbering.
    pub archive: Archive,
    /// Holidays of its autonomous prefecture (全国年节及纪念日放假办法第四条).
    pub holidays: Vec<LocalHoliday>,
}

/// Who acts in a role.
#[derive(Clone, Copy, Debug)]
pub enum Organ<'a> {
    /// A plate of this office.
    Own(&'a Plate),
    /// Another organ, as the procedure names it.
    Other(&'a str),
}

impl Organ<'_> {
    /// Its full name.
    pub fn name(&self) -> &str {
        match self {
            Self::Own(plate) => &plate.name,
            Self::Other(name) => name,
        }
    }

    /// Whether this office holds the role and may issue its letters.
    pub fn is_own(&self) -> bool {
        matches!(self, Self::Own(_))
    }
}

impl Office {
    /// The plate that plays a role, or `None` if another organ does.
    pub fn plate(&self, procedure: &Procedure, role: &str) -> Option<&Plate> {
        self.plates.get(&self.roles.get(&procedure.reference.name)?.get(role)?.plate)
    }

    /// Who acts in a role; a role nobody names is called by its own word.
    pub fn organ<'a>(&'a self, procedure: &'a Procedure, role: &'a str) -> Organ<'a> {
        match self.plate(procedure, role) {
            Some(plate) => Organ::Own(plate),
            None => {
                let named = procedure.roles.get(role).and_then(|role| role.name.as_deref());
                Organ::Other(named.unwrap_or(role))
            }
        }
    }

    /// Rank and review body of whoever acts in a role.
    pub fn standing<'a>(&'a self, procedure: &'a Procedure, role: &str) -> (&'a str, Option<&'a str>) {
        if let Some(plate) = self.plate(procedure, role) {
            return (&plate.rank, Some(&plate.review_body));
        }
        let role = procedure.roles.get(role);
        (role.map_or("", |role| &role.rank), role.and_then(|role| role.review_body.as_deref()))
    }

    /// Reads `office.yaml`.
    pub fn read(source: &Arc<Source>, report: &mut Report) -> Option<Self> {
        let node = yaml::parse(source, report)?;
        let mut top = read::record(&node, report)?;
        let name = read::text(&mut top, "机关", report);
        let address = read::text(&mut top, "地址", report);
        let phone = read::text(&mut top, "电话", report);
        for key in ["监督电话", "行政区划代码", "说明", "归档库"] {
            top.optional(key);
        }
        let plates = top.required("牌子", report).map(|node| plates(node, report));
        let seats = top.required("角色", report);
        let holidays = top.optional("地方假日").map(|node| calendar::local_holidays(node, report));
        let archive = top.required("档案", report).and_then(|node| archive(node, report));
        top.finish(report);
        let (plates, seats) = (plates?, seats?);
        let procedures = read::entries(seats, report).into_iter();
        let procedures = procedures.map(|(name, span, _)| (name.to_owned(), span.clone())).collect();
        let roles = roles(seats, &plates, report)?;
        Some(Self {
            name: name?,
            address: address?,
            phone: phone?,
            plates,
            roles,
            procedures,
            archive: archive?,
            holidays: holidays.unwrap_or_default(),
        })
    }
}

fn plates(node: &Node, report: &mut Report) -> BTreeMap<String, Plate> {
    let entries = read::entries(node, report);
    let plate = |(key, _, node): (&str, _, _)| Some((key.to_owned(), plate(node, report)?));
    entries.into_iter().filter_map(plate).collect()
}

fn plate(node: &Node, report: &mut Report) -> Option<Plate> {
    let mut record = read::record(node, report)?;
    let mut word = |key: &str| read::text(&mut record, key, report);
    let (name, code, seal) = (word("全称"), word("代字"), word("印章名"));
    let (rank, review_body) = (word("级别"), word("复议机关"));
    record.finish(report);
    Some(Plate { name: name?, code: code?, seal: seal?, rank: rank?, review_body: review_body? })
}

/// Roles by procedure; `None` if one is given to a plate that does not exist.
fn roles(
    node: &Node,
    plates: &BTreeMap<String, Plate>,
    report: &mut Report,
) -> Option<BTreeMap<String, BTreeMap<String, Seat>>> {
    let mut roles: BTreeMap<String, BTreeMap<String, Seat>> = BTreeMap::new();
    let mut sound = true;
    for (procedure, _, node) in read::entries(node, report) {
        let own = roles.entry(procedure.to_owned()).or_default();
        for (role, span, node) in read::entries(node, report) {
            let plate = read::words(node, report).unwrap_or_default();
            if !plates.contains_key(&plate) {
                let message = text!("没有牌子 `{plate}`", "there is no plate `{plate}`");
                read::malformed(report, &node.span, message);
                sound = false;
            }
            own.insert(role.to_owned(), Seat { plate, span: span.clone() });
        }
    }
    sound.then_some(roles)
}

fn archive(node: &Node, report: &mut Report) -> Option<Archive> {
    let mut record = read::record(node, report)?;
    let mut word = |key: &str| read::text(&mut record, key, report);
    let (fonds, fonds_name, catalogue) = (word("全宗号"), word("全宗名称"), word("目录号"));
    record.finish(report);
    Some(Archive { fonds: fonds?, fonds_name: fonds_name?, catalogue: catalogue? })
}

/// Reads `remedies.yaml`.
pub fn remedies(source: &Arc<Source>, report: &mut Report) -> Option<Remedies> {
    let node = yaml::parse(source, report)?;
    let mut top = read::record(&node, report)?;
    let items = top.required("救济", report)?.as_list().unwrap_or_default();
    top.finish(report);
    Some(Remedies(items.iter().filter_map(|node| remedy(node, report)).collect()))
}

fn remedy(node: &Node, report: &mut Report) -> Option<Remedy> {
    let mut record: Record<'_> = read::record(node, report)?;
    let window = read::window(&mut record, report);
    let mut word = |key: &str| read::text(&mut record, key, report);
    let (rank, review_body) = (word("级别"), word("复议机关"));
    let (review_limit, review_basis) = (word("复议期限"), word("复议依据"));
    let (suit_limit, suit_basis) = (word("诉讼期限"), word("诉讼依据"));
    record.finish(report);
    Some(Remedy {
        rank: rank?,
        window,
        review_body: review_body?,
        review_limit: review_limit?,
        review_basis: review_basis?,
        suit_limit: suit_limit?,
        suit_basis: suit_basis?,
    })
}
