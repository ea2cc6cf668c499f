//! Odd rows, long reports, and anything at all in the cells.

use super::{super::steps::steps_of, *};

#[test]
fn sums_and_signatures_in_the_rows_below_are_no_plan() {
    let rows = "1|Завдання 1.1 Сади|Захід 1.1.1.1 Полив|кількість|1|1|\n\
        Всього:|<|<|<|1|1|\nНачальник саду|<|<|______|О.П. Зірка|<|<\n«9» січня 2024 року|<|<|<|<|<|<";
    let draft = report(rows);
    assert_eq!((codes(&draft), kinds(&draft)), (vec!["1.1.1.1"], vec![DoubtKind::LeftOver]));
    let signature = &draft.signatures[0];
    assert_eq!((signature.role.as_str(), signature.name.as_str()), ("Начальник саду", "О.П. Зірка"));
    assert_eq!(signature.date, Some(date(2024, 1, 9)));
    let middle = format!("Разом|<|<|<|3|4|\n{rows}");
    assert_eq!(codes(&report(&middle)), ["1.1.1.1"]);
}

#[test]
fn a_part_with_columns_cut_in_two_goes_on() {
    let first = format!("{HEADER}\n1|Завдання 1.1 Сади|Захід 1.1.1.1 Полив|кількість|1|1|");
    let second = "2|Завдання 1.2 Стежки|<|Захід 1.2.1.1 Лічба|<|кількість|4|5|";
    let draft = read(vec![line(TITLE), table(&first), table(second)]);
    assert_eq!((codes(&draft), kinds(&draft)), (vec!["1.1.1.1", "1.2.1.1"], vec![]));
    assert_eq!(measures(&draft)[1].indicators[0].values[0].target.as_ref().unwrap().raw, "4");
}

#[test]
fn cells_outside_the_columns_of_the_header_are_left_over() {
    let rows = "1|Завдання 1.1 Навчання|Захід 1.1.1 Лекції|кількість|1|2||зайве|7\n\
        ^|^|^|^|^|^||ще|\n^|^|Захід 1.1.2 Зустрічі|кількість|3|4|||";
    let header = HEADER.replace('\n', "||\n") + "||";
    let draft = read(vec![line(TITLE), table(&format!("{header}\n{rows}"))]);
    let left = draft.doubts.iter().filter(|doubt| doubt.kind == DoubtKind::LeftOver);
    let left: Vec<_> =
        left.map(|doubt| (doubt.text.as_str(), doubt.subject.clone(), doubt.place.column)).collect();
    let at = |n: usize| DraftSubject::Node(vec![0, n]);
    assert_eq!(left, [("зайве", at(0), Some(8)), ("7", at(0), Some(9)), ("ще", at(0), Some(8))]);
}

#[test]
fn a_blank_head_over_the_rows_of_one_measure_is_no_lost_one() {
    let rows = "|Завдання 1.1 Сади|Полив саду|кількість|1|1|\n||Лічба стежок|кількість|2|2|\n\
        ||Друк|кількість|3|3|\n^|^|^|площа|4|4|";
    let draft = report(rows);
    assert_eq!((draft.outline.len(), measures(&draft).len(), kinds(&draft)), (1, 3, vec![]));
}

#[test]
fn the_head_of_a_further_sheet_is_told_where_it_is_another() {
    let sheet = |title: &str, code: &str| {
        let above = format!("Зоряний центр|<|<|<|<|<|<\n{title}|<|<|<|<|<|<");
        table(&format!("{above}\n{HEADER}\n1|Завдання {code} Сади|Захід {code}.1 Полив|кількість|1|1|"))
    };
    let (third, second) =
        ("Звіт про виконання плану заходів за ІІІ квартал 2023 року", "Звіт за ІІ квартал 2023 року");
    let draft = read(vec![sheet(third, "1.1"), sheet(second, "1.2")]);
    let told: Vec<_> = draft.doubts.iter().map(|doubt| (doubt.kind, doubt.text.as_str())).collect();
    assert_eq!(told, [(DoubtKind::Quarter, second)]);
    assert_eq!(codes(&draft), ["1.1.1", "1.2.1"]);
}

