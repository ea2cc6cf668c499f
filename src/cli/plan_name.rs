//! Resolving the name of a plan: a slug, or a unique prefix of a slug or id; no name is needed if there is only one
//! plan.

use std::collections::BTreeSet;

use super::{args::PlansOf, failure::Failure, session::Session, words::Value};
use crate::domain::{Plan, PlanEntry, PlanId, catalog::Means};

/// The plan with a name. Archived plans are ignored unless the name is complete or nothing else matches.
///
/// # Errors
/// When none or several match; the failure lists the candidates.
pub(super) fn find<'a>(name: Option<&str>, entries: &'a [PlanEntry]) -> Result<&'a PlanEntry, Failure> {
    let live = || entries.iter().filter(|entry| !entry.archived).collect::<Vec<_>>();
    match Means::among(name, entries.iter().map(|e| (e, e.slug.as_str(), e.id, e.archived))) {
        Means::One(entry) => Ok(entry),
        Means::Several(many) => Err(Failure::SeveralPlans(name.unwrap_or_default().to_owned(), lines(&many))),
        Means::Nothing => Err(match name {
            Some(name) => Failure::NoPlan(name.to_owned(), lines(&live())),
            None => Failure::NoPlans,
        }),
    }
}

/// The given plans, each once, or all that are not archived.
///
/// # Errors
/// As for [`find`].
pub(super) fn chosen<'a>(plans: &PlansOf, entries: &'a [PlanEntry]) -> Result<Vec<&'a PlanEntry>, Failure> {
    if plans.all {
        return Ok(entries.iter().filter(|entry| !entry.archived).collect());
    }
    let mut known = BTreeSet::new();
    let named = plans.plans.iter().map(|name| find(Some(name), entries));
    let named: Vec<&PlanEntry> = named.collect::<Result<_, Failure>>()?;
    Ok(named.into_iter().filter(|entry| known.insert(entry.id)).collect())
}

/// What was found in a plan; none, with a message, where it does not have the quarter and was not named itself.
///
/// # Errors
/// Those of what was found.
pub(super) fn within<T>(
    session: &Session,
    entry: &PlanEntry,
    plans: &PlansOf,
    found: Result<T, Failure>,
) -> Result<Option<T>, Failure> {
    match found {
        Err(Failure::OutsidePlan(quarter, _)) if plans.all => {
            let said = [
                ("plan", Value::from(entry.slug.as_str())),
                ("quarter", Value::from(session.words.quarter(quarter))),
            ];
            session.tell(&session.words.with("cli-status-outside", &said));
            Ok(None)
        }
        found => found.map(Some),
    }
}

/// Refuses an abbreviated name for a command that can do damage, because a typing mistake can match a plan, too. If
/// there is only one plan, no name is needed.
///
/// # Errors
/// When the name is abbreviated.
pub(super) fn in_full(name: Option<&str>, plan: &Plan) -> Result<(), Failure> {
    // A deleted plan was found by its full name.
    let Some(name) = name.filter(|_| plan.exists()) else { return Ok(()) };
    let slug = &plan.header().slug;
    let whole = name.trim().to_lowercase();
    let id: Option<PlanId> = whole.replace('-', "").parse().ok();
    if whole == *slug || id == Some(plan.id()) {
        return Ok(());
    }
    Err(Failure::NotInFull(name.to_owned(), slug.clone()))
}

/// The list of candidates, at most a screen of them.
fn lines(entries: &[&PlanEntry]) -> Vec<String> {
    const MOST: usize = 20;
    let mut lines: Vec<String> =
        entries.iter().take(MOST).map(|entry| format!("{}  {}", entry.slug, entry.title)).collect();
    if entries.len() > MOST {
        lines.push(format!("… +{}", entries.len() - MOST));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{PlanId, Quarter, Span};

    fn entry(id: u128, slug: &str, archived: bool) -> PlanEntry {
        PlanEntry {
            id: PlanId(id),
            slug: slug.to_owned(),
            title: String::new(),
            organisation: String::new(),
            period: Span::single(Quarter::parse("2023Q4").unwrap()),
            archived,
            seq: 1,
            changed_at: 0,
            summaries: Vec::new(),
            early: std::collections::BTreeMap::new(),
            inventory: crate::domain::Inventory::default(),
        }
    }

    #[test]
    fn a_name_is_a_slug_or_a_unique_prefix_of_slug_or_id() {
        let entries = [
            entry(0xab << 120, "kyiv-2023", false),
            entry(0xac << 120, "kyiv-2023-2", false),
            entry(0xad << 120, "lviv-2022", true),
        ];
        let find = |name| find(name, &entries).map(|e| e.slug.as_str());
        assert_eq!(find(Some("kyiv-2023")).unwrap(), "kyiv-2023");
        assert_eq!(find(Some("kyiv-2023-")).unwrap(), "kyiv-2023-2");
        assert_eq!(find(Some("ab")).unwrap(), "kyiv-2023");
        assert_eq!(find(Some("lviv")).unwrap(), "lviv-2022");
        assert!(matches!(find(Some("kyiv")), Err(Failure::SeveralPlans(_, many)) if many.len() == 2));
        assert!(matches!(find(Some("odesa")), Err(Failure::NoPlan(_, all)) if all.len() == 2));
        assert!(matches!(find(Some("")), Err(Failure::NoPlan(..))));
        assert!(matches!(find(None), Err(Failure::SeveralPlans(..))));
    }

    #[test]
    fn the_only_plan_needs_no_name() {
        let entries = [entry(1, "a", false), entry(2, "b", true)];
        assert_eq!(find(None, &entries).unwrap().slug, "a");
        assert!(matches!(find(None, &[]), Err(Failure::NoPlans)));
    }
}
