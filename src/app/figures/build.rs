//! Tables for drilling down: goals, tasks, measures, indicators, evidence, and what a count of the dashboard covers.

use std::ops::ControlFlow;

use super::{
    super::{
        Shared,
        dashboard::{
            attention::{UnmetWalk, judged_over},
            lists,
        },
    },
    FigureStep,
    table::{Door, FigureCell, FigureName, FigureRow, FigureStanding, FigureTable},
};
use crate::domain::{
    Assessment, FactValue, Level, NodeId, PerformerId, Plan, Quarter, Scope, Span, Status, Subject, Tally,
};

/// The columns of groups.
const GROUPS: [FigureName; 5] = [
    FigureName::Message("figures-owed"),
    FigureName::Message("figures-done"),
    FigureName::Message("figures-percent"),
    FigureName::Message("figures-open"),
    FigureName::Message("figures-notes"),
];

/// The columns of indicators.
const VALUES: [FigureName; 4] = [
    FigureName::Message("dash-planned"),
    FigureName::Message("dash-fact"),
    FigureName::Message("figures-percent"),
    FigureName::Message("figures-status"),
];

/// The cells of a group, in the columns of [`GROUPS`].
pub(super) fn cells(tally: &Tally, standing: FigureStanding) -> Vec<FigureCell> {
    vec![
        FigureCell::Count(tally.owed()),
        FigureCell::Count(tally.done()),
        FigureCell::Percent(tally.share_done()),
        FigureCell::Count(standing.open),
        FigureCell::Count(standing.notes),
    ]
}

/// The table at the end of a drill-down path.
pub(super) fn down(shared: &Shared, plan: &Plan, span: Span, path: &[FigureStep]) -> FigureTable {
    // Under a performer everything is as his slice judges it.
    let who = path.iter().find_map(|step| match step {
        FigureStep::Performer(who) => *who,
        _ => None,
    });
    let from = FigureWay { shared, plan, quarter: shared.quarter, span, who };
    let covered = span.as_single().map_or(FigureName::Span(span), FigureName::Quarter);
    let mut heading = vec![covered];
    heading.extend(path.iter().map(|step| from.name(step)));
    let table = match path.last() {
        None => from.groups_and_total(plan.children(None).collect()),
        Some(FigureStep::Node(node)) if from.is_measure(*node) => {
            from.subjects(lists::subjects_of(plan, *node).collect())
        }
        Some(FigureStep::Node(node)) => from.groups_and_total(plan.children(Some(*node)).collect()),
        Some(FigureStep::Performer(who)) => {
            from.groups(from.every(&|measure| lists::is_of(plan, measure, *who)))
        }
        Some(FigureStep::Unit(unit)) => from.subjects(from.of_unit(unit)),
        Some(FigureStep::Status(status)) => from.subjects(from.of_status(*status)),
        Some(FigureStep::Notes) => {
            from.subjects(from.of_tally(&|tally| tally.notes_owed_on(shared.today) > 0))
        }
        Some(FigureStep::Overdue) => from.subjects(from.of_tally(&|tally| tally.overdue(shared.today) > 0)),
        Some(FigureStep::Due(first, last)) => {
            let days = *first..=*last;
            let due = |tally: &Tally| tally.awaited_by_day(shared.today).range(days.clone()).next().is_some();
            from.groups(from.measures(&due, &|id| due(&plan.measure_tally(id, shared.quarter, None))))
        }
        Some(FigureStep::Evidence(subject)) => from.evidence(*subject),
    };
    FigureTable { heading, ..table }
}

struct FigureWay<'a> {
    shared: &'a Shared,
    plan: &'a Plan,
    quarter: Quarter,
    /// The quarters that the figures cover.
    span: Span,
    /// Whose slice it is.
    who: Option<PerformerId>,
}

