//! Periods in titles, headers, headings and names of sheets.

use super::*;

#[test]
fn a_year_with_columns_of_quarters() {
    let rows = "№|Захід|Показник|План на рік|у тому числі за кварталами|<|<|<|Відповідальний\n\
        ^|^|^|^|І|ІІ|ІІІ|ІV|^\n1|Толоки|кількість|20|2|8|8|2|Служба саду\n2|Огляди|кількість|100|10|20|30|40|Рада";
    let draft = titled("План заходів Зоряної громади на 2026 рік", rows);
    let own = ["Толоки 2026Q1..2026Q4 20/", "Толоки 2026Q1 2/", "Толоки 2026Q2 8/", "Толоки 2026Q3 8/"];
    assert_eq!(said(&draft)[..4], own);
    assert_eq!((draft.period.to_string().as_str(), measures(&draft).len()), ("2026Q1..2026Q4", 2));
    assert_eq!(measures(&draft)[1].performers[0].name, "Рада");
    assert_eq!(draft.doubts, []);
}

#[test]
fn plan_and_fact_of_every_quarter_in_one_table() {
    let rows = "№|Захід|Показник|Виконання за кварталами|<|<|<|Примітка\n\
        ^|^|^|І квартал|<|ІІ квартал|<|^\n^|^|^|План|Факт|План|Факт|^\n1|Лекції|кількість|1|2|3|4|дощі";
    let draft = titled("Звіт про виконання плану заходів Зоряної громади за І півріччя 2025 року", rows);
    assert_eq!(said(&draft)[..2], ["Лекції 2025Q1 1/2", "Лекції 2025Q2 3/4"]);
    assert_eq!(draft.period.to_string(), "2025Q1..2025Q2");
}

#[test]
fn facts_by_quarter_beside_one_target_and_their_sum() {
    let rows = "№|Захід|Показник|План|Факт І кв.|Факт ІІ кв.|Факт за рік\n1|Лекції|кількість|20|5|6|11\n2|Огляди|кількість|9|1|2|4";
    let draft = titled("План заходів Зоряної громади на 2024 рік", rows);
    let own = ["Лекції 2024Q1..2024Q4 20/", "Лекції 2024Q1 /5", "Лекції 2024Q2 /6"];
    assert_eq!(said(&draft)[..3], own);
    // A value above the sum of its quarters is doubted at its measure: no column has the rest of it.
    let doubted: Vec<_> = draft.doubts.iter().filter(|doubt| doubt.kind == DoubtKind::Reading).collect();
    assert_eq!(doubted.len(), 1, "{:#?}", draft.doubts);
    assert_eq!(
        (doubted[0].subject.clone(), doubted[0].reading.as_str()),
        (DraftSubject::Indicator(vec![1], 0), "3")
    );
}

#[test]
fn the_column_of_the_documents_own_quarter_is_taken() {
    let title = "Звіт про виконання плану заходів Зоряної громади за ІІІ квартал 2024 року";
    let head = "№|Захід|Показник|З початку року|<|ІІІ квартал|<|Примітка\n^|^|^|План|Факт|План|Факт|^\n";
    let draft = titled(title, &format!("{head}1|Лекції|кількість|15|16|5|6|"));
    assert_eq!(said(&draft), ["Лекції 2024Q3 5/6"]);
    // Less since January than in the quarter alone.
    let draft = titled(title, &format!("{head}1|Лекції|кількість|15|4|5|6|"));
    let doubt = draft.doubts.iter().find(|doubt| doubt.kind == DoubtKind::Reading).unwrap();
    assert_eq!((doubt.subject.clone(), doubt.reading.as_str()), (DraftSubject::Indicator(vec![0], 0), "6"));
}

