//! Connections to the server: they are opened when needed and reused while they work. A new one goes to whichever
//! server takes changes now.

use std::{
    collections::HashMap,
    future::poll_fn,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use tokio::{runtime::Handle, sync::Notify, time::timeout};
use tokio_postgres::{
    AsyncMessage, Client, Config, Connection, NoTls, Row, Socket, Statement,
    config::{SslMode, TargetSessionAttrs},
    error::SqlState,
    tls::TlsStream,
    types::ToSql,
};

use super::{
    super::{LineState, ServerFault},
    address::{Host, ServerAddress},
    encryption, faults, schema,
};

/// How many idle connections are kept.
const KEPT: usize = 4;
/// A query that takes longer than this failed, because the other end is gone and the system has not noticed.
const ANSWER: Duration = Duration::from_secs(90);
/// The connection is lost when sent data are not acknowledged for this long.
const UNACKNOWLEDGED: Duration = Duration::from_secs(15);
/// After this idle time the system checks whether the other end is still there.
const SILENT: Duration = Duration::from_secs(10);
/// The first and the longest pause between attempts; each pause is longer than the one before.
const PAUSES: [Duration; 2] = [Duration::from_millis(50), Duration::from_secs(1)];

/// The first statement on every connection. It demands durable commits whatever the server's default is, because an
/// acknowledged change must survive a power cut.
const GREETING: &str = "SET statement_timeout = '60s'; SET lock_timeout = '20s'; \
    SET idle_in_transaction_session_timeout = '60s'; \
    SELECT set_config('synchronous_commit', 'on', false) \
    WHERE current_setting('synchronous_commit') = 'off'";

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

/// The name of the constraint that a statement violated.
pub(super) fn constraint(error: &tokio_postgres::Error) -> Option<&str> {
    error.as_db_error()?.constraint()
}

impl Line {
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
    pub address: ServerAddress,
    pub handle: Handle,
    /// Notified when the server sends a hint that something was changed.
    pub hint: Arc<Notify>,
    idle: Mutex<Vec<Line>>,
    /// The server that last took changes.
    favourite: Mutex<usize>,
    /// How long attempts are repeated; for ever where none.
    patience: Option<Duration>,
    /// Whether the version of the tables is checked. It is not while they are being created.
    checks_tables: bool,
    state: Mutex<LineState>,
    on_line: OnLine,
}

impl std::fmt::Debug for Lines {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lines").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Lines {
    pub fn new(
        address: ServerAddress,
        handle: Handle,
        patience: Option<Duration>,
        checks_tables: bool,
        on_line: OnLine,
    ) -> Self {
        Self {
            address,
            handle,
            hint: Arc::default(),
            idle: Mutex::default(),
            favourite: Mutex::default(),
            patience,
            checks_tables,
            state: Mutex::default(),
            on_line,
        }
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
                    let fault = self.fault(&error, &line.host);
                    if matches!(error, LineError::Silent) || fault == ServerFault::TooLong {
                        self.avoid(&line.host);
                    }
                    return Err(fault);
                }
            }
        }
        // A role that may not see a plan cannot tell it from a missing one.
        let user = self.address.user.clone();
        Err(ServerFault::NotAllowed { user, what: String::new() })
    }

    /// The fault for an error on a connection.
    pub fn fault(&self, error: &LineError, host: &Host) -> ServerFault {
        match error {
            LineError::Said(error) => faults::of(error, &self.address, host),
            LineError::Silent | LineError::Again => ServerFault::Lost(host.to_string()),
            LineError::Fault(fault) => fault.clone(),
        }
    }

    /// Starts with the next server, because this one accepts connections but finishes nothing. It may be a former leader
    /// that does not know of its successor, and whose commits wait for a standby that has left it.
    fn avoid(&self, host: &Host) {
        let hosts = &self.address.hosts;
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

    /// Opens a connection to the first server that takes changes.
    async fn connect(&self) -> Result<Line, ServerFault> {
        let hosts = &self.address.hosts;
        let first = *self.favourite();
        let mut worst: Option<ServerFault> = None;
        for (at, host) in hosts.iter().enumerate().cycle().skip(first).take(hosts.len()) {
            let connected = timeout(self.address.connect_timeout, self.connect_to(host)).await;
            let fault = match connected {
                Ok(Ok(line)) => {
                    *self.favourite() = at;
                    return Ok(line);
                }
                Ok(Err(fault)) => fault,
                Err(_) => faults::unreachable(host, "time-out"),
            };
            worst = Some(match worst {
                Some(worst) => faults::more_telling(worst, fault),
                None => fault,
            });
        }
        Err(worst.unwrap_or_else(|| ServerFault::Address(String::new())))
    }

    async fn connect_to(&self, host: &Host) -> Result<Line, ServerFault> {
        let address = &self.address;
        let mut config = Config::new();
        config
            .host(&host.name)
            .port(host.port)
            .user(&address.user)
            .dbname(&address.database)
            .application_name("kvartal")
            .target_session_attrs(TargetSessionAttrs::ReadWrite)
            .connect_timeout(address.connect_timeout)
            .tcp_user_timeout(UNACKNOWLEDGED)
            .keepalives_idle(SILENT)
            .keepalives_interval(Duration::from_secs(3))
            .keepalives_retries(3);
        if let Some(password) = address.password(host) {
            config.password(password);
        }
        let fault = |error: &tokio_postgres::Error| faults::of_connecting(error, address, host);
        let client = if host.is_here() && !address.always_encrypted {
            config.ssl_mode(SslMode::Disable);
            let (client, connection) = config.connect(NoTls).await.map_err(|error| fault(&error))?;
            self.drive(connection);
            client
        } else {
            config.ssl_mode(SslMode::Require);
            let tls = encryption::connector(address, host)?;
            let (client, connection) = config.connect(tls).await.map_err(|error| fault(&error))?;
            self.drive(connection);
            client
        };
        let line = Line { client: Arc::new(client), host: host.clone(), statements: Mutex::default() };
        let greeted = async {
            line.batch(GREETING).await?;
            if self.checks_tables { schema::check(&line).await } else { Ok(()) }
        };
        greeted.await.map_err(|error| self.fault(&error, host))?;
        Ok(line)
    }

    /// Starts a task that serves a connection until it ends.
    fn drive<T: TlsStream + Unpin + Send + 'static>(&self, mut connection: Connection<Socket, T>) {
        let hint = Arc::clone(&self.hint);
        self.handle.spawn(async move {
            while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
                if matches!(message, AsyncMessage::Notification(_)) {
                    hint.notify_one();
                }
            }
            // The watcher is woken up, because hints were lost with the connection.
            hint.notify_one();
        });
    }
}
