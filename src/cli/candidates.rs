//! Candidates for shell completion: plans, codes, quarters and performers of the workspace, and the forms, kinds and
//! keymaps that the program knows.

use std::collections::BTreeSet;

use super::{forms, plan_name, session::Session, workspace};
use crate::{
    domain::{FindingKind, Plan, PlanEntry, Quarter},
    keymap::{Context, Preset},
    store::{ReadStore, Store},
};

/// The maximal number of codes that are listed.
const MOST: usize = 2_000;

/// A kind of candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Candidates {
    /// Plans.
    Plans,
    /// Addresses of measures and indicators.
    Codes,
    /// Quarters.
    Quarters,
    /// Performers.
    Performers,
    /// Forms.
    Forms,
    /// Kinds of findings.
    Kinds,
    /// File name extensions of documents.
    Endings,
    /// Keymaps.
    Keymaps,
    /// Contexts of keymaps.
    Contexts,
}

impl Candidates {
    /// The kind of candidates for an argument, by its name in the help and its id.
    pub fn named(name: &str, id: &str) -> Option<Self> {
        Some(match (name, id) {
            (_, "plan" | "plans" | "into") => Self::Plans,
            (_, "keymap") => Self::Keymaps,
            (_, "performer" | "rename" | "merge" | "split") => Self::Performers,
            (_, "form") => Self::Forms,
            ("KIND", "kind") => Self::Kinds,
            (_, "kind") => Self::Endings,
            (_, "context") => Self::Contexts,
            ("QUARTER", _) => Self::Quarters,
            ("CODE" | "ADDRESS", _) | (_, "address" | "code" | "measures") => Self::Codes,
            ("NAME", "name") => Self::Forms,
            _ => return None,
        })
    }
}

/// The candidates, each with a description. Empty if the workspace cannot be read, because a shell shows no errors.
pub(super) fn candidates(
    session: &Session,
    wanted: Candidates,
    before: &[String],
    last: &str,
) -> Vec<(String, String)> {
    let bare = |names: Vec<String>| names.into_iter().map(|name| (name, String::new())).collect();
    match wanted {
        Candidates::Keymaps => bare(Preset::ALL.iter().map(|preset| preset.id().to_owned()).collect()),
        Candidates::Contexts => bare(Context::ALL.iter().map(|context| context.id().to_owned()).collect()),
        Candidates::Kinds => {
            let kind = |kind: &FindingKind| (kind.name().to_owned(), session.words.l10n.finding_kind(*kind));
            FindingKind::ALL.iter().map(kind).collect()
        }
        Candidates::Endings => {
            let all = crate::document::write::DocumentFormat::ALL.iter();
            bare(all.map(|format| format.ending().to_owned()).collect())
        }
        Candidates::Forms => {
            let uk = session.words.language() == crate::l10n::Language::Uk;
            let title = |form: crate::form::Form| (form.name, if uk { form.title.uk } else { form.title.en });
            forms::all().into_iter().map(title).collect()
        }
        Candidates::Plans | Candidates::Codes | Candidates::Quarters | Candidates::Performers => {
            of_workspace(session, wanted, before, last).unwrap_or_default()
        }
    }
}

fn of_workspace(
    session: &Session,
    wanted: Candidates,
    before: &[String],
    last: &str,
) -> Option<Vec<(String, String)>> {
    let store = ReadStore::open(&workspace::directory(session).ok()?).ok()?;
    let entries = store.plans().ok()?;
    if wanted == Candidates::Plans {
        let plan = |entry: PlanEntry| (entry.slug, entry.title);
        return Some(entries.into_iter().filter(|entry| !entry.archived).map(plan).collect());
    }
    // The plan that was named before, or the only one.
    let named = before.iter().skip(1).find_map(|word| plan_name::find(Some(word), &entries).ok());
    let entry = named.or_else(|| plan_name::find(None, &entries).ok());
    if wanted == Candidates::Quarters {
        let is_next = before.first().is_some_and(|command| command == "rollover");
        let quarters: BTreeSet<Quarter> = match entry {
            // The quarters of the next period, which is as long as this one.
            Some(entry) if is_next => {
                let first = entry.period.last.next();
                std::iter::successors(Some(first), |quarter| Some(quarter.next()))
                    .take(entry.period.quarters().count())
                    .collect()
            }
            Some(entry) => entry.period.quarters().collect(),
            None => entries.iter().flat_map(|entry| entry.period.quarters()).collect(),
        };
        let described = |quarter: Quarter| (quarter.to_string(), session.words.quarter(quarter));
        return Some(quarters.into_iter().map(described).collect());
    }
    let entry = entry?;
    let plan = store.load(entry.id).ok()??;
    Some(match wanted {
        Candidates::Performers => {
            plan.performers().map(|(_, performer)| (performer.name.clone(), String::new())).collect()
        }
        _ => codes(&plan, last),
    })
}

/// The addresses that begin with a text, with their titles.
fn codes(plan: &Plan, last: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (id, node) in plan.measures() {
        let address = plan.address(id);
        if address.starts_with(last) || last.starts_with(&address) {
            let several: Vec<_> = plan.indicators(id).collect();
            if several.len() > 1 {
                let of = |(indicator, own): &(crate::domain::IndicatorId, &crate::domain::Indicator)| {
                    (plan.indicator_address(*indicator), own.name.clone())
                };
                found.extend(several.iter().map(of));
            }
            found.push((address, node.title.clone()));
        }
        if found.len() >= MOST {
            break;
        }
    }
    found
}