#[test]
fn half_years_and_semesters_are_quarters() {
    let rows = |[a, b]: [&str; 2]| {
        format!("№|Захід|Показник|{a}|<|{b}|<\n^|^|^|План|Факт|План|Факт\n1|Лекції|кількість|5|6|7|8")
    };
    let year = "Звіт про виконання плану заходів Зоряної громади за 2025 рік";
    let halves =
        ["Лекції 2025Q1..2025Q2 5/", "Лекції 2025Q2 /6", "Лекції 2025Q3..2025Q4 7/", "Лекції 2025Q4 /8"];
    let draft = titled(year, &rows(["І півріччя", "ІІ півріччя"]));
    assert_eq!((said(&draft), kinds(&draft)), (halves.map(str::to_owned).to_vec(), vec![]));
    // A semester of a calendar year is uncertain: in schools the first one is in autumn.
    let draft = titled(year, &rows(["І семестр", "ІІ семестр"]));
    assert_eq!(said(&draft), halves);
    let doubts: Vec<_> =
        draft.doubts.iter().map(|doubt| (doubt.kind, doubt.alternatives.join(" "))).collect();
    let doubt = |other: &str| (DoubtKind::Quarter, other.to_owned());
    assert_eq!(doubts[..1], [doubt("2025Q3..2025Q4")], "{doubts:?}");
    assert!(doubts.contains(&doubt("2025Q1..2025Q2")));
    // In a school year it is not.
    let halves =
        ["Лекції 2025Q3..2025Q4 5/", "Лекції 2025Q4 /6", "Лекції 2026Q1..2026Q2 7/", "Лекції 2026Q2 /8"];
    for (title, head) in [
        ("План заходів ліцею на 2025/2026 навчальний рік", ["І семестр", "ІІ семестр"]),
        ("План заходів ліцею на 2025–2026 роки", ["1 семестр 2025/2026 н.р.", "2 семестр 2025/2026 н.р."]),
    ] {
        let draft = titled(title, &rows(head));
        assert_eq!(said(&draft), halves, "{title}");
        assert!(draft.doubts.iter().all(|doubt| !doubt.text.contains("семестр")), "{:#?}", draft.doubts);
    }
}

#[test]
fn quarters_of_a_school_year_are_in_its_two_years() {
    let title = "План заходів ліцею на 2025/2026 навчальний рік";
    let rows = "№|Захід|Показник|План|<|<|<\n^|^|^|ІІІ кв.|ІV кв.|І кв.|ІІ кв.\n1|Лекції|кількість|1|2|3|4";
    let own = ["Лекції 2025Q3 1/", "Лекції 2025Q4 2/", "Лекції 2026Q1 3/", "Лекції 2026Q2 4/"];
    assert_eq!(said(&titled(title, rows)), own);
    // A heading of a school year over columns.
    let rows = "№|Захід|Показник|2025/2026 н.р.|<\n^|^|^|План|Факт\n1|Лекції|кількість|5|6";
    assert_eq!(said(&titled(title, rows)), ["Лекції 2025Q3..2026Q2 5/6"]);
}

#[test]
fn last_year_is_told_and_not_taken() {
    let title = "Звіт про виконання плану заходів Зоряної громади за ІІ квартал 2025 року";
    for head in [
        "№|Захід|Показник|2024 рік|<|2025 рік|<\n^|^|^|План|Факт|План|Факт",
        "№|Захід|Показник|ІІ квартал 2024|<|ІІ квартал 2025|<\n^|^|^|План|Факт|План|Факт",
        "№|Захід|Показник|План минулого року|Факт минулого року|План|Факт",
    ] {
        let draft = titled(title, &format!("{head}\n1|Лекції|кількість|3|2|4|5"));
        assert_eq!(said(&draft), ["Лекції 2025Q2 4/5"], "{head}");
        assert_eq!(draft.period.to_string(), "2025Q2");
        let told = draft.doubts.iter().filter(|doubt| doubt.kind == DoubtKind::LeftOver);
        let texts: Vec<&str> = told.map(|doubt| doubt.text.as_str()).collect();
        assert!(matches!(texts.as_slice(), [text] if text.contains('3') && text.contains('2')), "{texts:?}");
    }
}

