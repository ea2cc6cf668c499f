//! The rows of a grid: indicators, measures without one, and the parts of performers under an expanded row.

use crate::domain::{
    Assessment, FactValue, IndicatorId, NodeId, Number, PerformerId, Plan, Quarter, Span, Status, Subject,
    TargetValue,
};

/// A row of the grid: an indicator or a measure without one, for the total or for one performer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactRow {
    /// What its values are about.
    pub subject: Subject,
    /// Its measure.
    pub measure: NodeId,
    /// The parent of the measure: where it changes, a new group begins.
    pub group: Option<NodeId>,
    /// Which part of the values the row shows.
    pub part: Part,
}

/// Which part of the values a row shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// The total.
    #[default]
    Whole,
    /// The part of a performer.
    Of(PerformerId),
    /// The remainder that is not divided among performers; nothing can be typed there.
    Rest,
}

impl FactRow {
    /// The indicator, when there is one.
    pub const fn indicator(&self) -> Option<IndicatorId> {
        match self.subject {
            Subject::Indicator(id) => Some(id),
            _ => None,
        }
    }

    /// The performer of a part; none for the total.
    pub const fn who(&self) -> Option<PerformerId> {
        match self.part {
            Part::Of(who) => Some(who),
            Part::Whole | Part::Rest => None,
        }
    }
}

/// Every indicator, and every measure without one, in the order of the outline.
pub fn rows(plan: &Plan) -> Vec<FactRow> {
    let mut rows = Vec::new();
    for (measure, node) in plan.measures() {
        let row = |subject| FactRow { subject, measure, group: node.parent, part: Part::Whole };
        let before = rows.len();
        rows.extend(plan.indicators(measure).map(|(id, _)| row(Subject::Indicator(id))));
        if rows.len() == before && node.shares.is_empty() {
            rows.push(row(Subject::Node(measure)));
        }
    }
    rows
}

/// The status of a row, with its assessment if the row has an indicator.
pub fn row_assessment(plan: &Plan, row: &FactRow, quarter: Quarter) -> (Status, Option<Assessment>) {
    match row.indicator() {
        Some(id) => {
            let assessment = plan.assess(id, quarter, row.who());
            (assessment.status, Some(assessment))
        }
        None => (plan.measure_status(row.measure, quarter), None),
    }
}

/// The expanded row in the current plan, because the first value of a measure without an indicator creates one.
pub(super) fn opened(plan: &Plan, opened: Option<(NodeId, Subject)>) -> Option<(NodeId, Subject)> {
    let (measure, subject) = opened?;
    match subject {
        Subject::Node(node) => {
            let own = plan.indicators(node).next().map(|(id, _)| Subject::Indicator(id));
            Some((measure, own.unwrap_or(subject)))
        }
        _ => Some((measure, subject)),
    }
}

/// A row and, if it is expanded, the parts of its performers and the remainder of the total.
pub(super) fn with_parts(plan: &Plan, row: FactRow, opened: Option<(NodeId, Subject)>) -> Vec<FactRow> {
    let mut rows = vec![row];
    if opened == Some((row.measure, row.subject)) {
        rows.extend(performers(plan, &row).into_iter().map(|who| FactRow { part: Part::Of(who), ..row }));
        rows.push(FactRow { part: Part::Rest, ..row });
    }
    rows
}

/// The performers of a row, in the order in which the measure names them, followed by others who have a part.
pub fn performers(plan: &Plan, row: &FactRow) -> Vec<PerformerId> {
    let others = row.indicator().into_iter().flat_map(|id| {
        let facts = plan.facts(id).filter_map(|(_, who, _)| who);
        facts.chain(plan.targets(id).filter_map(|(_, who, _)| who))
    });
    plan.named_first(Some(row.measure), others)
}

/// The relation of a total to the parts of its performers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Division {
    /// The values cannot be summed: percentages, levels, words.
    NotAdding,
    /// No part is entered.
    NoParts,
    /// The total is the sum of its parts.
    Follows(Number),
    /// The total was entered separately: the total, the sum of the parts.
    Entered(Number, Number),
}

impl Division {
    /// The remainder to divide; none where there is none or it cannot be computed.
    pub fn left(self) -> Option<Number> {
        match self {
            Self::Entered(total, sum) => Some(total.minus(sum)),
            Self::NotAdding | Self::NoParts | Self::Follows(_) => None,
        }
    }
}

/// The relation of a quarter's fact to its parts.
pub fn facts_divided(plan: &Plan, id: IndicatorId, quarter: Quarter) -> Division {
    let here = plan.facts(id).filter(|(of, _, fact)| *of == quarter && fact.is_reported());
    divided(
        plan,
        id,
        here.map(|(_, who, fact)| match fact.value {
            FactValue::Number(number) => (who, Some(number)),
            _ => (who, None),
        }),
    )
}

/// The relation of a span's target to its parts.
pub fn targets_divided(plan: &Plan, id: IndicatorId, span: Span) -> Division {
    let here = plan.targets(id).filter(|(of, _, _)| *of == span);
    divided(
        plan,
        id,
        here.map(|(_, who, target)| match target.value {
            TargetValue::Number(number) => (who, Some(number)),
            _ => (who, None),
        }),
    )
}

fn divided(
    plan: &Plan,
    id: IndicatorId,
    values: impl Iterator<Item = (Option<PerformerId>, Option<Number>)>,
) -> Division {
    let (mut total, mut sum, mut parts) = (None, Number::ZERO, 0usize);
    for (who, number) in values {
        let Some(number) = number else { return Division::NotAdding };
        if who.is_some() {
            (sum, parts) = (sum.plus(number), parts + 1);
        } else {
            total = Some(number);
        }
    }
    if plan.indicator(id).is_none_or(|indicator| !indicator.parts_add_up()) {
        return Division::NotAdding;
    }
    match total {
        Some(total) if total != sum => Division::Entered(total, sum),
        _ if parts == 0 => Division::NoParts,
        _ => Division::Follows(sum),
    }
}
