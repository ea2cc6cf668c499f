//! Sums over random plans: the statuses add up to what is owed, groups to the plan, slices to the whole; and the
//! figures that an acceptance depends on.

use std::collections::BTreeSet;

use jiff::civil::date;
use kvartal::domain::{
    Command, Context, EvidenceFields, EvidenceLink, EvidencePatch, FactValue, Finding, FindingKind,
    IndicatorFields, IndicatorId, IndicatorPatch, Level, Node, NodeId, NodePatch, Number, ObligationKind,
    PerformerId, Plan, PlanId, Quarter, Scope, SetFact, SetTarget, SiblingPlace, Span, Status, Subject,
    Tally, Target, TargetValue, decide,
};
use proptest::{prelude::*, strategy::ValueTree as _, test_runner::TestRunner};

use super::steps::{context, header, play, quarter, step};

fn columns(tally: &Tally) -> u32 {
    let owed = Status::ALL.into_iter().filter(|status| status.is_owed());
    owed.map(|status| tally.count(status)).sum()
}

/// What a measure owes in a quarter, counted from its obligations one by one.
fn owed_by(plan: &Plan, measure: NodeId, at: Quarter) -> u32 {
    let counted = plan.indicators(measure).filter(|(_, indicator)| indicator.counts);
    let owed = counted.filter(|(id, _)| plan.assess(*id, at, None).status.is_owed()).count();
    let bare = plan.is_bare(measure) && plan.measure_status(measure, at).is_owed();
    u32::try_from(owed).unwrap() + u32::from(bare)
}

fn names(node: &Node, who: PerformerId) -> bool {
    node.performers.iter().any(|performer| performer.id == who)
}

fn at() -> Quarter {
    quarter("2025Q1")
}

/// A plan with one measure of so many performers and one indicator.
struct Desk {
    plan: Plan,
    context: Context,
    indicator: IndicatorId,
}

impl Desk {
    fn new(performers: usize) -> Self {
        let (plan, context) = (Plan::empty(PlanId(1)), context(50));
        let mut desk = Self { plan, context, indicator: IndicatorId(0) };
        desk.run(&Command::CreatePlan(header()));
        desk.run(&Command::AddNode {
            level: Level::Measure,
            parent: None,
            place: SiblingPlace::Last,
            code: None,
            title: "захід".into(),
        });
        let measure = desk.measure();
        if performers > 0 {
            let who = (0..performers).map(|n| (format!("Відділ {n}"), false)).collect();
            let patch = NodePatch { performers: Some(who), ..NodePatch::default() };
            desk.run(&Command::EditNode(measure, Box::new(patch)));
        }
        let (name, unit) = ("події".into(), Some("заходів".into()));
        let fields = IndicatorFields { name, unit, ..IndicatorFields::default() };
        desk.run(&Command::AddIndicator(measure, Box::new(fields)));
        desk.indicator = desk.plan.indicators(measure).next().unwrap().0;
        desk
    }

    fn run(&mut self, command: &Command) {
        let change = decide(&self.plan, command, &mut self.context).unwrap();
        self.plan.apply(&change);
    }

    fn measure(&self) -> NodeId {
        self.plan.measures().next().unwrap().0
    }

    const fn subject(&self) -> Subject {
        Subject::Indicator(self.indicator)
    }

    fn target(&mut self, performer: Option<PerformerId>, number: u32) {
        let target = Target { value: TargetValue::Number(Number::from(number)), raw: number.to_string() };
        self.run(&Command::SetTarget(SetTarget {
            subject: self.subject(),
            span: Span::single(at()),
            performer,
            target: Some(target),
            says: IndicatorPatch::default(),
        }));
    }

    fn set(&mut self, performer: Option<PerformerId>, value: Option<u32>, note: Option<&str>) {
        self.set_in(at(), performer, value, note);
    }

    fn set_in(
        &mut self,
        quarter: Quarter,
        performer: Option<PerformerId>,
        value: Option<u32>,
        note: Option<&str>,
    ) {
        self.run(&Command::SetFact(SetFact {
            subject: self.subject(),
            quarter,
            performer,
            value: value.map(|number| (FactValue::Number(Number::from(number)), String::new())),
            note: note.map(str::to_owned),
            unit: None,
        }));
    }

    fn fact(&mut self, performer: Option<PerformerId>, number: u32) {
        self.set(performer, Some(number), None);
    }

    fn note(&mut self, note: &str) {
        self.set(None, None, Some(note));
    }

    fn link(&self, count: u32) -> Vec<EvidenceLink> {
        vec![EvidenceLink { measure: self.measure(), count: Some(count) }]
    }

