//! Invented texts of scans, each with one kind of damage.

use jiff::civil::date;

use crate::{
    document::{Document, Paragraph},
    domain::{
        DoubtKind, FactValue, Level, TargetValue,
        draft::{Draft, DraftDoubt, DraftNode, DraftSubject},
    },
    form::{
        Options, built_in,
        recognise::{recognise, steps::steps_of},
    },
};

const TITLE: &str = "Звіт про виконання плану заходів Вербодільського центру за ІV квартал 2023 року\n";
const HEADER: &str = "№\tНайменування завдання\tНайменування заходу\tНайменування показника\t\
                      Значення показників\t\tПримітка\n\t\t\t\tПлан\tФакт\t\n";

fn try_read(text: &str) -> Option<Draft> {
    let blocks = text.split('\n').map(|line| Paragraph::new(line).into()).collect();
    let document = Document::new("скан.txt", blocks);
    recognise(&document, &built_in(), &Options::new(date(2023, 11, 20))).ok().map(|read| read.draft)
}

/// A report with these rows, in which `¦` is a tabulator.
fn report(rows: &str) -> Draft {
    try_read(&format!("{TITLE}\n{HEADER}{}", rows.replace('¦', "\t"))).unwrap()
}

fn measures(draft: &Draft) -> Vec<(&DraftNode, Vec<usize>)> {
    fn walk<'a>(nodes: &'a [DraftNode], path: &[usize], found: &mut Vec<(&'a DraftNode, Vec<usize>)>) {
        for (index, node) in nodes.iter().enumerate() {
            let own: Vec<usize> = path.iter().copied().chain([index]).collect();
            if node.level == Level::Measure {
                found.push((node, own.clone()));
            }
            walk(&node.children, &own, found);
        }
    }
    let mut found = Vec::new();
    walk(&draft.outline, &[], &mut found);
    found
}

/// Each measure in short: code, title, `indicator: target/fact`.
fn short(draft: &Draft) -> Vec<String> {
    let value = |node: &DraftNode| {
        let values = node.indicators.iter().map(|indicator| {
            let value = indicator.values.first();
            let target = value.and_then(|v| v.target.as_ref()).map_or("", |target| target.raw.as_str());
            let fact = value.and_then(|v| v.fact.as_ref()).map_or("", |(_, raw)| raw.as_str());
            format!("{}: {target}/{fact}", indicator.name)
        });
        values.collect::<Vec<_>>().join("; ")
    };
    let found = measures(draft).into_iter();
    found
        .map(|(node, _)| format!("{} {} [{}]", node.code.as_deref().unwrap_or("-"), node.title, value(node)))
        .collect()
}

/// The doubts about the measure with this ordinal in the document: kind and line.
fn doubts_of(draft: &Draft, measure: usize) -> Vec<(DoubtKind, u32)> {
    let path = measures(draft).get(measure).map(|(_, path)| path.clone()).unwrap();
    let about = |doubt: &&DraftDoubt| match &doubt.subject {
        DraftSubject::Node(own) | DraftSubject::Indicator(own, _) => *own == path,
        _ => false,
    };
    draft.doubts.iter().filter(about).map(|doubt| (doubt.kind, doubt.place.line.unwrap())).collect()
}

const GOAL: &str = "1. Сади¦¦¦¦¦¦\n";
const FIRST: &str = "1¦Завдання 1.1 Саджанці¦Захід 1.1.1.1 Висадка яблунь¦кількість саджанців¦2¦3¦\n";

#[test]
fn whole_rows_are_read_without_doubts() {
    let draft = report(&format!(
        "{GOAL}{FIRST}¦¦Захід 1.1.1.2 Полив¦<i>кількість поливів</i>¦<i>за потреби</i>¦<i>не було</i>¦дощі\n--¦--¦---\n"
    ));
    assert_eq!(draft.doubts, []);
    let expected = [
        "1.1.1.1 Висадка яблунь [кількість саджанців: 2/3]",
        "1.1.1.2 Полив [кількість поливів: за потреби/не було]",
    ];
    assert_eq!(short(&draft), expected);
    assert_eq!(draft.outline[0].children[0].title, "Саджанці");
    let (node, _) = &measures(&draft)[1];
    assert_eq!(node.source.as_ref().unwrap().line, Some(7));
    assert_eq!(node.indicators[0].values[0].note, "дощі");
    assert!(matches!(node.indicators[0].values[0].fact, Some((FactValue::Text, _))));
}

