//! Parses rows on several threads while another folds them one after another, because parsing takes most of the time
//! and needs no other row. Only some rows are parsed ahead of the fold: a parsed row takes several times the memory of
//! its text. What the fold has to know of all rows (units, the columns of parents) is looked up before, in the few
//! cells that tell it.

use std::ops::Range;

use crate::{
    document::Cell,
    domain::workers::{PIECE, ahead_of, workers_for},
    form::{
        form::{Form, Holds},
        typed::marks::Marks,
    },
};

use super::{
    effects::StruckCells,
    outline::Outline,
    page::cell_text,
    parsed::{self, ParsedRow},
    period::Times,
    reader::ReaderOfTable,
    references,
    rows::RowWalk,
    tables::TablePart,
};

/// What the tables of a plan are read with.
#[derive(Clone, Copy)]
pub struct RecogniserInput<'a> {
    /// The tables of the plan.
    pub parts: &'a [TablePart<'a>],
    /// The form of the document.
    pub form: &'a Form,
    /// Which quarters the plan and its values are about.
    pub times: Times,
    /// The cells of which nothing counts.
    pub struck: &'a StruckCells,
}

impl RecogniserInput<'_> {
    /// Reads the tables of a file of this name.
    pub fn all(self, file: &str) -> Outline {
        self.on(workers_for(self.parts.iter().map(|part| part.rows.len()).sum()), file)
    }

    fn on(self, cores: usize, file: &str) -> Outline {
        let outline = Outline::new(file);
        let file = outline.file().clone();
        let Self { form, times, struck, .. } = self;
        let table = |marks| ReaderOfTable { form, times, marks, file: &file, struck };
        let tables: Vec<ReaderOfTable<'_>> = self.parts.iter().map(|part| table(marks_of(part))).collect();
        let parts = || self.parts.iter().zip(&tables);
        let pieces: Vec<_> = parts()
            .flat_map(|(part, table)| {
                let Range { start, end } = part.rows;
                (start..end).step_by(PIECE).map(move |row| (part, *table, row..(row + PIECE).min(end)))
            })
            .collect();
        let units = self.parts.iter().flat_map(|part| parsed::units(part, self.times.quarter())).collect();
        let mut walk = RowWalk::new(table(Marks::default()), &units, outline);
        let fold = |pieces: &mut dyn Iterator<Item = Vec<ParsedRow<'_>>>| {
            for (part, table) in parts() {
                walk.part(part, *table, pieces.take(part.rows.len().div_ceil(PIECE)).flatten());
            }
        };
        ahead_of(cores, &pieces, |(part, table, rows)| parsed::rows(part, *table, rows.clone()), fold);
        references::join(&mut walk.outline, walk.references);
        walk.outline
    }
}

/// The number marks in the columns of values, without numbers that a spreadsheet stores, because these are exact.
fn marks_of(part: &TablePart<'_>) -> Marks {
    let (table, header) = (part.table, &part.header);
    let own = header.columns.iter().filter(|(_, holds)| matches!(holds, Holds::Target | Holds::Fact));
    let further = header.further.iter().filter(|column| column.is_value()).map(|column| &column.columns);
    let columns: Vec<usize> = own.map(|(range, _)| range).chain(further).map(|range| range.start).collect();
    let has_mark = |cell: &&Cell| {
        let mut runs = cell.paragraphs().flat_map(|line| &line.runs);
        cell.value.is_none() && runs.any(|run| run.text.contains([',', '.']))
    };
    let cells = part.rows.clone().flat_map(|row| table.cells_of_row(row));
    let marked = cells.filter(|cell| columns.contains(&cell.col)).filter(has_mark);
    let texts: Vec<String> = marked.map(cell_text).collect();
    Marks::of(texts.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        document::{CellValue, Document, Table},
        domain::Level,
        form::{
            built_in,
            recognise::{Options, candidates, period, preamble, tables::SortedPage},
        },
    };

    const HEADER: [&str; 7] = ["п/п", "Завдання", "Захід", "Показник", "План", "Факт", "Примітка"];

    /// A report of goals with as many measures each. `coded` gives the measures codes that became numbers.
    fn report(goals: usize, measures: usize, coded: bool) -> Document {
        let mut cells: Vec<Cell> =
            HEADER.iter().enumerate().map(|(col, text)| Cell::new(0, col).with_text(text)).collect();
        let mut row = 1;
        for goal in 1..=goals {
            cells.push(Cell::new(row, 0).spanning(1, 7).with_text(&format!("Ціль {goal}. Сади")));
            for measure in 1..=measures {
                row += 1;
                let texts = ["Виїзд\n- 08.11.2023 лекція", "кількість виїздів", "4", "5"];
                cells.extend((2..).zip(texts).map(|(col, text)| Cell::new(row, col).with_text(text)));
                let last = measure == measures;
                let (text, code) = if last && coded { ("1,1", "1.1") } else { ("1.2", "1.2") };
                let number = CellValue::Number(code.parse().unwrap());
                cells.extend(coded.then(|| Cell::new(row, 0).with_text(text).with_value(number)));
            }
            row += 1;
        }
        Document::new("звіт.xlsx", vec![Table::new(0, 0, cells).unwrap().into()])
    }

    fn read_on(cores: usize, document: &Document) -> Outline {
        let (forms, options) = (built_in(), Options::new(date(2023, 12, 31)));
        let page = SortedPage::sort(document, &forms, candidates(&forms, &options).unwrap()).unwrap();
        let form = &forms[page.form];
        let preamble = preamble::read(&page.above, form);
        let times =
            period::times(&preamble, period::Named::default(), form, &options, &mut Outline::default());
        RecogniserInput { parts: &page.parts, form, times, struck: &StruckCells::default() }
            .on(cores, "звіт.xlsx")
    }

    #[test]
    fn a_cell_that_comes_down_over_a_goal_parts_nothing() {
        let mut document = report(2, 300, false);
        let table = document.tables().next().unwrap();
        let last = table.cells().iter().rposition(|cell| cell.row == 301 && cell.col == 3).unwrap();
        let mut cells = table.cells().to_vec();
        // The indicator of the last measure is merged over the goal and the first measure below it.
        cells[last].rowspan = 3;
        cells.retain(|cell| !((cell.row == 303 && cell.col > 2) || (cell.row == 301 && cell.col > 3)));
        let goal = cells.iter().position(|cell| cell.row == 302).unwrap();
        cells[goal].colspan = 3;
        document = Document::new("звіт.xlsx", vec![Table::new(0, 0, cells).unwrap().into()]);
        assert_eq!(read_on(1, &document).finish(), read_on(3, &document).finish());
    }

    #[test]
    fn many_cores_read_as_one_does() {
        for (goals, measures, coded) in [(6, 100, false), (2, 400, true), (1, 700, false), (3, 20, false)] {
            let document = report(goals, measures, coded);
            let whole = read_on(1, &document);
            assert_eq!(whole.of_level(Level::Measure).len(), goals * measures);
            assert_eq!(whole.finish(), read_on(3, &document).finish(), "{goals} goals");
        }
    }
}
