//! The two quarterly plans: subtasks, counted measures, performers below indicators, terms.

use super::*;

const SUBTASKS: &str = "№ з/п|Найменування завдання|Підзавдання|Мета та основний результат виконання завдання|\
    Найменування заходу для виконання завдання|\
    Найменування показників результативності виконання заходу та перелік виконавців|\
    Значення показників результативності виконання заходу";
const TERMS: &str = "п/п|Найменування завдання|Найменування заходу для виконання завдання|\
    Відповідальний виконавець заходу|Термін (дата) виконання заходу|\
    Найменування показника результативності виконання заходу|\
    Значення показника результативності виконання заходу";
const PLAN: &str = "Квартальний план заходів\nЗоряного центру\nна ІV квартал 2023 року";

fn plan(form: &str, header: &str, rows: &str) -> Draft {
    let document = Document::new("план.docx", vec![line(PLAN), table(&format!("{header}\n{rows}"))]);
    let recognised = recognise(&document, &built_in(), &options()).unwrap();
    assert_eq!(recognised.form, form);
    recognised.draft
}

fn with_subtasks(rows: &str) -> Draft {
    plan("quarterly-plan", SUBTASKS, rows)
}

fn with_terms(rows: &str) -> Draft {
    plan("quarterly-plan-terms", TERMS, rows)
}

/// The parent's code, the title, the targets as written (`=` before a condition, `-` for none), the performers.
fn shown(draft: &Draft) -> Vec<String> {
    fn walk(node: &DraftNode, above: &str, out: &mut Vec<String>) {
        let code = node.code.as_deref().unwrap_or("?");
        if node.level == Level::Measure {
            let targets: Vec<String> = node.indicators.iter().map(target).collect();
            let names: Vec<&str> = node.performers.iter().map(|p| p.name.as_str()).collect();
            out.push(format!("{above}: {} [{}] {}", node.title, targets.join(", "), names.join("; ")));
        }
        node.children.iter().for_each(|child| walk(child, code, out));
    }
    let mut out = Vec::new();
    draft.outline.iter().for_each(|node| walk(node, "", &mut out));
    out.iter().map(|line| line.trim_end().to_owned()).collect()
}

fn target(indicator: &crate::domain::draft::DraftIndicator) -> String {
    let target = indicator.values.first().and_then(|value| value.target.as_ref());
    let sign = |value: &TargetValue| if *value == TargetValue::Condition { "=" } else { "" };
    let target = target.map_or("-".to_owned(), |target| format!("{}{}", sign(&target.value), target.raw));
    format!("{} {target}", indicator.name)
}

fn of_kind(draft: &Draft, kind: DoubtKind) -> Vec<&DraftDoubt> {
    draft.doubts.iter().filter(|doubt| doubt.kind == kind).collect()
}

const GARDEN: &str = "\
Ціль 1. Сади|<|<|<|<|<|<
1|Завдання 1.1. Яблуні|Підзавдання 1.1.1. Саджанці|Більше дерев|1. Висадка|Кількість дерев¶Сектор Дубоярське бюро правової допомоги, Лугове бюро правової допомоги відділу безоплатної правової допомоги|5
^|^|^|^|2. Полив|Кількість поливів, за потреби¶Відділ садів, доріг та стежок, сектор води|
^|^|Підзавдання 1.1.2. Крони|^|1. Обрізка|По мірі росту|
2|Завдання 1.2. Груші|Підзавдання 1.2.1. Крони|Чистота|1. Обрізка|Кількість дерев, за наявності драбини|3
^|^|^|^|2. Лічба|Кількість дерев|";

