//! A damaged workspace: what is reported, what is repaired, and what is left alone.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use super::world::World;

const PLAN: &str = "zirka-2026";

/// A workspace with facts, and its journal before the last one.
struct Facts {
    world: World,
    before: Vec<u8>,
}

impl Facts {
    fn new() -> Self {
        let world = World::with_plan();
        world.ok(&["fact", PLAN, "1.1.1", "2", "--quarter", "2026Q1"]);
        let before = fs::read(journal(&world)).unwrap();
        world.ok(&["fact", PLAN, "1.1.1", "7", "--quarter", "2026Q1", "--note", "останнє"]);
        Self { world, before }
    }

    /// The content of the plan, from whichever source it is read.
    fn export(&self) -> String {
        self.world.ok(&["export", PLAN]).out
    }

    /// Repairs the workspace; the plan is as before, with its whole history, and can be changed.
    fn comes_back(&self, export: &str) {
        let world = &self.world;
        let mended = world.code(&["doctor", "--repair"], 0);
        assert!(!mended.out.is_empty());
        assert_eq!(self.export(), export);
        let log = world.ok(&["log", PLAN, "--format", "json"]).json();
        let changes = log["changes"].as_array().unwrap();
        assert!(changes.len() >= 3, "{log}");
        world.ok(&["doctor"]);
        let run = world.ok(&["plans"]);
        assert!(run.err.is_empty(), "{}", run.err);
        world.ok(&["fact", PLAN, "1.1.1", "8", "--quarter", "2026Q1"]);
        world.ok(&["doctor"]);
    }
}

fn journal(world: &World) -> PathBuf {
    world.file("workspace/journal/00000001.kvj")
}

fn turn(file: &Path, at: usize) {
    let mut bytes = fs::read(file).unwrap();
    bytes[at] ^= 1;
    fs::write(file, bytes).unwrap();
}

#[test]
fn a_journal_that_is_shorter_than_it_was_is_told_at_every_start_and_comes_back() {
    let facts = Facts::new();
    let (world, export) = (&facts.world, facts.export());
    fs::write(journal(world), &facts.before).unwrap();
    for _ in 0..2 {
        for command in ["plans", "show", "status", "log", "check"] {
            let run = world.run(&[command]);
            assert!(run.code == 0 || command == "check", "{command}: {}", run.err);
            assert!(run.err.contains(PLAN) && run.err.contains("no. 3"), "{command}: {}", run.err);
        }
    }
    // The newest known state is shown.
    assert_eq!(facts.export(), export);
    let refused = world.code(&["fact", PLAN, "1.1.1", "9", "--quarter", "2026Q1"], 1);
    assert!(refused.err.contains("doctor --repair") && refused.err.contains(PLAN), "{}", refused.err);
    assert_eq!(fs::read(journal(world)).unwrap(), facts.before, "nothing was written");
    assert!(world.code(&["doctor"], 3).out.contains(PLAN));
    facts.comes_back(&export);
    assert!(world.ok(&["log", PLAN]).out.contains("Brought back"));
}

#[test]
fn whatever_is_lost_comes_back_from_the_other_places() {
    for lost in ["journal", "journal+witness", "journal+state", "journal+view", "journal+state+witness"] {
        let facts = Facts::new();
        let export = facts.export();
        for part in lost.split('+') {
            let path = facts.world.file(&format!("workspace/{part}"));
            if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { drop(fs::remove_file(path)) }
        }
        let run = facts.world.run(&["plans"]);
        assert!(run.code != 0 || run.err.contains(PLAN), "{lost}: {}", run.err);
        assert_eq!(facts.world.code(&["doctor"], 3).code, 3, "{lost}");
        // Without the witness only the snapshots know the last change.
        if facts.world.run(&["export", PLAN]).out == export {
            facts.comes_back(&export);
        } else {
            assert!(lost.contains("witness"), "{lost}");
        }
    }
}

#[test]
fn a_turned_bit_is_told_and_mended() {
    let facts = Facts::new();
    let export = facts.export();
    let length = fs::metadata(journal(&facts.world)).unwrap().len() as usize;
    for at in [200, length - 100, length - 10] {
        let facts = Facts::new();
        turn(&journal(&facts.world), at);
        facts.world.code(&["doctor"], 3);
        // At each start, also where the snapshots show everything as it is.
        for command in ["plans", "show", "status", "log", "plans"] {
            let run = facts.world.ok(&[command]);
            // A hash of the chain holds no change.
            let what =
                if at == length - 10 { "Nothing is missing" } else { "plan zirka-2026: 1 change, no. " };
            assert!(run.err.contains("is damaged") && run.err.contains(what), "{command}: {}", run.err);
        }
        facts.comes_back(&facts.export());
    }
    assert!(!export.is_empty());
}

#[test]
fn a_lost_marker_is_made_anew() {
    let facts = Facts::new();
    let export = facts.export();
    fs::remove_file(facts.world.file("workspace/kvartal-workspace")).unwrap();
    let run = facts.world.ok(&["plans"]);
    assert!(run.err.contains("kvartal-workspace"), "{}", run.err);
    facts.world.code(&["doctor"], 3);
    facts.comes_back(&export);
}

