//! The first minute: an empty workspace, completion of file names, the tour through the sample plan, an existing report
//! file.

use kvartal::{keymap::Preset, l10n::Language};

use crate::stage::{Setting, Stage};

fn empty() -> Stage {
    Stage::empty(Language::Uk, (80, 24))
}

#[test]
fn an_empty_workspace_greets_with_keys_that_work() {
    let mut s = empty();
    let frame = s.frame();
    for key in ["i/ш", "n/т", "d/в"] {
        assert!(frame.contains(key), "{frame}");
    }
    insta::assert_snapshot!("first-run-80x24-uk", frame);
    insta::assert_snapshot!("first-run-80x24-en", Stage::empty(Language::En, (80, 24)).frame());
    assert!(empty().keys("i").frame().contains("Документ, що стане новим планом"));
    assert!(empty().keys("n").frame().contains("Новий план"));
    assert!(empty().keys("d").frame().contains("Екскурсія 1 з 9"));
}

#[test]
fn the_keys_of_the_greeting_are_those_of_the_keymap() {
    let mut s = Setting { preset: Preset::Vim, ..Setting::new(Language::Uk, (80, 24)) }.open();
    for key in ["r/к", "o/щ", "E/У"] {
        assert!(s.frame().contains(key), "{key}\n{}", s.frame());
    }
}

#[test]
fn plans_in_the_archive_are_told_of() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    s.keys("g p a");
    assert!(s.line("Усі плани в архіві").contains("A/Ф"), "{}", s.frame());
    s.keys("A");
    assert!(s.frame().contains("Вербодільського"), "{}", s.frame());
}

#[test]
fn the_tour_goes_on_with_each_key_that_it_names() {
    let mut s = empty();
    s.keys("d");
    assert!(s.frame().contains("Екскурсія 1 з 9"));
    for (number, keys) in
        [(1, "down"), (2, "i"), (3, "f"), (4, "n"), (5, "= enter"), (6, "u"), (7, "g c"), (8, "g d")]
    {
        let heading = format!("Екскурсія {number} з 9");
        assert!(s.frame().contains(&heading), "{heading}\n{}", s.frame());
        // Another key does not continue the tour.
        s.keys("home");
        assert!(s.frame().contains(&heading), "{heading}\n{}", s.frame());
        s.keys(keys);
    }
    assert!(s.frame().contains("Екскурсія 9 з 9"), "{}", s.frame());
    s.keys("?");
    assert!(!s.frame().contains("Екскурсія 9"), "{}", s.frame());
    s.keys("esc");
    assert!(s.tour.is_none());
}

#[test]
fn the_tour_is_left_or_a_step_of_it_skipped_at_any_time() {
    for preset in [Preset::Default, Preset::Vim, Preset::Emacs] {
        let demo = match preset {
            Preset::Default => "d",
            Preset::Vim => "E",
            Preset::Emacs => "ctrl-c d",
        };
        let mut s = Setting { preset, ..Setting::new(Language::Uk, (80, 24)) }.open();
        s.keys(demo).keys("g j g j");
        assert!(s.frame().contains("Екскурсія 3 з 9"), "{}", s.frame());
        s.keys("g x");
        assert!(!s.frame().contains(" з 9"), "{}", s.frame());
        assert!(s.frame().contains("Екскурсію залишено"), "{}", s.frame());
        // The plan is kept, and opening the sample again does not create it twice.
        s.keys("g p").keys(demo);
        assert!(s.frame().contains("Екскурсія 1 з 9"), "{}", s.frame());
        assert_eq!(s.store.plans().unwrap().len(), 1);
    }
}

#[test]
fn the_name_of_a_file_is_completed() {
    let mut s = empty();
    for name in ["звіти/звіт-1.docx", "звіти/звіт-2.docx", "інше.csv"] {
        s.put_name(name);
    }
    s.keys("i").text("зв").keys("tab");
    let line = |s: &mut Stage| s.cursor_line();
    assert!(line(&mut s).contains("звіти/звіт-"), "{}", s.frame());
    assert!(s.frame().contains("звіт-1.docx  звіт-2.docx"), "{}", s.frame());
    s.keys("tab");
    assert!(line(&mut s).contains("звіти/звіт-1.docx"), "{}", s.frame());
    s.keys("tab");
    assert!(line(&mut s).contains("звіти/звіт-2.docx"), "{}", s.frame());
    s.text("x").keys("tab");
    assert!(s.frame().contains("Такого файлу немає"), "{}", s.frame());
}

#[test]
fn the_directory_is_remembered() {
    let mut s = empty();
    s.keys("i").text("звіти/нема.docx").keys("enter").keys("i");
    assert!(s.cursor_line().contains("звіти/"), "{}", s.frame());
    assert!(!s.cursor_line().contains("нема"), "{}", s.frame());
}

#[test]
fn a_report_of_somebody_else_is_not_written_over_in_haste() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    s.put_name("звіт.docx");
    s.keys("g r w ctrl-u").text("звіт.docx").keys("enter");
    assert!(s.written().is_empty());
    assert!(s.frame().contains("звіт.docx уже є"), "{}", s.frame());
    assert!(s.cursor_line().contains("звіт-2.docx"), "{}", s.frame());
    s.keys("enter");
    assert_eq!(s.written().iter().map(|one| one.file.as_str()).collect::<Vec<_>>(), ["звіт-2.docx"]);
    // The first name again: the question is asked once, then the file is replaced.
    s.keys("w ctrl-u").text("звіт.docx").keys("enter ctrl-u").text("звіт.docx").keys("enter");
    assert!(s.frame().contains("Enter ще раз"), "{}", s.frame());
    assert_eq!(s.written().len(), 1);
    s.keys("enter");
    assert_eq!(s.written().len(), 2);
    assert!(s.written()[1].replace);
}
