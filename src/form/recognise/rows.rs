//! The walk over the rows of a plan's tables.

use std::{collections::HashSet, ops::Range};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    document::{Block, Cell, Place, Table},
    domain::{DoubtKind, Level, Quarter, draft::DraftNode},
    form::{
        code::{self, Heading},
        form::{Form, Holds, LevelRule, Stands},
        typed::marks::Marks,
        words::{key, words},
    },
    text::roman,
};

use super::{
    events::Events,
    header::{Header, counts_columns},
    labelled,
    measures::Carried,
    missing_parents::ParentColumns,
    outline::{About, Key, Outline},
    page::{self, PageLine, cell_text},
    parallel::RecogniserInput,
    period::Times,
    row::{CellAt, TableRow},
    spreadsheet_values,
};

/// What is kept from row to row.
pub struct RowWalk<'a> {
    /// The form of the document.
    pub form: &'a Form,
    /// Which quarters the plan and its values are about.
    pub times: Times,
    /// The quarter that facts and events are reported in.
    pub quarter: Quarter,
    /// The units that a colon names somewhere.
    pub units: &'a HashSet<String>,
    /// What was read so far.
    pub outline: Outline,
    /// The codes of the measures that were read, once one of them was looked for.
    pub codes: Option<FxHashSet<String>>,
    /// The measure and the index of the indicator that a cell made.
    pub indicators: FxHashMap<CellAt, (Key, usize)>,
    /// What the table shows about its columns of heads.
    pub heads: ParentColumns,
    /// What its columns of values tell of commas and points.
    pub marks: Marks,
    /// The last number in the column of ordinals, under the open goal.
    pub counter: Option<u32>,
    /// The number that counted the last measure under the open parent.
    pub ordinal: Option<u32>,
    /// Whether the next row may go on with the last one of the table before.
    pub continues_table: bool,
    /// Measures that only name where their indicator stands, with its address.
    pub references: Vec<(Key, String, Place)>,
    /// Whom the next events belong to.
    pub events: Events,
    /// What the table above leaves to this one.
    pub carried: Option<Carried>,
    /// The first row of a table that goes on with the one above.
    pub top: Option<usize>,
    /// The goal that a heading opened which nothing marks.
    pub(super) unmarked: Option<Key>,
    pub(super) open: Vec<(Level, Key, String)>,
}

impl<'a> RowWalk<'a> {
    /// A walk that has not begun.
    pub fn new(reading: RecogniserInput<'a>, outline: Outline) -> Self {
        let RecogniserInput { form, times, units, .. } = reading;
        Self {
            form,
            times,
            quarter: times.quarter(),
            units,
            outline,
            codes: None,
            indicators: FxHashMap::default(),
            heads: ParentColumns::default(),
            marks: Marks::default(),
            counter: None,
            ordinal: None,
            references: Vec::new(),
            continues_table: false,
            events: Events::default(),
            carried: None,
            top: None,
            unmarked: None,
            open: Vec::new(),
        }
    }

    /// Reads some rows of a table. `goes_on` says that it has no header of its own.
    pub fn rows(&mut self, table: &Table, header: &Header, rows: Range<usize>, goes_on: bool) {
        self.continues_table = goes_on && self.measure().is_some();
        self.top = self.continues_table.then_some(rows.start);
        let last = rows.end.checked_sub(1);
        for index in rows {
            let row = TableRow::new(table, header, index);
            match row.cells.as_slice() {
                cells if cells.is_empty() || header.is_repeated_by(cells) || counts_columns(cells) => {
                    continue;
                }
                [first, ..] if row.is_total() => self.total(first, &row.cells),
                [one] if is_section(self.form, &row, one) => self.section(one),
                _ => {
                    self.row(&row);
                    self.outside_columns(&row);
                }
            }
            self.left_over(&row.cells);
            self.continues_table = false;
        }
        self.carry(table, header, last);
    }

    /// The measure that is open.
    pub fn measure(&self) -> Option<Key> {
        self.open.last().filter(|(level, ..)| *level == Level::Measure).map(|(_, key, _)| *key)
    }

    fn section(&mut self, cell: &Cell) {
        let lines = page::of_cell(cell);
        let (lines, said) = labelled::take_fields(&lines);
        let text = joined(&lines);
        let Some(level) = level_over_columns(self.form, &text) else { return };
        let heading = code::heading(&text, &self.form.levels);
        let key = self.open_node(level, &heading, &text, cell.place);
        self.aim(key, said);
    }

    /// Adds what another walk has read further down.
    pub fn append(&mut self, other: Self) {
        let by = self.outline.append(other.outline);
        let references = other.references.into_iter();
        self.references.extend(references.map(|(key, address, place)| (key + by, address, place)));
    }

