//! The screen with the list of plans.

use super::{
    Cx, Effect, Handled, Layer, Notice, Outcome, Screen, ScreenState, Shared, history,
    layer::{Confirm, HeaderForm, confirm::ConfirmKind},
    list::ListCursor,
    prompt,
    search::RowWords,
};
use crate::{
    domain::{Command, Deleted, Plan, PlanEntry, PlanId},
    keymap::{Action, Atom, Atoms, Context},
};

/// The state of the list.
#[derive(Clone, Debug, Default)]
pub struct Plans {
    /// The rows: indices into the catalog.
    pub rows: Vec<usize>,
    /// The cursor.
    pub cursor: ListCursor,
    /// Whether archived plans are shown.
    pub archived: bool,
    /// The deleted plans while they are shown, the latest first.
    pub trash: Option<Vec<Deleted>>,
    /// The plan that was restored from the trash; the cursor moves to it once it is in the list.
    restored: Option<PlanId>,
    /// The action to run on the plan that is being read, instead of showing it.
    pub(super) after_open: Option<(PlanId, Action)>,
}

impl Plans {
    /// The plan under the cursor.
    pub fn entry<'a>(&self, shared: &'a Shared) -> Option<&'a PlanEntry> {
        if self.trash.is_some() {
            return None;
        }
        self.rows.get(self.cursor.at).and_then(|at| shared.catalog.get(*at))
    }

    /// Takes over the list that was read; the cursor stays on its plan.
    pub(super) fn take_catalog(&mut self, shared: &mut Shared, catalog: Vec<PlanEntry>) {
        let at = self.entry(shared).map(|entry| entry.id);
        shared.catalog = catalog;
        let at = self.restored.take().or(at);
        self.list(shared, at.or_else(|| shared.plan.as_ref().map(Plan::id)));
    }

    /// Takes over the deleted plans that were read.
    pub(super) fn take_trash(&mut self, deleted: Vec<Deleted>) {
        self.cursor.go(0, deleted.len());
        self.trash = Some(deleted);
    }

    /// The deleted plan under the cursor.
    pub fn deleted(&self) -> Option<&Deleted> {
        self.trash.as_ref()?.get(self.cursor.at)
    }

    /// How many rows are shown.
    pub fn len(&self) -> usize {
        self.trash.as_ref().map_or(self.rows.len(), Vec::len)
    }

    fn act_in_trash(&mut self, cx: &mut Cx<'_>, action: Action) {
        match action {
            Action::ToggleTrash | Action::Cancel => {
                self.trash = None;
                self.list(cx.shared, cx.shared.plan.as_ref().map(Plan::id));
            }
            Action::Undelete => {
                let Some(deleted) = self.deleted().cloned() else { return };
                let slug = &deleted.header.slug;
                if cx.shared.catalog.iter().any(|entry| entry.slug == *slug) {
                    let taken = Notice::warning("notice-slug-taken-since");
                    return cx.say(taken.with("slug", slug).with("id", deleted.id().to_string()));
                }
                self.restored = Some(deleted.id());
                history::bring_back(cx, &deleted);
                self.trash = None;
            }
            _ => {}
        }
    }

    fn list(&mut self, shared: &Shared, at: Option<PlanId>) {
        let shown = |entry: &PlanEntry| self.archived || !entry.archived;
        let rows: Vec<usize> =
            shared.catalog.iter().enumerate().filter(|(_, entry)| shown(entry)).map(|(at, _)| at).collect();
        let found = rows.iter().position(|row| shared.catalog.get(*row).map(|entry| entry.id) == at);
        self.rows = rows;
        self.cursor.go(found.unwrap_or(self.cursor.at), self.rows.len());
    }

    fn act_on_plan(&mut self, cx: &mut Cx<'_>, action: Action) {
        let Some(entry) = self.entry(cx.shared) else { return };
        let (id, archived, about) = (entry.id, entry.archived, entry.title.clone());
        let open = cx.shared.is_open(id);
        match action {
            Action::Open if open => cx.show(Screen::Outline),
            Action::Open => cx.effects.push(Effect::Open(id)),
            Action::EditHeader | Action::Archive | Action::Delete | Action::Rollover if !open => {
                // These actions edit the plan itself, so it is read first and the action continues afterwards.
                self.after_open = Some((id, action));
                cx.effects.push(Effect::Open(id));
            }
            Action::EditHeader => {
                if let Some(form) = cx.shared.plan.as_ref().map(|plan| HeaderForm::of(plan.header())) {
                    cx.open(Layer::Header(form));
                }
            }
            Action::Rollover => super::layer::rollover::open(cx),
            Action::Archive if cx.command(&Command::Archive(!archived)) == Outcome::Taken => {
                cx.effects.push(Effect::LoadCatalog);
            }
            Action::Delete => {
                cx.open(Layer::Confirm(Confirm { kind: ConfirmKind::DeletePlan(id), about }));
            }
            _ => {}
        }
    }
}

