//! Anjuan (案卷): a compiler for administrative case files.
//!
//! A case is a folder of YAML and attached files in git; a procedure is a folder of YAML and
//! Typst. Like a compiler, the program reports every error at its place, is deterministic, and
//! keeps its stages apart:
//!
//! ```text
//! workspace ──load──▶ Case ──check──▶ CheckedCase ──plan──▶ Plan ──render──▶ letters ──bundle──▶ zip
//!                      │                   │                                                     │
//!                      └──── findings ◀────┘                                        zip ──verify──▶ verdict
//! ```
//!
//! The groups below stand in that order; a module may use what stands before it, never what
//! follows. `tests/layers.rs` holds them to it.

// Foundations: they know nothing of cases.
pub mod assets;
pub mod attachment;
pub mod calendar;
pub mod character;
pub mod codes;
pub mod digest;
pub mod files;
pub mod finding;
pub mod path;
pub mod source;
pub mod yaml;

// What is loaded.
pub mod case;
pub mod office;
pub mod procedure;
pub mod workspace;

// The stages.
pub mod build;
pub mod bundle;
pub mod check;
pub mod plan;
pub mod render;
pub mod verify;

// For people.
pub mod cli;
pub mod rules;
