//! What the store and its worker share: the core, and what there is to do for the state.

use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc::Sender},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use super::{
    super::{
        Harm, StoreError,
        core::Core,
        journal::Reader,
        sled::{TimerSlack, set_timer_slack},
        workspace::WorkspacePaths,
    },
    Worker,
};
use crate::domain::PlanId;

/// A store that was opened for one command and is used for longer is a window: from then on the state follows.
const BRIEF: Duration = Duration::from_secs(1);

/// What the store and its worker share.
#[derive(Debug)]
pub(in crate::store) struct Shared {
    pub layout: WorkspacePaths,
    pub reader: Reader,
    core: Mutex<Core>,
    queue: Mutex<Queue>,
    bell: Condvar,
}

#[derive(Debug, Default)]
pub(super) struct Queue {
    /// There are updates for the state.
    pub(super) updates: bool,
    pub(super) requests: Vec<StateRequest>,
    pub(super) stop: Option<Sender<()>>,
    pub(super) stopped: bool,
    /// The state is open.
    pub(super) ready: bool,
    /// Until then the state is opened on request only: a command that needs it not does not wait for it.
    not_before: Option<Instant>,
    /// The process ends when its command is done, however long that takes.
    brief: bool,
    thread: Option<JoinHandle<()>>,
}

/// Something that only the state can answer. The answer lies in the core when the reply comes.
#[derive(Debug)]
pub(in crate::store) struct StateRequest {
    pub wanted: Wanted,
    pub reply: Sender<Result<(), StoreError>>,
}

/// What is wanted of the state.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) enum Wanted {
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

    pub(super) fn queue(&self) -> MutexGuard<'_, Queue> {
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

    /// Waits for the bell; whether the time is over.
    pub(super) fn wait<'a>(
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
