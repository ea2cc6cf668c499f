//! Durable state: the [`Store`] trait, its memory and its journal-and-sled implementations.
//!
//! Promises, the same for every implementation (one conformance suite tests them): a commit is atomic, it checks every
//! `before` and every guard, and it is acknowledged only when it would survive a power cut. Changes are ordered within
//! a plan but not across plans, and no commit spans several plans.
//!
//! | module | subject |
//! |---|---|
//! | `memory` | a store without a disk |
//! | `disk` | the store on a disk: [`DiskStore`] |
//! | `shared` | several processes on one workspace: [`SharedStore`] |
//! | `postgres`, `server` | plans on a server, if the feature `postgres` is built in; its errors |
//! | `core` | the data in memory, guarded by the writer lock; `cached_plan` is one plan in it |
//! | `journal` | the source of truth: segments of chained frames, one for each change |
//! | `worker` | the thread behind the writer, the only one that uses the state |
//! | `state`, `page`, `sled` | pages of records derived from the journal, in the key-value engine |
//! | `mend` | opening the state, and repairing or rebuilding it |
//! | `view`, `snapshot`, `listing` | files for a fast start: single plans, and the list of plans |
//! | `codec`, `wire`, `stored` | the envelope of every stored value, the values, and their layouts |
//! | `people` | accounts and groups of the system, and the check of roles |
//! | `presence` | who has the workspace open, and where they are |
//! | `json_lines` | plans as lines of text, for copies: [`JsonStore`] |
//! | `untold` | plans that have not reported yet that their figures follow other rules now |
//! | `workspace`, `paths` | the directory: marker, lock, private files, and the paths in it |
//! | `plain_file`, `misplaced` | opening files without waiting, and what stands where a file or a directory belongs |
//! | `identity`, `strangers` | which workspace a directory is, and plans in parts of another one |
//! | `stamp`, `journal::witness` | evidence of a cut, replaced or lost journal |
//! | `known`, `recover` | the knowledge of all places, combined if the journal is not intact |
//! | `reading` | reading a workspace without a lock and without writing: [`ReadStore`] |
//! | `repair` | rewriting the journal from everything that is known |
//! | `backup` | writing every change to one file, and restoring it |
//! | `harm`, `lost`, `notice`, `error` | damage, losses, repairs and errors, as data |
//! | `doctor` | verifying a whole workspace |

use std::sync::mpsc::Receiver;

use crate::{
    domain::{Actor, Change, Deleted, Plan, PlanEntry, PlanId, catalog::Means},
    text::find::Wanted,
};

mod backup;
mod cached_plan;
mod codec;
#[cfg(test)]
mod conformance;
mod core;
mod disk;
mod doctor;
mod durable_file;
mod error;
#[cfg(test)]
mod fixture;
mod harm;
mod identity;
mod journal;
mod json_lines;
mod known;
mod listing;
mod lost;
mod memory;
mod mend;
mod misplaced;
mod notice;
mod page;
mod paths;
mod people;
mod plain_file;
#[cfg(feature = "postgres")]
mod postgres;
mod presence;
mod probe;
mod reading;
mod recover;
mod repair;
mod rules;
mod server;
mod shared;
mod sled;
mod snapshot;
mod stamp;
mod state;
mod stored;
mod strangers;
mod untold;
mod view;
mod wire;
mod worker;
mod workspace;

pub use backup::{back_up, back_up_daily, backups, keep, restore};
pub use disk::{DiskStore, OpenOptions, PackedSize};
pub use doctor::{Fault, Report, verify};
pub use error::{CommitError, StoreError};
pub use harm::Harm;
pub use json_lines::{JsonStore, change_of_line, line_of_change};
pub use lost::{ChangeKeeper, Loss, Lost, Trouble};
pub use memory::MemoryStore;
pub use notice::StoreNotice;
pub use people::{account, actor};
pub use plain_file::{open_plain, read_plain};
pub use presence::{Person, Whereabouts};
pub use probe::{decode_bytes, journal_bytes};
pub use reading::{ReadStore, is_in_use, is_workspace};
pub use repair::{Mended, Mender, accept_loss, repair};
pub use server::{Migrated, ServerFault, ServerOptions, is_server_address, migrate_server, open_server};
pub use shared::{AttachOptions, SharedStore, answer_bytes, answer_payloads, serving_account, who_serves};

