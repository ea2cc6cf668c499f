//! Tests of the whole program: arguments in; output, exit code and workspace out.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]

mod addresses;
mod bad_input;
mod closing;
mod compact;
mod copies;
mod facts;
mod forms;
mod history;
mod kinds;
mod lapsed;
mod merge;
mod performers;
mod plain;
mod plans;
mod report;
mod roles;
mod several;
mod texts;
mod trust;
mod version_1;
mod world;
mod zhytomyr;
