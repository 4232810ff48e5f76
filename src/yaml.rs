//! Reads YAML into a tree that knows the place of every byte.
//!
//! Which keys a file may have is said by data, so there is nothing to derive a decoder from: a
//! file becomes a tree of [`Node`]s, and [`Record`] asks the tree for keys one by one. Scalars
//! stay text; what a text means is said by whoever asks for it.
//!
//! The lints run before the parser. They know what an input method does to YAML, repair it in
//! memory, and the parser reads the repaired text: so a full-width colon is reported as such,
//! once, and everything after it is still read.

mod lint;
mod nearest;
mod node;
mod parse;
mod record;

pub use nearest::nearest;
pub use node::{Entry, Map, Node, Scalar, Value};
pub use parse::parse;
pub use record::Record;
