//! Merging two performers: nothing that either had is lost, and the slices add up.

use std::collections::BTreeMap;

use kvartal::domain::{
    Command, FactValue, IndicatorId, NodeId, OnClash, Origin, PerformerId, Plan, Quarter, Scope, Status,
    decide,
};
use proptest::prelude::*;

use super::steps::{context, play, step};

/// The parts of a performer, by indicator and quarter.
fn parts(plan: &Plan, who: PerformerId) -> BTreeMap<(IndicatorId, Quarter), FactValue> {
    let indicators =
        plan.measures().flat_map(|(id, _)| plan.indicators(id).map(|(id, _)| id).collect::<Vec<_>>());
    let facts = indicators.flat_map(|id| {
        plan.facts(id)
            .filter(|(_, whose, fact)| *whose == Some(who) && fact.is_reported())
            .map(|(quarter, _, fact)| ((id, quarter), fact.value.clone()))
            .collect::<Vec<_>>()
    });
    facts.collect()
}

fn evidence(plan: &Plan, who: PerformerId) -> usize {
    plan.all_evidence().filter(|(_, evidence)| evidence.performer == Some(who)).count()
}

fn names(plan: &Plan, measure: NodeId, who: PerformerId) -> usize {
    plan.node(measure).map_or(0, |node| node.performers.iter().filter(|named| named.id == who).count())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn merging_performers_keeps_parts_and_evidence(
        steps in proptest::collection::vec(step(), 10..80),
        which in any::<(usize, usize)>(),
        on_clash in prop_oneof![Just(OnClash::Add), Just(OnClash::KeepInto), Just(OnClash::KeepFrom)],
    ) {
        let (plan, _) = play(&steps);
        let all: Vec<PerformerId> = plan.performers().map(|(id, _)| id).collect();
        if all.len() < 2 {
            return Ok(());
        }
        let from = all[which.0 % all.len()];
        let into = all[which.1 % all.len()];
        let command = Command::MergePerformers { from, into, on_clash };
        // Parts that do not add up require a choice.
        let Ok(change) = decide(&plan, &command, &mut context(99)) else { return Ok(()) };
        let (of_from, of_into) = (parts(&plan, from), parts(&plan, into));
        let mut merged = plan.clone();
        merged.apply(&change);
        prop_assert!(merged == merged.recounted());

        let now = parts(&merged, into);
        prop_assert!(parts(&merged, from).is_empty() && merged.performer(from).is_none());
        for (key, value) in of_from.iter().filter(|(key, _)| !of_into.contains_key(*key)) {
            prop_assert_eq!(now.get(key), Some(value));
        }
        for (key, value) in &of_into {
            match (of_from.get(key), on_clash) {
                (None, _) | (Some(_), OnClash::KeepInto) => prop_assert_eq!(now.get(key), Some(value)),
                (Some(other), OnClash::KeepFrom) => prop_assert_eq!(now.get(key), Some(other)),
                (Some(other), OnClash::Add) => {
                    let numbers = [value, other].map(|value| value.number());
                    if let ([Some(one), Some(two)], Some(FactValue::Number(sum))) = (numbers, now.get(key)) {
                        prop_assert_eq!(*sum, one.plus(two));
                    }
                }
            }
        }
        prop_assert_eq!(now.len(), of_into.len() + of_from.keys().filter(|key| !of_into.contains_key(*key)).count());
        prop_assert_eq!(evidence(&merged, into), evidence(&plan, from) + evidence(&plan, into));

        for (measure, _) in plan.measures() {
            let named = names(&plan, measure, from) + names(&plan, measure, into);
            prop_assert_eq!(names(&merged, measure, into), named.min(1));
        }
        // The slice of the remaining performer has the measures of both, and its status columns add up.
        for quarter in plan.period().quarters() {
            let Some(slice) = merged.tally(Scope::Performer(Some(into)), quarter) else { continue };
            let measures = plan.measures().filter(|(id, _)| names(&plan, *id, from) + names(&plan, *id, into) > 0);
            prop_assert_eq!(slice.measures, u32::try_from(measures.count()).unwrap());
            let owed = Status::ALL.into_iter().filter(|status| status.is_owed());
            prop_assert_eq!(slice.owed(), owed.map(|status| slice.count(status)).sum::<u32>());
            let dates = |plan: &Plan, who| plan.tally(Scope::Performer(Some(who)), quarter).map_or(0, |t| t.evidence_dates);
            prop_assert_eq!(slice.evidence_dates, dates(&plan, from) + dates(&plan, into));
        }

        let back = change.inverse(&mut context(100), Origin::Undo(change.id));
        merged.apply(&back);
        prop_assert!(merged == plan);
    }

    #[test]
    fn two_of_near_names_are_told_apart_once(steps in proptest::collection::vec(step(), 10..60)) {
        let (mut plan, _) = play(&steps);
        let all: Vec<PerformerId> = plan.performers().map(|(id, _)| id).collect();
        if all.len() < 2 {
            return Ok(());
        }
        let command = Command::TellPerformersApart(all[0], all[1]);
        let change = decide(&plan, &command, &mut context(99)).unwrap();
        plan.apply(&change);
        let told = plan.performer(all[0]).unwrap().is_told_from(plan.performer(all[1]).unwrap());
        prop_assert!(told);
        // The decision is about both, whichever of them is named first.
        let again = Command::TellPerformersApart(all[1], all[0]);
        prop_assert!(decide(&plan, &again, &mut context(100)).is_err());
    }
}
