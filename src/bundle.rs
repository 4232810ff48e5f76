//! Bundles: a case on its way to the archive, as one zip that anybody can check.
//!
//! [`write()`] makes a canonical zip (for one content exactly one byte string) that unpacks to a
//! BagIt 1.0 bag (RFC 8493) with SHA-256 and SM3 manifests. The format is specified in
//! `docs/bundle-format.md`; `verify` reads it back.

use std::collections::BTreeMap;
use std::io::{Seek, Write};

use chrono::NaiveDate;

use crate::digest::Sha256;

mod content;
mod error;
pub mod info;
pub mod layout;
pub mod manifest;
mod readme;
mod zip;

use crate::path::{self, BundlePath};
pub use content::{Blob, Content};
pub use error::BundleError;

use content::Measured;
use info::{BagInfo, Oxum};
use layout::Name;
use zip::{Canonical, Entry};

/// What goes into a bundle.
#[derive(Clone, Debug)]
pub struct BundleSpec {
    /// The case's id; with the revision it names the bundle and its folder. See [`Name`].
    pub id: String,
    /// From 1.
    pub revision: u32,
    /// The day the content is of: the case's closing date, never a clock's.
    pub bagging_date: NaiveDate,
    /// Who bundles: the office's full name. One line.
    pub organization: String,
    /// What is bundled, for people. One line.
    pub title: String,
    /// Program and version, `anjuan 0.1.0`.
    pub software: String,
    /// Metadata, each below `meta/`.
    pub tags: Vec<(BundlePath, Vec<u8>)>,
    /// What is archived, each below `data/`; at least one file.
    pub payload: Vec<(BundlePath, Content)>,
}

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BundleSummary {
    /// Of the whole zip.
    pub sha256: Sha256,
    /// Length of the zip.
    pub bytes: u64,
    /// Files in it, control files included.
    pub entries: u64,
    /// What [`fingerprint`] gives for its specification.
    pub fingerprint: Sha256,
}

/// Writes a bundle to an empty `out`.
///
/// Each payload file's SM3, the slow one, is computed once. Files are read twice, the second time
/// with their digest checked: one that changes meanwhile is an error, never a wrong manifest.
/// After an error `out` holds a fragment that no reader takes for a zip.
///
/// # Errors
/// [`BundleError`]: a specification that breaks the format, a file that cannot be read or changed,
/// an `out` that fails or is not empty.
pub fn write(spec: &BundleSpec, out: impl Write + Seek) -> Result<BundleSummary, BundleError> {
    let name = check(spec)?;
    let mut files = measure(spec)?;
    let fingerprint = combine(spec, files.iter().map(|(path, file)| (path, file.digests.sha256)));
    add_control_files(&mut files, spec, name.clone());
    let mut files: Vec<_> = files.iter().collect();
    files.sort_by_key(|(path, _)| layout::order(path.as_str()));
    let entries: Vec<_> = files.iter().map(|(path, file)| entry(&name, path, file)).collect();
    check_size(&entries)?;

    let mut zip = Canonical::new(out, &entries).map_err(BundleError::Output)?;
    for ((path, file), entry) in files.iter().zip(&entries) {
        zip.start(&entry.name).map_err(BundleError::Output)?;
        file.copy(path, &mut zip)?;
    }
    let (sha256, bytes) = zip.finish().map_err(BundleError::Output)?;
    let entries = entries.len() as u64;
    Ok(BundleSummary { sha256, bytes, entries, fingerprint })
}

/// A digest of everything a bundle is made from: equal specifications and contents, equal bundles.
///
/// Files are read, but only the faster digest is computed: this is how a build finds out that
/// nothing changed.
///
/// # Errors
/// If a file cannot be read.
pub fn fingerprint(spec: &BundleSpec) -> Result<Sha256, BundleError> {
    let mut digests = BTreeMap::new();
    for (path, bytes) in &spec.tags {
        digests.insert(path, Sha256::of(bytes));
    }
    for (path, content) in &spec.payload {
        let digest = content.sha256().map_err(|error| BundleError::input(path, error))?;
        digests.insert(path, digest);
    }
    Ok(combine(spec, digests.into_iter()))
}

fn combine<'a>(spec: &BundleSpec, files: impl Iterator<Item = (&'a BundlePath, Sha256)>) -> Sha256 {
    let BundleSpec { id, revision, bagging_date, organization, title, software, .. } = spec;
    // Values are one line each, and so are paths.
    let mut text = format!("{id}\n{revision}\n{bagging_date}\n{organization}\n{title}\n{software}\n");
    for (path, digest) in files {
        text.push_str(&format!("{digest}  {}\n", path.as_str()));
    }
    Sha256::of(text.as_bytes())
}

