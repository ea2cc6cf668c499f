//! Findings and doubts in the window: listing, jumping, accepting, settling.

use kvartal::{
    app::{Screen, facts::Field},
    domain::{Finding, FindingKind, Quarter},
    l10n::Language,
};

use crate::stage::{Stage, TODAY};

fn stage() -> Stage {
    let mut stage = Stage::sample(Language::Uk, (80, 24));
    stage.keys("g c");
    stage
}

/// The open and accepted findings of a kind according to `check`.
fn counts(s: &Stage, kind: FindingKind) -> (usize, usize) {
    let plan = s.shared.plan.as_ref().expect("the plan");
    let found = plan.findings(Quarter::of(TODAY), TODAY);
    let of_kind: Vec<&Finding> = found.iter().filter(|finding| finding.kind() == kind).collect();
    let accepted = of_kind.iter().filter(|finding| finding.accepted.is_some()).count();
    (of_kind.len() - accepted, accepted)
}

fn address(s: &Stage) -> String {
    let finding = s.screens.findings.finding().expect("a finding under the cursor");
    s.shared.plan.as_ref().expect("the plan").subject_address(finding.subject)
}

#[test]
fn what_hinders_stands_before_what_informs_and_long_kinds_are_folded() {
    let mut s = stage();
    let (notes, _) = counts(&s, FindingKind::NoteOwed);
    assert!(s.line("▌").contains("▸  Немає примітки") && s.line("▌").ends_with(&notes.to_string()));
    let frame = s.frame();
    let at = |text: &str| frame.find(text).unwrap_or_else(|| panic!("{text:?} is not in\n{frame}"));
    assert!(at("Заважають поданню") < at("▸  Факт без підтвердження"));
    assert!(at("▾  Сумнів імпорту") < at("Лише інформують"));
    assert!(at("Лише інформують") < at("▾  Строк минув"));
    let words = s.line("1.1.1.2").split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words[words.len() - 3..], ["60", "38", "31.10"], "{frame}");
}

#[test]
fn each_kind_has_columns_of_its_own_and_says_what_it_means() {
    let mut s = stage();
    assert!(s.frame().contains("потрібна примітка біля факту"), "{}", s.frame());
    assert!(s.line("▾  Сумнів імпорту").contains("стояло"), "{}", s.frame());
    assert!(s.line("▾  Частини не дають цілого").contains("різниця"), "{}", s.frame());
    s.keys("enter down");
    let columns = |line: String, last: usize| -> Vec<String> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        words[words.len() - last..].to_vec()
    };
    let head = s.line("▾  Немає примітки");
    assert_eq!(columns(head.clone(), 4)[..3], ["План", "Факт", "%"], "{}", s.frame());
    let row = s.line("▌");
    assert!(row.contains("1.1.1.2") && row.contains("60") && row.contains("38"), "{}", s.frame());
    // A figure ends where its heading ends.
    let end =
        |line: &str, word: &str| line.find(word).map(|at| line[..at].chars().count() + word.chars().count());
    assert_eq!(end(&head, "План"), end(&row, "60"), "{}", s.frame());
    assert_eq!(end(&head, "Факт"), end(&row, "38"), "{}", s.frame());
}

#[test]
fn where_everything_has_room_no_kind_is_folded() {
    let mut s = Stage::sample(Language::Uk, (120, 44));
    s.keys("g c");
    assert!(!s.frame().contains('▸'), "{}", s.frame());
    s.keys("space");
    assert!(s.line("▌").contains("▸"), "what was folded by hand stays so: {}", s.frame());
    s.resize(120, 48);
    assert!(s.line("▌").contains("▸"), "{}", s.frame());
}

#[test]
fn enter_goes_to_the_field_and_escape_comes_back_to_the_row() {
    let mut s = stage();
    s.keys("enter down down");
    let here = address(&s);
    s.keys("enter");
    assert_eq!((s.screen, s.screens.facts.field), (Screen::Facts, Field::Note));
    assert!(s.line("▌").contains(&here), "{}", s.frame());
    s.keys("esc");
    assert_eq!(s.screen, Screen::Findings);
    assert_eq!(address(&s), here);
    // After going to a screen by its name, Esc does not lead back.
    s.keys("g f esc");
    assert_eq!(s.screen, Screen::Outline);
    s.keys("g backspace");
    assert!(s.frame().contains("Повертатися нікуди"), "{}", s.frame());
}

