//! Remedies: what an adverse letter has to tell about reconsideration and suit, by date and rank.
//!
//! Source: 行政复议法 (2017) arts 9, 12, 14 and (2023) arts 20, 24, 25; 行政诉讼法 arts 45, 46.

use super::Window;

/// What an adverse letter tells its reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// Rank of the issuing organ this applies to.
    pub rank: String,
    /// Days of force.
    pub window: Window,
    /// The body for reconsideration, as printed; `{复议机关}` stands for the organ's own.
    pub review_body: String,
    /// The limit for reconsideration, as printed.
    pub review_limit: String,
    /// Its article.
    pub review_basis: String,
    /// The limit for suit, as printed.
    pub suit_limit: String,
    /// Its article.
    pub suit_basis: String,
}

/// All remedies of a workspace.
#[derive(Clone, Debug, Default)]
pub struct Remedies(pub Vec<Remedy>);

impl Remedies {
    /// The remedies against a letter of an organ of this rank on this day.
    pub fn on(&self, rank: &str, day: chrono::NaiveDate) -> Option<&Remedy> {
        self.0.iter().find(|remedy| remedy.rank == rank && remedy.window.contains(day))
    }
}
