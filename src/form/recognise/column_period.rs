//! The period of a column of values, where a person says it because the header does not.

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

    /// Its name in the ids of messages.
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
}
