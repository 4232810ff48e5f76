//! Collects findings; every stage pushes into one report.

use super::{Disclosure, Finding, Severity};

/// The findings of a run, in the order in which they were made.
#[derive(Clone, Debug, Default)]
pub struct Report {
    findings: Vec<Finding>,
}

impl Report {
    /// A report with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one finding.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Adds many, such as another report's [`into_findings`](Self::into_findings).
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
    }

    /// All findings in the order in which they were made.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.findings.iter()
    }

    /// How many there are, identical ones counted each time.
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.iter().any(|found| found.severity == Severity::Error)
    }

    /// How many different findings of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        let of = |found: &&&Finding| found.severity == severity;
        self.sorted().iter().filter(of).count()
    }

    /// All findings by path, place, severity, rule and message; identical ones once.
    pub fn sorted(&self) -> Vec<&Finding> {
        let mut sorted: Vec<_> = self.iter().collect();
        sorted.sort_by(|a, b| order(a).cmp(&order(b)));
        sorted.dedup();
        sorted
    }

    /// The findings themselves, in the order in which they were made.
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// Limits who may see the findings made so far; never widens.
    pub fn restrict(&mut self, disclosure: Disclosure) {
        for found in &mut self.findings {
            found.disclosure = found.disclosure.max(disclosure);
        }
    }

    /// Takes back findings that turned out to follow from another one.
    pub(crate) fn retain(&mut self, keep: impl FnMut(&Finding) -> bool) {
        self.findings.retain(keep);
    }
}

impl<'a> IntoIterator for &'a Report {
    type Item = &'a Finding;
    type IntoIter = std::slice::Iter<'a, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// What findings are sorted by. The end and the English message make the order total.
fn order(found: &Finding) -> impl Ord + '_ {
    let span = &found.span;
    let path = span.source.path();
    let rule = found.rule.as_ref();
    (path, span.start, found.severity, rule, &found.message, span.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::rule;
    use crate::source::{Source, Span};
    use crate::text;

    #[test]
    fn sorted_by_place_then_gravity_and_identical_ones_once() {
        let source = Source::new("b", "abc");
        let other = Source::new("a", "abc");
        let at = |source, start, rule| Finding::new(rule, Span::new(source, start, 3), text!("甲", "a"));
        let mut report = Report::new();
        report.push(at(&source, 1, &rule::SMART_QUOTE));
        report.push(at(&source, 1, &rule::WRONG_KIND));
        report.push(at(&source, 1, &rule::WRONG_KIND));
        report.push(at(&source, 0, &rule::NOT_NFC));
        report.push(at(&other, 2, &rule::NOT_NFC));
        let rules: Vec<_> = report.sorted().iter().map(|found| found.rule.clone()).collect();
        assert_eq!(rules, ["not-nfc", "not-nfc", "wrong-kind", "smart-quote"]);
        assert_eq!(report.count(Severity::Error), 1);
        assert_eq!(report.len(), 5);
    }
}
