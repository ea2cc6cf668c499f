//! The values behind the texts of spreadsheet cells: codes that became numbers or dates, formulas without a stored
//! result, numbers that the format rounds.

use std::borrow::Cow;

use jiff::civil::{Date, Time};
use rust_decimal::Decimal;

use crate::{
    document::{Cell, CellValue},
    domain::{DoubtKind, FactValue, Number, TargetValue},
    form::{
        dates,
        labels::labels,
        reading::{Reading, Uncertainty},
        signs,
        typed::{ValueContext, fact, target},
    },
    text::day::in_digits,
};

use super::{page::cell_text, row::SeenCell};

/// The error values of formulas.
const FAILED: [&str; 8] = ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "Err:"];

/// The most decimals of a number in a plan.
const FINEST: u32 = 6;

/// The text of a value's cell; none for a formula without a stored result.
pub fn value<'s>(seen: &'s SeenCell<'_>) -> Reading<Option<Cow<'s, str>>> {
    let text = seen.text();
    // Most are whole numbers, shown as they are.
    if let Some(CellValue::Number(exact)) = &seen.cell.value
        && !text.contains('.')
        && Number::parse(text) == Some(Number(*exact))
    {
        return Reading::sure(Some(Cow::Borrowed(text)));
    }
    let Reading { value, uncertainty: unsure } = value_of(seen.cell, text.to_owned());
    Reading { value: value.map(Cow::Owned), uncertainty: unsure }
}

fn value_of(cell: &Cell, text: String) -> Reading<Option<String>> {
    let unsure = |reading: Option<String>, alternatives| {
        let said = reading.clone().unwrap_or_default();
        Reading::unsure(reading, DoubtKind::Reading, said, alternatives)
    };
    if let (Some(read), None) = (signs::read(&text), &cell.value) {
        return read;
    }
    let failed = || FAILED.iter().any(|word| text.starts_with(word));
    match &cell.value {
        Some(CellValue::Formula(_)) => unsure(None, Vec::new()),
        None if failed() => unsure(None, Vec::new()),
        Some(CellValue::Number(exact)) => match rounded(&text, *exact) {
            Some((reading, exact)) => {
                unsure(Some(printed(&reading)), exact.iter().map(|n| printed(n)).collect())
            }
            None => in_words(&text, *exact),
        },
        Some(CellValue::Percent(share)) => {
            let exact = share.checked_mul(100.into()).unwrap_or(*share).normalize();
            match rounded(text.trim_end_matches('%').trim_end(), exact) {
                Some((reading, exact)) => unsure(
                    Some(format!("{}%", printed(&reading))),
                    exact.map(|exact| format!("{}%", printed(&exact))).into_iter().collect(),
                ),
                None => Reading::sure(Some(printed(&text))),
            }
        }
        Some(CellValue::Date(day)) => of_day(text, *day),
        Some(CellValue::DateTime(moment)) if moment.time() == Time::midnight() => of_day(text, moment.date()),
        Some(CellValue::Logical(true)) => unsure(Some(labels().done.clone()), vec![text]),
        Some(CellValue::Logical(false)) => unsure(None, vec![text]),
        _ => Reading::sure(Some(text)),
    }
}

/// A date in a spreadsheet. One that its format shows without a year may have been two numbers, because 3/4 and 1.3
/// become dates when they are typed.
fn of_day(text: String, day: Date) -> Reading<Option<String>> {
    let whole = in_digits(day);
    if dates::whole_date(&text) == Some(day) {
        return Reading::sure(Some(whole));
    }
    let says_year = text.contains(&day.year().to_string());
    let (reading, others) = match says_year || text.chars().filter(|c| c.is_alphabetic()).count() > 3 {
        true => (whole, vec![text]),
        false => (text, vec![format!("{}/{}", day.day(), day.month()), day_code(day), whole]),
    };
    Reading::unsure(Some(reading.clone()), DoubtKind::Reading, reading, others)
}

