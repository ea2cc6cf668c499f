//! Headers of two rows without merged cells, sums beside quarters, columns with two values, and headers of one word.

use super::*;

const PLAN: &str = "План роботи Зоряної громади на 2025 рік";

#[test]
fn a_header_of_two_rows_without_merged_cells_is_read_as_with_them() {
    for (lost, merged) in [
        (
            "План||Факт|\n|||І півріччя|ІІ півріччя|І півріччя|ІІ півріччя",
            "План|<|Факт|<\n^|^|^|І півріччя|ІІ півріччя|І півріччя|ІІ півріччя",
        ),
        (
            "І квартал||ІІ квартал|\n|||План|Факт|План|Факт",
            "І квартал|<|ІІ квартал|<\n^|^|^|План|Факт|План|Факт",
        ),
        (
            "І півріччя||ІІ півріччя|\n|||План|Факт|План|Факт",
            "І півріччя|<|ІІ півріччя|<\n^|^|^|План|Факт|План|Факт",
        ),
        (
            "Виконання за 2025 рік|||\n|||І квартал||ІІ квартал|\n|||План|Факт|План|Факт",
            "Виконання за 2025 рік|<|<|<\n^|^|^|І квартал|<|ІІ квартал|<\n^|^|^|План|Факт|План|Факт",
        ),
    ] {
        // Some formats have no cells in the places of merged ones, others blank ones.
        let without_blanks = |block: Block| match block {
            Block::Table(table) => {
                let cells = table.cells().iter().filter(|cell| !cell.is_blank()).cloned().collect();
                Table::new(table.rows(), table.columns(), cells).unwrap().into()
            }
            other => other,
        };
        let sparse =
            format!("№|Захід|Показник|{lost}\n1|Лекції|кількість|10|12|9|8\n2|Огляди|кількість|4|5|3|2");
        let sparse = read(vec![line(PLAN), without_blanks(table(&sparse))]);
        let of = |head: &str| {
            titled(
                PLAN,
                &format!("№|Захід|Показник|{head}\n1|Лекції|кількість|10|12|9|8\n2|Огляди|кількість|4|5|3|2"),
            )
        };
        let (lost, merged) = (of(lost), of(merged));
        assert_eq!((said(&lost), said(&sparse)), (said(&merged), said(&merged)));
        assert!(said(&lost).len() >= 4, "{:?}", said(&lost));
        assert_eq!((&lost.doubts, &merged.doubts), (&Vec::new(), &Vec::new()));
    }
}

#[test]
fn a_fact_of_half_a_year_stands_in_its_last_quarter() {
    let rows = "№|Захід|Показник|План|<|Факт|<\n^|^|^|І півріччя|ІІ півріччя|І півріччя|ІІ півріччя\n1|Лекції|кількість|10|12|9|8";
    let own =
        ["Лекції 2025Q1..2025Q2 10/", "Лекції 2025Q2 /9", "Лекції 2025Q3..2025Q4 12/", "Лекції 2025Q4 /8"];
    let mut lines = said(&titled(PLAN, rows));
    lines.sort();
    assert_eq!(lines, own);
    // Of facts from the beginning of the year, the later one has the earlier one inside.
    let growing = "№|Захід|Показник|План за І півріччя|Факт за І півріччя|План за 9 місяців|Факт за 9 місяців\n1|Лекції|кількість|10|9|15|14";
    let draft = titled(PLAN, growing);
    let facts: Vec<String> = said(&draft).into_iter().filter(|value| !value.ends_with('/')).collect();
    assert_eq!(facts, ["Лекції 2025Q2 /9", "Лекції 2025Q3 /5"]);
    let read: Vec<&str> = draft.doubts.iter().map(|doubt| doubt.reading.as_str()).collect();
    assert_eq!(read, ["2025Q2", "5"], "{:?}", draft.doubts);
}

#[test]
fn a_sum_from_the_beginning_of_the_year_is_checked_and_kept() {
    let rows = "№|Захід|Показник|План на рік|План на ІІ квартал|Факт за ІІ квартал|Виконано з початку року\n\
        1|Лекції|кількість|40|10|9|15\n2|Огляди|кількість|8|2|3|2";
    let draft = titled("Звіт про виконання плану роботи за ІІ квартал 2025 року", rows);
    let own =
        ["Лекції 2025Q1..2025Q4 40/", "Лекції 2025Q2 10/9", "Огляди 2025Q1..2025Q4 8/", "Огляди 2025Q2 2/3"];
    let mut lines = said(&draft);
    lines.sort();
    assert_eq!(lines, own);
    let kept = |n: usize| measures(&draft)[n].indicators[0].about.get("Виконано з початку року").cloned();
    assert_eq!([kept(0).as_deref(), kept(1).as_deref()], [Some("15"), Some("2")]);
    // Less since January than in the quarter alone.
    let doubt = only_doubt(&draft);
    assert_eq!((&doubt.subject, doubt.kind), (&DraftSubject::Indicator(vec![1], 0), DoubtKind::Reading));
}

