//! The rules of the architecture: which layer may use which, which files may use which library, which circular imports
//! are permitted, how long a file may be, and whether cited pages exist.
//!
//! Test code counts too, because a layer would come to depend on what its tests use.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::{collections::HashMap, fs, path::Path};

#[path = "layers/circles.rs"]
mod circles;
#[path = "layers/names.rs"]
mod names;
#[path = "layers/pages.rs"]
mod pages;
#[path = "layers/paths.rs"]
mod paths;
#[path = "layers/promises.rs"]
mod promises;
#[path = "layers/walls.rs"]
mod walls;

use walls::{Broken, check, lines};

/// Every layer with those that it may use. Libraries that concern only text may be used everywhere.
const LAYERS: [(&str, &[&str]); 12] = [
    ("text", &[]),
    ("domain", &["text"]),
    ("store", &["domain", "text"]),
    ("document", &["text"]),
    ("form", &["domain", "document", "text"]),
    ("keymap", &["text"]),
    ("l10n", &["domain", "text"]),
    ("app", &["domain", "form", "keymap", "l10n", "text"]),
    ("ui", &["app", "domain", "keymap", "l10n", "text"]),
    ("term", &["keymap", "text"]),
    ("runtime", &["app", "document", "domain", "form", "keymap", "l10n", "store", "term", "text", "ui"]),
    (
        "cli",
        &["app", "document", "domain", "form", "keymap", "l10n", "runtime", "store", "term", "text", "ui"],
    ),
];

/// Libraries, or modules of them, with the files or directories under `src/` that alone may use them.
const LIBRARIES: [(&str, &[&str]); 14] = [
    ("bincode", &["store/codec.rs"]),
    ("sled", &["store/sled.rs"]),
    ("tokio", &["store/postgres/"]),
    ("tokio_postgres", &["store/postgres/"]),
    ("tokio_postgres_rustls", &["store/postgres/"]),
    ("rustls", &["store/postgres/"]),
    ("rustls_native_certs", &["store/postgres/"]),
    ("crossterm", &["term/"]),
    ("signal_hook", &["term/"]),
    ("rustix::event", &["term/", "store/shared/client.rs"]),
    ("rustix::stdio", &["term/"]),
    ("rustix::termios", &["term/"]),
    ("ratatui", &["ui/", "term/", "runtime/"]),
    ("quick_xml", &["document/sheet/"]),
];

/// Permitted circular imports: which item one file uses from another, and why. They are listed in
/// `docs/architecture.md`.
const TIES: [(&str, &str, &str); 15] = [
    ("app/cx.rs", "app/layer/mod.rs", "a screen lays something over itself through what it is given"),
    ("app/cx.rs", "app/prompt/mod.rs", "a screen asks for a line of text through what it is given"),
    ("app/mod.rs", "app/escape.rs", "the model keeps what an Esc took away"),
    ("app/mod.rs", "app/tour.rs", "the model keeps how far the tour has come"),
    ("app/mod.rs", "app/update.rs", "the model hands a message on"),
    ("cli/plans_at.rs", "cli/config/mod.rs", "the file of settings may say where the plans are"),
    (
        "cli/session.rs",
        "cli/config/mod.rs",
        "the file of settings stands in for the environment, and its faults are told",
    ),
    (
        "cli/words.rs",
        "cli/config/mod.rs",
        "the file of settings stands in for the environment, and its faults are told",
    ),
    ("domain/plan.rs", "domain/followed.rs", "a plan keeps counts that each change moves"),
    ("domain/plan.rs", "domain/group_figures.rs", "a plan keeps figures that each change moves"),
    ("domain/plan.rs", "domain/inventory.rs", "a plan keeps counts that each change moves"),
    ("domain/plan.rs", "domain/touched.rs", "a plan keeps counts that each change moves"),
    (
        "store/server.rs",
        "store/postgres/mod.rs",
        "a server is named by its address alone, and opened where it is built in",
    ),
    ("store/wire.rs", "store/stored/v2/change.rs", "a kept value names the layout it is kept in"),
    ("store/wire.rs", "store/stored/v2/state.rs", "a kept value names the layout it is kept in"),
];

/// The maximal number of lines of a file.
const LONGEST: usize = 400;
/// The limit for the median length of all files.
const MEDIAN: usize = 150;

#[test]
fn no_layer_knows_whom_it_may_not() {
    let broken: Vec<Broken> = sources().iter().flat_map(|(file, text)| check(file, text)).collect();
    assert!(broken.is_empty(), "\n{}", lines(&broken));
}

