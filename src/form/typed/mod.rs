//! One reading of texts that are typed on a screen, given to a command, or found in a document (docs/rules.md).
//! Each kind of text has one function here, which returns its meaning *and* what is uncertain about it. An
//! uncertain reading becomes a doubt in a document, and a question or a refusal for a person; no caller can forget
//! it.
//!
//! | module | kind of text |
//! |---|---|
//! | [`figure`] | numbers with the text around them: comparator, unit, the other reading |
//! | [`target`] | a target |
//! | [`fact`] | a fact, with its note where it is typed |
//! | [`baseline`] | the value at which an indicator started |
//! | [`term`] | a term |
//! | [`date`] | a single date |
//! | [`performer`] | the performers of a measure, and the performer with a name |
//! | [`evidence`] | a line of evidence |
//! | [`header`] | the fields of a plan's header |
//! | [`marks`] | the number marks of a column |
//! | [`spelled`] | numbers in words |

pub(crate) mod baseline;
pub(crate) mod date;
pub(crate) mod evidence;
pub(crate) mod fact;
pub(crate) mod figure;
pub(crate) mod header;
pub(crate) mod marks;
pub(crate) mod performer;
pub(crate) mod spelled;
pub(crate) mod target;
pub(crate) mod term;

pub use figure::ValueContext;
