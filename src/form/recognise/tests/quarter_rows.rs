//! Rows of one indicator that each name a quarter, and several indicators in one cell.

use super::*;

const TITLE: &str = "Звіт про виконання плану заходів Зоряної громади за 2024 рік";

fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort();
    lines
}

#[test]
fn a_measure_of_one_quarter_has_its_values_there() {
    let title = "Звіт про виконання плану заходів Зоряної громади за 2024 рік";
    let one = "1|Лекції|кількість|ІІ квартал|1|2\n|||ІІІ квартал|3|4\n2|Огляди|кількість|ІІ квартал|7|8";
    for header in ["Квартал", "Термін", ""] {
        let rows = format!("№|Захід|Показник|{header}|План|Факт\n{one}");
        let own = ["Лекції 2024Q2 1/2", "Лекції 2024Q3 3/4", "Огляди 2024Q2 7/8"];
        assert_eq!(sorted(said(&titled(title, &rows))), own, "{header}");
    }
    // Where no measure has several quarters.
    for [header, a, b] in [["Квартал", "ІІ", "ІІІ"], ["Період", "ІІ кв.", "3 квартал"]]
    {
        let rows = format!(
            "№|Захід|Показник|{header}|План|Факт\n1|Лекції|кількість|{a}|1|2\n2|Огляди|кількість|{b}|7|8"
        );
        assert_eq!(sorted(said(&titled(title, &rows))), ["Лекції 2024Q2 1/2", "Огляди 2024Q3 7/8"]);
    }
    // Without facts it says when a measure is due.
    let rows = "№|Захід|Показник|Квартал|План\n1|Лекції|кількість|ІІ|1\n2|Огляди|кількість|ІІІ|7";
    let draft = titled("План заходів Зоряної громади на 2024 рік", rows);
    assert!(measures(&draft).iter().all(|measure| measure.term.is_some()), "{:?}", said(&draft));
}

#[test]
fn each_row_belongs_to_the_quarter_that_it_names() {
    let quarters = |first: &str, name: fn(&str) -> String| {
        let rows =
            [("І", 5), ("ІІ", 6), ("ІІІ", 7), ("ІV", 8)].map(|(quarter, figure)| (name(quarter), figure));
        let [a, b, c, d] = rows.map(|(name, figure)| format!("{name}|{figure}|{}", figure + 1));
        format!("{first}{a}\n|||{b}\n|||{c}\n|||{d}")
    };
    for (head, rows) in [
        ("Термін", quarters("1|Лекції|кількість|", |name| format!("{name} квартал"))),
        ("Квартал", quarters("1|Лекції|кількість|", str::to_owned)),
        ("Період", quarters("1|Лекції|кількість|", |name| format!("{name} кв. 2024 року"))),
    ] {
        let draft = read(vec![
            line(TITLE),
            table(&format!("№|Захід|Показник|{head}|План|Факт\n{rows}\n2|Огляди|якість||3|4")),
        ]);
        let expected = [
            "Лекції 2024Q1 5/6",
            "Лекції 2024Q2 6/7",
            "Лекції 2024Q3 7/8",
            "Лекції 2024Q4 8/9",
            "Огляди 2024Q1..2024Q4 3/",
            "Огляди 2024Q4 /4",
        ];
        assert_eq!(sorted(said(&draft)), expected, "{head}");
        assert_eq!(kinds(&draft), [DoubtKind::Quarter], "{head}");
    }
}

#[test]
fn the_sum_of_the_rows_is_the_years() {
    let rows = "№|Захід|Показник|Період|План|Факт\n1|Лекції|кількість|січень|5|6\n^|^|^|лютий|6|7\n^|^|^|Всього|11|13";
    let draft = read(vec![line(TITLE), table(rows)]);
    let expected = ["Лекції 2024Q1 11/13", "Лекції 2024Q1..2024Q4 11/"];
    assert_eq!(sorted(said(&draft)), expected);
    assert!(
        draft.doubts.iter().any(|doubt| doubt.text == "План січень: 5; План лютий: 6"),
        "{:?}",
        draft.doubts
    );
}

