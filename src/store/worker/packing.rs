//! Packing the journal in the worker: one sealed segment after another while nobody wants anything, or all on request.

use std::cell::Cell;

use super::{
    super::{StoreError, journal, workspace::mark_packed},
    Shared,
};

/// How far packing has come.
#[derive(Debug, Default)]
pub(super) struct Packing {
    /// The last segment that was tried. One that cannot be packed, because it is damaged, is tried once.
    tried: u32,
    is_left: bool,
}

impl Packing {
    /// Whether there may be more to pack.
    pub(super) const fn is_left(&self) -> bool {
        self.is_left
    }

    /// Packs the next segment. It is abandoned as soon as somebody waits for the worker, and tried again later. A
    /// failure is not reported, because the segment stays as it is.
    pub(super) fn next(&mut self, shared: &Shared) {
        let waiting = journal::unpacked(&shared.layout.journal).unwrap_or_default();
        let Some(number) = waiting.into_iter().find(|number| *number > self.tried) else {
            self.is_left = false;
            return;
        };
        self.is_left = true;
        let is_abandoned = Cell::new(false);
        let goes_on = |_| {
            is_abandoned.set(shared.is_waited_for());
            !is_abandoned.get()
        };
        let _ = pack(shared, number, &goes_on);
        if !is_abandoned.get() {
            self.tried = number;
        }
    }
}

/// Packs every sealed segment.
pub(super) fn all(shared: &Shared) -> Result<(), StoreError> {
    for number in journal::unpacked(&shared.layout.journal)? {
        pack(shared, number, &|_| true)?;
    }
    Ok(())
}

fn pack(shared: &Shared, number: u32, goes_on: &dyn Fn(journal::PackStep) -> bool) -> Result<(), StoreError> {
    // Older versions have to refuse the workspace before they could miss a segment.
    if mark_packed(&shared.layout)? {
        journal::pack(&shared.layout.journal, number, goes_on)?;
    }
    Ok(())
}
