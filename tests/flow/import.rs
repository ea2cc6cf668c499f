//! The preview of an import, and the writing of a report.

use kvartal::{
    app::{Screen, import::Incoming},
    document,
    form::{Options, built_in, recognise},
    l10n::Language,
};

use crate::{
    quarter::open_plan,
    stage::{Stage, TODAY},
};

/// A report with two doubtful places: words that are no known condition, and a numbering that continues under another
/// task.
pub const REPORT: &str = "\
Звіт по виконанню плану заходів Лісківського центру за ІІІ квартал 2026 року;;;;;;
п/п;Найменування завдання;Найменування заходу для виконання завдання;\
Найменування показника результативності виконання заходу;План;Факт;Примітка
1. Обізнаність громади;;;;;;
1;Завдання 1.1 Правова просвіта;Захід 1.1.1.1 Проведення лекцій для учнів;кількість лекцій;4;5;
;;Захід 1.1.1.2 Виїзні прийоми у селах;кількість прийомів;коли зацвіте сад, 7;;
";

pub fn incoming(text: &str) -> Incoming {
    let document = document::read(text.as_bytes(), "звіт.csv").expect("a text");
    let recognised = recognise(&document, &built_in(), &Options::new(TODAY)).expect("a report");
    Incoming {
        file: "звіт.csv".into(), draft: recognised.draft, document: true, performer: None, slug: None
    }
}

fn stage(size: (u16, u16)) -> Stage {
    let stage = Stage::empty(Language::Uk, size);
    stage.put_file("звіт.csv", incoming(REPORT));
    stage
}

