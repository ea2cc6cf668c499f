//! A workspace on a real disk: programs that are killed, power that fails, disks that are full or sick. The tests wait for
//! the disk most of their time, so they are one program, and several run at once. (`tests/damage.rs` is another: it opens
//! workspaces without waiting for their locks, which a program that is just being started here may hold.)

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::print_stdout, clippy::print_stderr, missing_docs)]

#[path = "../shared/at_once.rs"]
mod at_once;
mod crash;
mod durability;
#[path = "../shared/files.rs"]
mod files;
#[path = "../shared/plans.rs"]
mod plans;
mod sick_disk;

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
