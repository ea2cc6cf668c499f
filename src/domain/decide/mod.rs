//! Decides what change a command makes: a pure function.

mod closing;
mod copy;
mod debt;
mod doubt;
mod evidence;
mod fact;
mod flag;
mod header;
mod import;
mod indicator;
mod merge;
mod node;
mod performers;
mod role;
mod several;
mod target;
mod total;

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::{
    change::{Change, Context, Edit, Expect, Guard, Origin, Summary, Verb},
    command::Command,
    draft::DraftPerformer,
    id::{ChangeId, PerformerId},
    id_map::IdMap,
    plan::Plan,
    quarter::Quarter,
    record::{Performer, PerformerRef, Record, RecordKey},
    refusal::Refusal,
};

pub(super) use closing::quarters_of;

/// Decides a command about a plan.
///
/// The reason for a refusal. The plan stays as it was.
pub fn decide(plan: &Plan, command: &Command, context: &mut Context) -> Result<Change, Refusal> {
    if let Command::Several(commands) = command {
        return several::decide_all(plan, commands, context);
    }
    let creates = matches!(command, Command::CreatePlan(_) | Command::Import(_) | Command::RollOver(_));
    if !creates && !plan.exists() {
        return Err(Refusal::NoPlan);
    }
    if let Command::SavePoint(name) = command {
        return flag::save_point(plan, name, context);
    }
    let mut builder = Builder::new(plan, context);
    let summary = match command {
        Command::CreatePlan(header) => header::create(&mut builder, header)?,
        Command::EditHeader(header) => header::edit(&mut builder, header)?,
        Command::Archive(archived) => header::archive(&mut builder, *archived)?,
        Command::DeletePlan => header::delete(&mut builder),
        Command::AddNode { level, parent, place, code, title } => {
            node::add(&mut builder, *level, *parent, *place, code.clone(), title)?
        }
        Command::EditNode(id, patch) => node::edit(&mut builder, *id, patch)?,
        Command::MoveNode { node, parent, place, level } => {
            node::relocate(&mut builder, *node, *parent, *place, *level)?
        }
        Command::CopyNodes { nodes, parent, place } => copy::insert(&mut builder, nodes, *parent, *place)?,
        Command::DeleteNode(id) => node::delete(&mut builder, *id)?,
        Command::AddIndicator(measure, fields) => indicator::add(&mut builder, *measure, fields)?,
        Command::EditIndicator(id, patch) => indicator::edit(&mut builder, *id, patch)?,
        Command::DeleteIndicator(id) => indicator::delete(&mut builder, *id)?,
        Command::CountEvidenceFor(id) => indicator::count_evidence(&mut builder, *id)?,
        Command::SetTarget(target) => target::set(&mut builder, target)?,
        Command::SetTargets(targets) => target::set_many(&mut builder, targets)?,
        Command::SetFact(fact) => fact::set(&mut builder, fact)?,
        Command::SetFacts(facts) => fact::set_many(&mut builder, facts)?,
        Command::AddEvidence(fields) => evidence::add(&mut builder, fields)?,
        Command::EditEvidence(id, patch) => evidence::edit(&mut builder, *id, patch)?,
        Command::DeleteEvidence(id) => evidence::delete(&mut builder, *id)?,
        Command::SettleDoubt(id, reading) => doubt::settle(&mut builder, *id, reading.clone())?,
        Command::AcceptFinding(.., Some(reason)) if reason.trim().is_empty() => return Err(Refusal::Empty),
        Command::AcceptFinding(kind, subject, quarter, reason) => {
            header::accept(&mut builder, *kind, *subject, *quarter, reason.clone())
        }
        Command::AcceptFindings(about, quarter, reason) => {
            closing::accept_all(&mut builder, about, *quarter, reason)?
        }
        Command::StepClosing { quarter, to, reason, as_of } => {
            closing::step(&mut builder, *quarter, *to, reason, *as_of)?
        }
        Command::DecideDebt { subject, quarter, ruling } => {
            debt::decide(&mut builder, *subject, *quarter, ruling.as_ref())?
        }
        Command::SetRole { who, kind, performer, instead_of } => {
            role::set(&mut builder, who, *kind, *performer, *instead_of)?
        }
        Command::RenamePerformer(id, name) => performers::rename(&mut builder, *id, name)?,
        Command::MergePerformers { from, into, on_clash } => {
            performers::merge(&mut builder, *from, *into, *on_clash)?
        }
        Command::TellPerformersApart(one, other) => performers::tell_apart(&mut builder, *one, *other)?,
        Command::SplitPerformer { from, name, measures } => {
            performers::split(&mut builder, *from, name, measures)?
        }
        Command::Import(draft) => import::import_draft(&mut builder, draft, Verb::Import)?,
        Command::RollOver(draft) => import::import_draft(&mut builder, draft, Verb::RollOver)?,
        Command::Flag { subjects, quarter, on } => flag::flag(&mut builder, subjects, *quarter, *on)?,
        // Decided above.
        Command::Several(_) | Command::SavePoint(_) => return Err(Refusal::NothingToDo),
        Command::Merge { draft, performer } => merge::merge(&mut builder, draft, performer.as_deref())?,
    };
    builder.finish(summary)
}

