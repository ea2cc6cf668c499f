//! The membership of this process in a workspace: host (owner of the store) or guest (client of the host), and what
//! happens when the host goes away.

use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc::Sender},
    time::{Duration, Instant},
};

use super::{
    super::{News, Person, Store as _, StoreError, StoreNotice, Whereabouts},
    client::Connection,
    place::{AttachTarget, Attached, Host},
    protocol::{Answer, Ask},
    server::{OnPeople, Server},
};

/// The pause after which a window looks again where nobody serves but the lock is held.
const AGAIN: Duration = Duration::from_millis(250);

/// The relation of this process to the workspace now.
#[derive(Clone, Debug)]
pub(super) enum Membership {
    /// This process is the host or a guest.
    Taken(Member),
    /// The host went away, and this process has not attached again yet.
    Between,
    /// Suspended.
    Away,
    /// Attaching failed: the next request tries again.
    Without,
    /// Closed.
    Closed,
}

/// A membership that is taken.
#[derive(Clone, Debug)]
pub(super) enum Member {
    Host(Arc<Host>),
    Guest(Arc<Connection>),
}

/// The current membership, and the threads that wait for it.
#[derive(Debug)]
pub(super) struct MembershipKeeper {
    pub place: AttachTarget,
    current: Mutex<Membership>,
    /// Held by the thread that is attaching.
    turn: Mutex<()>,
    /// Notified when the membership changes.
    bell: Condvar,
    watchers: Mutex<Vec<Sender<News>>>,
    /// Where this window is; a new host is told of it, too.
    place_here: Mutex<Option<Whereabouts>>,
    /// How many notices of the current host were already reported here.
    told: Mutex<usize>,
}

impl MembershipKeeper {
    pub fn new(place: AttachTarget) -> Arc<Self> {
        Arc::new(Self {
            place,
            current: Mutex::new(Membership::Between),
            turn: Mutex::default(),
            bell: Condvar::new(),
            watchers: Mutex::default(),
            place_here: Mutex::default(),
            told: Mutex::default(),
        })
    }

    /// The current membership.
    pub fn now(&self) -> Membership {
        self.current().clone()
    }

    /// Sends the news of the store to a watcher from now on.
    pub fn watch(self: &Arc<Self>, watcher: Sender<News>) {
        self.watchers().push(watcher);
        match self.now() {
            // If the connection is lost meanwhile, watching is requested from the next host.
            Membership::Taken(Member::Guest(connection)) => {
                let _ = connection.ask(Ask::Watch, Some(self.place.options.patience));
            }
            Membership::Taken(Member::Host(host)) if !self.place.options.serve => self.spread(&host),
            _ => {}
        }
    }

