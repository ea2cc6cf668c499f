//! Roll-ups: a tally for the plan, for each node above the measures and for each performer, per quarter. They are
//! counted when somebody asks for one, and updated with each change from then on.

pub use super::scope::Scope;
use std::collections::BTreeSet;

use jiff::civil::Date;
use smallvec::SmallVec;

use super::{
    assessment::Assessment,
    copy_on_write::CopyOnWrite,
    debt::DebtCounts,
    group_figures::{GroupFigures, MeasureShares},
    id::{IndicatorId, NodeId, PerformerId},
    obligation::Speaking,
    plan::Plan,
    quarter::{Quarter, Span},
    record::{Level, Node, Subject},
    status::Status,
    tally::{PaceCounts, Tally},
    touched::Touched,
};

/// Of so many measures what they added before a change is kept in memory during it.
const FEW: usize = 64;

/// Whether a status is that of a target which performers may share.
fn may_be_shared(status: Status) -> bool {
    status.is_owed() || status == Status::InProgress
}

impl Plan {
    /// The figures of a group in a quarter; none where nothing is counted.
    pub fn tally(&self, scope: Scope, quarter: Quarter) -> Option<&Tally> {
        self.group_figures().tallies.get(&(scope, quarter))
    }

    /// The performer whose part is assessed in his slice of an indicator: where he has a target of his own in the
    /// span, or where nothing is planned in it for all and he has a target elsewhere. None where the total is
    /// assessed.
    pub fn slice_of(&self, id: IndicatorId, span: Span, who: PerformerId) -> Option<PerformerId> {
        let speaks = |whose| span.quarters().any(|at| self.speaking(id, at, whose) != Speaking::Nothing);
        let has_own = || self.targets(id).any(|(_, whose, _)| whose == Some(who));
        (speaks(Some(who)) || (has_own() && !speaks(None))).then_some(who)
    }

    /// Whether an indicator in a performer's slice is assessed by a target that he shares with others.
    pub fn is_shared(&self, measure: NodeId, assessment: &Assessment) -> bool {
        self.has_several(measure) && may_be_shared(assessment.status)
    }

    fn has_several(&self, measure: NodeId) -> bool {
        self.node(measure).is_some_and(|node| node.performers.len() > 1)
    }

    /// The figures of a measure in a quarter, in total or for one performer; calculated on each call.
    pub fn measure_tally(&self, measure: NodeId, quarter: Quarter, who: Option<PerformerId>) -> Tally {
        let mut tally = Tally { measures: 1, ..Tally::default() };
        for (id, indicator) in self.indicators(measure).filter(|(_, indicator)| indicator.counts) {
            let part = who.and_then(|who| self.slice_of(id, Span::single(quarter), who));
            let assessment = self.assess(id, quarter, part);
            tally.add_assessment(&assessment, indicator);
            tally.shared +=
                u32::from(who.is_some() && part.is_none() && self.is_shared(measure, &assessment));
            for (counts, ended) in [(&mut tally.pace, quarter), (&mut tally.pace_running, quarter.previous())]
            {
                if let Some(paced) = self.pace_ended(id, quarter, ended, part) {
                    counts.add(paced.pace);
                }
            }
            self.add_carried(&mut tally, Subject::Indicator(id), quarter, part);
        }
        if self.is_bare(measure) {
            tally.add_status(self.bare_status(measure, quarter), self.owing_of_bare(measure, quarter));
            self.add_carried(&mut tally, Subject::Node(measure), quarter, None);
        }
        tally.due = u32::from(Quarter::of(self.term_end(measure)) == quarter);
        tally
    }

    /// As [`Plan::measure_tally`] for a performer, from that of the whole measure. Where nothing is planned for him
    /// alone, nothing has to be assessed again.
    fn slice_tally(&self, measure: NodeId, quarter: Quarter, who: PerformerId, whole: &Tally) -> Tally {
        let span = Span::single(quarter);
        let mut counted = self.indicators(measure).filter(|(_, indicator)| indicator.counts);
        if counted.any(|(id, _)| self.slice_of(id, span, who).is_some()) {
            return self.measure_tally(measure, quarter, Some(who));
        }
        let is_shared = self.has_several(measure) && !self.is_bare(measure);
        let statuses = Status::ALL.into_iter().filter(|status| is_shared && may_be_shared(*status));
        Tally { shared: statuses.map(|status| whole.count(status)).sum(), ..whole.clone() }
    }

    /// Counts the debts of other quarters that were carried to a day in this one.
    fn add_carried(&self, tally: &mut Tally, subject: Subject, quarter: Quarter, who: Option<PerformerId>) {
        if self.decisions.is_empty() {
            return;
        }
        for owing in self.carried_into(subject, quarter, who) {
            *tally.carried.entry(owing).or_default() += 1;
        }
    }

