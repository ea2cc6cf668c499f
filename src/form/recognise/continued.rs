//! Rows that continue the row before: the rest of a title, events below it, sentences that were cut into two rows.

use crate::{
    domain::DoubtKind,
    form::{
        form::Holds,
        words::{key, words},
    },
};

use super::{
    events::EventLine,
    outline::{About, Key},
    page,
    parsed::ParsedRow,
    row::{SeenCell, TableRow},
    rows::RowWalk,
};

impl RowWalk<'_> {
    /// Doubts a heading with a colon that no event follows, because it means something else.
    pub(super) fn heading_alone(&mut self, seen: &SeenCell<'_>, next: Option<&ParsedRow<'_>>) {
        let ([line], Some(measure)) = (seen.lines(), self.measure()) else { return };
        let follows = next.and_then(ParsedRow::first_line).is_some_and(EventLine::is_event);
        if EventLine::new(line.clone(), self.table.times.quarter()).is_heading() && !follows {
            let (about, place) = (About::Node(measure), line.place);
            self.outline.doubted(about, place, DoubtKind::LeftOver, &line.text, "", &[]);
        }
    }

    /// Whether a cell of measures without a number continues the measure before it.
    pub(super) fn is_continuation(&mut self, parsed: &ParsedRow<'_>, first: &EventLine) -> bool {
        let row = &parsed.row;
        let Some(measure) = self.measure() else { return false };
        let counted = self.table.form.column(Holds::Ordinal).and_then(|column| column.counts);
        let numbered = parsed.printed_number().is_some() && self.heads.may_count_measures();
        if numbered || (counted == Some(Holds::Measure) && row.fresh(Holds::Ordinal).is_some()) {
            return false;
        }
        let names = [Holds::Indicator, Holds::Target, Holds::Fact, Holds::Performers, Holds::Term];
        let cut_name = self.goes_on_in_name(row, measure).is_some();
        let has_values = !cut_name && names.into_iter().any(|holds| row.fresh(holds).is_some());
        let like_event = row.header.has(Holds::Fact) && first.is_event();
        let cut = self.continues_table && has_values && !like_event;
        if cut && first.line.text.starts_with(char::is_lowercase) {
            // The end of a row that was cut at the end of a page may look like a measure.
            let line = &first.line;
            let kind = DoubtKind::Reading;
            self.outline.doubted(About::Node(measure), line.place, kind, &line.text, &line.text, &[]);
        }
        let valued = || [Holds::Target, Holds::Fact].into_iter().any(|holds| row.fresh(holds).is_some());
        if like_event && !first.line.text.contains(|c: char| c.is_ascii_digit()) && valued() {
            // «- виїзди» with values of its own may be a measure as well as an event.
            let (text, place) = (page::of_cells(&row.cells), first.line.place);
            let reading = self.outline.get(measure).map(|node| node.title.clone()).unwrap_or_default();
            self.outline.doubted(About::Node(measure), place, DoubtKind::LooseValue, &text, &reading, &[]);
        }
        if has_values || like_event || self.continues_table {
            return like_event || (self.continues_table && !has_values);
        }
        let coded = self.outline.get(measure).is_some_and(|node| node.code.is_some());
        // The rest of a sentence: «та бесіди для учнів», «(для молоді)» alone in its row, below a measure with a
        // number.
        let counted = self.outline.entries.get(measure).is_some_and(|entry| entry.number.is_some());
        let text = first.line.text.trim_start_matches(['(', '«', '"']);
        let rest = counted && (row.cells.len() == 1 || cut_name) && text.starts_with(char::is_lowercase);
        let numbered = coded || self.ordinal.is_some() || rest;
        if numbered {
            let about = About::Node(measure);
            let kind = DoubtKind::Reading;
            let line = &first.line;
            self.outline.doubted(about, line.place, kind, &line.text, &line.text, &[]);
        }
        numbered
    }

    /// The cell of an indicator whose name goes on from the row above: it begins in lower case, as the measure beside
    /// it does, where there is one, and nothing else is in the row.
    fn goes_on_in_name<'r>(&self, row: &'r TableRow<'_>, measure: Key) -> Option<&'r SeenCell<'r>> {
        let lower = |seen: &&SeenCell<'_>| seen.text().starts_with(char::is_lowercase);
        let seen = row.fresh(Holds::Indicator).filter(lower)?;
        let last = self.outline.get(measure)?.indicators.last().filter(|last| !last.name.is_empty())?;
        match row.cells.len() {
            // Alone, it may be a further indicator, unless the name above breaks off: «Кількість семінарів для».
            1 => breaks_off(&last.name).then_some(seen),
            2 => row.fresh(Holds::Measure).filter(lower).map(|_| seen),
            _ => None,
        }
    }

    /// Appends such a name to the last one, with a doubt.
    pub(super) fn continue_name(&mut self, row: &TableRow<'_>) -> bool {
        let Some(measure) = self.measure() else { return false };
        let Some((text, place)) =
            self.goes_on_in_name(row, measure).map(|seen| (seen.text().to_owned(), seen.cell.place))
        else {
            return false;
        };
        let Some(node) = self.outline.get_mut(measure) else { return false };
        let at = node.indicators.len().saturating_sub(1);
        if let Some(last) = node.indicators.last_mut() {
            last.name = [last.name.as_str(), &text].join(" ");
        }
        self.outline.doubted(About::Indicator(measure, at), place, DoubtKind::Reading, &text, &text, &[]);
        true
    }
}

/// Whether a name breaks off: it ends with a preposition or a comma.
fn breaks_off(name: &str) -> bool {
    name.ends_with([',', '–'])
        || name.rsplit(' ').next().is_some_and(|last| words().prepositions.contains(&key(last)))
}
