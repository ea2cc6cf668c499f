//! Reads the fields of a plan's header that are more than text: its period, and its signatures.

use jiff::civil::Date;

use crate::{
    domain::{Signature, Span},
    form,
    text::normal::squeeze,
};

/// Why a field will not do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeaderFault {
    /// It is no period.
    #[error("{0:?} is no period")]
    Period(String),
    /// It is no day.
    #[error("{0:?} is no day")]
    Day(String),
}

/// Reads a period: `2026Q1..2026Q4`, a quarter in any spelling, a year, `2026..2028`, or in the words of a document:
/// «2026–2028 роки», «І півріччя 2026 року».
///
/// # Errors
/// When it is not a period.
pub fn period(text: &str) -> Result<Span, HeaderFault> {
    let read = Span::parse(text).or_else(|| form::period::whole(text));
    read.ok_or_else(|| HeaderFault::Period(text.to_owned()))
}

/// Reads a date; none for a blank.
///
/// # Errors
/// When it is not a date of the calendar.
pub fn day(text: &str) -> Result<Option<Date>, HeaderFault> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    super::date::day(text).map(Some).ok_or_else(|| HeaderFault::Day(text.to_owned()))
}

/// A signature made of its parts; none where all of them are blank.
///
/// # Errors
/// When its date is not one.
pub fn signature(
    [heading, role, name]: [&str; 3],
    on: &str,
    number: Option<&str>,
) -> Result<Option<Signature>, HeaderFault> {
    let number = number.map(squeeze).filter(|number| !number.is_empty());
    let signature = Signature {
        heading: squeeze(heading),
        role: squeeze(role),
        name: squeeze(name),
        date: day(on)?,
        number,
    };
    Ok((signature != Signature::default()).then_some(signature))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_read_from_its_parts() {
        let read = signature(["ЗАТВЕРДЖЕНО", " Директор ", "О. Яснова"], "01.02.2026", Some("12-о")).unwrap();
        let read = read.unwrap();
        assert_eq!((read.role.as_str(), read.number.as_deref()), ("Директор", Some("12-о")));
        assert_eq!(read.date, Some(jiff::civil::date(2026, 2, 1)));
        assert_eq!(signature(["", " ", ""], "", Some("")), Ok(None));
        assert_eq!(signature(["", "", ""], "колись", None), Err(HeaderFault::Day("колись".to_owned())));
    }

    #[test]
    fn a_period_is_read_in_every_spelling() {
        assert_eq!(period("IV квартал 2023"), period("2023Q4"));
        for (text, span) in [
            ("2026 рік", "2026"),
            ("на 2026–2028 роки", "2026..2028"),
            ("І півріччя 2026 року", "2026Q1..2026Q2"),
            ("9 місяців 2026 року", "2026Q1..2026Q3"),
        ] {
            assert_eq!(period(text), period(span), "{text}");
        }
        for text in ["план на 2026 рік", "2026Q4..2026Q1", "року"] {
            assert!(period(text).is_err(), "{text}");
        }
        assert_eq!(period("2023Q5"), Err(HeaderFault::Period("2023Q5".to_owned())));
    }
}
