//! Every rule has an example that breaks it, and the finding is all that is said.
//!
//! The samples themselves are the examples that break none; that they do not is tested where they
//! are built.

use std::collections::BTreeSet;

use anjuan::finding::Report;
use anjuan::workspace::Workspace;

use crate::support::project;

mod breaches;
mod causes;
mod deadlines;
pub mod example;
mod lawfulness;
mod letters;
mod procedures;
mod shape;

const TABLES: [&[example::Example]; 4] =
    [lawfulness::EXAMPLES, letters::EXAMPLES, procedures::EXAMPLES, shape::EXAMPLES];

#[test]
fn steps_dates_attachments_and_materials() {
    example::judge(lawfulness::EXAMPLES);
}

#[test]
fn letters_clocks_and_exemptions() {
    example::judge(letters::EXAMPLES);
}

#[test]
fn rules_of_the_procedures() {
    example::judge(procedures::EXAMPLES);
}

#[test]
fn shapes_of_values() {
    example::judge(shape::EXAMPLES);
}

#[test]
fn every_rule_has_an_example_that_breaks_it() {
    let mut report = Report::new();
    let workspace = Workspace::open(project(), &mut report).unwrap();
    let procedures = workspace.procedures.values();
    let brought = procedures.flat_map(|procedure| procedure.rules.iter().map(|rule| rule.id.as_str()));
    let built_in = anjuan::check::rules::ALL.iter().chain(anjuan::case::rules::ALL).map(|rule| rule.id);
    let shown: BTreeSet<&str> =
        TABLES.iter().flat_map(|table| example::rules_of(table)).chain([shape::TOO_LONG]).collect();
    let without: Vec<&str> = built_in.chain(brought).filter(|rule| !shown.contains(rule)).collect();
    assert_eq!(without, Vec::<&str>::new(), "rules without an example");
}
