//! What an output is made from: program, fonts, templates, data — versions and digests only.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::assets::{Asset, Assets};
use crate::bundle::Blob;
use crate::digest::Sha256;
use crate::procedure::Reference;
use crate::workspace::Workspace;

/// The program and its version, as every output names it.
pub(super) const SOFTWARE: &str = concat!("anjuan ", env!("CARGO_PKG_VERSION"));

/// Files of `templates/` that every case rests on.
const COMMON: [&str; 2] = ["office.yaml", "remedies.yaml"];

/// Digests of what cases share.
pub(super) struct Recipe {
    /// Fonts and shared templates.
    common: String,
    /// By procedure: its whole folder.
    procedures: BTreeMap<Reference, String>,
    /// By procedure: the files a case of it was judged and rendered by, hashed once.
    files: BTreeMap<Reference, Vec<(String, Arc<Blob>)>>,
    fonts: Json,
    /// Notices by key.
    notices: BTreeMap<String, Arc<Blob>>,
}

impl Recipe {
    /// Of a workspace.
    pub(super) fn of(workspace: &Workspace) -> Self {
        let assets = &workspace.assets;
        let list = assets.get("fonts/fonts.sha256").map(|asset| asset.bytes.clone()).unwrap_or_default();
        let fonts = String::from_utf8_lossy(&list).into_owned();
        let folder = |reference: &Reference| (reference.clone(), digest_of(assets, &reference.to_string()));
        Self {
            common: digest([SOFTWARE, &fonts, &digest_of(assets, "shared")].into_iter()),
            procedures: workspace.procedures.keys().map(folder).collect(),
            files: workspace
                .procedures
                .keys()
                .map(|reference| (reference.clone(), files(assets, reference)))
                .collect(),
            fonts: fonts
                .lines()
                .map(|line| Json::from(line.split_once("  ").map_or("", |(digest, _)| digest)))
                .collect(),
            notices: notices(assets),
        }
    }

    /// The digest of everything one letter is made from.
    pub(super) fn letter(&self, procedure: &Reference, id: &str, data: &Json) -> String {
        let folder = self.procedures.get(procedure).map_or("", String::as_str);
        digest([&self.common, folder, id, &data.to_string()].into_iter())
    }

    /// `recipe.json` of a bundle.
    pub(super) fn json(&self, procedure: &Reference) -> Vec<u8> {
        let recipe = json!({
            "software": SOFTWARE,
            "typst": TYPST,
            "procedure": {"reference": procedure.to_string(), "sha256": self.procedures.get(procedure)},
            "fonts": {"sha256": self.fonts},
        });
        let mut text = serde_json::to_vec_pretty(&recipe).unwrap_or_default();
        text.push(b'\n');
        text
    }

    /// A notice's file.
    pub(super) fn notice(&self, key: &str) -> Option<&Arc<Blob>> {
        self.notices.get(key)
    }

    /// The files a case of this procedure was judged and rendered by, but the calendar, relative to `templates/`.
    pub(super) fn files(&self, procedure: &Reference) -> &[(String, Arc<Blob>)] {
        self.files.get(procedure).map_or(&[], Vec::as_slice)
    }
}

fn notices(assets: &Assets) -> BTreeMap<String, Arc<Blob>> {
    let blob = |(name, asset): (&str, &Asset)| {
        let key = name.trim_start_matches("calendar/").trim_end_matches(".yaml");
        (key.to_owned(), Arc::new(Blob::new(asset.bytes.to_vec())))
    };
    assets.below("calendar").map(blob).collect()
}

fn files(assets: &Assets, procedure: &Reference) -> Vec<(String, Arc<Blob>)> {
    let folders = [procedure.to_string(), "shared".to_owned()];
    let below = folders.iter().flat_map(|folder| assets.below(folder));
    let common = COMMON.iter().filter_map(|name| Some((*name, assets.get(name)?)));
    let blob = |(name, asset): (&str, &Asset)| (name.to_owned(), Arc::new(Blob::new(asset.bytes.to_vec())));
    below.chain(common).map(blob).collect()
}

/// The typesetter's version; `Cargo.toml` pins it.
const TYPST: &str = "0.15.1";

fn digest_of(assets: &Assets, folder: &str) -> String {
    let files: Vec<String> =
        assets.below(folder).map(|(name, asset)| format!("{name} {}", Sha256::of(&asset.bytes))).collect();
    digest(files.iter().map(String::as_str))
}

/// A digest over texts that tells `["ab", "c"]` from `["a", "bc"]`.
fn digest<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let mut all = Vec::new();
    for part in parts {
        all.extend_from_slice(&(part.len() as u64).to_be_bytes());
        all.extend_from_slice(part.as_bytes());
    }
    Sha256::of(&all).to_string()
}
