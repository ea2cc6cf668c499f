//! `kvartal demo`: the terminal UI on a temporary workspace with a sample plan.

use std::{fs, path::PathBuf};

use super::{Ended, failure::Failure, ids, private, sample, session::Session, tui, workspace::Workspace};
use crate::domain::{Command, Plan, PlanId};

/// A directory that is removed when dropped.
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        // If it cannot be removed, the system cleans it up with other temporary files.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Runs the command.
///
/// # Errors
/// When there is no terminal, or no temporary directory can be made.
pub(super) fn run(session: &mut Session) -> Result<Ended, Failure> {
    tui::needs_terminal()?;
    let name = format!("kvartal-demo-{:032x}", ids::fresh()?.draw());
    let directory = std::env::temp_dir().join(name);
    private::sweep("kvartal-demo-");
    private::sweep("kvartal-look-");
    private::make_directory(&directory).map_err(|cause| Failure::Write(directory.clone(), cause))?;
    let temporary = Temporary(directory);
    session.global.workspace = Some(temporary.0.clone());
    let workspace = Workspace::open_window(session)?;
    let plan = sample(session, &workspace)?;
    tui::start_with(session, workspace, Some(plan), tui::First::Tour)
}

fn sample(session: &Session, workspace: &Workspace) -> Result<PlanId, Failure> {
    let draft = sample::draft()?;
    let id = match draft.id {
        Some(id) => id,
        None => PlanId(ids::fresh()?.draw()),
    };
    let mut plan = Plan::empty(id);
    workspace.carry_out(session, &mut plan, &Command::Import(Box::new(draft)), false)?;
    Ok(plan.id())
}
