//! Plans of a workspace of version 1. Their figures follow other rules since then, and each says so once: when it
//! is opened for the first time.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use super::workspace::{WorkspacePaths, replace_file};
use crate::domain::PlanId;

/// The plans that have not said so yet, kept in a file as long as there are any.
#[derive(Debug, Default)]
pub(super) struct Untold {
    path: PathBuf,
    plans: BTreeSet<PlanId>,
    /// The workspace is of version 1 and its plans are not known yet.
    pub awaits_list: bool,
}

impl Untold {
    /// Those of a workspace.
    pub fn of(layout: &WorkspacePaths, is_of_version_1: bool) -> Self {
        let path = layout.root.join("untold");
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let plans = text.lines().filter_map(|line| line.parse().ok()).collect();
        Self { path, plans, awaits_list: is_of_version_1 }
    }

    /// Takes over the plans there are, when this is the first time that the workspace is opened.
    pub fn learn(&mut self, plans: impl Iterator<Item = PlanId>) {
        if std::mem::take(&mut self.awaits_list) {
            self.plans.extend(plans);
            self.keep();
        }
    }

    /// Whether a plan has to say so. For whoever only reads, and cannot keep that it was said.
    pub fn has(&self, id: PlanId) -> bool {
        self.awaits_list || self.plans.contains(&id)
    }

    /// Whether a plan has to say so; after this it has.
    pub fn take(&mut self, id: PlanId) -> bool {
        let taken = self.plans.remove(&id);
        if taken {
            self.keep();
        }
        taken
    }

    /// A file that cannot be written makes a plan say it once more, and that is all.
    fn keep(&self) {
        let lines: String = self.plans.iter().map(|id| format!("{id}\n")).collect();
        let _ = if lines.is_empty() {
            std::fs::remove_file(&self.path).is_ok()
        } else {
            replace_file(Path::new(&self.path), lines.as_bytes(), false).is_ok()
        };
    }
}
