//! A stage for scenarios: keys in, frame out. No terminal, no clock; a store in memory.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use kvartal::{
    app::{Effect, Model, Msg, Notice, Start, import::Incoming, report::ReportRequest},
    domain::{Command, Context, IdSource, Plan, PlanId, decide},
    form::exchange,
    keymap::{Key, Keymap, Preset},
    l10n::{L10n, Language},
    store::{MemoryStore, Store},
    ui::{self, Colours, Look, Theme},
};
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};

/// The day on which all scenarios play.
pub const TODAY: Date = date(2026, 11, 22);

/// A person at a terminal.
pub struct Stage {
    pub model: Model,
    pub store: MemoryStore,
    look: Look,
    draws: u128,
    pub left: bool,
    /// What the files hold that a person may name.
    pub files: BTreeMap<String, Incoming>,
    /// The reports that were asked for.
    pub written: Vec<ReportRequest>,
}

impl Stage {
    /// An empty workspace.
    pub fn empty(language: Language, size: (u16, u16)) -> Self {
        let keymap = Keymap::builtin(Preset::Default);
        let model = Model::new(Start { author: "olena".into(), today: TODAY, keymap, size });
        let theme = Theme { colours: Colours::None, ascii: false, palette: ui::Palette::default() };
        let look = Look { l10n: L10n::new(language), theme, zone: jiff::tz::TimeZone::UTC };
        let mut stage = Self {
            model,
            store: MemoryStore::new(),
            look,
            draws: 0,
            left: false,
            files: BTreeMap::new(),
            written: Vec::new(),
        };
        stage.prepare();
        stage
    }

    /// The sample plan, opened on its outline.
    pub fn sample(language: Language, size: (u16, u16)) -> Self {
        let mut stage = Self::empty(language, size);
        let draft =
            exchange::import(include_str!("../../src/cli/sample.json")).expect("the sample is a plan");
        let id = draft.id.unwrap_or(PlanId(1));
        // Somebody else imported it, so that undo stops at what this person did.
        let mut context = Context { author: "petro".into(), ..stage.context() };
        let change = decide(&Plan::empty(id), &Command::Import(Box::new(draft)), &mut context)
            .expect("the sample is taken");
        stage.store.commit(&change).expect("the sample is stored");
        let plans = stage.store.plans().expect("memory");
        stage.tell(Msg::Catalog(plans));
        let plan = stage.store.load(id).expect("memory").expect("the plan is there");
        stage.tell(Msg::Opened(Box::new(plan)));
        stage
    }

    /// The same stage with another keymap.
    pub fn with_keymap(mut self, preset: Preset) -> Self {
        self.model.keymap = Keymap::builtin(preset);
        self
    }

    /// The same stage on a terminal that knows ASCII only.
    pub fn in_ascii(mut self) -> Self {
        self.look.theme.ascii = true;
        self
    }

    fn context(&mut self) -> Context {
        self.draws += 1;
        Context { author: "olena".into(), at: 1_795_000_000_000, ids: IdSource::new(self.draws) }
    }

    /// Presses keys, written as keymap files write them, parted by spaces.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            let key: Key = key.parse().unwrap_or_else(|_| panic!("no key: {key}"));
            self.tell(Msg::Key(key));
        }
        self
    }

    /// Types a text character by character.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.tell(Msg::Key(Key::char(c)));
        }
        self
    }

    /// Tells the model something and does what it wants done.
    pub fn tell(&mut self, msg: Msg) -> &mut Self {
        let mut context = self.context();
        for effect in self.model.update(msg, &mut context) {
            self.effect(effect);
        }
        self.prepare();
        self
    }

    fn effect(&mut self, effect: Effect) {
        match effect {
            Effect::Commit(change) => {
                self.store.commit(&change).expect("a decided change is committed");
                self.tell(Msg::Committed(change.id));
            }
            Effect::Open(id) => {
                let plan = self.store.load(id).expect("memory").expect("the plan is there");
                self.tell(Msg::Opened(Box::new(plan)));
            }
            Effect::Reload(id) => {
                let plan = self.store.load(id).expect("memory").expect("the plan is there");
                self.tell(Msg::Reloaded(Box::new(plan)));
            }
            Effect::LoadCatalog => {
                let plans = self.store.plans().expect("memory");
                self.tell(Msg::Catalog(plans));
            }
            Effect::LoadHistory(id) => {
                let changes = self.store.history(id, 1).expect("memory");
                self.tell(Msg::History(id, changes.into_iter().map(|l| l.change).collect()));
            }
            Effect::ReadDocument(file, into) => {
                let incoming = self.files.get(&file).cloned();
                let base = into.map(|id| Box::new(self.store.load(id).expect("memory").expect("the plan")));
                match incoming {
                    Some(incoming) => self.tell(Msg::Incoming(Box::new(incoming), base)),
                    None => self.tell(Msg::Failed(Notice::failed(format!("{file}: немає")))),
                };
            }
            Effect::WriteReport(request) => {
                let file = request.file.clone();
                self.written.push(request);
                self.tell(Msg::Written(file));
            }
            Effect::Quit => self.left = true,
            Effect::Redraw | Effect::Suspend => {}
        }
    }

    fn prepare(&mut self) {
        ui::prepare(&mut self.model);
    }

    fn buffer(&mut self) -> Buffer {
        let (width, height) = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a test backend");
        ui::prepare(&mut self.model);
        let (model, look) = (&self.model, &self.look);
        terminal.draw(|frame| ui::view(model, look, frame)).expect("a test backend");
        terminal.backend().buffer().clone()
    }

    /// The frame as a person sees it.
    pub fn frame(&mut self) -> String {
        let buffer = self.buffer();
        let width = usize::from(buffer.area.width);
        let lines = buffer.content.chunks(width.max(1)).map(|row| {
            let line: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
            line.trim_end().to_owned()
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The line of the frame that holds a text.
    pub fn line(&mut self, text: &str) -> String {
        let frame = self.frame();
        let line = frame.lines().find(|line| line.contains(text));
        line.unwrap_or_else(|| panic!("{text:?} is not in\n{frame}")).to_owned()
    }
}
