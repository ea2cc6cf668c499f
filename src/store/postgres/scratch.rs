//! A database for one test, on the server that `KVARTAL_TEST_POSTGRES` names; the role in that address must be allowed
//! to create databases.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use super::{PgStore, migrate, open_lines};
use crate::store::ServerOptions;

/// The options that tests use.
pub const OPTIONS: ServerOptions = ServerOptions {
    is_shown: false,
    at_first: Duration::from_secs(10),
    patience: Some(Duration::from_secs(30)),
};

/// A database that is dropped with this value.
pub struct Scratch {
    server: String,
    /// Its name.
    pub name: String,
}

impl Scratch {
    /// Creates a database with the tables in it.
    pub fn new() -> Self {
        let scratch = Self::without_tables();
        migrate(&scratch.address(), &variable, OPTIONS).unwrap();
        scratch
    }

    /// Creates an empty database.
    pub fn without_tables() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var("KVARTAL_TEST_POSTGRES").expect("KVARTAL_TEST_POSTGRES names a server");
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("kvartal_test_{}_{count}", std::process::id());
        let scratch = Self { server, name };
        scratch.on_server(&format!("CREATE DATABASE {} TEMPLATE template0", scratch.name));
        scratch
    }

    /// Its address.
    pub fn address(&self) -> String {
        let (place, settings) = self.server.split_once('?').unwrap_or((&self.server, ""));
        let end = place.match_indices('/').nth(2).map_or(place.len(), |(at, _)| at);
        format!("{}/{}?{settings}", &place[..end], self.name)
    }

    /// Its address for a role.
    pub fn address_of(&self, role: &str) -> String {
        let address = self.address();
        let (_, place) = address.split_once("://").unwrap();
        let place = place.split_once('@').map_or(place, |(_, place)| place);
        format!("postgres://{role}@{place}")
    }

    /// Opens the database as a store.
    pub fn open(&self) -> PgStore {
        PgStore::open(&self.address(), &variable, OPTIONS).unwrap()
    }

    /// Runs statements in the database.
    pub fn run(&self, sql: &str) {
        run(&self.address(), sql);
    }

    fn on_server(&self, sql: &str) {
        run(&self.server, sql);
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.on_server(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
    }
}

fn run(address: &str, sql: &str) {
    let lines = open_lines(address, &variable, OPTIONS, false, Box::new(|_| ())).unwrap();
    lines.ask(async |line| line.batch(sql).await).unwrap();
}

/// Reads an environment variable of the test.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
