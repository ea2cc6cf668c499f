//! Cells with figures for several measures, or for several indicators of one, and figures in the cell of an
//! indicator.

use std::borrow::Cow;

use crate::{
    domain::DoubtKind,
    form::{
        form::{Form, Holds},
        typed::figure::is_figure,
        words::{begins_with, key, words},
    },
};

use super::{
    indicator_cell, labelled,
    page::{self, PageLine},
    row::{SeenCell, TableRow},
};

/// A portion of a row's cells.
#[derive(Clone, Copy, Debug)]
pub struct Portion {
    /// Counted from 0.
    pub at: usize,
    /// The number of portions.
    pub of: usize,
    /// The kind of doubt about using the portion.
    pub kind: DoubtKind,
}

impl Portion {
    /// The whole row.
    pub const WHOLE: Self = Self { at: 0, of: 1, kind: DoubtKind::SharedCell };
}

/// The most figures in one cell of a row's values.
fn most_figures(row: &TableRow<'_>) -> usize {
    let values = [Holds::Target, Holds::Fact].into_iter().filter_map(|holds| row.fresh(holds));
    values.map(|seen| figures(seen.lines()).len()).max().unwrap_or(0)
}

/// Whether no cell of a row has several figures.
pub fn has_one_value(row: &TableRow<'_>) -> bool {
    most_figures(row) < 2
}

/// The portions of a row: as many as its values, where there is one for each of its measures, or one for each
/// indicator line of its only measure.
pub fn portions(row: &TableRow<'_>, form: &Form, measures: usize) -> Vec<Portion> {
    let of = most_figures(row);
    let named = || {
        let names = names(row, form);
        row.fresh(Holds::Indicator).is_some() && parted(&names, of).is_some()
    };
    let kind = match measures {
        _ if of < 2 => return vec![Portion::WHOLE],
        0 | 1 if named() => DoubtKind::Reading,
        measures if measures == of => DoubtKind::SharedCell,
        _ => return vec![Portion::WHOLE],
    };
    (0..of).map(|at| Portion { at, of, kind }).collect()
}

/// Whether a line begins a name of its own, and does not continue the line before it.
fn begins(name: &str) -> bool {
    let capital = name.chars().next().is_some_and(char::is_uppercase);
    capital || begins_with(&key(name), &words().indicators).is_some()
}

/// A line of a list without its number or sign: «1) кількість лекцій;».
fn item(line: &str) -> Option<&str> {
    let trimmed = line.trim().trim_end_matches([';', ',']);
    let rest = trimmed.strip_prefix(['•', '·', '*']).or_else(|| {
        let (number, rest) = trimmed.split_once([')', ' '])?;
        let dash = ["-", "–", "—"].contains(&number);
        let counted = trimmed.get(number.len()..).is_some_and(|rest| rest.starts_with(')'))
            && (number.parse::<u32>().is_ok() || number.chars().count() == 1);
        let dotted = number.strip_suffix('.').is_some_and(|number| number.parse::<u32>().is_ok());
        (dash || counted || dotted).then_some(rest)
    });
    rest.map(str::trim_start)
}

/// The lines of a list without their numbers or signs; unchanged where any of them has none.
fn items(lines: Vec<&str>) -> Vec<&str> {
    let items: Option<Vec<&str>> = lines.iter().map(|line| item(line)).collect();
    items.filter(|items| items.len() > 1).unwrap_or(lines)
}

/// The figures of a cell that has nothing else, one in each line or separated by spaces; empty where there is only
/// one.
pub fn figures(lines: &[PageLine]) -> Vec<&str> {
    let found: Vec<&str> = match lines {
        // «3 300» in one line is one number with a thousands separator.
        [one] if !one.text.contains(' ') || is_figure(&one.text) => return Vec::new(),
        [one] if one.text.contains([',', ';']) => one.text.split([',', ';']).map(str::trim).collect(),
        [one] => one.text.split(' ').collect(),
        lines => items(lines.iter().map(|line| line.text.as_str()).collect()),
    };
    let several = found.len() > 1 && found.iter().all(|text| is_figure(text));
    if several { found } else { Vec::new() }
}

