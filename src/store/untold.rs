//! Plans of a workspace of version 1 that have not reported yet that their figures follow other rules now. Each reports
//! it once, when it is first opened.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use super::{
    plain_file::read_plain_text,
    workspace::{WorkspacePaths, replace_file},
};
use crate::domain::PlanId;

/// The plans that have not reported it yet; a file keeps them as long as there are any.
#[derive(Debug, Default)]
pub(super) struct Untold {
    path: PathBuf,
    plans: BTreeSet<PlanId>,
    /// Whether the workspace is of version 1 and its plans are not known yet.
    pub awaits_list: bool,
}

impl Untold {
    /// Reads them from a workspace.
    pub fn of(layout: &WorkspacePaths, is_of_version_1: bool) -> Self {
        let path = layout.root.join("untold");
        let text = read_plain_text(&path).unwrap_or_default();
        let plans = text.lines().filter_map(|line| line.parse().ok()).collect();
        Self { path, plans, awaits_list: is_of_version_1 }
    }

    /// Takes over all plans, if the workspace is opened for the first time by this version.
    pub fn learn(&mut self, plans: impl Iterator<Item = PlanId>) {
        if std::mem::take(&mut self.awaits_list) {
            self.plans.extend(plans);
            self.keep();
        }
    }

    /// Whether a plan has to report it; for read-only stores, which cannot record that it was reported.
    pub fn has(&self, id: PlanId) -> bool {
        self.awaits_list || self.plans.contains(&id)
    }

    /// Whether a plan has to report it; afterwards it counts as reported.
    pub fn take(&mut self, id: PlanId) -> bool {
        let taken = self.plans.remove(&id);
        if taken {
            self.keep();
        }
        taken
    }

    /// Writes the file. A failure is ignored, because it only makes a plan report it again.
    fn keep(&self) {
        let lines: String = self.plans.iter().map(|id| format!("{id}\n")).collect();
        let _ = if lines.is_empty() {
            std::fs::remove_file(&self.path).is_ok()
        } else {
            replace_file(Path::new(&self.path), lines.as_bytes(), false).is_ok()
        };
    }
}
