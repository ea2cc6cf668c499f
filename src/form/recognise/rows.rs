//! Folds parsed rows into an outline, one after another: which nodes are open, and what continues them.

use std::collections::HashSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    document::{Block, Cell, Place},
    domain::{DoubtKind, Level, draft::DraftNode},
    form::{
        code::{self, Heading},
        form::{Holds, LevelRule, Stands},
        words::{key, words},
    },
    text::roman,
};

use super::{
    events::Events,
    labelled::LabelledFields,
    measures::Carried,
    missing_parents::ParentColumns,
    outline::{About, Key, Outline},
    page::{self, cell_text},
    parsed::{self, MeasureCell, ParsedHeading, ParsedRow, RowKind, joined},
    reader::ReaderOfTable,
    row::{CellAt, TableRow},
    spreadsheet_values,
    tables::TablePart,
};

/// The state that is carried from row to row.
pub struct RowWalk<'a> {
    /// What the rows of the open table are read with.
    pub table: ReaderOfTable<'a>,
    /// The units that a colon names somewhere.
    pub units: &'a HashSet<String>,
    /// The outline so far.
    pub outline: Outline,
    /// The codes of the measures so far; filled in when one is first looked up.
    pub codes: Option<FxHashSet<String>>,
    /// The measure and the index of the indicator that was read from a cell.
    pub indicators: FxHashMap<CellAt, (Key, usize)>,
    /// What the table shows about its columns of goals, tasks and subtasks.
    pub heads: ParentColumns,
    /// The last number in the column of ordinals, under the open goal.
    pub counter: Option<u32>,
    /// The number of the last measure under the open parent.
    pub ordinal: Option<u32>,
    /// Whether the next row may continue the last row of the table before.
    pub continues_table: bool,
    /// Measures that only refer to a shared indicator, with its address.
    pub references: Vec<(Key, String, Place)>,
    /// Whom the next events belong to.
    pub events: Events,
    /// What this table continues from the table above.
    pub carried: Option<Carried>,
    /// The first row of a table that continues the one above.
    pub top: Option<usize>,
    /// The goal that was opened by a heading without a label.
    pub(super) unmarked: Option<Key>,
    /// Whether a row «у тому числі:» stood below the open measure.
    pub(super) parts_follow: bool,
    /// A heading that is numbered like the measures beside it, and its number.
    pub(super) among: Option<(Key, u32)>,
    pub(super) open: Vec<(Level, Key, String)>,
    /// Whether a heading names nothing but a period; found out once for each, because many measures stand below it.
    pub(super) period_headings: FxHashMap<Key, bool>,
}

impl<'a> RowWalk<'a> {
    /// A walk that has not begun.
    pub fn new(table: ReaderOfTable<'a>, units: &'a HashSet<String>, outline: Outline) -> Self {
        Self {
            table,
            units,
            outline,
            codes: None,
            indicators: FxHashMap::default(),
            heads: ParentColumns::default(),
            counter: None,
            ordinal: None,
            references: Vec::new(),
            continues_table: false,
            events: Events::default(),
            carried: None,
            top: None,
            unmarked: None,
            parts_follow: false,
            among: None,
            open: Vec::new(),
            period_headings: FxHashMap::default(),
        }
    }

