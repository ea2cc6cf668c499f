//! Columns of figures: as many as fit, the most needed first; the name and the bar share what is left.

use ratatui::{layout::Rect, style::Style};

use super::{
    super::Pen,
    bars,
    figures::Figures,
    panel::{count, overdue_sign, percent, say, value},
};
use crate::domain::{Status, Tally};

/// A column of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Planned,
    Reached,
    Share,
    Mean,
    Status(Status),
    Notes,
    Overdue,
    SumPlanned,
    SumReached,
    Weighted,
}

/// What a table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Groups of measures.
    Groups,
    /// Quarters, and what they add up to: counts only.
    Quarters,
    /// Groups of which each has one unit, so that its values add up.
    Units,
}

impl Kind {
    /// The columns in the order they stand in, with the order they are chosen in.
    const fn columns(self) -> &'static [(Column, u8)] {
        match self {
            Self::Groups => &[
                (Column::Planned, 0),
                (Column::Reached, 1),
                (Column::Share, 2),
                (Column::Mean, 9),
                (Column::Status(Status::Met), 7),
                (Column::Status(Status::Exceeded), 8),
                (Column::Status(Status::Partial), 5),
                (Column::Status(Status::NotStarted), 6),
                (Column::Status(Status::NotReported), 4),
                (Column::Notes, 3),
                (Column::Overdue, 10),
                (Column::Status(Status::DeedPending), 11),
            ],
            Self::Quarters => &[
                (Column::Planned, 0),
                (Column::Reached, 1),
                (Column::Share, 2),
                (Column::Mean, 5),
                (Column::Status(Status::NotReported), 4),
                (Column::Notes, 3),
            ],
            Self::Units => &[
                (Column::Planned, 0),
                (Column::Reached, 1),
                (Column::Share, 2),
                (Column::SumPlanned, 4),
                (Column::SumReached, 5),
                (Column::Weighted, 3),
            ],
        }
    }
}

/// So many cells make a bar worth drawing.
const LEAST_BAR: u16 = 6;

/// So many are enough for one.
const MOST_BAR: u16 = 40;

/// The columns of a table.
pub struct Columns {
    list: Vec<(Column, u16)>,
    name: u16,
    bar: u16,
}

impl Columns {
    /// What fits beside a name of at least so many cells; `largest` has the largest figures.
    pub fn fit(width: u16, name: u16, largest: &Figures, kind: Kind) -> Self {
        let figures = kind.columns();
        let wide = digits(largest.planned).max(4) + 1;
        let narrow = digits(largest.statuses.iter().copied().max().unwrap_or(0)).max(2) + 1;
        let needed = |column: Column| match column {
            Column::Planned | Column::Reached | Column::Share | Column::Mean => wide,
            Column::SumPlanned | Column::SumReached => 15,
            Column::Weighted => 6,
            Column::Status(_) | Column::Notes | Column::Overdue => narrow,
        };
        let mut by_need: Vec<_> = figures.to_vec();
        by_need.sort_by_key(|(_, need)| *need);
        let mut left = width.saturating_sub(name);
        let mut bar = 0;
        let mut chosen: Vec<Column> = Vec::new();
        for (at, (column, _)) in by_need.into_iter().enumerate() {
            // The five figures that matter come before the bar, the others after it; sums come first of all.
            if at == 5 && left > LEAST_BAR && kind != Kind::Units {
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

    /// The cells of the name.
    pub const fn name(&self) -> u16 {
        self.name
    }

    /// Draws the headings.
    pub fn header(&self, pen: &mut Pen<'_>, area: Rect, name: &str) {
        let dim = pen.theme.dim();
        pen.text(area.x, area.y, self.name, name, dim);
        let mut x = area.x + self.name;
        for (column, width) in &self.list {
            let (text, style) = match column {
                Column::Planned => (say(pen, "dash-planned", &[]), dim),
                Column::Reached => (say(pen, "dash-reached", &[]), dim),
                Column::Share => ("%".to_owned(), dim),
                Column::Mean => (say(pen, "dash-mean-column", &[]), dim),
                Column::Status(status) => (pen.theme.glyph(*status).to_string(), pen.theme.status(*status)),
                Column::Notes => (pen.theme.sign("✎", "N").to_owned(), pen.theme.warning()),
                Column::Overdue => (overdue_sign(pen).to_owned(), pen.theme.wrong()),
                Column::SumPlanned => (say(pen, "dash-sum-planned", &[]), dim),
                Column::SumReached => (say(pen, "dash-sum-reached", &[]), dim),
                Column::Weighted => (say(pen, "dash-sum-percent", &[]), dim),
            };
            pen.right(x, area.y, *width, &text, style);
            x += width;
        }
    }

    /// Draws a row: its name, its figures, and a bar where `scale` says what would fill the width.
    /// Sums are drawn from the tally, where the row has one whose values have one unit.
    pub fn row(
        &self,
        pen: &mut Pen<'_>,
        row: Rect,
        (name, style): (&str, Style),
        figures: &Figures,
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
                Column::Planned => count(pen, x0, y, width, figures.planned, style),
                Column::Reached if figures.planned == 0 || figures.ahead => {
                    percent(pen, x0, y, width, None, style);
                }
                Column::Reached => {
                    let text = pen.l10n.count(usize::try_from(figures.reached).unwrap_or(usize::MAX));
                    pen.right(x0, y, width, &text, style);
                }
                Column::Share => percent(pen, x0, y, width, figures.share(), pen.theme.strong()),
                Column::Mean => percent(pen, x0, y, width, figures.mean(), style),
                Column::Status(status) => {
                    count(pen, x0, y, width, figures.count(*status), pen.theme.status_text(*status));
                }
                Column::Notes => count(pen, x0, y, width, figures.notes, pen.theme.warning()),
                Column::Overdue => count(pen, x0, y, width, figures.overdue, pen.theme.wrong()),
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

fn sum(pen: &mut Pen<'_>, (x, y, width): (u16, u16, u16), column: Column, tally: &Tally, style: Style) {
    let text = match column {
        Column::SumPlanned => pen.l10n.number(tally.target_sum),
        Column::SumReached => pen.l10n.number(tally.fact_sum_on_targets),
        _ => tally.weighted().map(|percent| pen.l10n.percent(percent)).unwrap_or_default(),
    };
    value(pen, x + 1, y, width.saturating_sub(1), &text, style);
}

fn digits(number: u32) -> u16 {
    let digits = number.checked_ilog10().unwrap_or(0) + 1;
    // Groups of three digits have a space between them.
    u16::try_from(digits + (digits - 1) / 3).unwrap_or(10)
}
