//! Quitting and suspending a window without losing anything that was requested of the store.

use std::time::Instant;

use super::{LEFT_BEHIND, PATIENCE_AT_THE_END, Window};
use crate::{
    app::Notice,
    runtime::{
        traits::{Display, InputSource},
        workers::Workers,
    },
    term::TermError,
};

impl<T: Display, I: InputSource> Window<T, I> {
    /// Suspends the process. Others that it serves continue without it.
    pub(super) fn suspend(&mut self) -> Result<(), TermError> {
        let until = Instant::now() + PATIENCE_AT_THE_END;
        while self.is_storing() {
            match self.workers.as_mut().and_then(|workers| workers.next_until(until)) {
                Some(msg) => drop(self.update(msg)?),
                None => break,
            }
        }
        self.options.store.rest();
        self.display.suspend()?;
        if let Err(error) = self.options.store.resume() {
            let words = (self.options.store_words)(&error, self.options.language);
            self.model.shared.notice = Some(Notice::failed(words));
        }
        Ok(())
    }

    /// Quits after all requests to the store are completed, so that quitting right after a fact loses nothing. A
    /// failure is shown, and the window stays open. If the store takes too long, the user is told once and may quit
    /// nevertheless.
    pub(super) fn leave(&mut self) -> Result<Option<u8>, TermError> {
        if self.told && self.is_storing() {
            // Closing the workers would wait for the request that is abandoned.
            self.workers = None;
            return Ok(Some(LEFT_BEHIND));
        }
        let until = Instant::now() + PATIENCE_AT_THE_END;
        while self.unseen.is_none() && self.is_storing() {
            match self.workers.as_mut().and_then(|workers| workers.next_until(until)) {
                Some(msg) => drop(self.update(msg)?),
                None => break,
            }
        }
        if let Some(notice) = self.unseen.take() {
            self.model.shared.notice = Some(notice);
            return Ok(None);
        }
        if self.is_storing() {
            self.told = true;
            let count = self.model.shared.unsaved.len();
            self.model.shared.notice = Some(Notice::warning("notice-still-saving").with("count", count));
            return Ok(None);
        }
        Ok(Some(self.close(0)))
    }

    pub(super) fn is_storing(&self) -> bool {
        self.workers.as_ref().is_some_and(Workers::is_storing)
    }

    /// Ends the threads after the store has completed all requests. Unfinished input is kept for the next start, and so
    /// is the place, unless the user quit.
    pub(super) fn close(&mut self, code: u8) -> u8 {
        // While a picture is shown there is no draft, and the thread that reads the plan is not waited for.
        let is_read = self.early.is_none();
        if let Some(mut drafts) = self.drafts.take().filter(|_| is_read) {
            let draft = self.model.draft();
            let keep = code != 0 || draft.typed.is_some();
            drafts.note(draft);
            drafts.end(keep);
        }
        if let Some(workers) = self.workers.take().filter(|_| is_read) {
            workers.finish();
        }
        code
    }
}
