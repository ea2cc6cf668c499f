//! Rows that are easily lost: without values, without a number, with ditto marks.

use super::*;

const TITLE: &str = "Звіт про виконання плану заходів Зоряної громади за ІІІ квартал 2024 року";
const HEAD: &str = "№|Захід|Показник|План|Факт|Примітка";

fn of(rows: &str) -> Draft {
    read(vec![line(TITLE), table(&format!("{HEAD}\n{rows}"))])
}

fn titles(draft: &Draft) -> Vec<&str> {
    measures(draft).iter().map(|node| node.title.as_str()).collect()
}

#[test]
fn rows_without_values_are_measures() {
    assert_eq!(titles(&of("1|Лекції|кількість|5|6|\n2|Столи|кількість|||")), ["Лекції", "Столи"]);
    assert_eq!(titles(&of("1|Лекції|кількість|||\n2|Столи|кількість|||")), ["Лекції", "Столи"]);
    let draft = of("1|Лекції|кількість|5|6|");
    assert_eq!((titles(&draft), draft.outline[0].level), (vec!["Лекції"], Level::Measure));
}

#[test]
fn a_heading_that_nothing_marks_heads_what_follows() {
    for heading in ["Виїзди:", "Правопросвіта"] {
        let draft = of(&format!(
            "1|Лекції|кількість|5|6|\n|{heading}||||\n2|у громади|кількість|1|1|\n3|у школи|кількість|3|3|"
        ));
        let goal = draft.outline.iter().find(|node| node.level == Level::Goal).unwrap();
        assert_eq!((goal.title.as_str(), goal.children.len()), (heading.trim_end_matches(':'), 2));
        assert_eq!(draft.outline[0].level, Level::Measure);
        assert!(draft.doubts.iter().any(|doubt| doubt.text == heading), "{:#?}", draft.doubts);
    }
}

#[test]
fn a_row_that_ends_in_a_colon_does_not_vanish() {
    let draft = of("1|Лекції|кількість|5|6|\n2|Виїзди:||||\n|у громади|кількість|1|1|");
    assert_eq!(titles(&draft), ["Лекції", "у громади"]);
    assert_eq!(only_doubt(&draft).text, "2 Виїзди:");
    // It heads the rows without numbers below it, and the next number stands beside it.
    let rows = "1|Лекції:||||\n|у школах|кількість|5|6|\n|у садках|кількість|7|8|\n2|Огляди|кількість|1|2|";
    let draft = of(rows);
    assert_eq!(titles(&draft), ["у школах", "у садках", "Огляди"]);
    assert_eq!((draft.outline[0].title.as_str(), draft.outline[0].children.len()), ("Лекції", 2));
    assert_eq!(only_doubt(&draft).text, "1 Лекції:");
    let draft = of("1|Лекції|кількість|5|6|\n|Виїзди:||||");
    assert!(draft.doubts.iter().any(|doubt| doubt.text == "Виїзди:"), "{:#?}", draft.doubts);
}

#[test]
fn a_value_merged_over_several_columns_is_doubted() {
    let draft = of("1|Лекції|кількість|5|<|\n2|Огляди|кількість|7|8|");
    let doubt = only_doubt(&draft);
    assert_eq!((doubt.kind, doubt.text.as_str()), (DoubtKind::SharedCell, "5"));
    assert_eq!(doubt.alternatives, ["5"]);
    let title = "План заходів Зоряної громади на 2024 рік";
    let head = "№|Захід|Показник|План|<|<|<\n^|^|^|І кв.|ІІ кв.|ІІІ кв.|ІV кв.";
    let draft = titled(title, &format!("{head}\n1|Лекції|кількість|1|2|<|4"));
    assert_eq!(kinds(&draft), [DoubtKind::SharedCell]);
}

