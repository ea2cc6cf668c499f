//! Rows of values: splits those with the values of several, and completes rows from others.

use crate::{
    document::Paragraph,
    domain::DoubtKind,
    form::{
        form::Holds,
        words::{begins_with, key, words},
    },
};

use super::{
    block::{MeasureBlock, On, ScanUncertainty, ValueRow},
    cell::ScanCell,
    columns::ScanColumns,
    split,
};

/// The columns of values that count.
const VALUES: [Holds; 2] = [Holds::Target, Holds::Fact];

impl ValueRow {
    /// The cell of something.
    pub fn get(&self, columns: &ScanColumns<'_>, holds: Holds) -> Option<&ScanCell> {
        columns.of(holds).and_then(|column| self.cells.get(column)).filter(|cell| !cell.is_blank())
    }

    /// Puts a cell into its column.
    pub fn set(&mut self, columns: &ScanColumns<'_>, holds: Holds, cell: ScanCell) {
        if let Some(place) = columns.of(holds).and_then(|column| self.cells.get_mut(column)) {
            *place = cell;
        }
    }

    /// Whether it has the name of an indicator (and not only its performers).
    pub fn is_named(&self, columns: &ScanColumns<'_>) -> bool {
        let Some(cell) = self.get(columns, Holds::Indicator) else { return false };
        !columns.performers_within()
            || split::indicators(cell, columns).iter().any(|(name, _)| !name.is_blank())
    }

    /// Whether its indicator's cell has performers.
    pub fn has_performers(&self, columns: &ScanColumns<'_>) -> bool {
        let Some(cell) = self.get(columns, Holds::Indicator) else { return false };
        columns.performers_within()
            && split::indicators(cell, columns).iter().any(|(_, performers)| !performers.is_blank())
    }

    /// Whether it has a value, in figures or in words.
    pub fn is_valued(&self, columns: &ScanColumns<'_>) -> bool {
        VALUES.into_iter().any(|holds| self.get(columns, holds).is_some())
    }

    /// Whether its indicator is a condition, so that no value is owed.
    pub fn is_conditional(&self, columns: &ScanColumns<'_>) -> bool {
        let text = self.get(columns, Holds::Indicator).map(ScanCell::text).unwrap_or_default();
        text.split(',').any(|part| begins_with(&key(part), &words().conditions).is_some())
    }

    /// Its figures and words, for doubts.
    pub fn shown(&self) -> String {
        let filled = self.cells.iter().filter(|cell| !cell.is_blank());
        filled.map(ScanCell::text).collect::<Vec<_>>().join(" | ")
    }

    /// The same after the name of a measure that it may belong to.
    pub fn shown_at(&self, measure: Option<&ScanCell>) -> String {
        let name = measure.map(ScanCell::name).unwrap_or_default();
        format!("{name}: {}", self.shown())
    }

    /// Adds the cells of another row: into blank cells, or appended to texts.
    pub fn takes(&mut self, other: Self, columns: &ScanColumns<'_>) {
        for (own, cell) in self.cells.iter_mut().zip(other.cells) {
            if !cell.is_blank() {
                let lower = cell.features.lower;
                let before = std::mem::take(own);
                *own = match before.is_blank() {
                    true => cell,
                    false if lower => before.continued(cell, columns.form),
                    false => before.joined(cell, columns.form),
                };
            }
        }
    }
}

/// Splits a row that has the values of several: paragraphs for each measure, several indicators or figures in a
/// cell, or a figure joined to the name of its indicator.
pub fn apart(
    row: ValueRow,
    columns: &ScanColumns<'_>,
    uncertainties: &mut Vec<ScanUncertainty>,
    measures: usize,
) -> Vec<ValueRow> {
    let row = unglued(row, columns, uncertainties);
    if measures > 1
        && let Some(rows) = by_paragraphs(&row, columns, measures)
    {
        return rows;
    }
    let indicator = row.get(columns, Holds::Indicator).cloned().unwrap_or_default();
    let named = split::indicators(&indicator, columns);
    let names = named.len();
    let figures = VALUES.map(|holds| row.get(columns, holds).map(pieces).unwrap_or_default());
    let most = figures.iter().map(Vec::len).max().unwrap_or(0);
    let parts = match (names, most) {
        (2.., 0..=1) => names,
        (2.., most) if most == names => names,
        (0..=1, 2..) if measures == most => most,
        _ => return vec![whole(row, &named, columns)],
    };
    let text = row.text.clone();
    let mut rows: Vec<ValueRow> = Vec::new();
    for part in 0..parts {
        let mut one = if part == 0 {
            row.clone()
        } else {
            ValueRow { cells: vec![ScanCell::default(); row.cells.len()], ..row.clone() }
        };
        one.set(
            columns,
            Holds::Indicator,
            named.get(part).map(|pair| pair_cell(pair, columns)).unwrap_or_default(),
        );
        for (holds, figures) in VALUES.into_iter().zip(&figures) {
            let cell = figures.get(part).cloned().map(|figure| ScanCell::of(vec![figure], columns.form));
            if figures.len() > 1 || part > 0 {
                one.set(columns, holds, cell.filter(|_| figures.len() > 1).unwrap_or_default());
            }
        }
        rows.push(one);
    }
    let reading: Vec<String> = rows.iter().map(ValueRow::shown).collect();
    uncertainties.push(ScanUncertainty::new(DoubtKind::SharedCell, row.line, text, reading.join("; ")));
    rows
}

