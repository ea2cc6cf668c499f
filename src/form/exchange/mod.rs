//! The exchange format `kvartal-plan`, versions 1 and 2: a plan as JSON, both ways.
//!
//! | module | subject |
//! |---|---|
//! | `wire` | the shape that is written: the contract, apart from the stored records |
//! | `write` | a plan put into that shape |
//! | `names` | the words of the contract for levels, kinds and rules |
//! | `cursor` | a place in a JSON text, for reading with errors that say where |
//! | `read`, `outline`, `value` | a JSON text read as a draft |
//! | `beside` | accepted findings, closings, decisions, roles and marks, both ways |
//! | `resolve` | what needs the whole draft: identities, addresses, shares |
//! | `error` | why a text is refused |
//!
//! Reading guesses nothing: what is missing has a default of the contract, what is unknown is ignored,
//! and what is malformed is refused with its place.

mod beside;
mod cursor;
mod error;
mod names;
mod outline;
mod read;
mod resolve;
#[cfg(test)]
mod tests;
mod value;
mod wire;
mod write;

pub use error::{ExchangeError, Expected, Problem};
pub use read::import;
pub use write::export;

/// What the field `format` says.
pub const FORMAT: &str = "kvartal-plan";

/// The newest version this program writes and reads. What version 1 can say is written as version 1.
pub const VERSION: u32 = 2;

/// The longest text that is read: some 50 000 measures, hundreds of times the largest plan known.
pub const MAX_BYTES: usize = 64 << 20;
