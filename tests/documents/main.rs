//! Real documents that lie beside the project, where they are at hand: read, recognised, written.
//! They hold no text of those documents, only figures.
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

/// The folder of samples, if this machine has it.
fn samples() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/documents");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: ../shared is not here");
    None
}