    /// The figures of a group over several quarters on a day, with each indicator as one obligation. Over one
    /// quarter they equal [`Plan::tally`].
    pub fn tally_over(&self, scope: Scope, span: Span, as_of: Date) -> Tally {
        if let Some(quarter) = span.as_single() {
            return self.tally(scope, quarter).cloned().unwrap_or_default();
        }
        let mut tally = Tally::default();
        for quarter in span.quarters() {
            let Some(own) = self.tally(scope, quarter) else { continue };
            tally.evidence_items += own.evidence_items;
            tally.evidence_dates += own.evidence_dates;
        }
        for measure in self.measures_in(scope) {
            let who = if let Scope::Performer(who) = scope { who } else { None };
            tally.add(&self.measure_tally_over(measure, span, as_of, who));
        }
        tally
    }

    /// The measures that a tally is made of.
    fn measures_in(&self, scope: Scope) -> Vec<NodeId> {
        match scope {
            Scope::Plan => self.measures().map(|(id, _)| id).collect(),
            Scope::Node(id) => self.measures_under(id),
            Scope::Performer(who) => {
                let is_of = |node: &Node| match who {
                    Some(who) => node.performers.iter().any(|performer| performer.id == who),
                    None => node.performers.is_empty(),
                };
                self.measures().filter(|(_, node)| is_of(node)).map(|(id, _)| id).collect()
            }
        }
    }

    /// As [`Plan::measure_tally`], over several quarters on a day; evidence is left out.
    pub fn measure_tally_over(
        &self,
        measure: NodeId,
        span: Span,
        as_of: Date,
        who: Option<PerformerId>,
    ) -> Tally {
        let mut tally = Tally { measures: 1, ..Tally::default() };
        for (id, indicator) in self.indicators(measure).filter(|(_, indicator)| indicator.counts) {
            let part = who.and_then(|who| self.slice_of(id, span, who));
            let assessment = self.assess_over(id, span, as_of, part);
            tally.add_assessment(&assessment, indicator);
            tally.shared +=
                u32::from(who.is_some() && part.is_none() && self.is_shared(measure, &assessment));
            if let Some(paced) = self.pace_over(id, span, as_of, part) {
                tally.pace.add(paced.pace);
                tally.pace_running.add(paced.pace);
            }
        }
        if self.is_bare(measure) {
            let (status, owing) = self.bare_over(measure, span, as_of);
            tally.add_status(status, owing);
        }
        tally.due = u32::from(span.contains(Quarter::of(self.term_end(measure))));
        tally
    }

    /// The number of longer targets by pace, in a quarter or over several, on a day.
    pub fn pace_counts(&self, scope: Scope, span: Span, as_of: Date) -> PaceCounts {
        let Some(quarter) = span.as_single() else { return self.tally_over(scope, span, as_of).pace };
        let none = Tally::default();
        if let Some(kept) = self.tally(scope, quarter).unwrap_or(&none).pace_on(quarter, as_of) {
            return kept;
        }
        // For a quarter that has not begun no pace is kept.
        let mut counts = PaceCounts::default();
        for measure in self.measures_in(scope) {
            for (id, _) in self.indicators(measure).filter(|(_, indicator)| indicator.counts) {
                let part = if let Scope::Performer(Some(who)) = scope {
                    self.slice_of(id, Span::single(quarter), who)
                } else {
                    None
                };
                if let Some(paced) = self.pace(id, quarter, as_of, part) {
                    counts.add(paced.pace);
                }
            }
        }
        counts
    }

    /// The debts of a group that were due before a quarter, by their state on a day.
    pub fn debts_before(&self, scope: Scope, quarter: Quarter, as_of: Date) -> DebtCounts {
        let period = self.period();
        let earlier = (0..period.first.distance_to(quarter).max(0)).map(|by| period.first.shift(by));
        let owing = earlier.filter_map(|before| Some(&self.tally(scope, before)?.owing));
        DebtCounts::before(quarter, as_of, self.owed_early(scope).into_iter().chain(owing))
    }

    /// The status of a measure: the worst of its indicators, its own and shared ones.
    pub fn measure_status(&self, measure: NodeId, quarter: Quarter) -> Status {
        let shares = self.node(measure).map_or(&[][..], |n| &n.shares);
        let own = self.indicators(measure).map(|(id, _)| id);
        own.chain(shares.iter().copied())
            .map(|id| self.assess(id, quarter, None).status)
            .max_by_key(|s| s.severity())
            .unwrap_or_else(|| self.bare_status(measure, quarter))
    }

    /// As [`Plan::measure_status`], over several quarters as one on a day.
    pub fn measure_status_over(&self, measure: NodeId, span: Span, as_of: Date) -> Status {
        let judged = self.indicators(measure).map(|(id, _)| self.assess_over(id, span, as_of, None).status);
        judged.max_by_key(|s| s.severity()).unwrap_or_else(|| self.bare_over(measure, span, as_of).0)
    }

    /// The same plan with every tally calculated from scratch, to compare the updated ones with.
    #[must_use]
    pub fn recounted(&self) -> Self {
        let mut plan = self.clone();
        plan.recount();
        plan
    }

