//! The worker: the thread behind the writer, and the only one that uses the state. It opens the state, brings it up to
//! the journal, writes the updates of commits, and answers what only the state knows.
//!
//! It starts when there is work, and sleeps without a timer while there is none.

use std::{
    sync::{Arc, mpsc::Sender},
    time::Duration,
};

mod packing;
mod queue;

use packing::Packing;
pub(super) use queue::{Shared, Wanted};

use super::{
    Harm, StoreError, StoreNotice, mend,
    sled::{TimerSlack, set_timer_slack},
    state::State,
};
use queue::StateRequest;

/// Commits within this time are written to the state together, so that these writes do not delay the syncs of commits.
const GATHER: Duration = Duration::from_millis(25);
/// The state is synced after this much time without commits.
const QUIET: Duration = Duration::from_secs(2);
/// The files for a fast start are rewritten when the journal has grown by this many bytes.
const TAIL: u64 = 1 << 20;

/// Marks the worker as ended when it is dropped, even by a panic, so that nobody waits for it any longer.
struct Retired(Arc<Shared>);

impl Drop for Retired {
    fn drop(&mut self) {
        let mut queue = self.0.queue();
        queue.stopped = true;
        queue.requests.clear();
        queue.stop = None;
    }
}

/// The next work for the worker.
enum Job {
    /// Requests to answer, after the updates are written.
    Work(Vec<StateRequest>),
    /// No work came for a while: sync the state, and pack a segment of the journal.
    Sync,
    Stop(Sender<()>),
}

/// The data of the worker thread.
pub(super) struct Worker {
    shared: Arc<Shared>,
    state: Option<State>,
    /// Whether the unusable state was already reported; it is reported once.
    told: bool,
    packing: Packing,
}

impl Worker {
    /// The main function of the thread.
    pub fn run(shared: Arc<Shared>) {
        set_timer_slack(TimerSlack::Hour);
        let _retired = Retired(Arc::clone(&shared));
        let mut worker = Self { shared, state: None, told: false, packing: Packing::default() };
        loop {
            match worker.next_job() {
                Job::Work(requests) => worker.work(requests),
                Job::Sync => {
                    worker.sync();
                    worker.packing.next(&worker.shared);
                }
                Job::Stop(done) => {
                    // A closed state is not opened only to sync it, because the journal has everything.
                    if worker.state.is_some() {
                        worker.work(Vec::new());
                        worker.sync();
                    }
                    let _ = done.send(());
                    break;
                }
            }
        }
        if let Some(state) = worker.state {
            state.end();
        }
    }

    fn next_job(&self) -> Job {
        let mut queue = self.shared.queue();
        let unsynced = self.state.as_ref().is_some_and(|state| !state.is_synced());
        let is_left = unsynced || self.packing.is_left();
        loop {
            if let Some(done) = queue.stop.take() {
                queue.stopped = true;
                queue.requests.clear();
                return Job::Stop(done);
            }
            if !queue.requests.is_empty() {
                queue.updates = false;
                return Job::Work(std::mem::take(&mut queue.requests));
            }
            if queue.updates {
                // The first time the state still has to be opened, so waiting would gain nothing.
                if self.state.is_some() {
                    // Commits do not notify the worker while it is known that there are updates.
                    queue = self.shared.wait(queue, Some(GATHER)).0;
                    if !queue.requests.is_empty() || queue.stop.is_some() {
                        continue;
                    }
                }
                queue.updates = false;
                return Job::Work(Vec::new());
            }
            let (next, timed_out) = self.shared.wait(queue, is_left.then_some(QUIET));
            queue = next;
            if timed_out && !queue.updates && queue.requests.is_empty() && queue.stop.is_none() {
                return Job::Sync;
            }
        }
    }

    fn work(&mut self, requests: Vec<StateRequest>) {
        if let Err(error) = self.write_updates() {
            self.give_up(&error);
        }
        for StateRequest { wanted, reply } in requests {
            let mut answer = self.answer(wanted);
            if matches!(answer, Err(StoreError::State { .. })) {
                // Pages that cannot be read are rebuilt from the journal, once.
                let why = answer.as_ref().err().map_or(Harm::StateMixed, harm);
                answer = self.rebuild(why).and_then(|()| self.answer(wanted));
            }
            let _ = reply.send(answer);
        }
    }

