//! Files that import each other in a circle.
//!
//! A re-exported name is followed to the file that defines it, so that a circle shows a dependency between subjects
//! and not the place where a name was written. Test code is ignored, because tests may import whatever they test.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::paths::{self, Brought, Token};

/// The imports and definitions of one file.
struct SourceFile {
    module: Vec<String>,
    tokens: Vec<Token>,
    brought: Vec<Brought>,
    defined: BTreeSet<String>,
}

/// The files of the crate, and what each of them imports from the others.
pub struct ImportGraph {
    by_path: BTreeMap<String, SourceFile>,
    files: HashMap<Vec<String>, String>,
    taken: BTreeMap<String, Taken>,
}

/// Imported names, by the file that defines them.
type Taken = BTreeMap<String, BTreeSet<String>>;

/// How many re-exports of a name are followed.
const FARTHEST: usize = 8;

impl ImportGraph {
    /// Reads the sources, given by their paths under `src/`.
    pub fn of(sources: &[(String, String)], module_of: impl Fn(&str) -> Vec<String>) -> Self {
        let (mut by_path, mut files) = (BTreeMap::new(), HashMap::new());
        for (file, text) in sources.iter().filter(|(file, _)| !is_test(file)) {
            let own = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
            let (module, tokens) = (module_of(file), paths::tokens(own));
            let brought = paths::brought(&tokens, &module);
            let defined = defined(&tokens);
            files.insert(module.clone(), file.clone());
            by_path.insert(file.clone(), SourceFile { module, tokens, brought, defined });
        }
        let mut graph = Self { by_path, files, taken: BTreeMap::new() };
        graph.taken =
            graph.by_path.iter().map(|(file, source)| (file.clone(), graph.taken_by(file, source))).collect();
        graph
    }

    /// The names that a file imports, by the file that defines them.
    fn taken_by(&self, file: &str, source: &SourceFile) -> Taken {
        let named = paths::named(&source.tokens, &source.module);
        let used = source.brought.iter().filter(|brought| !brought.passed_on || source.uses(&brought.name));
        let mut taken = Taken::new();
        for path in used.map(|brought| brought.path.clone()).chain(named) {
            if let Some((to, name)) = self.defining_file(&path, FARTHEST).filter(|(to, _)| *to != file) {
                taken.entry(to.to_owned()).or_default().insert(name);
            }
        }
        taken
    }

    /// Removes the imports of one file from another; returns whether there were any.
    pub fn cut(&mut self, from: &str, to: &str) -> bool {
        self.taken.get_mut(from).is_some_and(|taken| taken.remove(to).is_some())
    }

    /// The imports that make a circle, as text.
    pub fn shown(&self, circle: &BTreeSet<&str>) -> String {
        let mut shown = String::new();
        for file in circle {
            for (to, names) in self.taken[*file].iter().filter(|(to, _)| circle.contains(to.as_str())) {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                shown += &format!("\n    {file} -> {to} ({})", names.join(", "));
            }
        }
        shown
    }

    /// The file that defines what a path from the root names; none for a module itself, because the names imported
    /// from it are found where they are used.
    fn defining_file(&self, path: &[String], farthest: usize) -> Option<(&str, String)> {
        let at = (0..=path.len()).rev().find(|end| self.files.contains_key(&path[..*end]))?;
        let (file, rest) = (&self.files[&path[..at]], &path[at..]);
        let (name, source) = (rest.first()?, &self.by_path[file]);
        if farthest == 0 || source.defined.contains(name) {
            return Some((file, name.clone()));
        }
        let named = source.brought.iter().find(|brought| brought.name == *name);
        let further = named.map(|brought| brought.path.clone()).or_else(|| {
            let open = source.brought.iter().filter(|brought| brought.name == "*");
            let mut open = open.map(|brought| brought.path[..brought.path.len() - 1].to_vec());
            let defines = |module: &Vec<String>| {
                self.files.get(module).is_some_and(|file| self.by_path[file].defined.contains(name))
            };
            open.find(defines).map(|module| [module, vec![name.clone()]].concat())
        });
        match further {
            Some(path) => self.defining_file(&[&path, &rest[1..]].concat(), farthest - 1),
            None => Some((file, name.clone())),
        }
    }

    /// Every circle, with its files in order.
    pub fn circles(&self) -> Vec<BTreeSet<&str>> {
        let reach: BTreeMap<&str, BTreeSet<&str>> =
            self.taken.keys().map(|file| (file.as_str(), self.reached(file))).collect();
        let mut circles = BTreeSet::new();
        for (file, from_here) in &reach {
            let back = from_here.iter().copied().filter(|other| reach[other].contains(file));
            let circle: BTreeSet<&str> = back.chain([*file]).collect();
            if circle.len() > 1 {
                circles.insert(circle);
            }
        }
        circles.into_iter().collect()
    }
}

impl ImportGraph {
    /// The files that a file imports directly or indirectly.
    fn reached(&self, from: &str) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        let mut next: Vec<&String> = self.taken[from].keys().collect();
        while let Some(file) = next.pop() {
            if found.insert(file.as_str()) {
                next.extend(self.taken[file].keys());
            }
        }
        found
    }
}

impl SourceFile {
    /// Whether the file itself uses a name that it re-exports.
    fn uses(&self, name: &str) -> bool {
        let all = self.tokens.iter().filter(|token| token.is(name)).count();
        all > self.brought.iter().filter(|brought| brought.path.iter().any(|word| word == name)).count()
    }
}

/// Whether a circle stays within one subject: below one directory of a layer, or between that directory and the
/// file with its name.
pub fn is_one_subject(circle: &BTreeSet<&str>) -> bool {
    let subjects: BTreeSet<Vec<&str>> =
        circle.iter().map(|file| file.trim_end_matches(".rs").split('/').take(2).collect()).collect();
    subjects.len() == 1
}

fn is_test(file: &str) -> bool {
    file.contains("/tests") || file.ends_with("_tests.rs") || file.ends_with("testing.rs")
}

/// The names that a file defines at any depth: types, functions, constants and modules.
fn defined(tokens: &[Token]) -> BTreeSet<String> {
    const WORDS: [&str; 9] = ["struct", "enum", "fn", "trait", "type", "const", "static", "mod", "union"];
    let pairs = tokens.windows(2).filter(|pair| WORDS.iter().any(|word| pair[0].is(word)));
    pairs.map(|pair| pair[1].text.clone()).collect()
}
