//! The preview of an import: what a document says, what it changes, what is doubted, before it is taken in.
//!
//! The preview is the change itself on a copy of the plan. Each doubt that is settled here is a change after
//! it; taking in makes one change of them all.

use std::collections::BTreeSet;

use crate::{
    domain::{
        Change, Command, Context, Difference, Doubt, DoubtId, Draft, NodeId, Plan, PlanEntry, PlanId,
        Refusal, Subject, decide, slug,
    },
    keymap::Action,
    text::key::search_key,
};

use super::{Effect, Model, Notice, Screen, layer::PromptKind, list::ListCursor};

/// What was read out of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// The name of the file without its directory.
    pub file: String,
    /// What it says.
    pub draft: Draft,
    /// A document, which is merged into a plan; an exchange file says a plan as a whole.
    pub document: bool,
    /// Whose filled-in copy of the form it is.
    pub performer: Option<String>,
    /// The name that the plan is to have from now on, where the user wants another one.
    pub slug: Option<String>,
}

impl Incoming {
    /// What a plan becomes by it: a document is merged into a plan that is there; an exchange file says a
    /// plan as a whole, in which what the plan has already keeps its identity.
    pub fn command(self, plan: &Plan) -> Command {
        let Self { draft, document, performer, slug, .. } = self;
        let mut draft = Box::new(draft);
        if document && plan.exists() {
            return Command::Merge { draft, performer };
        }
        if plan.exists() {
            // What comes into a plan does not rename it.
            draft.slug = slug;
            super::adopt::identities(&mut draft, plan);
        }
        Command::Import(draft)
    }

    /// The plan that is there already as what comes in: only into it can that be taken.
    pub fn known<'a>(&self, catalog: &'a [PlanEntry]) -> Option<&'a PlanEntry> {
        catalog.iter().find(|entry| Some(entry.id) == self.draft.id)
    }

    /// Gives a new plan its name: the one that the user wants, else its own or one made of what it says, with
    /// a number where another plan has that.
    pub fn name(&mut self, catalog: &[PlanEntry]) {
        let draft = &self.draft;
        let own = draft.slug.as_deref().map(|own| slug::free(own, catalog));
        let suggested = || slug::suggest(&draft.organisation, &draft.title, draft.period, catalog);
        let name = self.slug.clone().or(own).unwrap_or_else(suggested);
        self.draft.slug = Some(name);
    }
}

/// A row of the preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportRow {
    /// A heading: its message.
    Heading(&'static str),
    /// A doubt.
    Doubt(DoubtId),
    /// A node that changes: its place in the difference.
    Changed(usize),
    /// A node as it was read, of a new plan.
    Node(NodeId, usize),
}

/// The state of the preview.
#[derive(Clone, Debug)]
pub struct ImportPreview {
    /// The file.
    pub file: String,
    /// The plan as it would be.
    pub plan: Plan,
    /// What changes in a plan that is there already; none for a new one.
    pub difference: Option<Difference>,
    /// The rows.
    pub rows: Vec<ImportRow>,
    /// The cursor.
    pub cursor: ListCursor,
    /// The plan as it is.
    base: Plan,
    /// The import, then each doubt that was settled here.
    changes: Vec<Change>,
    /// Where to go back to; none where the program was started for this import.
    back: Option<Screen>,
    /// Whether leaving was asked for though doubts were settled here: once more leaves.
    leaving: bool,
}

impl ImportPreview {
    /// How many of the doubts listed here are open.
    pub fn open_doubts(&self) -> usize {
        let open: BTreeSet<DoubtId> =
            self.plan.doubts().filter(|(_, doubt)| doubt.settled.is_none()).map(|(id, _)| id).collect();
        let listed = |row: &&ImportRow| matches!(row, ImportRow::Doubt(id) if open.contains(id));
        self.rows.iter().filter(listed).count()
    }

    /// The doubt under the cursor.
    pub fn doubt(&self) -> Option<(DoubtId, &Doubt)> {
        match self.rows.get(self.cursor.at)? {
            ImportRow::Doubt(id) => self.plan.doubts().find(|(known, _)| known == id),
            _ => None,
        }
    }

    fn rows(plan: &Plan, difference: Option<&Difference>, new: &[DoubtId]) -> Vec<ImportRow> {
        let mut rows = Vec::new();
        if !new.is_empty() {
            rows.push(ImportRow::Heading("import-heading-doubts"));
            rows.extend(new.iter().map(|id| ImportRow::Doubt(*id)));
        }
        match difference {
            Some(difference) => {
                rows.push(ImportRow::Heading("import-heading-changes"));
                rows.extend((0..difference.nodes.len()).map(ImportRow::Changed));
            }
            None => {
                rows.push(ImportRow::Heading("import-heading-outline"));
                rows.extend(plan.walk().map(|(depth, id)| ImportRow::Node(id, depth)));
            }
        }
        rows
    }

