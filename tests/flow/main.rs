//! Scenarios: keys in, frame out. What a person types and sees, without a terminal.

mod entry;
mod outline;
mod plans;
mod screens;
mod stage;
