//! The grid of targets: the quarters of a year and the year.

use super::{
    Cx, Handled, Layer, Notice, ScreenState as _, Shared,
    grid::{
        Field, Grid, Sheet,
        rows::{FactRow, Part},
        value::{Cell, What},
    },
    layer::Choice,
    prompt,
};
use crate::{
    domain::{IndicatorId, PerformerId, Plan, Quarter, Span},
    keymap::{Action, Context},
};

/// The state of the grid of targets.
pub type Targets = Grid<TargetSheet>;

/// The grid of targets has no state besides that of every grid.
#[derive(Clone, Copy, Debug, Default)]
pub struct TargetSheet;

impl Sheet for TargetSheet {
    const CONTEXT: Context = Context::Targets;

    fn fields(shared: &Shared) -> Vec<Field> {
        let Some(plan) = &shared.plan else { return vec![Field::Quarter(1)] };
        let year = plan.year_around(shared.quarter);
        let mut fields: Vec<Field> =
            year.quarters().map(|quarter| Field::Quarter(quarter.number())).collect();
        if fields.len() > 1 {
            fields.push(Field::Year);
        }
        fields
    }

    fn cell(shared: &Shared, row: &FactRow, field: Field) -> Option<Cell> {
        let plan = shared.plan.as_ref()?;
        let year = plan.year_around(shared.quarter);
        let span = match field {
            _ if row.part == Part::Rest => return None,
            Field::Quarter(number) => {
                let quarter =
                    Quarter::new(year.first.year(), number).filter(|quarter| year.contains(*quarter))?;
                let covering = row.indicator().and_then(|id| covering(plan, id, quarter, row.who()));
                covering.unwrap_or(Span::single(quarter))
            }
            Field::Year => year,
            Field::Fact | Field::Note | Field::Evidence => return None,
        };
        Some(Cell { subject: row.subject, who: row.who(), what: What::Target(span) })
    }

    fn home(field: Field) -> Field {
        match field {
            Field::Quarter(_) | Field::Year => field,
            Field::Fact | Field::Note | Field::Evidence => Field::Quarter(1),
        }
    }

    fn hints() -> &'static [Action] {
        use Action::{
            EditCell, EditKind, EditUnit, FillDown, GotoFacts, Help, SetSpan, SplitPerformers, Undo,
        };
        &[EditCell, SetSpan, EditKind, SplitPerformers, EditUnit, FillDown, GotoFacts, Undo, Help]
    }

    fn cell_hints() -> &'static [Action] {
        &[Action::CommitDown, Action::CommitNextField, Action::CancelEntry]
    }

    fn act(grid: &mut Targets, cx: &mut Cx<'_>, action: Action) -> Handled {
        match action {
            Action::SetSpan => grid.mark_span(cx),
            Action::EditKind | Action::EditUnit | Action::EditIndicator | Action::EditBaseline => {
                grid.edit_indicator(cx, action);
            }
            Action::EditTerm => {
                if let Some(row) = grid.row() {
                    prompt::term::open(cx, row.measure);
                }
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }
}

/// The longer span within the year whose target applies to a quarter without a target of its own. Input for the quarter
/// then sets the target of the span.
pub fn covering(plan: &Plan, id: IndicatorId, quarter: Quarter, who: Option<PerformerId>) -> Option<Span> {
    let year = plan.year_around(quarter);
    if plan.target(id, Span::single(quarter), who).is_some() {
        return None;
    }
    let inside = |span: Span| span != year && year.first <= span.first && span.last <= year.last;
    let spans = plan.targets(id).filter(|(_, whose, _)| *whose == who).map(|(span, _, _)| span);
    spans.filter(|span| span.contains(quarter) && inside(*span)).min_by_key(|span| span.quarters().len())
}

impl Targets {
    /// Goes to the current quarter.
    pub(super) fn go_to_quarter(&mut self, shared: &Shared) {
        self.field = Field::Quarter(shared.quarter.number());
        self.sync(shared);
    }

    /// Marks quarters for one common target; without marks, all from the first one to the cursor.
    fn mark_span(&mut self, cx: &mut Cx<'_>) {
        let at = self.cursor.at;
        self.marks.retain(|(row, field)| *row == at && matches!(field, Field::Quarter(_)));
        if self.marks.len() < 2 {
            let here = self.field;
            let fields = Self::quarters(cx.shared);
            let upto =
                fields.iter().position(|field| *field == here).unwrap_or(fields.len().saturating_sub(1));
            self.marks = fields.iter().take(upto + 1).map(|field| (at, *field)).collect();
            self.marked_to_type = true;
        }
        if self.marks.len() < 2 {
            self.marks.clear();
            return cx.say(Notice::info("notice-mark-quarters"));
        }
        self.go_on_typing("");
    }

    fn quarters(shared: &Shared) -> Vec<Field> {
        TargetSheet::fields(shared).into_iter().filter(|field| *field != Field::Year).collect()
    }

    fn edit_indicator(&self, cx: &mut Cx<'_>, action: Action) {
        let plan = cx.shared.plan.as_ref();
        let known = self.row().and_then(|row| row.indicator());
        let Some((id, indicator)) = known.and_then(|id| Some((id, plan?.indicator(id)?))) else {
            return cx.say(Notice::warning("notice-no-indicator"));
        };
        match action {
            Action::EditKind => {
                let choice = Choice::new(id, indicator.comparator);
                cx.open(Layer::Choice(choice));
            }
            Action::EditUnit => prompt::indicator::unit(cx, id),
            Action::EditBaseline => prompt::indicator::baseline(cx, id),
            _ => prompt::indicator::rename(cx, id),
        }
    }
}
