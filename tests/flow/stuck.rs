//! A request that is never answered delays nothing else.

use std::{fs, process::Command, time::Duration};

use kvartal::{
    app::{Layer, Screen},
    l10n::Language,
};

use crate::stage::{Setting, Stage};

/// A window whose forms are read from a pipe without a writer.
fn stuck(pipe: &std::path::Path) -> Stage {
    let made = Command::new("mkfifo").arg(pipe).status().expect("mkfifo runs");
    assert!(made.success());
    let pipe = pipe.to_owned();
    let forms = Box::new(move || {
        fs::read(&pipe).expect("the pipe is read");
        kvartal::form::built_in()
    });
    Setting { forms, ..Setting::new(Language::Uk, (80, 24)) }.with_sample().open()
}

#[test]
fn a_form_that_is_never_read_leaves_the_window_alive() {
    let dir = tempfile::tempdir().expect("a directory");
    let pipe = dir.path().join("form.toml");
    let mut stage = stuck(&pipe);
    let plan = stage.shared.plan.as_ref().expect("a plan").id();
    stage.keys_at_once("g r");
    assert_eq!(stage.screen, Screen::Report);
    let before = stage.store.load(plan).expect("it is read").expect("a plan").seq();
    stage.keys_at_once("g o down down down e").text_at_once("Новий захід\r");
    // The input becomes durable although the forms are still awaited.
    let mut saved = false;
    for _ in 0..1_000 {
        saved = stage.store.load(plan).expect("it is read").is_some_and(|plan| plan.seq() > before);
        if saved {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(saved, "{}", stage.frame());
    stage.keys_at_once("g r");
    assert!(stage.frame().contains("Читаю форми"), "{}", stage.frame());
    stage.keys_at_once("ctrl-q");
    for _ in 0..1_000 {
        if stage.left.is_some() {
            break;
        }
        stage.keys_at_once("");
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(stage.left, Some(0));
    // This releases the reading thread.
    fs::write(&pipe, "").expect("the pipe is written");
}

#[test]
fn whatever_is_typed_into_a_search_leaves_it_quick() {
    // Everything is compared with the search at each key, so its line takes no more than a name is long.
    for keys in [":", "ctrl-g", "/", "? /"] {
        let mut s = Stage::sample(Language::Uk, (80, 24));
        s.keys(keys);
        s.paste(&"ж".repeat(110)).text_at_once(&"ж".repeat(40)).settle();
        let typed = match s.layers.last() {
            Some(Layer::Actions(list)) => &list.line,
            Some(Layer::GoTo(list)) => &list.line,
            Some(Layer::Help(list)) => &list.line,
            Some(Layer::Prompt(prompt)) => &prompt.line,
            other => panic!("{keys}: {other:?}"),
        };
        assert!((100..=256).contains(&typed.text().len()), "{keys}: {}", typed.text().len());
        assert!(s.shared.notice.is_some(), "what was not taken is told: {keys}");
        // A prompt is a draft, about which one is asked once.
        s.keys("ctrl-q ctrl-q");
        assert_eq!(s.left, Some(0), "{keys}");
    }
}
