//! The cells of indicators, targets, facts and notes of a row.

use std::borrow::Cow;

use crate::{
    document::Place,
    domain::{
        DoubtKind, Span, Target, TargetValue,
        draft::{DraftIndicator, DraftValue},
    },
    form::{
        form::Holds,
        performer_fold::folded,
        typed::{ValueContext, fact, marks::Marks, target},
        words::{begins, key, words},
    },
};

use super::{
    gathered::GatheredValues,
    labelled::{self, Measured},
    outline::{About, Key},
    page::{self, PageLine},
    references,
    row::{SeenCell, TableRow},
    rows::RowWalk,
    split_cells::{self, Portion},
    spreadsheet_values,
    value_parts::{self, ValuePart},
};

impl RowWalk<'_> {
    /// Reads the values of a row for the measures that begin in it (or for the open one, when none does).
    pub(super) fn values(&mut self, row: &TableRow<'_>, new: &[Key]) {
        let Some(measure) = new.first().copied().or_else(|| self.measure()) else { return };
        let portions = split_cells::portions(row, self.form, new.len());
        for portion in &portions {
            let of = new.get(portion.at).copied().filter(|_| portion.of > 1).unwrap_or(measure);
            self.values_of(row, of, !new.is_empty(), *portion);
        }
        let own = portions.len() > 1 && new.len() > 1;
        for other in new.iter().skip(1).filter(|_| !own) {
            self.share_doubted(row, *other);
        }
        if new.is_empty() && row.fresh(Holds::Indicator).is_some() {
            self.add_performers(row, measure);
        }
        self.mark(row, measure);
        self.beside(row, measure);
    }

    /// The values of one portion of a row. `begins` says whether its measure begins in the row.
    fn values_of(&mut self, row: &TableRow<'_>, measure: Key, begins: bool, portion: Portion) {
        let name = row.get(Holds::Indicator);
        let columns = [Holds::Target, Holds::Fact];
        let own = row.value();
        let parted = |seen: &SeenCell<'_>| split_cells::of_row(row.index, seen).is_some();
        let merged = || columns.into_iter().filter_map(|holds| row.get(holds)).any(parted);
        match (name, own) {
            (Some(name), _) if name.fresh => self.indicator(row, measure, Some(name), portion),
            // A name over several rows that have values of their own: one indicator for each measure.
            (Some(name), Some(_)) if begins => self.indicator(row, measure, Some(name), portion),
            (Some(name), None) if begins && merged() => self.indicator(row, measure, Some(name), portion),
            (Some(name), None) if begins => self.share_cell(measure, name),
            (None, _) if !row.header.has(Holds::Indicator) => {
                self.value_of_measure(row, measure, begins, portion)
            }
            (None, Some(value)) => {
                let (text, place) = (value.text(), value.cell.place);
                let about = About::Node(measure);
                self.outline.doubted(about, place, DoubtKind::LooseValue, text, text, &[]);
                self.indicator(row, measure, None, portion);
            }
            _ => self.note_alone(row, measure),
        }
    }

    /// A merged cell without values of this row's own serves this measure too.
    fn share_cell(&mut self, measure: Key, name: &SeenCell<'_>) {
        if let Some((of, index)) = self.indicators.get(&name.at).copied() {
            self.outline.share(measure, of, index);
        }
    }

    /// Another measure in the same cell is served by the indicator beside it, which is doubted.
    fn share_doubted(&mut self, row: &TableRow<'_>, measure: Key) {
        let name = row.get(Holds::Indicator).filter(|name| self.indicators.contains_key(&name.at));
        let Some(seen) = name else { return };
        self.share_cell(measure, seen);
        let text = split_cells::name(row, self.form, Portion::WHOLE);
        let place = seen.cell.place;
        self.outline.doubted(About::Node(measure), place, DoubtKind::SharedCell, &text, &text, &[]);
    }

    pub(super) fn indicator(
        &mut self,
        row: &TableRow<'_>,
        measure: Key,
        name: Option<&SeenCell<'_>>,
        portion: Portion,
    ) {
        let index = self.outline.get(measure).map_or(0, |node| node.indicators.len());
        let (mut indicator, said) = self.named(row, name, portion);
        if let Some(seen) = name
            && let Some(address) = references::address(&indicator.name)
        {
            let place = seen.cell.place;
            return self.references.push((measure, address.to_owned(), place));
        }
        let cell = name.or_else(|| row.value());
        indicator.source = cell.map(|seen| self.outline.source(seen.cell.place));
        let indicator = self.with_values(row, (measure, index), indicator, said, portion);
        if let Some(name) = name {
            self.indicators.entry(name.at).or_insert((measure, index));
        }
        if let Some(node) = self.outline.get_mut(measure) {
            node.indicators.reserve_exact(1);
            node.indicators.push(indicator);
        }
    }

    /// An indicator, which is or becomes that of a measure, with the values that the row has for it.
    pub(super) fn with_values(
        &mut self,
        row: &TableRow<'_>,
        (measure, index): (Key, usize),
        mut indicator: DraftIndicator,
        said: Measured,
        portion: Portion,
    ) -> DraftIndicator {
        let about = About::Indicator(measure, index);
        let mut values = GatheredValues::holding(self.times.values, std::mem::take(&mut indicator.values));
        self.measured_in(row, &mut indicator, about);
        let own = self.value_parts(row, row.get(Holds::Target), measure, about, portion);
        self.targets(own, &mut indicator, &mut values, about);
        if !self.form.has_values() {
            self.owed(said, &mut indicator, &mut values, measure, about);
        } else if values.whole(self.times.values).target.is_none() {
            let target = self.target_in_name(row, about, &mut indicator);
            values.whole(self.times.values).target = target;
        }
        let own = self.value_parts(row, row.get(Holds::Fact), measure, about, portion);
        self.facts(own, &mut indicator, &mut values, about);
        for part in self.notes(row.fresh(Holds::Note), measure) {
            values.of(&part).note.clone_from(&part.text);
        }
        self.further(row, measure, about, &mut indicator, &mut values, portion);
        indicator.values = values.finish();
        indicator
    }

    /// The facts that lines say, with what they say of the indicator.
    pub(super) fn facts(
        &mut self,
        parts: Vec<ValuePart>,
        indicator: &mut DraftIndicator,
        values: &mut GatheredValues,
        about: About,
    ) {
        let marks = self.marks;
        for part in parts {
            let value = values.of(&part);
            let read = fact::in_document(&part.text, &held(indicator, marks).with(value.target.as_ref()));
            value.fact = read.value.value;
            value.source = value.fact.as_ref().map(|_| self.outline.source(part.place));
            indicator.unit = indicator.unit.take().or(read.value.unit);
            if let Some(unsure) = read.uncertainty {
                self.outline.doubt(about, part.place, &part.text, unsure);
            }
        }
    }

    /// The condition or the figure in an indicator's name, where its own column is blank.
    fn target_in_name(
        &mut self,
        row: &TableRow<'_>,
        about: About,
        indicator: &mut DraftIndicator,
    ) -> Option<Target> {
        let condition = condition_in(&indicator.name);
        if condition.is_some() || row.get(Holds::Target).is_some() || !row.header.has(Holds::Target) {
            return condition;
        }
        let name = indicator.name.clone();
        let (own, figure) = split_cells::glued(&name)?;
        own.clone_into(&mut indicator.name);
        let place = page::place_of(indicator.source.as_ref());
        self.outline.doubted(about, place, DoubtKind::ShiftedColumns, &name, figure, &[&name]);
        target::read(figure, &ValueContext::default()).value.map(|read| read.target)
    }

    /// What an indicator owes in a form without figures: what lines below it say, else a deed.
    pub(super) fn owed(
        &mut self,
        said: Measured,
        indicator: &mut DraftIndicator,
        values: &mut GatheredValues,
        measure: Key,
        about: About,
    ) {
        let parts = self.parts(&said.targets, measure);
        if parts.is_empty() {
            values.whole(self.owed_in(measure)).target = Some(deed());
        }
        self.targets(parts, indicator, values, about);
    }

    /// The targets that lines say, with what they say of the indicator.
    pub(super) fn targets(
        &mut self,
        parts: Vec<ValuePart>,
        indicator: &mut DraftIndicator,
        values: &mut GatheredValues,
        about: About,
    ) {
        for part in parts {
            let read = target::read(&part.text, &held(indicator, self.marks));
            if let Some(read) = read.value {
                if let Some(comparator) = read.comparator {
                    indicator.comparator = comparator;
                }
                indicator.unit = indicator.unit.take().or(read.unit);
                values.of(&part).target = Some(read.target);
            }
            if let Some(unsure) = read.uncertainty {
                self.outline.doubt(about, part.place, &part.text, unsure);
            }
        }
    }

    /// The indicator that a cell names, and what lines below its name say.
    fn named(
        &self,
        row: &TableRow<'_>,
        name: Option<&SeenCell<'_>>,
        portion: Portion,
    ) -> (DraftIndicator, Measured) {
        let Some(seen) = name else { return (DraftIndicator::new(""), Measured::default()) };
        let (_, said) = labelled::measured(seen);
        let mut indicator = DraftIndicator::new(split_cells::name(row, self.form, portion));
        (indicator.unit, indicator.baseline) = (said.unit.clone(), said.baseline);
        (indicator, said)
    }

    /// The parts of a value's cell. A part of somebody whom nothing else names is doubted.
    pub(super) fn value_parts(
        &mut self,
        row: &TableRow<'_>,
        seen: Option<&SeenCell<'_>>,
        measure: Key,
        about: About,
        portion: Portion,
    ) -> Vec<ValuePart> {
        let lines = seen.and_then(|seen| self.value_lines(row, seen, about, portion));
        let Some((lines, place)) = lines else { return Vec::new() };
        let parts = self.parts(&lines, measure);
        for part in parts.iter().filter(|part| !part.certain) {
            let reading = part.performer.clone().unwrap_or_default();
            self.outline.doubted(about, place, DoubtKind::Reading, &part.text, &reading, &[]);
        }
        parts
    }

    pub(super) fn parts(&self, lines: &[PageLine], measure: Key) -> Vec<ValuePart> {
        let node = self.outline.get(measure);
        let named = |name: &str| {
            let mut performers = node.iter().flat_map(|node| &node.performers);
            performers.any(|performer| key(&performer.name) == key(&folded(name)))
        };
        value_parts::read(lines, &|name| self.units.contains(&key(name)) || named(name))
    }

    /// The lines of a value's cell as they are read; none for a formula without a result, with a doubt.
    fn lines_as_typed<'r>(&mut self, seen: &'r SeenCell<'_>, about: About) -> Option<Cow<'r, [PageLine]>> {
        let read = spreadsheet_values::value(seen);
        let by_signs = read.uncertainty.as_ref().is_some_and(|unsure| unsure.kind == DoubtKind::Formatting);
        if let Some(unsure) = read.uncertainty {
            self.outline.doubt(about, seen.cell.place, seen.text(), unsure);
        }
        let reading = read.value?;
        match seen.lines() {
            [line] if line.text != reading => {
                Some(vec![PageLine { text: reading.into_owned(), ..line.clone() }].into())
            }
            // Boxes that stand one below the other say one thing.
            [first, ..] if by_signs => {
                Some(vec![PageLine { text: reading.into_owned(), gapped: None, ..first.clone() }].into())
            }
            lines => Some(lines.into()),
        }
    }

    /// The lines of a value's cell: its own figure where the cell has one for each row or portion, with a
    /// doubt. Anything else that comes down from the row above belongs to that row's measure: it is not
    /// taken a second time, and doubted.
    fn value_lines<'r>(
        &mut self,
        row: &TableRow<'_>,
        seen: &'r SeenCell<'_>,
        about: About,
        portion: Portion,
    ) -> Option<(Cow<'r, [PageLine]>, Place)> {
        let (text, place) = (seen.text(), seen.cell.place);
        let figures = split_cells::figures(seen.lines());
        let own = match portion.of {
            1 => split_cells::of_row(row.index, seen),
            of => figures.get(portion.at).copied().filter(|_| figures.len() == of),
        };
        let alone = |text: &str| Some((vec![PageLine::new(text, place)].into(), place));
        if let Some(own) = own {
            self.outline.doubted(about, place, portion.kind, text, own, &[]);
            return alone(own);
        }
        if seen.fresh && portion.at == 0 {
            let lines = self.lines_as_typed(seen, about)?;
            // Figures that nobody can tell apart must not make one number.
            return if figures.is_empty() { Some((lines, place)) } else { alone(&figures.join("; ")) };
        }
        self.outline.doubted(about, place, DoubtKind::SharedCell, text, "", &[text]);
        None
    }

    /// When a deed is owed: from its term's first quarter on.
    pub(super) fn owed_in(&self, measure: Key) -> Span {
        let period = self.times.period;
        let term = self.outline.get(measure).and_then(|node| node.term.as_ref());
        let first = term.map_or(period.first, |term| term.first_quarter(period));
        Span { first: period.nearest(first), last: period.last }
    }

    fn note(&self, row: &TableRow<'_>) -> String {
        let text = row.fresh(Holds::Note).map(|seen| seen.text().to_owned()).unwrap_or_default();
        if fact::is_blank(&text) { String::new() } else { text }
    }

    /// The notes of a cell: the whole, and those of performers.
    pub(super) fn notes(&self, seen: Option<&SeenCell<'_>>, measure: Key) -> Vec<ValuePart> {
        let lines = seen.map(|seen| seen.lines()).unwrap_or_default();
        let mut parts = self.parts(lines, measure);
        parts.retain(|part| !fact::is_blank(&part.text));
        parts
    }

    /// A note without a value goes on with the note of the measure's last indicator.
    pub(super) fn note_alone(&mut self, row: &TableRow<'_>, measure: Key) {
        let note = self.note(row);
        if note.is_empty() {
            return;
        }
        let span = self.times.values;
        let Some(node) = self.outline.get_mut(measure) else { return };
        if node.indicators.is_empty() {
            node.indicators.push(DraftIndicator::new(""));
        }
        let Some(indicator) = node.indicators.last_mut() else { return };
        if indicator.values.is_empty() {
            indicator.values.push(DraftValue::new(span, None));
        }
        if let Some(value) = indicator.values.last_mut() {
            value.note = [value.note.as_str(), &note].join(" ").trim().to_owned();
        }
    }
}

/// What the values of an indicator are held against.
fn held(indicator: &DraftIndicator, marks: Marks) -> ValueContext<'_> {
    let (name, unit) = (indicator.name.as_str(), indicator.unit.as_deref());
    ValueContext { name, unit, comparator: indicator.comparator, marks, ..ValueContext::default() }
}

/// What an indicator of a form without figures should reach: it is a sentence, and
/// the numbers in it are part of it.
pub(super) fn deed() -> Target {
    Target { value: TargetValue::Deed, raw: String::new() }
}

/// A condition in an indicator's name («…, за потреби»), or in its place, stands for a blank target
/// (docs/documents.md, quirk 5).
pub fn condition_in(name: &str) -> Option<Target> {
    let after = name.match_indices([',', '(']).filter_map(|(at, sign)| name.get(at + sign.len()..));
    let mut parts = [name].into_iter().chain(after);
    let raw = parts.find(|part| begins(part, &words().conditions).is_some())?;
    let raw = raw.trim();
    let open = raw.matches('(').count() >= raw.matches(')').count();
    let raw = if open { raw } else { raw.trim_end_matches(')') };
    Some(Target { value: TargetValue::Condition, raw: raw.to_owned() })
}