    /// The next open doubt after the cursor, round the end.
    fn next_doubt(&mut self) {
        let open = |row: &ImportRow| match row {
            ImportRow::Doubt(id) => {
                self.plan.doubts().any(|(known, doubt)| known == *id && doubt.settled.is_none())
            }
            _ => false,
        };
        let len = self.rows.len();
        let found = (1..=len)
            .map(|step| (self.cursor.at + step) % len.max(1))
            .find(|at| self.rows.get(*at).is_some_and(open));
        if let Some(at) = found {
            self.cursor.go(at, len);
        }
    }

    fn settle(&mut self, reading: Option<String>, context: &mut Context) -> Result<(), Refusal> {
        let Some((id, _)) = self.doubt() else { return Ok(()) };
        let change = decide(&self.plan, &Command::SettleDoubt(id, reading), context)?;
        self.plan.apply(&change);
        self.changes.push(change);
        self.compare();
        Ok(())
    }

    /// What changes in the plan with all that was settled so far.
    fn compare(&mut self) {
        let mut changes = self.changes.iter().cloned();
        let Some(first) = changes.next().filter(|_| self.difference.is_some()) else { return };
        let difference = Difference::of(&self.base, &changes.fold(first, Change::followed_by));
        let listed = self.rows.iter().filter_map(|row| match row {
            ImportRow::Doubt(id) => Some(*id),
            _ => None,
        });
        let listed: Vec<DoubtId> = listed.collect();
        self.rows = Self::rows(&self.plan, Some(&difference), &listed);
        self.difference = Some(difference);
        self.cursor.go(self.cursor.at, self.rows.len());
    }

    /// Takes back what was settled last; whether there was anything.
    fn take_back(&mut self) -> bool {
        if self.changes.len() < 2 {
            return false;
        }
        self.changes.pop();
        self.plan = self.base.clone();
        for change in &self.changes {
            self.plan.apply(change);
        }
        self.compare();
        true
    }
}

impl Model {
    /// Asks for a document, for a plan or for a new one.
    pub(super) fn ask_for_document(&mut self, into: Option<PlanId>) {
        let about = into.and(self.plan.as_ref()).map(|plan| plan.header().slug.clone()).unwrap_or_default();
        self.prompt(PromptKind::ImportFile(into), about, String::new());
    }

    /// Asks for a document to be read; whether one was named.
    pub(super) fn read_document(
        &mut self,
        file: &str,
        into: Option<PlanId>,
        effects: &mut Vec<Effect>,
    ) -> bool {
        if file.is_empty() {
            return false;
        }
        effects.push(Effect::ReadDocument(file.to_owned(), into));
        self.notice = Some(Notice::info("notice-reading").with("file", file));
        true
    }

    /// Shows what was read out of a file, before it is taken into `base` (or becomes a new plan).
    pub(super) fn preview_import(
        &mut self,
        mut incoming: Incoming,
        base: Option<Plan>,
        context: &mut Context,
    ) {
        self.notice = None;
        let file = incoming.file.clone();
        let merges = base.is_some();
        let base = match base {
            Some(plan) => plan,
            None => {
                if let Some(known) = incoming.known(&self.catalog) {
                    self.notice = Some(Notice::warning("notice-import-known").with("plan", &known.slug));
                    return self.leave_import_start();
                }
                incoming.name(&self.catalog);
                Plan::empty(incoming.draft.id.unwrap_or_else(|| PlanId(context.ids.draw())))
            }
        };
        match decide(&base, &incoming.command(&base), context) {
            Ok(change) => {
                self.show_preview(file, base, change, merges);
                if !merges {
                    self.tell_twin();
                }
            }
            Err(Refusal::NothingToDo) => {
                self.notice = Some(Notice::info("notice-import-nothing"));
                self.leave_import_start();
            }
            Err(refusal) => {
                self.notice = Some(Notice::from(&refusal));
                self.leave_import_start();
            }
        }
    }

    /// Where there is nothing to preview, a program started for it shows the list.
    fn leave_import_start(&mut self) {
        if self.screen == Screen::Import && self.import.is_none() {
            self.screen = Screen::Plans;
        }
    }

