//! Days that lie outside the plan's period.

use super::*;

/// What lies outside the plan may be a slip of the pen in a year, or a number that a spreadsheet shows as a date.
#[test]
fn days_outside_the_plan_are_doubted_at_their_measures() {
    let head = "№|Захід|Показник|План|Факт|Примітка";
    let draft = |rows: &str| read(vec![line(TITLE), table(&format!("{head}\n{rows}"))]);
    let outside = |rows: &str| {
        let doubts = draft(rows).doubts.into_iter().filter(|doubt| doubt.kind == DoubtKind::Date);
        doubts.map(|doubt| doubt.reading).collect::<Vec<_>>()
    };
    assert_eq!(outside("1|Столи|дата|до 01.11.2023|15.10.2024|"), ["2024-10-15"]);
    assert_eq!(outside("1|Столи|дата|до 01.11.2023|15.10.2023|"), Vec::<String>::new());
    for (event, reading) in [
        ("15.10.2022 ліцей", Some("2022-10-15")),
        ("15 жовтня дві тисячі двадцять другого року ліцей", Some("2022-10-15")),
        ("15 жовтня дві тисячі двадцять третього року ліцей", None),
        ("05.02 ліцей", Some("2023-02-05")),
        ("05.11 ліцей", None),
    ] {
        let rows = format!("1|Столи¶- {event}|кількість|1|1|");
        assert_eq!(outside(&rows), reading.into_iter().collect::<Vec<_>>(), "{event}");
        assert_eq!(measures(&draft(&rows))[0].evidence[0].text, "ліцей");
    }
}
