//! Parses each row independently of the rows around it, so that each cell is read once. [`super::rows`] folds the
//! rows into an outline.

use std::{cell::Cell as Taken, collections::HashSet, ops::Range};

use crate::{
    document::{Cell, Place, raised_figure},
    domain::{Level, Quarter, Term, draft::DraftPerformer},
    form::{
        code::{self, Heading},
        form::{Form, Holds, LevelRule, Stands},
        reading::Reading,
        words::{begins, key, words},
    },
};

use super::{
    due,
    events::{self, EventLine},
    header::counts_columns,
    known_readings::KnownReadings,
    labelled::{self, LabelledFields},
    measures::{self, ParsedMeasure},
    page::{self, PageLine, cell_text},
    reader::{IndicatorReader, ReadIndicator, ReaderOfTable},
    references,
    row::{SeenCell, TableRow, beginning},
    split_cells::{self, Portion},
    tables::TablePart,
};

/// A parsed row.
pub struct ParsedRow<'a> {
    /// The row.
    pub row: TableRow<'a>,
    /// Its kind.
    pub kind: RowKind,
    /// The indicator in the row with its values, where the row alone has all that is needed to read it.
    pub indicator: Taken<Option<Box<ReadIndicator>>>,
    /// The title of its measure, where all of it is struck: the figures beside it count no more.
    pub struck: Option<String>,
}

/// The kind of a row.
pub enum RowKind {
    /// Not part of the plan: a blank row, a repeated header, a numbering of the columns.
    Nothing,
    /// A sum of others: its text.
    Total(String),
    /// A heading over all columns; none where it only says that the table continues.
    Section(Option<Box<ParsedHeading>>),
    /// Goals, tasks, measures and values.
    Plain(Box<ParsedCells>),
}

/// A heading of the outline.
pub struct ParsedHeading {
    /// Its level.
    pub level: Level,
    /// Its code and where its title begins.
    pub heading: Heading,
    /// Its text, without labelled lines.
    pub text: String,
    /// Its labelled lines.
    pub fields: LabelledFields,
    /// Its place.
    pub place: Place,
}

impl ParsedHeading {
    /// Whether it is a labelled line, a remark or a footnote over all columns, which heads nothing: «Виконавець: …»,
    /// «Примітка: …», «* …».
    pub fn heads_nothing(&self) -> bool {
        let text = self.text.trim_start();
        let objective = self.fields.objective.is_some();
        (text.is_empty() && !objective)
            || begins(text, &words().remarks).is_some()
            || (text.starts_with('*') && text.trim_start_matches('*').contains(char::is_alphabetic))
    }
}

impl ParsedHeading {
    /// Whether it looks like a footnote, with a mark and a small letter: «1) з них», «² без урахування».
    pub fn is_footnote(&self) -> bool {
        let text = self.text.trim_start();
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || raised_figure(c).is_some());
        let rest = rest
            .strip_prefix(')')
            .or_else(|| text.starts_with(|c| raised_figure(c).is_some()).then_some(rest));
        rest.is_some_and(|rest| rest.len() < text.len() && rest.trim_start().starts_with(char::is_lowercase))
    }
}

/// The parsed cells of a row.
#[derive(Default)]
pub struct ParsedCells {
    /// The cells of goal, task and subtask that begin in it.
    pub heads: [Option<Box<ParsedHeading>>; 3],
    /// The cell of measures that begins in the row.
    pub measures: Option<MeasureCell>,
    /// The number in the column of ordinals, as printed.
    pub number: Option<String>,
    /// The text of the term's cell with its reading; the cell may begin above.
    pub term: Option<(String, Reading<Term>)>,
    /// The performers in their cell, which may begin above, each without the units that it belongs to.
    pub performers: Option<Reading<Vec<DraftPerformer>>>,
}

/// The content of a cell of measures.
pub enum MeasureCell {
    /// A heading of a level that has no column.
    Heading(Option<Box<ParsedHeading>>),
    /// One measure or several, each with the lines below its title.
    Measures(Vec<ParsedMeasure>),
}

/// The columns in the order of [`ParsedCells::heads`].
pub const HEADS: [Holds; 3] = [Holds::Goal, Holds::Task, Holds::Subtask];

