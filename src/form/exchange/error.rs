//! Why a text of the exchange format is refused, as data: the place, what is there, and what was expected.

use std::fmt;

/// A refusal, with its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{problem}", Prefix(.path))]
pub struct ExchangeError {
    /// The place, as in `outline[0].children[2].indicators[0].values[1].target`; empty for the whole text.
    pub path: String,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The text is longer than any plan.
    #[error("the text is longer than {limit} bytes")]
    TooLong {
        /// The most that is read.
        limit: usize,
    },
    /// The outline has too many goals, tasks and measures.
    #[error("the outline has more than {limit} goals, tasks and measures")]
    TooMany {
        /// The most that is read.
        limit: usize,
    },
    /// The text is not JSON.
    #[error("line {line}, column {column} is not JSON: {what}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// The message of the JSON reader.
        what: String,
    },
    /// JSON, but not of this format.
    #[error("this is not a plan: `format` is {found:?}, not \"kvartal-plan\"")]
    NotAPlan {
        /// The value of `format`; empty where there is none.
        found: String,
    },
    /// A version that this program does not know.
    #[error("the text has version {found}; this program reads version {known}: a newer kvartal reads it")]
    UnknownVersion {
        /// The version of the text.
        found: String,
        /// The newest version that is read.
        known: u32,
    },
    /// A field that must be there.
    #[error("the field `{field}` is missing")]
    Missing {
        /// Its name.
        field: &'static str,
    },
    /// A value of the wrong kind.
    #[error("{found} is not {expected}")]
    Malformed {
        /// The expected kind.
        expected: Expected,
        /// The value, shortened.
        found: String,
    },
    /// A word that is not one of the known words.
    #[error("{found:?} is none of: {known}")]
    UnknownWord {
        /// The word.
        found: String,
        /// The words that are known.
        known: String,
    },
    /// The numbers do not agree with the kind.
    #[error("the kind {kind} does not go with {found} numbers")]
    NumbersForKind {
        /// The kind.
        kind: String,
        /// The number of numbers there are.
        found: usize,
    },
    /// An end before its beginning.
    #[error("{last} is before {first}")]
    Backwards {
        /// The beginning.
        first: String,
        /// The end.
        last: String,
    },
    /// A level that is not allowed under the one above.
    #[error("a {level} cannot stand under a {above}")]
    LevelUnder {
        /// The level.
        level: &'static str,
        /// The level above.
        above: &'static str,
    },
    /// Something that only a measure has.
    #[error("only a measure has `{field}`")]
    OnlyMeasures {
        /// The field.
        field: &'static str,
    },
    /// Both or neither of `quarter` and `period`.
    #[error("a value has either `quarter` or `period`")]
    QuarterOrPeriod,
    /// A fact for more than a quarter.
    #[error("facts are given by quarter: a value for a longer period has none")]
    FactForPeriod,
    /// A longer period and its last quarter have two notes.
    #[error("the period has one note and its last quarter {quarter} has another")]
    TwoNotes {
        /// The last quarter.
        quarter: String,
    },
    /// A value for a time outside the plan's period.
    #[error("{found} lies outside the plan's period {period}")]
    OutsidePeriod {
        /// The quarter or the span.
        found: String,
        /// The period.
        period: String,
    },
    /// The wording is another number than the numbers.
    #[error("`raw` is {raw}, and `numbers` are {numbers}")]
    RawDiffers {
        /// The wording.
        raw: String,
        /// The numbers.
        numbers: String,
    },
    /// The wording is another day than the date.
    #[error("`raw` is {raw}, and `date` is {date}")]
    DayDiffers {
        /// The wording.
        raw: String,
        /// The date.
        date: String,
    },
    /// The wording of a term names other months or years than its fields.
    #[error("`raw` is {raw}, and the term is {said}")]
    TermDiffers {
        /// The wording.
        raw: String,
        /// The months or years in the fields.
        said: String,
    },
    /// The same thing twice.
    #[error("{what} stands twice")]
    Twice {
        /// What it is.
        what: String,
    },
    /// The same piece of evidence with two contents.
    #[error("the evidence {id} has another content here than under its first measure")]
    EvidenceDiffers {
        /// Its identity.
        id: String,
    },
    /// A reference to something that is not in the text.
    #[error("nothing in the text is {found}")]
    Unresolved {
        /// The identity or address.
        found: String,
    },
    /// An address that several things have.
    #[error("the address {found} belongs to several; give their `id` as `subject`")]
    Ambiguous {
        /// The address.
        found: String,
    },
}

