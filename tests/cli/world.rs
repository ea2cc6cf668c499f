//! A workspace for each test, and the program that runs in it.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// A small plan of an invented office: conditions, numbers, a compound value, a deed, two performers.
pub const PLAN: &str = include_str!("plan.json");

pub struct World {
    dir: TempDir,
}

/// The result of a run.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}\n{}", self.out, self.err))
    }
}

impl World {
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// A workspace with the small plan.
    pub fn with_plan() -> Self {
        let world = Self::new();
        world.write("plan.json", PLAN);
        let run = world.ok(&["import", &world.path("plan.json")]);
        assert!(run.out.contains("zirka-2026"), "{}", run.out);
        world
    }

    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.dir().join(name)
    }

    pub fn path(&self, name: &str) -> String {
        self.file(name).to_str().unwrap().to_owned()
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.file(name), text).unwrap();
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::cargo_bin("kvartal").unwrap();
        command.env_clear();
        command
            .env("KVARTAL_WORKSPACE", self.file("workspace"))
            .env("KVARTAL_LANG", "en")
            .env("KVARTAL_AUTHOR", "tester")
            .env("HOME", self.dir())
            .env("LANG", "C.UTF-8")
            .args(args);
        command
    }

    pub fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, "")
    }

    pub fn run_with(&self, args: &[&str], stdin: &str) -> Run {
        run(self.command(args).write_stdin(stdin))
    }

    /// Runs the program and asserts success.
    pub fn ok(&self, args: &[&str]) -> Run {
        self.code(args, 0)
    }

    /// Runs the program and asserts an exit code.
    pub fn code(&self, args: &[&str], code: i32) -> Run {
        let run = self.run(args);
        assert_eq!(run.code, code, "{args:?}\nout: {}\nerr: {}", run.out, run.err);
        run
    }

    /// Runs the program and asserts a refusal with these texts and without any change.
    pub fn refused(&self, args: &[&str], code: i32, says: &[&str]) {
        let before = self.everything();
        let run = self.code(args, code);
        for word in says {
            assert!(run.err.contains(word), "{args:?}: {word:?} is not in {}", run.err);
        }
        assert!(run.out.is_empty(), "{args:?}: {}", run.out);
        assert!(!run.err.contains("panicked"), "{}", run.err);
        assert_eq!(before, self.everything(), "{args:?} changed something");
    }

    /// All plans in the exchange format.
    pub fn everything(&self) -> Vec<String> {
        if !self.file("workspace").is_dir() {
            return Vec::new();
        }
        let run = self.run(&["plans", "--all", "--format", "json"]);
        if run.code != 0 {
            return Vec::new();
        }
        let plans = run.json()["plans"].as_array().unwrap().clone();
        plans.iter().map(|plan| self.ok(&["export", plan["id"].as_str().unwrap()]).out).collect()
    }
}

pub fn run(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}