#[test]
fn a_lost_first_column_is_told_by_what_stands_in_the_others() {
    let draft = report(&format!("{GOAL}{FIRST}\n¦Захід 1.1.1.2 Полив¦кількість поливів¦4¦5¦\n"));
    assert_eq!(short(&draft)[1], "1.1.1.2 Полив [кількість поливів: 4/5]");
    assert_eq!(doubts_of(&draft, 0), []);
    assert_eq!(doubts_of(&draft, 1), [(DoubtKind::ShiftedColumns, 8)]);
}

#[test]
fn a_row_that_a_page_cuts_goes_on_in_its_cells() {
    let draft = report(&format!(
        "{GOAL}1¦Завдання 1.1 Саджанці для¦Захід 1.1.1.1 Висадка яблунь у,¦кількість саджанців¦2¦3¦\n\n\
         <i>дитячих садків</i>¦старому саду - 02.10.2023 толока¦¦¦¦\n"
    ));
    assert_eq!(short(&draft), ["1.1.1.1 Висадка яблунь у, старому саду [кількість саджанців: 2/3]"]);
    assert_eq!(draft.outline[0].children[0].title, "Саджанці для дитячих садків");
    assert_eq!(measures(&draft)[0].0.evidence[0].text, "толока");
    assert_eq!(doubts_of(&draft, 0), [(DoubtKind::Reading, 8)]);
}

#[test]
fn events_stand_apart_from_the_title() {
    let draft = report(&format!(
        "{GOAL}1¦Завдання 1.1 Сад¦Захід 1.1.1.1 Толоки - 02.10.2023 сад Вітряне бюро: - 03.10.2023, 04.10.2023 став \
         Сонячне бюро: 05.10.2023 поле¦кількість толок¦2¦4¦\n\
         ¦¦<p>Захід 1.1.1.2 Свята</p> <p>Вітряне бюро: - 06.10.2023 ярмарок</p> <p>Сонячне бюро: - 07.10.2023 гай</p>¦кількість свят¦1¦2¦\n"
    ));
    assert_eq!(draft.doubts, []);
    assert_eq!(short(&draft)[0], "1.1.1.1 Толоки [кількість толок: 2/4]");
    let of = |index: usize| {
        let evidence = measures(&draft)[index].0.evidence.clone();
        evidence.into_iter().map(|e| (e.performer, e.dates.len(), e.text)).collect::<Vec<_>>()
    };
    let (vitriane, soniachne) = (Some("Вітряне бюро".to_owned()), Some("Сонячне бюро".to_owned()));
    let own = |performer: &Option<String>, dates, text: &str| (performer.clone(), dates, text.to_owned());
    assert_eq!(of(0), [own(&None, 1, "сад"), own(&vitriane, 2, "став"), own(&soniachne, 1, "поле")]);
    assert_eq!(of(1), [own(&vitriane, 1, "ярмарок"), own(&soniachne, 1, "гай")]);
}

#[test]
fn a_unit_and_a_place_may_each_have_a_colon() {
    let text = "Захід 1.1.1.1 Виїзди Вітряне бюро: Вербова громада: - 02.10.2023 с. Лози Сонячне бюро: - 03.10.2023 с. Луг";
    let draft = report(&format!("{GOAL}1¦Завдання 1.1 Сад¦{text}¦кількість виїздів¦2¦2¦\n"));
    assert_eq!(short(&draft), ["1.1.1.1 Виїзди [кількість виїздів: 2/2]"]);
    let evidence = measures(&draft)[0].0.evidence.clone();
    let found: Vec<_> = evidence.iter().map(|e| (e.performer.as_deref(), e.place.as_deref())).collect();
    assert_eq!(found, [(Some("Вітряне бюро"), Some("Вербова громада")), (Some("Сонячне бюро"), None)]);
}