    /// Counts the figures of all groups where nobody has asked for one yet: beside the thread that will ask, because it
    /// takes as long as reading the plan.
    pub fn count_figures(&self) {
        self.group_figures();
    }

    /// The figures of all groups, counted now where nobody has asked for one yet.
    pub(super) fn group_figures(&self) -> &GroupFigures {
        self.figures.get_or_init(|| self.counted())
    }

    fn counted(&self) -> GroupFigures {
        let mut figures = GroupFigures::default();
        let quarters: Vec<Quarter> = self.period().quarters().collect();
        for measure in self.measures_by_id() {
            self.shares(measure, &quarters).iter().for_each(|shares| figures.add_shares(shares, Tally::add));
            figures.add_early(self.early_shares(measure), true);
        }
        figures
    }

    /// The measures by their ids, which ascend as records are made and lie in memory, while a map has them in no order
    /// at all.
    fn measures_by_id(&self) -> Vec<NodeId> {
        let measures = self.nodes.iter().filter(|(_, stored)| stored.value.level == Level::Measure);
        let mut measures: Vec<NodeId> = measures.map(|(id, _)| *id).collect();
        measures.sort_unstable();
        measures
    }

    /// Forgets every tally, so that it is calculated from scratch when somebody asks for it.
    pub(super) fn recount(&mut self) {
        self.figures = CopyOnWrite::default();
        if self.followed.begin_anew() {
            self.measures_by_id().into_iter().for_each(|measure| self.move_followed(measure, Tally::add));
        }
    }

    /// Takes what the touched measures add to tallies back before a change. Of a few measures nothing is taken back yet,
    /// but returned, because most changes leave most quarters as they are. None where nobody has asked for figures yet.
    pub(super) fn uncount(&mut self, touched: &Touched) -> Option<Vec<Vec<MeasureShares>>> {
        let quarters = touched.quarters(self);
        let few = touched.measures.len() <= FEW;
        let mut kept = self.figures.get().map(|_| Vec::new());
        for measure in &touched.measures {
            if let Some(kept) = &mut kept {
                let shares = self.shares(*measure, &quarters);
                let early = if touched.everywhere { self.early_shares(*measure) } else { Vec::new() };
                if let Some(figures) = self.figures.get_mut() {
                    figures.add_early(early, false);
                    if few {
                        kept.push(shares);
                    } else {
                        shares.iter().for_each(|shares| figures.add_shares(shares, Tally::subtract));
                    }
                }
            }
            self.move_followed(*measure, Tally::subtract);
        }
        kept
    }

    /// Adds the touched measures to tallies after a change, in place of what [`Plan::uncount`] returned.
    pub(super) fn count(&mut self, touched: &Touched, kept: Option<Vec<Vec<MeasureShares>>>) {
        let quarters = touched.quarters(self);
        if kept.is_none() {
            // What somebody asked for while the change was half done would be wrong.
            self.figures = CopyOnWrite::default();
        }
        let mut kept = kept.map(Vec::into_iter);
        for measure in &touched.measures {
            if let Some(kept) = &mut kept {
                let (old, new) = (kept.next().unwrap_or_default(), self.shares(*measure, &quarters));
                let early = if touched.everywhere { self.early_shares(*measure) } else { Vec::new() };
                if let Some(figures) = self.figures.get_mut() {
                    figures.replace_shares(&old, &new);
                    figures.add_early(early, true);
                }
            }
            self.move_followed(*measure, Tally::add);
        }
    }

    /// What a measure adds to tallies in each of these quarters; nothing where it is not a measure.
    fn shares(&self, measure: NodeId, quarters: &[Quarter]) -> Vec<MeasureShares> {
        let Some(node) = self.node(measure).filter(|node| node.level == Level::Measure) else {
            return Vec::new();
        };
        let performers: BTreeSet<PerformerId> = node.performers.iter().map(|p| p.id).collect();
        let above: SmallVec<[NodeId; 4]> = self.ancestors(measure).collect();
        let in_quarter = |&quarter: &Quarter| {
            let mut whole = self.measure_tally(measure, quarter, None);
            let mut parts: Vec<(Scope, Tally)> = performers
                .iter()
                .map(|who| (Scope::Performer(Some(*who)), self.slice_tally(measure, quarter, *who, &whole)))
                .collect();
            if performers.is_empty() {
                parts.push((Scope::Performer(None), whole.clone()));
            }
            for (who, tally) in self.evidence_tallies(measure, quarter) {
                whole.add(&tally);
                parts.push((Scope::Performer(who), tally));
            }
            MeasureShares { quarter, whole, above: above.clone(), parts }
        };
        quarters.iter().map(in_quarter).collect()
    }

    /// The evidence that belongs to a measure (to its first one, when it has several), by performer.
    pub(super) fn evidence_tallies(
        &self,
        measure: NodeId,
        quarter: Quarter,
    ) -> Vec<(Option<PerformerId>, Tally)> {
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