#[test]
fn a_plan_with_subtasks() {
    let draft = with_subtasks(GARDEN);
    let expected = [
        "1.1.1: Висадка [Кількість дерев 5] Дубоярське бюро правової допомоги; Лугове бюро правової допомоги",
        "1.1.1: Полив [Кількість поливів, за потреби =за потреби] Відділ садів, доріг та стежок; сектор води",
        "1.1.2: Обрізка [По мірі росту =По мірі росту]",
        "1.2.1: Обрізка [Кількість дерев, за наявності драбини 3]",
        "1.2.1: Лічба [Кількість дерев -]",
    ];
    assert_eq!(shown(&draft), expected);
    assert_eq!(draft.doubts, []);
    assert!(codes(&draft).iter().all(|code| *code == "-"));
    // An aim that is merged over two subtasks belongs to both.
    let subtasks = &draft.outline[0].children[0].children;
    assert_eq!(subtasks[0].objective.as_deref(), Some("Більше дерев"));
    assert_eq!(subtasks[1].objective, subtasks[0].objective);
}

#[test]
fn a_subtask_without_its_head() {
    let rows = |lost: &str| {
        let above = if lost.starts_with('^') { "^|^" } else { "|" };
        format!(
            "1|Завдання 1.1. Яблуні|Підзавдання 1.1.1. Саджанці||1. Висадка|Кількість|1\n{lost}\n\
             {above}|Підзавдання 1.1.3. Крони||1. Обрізка|Кількість|4"
        )
    };
    for lost in [
        // A blank merged cell; cells without merges; the same, repeated.
        "^|^|||1. Полив|Кількість|2\n^|^|^|^|2. Лічба|Кількість|3",
        "||||1. Полив|Кількість|2\n||||2. Лічба|Кількість|3",
        "1|Завдання 1.1. Яблуні|||1. Полив|Кількість|2\n1|Завдання 1.1. Яблуні|||2. Лічба|Кількість|3",
    ] {
        let draft = with_subtasks(&rows(lost));
        let parents: Vec<String> = shown(&draft).iter().map(|line| line[..5].to_owned()).collect();
        assert_eq!(parents, ["1.1.1", "1.1.2", "1.1.2", "1.1.3"], "{lost}");
        let doubt = only_doubt(&draft);
        assert_eq!((doubt.kind, doubt.reading.as_str()), (DoubtKind::MissingNumber, "1.1.2"));
    }
}

#[test]
fn a_lost_head_whose_number_nobody_knows() {
    let rows = "1|Завдання 1.1. Яблуні|Підзавдання 1.1.1. Саджанці||1. Висадка|Кількість|1\n\
        ^|^|||1. Полив|Кількість|2\n^|^|^|^|2. Лічба|Кількість|3";
    let draft = with_subtasks(rows);
    assert_eq!(shown(&draft)[1], "?: Полив [Кількість 2]");
    let doubt = only_doubt(&draft);
    assert_eq!(
        (doubt.reading.as_str(), doubt.alternatives.as_slice()),
        ("", ["1.1.2".to_owned()].as_slice())
    );
}

#[test]
fn a_task_without_subtasks_has_lost_nothing() {
    let rows = "1|Завдання 1.1. Яблуні|Підзавдання 1.1.1. Саджанці||1. Висадка|Кількість|1\n\
        2|Завдання 1.2. Груші|||1. Полив|Кількість|2\n^|^|^|^|2. Лічба|Кількість|3";
    let draft = with_subtasks(rows);
    assert_eq!(shown(&draft)[1..], ["1.2: Полив [Кількість 2]", "1.2: Лічба [Кількість 3]"]);
    assert_eq!(draft.doubts, []);
}

#[test]
fn a_count_that_does_not_go_on_is_doubted() {
    let kinds_of = |second: &str| {
        let rows = format!(
            "1|Завдання 1.1. Яблуні|Підзавдання 1.1.1. Саджанці||1. Висадка|Кількість|1\n^|^|^|^|{second}|Кількість|2"
        );
        let draft = with_subtasks(&rows);
        assert_eq!(shown(&draft).len(), 2);
        (kinds(&draft), draft.doubts.first().map(|doubt| doubt.reading.clone()))
    };
    assert_eq!(kinds_of("2. Полив"), (vec![], None));
    assert_eq!(kinds_of("2) Полив"), (vec![], None));
    let two = Some("2".to_owned());
    assert_eq!(kinds_of("4. Полив"), (vec![DoubtKind::MissingNumber], two.clone()));
    assert_eq!(kinds_of("Полив"), (vec![DoubtKind::MissingNumber], two));
}