/// A change with its number within its plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// 1 for the first change of a plan.
    pub seq: u64,
    /// The change.
    pub change: Change,
}

/// News from a store for those who watch it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// A change was committed, by anyone.
    Changed(Logged),
    /// Changes may have been missed: whatever is shown has to be read again.
    Anew,
    /// Somebody has come or gone: everybody who is present now.
    People(Vec<Person>),
    /// The connection to the server was lost or restored.
    Line(LineState),
    /// The server has an earlier state than it had before.
    Rewound(Rewound),
}

/// What a server does not have any more, because it was restored from a backup. That a plan is missing may also mean that
/// this role may not see it any more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rewound {
    /// How many plans lack changes.
    pub plans: usize,
    /// How many changes they lack.
    pub changes: u64,
    /// Those of them that this client remembers.
    pub kept: Vec<Logged>,
}

/// Whether the store can be reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineState {
    /// It can be reached.
    #[default]
    Stands,
    /// It cannot be reached: commits wait.
    Lost,
}

/// The part of a plan that a command needs.
#[derive(Clone, Copy, Debug)]
pub struct PlanPart<'a> {
    /// The addresses of the measures and indicators that it changes.
    pub addresses: &'a [&'a str],
    /// Whether it needs the evidence.
    pub evidence: bool,
    /// Whether it needs the figures of all groups, with the nodes above the measures and what open doubts are about.
    pub groups: bool,
}

impl PlanPart<'static> {
    /// The figures of all groups, to be shown.
    pub const FIGURES: Self = Self { addresses: &[], evidence: false, groups: true };
}

/// A place where plans are stored.
pub trait Store: Send + Sync {
    /// Every plan that exists, archived ones too, by slug.
    ///
    /// # Errors
    /// When the state cannot be read.
    fn plans(&self) -> Result<Vec<PlanEntry>, StoreError>;

    /// The plans that were deleted.
    ///
    /// # Errors
    /// When the state cannot be read.
    fn gone(&self) -> Result<Vec<PlanId>, StoreError>;

    /// The plans that were deleted, latest first, each with the data of the change that deleted it.
    ///
    /// # Errors
    /// When the state or the journal cannot be read.
    fn deleted(&self) -> Result<Vec<Deleted>, StoreError> {
        let mut deleted = Vec::new();
        for id in self.gone()? {
            let last = self.latest(id, u64::MAX, 1)?.into_iter().next();
            deleted.extend(last.and_then(|Logged { seq, change }| Deleted::of(seq, change)));
        }
        deleted.sort_by_key(|plan| (std::cmp::Reverse(plan.at()), plan.id()));
        Ok(deleted)
    }

    /// Finds the plan that a name means among those that exist.
    ///
    /// # Errors
    /// When the state cannot be read.
    fn find(&self, name: Option<&str>) -> Result<Means<PlanId>, StoreError> {
        Ok(Means::among(name, self.plans()?.iter().map(|p| (p.id, p.slug.as_str(), p.id, p.archived))))
    }

    /// A plan as it is now; none where it never existed or was deleted.
    ///
    /// # Errors
    /// When the state cannot be read.
    fn load(&self, plan: PlanId) -> Result<Option<Plan>, StoreError>;

    /// The outline of a plan, for a reader that goes through many plans: its header, performers, nodes and indicators.
    /// Whatever else it has may be missing, and its figures with it. The plan takes the place of no other in memory.
    ///
    /// # Errors
    /// When the state cannot be read.
    fn look_into(&self, plan: PlanId) -> Result<Option<Plan>, StoreError> {
        self.load(plan)
    }

    /// Those of some plans that a search through the places of their outlines may find something in. A store that does
    /// not know it without reading them names all.
    ///
    /// # Errors
    /// When the state cannot be read.
    fn may_hold(&self, plans: &[PlanId], wanted: &Wanted) -> Result<Vec<PlanId>, StoreError> {
        let _ = wanted;
        Ok(plans.to_vec())
    }

