//! Roll-ups: a tally for the plan, for each node above the measures and for each performer, per quarter,
//! moved by what changed.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::{
    change::Edit,
    id::{IndicatorId, NodeId, PerformerId},
    plan::Plan,
    quarter::Quarter,
    record::{Level, Record, RecordKey},
    status::Status,
    tally::Tally,
};

/// What a tally is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// The whole plan.
    Plan,
    /// A goal, task or subtask.
    Node(NodeId),
    /// The measures of a performer; none for those that name nobody.
    Performer(Option<PerformerId>),
}

/// All tallies of a plan. Empty ones are not kept.
pub(super) type Tallies = FxHashMap<(Scope, Quarter), Tally>;

/// The measures a change touches, and in which quarters.
#[derive(Debug, Default)]
pub(super) struct Touched {
    measures: BTreeSet<NodeId>,
    /// All quarters when something other than facts and evidence changed.
    everywhere: bool,
    quarters: BTreeSet<Quarter>,
}

impl Touched {
    /// Notes what a change touches, looking at the plan as it is before: a record's two sides name every
    /// measure it belongs to, and what a change makes anew stands among its own edits.
    pub(super) fn of(plan: &Plan, edits: &[Edit]) -> Self {
        let mut touched = Self::default();
        for edit in edits {
            touched.add(plan, &edit.key, edit.before.as_ref(), edit);
            touched.add(plan, &edit.key, edit.after.as_ref(), edit);
        }
        touched
    }

    fn add(&mut self, plan: &Plan, key: &RecordKey, record: Option<&Record>, edit: &Edit) {
        match (key, record) {
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
            (RecordKey::Evidence(_), Some(Record::Evidence(evidence))) => {
                self.measures.extend(evidence.links.iter().map(|l| l.measure));
                match evidence.reported_in() {
                    Some(quarter) => self.quarters.extend([quarter]),
                    None => self.everywhere = true,
                }
            }
            _ => {}
        }
    }

    /// A fact moves its own quarter, the last quarter of a longer target around it, and a deed's later ones.
    fn add_fact_quarters(&mut self, plan: &Plan, id: IndicatorId, quarter: Quarter) {
        self.quarters.insert(quarter);
        for (span, _, target) in plan.targets(id) {
            if matches!(target.value, super::value::TargetValue::Deed) {
                self.everywhere = true;
            } else if span.contains(quarter) {
                self.quarters.insert(span.last);
            }
        }
    }

    fn quarters(&self, plan: &Plan) -> Vec<Quarter> {
        let period = plan.period();
        let all = period.quarters();
        if self.everywhere { all.collect() } else { all.filter(|q| self.quarters.contains(q)).collect() }
    }
}

fn moves(edit: &Edit) -> bool {
    match (&edit.before, &edit.after) {
        (Some(Record::Node(a)), Some(Record::Node(b))) => a.parent != b.parent || a.level != b.level,
        _ => true,
    }
}

impl Plan {
    /// The figures of a group in a quarter; none where there are none.
    pub fn tally(&self, scope: Scope, quarter: Quarter) -> Option<&Tally> {
        self.tallies.get(&(scope, quarter))
    }

    /// The figures of a measure in a quarter, in all or for one performer. Reckoned, not kept.
    pub fn measure_tally(&self, measure: NodeId, quarter: Quarter, who: Option<PerformerId>) -> Tally {
        let mut tally = Tally { measures: 1, ..Tally::default() };
        let end = self.term_end(measure);
        let mut unmet = false;
        let mut any = false;
        for (id, indicator) in self.indicators(measure) {
            any = true;
            // A performer is judged by its own part where the quarter has one.
            let split = who.filter(|who| {
                self.fact(id, quarter, Some(*who)).is_some()
                    || self.target_in(id, quarter, Some(*who)).is_some()
            });
            let judgement = self.judge(id, quarter, split);
            if indicator.counts {
                unmet |= self.owes(id, quarter, split, judgement.status);
                tally.add_judgement(&judgement, indicator.unit.as_deref());
            }
        }
        let shares = self.node(measure).is_some_and(|n| !n.shares.is_empty());
        if !any && !shares {
            let status = self.pending_or_later(measure, quarter);
            unmet = status.is_unmet();
            let note = (status == Status::DeedPending).then_some(super::status::Due::After(end));
            tally.add_status(status, note);
        }
        tally.due = u32::from(Quarter::of(end) == quarter);
        if unmet {
            tally.unmet_by_deadline.insert(end, 1);
        }
        tally
    }

