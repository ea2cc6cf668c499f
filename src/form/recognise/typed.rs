//! What the cells of spreadsheets keep behind their text: codes that became numbers or days, formulas
//! without a result, figures that the format rounds.

use std::borrow::Cow;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::{
    document::{Cell, Value},
    domain::{DoubtKind, Number},
    form::reading::{Reading, Unsure},
};

use super::{page::cell_text, row::Seen};

/// How spreadsheets say that a formula has failed.
const FAILED: [&str; 8] = ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "Err:"];

/// The figures after the point that a number of a plan has at most.
const FINEST: u32 = 6;

/// The text of a value's cell as it is read; nothing for a formula without a result.
pub fn value<'s>(seen: &'s Seen<'_>) -> Reading<Option<Cow<'s, str>>> {
    let text = seen.text();
    // Most are whole numbers, shown as they are.
    if let Some(Value::Number(exact)) = &seen.cell.value
        && !text.contains('.')
        && Number::parse(text) == Some(Number(*exact))
    {
        return Reading::sure(Some(Cow::Borrowed(text)));
    }
    let Reading { value, unsure } = value_of(seen.cell, text.to_owned());
    Reading { value: value.map(Cow::Owned), unsure }
}

fn value_of(cell: &Cell, text: String) -> Reading<Option<String>> {
    let unsure = |reading: Option<String>, alternatives| {
        let said = reading.clone().unwrap_or_default();
        Reading::unsure(reading, DoubtKind::Reading, said, alternatives)
    };
    let failed = || FAILED.iter().any(|word| text.starts_with(word));
    match &cell.value {
        Some(Value::Formula(_)) => unsure(None, Vec::new()),
        None if failed() => unsure(None, Vec::new()),
        Some(Value::Number(exact)) => match rounded(&text, *exact) {
            Some((reading, exact)) => {
                unsure(Some(printed(&reading)), exact.iter().map(|n| printed(n)).collect())
            }
            None => Reading::sure(Some(printed(&text))),
        },
        Some(Value::Percent(share)) => {
            let exact = share.checked_mul(100.into()).unwrap_or(*share).normalize();
            match rounded(text.trim_end_matches('%').trim_end(), exact) {
                Some((reading, exact)) => unsure(
                    Some(format!("{}%", printed(&reading))),
                    exact.map(|exact| format!("{}%", printed(&exact))).into_iter().collect(),
                ),
                None => Reading::sure(Some(printed(&text))),
            }
        }
        // A day without its year is seldom one: 3/4 and 1.3 become days as they are typed.
        Some(Value::Date(day)) if !text.contains(&day.year().to_string()) => {
            unsure(Some(text), vec![format!("{}/{}", day.day(), day.month()), day_code(*day)])
        }
        _ => Reading::sure(Some(text)),
    }
}

/// A number of a spreadsheet as offices print it, and Excel shows it there: with a decimal comma.
fn printed(text: &str) -> String {
    let figures =
        |text: &str| text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "-−%".contains(c));
    match text.split_once('.') {
        Some((whole, part)) if figures(whole) && figures(part) => format!("{whole},{part}"),
        _ => text.to_owned(),
    }
}

/// Where the shown number is not the exact one: the number to read and the exact one, if a plan can hold it.
fn rounded(text: &str, exact: Decimal) -> Option<(String, Option<String>)> {
    let shown = Number::parse(text);
    if shown == Some(Number(exact)) {
        return None;
    }
    let exact = exact.to_string();
    let known = Number::parse(&exact);
    match (shown, known) {
        (Some(shown), Some(known)) => (shown != known).then(|| (text.to_owned(), Some(exact))),
        (Some(_), None) => Some((text.to_owned(), None)),
        // Words around the number: the wording is read by those who know units and comparators.
        (None, Some(_)) => None,
        (None, None) => {
            let exact: Decimal = exact.parse().ok()?;
            let fine = exact.round_dp(FINEST).normalize().to_string();
            Number::parse(&fine).map(|_| (fine, None))
        }
    }
}

/// The text of a code's cell as it is read. `taken` tells the codes that measures have already.
///
/// Typed into a spreadsheet, 1.3 becomes the first of March and 1.10 the number 1.1.
pub fn code(seen: &Seen<'_>, taken: impl FnMut(&str) -> bool) -> Reading<String> {
    code_of(seen.cell, seen.text().to_owned(), taken)
}

