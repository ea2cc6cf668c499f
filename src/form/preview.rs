//! A document as lines of text, to be looked at in a terminal before it is written.
//!
//! Tables are drawn with their merged cells, and columns keep their proportions. The rules are box-drawing
//! characters; the caller replaces those that the terminal lacks.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use crate::{
    document::{Align, Block, Bound, Cell, Document, Paragraph, Run, Table},
    domain::Plan,
};

use super::{Form, LayOut, lay_out};

/// The narrowest column that still shows something.
const NARROWEST: usize = 3;

/// How a piece of a line is emphasised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Emphasis {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// A rule of a table, not text.
    pub rule: bool,
}

/// A line of the preview, in pieces with the same look throughout.
pub type PreviewLine = Vec<(String, Emphasis)>;

/// The bound of a document that a plan breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrokenBound {
    /// The last word of the message id of the bound.
    pub bound: &'static str,
    /// The largest possible figure.
    pub limit: usize,
}

impl From<Bound> for BrokenBound {
    fn from(bound: Bound) -> Self {
        Self { bound: bound.name(), limit: bound.limit() }
    }
}

/// The report in lines of a width.
///
/// # Errors
/// The bound of a document that a very large plan breaks.
pub fn preview(
    plan: &Plan,
    form: &Form,
    options: &LayOut,
    width: usize,
) -> Result<Vec<PreviewLine>, BrokenBound> {
    Ok(lines(&lay_out(plan, form, options)?, width))
}

/// A document in lines of a width.
pub fn lines(document: &Document, width: usize) -> Vec<PreviewLine> {
    let width = width.max(NARROWEST);
    let mut out = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let page = usize::try_from(document.page.text_width()).unwrap_or(1).max(1);
                let indent = usize::try_from(paragraph.look.indent).unwrap_or(0) * width / page;
                let indent = indent.min(width / 2);
                let wrapped = wrapped(paragraph, width - indent);
                out.extend(wrapped.into_iter().map(|row| aligned(row, paragraph.align, width, indent)));
            }
            Block::Table(table) => out.extend(table_lines(table, width)),
        }
    }
    out
}

/// One cell of the terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Glyph {
    /// The grapheme; empty in the right half of a wide one.
    text: String,
    emphasis: Emphasis,
}

type Row = Vec<Glyph>;

fn aligned(row: Row, align: Option<Align>, width: usize, indent: usize) -> PreviewLine {
    let room = (width - indent).saturating_sub(row.len());
    let gap = match align {
        Some(Align::Center) => room / 2,
        Some(Align::Right) => room,
        _ => 0,
    };
    let blank = Glyph { text: " ".to_owned(), emphasis: Emphasis::default() };
    pieces(std::iter::repeat_n(blank, indent + gap).chain(row))
}

/// Glyphs joined where the look is the same.
fn pieces(row: impl IntoIterator<Item = Glyph>) -> PreviewLine {
    let mut line: PreviewLine = Vec::new();
    for glyph in row {
        match line.last_mut() {
            Some((text, emphasis)) if *emphasis == glyph.emphasis => text.push_str(&glyph.text),
            _ => line.push((glyph.text, glyph.emphasis)),
        }
    }
    line
}

fn glyphs(run: &Run) -> impl Iterator<Item = Glyph> + '_ {
    let emphasis = Emphasis { bold: run.bold, italic: run.italic, underline: run.underline, rule: false };
    run.text.graphemes(true).flat_map(move |grapheme| {
        let tab = grapheme == "\t";
        let text = if tab { " ".to_owned() } else { grapheme.to_owned() };
        // A gap instead of a tabulator, because the terminal has no tabulator positions of the page.
        let width = if tab { 3 } else { text.width() };
        let rest = if tab { " " } else { "" };
        let more = std::iter::repeat_n(Glyph { text: rest.to_owned(), emphasis }, width.saturating_sub(1));
        std::iter::once(Glyph { text, emphasis }).chain(more)
    })
}

/// The paragraph in rows, broken at blanks; a word longer than a row is broken anywhere.
fn wrapped(paragraph: &Paragraph, width: usize) -> Vec<Row> {
    let label = paragraph.label.as_ref().map(|label| Run::plain(format!("{} ", label.text)));
    let all: Vec<Glyph> = label.iter().chain(&paragraph.runs).flat_map(glyphs).collect();
    let mut rows: Vec<Row> = Vec::new();
    for line in all.split(|glyph| glyph.text == "\n") {
        let mut row: Row = Vec::new();
        for word in line.split_inclusive(|glyph| glyph.text == " ") {
            let letters = word.iter().take_while(|glyph| glyph.text != " ").count();
            if !row.is_empty() && row.len() + letters > width {
                rows.push(trimmed(std::mem::take(&mut row)));
            }
            for glyph in word {
                if row.len() >= width && glyph.text != " " {
                    rows.push(trimmed(std::mem::take(&mut row)));
                }
                row.push(glyph.clone());
            }
        }
        rows.push(trimmed(row));
    }
    rows
}

