//! Managing the list of plans.

use kvartal::l10n::Language;

use crate::stage::Stage;

#[test]
fn a_plan_is_made_archived_and_deleted() {
    let mut s = Stage::empty(Language::Uk, (100, 30));
    s.keys("n").text("План на рік").keys("enter").text("Центр").keys("enter enter enter");
    assert!(s.frame().contains("План порожній"), "{}", s.frame());
    s.keys("n").text("Перша ціль").keys("enter N").text("Перше завдання").keys("enter");
    assert!(s.line("Перше завдання").contains("1.1 "), "{}", s.frame());
    s.keys("g p a");
    assert!(!s.frame().contains("План на рік"), "{}", s.frame());
    s.keys("A a A");
    assert!(s.frame().contains("План на рік"), "{}", s.frame());
    s.keys("x");
    assert!(s.frame().contains("Видалити план «План на рік»"), "{}", s.frame());
    s.keys("esc");
    for other in ["enter", "y", "н", "esc", "u"] {
        s.keys(&format!("x {other}"));
        assert!(s.frame().contains("План на рік"), "{other} keeps it: {}", s.frame());
        assert!(!s.frame().contains("Видалити план"), "{other} ends the question: {}", s.frame());
    }
    // The key that asked confirms, on either layout.
    s.keys("x ч");
    assert!(s.frame().contains("що заплановано і що вийшло"), "{}", s.frame());
    assert!(s.frame().contains("kvartal undelete"), "{}", s.frame());
    // One key restores the plan with its whole content.
    s.keys("г");
    assert!(s.frame().contains("План на рік"), "{}", s.frame());
    s.keys("enter");
    assert!(s.frame().contains("Перше завдання"), "{}", s.frame());
}

#[test]
fn the_header_is_edited_and_a_bad_period_is_refused() {
    let mut s = Stage::sample(Language::Uk, (100, 30));
    s.keys("c h ctrl-u").text("Нова назва").keys("enter");
    assert!(s.line("Структура").contains("Нова назва"));
    s.keys("c h down down ctrl-u").text("колись").keys("enter");
    assert!(s.frame().contains("Пишуть так: 2026Q1"), "{}", s.frame());
    s.keys("ctrl-u").text("2026Q1").keys("enter");
    assert!(s.frame().contains("залишаться внесені значення"), "{}", s.frame());
    s.keys("esc");
    assert!(s.line("Структура").contains("Нова назва"));
}

#[test]
fn quitting_is_asked_for_by_keys_only() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    s.keys("ctrl-c esc q");
    assert_eq!(s.left, None);
    s.keys("ctrl-q");
    assert_eq!(s.left, Some(0));
}

#[test]
fn undo_stops_before_it_takes_the_whole_plan_back() {
    let mut s = Stage::empty(Language::Uk, (100, 30));
    s.keys("n").text("План на рік").keys("enter enter enter enter");
    s.keys("n").text("Ціль").keys("enter u u u");
    assert!(s.shared.plan.as_ref().is_some_and(kvartal::domain::Plan::exists));
    assert!(s.frame().contains("--creation"), "{}", s.frame());
}

#[test]
fn a_second_plan_of_the_same_office_and_year_gets_a_name_of_its_own() {
    let mut s = Stage::empty(Language::Uk, (100, 30));
    for _ in 0..2 {
        s.keys("g p n").text("План на рік").keys("enter").text("Центр Дубоярськ").keys("enter enter enter");
    }
    let slugs: Vec<&str> = s.shared.catalog.iter().map(|entry| entry.slug.as_str()).collect();
    assert_eq!(slugs.len(), 2, "{slugs:?}");
    assert_eq!(slugs[1], format!("{}-2", slugs[0]));
}

#[test]
fn a_deleted_plan_is_seen_in_the_trash_and_brought_back_whole() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    let (id, title) =
        s.shared.plan.as_ref().map(|plan| (plan.id(), plan.header().title.clone())).expect("a plan");
    let before = s.store.load(id).expect("the store").expect("the plan");
    s.keys("g p v");
    assert!(s.frame().contains("Кошик порожній"), "{}", s.frame());
    s.keys("esc x x");
    // Another plan was created since, so undo would not find the deleted one any more.
    s.keys("n").text("Інший план").keys("enter enter enter enter enter g p");
    s.keys("v");
    let beginning: String = title.chars().take(20).collect();
    assert!(s.frame().contains(&beginning) && s.frame().contains("1 план"), "{}", s.frame());
    insta::assert_snapshot!(
        "trash_80x24",
        s.frame()
            .lines()
            .filter(|line| !line.contains("видалено"))
            .map(|line| {
                // The time depends on the test run, so the line is cut before it.
                if line.contains(&beginning) { line.chars().take(40).collect() } else { line.to_owned() }
            })
            .collect::<Vec<_>>()
            .join("\n")
    );
    s.keys("enter").settle();
    let after = s.store.load(id).expect("the store").expect("it is back");
    assert_eq!(after.records().count(), before.records().count());
    assert!(s.frame().contains(&beginning) && s.frame().contains("Інший план"), "{}", s.frame());
}

#[test]
fn undo_does_not_bring_back_what_came_back_from_the_trash() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    s.keys("g p x x v enter").settle();
    assert!(s.frame().contains("План заходів"), "{}", s.frame());
    s.keys("u").settle();
    assert!(s.frame().contains("Немає чого скасовувати"), "{}", s.frame());
    assert!(!s.frame().contains("Хтось змінив"), "{}", s.frame());
}