/// A number that its format shows among words (`1500 заходів`, `15 000.00 ₴`): with the words where they can be
/// read, else alone. Where the shown figures differ from the number, there is a doubt.
fn in_words(text: &str, exact: Decimal) -> Reading<Option<String>> {
    let number = Number(exact);
    let plain = printed(&exact.to_string());
    if printed(text) == plain || Number::parse(text) == Some(number) {
        return Reading::sure(Some(printed(text)));
    }
    let is_figure = |c: char| c.is_ascii_digit();
    let shown = text.find(is_figure).zip(text.rfind(is_figure)).and_then(|(from, to)| text.get(from..=to));
    let shown = shown.map(printed);
    let figure = shown.as_deref().and_then(Number::parse);
    let worded = |figure: &str| {
        let mut words = text.replace('₴', "грн");
        if let Some((from, to)) = words.find(is_figure).zip(words.rfind(is_figure)) {
            words.replace_range(from..=to, figure);
        }
        let target = target::read(&words, &ValueContext::default()).value.map(|read| read.target.value);
        let fact = fact::in_document(&words, &ValueContext::default()).value.value.map(|(value, _)| value);
        let is_read = target == Some(TargetValue::Number(number)) && fact == Some(FactValue::Number(number));
        if is_read { words } else { plain.clone() }
    };
    match (shown, figure) {
        (Some(shown), Some(figure)) if figure == number => Reading::sure(Some(worded(&shown))),
        // Brackets or a colour mean a minus sign.
        (Some(_), Some(figure)) if figure == Number(-exact) => Reading::sure(Some(plain)),
        (Some(shown), _) => {
            let reading = worded(&plain);
            Reading::unsure(Some(reading.clone()), DoubtKind::Reading, reading, vec![shown])
        }
        (None, _) => Reading::unsure(Some(plain.clone()), DoubtKind::Reading, plain, vec![text.to_owned()]),
    }
}

/// A number as offices print it, and as Excel shows it there: with a decimal comma.
fn printed(text: &str) -> String {
    let figures =
        |text: &str| text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "-−%".contains(c));
    match text.split_once('.') {
        Some((whole, part)) if figures(whole) && figures(part) => format!("{whole},{part}"),
        _ => text.to_owned(),
    }
}

/// Where the shown number differs from the exact one: the number to read, and the exact one if a plan can hold it.
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
        // With words around the number, the wording is read by the functions that know units and comparators.
        (None, Some(_)) => None,
        (None, None) => {
            let exact: Decimal = exact.parse().ok()?;
            let fine = exact.round_dp(FINEST).normalize().to_string();
            Number::parse(&fine).map(|_| (fine, None))
        }
    }
}

/// The text of a code's cell. `taken` returns whether a measure has the code already.
///
/// When it is typed into a spreadsheet, 1.3 becomes the first of March and 1.10 the number 1.1.
pub fn code(seen: &SeenCell<'_>, taken: impl FnMut(&str) -> bool) -> Reading<String> {
    code_of(seen.cell, seen.text().to_owned(), taken)
}

