//! What in a source breaks a wall, and tests that every such thing is seen.

use std::fmt;

use super::{
    LIBRARIES, module_of,
    paths::{Leads, To, paths, tokens},
    rule,
};

/// A violated rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Broken {
    file: String,
    line: usize,
    rule: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "src/{}:{}: {}", self.file, self.line, self.rule)
    }
}

/// The violations in a file.
pub fn check(file: &str, text: &str) -> Vec<Broken> {
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

pub fn lines(broken: &[Broken]) -> String {
    broken.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
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
        ("domain/plan.rs", "use crate::{self as house};", 1, "whole crate"),
        ("domain/plan.rs", "use crate::*;", 1, "whole crate"),
        ("domain/plan.rs", "use crate as house;", 1, "whole crate"),
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
        (
            "store/mod.rs",
            "use rustix; fn f() { rustix::event::poll() }",
            1,
            "only term/, store/shared/client.rs names rustix::event",
        ),
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
