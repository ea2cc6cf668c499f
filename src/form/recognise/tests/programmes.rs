//! Programmes of several years and annual plans: invented ones.

use crate::{
    domain::{Span, TermKind},
    form::performers::fold,
};

use super::*;

const PROGRAMME: &str = "Найменування очікуваного результату|Найменування заходу, спрямованого на досягнення \
    очікуваного результату|Індикатор досягнення|Строк виконання|Відповідальні за виконання";
const ANNUAL: &str = "№ з/п|Назва заходу|Відповідальні за виконання|Термін виконання";

fn text(text: &str) -> Block {
    Paragraph::new(text).into()
}

fn programme(rows: &str) -> Draft {
    let blocks = vec![
        text("Додаток"),
        text("до Програми розвитку садів"),
        text("на період 2024-2026 років"),
        line("ІІ. ЗАХОДИ ПРОГРАМИ"),
        table(&format!("{PROGRAMME}\n{rows}")),
    ];
    read(blocks)
}

fn annual(rows: &str) -> Draft {
    read(vec![line("ПЛАН ЗАХОДІВ\nщодо розвитку садів на 2024 рік"), table(&format!("{ANNUAL}\n{rows}"))])
}

/// The span of the only value of each measure's indicators.
fn spans(draft: &Draft) -> Vec<String> {
    let of = |measure: &&DraftNode| -> Vec<String> {
        measure.indicators.iter().map(|indicator| indicator.values[0].span.to_string()).collect()
    };
    measures(draft).iter().flat_map(of).collect()
}

#[test]
fn a_programme_owes_deeds_from_its_terms_on() {
    let draft = programme(
        "1. Сади¶та парки|<|<|<|<\n\
         1.1. Дерева здорові|1.1.1. Обрізка.¶Побілка стовбурів.|збережено до 92 відсотків дерев, за потреби|2024-2026|Служба садів, відділ ріки\n\
         ^|1.1.2. Щеплення|прищеплено сорти|2025|служба садів\n\
         ^|^|вирощено підщепи|^|^\n\
         1.2. Дерев більше|1.2.1. Висадка|посаджено дерева|2025-2026|Служба садів",
    );
    assert_eq!(draft.doubts, []);
    assert_eq!(draft.period.to_string(), "2024Q1..2026Q4");
    assert_eq!((draft.title.as_str(), draft.organisation.as_str()), ("ІІ. ЗАХОДИ ПРОГРАМИ", ""));
    assert_eq!((draft.approval.is_none(), draft.preamble.len()), (true, 3));
    assert_eq!(draft.outline[0].title, "Сади та парки");
    let found = measures(&draft);
    assert_eq!(found[0].title, "Обрізка. Побілка стовбурів.");
    assert_eq!(codes(&draft), ["1.1.1", "1.1.2", "1.2.1"]);
    assert_eq!(spans(&draft), ["2024Q1..2026Q4", "2025Q1..2026Q4", "2025Q1..2026Q4", "2025Q1..2026Q4"]);
    let target = found[0].indicators[0].values[0].target.as_ref().unwrap();
    assert_eq!((&target.value, target.raw.as_str()), (&TargetValue::Deed, ""));
    assert_eq!(draft.performers.len(), 2);
    assert_eq!(draft.performers[0].1.name, "Служба садів");
    assert_eq!(draft.performers[0].1.variants, ["служба садів"]);
}

const ORDER: &str = "РОЗПОРЯДЖЕННЯ\nголови Вербодільської ради\n08 лютого 2023 р. Вербодоли № 85\n\
    Про затвердження Плану заходів на 2025 рік\n1. Затвердити План заходів.\n2. Контроль покласти на заступника.\n\
    Голова ради\tОлена ЗІРКА";

