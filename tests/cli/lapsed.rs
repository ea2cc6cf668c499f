//! What `check` says of an acceptance whose figures have changed: those it was given for, and the present ones.

use crate::world::{self, World};

const WHEN: [&str; 4] = ["--quarter", "2026Q1", "--as-of", "2026-04-05"];

fn fact(world: &World, args: &[&str]) {
    world.ok(&[&["fact", "zirka", "1.1.1"], args, &["--quarter", "2026Q1"]].concat());
}

fn accept(world: &World, kind: &str) {
    world.ok(&[&["accept", "zirka", "1.1.1", kind, "--reason", "журнал"], &WHEN[..]].concat());
}

/// What `check` says about the open finding of a kind.
fn said(world: &World, kind: &str, language: &str) -> String {
    let args = [&["check", "zirka", "--format", "json"], &WHEN[..]].concat();
    let run = world::run(world.command(&args).env("KVARTAL_LANG", language));
    let answer = run.json();
    let found = answer["findings"].as_array().unwrap().iter();
    let open = found.filter(|finding| finding["kind"] == kind && finding["accepted"].is_null());
    let open: Vec<_> = open.map(|finding| finding["message"].as_str().unwrap()).collect();
    let [open] = open.as_slice() else { panic!("{kind}: {answer}") };
    (*open).to_owned()
}

#[test]
fn fact_and_evidence_are_compared() {
    let world = World::with_plan();
    fact(&world, &["15"]);
    world.ok(&["evidence", "zirka", "7.02.2026 семінари -> 1.1.1 ×12", "--quarter", "2026Q1"]);
    accept(&world, "evidence_differs");
    fact(&world, &["40"]);
    let message = said(&world, "evidence_differs", "uk");
    assert!(message.ends_with("(прийнято при 15 і 12, тепер 40 і 12)"), "{message}");
    let message = said(&world, "evidence_differs", "en");
    assert!(message.ends_with("(accepted at 15 and 12, now 40 and 12)"), "{message}");
    accept(&world, "evidence_differs");
    fact(&world, &["--note", "двічі"]);
    let message = said(&world, "evidence_differs", "uk");
    assert!(message.ends_with("(прийнято при 40 і 12 і без примітки, тепер 40 і 12 і «двічі»)"), "{message}");
    accept(&world, "evidence_differs");
    fact(&world, &["--note", "тричі"]);
    let message = said(&world, "evidence_differs", "en");
    assert!(message.ends_with("(accepted at 40 and 12 and “двічі”, now 40 and 12 and “тричі”)"), "{message}");
}

#[test]
fn without_evidence_it_is_the_target_that_is_compared() {
    let world = World::with_plan();
    fact(&world, &["15"]);
    accept(&world, "fact_without_evidence");
    fact(&world, &["16"]);
    let message = said(&world, "fact_without_evidence", "uk");
    assert!(message.ends_with("(прийнято при 15 і 10, тепер 16 і 10)"), "{message}");
    fact(&world, &["багато", "--text"]);
    accept(&world, "words_for_number");
    fact(&world, &["чимало", "--text"]);
    let message = said(&world, "words_for_number", "uk");
    assert!(message.ends_with("(прийнято при багато і 10, тепер чимало і 10)"), "{message}");
}

#[test]
fn of_parts_those_that_changed_are_named() {
    let world = World::with_plan();
    fact(&world, &["8"]);
    fact(&world, &["3", "--performer", "Відділ А"]);
    fact(&world, &["4", "--performer", "Відділ Б"]);
    accept(&world, "split_differs");
    fact(&world, &["4", "--performer", "Відділ А"]);
    fact(&world, &["5", "--performer", "Відділ Б"]);
    let message = said(&world, "split_differs", "uk");
    assert!(message.ends_with("(прийнято при 8 і 10 і 3 + 4, тепер 8 і 10 і 4 + 5)"), "{message}");
}
