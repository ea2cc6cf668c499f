//! Tables with columns of quarters under various headers: any figures are read back in their places.

use proptest::{collection::vec, option, prelude::*};

use super::*;

const QUARTERS: [&str; 4] = ["І квартал", "ІІ кв.", "III квартал", "4 квартал"];

/// A target and a fact in each quarter.
type QuarterFigures = Vec<RowFigures>;

/// Target and fact of each quarter of a row.
type RowFigures = [(Option<u32>, Option<u32>); 4];

fn figures() -> impl Strategy<Value = QuarterFigures> {
    let one = || (option::of(0u32..100), option::of(0u32..100));
    vec([one(), one(), one(), one()], 1..5)
}

/// The header of a layout, and the cells of a row in its order.
fn laid_out(layout: usize, figures: &QuarterFigures) -> String {
    let [a, b, c, d] = QUARTERS;
    let both = |name: &str| format!("План {name}|Факт за {name}");
    let head = match layout {
        0 => format!("№|Захід|Показник|{}|{}|{}|{}", both(a), both(b), both(c), both(d)),
        1 => format!("№|Захід|Показник|{a}|<|{b}|<|{c}|<|{d}|<\n^|^|^{}", "|План|Факт".repeat(4)),
        2 => format!("№|Захід|Показник|План|<|<|<|Факт|<|<|<\n^|^|^|{a}|{b}|{c}|{d}|{a}|{b}|{c}|{d}"),
        _ => format!("№|Захід|Показник|План|<|<|<|Факт|<|<|<\n|||{a}|{b}|{c}|{d}|{a}|{b}|{c}|{d}"),
    };
    let text = |figure: Option<u32>| figure.map(|n| n.to_string()).unwrap_or_default();
    let row = |(at, values): (usize, &RowFigures)| {
        let cells: Vec<String> = match layout {
            0 | 1 => values.iter().flat_map(|(target, fact)| [text(*target), text(*fact)]).collect(),
            _ => {
                let targets = values.iter().map(|(target, _)| text(*target));
                targets.chain(values.iter().map(|(_, fact)| text(*fact))).collect()
            }
        };
        format!("\n{at}|Захід {}|кількість заходів|{}", NAMES[at - 1], cells.join("|"))
    };
    format!("{head}{}", (1..).zip(figures).map(row).collect::<String>())
}

const NAMES: [&str; 5] = ["лекцій", "прийомів", "виїздів", "зустрічей", "нарад"];

proptest! {
    #![proptest_config(crate::text::rounds::rounds(16))]

    #[test]
    fn any_figures_of_quarters_come_back(figures in figures(), layout in 0usize..4) {
        let rows = laid_out(layout, &figures);
        let title = "Звіт про виконання плану заходів Зоряної громади на 2026 рік";
        let draft = read(vec![line(title), table(&rows)]);
        let mut found = said(&draft);
        let mut expected = Vec::new();
        for (name, values) in NAMES.iter().zip(&figures) {
            for (quarter, (target, fact)) in (1..).zip(values) {
                let text = |figure: &Option<u32>| figure.map(|n| n.to_string()).unwrap_or_default();
                if target.is_some() || fact.is_some() {
                    expected.push(format!("Захід {name} 2026Q{quarter} {}/{}", text(target), text(fact)));
                }
            }
        }
        found.sort();
        expected.sort();
        prop_assert_eq!((found, measures(&draft).len()), (expected, figures.len()), "{}", rows);
    }
}

#[test]
fn numbers_alone_below_plan_and_fact_are_quarters_and_no_things() {
    for numbers in ["І|ІІ|ІІІ|ІV", "I|II|III|IV", "1|2|3|4", "І|П|Ш|ІУ"] {
        let rows = format!(
            "№|Захід|Показник|План|<|<|<|Факт|<|<|<\n^|^|^|{numbers}|{numbers}\n1|Лекції|кількість|1|2|3|4|5|6|7|8"
        );
        let draft = titled("Звіт про виконання плану заходів Зоряної громади за 2024 рік", &rows);
        let own = ["Лекції 2024Q1 1/5", "Лекції 2024Q2 2/6", "Лекції 2024Q3 3/7", "Лекції 2024Q4 4/8"];
        assert_eq!(said(&draft), own, "{numbers}");
    }
}

#[test]
fn facts_that_grow_from_the_beginning_of_the_year_are_parted() {
    let rows = "№|Захід|Показник|План на рік|Факт за І квартал|Факт за І півріччя|Факт за 9 місяців|Факт за рік\n\
        1|Лекції|кількість|10|2|5|5|11\n2|Звернення|Частка звернень, %|90|80|85|88|91";
    let draft = titled("Звіт про виконання плану заходів Зоряної громади за 2024 рік", rows);
    let own = [
        "Лекції 2024Q1..2024Q4 10/",
        "Лекції 2024Q1 /2",
        "Лекції 2024Q2 /3",
        "Лекції 2024Q3 /0",
        "Лекції 2024Q4 /6",
    ];
    assert_eq!(said(&draft)[..5], own);
    let of_first = |doubt: &&DraftDoubt| doubt.subject == DraftSubject::Indicator(vec![0], 0);
    let doubts: Vec<_> = draft.doubts.iter().filter(of_first).collect();
    let read: Vec<_> =
        doubts.iter().map(|doubt| (doubt.reading.as_str(), doubt.alternatives.as_slice())).collect();
    let other = |text: &str| vec![text.to_owned()];
    assert_eq!(read, [("3", other("5").as_slice()), ("0", &other("5")), ("6", &other("11"))]);
    // Percentages are not subtracted.
    assert!(said(&draft).iter().any(|line| line.ends_with("2024Q4 /91")), "{:?}", said(&draft));
}

