//! A column of targets and facts together, «Заплановано/Виконано» with cells like «10/12» or «План (факт)» with cells
//! like «10 (12)», parted into two columns.

use crate::{
    document::{Block, Cell, Document, Paragraph, Place, Table},
    domain::DoubtKind,
    form::{
        form::{Form, Holds},
        period::heading,
        words::key,
    },
};

use super::{
    header::is_count_of_columns,
    outline::{About, Outline},
    page::cell_text,
};

/// The last row in which such a header is looked for.
const SEARCHED_ROWS: usize = 60;

/// A document with its paired columns parted.
pub struct Parted {
    /// The document.
    pub document: Document,
    /// Cells below such a header that have one value only, which is read as the target.
    single: Vec<(Place, String)>,
}

impl Parted {
    /// Doubts the cells that did not have two values.
    pub fn doubt(&self, outline: &mut Outline) {
        for (place, text) in &self.single {
            outline.doubted(About::Plan, *place, DoubtKind::Reading, text, text, &[]);
        }
    }
}

/// Parts the paired columns of a document; `None` where it has none.
pub fn parted(document: &Document, forms: &[Form]) -> Option<Parted> {
    let mut single = Vec::new();
    let document = document.with_tables(|table| {
        let mut parted = two_columns(table, header(table, forms, false)?, &mut single)?;
        // Each quarter may have such a column.
        for _ in 0..table.columns() {
            let Some(at) = header(&parted, forms, true) else { break };
            parted = two_columns(&parted, at, &mut single)?;
        }
        Some(parted)
    })?;
    Some(Parted { document, single })
}

/// The place of a header that names a target and a fact: «План/Факт за ІV квартал»; with their period, if `timed`.
fn header(table: &Table, forms: &[Form], timed: bool) -> Option<(usize, usize)> {
    let has_slash = |cell: &&Cell| {
        let mut runs = cell.paragraphs().flat_map(|line| &line.runs);
        cell.colspan == 1 && runs.any(|run| run.text.contains(['/', '(']))
    };
    let rows = 0..table.rows().min(SEARCHED_ROWS);
    let mut cells = rows.flat_map(|row| table.cells_of_row(row)).filter(has_slash);
    let pair = |text: &str| is_pair(text, forms) && (!timed || heading::parted(text).1.is_some());
    cells.find(|cell| pair(&cell_text(cell))).map(|cell| (cell.row, cell.col))
}

fn is_pair(text: &str, forms: &[Form]) -> bool {
    let Some((target, fact)) = two(text).or_else(|| in_brackets(text)) else { return false };
    let named = |text: &str, wanted: Holds| {
        let text = key(text);
        let columns = forms.iter().flat_map(|form| &form.columns).filter(|column| column.holds == wanted);
        columns.flat_map(|column| &column.headers).any(|header| {
            text.strip_prefix(key(header).as_str())
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    };
    let of_target = target.rsplit_once(' ').map_or(target, |(_, last)| last);
    (named(target, Holds::Target) || named(of_target, Holds::Target)) && named(fact, Holds::Fact)
}

/// The table with the column below a header as two columns.
fn two_columns(
    table: &Table,
    (row, column): (usize, usize),
    single: &mut Vec<(Place, String)>,
) -> Option<Table> {
    let mut cells = Vec::with_capacity(table.cells().len() + table.rows());
    let bracketed = table.cell_at(row, column).is_some_and(|cell| two(&cell_text(cell)).is_none());
    for cell in table.cells() {
        let end = cell.col + cell.colspan;
        if cell.col > column {
            cells.push(Cell { col: cell.col + 1, ..cell.clone() });
        } else if end <= column {
            cells.push(cell.clone());
        } else if cell.colspan > 1 || cell.row < row {
            cells.push(Cell { colspan: cell.colspan + 1, ..cell.clone() });
        } else {
            let text = cell_text(cell);
            // The cells are written as the header is.
            let both = if bracketed { in_brackets(&text) } else { two(&text) };
            let (target, fact) = match both {
                Some((target, fact)) if cell.row == row => with_period(target, fact),
                Some((target, fact)) => (target.to_owned(), fact.to_owned()),
                None => {
                    if cell.row > row
                        && text.contains(char::is_alphanumeric)
                        && !is_count_of_columns(table, cell.row)
                    {
                        single.push((cell.place, text.clone()));
                    }
                    (text.clone(), String::new())
                }
            };
            cells.push(holding(cell, cell.col, &target));
            cells.push(holding(cell, cell.col + 1, &fact));
        }
    }
    table.with_cells((table.rows(), table.columns() + 1), cells).ok()
}

/// The two values of a cell: «10/12», «1/2 / 3/4».
fn two(text: &str) -> Option<(&str, &str)> {
    let apart = text.split_once(" / ").filter(|(_, fact)| !fact.contains(" / "));
    let (target, fact) = apart.or_else(|| text.split_once('/').filter(|(_, fact)| !fact.contains('/')))?;
    Some((target.trim(), fact.trim()))
}

/// The two values of a cell: «10 (12)».
fn in_brackets(text: &str) -> Option<(&str, &str)> {
    let (target, fact) = text.trim().strip_suffix(')')?.split_once('(')?;
    (!target.trim().is_empty() && !fact.contains(['(', ')'])).then(|| (target.trim(), fact.trim()))
}

/// The headers of the target and the fact, both with the period that one of them names: «План/Факт за ІV квартал», «І кв.
/// план/факт».
fn with_period(target: &str, fact: &str) -> (String, String) {
    let named = |period: &&str| heading::parted(period).1.is_some();
    let before = target.rsplit_once(' ').map(|(before, _)| before).filter(named);
    let behind = fact.split_once(' ').map(|(_, behind)| behind).filter(named);
    let with =
        |text: &str, period: Option<&str>| [text, period.unwrap_or_default()].join(" ").trim().to_owned();
    match before {
        Some(_) if behind.is_none() => (target.to_owned(), with(fact, before)),
        _ => (with(target, behind), fact.to_owned()),
    }
}

/// A cell with another text in another column.
fn holding(cell: &Cell, col: usize, text: &str) -> Cell {
    let mut paragraph = cell.paragraphs().next().cloned().unwrap_or_else(|| Paragraph::new(""));
    paragraph.runs = Paragraph::new(text).runs;
    let blocks = vec![Block::Paragraph(paragraph)];
    Cell { col, value: None, blocks: blocks.into(), ..cell.clone() }
}
