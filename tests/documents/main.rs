//! Documents read, recognised and written: small ones in this repository (`twins`), and real ones outside it. Only
//! figures of the real ones are mentioned, and these tests are ignored where the documents are missing.
// Helpers may fail like tests; clippy exempts only the test functions themselves.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};

mod docx;
mod drafts;
mod edge;
mod mutated;
mod odf;
mod programmes;
mod quarterly_plans;
mod reading;
mod report;
mod round_trip;
mod same_plan;
mod seeds;
mod settled;
mod sheets;
mod texts;
mod truth;
mod twins;

/// The folder of samples. Tests that use it are ignored where `build.rs` does not find it.
fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/documents")
}
