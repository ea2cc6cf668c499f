//! The period of a column of values, where a person says it because the header does not.

use crate::form::period::heading;

/// A period that a column of values may be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnPeriod {
    /// The first quarter.
    First,
    /// The second quarter.
    Second,
    /// The third quarter.
    Third,
    /// The fourth quarter.
    Fourth,
    /// The first half-year.
    FirstHalf,
    /// The second half-year.
    SecondHalf,
    /// The first nine months.
    NineMonths,
    /// The whole year.
    Year,
    /// From the beginning of the year.
    ToDate,
    /// The period of the document.
    Own,
}

impl ColumnPeriod {
    /// All periods.
    pub const ALL: [Self; 10] = [
        Self::Own,
        Self::First,
        Self::Second,
        Self::Third,
        Self::Fourth,
        Self::FirstHalf,
        Self::SecondHalf,
        Self::NineMonths,
        Self::Year,
        Self::ToDate,
    ];

    /// The words for it in the file of a form, which are read as those of a header are.
    pub const fn words(self) -> &'static str {
        match self {
            Self::First => "I квартал",
            Self::Second => "II квартал",
            Self::Third => "III квартал",
            Self::Fourth => "IV квартал",
            Self::FirstHalf => "I півріччя",
            Self::SecondHalf => "II півріччя",
            Self::NineMonths => "9 місяців",
            Self::Year => "рік",
            Self::ToDate => "з початку року",
            Self::Own => "звітний період",
        }
    }

    /// The period with this name, or in the words of a header: `third`, «ІІІ кв.».
    pub fn parse(text: &str) -> Option<Self> {
        let said = heading::only(text);
        let same = |period: &Self| {
            period.name() == text || (said.is_some() && heading::only(period.words()) == said)
        };
        Self::ALL.into_iter().find(same)
    }

    /// Its name in the ids of messages, and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
            Self::Third => "third",
            Self::Fourth => "fourth",
            Self::FirstHalf => "first-half",
            Self::SecondHalf => "second-half",
            Self::NineMonths => "nine-months",
            Self::Year => "year",
            Self::ToDate => "to-date",
            Self::Own => "own",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::period::heading::{Of, only};

    #[test]
    fn the_words_of_each_period_are_read() {
        let read: Vec<String> = ColumnPeriod::ALL
            .into_iter()
            .map(|period| match only(period.words()) {
                Some(Of::Stretch(when)) => when.span(2026).unwrap().to_string(),
                other => format!("{other:?}"),
            })
            .collect();
        let quarters = ["2026Q1", "2026Q2", "2026Q3", "2026Q4"];
        assert_eq!(read[1..5], quarters);
        assert_eq!(read[5..8], ["2026Q1..2026Q2", "2026Q3..2026Q4", "2026Q1..2026Q3"]);
        assert_eq!((read[0].as_str(), read[8].as_str()), ("Some(Own)", "Some(Years(None))"));
        assert_eq!(read[9], "Some(ToDate)");
    }

    #[test]
    fn a_period_is_named_by_its_name_or_in_words() {
        for period in ColumnPeriod::ALL {
            assert_eq!(ColumnPeriod::parse(period.name()), Some(period));
            assert_eq!(ColumnPeriod::parse(period.words()), Some(period));
        }
        assert_eq!(ColumnPeriod::parse("ІІІ кв."), Some(ColumnPeriod::Third));
        for text in ["", "5 квартал", "план"] {
            assert_eq!(ColumnPeriod::parse(text), None, "{text}");
        }
    }
}