#[test]
fn a_finding_is_accepted_with_a_reason_and_not_without_one() {
    let mut s = stage();
    let (open, _) = counts(&s, FindingKind::NoteOwed);
    s.keys("enter down a enter");
    assert_eq!(counts(&s, FindingKind::NoteOwed), (open, 0), "nothing is accepted without a reason");
    s.text("облік ведеться в журналі").keys("enter");
    assert_eq!(counts(&s, FindingKind::NoteOwed), (open - 1, 1));
    assert!(s.line("Немає примітки").contains("прийняті 1"), "{}", s.frame());
    assert!(s.frame().contains("Прийнято 1 зауваження"), "{}", s.frame());
    // The cursor moves to the next finding; the accepted one is last, and is reopened there.
    let accepted = s.screens.findings.finding().is_some_and(|finding| finding.accepted.is_some());
    assert!(!accepted, "{}", s.frame());
    for _ in 1..open {
        s.keys("down");
    }
    assert!(s.frame().contains("«облік ведеться в журналі»"), "{}", s.frame());
    s.keys("x");
    assert_eq!(counts(&s, FindingKind::NoteOwed), (open, 0));
}

#[test]
fn a_lapsed_acceptance_says_what_it_was_given_for() {
    let mut s = stage();
    s.keys("enter down a").text("журнал").keys("enter");
    s.keys("g f ctrl-home down 3 9 enter g c");
    // The cursor had moved on to the next finding.
    s.keys("up");
    assert!(s.screens.findings.finding().is_some_and(|finding| finding.lapsed.is_some()), "{}", s.frame());
    let row = s.line("▌");
    assert!(row.contains("1.1.1.2") && row.contains("39"), "{}", s.frame());
    let said = "прийнято при 38 і 60, тепер 39 і 60 (";
    assert!(s.frame().contains(said) && s.frame().contains("«журнал»)"), "{}", s.frame());
    s.keys("x");
    assert!(s.frame().contains(said), "there is no acceptance to withdraw\n{}", s.frame());
}

#[test]
fn all_of_a_kind_are_accepted_with_one_reason_as_one_change() {
    let mut s = stage();
    let (open, _) = counts(&s, FindingKind::FactWithoutEvidence);
    s.keys("down Ф").text("є в журналі").keys("enter");
    assert_eq!(counts(&s, FindingKind::FactWithoutEvidence), (0, open));
    s.keys("q");
    assert!(!s.frame().contains("Факт без підтвердження"), "{}", s.frame());
    s.keys("q u");
    assert_eq!(counts(&s, FindingKind::FactWithoutEvidence), (open, 0), "one step of undo");
}

#[test]
fn a_doubt_is_settled_on_a_reading_by_its_digit() {
    let mut s = stage();
    s.keys("down down down down down down");
    assert_eq!(address(&s), "3.3.2");
    s.keys("s");
    insta::assert_snapshot!("readings-80x24", s.frame());
    s.keys("3");
    assert_eq!(counts(&s, FindingKind::Doubt), (1, 0));
    let plan = s.shared.plan.as_ref().expect("the plan");
    let settled: Vec<&str> = plan.doubts().filter_map(|(_, doubt)| doubt.settled.as_deref()).collect();
    assert_eq!(settled, ["30 у кожному кварталі"]);
    // A finding that is no doubt has no readings.
    s.keys("home enter down s");
    assert!(s.frame().contains("Це не сумнів"), "{}", s.frame());
}

#[test]
fn findings_are_put_together_by_measure_and_by_performer() {
    let mut s = stage();
    s.keys("b");
    assert!(s.line("▾  1.1.1.2").ends_with('3'), "{}", s.frame());
    s.keys("b");
    assert!(s.frame().contains("за виконавцем"), "{}", s.frame());
    s.keys("b");
    assert!(s.frame().contains("за видом"), "{}", s.frame());
}