    /// Opens the state if necessary, and writes everything committed to it.
    fn write_updates(&mut self) -> Result<(), StoreError> {
        let Some(state) = &mut self.state else { return self.open() };
        let (updates, position) = self.shared.core().take_updates();
        if updates.is_empty() {
            return Ok(());
        }
        if let Err(error) = state.write(&updates, Some(position)) {
            let why = harm(&error);
            self.drop_state();
            // After a failed write the engine refuses all others; a reopened state follows the journal again.
            self.open()
                .map_err(|_| StoreError::State { path: self.shared.layout.state.clone(), what: why })?;
        }
        self.write_views();
        Ok(())
    }

    fn open(&mut self) -> Result<(), StoreError> {
        let end = self.shared.core().forget_updates();
        let (state, notices) = mend::open_state(&self.shared.layout, &self.shared.reader, &end)?;
        self.state = Some(state);
        self.told = false;
        self.shared.queue().ready = true;
        self.shared.core().notices.extend(notices);
        self.write_views();
        Ok(())
    }

    fn rebuild(&mut self, why: Harm) -> Result<(), StoreError> {
        self.drop_state();
        let end = self.shared.core().forget_updates();
        let (state, notices) = mend::rebuild(&self.shared.layout, &self.shared.reader, &end, why, true)?;
        self.state = Some(state);
        self.shared.core().notices.extend(notices);
        Ok(())
    }

    fn drop_state(&mut self) {
        if let Some(state) = self.state.take() {
            state.end();
        }
    }

    fn give_up(&mut self, error: &StoreError) {
        if !self.told {
            self.told = true;
            self.shared.core().notices.push(StoreNotice::StateUnusable { why: harm(error) });
        }
    }

    fn answer(&mut self, wanted: Wanted) -> Result<(), StoreError> {
        if self.state.is_none() {
            self.open()?;
        }
        let Some(state) = &mut self.state else {
            return Err(StoreError::State { path: self.shared.layout.state.clone(), what: Harm::Absent });
        };
        match wanted {
            // The pages of a plan that is not in memory are up to date, because plans with updates stay in memory.
            Wanted::Plan(id) => {
                if self.shared.core().held(id).is_none() {
                    let held = state.plan(id)?;
                    self.shared.core().insert(held);
                }
            }
            Wanted::Catalog => {
                let entries = state.entries()?;
                self.shared.core().learn(entries);
            }
            Wanted::Sync => {
                state.sync()?;
                self.cut_witness();
            }
            Wanted::Pack => packing::all(&self.shared)?,
        }
        Ok(())
    }

    fn sync(&mut self) {
        let result = self.state.as_mut().map_or(Ok(()), State::sync);
        if let Err(error) = result {
            self.drop_state();
            self.give_up(&error);
        }
        self.cut_witness();
    }

    /// Removes from the witness what the state has durably.
    fn cut_witness(&self) {
        if let Some(state) = self.state.as_ref().filter(|state| state.is_synced()) {
            self.shared.core().journal.cut_witness(&state.position());
        }
    }

    /// Writes the files for a fast start if the journal has grown enough.
    fn write_views(&self) {
        let Some(state) = &self.state else { return };
        let mut core = self.shared.core();
        let end = core.journal.end();
        if core.viewed.is_some_and(|viewed| viewed.distance_to(&end) <= TAIL) {
            return;
        }
        if core.catalog.is_none() {
            match state.entries() {
                Ok(entries) => core.learn(entries),
                Err(_) => return,
            }
        }
        // A failure is not reported, because they can be rebuilt at any time.
        let _ = core.write_views(&self.shared.layout);
    }
}

/// The kind of damage that an error stands for.
fn harm(error: &StoreError) -> Harm {
    match error {
        StoreError::State { what, .. } | StoreError::Damaged { what, .. } => what.clone(),
        other => Harm::System(other.to_string()),
    }
}
