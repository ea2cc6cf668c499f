//! The picture of the first screen: shown until the plan is read, and never when it would be wrong.

use std::{
    path::Path,
    sync::{Arc, Condvar, Mutex, mpsc::Receiver},
};

use kvartal::{
    domain::{Change, Command, Plan, PlanEntry, PlanId},
    keymap::Preset,
    l10n::Language,
    store::{CommitError, DiskStore, Logged, News, OpenOptions, Store, StoreError},
    term::{Signal, TermEvent},
    ui::Colours,
};

use crate::stage::{SAMPLE, Setting, Stage, decide_as, import_of, store_sample};

/// A gate before reading a plan.
#[derive(Clone)]
struct Gate(Arc<(Mutex<bool>, Condvar)>);

impl Gate {
    fn new(is_open: bool) -> Self {
        Self(Arc::new((Mutex::new(is_open), Condvar::new())))
    }

    fn open(&self) {
        *self.0.0.lock().expect("a gate") = true;
        self.0.1.notify_all();
    }

    fn wait(&self) {
        drop(self.0.1.wait_while(self.0.0.lock().expect("a gate"), |is_open| !*is_open).expect("a gate"));
    }
}

/// A workspace whose plans are read only after a gate was opened.
struct Gated {
    store: DiskStore,
    gate: Gate,
}

impl Store for Gated {
    fn plans(&self) -> Result<Vec<PlanEntry>, StoreError> {
        self.store.plans()
    }

    fn gone(&self) -> Result<Vec<PlanId>, StoreError> {
        self.store.gone()
    }

    fn load(&self, plan: PlanId) -> Result<Option<Plan>, StoreError> {
        self.gate.wait();
        self.store.load(plan)
    }

    fn commit(&self, change: &Change) -> Result<u64, CommitError> {
        self.store.commit(change)
    }

    fn history(&self, plan: PlanId, from: u64) -> Result<Vec<Logged>, StoreError> {
        self.store.history(plan, from)
    }

    fn stamp(&self, plan: Option<PlanId>) -> Option<[u8; 32]> {
        self.store.stamp(plan)
    }

    fn watch(&self) -> Receiver<News> {
        self.store.watch()
    }

    fn close(&self) -> Result<(), StoreError> {
        self.store.close()
    }
}

fn gated(workspace: &Path, gate: &Gate) -> Arc<dyn Store> {
    // The threads of a window that has ended may hold its store for another moment.
    let store = loop {
        match DiskStore::open(workspace, &OpenOptions::at(1)) {
            Err(StoreError::Locked { .. }) => std::thread::sleep(std::time::Duration::from_millis(1)),
            opened => break opened.expect("a workspace"),
        }
    };
    Arc::new(Gated { store, gate: gate.clone() })
}

/// A window on a workspace that keeps pictures beside it.
fn setting(workspace: &Path, gate: &Gate) -> Setting {
    let store = gated(&workspace.join("w"), gate);
    let pictures = Some(workspace.join("screens"));
    Setting { store, pictures, ..Setting::new(Language::Uk, (100, 30)) }
}

/// A workspace with the sample plan, and its first screen in a window that was opened and closed.
fn closed_window(workspace: &Path) -> String {
    store_sample(gated(&workspace.join("w"), &Gate::new(true)).as_ref());
    let mut stage = setting(workspace, &Gate::new(true)).open();
    let first = stage.shown();
    assert!(first.contains("1.1.1"), "{first}");
    stage.keys("ctrl-q");
    assert_eq!(stage.left, Some(0));
    end(stage);
    first
}

fn end(stage: Stage) {
    let Stage { window, store, .. } = stage;
    window.end();
    store.close().expect("it closes");
}

#[test]
fn the_first_screen_is_there_before_the_plan_and_keys_wait_for_it() {
    let dir = tempfile::tempdir().expect("a directory");
    let first = closed_window(dir.path());
    let gate = Gate::new(false);
    let mut stage = setting(dir.path(), &gate).open();
    assert_eq!(stage.shown(), first);
    assert!(stage.shared.plan.is_none());
    stage.keys_at_once("down down");
    assert_eq!(stage.shown(), first, "nothing is drawn before the plan is read");
    gate.open();
    stage.settle().wake();
    let moved = stage.frame();
    assert_ne!(moved, first);
    let mut direct = Setting { pictures: None, ..setting_again(&stage) }.open();
    direct.keys("down down");
    assert_eq!(direct.frame(), moved);
}

