//! The walk over the rows of a plan's tables.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use crate::{
    document::{Block, Cell, Table},
    domain::{DoubtKind, Level, Quarter, Source, draft::DraftNode},
    form::{
        code::{self, Heading},
        form::{Form, Holds, LevelRule, Stands},
        performers, term,
        words::{begins_with, key, words},
    },
};

use super::{
    events::{self, Events, Reader},
    header::{self, Header},
    outline::{About, Key, Outline},
    page::{self, Line, cell_text},
    period::Times,
};

/// The place of a cell in the document: its table's number, row and column.
pub type CellAt = (u32, usize, usize);

/// A row of a table with what its cells hold.
pub struct Row<'a> {
    /// Its table.
    pub table: &'a Table,
    /// The header above it.
    pub header: &'a Header,
    /// Counted from 0.
    pub index: usize,
}

/// A cell as a row sees it.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// The cell.
    pub cell: &'a Cell,
    /// Whether it begins in this row and does not come down from one above.
    pub fresh: bool,
    /// Where it is.
    pub at: CellAt,
}

impl<'a> Row<'a> {
    /// The cell that stands for something in this row and is not blank.
    pub fn get(&self, holds: Holds) -> Option<Seen<'a>> {
        let (range, _) = self.header.columns.iter().find(|(_, held)| *held == holds)?;
        // A cell over several columns stands for the first of them only.
        let cell = self.table.cell_at(self.index, range.start).filter(|cell| range.contains(&cell.col))?;
        if cell.is_blank() {
            return None;
        }
        let at = (self.table.number(), cell.row, cell.col);
        Some(Seen { cell, fresh: cell.row == self.index, at })
    }

    /// As [`Row::get`], when the cell begins in this row.
    pub fn fresh(&self, holds: Holds) -> Option<Seen<'a>> {
        self.get(holds).filter(|seen| seen.fresh)
    }

    /// Whether the row shows by a number or by its values that it belongs to the plan, and not to the
    /// signatures that a sheet has in the rows below it.
    pub fn is_of_plan(&self, form: &Form, quarter: Quarter) -> bool {
        let has = |holds| self.fresh(holds).is_some();
        let first = self.nonblank().first().map(|cell| cell_text(cell)).unwrap_or_default();
        let coded = |text: &str| code::heading(text, &form.levels).code.is_some();
        let measure = self.fresh(Holds::Measure).map(|seen| page::of_cell("", seen.cell)).unwrap_or_default();
        let listed = |line: &Line| coded(&line.text) || events::is_event(line, quarter);
        // A line to sign on may stand below the indicators.
        let named = self.fresh(Holds::Indicator).map(|seen| cell_text(seen.cell)).unwrap_or_default();
        (named.contains(char::is_alphabetic) && (has(Holds::Target) || has(Holds::Fact)))
            || coded(&first)
            || self.is_total()
            || measure.first().is_some_and(listed)
            || measure.len() > 1
    }

    /// Whether the row sums up others.
    fn is_total(&self) -> bool {
        let first = self.nonblank().first().map(|cell| key(&cell_text(cell))).unwrap_or_default();
        begins_with(&first, &words().totals).is_some()
            && [Holds::Measure, Holds::Indicator].into_iter().any(|holds| self.fresh(holds).is_none())
    }

    fn nonblank(&self) -> Vec<&'a Cell> {
        self.table.cells_of_row(self.index).iter().filter(|cell| !cell.is_blank()).collect()
    }
}

/// What is kept from row to row.
pub struct Walk<'a> {
    /// The form of the document.
    pub form: &'a Form,
    /// The name of the file.
    pub file: &'a str,
    /// Which quarters the plan and its values are about.
    pub times: Times,
    /// The quarter that facts and events are reported in.
    pub quarter: Quarter,
    /// The units that a colon names somewhere.
    pub units: HashSet<String>,
    /// What was read so far.
    pub outline: Outline,
    /// The measure and the index of the indicator that a cell made.
    pub indicators: HashMap<CellAt, (Key, usize)>,
    open: Vec<(Level, Key, String)>,
    events: Events,
    /// Whether the next row may go on with the last one of the table before.
    cut: bool,
}

