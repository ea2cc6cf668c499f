//! Further columns of a row: values of other quarters, sums and shares that are checked, units, and texts that the
//! indicator keeps.

use crate::{
    document::{CellValue, Place},
    domain::{
        DoubtKind, FactValue, Number, Span, TargetValue,
        draft::{DraftIndicator, DraftValue},
    },
    form::{
        form::Holds,
        typed::{ValueContext, fact},
        words::{begins, key, words},
    },
};

use super::{
    gathered::GatheredValues,
    growing::GrowingFacts,
    header::{Further, Goes},
    mark,
    months::Months,
    outline::{About, Key},
    reader::IndicatorReader,
    row::{SeenCell, TableRow},
    rows::RowWalk,
    split_cells::Portion,
    things,
    value_parts::ValuePart,
};

/// The greatest difference between a share in percent and the one calculated from target and fact, because it may
/// be rounded.
const ROUNDED: u32 = 1;

impl IndicatorReader<'_> {
    /// Reads values of other quarters, and checks sums and shares.
    pub(super) fn further(
        &mut self,
        row: &TableRow<'_>,
        indicator: &mut DraftIndicator,
        values: &mut GatheredValues,
        portion: Portion,
    ) {
        let mut nowhere: Vec<(Place, String)> = Vec::new();
        let mut months = Months::default();
        let mut growing = GrowingFacts::default();
        for (column, seen) in row.further() {
            match column.goes {
                Goes::To(Holds::Note, span) if seen.fresh => {
                    let notes = self.notes(Some(seen));
                    notes.into_iter().for_each(|part| {
                        let part = in_time(part, span);
                        values.of(&part).note.clone_from(&part.text);
                    });
                }
                Goes::To(holds, span) => {
                    let parts = self.value_parts(row, Some(seen), indicator, portion);
                    let parts = parts.into_iter().map(|part| in_time(part, span)).collect();
                    match holds {
                        Holds::Target => self.targets(parts, indicator, values),
                        _ => self.facts(parts, indicator, values),
                    }
                }
                Goes::Since(span) => self.since(row, (column, seen), span, indicator, values, portion),
                Goes::Part(holds, span) => {
                    let parts = self.value_parts(row, Some(seen), indicator, portion);
                    let mut own = GatheredValues::holding(span, Vec::new());
                    match holds {
                        Holds::Target => self.targets(parts, indicator, &mut own),
                        _ => self.facts(parts, indicator, &mut own),
                    }
                    months.add(&column.text, own.finish(), seen.cell.place);
                }
                Goes::Growing(span) => {
                    let parts = self.value_parts(row, Some(seen), indicator, portion);
                    let mut own = GatheredValues::holding(Span::single(span.last), Vec::new());
                    self.facts(parts, indicator, &mut own);
                    growing.add(span, shown(column, seen), seen.cell.place, own.finish());
                }
                Goes::Nowhere if seen.fresh && !fact::is_blank(seen.text()) => {
                    nowhere.push((seen.cell.place, shown(column, seen)));
                }
                _ => {}
            }
        }
        self.doubts.extend(months.settle(indicator, values));
        self.doubts.extend(growing.settle(self.table.times.values, indicator, values));
        for (column, seen) in row.further().iter().filter(|(_, seen)| seen.fresh) {
            match column.goes {
                // Nothing else is known of its quarters; a blank fact of the quarter itself would say that there is none.
                Goes::Check(Holds::Fact, span) if !column.is_to_date && !has_facts_in(span, values) => {
                    self.since(row, (column, seen), span, indicator, values, portion);
                }
                Goes::Check(holds, span) => self.whole(column, seen, indicator, (holds, span), values),
                Goes::Difference => self.difference(column, seen, values),
                Goes::Again(holds) => self.again(row, (column, seen), holds),
                _ => {}
            }
        }
        self.share(row, values);
        if let Some((place, _)) = nowhere.first() {
            let texts: Vec<&str> = nowhere.iter().map(|(_, text)| text.as_str()).collect();
            self.left(*place, &texts.join("; "));
        }
    }

    /// Reads a fact of a longer period as that of its last quarter, with a doubt, because it includes the others.
    fn since(
        &mut self,
        row: &TableRow<'_>,
        (column, seen): (&Further, &SeenCell<'_>),
        span: Span,
        indicator: &mut DraftIndicator,
        values: &mut GatheredValues,
        portion: Portion,
    ) {
        let quarter = Span::single(span.last);
        let parts = self.value_parts(row, Some(seen), indicator, portion);
        let parts: Vec<ValuePart> = parts.into_iter().map(|part| in_time(part, quarter)).collect();
        if seen.fresh && !fact::is_blank(seen.text()) {
            let (place, text, other) = (seen.cell.place, shown(column, seen), span.to_string());
            self.doubted(place, DoubtKind::Quarter, &text, &quarter.to_string(), &[&other]);
        }
        self.facts(parts, indicator, values);
    }

    /// Compares a figure from the beginning of the year, or of the whole period, with the quarters that it consists
    /// of: it is their sum, but percentages and averages are never added, and lie between them.
    fn whole(
        &mut self,
        column: &Further,
        seen: &SeenCell<'_>,
        indicator: &DraftIndicator,
        (holds, span): (Holds, Span),
        values: &GatheredValues,
    ) {
        if fact::is_blank(seen.text()) {
            return;
        }
        let parts: Vec<Option<Number>> =
            span.quarters().map(|quarter| number_of(values.known(Span::single(quarter)), holds)).collect();
        let known: Vec<Number> = parts.iter().flatten().copied().collect();
        let all = known.len() == parts.len();
        let sum = known.iter().fold(Number::ZERO, |sum, part| sum.plus(*part));
        let place = seen.cell.place;
        let averaged = super::checks::is_averaged(indicator);
        let text = if averaged { seen.text().trim_end_matches('%').trim_end() } else { seen.text() };
        let Some(whole) = figure(text).filter(|_| !known.is_empty()) else {
            return self.left(place, &shown(column, seen));
        };
        let (unlikely, reading) = if averaged {
            let lies_between = known.iter().min() <= Some(&whole) && Some(&whole) <= known.iter().max();
            let count = rust_decimal::Decimal::from(known.len());
            let mean = sum.0.checked_div(count).map_or(sum, |mean| Number(mean).rounded(2));
            (all && !lies_between, mean)
        } else {
            // What quarters of the document's own period have, and no column of theirs, is missing from the plan.
            let period = self.table.times.period;
            let own = period.as_single().is_none() && span.quarters().all(|quarter| period.contains(quarter));
            (whole < sum || (whole != sum && (all || own)), sum)
        };
        if unlikely {
            let text = shown(column, seen);
            self.doubted(place, DoubtKind::Reading, &text, &reading.worded(), &[seen.text()]);
        }
    }

    /// Compares a cell with that of the column that its own column repeats.
    fn again(&mut self, row: &TableRow<'_>, (column, seen): (&Further, &SeenCell<'_>), holds: Holds) {
        let first = row.get(holds).map(|first| first.text()).unwrap_or_default();
        let same = figure(first).is_some_and(|first| Some(first) == figure(seen.text()));
        if !same && first != seen.text() && !fact::is_blank(seen.text()) {
            self.doubted(seen.cell.place, DoubtKind::Reading, &shown(column, seen), first, &[seen.text()]);
        }
    }

    /// Compares a difference with the fact and the target that it is calculated from. Some offices subtract the fact.
    fn difference(&mut self, column: &Further, seen: &SeenCell<'_>, values: &GatheredValues) {
        let Some(printed) = figure(seen.text()) else { return };
        // A formula without a stored result cannot be compared.
        if matches!(seen.cell.value, Some(CellValue::Formula(_))) {
            return;
        }
        let own = values.known(self.table.times.values);
        let (target, fact) = (number_of(own, Holds::Target), number_of(own, Holds::Fact));
        match target.zip(fact).and_then(|(target, fact)| fact.0.checked_sub(target.0)) {
            Some(difference) if difference.abs() == printed.0.abs() => {}
            Some(difference) => {
                let (text, reading) = (shown(column, seen), difference.to_string().replace('.', ","));
                self.doubted(seen.cell.place, DoubtKind::Reading, &text, &reading, &[]);
            }
            None => self.left(seen.cell.place, &shown(column, seen)),
        }
    }

    /// Whether a share is one of a longer target, or of a fact from the beginning of the year: «% до річного плану».
    fn is_share_of_more(
        &self,
        row: &TableRow<'_>,
        values: &GatheredValues,
        alike: &dyn Fn(rust_decimal::Decimal) -> bool,
    ) -> bool {
        let own = self.table.times.values;
        let around =
            values.all().filter(|value| value.span.contains(own.first) && value.span.contains(own.last));
        let targets: Vec<Number> = around.filter_map(|value| number_of(Some(value), Holds::Target)).collect();
        let checked =
            row.further().iter().filter(|(column, _)| matches!(column.goes, Goes::Check(Holds::Fact, _)));
        let sums = checked.filter_map(|(_, seen)| figure(seen.text()));
        let facts = number_of(values.known(own), Holds::Fact).into_iter().chain(sums);
        let percents = |fact: Number| targets.iter().filter_map(move |target| fact.percent_of(*target));
        facts.into_iter().flat_map(percents).any(|percent| alike(percent.0))
    }

    /// Compares a share in percent with the fact and the target that it is calculated from.
    fn share(&mut self, row: &TableRow<'_>, values: &GatheredValues) {
        let Some(seen) = row.fresh(Holds::Share).filter(|seen| !fact::is_blank(seen.text())) else { return };
        // A formula without a stored result cannot be compared.
        if matches!(seen.cell.value, Some(CellValue::Formula(_))) {
            return;
        }
        let own = values.known(self.table.times.values);
        let (target, fact) = (number_of(own, Holds::Target), number_of(own, Holds::Fact));
        let place = seen.cell.place;
        let share = figure(seen.text().trim_end_matches('%'));
        let percent = |(target, fact): (Number, Number)| fact.percent_of(target).map(|percent| percent.0);
        let alike = |other: rust_decimal::Decimal| {
            share.is_some_and(|share| (share.0 - other).abs() <= ROUNDED.into())
        };
        match target.zip(fact).and_then(percent) {
            None => {
                // One of the quarters beside may have it.
                let pairs = values
                    .all()
                    .map(Some)
                    .filter_map(|value| number_of(value, Holds::Target).zip(number_of(value, Holds::Fact)));
                if !pairs.filter_map(percent).any(&alike) {
                    self.left(place, &format!("% {}", seen.text()));
                }
            }
            Some(percent) => {
                let part = percent / rust_decimal::Decimal::ONE_HUNDRED;
                let part_of_one =
                    share.is_some_and(|share| (share.0 - part).abs() < rust_decimal::Decimal::new(1, 2));
                if !alike(percent) && !part_of_one && !self.is_share_of_more(row, values, &alike) {
                    let reading = format!("{}%", percent.round_dp(1).normalize()).replace('.', ",");
                    self.doubted(place, DoubtKind::Reading, seen.text(), &reading, &[]);
                }
            }
        }
    }
}