#[test]
fn an_order_above_the_plan_is_preamble() {
    let mut blocks = vec![line("ВЕРБОДІЛЬСЬКА РАДА")];
    blocks.extend(ORDER.lines().map(|row| if row == "РОЗПОРЯДЖЕННЯ" { line(row) } else { text(row) }));
    blocks.extend([
        text("ЗАТВЕРДЖЕНО"),
        text("Розпорядження голови ради"),
        text("08 грудня 2023 р. № 85"),
        line("РЕГІОНАЛЬНИЙ ПЛАН ЗАХОДІВ"),
        line("щодо розвитку садів на 2024 рік"),
        table(ANNUAL),
        table(
            "1|2|3|4\n1. Сади|<|<|<\n1.|Полив|Рада лісу (за згодою)|до 31.12.2024\n2. Ріки|<|<|<\n\
             2.1. Береги|<|<|<\n2.|Прибирання|департаменти ради: рік; лісів|травень 2024 року\n1|2|3|4\n\
             3.|Лічба|Департамент лісів ради|січень– червень 2024 року",
        ),
        text("Лісник\tІван МІСЯЦЬ"),
    ]);
    let draft = read(blocks);
    let doubt = only_doubt(&draft);
    assert_eq!((doubt.kind, doubt.reading.as_str()), (DoubtKind::Date, "2023-12-08"));
    assert_eq!(doubt.alternatives, ["2023-02-08"]);
    assert_eq!(draft.period.to_string(), "2024Q1..2024Q4");
    assert_eq!(draft.title, "РЕГІОНАЛЬНИЙ ПЛАН ЗАХОДІВ щодо розвитку садів на 2024 рік");
    assert_eq!(draft.organisation, "ВЕРБОДІЛЬСЬКА РАДА");
    assert_eq!(draft.preamble.len(), 8);
    let approval = draft.approval.as_ref().unwrap();
    assert_eq!((approval.role.as_str(), approval.name.as_str()), ("Розпорядження голови ради", ""));
    assert_eq!((approval.date, approval.number.as_deref()), (Some(date(2023, 12, 8)), Some("85")));
    assert_eq!(draft.signatures[0].name, "Іван МІСЯЦЬ");
    assert_eq!(codes(&draft), ["1", "2", "3"]);
    let under: Vec<_> = draft.outline.iter().map(|goal| goal.children[0].level).collect();
    assert_eq!(under, [Level::Measure, Level::Task]);
    let found = measures(&draft);
    assert!(found[0].performers[0].by_consent);
    assert_eq!(fold(&found[1].performers[1].name), fold(&found[2].performers[0].name));
    assert_eq!(draft.performers.len(), 3);
    let kinds: Vec<_> = found.iter().map(|m| m.term.as_ref().unwrap().kind.clone()).collect();
    assert!(matches!(kinds.as_slice(), [TermKind::Date(_), TermKind::Month(_), TermKind::Range(..)]));
    assert!(found.iter().all(|measure| measure.indicators.is_empty()));
}

#[test]
fn measures_are_told_apart_without_numbers_too() {
    let rows = "|Полив|Рада лісу|до 31.12.2024\n|Прибирання|Рада лісу|до 31.12.2024\nЛісник|||Іван МІСЯЦЬ";
    let draft = annual(rows);
    assert_eq!(draft.doubts, []);
    assert_eq!(codes(&draft), ["-", "-"]);
    assert_eq!(draft.signatures.len(), 1);
}

#[test]
fn a_term_that_the_plan_cannot_keep_is_doubted() {
    let doubts = |term: &str| {
        let draft = annual(&format!("1.|Полив|Рада лісу|{term}"));
        kinds(&draft)
    };
    for term in ["до 31.12.2024", "2024", "ІІ квартал", "постійно", "після ремонту"]
    {
        assert_eq!(doubts(term), [], "{term}");
    }
    for term in ["до 31.12.2025", "2024-2025", "грудень 2023 року", "2023"] {
        assert_eq!(doubts(term), [DoubtKind::Date], "{term}");
    }
    for term in ["", "5", "до 31.02.2024", "IV або 2024"] {
        assert_eq!(doubts(term), [DoubtKind::Reading], "{term}");
    }
}

#[test]
fn a_report_on_a_part_has_the_terms_of_the_whole() {
    let rows = format!("{ANNUAL}\n1.|Полив|Рада лісу|до 31.12.2024\n2.|Лічба|Рада лісу|2023-2026");
    let draft = read(vec![line("ПЛАН ЗАХОДІВ\nза ІІ квартал 2024 року"), table(&rows)]);
    assert_eq!((kinds(&draft), draft.period.to_string()), (vec![], "2024Q2".to_owned()));
}

#[test]
fn performers_that_may_be_one_are_doubted() {
    let draft = annual("1.|Полив|управління ради: дощів, туманів та рос|до 31.12.2024");
    assert_eq!(only_doubt(&draft).kind, DoubtKind::Reading);
    assert_eq!(measures(&draft)[0].performers.len(), 2);
}

#[test]
fn a_measure_of_which_nobody_is_named_is_told() {
    let draft = annual("1.|Полив||до 31.12.2024\n2.|Лічба|Рада лісу|до 31.12.2024");
    let doubt = only_doubt(&draft);
    assert_eq!((doubt.kind, doubt.text.as_str(), doubt.place.column), (DoubtKind::Reading, "Полив", Some(3)));
    assert_eq!(doubt.subject, DraftSubject::Node(vec![0]));
}

#[test]
fn an_order_of_another_number_contradicts_the_approval() {
    let draft = read(vec![
        line("РІШЕННЯ"),
        text("8 грудня 2023 року Вербодоли № 58"),
        text("ЗАТВЕРДЖЕНО"),
        text("Рішення Вербодільської ради"),
        text("08 грудня 2023 р. № 85"),
        line("ПЛАН ЗАХОДІВ\nна 2024 рік"),
        table(&format!("{ANNUAL}\n1.|Полив|Рада лісу|до 31.12.2024")),
    ]);
    let doubt = only_doubt(&draft);
    assert_eq!((doubt.kind, doubt.reading.as_str()), (DoubtKind::Date, "№ 85"));
    assert_eq!(doubt.alternatives, ["№ 58"]);
}