impl<'a> Walk<'a> {
    /// A walk that has not begun.
    pub fn new(form: &'a Form, file: &'a str, times: Times, units: HashSet<String>) -> Self {
        Self {
            form,
            file,
            times,
            quarter: times.quarter(),
            units,
            outline: Outline::default(),
            indicators: HashMap::new(),
            open: Vec::new(),
            events: Events::default(),
            cut: false,
        }
    }

    /// Reads some rows of a table. `goes_on` says that it has no header of its own.
    pub fn table(&mut self, table: &Table, header: &Header, rows: Range<usize>, goes_on: bool) {
        self.cut = goes_on && self.measure().is_some();
        for index in rows {
            let row = Row { table, header, index };
            let cells = row.nonblank();
            let skipped = header.is_repeated_by(table, index) || header::counts_columns(table, index);
            if cells.is_empty() || skipped {
                continue;
            }
            match cells.as_slice() {
                [first, ..] if row.is_total() => self.total(first, &cells),
                [one] if self.is_section(&row, one) => self.section(one),
                _ => self.row(&row),
            }
            self.left_over(&cells);
            self.cut = false;
        }
    }

    /// The measure that is open.
    pub fn measure(&self) -> Option<Key> {
        self.open.last().filter(|(level, ..)| *level == Level::Measure).map(|(_, key, _)| *key)
    }

    /// Whether the one cell of a row that is not blank is a heading over the columns.
    fn is_section(&self, row: &Row<'_>, cell: &Cell) -> bool {
        let wide = cell.colspan * 2 > row.header.width && row.header.width > 1;
        // Where a format has no merged cells, the heading stands in the first one.
        wide || (cell.col == 0 && self.section_level(&cell_text(cell)).is_some())
    }

    fn section_level(&self, text: &str) -> Option<Level> {
        let heading = code::heading(text, &self.form.levels);
        let depth = code::numbers(heading.code.as_deref()?)?.len();
        let title = !text.get(heading.title..)?.trim().is_empty();
        let fits = |rule: &&LevelRule| match heading.level {
            Some(level) => rule.level == level,
            None => title && rule.bare && rule.depth == depth,
        };
        self.form.levels.iter().filter(|rule| rule.stands == Stands::Row).find(fits).map(|rule| rule.level)
    }

    fn section(&mut self, cell: &Cell) {
        let lines = page::of_cell(self.file, cell);
        let text = joined(&lines);
        if words().continued.contains(&key(&text)) {
            return;
        }
        let rows = || self.form.levels.iter().filter(|rule| rule.stands == Stands::Row);
        let Some(level) = self.section_level(&text).or_else(|| rows().next().map(|rule| rule.level)) else {
            return;
        };
        let heading = code::heading(&text, &self.form.levels);
        self.open_node(level, &heading, &text, page::source(self.file, cell.place));
    }

    fn row(&mut self, row: &Row<'_>) {
        for holds in [Holds::Goal, Holds::Task, Holds::Subtask] {
            if let (Some(level), Some(seen)) = (holds.level(), row.fresh(holds)) {
                self.level_cell(level, seen.cell);
            }
        }
        if let Some(seen) = row.fresh(Holds::Objective) {
            let text = cell_text(seen.cell);
            let node = self.open.last().map(|(_, key, _)| *key).and_then(|key| self.outline.get_mut(key));
            if let Some(node) = node.filter(|node| node.level != Level::Measure) {
                node.objective = Some(text);
            }
        }
        match row.fresh(Holds::Measure) {
            Some(seen) => self.measure_cell(row, seen),
            None => self.values(row, &[]),
        }
    }

