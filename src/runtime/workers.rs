//! The threads that answer effects: one for the store, one for files that come in.

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
    effects::{EffectHandler, Lane, OwnChanges},
    traits::Wake,
    whereabouts,
};
use crate::{
    app::{Effect, Msg},
    store::{LineState, Logged, News, Store},
};

/// A message for the loop, and which of the threads is done with something by it.
struct Delivery {
    msg: Msg,
    from: Option<Lane>,
}

/// Sends messages to the loop from any thread, such as [`Msg::Changed`] when a plan was changed in another
/// window.
#[derive(Clone)]
pub struct Mailbox {
    sender: Sender<Delivery>,
    wake: Wake,
}

impl Mailbox {
    /// Sends a message. One that comes after the window was closed goes nowhere.
    pub fn send(&self, msg: Msg) {
        self.deliver(Delivery { msg, from: None });
    }

    fn deliver(&self, delivery: Delivery) {
        if self.sender.send(delivery).is_ok() {
            (self.wake)();
        }
    }
}

/// A thread that answers in order.
struct Worker {
    wanted: Sender<Effect>,
    thread: JoinHandle<()>,
    /// How much was asked for and not answered yet.
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
        // A worker that has gone has panicked, which ends the program with the reason.
        if self.wanted.send(effect).is_ok() {
            self.open += 1;
        }
    }
}

/// Both threads, and what they answered.
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

    /// Passes on what others change in the store, until the store ends.
    pub fn follow(&self, store: &Arc<dyn Store>) {
        let (news, mailbox, own) = (store.watch(), self.mailbox.clone(), Arc::clone(&self.own));
        // Without the thread nothing arrives, and what is shown is read again at the next conflict.
        let _ = Builder::new().name("kvartal-news".to_owned()).spawn(move || {
            for item in news {
                match item {
                    News::Changed(logged) if own.has(logged.change.id) => {}
                    News::Changed(Logged { seq, change }) => {
                        mailbox.send(Msg::Arrived(Box::new(change), seq));
                    }
                    News::Anew => mailbox.send(Msg::Anew),
                    News::Line(state) => mailbox.send(Msg::Line(state == LineState::Stands)),
                    News::People(people) => {
                        let now = jiff::Timestamp::now().as_millisecond();
                        mailbox.send(Msg::People(whereabouts::neighbours(people, now)));
                    }
                }
            }
        });
    }

    pub fn mailbox(&self) -> Mailbox {
        self.mailbox.clone()
    }

    /// Has an effect answered by a message later. One of the loop's own is not for the threads.
    pub fn ask(&mut self, effect: Effect) {
        match Lane::of(&effect) {
            Lane::Loop => {}
            Lane::Store => self.store.ask(effect),
            Lane::Files => self.files.ask(effect),
        }
    }

    /// Whether the store has still something to do.
    pub const fn is_storing(&self) -> bool {
        self.store.open > 0
    }

    /// Whether anything was asked for that is not answered yet.
    pub const fn is_busy(&self) -> bool {
        self.store.open > 0 || self.files.open > 0
    }

    /// A message that has come.
    pub fn try_next(&mut self) -> Option<Msg> {
        let delivery = self.answers.try_recv().ok()?;
        Some(self.count(delivery))
    }

    /// A message, waited for until some moment.
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

    /// Waits until the store has done everything that was asked of it. Files are not waited for.
    pub fn finish(self) {
        drop(self.store.wanted);
        // A thread that panicked has told why.
        let _ = self.store.thread.join();
    }
}