#[test]
fn tables_under_headings_of_quarters_are_one_plan() {
    let rows = |target: u32, fact: u32| {
        table(&format!(
            "№|Захід|Показник|План|Факт|Примітка\n1|Лекції|кількість|{target}|{fact}|\n2|Огляди|кількість|7|8|"
        ))
    };
    for (first, second) in
        [("І квартал 2025 року", "ІІ квартал 2025 року"), ("за І квартал", "за ІІ квартал")]
    {
        let title = "Звіт про виконання плану заходів Зоряної громади за І півріччя 2025 року";
        let draft = read(vec![line(title), line(first), rows(3, 4), line(second), rows(5, 6)]);
        let own = ["Лекції 2025Q1 3/4", "Лекції 2025Q2 5/6", "Огляди 2025Q1 7/8", "Огляди 2025Q2 7/8"];
        assert_eq!(said(&draft), own, "{first}");
        assert_eq!(draft.doubts, []);
    }
}

#[test]
fn a_sheet_for_each_quarter_is_one_plan() {
    let sheet = |name: &str, target: u32| {
        let rows = format!(
            "Звіт про виконання плану заходів Зоряної громади, 2024 рік|<|<|<|<\n\
             №|Захід|Показник|План|Факт\n1|Лекції|кількість|{target}|9"
        );
        let Block::Table(mut table) = table(&rows) else { panic!() };
        table.name = Some(name.to_owned());
        Block::Table(table)
    };
    for names in [["І кв", "ІІ кв"], ["1 квартал", "2 квартал"], ["I", "II"]] {
        let draft = read(names.iter().zip([5, 6]).map(|(name, target)| sheet(name, target)).collect());
        assert_eq!(said(&draft), ["Лекції 2024Q1 5/9", "Лекції 2024Q2 6/9"], "{names:?}");
        assert_eq!(draft.period.to_string(), "2024Q1..2024Q4");
    }
}

#[test]
fn names_of_sheets_that_are_read_nowhere_are_told() {
    let title = "Звіт про виконання плану заходів Зоряної громади за ІІ квартал 2025 року";
    let sheet = |name: &str, measure: &str| {
        let rows = format!("{title}|<|<|<|<\n№|Захід|Показник|План|Факт\n1|{measure}|кількість|5|6");
        let Block::Table(mut table) = table(&rows) else { panic!() };
        table.name = Some(name.to_owned());
        Block::Table(table)
    };
    let draft = read(vec![sheet("Відділ освіти", "Лекції"), sheet("Відділ культури", "Концерти")]);
    assert_eq!(measures(&draft).len(), 2);
    assert_eq!(only_doubt(&draft).text, "Відділ освіти; Відділ культури");
    let draft = read(vec![sheet("Аркуш1", "Лекції"), sheet("Аркуш2 (2)", "Концерти")]);
    assert_eq!(draft.doubts, []);
}

#[test]
fn a_quarter_is_read_in_any_spelling_or_doubted() {
    let period = |words: &str| {
        let title = format!("Звіт про виконання плану заходів Зоряної громади за {words}");
        let draft = titled(&title, "№|Захід|Показник|План|Факт\n1|Лекції|кількість|5|6");
        let doubted = draft.doubts.iter().any(|doubt| doubt.kind == DoubtKind::Quarter);
        (draft.period.to_string(), draft.organisation, doubted)
    };
    for (words, span, doubted) in [
        ("четвертий квартал 2024 року", "2024Q4", false),
        ("ІУ квартал 2024 року", "2024Q4", true),
        ("Ш квартал 2024 року", "2024Q3", true),
        ("січень–вересень 2024 року", "2024Q1..2024Q3", false),
        ("І-ІІІ квартали 2024 року", "2024Q1..2024Q3", false),
        ("І та ІІІ квартали 2024 року", "2024Q1..2024Q3", true),
        ("VI квартал 2024 року", "2024Q1..2024Q4", true),
    ] {
        assert_eq!(period(words).0, span, "{words}");
        assert_eq!(period(words).2, doubted, "{words}");
    }
    assert_eq!(period("січень–вересень 2024 року").1, "Зоряної громади");
}

