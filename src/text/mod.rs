//! Text as data: Unicode normal form, search keys, Roman numerals, harmless output. Imports no other layer.
//!
//! | module | subject |
//! |---|---|
//! | [`normal`] | NFC, and white space as documents use it |
//! | [`formula`] | texts that a spreadsheet would run, and their apostrophe |
//! | [`key`] | one folding for search, filter, fuzzy matching and duplicates |
//! | [`day`] | a day in figures |
//! | [`look_alikes`] | letters that look like digits |
//! | [`find`] | search that ignores spelling variants and keyboard layouts |
//! | [`fold`] | a text folded into rows, with hyphens |
//! | [`roman`] | Roman numerals in Latin and Cyrillic letters |
//! | [`quarter`] | a quarter in any spelling |
//! | [`safe`] | text from outside made harmless for the terminal and for files |
//! | [`surely`] | the one fallback for what cannot happen |
//! | [`translit`] | Ukrainian to Latin letters for slugs |

pub(crate) mod day;
pub mod find;
pub mod fold;
pub(crate) mod formula;
pub mod key;
pub(crate) mod look_alikes;
pub mod normal;
pub(crate) mod quarter;
pub(crate) mod roman;
#[cfg(test)]
pub(crate) mod rounds;
pub(crate) mod safe;
pub(crate) mod surely;
pub(crate) mod translit;
