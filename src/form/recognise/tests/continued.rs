//! Headings above tables, rows that continue others, last rows with little in them.

use super::*;

#[test]
fn lines_above_tables_are_headings_of_the_first_table_too() {
    let head = "№|Захід|Показник|План|Факт";
    let blocks = |names: [&str; 3]| {
        let [a, b, c] = names.map(line);
        vec![
            line(TITLE),
            a,
            table(&format!("{head}\n1|Лекції|кількість|5|6\n2|Толоки|кількість|3|4")),
            b,
            table(&format!("{head}\n1|Огляди|кількість|1|1")),
            c,
            table(&format!("{head}\n1|Виїзди|кількість|2|2")),
        ]
    };
    for names in [
        ["Прийом громадян", "Облік звернень", "Навчання працівників"],
        ["1. Прийом громадян", "2. Облік звернень", "3. Навчання працівників"],
        ["І. Прийом громадян", "ІІ. Облік звернень", "ІІІ. Навчання працівників"],
    ] {
        let draft = read(blocks(names));
        let goals: Vec<_> =
            draft.outline.iter().map(|node| (node.title.as_str(), node.children.len())).collect();
        let own = [("Прийом громадян", 2), ("Облік звернень", 1), ("Навчання працівників", 1)];
        assert_eq!(goals, own, "{names:?}");
        assert!(draft.preamble.is_empty(), "{:?}", draft.preamble);
        assert_eq!(kinds(&draft), [DoubtKind::Reading; 3], "{names:?}");
    }
    // Neither notes and signatures nor the title are headings.
    let draft =
        read(blocks(["Складено на підставі даних відділів.", "Примітка: дощі", "Директор І. Калина"]));
    assert!(draft.outline.iter().all(|node| node.level == Level::Measure), "{:?}", draft.outline);
    let alone = vec![line(TITLE), line("Дані служби"), table(&format!("{head}\n1|Лекції|кількість|5|6"))];
    assert_eq!(read(alone).preamble, ["Дані служби"]);
}

#[test]
fn a_sentence_cut_into_two_rows_is_one_measure() {
    let rows = "1|Полив|Провести огляди для|Кількість|5|6|\n||працівників громад|оглядів|||\n2|Полив|Толоки|Кількість|3|4|";
    let rows = rows.replace("Полив|", "");
    let rows = format!("№|Захід|Показник|План|Факт|Примітка\n{rows}").replace("\n||", "\n|");
    let draft = read(vec![line(TITLE), table(&rows)]);
    let own = measures(&draft);
    assert_eq!(
        own.iter().map(|node| node.title.as_str()).collect::<Vec<_>>(),
        ["Провести огляди для працівників громад", "Толоки"]
    );
    assert_eq!(own[0].indicators[0].name, "Кількість оглядів");
    assert_eq!(own[0].indicators.len(), 1);
    assert_eq!(kinds(&draft), [DoubtKind::Reading; 2]);
}

#[test]
fn performers_that_break_off_at_the_end_of_a_page_are_doubted_on_both_sides() {
    let head = "№|Захід|Показник|План|Факт|Виконавець";
    let first = format!("{head}\n1|Лекції|кількість|5|6|Сектор прийому,\n2|Толоки|кількість|3|4|^");
    let second = format!("{head}\n3|Огляди|кількість|1|1|сектор обліку\n4|Виїзди|кількість|1|1|^");
    let draft = read(vec![line(TITLE), table(&first), table(&second)]);
    let told: Vec<_> = draft.doubts.iter().map(|doubt| (doubt.subject.clone(), doubt.kind)).collect();
    let own = [1, 2].map(|at| (DraftSubject::Node(vec![at]), DoubtKind::SharedCell));
    assert_eq!(told, own);
}

#[test]
fn an_item_with_values_of_its_own_is_doubted() {
    let rows =
        "Захід|Показник|План|Факт\n1) Лекції|кількість|5|6\n- виїзди|кількість|1|1\n2) Огляди|кількість|3|4";
    let draft = titled(TITLE, rows);
    let told: Vec<_> = draft.doubts.iter().map(|doubt| (doubt.kind, doubt.subject.clone())).collect();
    assert_eq!(told, [(DoubtKind::LooseValue, DraftSubject::Node(vec![0]))]);
    // An event beside a further indicator is usual.
    let rows = "Захід|Показник|План|Факт\n1) Лекції|кількість|5|6\n- 12.11.2023 лекція|слухачів|10|12";
    assert_eq!(titled(TITLE, rows).doubts, []);
}

