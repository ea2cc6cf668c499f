//! Conversion between the store's values and the messages on the socket. What cannot be converted back was sent by
//! another program.

use std::io;

use super::{
    super::{
        CommitError, Logged, PlanEntry, Store, StoreError,
        page::all_records,
        stored::{Lay as _, Upgrade, tags::RoleKind},
        wire::{CatalogEntry, Conflicts, Listing, RecordPage},
    },
    protocol::{Answer, Ask, Envelope, Message},
};
use crate::domain::{Change, Denied, Plan, PlanId};

/// The names under which a guest may make changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum AllowedAuthor {
    /// Any name.
    AnyName,
    /// Only the name of the account.
    Only(String),
}

/// Runs a guest's request on a store.
pub(super) fn answer(store: &dyn Store, guest: &AllowedAuthor, ask: &Ask) -> io::Result<Answer> {
    let answer = match ask {
        Ask::Plans => store.plans().map(plans),
        Ask::Load(plan) => store.load(PlanId(*plan)).map(|loaded| plan_answer(loaded.as_ref())),
        Ask::Commit(change) => {
            let change: Change = change.open()?;
            return match guest {
                AllowedAuthor::Only(name) if *name != change.author => {
                    let (name, said) = (name.clone(), change.author);
                    Ok(Answer::Failed(StoreError::AnotherName { name, said }))
                }
                _ => commit_answer(store.commit(&change)),
            };
        }
        Ask::History(plan, from) => store.history(PlanId(*plan), *from).map(|changes| history(&changes)),
        Ask::Latest(plan, below, at_most) => {
            let at_most = usize::try_from(*at_most).unwrap_or(usize::MAX);
            store.latest(PlanId(*plan), *below, at_most).map(|changes| history(&changes))
        }
        Ask::Watch => return Ok(Answer::Watching),
        Ask::Gone => store.gone().map(|ids| Ok(Answer::Gone(ids.into_iter().map(|id| id.0).collect()))),
        Ask::Notices(from) => {
            let from = usize::try_from(*from).unwrap_or(usize::MAX);
            return Ok(Answer::Notices(store.notices_from(from)));
        }
        // The server answers this itself, because the store does not know who is present.
        Ask::Here(_) => return Ok(Answer::Noted),
        Ask::People => return Ok(Answer::People(Vec::new())),
    };
    answer.unwrap_or_else(|error| Ok(Answer::Failed(error)))
}

fn plans(entries: Vec<PlanEntry>) -> io::Result<Answer> {
    let entries = entries.into_iter().map(CatalogEntry::of_entry).collect();
    Ok(Answer::Plans(Envelope::of(&Listing { entries })?))
}

fn plan_answer(plan: Option<&Plan>) -> io::Result<Answer> {
    let sent = |plan: &Plan| {
        let page = RecordPage { plan: plan.id(), records: all_records(plan) };
        Ok::<_, io::Error>((plan.seq(), Envelope::of(&page)?))
    };
    Ok(Answer::Plan(plan.map(sent).transpose()?))
}

fn commit_answer(result: Result<u64, CommitError>) -> io::Result<Answer> {
    Ok(match result {
        Ok(seq) => Answer::Committed(seq),
        Err(CommitError::Conflict(found)) => Answer::Conflict(Envelope::of(&Conflicts { found })?),
        Err(CommitError::SlugTaken(slug)) => Answer::SlugTaken(slug),
        Err(CommitError::Denied(denied)) => denied_answer(denied),
        Err(CommitError::Malformed) => Answer::Malformed,
        Err(CommitError::Store(error)) => Answer::Failed(error),
    })
}

fn denied_answer(denied: Denied) -> Answer {
    let kind = RoleKind::lay;
    match denied {
        Denied::Role { needs, has, could } => Answer::Denied(kind(&needs), has.as_ref().map(kind), could),
        Denied::NotOwn { could } => Answer::NotOwn(could),
        Denied::LocksOut => Answer::LocksOut,
    }
}

fn history(changes: &[Logged]) -> io::Result<Answer> {
    changes.iter().map(logged).collect::<io::Result<_>>().map(Answer::History)
}

fn logged(logged: &Logged) -> io::Result<(u64, Envelope)> {
    Ok((logged.seq, Envelope::of(&logged.change)?))
}

/// The message about a change that somebody made.
pub(super) fn changed(change: &Logged) -> io::Result<Message> {
    logged(change).map(|(seq, change)| Message::Changed(seq, change))
}

/// A change that somebody made.
pub(super) fn read_logged(seq: u64, change: &Envelope) -> Option<Logged> {
    Some(Logged { seq, change: change.open().ok()? })
}

/// The list of plans.
pub(super) fn read_plans(answer: &Answer) -> Option<Vec<PlanEntry>> {
    let Answer::Plans(listing) = answer else { return None };
    let listing: Listing = listing.open().ok()?;
    listing.entries.iter().map(CatalogEntry::to_entry).collect()
}

/// The plans that were deleted.
pub(super) fn read_gone(answer: &Answer) -> Option<Vec<PlanId>> {
    let Answer::Gone(ids) = answer else { return None };
    Some(ids.iter().copied().map(PlanId).collect())
}

/// A plan, or none where it does not exist.
pub(super) fn read_plan(answer: &Answer) -> Option<Option<Plan>> {
    let Answer::Plan(plan) = answer else { return None };
    let Some((seq, page)) = plan else { return Some(None) };
    let RecordPage { plan, records } = page.open().ok()?;
    let records = records.into_iter().map(|r| (r.key, r.revision, r.record));
    Some(Some(Plan::from_records(plan, *seq, records)))
}

/// Changes with their numbers.
pub(super) fn read_history(answer: &Answer) -> Option<Vec<Logged>> {
    let Answer::History(changes) = answer else { return None };
    changes.iter().map(|(seq, change)| read_logged(*seq, change)).collect()
}

/// The outcome of a commit.
pub(super) fn read_commit(answer: &Answer) -> Option<Result<u64, CommitError>> {
    Some(match answer {
        Answer::Committed(seq) => Ok(*seq),
        Answer::Conflict(conflicts) => Err(CommitError::Conflict(conflicts.open::<Conflicts>().ok()?.found)),
        Answer::SlugTaken(slug) => Err(CommitError::SlugTaken(slug.clone())),
        Answer::Denied(needs, has, could) => {
            let (needs, has) = (needs.upgrade()?, has.map(Upgrade::upgrade));
            // An unknown kind of role makes the answer invalid.
            let has = has.map_or(Some(None), |has: Option<_>| has.map(Some))?;
            Err(CommitError::Denied(Denied::Role { needs, has, could: could.clone() }))
        }
        Answer::NotOwn(could) => Err(CommitError::Denied(Denied::NotOwn { could: could.clone() })),
        Answer::LocksOut => Err(CommitError::Denied(Denied::LocksOut)),
        Answer::Malformed => Err(CommitError::Malformed),
        _ => return None,
    })
}

/// The request for a commit.
///
/// # Errors
/// When the change cannot be encoded: then it could not be stored either.
pub(super) fn commit(change: &Change) -> Result<Ask, CommitError> {
    Envelope::of(change).map(Ask::Commit).map_err(|_| CommitError::Malformed)
}
