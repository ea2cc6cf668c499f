//! The tables on the server: checks their version and upgrades them.

use super::{
    super::{Migrated, ServerFault},
    line::{Line, LineError},
    places,
};

/// The migrations; each creates the next version from the one before.
const STEPS: [&str; 4] = [
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
];
/// The version since which the tables hold the words of places.
const PLACES: u32 = 3;

/// The version that this program needs.
pub(super) const VERSION: u32 = STEPS.len() as u32;

/// Only one client migrates at a time; the lock number is chosen for this program.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7236571029)";

/// Refuses tables of another version than this program's.
pub(super) async fn check(line: &Line) -> Result<(), LineError> {
    judge(found(line).await?).map_err(LineError::Fault)
}

fn judge(found: (u32, String)) -> Result<(), ServerFault> {
    match found {
        (VERSION, _) => Ok(()),
        (found, _) if found < VERSION => Err(ServerFault::TablesOlder { found, needed: VERSION }),
        (found, program) => Err(ServerFault::TablesNewer { found, known: VERSION, program }),
    }
}

async fn found(line: &Line) -> Result<(u32, String), LineError> {
    let rows = line.query("SELECT version, program FROM kvartal.schema_version", &[]).await?;
    let Some(row) = rows.first() else { return Ok((0, String::new())) };
    let version: i32 = row.try_get(0)?;
    Ok((u32::try_from(version).unwrap_or_default(), row.try_get(1)?))
}

/// Creates the tables, or upgrades them to the newest version, in one transaction.
pub(super) async fn migrate(line: &Line) -> Result<Migrated, LineError> {
    line.batch("BEGIN").await?;
    line.query(LOCK, &[]).await?;
    let there = line.query("SELECT to_regclass('kvartal.schema_version') IS NOT NULL", &[]).await?;
    let is_there = there.first().map(|row| row.try_get::<_, bool>(0)).transpose()?.unwrap_or_default();
    let from = if is_there {
        match found(line).await? {
            newer @ (version, _) if version > VERSION => {
                return Err(judge(newer).err().map_or(LineError::Again, LineError::Fault));
            }
            (version, _) => version,
        }
    } else {
        line.batch("CREATE SCHEMA IF NOT EXISTS kvartal").await?;
        0
    };
    for step in STEPS.iter().skip(from as usize) {
        line.batch(step).await?;
    }
    if from < PLACES {
        places::fill(line).await?;
    }
    let program = env!("CARGO_PKG_VERSION");
    let version = i32::try_from(VERSION).unwrap_or(i32::MAX);
    line.query("DELETE FROM kvartal.schema_version", &[]).await?;
    line.query(
        "INSERT INTO kvartal.schema_version (version, program) VALUES ($1, $2)",
        &[&version, &program],
    )
    .await?;
    line.batch("COMMIT").await?;
    Ok(Migrated { from, to: VERSION })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_another_version_are_refused_with_the_version_that_is_needed() {
        assert_eq!(judge((VERSION, String::new())), Ok(()));
        let older = ServerFault::TablesOlder { found: VERSION - 1, needed: VERSION };
        assert_eq!(judge((VERSION - 1, String::new())), Err(older));
        let newer =
            ServerFault::TablesNewer { found: VERSION + 1, known: VERSION, program: "9.9".to_owned() };
        assert_eq!(judge((VERSION + 1, "9.9".to_owned())), Err(newer));
    }
}
