//! The columns of a new form with what they are said to be, and the trial of the form.

use std::num::NonZeroUsize;

use super::{Handled, list::ListCursor, meaning::Meaning};
use crate::form::{
    form::Holds,
    recognise::{ColumnPeriod, LearnError, Learned, Lesson, Trial},
};

/// How the content of a column is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownBy {
    /// By the words of its header.
    Header,
    /// A person has said it.
    Person,
    /// It is not known.
    Nothing,
}

/// The columns and their trial.
#[derive(Clone, Debug)]
pub struct Columns {
    /// The name of the file.
    pub file: String,
    /// The row of the header, where it is not found by its words.
    pub header_row: Option<NonZeroUsize>,
    lesson: Lesson,
    /// What the header proposes.
    pub learned: Learned,
    /// The content of each column; none for a column that is not needed.
    pub said: Vec<Option<Holds>>,
    /// How that is known.
    pub known_by: Vec<KnownBy>,
    /// The periods that a person has said.
    pub periods: Vec<Option<ColumnPeriod>>,
    /// The document as these columns read it.
    pub trial: Result<Trial, LearnError>,
    /// The column under the cursor.
    pub cursor: ListCursor,
}

impl Columns {
    /// The columns of a document; none where it has no table. The header is the given row; without it and without a
    /// known word, the first row with several columns until another one is chosen.
    pub fn of(file: String, lesson: Lesson, header_row: Option<NonZeroUsize>) -> Option<Self> {
        let (header_row, learned) = match lesson.learned(header_row) {
            Some(learned) => (header_row, learned),
            None => lesson.next_header(0).map(|(row, learned)| (Some(row), learned))?,
        };
        Some(Self::new(file, lesson, header_row, learned))
    }

    fn new(file: String, lesson: Lesson, header_row: Option<NonZeroUsize>, learned: Learned) -> Self {
        let said: Vec<Option<Holds>> = learned.columns.iter().map(|(_, held)| *held).collect();
        let known = |holds: &Option<Holds>| if holds.is_some() { KnownBy::Header } else { KnownBy::Nothing };
        let (known_by, periods) = (said.iter().map(known).collect(), vec![None; said.len()]);
        let trial = lesson.tried(&learned, &said, &periods);
        let cursor = ListCursor::default();
        Self { file, header_row, lesson, learned, said, known_by, periods, trial, cursor }
    }

    /// Gives the column under the cursor another content or period.
    pub(super) fn give(&mut self, meaning: Meaning) {
        let at = self.cursor.at;
        match meaning {
            Meaning::Holds(holds) => {
                if let (Some(said), Some(known)) = (self.said.get_mut(at), self.known_by.get_mut(at)) {
                    (*said, *known) = (holds, KnownBy::Person);
                }
            }
            Meaning::Period(period) => {
                if let Some(said) = self.periods.get_mut(at) {
                    *said = period;
                }
            }
        }
        self.trial = self.lesson.tried(&self.learned, &self.said, &self.periods);
    }

    /// Takes the next row with several columns as the header; after the last one the first.
    pub(super) fn next_header(&mut self) -> Handled {
        let after = self.header_row.map_or(0, NonZeroUsize::get);
        let next = self.lesson.next_header(after).or_else(|| self.lesson.next_header(0));
        let Some((row, learned)) = next else { return Handled::No };
        let height = self.cursor.height;
        *self = Self::new(self.file.clone(), self.lesson.clone(), Some(row), learned);
        self.cursor.set_height(height, self.said.len());
        Handled::Yes
    }
}