fn trimmed(mut row: Row) -> Row {
    while row.last().is_some_and(|glyph| glyph.text == " ") {
        row.pop();
    }
    row
}

/// The terminal column where each column of the table begins, and the one after the last.
fn column_starts(table: &Table, width: usize) -> Vec<usize> {
    let count = table.columns();
    let known = table.widths.len() == count;
    let share = |at: usize| if known { table.widths.get(at).copied().unwrap_or(1).max(1) } else { 1 };
    let sum: u64 = (0..count).map(|at| u64::from(share(at))).sum();
    let room = width.saturating_sub(count + 1).max(count * NARROWEST);
    let (mut starts, mut at, mut passed) = (vec![0], 0, 0_u64);
    for column in 0..count {
        passed += u64::from(share(column));
        let end = usize::try_from(passed * room as u64 / sum.max(1)).unwrap_or(room) + column + 1;
        at = end.max(at + NARROWEST + 1);
        starts.push(at);
    }
    starts
}

/// A cell with its wrapped rows and the terminal columns that it covers.
struct Placed<'a> {
    cell: &'a Cell,
    rows: Vec<(Row, Option<Align>)>,
    left: usize,
    right: usize,
}

fn table_lines(table: &Table, width: usize) -> Vec<PreviewLine> {
    let starts = column_starts(table, width);
    let start = |column: usize| starts.get(column.min(table.columns())).copied().unwrap_or(0);
    let placed: Vec<Placed<'_>> = table
        .cells()
        .iter()
        .map(|cell| {
            let (left, right) = (start(cell.col), start(cell.col.saturating_add(cell.colspan)));
            let inner = right.saturating_sub(left + 1).max(1);
            let rows = cell.paragraphs().flat_map(|paragraph| {
                wrapped(paragraph, inner).into_iter().map(move |row| (row, paragraph.align))
            });
            Placed { cell, rows: rows.collect(), left, right }
        })
        .collect();
    let tops = row_tops(table, &placed);
    let mut canvas = Canvas::new(start(table.columns()) + 1, tops.last().copied().unwrap_or(0) + 1);
    for one in &placed {
        let top = tops.get(one.cell.row).copied().unwrap_or(0);
        let bottom = tops.get(one.cell.row + one.cell.rowspan).or(tops.last()).copied().unwrap_or(top);
        if !table.unruled {
            canvas.frame(one.left, top, one.right, bottom);
        }
        canvas.fill(one, top, bottom);
    }
    canvas.lines()
}

/// The terminal row of the rule above each table row, and that of the last rule.
fn row_tops(table: &Table, placed: &[Placed<'_>]) -> Vec<usize> {
    let mut heights = vec![1_usize; table.rows()];
    for one in placed.iter().filter(|one| one.cell.rowspan == 1) {
        if let Some(height) = heights.get_mut(one.cell.row) {
            *height = (*height).max(one.rows.len());
        }
    }
    for one in placed.iter().filter(|one| one.cell.rowspan > 1) {
        let covered = one.cell.row..(one.cell.row + one.cell.rowspan).min(heights.len());
        let have: usize =
            heights.get(covered.clone()).unwrap_or_default().iter().map(|height| height + 1).sum();
        let lacking = (one.rows.len() + 1).saturating_sub(have);
        if let Some(last) = covered.last().and_then(|row| heights.get_mut(row)) {
            *last += lacking;
        }
    }
    let mut tops = vec![0];
    let mut at = 0;
    for height in heights {
        at += height + 1;
        tops.push(at);
    }
    tops
}

/// The lines of the rules that meet at a place of the screen.
#[derive(Clone, Copy, Default)]
struct Rules {
    up: bool,
    down: bool,
    left: bool,
    right: bool,
}

impl Rules {
    const fn sign(self) -> &'static str {
        match (self.up, self.down, self.left, self.right) {
            (true, true, true, true) => "┼",
            (true, true, true, false) => "┤",
            (true, true, false, true) => "├",
            (true, false, true, true) => "┴",
            (false, true, true, true) => "┬",
            (false, true, false, true) => "┌",
            (false, true, true, false) => "┐",
            (true, false, false, true) => "└",
            (true, false, true, false) => "┘",
            (true, _, false, false) | (false, true, false, false) => "│",
            (false, false, true, _) | (false, false, false, true) => "─",
            (false, false, false, false) => " ",
        }
    }
}

