//! Columns of figures: as many as fit, the most important first; the name and the bar share the rest.

use ratatui::{layout::Rect, style::Style};

use super::{
    super::Pen,
    bars,
    figures::DashboardFigures,
    panel::{count, note_sign, percent, say, value},
};
use crate::domain::{Status, Tally};

/// A column of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Owed,
    Done,
    /// Owed and unmet targets, if there is no room for their statuses.
    Open,
    Share,
    Mean,
    Status(Status),
    Notes,
    SumPlanned,
    SumReached,
    Weighted,
}

/// The kind of rows in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// Groups of measures.
    Groups,
    /// Quarters and their totals.
    Quarters,
    /// Groups with one unit each, so that their values can be summed.
    Units,
}

impl TableKind {
    /// The columns in their order, each with its priority.
    const fn columns(self) -> &'static [(Column, u8)] {
        match self {
            Self::Groups => &[
                (Column::Owed, 0),
                (Column::Done, 1),
                (Column::Share, 2),
                (Column::Mean, 9),
                (Column::Open, 4),
                (Column::Status(Status::Met), 11),
                (Column::Status(Status::Exceeded), 12),
                (Column::Status(Status::DeedDone), 13),
                (Column::Status(Status::DoneLate), 14),
                (Column::Status(Status::Partial), 5),
                (Column::Status(Status::NotStarted), 6),
                (Column::Status(Status::NotReported), 7),
                (Column::Status(Status::DeedPending), 8),
                (Column::Notes, 3),
            ],
            Self::Quarters => &[
                (Column::Owed, 0),
                (Column::Done, 1),
                (Column::Share, 2),
                (Column::Mean, 5),
                (Column::Open, 4),
                (Column::Notes, 3),
            ],
            Self::Units => &[
                (Column::Owed, 0),
                (Column::Done, 1),
                (Column::Share, 2),
                (Column::SumPlanned, 4),
                (Column::SumReached, 5),
                (Column::Weighted, 3),
            ],
        }
    }
}

/// The minimal width of a bar.
const LEAST_BAR: u16 = 6;

/// The maximal width of a bar.
const MOST_BAR: u16 = 40;

/// The columns of a table.
pub struct TableColumns {
    list: Vec<(Column, u16)>,
    name: u16,
    bar: u16,
}

impl TableColumns {
    /// The columns that fit beside a name of at least this width; `largest` has the largest figures.
    pub fn fit(pen: &Pen<'_>, width: u16, name: u16, largest: &DashboardFigures, kind: TableKind) -> Self {
        let figures = kind.columns();
        let wide = digits(largest.owed).max(4) + 1;
        let owed = wide.max(super::panel::width_of(&say(pen, "dash-owed", &[])) + 1);
        let narrow = digits(largest.statuses.iter().copied().max().unwrap_or(0)).max(2) + 1;
        let needed = |column: Column| match column {
            Column::Owed => owed,
            Column::Done | Column::Open | Column::Share | Column::Mean => wide,
            Column::SumPlanned | Column::SumReached => 15,
            Column::Weighted => 6,
            Column::Status(_) | Column::Notes => narrow,
        };
        let before_bar = match width {
            ..40 => 3,
            40..60 => 4,
            _ => 5,
        };
        let mut by_need: Vec<_> = figures.to_vec();
        by_need.sort_by_key(|(_, need)| *need);
        let mut left = width.saturating_sub(name);
        let mut bar = 0;
        let mut chosen: Vec<Column> = Vec::new();
        for (at, (column, _)) in by_need.into_iter().enumerate() {
            // The bar gets its room after the columns with a higher priority; a table with sums has no such bar.
            if at == before_bar && left > LEAST_BAR && kind != TableKind::Units {
                bar = LEAST_BAR + 1 + (left - LEAST_BAR - 1) / 4;
                left -= bar;
            }
            let wanted = needed(column);
            if wanted > left {
                break;
            }
            left -= wanted;
            chosen.push(column);
        }
        if chosen.contains(&Column::SumPlanned) && !chosen.contains(&Column::SumReached) {
            chosen.retain(|column| *column != Column::SumPlanned);
            left += needed(Column::SumPlanned);
        }
        left += whole_sums_only(&mut chosen, needed);
        if bar == 0 && left > LEAST_BAR {
            (bar, left) = (left, 0);
        }
        let more = left.min(if bar == 0 { 0 } else { MOST_BAR.saturating_sub(bar) }) / 2;
        let list = figures.iter().filter(|(column, _)| chosen.contains(column));
        Self {
            list: list.map(|(column, _)| (*column, needed(*column))).collect(),
            name: name.min(width) + left - more,
            bar: bar + more,
        }
    }

    /// The width of the name.
    pub const fn name(&self) -> u16 {
        self.name
    }