/// Files by their paths, with digests.
type Files = BTreeMap<BundlePath, Measured>;

/// The files that were handed in.
fn measure(spec: &BundleSpec) -> Result<Files, BundleError> {
    let tags = spec.tags.iter().map(|(path, bytes)| Ok((path.clone(), Measured::of(&bytes[..]))));
    let payload = spec.payload.iter().map(|(path, content)| {
        let measured = Measured::new(path, content.clone())?;
        Ok((path.clone(), measured))
    });
    tags.chain(payload).collect()
}

/// Adds what describes the other files; tagmanifests last, for they list all tag files but them.
fn add_control_files(files: &mut Files, spec: &BundleSpec, name: Name) {
    let info = BagInfo {
        name,
        title: spec.title.clone(),
        organization: spec.organization.clone(),
        date: spec.bagging_date,
        oxum: oxum(files),
        software: spec.software.clone(),
    };
    let readme = readme::render(&info, files.keys().map(BundlePath::as_str));
    let (sha256, sm3) = manifests(files, layout::is_payload);
    add(files, layout::BAGIT, layout::BAGIT_TEXT);
    add(files, layout::README, &readme);
    add(files, layout::BAG_INFO, &info.render());
    add(files, layout::MANIFEST_SHA256, &sha256);
    add(files, layout::MANIFEST_SM3, &sm3);
    let (sha256, sm3) = manifests(files, layout::is_tag_listed);
    add(files, layout::TAGMANIFEST_SHA256, &sha256);
    add(files, layout::TAGMANIFEST_SM3, &sm3);
}

fn add(files: &mut Files, path: &'static str, text: &str) {
    files.insert(BundlePath::control(path), Measured::of(text.as_bytes()));
}

/// The SHA-256 and SM3 manifest of the files whose path is wanted.
fn manifests(files: &Files, wanted: fn(&str) -> bool) -> (String, String) {
    let lines = || files.iter().filter(|(path, _)| wanted(path.as_str()));
    let sha256 = lines().map(|(path, file)| (file.digests.sha256, path));
    let sm3 = lines().map(|(path, file)| (file.digests.sm3, path));
    (manifest::render(sha256), manifest::render(sm3))
}

fn oxum(files: &Files) -> Oxum {
    let payload = files.iter().filter(|(path, _)| layout::is_payload(path.as_str()));
    let sizes = payload.map(|(_, file)| file.digests.bytes);
    sizes.fold(Oxum { bytes: 0, files: 0 }, |sum, bytes| Oxum {
        bytes: sum.bytes.saturating_add(bytes),
        files: sum.files + 1,
    })
}

fn entry(name: &Name, path: &BundlePath, file: &Measured) -> Entry {
    let (crc32, bytes) = (file.crc32, file.digests.bytes);
    Entry { name: name.entry(path), crc32, bytes }
}

fn check(spec: &BundleSpec) -> Result<Name, BundleError> {
    let name = Name::new(&spec.id, spec.revision)
        .map_err(|_| BundleError::Name { id: spec.id.clone(), revision: spec.revision })?;
    let values = [("organization", &spec.organization), ("title", &spec.title), ("software", &spec.software)];
    if let Some((field, _)) = values.into_iter().find(|(_, value)| !info::is_value(value)) {
        return Err(BundleError::Value { field });
    }
    if !info::is_date(spec.bagging_date) {
        return Err(BundleError::Value { field: "bagging_date" });
    }
    check_paths(spec)?;
    Ok(name)
}

fn check_paths(spec: &BundleSpec) -> Result<(), BundleError> {
    let tags = spec.tags.iter().map(|(path, _)| (path, layout::META));
    let payload = spec.payload.iter().map(|(path, _)| (path, layout::PAYLOAD));
    for (path, folder) in tags.chain(payload) {
        if !path.as_str().starts_with(folder) {
            let path = path.clone();
            return Err(BundleError::Folder { path, folder });
        }
    }
    if spec.payload.is_empty() {
        return Err(BundleError::Empty);
    }
    let paths = spec.tags.iter().map(|(path, _)| path);
    let paths = paths.chain(spec.payload.iter().map(|(path, _)| path));
    let paths = paths.map(BundlePath::as_str).chain(layout::CONTROL);
    match path::collision(paths) {
        None => Ok(()),
        Some((a, b)) => Err(BundleError::Collision { a: a.to_owned(), b: b.to_owned() }),
    }
}

fn check_size(entries: &[Entry]) -> Result<(), BundleError> {
    if entries.len() > layout::MAX_ENTRIES {
        return Err(BundleError::TooManyEntries { entries: entries.len() });
    }
    match zip::length(entries) {
        bytes if bytes > layout::MAX_BYTES => Err(BundleError::TooLarge { bytes }),
        _ => Ok(()),
    }
}
