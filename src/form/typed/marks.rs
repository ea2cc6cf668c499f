//! The number marks of a column: where one of its numbers can only have a decimal mark, or only a thousands
//! separator, the ambiguous ones are read in the same way.

use crate::domain::Number;

/// The meaning of comma and point in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Whether a comma is a decimal mark; nothing where no number decides, or the column is contradictory.
    comma: MarkUse,
    /// The same of a point.
    point: MarkUse,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum MarkUse {
    #[default]
    Nothing,
    Decimal,
    Thousands,
    Both,
}

impl MarkUse {
    const fn and(self, other: Self) -> Self {
        match (self, other) {
            (one, Self::Nothing) | (Self::Nothing, one) => one,
            (Self::Decimal, Self::Decimal) => Self::Decimal,
            (Self::Thousands, Self::Thousands) => Self::Thousands,
            _ => Self::Both,
        }
    }
}

impl Marks {
    /// The marks of a column's cells. Cells that are not numbers are ignored.
    pub fn of<'t>(cells: impl IntoIterator<Item = &'t str>) -> Self {
        let mut marks = Self::default();
        for number in cells.into_iter().filter_map(number_in) {
            marks.see(number);
        }
        marks
    }

    fn see(&mut self, number: &str) {
        if Number::otherwise(number).is_some() {
            return;
        }
        let count = |mark| number.matches(mark).count();
        let (commas, points) = (count(','), count('.'));
        let last = number.rfind([',', '.']).and_then(|at| number.get(at..=at));
        let decimal = if commas > 1 || points > 1 && commas == 0 { None } else { last };
        let told = |mark: &str, times| match (times, decimal == Some(mark)) {
            (0, _) => MarkUse::Nothing,
            (_, true) => MarkUse::Decimal,
            (_, false) => MarkUse::Thousands,
        };
        self.comma = self.comma.and(told(",", commas));
        self.point = self.point.and(told(".", points));
    }

    /// The value of an ambiguous number in this column; none where the column does not decide.
    #[must_use]
    pub fn decide(self, number: &str) -> Option<Number> {
        let number = number.trim();
        let other = Number::otherwise(number)?;
        let (own, twin) =
            if number.contains(',') { (self.comma, self.point) } else { (self.point, self.comma) };
        // Three zeros are unusual after a decimal mark and common after a thousands separator.
        let noughts = number.ends_with("000");
        match (own, twin) {
            (MarkUse::Decimal, _) if noughts => None,
            (MarkUse::Decimal, _) => Number::parse(number),
            // One mark cannot be both, and no column has two decimal marks.
            (MarkUse::Thousands, _) | (MarkUse::Nothing, MarkUse::Decimal) => Some(other),
            _ => None,
        }
    }
}

/// The number in a cell that has exactly one.
fn number_in(cell: &str) -> Option<&str> {
    let from = cell.find(|c: char| c.is_ascii_digit())?;
    let rest = cell.get(from..)?;
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(rest.len());
    let number = rest.get(..end)?.trim_end_matches([',', '.']);
    let after = rest.get(number.len()..)?;
    (Number::parse(number).is_some() && !after.contains(|c: char| c.is_ascii_digit())).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_a_column_decides() {
        for (cells, number, wanted) in [
            (&["2.5"][..], "1.200", Some("1,2")),
            (&["1.234,5"], "15.300", Some("15300")),
            (&["65,500,000"], "14,100", Some("14100")),
            (&["2,5 грн"], "1.200", Some("1200")),
            (&["0,125"], "1,250", Some("1,25")),
            (&["12", "слова"], "1.200", None),
            (&["999,5"], "1,000", None),
            (&["2.5", "1.234,5"], "1.200", None),
        ] {
            let decided = Marks::of(cells.iter().copied()).decide(number).map(Number::worded);
            assert_eq!(decided.as_deref(), wanted, "{cells:?} {number}");
        }
        assert_eq!(Marks::of(["2,5"]).decide("7"), None);
    }
}