#[test]
fn what_a_quarter_added_is_its_fact() {
    let rows = "№|Захід|Показник|План на рік|Факт за 9 місяців|Факт за рік\n1|Лекції|кількість|10|5|11";
    let draft = titled("Звіт про виконання плану заходів Зоряної громади за ІV квартал 2024 року", rows);
    let facts: Vec<String> = said(&draft).into_iter().filter(|line| !line.ends_with('/')).collect();
    assert_eq!(facts, ["Лекції 2024Q4 /6"]);
}

#[test]
fn a_quarter_that_is_not_named_is_doubted_in_the_plan_of_a_year() {
    for header in ["План|Факт за звітний квартал", "План на 5 кв.|Факт", "План кв.2|Факт"]
    {
        let rows = format!("№|Захід|Показник|{header}\n1|Лекції|кількість|5|6");
        let draft = titled("Звіт про виконання плану заходів Зоряної громади за 2024 рік", &rows);
        assert!(
            draft.doubts.iter().any(|doubt| doubt.kind == DoubtKind::Quarter),
            "{header}: {:?}",
            draft.doubts
        );
    }
    let rows = "№|Захід|Показник|План на квартал|Факт за звітний квартал\n1|Лекції|кількість|5|6";
    let draft = titled("Звіт про виконання плану заходів Зоряної громади за ІІ квартал 2024 року", rows);
    assert_eq!((said(&draft), draft.doubts.len()), (vec!["Лекції 2024Q2 5/6".to_owned()], 0));
}

#[test]
fn a_half_year_without_its_number_is_the_first_among_growing_facts() {
    let rows = "№|Захід|Показник|План на рік|Факт за І квартал|Факт за півріччя|Факт за 9 місяців\n1|Лекції|кількість|10|2|5|7";
    let draft = titled("Звіт про виконання плану заходів Зоряної громади за ІІІ квартал 2024 року", rows);
    let mut facts: Vec<String> = said(&draft).into_iter().filter(|line| !line.ends_with('/')).collect();
    facts.sort();
    assert_eq!(facts, ["Лекції 2024Q1 /2", "Лекції 2024Q2 /3", "Лекції 2024Q3 /2"]);
    let told = |title: &str, head: &str| {
        let rows = format!("№|Захід|Показник|{head}\n1|Лекції|кількість|5|6");
        titled(&format!("{title} заходів Зоряної громади за {}", "ІІ півріччя 2024 року"), &rows)
    };
    let draft = told("Звіт про виконання плану", "План на півріччя|Факт за півріччя");
    assert_eq!((said(&draft), draft.doubts.len()), (vec!["Лекції 2024Q3..2024Q4 5/6".to_owned()], 0));
}

#[test]
fn targets_that_do_not_add_up_to_the_year_are_not_summed() {
    for whole in ["Всього за рік", "План на рік", "Річний план", "План"] {
        assert_not_summed(whole);
    }
}

fn assert_not_summed(whole: &str) {
    let rows = format!(
        "№|Захід|Показник|І кв.|ІІ кв.|ІІІ кв.|ІV кв.|{whole}\n\
        1|Лекції|кількість|1|2|3|4|10\n2|Гуртки|осіб|10|20|30|40|40\n3|Групи|груп|5|7|6|4|7\n4|Черги|осіб|4|6|5|5|5\n\
        5|Виїзди|кількість|2|2|||2\n6|Огляди|кількість|2||||8\n7|Рейди|кількість|1|2|3|4|11"
    );
    let draft = read(vec![line("План заходів Зоряної громади на 2026 рік"), table(&rows)]);
    let rules: Vec<_> = measures(&draft).iter().map(|measure| measure.indicators[0].aggregation).collect();
    use crate::domain::Aggregation::{Last, Max, Sum};
    assert_eq!(rules, [Sum, Last, Max, Last, Last, Sum, Sum], "{whole}");
    let doubted: Vec<_> = draft.doubts.iter().map(|doubt| (doubt.kind, doubt.reading.as_str())).collect();
    let rule = |rule| (DoubtKind::Aggregation, rule);
    let found =
        [rule("останнє значення"), rule("найбільше"), rule("останнє значення"), rule("останнє значення")];
    assert_eq!(doubted, [&found[..], &[(DoubtKind::Reading, "11")]].concat());
}

#[test]
fn one_time_before_the_plan_is_no_target() {
    for (head, value) in [
        ("Рік", "2026"),
        ("2025 рік", "4"),
        ("9 місяців", "3"),
        ("Звітний період", "3"),
        ("Місяць", "травень"),
    ] {
        let rows = format!(
            "№|Захід|Показник|{head}|План\n1|Лекції|кількість|{value}|5\n2|Гуртки|кількість|{value}|6"
        );
        let draft = read(vec![line("План заходів Зоряної громади на 2026 рік"), table(&rows)]);
        assert_eq!(said(&draft), ["Лекції 2026Q1..2026Q4 5/", "Гуртки 2026Q1..2026Q4 6/"], "{head}");
        assert!(!draft.doubts.is_empty(), "{head}");
    }
}
