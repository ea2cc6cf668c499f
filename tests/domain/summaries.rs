//! What the list of plans keeps of each says the same as the plan, on any day.

use jiff::{ToSpan as _, civil::date};
use kvartal::domain::{PlanEntry, Scope, Span};
use proptest::prelude::*;

use super::steps::{play, step};

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_summary_says_what_a_full_reckoning_says_on_any_day(
        steps in proptest::collection::vec(step(), 1..60),
        days in proptest::collection::vec(-200i64..900, 1..6),
    ) {
        let (plan, _) = play(&steps);
        let (entry, anew) = (PlanEntry::of(&plan, 0), plan.recounted());
        for day in days {
            let as_of = date(2025, 1, 1).saturating_add(day.days());
            for quarter in plan.period().quarters() {
                let full = anew.figures(Span::single(quarter), as_of);
                prop_assert_eq!(entry.debts_before(quarter, as_of), full.debts);
                let kept = entry.figures(quarter, as_of);
                // Of a quarter that has not begun the plan itself is asked.
                prop_assert_eq!(kept.is_some(), as_of >= quarter.first_day());
                prop_assert!(kept.is_none_or(|kept| kept == full), "{quarter} on {as_of}");
            }
        }
    }

    #[test]
    fn a_debt_is_listed_as_often_as_it_is_counted(
        steps in proptest::collection::vec(step(), 1..60),
        day in 0i64..900,
    ) {
        let (plan, _) = play(&steps);
        let (as_of, after) = (date(2025, 1, 1).saturating_add(day.days()), plan.period().last.next());
        let listed = plan.debts(as_of).iter().filter(|debt| debt.quarter < after).count();
        let counted = plan.debts_before(Scope::Plan, after, as_of);
        let all = counted.open + counted.settled + counted.explained + counted.carried + counted.withdrawn;
        prop_assert_eq!(u32::try_from(listed).unwrap(), all);
    }
}