    fn row(&mut self, row: &TableRow<'_>) {
        self.open_heads(row);
        self.objective(row);
        self.words_for_ordinal(row);
        match row.fresh(Holds::Measure) {
            Some(seen) if self.is_inner_section(row, seen.cell) => self.section(seen.cell),
            Some(seen) if self.is_unmarked_heading(row, seen) => self.unmarked_heading(row, seen),
            Some(seen) => self.measure_cell(row, seen),
            None => {
                self.duties_alone(row);
                self.values(row, &[]);
            }
        }
        self.unread(row);
    }

    /// Words in the column of ordinals have no place in a plan.
    fn words_for_ordinal(&mut self, row: &TableRow<'_>) {
        let Some(seen) = row.fresh(Holds::Ordinal) else { return };
        let text = seen.text();
        let mut words = text.split(|c: char| !c.is_alphabetic());
        // «п. 1», «VIII.»
        if words.any(|word| word.chars().count() > 2 && roman::parse(word).is_none()) {
            let place = seen.cell.place;
            self.outline.doubted(About::Plan, place, DoubtKind::LeftOver, text, "", &[]);
        }
    }

    /// Whether a measure's cell holds a heading instead: a level that the form has no column for stands over
    /// the columns to the right of the merged ones, or (where a format has no merged cells) in the first of them.
    fn is_inner_section(&self, row: &TableRow<'_>, cell: &Cell) -> bool {
        let values = [Holds::Indicator, Holds::Target, Holds::Fact, Holds::Performers, Holds::Term];
        let alone = || values.into_iter().all(|holds| row.fresh(holds).is_none());
        alone() && {
            let heading = code::heading(&cell_text(cell), &self.form.levels);
            let in_row = |rule: &LevelRule| Some(rule.level) == heading.level && rule.stands == Stands::Row;
            self.form.levels.iter().any(in_row)
        }
    }

    /// A heading of the outline that stands above a table.
    pub fn heading(&mut self, line: &PageLine) {
        let Some(level) = level_over_columns(self.form, &line.text) else { return };
        let heading = code::heading(&line.text, &self.form.levels);
        self.open_node(level, &heading, &line.text, line.place);
    }

    /// The aim that a line below the title names.
    fn aim(&mut self, key: Key, said: labelled::LabelledFields) {
        if let Some(node) = self.outline.get_mut(key).filter(|_| said.objective.is_some()) {
            node.objective = said.objective;
        }
    }

    /// Aim and main result of the open node. A cell merged over several subtasks is said of each of them.
    fn objective(&mut self, row: &TableRow<'_>) {
        let Some(seen) = row.get(Holds::Objective) else { return };
        let Some((_, key, _)) = self.open.last().filter(|(level, ..)| *level != Level::Measure) else {
            return;
        };
        if let Some(node) = self.outline.get_mut(*key) {
            node.objective.get_or_insert_with(|| seen.text().to_owned());
        }
    }

    /// A goal, task or subtask in its column. Where a format has no merged cells, its text is repeated.
    pub(super) fn level_cell(&mut self, level: Level, cell: &Cell) {
        let lines = page::of_cell(cell);
        let (lines, said) = labelled::take_fields(&lines);
        let text = joined(&lines);
        if self.open.iter().any(|(open, _, raw)| *open >= level && *raw == text) {
            return;
        }
        let mut heading = code::heading(&text, &self.form.levels);
        let bare = self.form.rule(level).is_some_and(|rule| rule.bare);
        if heading.level.is_none() && !bare {
            heading = Heading::default();
        }
        let level = self.lower(level, &heading, cell.place).unwrap_or(level);
        let key = self.open_node(level, &heading, &text, cell.place);
        self.aim(key, said);
    }

    /// The level below the column's to which a code of that many numbers belongs, where that level has no
    /// column of its own. Where no node of the column's level is above it, that one was lost.
    fn lower(&mut self, level: Level, heading: &Heading, place: Place) -> Option<Level> {
        let own = code::numbers(heading.code.as_deref()?)?;
        let fits = |rule: &&LevelRule| rule.stands == Stands::Row && rule.bare && rule.depth == own.len();
        let lower = self.form.levels.iter().find(fits)?.level;
        (lower > level && heading.level.is_none()).then_some(())?;
        let above = self.open.iter().find(|(open, ..)| *open == level).map(|(_, key, _)| *key);
        let children = above.map(|key| self.outline.children(Some(key)).to_vec()).unwrap_or_default();
        let code = |key: Key| code::numbers(self.outline.get(key)?.code.as_deref()?);
        let is_above = above.and_then(code).is_some_and(|code| own.starts_with(&code));
        let beside = children.last().and_then(|last| code(*last)).is_some_and(|code| {
            code.len() == own.len()
                && code.split_last().map(|(_, head)| head) == own.split_last().map(|(_, head)| head)
        });
        if !is_above && !beside {
            self.open_node(level, &Heading::default(), "", place);
        }
        Some(lower)
    }

