//! The thread behind the writer: the only one that touches the state. It opens it, brings it up to the
//! journal, writes what commits leave behind, and answers what only the state knows.
//!
//! It begins when there is something to do for it, and sleeps without a timer while there is nothing.

use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc::Sender},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use super::{
    Harm, StoreError, StoreNotice,
    core::Core,
    journal::Reader,
    mend,
    sled::{TimerSlack, set_timer_slack},
    state::State,
    workspace::WorkspacePaths,
};
use crate::domain::PlanId;

/// Commits that come within this time are written to the state together, out of the way of their syncs.
const GATHER: Duration = Duration::from_millis(25);
/// After so much quiet the state is synced.
const QUIET: Duration = Duration::from_secs(2);
/// A store that was opened for one command and is used for longer is a window: from then on the state follows.
const BRIEF: Duration = Duration::from_secs(1);
/// The files for a fast start are written anew when the journal has grown by so much.
const TAIL: u64 = 1 << 20;

/// What the store and its worker share.
#[derive(Debug)]
pub(super) struct Shared {
    pub layout: WorkspacePaths,
    pub reader: Reader,
    core: Mutex<Core>,
    queue: Mutex<Queue>,
    bell: Condvar,
}

#[derive(Debug, Default)]
struct Queue {
    /// There are updates for the state.
    updates: bool,
    requests: Vec<StateRequest>,
    stop: Option<Sender<()>>,
    stopped: bool,
    /// The state is open.
    ready: bool,
    /// Until then the state is opened on request only: a command that needs it not does not wait for it.
    not_before: Option<Instant>,
    /// The process ends when its command is done, however long that takes.
    brief: bool,
    thread: Option<JoinHandle<()>>,
}

/// Something that only the state can answer. The answer lies in the core when the reply comes.
#[derive(Debug)]
pub(super) struct StateRequest {
    pub wanted: Wanted,
    pub reply: Sender<Result<(), StoreError>>,
}

/// What is wanted of the state.
#[derive(Clone, Copy, Debug)]
pub(super) enum Wanted {
    /// A plan in memory.
    Plan(PlanId),
    /// The list of plans.
    Catalog,
    /// Everything that was committed, synced.
    Sync,
}

impl Shared {
    /// Unless it is to be opened at once, the state waits until it is asked for, or the store is used for longer.
    /// A brief one does not open it for that: the process would end while the state is made.
    pub fn new(layout: WorkspacePaths, reader: Reader, core: Core, at_once: bool, brief: bool) -> Arc<Self> {
        let queue =
            Queue { not_before: (!at_once).then(|| Instant::now() + BRIEF), brief, ..Queue::default() };
        let (core, queue) = (Mutex::new(core), Mutex::new(queue));
        Arc::new(Self { layout, reader, core, queue, bell: Condvar::new() })
    }

    /// The writer lock.
    pub fn core(&self) -> MutexGuard<'_, Core> {
        self.core.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Rings for the worker, and lets it begin where it has not.
    fn ring(self: &Arc<Self>, queue: &mut Queue) -> Result<(), StoreError> {
        if queue.thread.is_some() || queue.stopped {
            self.bell.notify_one();
            return Ok(());
        }
        let of_worker = Arc::clone(self);
        let thread = std::thread::Builder::new().name("kvartal-state".to_owned());
        let begun = thread.spawn(move || Worker::run(of_worker));
        queue.thread = Some(begun.map_err(StoreError::io(&self.layout.root))?);
        Ok(())
    }

    /// Says that there are updates for the state: many of them where more plans wait than are kept in memory.
    ///
    /// # Errors
    /// When the system gives no thread; the next one to tell it tries again.
    pub fn tell(self: &Arc<Self>, many: bool) -> Result<(), StoreError> {
        let mut queue = self.queue();
        if many || (!queue.brief && queue.not_before.is_some_and(|then| Instant::now() >= then)) {
            queue.not_before = None;
        }
        if !queue.updates && queue.not_before.is_none() {
            self.ring(&mut queue)?;
            queue.updates = true;
        }
        Ok(())
    }

    /// Asks the worker and waits for it.
    pub fn ask(self: &Arc<Self>, wanted: Wanted) -> Result<(), StoreError> {
        let (reply, answer) = std::sync::mpsc::channel();
        let gone = || StoreError::State { path: self.layout.state.clone(), what: Harm::Closed };
        {
            let mut queue = self.queue();
            if queue.stopped || queue.stop.is_some() {
                return Err(gone());
            }
            self.ring(&mut queue)?;
            queue.requests.push(StateRequest { wanted, reply });
        }
        answer.recv().map_err(|_| gone())?
    }

    /// Tells the worker to end; it says so when the state is as safe as it gets. One that has not begun does
    /// not begin any more.
    pub fn stop(&self, done: Sender<()>) {
        let mut queue = self.queue();
        if queue.thread.is_none() {
            queue.stopped = true;
        } else if !queue.stopped && queue.stop.is_none() {
            queue.stop = Some(done);
            self.bell.notify_one();
        }
    }

    /// Whether the state was needed yet.
    pub fn has_begun(&self) -> bool {
        self.queue().thread.is_some()
    }

    /// The worker's thread, to be waited for; none where it never began.
    pub fn take_thread(&self) -> Option<JoinHandle<()>> {
        self.queue().thread.take()
    }

    /// There is no worker: nothing is asked of the state.
    pub fn retire(&self) {
        self.queue().stopped = true;
    }

    /// Writes the files for a fast start at the end of use. The list is asked for when nobody did before, but
    /// not waited for while the state opens.
    pub fn write_views_at_end(self: &Arc<Self>) -> Result<(), StoreError> {
        let known = self.core().catalog.is_some();
        if !known && self.queue().ready {
            self.ask(Wanted::Catalog)?;
        }
        self.core().write_views(&self.layout)
    }

    fn wait<'a>(
        &self,
        queue: MutexGuard<'a, Queue>,
        at_most: Option<Duration>,
    ) -> (MutexGuard<'a, Queue>, bool) {
        match at_most {
            None => (self.bell.wait(queue).unwrap_or_else(PoisonError::into_inner), false),
            Some(time) => {
                set_timer_slack(TimerSlack::Exact);
                let (queue, out) =
                    self.bell.wait_timeout(queue, time).unwrap_or_else(PoisonError::into_inner);
                set_timer_slack(TimerSlack::Hour);
                (queue, out.timed_out())
            }
        }
    }
}

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