#[test]
fn a_document_is_previewed_its_doubts_settled_and_taken_in_as_one_change() {
    let mut s = stage((80, 24));
    s.keys("i").text("звіт.csv").keys("enter");
    insta::assert_snapshot!("preview-80x24", s.frame());
    assert_eq!(s.screens.import.preview.as_ref().map(|preview| preview.open_doubts()), Some(1));
    // The alternative replaces the reading that was taken.
    s.keys("1");
    assert_eq!(s.screens.import.preview.as_ref().map(|preview| preview.open_doubts()), Some(0));
    s.keys("w");
    assert!(s.line("Структура").contains("Звіт по виконанню"), "{}", s.frame());
    let status = s.shared.plan.as_ref().expect("the plan").find("1.1.1.2").expect("the measure");
    let kvartal::domain::Subject::Indicator(indicator) = status else { panic!("{status:?}") };
    let raw = |s: &Stage| {
        s.shared
            .plan
            .iter()
            .flat_map(|p| p.targets(indicator))
            .map(|(.., t)| t.raw.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(raw(&s), ["7"]);
    let id = s.shared.plan.as_ref().expect("the plan").id();
    assert_eq!(s.store.history(id, 1).expect("memory").len(), 1);
}

#[test]
fn a_doubt_that_was_settled_is_opened_again() {
    let mut s = stage((80, 24));
    s.keys("i").text("звіт.csv").keys("enter 1");
    let open = |s: &Stage| s.screens.import.preview.as_ref().map(|preview| preview.open_doubts());
    assert_eq!(open(&s), Some(0));
    s.keys("u");
    assert_eq!(open(&s), Some(1));
    s.keys("enter");
    assert_eq!(open(&s), Some(0));
    s.keys("enter");
    assert_eq!(open(&s), Some(1));
}

#[test]
fn all_doubts_of_a_kind_are_settled_in_the_same_way() {
    let mut s = stage((80, 24));
    let report = REPORT.replace("кількість лекцій;4;5;", "кількість лекцій;як вийде, 3;;");
    s.put_file("звіт.csv", incoming(&report));
    s.keys("i").text("звіт.csv").keys("enter");
    let open = |s: &Stage| s.screens.import.preview.as_ref().map(|preview| preview.open_doubts());
    assert_eq!(open(&s), Some(2));
    // The first doubt is settled on its alternative, and so are all of its kind.
    s.keys("1 up A");
    assert_eq!(open(&s), Some(0));
    assert!(s.frame().contains("кількість лекцій: 3"), "{}", s.frame());
    assert!(s.frame().contains("кількість прийомів: 7"), "{}", s.frame());
    s.keys("u");
    assert_eq!(open(&s), Some(1));
    s.keys("u A");
    assert_eq!(open(&s), Some(0));
    assert!(s.frame().contains("кількість прийомів: коли зацвіте сад, 7"), "{}", s.frame());
}

#[test]
fn a_row_shows_all_that_was_read_of_it_and_the_hints_what_works() {
    let mut s = stage((120, 40));
    let plan = "План заходів Лісківського центру на ІІІ квартал 2026 року;;;;;
№ з/п;Захід;Показник;Виконавець;Термін виконання;План;Факт
1;Лекції;кількість лекцій;Відділ просвіти;до 15.08.2026;4;5
";
    s.put_file("план.csv", incoming(plan));
    s.keys("i").text("план.csv").keys("enter");
    assert!(s.frame().contains("Лісківського центру · ІІІ квартал 2026 року"), "{}", s.frame());
    let row = "Лекції · кількість лекцій: 4 / 5 · до 15.08.2026 · Відділ просвіти";
    assert!(s.frame().contains(row), "{}", s.frame());
    assert!(!s.frame().contains("сумнів "), "{}", s.frame());
    assert!(s.frame().contains("w/ц Прийняти"), "{}", s.frame());
}

#[test]
fn nothing_changes_where_the_preview_is_left() {
    let mut s = stage((80, 24));
    s.keys("i").text("звіт.csv").keys("enter esc");
    assert_eq!(s.screen, Screen::Plans);
    assert!(s.shared.catalog.is_empty());
    assert!(s.frame().contains("не прийнято"), "{}", s.frame());
    s.keys("i").text("немає.csv").keys("enter");
    assert!(s.frame().contains("немає.csv"), "{}", s.frame());
}

#[test]
fn settled_doubts_are_not_lost_by_one_key() {
    let mut s = stage((80, 24));
    s.keys("i").text("звіт.csv").keys("enter 1 esc");
    assert_eq!(s.screen, Screen::Import);
    assert!(s.frame().contains("вийдіть ще раз"), "{}", s.frame());
    // Any other key stays in the preview.
    s.keys("down esc");
    assert_eq!(s.screen, Screen::Import);
    s.keys("esc");
    assert_eq!(s.screen, Screen::Plans);
    assert!(s.shared.catalog.is_empty());
}

#[test]
fn a_second_plan_of_the_same_period_is_told_before_it_is_made() {
    let mut s = stage((80, 24));
    s.keys("i").text("звіт.csv").keys("enter");
    assert!(!s.frame().contains("уже є"), "{}", s.frame());
    s.keys("w g p i").text("звіт.csv").keys("enter");
    assert!(s.frame().contains("уже є: liskiv-2026q3"), "{}", s.frame());
}

#[test]
fn a_long_warning_is_told_to_its_end() {
    let mut s = stage((80, 24));
    let name = format!("{}.rtf", "дуже-довга-назва-".repeat(7));
    s.keys("i").text(&name).keys("enter");
    assert!(s.frame().contains("назва-.rtf"), "{}", s.frame());
}

#[test]
fn a_document_goes_into_the_open_plan_as_a_difference() {
    let mut s = stage((100, 30));
    s.keys("i").text("звіт.csv").keys("enter w");
    let later = REPORT.replace("ІІІ квартал", "IV квартал").replace(";4;5;", ";6;;");
    s.put_file("далі.csv", incoming(&later));
    s.keys("g i").text("далі.csv").keys("enter");
    insta::assert_snapshot!("preview-merge-100x30", s.frame());
    s.keys("w");
    assert_eq!(s.shared.plan.as_ref().expect("the plan").period().to_string(), "2026Q3..2026Q4");
    s.keys("u");
    assert_eq!(s.shared.plan.as_ref().expect("the plan").period().to_string(), "2026Q3");
}

#[test]
fn what_changes_is_said_anew_when_a_doubt_is_settled() {
    let mut s = stage((100, 30));
    s.keys("i").text("звіт.csv").keys("enter w");
    s.put_file("ще.csv", incoming(&REPORT.replace(";4;5;", ";4;6;")));
    s.keys("g i").text("ще.csv").keys("enter");
    assert!(s.frame().contains("факт ІІІ кв. 2026 «5» → «6»"), "{}", s.frame());
    // The existing fact is kept.
    s.keys("1");
    assert!(!s.frame().contains("факт ІІІ кв. 2026"), "{}", s.frame());
    s.keys("u");
    assert!(s.frame().contains("факт ІІІ кв. 2026 «5» → «6»"), "{}", s.frame());
}

#[test]
fn an_exchange_file_without_identities_changes_what_differs_and_no_more() {
    let mut s = stage((100, 30));
    s.keys("i").text("звіт.csv").keys("enter w");
    let mut file = Incoming { document: false, ..incoming(&REPORT.replace(";4;5;", ";4;6;")) };
    file.draft.doubts.clear();
    file.draft.slug = Some("inshyi".into());
    s.put_file("план.json", file);
    s.keys("g i").text("план.json").keys("enter");
    let difference =
        s.screens.import.preview.as_ref().and_then(|preview| preview.difference.clone()).expect("a plan");
    let changed: Vec<&str> = difference.nodes.iter().map(|node| node.address.as_str()).collect();
    assert_eq!(changed, ["1.1.1.1"], "{}", s.frame());
    s.keys("w");
    assert_eq!(s.shared.plan.as_ref().expect("the plan").header().slug, "liskiv-2026q3");
}

#[test]
fn a_plan_that_is_there_does_not_come_in_as_a_second_one() {
    let mut s = stage((100, 30));
    s.keys("i").text("звіт.csv").keys("enter w");
    let mut file = Incoming { document: false, ..incoming(REPORT) };
    file.draft.id = s.shared.plan.as_ref().map(|plan| plan.id());
    s.put_file("план.json", file);
    s.keys("g p i").text("план.json").keys("enter");
    assert_eq!(s.screen, Screen::Plans);
    assert!(s.frame().contains("liskiv-2026q3"), "{}", s.frame());
    assert!(s.frame().contains("Саме цей план уже є"), "{}", s.frame());
}

#[test]
fn a_copy_shows_whose_facts_it_brings() {
    let mut s = stage((80, 24));
    s.keys("i").text("звіт.csv").keys("enter w");
    let copy = incoming(&REPORT.replace("сад, 7;;", "сад, 7;3;"));
    s.put_file("копія.csv", Incoming { performer: Some("Лісківське бюро".into()), ..copy });
    s.keys("g i").text("копія.csv").keys("enter");
    let line = s.line("~ 1.1.1.2");
    assert!(line.contains("факт ІІІ кв. 2026 Лісківське бюро «» → «3»"), "{}", s.frame());
}

#[test]
fn the_report_is_looked_at_and_written() {
    let mut s = stage((100, 30));
    s.keys("i").text("звіт.csv").keys("enter w g r");
    insta::assert_snapshot!("report-100x30", s.frame());
    s.keys("b");
    assert!(s.line("Квартальний звіт").contains("без фактів"), "{}", s.frame());
    s.keys("b t");
    // Nobody signs it, and so it stays.
    s.keys("w enter");
    assert!(s.frame().contains("lisky-2026q3.docx") || s.frame().contains(".docx"), "{}", s.frame());
    s.keys("ctrl-u").text("звіт.pdf").keys("enter");
    let written = s.written();
    assert_eq!(written.len(), 1);
    assert_eq!(written[0].file, "звіт.pdf");
    assert!(!written[0].options.blank);
    assert!(s.frame().contains("Записано звіт.pdf"), "{}", s.frame());
}

/// What a report lacks is asked for before its file, and stored in the plan.
#[test]
fn who_signs_and_the_genitive_are_asked_once() {
    let mut s = Stage::empty(Language::Uk, (100, 30));
    s.keys("n").text("План заходів").keys("enter").text("Пролісок").keys("enter enter enter g r w");
    assert!(s.frame().contains("«Пролісок» у родовому відмінку"), "{}", s.frame());
    s.text("а").keys("enter");
    assert!(s.frame().contains("посада того, хто підписує"), "{}", s.frame());
    s.text("Директор").keys("enter").text("О. ЯСНА").keys("enter");
    assert!(s.frame().contains("Записати звіт у файл"), "{}", s.frame());
    s.keys("enter");
    let header = open_plan(&s).header().clone();
    assert_eq!(header.organisation_genitive.as_deref(), Some("Пролісока"));
    assert_eq!(header.signatures[0].role, "Директор");
    assert_eq!(header.signatures[0].name, "О. ЯСНА");
    assert!(s.frame().contains("Пролісока"), "the preview has it: {}", s.frame());
    // Both are in the plan, so that nothing is asked again.
    s.keys("w");
    assert!(s.frame().contains("Записати звіт у файл"), "{}", s.frame());
    // Another name has another genitive.
    s.keys("esc g o c h down ctrl-u").text("Едельвейс").keys("enter");
    assert_eq!(open_plan(&s).header().organisation_genitive, None);
}

#[test]
fn a_longer_report_goes_back_to_the_beginning_of_the_year() {
    let mut s = Stage::sample(Language::Uk, (120, 40));
    s.keys("g r");
    let head = |s: &mut Stage| s.frame().lines().nth(1).unwrap_or_default().to_owned();
    let one = head(&mut s);
    s.keys("l");
    let two = head(&mut s);
    assert_ne!(one, two);
    s.keys("l l l");
    assert_eq!(head(&mut s), one);
    s.keys("end");
    let last = s.frame();
    s.keys("home pagedown pageup");
    assert_ne!(s.frame(), last);
    s.keys("esc");
    assert_eq!(s.screen, Screen::Outline);
}