#[test]
fn quarters_and_their_sum_need_no_words() {
    for total in ["Всього", "Разом за рік", "Усього"] {
        let rows = format!(
            "№|Захід|Показник|І|ІІ|ІІІ|ІV|{total}\n1|Лекції|кількість|10|12|9|4|35\n2|Огляди|кількість|4|5|3|1|14"
        );
        let draft = titled(PLAN, &rows);
        assert!(said(&draft).contains(&"Лекції 2025Q1 10/".to_owned()), "{:?}", said(&draft));
        assert!(said(&draft).contains(&"Лекції 2025Q1..2025Q4 35/".to_owned()), "{:?}", said(&draft));
        // 14 is not the sum of 4, 5, 3 and 1.
        let doubt = only_doubt(&draft);
        assert_eq!((doubt.text.as_str(), doubt.kind), ("14", DoubtKind::Reading), "{total}");
    }
    // In a report they may be facts.
    let rows = "№|Захід|Показник|І|ІІ|ІІІ\n1|Лекції|кількість|10|12|9";
    let draft = titled("Звіт про роботу Зоряної громади за 9 місяців 2025 року", rows);
    assert!(
        draft.doubts.iter().any(|doubt| doubt.text == "І" && doubt.alternatives == ["Факт"]),
        "{:#?}",
        draft.doubts
    );
}

#[test]
fn the_sum_of_quarters_is_not_the_fact_of_the_last_one() {
    let rows = "№|Захід|Показник|План|Факт|<|<|<\n^|^|^|^|І|ІІ|ІІІ|Всього\n1|Лекції|кількість|20|5|6|7|18";
    let draft = titled("Звіт про виконання плану роботи за ІІІ квартал 2025 року", rows);
    let facts: Vec<String> = said(&draft).into_iter().filter(|value| !value.ends_with('/')).collect();
    assert_eq!(facts, ["Лекції 2025Q3 20/7", "Лекції 2025Q1 /5", "Лекції 2025Q2 /6"]);
}

#[test]
fn a_column_of_targets_and_facts_together_is_parted() {
    let title = "Звіт про виконання плану роботи за ІV квартал 2025 року";
    for head in ["Заплановано/Виконано", "План / Факт", "План/Факт за ІV квартал"]
    {
        let rows = format!(
            "№|Захід|Показник|{head}|Примітка\n1|Лекції|кількість|10/12|\n2|Огляди|кількість|4 / 3|дощі\n3|Толоки|кількість|7|"
        );
        let draft = titled(title, &rows);
        assert_eq!(said(&draft), ["Лекції 2025Q4 10/12", "Огляди 2025Q4 4/3", "Толоки 2025Q4 7/"], "{head}");
        assert_eq!(only_doubt(&draft).text, "7");
    }
}

#[test]
fn names_alone_are_measures() {
    let title = "Звіт про виконання плану роботи за ІІІ квартал 2025 року";
    for head in ["Найменування|Заплановано|Виконано", "Назва|План|Факт"]
    {
        let draft = titled(title, &format!("{head}\nЛекції|10|12\nОгляди|4|5"));
        assert_eq!(said(&draft), ["Лекції 2025Q3 10/12", "Огляди 2025Q3 4/5"], "{head}");
        assert_eq!(draft.doubts, []);
    }
}

#[test]
fn a_performer_is_no_fact() {
    let rows =
        "№|Захід|Показник|План за кварталами|<|Виконавець\n^|^|^|1|П|^\n1|Лекції|кількість|1|2|Відділ саду";
    let draft = titled(PLAN, rows);
    assert_eq!(said(&draft), ["Лекції 2025Q1 1/", "Лекції 2025Q2 2/"]);
    assert_eq!(measures(&draft)[0].performers[0].name, "Відділ саду");
}

#[test]
fn months_beside_a_target_in_a_report_are_facts() {
    let rows = "№|Захід|Показник|План|Липень|Серпень|Вересень\n1|Лекції|кількість|4|1||3";
    let draft = titled("Звіт про виконання плану роботи за ІІІ квартал 2025 року", rows);
    let doubt = draft.doubts.iter().find(|doubt| doubt.text == "Липень");
    assert_eq!(doubt.map(|doubt| doubt.alternatives.as_slice()), Some(["План".to_owned()].as_slice()));
    assert_eq!(said(&draft), ["Лекції 2025Q3 4/4"]);
}

#[test]
fn quarters_that_come_to_more_than_their_year_are_doubted() {
    let of = |year: u32| {
        let rows = format!(
            "№|Захід|Показник|План на рік|План на І кв.|План на ІІ кв.\n1|Лекції|кількість|{year}|11|14"
        );
        titled(PLAN, &rows)
    };
    assert_eq!(of(30).doubts, []);
    assert_eq!(only_doubt(&of(20)).text, "20");
}

