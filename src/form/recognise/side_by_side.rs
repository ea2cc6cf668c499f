//! Two tables side by side in one: «№ | Захід | План | Факт || № | Захід | План | Факт». The right one goes on below
//! the left one.

use std::{cell::LazyCell, collections::BTreeSet, ops::Range};

use crate::{
    document::{Cell, Document, Place, Table},
    domain::DoubtKind,
    form::{
        form::{Form, Holds},
        words::key,
    },
};

use super::{
    header::nonblank,
    outline::{About, Outline},
    page::cell_text,
};

/// The last row in which such a header may begin.
const SEARCHED_ROWS: usize = 60;
/// The fewest columns of one half.
const LEAST: usize = 3;

/// A document whose halves are below each other.
pub struct Stacked {
    /// The document.
    pub document: Document,
    /// The header of each right half.
    changed: Vec<(Place, String)>,
}

impl Stacked {
    /// Doubts the order of the rows, because the document has another one.
    pub fn doubt(&self, outline: &mut Outline) {
        for (place, header) in &self.changed {
            outline.doubted(About::Plan, *place, DoubtKind::Reading, header, header, &[]);
        }
    }
}

/// The document with the right half of a table below its left half; `None` where no table has two.
pub fn stacked(document: &Document, forms: &[Form]) -> Option<Stacked> {
    let of_measures = forms.iter().flat_map(|form| &form.columns);
    let of_measures = of_measures.filter(|column| column.holds == Holds::Measure);
    // Few documents have such a header, so its words are folded only for one that repeats itself.
    let words = LazyCell::new(|| {
        of_measures.flat_map(|column| &column.headers).map(|text| key(text)).collect::<BTreeSet<String>>()
    });
    let is_of_measures = |text: &String| words.contains(text);
    let mut changed = Vec::new();
    let document = document.with_tables(|table| {
        let halves = Halves::find(table, &is_of_measures)?;
        let table = halves.table()?;
        changed.push((halves.place, halves.text));
        Some(table)
    })?;
    Some(Stacked { document, changed })
}

struct Halves<'a> {
    source: &'a Table,
    header: Range<usize>,
    /// The first column of the right half.
    split: usize,
    /// How far it is from the first column of the left half.
    by: usize,
    place: Place,
    text: String,
}

impl<'a> Halves<'a> {
    fn find(source: &'a Table, is_of_measures: &dyn Fn(&String) -> bool) -> Option<Self> {
        if source.columns() < LEAST * 2 {
            return None;
        }
        (0..source.rows().min(SEARCHED_ROWS)).find_map(|row| Self::at(source, row, is_of_measures))
    }

    /// The halves of a table whose header begins in a row: the same texts twice, one of them a header of measures.
    fn at(source: &'a Table, row: usize, is_of_measures: &dyn Fn(&String) -> bool) -> Option<Self> {
        let cells: Vec<&Cell> = nonblank(source, row).collect();
        let half = cells.len() / 2;
        if half < LEAST || !cells.len().is_multiple_of(2) {
            return None;
        }
        let (left, right) = cells.split_at_checked(half)?;
        let (first, second) = (left.first()?, right.first()?);
        let by = second.col.checked_sub(first.col)?;
        let alike = |(a, b): (&&Cell, &&Cell)| a.col + by == b.col && cell_text(a) == cell_text(b);
        if !left.iter().zip(right).all(alike) {
            return None;
        }
        let texts: Vec<String> = left.iter().map(|cell| key(&cell_text(cell))).collect();
        let named = texts.iter().any(is_of_measures);
        let distinct =
            texts.iter().enumerate().all(|(at, text)| !texts.iter().skip(at + 1).any(|t| t == text));
        (named && distinct).then_some(())?;
        let end = cells.iter().map(|cell| cell.row + cell.rowspan).max().unwrap_or(row + 1);
        let text: Vec<String> = right.iter().map(|cell| cell_text(cell)).collect();
        let (place, text) = (second.place, text.join(" | "));
        Some(Self { source, header: row..end.max(row + 1), split: second.col, by, place, text })
    }

    fn table(&self) -> Option<Table> {
        let (rows, end) = (self.source.rows(), self.header.end);
        let added = rows.checked_sub(end)?;
        let mut cells = Vec::with_capacity(self.source.cells().len());
        for cell in self.source.cells() {
            let is_right = cell.col >= self.split;
            let crosses = !is_right && cell.col + cell.colspan > self.split;
            if cell.row < self.header.start || !is_right {
                // What is over both halves heads the left one.
                let colspan = if crosses && cell.row >= end { self.split - cell.col } else { cell.colspan };
                cells.push(Cell { colspan, ..cell.clone() });
            } else if cell.row >= end {
                let col = cell.col.checked_sub(self.by)?;
                cells.push(Cell { row: cell.row + added, col, ..cell.clone() });
            }
        }
        self.source.with_cells((0, 0), cells).ok()
    }
}
