//! The exchange format `kvartal-plan`, versions 1 and 2: a plan as JSON, both ways.
//!
//! | module | subject |
//! |---|---|
//! | `wire` | the written JSON, which is separate from the stored records |
//! | `write` | a plan as that JSON |
//! | `names` | the words of the contract for levels, kinds and rules |
//! | `once` | JSON without repeated fields |
//! | `cursor` | a position in a JSON text, for errors that name the place |
//! | `read`, `outline`, `value` | a JSON text read as a draft |
//! | `beside` | accepted findings, closings, decisions, roles and marks, both ways |
//! | `resolve` | checks that need the whole draft: identities, addresses, shares |
//! | `error` | why a text is refused |
//!
//! Reading never guesses: a missing field has the default of the contract, an unknown field is ignored, and a
//! malformed one is refused with its place.

mod beside;
mod cursor;
mod error;
mod names;
mod once;
mod outline;
mod read;
mod resolve;
mod term;
#[cfg(test)]
mod tests;
mod value;
mod wire;
mod write;

pub use error::{ExchangeError, Expected, Problem};
pub use read::import;
pub use write::export;

/// The value of the field `format`.
pub const FORMAT: &str = "kvartal-plan";

/// The newest version that this program writes and reads. A plan that version 1 can express is written as version
/// 1.
pub const VERSION: u32 = 2;

/// The longest text that is read: about 50 000 measures, hundreds of times the largest plan known.
pub const MAX_BYTES: usize = 64 << 20;

/// The most goals, tasks and measures that are read: a text of the longest length may have a million empty ones.
pub const MAX_NODES: usize = 100_000;