#[test]
fn the_end_of_a_task_may_stand_beside_its_next_measure() {
    let rows = "1¦Завдання 1.1 Саджанці для¦Захід 1.1.1.1 Висадка¦кількість саджанців¦2¦3¦\n\n\
                ¦дитячих садків¦Захід 1.1.1.2 Полив¦кількість поливів¦1¦1¦\n";
    let draft = report(&format!("{GOAL}{rows}"));
    assert_eq!(draft.outline[0].children.len(), 1);
    assert_eq!(draft.outline[0].children[0].title, "Саджанці для дитячих садків");
    assert_eq!(short(&draft)[1], "1.1.1.2 Полив [кількість поливів: 1/1]");
}

#[test]
fn a_damaged_label_and_stars_around_a_goal() {
    let rows = format!(
        "<b>Шіль 1. Сади</b>¦¦¦¦¦¦\n{FIRST}\n**Ціль 2. Хмари**\n\n1¦Завдання 2.1 Лічба¦Захід 2.1.1.1 Лічба¦кількість хмар¦¦7¦\n"
    );
    let draft = report(&rows);
    let goals: Vec<_> =
        draft.outline.iter().map(|goal| (goal.code.as_deref().unwrap(), goal.title.as_str())).collect();
    assert_eq!(goals, [("1", "Сади"), ("2", "Хмари")]);
    let doubt = &draft.doubts[0];
    assert_eq!((doubt.kind, doubt.place.line), (DoubtKind::DamagedLabel, Some(5)));
    assert_eq!(draft.doubts.len(), 1);
}

#[test]
fn an_indicator_without_a_measure_is_another_one_of_the_last_and_doubted() {
    let draft = report(&format!("{GOAL}{FIRST}¦¦¦кількість ям¦5¦6¦\n"));
    assert_eq!(short(&draft), ["1.1.1.1 Висадка яблунь [кількість саджанців: 2/3; кількість ям: 5/6]"]);
    assert_eq!(doubts_of(&draft, 0), [(DoubtKind::Reading, 7)]);
}

#[test]
fn a_value_at_the_top_of_a_page_goes_to_the_row_that_lacks_one() {
    let draft = report(&format!("{GOAL}{FIRST}\n¦¦¦¦6¦¦\n¦¦Захід 1.1.1.2 Полив¦кількість поливів¦¦¦\n"));
    assert_eq!(short(&draft)[1], "1.1.1.2 Полив [кількість поливів: 6/]");
    assert_eq!(doubts_of(&draft, 1), [(DoubtKind::ShiftedColumns, 8)]);
    let other = draft.doubts[0].alternatives.join(" ");
    assert!(other.contains("1.1.1.1"), "{other}");
}

#[test]
fn a_value_alone_beside_complete_rows_is_loose() {
    let draft = report(&format!("{GOAL}{FIRST}\n6\n\n¦¦Захід 1.1.1.2 Полив¦кількість поливів¦1¦1¦\n"));
    assert_eq!(short(&draft)[1], "1.1.1.2 Полив [кількість поливів: 1/1]");
    assert!(doubts_of(&draft, 0).contains(&(DoubtKind::LooseValue, 8)), "{:#?}", draft.doubts);
}

#[test]
fn a_value_glued_to_its_indicator_is_taken_off() {
    let draft = report(&format!("{GOAL}{FIRST}¦¦Захід 1.1.1.2 Полив¦Кількість поливів 9\n"));
    assert_eq!(short(&draft)[1], "1.1.1.2 Полив [Кількість поливів: 9/]");
    assert_eq!(doubts_of(&draft, 1), [(DoubtKind::Reading, 7)]);
    assert!(matches!(
        measures(&draft)[1].0.indicators[0].values[0].target.as_ref().unwrap().value,
        TargetValue::Number(_)
    ));
}