/// Refuses edits of a quarter that is closed, or handed in and not returned.
pub(super) fn closed_quarter(plan: &Plan, edits: &[Edit]) -> Result<(), Refusal> {
    if plan.closings.is_empty() {
        return Ok(());
    }
    for quarter in touched(plan, edits) {
        if let Some(closing) = plan.hold(quarter) {
            return Err(Refusal::Closed(quarter, closing.clone()));
        }
    }
    Ok(())
}

/// Guards for the closings of the quarters that edits touch: nobody may close them before the change is committed.
pub(super) fn closing_guards(plan: &Plan, edits: &[Edit]) -> Vec<Guard> {
    // Nobody can close a quarter of a plan that is being made.
    if !plan.exists() {
        return Vec::new();
    }
    let quarters: BTreeSet<Quarter> = touched(plan, edits).collect();
    let keys = quarters.into_iter().map(RecordKey::Closing);
    keys.filter(|key| edits.iter().all(|edit| edit.key != *key)).map(|key| plan.guard(key)).collect()
}

/// The quarters that edits touch; a deed that comes with a new measure changes no figure.
fn touched<'a>(plan: &'a Plan, edits: &'a [Edit]) -> impl Iterator<Item = Quarter> + 'a {
    let unnamed = super::deed::unnamed_indicators(edits);
    let edits = edits.iter().filter(move |edit| !super::deed::comes_with_a_deed(&unnamed, edit));
    edits.flat_map(|edit| quarters_of(plan, edit))
}

/// Collects the edits of one command; several edits of a record become one.
struct Builder<'a> {
    plan: &'a Plan,
    context: &'a mut Context,
    edits: Vec<Edit>,
    index: IdMap<RecordKey, usize>,
    guards: Vec<Guard>,
    /// The performers that this command has looked up, by search key.
    performers: FxHashMap<String, PerformerId>,
}

impl<'a> Builder<'a> {
    fn new(plan: &'a Plan, context: &'a mut Context) -> Self {
        Self {
            plan,
            context,
            edits: Vec::new(),
            index: IdMap::default(),
            guards: Vec::new(),
            performers: FxHashMap::default(),
        }
    }

    /// The record, including the edits of this command.
    fn current(&self, key: &RecordKey) -> Option<Record> {
        match self.index.get(key).and_then(|at| self.edits.get(*at)) {
            Some(edit) => edit.after.clone(),
            None => self.plan.record(key),
        }
    }

    fn set(&mut self, key: RecordKey, after: Option<Record>) {
        if let Some(edit) = self.index.get(&key).and_then(|at| self.edits.get_mut(*at)) {
            edit.after = after;
            return;
        }
        let before = self.plan.record(&key);
        if before != after {
            self.index.insert(key, self.edits.len());
            self.edits.push(Edit { key, before, after });
        }
    }

    /// Guards a record: it must stay as it is until the change is committed.
    fn guard(&mut self, key: RecordKey) {
        let guard = self.plan.guard(key);
        self.guard_as(guard);
    }

    /// The record must be there when the change is committed.
    fn needs(&mut self, key: RecordKey) {
        self.guard_as(Guard { key, expect: Expect::Present });
    }

    fn guard_as(&mut self, guard: Guard) {
        if !self.guards.contains(&guard) {
            self.guards.push(guard);
        }
    }

    fn finish(mut self, summary: Summary) -> Result<Change, Refusal> {
        self.edits.retain(|edit| edit.before != edit.after);
        if self.edits.is_empty() {
            return Err(Refusal::NothingToDo);
        }
        closed_quarter(self.plan, &self.edits)?;
        if matches!(summary.verb, Verb::Import | Verb::RollOver) {
            closing::not_by_document(self.plan, &self.edits)?;
        }
        closing_guards(self.plan, &self.edits).into_iter().for_each(|guard| self.guard_as(guard));
        // A record that the change itself edits needs no guard, because the `before` of its edit is stricter.
        let edited: rustc_hash::FxHashSet<RecordKey> = self.edits.iter().map(|e| e.key).collect();
        self.guards.retain(|guard| !edited.contains(&guard.key));
        Ok(Change {
            id: ChangeId(self.context.ids.draw()),
            plan: self.plan.id(),
            author: self.context.author.clone(),
            at: self.context.at,
            origin: Origin::Command,
            summary,
            edits: self.edits,
            guards: self.guards,
        })
    }

    /// The performers of a measure as named in a draft, without repetitions.
    fn performer_refs(&mut self, named: &[DraftPerformer]) -> Result<Vec<PerformerRef>, Refusal> {
        let mut refs: Vec<PerformerRef> = Vec::new();
        for performer in named {
            let id = self.performer(&performer.name)?;
            if !refs.iter().any(|known| known.id == id) {
                refs.push(PerformerRef { id, by_consent: performer.by_consent });
            }
        }
        Ok(refs)
    }

    /// The performer with this name in any spelling; a new one where there is none.
    fn performer(&mut self, name: &str) -> Result<PerformerId, Refusal> {
        let name = crate::text::normal::squeeze(name);
        if name.is_empty() {
            return Err(Refusal::Empty);
        }
        let key = crate::text::key::search_key(&name);
        if let Some(id) = self.performers.get(&key) {
            return Ok(*id);
        }
        let id = match self.plan.performer_named(&name) {
            Some(id) => id,
            None => {
                let id = PerformerId(self.context.ids.draw());
                let performer = Performer { name, variants: Vec::new(), others: Vec::new() };
                self.set(RecordKey::Performer(id), Some(Record::from(performer)));
                id
            }
        };
        self.performers.insert(key, id);
        Ok(id)
    }
}
