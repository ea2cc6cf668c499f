//! Groups of columns under the same lowest header cell, with the texts above them.

use std::ops::Range;

use crate::{
    document::{Cell, Table},
    domain::unit,
    form::{
        period::{
            heading::{self, Of},
            when::When,
        },
        units,
        words::{key, words},
    },
};

use super::{super::page::cell_text, lost_merges::covering, wording::Wording};

/// From so many columns on, headers that are only numbers are read as quarters without a word for it.
const RUN: usize = 3;

/// Columns that share the lowest cell of a header.
pub struct HeaderGroup {
    /// The columns.
    pub columns: Range<usize>,
    /// The texts of all rows, joined from the top down.
    pub joined: String,
    /// The period that they name.
    pub of: Option<Of>,
    /// The unit that they name: «План, тис. грн».
    pub unit: Option<String>,
    whole: Wording,
    /// The text of the lowest row alone.
    lowest: Wording,
    /// The same without the words for a period, where there are any.
    timeless: Vec<Wording>,
    /// The texts above the lowest one.
    above: String,
    /// Whether the lowest text only names a sum: «Усього».
    is_total: bool,
    /// A number alone; it is a quarter where words above it or the columns beside it show that.
    bare: Option<When>,
}

impl HeaderGroup {
    fn new(columns: Range<usize>, texts: &[String]) -> Self {
        let joined = texts.join(" ");
        // «Усього» below another heading means the document's own period.
        let is_total = |text: &String| texts.len() > 1 && words().totals.contains(&key(text));
        let units = texts.iter().rev().find_map(|text| units::at_end(text));
        let unit = units.map(|(_, unit)| unit.to_owned());
        // «Виконання, %» is no fact in percents, but the share of the plan.
        let unitless = |text: &'_ str| match units::at_end(units::before_units(text)) {
            Some((rest, unit)) if !unit::is_percentage(Some(unit), "") => rest.to_owned(),
            _ => units::before_units(text).to_owned(),
        };
        let parted = texts.iter().map(|text| match is_total(text) {
            true => (String::new(), Some(Of::Own)),
            false => heading::parted(&unitless(text)),
        });
        let parted: Vec<(String, Option<Of>)> = parted.collect();
        let quarterly = texts.iter().any(|text| key(text).contains("кварт"));
        let bare = texts.iter().rev().find_map(|text| heading::bare_quarter(text));
        let years = parted.iter().rev().find_map(|(_, of)| of.and_then(Of::years));
        let said = parted.iter().rev().find_map(|(_, of)| of.filter(|of| !matches!(of, Of::Years(_))));
        let said = said.or_else(|| bare.filter(|_| quarterly).map(Of::Stretch));
        let of = said.or_else(|| parted.iter().rev().find_map(|(_, of)| *of)).map(|of| of.in_years(years));
        let mut group = Self {
            columns,
            whole: Wording::new(&joined),
            lowest: Wording::new(texts.last().map_or("", String::as_str)),
            joined,
            of,
            unit,
            timeless: Vec::new(),
            above: texts.split_last().map_or(String::new(), |(_, above)| key(&above.join(" "))),
            is_total: texts.last().is_some_and(|text| words().totals.contains(&key(text))),
            bare,
        };
        let units = texts.iter().any(|text| units::before_units(text).len() < text.len());
        if of.is_some() || bare.is_some() || group.unit.is_some() || units {
            let numberless = |rest: &String| heading::bare_quarter(rest).is_none();
            let rests: Vec<String> = parted.into_iter().map(|(rest, _)| rest).filter(numberless).collect();
            group.timeless = [rests.join(" ")].iter().chain(&rests).map(|rest| Wording::new(rest)).collect();
        }
        group
    }

    /// How similar its header is to a wording, of a hundred points. Words for a period are ignored.
    pub fn likeness(&self, wording: &Wording) -> u32 {
        let parts = self.timeless.iter().filter(|rest| !rest.is_empty()).enumerate();
        let timeless = parts.map(|(at, rest)| rest.likeness(wording) * if at == 0 { 98 } else { 90 } / 100);
        let own = self.whole.likeness(wording).max(self.lowest.likeness(wording) * 9 / 10);
        timeless.max().unwrap_or(0).max(own)
    }
}

