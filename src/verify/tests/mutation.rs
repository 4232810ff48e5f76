//! No change to a bundle is taken for the bundle.

use proptest::prelude::*;

use super::*;

/// One bit of every byte there is, each in turn.
#[test]
fn no_flipped_bit_is_valid() {
    let mut bytes = written(&spec());
    for at in 0..bytes.len() {
        let bit = 1 << (at % 8);
        bytes[at] ^= bit;
        assert_ne!(judged(&bytes).outcome, Outcome::Valid, "bit {bit} of byte {at}");
        bytes[at] ^= bit;
    }
}

/// A change somebody or something might make; numbers are taken modulo what there is.
#[derive(Clone, Debug)]
enum Change {
    Flip(Vec<(usize, u8)>),
    Cut(usize),
    Insert(usize, Vec<u8>),
    Delete(usize, usize),
    Move(usize, usize, usize),
    DropLine(usize, usize),
    DoubleLine(usize, usize),
    Remove(usize),
    Rename(usize, String),
    Append(usize, Vec<u8>),
    Add(String, Vec<u8>),
    Exchange(usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    use Change::*;
    let n = any::<usize>;
    let data = || proptest::collection::vec(any::<u8>(), 1..20);
    let name = "(data|meta|seal)/[a-z中.]{1,8}|[a-z.]{1,8}";
    prop_oneof![
        proptest::collection::vec((n(), 1..=255_u8), 1..4).prop_map(Flip),
        n().prop_map(Cut),
        (n(), data()).prop_map(|(at, data)| Insert(at, data)),
        (n(), 1..40_usize).prop_map(|(at, length)| Delete(at, length)),
        (n(), n(), 1..80_usize).prop_map(|(a, b, length)| Move(a, b, length)),
        (n(), n()).prop_map(|(file, line)| DropLine(file, line)),
        (n(), n()).prop_map(|(file, line)| DoubleLine(file, line)),
        n().prop_map(Remove),
        (n(), name).prop_map(|(file, name)| Rename(file, name)),
        (n(), data()).prop_map(|(file, data)| Append(file, data)),
        (name, data()).prop_map(|(name, data)| Add(name, data)),
        (n(), n()).prop_map(|(a, b)| Exchange(a, b)),
    ]
}

impl Change {
    fn apply(self, bytes: &[u8]) -> Vec<u8> {
        let mut out = bytes.to_vec();
        let end = bytes.len();
        match self {
            Self::Flip(places) => places.iter().for_each(|(at, bits)| out[at % end] ^= bits),
            Self::Cut(at) => out.truncate(at % end),
            Self::Insert(at, data) => drop(out.splice(at % end..at % end, data)),
            Self::Delete(at, length) => drop(out.drain(at % end..(at % end + length).min(end))),
            Self::Move(a, b, length) => {
                let (a, b) = (a % (end - length), b % (end - length));
                let piece = bytes[a..a + length].to_vec();
                out.copy_within(b..b + length, a);
                out[b..b + length].copy_from_slice(&piece);
            }
            consistent => return consistent.repack(files(bytes)),
        }
        out
    }

    /// Changes that leave a sound zip.
    fn repack(self, mut files: Vec<(String, Vec<u8>)>) -> Vec<u8> {
        let count = files.len();
        match self {
            Self::DropLine(file, line) => edit(&mut files[1 + file % 4].1, line, 0),
            Self::DoubleLine(file, line) => edit(&mut files[1 + file % 4].1, line, 2),
            Self::Remove(at) => drop(files.remove(at % count)),
            Self::Rename(at, name) => files[at % count].0 = format!("{FOLDER}{name}"),
            Self::Append(at, data) => files[at % count].1.extend(data),
            Self::Exchange(a, b) => files.swap(a % count, b % count),
            Self::Add(name, data) => {
                let mut bag = Bag(files);
                bag.insert(&name, &data);
                files = bag.0;
            }
            _ => unreachable!("the others change bytes"),
        }
        packed(&files)
    }
}

/// Writes a line of a text as often as told.
fn edit(data: &mut Vec<u8>, line: usize, times: usize) {
    let text = String::from_utf8_lossy(data).into_owned();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = line % lines.len();
    let repeated = lines[at].repeat(times);
    let out = lines.iter().enumerate().map(|(index, line)| if index == at { &repeated } else { *line });
    *data = out.collect::<String>().into_bytes();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_change_is_valid(change in change()) {
        let bytes = written(&spec());
        let changed = change.apply(&bytes);
        prop_assume!(changed != bytes);
        let verdict = judged(&changed);
        prop_assert_ne!(verdict.outcome, Outcome::Valid);
        prop_assert!(!verdict.problems.is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn whatever_is_written_is_valid(
        contents in proptest::collection::btree_map("[a-zéß中文 ./-]{1,30}", any::<Vec<u8>>(), 1..8),
        title in "[a-z中]{1,20}",
    ) {
        let mut spec = spec();
        spec.title = title;
        spec.payload = contents.into_iter().map(|(name, data)| {
            (BundlePath::suggest(&format!("data/x{name}")), Content::Bytes(data.into()))
        }).collect();
        let mut out = Cursor::new(Vec::new());
        // Suggested names may coincide.
        prop_assume!(bundle::write(&spec, &mut out).is_ok());
        let bytes = out.into_inner();
        let verdict = judged(&bytes);
        prop_assert_eq!(verdict.outcome, Outcome::Valid, "{}", verdict.human(Lang::En));
        prop_assert_eq!(packed(&files(&bytes)), bytes);
    }
}
