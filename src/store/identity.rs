//! Which workspace a directory is. Its marker, its journal and what was derived from the journal each name a workspace;
//! where they disagree, the majority decides.

use std::path::{Path, PathBuf};

use super::{
    StoreError,
    journal::{self, Hash, witness},
    paths::{FORMAT, WorkspacePaths},
    plain_file::{is_misplaced, read_plain},
    stamp::Stamp,
};

/// Which workspace a directory is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    /// The hash at which the chain of its journal begins.
    pub root: Hash,
    /// Whether the marker confirms it; otherwise the marker is missing, damaged or of another workspace.
    pub is_marked: bool,
    /// Whether the parts with plans agree.
    pub voices: Voices,
}

/// Whether the parts that contain plans agree on the workspace they belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voices {
    /// They all agree.
    One,
    /// One of at least four parts disagrees.
    AllButOne,
    /// Several disagree: whichever side is believed, the plans of the other side are not shown.
    Several,
}

/// The parts that contain plans, each with its path and the root it was derived from; parts that do not record a root
/// are left out.
fn parts(layout: &WorkspacePaths) -> Vec<(&Path, Hash)> {
    let stamped = |stamp: Option<Stamp>| stamp.map(|stamp| stamp.root).filter(|root| *root != [0; 32]);
    let found: [(&PathBuf, Option<Hash>); 4] = [
        (&layout.journal, journal::root_of(&layout.journal)),
        (&layout.witness, stamped(witness::claim(&layout.witness))),
        (&layout.state, stamped(Stamp::read(&layout.state_stamp))),
        (&layout.view, stamped(Stamp::read(&layout.view_stamp))),
    ];
    found.into_iter().filter_map(|(path, root)| Some((path.as_path(), root?))).collect()
}

/// The parts that belong to another workspace.
pub(super) fn strangers(layout: &WorkspacePaths, root: &Hash) -> Vec<PathBuf> {
    parts(layout).into_iter().filter(|(_, said)| said != root).map(|(path, _)| path.to_owned()).collect()
}

/// Identifies the workspace of a directory; none where it is no workspace. Normally the marker and the journal agree.
/// Where the marker is missing or they disagree, the majority of all parts decides.
///
/// # Errors
/// When a newer version made it, or it cannot be read.
pub(super) fn identify(layout: &WorkspacePaths) -> Result<Option<Identity>, StoreError> {
    let marked = match read_plain(&layout.marker()) {
        Ok(bytes) => read_marker(&layout.marker(), &String::from_utf8_lossy(&bytes))?,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound || is_misplaced(&cause) => None,
        Err(cause) => return Err(StoreError::Io { path: layout.marker(), cause }),
    };
    let said = parts(layout);
    let chain = said.iter().find(|(path, _)| *path == layout.journal).map(|(_, root)| *root);
    let roots: Vec<Hash> = said.iter().map(|(_, root)| *root).collect();
    let Some(root) = believed(marked, chain, &roots) else { return Ok(None) };
    let against = roots.iter().filter(|said| **said != root).count();
    let voices = match (against, roots.len() - against + usize::from(marked == Some(root))) {
        (0, _) => Voices::One,
        (1, 3..) => Voices::AllButOne,
        _ => Voices::Several,
    };
    Ok(Some(Identity { root, is_marked: marked == Some(root), voices }))
}

/// The chain root that the marker names; none where it is damaged.
fn read_marker(path: &Path, text: &str) -> Result<Option<Hash>, StoreError> {
    let field =
        |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ').map(str::trim));
    let Some(found) = field("format").and_then(|f| f.parse().ok()) else { return Ok(None) };
    if found > FORMAT {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: FORMAT });
    }
    let of_id = field("id").filter(|id| id.len() == 32).map(|id| *blake3::hash(id.as_bytes()).as_bytes());
    // A rebuilt marker records the root itself, because the root cannot be computed from the id again.
    Ok(match field("root") {
        Some(root) => blake3::Hash::from_hex(root).ok().map(|root| *root.as_bytes()),
        None => of_id,
    })
}

/// The root that most parts name. On a tie the journal and the parts that agree with it win, because the journal has
/// the most data; then the marker.
fn believed(marked: Option<Hash>, chain: Option<Hash>, roots: &[Hash]) -> Option<Hash> {
    let votes: Vec<Hash> = marked.iter().chain(roots).copied().collect();
    let agreed = chain.filter(|chain| votes.iter().filter(|vote| *vote == chain).count() > 1);
    most(&votes, agreed.or(marked).or(roots.first().copied()))
}

/// The most frequent value; on a tie the favourite among them.
fn most(votes: &[Hash], favourite: Option<Hash>) -> Option<Hash> {
    let count = |root: &Hash| votes.iter().filter(|vote| *vote == root).count();
    votes.iter().max_by_key(|root| (count(root), Some(**root) == favourite)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: Hash = [1; 32];
    const OTHER: Hash = [2; 32];

    #[test]
    fn who_is_alone_with_what_he_says_does_not_say_which_workspace_it_is() {
        // The marker is gone, the witness is another's; journal and snapshots agree.
        assert_eq!(believed(None, Some(OURS), &[OURS, OTHER, OURS]), Some(OURS));
        // Marker and witness are another's; journal, state and snapshots agree.
        assert_eq!(believed(Some(OTHER), Some(OURS), &[OURS, OTHER, OURS, OURS]), Some(OURS));
        // Marker and journal are another's; what was made from the right ones agrees.
        assert_eq!(believed(Some(OTHER), Some(OTHER), &[OTHER, OURS, OURS, OURS]), Some(OURS));
        // The journal is another's; the only other part agrees with the marker.
        assert_eq!(believed(Some(OURS), Some(OTHER), &[OTHER, OURS]), Some(OURS));
        assert_eq!(believed(None, None, &[]), None);
    }

    #[test]
    fn where_as_many_say_otherwise_the_journal_with_a_witness_is_believed_and_then_the_marker() {
        // Marker and snapshots are another's; the state says nothing.
        assert_eq!(believed(Some(OTHER), Some(OURS), &[OURS, OURS, OTHER]), Some(OURS));
        // Only the journal names the other workspace.
        assert_eq!(believed(Some(OURS), Some(OTHER), &[OTHER]), Some(OURS));
        assert_eq!(believed(Some(OURS), None, &[OTHER]), Some(OURS));
        assert_eq!(believed(None, Some(OURS), &[OURS, OTHER]), Some(OURS));
    }
}