/// Another window on the store of a window.
fn setting_again(stage: &Stage) -> Setting {
    Setting { store: Arc::clone(&stage.store), ..Setting::new(Language::Uk, (100, 30)) }
}

#[test]
fn the_frame_over_the_picture_is_no_byte() {
    let dir = tempfile::tempdir().expect("a directory");
    let first = closed_window(dir.path());
    let mut stage = setting(dir.path(), &Gate::new(true)).open();
    let whole = stage.bytes();
    stage.settle().wake();
    assert_eq!(stage.frame(), first);
    assert!(whole > 1_000, "{whole}");
    assert_eq!(stage.bytes(), 0);
}

#[test]
fn a_signal_ends_the_window_without_waiting_for_the_plan() {
    let dir = tempfile::tempdir().expect("a directory");
    closed_window(dir.path());
    let gate = Gate::new(false);
    let mut stage = setting(dir.path(), &gate).open();
    stage.keys_at_once("down");
    stage.window.input.0 = vec![TermEvent::Signal(Signal::HangUp)];
    assert_eq!(stage.window.run().expect("paper does not fail"), Some(129));
    gate.open();
}

#[test]
fn no_picture_is_shown_where_the_first_screen_would_be_another() {
    let kinds: [fn(Setting) -> Setting; 8] = [
        |setting| {
            let [id] = [setting.store.plans().expect("plans")[0].id];
            let plan = setting.store.load(id).expect("it is read").expect("a plan");
            let title = Some("План на інший рік".to_owned());
            let patch = kvartal::domain::HeaderPatch { title, ..Default::default() };
            let change = decide_as("petro", &plan, &Command::EditHeader(Box::new(patch)));
            setting.store.commit(&change).expect("it is committed");
            setting
        },
        |setting| {
            let text = SAMPLE.replacen("\"slug\": \"", "\"slug\": \"another-", 1);
            let mut change = import_of(&text);
            let other = PlanId(change.plan.0 + 1);
            change.plan = other;
            change.id = kvartal::domain::ChangeId(change.id.0 + 1);
            setting.store.commit(&change).expect("it is committed");
            setting
        },
        |setting| Setting { size: (100, 31), ..setting },
        |setting| Setting { language: Language::En, ..setting },
        |setting| Setting { preset: Preset::Vim, ..setting },
        |setting| Setting { colours: Colours::True, ..setting },
        |setting| Setting { ascii: true, ..setting },
        |setting| Setting { notices: vec!["Відновлено.".to_owned()], ..setting },
    ];
    for (nth, other) in kinds.into_iter().enumerate() {
        let dir = tempfile::tempdir().expect("a directory");
        closed_window(dir.path());
        let mut stage = other(setting(dir.path(), &Gate::new(true))).open();
        // The plan was read before the first frame.
        assert!(stage.window.mailbox().is_some());
        let shown = stage.shown();
        assert!(stage.shared.plan.is_some() || nth == 1, "{nth}: {shown}");
        assert_eq!(stage.frame(), shown, "{nth}");
    }
}

#[test]
fn what_a_window_changes_is_on_the_picture_that_it_leaves() {
    let dir = tempfile::tempdir().expect("a directory");
    let before = closed_window(dir.path());
    let mut stage = setting(dir.path(), &Gate::new(true)).open();
    stage.settle().wake();
    stage.keys("e ctrl-u").text("Нова назва розділу").keys("enter");
    let named = stage.frame();
    assert!(named.contains("Нова назва розділу"), "{named}");
    stage.keys("ctrl-q");
    assert_eq!(stage.left, Some(0));
    end(stage);
    let stage = setting(dir.path(), &Gate::new(false)).open();
    assert!(stage.shared.plan.is_none(), "a picture");
    assert_ne!(stage.shown(), before);
    assert!(stage.shown().contains("Нова назва розділу"), "{}", stage.shown());
}
