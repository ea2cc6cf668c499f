//! `kvartal migrate`: creates the tables on a server, or upgrades them to the version that this program needs.

use super::{Ended, failure::Failure, plans_at::PlansAt, session::Session, words::Value, workspace};

/// Runs the command.
///
/// # Errors
/// When the plans are in a directory, or the server cannot be used: in each case nothing was changed.
pub(super) fn run(session: &Session) -> Result<Ended, Failure> {
    let PlansAt::Server(server) = PlansAt::of(session)? else { return Err(Failure::NothingToMigrate) };
    let migrated = server.migrate(workspace::patience(session))?;
    let id = match migrated.from {
        0 => "server-migrated-new",
        from if from == migrated.to => "server-migrated-already",
        _ => "server-migrated",
    };
    let [from, to] = [migrated.from, migrated.to].map(|version| Value::from(version.to_string()));
    session.tell(&session.words.with(id, &[("from", from), ("to", to)]));
    Ok(Ended::Well)
}
