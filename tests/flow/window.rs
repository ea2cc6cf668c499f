//! Tests of the loop: saving, failures, changes of others, quitting.

use std::sync::{Arc, Condvar, Mutex, mpsc::Receiver};

use kvartal::{
    app::Msg,
    domain::{Change, Command, NodePatch, Plan, PlanEntry, PlanId},
    l10n::Language,
    store::{CommitError, Logged, MemoryStore, News, ServerFault, Store, StoreError},
};

use crate::stage::{Setting, Stage, decide_as, store_sample};

/// A store whose disk can be full or blocked.
#[derive(Default)]
pub struct FaultyStore {
    memory: MemoryStore,
    fault: Mutex<Fault>,
    changed: Condvar,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fault {
    #[default]
    None,
    Full,
    Still,
    /// The password of the server has changed.
    NotLetIn,
    /// Nothing can be read.
    Unreadable,
}

impl FaultyStore {
    pub fn set(&self, fault: Fault) {
        *self.fault.lock().unwrap() = fault;
        self.changed.notify_all();
    }

    fn readable(&self) -> Result<(), StoreError> {
        if *self.fault.lock().unwrap() == Fault::Unreadable { Err(full()) } else { Ok(()) }
    }
}

impl Store for FaultyStore {
    fn plans(&self) -> Result<Vec<PlanEntry>, StoreError> {
        self.readable()?;
        self.memory.plans()
    }

    fn gone(&self) -> Result<Vec<PlanId>, StoreError> {
        self.memory.gone()
    }

    fn load(&self, plan: PlanId) -> Result<Option<Plan>, StoreError> {
        self.readable()?;
        self.memory.load(plan)
    }

    fn commit(&self, change: &Change) -> Result<u64, CommitError> {
        let mut fault = self.fault.lock().unwrap();
        while *fault == Fault::Still {
            fault = self.changed.wait(fault).unwrap();
        }
        match *fault {
            Fault::Full => Err(CommitError::Store(full())),
            Fault::NotLetIn => Err(CommitError::Store(not_let_in())),
            Fault::None | Fault::Still | Fault::Unreadable => self.memory.commit(change),
        }
    }

    fn history(&self, plan: PlanId, from: u64) -> Result<Vec<Logged>, StoreError> {
        self.memory.history(plan, from)
    }

