//! Opening a workspace: the end of the journal and the files for a fast start are read; if the journal is not intact,
//! everything that is known is collected.

use std::{path::Path, sync::atomic::AtomicBool};

use super::{
    super::{
        Harm, Lost, StoreError, StoreNotice, backup,
        core::Core,
        identity::Voices,
        journal::{self, Claims, Journal, Opened, Position, SEGMENT, witness::Witness},
        known,
        listing::{self, Catalog},
        recover::{self, Picture},
        repair,
        untold::Untold,
        wire::CatalogEntry,
        worker::Shared,
        workspace::Workspace,
    },
    DiskStore,
};

/// How a workspace is opened.
#[derive(Clone, Copy, Debug)]
pub struct OpenOptions {
    /// The current time, in milliseconds since 1970 UTC; other processes show it when they find the workspace locked.
    pub now_ms: i64,
    /// The size in bytes above which a segment of the journal is sealed.
    pub segment: u64,
    /// Whether the state is opened immediately, instead of when it is needed or the store has been in use for a while.
    pub at_once: bool,
    /// For a process that runs one command and ends: closing does not wait for the state, and the lock lasts until the
    /// process ends.
    pub brief: bool,
}

impl OpenOptions {
    /// The default options at this time.
    pub const fn at(now_ms: i64) -> Self {
        Self { now_ms, segment: SEGMENT, at_once: true, brief: false }
    }

    /// The options for a window: its first screen is read from the snapshots.
    pub const fn window(now_ms: i64) -> Self {
        Self { at_once: false, ..Self::at(now_ms) }
    }

    /// The options for a single command.
    pub const fn brief(now_ms: i64) -> Self {
        Self { brief: true, ..Self::window(now_ms) }
    }
}

impl DiskStore {
    /// Opens a workspace, or creates it. Only the end of the journal and the files for a fast start are read; the state
    /// is not waited for.
    ///
    /// # Errors
    /// When it is locked, newer, damaged, no workspace, or cannot be read or written.
    pub fn open(path: &Path, options: &OpenOptions) -> Result<Self, StoreError> {
        let workspace = Workspace::open(path, options.now_ms)?;
        let (layout, root) = (workspace.layout.clone(), workspace.root_hash);
        let claims = known::claims(&layout, &root);
        let listed = Catalog::read(&layout);
        let from = listed.as_ref().map(|(_, position)| position);
        let is_gone = journal::is_gone(&layout.journal);
        let opened = if is_gone || workspace.voices != Voices::One {
            let what = if is_gone { Harm::SegmentMissing } else { Harm::Foreign };
            Err(StoreError::damaged(&layout.journal, 0, what))
        } else {
            Journal::open(&layout.journal, &root, from, options.segment, &claims)
        };
        match opened {
            Ok(opened) => Self::start(workspace, opened, listed, claims.state.as_ref(), options),
            Err(StoreError::Damaged { .. }) => {
                let picture = recover::picture(&layout, &root)?;
                match picture.lost(&layout) {
                    // Parts of another workspace claimed positions that they cannot prove, and the journal lacks
                    // nothing.
                    None => {
                        let opened =
                            Journal::open(&layout.journal, &root, None, options.segment, &Claims::default())?;
                        Self::start(workspace, opened, None, None, options)
                    }
                    Some(lost) if picture.stops_writing() => Err(StoreError::Lost(Box::new(lost))),
                    Some(lost) => Self::start_damaged(workspace, picture, lost, options.segment),
                }
            }
            Err(other) => Err(other),
        }
    }

    /// Opens a workspace whose journal is intact.
    fn start(
        workspace: Workspace,
        mut opened: Opened,
        listed: Option<(Catalog, Position)>,
        state: Option<&Position>,
        options: &OpenOptions,
    ) -> Result<Self, StoreError> {
        let (layout, reader) = (workspace.layout.clone(), opened.journal.reader());
        let end = opened.journal.end();
        let position = listed.as_ref().map(|(_, position)| *position).filter(|_| opened.from_found);
        let catalog = match listed {
            Some((mut listed, _)) if opened.from_found => {
                let mut followed = Ok(());
                for frame in &opened.tail {
                    let change = reader.change(frame)?;
                    followed = followed.and_then(|()| listed.follow(&change, frame.label.seq, frame.at));
                }
                followed.ok().map(|()| listed)
            }
            _ if end == reader.start()? => Some(Catalog::default()),
            _ => None,
        };
        let viewed = position.filter(|_| catalog.is_some());
        let witness = Witness::open(&layout.witness, &workspace.root_hash, &reader, &end, state);
        // The store works without a witness; the next start tries again.
        opened.journal.set_witness(witness.ok());
        let remarked = workspace.is_remarked.then_some(StoreNotice::MarkerMade);
        let notices = opened.notice.into_iter().chain(remarked).collect();
        let mut core = Core::new(opened.journal, catalog, viewed, notices);
        if let Some(lost) = repair::pending(&layout) {
            core.refused = lost.losses.iter().filter(|loss| !loss.is_strange).cloned().collect();
            core.notices.push(StoreNotice::Lacks(Box::new(lost)));
        }
        let is_of_version_1 = core.catalog.is_none() && listing::is_of_version_1(&layout);
        if is_of_version_1 {
            // A backup is made before anything is rebuilt. A failure is ignored, because the journal has everything.
            let _ = backup::back_up_daily(&layout.root, options.now_ms);
        }
        core.untold = Untold::of(&layout, is_of_version_1);
        let shared = Shared::new(layout, reader, core, options.at_once, options.brief);
        shared.tell(false)?;
        Ok(Self { shared, closed: AtomicBool::new(false), brief: options.brief, workspace: Some(workspace) })
    }

    /// Opens a workspace whose journal is damaged: everything that is known is loaded, plans that lack nothing can be
    /// changed, and nothing is derived from the journal.
    fn start_damaged(
        workspace: Workspace,
        picture: Picture,
        lost: Lost,
        segment: u64,
    ) -> Result<Self, StoreError> {
        let layout = workspace.layout.clone();
        let Some(end) = picture.end else { return Err(StoreError::Lost(Box::new(lost))) };
        let mut journal = Journal::at_end(&layout.journal, &workspace.root_hash, end, segment)?;
        let reader = journal.reader();
        journal.set_witness(Witness::open(&layout.witness, &workspace.root_hash, &reader, &end, None).ok());
        let entries = picture.plans.values().map(|held| CatalogEntry::of(&held.plan, &held.standing));
        let catalog = Catalog::of(entries.collect());
        let losses = lost.losses.clone();
        let mut core = Core::new(journal, Some(catalog), None, vec![StoreNotice::Lacks(Box::new(lost))]);
        (core.is_damaged, core.refused) = (true, losses);
        picture.plans.into_values().for_each(|held| core.insert(held));
        let shared = Shared::new(layout, reader, core, false, false);
        shared.retire();
        Ok(Self { shared, closed: AtomicBool::new(false), brief: false, workspace: Some(workspace) })
    }
}
