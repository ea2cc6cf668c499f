//! A form is learned from a document and tried on it at once: the first rows as they would be read.

use std::num::NonZeroUsize;

use jiff::civil::Date;

use crate::{
    document::{Document, Table},
    domain::{
        FactValue, Level, Span, Target,
        draft::{Draft, DraftIndicator, DraftNode, DraftValue},
    },
    form::form::{Form, Holds},
};

use super::{At, ColumnPeriod, LearnError, Learned, Options, header, learn, recognise};

/// How many rows of a table may be the header.
const HEADER_ROWS: usize = 40;

/// How many rows are kept for showing them.
const SHOWN: usize = 12;

/// What a learned form reads in its own document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// The file of the form.
    pub form: String,
    /// How many measures were read.
    pub measures: usize,
    /// How many doubts there are.
    pub doubts: usize,
    /// The first rows.
    pub rows: Vec<TrialRow>,
}

/// A value, or a measure without values, as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrialRow {
    /// The code of the measure; empty in its further rows.
    pub code: String,
    /// The title of the measure.
    pub title: String,
    /// The name of the indicator.
    pub indicator: String,
    /// The unit of the indicator.
    pub unit: String,
    /// The quarters of the value; none without a value.
    pub span: Option<Span>,
    /// The target as it was printed.
    pub target: String,
    /// The fact as it was printed.
    pub fact: String,
    /// The note.
    pub note: String,
    /// The performers.
    pub performers: String,
    /// The term as it was printed.
    pub term: String,
}

/// The document that a form is learned from.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// The document.
    pub document: Document,
    /// The known forms.
    pub forms: Vec<Form>,
    /// The name of the new form, and its title.
    pub names: [String; 2],
    /// The day that stands for the period of a document that names none.
    pub day: Date,
}

impl Lesson {
    /// What the header proposes, which begins in the given row where the row is known.
    pub fn learned(&self, row: Option<NonZeroUsize>) -> Option<Learned> {
        learn(&self.document, &self.forms, At { row, columns: None })
    }

    /// The first row after this one that may be the header, with what it proposes.
    pub fn next_header(&self, after: usize) -> Option<(NonZeroUsize, Learned)> {
        let rows = (after + 1..=HEADER_ROWS).filter_map(NonZeroUsize::new);
        let is_header = |row: &NonZeroUsize| {
            // A line with a single text is a title.
            let several = |table: &Table| header::nonblank(table, row.get() - 1).count() > 1;
            self.document.tables().any(|table| row.get() < table.rows() && several(table))
        };
        rows.filter(is_header).find_map(|row| {
            let learned = self.learned(Some(row)).filter(|learned| learned.columns.len() > 1)?;
            Some((row, learned))
        })
    }

    /// Reads the document with the form that these contents and periods of columns make.
    ///
    /// # Errors
    /// [`LearnError`].
    pub fn tried(
        &self,
        learned: &Learned,
        said: &[Option<Holds>],
        periods: &[Option<ColumnPeriod>],
    ) -> Result<Trial, LearnError> {
        let [name, title] = &self.names;
        let file = learned.file(name, title, said, periods)?;
        let form = Form::parse(&file).map_err(|_| LearnError::Unread)?;
        let options = Options { form: Some(name.clone()), ..Options::new(self.day) };
        let read = recognise(&self.document, &[form], &options).map_err(|_| LearnError::Unread)?;
        let (measures, rows) = rows(&read.draft);
        Ok(Trial { form: file, measures, doubts: read.draft.doubts.len(), rows })
    }
}

/// The number of measures, and the first rows.
fn rows(draft: &Draft) -> (usize, Vec<TrialRow>) {
    fn walk(nodes: &[DraftNode], count: &mut usize, rows: &mut Vec<TrialRow>) {
        for node in nodes {
            if node.level == Level::Measure {
                *count += 1;
                if rows.len() < SHOWN {
                    rows.extend(rows_of(node));
                }
            }
            walk(&node.children, count, rows);
        }
    }
    let (mut count, mut rows) = (0, Vec::new());
    walk(&draft.outline, &mut count, &mut rows);
    rows.truncate(SHOWN);
    (count, rows)
}

fn rows_of(node: &DraftNode) -> Vec<TrialRow> {
    let names: Vec<&str> = node.performers.iter().map(|performer| performer.name.as_str()).collect();
    let measure = TrialRow {
        code: node.code.clone().unwrap_or_default(),
        title: node.title.clone(),
        performers: names.join(", "),
        term: node.term.as_ref().map(|term| term.raw.clone()).unwrap_or_default(),
        ..TrialRow::default()
    };
    let mut rows: Vec<TrialRow> = node.indicators.iter().flat_map(rows_of_indicator).collect();
    match rows.first_mut() {
        None => return vec![measure],
        Some(first) => {
            *first = TrialRow {
                code: measure.code,
                performers: measure.performers,
                term: measure.term,
                ..std::mem::take(first)
            };
        }
    }
    rows.iter_mut().for_each(|row| row.title.clone_from(&measure.title));
    rows
}

fn rows_of_indicator(indicator: &DraftIndicator) -> Vec<TrialRow> {
    let named = TrialRow {
        indicator: indicator.name.clone(),
        unit: indicator.unit.clone().unwrap_or_default(),
        ..TrialRow::default()
    };
    let row = |value: &DraftValue| TrialRow {
        span: Some(value.span),
        target: value.target.as_ref().map(Target::wording).unwrap_or_default(),
        fact: value.fact.as_ref().map(wording).unwrap_or_default(),
        note: value.note.clone(),
        ..named.clone()
    };
    let rows: Vec<TrialRow> = indicator.values.iter().map(row).collect();
    if rows.is_empty() { vec![named] } else { rows }
}

fn wording((value, raw): &(FactValue, String)) -> String {
    if raw.is_empty() { value.worded() } else { raw.clone() }
}
