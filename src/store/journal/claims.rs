//! What places beside the journal claim about its end.

use super::{
    super::{Harm, StoreError},
    Position, Reader,
    frame::Unfinished,
};

/// Positions that the journal has reached according to other places; none where a place is missing or cannot be read.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::store) struct Claims {
    pub witness: Option<Position>,
    pub state: Option<Position>,
    pub view: Option<Position>,
    /// Whether the head of the witness is intact, so that the witness knows which frame it got last.
    pub is_witnessed: bool,
}

impl Claims {
    /// Every claimed position.
    pub fn positions(&self) -> impl Iterator<Item = Position> {
        [self.witness, self.state, self.view].into_iter().flatten()
    }

    /// Checks that a journal with this end contains every claimed position.
    pub fn require(&self, reader: &Reader, end: &Position) -> Result<(), StoreError> {
        let held = |claim: Position| !claim.is_beyond(end) && reader.holds(&claim);
        if self.positions().all(held) {
            return Ok(());
        }
        let path = reader.shown(end.segment);
        Err(StoreError::damaged(&path, end.offset, Harm::Shortened))
    }

    /// Whether the bytes after an end may be a write that was never acknowledged. Zeros may also be what is left of an
    /// acknowledged frame, so that somebody has to know the end: the witness, to which each acknowledged frame is
    /// appended, or another place that ends exactly there.
    pub fn admit(&self, how: Unfinished, end: &Position) -> bool {
        match how {
            Unfinished::Begun => true,
            Unfinished::Zeros => self.is_witnessed || self.positions().any(|claim| claim == *end),
        }
    }
}