impl RowWalk<'_> {
    /// Keeps the texts of columns that a plan has no place for at the row's indicator, under their headers, and sums
    /// that cannot be recalculated. A measure without an indicator gets a deed for
    /// them.
    pub(super) fn beside(&mut self, row: &TableRow<'_>, measure: Key) {
        let owed = self.owed_in(measure);
        let (mut unread, mut at): (Vec<String>, Option<Place>) = (Vec::new(), None);
        for (column, seen) in row.further() {
            let kept = match column.goes {
                Goes::About => true,
                Goes::Difference => figure(seen.text()).is_none(),
                // The quarters before are in other documents, so the sum itself is kept.
                Goes::Check(_, span) => !row.header.has_all_of(span, self.table.times.values),
                _ => false,
            };
            if !kept || !seen.fresh || fact::is_blank(seen.text()) {
                continue;
            }
            let source = self.outline.source(seen.cell.place);
            let Some(node) = self.outline.get_mut(measure) else { continue };
            if node.indicators.is_empty() {
                node.indicators.push(mark::of_deed(owed, source));
            }
            if column.goes == Goes::About && may_be_value(&column.text) && figure(seen.text()).is_some() {
                unread.push(shown(column, seen));
                at.get_or_insert(seen.cell.place);
            }
            if let Some(indicator) = node.indicators.last_mut() {
                indicator.about.entry(column.text.clone()).or_insert_with(|| seen.text().to_owned());
            }
        }
        // Figures that are kept as texts take no part in anything that is counted.
        if let Some(place) = at {
            self.outline.doubted(
                About::Node(measure),
                place,
                DoubtKind::LeftOver,
                &unread.join("; "),
                "",
                &[],
            );
        }
    }
}

