//! A database for one test, and the program on it.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::atomic::{AtomicU32, Ordering},
};

use tempfile::TempDir;

use crate::pty_window::{PROGRAM, Window};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/sample.json");

/// The slug of the sample plan.
pub const PLAN: &str = "verbodilsk-2026";

/// A database that is dropped with this value, and the state directory of a user.
pub struct Database {
    server: String,
    name: String,
    states: TempDir,
}

impl Database {
    /// Creates a database with the tables of the program.
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var("KVARTAL_TEST_POSTGRES").expect("KVARTAL_TEST_POSTGRES names a server");
        let name =
            format!("kvartal_program_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        psql(&server, &format!("CREATE DATABASE {name} TEMPLATE template0"));
        let database = Self { server, name, states: tempfile::tempdir().unwrap() };
        database.ok(&["migrate"]);
        database
    }

    /// Creates a database with the sample plan.
    pub fn with_plan() -> Self {
        let database = Self::new();
        database.ok(&["import", SAMPLE]);
        database
    }

    /// The host and the port of the server, as one text.
    pub fn place(&self) -> &str {
        let (_, place) = self.server.split_once('@').expect("the address names a role");
        place.split('/').next().unwrap()
    }

    /// The address of the database.
    pub fn address(&self) -> String {
        self.address_at(self.place())
    }

    /// The address of the database at another place.
    pub fn address_at(&self, place: &str) -> String {
        let (role, _) = self.server.split_once('@').unwrap();
        format!("{role}@{place}/{}", self.name)
    }

    /// The answer of psql.
    pub fn ask(&self, sql: &str) -> String {
        self.ask_at(self.place(), sql)
    }

    /// The answer of psql at another place.
    pub fn ask_at(&self, place: &str, sql: &str) -> String {
        psql(&self.address_at(place), sql)
    }

    /// Copies the tables.
    pub fn back_up(&self) {
        self.ask(include_str!("../../src/store/postgres/tests/back_up.sql"));
    }

    /// Puts the copies in the place of the tables, and breaks every connection, as a server that was started anew.
    pub fn restore(&self) {
        self.ask(include_str!("../../src/store/postgres/tests/restore.sql"));
    }

    /// Runs the program with a workspace.
    pub fn run(&self, workspace: &str, args: &[&str]) -> Output {
        self.command(workspace, args).output().unwrap()
    }

    /// The program with a workspace.
    pub fn command(&self, workspace: &str, args: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .env("KVARTAL_LANG", "en")
            .env("KVARTAL_AUTHOR", "command")
            .env("XDG_STATE_HOME", self.states.path());
        command.args(["--workspace", workspace, "--wait", "30"]).args(args);
        command
    }

    /// Runs the program on the database and asserts success; returns its output.
    pub fn ok(&self, args: &[&str]) -> String {
        succeeded(&self.run(&self.address(), args), args)
    }

    /// Opens a window on an address.
    pub fn window(&self, address: &str, author: &str) -> Window {
        let states = [("XDG_STATE_HOME", self.states.path().as_os_str())];
        Window::open_with(OsStr::new(address), author, &states)
    }

    /// The files with changes that have not arrived, or that the server has lost.
    pub fn unsent(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let mut directories = vec![self.states.path().join("kvartal").join("unsent")];
        while let Some(directory) = directories.pop() {
            for entry in std::fs::read_dir(&directory).into_iter().flatten().flatten() {
                let is_directory = entry.file_type().unwrap().is_dir();
                if is_directory { directories.push(entry.path()) } else { files.push(entry.path()) }
            }
        }
        files
    }

    /// A place for files.
    pub fn path(&self, name: &str) -> String {
        Path::new(self.states.path()).join(name).to_str().unwrap().to_owned()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // A server that a test has killed cannot do it, and goes away with its directory.
        let drop = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        let _ = Command::new("psql").args(["-XAtqc", &drop, &self.server]).output();
    }
}

/// Asserts that a run of the program succeeded; returns its output.
#[track_caller]
pub fn succeeded(output: &Output, args: &[&str]) -> String {
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn psql(address: &str, sql: &str) -> String {
    let output = Command::new("psql").args(["-XAtqc", sql, address]).output().unwrap();
    assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
