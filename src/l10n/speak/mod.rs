//! Puts the terms of the domain into words, so that the screens and the command line use the same ones.

mod acceptance;
mod change;
mod finding;
mod names;
mod refusal;
mod value;