#[test]
fn a_sheet_of_the_year_is_held_against_those_of_its_quarters() {
    let sheet = |name: &str, values: &str| {
        let mut sheet = table(&format!("№|Захід|Показник|План|Факт\n1|Лекції|кількість|{values}"));
        if let Block::Table(sheet) = &mut sheet {
            sheet.name = Some(name.to_owned());
        }
        sheet
    };
    let of = |year: &str| read(vec![sheet("1кв", "2|1"), sheet("2 кв-л", "3|2"), sheet("рік", year)]);
    let draft = of("9|8");
    let own = ["Лекції 2023Q1 2/1", "Лекції 2023Q2 3/2", "Лекції 2023Q1..2023Q4 9/"];
    assert_eq!(said(&draft), own);
    assert!(draft.doubts.iter().any(|doubt| doubt.text.contains("2023Q1..2023Q4: 8")), "{:#?}", draft.doubts);
    assert!(of("9|3").doubts.iter().all(|doubt| doubt.kind != DoubtKind::LeftOver));
}

#[test]
fn a_target_of_the_year_that_its_quarters_do_not_make_is_doubted() {
    let title = "План заходів Зоряної громади на 2026 рік";
    let rows = |year: u32| {
        format!(
            "№|Захід|Показник|План на рік|у т.ч. за кварталами|<|<|<\n^|^|^|^|І|ІІ|ІІІ|ІV\n1|Толоки|кількість|{year}|2|8|8|2"
        )
    };
    assert_eq!(titled(title, &rows(20)).doubts, []);
    let of_state = titled(title, &rows(8));
    assert_eq!(
        (only_doubt(&of_state).kind, only_doubt(&of_state).reading.as_str()),
        (DoubtKind::Aggregation, "найбільше")
    );
    let draft = titled(title, &rows(25));
    assert_eq!(only_doubt(&draft).alternatives, ["20"]);
}

#[test]
fn a_title_is_the_title_whatever_its_time() {
    for (title, period, sure) in [
        ("План роботи Зоряної громади з 01.07.2024 по 30.09.2024", "2024Q3", true),
        (
            "План роботи Зоряної громади на ІV квартал 2024 року та І квартал 2025 року",
            "2024Q4..2025Q1",
            true,
        ),
        ("План роботи Зоряної громади на ІІІ квартал", "2023Q3", false),
        ("План роботи Зоряної громади на поточний квартал", "2023Q4", false),
    ] {
        let paragraph = Paragraph::new(title).into();
        let draft = read(vec![paragraph, table("№|Захід|Показник|План|Факт\n1|Лекції|кількість|5|6")]);
        assert_eq!((draft.title.as_str(), draft.period.to_string().as_str()), (title, period));
        assert_eq!(draft.doubts.iter().all(|doubt| doubt.kind != DoubtKind::Quarter), sure, "{title}");
    }
}

#[test]
fn a_title_with_two_periods_is_doubted() {
    let rows = "№|Захід|Показник|План|Факт\n1|Лекції|кількість|5|6";
    for (title, other) in [
        ("Звіт Зоряної громади за ІІ квартал 2025 року та план на ІІІ квартал 2025 року", "2025Q3"),
        ("Звіт Зоряної громади за ІІ кв. 2025 р. (І півріччя 2025 р.)", "2025Q1..2025Q2"),
    ] {
        let draft = titled(title, rows);
        assert_eq!(draft.period.to_string(), "2025Q2", "{title}");
        let doubt = only_doubt(&draft);
        assert_eq!(
            (doubt.kind, doubt.alternatives.as_slice()),
            (DoubtKind::Quarter, &[other.to_owned()][..])
        );
    }
    let year = "Звіт Зоряної громади за ІІ квартал 2025 року про виконання плану на 2025 рік";
    assert_eq!(titled(year, rows).doubts, []);
}

