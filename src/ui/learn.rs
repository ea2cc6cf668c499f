//! Draws the columns of a new form: what each holds, the first rows as they would be read, and the trial.

use ratatui::{layout::Rect, style::Style};
use unicode_width::UnicodeWidthStr as _;

use super::{
    Pen,
    picker::{self, Picker},
};
use crate::{
    app::{
        Model,
        layer::meanings::Meanings,
        learn::{Columns, KnownBy, LearnError, TrialRow},
        meaning::{Meaning, message},
    },
    l10n::{Arg, L10n},
    text::safe::harmless,
};

/// The lines that are neither columns nor rows: the head, two headings, two rules, the trial.
const FIXED: u16 = 7;
/// The number of a column, and the sign of an unclear one.
const NUMBER: u16 = 6;
/// What stands between two first values.
const BETWEEN: &str = " · ";
/// The width of how a content is known, and the least width at which it is shown.
const WHY: u16 = 15;
const WIDE: u16 = 70;
/// The narrowest column of a row that is still shown.
const NARROWEST: u16 = 5;

/// How many columns and how many rows have room.
fn heights(columns: &Columns, body: Rect) -> (u16, u16) {
    let room = body.height.saturating_sub(FIXED);
    let rows = columns.trial.as_ref().map_or(1, |trial| trial.rows.len());
    let count = |length: usize| u16::try_from(length).unwrap_or(u16::MAX);
    let listed = count(columns.said.len()).min(room.saturating_sub(count(rows).min(room / 3)));
    (listed, room - listed)
}

/// Sets how many columns are shown.
pub fn prepare(model: &mut Model, body: Rect) {
    if let Some(columns) = &mut model.screens.learn.columns {
        let (listed, _) = heights(columns, body);
        columns.cursor.set_height(usize::from(listed.max(1)), columns.said.len());
    }
}

/// Draws the screen.
pub fn draw(pen: &mut Pen<'_>, model: &Model, body: Rect) {
    let Some(columns) = &model.screens.learn.columns else { return };
    let width = body.width.saturating_sub(2);
    head(pen, columns, body);
    let (listed, rows) = heights(columns, body);
    let list = Rect { y: body.y + 2, height: listed, ..body };
    draw_columns(pen, columns, list);
    let y = list.bottom();
    if y < body.bottom() {
        let heading = rows_heading(pen, columns);
        pen.rule(1, y, width, &heading);
    }
    let area = Rect { x: 1, y: y + 1, width, height: (rows + 1).min(body.bottom().saturating_sub(y + 1)) };
    if let Ok(trial) = &columns.trial {
        draw_rows(pen, &trial.rows, area);
    }
    told(
        pen,
        columns,
        Rect { x: 1, y: area.bottom(), width, height: body.bottom().saturating_sub(area.bottom()) },
    );
}

fn head(pen: &mut Pen<'_>, columns: &Columns, body: Rect) {
    let unsure = columns.known_by.iter().filter(|known| **known == KnownBy::Nothing).count();
    let args = [("file", Arg::Text(&columns.file)), ("columns", Arg::from(columns.said.len()))];
    let mut text = pen.l10n.msg_with("learn-head", &args);
    if unsure > 0 {
        text = format!("{text}, {}", pen.l10n.msg_with("learn-unsure", &[("count", Arg::from(unsure))]));
    }
    if let Some(row) = columns.header_row {
        text =
            format!("{text} · {}", pen.l10n.msg_with("learn-header-row", &[("row", Arg::from(row.get()))]));
    }
    let width = body.width.saturating_sub(2);
    let strong = pen.theme.strong();
    let used = pen.text(1, body.y, width, &text, strong);
    let state = pen.l10n.msg("learn-not-written").into_owned();
    if used + u16::try_from(state.width()).unwrap_or(u16::MAX) < width {
        pen.right(1, body.y, width, &state, pen.theme.dim());
    }
    let dim = pen.theme.dim();
    let widths = widths(width);
    let ids = ["learn-column-header", "learn-column-holds", "learn-column-why", "learn-column-first"];
    for ((x, width), id) in places(widths).into_iter().zip(widths).zip(ids) {
        let words = pen.l10n.msg(id).into_owned();
        pen.text(1 + x, body.y + 1, width.saturating_sub(1), &words, dim);
    }
}

/// The widths of the header, the content, how it is known, and the first values of a column.
fn widths(width: u16) -> [u16; 4] {
    let room = width.saturating_sub(NUMBER);
    let why = if width < WIDE { 0 } else { WHY };
    let header = (room - why) * 2 / 5;
    let holds = ((room - why) * 7 / 20).min(34);
    [header, holds, why, room - header - holds - why]
}

