//! Connections to the server: they are opened when needed and reused while they work.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use tokio::{runtime::Handle, sync::Notify, time::timeout};
use tokio_postgres::{Client, Row, Statement, error::SqlState, types::ToSql};

use super::{
    super::{LineState, ServerFault},
    address::{Host, ServerAddress},
    faults,
    opening::Opener,
};

/// How many idle connections are kept.
const KEPT: usize = 4;
/// A query that takes longer than this failed, because the other end is gone and the system has not noticed.
const ANSWER: Duration = Duration::from_secs(90);
/// The first and the longest pause between attempts; each pause is longer than the one before.
const PAUSES: [Duration; 2] = [Duration::from_millis(50), Duration::from_secs(1)];

/// A connection.
pub(super) struct Line {
    pub client: Arc<Client>,
    pub host: Host,
    statements: Mutex<HashMap<&'static str, Statement>>,
}

/// Why a query has no result.
#[derive(Debug)]
pub(super) enum LineError {
    /// The server or the connection reported an error.
    Said(tokio_postgres::Error),
    /// No answer came in time.
    Silent,
    /// Another client was faster, or the cached plan was out of date: the work has to be repeated.
    Again,
    /// A fault that has nothing to do with the connection.
    Fault(ServerFault),
}

impl From<tokio_postgres::Error> for LineError {
    fn from(error: tokio_postgres::Error) -> Self {
        // Another client created the same plan, or made the change with the same number.
        let race = [&SqlState::T_R_SERIALIZATION_FAILURE, &SqlState::T_R_DEADLOCK_DETECTED];
        let is_race = error.code().is_some_and(|code| race.contains(&code))
            || matches!(constraint(&error), Some("plans_pkey" | "changes_pkey" | "changes_id"));
        if is_race { Self::Again } else { Self::Said(error) }
    }
}

impl LineError {
    /// The fault to report for an error on a connection to a server.
    pub fn fault(&self, address: &ServerAddress, host: &Host) -> ServerFault {
        match self {
            Self::Said(error) => faults::of(error, address, host),
            Self::Silent | Self::Again => ServerFault::Lost(host.to_string()),
            Self::Fault(fault) => fault.clone(),
        }
    }
}

/// The name of the constraint that a statement violated.
pub(super) fn constraint(error: &tokio_postgres::Error) -> Option<&str> {
    error.as_db_error()?.constraint()
}

impl Line {
    /// A connection that was just opened.
    pub fn new(client: Client, host: Host) -> Self {
        Self { client: Arc::new(client), host, statements: Mutex::default() }
    }