#[test]
fn an_older_journal_may_be_accepted_and_the_newer_copies_stay() {
    let facts = Facts::new();
    let world = &facts.world;
    fs::write(journal(world), &facts.before).unwrap();
    let done = world.ok(&["doctor", "--accept-loss"]);
    assert!(done.out.contains(PLAN) && done.out.contains("aside"), "{}", done.out);
    assert!(!facts.export().contains("останнє"));
    assert!(world.ok(&["log", PLAN]).out.contains("Accepted that changes 3 are lost"));
    assert!(world.ok(&["plans"]).err.is_empty());
    world.ok(&["fact", PLAN, "1.1.1", "9", "--quarter", "2026Q1"]);
    world.ok(&["doctor"]);
    let aside = fs::read_dir(world.file("workspace/aside")).unwrap().count();
    assert!(aside > 0);
}

#[test]
fn an_empty_list_is_no_answer_where_there_were_plans() {
    let facts = Facts::new();
    for part in ["journal", "state", "view"] {
        let _ = fs::remove_dir_all(facts.world.file(&format!("workspace/{part}")));
    }
    fs::remove_file(facts.world.file("workspace/witness")).unwrap();
    for command in ["plans", "show", "log", "export"] {
        let run = facts.world.run(&[command]);
        assert!(run.code != 0 && run.err.contains("journal"), "{command}: {} {}", run.code, run.err);
    }
    facts.world.code(&["doctor"], 3);
    facts.world.code(&["doctor", "--repair"], 3);
    assert_ne!(facts.world.run(&["plans"]).code, 0);
}

#[test]
fn where_only_a_backup_is_left_its_figures_return() {
    let facts = Facts::new();
    let (world, export) = (&facts.world, facts.export());
    let file = world.path("copy.kvb");
    world.ok(&["backup", "-o", &file]);
    let backups = world.file("workspace/backups");
    fs::create_dir_all(&backups).unwrap();
    fs::copy(&file, backups.join("2026-01-01T00-00-00Z.kvb")).unwrap();
    for part in ["journal", "state", "view"] {
        let _ = fs::remove_dir_all(world.file(&format!("workspace/{part}")));
    }
    fs::remove_file(world.file("workspace/witness")).unwrap();
    let run = world.run(&["plans"]);
    assert!(run.err.contains(PLAN), "{}", run.err);
    facts.comes_back(&export);
}

#[test]
fn a_backup_becomes_a_workspace_with_the_same_history() {
    let facts = Facts::new();
    let (world, file, to) = (&facts.world, facts.world.path("copy.kvb"), facts.world.path("restored"));
    let done = world.ok(&["backup", "-o", &file]);
    assert!(done.err.contains("3 changes"), "{}", done.err);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(
        world.ok(&["restore", &file, "--workspace", &to, "--dry-run"]).err.contains("Nothing was written")
    );
    let early = world.ok(&["restore", &file, "--workspace", &to, "--dry-run", "--at", "1999-01-01"]);
    assert!(early.err.contains("all 3 changes are later than the given moment"), "{}", early.err);
    assert!(!Path::new(&to).exists());
    world.ok(&["restore", &file, "--workspace", &to]);
    let log = |at: &str| world.ok(&["log", PLAN, "--workspace", at, "--format", "json"]).out;
    assert_eq!(log(&to), log(&world.path("workspace")));
    world.refused(&["restore", &file, "--workspace", &to], 1, &["not empty"]);
    turn(Path::new(&file), 70);
    let other = world.path("other");
    world.refused(&["restore", &file, "--workspace", &other], 1, &["copy.kvb"]);
    assert!(!Path::new(&other).exists());
    world.code(&["restore", &file, "--at", "yesterday", "--workspace", &other], 2);
}

#[test]
fn every_file_is_private() {
    let facts = Facts::new();
    fn check(dir: &Path) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
            if path.is_dir() {
                assert_eq!(mode, 0o700, "{path:?}");
                check(&path);
            } else {
                assert_eq!(mode, 0o600, "{path:?}");
            }
        }
    }
    check(&facts.world.file("workspace"));
    // A document to hand in has the user's default permissions.
    let report = facts.world.path("report.md");
    facts.world.ok(&["report", PLAN, "--quarter", "2026Q1", "-o", &report]);
    fs::set_permissions(&report, fs::Permissions::from_mode(0o444)).unwrap();
    let again = ["report", PLAN, "--quarter", "2026Q1", "-o", &report];
    facts.world.refused(&again, 1, &["report.md", "--force"]);
    facts.world.ok(&[&again[..], &["--force"]].concat());
}

#[test]
fn a_mistyped_command_gets_the_nearest_one() {
    let world = World::with_plan();
    world.refused(&["stauts"], 4, &["stauts", "kvartal status"]);
    world.refused(&["exprot", PLAN], 2, &["exprot", "kvartal export"]);
    let none = world.path("nowhere");
    let run = world.run(&["plans", "--workspace", &none]);
    assert!(run.err.contains("nowhere") && !Path::new(&none).exists(), "{}", run.err);
    assert!(world.ok(&["--quiet", "fact", PLAN, "1.1.1", "2", "--quarter", "2026Q1"]).err.is_empty());
}