/// Where columns of these widths begin.
fn places(widths: [u16; 4]) -> [u16; 4] {
    let mut next = NUMBER;
    widths.map(|width| {
        let at = next;
        next += width;
        at
    })
}

fn draw_columns(pen: &mut Pen<'_>, columns: &Columns, list: Rect) {
    let width = list.width.saturating_sub(2);
    let widths = widths(width);
    let [header_width, holds_width, why_width, first_width] = widths;
    let [header_at, holds_at, why_at, first_at] = places(widths);
    for (line, at) in columns.cursor.shown(columns.said.len()).enumerate() {
        let y = list.y + u16::try_from(line).unwrap_or(u16::MAX);
        if y >= list.bottom() {
            break;
        }
        let (Some((text, _)), Some(holds)) = (columns.learned.columns.get(at), columns.said.get(at)) else {
            continue;
        };
        let known = columns.known_by.get(at).copied().unwrap_or(KnownBy::Header);
        let sign = if known == KnownBy::Nothing { "?" } else { " " };
        pen.text(1, y, NUMBER, &format!("{:>3} {sign}", at + 1), pen.theme.key());
        pen.text(1 + header_at, y, header_width.saturating_sub(1), &harmless(text), Style::new());
        let mut words = pen.l10n.msg(&message(*holds)).into_owned();
        if let Some(period) = columns.periods.get(at).copied().flatten() {
            words = format!("{words}, {}", pen.l10n.msg(&Meaning::Period(Some(period)).message()));
        }
        let style = if holds.is_some() { Style::new() } else { pen.theme.dim() };
        pen.text(1 + holds_at, y, holds_width.saturating_sub(1), &words, style);
        let why = match known {
            KnownBy::Header => "learn-known-header",
            KnownBy::Person => "learn-known-person",
            KnownBy::Nothing => "learn-known-nothing",
        };
        let why = pen.l10n.msg(why).into_owned();
        pen.text(1 + why_at, y, why_width.saturating_sub(1), &why, pen.theme.dim());
        let first =
            columns.learned.first.get(at).into_iter().flatten().map(|value| harmless(value).into_owned());
        let first = first.collect::<Vec<_>>().join(BETWEEN);
        pen.text(1 + first_at, y, first_width, &first, pen.theme.dim());
        if at == columns.cursor.at {
            pen.select_row(y, 1, holds_at);
        }
    }
}

/// The heading of the first rows, with their quarters where these are the same in all of them.
fn rows_heading(pen: &Pen<'_>, columns: &Columns) -> String {
    let heading = pen.l10n.msg("learn-rows").into_owned();
    let rows = columns.trial.as_ref().map_or(&[][..], |trial| trial.rows.as_slice());
    match rows.first().and_then(|row| row.span).filter(|_| !has_spans(rows)) {
        Some(span) => format!("{heading} · {}", pen.l10n.span(span)),
        None => heading,
    }
}

/// Whether the rows are about different quarters.
fn has_spans(rows: &[TrialRow]) -> bool {
    rows.iter().any(|row| row.span != rows.first().and_then(|row| row.span))
}

/// A column of the first rows: the message of its heading, and its texts.
struct Shown {
    texts: Vec<String>,
    width: u16,
    is_figure: bool,
}

fn draw_rows(pen: &mut Pen<'_>, rows: &[TrialRow], area: Rect) {
    let spans = has_spans(rows);
    let mut shown: Vec<Shown> = [
        ("holds-code", 8, false),
        ("holds-measure", 40, false),
        ("holds-indicator", 24, false),
        ("holds-unit", 10, false),
        ("column-period", 22, false),
        ("holds-target", 14, true),
        ("holds-fact", 14, true),
        ("holds-performers", 20, false),
        ("holds-term", 16, false),
        ("holds-note", 16, false),
    ]
    .into_iter()
    .enumerate()
    .filter_map(|(at, (id, most, is_figure))| {
        let texts = rows.iter().map(|row| match at {
            0 => row.code.clone(),
            1 => row.title.clone(),
            2 => row.indicator.clone(),
            3 => row.unit.clone(),
            4 => row.span.filter(|_| spans).map(|span| pen.l10n.span(span)).unwrap_or_default(),
            5 => row.target.clone(),
            6 => row.fact.clone(),
            7 => row.performers.clone(),
            8 => row.term.clone(),
            _ => row.note.clone(),
        });
        let texts: Vec<String> = texts.map(|text| harmless(&text.replace('\n', " ")).into_owned()).collect();
        if texts.iter().all(String::is_empty) {
            return None;
        }
        let texts: Vec<String> = std::iter::once(pen.l10n.msg(id).into_owned()).chain(texts).collect();
        let widest = texts.iter().map(|text| text.width()).max().unwrap_or(0);
        Some(Shown { texts, width: u16::try_from(widest).unwrap_or(most).min(most), is_figure })
    })
    .collect();
    fit(&mut shown, area.width);
    let mut x = area.x;
    for column in &shown {
        for (text, y) in column.texts.iter().zip(area.y..area.bottom()) {
            let style = if y == area.y { pen.theme.dim() } else { Style::new() };
            if column.is_figure {
                pen.right(x, y, column.width, text, style);
            } else {
                pen.text(x, y, column.width, text, style);
            }
        }
        x += column.width + 1;
    }
}

