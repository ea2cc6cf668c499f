//! The columns of a new form: what each column of a document holds, and the first rows as they would be read with it.
//!
//! The window is opened for this screen alone, or the screen follows an import that was refused because no form reads
//! the document. What a person changes is tried on the document at once; the form is handed over only if it reads the
//! document, which is then read again.

pub use super::form_columns::{Columns, KnownBy};
use super::{
    Cx, Effect, Handled, Layer, Notice, Screen, ScreenState, Shared, layer::Meanings, list::ListCursor,
    meaning::Meaning,
};
pub use crate::form::recognise::{LearnError, Lesson, TrialRow};
use crate::{
    domain::PlanId,
    form::form::Holds,
    keymap::{Action, Context},
};

/// A document that was refused, from which a form is learned.
#[derive(Debug)]
struct Refused {
    /// Its file, and the plan that it was read for.
    document: (String, Option<PlanId>),
    /// The screen from which it was read.
    back: Screen,
}

/// The state of the screen.
#[derive(Debug, Default)]
pub struct LearnForm {
    /// The columns.
    pub columns: Option<Columns>,
    /// The document that is read again with the form; none where the window was opened for the form alone.
    refused: Option<Refused>,
}

impl LearnForm {
    /// Shows the columns of a document that no form reads.
    pub(super) fn of_refused(
        &mut self,
        cx: &mut Cx<'_>,
        columns: Columns,
        document: (String, Option<PlanId>),
        from: Screen,
    ) {
        let back = self.refused.take().map_or(from, |refused| refused.back);
        (self.columns, self.refused) = (Some(columns), Some(Refused { document, back }));
        cx.show(Screen::Learn);
    }

    /// Hands over the form, if it reads the document.
    fn take(&mut self, cx: &mut Cx<'_>) {
        let Some(columns) = &self.columns else { return };
        match &columns.trial {
            Ok(trial) if trial.measures > 0 => {
                let form = trial.form.clone();
                match self.refused.take() {
                    Some(Refused { document: (file, into), back }) => {
                        // The preview of the document leads back to where the import was asked for.
                        cx.show(back);
                        cx.effects.push(Effect::KeepForm(form, file, into));
                    }
                    None => cx.effects.extend([Effect::TakeForm(form), Effect::Quit]),
                }
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
        use Action::{Cancel, ChangeMeaning, ChangePeriod, DropColumn, Help, NextHeader, WriteForm};
        &[WriteForm, ChangeMeaning, ChangePeriod, DropColumn, NextHeader, Cancel, Help]
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
                let now = Meaning::Holds(columns.said.get(at).copied().flatten());
                cx.open(Layer::Meanings(Meanings::of(heading.unwrap_or_default(), now)));
            }
            Action::ChangePeriod => {
                let at = columns.cursor.at;
                if !columns.said.get(at).copied().flatten().is_some_and(Holds::is_timed) {
                    return cx.say(Notice::info("notice-no-period-here"));
                }
                let heading = columns.learned.columns.get(at).map(|(text, _)| text.clone());
                let now = Meaning::Period(columns.periods.get(at).copied().flatten());
                cx.open(Layer::Meanings(Meanings::of(heading.unwrap_or_default(), now)));
            }
            Action::DropColumn => columns.give(Meaning::Holds(None)),
            Action::ColumnNth => match cx.typed_place().filter(|nth| *nth < columns.said.len()) {
                Some(nth) => columns.cursor.go(nth, columns.said.len()),
                None => cx.say(cx.shared.no_effect()),
            },
            Action::NextHeader if columns.next_header() == Handled::No => {
                cx.say(Notice::info("notice-no-other-header"));
            }
            Action::WriteForm => self.take(cx),
            // Nothing was written, and nothing is.
            Action::Cancel => match self.refused.take() {
                Some(refused) => cx.show(refused.back),
                None => cx.effects.push(Effect::Quit),
            },
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
