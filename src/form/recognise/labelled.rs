//! Labelled lines for what a form has no column for: «Мета: …», «Виконавці: …», «Строк: …», «Одиниця виміру: …»
//! (`labels.toml`; `lay_out` writes them).

use std::{borrow::Cow, collections::BTreeMap};

use crate::{
    document::{Block, Cell, Place},
    domain::Number,
    form::{
        labels::{after, labels},
        words::is_usual_label,
    },
};

use super::{
    absorbed::Absorbed,
    outline::Key,
    page::{self, PageLine},
    row::SeenCell,
    rows::RowWalk,
};

/// The labelled lines of a node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelledFields {
    /// Its aim.
    pub objective: Option<String>,
    /// Its performers, not split yet.
    pub performers: Option<PageLine>,
    /// Its term, with its line.
    pub term: Option<PageLine>,
    /// Its indicators.
    pub indicators: Vec<Measured>,
}

/// Separates the labelled lines from the others.
pub fn take_fields(lines: &[PageLine]) -> (Cow<'_, [PageLine]>, LabelledFields) {
    let mut fields = LabelledFields::default();
    if lines.iter().all(|line| !line.colon) {
        return (Cow::Borrowed(lines), fields);
    }
    let mut rest = Vec::new();
    let words = labels();
    for line in lines {
        if let Some(text) = after(&line.text, &words.objective) {
            fields.objective = Some(text.to_owned());
        } else if let Some(text) =
            after(&line.text, &words.performers).or_else(|| after(&line.text, &words.performer))
        {
            fields.performers = Some(PageLine { text: text.to_owned(), ..line.clone() });
        } else if let Some(text) = after(&line.text, &words.term) {
            fields.term = Some(PageLine { text: text.to_owned(), ..line.clone() });
        } else if let Some(name) = after(&line.text, &words.indicator) {
            let place = line.place;
            fields.indicators.push(Measured { name: name.to_owned(), place, ..Measured::default() });
        } else if fields.indicators.last_mut().is_some_and(|last| last.take(line) == Absorbed::Yes) {
            // It belongs to the indicator above it.
        } else {
            rest.push(line.clone());
        }
    }
    (Cow::Owned(rest), fields)
}

/// The labelled lines of an indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    /// Its name, where a label has it.
    pub name: String,
    /// Its place.
    pub place: Place,
    /// Its targets, where a label has them.
    pub targets: Vec<PageLine>,
    /// Its unit.
    pub unit: Option<String>,
    /// Where it started.
    pub baseline: Option<Number>,
    /// Further texts about it, by the headers of their columns.
    pub about: BTreeMap<String, String>,
}

/// The header and the text in a line about an indicator: «Джерело: місцевий бюджет», «Інше: Погода: дощ».
fn further(line: &str) -> Option<(&str, &str)> {
    let labelled = after(line, &labels().further);
    let (header, text) = labelled.unwrap_or(line).split_once(": ")?;
    (labelled.is_some() || is_usual_label(header)).then(|| (header.trim(), text.trim()))
}

impl Measured {
    /// Reads a labelled line about the indicator, if it is one.
    fn take(&mut self, line: &PageLine) -> Absorbed {
        let words = labels();
        if let Some(unit) = after(&line.text, &words.unit) {
            self.unit = Some(unit.to_owned());
            return Absorbed::Yes;
        }
        if let Some(target) = after(&line.text, &words.target) {
            self.targets.push(PageLine { text: target.to_owned(), ..line.clone() });
            return Absorbed::Yes;
        }
        if let Some((header, text)) = further(&line.text) {
            self.about.insert(header.to_owned(), text.to_owned());
            return Absorbed::Yes;
        }
        let baseline = after(&line.text, &words.baseline).and_then(Number::parse);
        self.baseline = baseline.or(self.baseline);
        Absorbed::of(baseline.is_some())
    }
}

/// Separates the labelled lines from the cell of an indicator.
pub fn measured<'a>(seen: &SeenCell<'a>) -> (Cow<'a, Cell>, Measured) {
    let mut found = Measured::default();
    if seen.lines().iter().all(|line| !line.colon) {
        return (Cow::Borrowed(seen.cell), found);
    }
    let mut cell = seen.cell.clone();
    cell.blocks.retain(|block| {
        let Block::Paragraph(paragraph) = block else { return true };
        let lines = page::of_paragraph(paragraph);
        let [line] = lines.as_slice() else { return true };
        found.take(line) == Absorbed::No
    });
    (Cow::Owned(cell), found)
}

/// The text in brackets after a label at the end of an item: «… (усього: 5)»; the rest before it, and the text.
pub fn bracketed<'a>(text: &'a str, label: &str) -> Option<(&'a str, &'a str)> {
    let (rest, last) = text.strip_suffix(')')?.rsplit_once('(')?;
    Some((rest.trim_end(), after(last, label)?))
}

impl RowWalk<'_> {
    /// Applies labelled lines below the title, where no column has their content.
    pub(super) fn labelled_below(&mut self, measure: Key, fields: LabelledFields) {
        let Some(node) = self.outline.get_mut(measure) else { return };
        node.objective = fields.objective.or(node.objective.take());
        let (has_performers, has_term) = (!node.performers.is_empty(), node.term.is_some());
        if let Some(line) = fields.performers.filter(|_| !has_performers) {
            let found = self.named_doubted(measure, [line.text.as_str()], line.place, &line.text);
            if let Some(node) = self.outline.get_mut(measure) {
                node.performers = found;
            }
        }
        if let Some(line) = fields.term.filter(|_| !has_term) {
            self.term_as(measure, &line.text, line.place);
        }
        for indicator in fields.indicators {
            self.indicator_below(measure, indicator);
        }
    }
}
