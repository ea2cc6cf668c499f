//! The address of a server: `postgres://user@host1,host2:5433/database?sslrootcert=FILE`. As in PostgreSQL's own
//! programs, what it leaves open is taken from a service file and from the environment.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::Duration,
};

use super::{super::ServerFault, passwords};

/// The directory of the socket in PostgreSQL's packages.
const SOCKETS: &str = "/var/run/postgresql";
const PORT: u16 = 5432;
const DATABASE: &str = "kvartal";
/// The time in seconds that one server gets to answer before the next is tried.
const CONNECT: u64 = 5;

/// The environment: gives a variable by its name.
pub(super) type Surroundings<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A server, or one of several that can replace each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Host {
    pub name: String,
    pub port: u16,
}

impl Host {
    /// Whether the host is a directory with a Unix socket.
    pub fn is_socket(&self) -> bool {
        self.name.starts_with('/')
    }

    /// Whether the connection stays on this machine.
    pub fn is_here(&self) -> bool {
        let address = self.name.parse::<std::net::IpAddr>();
        self.is_socket() || self.name == "localhost" || address.is_ok_and(|ip| ip.is_loopback())
    }
}

impl std::fmt::Display for Host {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.port == PORT { write!(f, "{}", self.name) } else { write!(f, "{}:{}", self.name, self.port) }
    }
}

/// All parameters of a connection.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct ServerAddress {
    pub hosts: Vec<Host>,
    pub user: String,
    pub database: String,
    /// The file with the trusted root certificates; none for those of the system.
    pub root_certificates: Option<PathBuf>,
    /// Whether a connection that stays on this machine is encrypted, too.
    pub always_encrypted: bool,
    pub connect_timeout: Duration,
    password: Option<String>,
    password_file: Option<PathBuf>,
}

/// Omits the password.
impl std::fmt::Debug for ServerAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { hosts, user, database, .. } = self;
        f.debug_struct("ServerAddress")
            .field("hosts", hosts)
            .field("user", user)
            .field("database", database)
            .finish_non_exhaustive()
    }
}

impl ServerAddress {
    /// Parses an address.
    pub fn read(text: &str, surroundings: Surroundings<'_>) -> Result<Self, ServerFault> {
        let mut said = of_url(text)?;
        let service = said.remove("service").or_else(|| surroundings("PGSERVICE"));
        if let Some(service) = service.filter(|name| !name.is_empty()) {
            for (name, value) in of_service(&service, surroundings)? {
                said.entry(name).or_insert(value);
            }
        }
        for (variable, name) in VARIABLES {
            if let Some(value) = surroundings(variable).filter(|value| !value.is_empty()) {
                said.entry(name.to_owned()).or_insert(value);
            }
        }
        Self::of_settings(said, surroundings)
    }

    fn of_settings(
        mut said: BTreeMap<String, String>,
        surroundings: Surroundings<'_>,
    ) -> Result<Self, ServerFault> {
        let mut take = |name: &str| said.remove(name).filter(|value| !value.is_empty());
        let hosts = hosts(take("host"), take("port"))?;
        let account = || surroundings("USER").or_else(|| surroundings("LOGNAME"));
        let user = take("user").or_else(account).unwrap_or_else(|| DATABASE.to_owned());
        let (mode, negotiated) = (take("sslmode"), take("target_session_attrs"));
        let always_encrypted = match mode.as_deref() {
            None | Some("prefer" | "allow") => false,
            Some("require" | "verify-ca" | "verify-full") => true,
            Some("disable") => match hosts.iter().find(|host| !host.is_here()) {
                Some(host) => return Err(ServerFault::InClear(host.to_string())),
                None => false,
            },
            Some(other) => return Err(impossible("sslmode", other)),
        };
        // Only a server that takes changes can be used, so any other kind is refused.
        if let Some(other) = negotiated.filter(|sort| sort != "read-write" && sort != "any") {
            return Err(impossible("target_session_attrs", &other));
        }
        let seconds = match take("connect_timeout") {
            None => CONNECT,
            Some(text) => text.parse().map_err(|_| impossible("connect_timeout", &text))?,
        };
        let home = surroundings("HOME").map(PathBuf::from);
        let password_file = take("passfile").map(PathBuf::from);
        let address = Self {
            hosts,
            user,
            database: take("dbname").unwrap_or_else(|| DATABASE.to_owned()),
            root_certificates: take("sslrootcert").filter(|file| file != "system").map(PathBuf::from),
            always_encrypted,
            connect_timeout: Duration::from_secs(seconds.clamp(1, 3_600)),
            password: take("password"),
            password_file: password_file.or_else(|| home.map(|home| home.join(".pgpass"))),
        };
        take("application_name");
        match said.into_iter().next() {
            None => Ok(address),
            Some((name, value)) => Err(ServerFault::Setting { name, value }),
        }
    }

    /// The password for one of the servers; none where no source has one.
    pub fn password(&self, host: &Host) -> Option<String> {
        let of_file = || {
            let file = self.password_file.as_deref()?;
            passwords::find(file, host, &self.database, &self.user)
        };
        self.password.clone().or_else(of_file)
    }

