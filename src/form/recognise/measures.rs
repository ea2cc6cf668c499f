//! The cell of measures: one measure or several, by code or by number, with performers and term.

use std::{borrow::Cow, ops::Range};

use crate::{
    document::{Place, Table},
    domain::{DoubtKind, Level, Quarter, draft::DraftPerformer},
    form::{
        code::{self, Heading},
        form::{Form, Holds},
        performer_fold::folded,
        performers,
        reading::Uncertainty,
    },
    text::surely::Surely,
};

use super::{
    events::{self, EventLine, EventReader},
    header::Header,
    indicator_cell,
    labelled::{self, LabelledFields},
    outline::{About, Key},
    page::{PageLine, cell_text},
    parsed::{ParsedRow, joined},
    reader::ReaderOfTable,
    row::{SeenCell, TableRow, standing},
    rows::RowWalk,
    spreadsheet_values,
};

/// How a measure begins.
#[derive(Clone, Debug, Default)]
pub struct Start {
    heading: Heading,
    /// A number that only counts.
    ordinal: Option<u32>,
}

impl Start {
    /// Where a label and its number are all that is printed («Захід 3»), they are the title, because a measure
    /// without a title is none. A number of one part is then no code.
    fn keep_label_as_title(&mut self, text: &str, below: &Below) {
        let alone = text.get(self.heading.title..).is_some_and(|rest| rest.trim().is_empty());
        let goes_on = matches!(below, Below::Title(more) if !more.trim().is_empty());
        if alone && !goes_on && self.heading.level.is_some() {
            let code = self.heading.code.take().filter(|code| code.contains('.'));
            self.heading = Heading { level: self.heading.level, code, ..Heading::default() };
        }
    }
}

/// A measure in its cell, or the continuation of one.
pub struct ParsedMeasure {
    /// How it begins; it may be without any number.
    start: Option<Start>,
    /// Its first line, which is always the title.
    pub first: EventLine,
    /// The lines below: events in a report, more of the title in a plan.
    below: Below,
    /// Its labelled lines.
    fields: LabelledFields,
}

enum Below {
    Events(Vec<EventLine>),
    Title(String),
}

impl Below {
    fn new(lines: &[PageLine], reports: bool, quarter: Quarter) -> Self {
        if reports { Self::Events(EventLine::all(lines, quarter)) } else { Self::Title(joined(lines)) }
    }
}

/// Parses the lines of a cell of measures. `reports` means that the table has facts.
pub fn parsed(lines: &[PageLine], table: ReaderOfTable<'_>, reports: bool) -> Vec<ParsedMeasure> {
    let quarter = table.times.quarter();
    let starts: Vec<Option<Start>> = lines.iter().map(|line| start(line, table.form, quarter)).collect();
    let mut found = Vec::with_capacity(1);
    for range in numbered_parts(&starts) {
        let (part, fields) = labelled::take_fields(lines.get(range.clone()).unwrap_or_default());
        let Some((first, rest)) = part.split_first() else { continue };
        // A labelled line may come first, so the title is another one.
        let start = match part {
            Cow::Borrowed(_) => starts.get(range.start).cloned().flatten(),
            Cow::Owned(_) => start(first, table.form, quarter),
        };
        let below = Below::new(rest, reports, quarter);
        found.push(ParsedMeasure { start, first: EventLine::new(first.clone(), quarter), below, fields });
    }
    found
}

/// The beginning of a measure: a label with a number, or a number alone.
fn start(line: &PageLine, form: &Form, quarter: Quarter) -> Option<Start> {
    let mut heading = code::heading(&line.text, &form.levels);
    let rule = form.rule(Level::Measure);
    let fits = match heading.level {
        Some(level) => level == Level::Measure,
        None => {
            rule.is_some_and(|rule| rule.bare) && heading.code.is_some() && !events::is_event(line, quarter)
        }
    };
    fits.then_some(())?;
    let counts = heading.level.is_none() && rule.is_some_and(|rule| rule.ordinal);
    let ordinal = heading.code.take_if(|code| counts && !code.contains('.') && code::ordinal(code).is_some());
    Some(Start { heading, ordinal: ordinal.as_deref().and_then(code::ordinal) })
}

