//! Plans as documents and documents as plans: forms, the recogniser, the layout, the exchange format.
//!
//! | module | subject |
//! |---|---|
//! | [`exchange`] | a plan as JSON, both ways |
//! | [`form`] | forms as data; `forms/` has those compiled in |
//! | [`words`] | the words of office documents as data |
//! | [`code`], [`dates`], [`period`], [`term`], [`performers`], [`performer_fold`], [`signs`], [`units`] | parts of a cell |
//! | [`typed`] | the one reading of texts that are typed, given or found |
//! | [`reading`] | a value with what is uncertain about it |
//! | [`iati`] | a plan's results for the systems of donors |
//! | [`rollover`] | the plan of the next period, made from this one |
//! | [`mod@recognise`] | reads a document as a draft of a plan |
//! | [`mod@lay_out`] | lays out a plan as a document |
//! | [`mod@preview`] | a document as lines of text |
//! | [`labels`] | the words that documents contain beside the data |
//! | [`genitive`] | names of plans and offices in the genitive |
//! | [`writing`] | the part of a form that only writing needs |

pub(crate) mod code;
pub(crate) mod dates;
pub mod exchange;
#[expect(clippy::module_inception, reason = "a form is what this layer is about")]
pub(crate) mod form;
pub(crate) mod genitive;
pub(crate) mod holds;
pub mod iati;
pub(crate) mod labels;
pub mod lay_out;
mod looks;
pub(crate) mod performer_fold;
pub mod performers;
pub(crate) mod period;
pub(crate) mod preview;
pub(crate) mod reading;
pub mod recognise;
pub(crate) mod rollover;
pub(crate) mod signs;
pub(crate) mod term;
pub(crate) mod typed;
pub(crate) mod units;
pub(crate) mod words;
pub(crate) mod writing;

pub use form::{Form, built_in, built_in_file, report_form};
pub use lay_out::{LayOut, annex, lacks_genitive, lay_out, may_be_reported, may_fit};
pub use preview::{BrokenBound, PreviewLine, preview};
pub use recognise::{LearnError, Options, RecogniseError, Recognised, recognise};
pub use rollover::{Carry, RollFault, RollPreview, next_plan, roll_over};
