//! The preview of an import: what a document contains, what it changes and what is uncertain, before it is accepted.
//!
//! The preview is the change of the import on a copy of the plan. Each doubt settled here is one more change; accepting
//! combines them all into one. Leaving the preview without a decision is not possible, because nobody could tell later
//! whether the document had been accepted.

mod adopt;
mod incoming;
mod preview;

pub use self::{
    incoming::Incoming,
    preview::{ImportPreview, ImportRow},
};
use super::{Cx, Effect, Handled, Notice, Outcome, Screen, ScreenState, Shared};
use crate::{
    domain::{Plan, PlanEntry, PlanId, Refusal, decide, slug::TakenSlugs},
    keymap::{Action, Context},
    text::key::search_key,
};

/// The state of the screen.
#[derive(Debug, Default)]
pub struct Import {
    /// What is previewed.
    pub preview: Option<ImportPreview>,
}

impl Import {
    /// Shows what was read from a file, before it is accepted into `base` or becomes a new plan. `from` is the screen
    /// that asked for it; none where the program was started for this import.
    pub(super) fn preview_of(
        &mut self,
        cx: &mut Cx<'_>,
        mut incoming: Incoming,
        base: Option<Plan>,
        from: Option<Screen>,
    ) {
        cx.shared.notice = None;
        let file = incoming.file.clone();
        let merges = base.is_some();
        let base = match base {
            Some(plan) => plan,
            None => {
                if let Some(known) = incoming.known(&cx.shared.catalog) {
                    let notice = Notice::warning("notice-import-known").with("plan", &known.slug);
                    return self.nothing(cx, notice, from);
                }
                incoming.name(&mut TakenSlugs::of(&cx.shared.catalog));
                Plan::empty(incoming.draft.id.unwrap_or_else(|| PlanId(cx.context.ids.draw())))
            }
        };
        match decide(&base, &incoming.command(&base), cx.context) {
            Ok(change) => {
                let preview = ImportPreview::of(file, base, change, merges, from);
                if let Some(twin) = twin(cx.shared, &preview).filter(|_| !merges) {
                    cx.say(twin);
                }
                self.preview = Some(preview);
                cx.show(Screen::Import);
            }
            Err(Refusal::NothingToDo) => self.nothing(cx, Notice::info("notice-import-nothing"), from),
            Err(refusal) => self.nothing(cx, Notice::from(&refusal), from),
        }
    }

    /// Says why there is nothing to preview. If the program was started for the import, the list of plans is shown.
    fn nothing(&self, cx: &mut Cx<'_>, notice: Notice, from: Option<Screen>) {
        cx.say(notice);
        if from.is_none() && self.preview.is_none() {
            cx.show(Screen::Plans);
        }
    }

    fn settle(&mut self, cx: &mut Cx<'_>, action: Action) {
        let Some(preview) = &mut self.preview else { return };
        let Some((_, doubt)) = preview.doubt() else { return };
        let reading = match action {
            Action::SettleOther => match cx.typed_place().and_then(|at| doubt.alternatives.get(at)) {
                Some(other) => Some(other.clone()),
                None => return,
            },
            _ if doubt.settled.is_some() => None,
            _ => Some(doubt.reading.clone()),
        };
        let settles = reading.is_some();
        match preview.settle(reading, cx.context) {
            Ok(()) if settles => drop(preview.next_doubt()),
            Ok(()) => {}
            Err(refusal) => cx.say(Notice::from(&refusal)),
        }
    }

    /// Combines the import and the settled doubts into one change, applies it and opens the plan.
    fn accept(&mut self, cx: &mut Cx<'_>) {
        let Some(preview) = self.preview.take() else { return };
        let quarter = preview.plan.period().nearest(cx.shared.quarter);
        let Some((base, change)) = preview.into_change() else { return };
        let accepted = Notice::change(&change, &base);
        cx.shared.take_plan(base);
        let outcome = cx.apply(change);
        cx.shared.quarter = quarter;
        cx.show(Screen::Outline);
        if outcome == Outcome::Taken {
            cx.say(accepted);
            cx.effects.push(Effect::LoadCatalog);
        }
    }

    /// Drops the preview and goes back to where the import was asked for.
    fn drop_preview(&mut self, cx: &mut Cx<'_>) {
        let back = self.preview.take().and_then(|preview| preview.back);
        cx.say(Notice::info("notice-import-dropped"));
        match back {
            Some(screen) => cx.show(screen),
            None => cx.effects.push(Effect::Quit),
        }
    }
}

impl ScreenState for Import {
    fn context(&self) -> Context {
        Context::Import
    }

    fn hints(&self) -> &'static [Action] {
        use Action::{Cancel, Help, NextDoubt, SettleAlike, SettleOther, SettleReading, TakeIn, Undo};
        static ALL: [Action; 8] =
            [SettleOther, SettleReading, SettleAlike, NextDoubt, TakeIn, Cancel, Help, Undo];
        let Some(preview) = &self.preview else { return &[Help] };
        // The actions are ordered from those for one row to those for all rows.
        let from = match preview.doubt() {
            // Enter opens a settled doubt again, which is not what its hint says.
            Some((_, doubt)) if doubt.settled.is_some() => 3,
            Some((_, doubt)) if !doubt.alternatives.is_empty() => 0,
            Some(_) => 1,
            None if preview.open_doubts() > 0 => 3,
            None => 4,
        };
        let to = if preview.has_settled() { ALL.len() } else { ALL.len() - 1 };
        ALL.get(from..to).unwrap_or(&ALL)
    }

    fn act(&mut self, cx: &mut Cx<'_>, action: Action) {
        let Some(preview) = &mut self.preview else { return };
        let asked = std::mem::take(&mut preview.leaving);
        if preview.cursor.act(action, preview.rows.len()) == Handled::Yes {
            return;
        }
        match action {
            Action::SettleReading | Action::SettleOther => self.settle(cx, action),
            Action::SettleAlike => match preview.settle_alike(cx.context) {
                Ok(0) => cx.say(Notice::info("notice-import-none-alike")),
                Ok(count) => cx.say(Notice::info("notice-import-settled").with("count", count)),
                Err(refusal) => cx.say(Notice::from(&refusal)),
            },
            Action::NextDoubt if preview.next_doubt() == Handled::No => {
                cx.say(Notice::info("notice-import-no-other-doubt"));
            }
            Action::Undo if preview.take_back() == Handled::No => cx.say(Notice::from(&Refusal::NoHistory)),
            Action::TakeIn => self.accept(cx),
            Action::Cancel if preview.has_settled() && !asked => {
                preview.leaving = true;
                cx.say(Notice::warning("notice-import-leaving"));
            }
            Action::Cancel => self.drop_preview(cx),
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

/// A notice if a plan of the same organisation and period exists already, because the file may be the same document
/// again, or a bureau's copy of the form, which belongs into that plan.
fn twin(shared: &Shared, preview: &ImportPreview) -> Option<Notice> {
    let header = preview.plan.header();
    let organisation = search_key(&header.organisation);
    let same =
        |entry: &&PlanEntry| entry.period == header.period && search_key(&entry.organisation) == organisation;
    let twin = shared.catalog.iter().find(same).filter(|_| !organisation.is_empty())?;
    Some(Notice::warning("notice-import-twin").with("plan", &twin.slug))
}
