//! The palette of all actions.

use kvartal::{keymap::Preset, l10n::Language};

use crate::stage::{Setting, Stage};

fn stage() -> Stage {
    Stage::sample(Language::Uk, (80, 24))
}

#[test]
fn typing_finds_in_both_languages_and_in_the_wrong_layout_and_enter_runs() {
    for typed in ["табло", "nf,kj", "dashboard", "nf,k", "tablo"] {
        let mut s = stage();
        s.keys(":").text(typed);
        assert!(s.line("│▌").contains("Табло"), "{typed}: {}", s.frame());
        s.keys("enter");
        assert!(s.frame().starts_with(" Табло"), "{typed}: {}", s.frame());
    }
}

#[test]
fn a_row_has_its_keys_in_both_alphabets_and_its_help() {
    let mut s = stage();
    s.keys("ctrl-p").text("без факту");
    let line = s.line("│▌");
    assert!(line.contains("Наступний без факту") && line.contains("g u/п г"), "{line}");
    assert!(s.frame().contains("Переходить"), "{}", s.frame());
    insta::assert_snapshot!("palette-80x24", s.frame());
}

#[test]
fn what_cannot_be_done_here_says_why_and_does_nothing() {
    let mut s = stage();
    s.keys(":").text("accept finding");
    let line = s.line("│▌");
    assert!(line.contains("лише тут: Зауваження"), "{line}");
    s.keys("enter");
    assert!(s.frame().contains("Усі дії"), "{}", s.frame());
    s.keys("esc");
    assert!(!s.frame().contains("Усі дії"), "{}", s.frame());
}

#[test]
fn it_opens_prompts_and_is_there_in_every_keymap() {
    for (preset, keys) in [(Preset::Default, ":"), (Preset::Vim, ":"), (Preset::Emacs, "alt-x")] {
        let mut s = Setting { preset, ..Setting::new(Language::En, (80, 24)) }.with_sample().open();
        s.keys(keys).text("title").keys("enter");
        assert!(s.frame().contains("Title"), "{}", s.frame());
        s.text("!").keys("enter");
        assert!(s.frame().contains('!'), "{}", s.frame());
        assert_eq!(s.layers.len(), 0);
    }
}

#[test]
fn keys_that_change_while_one_works_are_in_force_with_the_next_key() {
    let text = "[outline]\n\"J\" = \"goto-dashboard\"\n\"K\" = \"goto-nowhere\"\n";
    let mut told = false;
    let again: kvartal::runtime::KeysAgain = Box::new(move || {
        let first = !std::mem::replace(&mut told, true);
        let source = kvartal::keymap::KeymapSource { name: "keymap.toml", text };
        first.then(|| {
            let loaded = kvartal::keymap::Keymap::load(Preset::Default, Some(source));
            (loaded.keymap, loaded.problems.iter().map(|problem| format!("{}", problem.line)).collect())
        })
    });
    let setting = Setting { keys_again: Some(again), ..Setting::new(Language::Uk, (80, 24)) };
    let mut s = setting.with_sample().open();
    s.happen(kvartal::term::TermEvent::FocusGained);
    assert!(s.frame().contains("прочитано знову") && s.frame().contains('3'), "{}", s.frame());
    s.keys("J");
    assert!(s.frame().starts_with(" Табло"), "{}", s.frame());
}

#[test]
fn without_a_plan_it_says_to_open_one() {
    let mut s = Stage::empty(Language::Uk, (80, 24));
    s.keys(":").text("табло");
    assert!(s.line("│▌").contains("спершу відкрийте план"), "{}", s.frame());
}