#[test]
fn a_struck_measure_takes_its_figures_with_it() {
    use crate::document::{Effect, Run};
    let struck = |cell: &Cell| {
        let mut cell = cell.clone();
        if let (true, Some(Block::Paragraph(line))) = (cell.text() == "Огляди", cell.blocks.first().cloned())
        {
            let runs: Vec<Run> =
                line.runs.iter().map(|run| Run { effect: Effect::Struck, ..run.clone() }).collect();
            cell.blocks = vec![Block::Paragraph(Paragraph { runs: runs.into(), ..line })].into();
        }
        cell
    };
    let rows = "№|Захід|Показник|План|Факт\n1|Лекції|кількість|10|9\n2|Огляди|кількість оглядів|4|5\n3|Толоки|кількість|7|6";
    let Block::Table(table) = table(rows) else { panic!() };
    let cells = table.cells().iter().map(struck).collect();
    let title = line("Звіт про виконання плану роботи за ІІІ квартал 2025 року");
    let draft = read(vec![title, Table::new(0, 0, cells).unwrap().into()]);
    assert_eq!(said(&draft), ["Лекції 2025Q3 10/9", "Толоки 2025Q3 7/6"]);
    let told = draft.doubts.iter().find(|doubt| doubt.kind == DoubtKind::LeftOver).unwrap();
    assert_eq!(told.alternatives, ["Огляди 2 кількість оглядів 4 5"]);
    assert_eq!((&told.subject, told.text.starts_with("~~Огляди~~")), (&DraftSubject::Plan, true));
}

#[test]
fn the_first_of_two_values_of_a_period_stands() {
    let rows = "№|Захід|Показник|План на рік|Факт|План на 2025 рік\n1|Лекції|кількість|40|38|41\n2|Огляди|кількість|5|6|5";
    let draft = titled(PLAN, rows);
    assert_eq!(said(&draft), ["Лекції 2025Q1..2025Q4 40/38", "Огляди 2025Q1..2025Q4 5/6"]);
    let doubt = only_doubt(&draft);
    assert_eq!((doubt.text.as_str(), &doubt.subject), ("41", &DraftSubject::Indicator(vec![0], 0)));
}

#[test]
fn further_rows_of_a_merged_indicator_are_told() {
    let rows = "№|Захід|Показник|Місце|План|Факт\n1|Лекції|кількість|школа|10|9\n^|^|^|ліцей|11|12";
    let draft = titled(PLAN, rows);
    let told = draft.doubts.iter().find(|doubt| doubt.kind == DoubtKind::LeftOver);
    assert_eq!(
        told.map(|doubt| (doubt.text.as_str(), &doubt.subject)),
        Some(("ліцей 11 12", &DraftSubject::Node(vec![0])))
    );
}

#[test]
fn a_fact_in_brackets_behind_its_target_is_parted_from_it() {
    let rows = "№|Захід|Показник|План (факт)\n1|Лекції|кількість|5 (6)\n2|Огляди|кількість|7";
    let draft = titled("Звіт про виконання плану заходів Зоряної громади за ІІ квартал 2025 року", rows);
    assert_eq!(said(&draft), ["Лекції 2025Q2 5/6", "Огляди 2025Q2 7/"]);
    assert_eq!(only_doubt(&draft).text, "7");
}

#[test]
fn a_title_over_several_cells_is_no_part_of_the_header() {
    for title in [
        "Звіт про виконання плану|за ІV квартал 2023 року|||",
        "Звіт про виконання плану||||за ІV квартал 2023 року",
        "Звіт|про виконання|плану роботи|за ІV квартал|2023 року",
    ] {
        let rows =
            format!("{title}\n№|Захід|Показник|План|Факт\n1|Лекції|кількість|10|9\n2|Огляди|кількість|4|5");
        let draft = read(vec![table(&rows)]);
        let own = ["Лекції 2023Q4 10/9", "Огляди 2023Q4 4/5"];
        assert_eq!((said(&draft), &draft.doubts), (own.map(str::to_owned).to_vec(), &Vec::new()), "{title}");
        assert!(draft.title.starts_with("Звіт") && draft.title.ends_with("2023 року"), "{}", draft.title);
        assert_eq!(draft.period.to_string(), "2023Q4");
    }
}

#[test]
fn each_quarter_may_have_a_column_of_targets_and_facts_together() {
    let rows = "№|Захід|Показник|План на рік|І кв. план/факт|ІІ кв. план/факт|ІІІ кв. план/факт|ІV кв. план/факт\n\
        1|Лекції|кількість|10|2/1|3/2|2/3|3/4";
    let draft = titled("Звіт про виконання плану роботи за 2023 рік", rows);
    let mut lines = said(&draft);
    lines.sort();
    let own = [
        "Лекції 2023Q1 2/1",
        "Лекції 2023Q1..2023Q4 10/",
        "Лекції 2023Q2 3/2",
        "Лекції 2023Q3 2/3",
        "Лекції 2023Q4 3/4",
    ];
    assert_eq!(lines, own, "{:#?}", draft.doubts);
}