    fn current(&self) -> MutexGuard<'_, Membership> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn watchers(&self) -> MutexGuard<'_, Vec<Sender<News>>> {
        self.watchers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends news to all watchers in this process.
    pub fn tell(&self, news: &News) {
        self.watchers().retain(|watcher| watcher.send(news.clone()).is_ok());
    }

    /// Waits while there is no membership, and returns it.
    pub fn wait_for_membership(self: &Arc<Self>) -> Result<Member, StoreError> {
        let until = Instant::now() + self.place.options.patience;
        let mut membership = self.current();
        loop {
            match &*membership {
                Membership::Taken(member) => return Ok(member.clone()),
                Membership::Closed => return Err(self.place.silent()),
                Membership::Without => {
                    drop(membership);
                    self.join()?;
                    membership = self.current();
                }
                Membership::Between | Membership::Away => {
                    let left = until.saturating_duration_since(Instant::now());
                    if left.is_zero() {
                        return Err(self.place.silent());
                    }
                    membership =
                        self.bell.wait_timeout(membership, left).unwrap_or_else(PoisonError::into_inner).0;
                }
            }
        }
    }

    /// Attaches as host or guest, and tells the watchers that they may have missed changes, before any later change is
    /// told. Only one thread at a time does so, because otherwise the process could become its own
    /// guest.
    pub fn join(self: &Arc<Self>) -> Result<(), StoreError> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*self.current(), Membership::Taken(_) | Membership::Closed) {
            return Ok(());
        }
        let of_server = Arc::downgrade(self);
        let on_people = || -> OnPeople {
            let inner = of_server.clone();
            Box::new(move |people| {
                inner.upgrade().iter().for_each(|inner| inner.tell(&News::People(people.clone())))
            })
        };
        let membership = match self.place.take(on_people) {
            Ok(Attached::Host(host)) => {
                let host = Arc::new(host);
                self.tell(&News::Anew);
                if self.place.options.serve {
                    self.spread(&host);
                }
                Membership::Taken(Member::Host(host))
            }
            Ok(Attached::Guest(connection)) => {
                let connection = Arc::new(connection);
                self.tell(&News::Anew);
                self.follow(&connection);
                Membership::Taken(Member::Guest(connection))
            }
            Err(error) => {
                self.change(Membership::Without);
                return Err(error);
            }
        };
        *self.told.lock().unwrap_or_else(PoisonError::into_inner) = 0;
        self.change(membership);
        self.announce_again();
        Ok(())
    }

    /// Publishes where this window is, to the current and to every later host.
    pub fn announce(&self, place: &Whereabouts) {
        *self.place_here.lock().unwrap_or_else(PoisonError::into_inner) = Some(place.clone());
        self.announce_again();
    }

    fn announce_again(&self) {
        let place = self.place_here.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let Some(place) = place else { return };
        match self.now() {
            Membership::Taken(Member::Host(host)) => drop(host.ask_server(|server| server.announce(place))),
            // No answer is needed, and if the connection is lost the next host is told.
            Membership::Taken(Member::Guest(connection)) => connection.say(Ask::Here(place)),
            _ => {}
        }
    }

    /// Everybody who is present.
    pub fn people(&self) -> Vec<Person> {
        match self.now() {
            Membership::Taken(Member::Host(host)) => host.ask_server(Server::people).unwrap_or_default(),
            Membership::Taken(Member::Guest(connection)) => {
                match connection.ask(Ask::People, Some(self.place.options.patience)) {
                    Ok(Answer::People(people)) => people,
                    _ => Vec::new(),
                }
            }
            _ => Vec::new(),
        }
    }

    /// The notices of the store that were not reported here yet.
    pub fn notices(&self) -> Vec<StoreNotice> {
        match self.now() {
            Membership::Taken(Member::Host(host)) => host.store.notices(),
            Membership::Taken(Member::Guest(connection)) => {
                let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
                let ask = Ask::Notices(*told as u64);
                match connection.ask(ask, Some(self.place.options.patience)) {
                    Ok(Answer::Notices(new)) => {
                        *told += new.len();
                        new
                    }
                    _ => Vec::new(),
                }
            }
            _ => Vec::new(),
        }
    }

    /// Takes another membership, unless the store was closed.
    fn change(&self, membership: Membership) {
        let mut now = self.current();
        if matches!(*now, Membership::Closed) {
            drop(now);
            // The store was closed while this membership was being taken, so nobody has used the membership.
            let _ = membership.leave();
        } else {
            *now = membership;
            self.bell.notify_all();
        }
    }

    /// Gives the membership up, for a while or for ever; another process may become host.
    pub fn give_up(&self, to: Membership) -> Result<(), StoreError> {
        let old = {
            let mut membership = self.current();
            if matches!(*membership, Membership::Closed) {
                return Ok(());
            }
            std::mem::replace(&mut *membership, to)
        };
        self.bell.notify_all();
        old.leave()
    }

    /// Forwards committed changes to the guests and to this process.
    fn spread(self: &Arc<Self>, host: &Host) {
        let (news, announcer) = (host.store.watch(), host.announcer());
        let inner = Arc::downgrade(self);
        let thread = std::thread::Builder::new().name("kvartal-news".to_owned());
        // The thread ends with the store. If it cannot be started, changes are not forwarded, but every reader sees
        // them at the next read.
        let _ = thread.spawn(move || {
            for item in news {
                if let (News::Changed(logged), Some(announcer)) = (&item, &announcer) {
                    announcer.tell(logged);
                }
                inner.upgrade().iter().for_each(|inner| inner.tell(&item));
            }
        });
    }

    /// Reads what the host sends; when the host is gone, attaches again.
    fn follow(self: &Arc<Self>, connection: &Arc<Connection>) {
        let of_news = Arc::downgrade(self);
        connection.set_on_news(move |news| of_news.upgrade().iter().for_each(|inner| inner.tell(&news)));
        let (inner, connection) = (Arc::clone(self), Arc::clone(connection));
        let watched = !self.watchers().is_empty();
        let of_thread = Arc::clone(&connection);
        let thread = std::thread::Builder::new().name("kvartal-answers".to_owned());
        let reading = thread.spawn(move || {
            of_thread.read();
            inner.move_on(&of_thread);
        });
        match reading {
            Ok(_) if watched => {
                let _ = connection.ask(Ask::Watch, Some(self.place.options.patience));
            }
            Ok(_) => {}
            Err(_) => connection.end(),
        }
    }

    /// Leaves the membership if it was this connection; returns whether it was.
    fn vacate(&self, connection: &Arc<Connection>) -> bool {
        connection.end();
        // Waits for a thread that is attaching.
        drop(self.turn.lock().unwrap_or_else(PoisonError::into_inner));
        let mut membership = self.current();
        let was =
            matches!(&*membership, Membership::Taken(Member::Guest(now)) if Arc::ptr_eq(now, connection));
        if was {
            *membership = Membership::Between;
            self.bell.notify_all();
        }
        was
    }

    /// Attaches again after the host has gone; tries as long as necessary.
    fn move_on(self: &Arc<Self>, connection: &Arc<Connection>) {
        if !self.vacate(connection) {
            return;
        }
        loop {
            match self.join() {
                Ok(()) => return,
                // Another process holds the lock without serving: a command at work, or a suspended process.
                Err(StoreError::Locked { .. } | StoreError::Silent { .. }) if self.place.options.serve => {
                    std::thread::sleep(AGAIN);
                }
                // The next request reports the error.
                Err(_) => return,
            }
        }
    }

    /// Attaches again at once, for a request that notices the loss before the reading thread does.
    pub fn leave(self: &Arc<Self>, connection: &Arc<Connection>) -> Result<(), StoreError> {
        if self.vacate(connection) {
            self.join()?;
        }
        Ok(())
    }
}

impl Membership {
    /// Releases what belongs to the membership.
    fn leave(self) -> Result<(), StoreError> {
        match self {
            Self::Taken(Member::Host(host)) => host.close(),
            Self::Taken(Member::Guest(connection)) => {
                connection.end();
                Ok(())
            }
            Self::Between | Self::Away | Self::Without | Self::Closed => Ok(()),
        }
    }
}
