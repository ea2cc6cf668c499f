//! The plainest tables of all: few columns, or columns that no form knows.

use super::*;

const TITLE: &str = "Звіт про виконання плану заходів Зоряної громади за ІІІ квартал 2024 року";

fn of(rows: &str) -> Draft {
    read(vec![line(TITLE), table(rows)])
}

#[test]
fn tables_of_few_columns_are_read() {
    for rows in [
        "№|Захід|План|Факт|Причини\n1|Лекції|5|6|",
        "№|Захід|План|Факт|Відхилення|Причини\n1|Лекції|5|6|1|",
        "№|Захід|Цільове значення|Фактичне значення\n1|Лекції|5|6",
        "№|Захід|Показник|Цільове значення|Фактичне значення\n1|Лекції|кількість|5|6",
        "№|Робота|План|Факт\n1|Лекції|5|6",
    ] {
        let draft = of(rows);
        assert_eq!((said(&draft), draft.doubts.len()), (vec!["Лекції 2024Q3 5/6".into()], 0), "{rows}");
    }
}

#[test]
fn a_table_of_tasks_or_indicators_alone_is_one_of_measures_with_a_doubt() {
    for (rows, header) in [
        ("№|Показник|План|Факт\n1|Кількість лекцій|5|6", "Показник"),
        (
            "№|Найменування показника|Одиниця виміру|План|Факт\n1|Кількість лекцій|од.|5|6",
            "Найменування показника",
        ),
        ("№|Завдання|План|Факт\n1|Кількість лекцій|5|6", "Завдання"),
    ] {
        let draft = of(rows);
        assert_eq!(said(&draft), ["Кількість лекцій 2024Q3 5/6"], "{rows}");
        let doubt = only_doubt(&draft);
        assert_eq!((doubt.text.as_str(), doubt.reading.as_str()), (header, "Захід"));
    }
}

#[test]
fn marks_of_deeds_need_neither_performers_nor_indicators() {
    let draft = of("№|Захід|Термін|Відмітка про виконання|Примітка\n1|Лекції|вересень|виконано|\n\
         2|Семінари|до 30 вересня|не виконано|брак коштів\n3|Прийом|постійно||");
    let facts = |node: &DraftNode| {
        let value = node.indicators.first().and_then(|indicator| indicator.values.first());
        value
            .map(|value| (value.target.clone(), value.fact.clone().map(|(fact, _)| fact), value.note.clone()))
    };
    let deed = || Some(condition::deed());
    let [first, second, third] = measures(&draft)[..] else { panic!("three measures") };
    assert_eq!(facts(first), Some((deed(), Some(FactValue::Done), String::new())));
    assert_eq!(facts(second), Some((deed(), Some(FactValue::Text), "брак коштів".to_owned())));
    assert!(third.indicators.is_empty() && draft.doubts.is_empty(), "{:?}", draft.doubts);
}

#[test]
fn further_columns_are_kept_and_unusual_ones_are_shown_once() {
    let draft = of("№|Захід|План|Факт|Джерело|Стан|Погода\n1|Лекції|5|6|бюджет|триває|\n2|Огляди|7|8|||дощ");
    let about = |at: usize| measures(&draft)[at].indicators[0].about.clone();
    assert_eq!((about(0)["Джерело"].as_str(), about(0)["Стан"].as_str()), ("бюджет", "триває"));
    assert_eq!(about(1)["Погода"], "дощ");
    let doubt = only_doubt(&draft);
    assert_eq!((doubt.text.as_str(), doubt.reading.as_str()), ("Погода", "Погода: дощ"));
}

#[test]
fn a_difference_is_checked_and_its_words_are_kept() {
    let rows = |last: &str| format!("№|Захід|План|Факт|Відхилення\n1|Лекції|7|3|{last}");
    for right in ["-4", "4", "−4", ""] {
        assert_eq!(of(&rows(right)).doubts, [], "{right}");
    }
    assert_eq!(only_doubt(&of(&rows("-2"))).reading, "-4");
    let draft = of(&rows("через дощ"));
    assert_eq!(measures(&draft)[0].indicators[0].about["Відхилення"], "через дощ");
    assert_eq!(draft.doubts, []);
}

