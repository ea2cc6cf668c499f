//! The measures and quarters whose figures a change touches.

use std::collections::BTreeSet;

use super::{
    change::Edit,
    id::{IndicatorId, NodeId},
    plan::Plan,
    quarter::Quarter,
    record::{Level, Node, Record, RecordKey, Subject},
    value::TargetValue,
};

/// The measures a change touches, and in which quarters.
#[derive(Debug, Default)]
pub(super) struct Touched {
    pub measures: BTreeSet<NodeId>,
    /// All quarters, because something other than facts and evidence changed.
    pub everywhere: bool,
    quarters: BTreeSet<Quarter>,
}

impl Touched {
    /// Finds what a change touches in the plan before it. Both sides of an edit are looked at, because together
    /// they name every measure that the record belongs to; a record that the change creates is found among its
    /// edits.
    pub fn of(plan: &Plan, edits: &[Edit]) -> Self {
        let mut touched = Self::default();
        for edit in edits {
            touched.add(plan, &edit.key, edit.before.as_ref(), edit);
            touched.add(plan, &edit.key, edit.after.as_ref(), edit);
        }
        touched
    }

    fn add(&mut self, plan: &Plan, key: &RecordKey, record: Option<&Record>, edit: &Edit) {
        match (key, record) {
            (RecordKey::Node(_), _) if only_words(edit) => {}
            (RecordKey::Node(id), Some(Record::Node(node))) if node.level == Level::Measure => {
                self.everywhere = true;
                self.measures.insert(*id);
            }
            (RecordKey::Node(id), Some(Record::Node(_))) if moves(edit) => {
                self.everywhere = true;
                self.measures.extend(plan.measures_under(*id));
            }
            (RecordKey::Indicator(_), Some(Record::Indicator(indicator))) => {
                self.everywhere = true;
                self.measures.insert(indicator.measure);
            }
            (RecordKey::Target(id, _, _), _) => {
                self.everywhere = true;
                self.measures.extend(plan.measure_of(*id));
            }
            (RecordKey::Fact(id, quarter, _), _) => {
                self.measures.extend(plan.measure_of(*id));
                self.add_fact_quarters(plan, *id, *quarter);
            }
            (RecordKey::Decision(subject, _), _) => {
                self.everywhere = true;
                self.measures.extend(match subject {
                    Subject::Plan => None,
                    Subject::Node(id) => Some(*id),
                    Subject::Indicator(id) => plan.measure_of(*id),
                });
            }
            (RecordKey::Evidence(_), Some(Record::Evidence(evidence))) => {
                self.measures.extend(evidence.links.iter().map(|l| l.measure));
                // The last date of its evidence decides whether a deed was done in time.
                let deeds = evidence.links.iter().any(|link| plan.owes_deeds(link.measure));
                match evidence.reported_in() {
                    Some(quarter) if !deeds => self.quarters.extend([quarter]),
                    _ => self.everywhere = true,
                }
            }
            // A node above the measures that is not moved touches no figure.
            (RecordKey::Node(_) | RecordKey::Indicator(_) | RecordKey::Evidence(_), _) => {}
            (
                RecordKey::Header
                | RecordKey::Performer(_)
                | RecordKey::Doubt(_)
                | RecordKey::Accepted(..)
                | RecordKey::Closing(_)
                | RecordKey::Role(_)
                | RecordKey::Flag(..),
                _,
            ) => {}
        }
    }

    /// A fact touches its own quarter and, where the indicator has any target, others: earlier quarters whose debts
    /// it settles, later ones that count on it or catch up with it, the quarter of a planned date, and the quarter
    /// into which a debt was carried.
    fn add_fact_quarters(&mut self, plan: &Plan, id: IndicatorId, quarter: Quarter) {
        self.quarters.insert(quarter);
        self.everywhere |= plan.targets(id).next().is_some() || !plan.decisions.is_empty();
    }

    pub fn quarters(&self, plan: &Plan) -> Vec<Quarter> {
        let period = plan.period();
        let all = period.quarters();
        if self.everywhere { all.collect() } else { all.filter(|q| self.quarters.contains(q)).collect() }
    }
}

/// Whether an edit changes only the wording of a node, on which no figure depends.
fn only_words(edit: &Edit) -> bool {
    let (Some(Record::Node(old)), Some(Record::Node(new))) = (&edit.before, &edit.after) else {
        return false;
    };
    let Node {
        level,
        parent,
        performers,
        term,
        shares,
        order: _,
        code: _,
        title: _,
        objective: _,
        source: _,
    } = &**old;
    *level == new.level
        && *parent == new.parent
        && *performers == new.performers
        && *term == new.term
        && *shares == new.shares
}

fn moves(edit: &Edit) -> bool {
    match (&edit.before, &edit.after) {
        (Some(Record::Node(a)), Some(Record::Node(b))) => a.parent != b.parent || a.level != b.level,
        _ => true,
    }
}

impl Plan {
    /// Whether a measure owes a deed or a date, rather than a number.
    fn owes_deeds(&self, measure: NodeId) -> bool {
        let deed = |target: &TargetValue| matches!(target, TargetValue::Deed | TargetValue::Date(_));
        let mut indicators = self.indicators(measure);
        indicators.any(|(id, _)| self.targets(id).any(|(.., target)| deed(&target.value)))
    }
}
