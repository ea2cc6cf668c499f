//! The list of what a column of a new form may hold, or of which period it may be, narrowed by typing.

use super::{
    Flow,
    narrowed::{self, Narrowed},
};
use crate::{
    app::{Cx, line::Line, list::ListCursor, meaning::Meaning},
    form::{form::Holds, recognise::ColumnPeriod},
    keymap::Action,
    l10n::{L10n, Language},
    text::key::search_key,
};

/// The list.
#[derive(Debug)]
pub struct Meanings {
    /// The header of the column.
    pub heading: String,
    /// What is typed.
    pub line: Line,
    /// The row under the cursor.
    pub cursor: ListCursor,
    /// Each meaning with the texts by which it is found.
    all: Vec<(Meaning, String)>,
}

impl Meanings {
    /// The list of contents, or of periods, for the column with this header, with the cursor on the current one.
    pub fn of(heading: String, now: Meaning) -> Self {
        let languages = Language::ALL.map(L10n::new);
        let meanings: Vec<Meaning> = match now {
            Meaning::Holds(_) => Holds::ALL.into_iter().map(Some).chain([None]).map(Meaning::Holds).collect(),
            Meaning::Period(_) => {
                std::iter::once(None).chain(ColumnPeriod::ALL.map(Some)).map(Meaning::Period).collect()
            }
        };
        let all: Vec<_> = meanings
            .into_iter()
            .map(|meaning| {
                let words = languages.iter().map(|l10n| l10n.msg(&meaning.message()).into_owned());
                (meaning, search_key(&words.collect::<Vec<_>>().join(" ")))
            })
            .collect();
        let at = all.iter().position(|(meaning, _)| *meaning == now).unwrap_or(0);
        let cursor = ListCursor { at, ..ListCursor::default() };
        Self { heading, line: Line::default().for_search(), cursor, all }
    }

    /// The meanings that match what is typed.
    pub fn rows(&self) -> Vec<Meaning> {
        let typed = search_key(self.line.text());
        self.all.iter().filter(|(_, words)| words.contains(&typed)).map(|(meaning, _)| *meaning).collect()
    }

    /// Whether it lists periods.
    pub fn are_periods(&self) -> bool {
        matches!(self.all.first(), Some((Meaning::Period(_), _)))
    }

    /// Sets how many rows are shown.
    pub fn set_height(&mut self, height: usize) {
        self.cursor.set_height(height, self.rows().len());
    }

    pub(super) fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        let rows = self.rows();
        match action {
            Action::Accept => {
                let Some(meaning) = rows.get(self.cursor.at) else { return Flow::Stay };
                cx.give_column(*meaning);
                return Flow::Close;
            }
            Action::Cancel => return Flow::Close,
            _ => {}
        }
        if narrowed::act(&mut self.line, &mut self.cursor, rows.len(), cx, action) == Narrowed::Anew {
            self.cursor.go(0, self.rows().len());
        }
        Flow::Stay
    }

    pub(super) fn paste(&mut self, cx: &mut Cx<'_>, text: &str) {
        cx.paste_into(&mut self.line, text);
        self.cursor.go(0, self.rows().len());
    }
}
