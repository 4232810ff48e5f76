//! Finds what somebody probably meant to write.

/// The candidate nearest to a misspelt word, if one is near enough to be meant.
///
/// Distance counts inserted, deleted, replaced and swapped code points. Chinese words are short,
/// so one wrong character of two is still near; but something must be left of the word. A word
/// that contains the other (`名称` in `单位名称`) is nearer than nothing.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().take(MAX_LENGTH).collect();
    let near = |candidate: &'a str| {
        let other: Vec<char> = candidate.chars().take(MAX_LENGTH).collect();
        Some((rank(&word, &other)?, candidate))
    };
    let best = candidates.into_iter().filter_map(near).min();
    best.map(|(_, candidate)| candidate)
}

/// Longer words are compared by their beginning, which keeps the work bounded.
const MAX_LENGTH: usize = 64;

fn rank(word: &[char], other: &[char]) -> Option<usize> {
    let longest = word.len().max(other.len());
    let distance = distance(word, other);
    if distance <= (longest / 3).max(1) && distance < longest {
        return Some(distance);
    }
    let (short, long) = if word.len() < other.len() { (word, other) } else { (other, word) };
    let contained = short.len() >= 2 && long.windows(short.len()).any(|part| part == short);
    contained.then_some(distance + longest)
}

/// Optimal string alignment distance.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    rows[0] = (0..=b.len()).collect();
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = least;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_what_is_near_and_nothing_else() {
        let keys = ["程序", "案号", "证件号", "名称", "日期"];
        assert_eq!(nearest("程续", keys), Some("程序"));
        assert_eq!(nearest("证件好", keys), Some("证件号"));
        assert_eq!(nearest("号案", keys), Some("案号"));
        assert_eq!(nearest("单位名称", keys), Some("名称"));
        assert_eq!(nearest("罚款", keys), None);
        assert_eq!(nearest("", keys), None);
        assert_eq!(nearest("x", ["y"]), None);
    }
}
