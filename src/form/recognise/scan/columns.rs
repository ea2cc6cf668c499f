//! The columns of the form in the table of a text.

use crate::form::form::{Form, Holds};

use super::{
    super::{header::Header, steps::step},
    cell::ScanCell,
};

/// The columns of the table.
pub struct ScanColumns<'f> {
    /// The form.
    pub form: &'f Form,
    holds: Vec<Option<Holds>>,
}

impl<'f> ScanColumns<'f> {
    /// The columns that a header names.
    pub fn new(header: &Header, form: &'f Form) -> Self {
        let mut holds = vec![None; header.width];
        for (range, held) in &header.columns {
            if let Some(place) = holds.get_mut(range.start) {
                *place = Some(*held);
            }
        }
        Self { form, holds }
    }

    /// The number of columns.
    pub fn len(&self) -> usize {
        self.holds.len()
    }

    /// The content of a column, where the form knows it.
    pub fn holds(&self, column: usize) -> Option<Holds> {
        self.holds.get(column).copied().flatten()
    }

    /// The column with this content.
    pub fn of(&self, holds: Holds) -> Option<usize> {
        self.holds.iter().position(|held| *held == Some(holds))
    }

    /// How well a cell suits a column.
    pub fn score(&self, cell: &ScanCell, column: usize) -> i32 {
        step();
        cell.features.score(self.holds(column), self.form)
    }

    /// Whether performers are in the indicator's cell, below its name.
    pub fn performers_within(&self) -> bool {
        let also = self.form.column(Holds::Indicator).and_then(|column| column.also);
        also == Some(Holds::Performers) && self.of(Holds::Performers).is_none()
    }
}
