//! The readings of cells whose texts repeat from row to row, so that each text is read once.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::{
    domain::{Term, draft::DraftPerformer},
    form::{performer_fold::folded, performers, reading::Reading, typed},
};

use super::{due, page::PageLine, reader::ReaderOfTable};

/// What was read in the rows of a stretch of a table.
pub struct KnownReadings<'a> {
    table: ReaderOfTable<'a>,
    terms: FxHashMap<String, Reading<Term>>,
    performers: FxHashMap<String, Reading<Vec<DraftPerformer>>>,
}

impl<'a> KnownReadings<'a> {
    /// Nothing is read yet.
    pub fn new(table: ReaderOfTable<'a>) -> Self {
        Self { table, terms: FxHashMap::default(), performers: FxHashMap::default() }
    }

    /// The term in a text.
    pub fn term(&mut self, text: &str) -> Reading<Term> {
        if let Some(known) = self.terms.get(text) {
            return known.clone();
        }
        let period = self.table.times.period;
        let read = typed::term::read(text, period, due::plan_time(self.table.form, period));
        self.terms.insert(text.to_owned(), read.clone());
        read
    }

    /// The performers in the lines of a cell, without the units that they belong to.
    pub fn performers(&mut self, lines: &[PageLine]) -> Reading<Vec<DraftPerformer>> {
        let text = match lines {
            [line] => Cow::Borrowed(line.text.as_str()),
            lines => lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n").into(),
        };
        if let Some(known) = self.performers.get(&*text) {
            return known.clone();
        }
        let mut read = performers::read_performers(lines.iter().map(|line| line.text.as_str()));
        read.value.iter_mut().for_each(|performer| performer.name = folded(&performer.name));
        self.performers.insert(text.into_owned(), read.clone());
        read
    }
}
