//! Connections to the server: they are opened when needed and reused while they work.
//!
//! Whoever asks serves the connections while he waits, because a thread that did it for him would have to be woken up
//! for each query, and wake him up in turn. Between two questions nobody does, so that the loss of a connection is
//! found by the next question, and a connection that is given up has to be closed before the question ends.

use std::{
    collections::HashMap,
    future::poll_fn,
    pin::{Pin, pin},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::Poll,
    time::{Duration, Instant},
};

use tokio::{
    runtime::{Builder, Runtime},
    task::{JoinHandle, yield_now},
    time::timeout,
};
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
/// How long the end of a connection is waited for. The server notices it in any case.
const PARTING: Duration = Duration::from_secs(1);
/// The first and the longest pause between attempts; each pause is longer than the one before.
const PAUSES: [Duration; 2] = [Duration::from_millis(50), Duration::from_secs(1)];

/// A connection.
pub(super) struct Line {
    client: Client,
    pub host: Host,
    statements: Mutex<HashMap<&'static str, Statement>>,
    served: JoinHandle<()>,
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
    /// A connection that was just opened, and the task that serves it.
    pub fn new(client: Client, host: Host, served: JoinHandle<()>) -> Self {
        Self { client, host, statements: Mutex::default(), served }
    }

    /// Whether the loss of the connection was noticed.
    pub fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    /// Runs a query; its statement is prepared once for each connection.
    pub async fn query(
        &self,
        sql: &'static str,
        values: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<Row>, LineError> {
        self.query_then(sql, values, None).await
    }

    /// As [`Line::query`], and sends another statement right behind without waiting for its outcome. Both leave together,
    /// which saves the server a wake-up.
    pub async fn query_then(
        &self,
        sql: &'static str,
        values: &[&(dyn ToSql + Sync)],
        then: Option<&str>,
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
            let mut query = pin!(self.client.query(&statement, values));
            let Some(then) = then else { return query.await };
            if let Poll::Ready(outcome) = hand_over(query.as_mut()).await {
                return outcome;
            }
            let mut behind = pin!(self.client.batch_execute(then));
            let _ = hand_over(behind.as_mut()).await;
            query.await
        };
        Ok(timeout(ANSWER, asked).await.map_err(|_| LineError::Silent)??)
    }

    /// Runs several statements without parameters, one after another.
    pub async fn batch(&self, sql: &str) -> Result<(), LineError> {
        let done = timeout(ANSWER, self.client.batch_execute(sql)).await;
        Ok(done.map_err(|_| LineError::Silent)??)
    }

    /// Sends a statement without waiting for its outcome.
    pub async fn send(&self, sql: &str) {
        let mut asked = pin!(self.client.batch_execute(sql));
        let _ = hand_over(asked.as_mut()).await;
        // The task that serves the connection gets the time to write it.
        yield_now().await;
    }

    /// Closes the connection. The server then rolls back whatever was left half done on it.
    async fn close(self) {
        let Self { client, mut served, .. } = self;
        drop(client);
        if timeout(PARTING, &mut served).await.is_err() {
            served.abort();
            // It was aborted.
            let _ = served.await;
        }
    }

    fn statements(&self) -> MutexGuard<'_, HashMap<&'static str, Statement>> {
        self.statements.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Passes a question to the task that serves the connection, which its first step does.
async fn hand_over<F: Future>(mut asked: Pin<&mut F>) -> Poll<F::Output> {
    poll_fn(|context| Poll::Ready(asked.as_mut().poll(context))).await
}

/// A callback for the loss and the return of the connection.
pub(super) type OnLine = Box<dyn Fn(LineState) + Send + Sync>;

/// Whether the connection works, and who is told when that changes.
pub(super) struct LineStanding {
    state: Mutex<LineState>,
    on_line: OnLine,
}

impl LineStanding {
    /// Records whether the connection works, and calls the callback when that has changed.
    pub fn note(&self, state: LineState) {
        let was = std::mem::replace(&mut *self.state.lock().unwrap_or_else(PoisonError::into_inner), state);
        if was != state {
            (self.on_line)(state);
        }
    }
}

/// What serves connections on the thread that drives it.
pub(super) fn runtime() -> Result<Runtime, ServerFault> {
    Builder::new_current_thread().enable_all().build().map_err(|error| faults::of_system(&error))
}

/// The connections of those who ask.
pub(super) struct Lines {
    pub opener: Arc<Opener>,
    pub standing: Arc<LineStanding>,
    idle: Mutex<Vec<Line>>,
    /// How long attempts are repeated; for ever where none.
    patience: Option<Duration>,
    runtime: Runtime,
}

impl std::fmt::Debug for Lines {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lines").field("address", &self.opener.address).finish_non_exhaustive()
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        let idle = std::mem::take(&mut *self.idle());
        let closed = async {
            for line in idle {
                line.close().await;
            }
        };
        // What is not closed in time is closed with the runtime, which the server logs as an error.
        let _ = self.runtime.block_on(async { timeout(PARTING, closed).await });
    }
}

impl Lines {
    pub fn new(opener: Opener, patience: Option<Duration>, on_line: OnLine) -> Result<Self, ServerFault> {
        Ok(Self {
            opener: Arc::new(opener),
            standing: Arc::new(LineStanding { state: Mutex::default(), on_line }),
            idle: Mutex::default(),
            patience,
            runtime: runtime()?,
        })
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
            let fault = match self.runtime.block_on(self.attempt(&work)) {
                Ok(answer) => {
                    self.standing.note(LineState::Stands);
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
            self.standing.note(LineState::Lost);
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
                    self.put_back(line).await;
                    return Ok(answer);
                }
                Err(LineError::Again) => line.close().await,
                Err(error) => {
                    let fault = error.fault(&self.opener.address, &line.host);
                    if matches!(error, LineError::Silent) || fault == ServerFault::TooLong {
                        self.avoid(&line.host);
                    }
                    line.close().await;
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
        if self.opener.avoid(host) {
            self.idle().retain(|line| line.host != *host);
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Line>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An idle connection, or a new one.
    async fn take(&self) -> Result<Line, ServerFault> {
        let kept = {
            let mut idle = self.idle();
            idle.retain(|line| !line.is_closed());
            idle.pop()
        };
        match kept {
            Some(line) => Ok(line),
            None => self.opener.open().await,
        }
    }

    async fn put_back(&self, line: Line) {
        let surplus = {
            let mut idle = self.idle();
            if idle.len() < KEPT {
                idle.push(line);
                return;
            }
            line
        };
        surplus.close().await;
    }
}
