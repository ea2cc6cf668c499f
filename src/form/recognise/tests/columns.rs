//! Columns besides goal, measure, indicator and values.

use super::*;
use crate::domain::unit;

const TITLE: &str = "Звіт про виконання плану заходів Зоряної громади за ІІІ квартал 2024 року";

fn of(rows: &str) -> Draft {
    read(vec![line(TITLE), table(rows)])
}

#[test]
fn a_column_with_the_quarter_of_each_measure_has_terms() {
    let rows = "№|Захід|Показник|Квартал|План\n1|2|3|4|5\n1|Лекції|кількість|І|5\n2|Огляди|кількість|ІІ, ІІІ|6\n\
        3|Наради|кількість|щокварталу|1\n4|Столи|кількість|4|8";
    let draft = read(vec![line("План заходів Зоряної громади на 2025 рік"), table(rows)]);
    let due = |node: &DraftNode| {
        let term = node.term.as_ref().unwrap();
        (term.raw.clone(), term.last_day(draft.period).to_string())
    };
    let terms: Vec<(String, String)> = measures(&draft).into_iter().map(due).collect();
    let own = [
        ("І квартал", "2025-03-31"),
        ("ІІ, ІІІ квартал", "2025-09-30"),
        ("щокварталу", "2025-12-31"),
        ("4 квартал", "2025-12-31"),
    ];
    assert_eq!(terms, own.map(|(raw, day)| (raw.to_owned(), day.to_owned())));
    assert_eq!(draft.doubts, []);
    // Where another column has the terms, it stays beside them.
    let rows = "№|Захід|Показник|Квартал|Строк виконання|План\n1|Лекції|кількість|І|лютий|5";
    let draft = read(vec![line("План заходів Зоряної громади на 2025 рік"), table(rows)]);
    assert_eq!(measures(&draft)[0].term.as_ref().unwrap().raw, "лютий");
}

#[test]
fn years_with_their_kind_in_brackets_have_targets() {
    let rows = "№|Захід|Показник|2024 (факт)|2025 (план)|2026 (прогноз)\n1|Лекції|кількість|20|25|30";
    let draft = read(vec![line("План заходів Зоряної громади на 2025 рік"), table(rows)]);
    assert_eq!(said(&draft), ["Лекції 2025Q1..2025Q4 25/"]);
    assert_eq!(measures(&draft)[0].indicators[0].unit, None);
}

#[test]
fn units_baselines_and_texts_stay_with_the_indicator() {
    let draft = of(
        "№ з/п|Захід|Показник|Од. виміру|Базове значення|План|Факт|% виконання|Обсяг фінансування, тис. грн|Джерело\n\
         1|Виїзди|кількість виїздів|од.|7,5|12|15|125|10,5|бюджет громади\n2|Лекції|кількість|шт|||3|60||",
    );
    let indicator = &measures(&draft)[0].indicators[0];
    assert_eq!(indicator.unit.as_deref(), Some("од."));
    assert_eq!(indicator.baseline.map(|number| number.to_string()).as_deref(), Some("7.5"));
    assert_eq!(indicator.about.get("Джерело").map(String::as_str), Some("бюджет громади"));
    assert_eq!(indicator.about.get("Обсяг фінансування, тис. грн").map(String::as_str), Some("10,5"));
    assert_eq!(said(&draft), ["Виїзди 2024Q3 12/15", "Лекції 2024Q3 /3"]);
}

#[test]
fn a_share_that_target_and_fact_do_not_make_is_doubted() {
    let rows =
        |share: &str| format!("№|Захід|Показник|План|Факт|% виконання\n1|Лекції|кількість|12|15|{share}");
    assert_eq!(of(&rows("125")).doubts, []);
    assert_eq!(of(&rows("125 %")).doubts, []);
    let draft = of(&rows("80"));
    assert_eq!(only_doubt(&draft).reading, "125%");
}

#[test]
fn a_mark_is_the_fact_of_a_measure() {
    let rows = "№ з/п|Захід|Відповідальний|Строк виконання|Відмітка про виконання\n\
        1|Затвердити положення|Відділ саду|до 01.08.2024|Виконано\n2|Провести нараду|Рада|серпень|Виконано, протокол № 3\n\
        3|Оновити сайт|Відділ саду|до 30.09.2024|не виконано";
    let draft = read(vec![line("План заходів Зоряної громади на ІІІ квартал 2024 року"), table(rows)]);
    let fact = |node: &DraftNode| node.indicators[0].values[0].fact.clone().unwrap();
    let facts: Vec<(FactValue, String)> = measures(&draft).into_iter().map(fact).collect();
    let said = |value, raw: &str| (value, raw.to_owned());
    let expected = [
        said(FactValue::Done, "Виконано"),
        said(FactValue::Done, "Виконано, протокол № 3"),
        said(FactValue::Text, "не виконано"),
    ];
    assert_eq!(facts, expected);
}

