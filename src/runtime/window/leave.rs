//! Leaving a window, and stopping it for a while: nothing that was asked of the store is lost by it.

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
    /// Stops the process, as the shell asks for. Others that this one serves go on without it.
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

    /// Leaves, once everything that was asked of the store is done: a quit right after a fact loses nothing.
    /// What could not be done is told instead, and the window stays; so it does, once, when the store takes
    /// too long.
    pub(super) fn leave(&mut self) -> Result<Option<u8>, TermError> {
        if self.told && self.is_storing() {
            // Closing would wait for the very thing that is left behind.
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

    /// Ends the threads, once the store has done everything that was asked of it. What is half-typed stays for
    /// the next start; so does the place, unless the person left.
    pub(super) fn close(&mut self, code: u8) -> u8 {
        if let Some(mut drafts) = self.drafts.take() {
            let draft = self.model.draft();
            let keep = code != 0 || draft.typed.is_some();
            drafts.note(draft);
            drafts.end(keep);
        }
        if let Some(workers) = self.workers.take() {
            workers.finish();
        }
        code
    }
}
