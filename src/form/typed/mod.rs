//! One reading of what is typed on a screen, given to a command, or found in a document (docs/rules.md): each
//! kind of text has one function here, which answers with what it means *and* with what is uncertain
//! about it. Who types is asked or refused where a document gets a doubt; neither can forget it.
//!
//! | module | kind of text |
//! |---|---|
//! | [`figure`] | numbers with what stands around them: comparator, unit, the other reading |
//! | [`target`] | a target |
//! | [`fact`] | a fact, with its note where it is typed |
//! | [`term`] | a term |
//! | [`date`] | a day that stands alone |
//! | [`performer`] | the performers of a measure, and one who is named |
//! | [`evidence`] | a line of evidence |
//! | [`header`] | the fields of a plan's header |
//! | [`marks`] | what a column of numbers tells of its marks |

pub(crate) mod date;
pub(crate) mod evidence;
pub(crate) mod fact;
pub(crate) mod figure;
pub(crate) mod header;
pub(crate) mod marks;
pub(crate) mod performer;
mod spelled;
pub(crate) mod target;
pub(crate) mod term;

pub use figure::ValueContext;
