//! Each promise names the test that checks it, and that test exists.

use std::{collections::BTreeSet, fs, path::Path};

/// The pages with promises: in a row of a table, the names in backticks in the last cell check what the first cell
/// promises.
const PAGES: [&str; 3] = ["docs/promises.md", "docs/windows.md", "SECURITY.md"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The names of all functions under a directory.
fn functions(under: &str, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(root().join(under)).expect("a directory of sources") {
        let path = entry.expect("an entry").path();
        let name = path.strip_prefix(root()).expect("below the root").to_string_lossy().into_owned();
        if path.is_dir() {
            functions(&name, found);
        } else if name.ends_with(".rs") {
            let text = fs::read_to_string(&path).expect("a source");
            let names = text.split("fn ").skip(1).filter_map(|rest| rest.split(['(', '<']).next());
            found.extend(names.map(str::to_owned));
        }
    }
}

/// Whether what checks a promise exists: a file, a module, or a test, whose beginning may be left out.
fn is_there(named: &str, functions: &BTreeSet<String>) -> bool {
    if named.ends_with(".rs") {
        return root().join(named).exists();
    }
    if let Some(end) = named.strip_prefix('…') {
        return functions.iter().any(|name| name.ends_with(end));
    }
    match named.rsplit_once("::") {
        None => functions.contains(named),
        Some((of, last)) => functions.contains(last) || is_module(&format!("{of}::{last}")),
    }
}

fn is_module(path: &str) -> bool {
    let file = format!("src/{}", path.replace("::", "/"));
    let has_inside = |file: &str| {
        let text = fs::read_to_string(root().join(file)).unwrap_or_default();
        text.contains("#[cfg(test)]\nmod tests")
    };
    let Some(of) = file.strip_suffix("/tests") else { return root().join(&file).exists() };
    [format!("{file}.rs"), format!("{file}/mod.rs")].iter().any(|file| root().join(file).exists())
        || [format!("{of}.rs"), format!("{of}/mod.rs")].iter().any(|file| has_inside(file))
}

/// The names in backticks in the last cell of each row, except the heading.
fn holders(page: &str) -> Vec<(String, Vec<String>)> {
    let text = fs::read_to_string(root().join(page)).expect("a page");
    let rows = text.lines().filter(|line| line.starts_with("| ") && line.ends_with(" |"));
    let cells = |row: &str| row.trim_matches('|').split(" | ").map(str::to_owned).collect::<Vec<_>>();
    rows.map(cells)
        .filter(|cells| cells.len() == 2)
        .filter(|cells| !["promise", "role", "what"].contains(&cells[0].trim()))
        .map(|cells| {
            let named = cells[1].split('`').skip(1).step_by(2).map(str::to_owned).collect();
            (cells[0].trim().to_owned(), named)
        })
        .collect()
}

#[test]
fn each_promise_names_a_test_that_is_there() {
    let mut known = BTreeSet::new();
    functions("src", &mut known);
    functions("tests", &mut known);
    let mut broken = Vec::new();
    let mut count = 0;
    for page in PAGES {
        for (promise, named) in holders(page) {
            let is_a_promise = page != "docs/windows.md" || !promise.starts_with('`');
            if !is_a_promise {
                continue;
            }
            count += 1;
            let holds =
                |named: &&String| named.contains('_') || named.contains("::") || named.ends_with(".rs");
            let missing = named.iter().filter(holds);
            let missing: Vec<_> = missing.filter(|named| !is_there(named, &known)).collect();
            if named.is_empty() && promise != "A damaged one is refused and leaves nothing behind." {
                broken.push(format!("{page}: nothing holds: {promise}"));
            }
            broken.extend(missing.iter().map(|named| format!("{page}: {named} is not there: {promise}")));
        }
    }
    assert!(count > 30, "the pages are not what they were: {count} promises");
    assert!(broken.is_empty(), "{broken:#?}");
}