#[test]
fn headers_of_other_depths_and_wordings() {
    for head in [
        "№ з/п|Захід|Показники|<|<|Примітка\n^|^|результативності|<|<|^\n^|^|Показник|План|Факт|^",
        "№ з/п|Захід|Показник|Заплановано|Виконано|При-мітка",
        "№ з/п|Най- менування заходу|Показник|План за ІІІ квартал|Факт за ІІІ квартал|Примітка",
        "№ з/п|Захід|Показник|ІІІ квартал 2024 року|<|Примітка\n^|^|^|План|Факт|^",
    ] {
        let draft = of(&format!("{head}\n1|Лекції|кількість|5|6|\n2|Огляди|кількість|7|8|"));
        assert_eq!(said(&draft), ["Лекції 2024Q3 5/6", "Огляди 2024Q3 7/8"], "{head}");
        assert_eq!(draft.doubts, [], "{head}");
    }
}

#[test]
fn texts_beside_a_measure_without_an_indicator_stay_with_its_deed() {
    let rows = "№ з/п|Захід|Відповідальний|Термін|Обсяг фінансування|Підстава\n1|Ремонт|Рада|серпень|12,5 тис. грн|Наказ № 5";
    let draft = read(vec![line("План заходів Зоряної громади на ІІІ квартал 2024 року"), table(rows)]);
    let [deed] = measures(&draft)[0].indicators.as_slice() else { panic!("{:#?}", measures(&draft)) };
    assert_eq!(deed.about.get("Підстава").map(String::as_str), Some("Наказ № 5"));
    assert_eq!(deed.values[0].target.as_ref().map(|target| &target.value), Some(&TargetValue::Deed));
}

#[test]
fn a_tick_says_that_a_measure_is_done_and_a_cross_that_it_is_not() {
    let rows = "№ з/п|Захід|Виконавець|Термін|Стан виконання\n1|Ремонт|Рада|серпень|+\n2|Огляд|Рада|серпень|✅\n3|Рейд|Рада|серпень|❌";
    let draft = read(vec![line("План заходів Зоряної громади на ІІІ квартал 2024 року"), table(rows)]);
    let fact = |node: &DraftNode| Some(node.indicators.first()?.values.first()?.fact.as_ref()?.0.clone());
    let facts: Vec<_> = measures(&draft).into_iter().map(fact).collect();
    assert_eq!(facts, [Some(FactValue::Done), Some(FactValue::Done), None]);
    assert_eq!(draft.doubts.iter().filter(|doubt| doubt.kind == DoubtKind::Formatting).count(), 3);
}

#[test]
fn quarters_that_are_only_numbers_under_a_word_for_them() {
    let rows = "№|Захід|Показник|План (квартали)|<|<|<|Факт (квартали)|<|<|<\n^|^|^|1|2|3|4|1|2|3|4\n1|Лекції|кількість|5|6|7|8|4|5|6|7";
    let draft = read(vec![line("Звіт про виконання плану роботи Зоряної громади за 2025 рік"), table(rows)]);
    let own = ["Лекції 2025Q1 5/4", "Лекції 2025Q2 6/5", "Лекції 2025Q3 7/6", "Лекції 2025Q4 8/7"];
    assert_eq!(said(&draft), own);
}

#[test]
fn a_unit_in_the_header_is_that_of_the_figures() {
    for head in
        ["План, тис. грн|Факт, тис. грн", "План (тис. грн)|Факт (тис. грн)", "План тис.грн|Факт тис.грн"]
    {
        let draft = of(&format!("№|Захід|Показник|{head}\n1|Друк|видатки|20|15,5"));
        assert_eq!(said(&draft), ["Друк 2024Q3 20/15,5"], "{head}");
        assert_eq!(draft.doubts, [], "{head}");
        let unit = measures(&draft)[0].indicators[0].unit.as_deref();
        assert!(
            unit.is_some_and(|unit| unit::factor(unit, "тис. грн") == Some(1.into())),
            "{head}: {unit:?}"
        );
    }
    // Of two scales, the target's is the indicator's.
    let draft = of("№|Захід|Показник|План, тис. грн|Факт, грн\n1|Друк|видатки|20|15500");
    let fact = measures(&draft)[0].indicators[0].values[0].fact.clone().unwrap();
    assert_eq!(fact.0.number().unwrap().to_string(), "15.5");
    let draft = of("№|Захід|Показник|Од. виміру|План (осіб)|Факт (осіб)\n1|Лекції|слухачі|чол.|20|15");
    assert_eq!(measures(&draft)[0].indicators[0].unit.as_deref(), Some("чол."));
    let draft = of("№|Захід|Показник|План|Факт|Виконання, %\n1|Лекції|слухачі|20|15|75");
    assert_eq!((said(&draft), draft.doubts.len()), (vec!["Лекції 2024Q3 20/15".to_owned()], 0));
}

