//! «Відмітка про виконання»: whether a measure was carried out, in words.

use std::borrow::Cow;

use crate::{
    domain::{
        DoubtKind, FactValue, Quarter, Source, Span,
        draft::{DraftIndicator, DraftValue},
    },
    form::{
        dates,
        form::Holds,
        reading::Reading,
        signs,
        typed::{ValueContext, fact, figure::is_figure},
        words::{begins, key, words},
    },
};

use super::{
    condition::deed,
    outline::{About, Key},
    row::TableRow,
    rows::RowWalk,
    spreadsheet_values,
};

impl RowWalk<'_> {
    /// Reads the mark of a measure: as its fact, where there is no column of facts; else as a text.
    pub(super) fn mark(&mut self, row: &TableRow<'_>, measure: Key) {
        let said = |holds: Holds| row.fresh(holds).filter(|seen| !fact::is_blank(seen.text()));
        let valued = row.header.has(Holds::Target) || row.header.has(Holds::Fact);
        if let Some(note) = said(Holds::Note).filter(|_| !valued) {
            let text = note.text().to_owned();
            let source = self.outline.source(note.cell.place);
            if let Some(value) = self.marked_value(measure, source) {
                value.note = text;
            }
        }
        let Some(seen) = said(Holds::Mark) else { return };
        let reported = row.header.has(Holds::Fact);
        let place = seen.cell.place;
        let Reading { value, uncertainty: unsure } = match signs::typed_tick(seen.text()) {
            Some(tick) => tick.map(Some),
            None => spreadsheet_values::value(seen).map(|text| text.map(Cow::into_owned)),
        };
        if let Some(unsure) = unsure {
            self.outline.doubt(About::Node(measure), place, seen.text(), unsure);
        }
        let Some(mut text) = value else { return };
        if dates::whole_date(&text).is_some() {
            // A day alone is most likely the one on which it was done.
            let done = words().done.first().map(String::as_str).unwrap_or_default();
            let (day, reading) = (text.clone(), format!("{done} {text}"));
            text.clone_from(&reading);
            let about = About::Node(measure);
            self.outline.doubted(about, place, DoubtKind::Reading, &day, &reading, &[&day]);
        }
        let source = self.outline.source(place);
        if reported {
            if let Some(indicator) = self.marked_indicator(measure, source) {
                let header = words().marks.first().cloned().unwrap_or_default();
                indicator.about.entry(header).or_insert(text);
            }
        } else if let Some(value) = self.marked_value(measure, source.clone()) {
            let (fact, note) = read(&text);
            let figure = figure_after(&fact, &note);
            value.fact = Some((fact, text.clone()));
            value.source = Some(source);
            if value.note.is_empty() {
                value.note = note;
            }
            if let Some(figure) = figure {
                let about = About::Node(measure);
                self.outline.doubted(about, place, DoubtKind::Reading, &text, &text, &[&figure]);
            }
        }
    }

    /// The last indicator of a measure; a deed where it has none.
    fn marked_indicator(&mut self, measure: Key, source: Source) -> Option<&mut DraftIndicator> {
        let owed = self.owed_in(measure);
        let node = self.outline.get_mut(measure)?;
        if node.indicators.is_empty() {
            node.indicators.push(of_deed(owed, source));
        }
        node.indicators.last_mut()
    }

    /// The value of that indicator in the quarter in which the measure was carried out.
    fn marked_value(&mut self, measure: Key, source: Source) -> Option<&mut DraftValue> {
        let own = Span::single(self.marked_in(measure));
        let indicator = self.marked_indicator(measure, source)?;
        let at = indicator.values.iter().position(|value| value.span == own && value.performer.is_none());
        if at.is_none() {
            indicator.values.push(DraftValue::new(own, None));
        }
        match at {
            Some(at) => indicator.values.get_mut(at),
            None => indicator.values.last_mut(),
        }
    }

    /// The quarter in which a measure was carried out: that of the document, or in a longer document that of its
    /// term.
    fn marked_in(&self, measure: Key) -> Quarter {
        let values = self.table.times.values;
        let term = self.outline.get(measure).and_then(|node| node.term.as_ref());
        let due = term.map(|term| Quarter::of(term.last_day(self.table.times.period)));
        values.nearest(due.unwrap_or(values.last))
    }
}

/// A deed indicator for a measure that owes a deed in these quarters.
pub fn of_deed(owed: Span, source: Source) -> DraftIndicator {
    let mut indicator = DraftIndicator::new("");
    indicator.source = Some(source);
    indicator.values.push(DraftValue { target: Some(deed()), ..DraftValue::new(owed, None) });
    indicator
}

/// The fact in a mark, and the text after its first word.
fn read(text: &str) -> (FactValue, String) {
    let value = fact::in_document(text, &ValueContext::default()).value.value;
    if let Some((number @ (FactValue::Number(_) | FactValue::Compound(_)), _)) = value {
        return (number, String::new());
    }
    let Some(word) = begins(text, &words().done) else { return (FactValue::Text, String::new()) };
    let count = word.split(' ').count();
    let rest: Vec<&str> = text.split_whitespace().skip(count).collect();
    let rest = rest.join(" ");
    // «Виконано частково» is not done.
    if begins(&rest, &words().partly).is_some() || is_of_more(&rest) {
        return (FactValue::Text, String::new());
    }
    (FactValue::Done, rest)
}

/// The figure that follows the word for a deed: «Проведено 9» may be less than was planned.
fn figure_after(fact: &FactValue, note: &str) -> Option<String> {
    let mut said = note.split_whitespace();
    let figure = said.next().filter(|word| *fact == FactValue::Done && is_figure(word))?;
    let is_day = said.next().is_some_and(|next| words().month(&key(next)).is_some());
    (!is_day && dates::whole_date(figure).is_none()).then(|| figure.to_owned())
}

/// Whether a text names a part of a whole: «5 з 6 заходів», `5/6`.
fn is_of_more(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let number = |word: &str| word.trim_matches([',', ';', '.', '(', ')']).parse::<u32>().ok();
    let less = |part: &str, whole: &str| number(part).zip(number(whole)).is_some_and(|(a, b)| a < b);
    let worded = words.windows(3).any(|three| matches!(three, [a, "з" | "із" | "зі", b] if less(a, b)));
    worded || words.iter().any(|word| word.split_once('/').is_some_and(|(a, b)| less(a, b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_done_or_words_or_a_number() {
        for text in ["Виконано", "виконано.", "Виконано, протокол № 3", "Проведено 12.08.2024"]
        {
            assert_eq!(read(text).0, FactValue::Done, "{text}");
        }
        for text in [
            "не виконано",
            "Виконується",
            "Виконано частково",
            "у роботі",
            "Виконано 5 з 6",
            "Проведено (3/7)",
        ] {
            assert_eq!(read(text).0, FactValue::Text, "{text}");
        }
        assert_eq!(read("Виконано, протокол № 3").1, "протокол № 3");
        assert_eq!(read("12").0, FactValue::Number(12.into()));
    }
}
