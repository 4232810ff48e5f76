//! Integration tests, one binary: the program as its users meet it.

mod support;

mod pipeline;
