//! Resolves key presses to actions: chords, counts, and other keyboard layouts.

use super::action::Action;
use super::binding::Pseudo;
use super::condition::{Atom, Atoms};
use super::context::Context;
use super::key::{Key, KeyCode};
use super::table::{Continuation, Keymap, Lookup};

/// The maximal count, because a typing mistake must not keep the program busy.
const MAX_COUNT: u32 = 9_999;

/// The keys pressed so far: a small state machine without clock and terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolver {
    pending: Vec<Key>,
    count: Option<u32>,
    last_letter_cyrillic: bool,
}

/// The result of a key press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// Actions to run.
    Run(Run),
    /// A chord or a count has begun, with its possible next keys (none for a count).
    Pending(Vec<Continuation>),
    /// Nothing happens: the key is a `noop`, or it cancelled a chord or count.
    Ignored,
    /// No action is bound to the key.
    Unbound,
}

/// Actions to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The actions, in order, as one step of undo.
    pub actions: Vec<Action>,
    /// The typed character, for actions that insert it or choose by it. Where a number is typed, the layout's decimal
    /// keys are converted to decimal separators.
    pub typed: Option<char>,
    /// The count before the command.
    pub count: Option<u32>,
}

impl Resolver {
    /// The keys of the current chord.
    pub fn pending(&self) -> &[Key] {
        &self.pending
    }

    /// The current count.
    pub const fn count(&self) -> Option<u32> {
        self.count
    }

    /// Cancels the current chord and count, because the screen has changed.
    pub fn clear(&mut self) {
        self.pending.clear();
        self.count = None;
    }

    /// Handles a key press.
    pub fn feed(&mut self, keymap: &Keymap, context: Context, atoms: &Atoms, key: Key) -> Resolution {
        let atoms = self.watch(*atoms, key);
        if self.counted(keymap, context, key) {
            return Resolution::Pending(Vec::new());
        }
        if self.pending.is_empty()
            && let Some(typed) = key.typed().filter(|c| Pseudo::Letter.covers(*c))
            && let Some(actions) = keymap.pseudo(context, atoms, Pseudo::Letter)
            // With `noop` the pseudo-key is switched off, because otherwise it would block every command.
            && !actions.is_empty()
        {
            return self.run(keymap, context, atoms, actions, Some(typed));
        }
        for candidate in candidates(keymap, context, atoms, key) {
            self.pending.push(candidate);
            match keymap.lookup(context, atoms, &self.pending) {
                Lookup::Actions(actions) => {
                    // The last key of a longer chord is part of a command: `c c` types no c.
                    let typed = key.typed().filter(|_| self.pending.len() == 1);
                    return self.run(keymap, context, atoms, actions, typed);
                }
                Lookup::Pending(next) => return Resolution::Pending(next),
                Lookup::Nothing => self.pending.pop(),
            };
        }
        self.unmatched(keymap, context, atoms, key)
    }

    /// Records the alphabet of the last letter, and sets an atom for a mark that the layouts have on different keys.
    fn watch(&mut self, atoms: Atoms, key: Key) -> Atoms {
        if let KeyCode::Char(c) = key.code
            && c.is_alphabetic()
            // A control key arrives as Latin, whatever the layout is.
            && !key.ctrl
        {
            self.last_letter_cyrillic = matches!(c, '\u{400}'..='\u{52f}');
        }
        let mark = key.typed().is_some_and(|c| c.is_ascii_punctuation());
        atoms.with_if(Atom::UkPunct, mark && self.last_letter_cyrillic)
    }

    /// Adds a digit to the count, if counts are enabled and no chord has begun.
    fn counted(&mut self, keymap: &Keymap, context: Context, key: Key) -> bool {
        if !self.pending.is_empty() || !keymap.counts_in(context) {
            return false;
        }
        match key.typed().and_then(|c| c.to_digit(10)) {
            Some(digit) if digit > 0 || self.count.is_some() => {
                let count = self.count.unwrap_or(0).saturating_mul(10).saturating_add(digit);
                self.count = Some(count.min(MAX_COUNT));
                true
            }
            _ => false,
        }
    }

    fn unmatched(&mut self, keymap: &Keymap, context: Context, atoms: Atoms, key: Key) -> Resolution {
        if self.pending.is_empty() {
            let typed = key.typed();
            let numeric = atoms.has(Atom::Numeric);
            let mark = typed.and_then(|c| keymap.layout().decimal(c)).filter(|_| numeric);
            let actions = typed.and_then(|c| {
                let entry = || keymap.pseudo(context, atoms, Pseudo::Entry).filter(|_| mark.is_some());
                keymap.fallback(context, atoms, c).or_else(entry)
            });
            if let Some(actions) = actions {
                return self.run(keymap, context, atoms, actions, typed);
            }
            self.clear();
            return Resolution::Unbound;
        }
        // No chord continues with this key. A key that cancels something now cancels only the chord.
        self.clear();
        match keymap.lookup(context, atoms, &[key]) {
            Lookup::Actions([Action::Cancel | Action::CancelEntry | Action::CancelText, ..]) => {
                Resolution::Ignored
            }
            _ if key == Key::plain(KeyCode::Esc) => Resolution::Ignored,
            _ => Resolution::Unbound,
        }
    }

    fn run(
        &mut self,
        keymap: &Keymap,
        context: Context,
        atoms: Atoms,
        actions: &[Action],
        typed: Option<char>,
    ) -> Resolution {
        let count = self.count;
        let counting = count.is_some() && self.pending.as_slice() == [Key::plain(KeyCode::Esc)];
        self.clear();
        // Esc after a count cancels only the count.
        if actions.is_empty() || counting {
            return Resolution::Ignored;
        }
        let numeric = atoms.has(Atom::Numeric) && matches!(context, Context::Cell | Context::Grid);
        let typed = typed.map(|c| keymap.layout().decimal(c).filter(|_| numeric).unwrap_or(c));
        Resolution::Run(Run { actions: actions.to_vec(), typed, count })
    }
}

/// The possible meanings of a key, the most probable first: as typed; as the Latin key that types this mark on the
/// Cyrillic layout; as the Latin key of the letter.
fn candidates(keymap: &Keymap, context: Context, atoms: Atoms, key: Key) -> impl Iterator<Item = Key> {
    let text = context.is_typing() && key.typed().is_some();
    let layout = keymap.layout();
    let unmoved = layout.unmove(key).filter(|_| !text && atoms.has(Atom::UkPunct));
    let folded = layout.fold(key).filter(|_| !text);
    [Some(key), unmoved, folded].into_iter().flatten()
}