#[test]
fn the_map_in_lib_rs_says_the_same() {
    let lib = fs::read_to_string(src().join("lib.rs")).expect("src/lib.rs");
    let rows: HashMap<&str, &str> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("//! | [`")?.strip_suffix(" |")?.split_once("`] | "))
        .filter_map(|(layer, rest)| Some((layer, rest.rsplit_once(" | ")?.1)))
        .collect();
    for (layer, allowed) in LAYERS {
        let knows = *rows.get(layer).unwrap_or_else(|| panic!("{layer} is not on the map"));
        if knows.starts_with("everybody") {
            continue;
        }
        // Text may be used by all layers, so the documentation need not say it.
        let mut documented: Vec<&str> =
            knows.split(", ").filter(|name| !["nobody", "text"].contains(name)).collect();
        let mut expected: Vec<&str> = allowed.iter().copied().filter(|name| *name != "text").collect();
        documented.sort_unstable();
        expected.sort_unstable();
        assert_eq!(documented, expected, "{layer}");
    }
    let declared = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    for module in declared {
        assert!(rule(module).is_some(), "there is no rule for the layer {module}");
    }
}

#[test]
fn files_are_short() {
    let mut lengths: Vec<(usize, String)> =
        sources().into_iter().map(|(file, text)| (text.lines().count(), file)).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let others = ["tests", "benches"].map(|directory| sources_in(&root.join(directory)));
    let others = others.into_iter().flatten().map(|(file, text)| (text.lines().count(), file));
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2].0;
    println!("{} files, the median has {median} lines", lengths.len());
    let too_long: Vec<_> = lengths.into_iter().chain(others).filter(|(count, _)| *count > LONGEST).collect();
    assert!(too_long.is_empty(), "more than {LONGEST} lines: {too_long:?}");
    assert!(median < MEDIAN, "the median file has {median} lines");
}

#[test]
fn no_circle_of_imports_crosses_a_subject() {
    let sources = sources();
    let mut graph = circles::ImportGraph::of(&sources, module_of);
    for (from, to, why) in TIES {
        assert!(graph.cut(from, to), "{from} no longer needs {to} ({why}): strike it off the list");
    }
    let crossing: Vec<String> = graph
        .circles()
        .into_iter()
        .filter(|circle| !circles::is_one_subject(circle))
        .map(|circle| graph.shown(&circle))
        .collect();
    assert!(crossing.is_empty(), "{}", crossing.join("\n"));
}

#[test]
fn the_finder_of_circles_sees_what_it_must() {
    let source = |file: &str, text: &str| (file.to_owned(), text.to_owned());
    let circles = |sources: &[(String, String)]| -> Vec<String> {
        let graph = circles::ImportGraph::of(sources, module_of);
        graph.circles().iter().map(|circle| circle.iter().copied().collect::<Vec<_>>().join(" ")).collect()
    };
    // A name that `mod.rs` only re-exports is attributed to the file that defines it.
    let passed_on = [
        source("x/mod.rs", "mod a; mod b; pub use a::A; pub use b::B;"),
        source("x/a.rs", "use super::B; pub struct A(B);"),
        source("x/b.rs", "use super::A; pub struct B(Box<A>);"),
    ];
    assert_eq!(circles(&passed_on), ["x/a.rs x/b.rs"]);
    // The same holds for a function that is called through its module, and for a name imported by `*`.
    let called = [
        source("x/mod.rs", "pub mod a; pub mod b;"),
        source("x/a.rs", "use crate::x::b; pub fn f() { b::g(); }"),
        source("x/b.rs", "pub use super::c::*; pub fn g() { super::a::f(); }"),
        source("x/c.rs", "pub struct C;"),
        source("x/d.rs", "use super::b::C; pub fn d(_: C) {}"),
    ];
    assert_eq!(circles(&called), ["x/a.rs x/b.rs"]);
    // Tests may use what they test, and declaring a module is no use of it.
    let none = [
        source("x/mod.rs", "mod a; pub struct X;"),
        source("x/a.rs", "use super::X; pub struct A(X);\n#[cfg(test)]\nmod tests { use crate::x::b::B; }"),
        source("x/b.rs", "use super::a::A; pub struct B(A);"),
    ];
    assert!(circles(&none).is_empty(), "{:?}", circles(&none));
}

fn src() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
}

/// Every source file by its path under `src/`.
fn sources() -> Vec<(String, String)> {
    let found = sources_in(src());
    assert!(found.len() > 50, "the sources are not where they were");
    found
}

/// Every source by its path under a directory.
fn sources_in(root: &Path) -> Vec<(String, String)> {
    let (mut found, mut dirs) = (Vec::new(), vec![root.to_owned()]);
    while let Some(dir) = dirs.pop() {
        for entry in fs::read_dir(&dir).expect("a directory of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                dirs.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let file = path.strip_prefix(root).expect("below it").to_string_lossy().into_owned();
                found.push((file, fs::read_to_string(&path).expect("a source")));
            }
        }
    }
    found.sort();
    found
}

fn rule(layer: &str) -> Option<&'static [&'static str]> {
    LAYERS.iter().find(|(name, _)| *name == layer).map(|(_, allowed)| *allowed)
}

/// The module of a file: `a/b.rs` and `a/b/mod.rs` are `a::b`, and `a/b_tests.rs` is `a::b::tests`.
fn module_of(file: &str) -> Vec<String> {
    let path = file.trim_end_matches(".rs").replace("_tests", "/tests");
    let path = path.strip_suffix("/mod").unwrap_or(&path);
    if ["lib", "main"].contains(&path) { Vec::new() } else { path.split('/').map(str::to_owned).collect() }
}
