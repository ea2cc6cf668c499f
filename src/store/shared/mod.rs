//! Several processes on one workspace: one of them, the host, owns the store and serves the others, the guests, through
//! a socket in the workspace. Callers attach to the store and need not know whether their process is the host.
//!
//! A process tries to connect. If nobody listens, it opens the store, whose lock only one process can hold; the process
//! that gets it serves. When the host ends or is killed, the connections of its guests break, and each guest starts
//! again. A request without an answer is repeated: a change has an id, so the second attempt does nothing.
//!
//! | module | subject |
//! |---|---|
//! | `protocol` | the protocol on the socket |
//! | `address` | the address of the socket |
//! | `client` | a guest's connection to the host |
//! | `server` | the server in the host |
//! | `place` | attaching to a workspace as host or guest |
//! | `words` | conversion between values of the store and messages |
//! | `membership` | the current role as host or guest, and its change when the host goes away |

mod address;
mod client;
mod membership;
mod place;
mod protocol;
mod server;
#[cfg(test)]
mod tests;
mod words;

use std::{
    path::Path,
    sync::{
        Arc,
        mpsc::{Receiver, channel},
    },
    time::Duration,
};

pub use place::serving_account;
pub use server::{answer_bytes, answer_payloads};

use super::{
    CommitError, DiskStore, Logged, News, OpenOptions, Person, PlanEntry, PlanPart, ReadStore, Store,
    StoreError, StoreNotice, Whereabouts, disk::refuse_malformed,
};
use crate::domain::{Change, Plan, PlanId, catalog::Means};
use client::NoAnswer;
use membership::{Member, Membership, MembershipKeeper};
use place::AttachTarget;
use protocol::{Answer, Ask};

/// A request is given up after this many hosts in a row ended before answering it.
const LOSSES: usize = 20;

/// How a workspace is attached to.
#[derive(Clone, Copy, Debug)]
pub struct AttachOptions {
    /// How the store is opened if nobody serves it.
    pub open: OpenOptions,
    /// Whether this process then serves others. A short command does not.
    pub serve: bool,
    /// Whether other system users are served, too. The files stay inaccessible to them, and they can make changes only
    /// under their own names.
    pub everybody: bool,
    /// How long to wait for a process that has the workspace open but does not serve or answer.
    pub patience: Duration,
}

impl AttachOptions {
    /// A window serves, because it stays open.
    pub const fn window(now_ms: i64) -> Self {
        Self {
            open: OpenOptions::window(now_ms),
            serve: true,
            everybody: false,
            patience: Duration::from_secs(5),
        }
    }

    /// A command does not serve, because it ends soon.
    pub const fn command(now_ms: i64) -> Self {
        Self {
            open: OpenOptions::brief(now_ms),
            serve: false,
            everybody: false,
            patience: Duration::from_secs(2),
        }
    }
}

/// The process that serves a workspace; none where nobody does.
///
/// # Errors
/// When the serving process does not answer, or has another version.
pub fn who_serves(path: &Path) -> Result<Option<u32>, StoreError> {
    let place = AttachTarget::new(path, AttachOptions::command(0));
    place.call().map(|found| found.and_then(|connection| connection.pid()))
}

/// A workspace that others may use at the same time.
#[derive(Debug)]
pub struct SharedStore {
    membership: Arc<MembershipKeeper>,
}

impl SharedStore {
    /// Attaches to a workspace: to the process that serves it, or by opening it.
    ///
    /// # Errors
    /// When it is locked by a process that does not serve, served by another version, or cannot be opened.
    pub fn attach(path: &Path, options: AttachOptions) -> Result<Self, StoreError> {
        let membership = MembershipKeeper::new(AttachTarget::new(path, options));
        membership.join()?;
        Ok(Self { membership })
    }

    /// Whether this process is the host, which owns the store.
    pub fn is_host(&self) -> bool {
        matches!(self.membership.now(), Membership::Taken(Member::Host(_)))
    }

