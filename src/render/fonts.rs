//! The pinned fonts.

use std::borrow::Cow;

use typst::foundations::Bytes;
use typst::text::Font;

use crate::assets::Assets;
use crate::digest::Sha256;

/// The list of fonts and their digests, in the form of `sha256sum`.
const LIST: &str = "fonts/fonts.sha256";

/// A font that is missing or is not the pinned one.
#[derive(Debug, thiserror::Error)]
pub enum FontError {
    /// The list itself is not there.
    #[error("there is no list of fonts `templates/{LIST}`")]
    NoList,
    /// A listed font is not there.
    #[error("the font `templates/fonts/{0}` is missing")]
    Missing(String),
    /// A font has other bytes than the pinned ones.
    #[error("the font `templates/fonts/{0}` is not the pinned one")]
    Differs(String),
}

/// Every face of every listed font, in the order of the list.
///
/// Fonts embedded in the program were compared when it was tested; fonts read from a workspace
/// are compared here, every time.
pub(super) fn load(assets: &Assets) -> Result<Vec<Font>, FontError> {
    let list = assets.get(LIST).ok_or(FontError::NoList)?;
    let list = String::from_utf8_lossy(&list.bytes).into_owned();
    let mut fonts = Vec::new();
    for line in list.lines() {
        let Some((digest, name)) = line.split_once("  ") else { continue };
        let missing = || FontError::Missing(name.to_owned());
        let asset = assets.get(&format!("fonts/{name}")).ok_or_else(missing)?;
        let bytes = match &asset.bytes {
            Cow::Borrowed(bytes) => Bytes::new(*bytes),
            Cow::Owned(bytes) if Sha256::of(bytes).to_string() == digest => Bytes::new(bytes.clone()),
            Cow::Owned(_) => return Err(FontError::Differs(name.to_owned())),
        };
        fonts.extend(Font::iter(bytes));
    }
    Ok(fonts)
}
