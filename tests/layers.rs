//! The rules of the architecture: which layer may use which, which files may use which library, which circular imports
//! are permitted, how long a file may be, and whether cited pages exist.
//!
//! Test code counts too, because a layer would come to depend on what its tests use.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::{
    collections::{BTreeMap, HashMap},
    fmt, fs,
    path::Path,
};

#[path = "layers/circles.rs"]
mod circles;
#[path = "layers/pages.rs"]
mod pages;
#[path = "layers/paths.rs"]
mod paths;
#[path = "layers/promises.rs"]
mod promises;

use paths::{Leads, To, paths, tokens};

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
    ("rustix::event", &["term/"]),
    ("rustix::stdio", &["term/"]),
    ("rustix::termios", &["term/"]),
    ("ratatui", &["ui/", "term/", "runtime/"]),
    ("quick_xml", &["document/sheet/"]),
];

/// Permitted circular imports: which item one file uses from another, and why. They are listed in
/// `docs/architecture.md`.
const TIES: [(&str, &str, &str); 16] = [
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
    ("domain/plan.rs", "domain/early.rs", "a plan keeps counts that each change moves"),
    ("domain/plan.rs", "domain/followed.rs", "a plan keeps counts that each change moves"),
    ("domain/plan.rs", "domain/inventory.rs", "a plan keeps counts that each change moves"),
    ("domain/plan.rs", "domain/rollup.rs", "a plan keeps tallies that each change moves"),
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
/// Known longer files, until they are split.
const KNOWN_LONG: [&str; 1] = ["store/postgres/tests.rs"];
/// The limit for the median length of all files.
const MEDIAN: usize = 150;

/// The layers that produce text for people or programs.
const SPEAKING: [&str; 5] = ["app/", "cli/", "l10n/", "runtime/", "ui/"];

const UNFINISHED: [&str; 3] = ["todo", "unimplemented", "dbg"];

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
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2].0;
    println!("{} files, the median has {median} lines", lengths.len());
    let too_long: Vec<_> = lengths
        .iter()
        .filter(|(count, file)| *count > LONGEST && !KNOWN_LONG.contains(&file.as_str()))
        .collect();
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

/// Three types with one name would make a search for it ambiguous. The layouts in `store/stored` have the names of the
/// types that they store, version by version, because readers look for these.
#[test]
fn no_three_types_have_one_name() {
    let mut named: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in sources().into_iter().filter(|(file, _)| !file.starts_with("store/stored/")) {
        for line in text.lines() {
            let item = line.trim_start();
            let item = item
                .strip_prefix("pub")
                .map_or(item, |rest| rest.split_once(' ').map_or(rest, |(_, rest)| rest));
            let kinds = ["struct ", "enum ", "trait ", "union ", "type "];
            let Some(rest) = kinds.iter().find_map(|kind| item.strip_prefix(kind)) else { continue };
            // Within a trait or its implementation, `type` declares an associated type.
            if item.starts_with("type ") && line.starts_with(' ') {
                continue;
            }
            let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if name.starts_with(char::is_uppercase) {
                named.entry(name).or_default().push(file.clone());
            }
        }
    }
    let often: Vec<_> = named.iter().filter(|(_, files)| files.len() > 2).collect();
    assert!(often.is_empty(), "{often:#?}");
}

