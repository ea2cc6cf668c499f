//! Rows of targets above rows of facts.

use super::*;

const TITLE: &str = "Звіт про виконання плану заходів Зоряної громади за 2025 рік";

#[test]
fn a_row_of_targets_above_one_of_facts_is_one_row() {
    let quarters = "І кв.|ІІ кв.|ІІІ кв.|ІV кв.";
    for rows in [
        format!("№|Захід|Показник||{quarters}\n1|Лекції|кількість|план|1|2|3|4\n^|^|^|факт|5|6|7|8"),
        format!("№|Захід|Показник|План/Факт|{quarters}\n1|Лекції|кількість|План|1|2|3|4\n||||5|6|7|8")
            .replace("||||5", "|||Факт|5"),
        format!(
            "№|Захід|Показник|Вид|{quarters}\n1|2|3|4|5|6|7|8\n1|Лекції|кількість|факт:|5|6|7|8\n^|^|^|план:|1|2|3|4"
        ),
        format!(
            "№|Захід|Показник||2025 рік|<|<|<\n^|^|^|^|{quarters}\nЦіль 1. Просвіта|<|<|<|<|<|<|<\n1|Лекції|кількість|заплановано|1|2|3|4\n1|Лекції|кількість|виконано|5|6|7|8"
        ),
    ] {
        let draft = titled(TITLE, &rows);
        let own = ["Лекції 2025Q1 1/5", "Лекції 2025Q2 2/6", "Лекції 2025Q3 3/7", "Лекції 2025Q4 4/8"];
        assert_eq!(said(&draft), own, "{rows}");
        assert_eq!(draft.doubts, [], "{rows}");
        assert_eq!(measures(&draft)[0].indicators[0].name, "кількість", "{rows}");
    }
}

#[test]
fn a_single_column_of_values_has_both_too() {
    let title = "Звіт про виконання плану заходів Зоряної громади за ІІ квартал 2025 року";
    let rows = "№|Захід|Показник|Вид|Значення|Примітка\n1|Лекції|кількість|план|5|\n^|^|^|факт|6|дощі\n\
        2|Огляди|кількість|план|7|\n^|^|^|факт|8|";
    let draft = titled(title, rows);
    assert_eq!(said(&draft), ["Лекції 2025Q2 5/6", "Огляди 2025Q2 7/8"]);
    assert_eq!(measures(&draft)[0].indicators[0].values[0].note, "дощі");
    assert_eq!(draft.doubts, []);
}

#[test]
fn words_among_others_are_left_as_they_stand() {
    // A third kind of row, and words that are no kinds of rows.
    let rows =
        "№|Захід|Показник|План|Факт\n1|Складання|план|1|1\n2|Перевірка|факт|2|2\n3|Лекції|кількість|5|6";
    let title = "Звіт про виконання плану заходів Зоряної громади за ІІ квартал 2025 року";
    assert_eq!(
        said(&titled(title, rows)),
        ["Складання 2025Q2 1/1", "Перевірка 2025Q2 2/2", "Лекції 2025Q2 5/6"]
    );
}

#[test]
fn columns_of_numbers_alone_are_quarters() {
    let rows = "№|Захід|Показник|План/факт|І|ІІ|ІІІ|ІV|Рік\n1|Лекції|кількість|план|1|2|3|4|10\n|||факт|2|2|3|5|12\n\
        2|Огляди|кількість|план|1||1||2\n|||факт|1||0||1";
    let draft = titled("Звіт про виконання плану заходів Зоряної громади за 2024 рік", rows);
    let of_quarters: Vec<String> = said(&draft).into_iter().filter(|line| !line.contains("..")).collect();
    let own = [
        "Лекції 2024Q1 1/2",
        "Лекції 2024Q2 2/2",
        "Лекції 2024Q3 3/3",
        "Лекції 2024Q4 4/5",
        "Огляди 2024Q1 1/1",
        "Огляди 2024Q3 1/0",
    ];
    assert_eq!(of_quarters, own);
}