    fn watch(&self) -> Receiver<News> {
        self.memory.watch()
    }
}

fn full() -> StoreError {
    StoreError::Io { path: "journal".into(), cause: std::io::Error::other("no space") }
}

fn not_let_in() -> StoreError {
    let [user, host, what] = ["olena", "server", "new password"].map(str::to_owned);
    ServerFault::NotLetIn { user, host, what }.into()
}

fn stage() -> (Arc<FaultyStore>, Stage) {
    let store = Arc::new(FaultyStore::default());
    let setting =
        Setting { store: Arc::clone(&store) as Arc<dyn Store>, ..Setting::new(Language::Uk, (80, 24)) };
    store_sample(store.as_ref());
    (store, setting.open())
}

fn plan(stage: &Stage) -> &Plan {
    stage.shared.plan.as_ref().unwrap()
}

#[test]
fn what_cannot_be_saved_is_taken_back_and_told() {
    let (store, mut s) = stage();
    let before = plan(&s).clone();
    store.set(Fault::Full);
    s.keys("g f 7 enter");
    assert!(*plan(&s) == before, "what stands in the store is shown");
    assert!(s.shared.unsaved.is_empty());
    assert!(s.frame().contains("не збережено"), "{}", s.frame());
    store.set(Fault::None);
    s.keys("7 enter");
    assert!(*plan(&s) != before);
}

#[test]
fn what_somebody_else_changed_meanwhile_is_not_written_over() {
    let (store, mut s) = stage();
    let id = plan(&s).id();
    let measure = plan(&s).find_node("1.1.1.1").unwrap();
    let patch = NodePatch { title: Some("Назва від Петра".to_owned()), ..NodePatch::default() };
    let theirs = decide_as("petro", plan(&s), &Command::EditNode(measure, Box::new(patch)));
    store.commit(&theirs).unwrap();
    s.keys("down down down e").text("!").keys("enter");
    assert!(s.frame().contains("Назва від Петра"), "{}", s.frame());
    assert!(*plan(&s) == store.load(id).unwrap().unwrap());
}

#[test]
fn a_change_from_elsewhere_is_shown_and_a_draft_is_kept() {
    let (store, mut s) = stage();
    let measure = plan(&s).find_node("1.1.1.2").unwrap();
    s.keys("down down down e").text(" чернетка");
    let patch = NodePatch { title: Some("Назва від Петра".to_owned()), ..NodePatch::default() };
    let theirs = decide_as("petro", plan(&s), &Command::EditNode(measure, Box::new(patch)));
    store.commit(&theirs).unwrap();
    s.window.mailbox().unwrap().send(Msg::Changed(theirs.plan));
    s.settle().settle();
    assert!(s.frame().contains("Назва від Петра"), "{}", s.frame());
    assert!(s.frame().contains("чернетка"), "{}", s.frame());
    assert!(s.line("▌").contains("1.1.1.1"), "{}", s.line("▌"));
}

#[test]
fn a_plan_read_again_does_not_lose_what_is_being_saved() {
    let (_, mut s) = stage();
    let id = plan(&s).id();
    s.window.mailbox().unwrap().send(Msg::Changed(id));
    s.keys_at_once("g f 7 enter 8 enter");
    s.settle();
    let values = ["1.1.1.1", "1.1.1.2"].map(|address| {
        let Ok(kvartal::domain::Subject::Indicator(id)) = plan(&s).find(address) else { panic!("{address}") };
        plan(&s).fact(id, s.shared.quarter, None).map(|fact| fact.raw.clone()).unwrap_or_default()
    });
    assert_eq!(values, ["7", "8"]);
}

#[test]
fn quitting_right_after_a_fact_loses_nothing() {
    let (store, mut s) = stage();
    let id = plan(&s).id();
    s.keys_at_once("g f 7 enter 8 enter 9 enter ctrl-q");
    assert_eq!(s.left, Some(0));
    assert_eq!(store.history(id, 2).unwrap().len(), 3);
}

#[test]
fn quitting_stays_where_something_could_not_be_saved() {
    let (store, mut s) = stage();
    store.set(Fault::Full);
    s.keys_at_once("g f 7 enter ctrl-q");
    s.settle();
    assert_eq!(s.left, None);
    assert!(s.frame().contains("не збережено"), "{}", s.frame());
    s.keys("ctrl-q");
    assert_eq!(s.left, Some(0));
}

#[test]
fn a_disk_that_stands_still_is_told_and_can_be_left() {
    let (store, mut s) = stage();
    store.set(Fault::Still);
    s.keys_at_once("g f 7 enter ctrl-q");
    assert_eq!(s.left, None);
    assert!(s.frame().contains("Ще зберігається"), "{}", s.frame());
    s.keys_at_once("ctrl-q");
    assert_eq!(s.left, Some(1));
    store.set(Fault::None);
}

#[test]
fn everything_the_start_has_to_say_is_shown_until_the_first_key() {
    let notices = ["Перше зауваження", "Друге зауваження", "Третє зауваження"];
    for size in [(80, 24), (60, 12)] {
        let setting = Setting::new(Language::Uk, size);
        let setting = Setting { notices: notices.map(str::to_owned).to_vec(), ..setting };
        let mut s = setting.with_sample().open();
        for notice in notices {
            assert!(s.frame().contains(notice), "{notice}\n{}", s.frame());
        }
        s.keys("down");
        assert!(!s.frame().contains("зауваження"), "{}", s.frame());
    }
}

#[test]
fn the_plan_that_was_named_is_opened_first() {
    let setting = Setting::new(Language::Uk, (80, 24));
    let id = store_sample(setting.store.as_ref());
    let s = Setting { plan: Some(id), ..setting }.open();
    assert_eq!(plan(&s).id(), id);
    assert!(s.shared.catalog.is_empty(), "the list is read when it is asked for");
}

#[test]
fn a_sentence_without_the_marks_of_a_paste_does_nothing_outside_of_a_field() {
    let (_, mut s) = stage();
    let before = plan(&s).clone();
    for keys in ["g o", "g f", "g d", "g v", "g p"] {
        s.keys(keys);
        s.text_at_once("Проведено семінар для мешканців\rі ще один рядок\r");
        s.settle();
        assert!(s.layers.is_empty() && *plan(&s) == before, "{keys}: {}", s.frame());
        assert!(s.frame().contains("Вставляти нікуди"), "{keys}: {}", s.frame());
    }
    s.keys("g o down down down e").text_at_once(" і ще слова");
    s.settle().keys("enter");
    let titles: Vec<_> = plan(&s).walk().filter_map(|(_, id)| plan(&s).node(id)).map(|n| &n.title).collect();
    assert!(titles.iter().any(|title| title.ends_with(" і ще слова")), "an open field takes it");
    s.keys("g f ctrl-home tab").text_at_once("Проведено семінар для мешканців\r");
    s.settle();
    let Ok(kvartal::domain::Subject::Indicator(first)) = plan(&s).find("1.1.1.1") else {
        panic!("an indicator")
    };
    let fact = plan(&s).fact(first, s.shared.quarter, None).unwrap();
    assert_eq!(fact.note, "Проведено семінар для мешканців", "a note takes it without being opened");
    s.keys("ctrl-home tab").text_at_once("Перший рядок тексту\rдругий рядок тексту\r");
    s.settle();
    assert!(s.frame().contains("Вставляти нікуди"), "but no more than one line: {}", s.frame());
    s.keys("g f ctrl-home shift-tab").text_at_once("12\r7\r");
    s.settle();
    let Ok(kvartal::domain::Subject::Indicator(id)) = plan(&s).find("1.1.1.2") else {
        panic!("an indicator")
    };
    let fact = plan(&s).fact(id, s.shared.quarter, None).unwrap();
    assert_eq!(fact.raw, "7", "a column of numbers fills as before");
}

#[test]
fn a_text_without_end_neither_freezes_nor_keeps_anybody() {
    let long = "слово ".repeat(90_000);
    let begun = std::time::Instant::now();
    let (_, mut s) = stage();
    s.keys("down down down e").paste(&long);
    assert!(s.frame().contains("Вставлене задовге"), "{}", s.frame());
    s.paste(&"слово ".repeat(2_950)).text_at_once(&"слово ".repeat(20));
    assert!(s.frame().contains("не вміщається"), "{}", s.frame());
    s.keys("ctrl-q");
    assert_eq!(s.left, None, "what is typed is not dropped by one key");
    assert!(s.frame().contains("ще не записано"), "{}", s.frame());
    s.keys("ctrl-q");
    assert_eq!(s.left, Some(0));
    assert!(begun.elapsed().as_secs() < 120, "{:?}", begun.elapsed());
}

#[test]
fn what_does_nothing_says_so_and_how_to_leave_is_told() {
    let (_, mut s) = stage();
    s.keys("w");
    assert!(s.frame().contains("w: тут не діє"), "{}", s.frame());
    s.keys("g x");
    assert!(s.frame().contains("g x: тут не діє"), "{}", s.frame());
    for key in ["q", "й", "esc", "ctrl-c"] {
        s.keys("down").keys(key);
        assert!(s.frame().contains("Вийти: f10"), "{key}: {}", s.frame());
    }
}

#[test]
fn escape_cancels_a_prompt_in_vim_too_and_a_chord_types_nothing() {
    let setting = Setting { preset: kvartal::keymap::Preset::Vim, ..Setting::new(Language::Uk, (80, 24)) };
    let mut s = setting.with_sample().open();
    let before = plan(&s).clone();
    s.keys("j j j i").text("!").keys("esc");
    assert!(s.layers.is_empty() && *plan(&s) == before, "{}", s.frame());
    s.keys("g f c c 7 enter");
    let Ok(kvartal::domain::Subject::Indicator(id)) = plan(&s).find("1.1.1.1") else {
        panic!("an indicator")
    };
    assert_eq!(plan(&s).fact(id, s.shared.quarter, None).map(|fact| fact.raw.clone()).as_deref(), Some("7"));
}

#[test]
fn both_values_of_one_record_stand_side_by_side_until_one_is_chosen() {
    use kvartal::domain::{FactValue, Number, SetFact};
    let (store, mut s) = stage();
    s.keys("g f");
    let (id, quarter) = (plan(&s).id(), s.shared.quarter);
    let row = s.screens.facts.row().unwrap();
    store.set(Fault::Still);
    s.keys_at_once("7 enter");
    let base = store.memory.load(id).unwrap().unwrap();
    let value = Some((FactValue::Number(Number::from(9)), "9".to_owned()));
    let theirs = SetFact { subject: row.subject, quarter, performer: None, value, unit: None, note: None };
    store.memory.commit(&decide_as("petro", &base, &Command::SetFact(theirs))).unwrap();
    store.set(Fault::None);
    s.resize(80, 24);
    for words in ["ваше", "їхнє", "petro", "olena", "1 Моє", "2 Їхнє"] {
        assert!(s.frame().contains(words), "{words}:\n{}", s.frame());
    }
    let stands = || {
        let plan = store.memory.load(id).unwrap().unwrap();
        plan.fact(row.indicator().unwrap(), quarter, None).unwrap().raw.clone()
    };
    assert_eq!(stands(), "9", "nothing is written over before one is chosen");
    s.keys("1");
    assert_eq!(stands(), "7");
}

#[test]
fn what_fails_beside_the_window_stands_in_its_status_line() {
    let failed = "Резервну копію зробити не вдалося: диск повний.";
    let chore: kvartal::runtime::Chore = Box::new(move || Err(failed.to_owned()));
    let mut s = Setting { chore: Some(chore), ..Setting::new(Language::Uk, (80, 24)) }.with_sample().open();
    // It arrives when its thread has run, without a key.
    for _ in 0..2_000 {
        s.happen(kvartal::term::TermEvent::FocusGained);
        if s.frame().contains(failed) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("{}", s.frame());
}
