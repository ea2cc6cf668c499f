//! The palette: all actions by name, filtered while typing. Actions that are unavailable here are listed with the
//! reason.

use std::{collections::HashMap, sync::LazyLock};

use super::{
    Flow,
    narrowed::{self, Narrowed},
};
use crate::{
    app::{Cx, line::Line, list::ListCursor, wanted},
    keymap::{Action, Atoms, Context, Keymap, help},
    l10n::{L10n, Language},
    text::find::{Folded, Rank, SCATTERED},
};

/// The palette.
#[derive(Debug)]
pub struct Actions {
    /// What is typed.
    pub line: Line,
    /// The row under the cursor.
    pub cursor: ListCursor,
    rows: Vec<ActionEntry>,
    /// The indices of the matching rows, the best match first.
    shown: Vec<usize>,
}

/// An action as the palette lists it.
#[derive(Clone, Debug)]
pub struct ActionEntry {
    /// The action.
    pub action: Action,
    /// Its shortest keys, in both alphabets; empty where no key is bound to it.
    pub keys: String,
    /// Why it is unavailable here.
    pub barred: Option<Barred>,
}

/// What a search matches of each action: its titles, then its help in all languages, and its id. Folded once, because
/// every key that is typed is compared with all of them.
static SEARCHED: LazyLock<HashMap<Action, Vec<Folded>>> = LazyLock::new(|| {
    let languages = Language::ALL.map(L10n::new);
    let texts = |action: Action| {
        let row = action.row();
        let titles = languages.iter().map(|l10n| l10n.msg(row.title).into_owned());
        let helps = languages.iter().map(|l10n| l10n.msg(row.help).into_owned());
        titles.chain(helps).chain([row.id.replace('-', " ")]).map(|text| Folded::new(&text)).collect()
    };
    Action::ALL.iter().map(|action| (*action, texts(*action))).collect()
});

/// Why an action is unavailable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barred {
    /// It is available only in that context.
    Elsewhere(Context),
    /// No plan is open.
    NoPlan,
    /// There is no jump to go back from.
    NowhereBack,
}

impl Barred {
    /// The message of the reason; its argument `where` names the context.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Elsewhere(_) => "palette-only-in",
            Self::NoPlan => "palette-no-plan",
            Self::NowhereBack => "palette-nowhere-back",
        }
    }
}

/// The surroundings in which the palette is opened.
#[derive(Clone, Copy, Debug)]
pub struct PaletteOver<'a> {
    /// The keys in force.
    pub keymap: &'a Keymap,
    /// The context of the screen's keys.
    pub context: Context,
    /// The conditions that hold there.
    pub atoms: Atoms,
    /// Whether a plan is open on the screen.
    pub has_plan: bool,
    /// Whether there is a jump to go back from.
    pub has_jumped: bool,
}

impl Actions {
    /// The palette for these surroundings.
    pub fn over(here: &PaletteOver<'_>) -> Self {
        let listed = Action::ALL.iter().copied().filter(|action| is_listed(*action));
        let mut rows: Vec<ActionEntry> = listed.map(|action| here.entry(action)).collect();
        rows.sort_by_key(|row| row.barred.is_some());
        let shown = (0..rows.len()).collect();
        Self { line: Line::default().for_search(), cursor: ListCursor::default(), rows, shown }
    }

    /// The matching rows, the best match first.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &ActionEntry> {
        self.shown.iter().filter_map(|at| self.rows.get(*at)).collect::<Vec<_>>().into_iter()
    }

    /// The row under the cursor.
    pub fn row(&self) -> Option<&ActionEntry> {
        self.shown.get(self.cursor.at).and_then(|at| self.rows.get(*at))
    }

    /// Sets how many rows are shown.
    pub fn set_height(&mut self, height: usize) {
        self.cursor.set_height(height, self.shown.len());
    }

    pub(super) fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        match action {
            Action::Accept => return self.accept(cx),
            Action::Cancel => return Flow::Close,
            _ => {}
        }
        let len = self.shown.len();
        if narrowed::act(&mut self.line, &mut self.cursor, len, cx, action) == Narrowed::Anew {
            self.narrow(&cx.shared.keymap);
        }
        Flow::Stay
    }

    pub(super) fn paste(&mut self, cx: &mut Cx<'_>, text: &str) {
        cx.paste_into(&mut self.line, text);
        self.narrow(&cx.shared.keymap);
    }

    /// Runs the action of the row; for an unavailable one the palette stays open and shows the reason.
    fn accept(&self, cx: &mut Cx<'_>) -> Flow {
        match self.row() {
            Some(row) if row.barred.is_none() => {
                cx.run(row.action);
                Flow::Close
            }
            _ => Flow::Stay,
        }
    }

    fn narrow(&mut self, keymap: &Keymap) {
        let wanted = wanted(keymap, self.line.text());
        let mut found: Vec<(Rank, usize)> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            // A match in a title ranks before one in a help text.
            let words = SEARCHED.get(&row.action).into_iter().flatten();
            let ranks = words.zip([0, 0, 50, 50, 0]).filter_map(|(words, behind)| {
                let rank = wanted.rank_folded(words)?;
                (behind == 0 || rank < SCATTERED).then_some(rank + behind)
            });
            let rank = if wanted.is_empty() { Some(0) } else { ranks.min() };
            found.extend(rank.map(|rank| (rank, at)));
        }
        found.sort();
        self.shown = found.into_iter().map(|(_, at)| at).collect();
        self.cursor.go(0, self.shown.len());
    }
}

impl PaletteOver<'_> {
    fn entry(&self, action: Action) -> ActionEntry {
        ActionEntry { action, keys: self.keys(action), barred: self.barred(action) }
    }

    /// The shortest keys in this context; otherwise the first ones in any context of the action.
    fn keys(&self, action: Action) -> String {
        let now = help::hints(self.keymap, self.context, self.atoms, &[action]);
        if let Some((keys, _)) = now.into_iter().next() {
            return keys;
        }
        let contexts = std::iter::once(self.context).chain(Context::ALL);
        let mut there = contexts.filter(|context| action.works_in(*context));
        there.find_map(|context| help::first_keys(self.keymap, context, action)).unwrap_or_default()
    }

    fn barred(&self, action: Action) -> Option<Barred> {
        let needs_plan = !action.works_in(Context::Plans)
            || [Action::Undo, Action::Redo].contains(&action)
            || (action.id().starts_with("goto-") && action != Action::GotoPlans);
        if !action.works_in(self.context) {
            let home =
                Context::ALL.into_iter().find(|context| is_screen(*context) && action.works_in(*context));
            return home.map(Barred::Elsewhere);
        }
        if needs_plan && !self.has_plan && self.context == Context::Plans {
            return Some(Barred::NoPlan);
        }
        (action == Action::GoBack && !self.has_jumped).then_some(Barred::NowhereBack)
    }
}

/// Whether the palette lists an action: it must not depend on a typed character, and must be available outside text
/// fields.
fn is_listed(action: Action) -> bool {
    let typed = [Action::BeginEntry, Action::SettleOther, Action::Palette].contains(&action);
    !typed && Context::ALL.into_iter().any(|context| is_screen(context) && action.works_in(context))
}

const fn is_screen(context: Context) -> bool {
    !matches!(
        context,
        Context::Global
            | Context::Cell
            | Context::Text
            | Context::Picker
            | Context::Choice
            | Context::Confirm
            | Context::Help
    )
}