    /// A goal, task or subtask in its column. Where a format has no merged cells, its text is repeated.
    fn level_cell(&mut self, level: Level, cell: &Cell) {
        let text = joined(&page::of_cell(self.file, cell));
        if self.open.iter().any(|(open, _, raw)| *open == level && *raw == text) {
            return;
        }
        let mut heading = code::heading(&text, &self.form.levels);
        let bare = self.form.rule(level).is_some_and(|rule| rule.bare);
        if heading.level.is_none() && !bare {
            heading = Heading::default();
        }
        self.open_node(level, &heading, &text, page::source(self.file, cell.place));
    }

    /// Opens a node and closes those of its level and below.
    fn open_node(&mut self, level: Level, heading: &Heading, text: &str, source: Source) -> Key {
        self.open.retain(|(open, ..)| *open < level);
        self.events = Events::default();
        let title = text.get(heading.title..).unwrap_or_default();
        let mut node = DraftNode::new(level, heading.code.clone(), title);
        node.source = Some(source.clone());
        let parent = self.open.last().map(|(_, key, _)| *key);
        let key = self.outline.add(parent, node);
        self.open.push((level, key, text.to_owned()));
        if let Some((printed, label)) = &heading.damaged {
            let about = About::Node(key);
            self.outline.doubted(about, &source, DoubtKind::DamagedLabel, printed, label, &[]);
        }
        key
    }

    fn measure_cell(&mut self, row: &Row<'_>, seen: Seen<'_>) {
        let lines = page::of_cell(self.file, seen.cell);
        let Some(first) = lines.first() else { return };
        let beside = self.code_beside(row);
        let coded = beside.is_some() || self.measure_heading(first).is_some();
        if !coded && self.goes_on(row, first) {
            self.below_title(row, &lines);
            return self.values(row, &[]);
        }
        let mut new: Vec<Key> = Vec::new();
        for part in self.numbered_parts(&lines) {
            let Some(first) = part.first() else { continue };
            let mut heading = self.measure_heading(first).unwrap_or_default();
            if heading.code.is_none() && new.is_empty() {
                heading.code.clone_from(&beside);
            }
            let key = self.open_node(Level::Measure, &heading, "", page::source(self.file, seen.cell.place));
            let mut part = part.to_vec();
            if let Some(first) = part.first_mut() {
                first.text = first.text.get(heading.title..).unwrap_or_default().to_owned();
            }
            // The first line is the title whatever it looks like; only the others may be events.
            let title = part.remove(0).text;
            if let Some(node) = self.outline.get_mut(key) {
                node.title = title;
            }
            self.below_title(row, &part);
            self.performers_and_term(row, key);
            new.push(key);
        }
        self.values(row, &new);
    }

    /// A code of several parts in the column of ordinals: a counter of rows has one part only.
    fn code_beside(&self, row: &Row<'_>) -> Option<String> {
        let text = row.fresh(Holds::Ordinal).map(|seen| cell_text(seen.cell))?;
        let heading = code::heading(&text, &self.form.levels);
        let alone = text.get(heading.title..).is_some_and(str::is_empty);
        heading.code.filter(|code| alone && code.contains('.'))
    }

    /// What stands below the title: events in a report, more of the title where nothing can have happened.
    fn below_title(&mut self, row: &Row<'_>, lines: &[Line]) {
        if row.header.has(Holds::Fact) {
            return self.read_events(lines);
        }
        let Some(node) = self.measure().and_then(|key| self.outline.get_mut(key)) else { return };
        node.title = [node.title.as_str(), &joined(lines)].join(" ").trim().to_owned();
    }

    fn read_events(&mut self, lines: &[Line]) {
        let Some(measure) = self.measure() else { return };
        let (outline, units, times) = (&mut self.outline, &self.units, self.times);
        Reader { outline, measure, times, units }.read(lines, &mut self.events);
    }