    /// As [`Store::load`], for a command that changes only the given addresses: the plan may lack nodes that are
    /// neither at an address nor above one, and then its totals are not those of the whole plan.
    ///
    /// # Errors
    /// When the state cannot be read.
    fn load_part(&self, plan: PlanId, part: &PlanPart<'_>) -> Result<Option<Plan>, StoreError> {
        let _ = part;
        self.load(plan)
    }

    /// Makes a change durable and returns its number within the plan. A change that is already there (by its id) is
    /// acknowledged again and does nothing.
    ///
    /// # Errors
    /// When a record has another value than expected, a slug is taken, or the change could not be made durable: in each
    /// case nothing was changed.
    fn commit(&self, change: &Change) -> Result<u64, CommitError>;

    /// Copies the changes of one plan from another store, with their numbers and authors. Changes that are there
    /// already are skipped. Roles are not checked, because they were checked when the changes were made. Slugs are not
    /// checked, because a slug that the plan had earlier may belong to another plan now; the caller checks first that
    /// the current one is free. The plan is certain to be listed only after the last change.
    ///
    /// # Errors
    /// When they do not follow the existing changes, could not be made durable, or the store takes no copies.
    fn adopt(&self, changes: &[Logged], is_last: bool) -> Result<(), CommitError> {
        let _ = (changes, is_last);
        Err(CommitError::Malformed)
    }

    /// The changes of a plan, oldest first, from the number `from` on (1 for all).
    ///
    /// # Errors
    /// When the journal cannot be read.
    fn history(&self, plan: PlanId, from: u64) -> Result<Vec<Logged>, StoreError>;

    /// The changes of a plan whose numbers are below `below`, latest first, at most `at_most`: for readers that go back
    /// only a little.
    ///
    /// # Errors
    /// When the journal cannot be read.
    fn latest(&self, plan: PlanId, below: u64, at_most: usize) -> Result<Vec<Logged>, StoreError> {
        let mut changes = self.history(plan, 1)?;
        changes.retain(|logged| logged.seq < below);
        changes.reverse();
        changes.truncate(at_most);
        Ok(changes)
    }

    /// A value that is another one after each change of a plan, or, without a plan, of any plan. It costs the same
    /// however large the plan is; none where it is not known.
    fn stamp(&self, plan: Option<PlanId>) -> Option<[u8; 32]> {
        let _ = plan;
        None
    }

    /// A channel with the news of the store from now on.
    fn watch(&self) -> Receiver<News>;

    /// The process is about to be suspended: others that use the workspace go on without it.
    fn rest(&self) {}

    /// The process was resumed.
    ///
    /// # Errors
    /// When the workspace cannot be used any more.
    fn resume(&self) -> Result<(), StoreError> {
        Ok(())
    }

    /// The repairs made since the last call; each is reported to the user in a sentence.
    fn notices(&self) -> Vec<StoreNotice> {
        Vec::new()
    }

    /// Every notice from the nth on, counted since the store was opened, whether [`Store::notices`] has returned it or
    /// not: for the clients of a serving process.
    fn notices_from(&self, nth: usize) -> Vec<StoreNotice> {
        let _ = nth;
        Vec::new()
    }

    /// The actor for a user who gives this name. A server identifies the user itself and ignores the name.
    fn actor(&self, name: &str) -> Actor {
        actor(name)
    }

    /// Publishes where this window is, for other windows.
    fn announce(&self, place: &Whereabouts) {
        let _ = place;
    }

    /// Everybody who has the workspace open in a window, in the order of coming.
    fn people(&self) -> Vec<Person> {
        Vec::new()
    }

    /// Ends the use of the store and writes the files for a fast start. No acknowledged change depends on it. Nothing
    /// may be asked of the store afterwards.
    ///
    /// # Errors
    /// When the files for a fast start could not be written.
    fn close(&self) -> Result<(), StoreError> {
        Ok(())
    }
}