impl Problem {
    /// Its name in message ids: `exchange-` and this.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "too-long",
            Self::TooMany { .. } => "too-many",
            Self::Syntax { .. } => "syntax",
            Self::NotAPlan { .. } => "not-a-plan",
            Self::UnknownVersion { .. } => "unknown-version",
            Self::Missing { .. } => "missing",
            Self::Malformed { .. } => "malformed",
            Self::UnknownWord { .. } => "unknown-word",
            Self::NumbersForKind { .. } => "numbers-for-kind",
            Self::Backwards { .. } => "backwards",
            Self::LevelUnder { .. } => "level-under",
            Self::OnlyMeasures { .. } => "only-measures",
            Self::QuarterOrPeriod => "quarter-or-period",
            Self::FactForPeriod => "fact-for-period",
            Self::TwoNotes { .. } => "two-notes",
            Self::OutsidePeriod { .. } => "outside-period",
            Self::RawDiffers { .. } => "raw-differs",
            Self::DayDiffers { .. } => "day-differs",
            Self::TermDiffers { .. } => "term-differs",
            Self::Twice { .. } => "twice",
            Self::EvidenceDiffers { .. } => "evidence-differs",
            Self::Unresolved { .. } => "unresolved",
            Self::Ambiguous { .. } => "ambiguous",
        }
    }

    /// The variables of its message, by name. `expected` is the name of an [`Expected`], which has its own message.
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        let text = |name, value: &dyn fmt::Display| (name, value.to_string());
        match self {
            Self::TooLong { limit } | Self::TooMany { limit } => vec![text("limit", limit)],
            Self::Syntax { line, column, what } => {
                vec![text("line", line), text("column", column), text("what", what)]
            }
            Self::NotAPlan { found } | Self::Unresolved { found } | Self::Ambiguous { found } => {
                vec![text("found", found)]
            }
            Self::UnknownVersion { found, known } => vec![text("found", found), text("known", known)],
            Self::Missing { field } | Self::OnlyMeasures { field } => vec![text("field", field)],
            Self::Malformed { expected, found } => {
                vec![text("expected", &expected.name()), text("found", found)]
            }
            Self::UnknownWord { found, known } => vec![text("found", found), text("known", known)],
            Self::NumbersForKind { kind, found } => vec![text("kind", kind), text("found", found)],
            Self::Backwards { first, last } => vec![text("first", first), text("last", last)],
            Self::LevelUnder { level, above } => vec![text("level", level), text("above", above)],
            Self::QuarterOrPeriod | Self::FactForPeriod => Vec::new(),
            Self::TwoNotes { quarter } => vec![text("quarter", quarter)],
            Self::OutsidePeriod { found, period } => vec![text("found", found), text("period", period)],
            Self::RawDiffers { raw, numbers } => vec![text("raw", raw), text("numbers", numbers)],
            Self::DayDiffers { raw, date } => vec![text("raw", raw), text("date", date)],
            Self::TermDiffers { raw, said } => vec![text("raw", raw), text("said", said)],
            Self::Twice { what } => vec![text("what", what)],
            Self::EvidenceDiffers { id } => vec![text("id", id)],
        }
    }
}

/// The kinds of values that are expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// An object.
    Object,
    /// A list.
    List,
    /// A text.
    Text,
    /// A text that is not empty.
    Name,
    /// `true` or `false`.
    Bool,
    /// A whole number that is not negative.
    Count,
    /// A month's number, 1 to 12.
    MonthNumber,
    /// 32 hexadecimal digits.
    Id,
    /// `2023Q4`.
    Quarter,
    /// `2023-11-08`.
    Date,
    /// `2018-07`.
    Month,
    /// `2021`.
    Year,
    /// A decimal number in quotes.
    Decimal,
    /// A moment.
    Moment,
    /// A slug.
    Slug,
    /// Two or more months.
    Months,
}

impl Expected {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Object,
        Self::List,
        Self::Text,
        Self::Name,
        Self::Bool,
        Self::Count,
        Self::MonthNumber,
        Self::Id,
        Self::Quarter,
        Self::Date,
        Self::Month,
        Self::Year,
        Self::Decimal,
        Self::Moment,
        Self::Slug,
        Self::Months,
    ];

    /// Its name in message ids: `exchange-expected-` and this.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::List => "list",
            Self::Text => "text",
            Self::Name => "name",
            Self::Bool => "bool",
            Self::Count => "count",
            Self::MonthNumber => "month-number",
            Self::Id => "id",
            Self::Quarter => "quarter",
            Self::Date => "date",
            Self::Month => "month",
            Self::Year => "year",
            Self::Decimal => "decimal",
            Self::Moment => "moment",
            Self::Slug => "slug",
            Self::Months => "months",
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Object => "an object {…}",
            Self::List => "a list […]",
            Self::Text => "a text in quotes",
            Self::Name => "a text that is not empty",
            Self::Bool => "true or false",
            Self::Count => "a whole number from 0",
            Self::MonthNumber => "a month from 1 to 12",
            Self::Id => "an id of 32 hexadecimal digits",
            Self::Quarter => "a quarter such as \"2023Q4\"",
            Self::Date => "a date such as \"2023-11-08\"",
            Self::Month => "a month such as \"2018-07\"",
            Self::Year => "a year such as \"2021\"",
            Self::Decimal => {
                "a decimal such as \"12.5\" in quotes, with at most 15 whole digits and 6 decimals"
            }
            Self::Moment => "a moment such as \"2024-01-09T10:00:00Z\"",
            Self::Slug => "a name without spaces and slashes",
            Self::Months => "two months or more",
        })
    }
}

struct Prefix<'a>(&'a str);

impl fmt::Display for Prefix<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, "{}: ", self.0) }
    }
}
