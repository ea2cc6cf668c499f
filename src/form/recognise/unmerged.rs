//! Restores the merged cells that CSV, TSV and Markdown of other programs have lost. Files of this program have
//! marks for merged cells and do not need it.
//!
//! A format without merged cells keeps the text of a merged cell in its first place and leaves the others blank, or
//! it repeats the text in every row. The form determines which columns are merged: those of its levels, an aim, the
//! counter of a level, and over several indicators the measure with its performers and its term. A blank in a
//! column of values stays a blank.
//!
//! Where this is uncertain, the likelier reading is chosen and noted; the notes become doubts.

use std::{collections::HashMap, ops::Range};

use crate::{
    document::{Cell, Place, Table},
    domain::{DoubtKind, Level},
    form::{
        code,
        form::{Form, Holds},
    },
};

use super::{
    header::Header,
    one_line,
    outline::{About, Outline},
    page::{self, cell_text},
};

/// Columns that merge, each within those before it.
const MERGING: [Holds; 5] = [Holds::Goal, Holds::Task, Holds::Subtask, Holds::Objective, Holds::Measure];
/// Columns of goals, tasks and the like, which are merged over measures.
const HEADED: [Holds; 4] = [Holds::Goal, Holds::Task, Holds::Subtask, Holds::Objective];
/// Columns that merge with the measure.
const OF_MEASURE: [Holds; 2] = [Holds::Performers, Holds::Term];

/// A table with its merged cells restored.
pub struct Restored {
    /// The rows of the plan.
    pub table: Table,
    /// What is uncertain.
    pub notes: Vec<MergeUncertainty>,
}

/// A reading that was not certain.
pub struct MergeUncertainty {
    /// The place of its node.
    pub place: Place,
    /// Where it was read, when that is elsewhere.
    pub at: Option<Place>,
    /// The kind of doubt.
    pub kind: DoubtKind,
    /// The original text.
    pub text: String,
    /// The chosen reading.
    pub reading: String,
}

impl MergeUncertainty {
    /// Makes the notes doubts about the nodes at their places.
    pub fn doubt<'n>(notes: impl Iterator<Item = &'n Self>, outline: &mut Outline) {
        let mut notes = notes.peekable();
        if notes.peek().is_none() {
            return;
        }
        let place = |key: usize| Some((outline.get(key)?.source.as_ref()?, key));
        let at = |place: Place| (place.table, place.row, place.column, place.line);
        let nodes: HashMap<_, _> = outline
            .keys()
            .rev()
            .filter_map(place)
            .map(|(source, key)| (at(page::place_of(Some(source))), key))
            .collect();
        for note in notes {
            let about = nodes.get(&at(note.place)).map_or(About::Plan, |key| About::Node(*key));
            let place = note.at.unwrap_or(note.place);
            outline.doubted(about, place, note.kind, &note.text, &note.reading, &[]);
        }
    }
}

/// What a format leaves in the places of merged cells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    Blank,
    Repeated,
}

/// The rows of a plan with their merged cells restored; `None` where none is missing.
pub fn restored(table: &Table, header: &Header, rows: Range<usize>, form: &Form) -> Option<Restored> {
    let spans = |cell: &Cell| cell.rowspan > 1 || cell.colspan > 1;
    if rows.clone().flat_map(|row| table.cells_of_row(row)).any(spans) {
        return None;
    }
    let (parted, mut notes) = one_line::parted(table, header, rows.clone(), form).unzip();
    // Without columns for levels, no cell was merged over measures, so only a heading over all columns can be
    // restored.
    let merges = parted.is_some() || HEADED.into_iter().any(|holds| header.has(holds));
    if !merges && !rows.clone().any(|row| heading_of(table, header, row).is_some()) {
        return None;
    }
    let mut rebuilt = Rebuilt::new(parted.as_ref().unwrap_or(table), header, form, rows.clone());
    for row in rows {
        rebuilt.row(row);
    }
    let notes = notes.take().into_iter().flatten().chain(rebuilt.notes).collect();
    let mut restored = Table::new(rebuilt.height, table.columns(), rebuilt.cells).ok()?;
    restored.place = table.place;
    restored.name.clone_from(&table.name);
    Some(Restored { table: restored, notes })
}

