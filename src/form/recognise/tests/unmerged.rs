//! The same invented plan with merged cells, with blanks in their places, and with repeated texts.

use super::*;

const PLAN: &str = "№ з/п|Найменування завдання|Підзавдання|Мета та основний результат|Найменування заходу|\
    Найменування показників та перелік виконавців|Значення показників\n\
    Ціль 1. Сади|<|<|<|<|<|<\n\
    1|Завдання 1.1. Дерева|Підзавдання 1.1.1. Посадка|Більше тіні|1. Вибір місця|Кількість місць¶Відділ садів|2\n\
    ^|^|^|^|2. Посадка дубів|Кількість дубів¶Відділ садів|30\n\
    ^|^|Підзавдання 1.1.2. Догляд|^|1. Полив|Кількість поливів, за потреби¶Відділ садів|\n\
    2|Завдання 1.2. Стежки|Підзавдання 1.2.1. Лічба|Знати все|1. Лічба стежок|Кількість стежок¶Відділ стежок|5\n\
    ^|^||Порядок|1. Прибирання|Кількість днів¶Відділ стежок|7\n\
    ^|^|Підзавдання 1.2.3. Лави|Відпочинок|1. Фарбування|Кількість лав¶Відділ стежок|9\n\
    Ціль 2. Люди|<|<|<|<|<|<\n\
    1|Завдання 2.1. Гості|Підзавдання 2.1.1. Зустрічі|Радість|1. Прийом|Кількість гостей¶Відділ садів|4";

const TERMS: &str = "п/п|Найменування завдання|Найменування заходу|Відповідальні за виконання|Термін виконання|\
    Найменування показника|Значення показника\n\
    I. Сади|<|<|<|<|<|<\n\
    1|Завдання 1.1 Дерева|Захід 1.1.1 Посадка|Відділ садів;|Протягом кварталу|Кількість дубів|30\n\
    ^|^|^|^|^|Кількість лип|20\n\
    ^|^|^|^|^|Кількість лип|20\n\
    2||Захід 1.2.1 Лічба|Відділ стежок;|Вересень|Кількість стежок|5\n\
    ^|^|Захід 1.2.2 Огляд|Відділ стежок;|Вересень|Кількість стежок|5";

fn cells(plan: &str) -> Vec<Vec<String>> {
    plan.lines().map(|row| row.split('|').map(str::to_owned).collect()).collect()
}

fn joined_rows(rows: &[Vec<String>]) -> String {
    rows.iter().map(|row| row.join("|")).collect::<Vec<_>>().join("\n")
}

/// As a CSV export leaves it.
fn with_blanks(plan: &str) -> String {
    let mut rows = cells(plan);
    rows.iter_mut().flatten().filter(|text| ["<", "^"].contains(&text.as_str())).for_each(String::clear);
    joined_rows(&rows)
}

/// As a flat table has it: goals in a column, and every text in every row.
fn repeated(plan: &str) -> String {
    let (mut flat, mut goal): (Vec<Vec<String>>, String) = (Vec::new(), "Ціль".to_owned());
    for mut row in cells(plan) {
        if row[1] == "<" {
            goal.clone_from(&row[0]);
            continue;
        }
        for (at, text) in row.iter_mut().enumerate().filter(|(_, text)| *text == "^") {
            text.clone_from(&flat[flat.len() - 1][at + 1]);
        }
        row.insert(0, goal.clone());
        flat.push(row);
    }
    joined_rows(&flat)
}

fn plan(rows: &str) -> Draft {
    read(vec![line("Квартальний план заходів Зоряного центру на ІV квартал 2023 року"), table(rows)])
}

fn without_places(nodes: &[DraftNode]) -> Vec<DraftNode> {
    let strip = |node: &DraftNode| {
        let mut node = DraftNode { source: None, children: without_places(&node.children), ..node.clone() };
        node.indicators.iter_mut().for_each(|indicator| indicator.source = None);
        let values = node.indicators.iter_mut().flat_map(|indicator| &mut indicator.values);
        values.for_each(|value| value.source = None);
        node
    };
    nodes.iter().map(strip).collect()
}

#[test]
fn blanks_and_repetitions_are_read_as_merged_cells() {
    for merged in [PLAN, TERMS] {
        let expected = plan(merged);
        assert!(measures(&expected).len() >= 3);
        for lost in [with_blanks(merged), repeated(merged)] {
            let draft = plan(&lost);
            assert_eq!(without_places(&draft.outline), without_places(&expected.outline), "{lost}");
        }
        assert_eq!(kinds(&plan(&repeated(merged))), kinds(&expected));
    }
}

#[test]
fn an_aim_taken_for_a_second_subtask_is_doubted_there() {
    let draft = plan(&with_blanks(PLAN));
    let shared: Vec<&DraftDoubt> = draft.doubts.iter().filter(|d| d.kind == DoubtKind::SharedCell).collect();
    assert_eq!(shared.len(), 1);
    assert_eq!(
        (&shared[0].subject, shared[0].reading.as_str()),
        (&DraftSubject::Node(vec![0, 0, 1]), "Більше тіні")
    );
    assert_eq!(shared[0].place.row, Some(5));
}

#[test]
fn a_subsection_in_the_column_of_goals_has_lost_its_section() {
    let rows = "Розділ|№ з/п|Назва заходу|Відповідальні за виконання|Термін виконання\n\
        1. Сади|1.|Посадка дубів|Відділ садів|до 31.12.2023\n\
        1. Сади|2.|Посадка лип|Відділ садів|до 31.12.2023\n\
        2.1. Стежки|3.|Лічба|Відділ стежок|до 31.12.2023\n\
        2.1. Стежки|4.|Лічба|Відділ стежок|до 31.12.2023\n\
        2.2. Лави|5.|Фарбування|Відділ стежок|до 31.12.2023";
    let draft = read(vec![line("План заходів Зоряного центру на 2023 рік"), table(rows)]);
    let codes: Vec<_> =
        draft.outline.iter().map(|goal| (goal.code.as_deref(), goal.title.as_str())).collect();
    assert_eq!(codes, [(Some("1"), "Сади"), (Some("2"), "")]);
    let tasks: Vec<_> = draft.outline[1].children.iter().map(|task| task.children.len()).collect();
    assert_eq!(tasks, [2, 1]);
    let doubt = &draft.doubts[0];
    assert_eq!((draft.doubts.len(), doubt.kind), (1, DoubtKind::MissingNumber));
    assert_eq!((&doubt.subject, doubt.reading.as_str()), (&DraftSubject::Node(vec![1]), "2"));
}

#[test]
fn a_goal_without_a_number_stands_in_the_first_column() {
    let rows = "№ з/п|Найменування завдання|Найменування заходу|Найменування показника|План|Факт\n\
        Сади для всіх|||||\n1|Завдання 1.1 Дерева|Захід 1.1.1.1 Полив|кількість|1|\n||Захід 1.1.1.2 Обрізка|кількість||2";
    let draft = read(vec![line(TITLE), table(rows)]);
    assert_eq!((draft.outline[0].level, draft.outline[0].title.as_str()), (Level::Goal, "Сади для всіх"));
    let measures = measures(&draft);
    assert_eq!(measures.len(), 2);
    // A blank in a column of values stays a blank.
    assert_eq!(measures[1].indicators[0].values[0].target, None);
}
