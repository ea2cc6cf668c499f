//! The list of what a column of a new form may hold, narrowed by typing.

use super::{
    Flow,
    narrowed::{self, Narrowed},
};
use crate::{
    app::{Cx, line::Line, list::ListCursor},
    form::form::Holds,
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
    /// Each content (none: the column is not needed) with the texts by which it is found.
    all: Vec<(Option<Holds>, String)>,
}

/// The message id of a column's content.
pub fn message(holds: Option<Holds>) -> String {
    format!("holds-{}", holds.unwrap_or(Holds::Nothing).name())
}

impl Meanings {
    /// The list for the column with this header, with the cursor on its current content.
    pub fn of(heading: String, now: Option<Holds>) -> Self {
        let languages = Language::ALL.map(L10n::new);
        let held = Holds::ALL.into_iter().map(Some).chain([None]);
        let all: Vec<_> = held
            .map(|holds| {
                let words = languages.iter().map(|l10n| l10n.msg(&message(holds)).into_owned());
                (holds, search_key(&words.collect::<Vec<_>>().join(" ")))
            })
            .collect();
        let at = all.iter().position(|(holds, _)| *holds == now).unwrap_or(0);
        let cursor = ListCursor { at, ..ListCursor::default() };
        Self { heading, line: Line::default().for_search(), cursor, all }
    }

    /// The contents that match what is typed.
    pub fn rows(&self) -> Vec<Option<Holds>> {
        let typed = search_key(self.line.text());
        self.all.iter().filter(|(_, words)| words.contains(&typed)).map(|(holds, _)| *holds).collect()
    }

    /// Sets how many rows are shown.
    pub fn set_height(&mut self, height: usize) {
        self.cursor.set_height(height, self.rows().len());
    }

    pub(super) fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        let rows = self.rows();
        match action {
            Action::Accept => {
                let Some(holds) = rows.get(self.cursor.at) else { return Flow::Stay };
                cx.give_column(*holds);
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