#[test]
fn several_measures_in_a_cell_have_a_value_each() {
    let cells = "<p>Захід 1.1.1.2 Полив</p> <p>Захід 1.1.1.3 Обрізка</p>¦<p>кількість поливів</p> <p>кількість гілок</p>";
    let draft = report(&format!("{GOAL}{FIRST}¦¦{cells}¦<p>4</p> <p>5</p>¦<p>6</p> <p>7</p>¦\n"));
    let expected = ["1.1.1.2 Полив [кількість поливів: 4/6]", "1.1.1.3 Обрізка [кількість гілок: 5/7]"];
    assert_eq!(short(&draft)[1..], expected);
    let inline = "Захід 1.1.1.2 Полив Захід 1.1.1.3 Обрізка Захід 1.1.1.4 Збір¦кількість¦3 4 5¦¦";
    let draft = report(&format!("{GOAL}{FIRST}¦¦{inline}\n"));
    let values: Vec<_> = measures(&draft)[1..]
        .iter()
        .map(|(m, _)| m.indicators[0].values[0].target.clone().unwrap().raw)
        .collect();
    assert_eq!(values, ["3", "4", "5"]);
    assert!((1..4).all(|index| doubts_of(&draft, index).contains(&(DoubtKind::SharedCell, 7))));
}

#[test]
fn one_value_for_two_measures_is_shared_and_what_follows_is_doubted() {
    let rows = "¦¦Захід 1.1.1.2 Полив Захід 1.1.1.3 Обрізка¦кількість¦3¦1¦\n¦¦Захід 1.1.1.4 Збір¦кількість яблук¦9¦9¦\n";
    let draft = report(&format!("{GOAL}{FIRST}{rows}"));
    assert_eq!(
        short(&draft)[1..],
        ["1.1.1.2 Полив [кількість: 3/1]", "1.1.1.3 Обрізка []", "1.1.1.4 Збір [кількість яблук: 9/9]"]
    );
    assert_eq!(measures(&draft)[2].0.shares.len(), 1);
    assert!((1..4).all(|index| !doubts_of(&draft, index).is_empty()), "{:#?}", draft.doubts);
}

#[test]
fn the_row_of_a_task_that_a_lost_page_had_is_told_by_the_numbers() {
    let rows = "¦¦висадка кленів¦¦¦¦\n¦¦Захід 1.3.2.1 Полив¦кількість поливів¦1¦1¦\n";
    let draft = report(&format!("{GOAL}{FIRST}\n{rows}"));
    assert_eq!(
        short(&draft),
        [
            "1.1.1.1 Висадка яблунь [кількість саджанців: 2/3]",
            "- висадка кленів []",
            "1.3.2.1 Полив [кількість поливів: 1/1]",
        ]
    );
    assert_eq!(draft.outline[0].children.len(), 2);
    assert!(doubts_of(&draft, 1).iter().any(|(kind, line)| (*kind, *line) == (DoubtKind::MissingNumber, 8)));
}

#[test]
fn text_in_between_that_is_no_row_is_told() {
    let draft =
        report(&format!("{GOAL}{FIRST}\nСадова палата\n\n¦¦Захід 1.1.1.2 Полив¦кількість поливів¦1¦1¦\n"));
    assert_eq!(short(&draft)[0], "1.1.1.1 Висадка яблунь [кількість саджанців: 2/3]");
    let left: Vec<_> = draft.doubts.iter().map(|d| (d.kind, d.place.line, d.text.as_str())).collect();
    assert_eq!(left, [(DoubtKind::LeftOver, Some(8), "Садова палата")]);
}

#[test]
fn repeated_headers_and_counted_columns_are_no_rows() {
    let header = HEADER.lines().next().unwrap();
    let draft = report(&format!(
        "1¦2¦3¦4¦5¦6¦7\n{GOAL}{FIRST}\n{header}\n1¦2¦3¦4¦5¦6¦7\n¦¦Захід 1.1.1.2 Полив¦кількість поливів¦1¦1¦\n"
    ));
    assert_eq!(draft.doubts, []);
    assert_eq!(short(&draft).len(), 2);
}

