//! Restores the line breaks in the cells of measures, where a format such as TSV has lost them.
//!
//! Only a table without any line break is changed, because a format that can have them has some. A labelled or
//! counted number begins another measure; in a report an event begins with a dash, below its unit with a colon. A
//! dash without a date may belong to a title, so it is noted.

use std::{borrow::Cow, ops::Range};

use crate::{
    document::{Block, Cell, Paragraph, Table},
    domain::{
        DoubtKind,
        workers::{PIECE, in_parallel, workers_for},
    },
    form::form::{Form, Holds},
};

use super::{header::Header, scan::split, unmerged::MergeUncertainty};

/// The table with the lines of its cells of measures, and what is uncertain about them.
pub fn parted(
    table: &Table,
    header: &Header,
    rows: Range<usize>,
    form: &Form,
) -> Option<(Table, Vec<MergeUncertainty>)> {
    let (columns, _) = header.columns.iter().find(|(_, holds)| *holds == Holds::Measure)?;
    let body = || rows.clone().flat_map(|row| table.cells_of_row(row));
    if body().any(has_lines) {
        return None;
    }
    let is_measure = |cell: &&Cell| rows.contains(&cell.row) && columns.contains(&cell.col);
    let texts: Vec<Cow<'_, str>> = body().filter(is_measure).map(text_of).collect();
    let lines = PartedLines {
        form,
        units: split::units(texts.iter().map(AsRef::as_ref)),
        reports: header.has(Holds::Fact) && texts.iter().any(|text| split::lists_events(text)),
    };
    let cells: Vec<&Cell> = table.cells().iter().filter(is_measure).collect();
    let pieces: Vec<&[&Cell]> = cells.chunks(PIECE).collect();
    let found = in_parallel(workers_for(cells.len()), &pieces, |piece| {
        let mut notes = Vec::new();
        let found: Vec<Option<Cell>> = piece.iter().map(|cell| lines.of(cell, &mut notes)).collect();
        (found, notes)
    });
    let (found, notes): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    if found.iter().flatten().all(Option::is_none) {
        return None;
    }
    let mut found = found.into_iter().flatten();
    let parted = |cell: &Cell| {
        let own = if is_measure(&cell) { found.next().flatten() } else { None };
        own.unwrap_or_else(|| cell.clone())
    };
    let cells = table.cells().iter().map(parted).collect();
    let mut parted = Table::new(table.rows(), table.columns(), cells).ok()?;
    parted.place = table.place;
    Some((parted, notes.into_iter().flatten().collect()))
}

/// The text of a cell, without a copy where it is in one piece.
fn text_of(cell: &Cell) -> Cow<'_, str> {
    match cell.blocks.as_slice() {
        [Block::Paragraph(one)] if one.label.is_none() => one.shown_text(),
        _ => Cow::Owned(cell.text()),
    }
}

fn has_lines(cell: &Cell) -> bool {
    cell.blocks.len() > 1 || cell.paragraphs().any(|line| line.runs.iter().any(|run| run.text.contains('\n')))
}

/// What the lines of a cell are recognised by.
struct PartedLines<'a> {
    form: &'a Form,
    units: Vec<String>,
    /// Whether events are listed in the cells.
    reports: bool,
}

impl PartedLines<'_> {
    /// The measures of a cell. A cell with text that the splitter would drop (before the first number) stays as it
    /// is.
    fn measures(&self, cell: &Cell) -> Vec<Paragraph> {
        let whole: Vec<Paragraph> = cell.paragraphs().cloned().collect();
        let measures: Vec<Paragraph> =
            split::parts_of_measures(&whole, self.form).into_iter().flatten().collect();
        let letters =
            |lines: &[Paragraph]| -> usize { lines.iter().map(|line| line.text().trim().len()).sum() };
        if letters(&measures) + measures.len() < letters(&whole) { whole } else { measures }
    }

    /// Whether a cell has only one line, which is so for most, so that nothing is copied.
    fn is_one_line(&self, cell: &Cell) -> bool {
        let [Block::Paragraph(only)] = cell.blocks.as_slice() else { return cell.blocks.is_empty() };
        let text = only.shown_text();
        only.label.is_none()
            && split::beginnings_of_measures(&text, self.form, &mut None)
                .iter()
                .all(|at| text.get(..*at).is_some_and(|before| before.trim().is_empty()))
            && (!self.reports || split::beginnings_of_events(&text, &self.units).0.is_empty())
    }

    /// The cell with its lines; none where it has only one.
    fn of(&self, cell: &Cell, notes: &mut Vec<MergeUncertainty>) -> Option<Cell> {
        if self.is_one_line(cell) {
            return None;
        }
        let mut blocks = Vec::new();
        for paragraph in &self.measures(cell) {
            if !self.reports {
                blocks.push(Block::Paragraph(paragraph.clone()));
                continue;
            }
            let (lines, undated) = split::events(paragraph, &self.units);
            if let Some(title) = lines.first().filter(|_| undated) {
                let (text, reading) = (paragraph.text(), title.text().trim().to_owned());
                notes.push(MergeUncertainty {
                    place: cell.place,
                    at: None,
                    kind: DoubtKind::Reading,
                    text,
                    reading,
                });
            }
            blocks.extend(lines.into_iter().map(Block::Paragraph));
        }
        (blocks.len() > 1).then(|| Cell { blocks: blocks.into(), ..cell.clone() })
    }
}