#[test]
fn a_row_of_a_part_is_an_indicator_of_the_measure_above() {
    let names = |draft: &Draft| {
        let of = |node: &DraftNode| node.indicators.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        measures(draft).iter().map(|node| (node.title.clone(), of(node))).collect::<Vec<_>>()
    };
    let expected = |title: &str, names: &[&str]| {
        (title.to_owned(), names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
    };
    let draft = of("1|Лекції|кількість|5|6|\n|з них онлайн||3|4|\n2|Огляди|кількість|1|1|");
    let own = expected("Лекції", &["кількість", "кількість: з них онлайн"]);
    assert_eq!(names(&draft), [own, expected("Огляди", &["кількість"])]);
    assert_eq!(only_doubt(&draft).kind, DoubtKind::Reading);
    let rows = "1|Лекції|кількість|5|6|\n|в тому числі:||||\n|у школах|кількість|3|4|\n|у садках|кількість|2|2|\n\
        2|Огляди|кількість|1|1|";
    let draft = of(rows);
    let own = expected("Лекції", &["кількість", "кількість: у школах", "кількість: у садках"]);
    assert_eq!(names(&draft), [own, expected("Огляди", &["кількість"])]);
    assert_eq!(kinds(&draft), [DoubtKind::LeftOver, DoubtKind::Reading, DoubtKind::Reading]);
}

#[test]
fn a_remark_over_all_columns_is_no_heading() {
    for remark in ["Примітка: факт містить онлайн-заходи", "* Виноска", "Довідково. Дані за травень"]
    {
        let draft = of(&format!("1|Лекції|кількість|5|6|\n{remark}|<|<|<|<|<\n2|Огляди|кількість|7|8|"));
        assert!(draft.outline.iter().all(|node| node.level == Level::Measure), "{remark}");
        let doubt = only_doubt(&draft);
        assert_eq!((doubt.kind, doubt.text.as_str()), (DoubtKind::LeftOver, remark));
    }
}

#[test]
fn numbers_that_run_on_over_sections_are_codes() {
    let rows = |second: [u32; 2]| {
        format!(
            "Розділ 1. Правопросвіта|<|<|<|<|<\n1|Лекції|кількість|5|6|\n2|Семінари|кількість|7|8|\n\
             Розділ 2. Прийом|<|<|<|<|<\n{}|Виїзди|кількість|9|9|\n{}|Поради|кількість|8|8|",
            second[0], second[1]
        )
    };
    assert_eq!(codes(&of(&rows([3, 4]))), ["1", "2", "3", "4"]);
    assert_eq!(codes(&of(&rows([1, 2]))), ["-", "-", "-", "-"]);
    assert_eq!(of(&rows([3, 4])).doubts, []);
}

#[test]
fn a_heading_between_tables_heads_the_second() {
    let rows = |title: &str| table(&format!("{HEAD}\n1|{title}|кількість|5|6|"));
    let blocks = vec![
        line(TITLE),
        line("Розділ 1. Правопросвіта"),
        rows("Лекції"),
        line("Розділ 2. Прийом"),
        rows("Виїзди"),
    ];
    let draft = read(blocks);
    let goals: Vec<(&str, &str)> =
        draft.outline.iter().map(|goal| (goal.title.as_str(), goal.children[0].title.as_str())).collect();
    assert_eq!(goals, [("Правопросвіта", "Лекції"), ("Прийом", "Виїзди")]);
    assert_eq!(draft.doubts, []);
}

#[test]
fn signs_of_repetition_stand_for_the_cell_above() {
    let rows = "№ з/п|Захід|Відповідальні|Строк виконання|Показник|План\n\
        1.1|Лекції|Відділ правопросвіти|липень|Кількість лекцій|5\n1.2|Семінари|-//-|-//-|-//-|6\n\
        1.3|Столи|те саме|– \" –|Кількість|2\n1.4|Прийоми|-|серпень|Кількість|1";
    let draft = read(vec![line("План заходів Зоряної громади на ІІІ квартал 2024 року"), table(rows)]);
    let names = |node: &&DraftNode| node.performers.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    let measures = measures(&draft);
    let performers: Vec<Vec<String>> = measures.iter().map(names).collect();
    let own = vec!["Відділ правопросвіти".to_owned()];
    assert_eq!(performers, [own.clone(), own.clone(), own, Vec::new()]);
    assert_eq!(measures[1].indicators[0].name, "Кількість лекцій");
    assert_eq!(measures[2].term.as_ref().unwrap().raw, "липень");
    let doubts: Vec<&DraftSubject> = draft
        .doubts
        .iter()
        .filter(|doubt| doubt.kind == DoubtKind::Reading)
        .map(|doubt| &doubt.subject)
        .collect();
    assert_eq!(doubts.len(), 5, "{:#?}", draft.doubts);
    assert!(doubts.iter().all(|subject| **subject != DraftSubject::Plan));
}

#[test]
fn performers_go_on_over_the_end_of_a_page() {
    let first = "№ з/п|Захід|Відповідальні|Строк виконання|Показник|План\n\
        1.1|Лекції|Відділ правопросвіти|липень|Кількість|5\n1.2|Семінари|^|серпень|Кількість|6";
    let second = "1.3|Столи||вересень|Кількість|7\n1.4|Наради|Відділ кадрів|вересень|Кількість|8";
    let title = line("План заходів Зоряної громади на ІІІ квартал 2024 року");
    let draft = read(vec![title, table(first), line(""), table(second)]);
    let names: Vec<&str> = measures(&draft).iter().map(|node| node.performers[0].name.as_str()).collect();
    let own = "Відділ правопросвіти";
    assert_eq!(names, [own, own, own, "Відділ кадрів"]);
    assert_eq!(only_doubt(&draft).subject, DraftSubject::Node(vec![2]));
}

#[test]
fn sums_with_a_number_are_no_measures() {
    let draft = of(
        "1|Лекції|кількість|5|6|\n2|Огляди|кількість|7|8|\n3|Всього||12|14|\n|Разом за розділом 1|кількість|12|14|",
    );
    assert_eq!(titles(&draft), ["Лекції", "Огляди"]);
    let left = draft.doubts.iter().filter(|doubt| doubt.kind == DoubtKind::LeftOver).count();
    assert_eq!(left, 2, "{:#?}", draft.doubts);
}

#[test]
fn a_number_of_another_kind_heads_the_rows_that_it_counts() {
    let rows = "І|Освіта||||\n1|Лекції|кількість|5|6|\nІІ|Видання||||\n1|Буклети|кількість|9|8|";
    let draft = of(rows);
    let goals: Vec<_> = draft.outline.iter().map(|node| (node.level, node.title.as_str())).collect();
    assert_eq!(goals, [(Level::Goal, "Освіта"), (Level::Goal, "Видання")]);
    assert_eq!(titles(&draft), ["Лекції", "Буклети"]);
    assert_eq!(draft.doubts.iter().filter(|doubt| doubt.kind == DoubtKind::Reading).count(), 2);
    let draft = of("1|Освіта||||\n1.1|Лекції|кількість|5|6|\n1.2|Столи|кількість|1|1|");
    assert_eq!((draft.outline[0].level, codes(&draft)), (Level::Goal, vec!["1.1", "1.2"]));
    // Measures that nobody has filled in are not headings.
    assert_eq!(titles(&of("І|Лекції||||\nІІ|Столи||||")), ["Лекції", "Столи"]);
}

#[test]
fn letters_and_numbers_that_count_the_columns_are_no_measure() {
    let draft = of("А|Б|В|1|2|3\n1|Лекції|кількість|5|6|");
    assert_eq!(said(&draft), ["Лекції 2024Q3 5/6"]);
    assert_eq!(draft.doubts, []);
}

#[test]
fn words_where_a_number_is_planned_are_doubted_with_the_figures_in_them() {
    for (fact, figures) in [("виконано 5 з 6", &["5", "6"][..]), ("5*", &[]), ("не проводились", &[])]
    {
        let draft = of(&format!("1|Лекції|кількість|5|{fact}|"));
        let doubt = only_doubt(&draft);
        assert_eq!((doubt.subject.clone(), doubt.text.as_str()), (DraftSubject::Indicator(vec![0], 0), fact));
        assert_eq!(doubt.alternatives, figures, "{fact}");
    }
    assert_eq!(of("1|Лекції|кількість|за потреби|не було|").doubts, []);
}

#[test]
fn a_table_with_the_facts_alone_completes_the_one_with_the_plan() {
    let title = line("План заходів Зоряної громади на ІІІ квартал 2024 року");
    let plan = table("№|Захід|Показник|План\n1|Лекції|кількість|5\n2|Столи|кількість|3");
    let facts = table("№|Захід|Показник|Факт\n1|Лекції|кількість|4\n2|Столи|кількість|2");
    let draft = read(vec![title, plan, facts]);
    assert_eq!(said(&draft), ["Лекції 2024Q3 5/4", "Столи 2024Q3 3/2"]);
    assert_eq!(draft.doubts, []);
}

#[test]
fn a_measure_that_stands_twice_is_doubted() {
    let head = "№|Захід|Показник|План|Факт|Примітка";
    let rows = "1|Лекції|кількість|5|6|\n1|Лекції|кількість|5|6|\n2|Огляди|кількість|7|8|";
    let draft = read(vec![line(TITLE), table(&format!("{head}\n{rows}"))]);
    assert_eq!(only_doubt(&draft).subject, DraftSubject::Node(vec![1]));
    let rows = "1|Лекції|кількість|5|6|\n2|Лекції|кількість|5|7|";
    assert_eq!(read(vec![line(TITLE), table(&format!("{head}\n{rows}"))]).doubts, []);
}

#[test]
fn a_number_with_values_and_without_a_title_is_doubted() {
    let rows = "№|Захід|Показник|План|Факт|Примітка\n1|Лекції|кількість|5|6|\n2||слухачів|7|8|\n3|Огляди|кількість|1|1|";
    let draft = read(vec![line(TITLE), table(rows)]);
    assert_eq!(measures(&draft)[0].indicators.len(), 2);
    let doubt = only_doubt(&draft);
    assert_eq!((doubt.text.as_str(), doubt.reading.as_str()), ("2 слухачів 7 8", "Лекції"));
}

#[test]
fn a_row_that_was_cut_at_the_end_of_a_page_is_doubted() {
    let head = "№|Захід|Відповідальні|Термін|Показник|План";
    let first = table(&format!(
        "{head}\n1|Лекції|Відділ саду|вересень|кількість|5\n2|Огляди у школах та|Відділ|вересень|кількість|7"
    ));
    let second = table("|ліцеях громади|саду||оглядів|\n3|Столи|Рада|вересень|кількість|1");
    let title = line("План заходів Зоряної громади на ІІІ квартал 2024 року");
    let draft = read(vec![title, first, second]);
    assert!(draft.doubts.iter().any(|doubt| doubt.text == "ліцеях громади"), "{:#?}", draft.doubts);
}

#[test]
fn merged_performers_go_on_below_a_repeated_header() {
    let head = "№|Захід|Відповідальні|Термін|Показник|План";
    let first =
        table(&format!("{head}\n1|Лекції|Відділ саду|вересень|кількість|5\n2|Огляди|^|вересень|кількість|7"));
    let second = table(&format!("{head}\n3|Столи||вересень|кількість|1"));
    let draft = read(vec![line("План заходів Зоряної громади на ІІІ квартал 2024 року"), first, second]);
    assert_eq!(measures(&draft)[2].performers[0].name, "Відділ саду");
    assert_eq!(only_doubt(&draft).kind, DoubtKind::SharedCell);
}

/// A number that is left out tells that a row may have been lost.
#[test]
fn a_gap_in_the_numbers_of_rows_is_doubted() {
    let missing = |rows: &str| {
        let doubts = of(rows).doubts.into_iter().filter(|doubt| doubt.kind == DoubtKind::MissingNumber);
        doubts.map(|doubt| (doubt.text, doubt.reading, doubt.alternatives.join(" "))).collect::<Vec<_>>()
    };
    let row = |number: u32| format!("{number}|Захід {number}|кількість|5|6|\n");
    let rows = |numbers: &[u32]| numbers.iter().map(|number| row(*number)).collect::<String>();
    assert_eq!(missing(&rows(&[1, 2, 3])), []);
    assert_eq!(missing(&rows(&[1, 2, 5, 6])), [("Захід 5".to_owned(), "5".to_owned(), "3 4".to_owned())]);
    // A count that begins anew has no gap there.
    assert_eq!(missing(&format!("{}|Виїзди:||||\n{}", rows(&[1, 2]), rows(&[1, 2]))), []);
    // An extract of a longer list is told once.
    let extract = missing(&rows(&[2, 4, 6, 8, 10]));
    assert_eq!(extract, [("3, 5, 7, 9".to_owned(), String::new(), String::new())]);
}

#[test]
fn a_task_over_all_columns_stands_under_its_goal() {
    let rows = "№|Захід|Показник|План|Факт|Примітка\nЦіль 1. Доступ|<|<|<|<|<\nЗавдання 1.1. Просвіта|<|<|<|<|<\n\
                1.1.1|Лекції|кількість|5|6|\nЦіль 2. Інше|<|<|<|<|<\n2.1.1|Наради|кількість|5|6|";
    let title = line("Звіт про виконання плану заходів Зоряної громади за ІІІ квартал 2024 року");
    let draft = read(vec![title, table(rows)]);
    let goals: Vec<(&str, usize)> =
        draft.outline.iter().map(|goal| (goal.title.as_str(), goal.children.len())).collect();
    assert_eq!(goals, [("Доступ", 1), ("Інше", 1)]);
    assert_eq!(draft.outline[0].children[0].level, Level::Task);
}

#[test]
fn a_row_in_brackets_goes_on_with_the_title_above() {
    let rows =
        "№|Захід|Показник|План|Факт|Примітка\n1|Лекції|кількість|5|6|\n|(для молоді)||||\n2|Наради||||";
    let title = line("Звіт про виконання плану заходів Зоряної громади за ІІІ квартал 2024 року");
    let draft = read(vec![title, table(rows)]);
    let titles: Vec<&str> = measures(&draft).iter().map(|node| node.title.as_str()).collect();
    assert_eq!(titles.len(), 2, "{titles:?}");
    assert_eq!(only_doubt(&draft).text, "(для молоді)");
}

#[test]
fn no_row_inside_a_table_vanishes() {
    let left = |rows: &str| {
        let doubts = of(rows).doubts.into_iter().filter(|doubt| doubt.kind == DoubtKind::LeftOver);
        doubts.map(|doubt| doubt.text).collect::<Vec<_>>()
    };
    // Values of a number without a title, above every measure.
    let first = "1||Лекції|кількість|5|\n2|Столи|кількість|7|8|";
    assert_eq!((titles(&of(first)), left(first)), (vec!["Столи"], vec!["1 Лекції кількість 5".to_owned()]));
    // A labelled line or a footnote between measures heads nothing.
    for line in ["Виконавець: Клен О. П.", "* дані попередні"] {
        let rows = format!("1|Лекції|кількість|5|6|\n{line}|<|<|<|<|<\n2|Столи|кількість|7|8|");
        let draft = of(&rows);
        assert_eq!((draft.outline.len(), left(&rows)), (2, vec![line.to_owned()]), "{:#?}", draft.doubts);
    }
}

#[test]
fn a_measure_that_may_be_the_sum_of_others_is_doubted() {
    let rows = "1|Лекції|кількість|5|6|\n2|Огляди|кількість|7|8|\n3|Усього заходів|кількість|12|14|";
    assert_eq!(only_doubt(&of(rows)).text, "Усього заходів");
    assert_eq!(of("1|Лекції|кількість|5|6|\n2|Разом з громадою провести свято|кількість|1|1|").doubts, []);
}

#[test]
fn a_fact_of_another_kind_than_the_target_is_doubted() {
    for (target, fact) in [("5", "6/7"), ("5", "15 серпня"), ("5", "12.07"), ("5/6", "6"), ("5/6", "1/2/3")]
    {
        let draft = of(&format!("1|Лекції|кількість|{target}|{fact}|"));
        assert_eq!(only_doubt(&draft).text, fact, "{target}");
    }
    for (target, fact) in
        [("5/6", "6/7"), ("10–12", "11"), ("15 серпня", "14.08.2024"), ("5,5", "4.08"), ("", "6/7")]
    {
        let draft = of(&format!("1|Лекції|кількість|{target}|{fact}|"));
        assert!(draft.doubts.iter().all(|doubt| doubt.text != fact), "{target} {:#?}", draft.doubts);
    }
}

/// Numbers that are more than a count, or not the places of the measures, are what a measure is called by.
#[test]
fn numbers_that_more_than_count_are_codes() {
    let rows = |numbers: &[&str]| {
        let row = |(at, number): (usize, &&str)| format!("{number}|Назва {at} ({number})|кількість|5|6|\n");
        numbers.iter().enumerate().map(row).collect::<String>()
    };
    let read = |numbers: &[&str]| {
        let draft = of(&rows(numbers));
        let found: Vec<String> = codes(&draft).into_iter().map(str::to_owned).collect();
        (found.join(" "), kinds(&draft))
    };
    for (numbers, found) in [
        (vec!["4", "4а", "4/1", "1-2", "4.а", "5"], "4 4а 4/1 1-2 4.а 5"),
        (vec!["1.", "2.", "2 а.", "3."], "1 2 2а 3"),
        (vec!["1", "1.1", "2"], "1 1.1 2"),
        (vec!["4", "5", "6"], "4 5 6"),
        (vec!["1", "2", "3"], "- - -"),
        (vec!["1", "2", "1", "2"], "- - - -"),
    ] {
        assert_eq!(read(&numbers).0, found);
    }
    assert_eq!(read(&["1", "2", "2а", "3"]).1, []);
    // Beside a measure without a number, and where a number stands twice, there is a doubt.
    assert_eq!(read(&["1", "2", "", "3", "4"]), ("1 2 - 3 4".to_owned(), vec![DoubtKind::MissingNumber]));
    assert_eq!(read(&["1", "2", "2", "3"]), ("1 2 2 3".to_owned(), vec![DoubtKind::RepeatedNumber]));
    // Sections whose numbers run on, with one of another kind, or with one that is left out.
    let sections = |second: &[&str]| {
        let first = rows(&["1", "2"]);
        let draft =
            of(&format!("Розділ 1. Просвіта|<|<|<|<|<\n{first}Розділ 2. Прийом|<|<|<|<|<\n{}", rows(second)));
        codes(&draft).join(" ")
    };
    assert_eq!(sections(&["3", "3а", "4"]), "1 2 3 3а 4");
    assert_eq!(sections(&["3", "", "4"]), "1 2 3 - 4");
    assert_eq!(sections(&["1", "2"]), "- - - -");
    assert_eq!(sections(&["1", "1а", "2"]), "1 2 1 1а 2");
}

#[test]
fn words_that_begin_with_a_figure_are_doubted_beside_a_condition_too() {
    for fact in ["7 із 10", "6.", "1 2"] {
        assert_eq!(only_doubt(&of(&format!("1|Лекції|кількість|за потреби|{fact}|"))).text, fact);
    }
    assert_eq!(of("1|Лекції|кількість|за потреби|не було потреби|").doubts, []);
}