    /// Folds the rows of a table, each when it has been read.
    pub fn part<'r>(
        &mut self,
        part: &TablePart<'_>,
        table: ReaderOfTable<'a>,
        rows: impl Iterator<Item = ParsedRow<'r>>,
    ) {
        self.table = table;
        self.heads = ParentColumns::of(table.form, part);
        for heading in part.headings.iter().filter_map(|line| parsed::above(table.form, line)) {
            self.section(&heading);
        }
        if let Some(line) = &part.unlabelled {
            self.heading_above(line);
        }
        self.continues_table = part.goes_on && self.measure().is_some();
        // The header may be repeated at the page's top.
        let merged = part.headings.is_empty()
            && part.unlabelled.is_none()
            && self.carried.as_ref().is_some_and(Carried::is_merged);
        self.top = (self.continues_table || merged).then_some(part.rows.start);
        let mut rows = rows.peekable();
        let mut in_header = true;
        while let Some(row) = rows.next() {
            let is_header = matches!(row.kind, RowKind::Nothing) && !row.row.cells.is_empty();
            // A header that is repeated begins a page.
            if is_header && !in_header {
                self.carry(part.table, &part.header, row.row.index.checked_sub(1));
            }
            if is_header {
                self.top = self.measure().map(|_| row.row.index + 1);
            }
            in_header = is_header;
            self.fold(row, rows.peek());
        }
        self.carry(part.table, &part.header, part.rows.end.checked_sub(1));
    }

    fn fold(&mut self, mut parsed: ParsedRow<'_>, next: Option<&ParsedRow<'_>>) {
        match &parsed.kind {
            RowKind::Nothing => return,
            RowKind::Total(text) => {
                // Sums are calculated from the plan, so the text is only doubted.
                let place = parsed.row.cells.first().map(|first| first.place).unwrap_or_default();
                self.outline.doubted(About::Plan, place, DoubtKind::LeftOver, text, "", &[]);
            }
            RowKind::Section(Some(heading)) if heading.heads_nothing() || is_last_footnote(heading, next) => {
                let text = page::of_cells(&parsed.row.cells);
                self.outline.doubted(About::Plan, heading.place, DoubtKind::LeftOver, &text, "", &[]);
            }
            RowKind::Section(heading) => heading.iter().for_each(|heading| self.section(heading)),
            RowKind::Plain(_) => {
                self.row(&mut parsed, next);
                self.outside_columns(&parsed.row);
            }
        }
        self.left_over(&parsed.row.cells);
        self.continues_table = false;
    }

    /// The measure that is open.
    pub fn measure(&self) -> Option<Key> {
        self.open.last().filter(|(level, ..)| *level == Level::Measure).map(|(_, key, _)| *key)
    }

    fn section(&mut self, heading: &ParsedHeading) {
        let key = self.open_node(heading.level, &heading.heading, &heading.text, heading.place);
        self.labelled(key, heading);
    }

    fn row(&mut self, parsed: &mut ParsedRow<'_>, next: Option<&ParsedRow<'_>>) {
        self.close_among(parsed);
        self.open_heads(parsed);
        if let Some(title) = &parsed.struck {
            return self.struck(title, &parsed.row);
        }
        self.objective(&parsed.row);
        self.words_for_ordinal(&parsed.row);
        match parsed.cells().and_then(|cells| cells.measures.as_ref()) {
            Some(MeasureCell::Heading(heading)) => heading.iter().for_each(|heading| self.section(heading)),
            Some(MeasureCell::Measures(_)) if self.is_part_above(parsed) => {}
            Some(MeasureCell::Measures(_)) if self.is_unmarked_heading(parsed, next) => {
                self.unmarked_heading(&parsed.row);
            }
            Some(MeasureCell::Measures(_)) => {
                let measures = parsed.take_measures();
                self.measure_cell(parsed, measures, next);
            }
            None => {
                self.duties_alone(parsed);
                if !self.continue_name(&parsed.row) {
                    self.values(parsed, &[]);
                }
                self.untitled(parsed);
            }
        }
        self.unread(&parsed.row);
    }

    /// Leaves out the row of a measure with a struck title, with a doubt that offers it.
    fn struck(&mut self, title: &str, row: &TableRow<'_>) {
        let heads = |cell: &Cell| parsed::HEADS.iter().any(|holds| is_in(row, *holds, cell));
        let own: Vec<&Cell> = row.cells.iter().copied().filter(|cell| !heads(cell)).collect();
        let Some(first) = own.first() else { return };
        self.outline.left_rows.extend(first.place.table.zip(first.place.row));
        let beside = page::of_cells(&own);
        let (text, other) = (format!("~~{title}~~ {beside}"), format!("{title} {beside}"));
        self.outline.doubted(About::Plan, first.place, DoubtKind::LeftOver, &text, "", &[&other]);
    }

    /// Doubts values without a title, and those that may be sums: beside a number of their own they went to the
    /// measure above, and where there is none they went nowhere.
    fn untitled(&mut self, parsed: &ParsedRow<'_>) {
        let row = &parsed.row;
        let Some(seen) = row.fresh(Holds::Indicator).or_else(|| row.value()) else { return };
        let text = || page::of_cells(&row.cells);
        let Some(measure) = self.measure() else {
            let place = seen.cell.place;
            return self.outline.doubted(About::Plan, place, DoubtKind::LeftOver, &text(), "", &[]);
        };
        let sums_up =
            || row.fresh(Holds::Indicator).is_some_and(|seen| words().sums.contains(&key(seen.text())));
        if !sums_up() && (parsed.printed_number().is_none() || !self.heads.may_count_measures()) {
            return;
        }
        let text = text();
        let reading = self.outline.get(measure).map(|node| node.title.clone()).unwrap_or_default();
        let place = seen.cell.place;
        self.outline.doubted(About::Node(measure), place, DoubtKind::LooseValue, &text, &reading, &[]);
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

    /// The aim that a line below the title names. The other labelled lines belong to measures alone, so they are
    /// doubted.
    fn labelled(&mut self, key: Key, heading: &ParsedHeading) {
        let LabelledFields { objective, performers, term, indicators } = &heading.fields;
        if let Some(node) = self.outline.get_mut(key).filter(|_| objective.is_some()) {
            node.objective.clone_from(objective);
        }
        let lines = performers.iter().chain(term).map(|line| &line.text);
        let names = indicators.iter().map(|measured| &measured.name);
        for text in lines.chain(names) {
            self.outline.doubted(About::Node(key), heading.place, DoubtKind::LeftOver, text, "", &[]);
        }
    }

    /// The aim and the main result of the open node. A cell merged over several subtasks applies to each of them.
    fn objective(&mut self, row: &TableRow<'_>) {
        let Some(seen) = row.get(Holds::Objective) else { return };
        let Some((_, key, _)) = self.open.last().filter(|(level, ..)| *level != Level::Measure) else {
            return;
        };
        if let Some(node) = self.outline.get_mut(*key) {
            node.objective.get_or_insert_with(|| seen.text().to_owned());
        }
    }

    /// Opens a goal, task or subtask from its column. In a format without merged cells, its text is repeated.
    pub(super) fn level_cell(&mut self, head: &ParsedHeading) {
        let ParsedHeading { level, heading, text, place, .. } = head;
        if self.open.iter().any(|(open, _, raw)| open >= level && raw == text) {
            return;
        }
        let level = self.lower(*level, heading, *place).unwrap_or(*level);
        let key = self.open_node(level, heading, text, *place);
        self.labelled(key, head);
    }

    /// The lower level that a code with so many numbers belongs to, where that level has no column of its own.
    /// Where no node of the column's level is above it, a node for it is inserted.
    fn lower(&mut self, level: Level, heading: &Heading, place: Place) -> Option<Level> {
        let own = code::numbers(heading.code.as_deref()?)?;
        let fits = |rule: &&LevelRule| rule.stands == Stands::Row && rule.bare && rule.depth == own.len();
        let lower = self.table.form.levels.iter().find(fits)?.level;
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
        // A measure is opened without a text, because its title may have several lines.
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

    /// Reports cells outside the columns with a header, as in a row that is longer than the header.
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

/// Whether a cell is in the column with this content.
fn is_in(row: &TableRow<'_>, holds: Holds, cell: &Cell) -> bool {
    row.header.columns.iter().any(|(range, held)| *held == holds && range.contains(&cell.col))
}

/// Whether a heading is a footnote at the end of a table: «1) у тому числі дві онлайн».
fn is_last_footnote(heading: &ParsedHeading, next: Option<&ParsedRow<'_>>) -> bool {
    let goes_on = |next: &ParsedRow<'_>| match &next.kind {
        RowKind::Section(Some(next)) => next.is_footnote(),
        _ => false,
    };
    heading.is_footnote() && next.is_none_or(goes_on)
}