#[test]
fn the_quarter_is_never_guessed_silently() {
    let rows = format!("{HEADER}\n1|Завдання 1.1 Сади|Захід 1.1.1.1 Полив|кількість|1|1|");
    let document = |title: &str| Document::new("звіт.docx", vec![line(title), table(&rows)]);
    let quarter = |title: &str, named: Option<&str>| {
        let options = Options { quarter: named.and_then(Quarter::parse), ..options() };
        let draft = recognise(&document(title), &built_in(), &options).unwrap().draft;
        (draft.period.to_string(), kinds(&draft))
    };
    let doubt = vec![DoubtKind::Quarter];
    assert_eq!(quarter("Звіт Зоряного центру", None), ("2023Q4".to_owned(), doubt.clone()));
    assert_eq!(quarter("Звіт Зоряного центру", Some("2022Q2")), ("2022Q2".to_owned(), vec![]));
    assert_eq!(quarter("Звіт Зоряного центру за 1 кв. 2022 р.", None), ("2022Q1".to_owned(), vec![]));
    assert_eq!(
        quarter("Звіт Зоряного центру за 1 кв. 2022 р.", Some("2022Q2")),
        ("2022Q2".to_owned(), doubt)
    );
}

#[test]
fn a_row_that_names_only_a_period_heads_the_rows_below_it() {
    let title = "Звіт про виконання плану заходів Зоряної громади за 2024 рік";
    let head = "№|Захід|Показник|План|Факт|Примітка";
    let first = "1|Лекції|кількість|5|6|\n2|Огляди|кількість|7|8|";
    let second = "1|Лекції|кількість|1|2|\n2|Огляди|кількість|3|4|";
    for (one, two) in [("І квартал|<|<|<|<|<", "ІІ квартал|<|<|<|<|<"), ("І кв. 2024|||||", "|2 квартал||||")]
    {
        let draft = read(vec![line(title), table(&format!("{head}\n{one}\n{first}\n{two}\n{second}"))]);
        assert_eq!(
            said(&draft),
            ["Лекції 2024Q1 5/6", "Лекції 2024Q2 1/2", "Огляди 2024Q1 7/8", "Огляди 2024Q2 3/4"],
            "{one}"
        );
        assert_eq!(draft.doubts, []);
    }
    // Under several goals.
    let rows = format!(
        "{head}\nЦіль 1. Сади|<|<|<|<|<\nІ квартал|<|<|<|<|<\n1|Лекції|кількість|5|6|\nІІ квартал|<|<|<|<|<\n\
         1|Лекції|кількість|1|2|\nЦіль 2. Ліс|<|<|<|<|<\nІ квартал|<|<|<|<|<\n1|Огляди|кількість|7|8|"
    );
    let draft = read(vec![line(title), table(&rows)]);
    assert_eq!(said(&draft), ["Лекції 2024Q1 5/6", "Лекції 2024Q2 1/2", "Огляди 2024Q1 7/8"]);
    let titles: Vec<&str> = draft.outline.iter().map(|goal| goal.title.as_str()).collect();
    assert_eq!(titles, ["Сади", "Ліс"]);
}

#[test]
fn a_month_over_values_is_its_quarter_with_a_doubt() {
    let rows = "№|Захід|Показник|План|Факт|Примітка\nЛютий|<|<|<|<|<\n1|Лекції|кількість|5|6|\n\
        Липень|<|<|<|<|<\n2|Огляди|кількість|7|8|";
    let title = "Звіт про виконання плану заходів Зоряної громади за 2024 рік";
    let draft = read(vec![line(title), table(rows)]);
    assert_eq!(said(&draft), ["Лекції 2024Q1 5/6", "Огляди 2024Q3 7/8"]);
    let doubts: Vec<_> = draft.doubts.iter().map(|doubt| (doubt.kind, doubt.text.as_str())).collect();
    assert_eq!(doubts, [(DoubtKind::Quarter, "лютий"), (DoubtKind::Quarter, "липень")]);
}

