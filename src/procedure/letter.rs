//! Letters: who writes to whom, by which template, with which inputs.

use super::Path;
use crate::source::Span;

/// An input of a letter: the template sees nothing it has not declared.
#[derive(Clone, Debug)]
pub struct Input {
    /// Where the value stands.
    pub path: Path,
    /// Whether it may be absent.
    pub optional: bool,
}

/// To whom a letter goes.
#[derive(Clone, Debug)]
pub enum Addressee {
    /// The organ that holds a role.
    Role(String),
    /// A name among the facts.
    Fact(Path),
}

/// A letter, form or certificate.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Its title, in the words of the list.
    pub name: String,
    /// Where it is declared.
    pub span: Span,
    /// All of its declaration.
    pub body: Span,
    /// The template's file name in `letters/`.
    pub template: String,
    /// Where the template is named.
    pub template_span: Span,
    /// The role that issues it.
    pub role: String,
    /// To whom.
    pub to: Addressee,
    /// The series of its 文号; `None`: it bears none.
    pub series: Option<String>,
    /// It has to be served on the addressee.
    pub service: bool,
    /// It has to tell the remedies.
    pub remedy: bool,
    /// The field that holds the copy received when another organ issues it.
    pub copy: Option<String>,
    /// Keys of the bases it cites.
    pub bases: Vec<String>,
    /// What it reads.
    pub inputs: Vec<Input>,
    /// Clocks whose last day it names.
    pub clocks: Vec<String>,
    /// Files it encloses.
    pub enclosures: Option<Path>,
    /// Its place in the volume; lower comes first.
    pub place: u32,
}

impl Letter {
    /// The template's name without its ending, as output files use it.
    pub fn stem(&self) -> &str {
        self.template.strip_suffix(".typ").unwrap_or(&self.template)
    }
}
