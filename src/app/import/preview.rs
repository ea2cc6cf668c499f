//! The state of the preview: the change of an import on a copy of the plan, and the doubts settled on it.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    app::{Handled, Screen, list::ListCursor},
    domain::{Change, Command, Context, Difference, Doubt, DoubtId, NodeId, Plan, Refusal, decide},
};

/// A row of the preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportRow {
    /// A heading: its message.
    Heading(&'static str),
    /// A doubt.
    Doubt(DoubtId),
    /// A changed node: its index in the difference.
    Changed(usize),
    /// A node of a new plan, with its depth.
    Node(NodeId, usize),
}

/// The state of the preview.
#[derive(Clone, Debug)]
pub struct ImportPreview {
    /// The file.
    pub file: String,
    /// The plan after the import.
    pub plan: Plan,
    /// The difference to the existing plan; none for a new plan.
    pub difference: Option<Difference>,
    /// The rows.
    pub rows: Vec<ImportRow>,
    /// The cursor.
    pub cursor: ListCursor,
    /// The plan before the import.
    base: Plan,
    /// The change of the import, followed by one for each doubt that was settled here.
    changes: Vec<Change>,
    /// The screen to return to; none where the program was started for this import.
    pub(in crate::app) back: Option<Screen>,
    /// Whether the user has just tried to leave although doubts were settled here; leaving again works.
    pub(super) leaving: bool,
}

impl ImportPreview {
    /// How many of the listed doubts are open.
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

    /// Goes to the next open doubt after the cursor, wrapping around at the end.
    pub(super) fn next_doubt(&mut self) -> Handled {
        let open = |row: &ImportRow| match row {
            ImportRow::Doubt(id) => {
                self.plan.doubts().any(|(known, doubt)| known == *id && doubt.settled.is_none())
            }
            _ => false,
        };
        let len = self.rows.len();
        let found = (1..len)
            .map(|step| (self.cursor.at + step) % len.max(1))
            .find(|at| self.rows.get(*at).is_some_and(open));
        let Some(at) = found else { return Handled::No };
        self.cursor.go(at, len);
        Handled::Yes
    }

    pub(super) fn settle(&mut self, reading: Option<String>, context: &mut Context) -> Result<(), Refusal> {
        let Some((id, _)) = self.doubt() else { return Ok(()) };
        let change = decide(&self.plan, &Command::SettleDoubt(id, reading), context)?;
        self.plan.apply(&change);
        self.changes.push(change);
        self.compare();
        Ok(())
    }

    /// Settles the current doubt and all open ones of its kind in the same way: on the reading that was taken, or on
    /// the alternative with the same index. Returns how many were settled.
    pub(super) fn settle_alike(&mut self, context: &mut Context) -> Result<usize, Refusal> {
        let Some((_, at_hand)) = self.doubt() else { return Ok(0) };
        let kind = at_hand.kind;
        let settled = at_hand.settled.as_ref();
        let other = settled.and_then(|settled| at_hand.alternatives.iter().position(|one| one == settled));
        let doubts: BTreeMap<DoubtId, &Doubt> = self.plan.doubts().collect();
        let alike = self.listed().filter_map(|id| {
            let doubt = doubts.get(&id).filter(|doubt| doubt.kind == kind && doubt.settled.is_none())?;
            let reading = match other {
                Some(at) => doubt.alternatives.get(at)?,
                None => &doubt.reading,
            };
            Some((id, reading.clone()))
        });
        let alike: Vec<(DoubtId, String)> = alike.collect();
        let mut made: Option<Change> = None;
        let mut failed = Ok(alike.len());
        for (id, reading) in alike {
            match decide(&self.plan, &Command::SettleDoubt(id, Some(reading)), context) {
                Ok(change) => {
                    self.plan.apply(&change);
                    made = Some(match made {
                        Some(all) => all.followed_by(change),
                        None => change,
                    });
                }
                Err(refusal) => failed = Err(refusal),
            }
        }
        self.changes.extend(made);
        self.compare();
        failed
    }

    /// The doubts that are listed.
    fn listed(&self) -> impl Iterator<Item = DoubtId> {
        self.rows.iter().filter_map(|row| match row {
            ImportRow::Doubt(id) => Some(*id),
            _ => None,
        })
    }

    /// Computes the difference between the plan before the import and the one with all settled doubts.
    fn compare(&mut self) {
        let mut changes = self.changes.iter().cloned();
        let Some(first) = changes.next().filter(|_| self.difference.is_some()) else { return };
        let difference =
            Difference::between(&self.base, &self.plan, &changes.fold(first, Change::followed_by));
        let listed: Vec<DoubtId> = self.listed().collect();
        self.rows = Self::rows(&self.plan, Some(&difference), &listed);
        self.difference = Some(difference);
        self.cursor.go(self.cursor.at, self.rows.len());
    }

    /// Takes back what was settled last, where anything was.
    pub(super) fn take_back(&mut self) -> Handled {
        if self.changes.len() < 2 {
            return Handled::No;
        }
        self.changes.pop();
        self.plan = self.base.clone();
        for change in &self.changes {
            self.plan.apply(change);
        }
        self.compare();
        Handled::Yes
    }

    /// The preview of a change on a plan; the difference is listed if the plan exists already.
    pub(super) fn of(file: String, base: Plan, change: Change, merges: bool, back: Option<Screen>) -> Self {
        let mut plan = base.clone();
        plan.apply(&change);
        let difference = merges.then(|| Difference::between(&base, &plan, &change));
        let new = brought(&plan, &change);
        let rows = Self::rows(&plan, difference.as_ref(), &new);
        let mut cursor = ListCursor::default();
        cursor.go(1, rows.len());
        let (changes, leaving) = (vec![change], false);
        Self { file, plan, difference, rows, cursor, base, changes, back, leaving }
    }

    /// Whether doubts were settled here that leaving would lose.
    pub(super) fn has_settled(&self) -> bool {
        self.changes.len() > 1
    }

    /// The plan before the import, and one change that combines the import and all settled doubts.
    pub(super) fn into_change(self) -> Option<(Plan, Change)> {
        let mut changes = self.changes.into_iter();
        let first = changes.next()?;
        Some((self.base, changes.fold(first, Change::followed_by)))
    }
}

/// The doubts that a change adds, ordered by their measures within each place, because ids are random.
fn brought(plan: &Plan, change: &Change) -> Vec<DoubtId> {
    let brought = change.new_doubts();
    let mut new: Vec<(DoubtId, &Doubt)> = plan.doubts().filter(|(id, _)| brought.contains(id)).collect();
    new.sort_by_cached_key(|(_, doubt)| {
        let place = &doubt.place;
        let words =
            (plan.subject_address(doubt.subject), doubt.kind, doubt.text.clone(), doubt.reading.clone());
        (place.table, place.row, place.line, place.column, words)
    });
    new.into_iter().map(|(id, _)| id).collect()
}
