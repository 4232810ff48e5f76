//! Every rule there is, for those who look one up.

use crate::finding::{self, Rule};
use crate::procedure::read;
use crate::{assets, build, calendar, case, check, files, workspace};

/// The rules built into the program, by the module that knows them; a procedure brings its own.
pub fn built_in() -> impl Iterator<Item = &'static Rule> {
    let tables: [&[&Rule]; 9] = [
        finding::rule::ALL,
        files::ALL,
        assets::ALL,
        calendar::RULES,
        read::ALL,
        workspace::ALL,
        case::rules::ALL,
        check::rules::ALL,
        build::RULES,
    ];
    tables.into_iter().flatten().copied()
}

#[cfg(test)]
mod tests {
    use super::built_in;

    #[test]
    fn every_id_is_kebab_case_and_names_one_rule() {
        let mut ids: Vec<_> = built_in().map(|rule| rule.id).collect();
        let kebab = |id: &&str| id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        assert!(ids.iter().all(kebab));
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "an id is given to two rules");
    }
}
