//! Groups of columns under the same lowest header cell, with the texts above them.

use std::{cell::RefCell, collections::HashMap, ops::Range, rc::Rc};

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
/// The longest abbreviation of a month, in bytes.
const LONGEST_MONTH: usize = 11;

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
    /// An abbreviated month alone; it is one where others are beside it.
    short_month: Option<i8>,
    /// A number alone; it is a quarter where words above it or the columns beside it show that.
    bare: Option<When>,
}

/// The text of a header's cell, and what it says by itself.
struct HeaderText {
    text: String,
    /// Whether it only names a sum: «Усього».
    is_sum: bool,
    /// An abbreviated month alone: «лют».
    short_month: Option<i8>,
    /// Whether it has the word for quarters.
    quarterly: bool,
    /// A number alone.
    bare: Option<When>,
    /// The unit that it names.
    unit: Option<String>,
    /// Whether it ends in words for units, or in a remark: «Показник, одиниця виміру», «Захід (назва)».
    has_units: bool,
    /// The words without time and unit, and the time.
    parted: (String, Option<Of>),
}

impl HeaderText {
    fn new(text: String) -> Self {
        let folded = key(&text);
        let before = units::before_units(&text);
        // «Виконання, %» is no fact in percents, but the share of the plan.
        let unitless = match units::at_end(before) {
            Some((rest, unit)) if !unit::is_percentage(Some(unit), "") => rest,
            _ => before,
        };
        let plain = without_remark(unitless);
        Self {
            is_sum: words().totals.contains(&folded),
            short_month: words().short_month(&folded).filter(|_| folded.len() <= LONGEST_MONTH),
            quarterly: folded.contains("кварт"),
            bare: heading::bare_quarter(&text),
            unit: units::at_end(&text).map(|(_, unit)| unit.to_owned()),
            has_units: before.len() < text.len() || plain.len() < unitless.len(),
            parted: heading::parted(plain),
            text,
        }
    }
}

/// A header without a remark in brackets that only says that something is named: «Захід (назва)».
fn without_remark(text: &str) -> &str {
    let stems = ["назв", "зміст", "найменуван", "опис", "формулюв"];
    let parted = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let parted = parted.filter(|(name, remark)| {
        !name.trim().is_empty() && stems.iter().any(|stem| key(remark).starts_with(stem))
    });
    parted.map_or(text, |(name, _)| name.trim_end())
}

/// The texts of a table's cells, read once: a header is looked for in every few rows, so each cell may be in many.
pub struct HeaderTexts<'t> {
    table: &'t Table,
    /// By row and column.
    read: RefCell<HashMap<(usize, usize), Rc<HeaderText>>>,
}

impl<'t> HeaderTexts<'t> {
    /// Of a table.
    pub fn of(table: &'t Table) -> Self {
        Self { table, read: RefCell::default() }
    }

    /// The table.
    pub fn table(&self) -> &'t Table {
        self.table
    }

    fn text(&self, cell: &Cell) -> Rc<HeaderText> {
        let mut read = self.read.borrow_mut();
        let new = || Rc::new(HeaderText::new(cell_text(cell)));
        Rc::clone(read.entry((cell.row, cell.col)).or_insert_with(new))
    }
}

