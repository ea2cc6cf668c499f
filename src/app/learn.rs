//! The columns of a new form: what each column of a document holds, and the first rows as they would be read with it.
//!
//! The window is opened for this screen alone. What a person changes is tried on the document at once; the form is
//! handed over only if it reads the document.

use std::num::NonZeroUsize;

use super::{Cx, Effect, Handled, Layer, Notice, ScreenState, Shared, layer::Meanings, list::ListCursor};
pub use crate::form::recognise::{LearnError, Lesson, TrialRow};
use crate::{
    form::{
        form::Holds,
        recognise::{Learned, Trial},
    },
    keymap::{Action, Context},
};

/// The columns and their trial.
#[derive(Clone, Debug)]
pub struct Columns {
    /// The name of the file.
    pub file: String,
    /// The row of the header, where it is not found by its words.
    pub header_row: Option<NonZeroUsize>,
    lesson: Lesson,
    /// What the header proposes.
    pub learned: Learned,
    /// The content of each column; none for a column that is not needed.
    pub said: Vec<Option<Holds>>,
    /// Whether a person, or a known word of the header, says so.
    pub certain: Vec<bool>,
    /// The document as these columns read it.
    pub trial: Result<Trial, LearnError>,
    /// The column under the cursor.
    pub cursor: ListCursor,
}

impl Columns {
    /// The columns of a document; none where it has no table. The header is the given row; without it and without a
    /// known word, the first row with several columns until another one is chosen.
    pub fn of(file: String, lesson: Lesson, header_row: Option<NonZeroUsize>) -> Option<Self> {
        let (header_row, learned) = match lesson.learned(header_row) {
            Some(learned) => (header_row, learned),
            None => lesson.next_header(0).map(|(row, learned)| (Some(row), learned))?,
        };
        Some(Self::new(file, lesson, header_row, learned))
    }

    fn new(file: String, lesson: Lesson, header_row: Option<NonZeroUsize>, learned: Learned) -> Self {
        let said: Vec<Option<Holds>> = learned.columns.iter().map(|(_, held)| *held).collect();
        let certain = said.iter().map(Option::is_some).collect();
        let trial = lesson.tried(&learned, &said);
        Self { file, header_row, lesson, learned, said, certain, trial, cursor: ListCursor::default() }
    }

    /// Gives the column under the cursor another content.
    pub(super) fn give(&mut self, holds: Option<Holds>) {
        let at = self.cursor.at;
        if let (Some(said), Some(certain)) = (self.said.get_mut(at), self.certain.get_mut(at)) {
            (*said, *certain) = (holds, true);
        }
        self.trial = self.lesson.tried(&self.learned, &self.said);
    }

    /// Takes the next row with several columns as the header; after the last one the first.
    fn next_header(&mut self) -> Handled {
        let after = self.header_row.map_or(0, NonZeroUsize::get);
        let next = self.lesson.next_header(after).or_else(|| self.lesson.next_header(0));
        let Some((row, learned)) = next else { return Handled::No };
        let height = self.cursor.height;
        *self = Self::new(self.file.clone(), self.lesson.clone(), Some(row), learned);
        self.cursor.set_height(height, self.said.len());
        Handled::Yes
    }
}

/// The state of the screen.
#[derive(Debug, Default)]
pub struct LearnForm {
    /// The columns.
    pub columns: Option<Columns>,
}

impl LearnForm {
    /// Hands over the form, if it reads the document.
    fn take(&self, cx: &mut Cx<'_>) {
        let Some(columns) = &self.columns else { return };
        match &columns.trial {
            Ok(trial) if trial.measures > 0 => {
                cx.effects.push(Effect::TakeForm(trial.form.clone()));
                cx.effects.push(Effect::Quit);
            }
            _ => cx.say(Notice::warning("notice-form-unread")),
        }
    }
}

impl ScreenState for LearnForm {
    fn context(&self) -> Context {
        Context::Learn
    }

    fn hints(&self) -> &'static [Action] {
        use Action::{Cancel, ChangeMeaning, DropColumn, Help, NextHeader, WriteForm};
        &[WriteForm, ChangeMeaning, DropColumn, NextHeader, Cancel, Help]
    }

    fn list(&self, _shared: &Shared) -> Option<ListCursor> {
        self.columns.as_ref().map(|columns| columns.cursor)
    }

    fn act(&mut self, cx: &mut Cx<'_>, action: Action) {
        let Some(columns) = &mut self.columns else { return };
        if columns.cursor.act(action, columns.said.len()) == Handled::Yes {
            return;
        }
        match action {
            Action::ChangeMeaning => {
                let at = columns.cursor.at;
                let heading = columns.learned.columns.get(at).map(|(text, _)| text.clone());
                let now = columns.said.get(at).copied().flatten();
                cx.open(Layer::Meanings(Meanings::of(heading.unwrap_or_default(), now)));
            }
            Action::DropColumn => columns.give(None),
            Action::ColumnNth => match cx.typed_place().filter(|nth| *nth < columns.said.len()) {
                Some(nth) => columns.cursor.go(nth, columns.said.len()),
                None => cx.say(cx.shared.no_effect()),
            },
            Action::NextHeader if columns.next_header() == Handled::No => {
                cx.say(Notice::info("notice-no-other-header"));
            }
            Action::WriteForm => self.take(cx),
            // Nothing was written, and nothing is.
            Action::Cancel => cx.effects.push(Effect::Quit),
            _ => {}
        }
    }

    fn shows_plan(&self) -> bool {
        false
    }

    fn holds(&self) -> bool {
        true
    }
}
