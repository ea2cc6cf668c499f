//! The cells of indicators, targets, facts and notes of a row.

use crate::{
    domain::{
        DoubtKind, Source, Span, Target, TargetValue,
        draft::{DraftIndicator, DraftValue},
    },
    form::{
        form::Holds,
        value,
        words::{begins_with, key, words},
    },
};

use super::{
    indicator_cell,
    outline::{About, Key},
    page::{self, cell_text},
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
        let below = row.has_performers_below(self.form);
        let named =
            |seen: Seen<'_>| if below { indicator_cell::split(seen.cell).name } else { cell_text(seen.cell) };
        let mut indicator = DraftIndicator::new(name.map(named).unwrap_or_default());
        let cell = name.or_else(|| row.fresh(Holds::Target)).or_else(|| row.fresh(Holds::Fact));
        indicator.source = cell.map(|seen| page::source(self.file, seen.cell.place));
        let mut value = DraftValue {
            span: self.times.values,
            performer: None,
            target: None,
            fact: None,
            note: self.note(row),
        };
        if let Some((text, place)) = self.value_text(row, Holds::Target, about) {
            let read = value::parse_target(&text);
            if let Some(read) = read.value {
                indicator.comparator = read.comparator.unwrap_or_default();
                indicator.unit = read.unit;
                value.target = Some(read.target);
            }
            if let Some(unsure) = read.unsure {
                self.outline.doubt(about, &place, &text, unsure);
            }
        }
        if !self.form.has_values() {
            (value.span, value.target) = (self.owed_in(measure), Some(deed()));
        } else if value.target.is_none() {
            value.target = condition_in(&indicator.name);
        }
        if let Some((text, place)) = self.value_text(row, Holds::Fact, about) {
            let read = value::parse_fact(&text);
            value.fact = read.value;
            if let Some(unsure) = read.unsure {
                self.outline.doubt(about, &place, &text, unsure);
            }
        }
        if value.target.is_some() || value.fact.is_some() || !value.note.is_empty() {
            indicator.values.push(value);
        }
        if let Some(name) = name {
            self.indicators.entry(name.at).or_insert((measure, index));
        }
        if let Some(node) = self.outline.get_mut(measure) {
            node.indicators.push(indicator);
        }
    }

    /// The text of a value's cell. One that comes down from the row above belongs to that row's measure:
    /// it is not taken a second time, and doubted.
    fn value_text(&mut self, row: &Row<'_>, holds: Holds, about: About) -> Option<(String, Source)> {
        let seen = row.get(holds)?;
        let (text, place) = (cell_text(seen.cell), page::source(self.file, seen.cell.place));
        if seen.fresh {
            return Some((text, place));
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

/// What an indicator of a form without figures should reach (DESIGN.md, section 1): it is a sentence, and
/// the numbers in it are part of it.
fn deed() -> Target {
    Target { value: TargetValue::Deed, raw: String::new() }
}

/// A condition in an indicator's name («…, за потреби»), or in its place, stands for a blank target
/// (DOCUMENTS.md, quirk 5).
fn condition_in(name: &str) -> Option<Target> {
    let after = name.match_indices([',', '(']).filter_map(|(at, sign)| name.get(at + sign.len()..));
    let mut parts = [name].into_iter().chain(after);
    let raw = parts.find(|part| begins_with(&key(part), &words().conditions).is_some())?;
    let raw = raw.trim();
    let open = raw.matches('(').count() >= raw.matches(')').count();
    let raw = if open { raw } else { raw.trim_end_matches(')') };
    Some(Target { value: TargetValue::Condition, raw: raw.to_owned() })
}