impl ScreenState for Plans {
    fn context(&self) -> Context {
        Context::Plans
    }

    fn atoms(&self, shared: &Shared) -> Atoms {
        Atoms::NONE
            .with_if(Atom::Empty, self.len() == 0)
            .with_if(Atom::Trash, self.trash.is_some())
            .with_if(Atom::Archived, self.entry(shared).is_some_and(|entry| entry.archived))
    }

    fn hints(&self) -> &'static [Action] {
        use Action::{
            Archive, Cancel, Delete, EditHeader, Help, ImportDocument, NewPlan, Open, OpenDemo, Quit,
            ToggleArchived, ToggleTrash, Undelete,
        };
        if self.trash.is_some() {
            return &[Undelete, Cancel, Help, Quit];
        }
        if self.rows.is_empty() {
            return &[ImportDocument, NewPlan, OpenDemo, ToggleArchived, ToggleTrash, Help, Quit];
        }
        &[Open, ImportDocument, NewPlan, EditHeader, Archive, Delete, ToggleTrash, Help, Quit]
    }

    fn enter(&mut self, cx: &mut Cx<'_>) {
        cx.effects.push(Effect::LoadCatalog);
    }

    fn words(&self, shared: &Shared) -> Vec<RowWords> {
        if let Some(deleted) = &self.trash {
            let text = |plan: &Deleted| format!("{} · {}", plan.header.title, plan.header.slug);
            return deleted.iter().map(|plan| RowWords { text: text(plan), ..RowWords::default() }).collect();
        }
        let entries = self.rows.iter().map(|at| shared.catalog.get(*at));
        let words = entries.map(|entry| {
            let text = entry.map(|e| format!("{} · {} · {} · {}", e.title, e.organisation, e.slug, e.period));
            RowWords { text: text.unwrap_or_default(), ..RowWords::default() }
        });
        words.collect()
    }

    fn list(&self, _shared: &Shared) -> Option<ListCursor> {
        Some(self.cursor)
    }

    fn list_mut(&mut self) -> Option<(&mut ListCursor, usize)> {
        let len = self.len();
        Some((&mut self.cursor, len))
    }

    fn act(&mut self, cx: &mut Cx<'_>, action: Action) {
        if self.cursor.act(action, self.len()) == Handled::Yes {
            return;
        }
        if self.trash.is_some() {
            return self.act_in_trash(cx, action);
        }
        match action {
            Action::ImportDocument => prompt::file::import(cx, None),
            Action::OpenDemo => cx.effects.push(Effect::ReadDemo),
            Action::Cancel => cx.shared.notice = cx.shared.how_to_quit(Context::Plans),
            Action::NewPlan => {
                let form = HeaderForm::new_plan(cx.shared.quarter.year());
                cx.open(Layer::Header(form));
            }
            Action::ToggleTrash => cx.effects.push(Effect::LoadTrash),
            Action::ToggleArchived if !cx.shared.catalog.iter().any(|entry| entry.archived) => {
                self.archived = false;
                cx.say(Notice::info("notice-nothing-archived"));
            }
            Action::ToggleArchived => {
                let at = self.entry(cx.shared).map(|entry| entry.id);
                self.archived = !self.archived;
                self.list(cx.shared, at);
            }
            _ => self.act_on_plan(cx, action),
        }
    }

    fn shows_plan(&self) -> bool {
        false
    }
}
