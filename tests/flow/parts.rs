//! Parts of performers in fact entry: a row expands into them, with the remainder of the total.

use kvartal::{
    domain::{FactValue, Plan, Subject},
    keymap::Preset,
    l10n::Language,
};

use crate::stage::{Setting, Stage};

fn stage() -> Stage {
    let mut stage = Stage::sample(Language::Uk, (80, 24));
    stage.keys("g f");
    stage
}

fn plan(s: &Stage) -> &Plan {
    s.shared.plan.as_ref().unwrap()
}

/// A fact by its address, the total or the part of a performer.
fn fact(s: &Stage, address: &str, who: Option<&str>) -> Option<String> {
    let Subject::Indicator(id) = plan(s).find(address).unwrap() else { panic!("{address}") };
    let who = who.map(|name| plan(s).performer_named(name).unwrap());
    let fact = plan(s).fact(id, s.shared.quarter, who)?;
    (fact.value != FactValue::None).then(|| fact.wording())
}

fn go_to(s: &mut Stage, address: &str) {
    s.keys("ctrl-home");
    let of = |s: &Stage| s.screens.facts.row().map(|row| plan(s).subject_address(row.subject));
    while of(s).as_deref() != Some(address) {
        s.keys("down");
    }
}

const BUREAUS: [&str; 3] = ["Ясногайське бюро", "Кам’янолузьке бюро", "Дубоярське бюро"];

#[test]
fn a_total_that_was_entered_stands_and_the_remainder_is_shown() {
    let mut s = stage();
    go_to(&mut s, "3.2.2");
    s.keys("4 5 enter enter");
    if s.screens.facts.edit.is_some() {
        s.keys("enter");
    }
    go_to(&mut s, "3.2.2");
    s.keys("r down down 2 0 enter 1 8 enter");
    assert_eq!(fact(&s, "3.2.2", Some(BUREAUS[0])).as_deref(), Some("20"));
    assert_eq!(fact(&s, "3.2.2", Some(BUREAUS[1])).as_deref(), Some("18"));
    assert_eq!(fact(&s, "3.2.2", None).as_deref(), Some("45"), "a total that somebody entered stands");
    assert!(s.line("лишилось розподілити").contains(" 7"), "{}", s.frame());
    assert!(s.frame().contains("Разом 45 внесено · частини 38 · лишилось розподілити 7"), "{}", s.frame());
}

#[test]
fn a_total_follows_its_parts_and_enter_goes_down_through_them() {
    let mut s = stage();
    go_to(&mut s, "3.2.2");
    s.keys("r 1 enter 1 enter 2 enter");
    assert_eq!(fact(&s, "3.2.2", None).as_deref(), Some("4"));
    assert!(s.frame().contains("Разом 4 за частинами"), "{}", s.frame());
    s.keys("u");
    let row = s.screens.facts.row().unwrap();
    assert_eq!(row.who(), plan(&s).performer_named(BUREAUS[0]), "undo visits the part");
    assert!(s.frame().contains("Скасовано: 3.2.2, Ясногайське бюро"), "{}", s.frame());
    assert_eq!(fact(&s, "3.2.2", None).as_deref(), Some("2"));
    // After the last part Enter goes to the next row, because nothing can be typed into the remainder.
    s.keys("down down 3 enter");
    let row = s.screens.facts.row().unwrap();
    assert_eq!(plan(&s).subject_address(row.subject), "3.2.3");
}

#[test]
fn percentages_do_not_add_up_and_that_is_said() {
    let mut s = stage();
    go_to(&mut s, "3.3.2");
    s.keys("r 8 0 enter 1 0 0 enter");
    assert_eq!(fact(&s, "3.3.2", None), None);
    s.keys("up");
    assert!(s.frame().contains("Частини не додаються"), "{}", s.frame());
}

#[test]
fn the_control_total_leaves_percentages_out_and_says_so() {
    let mut s = stage();
    assert!(s.frame().contains("контрольна сума 812,7 (звірте з паперовим підсумком)"), "{}", s.frame());
    go_to(&mut s, "2.2.3");
    s.keys("9 0 enter");
    assert_eq!(fact(&s, "2.2.3", None).as_deref(), Some("90"));
    let total = "Внесено 31 рядок, контрольна сума 812,7 без відсотків (звірте з папером)";
    assert!(s.frame().contains(total), "{}", s.frame());
}

#[test]
fn parts_are_shown_in_the_details() {
    let mut s = stage();
    go_to(&mut s, "3.2.2");
    s.keys("r 1 enter r i");
    assert!(s.frame().contains("За виконавцями: Відділ соціальної підтримки: 1"), "{}", s.frame());
}

#[test]
fn the_three_keymaps_split_a_row() {
    for (preset, keys) in [
        (Preset::Default, "g f r 2 enter"),
        (Preset::Vim, "g f r 2 enter"),
        (Preset::Emacs, "ctrl-x f ctrl-c r 2 enter"),
    ] {
        let mut s = Setting { preset, ..Setting::new(Language::Uk, (80, 24)) }.with_sample().open();
        s.keys(keys);
        assert_eq!(
            fact(&s, "1.1.1.1", Some("Відділ планування та ресурсів")).as_deref(),
            Some("2"),
            "{preset:?}"
        );
        assert_eq!(fact(&s, "1.1.1.1", None).as_deref(), Some("2"), "{preset:?}");
    }
}

#[test]
fn an_opened_row_as_it_is_seen() {
    for ((width, height), language, tag) in
        [((80, 24), Language::Uk, "uk"), ((120, 40), Language::Uk, "uk"), ((80, 24), Language::En, "en")]
    {
        let mut s = Stage::sample(language, (width, height));
        s.keys("g f down r down 1 8");
        insta::assert_snapshot!(format!("facts-parts-{width}x{height}-{tag}"), s.frame());
    }
}
