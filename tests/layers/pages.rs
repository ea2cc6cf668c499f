//! Everything that comments and pages cite exists: pages, their numbered quirks, files and directories.

use std::{collections::BTreeSet, fs, path::Path};

use super::sources;

const PAGES: [&str; 2] = ["README.md", "CONTRIBUTING.md"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every page with its name: those at the root and those in `docs/`.
fn pages() -> Vec<(String, String)> {
    let docs = fs::read_dir(root().join("docs")).expect("the pages");
    let docs = docs.filter_map(|entry| {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        name.ends_with(".md").then(|| format!("docs/{name}"))
    });
    let names = PAGES.iter().map(|name| (*name).to_owned()).chain(docs);
    let read = |name: String| {
        let text = fs::read_to_string(root().join(&name)).expect("a page");
        (name, text)
    };
    names.map(read).collect()
}

/// The comments of a source, line by line.
fn comments(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim_start).filter(|line| line.starts_with("//"))
}

/// The pages cited in a text.
fn named(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || "./_-".contains(c)));
    words.filter(|word| word.ends_with(".md") && word.len() > 3).map(ToOwned::to_owned).collect()
}

#[test]
fn every_page_that_is_named_is_there() {
    let mut missing = Vec::new();
    let mut look = |of: &str, page: String| {
        if !root().join(&page).exists() {
            missing.push(format!("{of} names {page}"));
        }
    };
    for (file, text) in sources() {
        comments(&text).flat_map(named).for_each(|page| look(&format!("src/{file}"), page));
    }
    for (page, text) in pages() {
        let links = named(&text).into_iter().filter(|link| link.starts_with("docs/"));
        links.for_each(|link| look(&page, link));
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_quirk_that_a_comment_cites_is_on_its_page() {
    let page = fs::read_to_string(root().join("docs/documents.md")).expect("the page of the quirks");
    let numbered = page.lines().filter_map(|line| line.split_once(". **")?.0.parse().ok());
    let there: BTreeSet<u32> = numbered.collect();
    assert!(!there.is_empty(), "the quirks have no numbers any more");
    for (file, text) in sources() {
        for line in comments(&text) {
            let cited =
                line.split_once("quirk ").or_else(|| line.split_once("quirks ")).map(|(_, rest)| rest);
            let cited = cited.unwrap_or_default().split(|c: char| !c.is_ascii_digit());
            for number in cited.filter_map(|word| word.parse::<u32>().ok()) {
                assert!(there.contains(&number), "src/{file} cites quirk {number}: {line}");
            }
        }
    }
}

#[test]
fn every_file_that_a_page_names_is_there() {
    const ROOTS: [&str; 7] = ["src/", "tests/", "docs/", "keymaps/", "benches/", "contrib/", "fuzz/"];
    let mut missing = Vec::new();
    for (page, text) in pages() {
        for quoted in text.split('`').skip(1).step_by(2) {
            let is_path = ROOTS.iter().any(|root| quoted.starts_with(root));
            // A pattern means several files, and a word in capitals means any of them.
            let is_one = !quoted.contains(['{', '*', ' ', '<'])
                && !["NAME", "vN"].iter().any(|any| quoted.contains(any));
            if is_path && is_one && !root().join(quoted).exists() {
                missing.push(format!("{page} names {quoted}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
