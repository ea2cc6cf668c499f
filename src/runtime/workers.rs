//! The threads that carry out effects: one for the store, one for input files.

use std::{
    io,
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread::{Builder, JoinHandle},
    time::Instant,
};

use super::{
    effects::{EffectHandler, Lane},
    options::Chore,
    own_changes::OwnChanges,
    traits::Wake,
    unsent::UnsentKeeper,
    whereabouts,
};
use crate::{
    app::{Effect, Msg, Notice},
    store::{LineState, Logged, News, Rewound, Store},
};

/// A message for the loop, and the thread that has completed a request with it.
struct Delivery {
    msg: Msg,
    from: Option<Lane>,
}

/// A handle that sends messages to the loop from any thread, such as [`Msg::Changed`] when a plan was changed in
/// another window.
#[derive(Clone)]
pub struct Mailbox {
    sender: Sender<Delivery>,
    wake: Wake,
}

impl Mailbox {
    /// Sends a message. After the window was closed it is dropped.
    pub fn send(&self, msg: Msg) {
        self.deliver(Delivery { msg, from: None });
    }

    fn deliver(&self, delivery: Delivery) {
        if self.sender.send(delivery).is_ok() {
            (self.wake)();
        }
    }
}

/// A thread that carries out effects in order.
struct Worker {
    wanted: Sender<Effect>,
    thread: JoinHandle<()>,
    /// How many requests are not answered yet.
    open: usize,
}

impl Worker {
    fn start(
        name: &str,
        lane: Lane,
        handler: Arc<EffectHandler>,
        answers: Mailbox,
    ) -> Result<Self, io::Error> {
        let (wanted, effects) = channel::<Effect>();
        let thread = Builder::new().name(name.to_owned()).spawn(move || {
            for effect in effects {
                if let Some(msg) = handler.answer(effect) {
                    answers.deliver(Delivery { msg, from: Some(lane) });
                }
            }
        })?;
        Ok(Self { wanted, thread, open: 0 })
    }

    fn ask(&mut self, effect: Effect) {
        // If the worker has ended, it has panicked, which ends the program with a report.
        if self.wanted.send(effect).is_ok() {
            self.open += 1;
        }
    }
}

/// Both threads, and their answers.
pub(super) struct Workers {
    store: Worker,
    files: Worker,
    answers: Receiver<Delivery>,
    mailbox: Mailbox,
    own: Arc<OwnChanges>,
}

impl Workers {
    pub fn start(handler: EffectHandler, wake: Wake) -> Result<Self, io::Error> {
        let own = Arc::clone(&handler.own);
        let handler = Arc::new(handler);
        let (sender, answers) = channel();
        let mailbox = Mailbox { sender, wake };
        let store = Worker::start("kvartal-commits", Lane::Store, Arc::clone(&handler), mailbox.clone())?;
        let files = Worker::start("kvartal-files", Lane::Files, handler, mailbox.clone())?;
        Ok(Self { store, files, answers, mailbox, own })
    }

    /// Forwards the changes of others in the store, until the store ends.
    pub fn follow(&self, store: &Arc<dyn Store>, unsent: Option<Arc<dyn UnsentKeeper>>) {
        let (news, mailbox, own) = (store.watch(), self.mailbox.clone(), Arc::clone(&self.own));
        // If the thread cannot be started, nothing is forwarded, and the plan is read again at the next conflict.
        let _ = Builder::new().name("kvartal-news".to_owned()).spawn(move || {
            for item in news {
                match item {
                    News::Changed(logged) if own.has(logged.change.id) => {}
                    News::Changed(Logged { seq, change }) => {
                        mailbox.send(Msg::Arrived(Box::new(change), seq));
                    }
                    News::Anew => mailbox.send(Msg::Anew),
                    News::Line(state) => mailbox.send(Msg::Line(state == LineState::Stands)),
                    News::Rewound(lost) => mailbox.send(Msg::Failed(told_of(&lost, unsent.as_deref()))),
                    News::People(people) => {
                        let now = jiff::Timestamp::now().as_millisecond();
                        mailbox.send(Msg::People(whereabouts::neighbours(people, now)));
                    }
                }
            }
        });
    }

    /// Does work on a thread of its own, which ends with the process at the latest; a failure arrives as a message.
    pub fn do_beside(&self, chore: Chore) {
        let mailbox = self.mailbox.clone();
        let work = move || {
            if let Err(words) = chore() {
                mailbox.send(Msg::Failed(Notice::failed(words)));
            }
        };
        // If the thread cannot be started, the work is left to the next window.
        let _ = Builder::new().name("kvartal-chore".to_owned()).spawn(work);
    }

    pub fn mailbox(&self) -> Mailbox {
        self.mailbox.clone()
    }

    /// Requests an effect, whose answer arrives as a message. The loop's own effects must not be passed.
    pub fn ask(&mut self, effect: Effect) {
        match Lane::of(&effect) {
            Lane::Loop => {}
            Lane::Store => self.store.ask(effect),
            Lane::Files => self.files.ask(effect),
        }
    }

    /// Whether the store has requests that are not answered.
    pub const fn is_storing(&self) -> bool {
        self.store.open > 0
    }

    /// Whether any request is not answered.
    pub const fn is_busy(&self) -> bool {
        self.store.open > 0 || self.files.open > 0
    }

    /// A message that has arrived.
    pub fn try_next(&mut self) -> Option<Msg> {
        let delivery = self.answers.try_recv().ok()?;
        Some(self.count(delivery))
    }

    /// A message; waits for one until a moment in time.
    pub fn next_until(&mut self, until: Instant) -> Option<Msg> {
        let left = until.saturating_duration_since(Instant::now());
        let delivery = self.answers.recv_timeout(left).ok()?;
        Some(self.count(delivery))
    }

    fn count(&mut self, delivery: Delivery) -> Msg {
        match delivery.from {
            Some(Lane::Store) => self.store.open = self.store.open.saturating_sub(1),
            Some(Lane::Files) => self.files.open = self.files.open.saturating_sub(1),
            Some(Lane::Loop) | None => {}
        }
        delivery.msg
    }

    /// Waits until the store has completed all requests. Files are not waited for.
    pub fn finish(self) {
        drop(self.store.wanted);
        // A panic of the thread was already reported.
        let _ = self.store.thread.join();
    }
}

/// Says what a server does not have any more, and keeps what is known of it.
fn told_of(lost: &Rewound, unsent: Option<&dyn UnsentKeeper>) -> Notice {
    let place = unsent.and_then(|unsent| unsent.set_aside(&lost.kept));
    let told = Notice::warning(if place.is_some() { "server-rewound-kept" } else { "server-rewound" });
    told.with("count", lost.changes).with("plans", lost.plans).with("kept", lost.kept.len())
}
