//! Plans in parts of another workspace. Where parts of two workspaces are in one directory, nobody can be sure which
//! one it was; whichever is believed, the plans of the other one are reported.

use std::{collections::BTreeMap, path::Path};

use super::{
    ChangeKeeper, Loss, StoreError,
    identity::strangers,
    journal::{self, Claims, Frame, Reader, witness},
    known,
    listing::{Catalog, PlanRow},
    paths::WorkspacePaths,
    stamp::Stamp,
};
use crate::domain::PlanId;

/// A plan of another workspace.
struct Stranger {
    plan: PlanId,
    seq: u64,
    until: i64,
    name: String,
}

/// The plans that parts of another workspace have with more changes than `held` gives.
///
/// # Errors
/// When a file cannot be read, or a newer version wrote it.
pub(super) fn plans(
    layout: &WorkspacePaths,
    root: &journal::Hash,
    held: impl Fn(PlanId) -> u64,
) -> Result<Vec<Loss>, StoreError> {
    let mut found: BTreeMap<PlanId, Loss> = BTreeMap::new();
    let mut is_silent = false;
    for part in strangers(layout, root) {
        let (place, plans) = of_part(layout, &part)?;
        // A part that was in use but cannot be read had plans.
        is_silent |= plans.is_empty() && was_used(layout, place);
        for Stranger { plan, seq, until, name } in
            plans.into_iter().filter(|found| found.seq > held(found.plan))
        {
            let loss = Loss {
                plan: Some(plan),
                name,
                first: 1,
                last: seq,
                count: seq,
                until,
                place: Some(place),
                is_strange: true,
            };
            let known = found.entry(plan).or_insert_with(|| loss.clone());
            if known.last < seq {
                *known = loss;
            }
        }
    }
    let mut found: Vec<Loss> = found.into_values().collect();
    // The readable parts may not have all of its plans.
    if is_silent {
        found.push(Loss { is_strange: true, ..Loss::nobodys() });
    }
    Ok(found)
}

fn of_part(layout: &WorkspacePaths, part: &Path) -> Result<(ChangeKeeper, Vec<Stranger>), StoreError> {
    Ok(if part == layout.journal {
        (ChangeKeeper::Journal, of_frames(layout, &journal::scan(part, &Claims::default())?.frames))
    } else if part == layout.witness {
        (ChangeKeeper::Witness, of_frames(layout, &witness::frames(part)))
    } else if part == layout.state {
        (ChangeKeeper::State, of_state(layout))
    } else {
        (ChangeKeeper::View, Catalog::read(layout).map(|(list, _)| of_list(&list)).unwrap_or_default())
    })
}

/// Whether a part proves that there were changes before it was written.
fn was_used(layout: &WorkspacePaths, place: ChangeKeeper) -> bool {
    let stamp = match place {
        ChangeKeeper::Witness => witness::claim(&layout.witness),
        ChangeKeeper::State => Stamp::read(&layout.state_stamp),
        ChangeKeeper::View => Stamp::read(&layout.view_stamp),
        ChangeKeeper::Journal | ChangeKeeper::Backup => None,
    };
    stamp.is_some_and(|stamp| !stamp.position.is_start())
}

/// The plans in frames. A frame contains only what it changed, so the plan's name is in one of them, mostly the first.
fn of_frames(layout: &WorkspacePaths, frames: &[Frame]) -> Vec<Stranger> {
    let reader = Reader::new(&layout.journal);
    let mut list = Catalog::default();
    for frame in frames {
        if let Ok(change) = reader.change(frame) {
            // A list that was made from changes has no files that could be damaged.
            let _ = list.follow(&change, frame.label.seq, frame.at);
        }
    }
    let of_row = |row: PlanRow| Stranger {
        plan: row.plan,
        seq: row.seq,
        until: row.changed_at,
        name: row.name.map_or_else(|| row.plan.to_string(), |name| name.slug),
    };
    list.rows().unwrap_or_default().into_iter().map(of_row).collect()
}

/// The existing plans of a list.
fn of_list(list: &Catalog) -> Vec<Stranger> {
    let named = list.rows().unwrap_or_default().into_iter().filter_map(|row| {
        Some(Stranger { plan: row.plan, seq: row.seq, until: row.changed_at, name: row.name?.slug })
    });
    named.collect()
}

fn of_state(layout: &WorkspacePaths) -> Vec<Stranger> {
    let mut found = Vec::new();
    known::look_at_state(layout, |state| {
        for entry in state.readable_entries() {
            let Some(live) = entry.live else { continue };
            found.push(Stranger {
                plan: entry.plan,
                seq: entry.seq,
                until: entry.changed_at,
                name: live.slug,
            });
        }
    });
    found
}