    /// The servers, for people to read.
    pub fn names(&self) -> String {
        self.hosts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }
}

/// The environment variables for parameters that an address leaves open.
const VARIABLES: [(&str, &str); 9] = [
    ("PGHOST", "host"),
    ("PGPORT", "port"),
    ("PGUSER", "user"),
    ("PGDATABASE", "dbname"),
    ("PGPASSWORD", "password"),
    ("PGPASSFILE", "passfile"),
    ("PGSSLMODE", "sslmode"),
    ("PGSSLROOTCERT", "sslrootcert"),
    ("PGCONNECT_TIMEOUT", "connect_timeout"),
];

fn impossible(name: &str, value: &str) -> ServerFault {
    ServerFault::Setting { name: name.to_owned(), value: value.to_owned() }
}

/// Whether an address contains a password.
pub(super) fn has_password(text: &str) -> bool {
    of_url(text).is_ok_and(|said| said.contains_key("password"))
}

/// The parameters that an address contains.
fn of_url(text: &str) -> Result<BTreeMap<String, String>, ServerFault> {
    let unread = |what: &str| ServerFault::Address(what.to_owned());
    let rest = text.split_once("://").map(|(_, rest)| rest).ok_or_else(|| unread(text))?;
    let (rest, settings) = rest.split_once('?').unwrap_or((rest, ""));
    let (place, database) = rest.split_once('/').unwrap_or((rest, ""));
    let (who, places) = place.rsplit_once('@').unwrap_or(("", place));
    let (user, password) = who.split_once(':').map_or((who, None), |(user, said)| (user, Some(said)));
    let mut said = BTreeMap::new();
    let mut put = |name: &str, value: &str| {
        if !value.is_empty() {
            said.insert(name.to_owned(), decoded(value).ok_or_else(|| unread(value))?);
        }
        Ok(())
    };
    put("user", user)?;
    put("password", password.unwrap_or_default())?;
    put("dbname", database)?;
    let parted = |place: &str| match place.rsplit_once(':') {
        // The colons of an IPv6 address are inside brackets.
        Some((host, port)) if !port.contains(']') => (host.to_owned(), port.to_owned()),
        _ => (place.to_owned(), String::new()),
    };
    let places: Vec<(String, String)> =
        places.split(',').filter(|place| !place.is_empty()).map(parted).collect();
    let bare = |host: &str| host.trim_start_matches('[').trim_end_matches(']').to_owned();
    put("host", &places.iter().map(|(host, _)| bare(host)).collect::<Vec<_>>().join(","))?;
    if places.iter().any(|(_, port)| !port.is_empty()) {
        put("port", &places.iter().map(|(_, port)| port.as_str()).collect::<Vec<_>>().join(","))?;
    }
    for setting in settings.split('&').filter(|setting| !setting.is_empty()) {
        let (name, value) = setting.split_once('=').ok_or_else(|| unread(setting))?;
        put(name, value)?;
    }
    Ok(said)
}

/// Decodes `%2F` and the like.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        if *first == b'%' {
            let (digits, tail) = tail.split_at_checked(2)?;
            bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
            rest = tail;
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).ok()
}

fn hosts(names: Option<String>, ports: Option<String>) -> Result<Vec<Host>, ServerFault> {
    let names = names.unwrap_or_else(|| {
        if Path::new(SOCKETS).is_dir() { SOCKETS.to_owned() } else { "localhost".to_owned() }
    });
    let names: Vec<&str> = names.split(',').collect();
    let ports = ports.unwrap_or_default();
    let ports: Vec<&str> = ports.split(',').collect();
    if ports.len() > 1 && ports.len() != names.len() {
        return Err(impossible("port", &ports.join(",")));
    }
    let port = |at: usize| {
        let text = ports.get(at).or_else(|| ports.first()).copied().unwrap_or_default();
        if text.is_empty() { Ok(PORT) } else { text.parse().map_err(|_| impossible("port", text)) }
    };
    let host = |(at, name): (usize, &&str)| Ok(Host { name: (*name).to_owned(), port: port(at)? });
    names.iter().enumerate().map(host).collect()
}

/// The parameters of a service in the service files; the user's own file comes first.
fn of_service(
    service: &str,
    surroundings: Surroundings<'_>,
) -> Result<BTreeMap<String, String>, ServerFault> {
    let own = surroundings("PGSERVICEFILE").map(PathBuf::from);
    let own = own.or_else(|| Some(PathBuf::from(surroundings("HOME")?).join(".pg_service.conf")));
    let directory =
        surroundings("PGSYSCONFDIR").map_or_else(|| PathBuf::from("/etc/postgresql-common"), PathBuf::from);
    for file in own.into_iter().chain([directory.join("pg_service.conf")]) {
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let mut found: Option<BTreeMap<String, String>> = None;
        for line in text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                if found.is_some() {
                    break;
                }
                found = (name == service).then(BTreeMap::new);
            } else if let (Some(found), Some((name, value))) = (&mut found, line.split_once('=')) {
                found.insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
        if let Some(found) = found {
            return Ok(found);
        }
    }
    Err(ServerFault::NoService(service.to_owned()))
}

#[cfg(test)]
#[path = "address_tests.rs"]
mod tests;