impl HeaderGroup {
    /// Whether its header names only a period.
    pub fn is_time_alone(&self) -> bool {
        self.of.is_some() && self.timeless.iter().all(Wording::is_empty)
    }
}

/// The groups of columns in some rows, from the left; columns without a text are left out.
pub fn groups(table: &Table, rows: Range<usize>) -> Vec<HeaderGroup> {
    /// The row and column of a group's lowest cell, its columns, its texts.
    type Cells = (Option<(usize, usize)>, Range<usize>, Vec<String>);
    let mut found: Vec<Cells> = Vec::new();
    for column in 0..table.columns() {
        let mut cells: Vec<&Cell> = Vec::new();
        for cell in rows.clone().filter_map(|row| covering(table, &rows, row, column)) {
            let same = cells.last().is_some_and(|last| (last.row, last.col) == (cell.row, cell.col));
            if !same && !cell.is_blank() {
                cells.push(cell);
            }
        }
        let lowest = table.cell_at(rows.end.saturating_sub(1), column).map(|cell| (cell.row, cell.col));
        match found.last_mut() {
            Some((identity, columns, _)) if identity.is_some() && *identity == lowest => {
                columns.end = column + 1;
            }
            _ => found.push((lowest, column..column + 1, cells.into_iter().map(cell_text).collect())),
        }
    }
    let named = found.into_iter().filter(|(.., texts)| !texts.is_empty());
    let mut groups: Vec<HeaderGroup> =
        named.map(|(_, columns, texts)| HeaderGroup::new(columns, &texts)).collect();
    number_runs(&mut groups);
    totals_of_quarters(&mut groups);
    groups
}

/// Reads neighbouring columns with the headers І, ІІ, ІІІ as quarters, although no word says so.
fn number_runs(groups: &mut [HeaderGroup]) {
    let number = |group: &HeaderGroup| group.bare.filter(|_| group.of.is_none()).map(|when| when.quarters.0);
    let mut from = 0;
    while from < groups.len() {
        let run =
            groups.iter().skip(from).zip(1..).take_while(|(group, n)| number(group) == Some(*n)).count();
        if run >= RUN {
            for group in groups.iter_mut().skip(from).take(run) {
                group.of = group.bare.map(Of::Stretch);
            }
        }
        from += run.max(1);
    }
}

/// A column «Всього» beside columns of quarters under the same heading has the sum of these quarters.
fn totals_of_quarters(groups: &mut [HeaderGroup]) {
    let quarter = |group: &HeaderGroup| match group.of {
        Some(Of::Stretch(when)) if when.quarters.0 == when.quarters.1 && when.months.is_none() => Some(when),
        _ => None,
    };
    let joined = |all: &[&HeaderGroup]| {
        let whens: Vec<When> = all.iter().filter_map(|group| quarter(group)).collect();
        let first = whens.iter().map(|when| when.quarters.0).min()?;
        let last = whens.iter().map(|when| when.quarters.1).max()?;
        let when = whens.first().filter(|_| whens.len() >= 2)?;
        Some(Of::Stretch(When { quarters: (first, last), certain: true, ..*when }))
    };
    for at in 0..groups.len() {
        let Some(total) = groups.get(at).filter(|group| group.is_total) else { continue };
        let beside = |group: &&HeaderGroup| {
            let apart = group.above.is_empty() || total.above.is_empty();
            quarter(group).is_some() && (group.above == total.above || apart)
        };
        let before: Vec<&HeaderGroup> = groups.iter().take(at).rev().take_while(beside).collect();
        let after: Vec<&HeaderGroup> = groups.iter().skip(at + 1).take_while(beside).collect();
        let of = joined(&before).or_else(|| joined(&after));
        if let Some((group, of)) = groups.get_mut(at).zip(of) {
            group.of = Some(of);
            group.timeless = vec![Wording::new(&heading::parted(&group.above).0)];
        }
    }
}