    /// The heading of a measure at the beginning of a line: a label with a number, or a number alone.
    fn measure_heading(&self, line: &Line) -> Option<Heading> {
        let heading = code::heading(&line.text, &self.form.levels);
        let bare = self.form.rule(Level::Measure).is_some_and(|rule| rule.bare);
        let fits = match heading.level {
            Some(level) => level == Level::Measure,
            None => bare && heading.code.is_some() && !events::is_event(line, self.quarter),
        };
        fits.then_some(heading)
    }

    /// The lines of a cell by the measures in it: more than one where a labelled number begins another.
    fn numbered_parts<'l>(&self, lines: &'l [Line]) -> Vec<&'l [Line]> {
        let begins = |line: &Line| self.measure_heading(line).is_some_and(|heading| heading.level.is_some());
        let mut parts = Vec::new();
        let mut from = 0;
        for (index, line) in lines.iter().enumerate().skip(1) {
            if begins(line) {
                parts.extend(lines.get(from..index));
                from = index;
            }
        }
        parts.extend(lines.get(from..));
        parts
    }

    /// Whether a measure's cell without a number goes on with the measure before it.
    fn goes_on(&mut self, row: &Row<'_>, first: &Line) -> bool {
        let Some(measure) = self.measure() else { return false };
        let names = [Holds::Indicator, Holds::Target, Holds::Fact];
        let has_values = names.into_iter().any(|holds| row.fresh(holds).is_some());
        let like_event = events::is_event(first, self.quarter);
        if has_values || like_event || self.cut {
            return like_event || (self.cut && !has_values);
        }
        let coded = self.outline.get(measure).is_some_and(|node| node.code.is_some());
        if coded {
            let about = About::Node(measure);
            let kind = DoubtKind::Reading;
            self.outline.doubted(about, &first.source, kind, &first.text, &first.text, &[]);
        }
        coded
    }

    fn performers_and_term(&mut self, row: &Row<'_>, measure: Key) {
        let names = row.get(Holds::Performers).map(|seen| seen.cell.labelled_text());
        let due = row.get(Holds::Term);
        let Some(node) = self.outline.get_mut(measure) else { return };
        if let Some(names) = names {
            node.performers = performers::parse_performers(names.lines());
        }
        let Some(due) = due else { return };
        let text = cell_text(due.cell);
        let read = term::parse_term(&text, self.times.period);
        node.term = Some(read.value);
        if let Some(unsure) = read.unsure {
            let place = page::source(self.file, due.cell.place);
            self.outline.doubt(About::Node(measure), &place, &text, unsure);
        }
    }

    /// Sums are made from the plan, not read: what stood there is only told.
    fn total(&mut self, first: &Cell, cells: &[&Cell]) {
        let text: Vec<String> = cells.iter().map(|cell| cell_text(cell)).collect();
        let place = page::source(self.file, first.place);
        self.outline.doubted(About::Plan, &place, DoubtKind::LeftOver, &text.join(" "), "", &[]);
    }

    /// Tables inside cells have no place in a plan.
    fn left_over(&mut self, cells: &[&Cell]) {
        let about = self.open.last().map_or(About::Plan, |(_, key, _)| About::Node(*key));
        for inner in cells.iter().flat_map(|cell| &cell.blocks).filter_map(Block::as_table) {
            let text = joined(&page::of_rows(self.file, inner, 0..inner.rows()));
            if !text.is_empty() {
                let place = page::source(self.file, inner.place);
                self.outline.doubted(about, &place, DoubtKind::LeftOver, &text, "", &[]);
            }
        }
    }
}

/// The units that a colon names in the measures' cells of a table.
pub fn units(table: &Table, header: &Header, rows: Range<usize>, quarter: Quarter) -> HashSet<String> {
    let mut found = HashSet::new();
    for index in rows {
        let row = Row { table, header, index };
        let lines = row.fresh(Holds::Measure).map(|seen| page::of_cell("", seen.cell)).unwrap_or_default();
        found.extend(lines.iter().filter_map(|line| events::unit_named(line, quarter)));
    }
    found
}

/// Lines as one text.
pub fn joined(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
}