#[test]
fn one_cell_for_several_counted_measures() {
    let row = |cells: &str| {
        with_subtasks(&format!(
            "1|Завдання 1.1. Яблуні|Підзавдання 1.1.1. Саджанці||1. Висадка¶2. Полив|{cells}"
        ))
    };
    let draft = row("Кількість¶Відділ садів|4");
    assert_eq!(shown(&draft), ["1.1.1: Висадка [Кількість 4] Відділ садів", "1.1.1: Полив [] Відділ садів"]);
    assert_eq!(measures(&draft)[1].shares, [DraftShare::At(vec![0, 0, 0], 0)]);
    assert_eq!(
        (only_doubt(&draft).kind, only_doubt(&draft).text.as_str()),
        (DoubtKind::SharedCell, "Кількість")
    );
    // As many figures as measures: one for each.
    for values in ["4¶300", "4 5"] {
        let draft = row(&format!("Кількість¶Відділ садів|{values}"));
        let last = values.rsplit(['¶', ' ']).next().unwrap();
        let expected = [
            "1.1.1: Висадка [Кількість 4] Відділ садів".to_owned(),
            format!("1.1.1: Полив [Кількість {last}] Відділ садів"),
        ];
        assert_eq!(shown(&draft), expected);
        assert_eq!(kinds(&draft), [DoubtKind::SharedCell; 2]);
    }
    // Figures that match neither measures nor indicators are not joined to one number.
    let draft =
        with_subtasks("1|Завдання 1.1. Яблуні|Підзавдання 1.1.1. Саджанці||1. Висадка|Кількість|3¶300");
    assert_eq!(shown(&draft), ["1.1.1: Висадка [Кількість =3; 300]"]);
    assert_eq!(only_doubt(&draft).kind, DoubtKind::UnknownCondition);
}

#[test]
fn one_value_cell_over_several_measures() {
    let rows = "1|Завдання 1.1 Яблуні|Захід 1.1.1 Висадка|Відділ садів|Жовтень|Кількість|3 3 3\n\
        ^|^|Захід 1.1.2 Полив|^|^|Кількість поливів|^\n^|^|Захід 1.1.3 Лічба|^|^|^|^";
    let draft = with_terms(rows);
    let expected = [
        "1.1: Висадка [Кількість 3] Відділ садів",
        "1.1: Полив [Кількість поливів 3] Відділ садів",
        "1.1: Лічба [Кількість поливів 3] Відділ садів",
    ];
    assert_eq!(shown(&draft), expected);
    let about: Vec<_> = draft.doubts.iter().map(|doubt| (doubt.kind, doubt.subject.clone())).collect();
    let of = |at| (DoubtKind::SharedCell, DraftSubject::Indicator(vec![0, at], 0));
    assert_eq!(about, [of(0), of(1), of(2)]);
}

#[test]
fn two_indicators_in_the_lines_of_one_cell() {
    let row = |name: &str| {
        with_terms(&format!("1|Завдання 1.1 Яблуні|Захід 1.1.1 Висадка|Відділ садів|Жовтень|{name}|3¶5"))
    };
    let draft = row("Кількість яблунь¶Кількість груш");
    assert_eq!(shown(&draft), ["1.1: Висадка [Кількість яблунь 3, Кількість груш 5] Відділ садів"]);
    assert_eq!(kinds(&draft), [DoubtKind::Reading; 2]);
    // A name that continues in the next line is one name.
    let draft = row("Кількість яблунь¶та груш");
    assert_eq!(shown(&draft), ["1.1: Висадка [Кількість яблунь та груш =3; 5] Відділ садів"]);
}

