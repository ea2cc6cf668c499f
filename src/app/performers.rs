//! The screen of performers: how much each owes and has done, and which names may be spellings of one performer.
//! Performers can be renamed, merged, or split by assigning some measures to another one.

use jiff::civil::Date;

use super::{
    Cx, Handled, Layer, Notice, Screen, ScreenState, Shared,
    layer::{MergeForm, SplitForm},
    list::ListCursor,
    prompt,
};
use crate::{
    domain::{Command, Holdings, NodeId, PerformerId, Plan, PlanId, Quarter, Scope, Span, Tally},
    form::typed::performer,
    keymap::{Action, Atom, Atoms, Context},
};

/// A row: a performer with figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerformerRow {
    /// The performer.
    pub id: PerformerId,
    /// The figures, as in `status --by performer`.
    pub tally: Tally,
    /// What the performer has in the plan.
    pub holdings: Holdings,
    /// Other performers with a similar name, the one with most measures first.
    pub alike: Vec<PerformerId>,
}

/// The inputs from which the rows were built.
type MadeOf = (PlanId, u64, Quarter, Date, bool);

/// The state of the list.
#[derive(Clone, Debug, Default)]
pub struct Performers {
    /// The rows, by name.
    pub rows: Vec<PerformerRow>,
    /// The cursor.
    pub cursor: ListCursor,
    /// Whether figures cover the year up to the quarter, rather than the quarter.
    pub of_year: bool,
    made_of: Option<MadeOf>,
}

impl Performers {
    /// The row under the cursor.
    pub fn row(&self) -> Option<&PerformerRow> {
        self.rows.get(self.cursor.at)
    }

    /// The quarters that the figures cover.
    pub fn span(&self, shared: &Shared) -> Span {
        match shared.plan.as_ref().filter(|_| self.of_year) {
            Some(plan) => plan.period().year_so_far(shared.quarter),
            None => Span::single(shared.quarter),
        }
    }

    /// How many performers have a name that is similar to another one's.
    pub fn alike(&self) -> usize {
        self.rows.iter().filter(|row| !row.alike.is_empty()).count()
    }

    fn lay_out(&mut self, shared: &Shared, plan: &Plan) {
        let at = self.row().map(|row| row.id);
        let pairs = performer::alike_in(plan);
        let span = self.span(shared);
        let row = |id: PerformerId| {
            let mut alike: Vec<PerformerId> = pairs
                .iter()
                .filter_map(|(one, other)| match id {
                    id if id == *one => Some(*other),
                    id if id == *other => Some(*one),
                    _ => None,
                })
                .collect();
            alike.sort_by_key(|other| std::cmp::Reverse(plan.measures_of(*other).count()));
            let tally = plan.tally_over(Scope::Performer(Some(id)), span, shared.today);
            PerformerRow { id, tally, holdings: plan.holdings(&[id]), alike }
        };
        let mut named: Vec<(&str, PerformerId)> =
            plan.performers().map(|(id, performer)| (performer.name.as_str(), id)).collect();
        named.sort_by_cached_key(|(name, id)| (crate::text::key::search_key(name), *id));
        self.rows = named.into_iter().map(|(_, id)| row(id)).collect();
        let found = at.and_then(|at| self.rows.iter().position(|row| row.id == at));
        self.cursor.go(found.unwrap_or(self.cursor.at), self.rows.len());
    }

    fn act_on_row(&self, cx: &mut Cx<'_>, action: Action, row: &PerformerRow) {
        match action {
            Action::OpenPerformer => match self.node(cx.shared) {
                Some(node) => {
                    cx.focus(node);
                    cx.jump(Screen::Outline);
                }
                None => cx.say(Notice::info("notice-performer-idle")),
            },
            Action::RenamePerformer => prompt::performers::rename(cx, row.id),
            Action::MergePerformers => {
                let others: Vec<PerformerId> = self.others(row);
                match cx.shared.plan.as_ref().and_then(|plan| MergeForm::of(plan, row.id, others)) {
                    Some(form) => cx.open(Layer::Merge(form)),
                    None => cx.say(Notice::info("notice-no-other-performer")),
                }
            }
            Action::TellApart => match row.alike.first() {
                Some(other) => {
                    cx.command(&Command::TellPerformersApart(row.id, *other));
                }
                None => cx.say(Notice::info("notice-nobody-alike")),
            },
            Action::SplitPerformer => {
                match cx.shared.plan.as_ref().and_then(|plan| SplitForm::of(plan, row.id)) {
                    Some(form) => cx.open(Layer::Split(form)),
                    None => cx.say(Notice::info("notice-performer-idle")),
                }
            }
            _ => {}
        }
    }

    /// All other performers, similar names first.
    fn others(&self, row: &PerformerRow) -> Vec<PerformerId> {
        let rest = self.rows.iter().map(|other| other.id);
        let rest = rest.filter(|other| *other != row.id && !row.alike.contains(other));
        row.alike.iter().copied().chain(rest).collect()
    }
}

impl ScreenState for Performers {
    fn context(&self) -> Context {
        Context::Performers
    }

    fn atoms(&self, _shared: &Shared) -> Atoms {
        Atoms::NONE.with_if(Atom::Empty, self.rows.is_empty())
    }

    fn hints(&self) -> &'static [Action] {
        use Action::{
            GoBack, Help, MergePerformers, OpenPerformer, RenamePerformer, SplitPerformer, ToggleYear, Undo,
        };
        &[OpenPerformer, RenamePerformer, MergePerformers, SplitPerformer, ToggleYear, Undo, GoBack, Help]
    }

    fn sync(&mut self, shared: &Shared) {
        let Some(plan) = &shared.plan else { return };
        let from = (plan.id(), plan.seq(), shared.quarter, shared.today, self.of_year);
        if self.made_of != Some(from) {
            self.made_of = Some(from);
            self.lay_out(shared, plan);
        }
    }

    fn list(&self, _shared: &Shared) -> Option<ListCursor> {
        Some(self.cursor)
    }

    fn act(&mut self, cx: &mut Cx<'_>, action: Action) {
        if self.cursor.act(action, self.rows.len()) == Handled::Yes {
            return;
        }
        if action == Action::ToggleYear {
            self.of_year = !self.of_year;
            self.sync(cx.shared);
        } else if let Some(row) = self.row().cloned() {
            self.act_on_row(cx, action, &row);
        }
    }

    fn node(&self, shared: &Shared) -> Option<NodeId> {
        shared.plan.as_ref()?.measures_of(self.row()?.id).next()
    }
}
