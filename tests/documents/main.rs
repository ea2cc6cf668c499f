//! Documents read, recognised and written: small ones of this repository (`twins`), and real ones that lie beside
//! the project. What is said of the real ones is figures only, and these tests count as ignored where the
//! documents are not at hand.
// Helpers of tests may fail as tests do; clippy knows only the test functions themselves.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};

mod docx;
mod drafts;
mod edge;
mod mutated;
mod odf;
mod programmes;
mod quarterly_plans;
mod report;
mod round_trip;
mod same_plan;
mod seeds;
mod settled;
mod sheets;
mod texts;
mod truth;
mod twins;

/// The folder of samples. Tests over it are ignored where `build.rs` does not find it.
fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/documents")
}
