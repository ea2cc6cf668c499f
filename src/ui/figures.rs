//! Draws a table of figures: names, columns, bars if there is room, and the path to it.

use ratatui::{layout::Rect, style::Style};
use unicode_width::UnicodeWidthStr as _;

use super::{
    Pen,
    empty::{self, under_a_line},
};
use crate::{
    app::{
        Model,
        figures::{
            Figures,
            export::share,
            table::{FigureCell, HEADING_STEP},
        },
    },
    domain::Status,
};

/// The minimal width of a name.
const NAME: u16 = 16;
/// The minimal and the maximal width of a bar.
const BAR: std::ops::RangeInclusive<u16> = 8..=40;

/// The lines of the path and of the headings.
const HEAD: u16 = 2;

/// Sets how many rows the table shows.
pub fn prepare(model: &mut Model, body: Rect) {
    let figures = &mut model.screens.figures;
    figures.cursor.set_height(usize::from(body.height.saturating_sub(HEAD)), figures.table.rows.len());
}

/// Draws it.
pub fn draw(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    let figures = &model.screens.figures;
    let title = figures.table.title(pen.l10n);
    heading(pen, figures, body, &title);
    if figures.table.rows.is_empty() {
        return empty::draw(pen, model, under_a_line(under_a_line(body)), "empty-figures");
    }
    let layout = FigureColumns::of(pen, figures, body.width);
    layout.head(pen, figures, body);
    let rows = figures.cursor.shown(figures.table.rows.len()).enumerate();
    for (line, at) in rows {
        let y = body.y + HEAD + u16::try_from(line).unwrap_or(u16::MAX);
        if y < body.bottom() {
            layout.row(pen, figures, at, y);
        }
    }
}

/// Draws the path from the outermost name to the innermost; on the right the order and the filter.
fn heading(pen: &mut Pen<'_>, figures: &Figures, body: Rect, title: &str) {
    pen.rule(body.x, body.y, body.width, "");
    let mut remark = pen.l10n.msg(figures.order.message()).into_owned();
    if figures.only_open {
        let only = pen.l10n.msg("figures-only-open").into_owned();
        remark = format!("{only}, {remark}");
    }
    let remark = format!(" {remark} ");
    let width = u16::try_from(remark.width()).unwrap_or(0).min(body.width / 2);
    let room = body.width.saturating_sub(width + 4);
    // If there is no room for the whole path, its end is kept, because the innermost name is the current one.
    let title = tail(title, usize::from(room), pen.theme.sign("…", "."));
    pen.text(body.x + 1, body.y, room, &title, pen.theme.strong());
    pen.right(body.right().saturating_sub(width + 1), body.y, width, &remark, pen.theme.dim());
}

/// The end of a path that fits into this width, without the outer names that do not. The innermost name alone is cut
/// at its end, by the pen.
fn tail(path: &str, room: usize, ellipsis: &str) -> String {
    let mut shown = path.to_owned();
    let mut rest = path;
    while shown.width() + 2 > room
        && let Some((_, inner)) = rest.split_once(HEADING_STEP)
    {
        rest = inner;
        shown = format!("{ellipsis}{HEADING_STEP}{rest}");
    }
    format!(" {shown} ")
}

/// The visible columns with their widths, and the room for names and bars.
struct FigureColumns {
    shown: Vec<(usize, u16)>,
    name: u16,
    bar: u16,
}

