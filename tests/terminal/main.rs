//! What only a real terminal shows: its state after the program ends, several windows, the first screen, the main job.
//! The tests wait for programs most of their time, so they are one program, and several run at once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::print_stdout, missing_docs)]

mod entry;
#[path = "../flow/exported.rs"]
mod exported;
mod first_screen;
mod probe;
#[path = "../shared/pty_window.rs"]
mod pty_window;
#[path = "../flow/readings.rs"]
mod readings;
mod windows;
