//! From opening a workspace to the first frame, compared with drawing the same frame from memory: (a) one plan of
//! 100 measures, (b) the list of 1,000 plans with 1,000,000 values, (c) one plan of that workspace.
//!
//! Both sides include what a process creates at its start (keys, messages, model); the floor has the plans in
//! memory. The workspaces are created once and kept under `target/tmp`; `KVARTAL_BENCH_PLANS=50` creates a smaller
//! one.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, missing_docs)]

#[allow(dead_code)] // apply.rs needs the rest
mod shape;

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use jiff::civil::date;
use kvartal::{
    app::{Model, Msg, Start},
    domain::{Change, ChangeId, Context, Edit, IdSource, Origin, Plan, PlanEntry, PlanId, Summary, Verb},
    keymap::{Keymap, Preset},
    l10n::{L10n, Language},
    store::{DiskStore, OpenOptions, Store},
    ui::{self, Colours, RenderContext, Theme},
};
use ratatui::{backend::TestBackend, buffer::Buffer, terminal::Terminal};
use shape::Shape;

/// To be increased when the workspaces have to be created again.
const VERSION: u32 = 1;
const ROUNDS: usize = 61;
const WARM_UP: usize = 5;
const NOW: i64 = 1_795_000_000_000;

/// 100 measures.
const SINGLE: Shape = Shape { fans: &[1, 10, 10], reported: 2 };
/// 125 measures with four targets and four facts each: 1,000 values.
const ONE_OF_MANY: Shape = Shape { fans: &[1, 5, 25], reported: 4 };

fn main() {
    let plans = std::env::var("KVARTAL_BENCH_PLANS").ok().and_then(|n| n.parse().ok()).unwrap_or(1000);
    let values = plans * ONE_OF_MANY.measures() * 8;
    let single = workspace("single", SINGLE, 1);
    let many = workspace("many", ONE_OF_MANY, plans);
    measure("one plan of 100 measures", &single, None);
    measure(&format!("the list of {plans} plans with {values} values"), &many, None);
    let middle = plan_id(plans / 2);
    measure(&format!("one plan out of {plans} with {values} values"), &many, Some(middle));
}

fn plan_id(n: usize) -> PlanId {
    PlanId(IdSource::new(n as u128).draw())
}

fn open(path: &Path) -> DiskStore {
    DiskStore::open(path, &OpenOptions::at(NOW)).unwrap()
}

/// A workspace with so many plans; that of the last run where it still exists.
fn workspace(name: &str, shape: Shape, plans: usize) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("first_frame-{name}-{plans}-v{VERSION}"));
    if root.exists() {
        return root;
    }
    let start = Instant::now();
    let making = root.with_extension("making");
    let _ = fs::remove_dir_all(&making);
    let store = open(&making);
    for n in 0..plans {
        let slug = format!("plan-{n}");
        let made = shape.records(&slug);
        store
            .commit(&Change {
                id: ChangeId(n as u128 + 1),
                plan: plan_id(n),
                author: "Олена".to_owned(),
                at: NOW,
                origin: Origin::Command,
                edits: made.map(|(key, record)| Edit { key, before: None, after: Some(record) }).collect(),
                summary: Summary::new(Verb::Import, slug),
                guards: Vec::new(),
            })
            .unwrap();
    }
    store.settle().unwrap();
    drop(store);
    // The first opening after a bulk load replays the log of sled, which a person who imported has already done.
    let store = open(&making);
    store.load(plan_id(plans / 2)).unwrap();
    store.settle().unwrap();
    drop(store);
    fs::rename(&making, &root).unwrap();
    let (took, size) = (start.elapsed().as_secs_f64(), size_of(&root) >> 20);
    println!("made: a workspace of {plans} plans in {took:.1} s, {size} MB on disk");
    root
}

fn size_of(dir: &Path) -> u64 {
    let sizes = fs::read_dir(dir).unwrap().map(|entry| {
        let entry = entry.unwrap();
        if entry.path().is_dir() { size_of(&entry.path()) } else { entry.metadata().unwrap().len() }
    });
    sizes.sum()
}

/// What is shown first: the list, the only plan, or the named one.
struct Shown {
    catalog: Option<Vec<PlanEntry>>,
    plan: Option<Plan>,
}

impl Shown {
    /// Reads the same as the program at its start.
    fn read(store: &DiskStore, named: Option<PlanId>) -> Self {
        let catalog = named.is_none().then(|| store.plans().unwrap());
        let only =
            catalog.as_ref().and_then(|plans| if let [one] = plans.as_slice() { Some(one.id) } else { None });
        let plan = named.or(only).map(|id| store.load(id).unwrap().unwrap());
        Self { catalog, plan }
    }

    fn draw(self) -> (Model, RenderContext, Buffer) {
        let keymap = Keymap::builtin(Preset::Default);
        let today = date(2026, 11, 22);
        let mut model = Model::new(Start {
            actor: kvartal::domain::Actor { name: "Олена".into(), groups: Vec::new() },
            today,
            keymap,
            size: (120, 40),
            briefing: Vec::new(),
            place: String::new(),
        });
        let mut context = Context { author: "Олена".into(), at: NOW, ids: IdSource::new(1) };
        if let Some(catalog) = self.catalog {
            model.update(Msg::Catalog(catalog), &mut context);
        }
        if let Some(plan) = self.plan {
            model.update(Msg::Opened(Box::new(plan)), &mut context);
        }
        let theme = Theme { colours: Colours::Indexed, ascii: false, palette: ui::Palette::default() };
        let look = RenderContext { l10n: L10n::new(Language::Uk), theme, zone: jiff::tz::TimeZone::UTC };
        let buffer = frame(&mut model, &look);
        (model, look, buffer)
    }
}

fn frame(model: &mut Model, look: &RenderContext) -> Buffer {
    ui::prepare(model);
    let mut terminal = Terminal::new(TestBackend::new(model.shared.size.0, model.shared.size.1)).unwrap();
    terminal
        .draw(|frame| {
            ui::view(model, look, frame);
        })
        .unwrap();
    terminal.backend().buffer().clone()
}

fn measure(what: &str, root: &Path, named: Option<PlanId>) {
    let mut times: [Vec<Duration>; 6] = Default::default();
    for round in 0..ROUNDS + WARM_UP {
        let start = Instant::now();
        let store = open(root);
        let opened = start.elapsed();
        let shown = Shown::read(&store, named);
        let read = start.elapsed();
        let (mut model, look, from_disk) = shown.draw();
        let first_frame = start.elapsed();
        store.settle().unwrap();
        let settled = start.elapsed();
        let shown = Shown::read(&store, named);
        drop(store);

        let start = Instant::now();
        let (_, _, from_memory) = shown.draw();
        let from_memory_took = start.elapsed();
        assert_eq!(from_disk, from_memory, "the two do not draw the same");

        let start = Instant::now();
        frame(&mut model, &look);
        let again_took = start.elapsed();
        if round >= WARM_UP {
            let took = [first_frame, from_memory_took, opened, read - opened, again_took, settled];
            for (times, took) in times.iter_mut().zip(took) {
                times.push(took);
            }
        }
    }
    let [first, floor, opened, read, again, ready] = times.map(|times| median(times) * 1e3);
    println!(
        "first frame, {what}: {first:.2} ms (opening {opened:.2}, reading {read:.2}), {:.2} x the floor of \
         {floor:.2} ms drawn from memory; the next frame {again:.2} ms; the state ready after {ready:.1} ms",
        first / floor,
    );
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64()
}
