//! Integration tests, one binary: the program as its users meet it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod findings;
mod letters;
mod support;

mod building;
mod definitions;
mod disk;
mod input;
mod judges;
mod layers;
mod pipeline;
mod renaming;
mod rules;
mod third_procedure;
