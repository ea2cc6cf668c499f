//! The values that the cells of a spreadsheet have beside their text.

use jiff::civil;
use roxmltree::Node;
use rust_decimal::Decimal;

use crate::document::sheet::shown;
use crate::document::{CellValue, xml};

/// The value of a cell.
pub(super) fn of(cell: Node<'_, '_>) -> Option<CellValue> {
    let said = |name| xml::attribute(cell, name);
    let number = || said("value").and_then(decimal);
    match said("value-type") {
        Some("float" | "currency") => number().map(CellValue::Number),
        Some("percentage") => number().map(CellValue::Percent),
        Some("boolean") => said("boolean-value").map(|text| CellValue::Logical(text == "true")),
        Some("date") => said("date-value").and_then(date),
        Some(_) => None,
        None => said("formula").map(|formula| CellValue::Formula(plain(formula))),
    }
}

/// The text of a value, where the file does not give it.
pub(super) fn shown(value: &CellValue) -> String {
    shown::plain(value)
}

/// A number in any spelling of XML: `1.5`, `1e3`.
fn decimal(text: &str) -> Option<Decimal> {
    let text = text.trim();
    text.parse().or_else(|_| Decimal::from_scientific(text)).ok().map(|number: Decimal| number.normalize())
}

/// A day, or a day with a time.
fn date(text: &str) -> Option<CellValue> {
    match text.parse::<civil::DateTime>() {
        Ok(moment) if text.contains('T') => Some(CellValue::DateTime(moment)),
        Ok(moment) => Some(CellValue::Date(moment.date())),
        Err(_) => None,
    }
}

/// A formula without the prefix of its language: `of:=[.A1]` is `=[.A1]`.
fn plain(formula: &str) -> String {
    formula.find('=').and_then(|at| formula.get(at..)).unwrap_or(formula).to_owned()
}
