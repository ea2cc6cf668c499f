//! Long plans are read in stretches side by side. A goal over all columns begins anew: nothing below it
//! depends on what stands above, but for codes that became numbers, which are looked for.

use std::{collections::HashSet, ops::Range};

use crate::{
    document::Cell,
    domain::{Level, Quarter},
    form::{
        form::{Form, Holds},
        typed::marks::Marks,
    },
};

use super::{
    header::nonblank,
    missing_parents::ParentColumns,
    outline::Outline,
    page::cell_text,
    period::Times,
    references,
    row::{self, TableRow},
    rows::{RowWalk, opens},
    tables::TablePart,
    workers::{LONG, in_parallel, workers_for},
};

/// The units that a colon names in the tables of a plan.
pub fn units(parts: &[TablePart<'_>], quarter: Quarter) -> HashSet<String> {
    let mut pieces = Vec::new();
    for part in parts {
        let Range { start, end } = part.rows;
        pieces.extend((start..end).step_by(LONG).map(|row| (part, row..(row + LONG).min(end))));
    }
    let rows = parts.iter().map(|part| part.rows.len()).sum();
    let found = in_parallel(workers_for(rows), &pieces, |(part, rows)| {
        row::units(part.table, &part.header, rows.clone(), quarter)
    });
    found.into_iter().flatten().collect()
}

/// What every stretch of a plan is read with.
#[derive(Clone, Copy)]
pub struct RecogniserInput<'a> {
    /// The tables of the plan.
    pub parts: &'a [TablePart<'a>],
    /// The form of the document.
    pub form: &'a Form,
    /// Which quarters the plan and its values are about.
    pub times: Times,
    /// The units that a colon names somewhere.
    pub units: &'a HashSet<String>,
}

/// Some rows of a table.
#[derive(Clone)]
struct Rows<'a> {
    part: &'a TablePart<'a>,
    heads: ParentColumns,
    marks: Marks,
    rows: Range<usize>,
}

impl<'a> RecogniserInput<'a> {
    /// Reads the tables of a file of this name.
    pub fn all(self, file: &str) -> Outline {
        self.on(workers_for(self.parts.iter().map(|part| part.rows.len()).sum()), file)
    }

    fn on(self, cores: usize, file: &str) -> Outline {
        let whole: Vec<Rows<'_>> = self.parts.iter().map(|part| self.rows_of(part)).collect();
        let stretches = self.stretches(&whole, cores);
        let walks = in_parallel(cores, &stretches, |rows| {
            let mut walk = RowWalk::new(self, Outline::new(file));
            walk.read(rows);
            walk
        });
        if walks.iter().skip(1).any(|walk| walk.codes.is_some()) {
            // What a code is depends on the codes above it.
            return self.on(1, file);
        }
        let mut walks = walks.into_iter();
        let Some(mut own) = walks.next() else { return Outline::new(file) };
        walks.for_each(|other| own.append(other));
        references::join(&mut own.outline, own.references);
        own.outline
    }

