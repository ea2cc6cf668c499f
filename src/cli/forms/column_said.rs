//! What a person says about a column of a learned form: its meaning, and for values their period.

use super::super::failure::Failure;
use crate::form::{form::Holds, recognise::ColumnPeriod};

/// What is said about a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ColumnSaid {
    /// Its meaning; none for a column that is left out.
    pub holds: Option<Holds>,
    /// The period of its values; none for that in its header.
    pub period: Option<ColumnPeriod>,
}

impl ColumnSaid {
    /// Parses the meanings of columns in the form of the command line: `ordinal,measure,-,target:year,fact:third`.
    ///
    /// # Errors
    /// [`Failure::NotAColumn`] for a meaning or a period that does not exist.
    pub fn list(text: &str) -> Result<Vec<Self>, Failure> {
        text.split(',').map(|one| Self::parse(one.trim())).collect()
    }

    fn parse(text: &str) -> Result<Self, Failure> {
        let (name, period) = text.split_once(':').map_or((text, None), |(name, period)| (name, Some(period)));
        if name == "-" {
            return Ok(Self::default());
        }
        let unknown = |names: Vec<&str>| {
            Failure::NotAColumn(text.to_owned(), names.into_iter().map(str::to_owned).collect())
        };
        let holds = Holds::parse(name)
            .ok_or_else(|| unknown(Holds::ALL.iter().map(|holds| holds.name()).collect()))?;
        let periods = || ColumnPeriod::ALL.iter().map(|period| period.name()).collect();
        let period = match period {
            Some(period) if holds.is_timed() => {
                Some(ColumnPeriod::parse(period.trim()).ok_or_else(|| unknown(periods()))?)
            }
            Some(_) => return Err(unknown(vec![holds.name()])),
            None => None,
        };
        Ok(Self { holds: Some(holds), period })
    }

    /// The meanings and the periods of columns.
    pub fn parted(said: &[Self]) -> (Vec<Option<Holds>>, Vec<Option<ColumnPeriod>>) {
        said.iter().map(|one| (one.holds, one.period)).unzip()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meanings_and_periods_of_columns() {
        let said = ColumnSaid::list("ordinal, measure,-,target:year,fact:ІІІ кв.").unwrap();
        let (held, periods) = ColumnSaid::parted(&said);
        assert_eq!(held[2..], [None, Some(Holds::Target), Some(Holds::Fact)]);
        assert_eq!(periods[2..], [None, Some(ColumnPeriod::Year), Some(ColumnPeriod::Third)]);
        for text in ["mesure", "target:fifth", "measure:year", ""] {
            assert!(matches!(ColumnSaid::list(text), Err(Failure::NotAColumn(..))), "{text}");
        }
    }
}
