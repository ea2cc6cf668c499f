//! Opening a connection to whichever server takes changes now.

use std::{
    future::poll_fn,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    sync::Notify,
    task::{JoinHandle, JoinSet},
    time::timeout,
};
use tokio_postgres::{
    AsyncMessage, Config, Connection, NoTls, Socket,
    config::{SslMode, TargetSessionAttrs},
    tls::TlsStream,
};

use super::{
    super::ServerFault,
    address::{Host, ServerAddress},
    encryption, faults,
    line::Line,
    schema,
};

/// A server that has not answered after this time is no longer waited for alone: the next one is tried beside it.
const HEAD_START: Duration = Duration::from_millis(500);
/// The connection is lost when sent data are not acknowledged for this long.
const UNACKNOWLEDGED: Duration = Duration::from_secs(15);
/// After this idle time the system checks whether the other end is still there.
const SILENT: Duration = Duration::from_secs(10);

/// The first statement on every connection. It demands durable commits whatever the server's default is, because an
/// acknowledged change must survive a power cut. No statement is planned again for other values, because all of them name
/// rows by their keys, and planning a commit takes as long as a quarter of it; servers before PostgreSQL 12 do not know the
/// setting.
const GREETING: &str = "SET statement_timeout = '60s'; SET lock_timeout = '20s'; \
    SET idle_in_transaction_session_timeout = '60s'; \
    SELECT set_config('plan_cache_mode', 'force_generic_plan', false) \
    WHERE current_setting('plan_cache_mode', true) IS NOT NULL; \
    SELECT set_config('synchronous_commit', 'on', false) \
    WHERE current_setting('synchronous_commit') = 'off'";

/// A connection and the position of its server, or why there is none.
type Tried = Result<(usize, Line), ServerFault>;

/// Opens connections.
pub(super) struct Opener {
    pub address: ServerAddress,
    /// Notified when the server sends a hint that something was changed.
    pub hint: Arc<Notify>,
    /// Whether the version of the tables is checked. It is not while they are being created.
    pub checks_tables: bool,
    /// The position of the server that is tried first: the one that last took changes.
    favourite: AtomicUsize,
}

impl Opener {
    pub fn new(address: ServerAddress, checks_tables: bool) -> Self {
        Self { address, hint: Arc::default(), checks_tables, favourite: AtomicUsize::default() }
    }

    /// Begins with the server after this one the next time; returns whether the address names it.
    pub fn avoid(&self, host: &Host) -> bool {
        let hosts = &self.address.hosts;
        let at = hosts.iter().position(|one| one == host);
        at.inspect(|at| self.favourite.store((at + 1) % hosts.len(), Ordering::Relaxed)).is_some()
    }

    /// Connects to the first server that takes changes.
    pub async fn open(self: &Arc<Self>) -> Result<Line, ServerFault> {
        let mut tried = JoinSet::new();
        let opened = self.try_hosts(&mut tried).await;
        // Connections to other servers are given up before the question ends that serves them.
        tried.shutdown().await;
        let (at, line) = opened?;
        self.favourite.store(at, Ordering::Relaxed);
        Ok(line)
    }

    async fn try_hosts(self: &Arc<Self>, tried: &mut JoinSet<Tried>) -> Tried {
        let (begin, count) = (self.favourite.load(Ordering::Relaxed), self.address.hosts.len());
        let mut waiting = (begin..begin + count).map(|at| at % count);
        let mut worst: Option<ServerFault> = None;
        loop {
            if let Some(at) = waiting.next() {
                let opener = Arc::clone(self);
                tried.spawn(async move { opener.try_host(at).await.map(|line| (at, line)) });
            }
            match timeout(HEAD_START, tried.join_next()).await {
                Ok(Some(Ok(Ok(opened)))) => return Ok(opened),
                Ok(Some(Ok(Err(fault)))) => {
                    worst = Some(match worst {
                        Some(worst) => faults::more_telling(worst, fault),
                        None => fault,
                    });
                }
                Ok(None) => return Err(worst.unwrap_or_else(|| ServerFault::Address(String::new()))),
                // A server is not there yet, or its task was stopped with the program.
                Ok(Some(Err(_))) | Err(_) => {}
            }
        }
    }

    async fn try_host(&self, at: usize) -> Result<Line, ServerFault> {
        let Some(host) = self.address.hosts.get(at) else {
            return Err(ServerFault::Address(String::new()));
        };
        let connected = timeout(self.address.connect_timeout, self.connect_to(host)).await;
        connected.unwrap_or_else(|_| Err(faults::unreachable(host, "time-out")))
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
        let (client, served) = if host.is_here() && !address.always_encrypted {
            config.ssl_mode(SslMode::Disable);
            let (client, connection) = config.connect(NoTls).await.map_err(|error| fault(&error))?;
            (client, self.serve(connection))
        } else {
            config.ssl_mode(SslMode::Require);
            let tls = encryption::connector(address, host)?;
            let (client, connection) = config.connect(tls).await.map_err(|error| fault(&error))?;
            (client, self.serve(connection))
        };
        let line = Line::new(client, host.clone(), served);
        let greeted = async {
            line.batch(GREETING).await?;
            if self.checks_tables { schema::check(&line).await } else { Ok(()) }
        };
        greeted.await.map_err(|error| error.fault(address, host))?;
        Ok(line)
    }

    /// Starts a task that serves a connection until it ends.
    fn serve<T: TlsStream + Unpin + Send + 'static>(
        &self,
        mut connection: Connection<Socket, T>,
    ) -> JoinHandle<()> {
        let hint = Arc::clone(&self.hint);
        tokio::spawn(async move {
            while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
                if matches!(message, AsyncMessage::Notification(_)) {
                    hint.notify_one();
                }
            }
            // The watcher is woken up, because hints were lost with the connection.
            hint.notify_one();
        })
    }
}