    fn evidence(&mut self, count: u32) {
        let (dates, text, links) = (vec![date(2025, 2, 7)], "семінар".into(), self.link(count));
        let fields = EvidenceFields { dates, text, links, ..EvidenceFields::default() };
        self.run(&Command::AddEvidence(Box::new(fields)));
    }

    fn counted(&mut self, count: u32) {
        let (id, _) = self.plan.all_evidence().next().unwrap();
        let patch = EvidencePatch { links: Some(self.link(count)), ..EvidencePatch::default() };
        self.run(&Command::EditEvidence(id, Box::new(patch)));
    }

    fn finding(&self, kind: FindingKind) -> Option<Finding> {
        self.plan.findings(at(), date(2025, 4, 20)).into_iter().find(|finding| finding.kind() == kind)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn statuses_add_up_to_what_is_owed_in_every_group(steps in proptest::collection::vec(step(), 1..60)) {
        let (plan, _) = play(&steps);
        let of = |scope, at| plan.tally(scope, at).cloned().unwrap_or_default();
        for at in plan.period().quarters() {
            let total = of(Scope::Plan, at);
            let mut top = Tally::default();
            for (_, id) in plan.walk() {
                let node = plan.node(id).unwrap();
                let is_measure = node.level == Level::Measure;
                let own = if is_measure { plan.measure_tally(id, at, None) } else { of(Scope::Node(id), at) };
                prop_assert_eq!(columns(&own), own.owed());
                prop_assert!(own.done() <= own.owed());
                if node.parent.is_none() {
                    top.add(&own);
                }
                if is_measure {
                    prop_assert_eq!(owed_by(&plan, id, at), own.owed());
                }
            }
            prop_assert_eq!((top.owed(), top.done()), (total.owed(), total.done()));
            let performers = plan.performers().map(|(id, _)| Some(id)).chain([None]);
            for who in performers {
                let mut slice = Tally::default();
                for (id, node) in plan.measures() {
                    let is_of = who.map_or(node.performers.is_empty(), |who| names(node, who));
                    if is_of {
                        slice.add(&plan.measure_tally(id, at, who));
                    }
                }
                let group = of(Scope::Performer(who), at);
                prop_assert_eq!(columns(&group), columns(&slice));
                prop_assert_eq!((group.owed(), group.done(), group.shared), (slice.owed(), slice.done(), slice.shared));
            }
            let each: u32 = plan.measures().map(|(id, _)| owed_by(&plan, id, at)).sum();
            prop_assert_eq!(each, total.owed());
        }
    }

    #[test]
    fn an_obligation_is_owed_in_its_due_quarter_and_in_no_other(
        steps in proptest::collection::vec(step(), 1..60)
    ) {
        let (plan, _) = play(&steps);
        for (measure, _) in plan.measures() {
            for (id, _) in plan.indicators(measure) {
                let due: BTreeSet<Quarter> = plan.obligations(id, None).map(|owed| owed.quarter()).collect();
                let owed = plan.period().quarters().filter(|at| plan.assess(id, *at, None).status.is_owed());
                let owed: BTreeSet<Quarter> = owed.collect();
                prop_assert!(owed.is_subset(&due), "{owed:?} {due:?}");
                // A condition may apply to the quarter in which a longer target is due, because the narrower target
                // has precedence.
                let conditions = plan.targets(id).any(|(.., t)| t.value == TargetValue::Condition);
                let plain = plan.obligations(id, None).all(|owed| owed.kind == ObligationKind::Numeric);
                if plain && !conditions {
                    prop_assert_eq!(&owed, &due);
                }
            }
        }
    }

    #[test]
    fn a_control_sum_is_the_sum_of_what_is_no_percentage(steps in proptest::collection::vec(step(), 1..60)) {
        let (plan, _) = play(&steps);
        for at in plan.period().quarters() {
            let (mut figures, mut percentages) = (Vec::new(), Vec::new());
            for (measure, _) in plan.measures() {
                for (id, indicator) in plan.indicators(measure).filter(|(_, indicator)| indicator.counts) {
                    if let Some(fact) = plan.assess(id, at, None).fact.number() {
                        let list = if indicator.is_percentage() { &mut percentages } else { &mut figures };
                        list.push(fact);
                    }
                }
            }
            let expected = match (figures.as_slice(), percentages.as_slice()) {
                ([], [_, _, ..]) => None,
                ([], alone) => Some(alone.first().copied().unwrap_or_default()),
                (added, _) => Some(added.iter().copied().fold(Number::ZERO, Number::plus)),
            };
            let sum = plan.tally(Scope::Plan, at).map(|tally| tally.fact_sum).unwrap_or_default();
            prop_assert_eq!(sum.total(), expected);
            prop_assert_eq!(sum.figures as usize, figures.len());
        }
    }

    #[test]
    fn slices_with_targets_of_their_own_add_up(
        parts in proptest::collection::vec((1u32..20, proptest::option::of(0u32..30)), 1..4)
    ) {
        let mut desk = Desk::new(parts.len());
        let performers: Vec<_> = desk.plan.performers().map(|(id, _)| id).collect();
        for (who, (target, fact)) in performers.iter().zip(&parts) {
            desk.target(Some(*who), *target);
            if let Some(fact) = fact {
                desk.fact(Some(*who), *fact);
            }
        }
        desk.target(None, parts.iter().map(|(target, _)| target).sum());
        let mut slices = Tally::default();
        for who in performers {
            let slice = desk.plan.tally(Scope::Performer(Some(who)), at()).cloned().unwrap_or_default();
            prop_assert_eq!((slice.owed(), slice.shared), (1, 0));
            slices.add(&slice);
        }
        let total = desk.plan.tally(Scope::Plan, at()).cloned().unwrap_or_default();
        prop_assert_eq!(slices.target_sum.total(), total.target_sum.total());
        prop_assert_eq!(slices.fact_sum_on_targets.total(), total.fact_sum_on_targets.total());
        prop_assert_eq!(total.owed(), 1);
    }

    #[test]
    fn what_is_none_of_its_figures_leaves_an_acceptance(which in 0u8..4, by in 1u32..7) {
        let mut desk = Desk::new(1);
        let who = desk.plan.performers().next().unwrap().0;
        desk.target(None, 20);
        desk.fact(None, 12);
        desk.evidence(5);
        let kind = FindingKind::EvidenceDiffers;
        desk.run(&Command::AcceptFinding(kind, desk.subject(), at(), Some("різне".into())));
        match which {
            0 => desk.set_in(at().next(), None, Some(by), Some("дощі")),
            1 => desk.target(Some(who), by),
            2 => {
                let patch = NodePatch { title: Some(format!("захід {by}")), ..NodePatch::default() };
                desk.run(&Command::EditNode(desk.measure(), Box::new(patch)));
            }
            _ => {
                let later = date(2025, 5, i8::try_from(by).unwrap());
                let (dates, text, links) = (vec![later], "зустріч".into(), desk.link(1));
                let fields = EvidenceFields { dates, text, links, ..EvidenceFields::default() };
                desk.run(&Command::AddEvidence(Box::new(fields)));
            }
        }
        prop_assert!(desk.finding(kind).unwrap().accepted.is_some());
    }

    #[test]
    fn an_acceptance_stands_while_its_figures_do(which in 0u8..4, by in 1u32..7) {
        let mut desk = Desk::new(0);
        desk.target(None, 20);
        desk.fact(None, 12);
        desk.note("дощі");
        desk.evidence(5);
        let kind = FindingKind::EvidenceDiffers;
        desk.run(&Command::AcceptFinding(kind, desk.subject(), at(), Some("різне".into())));
        prop_assert!(desk.finding(kind).unwrap().accepted.is_some());
        match which {
            0 => desk.target(None, 20 + by),
            1 => desk.fact(None, 12 + by),
            2 => desk.note(&format!("дощі {by}")),
            _ => desk.counted(5 + by),
        }
        let changed = desk.finding(kind).unwrap();
        prop_assert!(changed.accepted.is_none() && changed.lapsed.is_some());
        match which {
            0 => desk.target(None, 20),
            1 => desk.fact(None, 12),
            2 => desk.note("дощі"),
            _ => desk.counted(5),
        }
        prop_assert!(desk.finding(kind).unwrap().accepted.is_some(), "as it was when it was accepted");
    }
}

/// What the properties are about does occur in the plans that they are tried on.
#[test]
fn random_plans_owe_and_do_and_are_late() {
    let mut runner = TestRunner::deterministic();
    let steps = proptest::collection::vec(step(), 40..60);
    let mut seen = [0u32; 13];
    let (mut debts, mut shared) = (0, 0);
    for _ in 0..150 {
        let (plan, _) = play(&steps.new_tree(&mut runner).unwrap().current());
        for at in plan.period().quarters() {
            let tally = plan.tally(Scope::Plan, at).cloned().unwrap_or_default();
            for (count, status) in seen.iter_mut().zip(Status::ALL) {
                *count += tally.count(status);
            }
            for (who, _) in plan.performers() {
                shared += plan.tally(Scope::Performer(Some(who)), at).map_or(0, |tally| tally.shared);
            }
        }
        debts += plan.debts(date(2026, 2, 1)).len();
    }
    let missing: Vec<Status> = Status::ALL
        .into_iter()
        .zip(seen)
        .filter(|(_, count)| *count == 0)
        .map(|(status, _)| status)
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(debts > 0 && shared > 0, "{debts} debts, {shared} shared");
}