#[test]
fn steps_grow_as_the_rows_do() {
    let steps = |count: usize| {
        let row = |i: usize| {
            format!("\n{i}|Завдання 1.{i} Сади|Захід 1.{i}.1.1 Полив¶- 02.10.2023 сад|кількість|1|1|")
        };
        let rows: String = (1..=count).map(row).collect();
        let (steps, draft) = steps_of(|| report(&format!("1. Сади|<|<|<|<|<|<{rows}")));
        assert_eq!((measures(&draft).len(), draft.doubts.len()), (count, 0));
        steps
    };
    // Fewer rows than are parsed in parallel, so that this thread takes all steps.
    let (few, many) = (steps(100), steps(900));
    assert!(many < few * 10, "{few} {many}");
}

#[test]
fn a_code_may_stand_in_the_column_of_numbers() {
    let rows = "1.1.1|Завдання 1.1 Сади|Полив|кількість|1|1|\n1.1.2.|^|Обрізка|кількість|1|1|";
    let draft = report(rows);
    assert_eq!((codes(&draft), kinds(&draft)), (vec!["1.1.1", "1.1.2"], vec![]));
}

#[test]
fn a_unit_and_its_first_item_may_share_a_line() {
    let events = "Захід 1.1.1.1 Свята¶Вітряне бюро: - 02.10.2023 ярмарок: осінь¶- 03.10.2023 тема: сад";
    let draft = report(&format!("1|Завдання 1.1 Сади|{events}|кількість|1|1|"));
    assert_eq!(draft.doubts, []);
    let texts: Vec<_> =
        measures(&draft)[0].evidence.iter().map(|e| (e.performer.as_deref(), e.text.as_str())).collect();
    assert_eq!(texts, [(Some("Вітряне бюро"), "ярмарок: осінь"), (Some("Вітряне бюро"), "тема: сад")]);
}

proptest::proptest! {
    #![proptest_config(crate::text::rounds::rounds(16))]
    #[test]
    fn no_cell_makes_it_fall(cells in proptest::collection::vec("[ -~а-яІіV.:№/«»\\-–0-9¶|<^\n]{0,60}", 1..6)) {
        let rows: Vec<String> = cells.iter().map(|cell| {
            let clean = cell.replace(['<', '^'], "");
            clean.split('\n').map(|row| row.split('|').chain([""; 7]).take(7).collect::<Vec<_>>().join("|")).collect::<Vec<_>>().join("\n")
        }).collect();
        let rows = format!("{HEADER}\n1|Завдання 1.1 Сади|Захід 1.1.1.1 Полив|кількість|1|1|\n{}", rows.join("\n"));
        let lines = cells.iter().map(|cell| line(cell));
        let blocks = lines.clone().chain([table(&rows)]).chain(lines).collect();
        let _ = recognise(&Document::new("а.docx", blocks), &built_in(), &options());
    }
}

#[test]
fn a_formula_in_a_text_is_doubted_at_its_measure() {
    let rows = "1|Завдання 1.1 Просвіта|Захід 1.1.1.1 Лекції|кількість|4|5|=A1\n\
        ^|^|Захід 1.1.1.2 Зустрічі|кількість|2|2|=A2";
    let Block::Table(table) = table(&format!("{HEADER}\n{rows}")) else { panic!() };
    let formula = |cell: &Cell| match cell.text() {
        text if text.starts_with('=') => cell.clone().with_value(crate::document::CellValue::Formula(text)),
        _ => cell.clone(),
    };
    let cells = (0..table.rows()).flat_map(|row| table.cells_of_row(row).to_vec()).map(|cell| formula(&cell));
    let draft = read(vec![line(TITLE), Table::new(0, 0, cells.collect()).unwrap().into()]);
    let doubted =
        |text: &str| draft.doubts.iter().find(|doubt| doubt.text == text).map(|doubt| &doubt.subject);
    let at = |n: usize| DraftSubject::Node(vec![0, n]);
    assert_eq!([doubted("=A1"), doubted("=A2")], [Some(&at(0)), Some(&at(1))], "{:?}", draft.doubts);
}