/// Reads the rows of a stretch of a table.
pub fn rows<'a>(part: &'a TablePart<'a>, table: ReaderOfTable<'_>, rows: Range<usize>) -> Vec<ParsedRow<'a>> {
    let mut known = KnownReadings::new(table);
    rows.map(|index| parsed(TableRow::new(part.table, &part.header, index), table, &mut known)).collect()
}

fn parsed<'a>(row: TableRow<'a>, table: ReaderOfTable<'_>, known: &mut KnownReadings<'_>) -> ParsedRow<'a> {
    let form = table.form;
    let mut indicator = None;
    let kind = match row.cells.as_slice() {
        cells if cells.is_empty() || row.header.is_repeated_by(cells) || counts_columns(cells) => {
            RowKind::Nothing
        }
        cells if row.is_total() => RowKind::Total(page::of_cells(cells)),
        [one] if is_section(form, &row, one) => {
            RowKind::Section(section(form, &page::of_cell(one), one.place).map(Box::new))
        }
        _ => {
            indicator = read_indicator(&row, table);
            RowKind::Plain(Box::new(cells_of(&row, table, known)))
        }
    };
    let title = row.cell(Holds::Measure).and_then(|cell| table.struck.text_of(cell));
    let struck = title.map(str::to_owned);
    ParsedRow { row, kind, indicator: Taken::new(indicator), struck }
}

/// The indicator of a row that has one value in each of its columns.
fn read_indicator(row: &TableRow<'_>, table: ReaderOfTable<'_>) -> Option<Box<ReadIndicator>> {
    let name = row.fresh(Holds::Indicator)?;
    let one = table.form.has_values() && split_cells::has_one_value(row);
    let own = one && references::address(&split_cells::name(row, table.form, Portion::WHOLE)).is_none();
    own.then(|| IndicatorReader::of_row(table, row, name).map(Box::new))?
}

fn cells_of(row: &TableRow<'_>, table: ReaderOfTable<'_>, known: &mut KnownReadings<'_>) -> ParsedCells {
    let form = table.form;
    let head = |holds: Holds| head(form, holds.level()?, row.fresh(holds)?).map(Box::new);
    let due = row.fresh(Holds::Measure).or_else(|| row.fresh(Holds::Term));
    let terms = due.and_then(|_| due::text_of(row, table.times.period));
    ParsedCells {
        heads: HEADS.map(head),
        measures: row.fresh(Holds::Measure).map(|seen| measure_cell(row, seen, table)),
        number: row.fresh(Holds::Ordinal).and_then(|seen| code::beside(seen.text())),
        term: terms.map(|text| {
            let read = known.term(&text);
            (text, read)
        }),
        performers: row.get(Holds::Performers).map(|seen| known.performers(seen.lines())),
    }
}

/// A whole number that counts.
pub fn number_in(text: &str) -> Option<u32> {
    text.trim_end_matches(['.', ')']).parse().ok()
}

fn measure_cell(row: &TableRow<'_>, seen: &SeenCell<'_>, table: ReaderOfTable<'_>) -> MeasureCell {
    if is_inner_section(table.form, row, seen) {
        return MeasureCell::Heading(section(table.form, seen.lines(), seen.cell.place).map(Box::new));
    }
    MeasureCell::Measures(measures::parsed(seen.lines(), table, row.header.has(Holds::Fact)))
}

/// A goal, task or subtask in its column.
fn head(form: &Form, level: Level, seen: &SeenCell<'_>) -> Option<ParsedHeading> {
    let (lines, fields) = labelled::take_fields(seen.lines());
    let text = joined(&lines);
    let mut heading = code::heading(&text, &form.levels);
    let bare = form.rule(level).is_some_and(|rule| rule.bare);
    if heading.level.is_none() && !bare {
        heading = Heading::default();
    }
    Some(ParsedHeading { level, heading, text, fields, place: seen.cell.place })
}

/// A heading over the columns.
fn section(form: &Form, lines: &[PageLine], place: Place) -> Option<ParsedHeading> {
    let (lines, fields) = labelled::take_fields(lines);
    let text = joined(&lines);
    let level = level_over_columns(form, &text)?;
    Some(ParsedHeading { level, heading: code::heading(&text, &form.levels), text, fields, place })
}

/// A heading of the outline in a line above a table.
pub fn above(form: &Form, line: &PageLine) -> Option<ParsedHeading> {
    section(form, std::slice::from_ref(line), line.place)
}

