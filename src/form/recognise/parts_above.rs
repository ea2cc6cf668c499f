//! Rows that name a part of what the measure above counts: «з них онлайн», or rows without numbers below «у тому
//! числі:» or a title that ends so. Their values are further indicators of that measure, and no measures of their own.

use crate::{
    domain::DoubtKind,
    form::{
        form::Holds,
        words::{begins, key, words},
    },
};

use super::{outline::About, page, parsed::ParsedRow, row::SeenCell, rows::RowWalk, split_cells::Portion};

impl RowWalk<'_> {
    /// Whether the title of the open measure ends with the words for its parts.
    pub(super) fn announces_parts(&self) -> bool {
        let title =
            self.measure().and_then(|measure| self.outline.get(measure)).map(|node| node.title.as_str());
        title.filter(|title| title.ends_with(':')).is_some_and(|title| {
            let folded = key(title);
            let said = folded.trim_end_matches([':', ' ', '.']);
            words().parts.iter().any(|part| said.ends_with(part.trim_end_matches('.')))
        })
    }

    /// Reads a row that names a part of the measure above, with a doubt; false for every other row.
    pub(super) fn is_part_above(&mut self, parsed: &ParsedRow<'_>) -> bool {
        let row = &parsed.row;
        let Some([line]) = row.fresh(Holds::Measure).map(SeenCell::lines) else { return false };
        let said = begins(&line.text, &words().parts);
        let goes_on = self.parts_follow && line.text.starts_with(char::is_lowercase);
        let Some(measure) =
            self.measure().filter(|_| parsed.printed_number().is_none() && (said.is_some() || goes_on))
        else {
            self.parts_follow = false;
            return false;
        };
        let place = line.place;
        if row.value().is_none() {
            let leads_in = said.is_some_and(|said| line.text.chars().count() <= said.chars().count() + 1);
            if leads_in {
                self.parts_follow = true;
                self.outline.doubted(About::Node(measure), place, DoubtKind::LeftOver, &line.text, "", &[]);
            }
            return leads_in;
        }
        // The parts that were read before have the name of the whole in theirs.
        let before = self
            .outline
            .get(measure)
            .and_then(|node| node.indicators.iter().rev().find(|indicator| !indicator.name.contains(": ")));
        let whole = before.map(|indicator| indicator.name.clone()).unwrap_or_default();
        let name = row.fresh(Holds::Indicator);
        let mut read = self.reader(measure).read(row, name, Portion::WHOLE);
        let own = [if name.is_some() { &read.indicator.name } else { &whole }, line.text.as_str()];
        let own: Vec<&str> =
            own.into_iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
        let own = own.join(": ");
        read.indicator.name.clone_from(&own);
        let index = self.add(measure, read);
        let text = page::of_cells(&row.cells);
        self.outline.doubted(About::Indicator(measure, index), place, DoubtKind::Reading, &text, &own, &[]);
        true
    }
}
