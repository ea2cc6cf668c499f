//! What only processes show, on a real disk or in a real terminal: programs that are killed, power that fails, disks that
//! are full or sick; the state of the terminal after the program ends, several windows, the first screen, the main job.
//!
//! The tests wait most of their time, so they are one program, and several run at once. (`tests/damage.rs` is another: it
//! opens workspaces without waiting for their locks, which a program that is just being started here may hold.)

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::print_stdout, clippy::print_stderr, missing_docs)]

#[path = "../shared/at_once.rs"]
mod at_once;
mod crash;
mod durability;
mod entry;
#[path = "../flow/exported.rs"]
mod exported;
mod figures;
#[path = "../shared/files.rs"]
mod files;
mod first_screen;
#[path = "../shared/plans.rs"]
mod plans;
mod probe;
#[path = "../shared/pty_window.rs"]
mod pty_window;
#[path = "../flow/readings.rs"]
mod readings;
mod sick_disk;
#[path = "../domain/steps.rs"]
mod steps;
mod windows;

use std::{
    path::Path,
    thread,
    time::{Duration, Instant},
};

use kvartal::store::{DiskStore, OpenOptions, StoreError};

/// Opens a workspace. A test that starts a program may hold the locks of another between fork and exec, so opening is
/// repeated.
fn opened(path: &Path, options: &OpenOptions) -> Result<DiskStore, StoreError> {
    let until = Instant::now() + Duration::from_secs(120);
    loop {
        match DiskStore::open(path, options) {
            Err(StoreError::Locked { .. }) if Instant::now() < until => thread::yield_now(),
            opened => return opened,
        }
    }
}