impl FigureWay<'_> {
    fn is_measure(&self, node: NodeId) -> bool {
        self.plan.node(node).is_some_and(|node| node.level == Level::Measure)
    }

    fn name(&self, step: &FigureStep) -> FigureName {
        match step {
            FigureStep::Node(node) => FigureName::Words(self.address_and_title(*node)),
            FigureStep::Performer(who) => {
                let named = who.and_then(|id| self.plan.performer(id)).map(|who| who.name.clone());
                named.map_or(FigureName::Message("dash-no-performer"), FigureName::Words)
            }
            FigureStep::Unit(unit) if unit.is_empty() => FigureName::Message("dash-no-unit"),
            FigureStep::Unit(unit) => FigureName::Words(unit.clone()),
            FigureStep::Status(status) => FigureName::Status(*status),
            FigureStep::Notes => FigureName::Message("dash-count-notes"),
            FigureStep::Overdue => FigureName::Message("dash-count-overdue"),
            FigureStep::Due(first, last) => FigureName::Days(*first, *last),
            FigureStep::Evidence(Subject::Indicator(id)) => {
                let name =
                    self.plan.indicator(*id).map(|indicator| indicator.name.clone()).unwrap_or_default();
                FigureName::Words(if name.is_empty() { self.plan.indicator_address(*id) } else { name })
            }
            FigureStep::Evidence(_) => FigureName::Message("column-evidence"),
        }
    }

    fn address_and_title(&self, node: NodeId) -> String {
        let title = self.plan.node(node).map(|node| node.title.as_str()).unwrap_or_default();
        format!("{} {title}", self.plan.address(node)).trim().to_owned()
    }

    /// The measures for which `holds` is true, in the order of the outline.
    fn measures(&self, may: &dyn Fn(&Tally) -> bool, holds: &dyn Fn(NodeId) -> bool) -> Vec<NodeId> {
        let mut found = Vec::new();
        // The walk is not limited, because a person has asked for all of them.
        let _ = UnmetWalk::new(self.plan, self.quarter, usize::MAX).each(may, &mut |measure| {
            if holds(measure) {
                found.push(measure);
            }
            ControlFlow::Continue(())
        });
        found
    }

    /// All measures for which `holds` is true, in the order of the outline.
    fn every(&self, holds: &dyn Fn(NodeId) -> bool) -> Vec<NodeId> {
        let nodes = self.plan.walk().map(|(_, id)| id);
        nodes.filter(|id| self.is_measure(*id) && holds(*id)).collect()
    }

    fn of_status(&self, status: Status) -> Vec<Subject> {
        // Tallies of several quarters are not kept, so that nothing can be skipped.
        let measures = match self.span.as_single() {
            Some(_) => self.measures(&|tally| tally.count(status) > 0, &|_| true),
            None => self.every(&|_| true),
        };
        let all = measures.into_iter().flat_map(|id| lists::subjects_of(self.plan, id).collect::<Vec<_>>());
        all.filter(|subject| self.judged(*subject).0 == status).collect()
    }

    /// The indicators, and measures without one, of the measures whose figures hold.
    fn of_tally(&self, holds: &dyn Fn(&Tally) -> bool) -> Vec<Subject> {
        let all = self.every(&|measure| holds(&self.tally(measure)));
        let all = all.into_iter().flat_map(|id| lists::subjects_of(self.plan, id).collect::<Vec<_>>());
        let holds = |subject: &Subject| {
            let mut own = Tally::default();
            match subject {
                Subject::Indicator(_) => {
                    own.owing.extend(self.judged(*subject).1.and_then(|own| Some((own.owing?, 1))))
                }
                _ => return true,
            }
            holds(&own)
        };
        all.filter(holds).collect()
    }

    fn judged(&self, subject: Subject) -> (Status, Option<Assessment>) {
        judged_over(self.plan, subject, self.span, self.shared.today, self.who)
    }

    fn of_unit(&self, unit: &str) -> Vec<Subject> {
        let has = |subject: &Subject| match subject {
            Subject::Indicator(id) => {
                self.plan.indicator(*id).is_some_and(|own| own.unit.as_deref().unwrap_or_default() == unit)
            }
            _ => unit.is_empty(),
        };
        lists::subjects(self.plan).into_iter().filter(has).collect()
    }

    /// All nodes of a plan or under a node, with the whole below them.
    fn groups_and_total(&self, nodes: Vec<NodeId>) -> FigureTable {
        let (mut sum, today) = (Tally::default(), self.shared.today);
        nodes.iter().for_each(|node| sum.add(&self.tally(*node)));
        let mut table = self.groups(nodes);
        if table.rows.len() > 1 {
            let standing = FigureStanding::of(&sum, today);
            let row = FigureRow::new(FigureName::Message("dash-total"), cells(&sum, standing), standing);
            table.rows.push(FigureRow { total: true, ..row });
        }
        table
    }

    fn tally(&self, node: NodeId) -> Tally {
        let (plan, span, today) = (self.plan, self.span, self.shared.today);
        match (self.is_measure(node), span.as_single()) {
            (true, Some(quarter)) => plan.measure_tally(node, quarter, self.who),
            (true, None) => plan.measure_tally_over(node, span, today, self.who),
            (false, _) => match plan.followed(Scope::Node(node), span) {
                Some(kept) => kept.clone(),
                None => plan.tally_over(Scope::Node(node), span, today),
            },
        }
    }

    /// Nodes with their tallies.
    fn groups(&self, nodes: Vec<NodeId>) -> FigureTable {
        let today = self.shared.today;
        let mut rows: Vec<FigureRow> = Vec::new();
        for node in nodes {
            let tally = self.tally(node);
            let standing = FigureStanding::of(&tally, today);
            let title = self.plan.node(node).map(|node| node.title.clone()).unwrap_or_default();
            rows.push(FigureRow {
                code: self.plan.address(node),
                node: Some(node),
                ..FigureRow::new(FigureName::Words(title), cells(&tally, standing), standing)
                    .leading(Door::Down(FigureStep::Node(node)))
            });
        }
        FigureTable {
            first: Some(FigureName::Message("figures-what")),
            columns: GROUPS.to_vec(),
            rows,
            bar: Some((0, 1)),
            ..FigureTable::default()
        }
    }

    /// Indicators, and measures without one, with target and fact.
    fn subjects(&self, subjects: Vec<Subject>) -> FigureTable {
        FigureTable {
            first: Some(FigureName::Message("column-indicator")),
            columns: VALUES.to_vec(),
            rows: subjects.into_iter().map(|subject| self.subject(subject)).collect(),
            ..FigureTable::default()
        }
    }

    fn subject(&self, subject: Subject) -> FigureRow {
        let plan = self.plan;
        let (status, assessment) = self.judged(subject);
        let node = plan.measure_at(subject);
        let title = node.and_then(|id| plan.node(id)).map(|node| node.title.clone()).unwrap_or_default();
        let indicator = match subject {
            Subject::Indicator(id) => plan.indicator(id),
            _ => None,
        };
        let own = indicator.map(|indicator| indicator.name.clone()).filter(|name| !name.is_empty());
        let name = match own {
            Some(own) => {
                FigureName::Both(Box::new(FigureName::Words(title)), Box::new(FigureName::Words(own)))
            }
            None => FigureName::Words(title),
        };
        let fact = match (subject, self.span.as_single()) {
            (Subject::Indicator(id), Some(quarter)) => {
                let part = self.who.and_then(|who| plan.slice_of(id, self.span, who));
                plan.fact(id, quarter, part).map(|fact| (fact.value.clone(), fact.raw.clone()))
            }
            _ => assessment.as_ref().map(|judged| (judged.fact.clone(), String::new())),
        };
        let held = assessment.as_ref().and_then(|assessment| assessment.target.as_ref());
        let target = held.map_or(FigureCell::Blank, |target| {
            let comparator = indicator.map(|indicator| indicator.comparator).unwrap_or_default();
            FigureCell::Target(comparator, target.value.clone(), target.raw.clone())
        });
        let ratio = assessment.as_ref().and_then(|assessment| assessment.ratio);
        let ratio = ratio.filter(|_| status != Status::NotReported).map(|ratio| ratio.percent());
        let cells = vec![
            target,
            fact.filter(|(value, _)| *value != FactValue::None)
                .map_or(FigureCell::Blank, |(value, raw)| FigureCell::Fact(value, raw)),
            ratio.map_or(FigureCell::Blank, |ratio| FigureCell::Percent(Some(ratio))),
            FigureCell::Status(status),
        ];
        let notes = assessment.is_some_and(|assessment| assessment.owes_note(self.shared.today));
        let standing =
            FigureStanding { share: ratio, open: u32::from(status.is_unmet()), notes: u32::from(notes) };
        FigureRow {
            code: plan.subject_address(subject),
            node,
            ..FigureRow::new(name, cells, standing).leading(Door::Down(FigureStep::Evidence(subject)))
        }
    }

    /// The evidence of the quarters for a measure.
    fn evidence(&self, subject: Subject) -> FigureTable {
        let measure = self.plan.measure_at(subject);
        let serves =
            |links: &[crate::domain::EvidenceLink]| links.iter().any(|link| Some(link.measure) == measure);
        let in_span = |evidence: &crate::domain::Evidence| {
            self.plan.evidence_quarter(evidence).is_some_and(|quarter| self.span.contains(quarter))
        };
        let mut found: Vec<_> = self
            .plan
            .all_evidence()
            .filter(|(_, e)| serves(&e.links) && in_span(e))
            .map(|(_, evidence)| evidence)
            .collect();
        found.sort_by_key(|evidence| (evidence.dates.is_empty(), evidence.dates.first().copied()));
        let row = |evidence: &crate::domain::Evidence| {
            let day = evidence.dates.first().map_or(FigureCell::Blank, |day| FigureCell::Day(*day));
            let count = FigureCell::Count(u32::try_from(evidence.dates.len().max(1)).unwrap_or(u32::MAX));
            let row = FigureRow::new(
                FigureName::Words(evidence.text.clone()),
                vec![day, count],
                FigureStanding::default(),
            );
            FigureRow { node: measure, ..row.leading(measure.map_or(Door::Shut, Door::Evidence)) }
        };
        FigureTable {
            first: Some(FigureName::Message("column-evidence")),
            columns: vec![FigureName::Message("column-date"), FigureName::Message("figures-dates")],
            rows: found.into_iter().map(row).collect(),
            ..FigureTable::default()
        }
    }
}
