//! Plan to document and back: forms as data, the recogniser, the exchange format.
//!
//! | module | subject |
//! |---|---|
//! | [`exchange`] | a plan as JSON, both ways |
//! | [`form`] | a form as data; `forms/` holds those compiled in |
//! | [`words`] | the words of office documents as data |
//! | [`code`], [`dates`], [`period`], [`term`], [`performers`], [`performer_fold`], [`signs`] | what stands in one cell or line |
//! | [`typed`] | one reading of what is typed, given or found |
//! | [`reading`] | a value with what was uncertain about it |
//! | [`iati`] | a plan's results as donors' systems read them |
//! | [`rollover`] | the next period's plan out of this one |
//! | [`mod@recognise`] | a document and the forms it may have, a draft of the plan |
//! | [`mod@lay_out`] | a plan and a form, the document |
//! | [`mod@preview`] | a document as lines of text |
//! | [`labels`] | the words that documents print beside the data |
//! | [`genitive`] | names of plans and offices in the genitive |
//! | [`writing`] | what only a writer needs to know of a form |

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
pub(crate) mod words;
pub(crate) mod writing;

pub use form::{Form, built_in, built_in_file, report_form};
pub use lay_out::{LayOut, annex, lay_out, may_fit};
pub use preview::{PreviewLine, preview};
pub use recognise::{LearnError, Options, RecogniseError, Recognised, recognise};
pub use rollover::{Carry, RollFault, RollPreview, next_plan, roll_over};