    /// A host runs `own` on its store; a guest sends `ask` to the host and reads the answer with `read`.
    fn with<T>(
        &self,
        own: impl Fn(&DiskStore) -> Result<T, CommitError>,
        ask: impl Fn() -> Result<Ask, CommitError>,
        read: impl Fn(&Answer) -> Option<Result<T, CommitError>>,
    ) -> Result<T, CommitError> {
        for _ in 0..LOSSES {
            let connection = match self.membership.wait_for_membership()? {
                Member::Host(host) => return own(&host.store),
                Member::Guest(connection) => connection,
            };
            match connection.ask(ask()?, self.membership.place.patience_for_answers()) {
                Ok(Answer::Failed(error)) => return Err(error.into()),
                Ok(answer) => return read(&answer).unwrap_or_else(|| Err(self.silent().into())),
                Err(NoAnswer::Silent) => return Err(self.silent().into()),
                Err(NoAnswer::TooLarge) => return Err(CommitError::Malformed),
                // The request is repeated to the next host.
                Err(NoAnswer::Lost) => self.membership.leave(&connection)?,
            }
        }
        Err(self.silent().into())
    }

    fn read<T>(
        &self,
        own: impl Fn(&DiskStore) -> Result<T, StoreError>,
        ask: &Ask,
        read: impl Fn(&Answer) -> Option<T>,
    ) -> Result<T, StoreError> {
        let answer = self.with(|store| Ok(own(store)?), || Ok(ask.clone()), |answer| read(answer).map(Ok));
        answer.map_err(|error| match error {
            CommitError::Store(error) => error,
            // Only a commit can be refused for other reasons.
            _ => self.silent(),
        })
    }

    fn silent(&self) -> StoreError {
        self.membership.place.silent()
    }
}

impl Store for SharedStore {
    fn plans(&self) -> Result<Vec<PlanEntry>, StoreError> {
        self.read(DiskStore::plans, &Ask::Plans, words::read_plans)
    }

    fn gone(&self) -> Result<Vec<PlanId>, StoreError> {
        self.read(DiskStore::gone, &Ask::Gone, words::read_gone)
    }

    fn find(&self, name: Option<&str>) -> Result<Means<PlanId>, StoreError> {
        if let Membership::Taken(Member::Host(host)) = self.membership.now() {
            return host.store.find(name);
        }
        Ok(Means::among(name, self.plans()?.iter().map(|p| (p.id, p.slug.as_str(), p.id, p.archived))))
    }

    fn load(&self, plan: PlanId) -> Result<Option<Plan>, StoreError> {
        self.read(|store| store.load(plan), &Ask::Load(plan.0), words::read_plan)
    }

    fn load_part(&self, plan: PlanId, part: &PlanPart<'_>) -> Result<Option<Plan>, StoreError> {
        match self.membership.now() {
            Membership::Taken(Member::Host(host)) => host.store.load_part(plan, part),
            _ => self.load(plan),
        }
    }

    fn commit(&self, change: &Change) -> Result<u64, CommitError> {
        // A malformed change cannot be sent over the socket.
        refuse_malformed(change)?;
        self.with(|store| store.commit(change), || words::commit(change), words::read_commit)
    }

    fn history(&self, plan: PlanId, from: u64) -> Result<Vec<Logged>, StoreError> {
        self.read(|store| store.history(plan, from), &Ask::History(plan.0, from), words::read_history)
    }

    fn latest(&self, plan: PlanId, below: u64, at_most: usize) -> Result<Vec<Logged>, StoreError> {
        let ask = Ask::Latest(plan.0, below, at_most as u64);
        self.read(|store| store.latest(plan, below, at_most), &ask, words::read_history)
    }

    fn stamp(&self, plan: Option<PlanId>) -> Option<[u8; 32]> {
        match self.membership.now() {
            Membership::Taken(Member::Host(host)) => host.store.stamp(plan),
            // A guest that may read the files needs no answer of the host.
            _ => ReadStore::stamp_of(&self.membership.place.path, plan),
        }
    }

    fn watch(&self) -> Receiver<News> {
        let (sender, receiver) = channel();
        self.membership.watch(sender);
        receiver
    }

    fn notices(&self) -> Vec<StoreNotice> {
        self.membership.notices()
    }

    fn announce(&self, place: &Whereabouts) {
        self.membership.announce(place);
    }

    fn people(&self) -> Vec<Person> {
        self.membership.people()
    }

    fn rest(&self) {
        // A failure only makes the next start slower.
        let _ = self.membership.give_up(Membership::Away);
    }

    fn resume(&self) -> Result<(), StoreError> {
        if matches!(self.membership.now(), Membership::Away) {
            self.membership.join()?;
        }
        Ok(())
    }

    fn close(&self) -> Result<(), StoreError> {
        self.membership.give_up(Membership::Closed)
    }
}

impl Drop for SharedStore {
    fn drop(&mut self) {
        // A failure only makes the next start slower.
        let _ = self.membership.give_up(Membership::Closed);
    }
}