#[test]
fn the_right_one_of_two_tables_side_by_side_goes_on_below() {
    let rows = "№|Захід|Показник|План|Факт||№|Захід|Показник|План|Факт\n\
        1|Лекції|кількість|5|6||3|Огляди|кількість|1|2\n2|Толоки|кількість|3|4||4|Виїзди|кількість|7|8";
    let draft = titled(TITLE, rows);
    let own = ["Лекції 2024Q3 5/6", "Толоки 2024Q3 3/4", "Огляди 2024Q3 1/2", "Виїзди 2024Q3 7/8"];
    assert_eq!(said(&draft), own);
    assert_eq!(kinds(&draft), [DoubtKind::Reading]);
    // Columns of quarters repeat below each of them and are no second table.
    let rows = "№|Захід|Показник|І кв.|<|<|ІІ кв.|<|<\n^|^|^|План|Факт|%|План|Факт|%\n1|Лекції|кількість|5|6|120|3|3|100";
    let draft = titled("Звіт про виконання плану заходів Зоряної громади за І півріччя 2025 року", rows);
    assert_eq!(said(&draft), ["Лекції 2025Q1 5/6", "Лекції 2025Q2 3/3"]);
}

#[test]
fn a_column_that_repeats_another_one_is_compared_with_it() {
    let rows = "№|Захід|Показник|План|Факт|Факт\n1|Лекції|кількість|5|6|7\n2|Толоки|кількість|3|4|4,0";
    let draft = titled(TITLE, rows);
    assert_eq!(said(&draft), ["Лекції 2024Q3 5/6", "Толоки 2024Q3 3/4"]);
    let told: Vec<_> =
        draft.doubts.iter().map(|doubt| (doubt.subject.clone(), doubt.reading.as_str())).collect();
    assert_eq!(told, [(DraftSubject::Indicator(vec![0], 0), "6")]);
}

#[test]
fn a_share_of_the_years_target_is_no_wrong_one() {
    let rows = "№|Захід|Показник|План на рік|План на ІІІ кв.|Факт за ІІІ кв.|Факт за 9 міс.|% до річного плану\n\
        1|Лекції|кількість|20|5|6|15|75\n2|Огляди|кількість|20|5|6|15|60";
    let draft = titled("Звіт про виконання плану заходів Зоряної громади за ІІІ квартал 2024 року", rows);
    let told: Vec<_> =
        draft.doubts.iter().map(|doubt| (doubt.subject.clone(), doubt.text.as_str())).collect();
    assert_eq!(told, [(DraftSubject::Indicator(vec![1], 0), "60")]);
}

#[test]
fn a_remark_in_a_header_does_not_matter() {
    let rows = "№|Захід (назва)|Показник, од. виміру|План|Факт\n1|Лекції|кількість, од.|5|6";
    assert_eq!(said(&titled(TITLE, rows)), ["Лекції 2024Q3 5/6"]);
}

#[test]
fn a_refined_target_is_compared_with_the_first_one() {
    let rows = "№|Захід|Показник|План|Уточнений план|Факт\n1|Лекції|кількість|5|6|7\n2|Толоки|кількість|5||7";
    let draft = titled(TITLE, rows);
    let told: Vec<_> =
        draft.doubts.iter().map(|doubt| (doubt.subject.clone(), doubt.alternatives.clone())).collect();
    assert_eq!(told, [(DraftSubject::Indicator(vec![0], 0), vec!["6".to_owned()])]);
}

#[test]
fn a_share_beside_each_quarter_is_that_of_the_quarter() {
    let rows = "№|Захід|Показник|План І кв.|Факт І кв.|%|План ІІ кв.|Факт ІІ кв.|%\n1|Лекції|кількість|5|6|120|4|2|50";
    let draft = titled("Звіт про виконання плану заходів Зоряної громади за 2024 рік", rows);
    assert!(draft.doubts.iter().all(|doubt| doubt.kind != DoubtKind::LeftOver), "{:?}", draft.doubts);
}