#[test]
fn quarters_below_a_measure_make_its_year() {
    let rows = "№|Захід|Показник|План|Факт|Примітка\n1|Лекції|кількість|11|13|\n|у тому числі:||||\n|І квартал||5|6|\n\
                |ІІ квартал||6|7|дощі\n2|Огляди|кількість|3|4|";
    let draft = read(vec![line(TITLE), table(rows)]);
    let expected = [
        "Лекції 2024Q1 5/6",
        "Лекції 2024Q1..2024Q4 11/",
        "Лекції 2024Q2 6/7",
        "Огляди 2024Q1..2024Q4 3/",
        "Огляди 2024Q4 /4",
    ];
    assert_eq!(sorted(said(&draft)), expected);
    assert_eq!(kinds(&draft), [DoubtKind::LeftOver, DoubtKind::Quarter]);
}

#[test]
fn a_fact_since_the_year_began_is_the_quarters_with_a_doubt() {
    for head in ["План на рік|Факт з початку року", "План на рік|Виконано за 9 місяців"]
    {
        let rows = format!("№|Захід|Показник|{head}\n1|Лекції|кількість|20|15");
        let title = "Звіт про виконання плану заходів Зоряної громади за ІІІ квартал 2024 року";
        let draft = read(vec![line(title), table(&rows)]);
        assert_eq!(sorted(said(&draft)), ["Лекції 2024Q1..2024Q4 20/", "Лекції 2024Q3 /15"], "{head}");
        let doubt = only_doubt(&draft);
        assert_eq!(
            (doubt.kind, doubt.alternatives.as_slice()),
            (DoubtKind::Quarter, &["2024Q1..2024Q3".to_owned()][..])
        );
    }
}

#[test]
fn a_sum_beside_a_blank_quarter_is_not_the_quarters() {
    let rows = "№|Захід|Показник|План|Факт з початку року|Факт за ІІІ квартал\n1|Лекції|кількість|5|15|";
    let title = "Звіт про виконання плану заходів Зоряної громади за ІІІ квартал 2024 року";
    let draft = read(vec![line(title), table(rows)]);
    assert_eq!(said(&draft), ["Лекції 2024Q3 5/"]);
    assert_eq!(kinds(&draft), [DoubtKind::LeftOver]);
}

#[test]
fn lines_of_one_cell_are_indicators_of_their_own() {
    for (names, targets, facts) in [
        ("кількість лекцій¶кількість слухачів", "5¶100", "6¶120"),
        ("1) кількість лекцій;¶2) кількість слухачів", "1) 5¶2) 100", "1) 6¶2) 120"),
        ("1. кількість лекцій¶2. кількість слухачів", "1. 5¶2. 100", "1. 6¶2. 120"),
        ("- кількість лекцій¶- кількість слухачів", "- 5¶- 100", "- 6¶- 120"),
        ("кількість лекцій, кількість слухачів", "5, 100", "6, 120"),
    ] {
        let rows = format!("№|Захід|Показник|План|Факт\n1|Лекції|{names}|{targets}|{facts}");
        let draft = read(vec![line(TITLE), table(&rows)]);
        let indicators = &measures(&draft)[0].indicators;
        let names: Vec<&str> = indicators.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["кількість лекцій", "кількість слухачів"], "{targets}");
        let figures = |at: usize| {
            indicators[at].values.iter().filter_map(|v| v.fact.as_ref().map(|(_, raw)| raw.clone()))
        };
        assert_eq!(figures(0).chain(figures(1)).collect::<Vec<_>>(), ["6", "120"], "{targets}");
    }
}

#[test]
fn halves_of_a_year_make_its_sum() {
    let rows = "№|Захід|Показник|І півріччя|<|ІІ півріччя|<|Разом за рік|<\n^|^|^|план|факт|план|факт|план|факт\n\
                1|Лекції|кількість|10|8|12|13|22|21";
    let draft = read(vec![line(TITLE), table(rows)]);
    let expected = [
        "Лекції 2024Q1..2024Q2 10/",
        "Лекції 2024Q1..2024Q4 22/",
        "Лекції 2024Q2 /8",
        "Лекції 2024Q3..2024Q4 12/",
        "Лекції 2024Q4 /13",
    ];
    assert_eq!(sorted(said(&draft)), expected);
}

#[test]
fn a_day_in_a_header_is_the_quarter_before_it_with_a_doubt() {
    let title = "Звіт про виконання плану заходів Зоряної громади за ІІІ квартал 2024 року";
    let rows = "№|Захід|Показник|План на 01.10.2024|Факт на 01.10.2024\n1|Лекції|кількість|10|8";
    let draft = read(vec![line(title), table(rows)]);
    assert_eq!(said(&draft), ["Лекції 2024Q3 10/8"]);
    assert_eq!(kinds(&draft), [DoubtKind::Quarter, DoubtKind::Quarter]);
}
