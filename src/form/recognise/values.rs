//! The cells of indicators, targets, facts and notes of a row.

use crate::{
    domain::{
        DoubtKind, Source, Span, Target, TargetValue,
        draft::{DraftIndicator, DraftValue},
    },
    form::{
        form::Holds,
        performer_fold::folded,
        value,
        words::{begins_with, key, words},
    },
};

use super::{
    indicator_cell, labelled,
    outline::{About, Key},
    page::{self, Line, cell_text},
    parts::{self, Part},
    references,
    row::{Row, Seen},
    rows::Walk,
};

impl Walk<'_> {
    /// Reads the values of a row for the measures that begin in it (or for the open one, when none does).
    pub(super) fn values(&mut self, row: &Row<'_>, new: &[Key]) {
        let Some(measure) = new.first().copied().or_else(|| self.measure()) else { return };
        let name = row.get(Holds::Indicator);
        let own = [Holds::Target, Holds::Fact].into_iter().filter_map(|holds| row.fresh(holds)).next();
        match (name, own) {
            (Some(name), _) if name.fresh => self.indicator(row, measure, Some(name)),
            // A name over several rows that have values of their own: one indicator for each measure.
            (Some(name), Some(_)) if !new.is_empty() => self.indicator(row, measure, Some(name)),
            (Some(name), None) if !new.is_empty() => self.share_cell(measure, name),
            (None, Some(value)) => {
                let text = cell_text(value.cell);
                let place = page::source(self.file, value.cell.place);
                let about = About::Node(measure);
                self.outline.doubted(about, &place, DoubtKind::LooseValue, &text, &text, &[]);
                self.indicator(row, measure, None);
            }
            _ => self.note_alone(row, measure),
        }
        if new.is_empty() && row.fresh(Holds::Indicator).is_some() {
            self.add_performers(row, measure);
        }
        for other in new.iter().skip(1) {
            if let Some(name) = name.filter(|name| self.indicators.contains_key(&name.at)) {
                self.share_cell(*other, name);
                let about = About::Node(*other);
                let place = page::source(self.file, name.cell.place);
                let text = cell_text(name.cell);
                self.outline.doubted(about, &place, DoubtKind::SharedCell, &text, &text, &[]);
            }
        }
    }

    /// A merged cell without values of this row's own serves this measure too.
    fn share_cell(&mut self, measure: Key, name: Seen<'_>) {
        if let Some((of, index)) = self.indicators.get(&name.at).copied() {
            self.outline.share(measure, of, index);
        }
    }

    fn indicator(&mut self, row: &Row<'_>, measure: Key, name: Option<Seen<'_>>) {
        let index = self.outline.get(measure).map_or(0, |node| node.indicators.len());
        let about = About::Indicator(measure, index);
        let mut indicator = self.named(row, name);
        if let Some(seen) = name
            && let Some(address) = references::address(&indicator.name)
        {
            let place = page::source(self.file, seen.cell.place);
            return self.references.push((measure, address.to_owned(), place));
        }
        let cell = name.or_else(|| row.fresh(Holds::Target)).or_else(|| row.fresh(Holds::Fact));
        indicator.source = cell.map(|seen| page::source(self.file, seen.cell.place));
        let mut values = Values::new(self.times.values);
        for part in self.value_parts(row, Holds::Target, measure, about) {
            let read = value::parse_target(&part.text);
            if let Some(read) = read.value {
                if let Some(comparator) = read.comparator {
                    indicator.comparator = comparator;
                }
                indicator.unit = indicator.unit.or(read.unit);
                values.of(&part).target = Some(read.target);
            }
            if let Some(unsure) = read.unsure {
                self.outline.doubt(about, &part.place, &part.text, unsure);
            }
        }
        if !self.form.has_values() {
            values.whole(self.owed_in(measure)).target = Some(deed());
        } else if values.whole(self.times.values).target.is_none() {
            values.whole(self.times.values).target = condition_in(&indicator.name);
        }
        for part in self.value_parts(row, Holds::Fact, measure, about) {
            let read = value::parse_fact(&part.text);
            let value = values.of(&part);
            value.fact = read.value.map(|fact| value::fact_for(value.target.as_ref(), fact));
            if let Some(unsure) = read.unsure {
                self.outline.doubt(about, &part.place, &part.text, unsure);
            }
        }
        for part in self.notes(row, measure) {
            values.of(&part).note.clone_from(&part.text);
        }
        indicator.values = values.finish();
        if let Some(name) = name {
            self.indicators.entry(name.at).or_insert((measure, index));
        }
        if let Some(node) = self.outline.get_mut(measure) {
            node.indicators.push(indicator);
        }
    }

    /// The indicator that a cell names, with its unit and where it started.
    fn named(&self, row: &Row<'_>, name: Option<Seen<'_>>) -> DraftIndicator {
        let Some(seen) = name else { return DraftIndicator::new("") };
        let (cell, said) = labelled::measured(seen.cell);
        let below = row.has_performers_below(self.form);
        let mut indicator =
            DraftIndicator::new(if below { indicator_cell::split(&cell).name } else { cell_text(&cell) });
        (indicator.unit, indicator.baseline) = (said.unit, said.baseline);
        indicator
    }

    /// The parts of a value's cell. A part of somebody whom nothing else names is doubted.
    fn value_parts(&mut self, row: &Row<'_>, holds: Holds, measure: Key, about: About) -> Vec<Part> {
        let Some((lines, place)) = self.value_lines(row, holds, about) else { return Vec::new() };
        let parts = self.parts(&lines, measure);
        for part in parts.iter().filter(|part| !part.certain) {
            let reading = part.performer.clone().unwrap_or_default();
            self.outline.doubted(about, &place, DoubtKind::Reading, &part.text, &reading, &[]);
        }
        parts
    }

    fn parts(&self, lines: &[Line], measure: Key) -> Vec<Part> {
        let node = self.outline.get(measure);
        let named = |name: &str| {
            let mut performers = node.iter().flat_map(|node| &node.performers);
            performers.any(|performer| key(&performer.name) == key(&folded(name)))
        };
        parts::read(lines, &|name| self.units.contains(&key(name)) || named(name))
    }

    /// The lines of a value's cell. One that comes down from the row above belongs to that row's measure:
    /// it is not taken a second time, and doubted.
    fn value_lines(&mut self, row: &Row<'_>, holds: Holds, about: About) -> Option<(Vec<Line>, Source)> {
        let seen = row.get(holds)?;
        let (text, place) = (cell_text(seen.cell), page::source(self.file, seen.cell.place));
        if seen.fresh {
            return Some((page::of_cell(self.file, seen.cell), place));
        }
        self.outline.doubted(about, &place, DoubtKind::SharedCell, &text, "", &[&text]);
        None
    }

    /// When a deed is owed: from its term's first quarter on.
    fn owed_in(&self, measure: Key) -> Span {
        let period = self.times.period;
        let term = self.outline.get(measure).and_then(|node| node.term.as_ref());
        let first = term.map_or(period.first, |term| term.first_quarter(period));
        Span { first: period.nearest(first), last: period.last }
    }

    fn note(&self, row: &Row<'_>) -> String {
        let text = row.fresh(Holds::Note).map(|seen| cell_text(seen.cell)).unwrap_or_default();
        if value::is_blank(&text) { String::new() } else { text }
    }

    /// The notes of a row: the whole, and those of performers.
    fn notes(&self, row: &Row<'_>, measure: Key) -> Vec<Part> {
        let lines = row.fresh(Holds::Note).map(|seen| page::of_cell(self.file, seen.cell));
        let mut parts = self.parts(&lines.unwrap_or_default(), measure);
        parts.retain(|part| !value::is_blank(&part.text));
        parts
    }

    /// A note without a value goes on with the note of the measure's last indicator.
    fn note_alone(&mut self, row: &Row<'_>, measure: Key) {
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
            let value = DraftValue { span, performer: None, target: None, fact: None, note: String::new() };
            indicator.values.push(value);
        }
        if let Some(value) = indicator.values.last_mut() {
            value.note = [value.note.as_str(), &note].join(" ").trim().to_owned();
        }
    }
}

