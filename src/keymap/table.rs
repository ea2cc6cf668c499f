//! The keymap in force: several files combined, and the look-up of keys.

use super::action::Action;
use super::binding::{Binding, Pseudo, Trigger};
use super::condition::Atoms;
use super::context::{Context, Contexts};
use super::key::Key;
use super::layout::Layout;
use super::preset::{KeymapSource, Preset};
use super::problem::Problem;
use super::read::{KeymapFile, read};
use super::trie::{Found, Trie};

/// The keymap in force.
#[derive(Clone, Debug, Hash)]
pub struct Keymap {
    name: String,
    layout: Layout,
    counts: Contexts,
    tables: Vec<ContextTable>,
}

/// A keymap, and the errors in the user's file.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The keymap, made from all valid lines.
    pub keymap: Keymap,
    /// The errors, in the order of the lines.
    pub problems: Vec<Problem>,
}

/// One context of the keymap.
#[derive(Clone, Debug, Default, Hash)]
struct ContextTable {
    bindings: Vec<Binding>,
    trie: Trie,
}

/// The result of looking keys up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup<'k> {
    /// Actions in order; empty for `noop`.
    Actions(&'k [Action]),
    /// The beginning of a chord: the possible next keys.
    Pending(Vec<Continuation>),
    /// Nothing is bound.
    Nothing,
}

/// A possible next key of a chord: a line of the which-key window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Continuation {
    /// The key.
    pub key: Key,
    /// Its action; `None` when more keys follow.
    pub action: Option<Action>,
}

impl Keymap {
    /// A built-in keymap.
    pub fn builtin(preset: Preset) -> Self {
        Self::load(preset, None).keymap
    }

    /// The user's file on top of the keymap that its `inherit` names, otherwise on top of `base`.
    pub fn load(base: Preset, user: Option<KeymapSource<'_>>) -> Loaded {
        let (user, problems) = user.map(read).unzip();
        let mut next = match &user {
            Some(KeymapFile { inherit: Some(inherit), .. }) => *inherit,
            _ => Some(base),
        };
        let mut files: Vec<KeymapFile> = user.into_iter().collect();
        while let Some(preset) = next {
            // Built-in files are covered by tests, so their errors cannot reach users.
            let (file, _) = read(preset.source());
            next =
                file.inherit.flatten().filter(|parent| *parent != preset && files.len() < Preset::ALL.len());
            files.push(file);
        }
        Loaded { keymap: Self::stack(files), problems: problems.unwrap_or_default() }
    }

    /// Combines files; earlier ones take precedence.
    fn stack(files: Vec<KeymapFile>) -> Self {
        let mut keymap = Self {
            name: String::new(),
            layout: Layout::uk_jcuken(),
            counts: Contexts::default(),
            tables: vec![ContextTable::default(); Context::ALL.len()],
        };
        for file in files.into_iter().rev() {
            keymap.counts = file.counts.unwrap_or(keymap.counts);
            keymap.name = file.name.unwrap_or(keymap.name);
            for (context, table) in Context::ALL.into_iter().zip(&mut keymap.tables) {
                if file.drop_letters.has(context) {
                    table.drop_letters();
                }
            }
            for (context, bindings) in file.tables {
                if let Some(table) = keymap.tables.get_mut(context as usize) {
                    table.lay_over(bindings);
                }
            }
        }
        keymap.tables.iter_mut().for_each(ContextTable::index);
        keymap
    }

    /// The name in the topmost file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The layout whose letters are translated to Latin keys for commands.
    pub const fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Whether digits before a command are a count in this context.
    pub const fn counts_in(&self, context: Context) -> bool {
        self.counts.has(context)
    }

    /// The bindings of one context without those of `global`; those of the topmost file come first.
    pub fn bindings(&self, context: Context) -> &[Binding] {
        self.tables.get(context as usize).map_or(&[], |table| &table.bindings)
    }

    /// Looks keys up without translation, in the context and then in `global`.
    pub fn lookup(&self, context: Context, atoms: Atoms, keys: &[Key]) -> Lookup<'_> {
        let own = self.find(context, context, atoms, keys);
        if matches!(own, Lookup::Actions(_)) || context == Context::Global {
            return own;
        }
        if context.is_typing() && keys.first().is_some_and(|key| key.typed().is_some()) {
            return own;
        }
        match (own, self.find(Context::Global, context, atoms, keys)) {
            (Lookup::Pending(mut mine), Lookup::Pending(more)) => {
                let new =
                    more.into_iter().filter(|c| mine.iter().all(|m| m.key != c.key)).collect::<Vec<_>>();
                mine.extend(new);
                Lookup::Pending(mine)
            }
            (Lookup::Nothing, global) => global,
            (own, _) => own,
        }
    }

    /// The actions of a pseudo-key for a character that nothing else binds.
    pub fn fallback(&self, context: Context, atoms: Atoms, typed: char) -> Option<&[Action]> {
        [Pseudo::Digit, Pseudo::Entry, Pseudo::Char]
            .into_iter()
            .filter(|pseudo| pseudo.covers(typed))
            .find_map(|pseudo| self.pseudo(context, atoms, pseudo))
    }

    /// The actions of a pseudo-key in this context, if it is bound and its rule applies.
    pub fn pseudo(&self, context: Context, atoms: Atoms, pseudo: Pseudo) -> Option<&[Action]> {
        let bindings = self.bindings(context).iter();
        bindings.filter(|b| b.trigger == Trigger::Pseudo(pseudo)).find_map(|b| b.actions(atoms))
    }

    /// Looks keys up in one table, for a key pressed in `context`.
    fn find(&self, table: Context, context: Context, atoms: Atoms, keys: &[Key]) -> Lookup<'_> {
        let Some(table) = self.tables.get(table as usize) else { return Lookup::Nothing };
        let actions = |leaf: usize| {
            let actions = table.bindings.get(leaf)?.actions(atoms)?;
            actions.iter().all(|action| action.works_in(context)).then_some(actions)
        };
        match table.trie.find(keys) {
            Found::Leaf(leaf) => actions(leaf).map_or(Lookup::Nothing, Lookup::Actions),
            Found::Branch(next) => {
                let alive = |(key, leaf): (Key, Option<usize>)| match leaf.map(actions) {
                    None => Some(Continuation { key, action: None }),
                    Some(actions) => Some(Continuation { key, action: Some(*actions?.first()?) }),
                };
                let next: Vec<_> = next.into_iter().filter_map(alive).collect();
                if next.is_empty() { Lookup::Nothing } else { Lookup::Pending(next) }
            }
            Found::Nothing => Lookup::Nothing,
        }
    }
}

impl ContextTable {
    /// Removes bindings that begin with a letter.
    fn drop_letters(&mut self) {
        self.bindings.retain(|binding| !binding.chord().is_some_and(|chord| chord.begins_with_letter()));
    }

    fn lay_over(&mut self, mut upper: Vec<Binding>) {
        self.bindings.retain(|lower| upper.iter().all(|binding| !binding.replaces(lower)));
        upper.append(&mut self.bindings);
        self.bindings = upper;
    }

    fn index(&mut self) {
        for (leaf, binding) in self.bindings.iter().enumerate() {
            if let Some(chord) = binding.chord() {
                // Conflicts within a file were reported when it was read; those between files were resolved above.
                let _ = self.trie.insert(chord.keys(), leaf);
            }
        }
    }
}
