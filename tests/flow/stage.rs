//! The stage of scenarios: keys in, frames out. The loop, its threads and its effects are those of the program; the
//! terminal, the input and the store are replaced by ones in memory.

mod filters;
mod outside;
mod terminal;

use std::{
    collections::HashMap,
    ops::{Deref, DerefMut},
    sync::{
        Arc, LazyLock, Mutex,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

use jiff::civil::{Date, date};
use kvartal::{
    app::{Model, SavedFilter, learn::Columns},
    domain::{Change, Command, Context, IdSource, Plan, PlanId, decide, draft::Draft},
    form::exchange,
    keymap::{Key, KeyCode, Keymap, Preset},
    l10n::{L10n, Language},
    runtime::{DocumentIo, NotRead, NotWritten, Options, ReadForms, Window},
    store::{MemoryStore, Store},
    term::{Painter, TermEvent},
    ui::{Colours, Palette, RenderContext, Theme},
};

use outside::Outside;
use terminal::{Paper, Script};

/// The date of all scenarios.
pub const TODAY: Date = date(2026, 11, 22);

/// The sample plan.
pub const SAMPLE: &str = include_str!("../../src/cli/sample.json");

/// The time of all changes.
const NOW: i64 = 1_795_000_000_000;

/// The time limit for an answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Replaces the user's external editor.
pub type Editor = Box<dyn FnMut(&str) -> Result<String, String>>;

/// The options of a stage.
pub struct Setting {
    pub language: Language,
    pub size: (u16, u16),
    pub preset: Preset,
    pub ascii: bool,
    pub colours: Colours,
    /// Whether mouse reporting is on at the start.
    pub mouse: bool,
    pub notices: Vec<String>,
    pub store: Arc<dyn Store>,
    /// The plan to open; if none, the only plan or the list.
    pub plan: Option<PlanId>,
    /// Reads the forms.
    pub forms: ReadForms,
    /// Replaces the external editor.
    pub editor: Editor,
    /// The clock; if none, the time stands still.
    pub clock: Option<Arc<AtomicI64>>,
    /// Work beside the window.
    pub chore: Option<kvartal::runtime::Chore>,
    /// Returns a new keymap when it has changed.
    pub keys_again: Option<kvartal::runtime::KeysAgain>,
    /// The columns of a new form, which are shown first.
    pub columns: Option<Columns>,
    /// The saved filters of the user.
    pub filters: Arc<Mutex<Vec<SavedFilter>>>,
    /// The storage for changes on their way.
    pub unsent: Option<Arc<dyn kvartal::runtime::UnsentKeeper>>,
    /// The directory for pictures of first screens.
    pub pictures: Option<std::path::PathBuf>,
}

impl Setting {
    /// An empty workspace in memory.
    pub fn new(language: Language, size: (u16, u16)) -> Self {
        Self {
            language,
            size,
            preset: Preset::Default,
            ascii: false,
            colours: Colours::None,
            mouse: false,
            notices: Vec::new(),
            store: Arc::new(MemoryStore::new()),
            plan: None,
            forms: Box::new(kvartal::form::built_in),
            editor: Box::new(|_| Err("немає редактора".to_owned())),
            clock: None,
            chore: None,
            keys_again: None,
            columns: None,
            filters: Arc::default(),
            unsent: None,
            pictures: None,
        }
    }

    /// A workspace with the sample plan.
    pub fn with_sample(self) -> Self {
        // Reckoned once: nearly every test begins with it.
        static STORE: LazyLock<MemoryStore> = LazyLock::new(|| {
            let store = MemoryStore::new();
            store_sample(&store);
            store
        });
        Self { store: Arc::new(STORE.copy()), ..self }
    }

    /// Opens the window.
    pub fn open(self) -> Stage {
        let outside = Arc::new(Mutex::new(Outside::default()));
        let (files, reports, names) = (Arc::clone(&outside), Arc::clone(&outside), Arc::clone(&outside));
        let (tables, learned, kept) = (Arc::clone(&outside), Arc::clone(&outside), Arc::clone(&outside));
        let documents = DocumentIo {
            read: Box::new(move |file| {
                let outside = files.lock().expect("the files");
                let found = outside.files.get(file).cloned();
                found.ok_or_else(|| NotRead {
                    why: format!("{file}: немає"),
                    // With the form that was learned it is read.
                    columns: outside.refused.get(file).map(|(_, columns)| Box::new(columns.clone())),
                })
            }),
            keep_form: Box::new(move |form| {
                kept.lock().expect("the forms").keep_form(form);
                Ok(())
            }),
            write: Box::new(move |_, request| {
                let mut outside = reports.lock().expect("the reports");
                if outside.names.contains(&request.file) && !request.replace {
                    return Err(NotWritten::NameTaken(request.file.replace(".docx", "-2.docx")));
                }
                outside.written.push(request.clone());
                Ok(request.file.clone())
            }),
            write_figures: Box::new(move |request| {
                tables.lock().expect("the tables").tables.push(request.clone());
                Ok(request.file.clone())
            }),
            filters: filters::keeper(self.filters),
            forms: self.forms,
            files: Box::new(move |typed| {
                let names = &names.lock().expect("the files").names;
                names.iter().filter(|name| name.starts_with(typed)).cloned().collect()
            }),
            demo: Box::new(|| exchange::import(SAMPLE).map_err(|error| error.to_string())),
        };
        let mut draws = 0;
        let clock = self.clock.clone();
        let options = Options {
            store: Arc::clone(&self.store),
            place: "/дім/олена/kvartal".to_owned(),
            plan: self.plan,
            keymap: keymap(self.preset),
            language: self.language,
            today: TODAY,
            day_goes_on: self.clock.is_some(),
            zone: jiff::tz::TimeZone::UTC,
            author: "olena".to_owned(),
            from: String::new(),
            now: Box::new(move || clock.as_ref().map_or(NOW, |clock| clock.load(Ordering::Relaxed))),
            seed: Box::new(move || {
                draws += 1;
                draws
            }),
            store_words: |error, _| error.to_string(),
            incoming: None,
            columns: self.columns,
            take_form: Some(Box::new(move |form| {
                learned.lock().expect("the forms").learned.push(form);
            })),
            tour: false,
            var: Box::new(|_| None),
            mouse: self.mouse,
            notices: self.notices,
            drafts: None,
            unsent: self.unsent,
            pictures: self.pictures.clone(),
            palette: None,
            editor: self.editor,
            chore: self.chore,
            keys_again: self.keys_again,
        };
        let theme = Theme { colours: self.colours, ascii: self.ascii, palette: Palette::default() };
        let look = RenderContext { l10n: L10n::new(self.language), theme, zone: jiff::tz::TimeZone::UTC };
        let mut paper = Paper::new(self.size, Painter::default());
        (paper.wanted, paper.mouse) = (self.pictures.is_some(), self.mouse);
        let window = Window::open(options, documents, look, paper, Script::default());
        let Ok(window) = window else { panic!("the window does not open") };
        Stage { window, store: self.store, outside, left: None }
    }
}

/// A built-in keymap.
fn keymap(preset: Preset) -> Keymap {
    // Read once: every test begins with one.
    static READ: LazyLock<HashMap<Preset, Keymap>> =
        LazyLock::new(|| Preset::ALL.into_iter().map(|preset| (preset, Keymap::builtin(preset))).collect());
    READ[&preset].clone()
}

/// Puts the sample plan into a store.
pub fn store_sample(store: &dyn Store) -> PlanId {
    let change = import_of(SAMPLE);
    store.commit(&change).expect("the sample is stored");
    change.plan
}

/// The import of a plan in its exchange format.
pub fn import_of(text: &str) -> Change {
    import_as(exchange::import(text).expect("the text is a plan"))
}

/// The import of a plan by another user, so that undo stops at this user's own changes.
pub fn import_as(draft: Draft) -> Change {
    let id = draft.id.unwrap_or(PlanId(7));
    decide_as("petro", &Plan::empty(id), &Command::Import(Box::new(draft)))
}

/// A change that a user makes elsewhere.
pub fn decide_as(author: &str, plan: &Plan, command: &Command) -> Change {
    let ids = IdSource::new(u128::MAX - u128::from(plan.seq()));
    let mut context = Context { author: author.to_owned(), at: NOW, ids };
    decide(plan, command, &mut context).expect("it is taken")
}

/// A user at a terminal.
pub struct Stage {
    pub window: Window<Paper, Script>,
    pub store: Arc<dyn Store>,
    outside: Arc<Mutex<Outside>>,
    /// The exit code, once the window has ended.
    pub left: Option<u8>,
}

impl Deref for Stage {
    type Target = Model;

    fn deref(&self) -> &Model {
        &self.window.model
    }
}

impl DerefMut for Stage {
    fn deref_mut(&mut self) -> &mut Model {
        &mut self.window.model
    }
}

impl Stage {
    /// An empty workspace.
    pub fn empty(language: Language, size: (u16, u16)) -> Self {
        Setting::new(language, size).open()
    }

    /// The sample plan, opened in the outline.
    pub fn sample(language: Language, size: (u16, u16)) -> Self {
        Setting::new(language, size).with_sample().open()
    }

    /// Presses keys, written as in keymap files and separated by spaces; waits after each until everything it requested
    /// is answered.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            let key: Key = key.parse().unwrap_or_else(|_| panic!("no key: {key}"));
            self.happen(TermEvent::Key(key));
        }
        self
    }

    /// Presses keys that arrive at once, without waiting between them.
    pub fn keys_at_once(&mut self, keys: &str) -> &mut Self {
        let keys = keys.split_whitespace().map(|key| key.parse().expect("a key"));
        let events = keys.map(TermEvent::Key).collect();
        self.run(events);
        self
    }

    /// Types a text character by character.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.happen(TermEvent::Key(Key::char(c)));
        }
        self
    }

    /// Types a text that arrives in one read, without waiting before its end.
    pub fn text_at_once(&mut self, text: &str) -> &mut Self {
        let key = |c| if c == '\r' { Key::plain(KeyCode::Enter) } else { Key::char(c) };
        self.run(text.chars().map(|c| TermEvent::Key(key(c))).collect());
        self
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.happen(TermEvent::Paste(text.to_owned()))
    }

    /// Changes the size of the terminal.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.window.display.size = (columns, rows);
        self.happen(TermEvent::Resize(columns, rows))
    }

    /// Passes an event to the window and waits for its effects.
    pub fn happen(&mut self, event: TermEvent) -> &mut Self {
        self.run(vec![event]);
        self.settle()
    }

    fn run(&mut self, events: Vec<TermEvent>) {
        self.window.input.0 = events;
        let left = self.window.run().expect("paper does not fail");
        self.left = self.left.or(left);
    }

    /// Handles messages from other threads without waiting for answers.
    pub fn wake(&mut self) -> &mut Self {
        self.run(vec![TermEvent::Wake]);
        self
    }

    /// Waits for the answers to all requests.
    pub fn settle(&mut self) -> &mut Self {
        let left = self.window.settle(Instant::now() + PATIENCE).expect("paper does not fail");
        self.left = self.left.or(left);
        self
    }

    /// The current frame as text.
    pub fn frame(&mut self) -> String {
        text_of(&self.drawn())
    }

    /// The frame that was drawn last, as text.
    pub fn shown(&self) -> String {
        self.window.display.frame().map(text_of).unwrap_or_default()
    }

    fn drawn(&mut self) -> ratatui::buffer::Buffer {
        self.window.display.wanted = true;
        self.window.draw().expect("paper does not fail");
        self.window.display.wanted = false;
        self.window.display.frame().cloned().expect("a frame")
    }

    /// Whether a cell of the current frame, given as column and row, is reversed.
    pub fn is_reversed(&mut self, at: (u16, u16)) -> bool {
        self.drawn()[at].modifier.contains(ratatui::style::Modifier::REVERSED)
    }

    /// How many bytes the last frame was for a terminal that showed the frame looked at before.
    pub fn bytes(&mut self) -> usize {
        self.window.display.bytes()
    }

    /// The position of the terminal's cursor after a frame: column and row.
    pub fn cursor(&mut self) -> (u16, u16) {
        self.frame();
        self.window.display.cursor().expect("every frame sets the cursor")
    }

    /// The line of the frame with the cursor.
    pub fn cursor_line(&mut self) -> String {
        let (_, row) = self.cursor();
        self.frame().lines().nth(usize::from(row)).unwrap_or_default().to_owned()
    }

    /// The line of the frame that contains a text.
    pub fn line(&mut self, text: &str) -> String {
        let frame = self.frame();
        let line = frame.lines().find(|line| line.contains(text));
        line.unwrap_or_else(|| panic!("{text:?} is not in\n{frame}")).to_owned()
    }
}

fn text_of(buffer: &ratatui::buffer::Buffer) -> String {
    let width = usize::from(buffer.area.width);
    let line = |row: &[ratatui::buffer::Cell]| row.iter().map(|cell| cell.symbol()).collect::<String>();
    let lines = buffer.content.chunks(width.max(1)).map(|row| line(row).trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}