    /// The part of a row that has words and figures: all but the bar.
    pub fn words(&self, row: Rect) -> Rect {
        let figures: u16 = self.list.iter().map(|(_, width)| width).sum();
        Rect { width: (self.name + figures).min(row.width), ..row }
    }

    /// Draws the headings.
    pub fn header(&self, pen: &mut Pen<'_>, area: Rect, name: &str) {
        let dim = pen.theme.dim();
        pen.text(area.x, area.y, self.name, name, dim);
        let mut x = area.x + self.name;
        for (column, width) in &self.list {
            let (text, style) = match column {
                Column::Owed => (say(pen, "dash-owed", &[]), dim),
                Column::Done => (say(pen, "dash-reached", &[]), dim),
                Column::Open => (say(pen, "dash-open", &[]), dim),
                Column::Share => ("%".to_owned(), dim),
                Column::Mean => (say(pen, "dash-mean-column", &[]), dim),
                Column::Status(status) => (pen.theme.glyph(*status).to_string(), pen.theme.status(*status)),
                Column::Notes => (note_sign(pen).to_owned(), pen.theme.warning()),
                Column::SumPlanned => (say(pen, "dash-sum-planned", &[]), dim),
                Column::SumReached => (say(pen, "dash-sum-reached", &[]), dim),
                Column::Weighted => (say(pen, "dash-sum-percent", &[]), dim),
            };
            pen.right(x, area.y, *width, &text, style);
            x += width;
        }
    }

    /// Draws a row: its name, its figures, and a bar whose full width is `scale`. Sums come from the tally, if all its
    /// values have one unit.
    pub fn row(
        &self,
        pen: &mut Pen<'_>,
        row: Rect,
        (name, style): (&str, Style),
        figures: &DashboardFigures,
        sums: Option<&Tally>,
        scale: Option<u32>,
    ) {
        let (mut x, y) = (row.x, row.y);
        pen.text(x, y, self.name.saturating_sub(1), name, style);
        x += self.name;
        for (column, width) in &self.list {
            let (x0, width) = (x, *width);
            x += width;
            match column {
                Column::Owed => count(pen, x0, y, width, figures.owed, style),
                Column::Done | Column::Open if figures.owed == 0 || figures.ahead => {
                    percent(pen, x0, y, width, None, style);
                }
                Column::Done => {
                    let text = pen.l10n.count(usize::try_from(figures.done).unwrap_or(usize::MAX));
                    pen.right(x0, y, width, &text, style);
                }
                Column::Open => count(pen, x0, y, width, figures.open(), style),
                Column::Share => percent(pen, x0, y, width, figures.share(), pen.theme.strong()),
                Column::Mean => percent(pen, x0, y, width, figures.mean(), style),
                Column::Status(status) => {
                    count(pen, x0, y, width, figures.count(*status), pen.theme.status_text(*status));
                }
                Column::Notes => count(pen, x0, y, width, figures.notes, pen.theme.warning()),
                Column::SumPlanned | Column::SumReached | Column::Weighted => {
                    if let Some(tally) = sums {
                        sum(pen, (x0, y, width), *column, tally, style);
                    }
                }
            }
        }
        if let Some(scale) = scale.filter(|_| self.bar > LEAST_BAR) {
            bars::stacked(pen, x + 1, y, self.bar - 1, figures, scale);
        }
    }
}

/// Removes the columns of statuses unless all of them fit, because they have to add up to the owed targets.
/// [`Column::Open`] then stands for those not met. Returns the width that is free again.
fn whole_sums_only(chosen: &mut Vec<Column>, needed: impl Fn(Column) -> u16) -> u16 {
    let mut freed = 0;
    for wanted in [Status::is_unmet as fn(Status) -> bool, Status::is_done] {
        let has = |status: &Status| chosen.contains(&Column::Status(*status));
        let whole = Status::ALL.iter().filter(|status| wanted(**status)).all(has);
        let open = wanted(Status::Partial);
        chosen.retain(|column| {
            let stays = match column {
                Column::Status(status) => whole || !wanted(*status),
                Column::Open => !(whole && open),
                _ => true,
            };
            freed += if stays { 0 } else { needed(*column) };
            stays
        });
    }
    freed
}

fn sum(pen: &mut Pen<'_>, (x, y, width): (u16, u16, u16), column: Column, tally: &Tally, style: Style) {
    let text = match column {
        Column::SumPlanned => pen.l10n.sum(tally.target_sum),
        Column::SumReached => pen.l10n.sum(tally.fact_sum_on_targets),
        _ => tally.weighted().map(|percent| pen.l10n.percent(percent)).unwrap_or_default(),
    };
    value(pen, x + 1, y, width.saturating_sub(1), &text, style);
}

fn digits(number: u32) -> u16 {
    let digits = number.checked_ilog10().unwrap_or(0) + 1;
    // Groups of three digits are separated by a space.
    u16::try_from(digits + (digits - 1) / 3).unwrap_or(10)
}