/// Words for programs and message ids are written as literals, because `{:?}` would make the name of a variant part of
/// a contract unintentionally.
#[test]
fn no_word_is_made_of_a_debug_output() {
    let mut found = Vec::new();
    for (file, text) in sources() {
        let is_test = file.contains("tests") || file.ends_with("_tests.rs");
        if is_test || !SPEAKING.iter().any(|layer| file.starts_with(layer)) {
            continue;
        }
        let own = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let lines = own.lines().enumerate().filter(|(_, line)| line.contains(":?}") || line.contains(":#?}"));
        found.extend(lines.map(|(at, line)| format!("src/{file}:{}: {}", at + 1, line.trim())));
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn nothing_is_left_unfinished() {
    let mut found = Vec::new();
    for (file, text) in sources() {
        let tokens = tokens(&text);
        let calls = tokens.windows(2).filter(|w| w[1].is("!") && UNFINISHED.contains(&w[0].text.as_str()));
        found.extend(calls.map(|w| format!("src/{file}:{}: {}!", w[0].line, w[0].text)));
    }
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn the_checker_sees_what_it_must() {
    for (file, source, line, rule) in [
        ("text/key.rs", "use crate::domain::Plan;", 1, "text may know nobody"),
        ("domain/plan.rs", "\nuse crate::store::Store;", 2, "not store"),
        ("domain/plan.rs", "use crate::{text::key, app::{Model, Msg}};", 1, "not app"),
        ("domain/plan.rs", "use crate::{\n    text::key,\n    ui,\n};", 3, "not ui"),
        ("domain/plan.rs", "fn f() -> crate::form::Form { todo() }", 1, "not form"),
        ("domain/plan.rs", "fn f() { let _ = 'a'; let _: &'static str = crate::cli::X; }", 1, "not cli"),
        ("domain/plan.rs", "use super::super::term::Tty;", 1, "not term"),
        ("domain/mod.rs", "use super::term::Tty;", 1, "not term"),
        ("domain/plan.rs", "mod tests { use super::super::super::keymap::Key; }", 1, "not keymap"),
        ("domain/plan.rs", "pub(in crate::runtime) fn f() {}", 1, "not runtime"),
        ("domain/plan.rs", "#[serde(with = \"crate::document::place\")] struct X;", 1, "not document"),
        ("domain/plan.rs", "use crate::{self as root};", 1, "whole crate"),
        ("domain/plan.rs", "use crate::*;", 1, "whole crate"),
        ("domain/plan.rs", "use crate as root;", 1, "whole crate"),
        ("form/mod.rs", "#[cfg(test)] mod tests { use crate::store::MemoryStore; }", 1, "not store"),
        ("document/mod.rs", "use crate::domain::Plan;", 1, "not domain"),
        ("ui/mod.rs", "use crate::store::Store;", 1, "not store"),
        ("ui/mod.rs", "use crate::form::exchange;", 1, "not form"),
        ("runtime.rs", "use crate::cli::run;", 1, "not cli"),
        ("store/journal/frame.rs", "use bincode::config;", 1, "only store/codec.rs names bincode"),
        ("store/worker.rs", "fn f(db: sled::Db) {}", 1, "only store/sled.rs names sled"),
        ("store/worker.rs", "use super::sled; fn f(db: ::sled::Db) {}", 1, "only store/sled.rs names sled"),
        ("store/worker.rs", "use ::sled::{Db, Tree};", 1, "only store/sled.rs names sled"),
        ("app/mod.rs", "use crossterm::event;", 1, "only term/ names crossterm"),
        ("store/mod.rs", "use rustix::{fs, termios::isatty};", 1, "only term/ names rustix::termios"),
        ("store/mod.rs", "use rustix; fn f() { rustix::event::poll() }", 1, "only term/ names rustix::event"),
        ("app/mod.rs", "use ratatui as r;", 1, "names ratatui"),
        ("app/mod.rs", "extern crate ratatui;", 1, "names ratatui"),
        ("new/mod.rs", "use crate::text::key;", 1, "no rule"),
    ] {
        let broken = check(file, source);
        let [one] = broken.as_slice() else { panic!("{file}: {source}: {broken:?}") };
        assert_eq!(one.line, line, "{source}");
        let said = one.to_string();
        assert!(said.contains(rule) && said.contains(file), "{source}: {said}");
    }
}

#[test]
fn the_checker_lets_the_rest_be() {
    for (file, source) in [
        ("domain/plan.rs", "use crate::{domain::Plan, text::key};"),
        ("domain/plan.rs", "// use crate::store::Store;\n/* crate::app /* crate::ui */ crate::cli */"),
        ("domain/plan.rs", "/// [`crate::store::Store`]\nconst X: &str = \"crate::store\\\" crate::ui\";"),
        (
            "domain/plan.rs",
            "const X: &str = r#\"use crate::\"store\"\"#; const Y: u8 = b'\"'; const Z: char = '\\'';",
        ),
        ("domain/plan.rs", "use super::{value::Number, store};"),
        ("domain/decide/fact.rs", "use super::super::term::Term;"),
        ("store/state.rs", "use super::{StoreError, sled::{Engine, Writes}};"),
        ("store/mend.rs", "use super::{mend, sled}; fn f() { sled::remove(); }"),
        ("store/codec_tests.rs", "use super::super::wire::Snapshot;"),
        ("store/mod.rs", "mod sled; pub use sled::Engine;"),
        ("store/sled.rs", "fn f(db: &::sled::Db) {}"),
        ("store/codec.rs", "use bincode::config;"),
        ("store/workspace.rs", "use rustix::{fs::flock, process::getpid};"),
        ("term/tty.rs", "use rustix::termios; use signal_hook::consts::SIGHUP; use ratatui::buffer::Cell;"),
        (
            "cli/tui.rs",
            "use crate::{app, document, domain, form, keymap, l10n, runtime, store, term, text, ui};",
        ),
        ("main.rs", "fn main() { kvartal::cli::run() }"),
        ("lib.rs", "pub mod app; pub mod cli;"),
    ] {
        let broken = check(file, source);
        assert!(broken.is_empty(), "{source}: {}", lines(&broken));
    }
}

/// A violated rule.
#[derive(Debug, PartialEq, Eq)]
struct Broken {
    file: String,
    line: usize,
    rule: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "src/{}:{}: {}", self.file, self.line, self.rule)
    }
}

fn lines(broken: &[Broken]) -> String {
    broken.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn src() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
}

/// Every source file by its path under `src/`.
fn sources() -> Vec<(String, String)> {
    let (mut found, mut dirs) = (Vec::new(), vec![src().to_owned()]);
    while let Some(dir) = dirs.pop() {
        for entry in fs::read_dir(&dir).expect("a directory of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                dirs.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let file = path.strip_prefix(src()).expect("below src").to_string_lossy().into_owned();
                found.push((file, fs::read_to_string(&path).expect("a source")));
            }
        }
    }
    found.sort();
    assert!(found.len() > 50, "the sources are not where they were");
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

/// The violations in a file.
fn check(file: &str, text: &str) -> Vec<Broken> {
    let module = module_of(file);
    let broken = |line, rule| Broken { file: file.to_owned(), line, rule };
    let mut found = Vec::new();
    for Leads { to, line } in paths(&tokens(text), &module) {
        let rule = match to {
            To::Library(segments) => library_rule(file, &segments.join("::")),
            // The crate root and the binary may use all layers.
            To::Module(_) if module.is_empty() => None,
            To::Module(segments) => layer_rule(&module[0], segments.first().map_or("*", String::as_str)),
        };
        found.extend(rule.map(|rule| broken(line, rule)));
    }
    // Two names from one group are one violation.
    found.dedup();
    found
}

fn layer_rule(layer: &str, known: &str) -> Option<String> {
    let Some(allowed) = rule(layer) else { return Some(format!("there is no rule for the layer {layer}")) };
    let whom = if allowed.is_empty() { "nobody".to_owned() } else { allowed.join(", ") };
    match known {
        "*" | "self" => Some(format!("{layer} may know {whom}, not the whole crate")),
        _ if known == layer || allowed.contains(&known) => None,
        _ => Some(format!("{layer} may know {whom}, not {known}")),
    }
}

fn library_rule(file: &str, path: &str) -> Option<String> {
    let names = |library: &str| path == library || path.starts_with(&format!("{library}::"));
    let (library, homes) = LIBRARIES.iter().find(|(library, _)| names(library))?;
    let at_home = homes.iter().any(|home| file == *home || (home.ends_with('/') && file.starts_with(home)));
    (!at_home).then(|| format!("only {} names {library}", homes.join(", ")))
}