#[test]
fn a_last_row_with_only_a_title_is_a_measure() {
    let rows = "|Найменування|Захід|Показник|План|Факт\n||Лекції|кількість|5|6\n||Огляди|||";
    let rows = rows.replace("|Найменування", "№|Завдання");
    assert_eq!(measures(&titled(TITLE, &rows)).len(), 2);
    // Above a signature it belongs to that.
    for below in
        ["||Головний садівник|||\n||відділу саду||Іван МІСЯЦЬ|", "||Іван МІСЯЦЬ|||", "||Погоджено|||"]
    {
        let draft = titled(TITLE, &rows.replace("||Огляди|||", below));
        assert_eq!(measures(&draft).len(), 1, "{below}: {:?}", measures(&draft));
    }
}

#[test]
fn a_deed_needs_no_name_of_an_indicator() {
    let rows = "№|Захід|Показник|План|Факт\n1|Лекції||виконати|виконано\n2|Огляди|кількість|1|1";
    assert_eq!(titled(TITLE, rows).doubts, []);
}

#[test]
fn a_line_that_only_continues_a_table_is_no_heading() {
    let head = "№|Захід|Показник|План|Факт";
    for between in ["Продовження таблиці 1", "Інформація про стан справ", "Таблиця 2"]
    {
        let tables = [1, 2].map(|at| table(&format!("{head}\n{at}|Захід {at}|кількість|5|6")));
        let [a, b] = tables;
        let draft = read(vec![line(TITLE), a, line(between), b]);
        assert!(draft.outline.iter().all(|node| node.level == Level::Measure), "{between}");
    }
}

#[test]
fn a_name_that_breaks_off_goes_on_in_the_next_row() {
    let head = "№|Захід|Показник|План|Факт";
    let draft = titled(
        TITLE,
        &format!("{head}\n1|Лекції|Кількість лекцій для|5|6\n||громад||\n2|Толоки|Кількість|3|4"),
    );
    assert_eq!(measures(&draft)[0].indicators.len(), 1);
    assert_eq!(measures(&draft)[0].indicators[0].name, "Кількість лекцій для громад");
    assert_eq!(kinds(&draft), [DoubtKind::Reading]);
    let draft = titled(
        TITLE,
        &format!("{head}\n1|Лекції|Кількість лекцій|5|6\n||кількість слухачів||\n2|Толоки|Кількість|3|4"),
    );
    assert_eq!(measures(&draft)[0].indicators.len(), 2);
}

#[test]
fn a_title_may_announce_its_parts() {
    let rows = "№|Захід|Показник|План|Факт\n1|Лекції, у т.ч.:|кількість|5|6\n|у школах|кількість|3|4\n\
        |у садках|кількість|2|2\n2|Толоки|кількість|1|1";
    let draft = titled(TITLE, rows);
    let names: Vec<_> = measures(&draft)[0].indicators.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["кількість", "кількість: у школах", "кількість: у садках"]);
    assert_eq!((measures(&draft).len(), kinds(&draft)), (2, vec![DoubtKind::Reading; 2]));
}

#[test]
fn performers_go_on_below_a_header_that_is_repeated() {
    let head = "№|Захід|Термін|Виконавці";
    let of = |above: &str, below: &str| {
        titled(
            "План заходів на 2023 рік",
            &format!(
                "{head}\n1|Лекції|травень|{above}\n2|Огляди|червень|^\n{head}\n3|Виставки|серпень|{below}\n4|Ярмарки|вересень|^\n5|Толоки|жовтень|Відділ культури"
            ),
        )
    };
    let names = |draft: &Draft| {
        let names = |node: &DraftNode| {
            node.performers.iter().map(|one| one.name.clone()).collect::<Vec<_>>().join("; ")
        };
        measures(draft).into_iter().map(names).collect::<Vec<_>>()
    };
    let draft = of("Відділ освіти", "");
    let all = ["Відділ освіти"; 4].into_iter().chain(["Відділ культури"]);
    assert_eq!(names(&draft), all.collect::<Vec<_>>());
    let cut = |draft: &Draft| {
        let cut = draft.doubts.iter().filter(|doubt| doubt.kind == DoubtKind::SharedCell);
        cut.map(|doubt| doubt.subject.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        cut(&draft),
        [DraftSubject::Node(vec![2]), DraftSubject::Node(vec![3])],
        "{:#?}",
        draft.doubts
    );
    // A list that breaks off is doubted on both sides.
    let draft = of("Відділ освіти,", "відділ молоді");
    assert_eq!(
        cut(&draft),
        [DraftSubject::Node(vec![1]), DraftSubject::Node(vec![2])],
        "{:#?}",
        draft.doubts
    );
}