    /// Runs a query; its statement is prepared once for each connection.
    pub async fn query(
        &self,
        sql: &'static str,
        values: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<Row>, LineError> {
        let known = self.statements().get(sql).cloned();
        let asked = async {
            let statement = match known {
                Some(statement) => statement,
                None => {
                    let statement = self.client.prepare(sql).await?;
                    self.statements().insert(sql, statement.clone());
                    statement
                }
            };
            self.client.query(&statement, values).await
        };
        Ok(timeout(ANSWER, asked).await.map_err(|_| LineError::Silent)??)
    }

    /// Runs several statements without parameters, one after another.
    pub async fn batch(&self, sql: &str) -> Result<(), LineError> {
        let done = timeout(ANSWER, self.client.batch_execute(sql)).await;
        Ok(done.map_err(|_| LineError::Silent)??)
    }

    fn statements(&self) -> MutexGuard<'_, HashMap<&'static str, Statement>> {
        self.statements.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A callback for the loss and the return of the connection.
pub(super) type OnLine = Box<dyn Fn(LineState) + Send + Sync>;

/// All connections of a store.
pub(super) struct Lines {
    opener: Arc<Opener>,
    pub handle: Handle,
    idle: Mutex<Vec<Line>>,
    /// The server that last took changes.
    favourite: Mutex<usize>,
    /// How long attempts are repeated; for ever where none.
    patience: Option<Duration>,
    state: Mutex<LineState>,
    on_line: OnLine,
}

impl std::fmt::Debug for Lines {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lines").field("address", &self.opener.address).finish_non_exhaustive()
    }
}

impl Lines {
    pub fn new(opener: Opener, handle: Handle, patience: Option<Duration>, on_line: OnLine) -> Self {
        Self {
            opener: Arc::new(opener),
            handle,
            idle: Mutex::default(),
            favourite: Mutex::default(),
            patience,
            state: Mutex::default(),
            on_line,
        }
    }

    /// Notified when the server sends a hint that something was changed.
    pub fn hint(&self) -> Arc<Notify> {
        Arc::clone(&self.opener.hint)
    }

    /// Records whether the connection works, and calls the callback when that has changed.
    pub fn note(&self, state: LineState) {
        let was = std::mem::replace(&mut *self.state.lock().unwrap_or_else(PoisonError::into_inner), state);
        if was != state {
            (self.on_line)(state);
        }
    }

    /// Runs work on a connection, and repeats it on another one if the connection is lost. The work must therefore be
    /// idempotent.
    pub fn ask<T>(&self, work: impl AsyncFn(&Line) -> Result<T, LineError>) -> Result<T, ServerFault> {
        let until = self.patience.map(|patience| Instant::now() + patience);
        self.ask_until(until, work)
    }

    /// As [`Lines::ask`], with attempts until a moment in time.
    pub fn ask_until<T>(
        &self,
        until: Option<Instant>,
        work: impl AsyncFn(&Line) -> Result<T, LineError>,
    ) -> Result<T, ServerFault> {
        let [mut pause, longest] = PAUSES;
        // An idle connection may have been lost long ago, which only its use reveals.
        let mut kept = self.idle().len();
        loop {
            let fault = match self.handle.block_on(self.attempt(&work)) {
                Ok(answer) => {
                    self.note(LineState::Stands);
                    return Ok(answer);
                }
                Err(fault) => fault,
            };
            let is_stale = kept > 0 && matches!(fault, ServerFault::Lost(_));
            if is_stale {
                kept -= 1;
                continue;
            }
            if !fault.passes() || until.is_some_and(|until| Instant::now() >= until) {
                return Err(fault);
            }
            self.note(LineState::Lost);
            std::thread::sleep(pause);
            pause = (pause * 2).min(longest);
        }
    }

    async fn attempt<T>(&self, work: &impl AsyncFn(&Line) -> Result<T, LineError>) -> Result<T, ServerFault> {
        const RACES: usize = 30;
        for _ in 0..RACES {
            let line = self.take().await?;
            match work(&line).await {
                Ok(answer) => {
                    self.put_back(line);
                    return Ok(answer);
                }
                // The connection is dropped, because the server then rolls back whatever was left half done on it.
                Err(LineError::Again) => drop(line),
                Err(error) => {
                    let fault = error.fault(&self.opener.address, &line.host);
                    if matches!(error, LineError::Silent) || fault == ServerFault::TooLong {
                        self.avoid(&line.host);
                    }
                    return Err(fault);
                }
            }
        }
        // A role that may not see a plan cannot tell it from a missing one.
        let user = self.opener.address.user.clone();
        Err(ServerFault::NotAllowed { user, what: String::new() })
    }

    /// Starts with the next server, because this one accepts connections but finishes nothing. It may be a former leader
    /// that does not know of its successor, and whose commits wait for a standby that has left it.
    fn avoid(&self, host: &Host) {
        let hosts = &self.opener.address.hosts;
        if let Some(at) = hosts.iter().position(|one| one == host) {
            self.idle().retain(|line| line.host != *host);
            *self.favourite() = (at + 1) % hosts.len();
        }
    }

    /// The position of the server that is tried first.
    fn favourite(&self) -> MutexGuard<'_, usize> {
        self.favourite.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Line>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An idle connection, or a new one.
    pub async fn take(&self) -> Result<Line, ServerFault> {
        let kept = {
            let mut idle = self.idle();
            idle.retain(|line| !line.client.is_closed());
            idle.pop()
        };
        match kept {
            Some(line) => Ok(line),
            None => self.connect().await,
        }
    }

    pub fn put_back(&self, line: Line) {
        let mut idle = self.idle();
        if idle.len() < KEPT && !line.client.is_closed() {
            idle.push(line);
        }
    }

    /// Opens a connection, first to the server that took changes last.
    async fn connect(&self) -> Result<Line, ServerFault> {
        let begin = *self.favourite();
        let (at, line) = self.opener.open(begin).await?;
        *self.favourite() = at;
        Ok(line)
    }
}
