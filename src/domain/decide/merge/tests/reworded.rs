//! Measures that may be those of the plan under another title.

use super::*;

#[test]
fn one_number_for_two_things_is_a_doubt() {
    let q = "2026Q3";
    let mut plan = plan_of(draft(q, vec![lectures(q, Some(4), None), visits(q, Some(2), None)]));
    let other = measure("1.1", "Закупівля меблів", q, Some(15), None);
    merge(&mut plan, draft(q, vec![other, visits(q, Some(2), None)]), None);
    assert!(doubts(&plan).contains(&DoubtKind::RepeatedNumber));
}

/// A measure that documents do not number.
fn unnumbered(title: &str, at: &str, target: u32, fact: Option<u32>) -> DraftNode {
    DraftNode { code: None, ..measure("", title, at, Some(target), fact) }
}

/// The doubts after a second document: the title of its measure, the other one.
fn told(first: Draft, second: Draft) -> Vec<(String, Vec<String>)> {
    let mut plan = plan_of(first);
    merge(&mut plan, second, None);
    let claims = plan.doubts().filter(|(_, doubt)| doubt.kind == DoubtKind::BothClaim);
    claims.map(|(_, doubt)| (doubt.text.clone(), doubt.alternatives.clone())).collect()
}

#[test]
fn a_new_measure_without_a_number_in_the_place_of_one_left_out_is_a_doubt() {
    let q = "2026Q3";
    let first = |at| draft(at, vec![unnumbered("Лекції", at, 5, None), unnumbered("Семінари", at, 7, None)]);
    for title in ["Лекції для молоді", "Консультації"] {
        let second = vec![unnumbered(title, q, 5, Some(6)), unnumbered("Семінари", q, 7, Some(8))];
        assert_eq!(told(first(q), draft(q, second)), [(title.to_owned(), vec!["Лекції".to_owned()])]);
    }
    // Nothing is left out, or what is left out is not planned in the new quarter.
    let all = vec![
        unnumbered("Лекції", q, 5, None),
        unnumbered("Консультації", q, 1, None),
        unnumbered("Семінари", q, 7, None),
    ];
    assert_eq!(told(first(q), draft(q, all)), []);
    let next = "2026Q4";
    let other = vec![unnumbered("Консультації", next, 1, None), unnumbered("Семінари", next, 7, None)];
    assert_eq!(told(first(q), draft(next, other)), []);
    let alike = vec![unnumbered("Лекції для молоді", next, 1, None), unnumbered("Семінари", next, 7, None)];
    assert_eq!(told(first(q), draft(next, alike)).len(), 1);
}

#[test]
fn a_new_measure_without_a_number_may_be_any_one_left_out_of_its_group() {
    let q = "2026Q3";
    let first = || {
        let titles = ["Лекції", "Семінари", "Виїзні прийоми", "Наради"];
        draft(q, titles.map(|title| unnumbered(title, q, 5, None)).into())
    };
    // It stands at the end, and the one left out in the middle.
    let second = |title: &str| {
        let titles = ["Лекції", "Виїзні прийоми", "Наради", title];
        draft(q, titles.map(|title| unnumbered(title, q, 5, None)).into())
    };
    let expected = |title: &str| [(title.to_owned(), vec!["Семінари".to_owned()])];
    for title in ["Семінари для старост", "Круглі столи"] {
        assert_eq!(told(first(), second(title)), expected(title));
    }
    // Of several left out the most similar one is named, wherever it stood.
    let titles = ["Лекції", "Наради", "Прийоми у селах", "Семінари з права"];
    let claims = told(first(), draft(q, titles.map(|title| unnumbered(title, q, 5, None)).into()));
    assert!(claims.contains(&("Семінари з права".to_owned(), vec!["Семінари".to_owned()])), "{claims:?}");
    assert!(
        claims.contains(&("Прийоми у селах".to_owned(), vec!["Виїзні прийоми".to_owned()])),
        "{claims:?}"
    );
}

#[test]
fn a_measure_in_a_group_of_its_own_may_be_one_of_another_group() {
    let q = "2026Q3";
    let titles = ["Навчальні семінари для старост", "Наради"];
    let first = draft(q, titles.map(|title| unnumbered(title, q, 5, None)).into());
    let mut second = draft(q, vec![unnumbered("Наради", q, 5, None)]);
    let mut other = DraftNode::new(Level::Goal, Some("2".to_owned()), "Співпраця");
    other.children = vec![unnumbered("Семінари для нових старост", q, 5, Some(4))];
    second.outline.push(other);
    let expected =
        ("Семінари для нових старост".to_owned(), vec!["Навчальні семінари для старост".to_owned()]);
    assert_eq!(told(first, second), [expected]);
}

#[test]
fn renamed_measures_that_differ_in_a_number_keep_what_was_reported_of_each() {
    let q = "2026Q3";
    let renamed = |word: &str, fact: bool| {
        let places = 1..=20;
        let of = |n: u32| unnumbered(&format!("{word} у громаді на вулиці {n}"), q, n, fact.then_some(n));
        draft(q, places.map(of).collect())
    };
    let mut plan = plan_of(renamed("Зустріч", true));
    merge(&mut plan, renamed("Оновлена зустріч", false), None);
    let measures: Vec<_> = plan.measures().map(|(id, node)| (id, node.title.clone())).collect();
    assert_eq!(measures.len(), 20);
    for (id, title) in measures {
        let (indicator, _) = plan.indicators(id).next().unwrap();
        let fact = plan.fact(indicator, quarter(q), None).unwrap();
        assert_eq!(title, format!("Оновлена зустріч у громаді на вулиці {}", fact.raw));
    }
}

#[test]
fn of_measures_that_are_as_much_alike_the_first_is_taken_first() {
    let q = "2026Q3";
    let first = ["Прийом громадян у селі Липа", "Прийом громадян у селі Явір"];
    let mut plan = plan_of(draft(q, first.map(|title| unnumbered(title, q, 5, None)).into()));
    let before: Vec<_> = plan.measures().map(|(id, _)| id).collect();
    let second = ["Прийом громадян у селі Калина", "Прийом громадян у селі Дуб"];
    merge(&mut plan, draft(q, second.map(|title| unnumbered(title, q, 5, None)).into()), None);
    let named = |id| plan.node(id).map(|node| node.title.as_str());
    assert_eq!(before.iter().map(|id| named(*id)).collect::<Vec<_>>(), second.map(Some));
}