/// The values of an indicator while they are read.
struct Values {
    span: Span,
    all: Vec<DraftValue>,
}

impl Values {
    /// None yet; a value that says for no other time is for this one.
    fn new(span: Span) -> Self {
        Self { span, all: Vec::new() }
    }

    fn of(&mut self, part: &Part) -> &mut DraftValue {
        self.at(part.span.unwrap_or(self.span), part.performer.clone())
    }

    fn whole(&mut self, span: Span) -> &mut DraftValue {
        self.at(span, None)
    }

    fn at(&mut self, span: Span, performer: Option<String>) -> &mut DraftValue {
        let known = self.all.iter().position(|value| value.span == span && value.performer == performer);
        let at = known.unwrap_or(self.all.len());
        if known.is_none() {
            self.all.push(DraftValue { span, performer, target: None, fact: None, note: String::new() });
        }
        #[expect(
            clippy::indexing_slicing,
            reason = "the index is that of a value found or pushed just above"
        )]
        &mut self.all[at]
    }

    /// Those that say something.
    fn finish(mut self) -> Vec<DraftValue> {
        self.all.retain(|value| value.target.is_some() || value.fact.is_some() || !value.note.is_empty());
        self.all
    }
}

/// What an indicator of a form without figures should reach (DESIGN.md, section 1): it is a sentence, and
/// the numbers in it are part of it.
fn deed() -> Target {
    Target { value: TargetValue::Deed, raw: String::new() }
}

/// A condition in an indicator's name («…, за потреби»), or in its place, stands for a blank target
/// (DOCUMENTS.md, quirk 5).
pub fn condition_in(name: &str) -> Option<Target> {
    let after = name.match_indices([',', '(']).filter_map(|(at, sign)| name.get(at + sign.len()..));
    let mut parts = [name].into_iter().chain(after);
    let raw = parts.find(|part| begins_with(&key(part), &words().conditions).is_some())?;
    let raw = raw.trim();
    let open = raw.matches('(').count() >= raw.matches(')').count();
    let raw = if open { raw } else { raw.trim_end_matches(')') };
    Some(Target { value: TargetValue::Condition, raw: raw.to_owned() })
}