#[test]
fn a_header_may_be_cut_inside_its_cells() {
    let header = "№¦Найменування завдання¦Найменування\n\nзаходу¦Найменування показника¦План¦Факт¦Примітка у\nразі невиконання";
    let header = header.replace('¦', "\t");
    let rows = format!("{GOAL}{FIRST}").replace('¦', "\t");
    let draft = try_read(&format!("{TITLE}\n{header}\n{rows}")).unwrap();
    assert_eq!(short(&draft), ["1.1.1.1 Висадка яблунь [кількість саджанців: 2/3]"]);
}

#[test]
fn a_count_of_rows_that_the_header_does_not_have_is_told() {
    let header = "Найменування завдання¦Найменування заходу¦Найменування показника¦План¦Факт¦Примітка";
    let text = format!("{TITLE}\n{header}\n1. Сади¦¦¦¦¦\n{FIRST}").replace('¦', "\t");
    let draft = try_read(&text).unwrap();
    assert_eq!(short(&draft), ["1.1.1.1 Висадка яблунь [кількість саджанців: 2/3]"]);
    let kinds: Vec<_> = doubts_of(&draft, 0).into_iter().map(|(kind, _)| kind).collect();
    assert!(kinds.contains(&DoubtKind::LeftOver) && kinds.contains(&DoubtKind::ShiftedColumns), "{kinds:?}");
}

const PROGRAMME: &str = "ЗАХОДИ ПРОГРАМИ «САД»\n\n\tНайменування очікуваного результату\n\tНайменування заходу\n\
    \tІндикатор досягнення\n\tСтрок виконання\n\tВідповідальні за виконання\n\n\t1. Сади міста\nта околиць\n\n";

#[test]
fn a_cell_may_have_a_line_of_its_own() {
    let text = format!(
        "{PROGRAMME}\t1.1. Саджанці\n\t1.1.1. Висадка яблунь\n\tсад зацвів\n\t2017-2020\n\tСлужба садів\n\n\
         \t\n\t1.1.2. Полив.\nЗбір роси.\n\tсад напоєно\n\t2018\n\tСлужба води, служба садів\n\
         \t\n\t1.1.3. Обрізка\n\t2019\n\tСлужба садів\n\n"
    );
    let draft = try_read(&text).unwrap();
    let found = measures(&draft);
    let titles: Vec<_> = found.iter().map(|(m, _)| (m.code.as_deref().unwrap(), m.title.as_str())).collect();
    assert_eq!(titles, [("1.1.1", "Висадка яблунь"), ("1.1.2", "Полив. Збір роси."), ("1.1.3", "Обрізка")]);
    assert_eq!(draft.outline[0].title, "Сади міста та околиць");
    let names: Vec<_> = found.iter().map(|(m, _)| m.indicators.len()).collect();
    assert_eq!(names, [1, 1, 0]);
    assert!(found.iter().all(|(m, _)| m.term.is_some() && !m.performers.is_empty()));
}

proptest::proptest! {
    #![proptest_config(crate::text::rounds::rounds(12))]
    #[test]
    fn no_lines_make_it_fall(lines in proptest::collection::vec("(Захід 1\\.1\\.[0-9]\\.1|Завдання 1\\.[0-9]|[0-9]\\. Сад|<p>|</b>|\\*\\*|кількість|[ а-яІ0-9.:,-]{0,12}|\t){0,12}", 1..20)) {
        let _ = try_read(&format!("{TITLE}{HEADER}{FIRST}{}", lines.join("\n")).replace('¦', "\t"));
        let _ = try_read(&format!("{PROGRAMME}{}", lines.join("\n")));
    }
}

#[test]
fn steps_grow_as_the_lines_do() {
    let steps = |count: usize| {
        let row = |i: usize| {
            format!("¦Захід 1.1.{i}.1 Полив саду - 02.10.2023 сад¦кількість¦{i}¦1¦\n\n¦¦у середу¦¦\n")
        };
        let rows: String = (1..=count).map(row).collect();
        let (steps, draft) = steps_of(|| report(&format!("{GOAL}{FIRST}{rows}")));
        assert_eq!(measures(&draft).len(), count + 1);
        steps
    };
    let (few, many) = (steps(30), steps(135));
    // Four and a half times as many; twenty would be the square.
    assert!(many < few * 5, "{few} {many}");
}