    fn rows_of(self, part: &'a TablePart<'a>) -> Rows<'a> {
        let heads = ParentColumns::of(self.form, part.table, &part.header, part.rows.clone());
        Rows { part, heads, marks: marks_of(part), rows: part.rows.clone() }
    }

    /// The rows in stretches for so many cores: each but the first begins with a goal.
    fn stretches(self, whole: &[Rows<'a>], cores: usize) -> Vec<Vec<Rows<'a>>> {
        let rows: usize = whole.iter().map(|rows| rows.rows.len()).sum();
        // More than there are cores, as some take longer than others.
        let count = if cores < 2 { 1 } else { (cores * 3).min(rows / LONG).max(1) };
        let mut stretches = vec![Vec::new()];
        let mut passed = 0;
        for one in whole {
            let mut rest = one.clone();
            while stretches.len() < count {
                let due = (rows * stretches.len() / count).saturating_sub(passed) + one.rows.start;
                let goal = (due.max(rest.rows.start + 1)..rest.rows.end)
                    .find(|row| self.begins_goal(one.part, *row));
                let Some(goal) = goal else { break };
                let above = Rows { rows: rest.rows.start..goal, ..rest.clone() };
                rest.rows.start = goal;
                if let Some(last) = stretches.last_mut() {
                    last.push(above);
                }
                stretches.push(Vec::new());
            }
            passed += one.rows.len();
            if let Some(last) = stretches.last_mut() {
                last.push(rest);
            }
        }
        stretches
    }

    /// Whether a goal begins in a row, and no cell comes down into it from above.
    fn begins_goal(self, part: &TablePart<'_>, row: usize) -> bool {
        let cells = || (0..part.table.columns()).filter_map(|column| part.table.cell_at(row, column));
        nonblank(part.table, row).take(2).count() == 1
            && cells().all(|cell| cell.row == row)
            && opens(self.form, &TableRow::new(part.table, &part.header, row)) == Some(Level::Goal)
    }
}

/// What the columns of values tell of their commas and points: numbers that a spreadsheet keeps have none.
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

impl RowWalk<'_> {
    fn read(&mut self, stretch: &[Rows<'_>]) {
        for Rows { part, heads, marks, rows } in stretch {
            let first = rows.start == part.rows.start;
            let goes_on = part.goes_on && first;
            (self.heads, self.marks) = (heads.clone(), *marks);
            for line in part.headings.iter().filter(|_| first) {
                self.heading(line);
            }
            self.rows(part.table, &part.header, rows.clone(), goes_on);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        document::{Cell, CellValue, Document, Table},
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

    fn read_on(cores: usize, document: &Document) -> (Outline, usize) {
        let (forms, options) = (built_in(), Options::new(date(2023, 12, 31)));
        let page = SortedPage::sort(document, &forms, candidates(&forms, &options).unwrap()).unwrap();
        let form = &forms[page.form];
        let preamble = preamble::read(&page.above, form);
        let times =
            period::times(&preamble, period::Named::default(), form, &options, &mut Outline::default());
        let reading = RecogniserInput { parts: &page.parts, form, times, units: &HashSet::new() };
        let whole: Vec<Rows<'_>> = page.parts.iter().map(|part| reading.rows_of(part)).collect();
        (reading.on(cores, "звіт.xlsx"), reading.stretches(&whole, cores).len())
    }

    #[test]
    fn a_cell_that_comes_down_over_a_goal_parts_nothing() {
        let mut document = report(2, 1200, false);
        let table = document.tables().next().unwrap();
        let last = table.cells().iter().rposition(|cell| cell.row == 1201 && cell.col == 3).unwrap();
        let mut cells = table.cells().to_vec();
        // The indicator of the last measure is merged over the goal and the first measure below it.
        cells[last].rowspan = 3;
        cells.retain(|cell| !((cell.row == 1203 && cell.col > 2) || (cell.row == 1201 && cell.col > 3)));
        let goal = cells.iter().position(|cell| cell.row == 1202).unwrap();
        cells[goal].colspan = 3;
        document = Document::new("звіт.xlsx", vec![Table::new(0, 0, cells).unwrap().into()]);
        let (whole, _) = read_on(1, &document);
        let (parted, stretches) = read_on(3, &document);
        assert_eq!(stretches, 1);
        assert_eq!(whole.finish(), parted.finish());
    }

    #[test]
    fn stretches_read_as_the_whole_does() {
        for (goals, measures, coded, count) in [
            (6, 800, false, 4),
            (2, 1200, true, 2),
            (1, 3000, false, 1),
            (3, 100, false, 1),
            (40, 60, false, 2),
        ] {
            let document = report(goals, measures, coded);
            let (whole, one) = read_on(1, &document);
            let (parted, stretches) = read_on(3, &document);
            assert_eq!((one, stretches), (1, count), "{goals} goals");
            assert_eq!(whole.of_level(Level::Measure).len(), goals * measures);
            assert_eq!(whole.finish(), parted.finish(), "{goals} goals");
        }
    }
}