#[test]
fn a_plan_with_terms() {
    let rows = "\
I. Сади|<|<|<|<|<|<
1|Завдання 1.1 Яблуні|Захід 1.1.1 Висадка|Відділ садів;¶відділ води, доріг та стежок;|Жовтень¶Листопад|Кількість яблунь|25/250
^|^|^|^|^|Кількість груш|6
^|^|Захід 1.1.4 Полив|Садівники|Протягом кварталу|Кількість|1
III. Хмари|<|<|<|<|<|<
2|Завдання 3.1 Лічба|Захід 3.1.2 Лічба|||||";
    let draft = with_terms(rows);
    let expected = [
        "1.1: Висадка [Кількість яблунь 25/250, Кількість груш 6] Відділ садів; відділ води, доріг та стежок",
        "1.1: Полив [Кількість 1] Садівники",
        "3.1: Лічба []",
    ];
    assert_eq!(shown(&draft), expected);
    assert_eq!(codes(&draft), ["1.1.1", "1.1.4", "3.1.2"]);
    let months = measures(&draft)[0].term.as_ref().unwrap().kind.clone();
    assert!(matches!(months, crate::domain::TermKind::Months(months) if months.len() == 2));
    let doubt = only_doubt(&draft);
    assert_eq!(
        (doubt.kind, doubt.alternatives.as_slice()),
        (DoubtKind::MissingNumber, ["II".to_owned()].as_slice())
    );
}

#[test]
fn a_task_without_a_name_takes_its_code_from_its_measures() {
    let first = "1|Завдання 1.1 Яблуні|Захід 1.1.1 Висадка|Відділ|Жовтень|Кількість|1\n";
    for lost in [
        "2||поливання груш|Відділ|||\n^|^|Захід 1.2.3 Лічба|Відділ|Жовтень|Кількість|2",
        "2||поливання груш|Відділ|||\n||Захід 1.2.3 Лічба|Відділ|Жовтень|Кількість|2",
        "2||поливання груш|Відділ|||\n2||Захід 1.2.3 Лічба|Відділ|Жовтень|Кількість|2",
    ] {
        let draft = with_terms(&format!("{first}{lost}"));
        let expected = [
            "1.1: Висадка [Кількість 1] Відділ",
            "1.2: поливання груш [] Відділ",
            "1.2: Лічба [Кількість 2] Відділ",
        ];
        assert_eq!(shown(&draft), expected, "{lost}");
        let found: Vec<_> =
            draft.doubts.iter().map(|d| (d.kind, d.subject.clone(), d.reading.as_str())).collect();
        let missing = DoubtKind::MissingNumber;
        let expected =
            [(missing, DraftSubject::Node(vec![1]), "1.2"), (missing, DraftSubject::Node(vec![1, 0]), "")];
        assert_eq!(found, expected);
    }
}

#[test]
fn numbers_that_count_measures_open_no_tasks() {
    let rows = "1|Завдання 1.1 Яблуні|Захід 1.1.1 Висадка|Відділ|Жовтень|Кількість|1\n\
        2||Захід 1.1.2 Полив|Відділ|Жовтень|Кількість|1\n3||Захід 1.1.3 Лічба|Відділ|Жовтень|Кількість|1";
    let draft = with_terms(rows);
    assert_eq!((draft.outline.len(), draft.doubts.len()), (1, 0));
    assert_eq!(codes(&draft), ["1.1.1", "1.1.2", "1.1.3"]);
}

#[test]
fn a_measure_under_the_number_of_another_task() {
    let rows = "1|Завдання 1.3 Яблуні|Захід 1.3.1 Висадка|Відділ|Жовтень|Кількість|1\n\
        2|Завдання 1.4 Груші|Захід 1.3.2 Полив|Відділ|Жовтень|Кількість|1\n\
        ^|^|Захід 1.4.1 Лічба¶Захід 1.4.2 Обрізка|Відділ|Жовтень|Кількість|1";
    let draft = with_terms(rows);
    let misplaced = of_kind(&draft, DoubtKind::MisplacedNumber);
    assert_eq!(misplaced[0].subject, DraftSubject::Node(vec![1, 0]));
    assert_eq!(
        (misplaced[0].reading.as_str(), misplaced[0].alternatives.as_slice()),
        ("1.4", ["1.3".to_owned()].as_slice())
    );
    assert_eq!(of_kind(&draft, DoubtKind::SharedCell).len(), 1);
    assert_eq!(measures(&draft)[3].shares, [DraftShare::At(vec![1, 1], 0)]);
}