/// The only cell of a row, where it is a heading over all columns: it is in the column that counts rows.
fn heading_of<'t>(table: &'t Table, header: &Header, row: usize) -> Option<&'t Cell> {
    let mut cells = table.cells_of_row(row).iter().filter(|cell| !cell.is_blank());
    let (Some(cell), None) = (cells.next(), cells.next()) else { return None };
    let counts = header.columns.iter().find(|(range, _)| range.contains(&cell.col));
    let counts = cell.col == 0 && counts.is_some_and(|(_, holds)| *holds == Holds::Ordinal);
    (counts && cell_text(cell).chars().filter(|c| c.is_alphabetic()).count() > 3).then_some(cell)
}

/// The table while it is built.
struct Rebuilt<'a> {
    table: &'a Table,
    header: &'a Header,
    form: &'a Form,
    left: Left,
    cells: Vec<Cell>,
    height: usize,
    /// For each merging column, the open cell and the text by which it continues.
    open: HashMap<Holds, OpenCells>,
    notes: Vec<MergeUncertainty>,
}

#[derive(Clone)]
struct OpenCells {
    text: String,
    /// The cells of the column and of those that merge with it.
    cells: Vec<usize>,
}

impl<'a> Rebuilt<'a> {
    fn new(table: &'a Table, header: &'a Header, form: &'a Form, rows: Range<usize>) -> Self {
        let mut rebuilt = Self {
            table,
            header,
            form,
            left: Left::Blank,
            cells: Vec::new(),
            height: 0,
            open: HashMap::new(),
            notes: Vec::new(),
        };
        let same = |holds| {
            let texts: Vec<String> = rows.clone().map(|row| rebuilt.text(row, holds)).collect();
            texts.windows(2).any(|pair| matches!(pair, [a, b] if a == b && !a.is_empty()))
        };
        if [Holds::Goal, Holds::Task, Holds::Subtask].into_iter().any(same) {
            rebuilt.left = Left::Repeated;
        }
        rebuilt
    }

