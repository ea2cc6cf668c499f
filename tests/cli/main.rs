//! The program as a whole: arguments in, output, exit code and workspace out.

mod bad_input;
mod facts;
mod plans;
mod texts;
mod world;
mod zhytomyr;
