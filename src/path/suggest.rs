//! A safe name for an unsafe one.

use unicode_normalization::UnicodeNormalization as _;

use super::{MAX_PATH, is_bad_end, is_bad_start, is_device, is_hidden};

/// See [`BundlePath::suggest`](super::BundlePath::suggest).
pub(super) fn safe(path: &str) -> String {
    let clean: String = path.nfc().filter_map(replacement).nfc().collect();
    let parts = clean.split('/').map(safe_part);
    let mut parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    while length(&parts) > MAX_PATH {
        shorten(&mut parts);
    }
    if parts.is_empty() {
        parts.push("_".to_owned());
    }
    parts.join("/")
}

fn replacement(character: char) -> Option<char> {
    match character {
        '\\' => Some('/'),
        '%' => Some('％'),
        ':' => Some('：'),
        '*' => Some('＊'),
        '?' => Some('？'),
        '"' => Some('＂'),
        '<' => Some('＜'),
        '>' => Some('＞'),
        '|' => Some('｜'),
        _ if is_hidden(character) => None,
        _ => Some(character),
    }
}

fn safe_part(part: &str) -> String {
    let part = part.trim_start_matches(is_bad_start).trim_end_matches(is_bad_end);
    if is_device(part) { format!("_{part}") } else { part.to_owned() }
}

fn length(parts: &[String]) -> usize {
    parts.iter().map(|part| part.len() + 1).sum::<usize>().saturating_sub(1)
}

/// Takes a character from the longest part, or, when all are short already, the last folder.
fn shorten(parts: &mut Vec<String>) {
    let longest = (0..parts.len()).max_by_key(|at| parts[*at].len());
    let Some(at) = longest else { return };
    if parts[at].len() <= 24 && parts.len() > 1 {
        parts.remove(parts.len() - 2);
        return;
    }
    let part = &parts[at];
    // What follows the last dot tells what the file is.
    let dot = part.rfind('.').filter(|dot| *dot > 0 && part.len() - dot <= 12);
    let (stem, extension) = part.split_at(dot.unwrap_or(part.len()));
    let mut stem = stem.to_owned();
    stem.pop();
    let stem = stem.trim_end_matches(is_bad_end);
    parts[at] = safe_part(&format!("{stem}{extension}"));
}