#[test]
fn a_column_of_one_performer_is_not_one_of_facts() {
    for columns in ["Захід|Виконавець|Строк|Індикатор|План", "Захід|Виконавець|Строк|Показник|План"]
    {
        let draft = of(&format!("Код|{columns}\n1.1|Лекції|Відділ А|до 20.09.2024|кількість|12"));
        let measure = measures(&draft)[0];
        assert_eq!(measure.performers.first().map(|who| who.name.as_str()), Some("Відділ А"), "{columns}");
        let value = &measure.indicators[0].values[0];
        assert!(value.target.is_some() && value.fact.is_none(), "{columns}: {value:?}");
    }
}

#[test]
fn other_tables_are_no_plans() {
    for rows in ["№|Захід\n1|Лекції", "Посада|План|Факт\nЛікар|5|6", "Показник|Сума|Код\nвидатки|5|6"]
    {
        let document = Document::new("а.csv", vec![line(TITLE), table(rows)]);
        assert!(recognise(&document, &built_in(), &options()).is_err(), "{rows}");
    }
}

#[test]
fn texts_of_further_columns_are_read_from_labelled_lines() {
    let cell = "кількість¶Джерело: бюджет громади¶Інше: Погода: дощ, 5 мм";
    let draft = of(&format!("№|Захід|Показник|План|Факт|Примітка\n1|Лекції|{cell}|5|6|"));
    let indicator = &measures(&draft)[0].indicators[0];
    assert_eq!(indicator.name, "кількість");
    assert_eq!(
        (indicator.about["Джерело"].as_str(), indicator.about["Погода"].as_str()),
        ("бюджет громади", "дощ, 5 мм")
    );
    assert_eq!(draft.doubts, []);
}

/// Percentages of quarters are not added: that of the whole time lies between them.
#[test]
fn a_percentage_from_the_beginning_of_the_year_is_no_sum_of_quarters() {
    let rows = |name: &str, unit: &str, so_far: &str| {
        let head = "№|Захід|Показник|Одиниця виміру|План І квартал|Факт І квартал|План ІІ квартал|Факт ІІ квартал|\
                    План ІІІ квартал|Факт ІІІ квартал|Факт з початку року";
        format!("{head}\n1|Лекції|{name}|{unit}|70|70|80|80|90|96|{so_far}")
    };
    assert_eq!(of(&rows("лекції", "од.", "246")).doubts, []);
    assert_eq!(only_doubt(&of(&rows("лекції", "од.", "82"))).reading, "246");
    for right in ["82", "82 %", "70", "96", "90,5", ""] {
        let draft = of(&rows("частка слухачів", "%", right));
        let about: Vec<_> =
            draft.doubts.iter().filter(|doubt| doubt.kind != DoubtKind::Aggregation).collect();
        assert!(about.is_empty(), "{right}: {about:?}");
    }
    for wrong in ["246", "97", "69,9"] {
        let draft = of(&rows("частка слухачів", "%", wrong));
        let mut about = draft.doubts.iter().filter(|doubt| doubt.kind != DoubtKind::Aggregation);
        let doubt = about.next().unwrap_or_else(|| panic!("{wrong} is doubted"));
        assert_eq!(doubt.reading, "82", "{wrong}: {doubt:?}");
    }
}

#[test]
fn a_day_as_the_mark_of_a_measure_is_the_one_on_which_it_was_done() {
    let rows = "№|Захід|Виконавець|Відмітка про виконання\n1|Лекції|Рада|12.11.2023";
    let draft = titled(TITLE, rows);
    let fact = measures(&draft)[0].indicators[0].values[0].fact.clone().unwrap();
    assert_eq!(fact.0, FactValue::Done);
    assert_eq!(draft.doubts[0].alternatives, ["12.11.2023"]);
}

#[test]
fn parts_of_performers_in_one_line_are_each_their_own() {
    let rows = "№|Захід|Виконавці|План|Факт\n1|Лекції|Рада лісу, Рада саду|5|Рада лісу: 2; Рада саду: багато";
    let draft = titled(TITLE, rows);
    let facts: Vec<_> = measures(&draft)[0].indicators[0]
        .values
        .iter()
        .filter_map(|value| Some((value.performer.as_deref()?, value.fact.as_ref()?.1.as_str())))
        .collect();
    assert_eq!(facts, [("Рада лісу", "2"), ("Рада саду", "багато")]);
    // Words where the shared target is a number.
    assert!(kinds(&draft).contains(&DoubtKind::Reading), "{:?}", draft.doubts);
}