/// Whether a column without a known meaning may have values: its header begins like one of values or sums, or names a
/// unit of an office.
fn may_be_value(header: &str) -> bool {
    let stems = ["факт", "викон", "досяг", "план", "заплан"];
    let folded = key(header);
    stems.iter().any(|stem| folded.starts_with(stem))
        || begins(header, &words().totals).is_some()
        || things::is_unit_of_office(header)
}

/// Whether any quarter of a span has a fact.
fn has_facts_in(span: Span, values: &GatheredValues) -> bool {
    span.quarters()
        .any(|quarter| values.known(Span::single(quarter)).is_some_and(|value| value.fact.is_some()))
}

/// A part of a value that its column puts into a quarter.
fn in_time(part: ValuePart, span: Span) -> ValuePart {
    ValuePart { span: part.span.or(Some(span)), ..part }
}

/// A cell with the header of its column.
fn shown(column: &Further, seen: &SeenCell<'_>) -> String {
    format!("{}: {}", column.text, seen.text())
}

fn figure(text: &str) -> Option<Number> {
    match fact::in_document(text.trim_start_matches('+'), &ValueContext::default()).value.value {
        Some((FactValue::Number(number), _)) => Some(number),
        _ => None,
    }
}

fn number_of(value: Option<&DraftValue>, holds: Holds) -> Option<Number> {
    let value = value?;
    match (holds, &value.target, &value.fact) {
        (Holds::Target, Some(target), _) => match target.value {
            TargetValue::Number(number) => Some(number),
            _ => None,
        },
        (Holds::Fact, _, Some((FactValue::Number(number), _))) => Some(*number),
        _ => None,
    }
}
