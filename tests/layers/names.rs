//! What the words of a source must not be.

use std::collections::BTreeMap;

use super::{paths::tokens, sources};

/// The layers that produce text for people or programs.
const SPEAKING: [&str; 5] = ["app/", "cli/", "l10n/", "runtime/", "ui/"];

const UNFINISHED: [&str; 3] = ["todo", "unimplemented", "dbg"];

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
