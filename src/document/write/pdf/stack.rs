//! A paragraph, or the content of a cell, as lines below each other.

use super::font::{ASCENT, LINE};
use super::geometry::{PdfPaper, points};
use super::lines::{self, Measure, PdfLine};
use crate::{
    document::{Block, Paragraph, Run, Table},
    text::surely::Surely,
};

/// The least width that an indent leaves, in points, where the column is as wide.
const LEAST_ROOM: f32 = 60.0;

/// Lines one below the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Stack {
    pub(super) rows: Vec<StackedLine>,
    /// Where the last line ends, and the gap below it.
    pub(super) height: f32,
}

/// A line at its position.
#[derive(Clone, Debug)]
pub(super) struct StackedLine {
    /// Its upper edge, relative to that of the stack.
    pub(super) top: f32,
    pub(super) size: f32,
    pub(super) line: PdfLine,
}

impl StackedLine {
    pub(super) fn bottom(&self) -> f32 {
        self.top + self.size * LINE
    }

    /// The base line, from the upper edge of the line.
    pub(super) fn base(&self) -> f32 {
        // Half of the difference between the height of the line and that of its letters is above the letters.
        self.size * (ASCENT + 0.02)
    }
}

impl Stack {
    /// The lines of these blocks in this width. A table inside becomes one line for each row.
    pub(super) fn of_blocks<'a>(
        blocks: impl Iterator<Item = &'a Block>,
        width: f32,
        paper: &PdfPaper,
        hyphens: bool,
    ) -> Self {
        let mut stack = Self::default();
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => stack.add(paragraph, width, paper, hyphens),
                Block::Table(table) => {
                    for row in 0..table.rows() {
                        stack.add(&row_as_paragraph(table, row), width, paper, hyphens);
                    }
                }
            }
        }
        stack
    }

    /// The lines of one paragraph.
    pub(super) fn of_paragraph(paragraph: &Paragraph, width: f32, paper: &PdfPaper) -> Self {
        let mut stack = Self::default();
        stack.add(paragraph, width, paper, true);
        stack
    }

    /// Whether it has no visible content.
    pub(super) fn is_blank(&self) -> bool {
        self.rows.iter().all(|row| row.line.pieces.is_empty())
    }

    /// Adds a gap above and below, because the lines of tables would touch the letters.
    pub(super) fn air(&mut self, air: f32) {
        if !self.rows.is_empty() {
            self.rows.iter_mut().for_each(|row| row.top += air);
            self.height += air * 1.5;
        }
    }

    /// Puts another stack below.
    pub(super) fn append(&mut self, more: Self) {
        self.rows.extend(more.rows.into_iter().map(|row| StackedLine { top: row.top + self.height, ..row }));
        self.height += more.height;
    }

    /// The height of the first few lines, or of all lines where there are hardly more: the least that may be left
    /// on a page.
    pub(super) fn first_part(&self) -> f32 {
        match self.rows.as_slice() {
            [_, second, _, _, ..] => second.bottom(),
            _ => self.height,
        }
    }

    /// The upper edge of the rest, when the lines before `cursor` are on an earlier page.
    pub(super) fn from(&self, cursor: usize) -> f32 {
        if cursor == 0 { 0.0 } else { self.rows.get(cursor).map_or(self.height, |row| row.top) }
    }

    /// The height of the lines from `cursor` on.
    pub(super) fn rest(&self, cursor: usize) -> f32 {
        self.height - self.from(cursor)
    }

    /// The same without the gap below.
    pub(super) fn ink(&self, cursor: usize) -> f32 {
        self.between(cursor, self.rows.len())
    }

    /// The first line after `cursor` that does not fit into a height.
    pub(super) fn fitting(&self, cursor: usize, height: f32) -> usize {
        let limit = self.from(cursor) + height + 0.01;
        let rows = self.rows.get(cursor..).surely();
        cursor + rows.iter().take_while(|row| row.bottom() <= limit).count()
    }

    /// The height of the lines from `cursor` to the one before `end`.
    pub(super) fn between(&self, cursor: usize, end: usize) -> f32 {
        let last = end.checked_sub(1).filter(|last| *last >= cursor);
        last.and_then(|last| self.rows.get(last)).map_or(0.0, |row| row.bottom() - self.from(cursor))
    }

    fn add(&mut self, paragraph: &Paragraph, width: f32, paper: &PdfPaper, hyphens: bool) {
        let look = &paragraph.look;
        let measure = Measure {
            width,
            // An indent leaves room for a word.
            indent: points(look.indent).min((width - LEAST_ROOM).max(width / 2.0)),
            size: paper.size(look.size),
            tabs: look.tabs.iter().map(|tab| points(*tab)).collect(),
            hyphens,
        };
        self.height += paper.gap(look.before);
        for line in lines::of_paragraph(paragraph, &measure) {
            let row = StackedLine { top: self.height, size: measure.size, line };
            self.height = row.bottom();
            self.rows.push(row);
        }
        self.height += paper.gap(look.after);
    }
}

/// A row of a table inside a cell: the texts of its cells, separated by tabulators.
fn row_as_paragraph(table: &Table, row: usize) -> Paragraph {
    let mut runs = Vec::new();
    for (at, cell) in table.cells_of_row(row).iter().enumerate() {
        if at > 0 {
            runs.push(Run::plain("\t"));
        }
        for (at, block) in cell.blocks.iter().enumerate() {
            if at > 0 {
                runs.push(Run::plain(" "));
            }
            match block {
                Block::Paragraph(paragraph) => {
                    runs.extend(paragraph.label.iter().map(|label| Run::plain(format!("{} ", label.text))));
                    runs.extend(paragraph.runs.iter().cloned());
                }
                Block::Table(inner) => {
                    for row in 0..inner.rows() {
                        runs.extend(row_as_paragraph(inner, row).runs);
                        runs.push(Run::plain(" "));
                    }
                }
            }
        }
    }
    Paragraph::of_runs(runs)
}
