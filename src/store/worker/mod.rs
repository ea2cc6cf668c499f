//! The thread behind the writer: the only one that touches the state. It opens it, brings it up to the
//! journal, writes what commits leave behind, and answers what only the state knows.
//!
//! It begins when there is something to do for it, and sleeps without a timer while there is nothing.

use std::{
    sync::{Arc, mpsc::Sender},
    time::Duration,
};

mod queue;

pub(super) use queue::{Shared, Wanted};

use super::{
    Harm, StoreError, StoreNotice, mend,
    sled::{TimerSlack, set_timer_slack},
    state::State,
};
use queue::StateRequest;

/// Commits that come within this time are written to the state together, out of the way of their syncs.
const GATHER: Duration = Duration::from_millis(25);
/// After so much quiet the state is synced.
const QUIET: Duration = Duration::from_secs(2);
/// The files for a fast start are written anew when the journal has grown by so much.
const TAIL: u64 = 1 << 20;

/// Whatever ends the worker, nobody waits for it any longer.
struct Retired(Arc<Shared>);

impl Drop for Retired {
    fn drop(&mut self) {
        let mut queue = self.0.queue();
        queue.stopped = true;
        queue.requests.clear();
        queue.stop = None;
    }
}

/// What there is to do.
enum Job {
    /// Requests to answer, after the updates are written.
    Work(Vec<StateRequest>),
    /// It was quiet.
    Sync,
    Stop(Sender<()>),
}

/// The worker's own.
pub(super) struct Worker {
    shared: Arc<Shared>,
    state: Option<State>,
    /// An unusable state is told once.
    told: bool,
}

impl Worker {
    /// The thread's whole life.
    pub fn run(shared: Arc<Shared>) {
        set_timer_slack(TimerSlack::Hour);
        let _retired = Retired(Arc::clone(&shared));
        let mut worker = Self { shared, state: None, told: false };
        loop {
            match worker.next_job() {
                Job::Work(requests) => worker.work(requests),
                Job::Sync => worker.sync(),
                Job::Stop(done) => {
                    // A state that is not open yet is not opened for this: the journal has everything.
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
                // The first time there is a state to open: nothing is gained by waiting.
                if self.state.is_some() {
                    // Commits do not ring the bell while updates are known to be there.
                    queue = self.shared.wait(queue, Some(GATHER)).0;
                    if !queue.requests.is_empty() || queue.stop.is_some() {
                        continue;
                    }
                }
                queue.updates = false;
                return Job::Work(Vec::new());
            }
            let (next, timed_out) = self.shared.wait(queue, unsynced.then_some(QUIET));
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
                // Pages that do not read are made anew from the journal, once.
                let why = answer.as_ref().err().map_or(Harm::StateMixed, harm);
                answer = self.rebuild(why).and_then(|()| self.answer(wanted));
            }
            let _ = reply.send(answer);
        }
    }

    /// The state, opened if it is not, with everything that is committed.
    fn write_updates(&mut self) -> Result<(), StoreError> {
        let Some(state) = &mut self.state else { return self.open() };
        let (updates, position) = self.shared.core().take_updates();
        if updates.is_empty() {
            return Ok(());
        }
        if let Err(error) = state.write(&updates, Some(position)) {
            let why = harm(&error);
            self.drop_state();
            // The engine refuses all writes after one failed; opened anew, it follows the journal again.
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
            // What the state has is right for a plan that is not in memory: what it lacks is.
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

    /// What the state has durably, the witness need not have.
    fn cut_witness(&self) {
        if let Some(state) = self.state.as_ref().filter(|state| state.is_synced()) {
            self.shared.core().journal.cut_witness(&state.position());
        }
    }

    /// The files for a fast start, when the journal has outgrown them.
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
        // They can be made again at any time, so a failure is no news.
        let _ = core.write_views(&self.shared.layout);
    }
}

/// What an error says is wrong.
fn harm(error: &StoreError) -> Harm {
    match error {
        StoreError::State { what, .. } | StoreError::Damaged { what, .. } => what.clone(),
        other => Harm::System(other.to_string()),
    }
}
