//! Packing the journal: it takes less space, and everything is as before.

use std::fs;

use super::world::World;

const PLAN: &str = "zirka-2026";

#[test]
fn a_packed_workspace_is_smaller_and_shows_lists_and_undoes_as_before() {
    let world = World::with_plan();
    for (value, word) in [("2", "перше "), ("3", "друге "), ("4", "третє ")] {
        let note = word.repeat(2_500);
        world.ok(&["fact", PLAN, "1.1.1", value, "--quarter", "2026Q1", "--note", &note]);
    }
    let shown = |args: &[&str]| world.ok(args).out;
    let questions: [&[&str]; 4] = [
        &["show", PLAN],
        &["export", PLAN],
        &["log", PLAN, "--format", "json"],
        &["log", PLAN, "--since", "2020-01-01"],
    ];
    let before = questions.map(shown);
    let said = world.ok(&["compact"]).err;
    assert!(said.contains("now. The whole history is in it"), "{said}");
    assert!(!world.file("workspace/journal/00000001.kvj").exists());
    let packed = fs::metadata(world.file("workspace/journal/00000001.kvp")).unwrap().len();
    assert!(packed < 10_000, "{packed}");
    assert_eq!(questions.map(shown), before);
    let said = world.ok(&["compact"]).err;
    assert!(said.starts_with("There was nothing to pack."), "{said}");
    world.ok(&["undo", PLAN]);
    assert!(shown(&["export", PLAN]) != before[1]);
    world.ok(&["redo", PLAN]);
    assert_eq!(shown(&["export", PLAN]), before[1]);
    world.ok(&["doctor"]);
    let file = world.path("copy.kvb");
    world.ok(&["backup", "-o", &file]);
    let copy = world.path("copy");
    world.ok(&["restore", &file, "--workspace", &copy]);
    assert_eq!(shown(&["export", PLAN, "--workspace", &copy]), before[1]);
}

#[test]
fn where_there_is_no_workspace_none_is_made() {
    let world = World::new();
    world.refused(&["compact"], 1, &["workspace"]);
    assert!(!world.file("workspace").exists());
}
