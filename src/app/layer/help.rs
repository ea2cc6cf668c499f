//! The keys that work here, a line each, narrowed by a search.

use super::{
    Flow,
    narrowed::{self, Narrowed},
};
use crate::{
    app::{Cx, Handled, line::Line, list::ListCursor, wanted},
    keymap::{Action, Context, Keymap, help, help::HelpRow},
    l10n::{L10n, Language},
    text::find::Folded,
};

/// The help on a screen.
#[derive(Debug)]
pub struct Help {
    /// What it is about.
    pub context: Context,
    /// The cursor in the lines that are shown.
    pub cursor: ListCursor,
    /// What is searched for.
    pub line: Line,
    /// Whether the search is being typed.
    is_typing: bool,
    rows: Vec<HelpRow>,
    /// The texts of each row that a search matches; empty before the first search.
    words: Vec<Folded>,
    /// The indices of the rows that are shown.
    shown: Vec<usize>,
}

impl Help {
    /// The help of a context for the keymap in force.
    pub fn new(context: Context, keymap: &Keymap) -> Self {
        let rows = help::rows_here(keymap, context);
        Self {
            context,
            cursor: ListCursor::default(),
            line: Line::default().for_search(),
            is_typing: false,
            shown: (0..rows.len()).collect(),
            rows,
            words: Vec::new(),
        }
    }

    /// The context of its keys.
    pub const fn keys(&self) -> Context {
        if self.is_typing { Context::Picker } else { Context::Help }
    }

    /// Whether a search is typed or holds.
    pub fn is_searched(&self) -> bool {
        self.is_typing || !self.line.is_empty()
    }

    /// The rows that are shown.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &HelpRow> {
        self.shown.iter().filter_map(|at| self.rows.get(*at)).collect::<Vec<_>>().into_iter()
    }

    /// Sets how many lines are shown.
    pub fn set_height(&mut self, height: usize) {
        self.cursor.set_height(height, self.shown.len());
    }

    /// Takes the keys of another keymap.
    pub(in crate::app) fn take_keymap(&mut self, keymap: &Keymap) {
        *self = Self::new(self.context, keymap);
    }

    pub(super) fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        match action {
            Action::Search => {
                self.is_typing = true;
                return Flow::Stay;
            }
            Action::Accept => {
                self.is_typing = false;
                return Flow::Stay;
            }
            Action::Cancel if self.is_searched() => {
                self.is_typing = false;
                if !self.line.is_empty() {
                    self.line = Line::default().for_search();
                    self.narrow(&cx.shared.keymap);
                }
                return Flow::Stay;
            }
            Action::Cancel => return Flow::Close,
            _ => {}
        }
        let len = self.shown.len();
        if !self.is_typing {
            self.cursor.act(action, len);
        } else if narrowed::act(&mut self.line, &mut self.cursor, len, cx, action) == Narrowed::Anew {
            self.narrow(&cx.shared.keymap);
        }
        Flow::Stay
    }

    /// Inserts a pasted text into the search.
    pub(super) fn paste(&mut self, cx: &mut Cx<'_>, text: &str) -> Handled {
        if !self.is_typing {
            return Handled::No;
        }
        cx.paste_into(&mut self.line, text);
        self.narrow(&cx.shared.keymap);
        Handled::Yes
    }

    fn narrow(&mut self, keymap: &Keymap) {
        if self.words.is_empty() {
            let languages = Language::ALL.map(L10n::new);
            self.words = self.rows.iter().map(|row| Folded::new(&words(row, &languages))).collect();
        }
        let wanted = wanted(keymap, self.line.text());
        let holds = |words: &Folded| wanted.is_empty() || wanted.is_in_folded(words);
        let found = self.words.iter().enumerate().filter(|(_, words)| holds(words));
        self.shown = found.map(|(at, _)| at).collect();
        self.cursor.go(0, self.shown.len());
    }
}

/// The titles and helps of an action in all languages, its keys, and its name in keymaps.
fn words(row: &HelpRow, languages: &[L10n]) -> String {
    let of = row.action.row();
    let told = languages.iter().flat_map(|l10n| [l10n.msg(of.title), l10n.msg(of.help)]);
    let told: Vec<String> = told.map(std::borrow::Cow::into_owned).collect();
    format!("{} · {} · {}", told.join(" · "), row.keys.join(" "), of.id)
}
