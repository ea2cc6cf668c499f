//! Plan to document and back: forms as data, the recogniser, the exchange format.
//!
//! | module | subject |
//! |---|---|
//! | [`exchange`] | a plan as JSON, both ways |
//! | [`form`] | a form as data; `forms/` holds those compiled in |
//! | [`words`] | the words of office documents as data |
//! | [`code`], [`dates`], [`period`], [`value`], [`term`], [`performers`] | what stands in one cell or line |
//! | [`reading`] | a value with what was uncertain about it |
//! | [`mod@recognise`] | a document and the forms it may have, a draft of the plan |

pub mod code;
pub mod dates;
pub mod exchange;
#[expect(clippy::module_inception, reason = "a form is what this layer is about")]
pub mod form;
pub mod performers;
pub mod period;
pub mod reading;
pub mod recognise;
pub mod term;
pub mod value;
pub mod words;

pub use form::{Form, built_in};
pub use recognise::{Options, RecogniseError, Recognised, recognise};