/// Whether a cell of measures has a heading instead: one of a level without a column, over the columns to the right
/// of the merged ones, or (in a format without merged cells) in the first of them.
fn is_inner_section(form: &Form, row: &TableRow<'_>, seen: &SeenCell<'_>) -> bool {
    let values = [Holds::Indicator, Holds::Target, Holds::Fact, Holds::Performers, Holds::Term];
    values.into_iter().all(|holds| row.fresh(holds).is_none()) && {
        let heading = code::heading(seen.text(), &form.levels);
        let in_row = |rule: &LevelRule| Some(rule.level) == heading.level && rule.stands == Stands::Row;
        form.levels.iter().any(in_row)
    }
}

/// Whether the only cell of a row that is not blank is a heading over all columns.
fn is_section(form: &Form, row: &TableRow<'_>, cell: &Cell) -> bool {
    let wide = cell.colspan * 2 > row.header.width && row.header.width > 1;
    // In a format without merged cells, the heading is in the first column.
    wide || (cell.col == 0 && section_level(form, &cell_text(cell)).is_some())
}

/// The level of a heading over all columns: the one it names, else the highest; none where it only says that the
/// table continues.
fn level_over_columns(form: &Form, text: &str) -> Option<Level> {
    if words().continued.contains(&key(text)) {
        return None;
    }
    let highest = || form.levels.iter().find(|rule| rule.stands == Stands::Row).map(|rule| rule.level);
    section_level(form, text).or_else(highest)
}

fn section_level(form: &Form, text: &str) -> Option<Level> {
    let heading = code::heading(text, &form.levels);
    let depth = code::numbers(heading.code.as_deref()?)?.len();
    let title = !text.get(heading.title..)?.trim().is_empty();
    let fits = |rule: &&LevelRule| match heading.level {
        Some(level) => rule.level == level,
        None => title && rule.bare && rule.depth == depth,
    };
    // «Завдання 1.1» over all columns names its level, although tasks have a column.
    let named = |rule: &LevelRule| heading.level == Some(rule.level) && rule.level != Level::Measure;
    let stands = |rule: &&LevelRule| rule.stands == Stands::Row || named(rule);
    form.levels.iter().filter(stands).find(fits).map(|rule| rule.level)
}

/// Lines joined to one text.
pub fn joined(lines: &[PageLine]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The units before a colon in the cells of measures of a table.
pub fn units(part: &TablePart<'_>, quarter: Quarter) -> HashSet<String> {
    // Only a line with a colon names a unit.
    let colon = |cell: &&Cell| {
        cell.paragraphs().any(|paragraph| paragraph.runs.iter().any(|run| run.text.contains(':')))
    };
    let cells = part.rows.clone().filter_map(|row| beginning(part.table, &part.header, row, Holds::Measure));
    let lines = cells.filter(colon).flat_map(page::of_cell).filter(|line| line.colon);
    lines.filter_map(|line| events::unit_named(&line, quarter)).collect()
}

impl ParsedRow<'_> {
    /// Its cells, where it is neither a sum nor a heading.
    pub fn cells(&self) -> Option<&ParsedCells> {
        match &self.kind {
            RowKind::Plain(cells) => Some(cells),
            _ => None,
        }
    }

    /// The measures that its cell may begin.
    pub fn measures(&self) -> &[ParsedMeasure] {
        match self.cells().and_then(|cells| cells.measures.as_ref()) {
            Some(MeasureCell::Measures(measures)) => measures,
            _ => &[],
        }
    }

    /// Moves its measures out of the row.
    pub fn take_measures(&mut self) -> Vec<ParsedMeasure> {
        match &mut self.kind {
            RowKind::Plain(cells) => match cells.measures.as_mut() {
                Some(MeasureCell::Measures(measures)) => std::mem::take(measures),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// The first line of its measure's cell.
    pub fn first_line(&self) -> Option<&EventLine> {
        self.measures().first().map(|measure| &measure.first)
    }

    /// The number in the column of ordinals, as printed: `4`, `4а`.
    pub fn printed_number(&self) -> Option<&str> {
        self.cells()?.number.as_deref()
    }

    /// It, where it is a whole number.
    pub fn number(&self) -> Option<u32> {
        self.printed_number()?.parse().ok()
    }
}