/// The performers of the last measure of a table.
#[derive(Clone, Debug)]
pub struct Carried {
    performers: Vec<DraftPerformer>,
    /// Whether their cell was merged over several rows.
    merged: bool,
    /// Whether their list breaks off: «Сектор прийому,».
    breaks_off: bool,
    /// The measure.
    of: Key,
}

impl Carried {
    /// Whether their cell was merged over several rows.
    pub const fn is_merged(&self) -> bool {
        self.merged
    }
}

/// A code in a cell beside the measure's.
struct Beside {
    code: String,
    text: String,
    place: Place,
    unsure: Option<Uncertainty>,
}

impl RowWalk<'_> {
    /// Reads a cell of measures: the continuation of the open measure, or the measures that begin in it.
    pub(super) fn measure_cell(
        &mut self,
        parsed: &ParsedRow<'_>,
        measures: Vec<ParsedMeasure>,
        next: Option<&ParsedRow<'_>>,
    ) {
        let row = &parsed.row;
        let (Some(seen), Some(first)) = (row.fresh(Holds::Measure), measures.first()) else {
            // All of its lines had labels, and there is no measure for them.
            return self.values(parsed, &[]);
        };
        let beside = self.code_beside(row);
        if beside.is_none() && first.start.is_none() && self.is_continuation(parsed, &first.first) {
            self.heading_alone(seen, next);
            let quarter = self.table.times.quarter();
            self.below_title(Below::new(seen.lines(), row.header.has(Holds::Fact), quarter));
            if self.continue_name(row) {
                return;
            }
            return self.values(parsed, &[]);
        }
        if first.start.as_ref().is_some_and(|start| start.ordinal == Some(1)) {
            self.restart_numbering(row);
        }
        let mut new: Vec<Key> = Vec::new();
        for measure in measures {
            let ParsedMeasure { start, first, below, fields } = measure;
            let mut start = start.unwrap_or_default();
            start.keep_label_as_title(&first.line.text, &below);
            let first_of_cell = self.heads.may_count_measures() && new.is_empty();
            let beside = beside.as_ref().filter(|_| start.heading.code.is_none() && new.is_empty());
            if let Some(beside) = beside {
                start.heading.code = Some(beside.code.clone());
            }
            let place = seen.cell.place;
            let key = self.open_node(Level::Measure, &start.heading, "", place);
            if let Some(Beside { text, place, unsure: Some(unsure), .. }) = beside {
                self.outline.doubt(About::Node(key), *place, text, unsure.clone());
            }
            // The first line is always the title; only the others may be events.
            let title = first.line.text.get(start.heading.title..).surely();
            if let Some(node) = self.outline.get_mut(key) {
                title.clone_into(&mut node.title);
            }
            if start.heading.code.is_none() {
                self.count(key, start.ordinal, &first.line);
                let beside = parsed.number().filter(|_| first_of_cell);
                self.outline.count(key, start.ordinal.or(beside));
            }
            let beside = beside.map_or(parsed.printed_number(), |beside| Some(&beside.code));
            if let Some(printed) = beside.filter(|_| first_of_cell) {
                self.outline.mark(key, printed);
            }
            self.below_title(below);
            self.add_performers(parsed, key);
            self.term(parsed, key);
            self.term_above(key);
            self.labelled_below(key, fields);
            self.unassigned(row, key);
            new.push(key);
        }
        // «Семінари, у т.ч.:» above «у школах».
        self.parts_follow = self.announces_parts();
        self.values(parsed, &new);
    }

    /// A code in its own column, or a number with several parts in the column of ordinals, because one that counts
    /// rows has a single part.
    fn code_beside(&mut self, row: &TableRow<'_>) -> Option<Beside> {
        let own = row.fresh(Holds::Code);
        let seen = own.or_else(|| row.fresh(Holds::Ordinal))?;
        let (codes, outline) = (&mut self.codes, &self.outline);
        let read = spreadsheet_values::code(seen, |code| {
            codes.get_or_insert_with(|| outline.codes()).contains(code)
        });
        let heading = code::heading(&read.value, &self.table.form.levels);
        let alone = read.value.get(heading.title..).is_some_and(str::is_empty);
        let code = heading.code.filter(|code| alone && (own.is_some() || code.contains('.')));
        let code = code.or_else(|| code::beside(&read.value).filter(|_| own.is_some()))?;
        let place = seen.cell.place;
        Some(Beside { code, text: seen.text().to_owned(), place, unsure: read.uncertainty })
    }

    /// Reads the lines below the title: events in a report, more of the title in a plan.
    fn below_title(&mut self, below: Below) {
        let Some(measure) = self.measure() else { return };
        match below {
            Below::Events(lines) => {
                let (outline, units, times) = (&mut self.outline, self.units, self.table.times);
                EventReader { outline, measure, times, units }.read(lines, &mut self.events);
            }
            Below::Title(more) => {
                let Some(node) = self.outline.get_mut(measure) else { return };
                node.title = [node.title.as_str(), &more].join(" ").trim().to_owned();
            }
        }
    }

    /// Compares the number of a measure with its position under its parent, which is its address.
    fn count(&mut self, measure: Key, ordinal: Option<u32>, line: &PageLine) {
        if ordinal.is_none() && self.ordinal.is_none() {
            return;
        }
        let expected = self.ordinal.unwrap_or(0).saturating_add(1);
        if ordinal != Some(expected) {
            let repeated = ordinal.is_some_and(|ordinal| ordinal < expected);
            let kind = if repeated { DoubtKind::RepeatedNumber } else { DoubtKind::MissingNumber };
            let printed = ordinal.map(|ordinal| ordinal.to_string());
            let others: Vec<&str> = printed.as_deref().into_iter().collect();
            let about = About::Node(measure);
            self.outline.doubted(about, line.place, kind, &line.text, &expected.to_string(), &others);
        }
        self.ordinal = ordinal.or(Some(expected));
    }

    /// Adds the performers of a row: those in their own column, else those below the indicator's name.
    pub(super) fn add_performers(&mut self, parsed: &ParsedRow<'_>, measure: Key) {
        let row = &parsed.row;
        let found = match row.get(Holds::Performers) {
            Some(seen) => {
                if let Some(carried) = self.carried.take().filter(|carried| carried.breaks_off) {
                    self.performers_cut(carried, seen, measure);
                }
                self.performers_of(parsed, seen, measure)
            }
            None => self.performers_below(row, measure),
        };
        let found = if found.is_empty() { self.performers_above(row, measure) } else { found };
        let Some(node) = self.outline.get_mut(measure) else { return };
        for performer in found {
            if node.performers.iter().all(|known| known.name != performer.name) {
                node.performers.push(performer);
            }
        }
    }

    fn performers_of(
        &mut self,
        parsed: &ParsedRow<'_>,
        seen: &SeenCell<'_>,
        measure: Key,
    ) -> Vec<DraftPerformer> {
        let Some(read) = parsed.cells().and_then(|cells| cells.performers.clone()) else {
            return Vec::new();
        };
        if let Some(unsure) = read.uncertainty.filter(|_| seen.fresh) {
            let place = seen.cell.place;
            self.outline.doubt(About::Node(measure), place, &joined(seen.lines()), unsure);
        }
        read.value
    }

    /// Doubts a list of performers that was cut at the end of a page: it breaks off in the last cell of the table above
    /// and goes on in lower case at the top of this one.
    fn performers_cut(&mut self, carried: Carried, seen: &SeenCell<'_>, measure: Key) {
        if self.top != Some(seen.cell.row) || !seen.text().starts_with(char::is_lowercase) {
            return;
        }
        let names: Vec<&str> = carried.performers.iter().map(|performer| performer.name.as_str()).collect();
        let (names, place) = (names.join(", "), seen.cell.place);
        let whole = format!("{names}, {}", seen.text());
        for (of, own) in [(carried.of, names.as_str()), (measure, seen.text())] {
            self.outline.doubted(About::Node(of), place, DoubtKind::SharedCell, &whole, own, &[&whole]);
        }
    }

    /// The performers of the table above, where their merged cell was split at a page end and continues as a blank
    /// cell at the top of this table; with a doubt.
    fn performers_above(&mut self, row: &TableRow<'_>, measure: Key) -> Vec<DraftPerformer> {
        let goes_on = row.cell(Holds::Performers).is_some_and(|cell| self.top == Some(cell.row));
        let Some(carried) = self.carried.clone().filter(|_| goes_on) else { return Vec::new() };
        let names: Vec<&str> = carried.performers.iter().map(|performer| performer.name.as_str()).collect();
        let names = names.join("; ");
        let (about, place) = (About::Node(measure), row.cell(Holds::Performers).map(|cell| cell.place));
        let (reading, others) =
            if carried.merged { (names.as_str(), vec![]) } else { ("", vec![names.as_str()]) };
        let place = place.unwrap_or_default();
        self.outline.doubted(about, place, DoubtKind::SharedCell, "", reading, &others);
        if carried.merged { carried.performers } else { Vec::new() }
    }

    /// Keeps what the next table may continue from the last row of this one.
    pub(super) fn carry(&mut self, table: &Table, header: &Header, last: Option<usize>) {
        let cell = last.and_then(|row| standing(table, header, row, Holds::Performers));
        let node = self.measure().and_then(|measure| self.outline.get(measure));
        let performers = node.map(|node| node.performers.clone()).unwrap_or_default();
        let merged = cell.is_some_and(|cell| cell.rowspan > 1);
        let breaks_off = cell.is_some_and(|cell| cell_text(cell).ends_with([',', ';']));
        let of = self.measure().filter(|_| cell.is_some() && !performers.is_empty());
        self.carried = of.map(|of| Carried { performers, merged, breaks_off, of });
    }

    fn performers_below(&mut self, row: &TableRow<'_>, measure: Key) -> Vec<DraftPerformer> {
        let Some(seen) = row.get(Holds::Indicator).filter(|_| row.has_performers_below(self.table.form))
        else {
            return Vec::new();
        };
        let split = indicator_cell::split(&labelled::measured(seen).0);
        if !split.certain {
            let place = seen.cell.place;
            let (text, reading) = (seen.text(), split.performers.join("; "));
            let about = About::Node(measure);
            self.outline.doubted(about, place, DoubtKind::Reading, text, &reading, &[]);
        }
        let names = split.performers.iter().map(String::as_str);
        self.named_doubted(measure, names, seen.cell.place, &split.performers.join("; "))
    }

    /// The performers in these texts, without the units that they belong to; what is uncertain is doubted.
    pub(super) fn named_doubted<'t>(
        &mut self,
        measure: Key,
        texts: impl IntoIterator<Item = &'t str>,
        place: Place,
        said: &str,
    ) -> Vec<DraftPerformer> {
        let read = performers::read_performers(texts);
        if let Some(unsure) = read.uncertainty {
            self.outline.doubt(About::Node(measure), place, said, unsure);
        }
        named(read.value)
    }
}

/// Performers without the units that they belong to.
fn named(mut found: Vec<DraftPerformer>) -> Vec<DraftPerformer> {
    found.iter_mut().for_each(|performer| performer.name = folded(&performer.name));
    found
}

/// Splits the lines of a cell into its measures: a new one begins with a labelled number, or with the next number
/// of a count.
fn numbered_parts(starts: &[Option<Start>]) -> Vec<Range<usize>> {
    let mut parts = Vec::with_capacity(1);
    let mut from = 0;
    let mut last = starts.first().and_then(|start| start.as_ref()?.ordinal);
    for (index, start) in starts.iter().enumerate().skip(1) {
        let Some(start) = start else { continue };
        let next = last.is_some() && start.ordinal == last.map(|last| last + 1);
        if start.heading.level.is_some() || next {
            parts.push(from..index);
            (from, last) = (index, start.ordinal.or(last));
        }
    }
    parts.push(from..starts.len());
    parts
}