impl HeaderGroup {
    fn new(columns: Range<usize>, texts: &[Rc<HeaderText>]) -> Self {
        let joined = |texts: &[Rc<HeaderText>]| {
            texts.iter().map(|text| text.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        let parted = texts.iter().map(|text| match text.is_sum && texts.len() > 1 {
            // «Усього» below another heading means the document's own period.
            true => ("", Some(Of::Own)),
            false => (text.parted.0.as_str(), text.parted.1),
        });
        let parted: Vec<(&str, Option<Of>)> = parted.collect();
        let quarterly = texts.iter().any(|text| text.quarterly);
        let bare = texts.iter().rev().find_map(|text| text.bare);
        let years = parted.iter().rev().find_map(|(_, of)| of.and_then(Of::years));
        let said = parted.iter().rev().find_map(|(_, of)| of.filter(|of| !matches!(of, Of::Years(_))));
        let said = said.or_else(|| bare.filter(|_| quarterly).map(Of::Stretch));
        let of = said.or_else(|| parted.iter().rev().find_map(|(_, of)| *of)).map(|of| of.in_years(years));
        let whole = joined(texts);
        let mut group = Self {
            columns,
            whole: Wording::new(&whole),
            lowest: Wording::new(texts.last().map_or("", |text| text.text.as_str())),
            joined: whole,
            of,
            unit: texts.iter().rev().find_map(|text| text.unit.clone()),
            timeless: Vec::new(),
            above: texts.split_last().map_or(String::new(), |(_, above)| key(&joined(above))),
            is_total: texts.last().is_some_and(|text| text.is_sum),
            short_month: texts.last().and_then(|text| text.short_month),
            bare,
        };
        if of.is_some() || bare.is_some() || group.unit.is_some() || texts.iter().any(|text| text.has_units) {
            let numberless = |rest: &&str| heading::bare_quarter(rest).is_none();
            let rests: Vec<&str> = parted.into_iter().map(|(rest, _)| rest).filter(numberless).collect();
            let all = rests.join(" ");
            group.timeless = std::iter::once(all.as_str()).chain(rests).map(Wording::new).collect();
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

/// As [`groups_in`], for rows that are looked at once.
pub fn groups(table: &Table, rows: Range<usize>) -> Vec<HeaderGroup> {
    groups_in(&HeaderTexts::of(table), rows)
}

/// The groups of columns in some rows, from the left; columns without a text are left out.
pub fn groups_in(texts: &HeaderTexts<'_>, rows: Range<usize>) -> Vec<HeaderGroup> {
    /// The row and column of a group's lowest cell, its columns, its texts.
    type Cells = (Option<(usize, usize)>, Range<usize>, Vec<Rc<HeaderText>>);
    let table = texts.table;
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
            _ => found.push((
                lowest,
                column..column + 1,
                cells.into_iter().map(|cell| texts.text(cell)).collect(),
            )),
        }
    }
    let named = found.into_iter().filter(|(.., texts)| !texts.is_empty());
    let mut groups: Vec<HeaderGroup> =
        named.map(|(_, columns, texts)| HeaderGroup::new(columns, &texts)).collect();
    number_runs(&mut groups);
    month_runs(&mut groups);
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

/// Reads neighbouring columns with the headers «січ», «лют», «бер» as months: one alone may be another word.
fn month_runs(groups: &mut [HeaderGroup]) {
    let month = |group: &HeaderGroup| group.short_month.filter(|_| group.of.is_none());
    let mut from = 0;
    while from < groups.len() {
        let first = groups.get(from).and_then(month);
        let run = first.map_or(0, |first| {
            groups.iter().skip(from).zip(first..).take_while(|(group, n)| month(group) == Some(*n)).count()
        });
        if run >= RUN {
            for group in groups.iter_mut().skip(from).take(run) {
                group.of = group.short_month.and_then(When::of_month).map(Of::Stretch);
                group.timeless = vec![Wording::new(&heading::parted(&group.above).0)];
            }
        }
        from += run.max(1);
    }
}

/// A column «Всього» beside columns of quarters or months under the same heading has the sum of these.
fn totals_of_quarters(groups: &mut [HeaderGroup]) {
    let quarter = |group: &HeaderGroup| match group.of {
        Some(Of::Stretch(when)) if when.quarters.0 == when.quarters.1 => Some(when),
        _ => None,
    };
    let joined = |all: &[&HeaderGroup]| {
        let whens: Vec<When> = all.iter().filter_map(|group| quarter(group)).collect();
        let first = whens.iter().map(|when| when.quarters.0).min()?;
        let last = whens.iter().map(|when| when.quarters.1).max()?;
        let when = whens.first().filter(|_| whens.len() >= 2)?;
        // Of the months of a part of a quarter there is no sum that a plan could hold.
        let of = |(from, to): (u8, u8)| (from as i8 - 1) * 3 + 1..=to as i8 * 3;
        let months =
            whens.iter().flat_map(|when| when.months.map_or(of(when.quarters), |(from, to)| from..=to));
        let months: Vec<i8> = months.collect();
        let is_whole = whens.iter().all(|when| when.months.is_none())
            || of((first, last)).all(|month| months.contains(&month));
        is_whole.then_some(Of::Stretch(When {
            quarters: (first, last),
            months: None,
            certain: true,
            ..*when
        }))
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