fn code_of(cell: &Cell, text: String, mut taken: impl FnMut(&str) -> bool) -> Reading<String> {
    let day = match &cell.value {
        Some(CellValue::Date(day)) => Some(*day),
        Some(CellValue::DateTime(moment)) => Some(moment.date()),
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
    let is_number = matches!(cell.value, Some(CellValue::Number(_)));
    let one_figure = plain.split_once('.').is_some_and(|(_, figures)| figures.len() == 1);
    if is_number && one_figure && taken(&plain) && !taken(&tenth) {
        return Reading::unsure(tenth.clone(), DoubtKind::Reading, tenth, vec![plain]);
    }
    Reading::sure(if is_number { plain } else { text })
}

fn day_code(day: Date) -> String {
    format!("{}.{}", day.day(), day.month())
}

/// The doubt about a formula without a stored result in the cell of a text.
pub fn unread(cell: &Cell) -> Option<Uncertainty> {
    let is_formula = matches!(cell.value, Some(CellValue::Formula(_)));
    is_formula.then(|| Uncertainty::new(DoubtKind::Reading, cell_text(cell), Vec::new()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn cell(text: &str, value: CellValue) -> Cell {
        Cell::new(0, 0).with_text(text).with_value(value)
    }

    fn number(text: &str, exact: &str) -> Cell {
        cell(text, CellValue::Number(exact.parse().unwrap()))
    }

    fn read(cell: &Cell) -> (Option<String>, Option<Vec<String>>) {
        let read = value_of(cell, cell_text(cell));
        (read.value, read.uncertainty.map(|unsure| unsure.alternatives))
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn figures_as_they_are_shown_are_certain() {
        for (text, exact) in [("9", "9"), ("1,10", "1.1"), ("1 250", "1250")] {
            assert_eq!(read(&number(text, exact)), (some(text), None));
        }
        assert_eq!(read(&number("1250.5", "1250.5")), (some("1250,5"), None));
        assert_eq!(read(&cell("98.5%", CellValue::Percent("0.985".parse().unwrap()))), (some("98,5%"), None));
        assert_eq!(read(&cell("75%", CellValue::Percent("0.75".parse().unwrap()))), (some("75%"), None));
        assert_eq!(read(&cell("01.03.2018", CellValue::Date(date(2018, 3, 1)))), (some("01.03.2018"), None));
        assert_eq!(read(&Cell::new(0, 0).with_text("25/250")), (some("25/250"), None));
    }

    #[test]
    fn words_of_a_format_do_not_hide_the_number() {
        for (text, exact) in [
            ("1\u{a0}500 заходів", "1500"),
            ("15\u{a0}000.00 ₴", "15000"),
            ("14\u{a0}999.50 грн", "14999.5"),
            ("(5)", "-5"),
        ] {
            let (reading, others) = read(&number(text, exact));
            let read = fact::in_document(&reading.unwrap(), &ValueContext::default()).value.value.unwrap().0;
            assert_eq!((read, others), (FactValue::Number(Number::parse(exact).unwrap()), None), "{text}");
        }
        assert_eq!(
            read(&number("1500 заходів", "1499.6")),
            (some("1499,6 заходів"), Some(vec!["1500".to_owned()]))
        );
        assert_eq!(read(&number("-", "0")), (some("0"), Some(vec!["-".to_owned()])));
    }

    #[test]
    fn days_are_days_however_they_are_shown() {
        let day = || CellValue::Date(date(2024, 9, 15));
        assert_eq!(read(&cell("вересень 2024", day())).0, some("15.09.2024"));
        assert_eq!(read(&cell("15 вересня", day())).0, some("15.09.2024"));
        assert_eq!(read(&cell("2024", day())).0, some("15.09.2024"));
        assert_eq!(read(&cell("ІСТИНА", CellValue::Logical(true))).0, some("виконано"));
        assert_eq!(read(&cell("ХИБНІСТЬ", CellValue::Logical(false))).0, None);
    }

    #[test]
    fn rounded_figures_are_doubted() {
        assert_eq!(read(&number("3", "2.6")), (some("3"), Some(vec!["2,6".to_owned()])));
        assert_eq!(read(&number("0.3333333333", "0.333333333333333")), (some("0,333333"), Some(vec![])));
        let share = cell("81%", CellValue::Percent("0.805".parse().unwrap()));
        assert_eq!(read(&share), (some("81%"), Some(vec!["80,5%".to_owned()])));
    }

    #[test]
    fn formulas_without_a_result_are_nothing_with_a_doubt() {
        assert_eq!(read(&cell("=A1+1", CellValue::Formula("=A1+1".into()))), (None, Some(vec![])));
        assert_eq!(read(&Cell::new(0, 0).with_text("#DIV/0!")), (None, Some(vec![])));
    }

    #[test]
    fn a_day_without_its_year_may_be_a_pair() {
        let pair = cell("03.кві", CellValue::Date(date(2023, 4, 3)));
        assert_eq!(
            read(&pair),
            (some("03.кві"), Some(["3/4", "3.4", "03.04.2023"].map(str::to_owned).to_vec()))
        );
    }

    #[test]
    fn codes_that_became_numbers_or_days_are_found() {
        let known = |code: &str| code == "1.1";
        let read = |cell: &Cell| {
            let read = code_of(cell, cell_text(cell), known);
            (read.value, read.uncertainty.map(|unsure| unsure.alternatives))
        };
        assert_eq!(read(&number("1.2", "1.2")), ("1.2".to_owned(), None));
        assert_eq!(read(&number("1.10", "1.1")), ("1.10".to_owned(), None));
        assert_eq!(read(&number("1,1", "1.1")), ("1.10".to_owned(), Some(vec!["1.1".to_owned()])));
        assert_eq!(read(&Cell::new(0, 0).with_text("1.1")), ("1.1".to_owned(), None));
        let day = cell("1.бер", CellValue::Date(date(2018, 3, 1)));
        assert_eq!(read(&day), ("1.3".to_owned(), Some(vec!["3.1".to_owned(), "1.бер".to_owned()])));
    }
}