    /// Says when a plan of the same organisation and period is there already: what comes in may be the same
    /// document again, or a bureau's copy of the form, which belongs into that plan.
    fn tell_twin(&mut self) {
        let Some(header) = self.import.as_ref().map(|preview| preview.plan.header()) else { return };
        let organisation = search_key(&header.organisation);
        let same = |entry: &&PlanEntry| {
            entry.period == header.period && search_key(&entry.organisation) == organisation
        };
        if let Some(twin) = self.catalog.iter().find(same).filter(|_| !organisation.is_empty()) {
            self.notice = Some(Notice::warning("notice-import-twin").with("plan", &twin.slug));
        }
    }

    fn show_preview(&mut self, file: String, base: Plan, change: Change, merges: bool) {
        let difference = merges.then(|| Difference::of(&base, &change));
        let mut plan = base.clone();
        plan.apply(&change);
        let brought = change.new_doubts();
        let mut new: Vec<(DoubtId, &Doubt)> = plan.doubts().filter(|(id, _)| brought.contains(id)).collect();
        // Those of one place in the order of their measures: identities are random.
        new.sort_by_cached_key(|(_, doubt)| {
            let place = &doubt.place;
            let said =
                (plan.subject_address(doubt.subject), doubt.kind, doubt.text.clone(), doubt.reading.clone());
            (place.table, place.row, place.line, place.column, said)
        });
        let new: Vec<DoubtId> = new.into_iter().map(|(id, _)| id).collect();
        let rows = ImportPreview::rows(&plan, difference.as_ref(), &new);
        let back = (self.screen != Screen::Import).then_some(self.screen);
        let mut cursor = ListCursor::default();
        cursor.go(1, rows.len());
        self.import = Some(ImportPreview {
            file,
            plan,
            difference,
            rows,
            cursor,
            base,
            changes: vec![change],
            back,
            leaving: false,
        });
        self.screen = Screen::Import;
    }

    pub(super) fn act_on_import(
        &mut self,
        action: Action,
        typed: Option<char>,
        context: &mut Context,
        effects: &mut Vec<Effect>,
    ) {
        let Some(preview) = &mut self.import else { return };
        let asked = std::mem::take(&mut preview.leaving);
        if preview.cursor.act(action, preview.rows.len()) {
            return;
        }
        match action {
            Action::SettleReading | Action::SettleOther => self.settle(action, typed, context),
            Action::NextDoubt => preview.next_doubt(),
            Action::Undo if !preview.take_back() => {
                self.notice = Some(Notice::from(&Refusal::NoHistory));
            }
            Action::TakeIn => self.take_in(effects),
            Action::Cancel if preview.changes.len() > 1 && !asked => {
                preview.leaving = true;
                self.notice = Some(Notice::warning("notice-import-leaving"));
            }
            Action::Cancel => {
                let back = self.import.take().and_then(|preview| preview.back);
                self.notice = Some(Notice::info("notice-import-dropped"));
                match back {
                    Some(screen) => self.screen = screen,
                    None => effects.push(Effect::Quit),
                }
            }
            _ => {}
        }
    }

    fn settle(&mut self, action: Action, typed: Option<char>, context: &mut Context) {
        let Some(preview) = &mut self.import else { return };
        let Some((_, doubt)) = preview.doubt() else { return };
        let nth = typed.and_then(|c| c.to_digit(10)).and_then(|n| usize::try_from(n).ok());
        let reading = match action {
            Action::SettleOther => {
                let other = nth.and_then(|n| n.checked_sub(1)).and_then(|n| doubt.alternatives.get(n));
                match other {
                    Some(other) => Some(other.clone()),
                    None => return,
                }
            }
            _ if doubt.settled.is_some() => None,
            _ => Some(doubt.reading.clone()),
        };
        let settles = reading.is_some();
        match preview.settle(reading, context) {
            Ok(()) if settles => preview.next_doubt(),
            Ok(()) => {}
            Err(refusal) => self.notice = Some(Notice::from(&refusal)),
        }
    }

    /// Makes one change of the import and of what was settled, and opens the plan.
    fn take_in(&mut self, effects: &mut Vec<Effect>) {
        let Some(preview) = self.import.take() else { return };
        let mut changes = preview.changes.into_iter();
        let Some(first) = changes.next() else { return };
        let change = changes.fold(first, Change::followed_by);
        let quarter = preview.plan.period().nearest(self.quarter);
        let said = Notice::change(&change);
        self.take_plan(preview.base);
        self.apply(change, effects);
        self.quarter = quarter;
        self.rebuild();
        self.screen = Screen::Outline;
        self.notice = Some(said);
        effects.push(Effect::LoadCatalog);
    }

    /// The address of what a doubt of the preview is about; empty for the plan itself.
    pub fn import_address(&self, subject: Subject) -> String {
        self.import.as_ref().map(|preview| preview.plan.subject_address(subject)).unwrap_or_default()
    }
}