    /// The status of a measure: the worst of its indicators, its own and shared ones.
    pub fn measure_status(&self, measure: NodeId, quarter: Quarter) -> Status {
        let shares = self.node(measure).map_or(&[][..], |n| &n.shares);
        let own = self.indicators(measure).map(|(id, _)| id);
        own.chain(shares.iter().copied())
            .map(|id| self.judge(id, quarter, None).status)
            .max_by_key(|s| s.severity())
            .unwrap_or_else(|| self.pending_or_later(measure, quarter))
    }

    /// The same plan with every tally reckoned anew: what the moved ones must equal.
    #[must_use]
    pub fn recounted(&self) -> Self {
        let mut plan = self.clone();
        plan.recount();
        plan
    }

    /// Reckons every tally anew.
    pub(super) fn recount(&mut self) {
        self.tallies = Tallies::default();
        let quarters: Vec<Quarter> = self.period().quarters().collect();
        let measures: Vec<NodeId> =
            self.nodes.iter().filter(|(_, s)| s.value.level == Level::Measure).map(|(id, _)| *id).collect();
        for measure in measures {
            self.move_tallies(measure, &quarters, Tally::add);
        }
    }

    pub(super) fn uncount(&mut self, touched: &Touched) {
        let quarters = touched.quarters(self);
        for measure in &touched.measures {
            self.move_tallies(*measure, &quarters, Tally::subtract);
        }
    }

    pub(super) fn count(&mut self, touched: &Touched) {
        let quarters = touched.quarters(self);
        for measure in &touched.measures {
            self.move_tallies(*measure, &quarters, Tally::add);
        }
    }

    /// Moves what a measure adds to every tally it belongs to, in the given quarters.
    fn move_tallies(&mut self, measure: NodeId, quarters: &[Quarter], by: fn(&mut Tally, &Tally)) {
        let Some(node) = self.node(measure) else { return };
        if node.level != Level::Measure {
            return;
        }
        let performers: BTreeSet<PerformerId> = node.performers.iter().map(|p| p.id).collect();
        let above: Vec<NodeId> = self.ancestors(measure).collect();
        for &quarter in quarters {
            let evidence = self.evidence_tallies(measure, quarter);
            let mut whole = self.measure_tally(measure, quarter, None);
            let mut parts: Vec<(Scope, Tally)> = performers
                .iter()
                .map(|p| (Scope::Performer(Some(*p)), self.measure_tally(measure, quarter, Some(*p))))
                .collect();
            if performers.is_empty() {
                parts.push((Scope::Performer(None), whole.clone()));
            }
            for (who, tally) in evidence {
                whole.add(&tally);
                parts.push((Scope::Performer(who), tally));
            }
            self.move_tally((Scope::Plan, quarter), &whole, by);
            for node in &above {
                self.move_tally((Scope::Node(*node), quarter), &whole, by);
            }
            for (scope, tally) in parts {
                self.move_tally((scope, quarter), &tally, by);
            }
        }
    }

    fn move_tally(&mut self, key: (Scope, Quarter), part: &Tally, by: fn(&mut Tally, &Tally)) {
        let tally = self.tallies.entry(key).or_default();
        by(tally, part);
        if tally.measures == 0 && tally.is_empty() {
            self.tallies.remove(&key);
        }
    }

    /// The evidence that stands under a measure (under its first one, when it serves several), by performer.
    fn evidence_tallies(&self, measure: NodeId, quarter: Quarter) -> Vec<(Option<PerformerId>, Tally)> {
        let standing = self.evidence_of(measure).filter(|(_, e)| {
            e.links.first().is_some_and(|l| l.measure == measure)
                && self.evidence_quarter(e).is_some_and(|q| q == quarter)
        });
        standing
            .map(|(_, e)| {
                let dates = u32::try_from(e.dates.len()).unwrap_or(u32::MAX);
                (e.performer, Tally { evidence_items: 1, evidence_dates: dates, ..Tally::default() })
            })
            .collect()
    }

    /// The quarter a piece of evidence is reported in; in a plan of one quarter, that one.
    pub fn evidence_quarter(&self, evidence: &super::record::Evidence) -> Option<Quarter> {
        evidence.quarter.or_else(|| self.period().as_single()).or_else(|| evidence.reported_in())
    }
}