fn code_of(cell: &Cell, text: String, mut taken: impl FnMut(&str) -> bool) -> Reading<String> {
    let day = match &cell.value {
        Some(Value::Date(day)) => Some(*day),
        Some(Value::DateTime(moment)) => Some(moment.date()),
        _ => None,
    };
    if let Some(day) = day {
        let code = day_code(day);
        let turned = format!("{}.{}", day.month(), day.day());
        let others = if turned == code { vec![text] } else { vec![turned, text] };
        return Reading::unsure(code.clone(), DoubtKind::Reading, code, others);
    }
    let plain = text.replace(',', ".");
    let tenth = format!("{plain}0");
    let is_number = matches!(cell.value, Some(Value::Number(_)));
    let one_figure = plain.split_once('.').is_some_and(|(_, figures)| figures.len() == 1);
    if is_number && one_figure && taken(&plain) && !taken(&tenth) {
        return Reading::unsure(tenth.clone(), DoubtKind::Reading, tenth, vec![plain]);
    }
    Reading::sure(if is_number { plain } else { text })
}

fn day_code(day: Date) -> String {
    format!("{}.{}", day.day(), day.month())
}

/// The doubt about a formula without a result that stands where a text is read.
pub fn unread(cell: &Cell) -> Option<Unsure> {
    let is_formula = matches!(cell.value, Some(Value::Formula(_)));
    is_formula.then(|| Unsure {
        kind: DoubtKind::Reading,
        reading: cell_text(cell),
        alternatives: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn cell(text: &str, value: Value) -> Cell {
        Cell::new(0, 0).with_text(text).with_value(value)
    }

    fn number(text: &str, exact: &str) -> Cell {
        cell(text, Value::Number(exact.parse().unwrap()))
    }

    fn read(cell: &Cell) -> (Option<String>, Option<Vec<String>>) {
        let read = value_of(cell, cell_text(cell));
        (read.value, read.unsure.map(|unsure| unsure.alternatives))
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn figures_as_they_are_shown_are_certain() {
        for (text, exact) in [("9", "9"), ("1,10", "1.1"), ("1 250", "1250"), ("9 заходів", "9")] {
            assert_eq!(read(&number(text, exact)), (some(text), None));
        }
        assert_eq!(read(&number("1250.5", "1250.5")), (some("1250,5"), None));
        assert_eq!(read(&cell("98.5%", Value::Percent("0.985".parse().unwrap()))), (some("98,5%"), None));
        assert_eq!(read(&cell("75%", Value::Percent("0.75".parse().unwrap()))), (some("75%"), None));
        assert_eq!(read(&cell("01.03.2018", Value::Date(date(2018, 3, 1)))), (some("01.03.2018"), None));
        assert_eq!(read(&Cell::new(0, 0).with_text("25/250")), (some("25/250"), None));
    }

    #[test]
    fn rounded_figures_are_doubted() {
        assert_eq!(read(&number("3", "2.6")), (some("3"), Some(vec!["2,6".to_owned()])));
        assert_eq!(read(&number("0.3333333333", "0.333333333333333")), (some("0,333333"), Some(vec![])));
        let share = cell("81%", Value::Percent("0.805".parse().unwrap()));
        assert_eq!(read(&share), (some("81%"), Some(vec!["80,5%".to_owned()])));
    }

    #[test]
    fn formulas_without_a_result_are_nothing_with_a_doubt() {
        assert_eq!(read(&cell("=A1+1", Value::Formula("=A1+1".into()))), (None, Some(vec![])));
        assert_eq!(read(&Cell::new(0, 0).with_text("#DIV/0!")), (None, Some(vec![])));
    }

    #[test]
    fn a_day_without_its_year_may_be_a_pair() {
        let pair = cell("03.кві", Value::Date(date(2023, 4, 3)));
        assert_eq!(read(&pair), (some("03.кві"), Some(vec!["3/4".to_owned(), "3.4".to_owned()])));
    }

    #[test]
    fn codes_that_became_numbers_or_days_are_found() {
        let known = |code: &str| code == "1.1";
        let read = |cell: &Cell| {
            let read = code_of(cell, cell_text(cell), known);
            (read.value, read.unsure.map(|unsure| unsure.alternatives))
        };
        assert_eq!(read(&number("1.2", "1.2")), ("1.2".to_owned(), None));
        assert_eq!(read(&number("1.10", "1.1")), ("1.10".to_owned(), None));
        assert_eq!(read(&number("1,1", "1.1")), ("1.10".to_owned(), Some(vec!["1.1".to_owned()])));
        assert_eq!(read(&Cell::new(0, 0).with_text("1.1")), ("1.1".to_owned(), None));
        let day = cell("1.бер", Value::Date(date(2018, 3, 1)));
        assert_eq!(read(&day), ("1.3".to_owned(), Some(vec!["3.1".to_owned(), "1.бер".to_owned()])));
    }
}