#[test]
fn a_figure_in_the_cell_of_the_indicator() {
    let value = |cells: &str| {
        let draft = with_terms(&format!("1|Завдання 1.1 Яблуні|Захід 1.1.1 Висадка|Відділ|Жовтень|{cells}"));
        let doubt = only_doubt(&draft);
        (shown(&draft).remove(0), doubt.kind)
    };
    let shifted = DoubtKind::ShiftedColumns;
    assert_eq!(value("Кількість дерев 9|"), ("1.1: Висадка [Кількість дерев 9] Відділ".to_owned(), shifted));
    assert_eq!(value("9|"), ("1.1: Висадка [ 9] Відділ".to_owned(), shifted));
    let loose = ("1.1: Висадка [ 9] Відділ".to_owned(), DoubtKind::LooseValue);
    assert_eq!(value("|9"), loose);
    let condition =
        ("1.1: Висадка [Кількість =за потреби, 5] Відділ".to_owned(), DoubtKind::UnknownCondition);
    assert_eq!(value("Кількість|за потреби, 5"), condition);
}

#[test]
fn columns_that_a_plan_gets_later() {
    let header = format!("{TERMS}|Факт|Примітка|Хто перевірив");
    let rows = "1|Завдання 1.1 Яблуні|Захід 1.1.1 Висадка¶- 03.10.2023 у саду|Відділ|Жовтень|Кількість|2|1|дощ|Зірка\n\
        Всього|<|<|<|<|<|2|1||";
    let draft = plan("quarterly-plan-terms", &header, rows);
    let measure = measures(&draft)[0];
    let value = &measure.indicators[0].values[0];
    assert_eq!(value.fact.as_ref().unwrap().1, "1");
    assert_eq!((value.note.as_str(), measure.evidence.len()), ("дощ", 1));
    let mut found: Vec<_> = draft.doubts.iter().map(|doubt| (doubt.kind, doubt.text.as_str())).collect();
    found.sort();
    assert_eq!(found, [(DoubtKind::Reading, "Хто перевірив"), (DoubtKind::LeftOver, "Всього 2 1")]);
}

#[test]
fn a_header_in_the_middle_and_a_layout_table_above() {
    let rows = format!(
        "1|Завдання 1.1 Яблуні|Захід 1.1.1 Висадка|Відділ|Жовтень|Кількість|2\n{TERMS}\n1|2|3|4|5|6|7\n\
         ^|^|Захід 1.1.2 Полив|Відділ|Жовтень|Кількість|2"
    )
    .replace("\n^|^|", "\n||");
    let approval = "|ЗАТВЕРДЖЕНО¶Директор¶Зоряного центру¶____ О.П. Зірка¶« 15 » серпня 2023 року";
    let blocks = vec![table(approval), line(PLAN), table(&format!("{TERMS}\n{rows}"))];
    let draft = read(blocks);
    assert_eq!((codes(&draft), draft.doubts.len()), (vec!["1.1.1", "1.1.2"], 0));
    let approval = draft.approval.unwrap();
    assert_eq!((approval.role.as_str(), approval.name.as_str()), ("Директор Зоряного центру", "О.П. Зірка"));
}

#[test]
fn latin_letters_are_told_of_every_text() {
    let rows =
        "1|Завдання 1.1. Яблуні|Підзавдання 1.1.1. Саджанці|Більшe дерев|1. Висадка|Kількість¶Відділ cадів|1";
    let draft = with_subtasks(rows);
    let found: Vec<_> = of_kind(&draft, DoubtKind::LookAlikes).iter().map(|d| d.reading.as_str()).collect();
    assert_eq!(found, ["Більше дерев", "Відділ садів", "Кількість"]);
    assert_eq!(measures(&draft)[0].indicators[0].name, "Kількість");
    let damaged = "Шіль 1. Сади|<|<|<|<|<|<\n1|Завдання 1.1. Яблуні|Підзавдання 1.1.1. Саджанці||1. Висадка|Кількість|1";
    assert_eq!(only_doubt(&with_subtasks(damaged)).kind, DoubtKind::DamagedLabel);
}
