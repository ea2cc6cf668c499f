//! The words of the domain, put together from messages: what the screens and the command line would
//! otherwise each have to spell out.

mod change;
mod finding;
mod names;
mod refusal;
mod value;