/// Narrows the widest columns until all have room; where they are narrow already, the last ones are left out.
fn fit(shown: &mut Vec<Shown>, width: u16) {
    let needed = |shown: &[Shown]| shown.iter().map(|column| column.width + 1).sum::<u16>();
    while needed(shown) > width + 1 {
        match shown.iter_mut().max_by_key(|column| column.width) {
            Some(column) if column.width > NARROWEST => column.width -= 1,
            Some(_) => drop(shown.pop()),
            None => return,
        }
    }
}

/// Draws how the trial went.
fn told(pen: &mut Pen<'_>, columns: &Columns, area: Rect) {
    if area.height == 0 {
        return;
    }
    let heading = columns.learned.columns.get(columns.cursor.at).map(|(text, _)| harmless(text).into_owned());
    pen.rule(area.x, area.y, area.width, &heading.unwrap_or_default());
    let (words, style) = match &columns.trial {
        Ok(trial) if trial.measures > 0 => {
            let counts = [("measures", Arg::from(trial.measures)), ("doubts", Arg::from(trial.doubts))];
            (pen.l10n.msg_with("learn-tried", &counts), Style::new())
        }
        Ok(_) => (pen.l10n.msg("learn-nothing-read").into_owned(), pen.theme.key()),
        Err(error) => {
            let why = fault(pen.l10n, *error);
            (pen.l10n.msg_with("learn-failed", &[("why", Arg::Text(&why))]), pen.theme.key())
        }
    };
    for (line, y) in super::pen::wrap(&words, area.width).iter().zip(area.y + 1..area.bottom()) {
        pen.text(area.x, y, area.width, line, style);
    }
}

/// Why the columns make no form, in words.
pub fn fault(l10n: &L10n, error: LearnError) -> String {
    match error {
        LearnError::Count { columns, said } => {
            l10n.msg_with("learn-count", &[("columns", Arg::from(columns)), ("said", Arg::from(said))])
        }
        LearnError::Unread => l10n.msg("learn-unread").into_owned(),
        LearnError::NoMeasures => l10n.msg("learn-no-measures").into_owned(),
        LearnError::Twice(holds) => {
            let word = l10n.msg(&message(Some(holds))).into_owned();
            let id = if holds.is_timed() { "learn-twice-timed" } else { "learn-twice" };
            l10n.msg_with(id, &[("holds", Arg::Text(&word))])
        }
    }
}

/// Sets how many contents the list shows.
pub fn prepare_meanings(meanings: &mut Meanings, body: Rect) {
    meanings.set_height(picker::shown(body));
}

/// Draws the list of contents in the middle of the body.
pub fn draw_meanings(pen: &mut Pen<'_>, meanings: &Meanings, body: Rect) {
    let l10n = pen.l10n;
    let rows = meanings.rows();
    let heading = harmless(&meanings.heading);
    let picker = Picker {
        heading: &l10n.msg_with(
            if meanings.are_periods() { "learn-periods" } else { "learn-meanings" },
            &[("column", Arg::Text(&heading))],
        ),
        line: &meanings.line,
        cursor: meanings.cursor,
        len: rows.len(),
        nothing: &l10n.msg("learn-no-meaning"),
        about: "",
        width: Picker::NARROW,
    };
    picker.draw(pen, body, |pen, at, line| {
        let Some(meaning) = rows.get(at) else { return };
        let words = pen.l10n.msg(&meaning.message()).into_owned();
        let style = if at == meanings.cursor.at { pen.theme.cursor() } else { Style::new() };
        pen.text(line.x, line.y, line.width, &words, style);
    });
}
