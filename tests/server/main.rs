//! The program with plans on a PostgreSQL server: windows in real terminals, over a line that can be cut, and copies.
//!
//! `scripts/with-postgres cargo test --features postgres --test server`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::print_stdout, missing_docs)]

#[cfg(feature = "postgres")]
mod copies;
#[cfg(feature = "postgres")]
mod database;
#[cfg(feature = "postgres")]
mod line;
#[cfg(feature = "postgres")]
#[path = "../shared/pty_window.rs"]
mod pty_window;
#[cfg(feature = "postgres")]
mod rows;
#[cfg(feature = "postgres")]
#[path = "../../benches/shape/mod.rs"]
#[allow(dead_code, reason = "benches use the rest")]
mod shape;
#[cfg(feature = "postgres")]
mod windows;

/// Says in every run of all tests that these were left out.
#[cfg(not(feature = "postgres"))]
#[test]
#[ignore = "it takes a server and the feature: scripts/with-postgres cargo test --features postgres"]
fn plans_on_a_server() {
    panic!("this was built without the feature postgres");
}
