//! Files that import each other in a circle.
//!
//! A name that a file only passes on is followed to the file that defines it, so that the circle seen is one of
//! meaning and not of where a name was written down. Test code does not count: it may know whatever it tests.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::paths::{self, Brought, Token};

/// The names of one file.
struct Room {
    module: Vec<String>,
    tokens: Vec<Token>,
    brought: Vec<Brought>,
    defined: BTreeSet<String>,
}

/// The files of the crate and what each takes from the others.
pub struct House {
    rooms: BTreeMap<String, Room>,
    files: HashMap<Vec<String>, String>,
    taken: BTreeMap<String, Taken>,
}

/// Names by the file that defines them.
type Taken = BTreeMap<String, BTreeSet<String>>;

/// How many times a name may be passed on before it is followed no further.
const FARTHEST: usize = 8;

impl House {
    /// Reads the sources, given by their paths under `src/`.
    pub fn of(sources: &[(String, String)], module_of: impl Fn(&str) -> Vec<String>) -> Self {
        let (mut rooms, mut files) = (BTreeMap::new(), HashMap::new());
        for (file, text) in sources.iter().filter(|(file, _)| !is_test(file)) {
            let own = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
            let (module, tokens) = (module_of(file), paths::tokens(own));
            let brought = paths::brought(&tokens, &module);
            let defined = defined(&tokens);
            files.insert(module.clone(), file.clone());
            rooms.insert(file.clone(), Room { module, tokens, brought, defined });
        }
        let mut house = Self { rooms, files, taken: BTreeMap::new() };
        house.taken =
            house.rooms.iter().map(|(file, room)| (file.clone(), house.taken_by(file, room))).collect();
        house
    }

    /// The names that a file takes, by the file that defines them.
    fn taken_by(&self, file: &str, room: &Room) -> Taken {
        let named = paths::named(&room.tokens, &room.module);
        let used = room.brought.iter().filter(|brought| !brought.passed_on || room.uses(&brought.name));
        let mut taken = Taken::new();
        for path in used.map(|brought| brought.path.clone()).chain(named) {
            if let Some((to, name)) = self.home(&path, FARTHEST).filter(|(to, _)| *to != file) {
                taken.entry(to.to_owned()).or_default().insert(name);
            }
        }
        taken
    }

    /// Forgets what one file takes from another; whether it takes anything.
    pub fn cut(&mut self, from: &str, to: &str) -> bool {
        self.taken.get_mut(from).is_some_and(|taken| taken.remove(to).is_some())
    }

    /// What ties the files of a circle.
    pub fn told(&self, circle: &BTreeSet<&str>) -> String {
        let mut told = String::new();
        for file in circle {
            for (to, names) in self.taken[*file].iter().filter(|(to, _)| circle.contains(to.as_str())) {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                told += &format!("\n    {file} -> {to} ({})", names.join(", "));
            }
        }
        told
    }

    /// The file that defines what a path from the root names; none for a module as such, because the names that
    /// are taken out of it are seen where they are used.
    fn home(&self, path: &[String], farthest: usize) -> Option<(&str, String)> {
        let at = (0..=path.len()).rev().find(|end| self.files.contains_key(&path[..*end]))?;
        let (file, rest) = (&self.files[&path[..at]], &path[at..]);
        let (name, room) = (rest.first()?, &self.rooms[file]);
        if farthest == 0 || room.defined.contains(name) {
            return Some((file, name.clone()));
        }
        let named = room.brought.iter().find(|brought| brought.name == *name);
        let further = named.map(|brought| brought.path.clone()).or_else(|| {
            let open = room.brought.iter().filter(|brought| brought.name == "*");
            let mut open = open.map(|brought| brought.path[..brought.path.len() - 1].to_vec());
            let defines = |module: &Vec<String>| {
                self.files.get(module).is_some_and(|file| self.rooms[file].defined.contains(name))
            };
            open.find(defines).map(|module| [module, vec![name.clone()]].concat())
        });
        match further {
            Some(path) => self.home(&[&path, &rest[1..]].concat(), farthest - 1),
            None => Some((file, name.clone())),
        }
    }

    /// Every circle, each with its files in order.
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

impl House {
    /// The files that one leads to, over any others.
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

impl Room {
    /// Whether the file itself uses a name that it passes on.
    fn uses(&self, name: &str) -> bool {
        let all = self.tokens.iter().filter(|token| token.is(name)).count();
        all > self.brought.iter().filter(|brought| brought.path.iter().any(|word| word == name)).count()
    }
}

/// Whether a circle stays within one subject: below one directory of a layer, or between it and the file that
/// bears its name.
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
