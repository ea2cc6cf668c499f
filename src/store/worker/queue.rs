//! The data that the store and its worker share: the core, and the queue of work for the state.

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

/// A store that was opened for one command and is used for longer than this is treated like a window: the state is
/// opened.
const BRIEF: Duration = Duration::from_secs(1);

/// The data that the store and its worker share.
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
    /// Whether there are updates for the state.
    pub(super) updates: bool,
    pub(super) requests: Vec<StateRequest>,
    pub(super) stop: Option<Sender<()>>,
    pub(super) stopped: bool,
    /// Whether the state is open.
    pub(super) ready: bool,
    /// Until then the state is opened only on request, so that a command that does not need the state does not wait for
    /// it.
    not_before: Option<Instant>,
    /// Whether the process ends when its command is done, however long that takes.
    brief: bool,
    thread: Option<JoinHandle<()>>,
}

/// A request that only the state can answer. When the reply comes, the result is in the core.
#[derive(Debug)]
pub(in crate::store) struct StateRequest {
    pub wanted: Wanted,
    pub reply: Sender<Result<(), StoreError>>,
}

/// The kinds of requests to the state.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) enum Wanted {
    /// Load a plan into memory.
    Plan(PlanId),
    /// Load the list of plans.
    Catalog,
    /// Write and sync everything that was committed.
    Sync,
    /// Pack every sealed segment of the journal.
    Pack,
}

impl Shared {
    /// Unless `at_once` is set, the state is opened when it is needed or the store has been used for longer than a
    /// command takes. With `brief` it is opened only when needed, because the process would end before the state is
    /// ready.
    pub fn new(layout: WorkspacePaths, reader: Reader, core: Core, at_once: bool, brief: bool) -> Arc<Self> {
        let queue =
            Queue { not_before: (!at_once).then(|| Instant::now() + BRIEF), brief, ..Queue::default() };
        let (core, queue) = (Mutex::new(core), Mutex::new(queue));
        Arc::new(Self { layout, reader, core, queue, bell: Condvar::new() })
    }

    /// Locks the core; this is the writer lock.
    pub fn core(&self) -> MutexGuard<'_, Core> {
        self.core.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes the worker up, and starts it where necessary.
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

    /// Reports that there are updates for the state; `many` means that more plans wait than are kept in memory.
    ///
    /// # Errors
    /// When the system cannot start a thread; the next call tries again.
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

    /// Sends a request to the worker and waits for the reply.
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

    /// Tells the worker to stop; it replies on `done` once the state is synced. A worker that was not started stays
    /// that way.
    pub fn stop(&self, done: Sender<()>) {
        let mut queue = self.queue();
        if queue.thread.is_none() {
            queue.stopped = true;
        } else if !queue.stopped && queue.stop.is_none() {
            queue.stop = Some(done);
            self.bell.notify_one();
        }
    }

    /// Whether the worker was started.
    pub fn has_begun(&self) -> bool {
        self.queue().thread.is_some()
    }

    /// The handle of the worker's thread; none where it was not started.
    pub fn take_thread(&self) -> Option<JoinHandle<()>> {
        self.queue().thread.take()
    }

    /// Whether somebody waits for the worker.
    pub(super) fn is_waited_for(&self) -> bool {
        let queue = self.queue();
        queue.stop.is_some() || queue.stopped || !queue.requests.is_empty()
    }

    /// Marks the worker as ended: no requests are sent to it any more.
    pub fn retire(&self) {
        self.queue().stopped = true;
    }

    /// Writes the files for a fast start when the store is closed. The list is requested from the state if nobody did
    /// so before, but not while the state is still opening.
    pub fn write_views_at_end(self: &Arc<Self>) -> Result<(), StoreError> {
        let known = self.core().catalog.is_some();
        if !known && self.queue().ready {
            self.ask(Wanted::Catalog)?;
        }
        self.core().write_views(&self.layout)
    }

    /// Waits for a notification; returns whether the time is over.
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