/// One row, in which the performers are below the name of its indicator.
fn whole(mut row: ValueRow, named: &[(ScanCell, ScanCell)], columns: &ScanColumns<'_>) -> ValueRow {
    if let [pair] = named {
        row.set(columns, Holds::Indicator, pair_cell(pair, columns));
    }
    row
}

fn pair_cell((name, performers): &(ScanCell, ScanCell), columns: &ScanColumns<'_>) -> ScanCell {
    name.clone().joined(performers.clone(), columns.form)
}

/// The figures of a cell, each as a paragraph.
fn pieces(cell: &ScanCell) -> Vec<Paragraph> {
    if cell.features.figures != 1 && cell.paragraphs.len() == 1 && cell.features.figures > 1 {
        let paragraph = cell.paragraphs.first().cloned().unwrap_or_default();
        let text = paragraph.text();
        let figures = text
            .split_whitespace()
            .map(|figure| Paragraph { runs: Paragraph::new(figure).runs, ..paragraph.clone() });
        return figures.collect();
    }
    cell.paragraphs.clone()
}

/// Splits a row in which every cell has a paragraph for each measure.
fn by_paragraphs(row: &ValueRow, columns: &ScanColumns<'_>, measures: usize) -> Option<Vec<ValueRow>> {
    let filled = || row.cells.iter().filter(|cell| !cell.is_blank());
    (filled().count() >= 2 && filled().all(|cell| cell.paragraphs.len() == measures)).then_some(())?;
    let part = |index: usize| {
        let cells = row.cells.iter().map(|cell| {
            let own = cell.paragraphs.get(index).cloned().into_iter().collect();
            ScanCell::of(own, columns.form)
        });
        ValueRow { cells: cells.collect(), ..row.clone() }
    };
    Some((0..measures).map(part).collect())
}

/// Splits off a figure at the end of an indicator's name, where the column of values is blank.
fn unglued(
    mut row: ValueRow,
    columns: &ScanColumns<'_>,
    uncertainties: &mut Vec<ScanUncertainty>,
) -> ValueRow {
    if columns.of(Holds::Target).is_none() || row.is_valued(columns) {
        return row;
    }
    let Some((name, value)) = row.get(columns, Holds::Indicator).and_then(split::glued_value) else {
        return row;
    };
    let text = row.get(columns, Holds::Indicator).map(ScanCell::text).unwrap_or_default();
    let (name, value) = (ScanCell::of(name, columns.form), ScanCell::of(vec![value], columns.form));
    let reading = format!("{} | {}", name.text(), value.text());
    uncertainties.push(ScanUncertainty::new(DoubtKind::Reading, row.line, &text, reading).or(&text));
    row.set(columns, Holds::Indicator, name);
    row.set(columns, Holds::Target, value);
    row
}

impl MeasureBlock {
    /// Whether its measure has neither an indicator nor a value.
    pub fn lacks_all(&self, columns: &ScanColumns<'_>) -> bool {
        !self.measures.is_empty()
            && self.rows.iter().all(|row| !row.is_named(columns) && !row.is_valued(columns))
    }

    /// Whether its last indicator owes a value and has none.
    pub fn lacks_value(&self, columns: &ScanColumns<'_>) -> bool {
        self.rows.last().is_some_and(|row| {
            row.is_named(columns) && !row.is_valued(columns) && !row.is_conditional(columns)
        })
    }

    /// Adds a row from another line: to the last row where that lacks it, else as another row.
    pub fn add(&mut self, row: ValueRow, columns: &ScanColumns<'_>) {
        self.add_or(row, columns, None);
    }

    /// As [`MeasureBlock::add`], for a row that may also belong to another measure.
    pub fn add_or(&mut self, row: ValueRow, columns: &ScanColumns<'_>, other: Option<&ScanCell>) {
        let kind = if row.is_named(columns) { DoubtKind::Reading } else { DoubtKind::LooseValue };
        let uncertainty = ScanUncertainty::new(kind, row.line, &row.text, row.shown_at(self.measures.last()));
        let uncertainty = uncertainty.or(other.map(|other| row.shown_at(Some(other))).unwrap_or_default());
        let uncertainty = if self.measures.len() > 1 { uncertainty } else { uncertainty.on(On::Measure(0)) };
        self.uncertainties.push(uncertainty);
        let lacks_all = self.lacks_all(columns);
        let lacks_value = self.lacks_value(columns) && !row.is_named(columns);
        match self.rows.last_mut().filter(|_| lacks_all || lacks_value) {
            Some(last) => last.takes(row, columns),
            None => self.rows.push(row),
        }
    }
}