    /// Opens a node and closes those of its level and below.
    pub(super) fn open_node(&mut self, level: Level, heading: &Heading, text: &str, place: Place) -> Key {
        self.open.retain(|(open, ..)| *open < level);
        self.events = Events::default();
        if level < Level::Measure {
            self.ordinal = None;
        }
        if level == Level::Goal {
            self.counter = None;
        }
        // A measure comes without its text; its title is made out of several lines.
        let title = text.get(heading.title..).unwrap_or_default();
        if let Some(codes) = self.codes.as_mut().filter(|_| level == Level::Measure) {
            codes.extend(heading.code.clone());
        }
        let mut node = DraftNode::new(level, heading.code.clone(), title);
        node.source = Some(self.outline.source(place));
        let parent = self.open.last().map(|(_, key, _)| *key);
        let key = self.outline.add(parent, node);
        self.open.push((level, key, text.to_owned()));
        if let Some((printed, label)) = &heading.damaged {
            let about = About::Node(key);
            self.outline.doubted(about, place, DoubtKind::DamagedLabel, printed, label, &[]);
        }
        key
    }

    /// Sums are made from the plan, not read: what stood there is only told.
    fn total(&mut self, first: &Cell, cells: &[&Cell]) {
        let text: Vec<String> = cells.iter().map(|cell| cell_text(cell)).collect();
        let place = first.place;
        self.outline.doubted(About::Plan, place, DoubtKind::LeftOver, &text.join(" "), "", &[]);
    }

    /// Formulas without a result, where a text is read.
    fn unread(&mut self, row: &TableRow<'_>) {
        let values = [Holds::Target, Holds::Fact, Holds::Share];
        for holds in
            row.header.columns.iter().map(|(_, holds)| *holds).filter(|holds| !values.contains(holds))
        {
            let Some(seen) = row.fresh(holds) else { continue };
            if let Some(unsure) = spreadsheet_values::unread(seen.cell) {
                let level = match holds {
                    Holds::Goal => Level::Goal,
                    Holds::Task => Level::Task,
                    Holds::Subtask => Level::Subtask,
                    _ => Level::Measure,
                };
                let of = self.open.iter().rev().find(|(open, ..)| *open <= level);
                let about = of.map_or(About::Plan, |(_, key, _)| About::Node(*key));
                let place = seen.cell.place;
                self.outline.doubt(about, place, seen.text(), unsure);
            }
        }
    }

    /// What stands outside the columns that have a header, as in a row that is longer than it.
    fn outside_columns(&mut self, row: &TableRow<'_>) {
        let about = self.open.last().map_or(About::Plan, |(_, key, _)| About::Node(*key));
        for cell in row.outside_columns() {
            self.outline.doubted(about, cell.place, DoubtKind::LeftOver, &cell_text(cell), "", &[]);
        }
    }

    /// Tables inside cells have no place in a plan.
    fn left_over(&mut self, cells: &[&Cell]) {
        let about = self.open.last().map_or(About::Plan, |(_, key, _)| About::Node(*key));
        for inner in cells.iter().flat_map(|cell| &cell.blocks).filter_map(Block::as_table) {
            let text = joined(&page::of_rows(inner, 0..inner.rows()));
            if !text.is_empty() {
                let place = inner.place;
                self.outline.doubted(about, place, DoubtKind::LeftOver, &text, "", &[]);
            }
        }
    }
}

/// Lines as one text.
pub fn joined(lines: &[PageLine]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The level of the node that a row opens over all columns.
pub fn opens(form: &Form, row: &TableRow<'_>) -> Option<Level> {
    let [cell] = row.cells.as_slice() else { return None };
    (!row.is_total() && is_section(form, row, cell)).then_some(())?;
    level_over_columns(form, &joined(&labelled::take_fields(&page::of_cell(cell)).0))
}

/// Whether the one cell of a row that is not blank is a heading over the columns.
fn is_section(form: &Form, row: &TableRow<'_>, cell: &Cell) -> bool {
    let wide = cell.colspan * 2 > row.header.width && row.header.width > 1;
    // Where a format has no merged cells, the heading stands in the first one.
    wide || (cell.col == 0 && section_level(form, &cell_text(cell)).is_some())
}

/// The level of a heading over the columns: the one it names, else the highest; none where it only says that
/// a table is continued.
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
    form.levels.iter().filter(|rule| rule.stands == Stands::Row).find(fits).map(|rule| rule.level)
}
