//! Plans on a PostgreSQL server: the same promises as on a disk, kept by the server's transactions.
//!
//! | module | subject |
//! |---|---|
//! | `address`, `passwords` | the address of the server and the password |
//! | `line`, `opening`, `encryption`, `faults` | connections to the server that accepts writes, and their errors |
//! | `schema` | the tables and their versions |
//! | `rows`, `shown` | plans, records and changes as rows; the columns for views |
//! | `load`, `commit`, `adopt` | reading, committing, and copying from another store |
//! | `places` | the words of all places, for searches through all plans |
//! | `watch`, `recent` | the changes of other clients; what a server that was restored has lost |

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        mpsc::{Receiver, channel},
    },
    time::Instant,
};

use tokio::sync::Notify;

use super::{
    CommitError, Logged, Migrated, News, PlanEntry, ServerFault, ServerOptions, Store, StoreError, codec,
    disk::refuse_malformed, server::Variable, wire::CatalogEntry,
};
use crate::{
    domain::{Actor, Change, Plan, PlanId, catalog::Means},
    text::find::Wanted,
};
use address::ServerAddress;
use line::{Line, LineError, Lines};
use load::Held;
use opening::Opener;
use recent::Recent;
use rows::Uuid;
use watch::Watchers;

mod address;
mod adopt;
mod commit;
mod encryption;
mod faults;
mod line;
mod load;
mod opening;
mod passwords;
mod places;
mod recent;
mod rows;
mod schema;
#[cfg(test)]
pub mod scratch;
mod shown;
mod watch;

/// How many plans are kept in memory.
const HELD: usize = 64;
/// The current role and the roles it is a member of. A superuser gets none, because the server would name every role.
const GROUPS: &str = "SELECT current_user::text, array(SELECT r.rolname::text FROM pg_catalog.pg_roles r \
    WHERE r.rolname <> current_user AND pg_catalog.pg_has_role(r.oid, 'MEMBER') \
    AND NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user))";

/// The thread that watches for the changes of others.
struct Driver {
    handle: tokio::runtime::Handle,
    stop: Arc<Notify>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Driver {
    fn start() -> Result<Self, ServerFault> {
        let runtime = line::runtime()?;
        let (handle, stop) = (runtime.handle().clone(), Arc::new(Notify::new()));
        let stopped = Arc::clone(&stop);
        let thread = std::thread::Builder::new().name("kvartal-server".to_owned());
        let thread = thread.spawn(move || runtime.block_on(stopped.notified()));
        Ok(Self { handle, stop, thread: Some(thread.map_err(|error| faults::of_system(&error))?) })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.stop.notify_one();
        // A panic of the thread was already reported.
        let _ = self.thread.take().map(std::thread::JoinHandle::join);
    }
}

/// Plans on a server.
pub struct PgStore {
    lines: Lines,
    plans: Mutex<HashMap<PlanId, Held>>,
    watchers: Arc<Watchers>,
    recent: Arc<Recent>,
    /// The role that the server knows this client by.
    actor: Actor,
    driver: Driver,
}

impl std::fmt::Debug for PgStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PgStore").field("lines", &self.lines).finish_non_exhaustive()
    }
}

/// Creates the tables on a server, or upgrades them to the version that this program needs.
///
/// # Errors
/// When the server cannot be used, or a newer version made its tables: in each case nothing was changed.
pub fn migrate(
    address: &str,
    variable: Variable<'_>,
    options: ServerOptions,
) -> Result<Migrated, StoreError> {
    let lines = open_lines(address, variable, options, false, Box::new(|_| ()))?;
    Ok(lines.ask(async |line| schema::migrate(line).await)?)
}

fn open_lines(
    address: &str,
    variable: Variable<'_>,
    options: ServerOptions,
    checks_tables: bool,
    on_line: line::OnLine,
) -> Result<Lines, ServerFault> {
    if options.is_shown && address::has_password(address) {
        return Err(ServerFault::PasswordShown);
    }
    let address = ServerAddress::read(address, variable)?;
    Lines::new(Opener::new(address, checks_tables), options.patience, on_line)
}

impl PgStore {
    /// Opens the plans on a server.
    ///
    /// # Errors
    /// When no server can be reached that takes changes, it does not let this role in, or its tables are not those
    /// of this version.
    pub fn open(address: &str, variable: Variable<'_>, options: ServerOptions) -> Result<Self, StoreError> {
        let watchers: Arc<Watchers> = Arc::default();
        let told = Arc::clone(&watchers);
        let on_line = Box::new(move |state| told.tell(&News::Line(state)));
        let lines = open_lines(address, variable, options, true, on_line)?;
        let actor = lines.ask_until(Some(Instant::now() + options.at_first), async |line| who(line).await)?;
        let driver = Driver::start()?;
        Ok(Self { lines, plans: Mutex::default(), watchers, recent: Arc::default(), actor, driver })
    }

    fn plans_in_memory(&self) -> MutexGuard<'_, HashMap<PlanId, Held>> {
        self.plans.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a plan in memory, unless a later version of it is there.
    fn keep(&self, held: Held) {
        let (mut plans, id) = (self.plans_in_memory(), held.plan.id());
        if plans.len() >= HELD && !plans.contains_key(&id) {
            let any = plans.keys().next().copied();
            any.map(|any| plans.remove(&any));
        }
        if plans.get(&id).is_none_or(|kept| kept.plan.seq() <= held.plan.seq()) {
            plans.insert(id, held);
        }
    }

    fn ask<T>(&self, work: impl AsyncFn(&Line) -> Result<T, LineError>) -> Result<T, StoreError> {
        Ok(self.lines.ask(work)?)
    }