#[test]
fn a_period_above_the_title_is_held_against_the_terms() {
    let kinds_with = |above: &str| {
        let rows = format!("{ANNUAL}\n1.|Полив|Рада лісу|2024-2025");
        kinds(&read(vec![text(above), line("ПЛАН ЗАХОДІВ"), table(&rows)]))
    };
    assert_eq!(kinds_with("до Програми на 2024-2025 роки"), []);
    assert_eq!(kinds_with("до Програми на 2020-2030 роки"), [DoubtKind::Quarter]);
    assert_eq!(kinds_with("до Програми"), [DoubtKind::Quarter]);
}

proptest::proptest! {
    #![proptest_config(crate::text::rounds::rounds(16))]

    /// Every letter in the cells of a plan is found again in the plan or in a doubt.
    #[test]
    fn no_text_is_lost_silently(rows in proptest::collection::vec(proptest::array::uniform4(CELL), 1..7)) {
        let rows: Vec<String> = rows.iter().map(|cells| cells.join("|")).collect();
        let first = "1.|Полив|Рада лісу|до 31.12.2024";
        let draft = annual(&format!("{first}\n{}", rows.join("\n")));
        let kept = format!("{draft:?}");
        for cell in rows.iter().flat_map(|row| row.split('|')) {
            for word in cell.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 4) {
                // «(за згодою)» becomes a flag, a heading of a list becomes part of a unit's name, and a label
                // becomes the level; a row that only says that the table continues is no part of the plan.
                let known = ["згодою", "департаменти", "Захід", "Продовження"].contains(&word);
                proptest::prop_assert!(known || kept.contains(word), "{word} of {cell} is lost");
            }
        }
    }
}

/// The possible texts of a cell, of its own column or of another.
const CELL: &str = "(|1[.]|2[.]1[.] Береги|1[.] Сади|Прибирання|Захід 1[.]1[.]1 Лічба|- 02[.]10[.]2024 ярмарок|\
    Вербодільське бюро:¶- виступ|департаменти ради: лісів; озер|Рада лісу [(]за згодою[)], служба доріг|\
    до 31[.]12[.]2024|травень|2031|Всього заходів|Продовження|Лісник ____ О[.]П[.] Зірка|після ремонту)";

#[test]
fn a_report_of_several_quarters() {
    let title = "Звіт про виконання плану заходів\nЗоряного центру\nза І півріччя 2023 року";
    let rows = "1|Завдання 1.1 Сади|Захід 1.1.1.1 Свята¶- 02.02.2023 ярмарок¶- 09.05.2023 гурток¶- 09.09.2023 лекція|кількість|2|3|";
    let draft = read(vec![line(title), table(&format!("{HEADER}\n{rows}"))]);
    assert_eq!(
        (draft.period.to_string().as_str(), draft.organisation.as_str()),
        ("2023Q1..2023Q2", "Зоряного центру")
    );
    assert_eq!(draft.doubts, []);
    assert_eq!(spans(&draft), ["2023Q1..2023Q2"]);
    let reported: Vec<_> =
        measures(&draft)[0].evidence.iter().map(|e| e.quarter.map(|q| q.to_string())).collect();
    // Only the evidence outside the half-year is reported in the half-year's last quarter.
    assert_eq!(reported, [None, None, Some("2023Q2".to_owned())]);
}

#[test]
fn a_flat_table_has_the_headings_in_a_column() {
    let rows = "1. Сади|1.|Полив|Рада лісу|до 31.12.2024\n2.1. Береги|2.|Прибирання|Рада лісу|до 31.12.2024\n\
        2.1. Береги|3.|Лічба|Рада лісу|травень 2024";
    let draft = read(vec![table(&format!("Ціль|{ANNUAL}\n{rows}"))]);
    let tops: Vec<_> = draft.outline.iter().map(|goal| (goal.code.as_deref(), goal.title.as_str())).collect();
    assert_eq!(tops, [(Some("1"), "Сади"), (Some("2"), "")]);
    assert_eq!(draft.outline[1].children[0].code.as_deref(), Some("2.1"));
    assert_eq!(draft.outline[1].children[0].children.len(), 2);
    let mut found = kinds(&draft);
    found.sort();
    // Neither the period nor the title is named, and the second section is missing.
    assert_eq!(found, [DoubtKind::Reading, DoubtKind::MissingNumber, DoubtKind::Quarter]);
    assert_eq!(draft.title, "Річний план заходів");
    assert_eq!(draft.period, Span::parse("2024").unwrap());
}
