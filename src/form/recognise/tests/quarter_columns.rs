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