    fn cell(&self, row: usize, holds: Holds) -> Option<&'a Cell> {
        let (range, _) = self.header.columns.iter().find(|(_, held)| *held == holds)?;
        self.table.cell_at(row, range.start).filter(|cell| !cell.is_blank())
    }

    fn text(&self, row: usize, holds: Holds) -> String {
        self.cell(row, holds).map(cell_text).unwrap_or_default()
    }

    fn row(&mut self, row: usize) {
        if let Some(one) = heading_of(self.table, self.header, row) {
            self.open.clear();
            self.heading(one.clone());
            return;
        }
        let cells: Vec<&Cell> = self.table.cells_of_row(row).iter().filter(|cell| !cell.is_blank()).collect();
        let mut begun = false;
        for holds in MERGING {
            begun = self.merging(row, holds, begun);
        }
        for cell in cells {
            let holds = self.header.columns.iter().find(|(range, _)| range.contains(&cell.col));
            let merges =
                holds.is_some_and(|(_, holds)| *holds == Holds::Goal || self.leads(*holds).is_some());
            if !merges {
                self.cells.push(Cell { row: self.height, ..cell.clone() });
            }
        }
        self.height += 1;
    }

    /// The column that another one is merged together with; itself where its own text decides.
    fn leads(&self, holds: Holds) -> Option<Holds> {
        let counted = || self.form.column(Holds::Ordinal).and_then(|column| column.counts);
        match holds {
            Holds::Ordinal => counted().filter(|counted| self.header.has(*counted)),
            _ if OF_MEASURE.contains(&holds) => Some(Holds::Measure),
            _ => MERGING.contains(&holds).then_some(holds),
        }
    }

    /// The columns that are merged together with this one.
    fn with(&self, holds: Holds) -> Vec<Holds> {
        let all = self.header.columns.iter().map(|(_, held)| *held);
        all.filter(|held| self.leads(*held) == Some(holds)).collect()
    }

    /// Extends the cell of a merging column, or begins one. `begun` means that a cell of a higher level begins in
    /// this row; the result means the same for the next column.
    fn merging(&mut self, row: usize, holds: Holds, begun: bool) -> bool {
        let columns = self.with(holds);
        if columns.is_empty() {
            return begun;
        }
        let text: Vec<String> = columns.iter().map(|held| self.text(row, *held)).collect();
        let blank = text.iter().all(String::is_empty);
        let text = text.join("\t");
        let open = self.open.get(&holds).cloned();
        let goes_on = open.as_ref().is_some_and(|open| match self.left {
            Left::Repeated => open.text == text && self.may_repeat(row, holds),
            Left::Blank => blank && holds != Holds::Measure && !self.counts_anew(row, holds),
        });
        // An aim may belong to two subtasks, but not to two tasks.
        let higher = if holds == Holds::Objective { self.begins(Holds::Task) } else { begun };
        match open.filter(|_| goes_on && !higher) {
            Some(open) => {
                for cell in open.cells {
                    if let Some(cell) = self.cells.get_mut(cell) {
                        cell.rowspan += 1;
                    }
                }
                if holds == Holds::Objective && begun {
                    self.note_aim(row);
                }
                begun
            }
            None => {
                self.begin(row, holds, &columns, text);
                begun || holds != Holds::Objective
            }
        }
    }

    fn begin(&mut self, row: usize, holds: Holds, columns: &[Holds], text: String) {
        let mut cells = Vec::new();
        for held in columns {
            let column = self.header.columns.iter().find(|(_, other)| other == held);
            let Some((range, _)) = column else { continue };
            let cell = self.table.cell_at(row, range.start).cloned();
            let blank =
                || Cell { place: self.table.place.at_cell(row, range.start), ..Cell::new(row, range.start) };
            let mut cell = cell.unwrap_or_else(blank);
            cell.row = self.height;
            cells.push(self.cells.len());
            self.cells.push(cell);
        }
        self.open.insert(holds, OpenCells { text, cells });
    }

    /// Whether the cell of a column begins in the current row.
    fn begins(&self, holds: Holds) -> bool {
        let first = self.open.get(&holds).and_then(|open| open.cells.first());
        first.and_then(|cell| self.cells.get(*cell)).is_some_and(|cell| cell.row == self.height)
    }

    /// Whether a repeated text may be the same node; a repeated measure is only where it has a code.
    fn may_repeat(&self, row: usize, holds: Holds) -> bool {
        holds != Holds::Measure || code::heading(&self.text(row, holds), &self.form.levels).code.is_some()
    }

    /// Whether the measures restart at 1, so that a blank cell beside them means a missing text.
    fn counts_anew(&self, row: usize, holds: Holds) -> bool {
        let counted = self.form.rule(Level::Measure).is_some_and(|rule| rule.ordinal);
        let lowest = [Holds::Subtask, Holds::Objective].contains(&holds);
        let heading = code::heading(&self.text(row, Holds::Measure), &self.form.levels);
        counted && lowest && heading.code.as_deref() == Some("1") && self.text(row, Holds::Subtask).is_empty()
    }

    fn note_aim(&mut self, row: usize) {
        let Some(subtask) = self.cell(row, Holds::Subtask).filter(|_| self.left == Left::Blank) else {
            return;
        };
        let aim = self.open.get(&Holds::Objective).map(|open| open.text.clone()).unwrap_or_default();
        if aim.is_empty() {
            return;
        }
        let (place, text) = (subtask.place, cell_text(subtask));
        self.notes.push(MergeUncertainty {
            place,
            at: None,
            kind: DoubtKind::SharedCell,
            text,
            reading: aim,
        });
    }

    fn heading(&mut self, mut cell: Cell) {
        (cell.row, cell.col, cell.colspan) = (self.height, 0, self.table.columns());
        self.cells.push(cell);
        self.height += 1;
    }
}