struct Canvas {
    width: usize,
    rules: Vec<Rules>,
    glyphs: Vec<Option<Glyph>>,
}

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        let size = width * height;
        Self { width, rules: vec![Rules::default(); size], glyphs: vec![None; size] }
    }

    fn rule(&mut self, x: usize, y: usize, set: impl FnOnce(&mut Rules)) {
        if let Some(rules) = self.rules.get_mut(y * self.width + x).filter(|_| x < self.width) {
            set(rules);
        }
    }

    fn frame(&mut self, left: usize, top: usize, right: usize, bottom: usize) {
        for x in left..right {
            for y in [top, bottom] {
                self.rule(x, y, |rules| rules.right = true);
                self.rule(x + 1, y, |rules| rules.left = true);
            }
        }
        for y in top..bottom {
            for x in [left, right] {
                self.rule(x, y, |rules| rules.down = true);
                self.rule(x, y + 1, |rules| rules.up = true);
            }
        }
    }

    fn fill(&mut self, one: &Placed<'_>, top: usize, bottom: usize) {
        let inner = one.right.saturating_sub(one.left + 1);
        let room = bottom.saturating_sub(top + 1);
        let skipped = if one.cell.look.middle { room.saturating_sub(one.rows.len()) / 2 } else { 0 };
        for (line, (row, align)) in one.rows.iter().take(room).enumerate() {
            let gap = match align {
                Some(Align::Center) => inner.saturating_sub(row.len()) / 2,
                Some(Align::Right) => inner.saturating_sub(row.len()),
                _ => 0,
            };
            let from = (top + 1 + skipped + line) * self.width + one.left + 1 + gap;
            for (at, glyph) in row.iter().take(inner).enumerate() {
                if let Some(place) = self.glyphs.get_mut(from + at) {
                    *place = Some(glyph.clone());
                }
            }
        }
    }

    fn lines(self) -> Vec<PreviewLine> {
        let rule = Emphasis { rule: true, ..Emphasis::default() };
        let width = self.width.max(1);
        let shown = self.glyphs.into_iter().zip(self.rules).map(|(glyph, rules)| {
            glyph.unwrap_or_else(|| Glyph { text: rules.sign().to_owned(), emphasis: rule })
        });
        let all: Vec<Glyph> = shown.collect();
        all.chunks(width).map(|row| pieces(row.iter().cloned())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(lines: &[PreviewLine]) -> String {
        let text = |line: &PreviewLine| line.iter().map(|(text, _)| text.as_str()).collect::<String>();
        lines.iter().map(|line| text(line).trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn merged_cells_are_drawn_as_such() {
        let cells = vec![
            Cell::new(0, 0).spanning(2, 1).with_text("Завдання"),
            Cell::new(0, 1).spanning(1, 2).with_text("Значення"),
            Cell::new(1, 1).with_text("План"),
            Cell::new(1, 2).with_text("Факт"),
            Cell::new(2, 0).with_text("Лекції у школах"),
            Cell::new(2, 1).with_text("5"),
            Cell::new(2, 2).with_text("7"),
        ];
        let document = Document::new("", vec![Table::new(0, 0, cells).unwrap().into()]);
        let expected = "\
┌────────┬─────────────────┐
│Завдання│Значення         │
│        ├────────┬────────┤
│        │План    │Факт    │
├────────┼────────┼────────┤
│Лекції у│5       │7       │
│школах  │        │        │
└────────┴────────┴────────┘";
        assert_eq!(shown(&lines(&document, 28)), expected);
    }

    #[test]
    fn paragraphs_stand_where_they_should() {
        let title = Paragraph::new("Звіт").aligned(Align::Center);
        let document = Document::new("", vec![title.into(), Paragraph::new("один два три").into()]);
        assert_eq!(shown(&lines(&document, 8)), "  Звіт\nодин два\nтри");
    }

    #[test]
    fn any_width_is_survived() {
        let cells = vec![Cell::new(0, 0).with_text("дуже-довге-слово 漢字"), Cell::new(0, 1).with_text("б")];
        let document = Document::new("", vec![Table::new(0, 0, cells).unwrap().into()]);
        for width in 0..40 {
            assert!(!lines(&document, width).is_empty());
        }
    }
}
