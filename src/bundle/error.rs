//! Why a bundle could not be written.

use std::io;

use crate::finding::Text;

use super::layout::{MAX_BYTES, MAX_ENTRIES};
use crate::path::BundlePath;

/// Why a bundle could not be written.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// Id and revision do not make a name.
    #[error("`{id}` with revision {revision} does not name a bundle")]
    Name {
        /// As given.
        id: String,
        /// As given.
        revision: u32,
    },
    /// A value that cannot stand in one line of `bag-info.txt`.
    #[error("the {field} cannot stand in one line of bag-info.txt")]
    Value {
        /// The field of the specification.
        field: &'static str,
    },
    /// A file outside the folder for its kind.
    #[error("`{path}` is not below `{folder}`")]
    Folder {
        /// The file.
        path: BundlePath,
        /// Where it must be.
        folder: &'static str,
    },
    /// No payload: unpacking would make no bag.
    #[error("the bundle has no payload")]
    Empty,
    /// Two files that cannot be unpacked side by side everywhere.
    #[error("`{a}` and `{b}` cannot be told apart on every system")]
    Collision {
        /// One.
        a: String,
        /// The other.
        b: String,
    },
    /// More files than a zip holds without zip64.
    #[error("{entries} files are more than {MAX_ENTRIES}")]
    TooManyEntries {
        /// How many.
        entries: usize,
    },
    /// Longer than a zip can be without zip64.
    #[error("{bytes} bytes are more than {MAX_BYTES}")]
    TooLarge {
        /// How long.
        bytes: u64,
    },
    /// A file that cannot be read.
    #[error("the file for `{path}` cannot be read: {error}")]
    Input {
        /// Its place in the bundle.
        path: BundlePath,
        /// Why.
        error: io::Error,
    },
    /// A file whose bytes are not those its digests were taken of.
    #[error("the file for `{path}` changed while it was read")]
    Changed {
        /// Its place in the bundle.
        path: BundlePath,
    },
    /// The output fails.
    #[error("the bundle cannot be written: {0}")]
    Output(io::Error),
}

impl BundleError {
    pub(super) fn input(path: &BundlePath, error: io::Error) -> Self {
        let path = path.clone();
        Self::Input { path, error }
    }

    /// The sentence in both languages.
    pub fn text(&self) -> Text {
        let en = self.to_string();
        let zh = match self {
            Self::Name { id, revision } => {
                format!("`{id}` 和版次 {revision} 不能作归档包的名称")
            }
            Self::Value { field } => format!("{field} 的值不能写成 bag-info.txt 的一行"),
            Self::Folder { path, folder } => format!("`{path}` 不在 `{folder}` 之下"),
            Self::Empty => "归档包没有载荷文件".to_owned(),
            Self::Collision { a, b } => format!("`{a}` 与 `{b}` 在有的系统上无法并存"),
            Self::TooManyEntries { entries } => {
                format!("共 {entries} 个文件，超过 {MAX_ENTRIES} 个")
            }
            Self::TooLarge { bytes } => format!("共 {bytes} 字节，超过 {MAX_BYTES} 字节"),
            Self::Input { path, error } => format!("无法读取 `{path}` 的文件：{error}"),
            Self::Changed { path } => format!("读取期间，`{path}` 的文件有变动"),
            Self::Output(error) => format!("无法写出归档包：{error}"),
        };
        Text { zh, en }
    }
}
