//! A connection to a server that is lost during work: what is shown, what waits, and what is sent later.

use std::sync::{Arc, Mutex};

use kvartal::{
    app::{Layer, Msg},
    domain::{Change, ChangeId, Command, FactValue, Number, Plan, SetFact, Subject},
    l10n::Language,
    runtime::UnsentKeeper,
    store::{Logged, Store},
};

use crate::{
    stage::{Setting, Stage, decide_as, store_sample},
    window::{Fault, FaultyStore},
};

/// Keeps changes in memory instead of files.
#[derive(Default)]
struct Shelf(Mutex<Vec<Change>>);

impl UnsentKeeper for Shelf {
    fn keep(&self, change: &Change) {
        self.forget(change.id);
        self.0.lock().unwrap().push(change.clone());
    }

    fn forget(&self, id: ChangeId) {
        self.0.lock().unwrap().retain(|change| change.id != id);
    }

    fn found(&self) -> Vec<Change> {
        self.0.lock().unwrap().clone()
    }

    fn set_aside(&self, _: &[Logged]) -> Option<String> {
        None
    }

    fn aside(&self) -> Option<(usize, String)> {
        None
    }
}

struct Line {
    store: Arc<FaultyStore>,
    shelf: Arc<Shelf>,
}

impl Line {
    fn new() -> Self {
        let line = Self { store: Arc::default(), shelf: Arc::default() };
        store_sample(line.store.as_ref());
        line
    }

    fn open(&self) -> Stage {
        let setting = Setting {
            store: Arc::clone(&self.store) as Arc<dyn Store>,
            unsent: Some(Arc::clone(&self.shelf) as Arc<dyn UnsentKeeper>),
            ..Setting::new(Language::Uk, (80, 24))
        };
        setting.open()
    }

    /// A window that ended before its changes arrived.
    fn left_behind(&self) {
        let mut s = self.open();
        self.store.set(Fault::Still);
        s.keys_at_once("g f 7 enter 8 enter ctrl-q");
        s.keys_at_once("ctrl-q");
        assert_eq!(s.left, Some(1));
        assert_eq!(self.shelf.found().len(), 2);
    }
}

fn plan(stage: &Stage) -> &Plan {
    stage.shared.plan.as_ref().unwrap()
}

fn raw(stage: &Stage, address: &str) -> String {
    let Ok(Subject::Indicator(id)) = plan(stage).find(address) else { panic!("{address}") };
    plan(stage).fact(id, stage.shared.quarter, None).map(|fact| fact.raw.clone()).unwrap_or_default()
}

#[test]
fn a_lost_line_is_said_with_what_waits_and_work_goes_on() {
    let line = Line::new();
    let mut s = line.open();
    line.store.set(Fault::Still);
    s.window.mailbox().unwrap().send(Msg::Line(false));
    s.wake();
    assert!(s.line("зв’язку").contains("немає зв’язку з сервером"), "{}", s.frame());
    s.keys_at_once("g f 7 enter 8 enter");
    assert!(s.line("зв’язку").contains("немає зв’язку · чекають 2 зміни"), "{}", s.frame());
    assert_eq!([raw(&s, "1.1.1.1"), raw(&s, "1.1.1.2")], ["7", "8"]);
    line.store.set(Fault::None);
    s.settle();
    s.window.mailbox().unwrap().send(Msg::Line(true));
    s.wake();
    assert!(!s.frame().contains("зв’язку") && s.frame().contains("збережено"), "{}", s.frame());
    assert_eq!(line.shelf.found(), [], "what has arrived is kept no longer");
}

#[test]
fn what_was_entered_without_a_line_is_sent_by_the_next_window() {
    let line = Line::new();
    line.left_behind();
    // The window has ended with its unsent changes in memory; the stored ones remain.
    let shelf = Line { store: Arc::default(), shelf: Arc::clone(&line.shelf) };
    store_sample(shelf.store.as_ref());
    let mut s = shelf.open();
    assert!(s.frame().contains("Надсилаються 2 зміни"), "{}", s.frame());
    s.settle();
    assert_eq!([raw(&s, "1.1.1.1"), raw(&s, "1.1.1.2")], ["7", "8"]);
    assert_eq!(shelf.store.history(plan(&s).id(), 2).unwrap().len(), 2);
    assert_eq!(shelf.shelf.found(), []);
    line.store.set(Fault::None);
}

#[test]
fn what_a_server_could_not_decide_about_waits_for_the_next_window() {
    let line = Line::new();
    let mut s = line.open();
    line.store.set(Fault::NotLetIn);
    s.keys("g f 7 enter");
    assert!(s.frame().contains("Ще не збережено"), "{}", s.frame());
    assert_eq!([raw(&s, "1.1.1.1").as_str(), &line.shelf.found().len().to_string()], ["", "1"]);
    line.store.set(Fault::None);
    let mut next = line.open();
    next.settle();
    assert_eq!((raw(&next, "1.1.1.1").as_str(), line.shelf.found().len()), ("7", 0));
}

#[test]
fn what_somebody_else_changed_meanwhile_stands_beside_it() {
    let line = Line::new();
    line.left_behind();
    let other = Line { store: Arc::default(), shelf: Arc::clone(&line.shelf) };
    let id = store_sample(other.store.as_ref());
    let theirs = other.store.load(id).unwrap().unwrap();
    let Ok(Subject::Indicator(indicator)) = theirs.find("1.1.1.1") else { panic!("no indicator") };
    let mine = line.shelf.found();
    let quarter = mine[0].summary.quarter.unwrap();
    let value = Some((FactValue::Number(Number::parse("9").unwrap()), "9".to_owned()));
    let subject = Subject::Indicator(indicator);
    let set = SetFact { subject, quarter, performer: None, value, note: None, unit: None };
    other.store.commit(&decide_as("petro", &theirs, &Command::SetFact(set))).unwrap();
    let mut s = other.open();
    s.settle();
    assert!(s.layers.iter().any(|layer| matches!(layer, Layer::Conflict(_))), "{}", s.frame());
    assert!(s.frame().contains('9') && s.frame().contains('7'), "{}", s.frame());
    line.store.set(Fault::None);
}
