//! Scenarios: keys in, frames out, without a terminal.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at its first surprise"
)]

mod acts;
mod bytes;
mod closed;
mod conventions;
mod cursor;
mod dashboard;
mod debts;
mod entry;
mod escape;
mod exported;
mod figures;
mod finding;
mod findings;
mod first_run;
mod flag;
mod go_to;
mod history;
mod import;
mod learn;
mod line;
mod mouse;
mod outline;
mod outliner;
mod palette;
mod parts;
mod performers;
mod picture;
mod plans;
mod quarter;
mod readings;
mod screens;
mod silent;
mod stage;
mod stuck;
mod targets;
mod texts;
mod timeline;
mod trust;
mod typed;
mod typed_told;
mod typed_words;
mod widths;
mod window;