    /// A plan as it is now, whether it exists or not.
    fn current(&self, id: PlanId) -> Result<Plan, StoreError> {
        let known = FirstAttempt::with(self.plans_in_memory().remove(&id));
        let held = self.ask(async |line| match known.take() {
            Some(mut held) => {
                load::catch_up(line, &mut held).await?;
                Ok(held)
            }
            None => load::plan(line, id).await,
        })?;
        let plan = held.plan.clone();
        self.keep(held);
        Ok(plan)
    }
}

/// A plan in memory for work that is perhaps repeated. Only the first attempt gets it, because it may alter it and a
/// copy would take longer than most changes; another attempt reads the plan from the server.
struct FirstAttempt(Mutex<Option<Held>>);

impl FirstAttempt {
    const fn with(known: Option<Held>) -> Self {
        Self(Mutex::new(known))
    }

    fn take(&self) -> Option<Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

async fn who(line: &Line) -> Result<Actor, LineError> {
    let rows = line.query(GROUPS, &[]).await?;
    let Some(row) = rows.first() else { return Ok(Actor::default()) };
    Ok(Actor { name: row.try_get(0)?, groups: row.try_get(1)? })
}

impl Store for PgStore {
    fn plans(&self) -> Result<Vec<PlanEntry>, StoreError> {
        const SQL: &str = "SELECT id, listed FROM kvartal.plans WHERE slug IS NOT NULL ORDER BY slug";
        self.ask(async |line| {
            let rows = line.query(SQL, &[]).await?;
            let mut entries = Vec::with_capacity(rows.len());
            for row in &rows {
                let id: Uuid = row.try_get(0)?;
                let entry: CatalogEntry = rows::read(PlanId(id.0), row.try_get(1)?)?;
                entries.extend(entry.to_entry());
            }
            Ok(entries)
        })
    }

    fn gone(&self) -> Result<Vec<PlanId>, StoreError> {
        const SQL: &str = "SELECT id FROM kvartal.plans WHERE slug IS NULL ORDER BY id";
        self.ask(async |line| {
            let rows = line.query(SQL, &[]).await?;
            let id = |row: &tokio_postgres::Row| Ok(PlanId(row.try_get::<_, Uuid>(0)?.0));
            rows.iter().map(id).collect()
        })
    }

    fn find(&self, name: Option<&str>) -> Result<Means<PlanId>, StoreError> {
        const SQL: &str = "SELECT id, slug, archived FROM kvartal.plans WHERE slug IS NOT NULL";
        self.ask(async |line| {
            let rows = line.query(SQL, &[]).await?;
            let mut found: Vec<(PlanId, &str, bool)> = Vec::with_capacity(rows.len());
            for row in &rows {
                let id: Uuid = row.try_get(0)?;
                found.push((PlanId(id.0), row.try_get(1)?, row.try_get(2)?));
            }
            Ok(Means::among(name, found.iter().map(|(id, slug, archived)| (*id, *slug, *id, *archived))))
        })
    }

    fn load(&self, plan: PlanId) -> Result<Option<Plan>, StoreError> {
        Ok(Some(self.current(plan)?).filter(Plan::exists))
    }

    fn look_into(&self, plan: PlanId) -> Result<Option<Plan>, StoreError> {
        let outline = self.ask(async |line| load::outline(line, plan).await)?;
        Ok(Some(outline).filter(Plan::exists))
    }

    fn may_hold(&self, plans: &[PlanId], wanted: &Wanted) -> Result<Vec<PlanId>, StoreError> {
        let found = self.ask(async |line| places::may_hold(line, plans, wanted).await)?;
        Ok(plans.iter().copied().filter(|id| found.contains(id)).collect())
    }

    fn commit(&self, change: &Change) -> Result<u64, CommitError> {
        refuse_malformed(change)?;
        let payload = codec::encode(change).map_err(|_| CommitError::Malformed)?;
        let known = FirstAttempt::with(self.plans_in_memory().remove(&change.plan));
        let outcome =
            self.ask(async |line| commit::commit(line, known.take(), change, &payload, &self.actor).await)?;
        let (held, seq) = outcome?;
        self.keep(held);
        self.recent.note(seq, change);
        Ok(seq)
    }

    fn adopt(&self, changes: &[Logged], is_last: bool) -> Result<(), CommitError> {
        changes.iter().try_for_each(|logged| refuse_malformed(&logged.change))?;
        let follows = self.ask(async |line| adopt::adopt(line, changes, is_last).await)?;
        changes.first().map(|logged| self.plans_in_memory().remove(&logged.change.plan));
        if follows { Ok(()) } else { Err(CommitError::Malformed) }
    }

    fn actor(&self, _: &str) -> Actor {
        self.actor.clone()
    }

    fn history(&self, plan: PlanId, from: u64) -> Result<Vec<Logged>, StoreError> {
        self.ask(async |line| load::after(line, plan, from.saturating_sub(1)).await)
    }

    fn latest(&self, plan: PlanId, below: u64, at_most: usize) -> Result<Vec<Logged>, StoreError> {
        self.ask(async |line| load::below(line, plan, below, at_most).await)
    }

    fn watch(&self) -> Receiver<News> {
        let (sender, receiver) = channel();
        if self.watchers.add(sender) {
            let known =
                self.lines.ask_until(Some(Instant::now()), async |line| watch::begin(line).await).ok();
            let (opener, standing) = (Arc::clone(&self.lines.opener), Arc::clone(&self.lines.standing));
            let (watchers, recent) = (Arc::clone(&self.watchers), Arc::clone(&self.recent));
            self.driver.handle.spawn(watch::follow(opener, standing, watchers, recent, known));
        }
        receiver
    }
}

#[cfg(test)]
mod tests;