/// The figure for a row, in a cell that is merged over as many rows as it has figures.
pub fn of_row<'s>(index: usize, seen: &'s SeenCell<'_>) -> Option<&'s str> {
    if seen.cell.rowspan < 2 {
        return None;
    }
    let figures = figures(seen.lines());
    let at = index.checked_sub(seen.cell.row)?;
    figures.get(at).copied().filter(|_| figures.len() == seen.cell.rowspan)
}

/// The lines of an indicator's name, without the performers below it.
fn names(row: &TableRow<'_>, form: &Form) -> Vec<String> {
    let Some(seen) = row.get(Holds::Indicator) else { return Vec::new() };
    let (cell, _) = labelled::measured(seen);
    if row.has_performers_below(form) {
        return indicator_cell::split(&cell).names;
    }
    match cell {
        Cow::Borrowed(_) => seen.lines().iter().map(|line| line.text.clone()).collect(),
        Cow::Owned(cell) => page::of_cell(&cell).into_iter().map(|line| line.text).collect(),
    }
}

/// The names of so many indicators in some lines: one in each, or separated by commas in one.
fn parted(names: &[String], count: usize) -> Option<Vec<&str>> {
    let lines: Vec<&str> = match names {
        [one] => one.split([',', ';']).map(str::trim).filter(|name| !name.is_empty()).collect(),
        lines => items(lines.iter().map(String::as_str).collect()),
    };
    (lines.len() == count && lines.iter().all(|name| begins(name))).then_some(lines)
}

/// The name of an indicator: one of its lines, where there is one for each portion of the row.
pub fn name(row: &TableRow<'_>, form: &Form, portion: Portion) -> String {
    let mut names = names(row, form);
    let parted = if portion.of > 1 { parted(&names, portion.of) } else { None };
    match parted.and_then(|parted| parted.get(portion.at).map(|own| (*own).to_owned())) {
        Some(own) => own,
        None if names.len() == 1 => names.pop().unwrap_or_default(),
        None => names.join(" "),
    }
}

/// Splits the name and the figure of an indicator whose column of values is blank: «Кількість заходів 9».
pub fn glued(name: &str) -> Option<(&str, &str)> {
    if is_figure(name) {
        return Some(("", name));
    }
    let (before, last) = name.rsplit_once(' ')?;
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || ":–—-".contains(c));
    let word = before.rsplit(' ').next()?;
    let said = words().prepositions.contains(&key(word))
        || word.ends_with('№')
        || !word.ends_with(char::is_alphabetic);
    let whole = last.len() <= 6 && last.chars().all(|c| c.is_ascii_digit() || c == '/');
    (whole && !said && is_figure(last)).then_some((before, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Cell;

    fn found(text: &str) -> Vec<String> {
        let lines = page::of_cell(&Cell::new(0, 0).with_text(text));
        figures(&lines).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn several_figures_are_told_from_one() {
        assert_eq!(found("3 3 3"), ["3", "3", "3"]);
        assert_eq!(found("3\n300"), ["3", "300"]);
        assert_eq!(found("3/4 5"), ["3/4", "5"]);
        for text in ["", "3", "3 300", "25 / 250", "8 %", "3 рази", "за потреби\n3"] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_figure_may_be_glued_to_the_name() {
        assert_eq!(glued("Кількість заходів 9"), Some(("Кількість заходів", "9")));
        assert_eq!(glued("Кількість заходів – 9"), Some(("Кількість заходів", "9")));
        assert_eq!(glued("9"), Some(("", "9")));
        for name in
            ["Кількість заходів", "Звіт за формою № 1", "Форма №1", "Заходи у 2018", "Стаття 12, 13", ""]
        {
            assert_eq!(glued(name), None, "{name}");
        }
    }
}
