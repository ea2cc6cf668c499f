//! Rows that were not written by the program.

use crate::database::{Database, PLAN};

#[test]
#[cfg_attr(not(kvartal_postgres), ignore = "KVARTAL_TEST_POSTGRES names no server")]
fn the_doctor_finds_rows_that_no_change_explains() {
    let database = Database::with_plan();
    let doctor = || {
        let output = database.run(&database.address(), &["doctor"]);
        (output.status.code(), String::from_utf8(output.stdout).unwrap().contains(PLAN))
    };
    assert_eq!(doctor(), (Some(0), false));
    database.ask(
        "DELETE FROM kvartal.records WHERE key = (SELECT key FROM kvartal.records WHERE kind = 'evidence' LIMIT 1)",
    );
    assert_eq!(doctor(), (Some(3), true));
}