#[test]
fn a_month_over_deeds_is_their_term() {
    let rows =
        "№|Назва заходу|Відповідальні\nСічень|<|<\n1|Лекції|Рада\n2|Огляди|Рада\nЛютий|<|<\n3|Лекції|Рада";
    let draft = read(vec![line("План роботи Зоряної громади на 2024 рік"), table(rows)]);
    let terms = measures(&draft).into_iter().map(|node| node.term.clone().unwrap().raw);
    assert_eq!(terms.collect::<Vec<_>>(), ["Січень", "Січень", "Лютий"]);
}

#[test]
fn a_heading_of_measures_may_name_their_quarter() {
    let title = "Звіт про виконання плану заходів Зоряної громади за 2024 рік";
    let rows = "№|Захід|Показник|План|Факт|Примітка\nЗаходи І кварталу|<|<|<|<|<\n1|Лекції|кількість|5|6|\n\
                План на ІІ кв.|<|<|<|<|<\n1|Лекції|кількість|7|8|";
    let draft = read(vec![line(title), table(rows)]);
    assert_eq!(said(&draft), ["Лекції 2024Q1 5/6", "Лекції 2024Q2 7/8"]);
}

#[test]
fn a_second_table_under_a_title_of_its_own_has_its_quarter() {
    let title = |quarter: &str| {
        line(&format!("Звіт про виконання плану Зоряної громади за {quarter} квартал 2024 року"))
    };
    let rows =
        |figure: u32| table(&format!("№|Захід|Показник|План|Факт\n1|Лекції|кількість|{figure}|{figure}"));
    let draft = read(vec![title("І"), rows(5), title("ІІ"), rows(6)]);
    assert_eq!(said(&draft), ["Лекції 2024Q1 5/5", "Лекції 2024Q2 6/6"]);
    assert_eq!(draft.doubts, []);
}

#[test]
fn a_sum_beside_quarters_is_checked_under_any_header() {
    for head in [
        "№|Захід|Показник|Усього|у т.ч.|<\n^|^|^|^|І кв.|ІІ кв.\n1|Лекції|кількість|9|5|6",
        "№|Захід|Показник|План|<|Разом\n^|^|^|І кв.|ІІ кв.|^\n1|Лекції|кількість|5|6|9",
    ] {
        let draft = titled("План заходів Зоряної громади на І півріччя 2026 року", head);
        assert!(said(&draft).contains(&"Лекції 2026Q2 6/".to_owned()), "{:?}", said(&draft));
        let doubts: Vec<_> = draft.doubts.iter().filter(|doubt| doubt.text.contains('9')).collect();
        assert_eq!(doubts.len(), 1, "{head} {:#?}", draft.doubts);
    }
}

#[test]
fn a_growing_fact_that_quarters_of_the_plan_do_not_make_is_doubted_at_the_measure() {
    let rows = "№|Захід|Показник|План на рік|Факт ІІІ кв.|Факт з початку року\n1|Лекції|кількість|20|5|11";
    let draft = titled("Звіт про виконання плану заходів Зоряної громади за 2025 рік", rows);
    let doubt = only_doubt(&draft);
    assert_eq!((doubt.text.as_str(), doubt.reading.as_str()), ("Факт з початку року: 11", "5"));
    // A quarter's report knows nothing of the quarters before.
    let rows = "№|Захід|Показник|План|Факт|Факт з початку року\n1|Лекції|кількість|20|5|11";
    let title = "Звіт про виконання плану заходів Зоряної громади за ІІІ квартал 2025 року";
    assert_eq!(titled(title, rows).doubts, []);
}

#[test]
fn a_title_may_say_that_facts_are_sums_from_the_beginning_of_the_year() {
    let rows = "№|Захід|Показник|План|Факт\n1|Лекції|кількість|5|6";
    let title = "Звіт про виконання плану заходів Зоряної громади за ІІ квартал 2024 року";
    let draft = titled(&format!("{title} (наростаючим підсумком)"), rows);
    let told = only_doubt(&draft);
    assert_eq!((told.kind, told.subject.clone()), (DoubtKind::Quarter, DraftSubject::Indicator(vec![0], 0)));
    assert_eq!(told.alternatives, ["2024Q1..2024Q2"]);
    assert_eq!(titled(title, rows).doubts, []);
}