impl FigureColumns {
    fn of(pen: &Pen<'_>, figures: &Figures, width: u16) -> Self {
        let table = &figures.table;
        let headings = table.headings(pen.l10n);
        let wide = |at: usize| {
            let longest = table
                .rows
                .iter()
                .filter_map(|row| row.cells.get(at))
                .map(|cell| cell.words(pen.l10n).width());
            let heading = headings.get(at + 1).map_or(0, |heading| heading.width());
            u16::try_from(longest.chain([heading]).max().unwrap_or(0) + 2).unwrap_or(u16::MAX)
        };
        let all: Vec<(usize, u16)> = (0..table.columns.len()).map(|at| (at, wide(at))).collect();
        let room = width.saturating_sub(NAME + 2);
        // If columns do not fit, the first ones are omitted where they are quarters, because the last ones are the
        // latest quarters or totals; otherwise the last ones are omitted.
        let quarters = table.bar.is_none() && all.len() > 5;
        let mut shown = all;
        while shown.iter().map(|(_, width)| *width).sum::<u16>() > room && !shown.is_empty() {
            if quarters {
                shown.remove(0);
            } else {
                shown.pop();
            }
        }
        let used: u16 = shown.iter().map(|(_, width)| *width).sum();
        let left = width.saturating_sub(used + 2);
        let names = table.rows.iter().map(|row| row.full_name(pen.l10n).width() + 1).max().unwrap_or(0);
        let names = u16::try_from(names).unwrap_or(u16::MAX).clamp(NAME, NAME.max(left));
        let spare = left.saturating_sub(names.max(left / 2));
        let bar = if table.bar.is_some() && spare >= *BAR.start() { spare.min(*BAR.end()) } else { 0 };
        Self { shown, name: left.saturating_sub(bar), bar }
    }

    fn head(&self, pen: &mut Pen<'_>, figures: &Figures, body: Rect) {
        let headings = figures.table.headings(pen.l10n);
        let (y, dim) = (body.y + 1, pen.theme.dim());
        if let Some(first) = headings.first() {
            pen.text(body.x + 2, y, self.name.saturating_sub(1), first, dim);
        }
        let mut x = body.x + 1 + self.name;
        for (at, width) in &self.shown {
            let words = headings.get(at + 1).cloned().unwrap_or_default();
            let figure = figures
                .table
                .rows
                .first()
                .and_then(|row| row.cells.get(*at))
                .is_none_or(FigureCell::is_figure);
            if figure {
                pen.right(x, y, *width, &words, dim);
            } else {
                pen.text(x + 2, y, width.saturating_sub(2), &words, dim);
            }
            x += width;
        }
    }

    fn row(&self, pen: &mut Pen<'_>, figures: &Figures, at: usize, y: u16) {
        let Some(row) = figures.table.rows.get(at) else { return };
        let selected = at == figures.cursor.at;
        if selected {
            pen.mark_row(0, y);
        }
        let plain = if row.total { pen.theme.strong() } else { Style::new() };
        let style = if selected { pen.theme.cursor() } else { plain };
        let name = row.full_name(pen.l10n);
        pen.text(2, y, self.name.saturating_sub(1), &name, style);
        let mut x = 1 + self.name;
        for (at, width) in &self.shown {
            if let Some(cell) = row.cells.get(*at) {
                let words = cell.words(pen.l10n);
                match cell {
                    FigureCell::Status(status) => {
                        let sign = pen.theme.glyph(*status).to_string();
                        pen.text(x, y, 1, &sign, pen.theme.status(*status));
                        pen.text(x + 2, y, width.saturating_sub(2), &words, plain);
                    }
                    _ => pen.right(x, y, *width, &words, plain),
                }
            }
            x += width;
        }
        if self.bar > 0
            && let Some((owed, done)) = share(&figures.table, row)
        {
            let cells = |thousandths: usize| usize::from(self.bar - 2) * thousandths / 1000;
            let (whole, part) = (cells(owed).max(1), cells(done));
            let full = pen.theme.sign("█", "#").repeat(part);
            let rest = pen.theme.sign("░", "-").repeat(whole.saturating_sub(part));
            let used = pen.text(x + 2, y, self.bar - 2, &full, pen.theme.status(Status::Met));
            pen.text(x + 2 + used, y, self.bar - 2 - used, &rest, pen.theme.status(Status::NotStarted));
        }
    }
}
