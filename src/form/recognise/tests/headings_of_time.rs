//! Periods in lines above tables, in names of sheets, and in titles that name no quarter.

use super::*;

const HEAD: &str = "№|Захід|Показник|План|Факт|Примітка";
const YEAR: &str = "Звіт про виконання плану заходів Зоряної громади за 2024 рік";

fn rows(target: u32) -> Block {
    table(&format!("{HEAD}\n1|Лекції|кількість|{target}|{}|", target + 1))
}

fn sheet(name: &str, rows: &str) -> Block {
    let Block::Table(mut table) = table(rows) else { panic!() };
    table.name = Some(name.to_owned());
    Block::Table(table)
}

#[test]
fn a_line_above_a_table_names_its_quarter_among_other_words() {
    let above = |one: &str, two: &str| read(vec![line(YEAR), line(one), rows(1), line(two), rows(11)]);
    for (one, two) in [
        ("Таблиця 1. Виконання у ІІІ кварталі", "Таблиця 2. Виконання у ІУ кварталі"),
        ("Лекції за Ш квартал", "Результати за 4 квартал"),
    ] {
        let draft = above(one, two);
        assert_eq!(said(&draft), ["Лекції 2024Q3 1/2", "Лекції 2024Q4 11/12"], "{:#?}", draft.doubts);
        let told: Vec<&str> = draft.doubts.iter().map(|doubt| doubt.text.as_str()).collect();
        assert_eq!(told, [one, two]);
    }
    // A sentence names the period of nothing below it.
    let draft = read(vec![line(YEAR), line("У ІІІ кварталі лекції не проводились."), rows(1)]);
    assert!(said(&draft)[0].starts_with("Лекції 2024Q1..2024Q4 1/"), "{:?}", said(&draft));
}

#[test]
fn sheets_that_are_named_by_years_or_by_several_quarters() {
    let of = |title: &str, target: u32| format!("{title}|<|<|<|<|<\n{HEAD}\n1|Лекції|кількість|{target}|9|");
    let draft = read(vec![sheet("2023", &of(YEAR, 1)), sheet("2024", &of(YEAR, 2))]);
    assert!(said(&draft).contains(&"Лекції 2023Q1..2023Q4 1/9".to_owned()), "{:?}", said(&draft));
    assert!(said(&draft).contains(&"Лекції 2024Q1..2024Q4 2/9".to_owned()), "{:?}", said(&draft));
    let draft = read(vec![sheet("I-III", &of(YEAR, 1)), sheet("ІУ", &of(YEAR, 2))]);
    assert!(said(&draft).contains(&"Лекції 2024Q1..2024Q3 1/9".to_owned()), "{:?}", said(&draft));
    // The year of a lone sheet says nothing about its values.
    let quarter = "Звіт про виконання плану заходів Зоряної громади за ІІІ квартал 2024 року";
    assert_eq!(said(&read(vec![sheet("2024", &of(quarter, 1))])), ["Лекції 2024Q3 1/9"]);
}

#[test]
fn a_title_with_a_part_of_a_year_that_is_not_understood_is_doubted() {
    for time in ["Vквартал 2024 року", "ІІІ триместр 2024 року", "зимовий період 2024 року"]
    {
        let title = format!("Звіт про виконання плану заходів Зоряної громади за {time}");
        let draft = read(vec![line(&title), rows(1)]);
        assert!(kinds(&draft).contains(&DoubtKind::Quarter), "{time}");
    }
}

#[test]
fn quarters_beside_a_yearly_target_of_a_plain_table() {
    let head = "№|Захід|План на 2024 рік|у тому числі по кварталах|<|<|<\n^|^|^|І|ІІ|ІІІ|ІV";
    let draft = read(vec![line(YEAR), table(&format!("{head}\n1|Лекції|26|5|6|7|8"))]);
    let quarters = ["1 5/", "2 6/", "3 7/", "4 8/"].map(|figure| format!("Лекції 2024Q{figure}"));
    assert_eq!(said(&draft)[0], "Лекції 2024Q1..2024Q4 26/");
    assert_eq!(said(&draft)[1..], quarters);
}

#[test]
fn a_row_for_the_whole_year_among_rows_of_quarters_is_one_of_time() {
    let rows = "№|Захід|Показник|План|Факт\nІ квартал|<|<|<|<\n1|Лекції|кількість|5|6\n\
        Протягом року|<|<|<|<\n1|Прийом|кількість|9|9";
    let draft = titled("План заходів Зоряної громади на 2024 рік", rows);
    assert_eq!(said(&draft)[..2], ["Лекції 2024Q1 5/6", "Прийом 2024Q1..2024Q4 9/9"]);
    assert!(draft.outline.iter().all(|node| node.level == Level::Measure));
}

/// A title inside a table, as below the first report of a CSV file, says the period of the rows below it.
#[test]
fn a_title_inside_a_table_says_the_period_of_the_rows_below() {
    let head = "№|Захід|Показник|План|Факт";
    let title =
        |quarter: &str| format!("Звіт про виконання плану Зоряного центру за {quarter} квартал 2024 року");
    let rows =
        format!("{head}\n1|Лекції|кількість|5|6\n{}||||\n{head}\n1|Лекції|кількість|7|8", title("ІІІ"));
    let draft = read(vec![line(&title("ІІ")), table(&rows)]);
    assert_eq!(said(&draft), ["Лекції 2024Q2 5/6", "Лекції 2024Q3 7/8"]);
    assert_eq!(only_doubt(&draft).reading, "2024Q3");
}
