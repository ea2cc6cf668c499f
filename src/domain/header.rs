//! The header of a plan, with its approval and signatures.

use jiff::civil::Date;

use super::quarter::Span;

/// The header of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The name of the plan in commands, unique in its workspace.
    pub slug: String,
    /// The title as printed.
    pub title: String,
    /// The organisation that the plan belongs to.
    pub organisation: String,
    /// The organisation in the genitive, as titles of reports need it; none where the program can inflect the name, or
    /// nobody has said it.
    pub organisation_genitive: Option<String>,
    /// First to last quarter.
    pub period: Span,
    /// The name of the form it was imported with.
    pub form: Option<String>,
    /// Paragraphs above the table that are neither title nor approval.
    pub preamble: Vec<String>,
    /// The approval block.
    pub approval: Option<Signature>,
    /// The signatures under the table.
    pub signatures: Vec<Signature>,
    /// The month in which the plan's year starts, 1 to 12; 1 by default.
    pub year_start: i8,
    /// Archived: hidden from lists unless asked for.
    pub archived: bool,
}

impl Header {
    /// Whether a text can be the name of a plan in commands and in names of files.
    pub fn is_slug(text: &str) -> bool {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        !text.is_empty() && text.len() <= 80 && !text.starts_with('-') && text.chars().all(allowed)
    }
}

/// An approval or a signature.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Signature {
    /// «ЗАТВЕРДЖЕНО», «Ознайомлений:»; empty where there is none.
    pub heading: String,
    /// Position and office.
    pub role: String,
    /// The person's name.
    pub name: String,
    /// The date beside it.
    pub date: Option<Date>,
    /// The number of the order that approves.
    pub number: Option<String>,
}
