//! The loop of the terminal interface: receive, update, run the effects, draw when something changed.
//!
//! The store is asked on a thread of its own, so that a slow disk never holds up a key. The first plan is
//! read before the first frame; everything later arrives as a message.

use std::{
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    time::Duration,
};

use jiff::civil::Date;

use crate::{
    app::{Effect, Model, Msg, Notice, PasteLost, Start, import::Incoming, report::ReportRequest},
    domain::{Context, IdSource, Plan, PlanId},
    form::Form,
    keymap::Keymap,
    l10n::{Arg, L10n, Language},
    store::{CommitError, Store, StoreError},
    term::{self, Capabilities, ColourTier, Glyphs, Input, Signal, TermError, TermEvent, Terminal, Waker},
    ui::{self, Colours, Look, Palette, Theme},
};

/// A commit is waited for so long before the frame is drawn, so that it shows at once as saved; a slower
/// disk gets a second frame.
const PATIENCE: Duration = Duration::from_millis(3);

/// What the interface is started with.
pub struct Options {
    /// Where plans live.
    pub store: Arc<dyn Store>,
    /// The plan to open; the only one, or the list, where none.
    pub plan: Option<PlanId>,
    /// The keys in force.
    pub keymap: Keymap,
    /// The language.
    pub language: Language,
    /// The day that statuses are reckoned on.
    pub today: Date,
    /// The time zone that moments are told in.
    pub zone: jiff::tz::TimeZone,
    /// Who sits here.
    pub author: String,
    /// The clock, in milliseconds since 1970 UTC.
    pub now: fn() -> i64,
    /// 128 random bits for the ids of one command.
    pub seed: fn() -> u128,
    /// An error of the store in words.
    pub store_words: fn(&StoreError, Language) -> String,
    /// The forms there are.
    pub forms: fn() -> Vec<Form>,
    /// A document to show first, to be taken into the plan (or to become a new one).
    pub incoming: Option<Incoming>,
    /// Sentences to show first, such as what was put right while the workspace was opened.
    pub notices: Vec<String>,
    /// The colours that were asked for; the terminal decides where none.
    pub palette: Option<Palette>,
}

/// Reads a document by the name of its file; a failure is in words.
pub type ReadDocument = Box<dyn Fn(&str) -> Result<Incoming, String> + Send>;
/// Writes a report; answers with the file it went to. A failure is in words.
pub type WriteReport = Box<dyn Fn(&Plan, &ReportRequest) -> Result<String, String> + Send>;

/// Documents in and out: what the store is not asked for, and nothing on a screen may wait for.
pub struct Office {
    /// Reads a document.
    pub read: ReadDocument,
    /// Writes a report.
    pub write: WriteReport,
}

/// Why the interface could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum RuntimeError {
    /// The terminal.
    #[error(transparent)]
    Terminal(#[from] TermError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Runs the interface until it is left; answers with the exit code.
///
/// # Errors
/// When there is no terminal, or the store cannot be read at the start.
pub fn run(options: Options, office: Office) -> Result<u8, RuntimeError> {
    let capabilities = Capabilities::detect()?;
    let (mut terminal, input) = term::enter(&capabilities)?;
    let look = Look {
        l10n: L10n::new(options.language),
        theme: theme(&capabilities, options.palette),
        zone: options.zone.clone(),
    };
    let mut model = Model::new(Start {
        author: options.author.clone(),
        today: options.today,
        keymap: options.keymap.clone(),
        size: terminal.size(),
    });
    model.forms = options.forms;
    match options.incoming.clone() {
        Some(incoming) => preview_first(&mut model, &options, incoming)?,
        None => open_first(&mut model, &options)?,
    }
    if let Some(words) = options.notices.first() {
        model.notice = Some(Notice::failed(words.clone()));
    }
    let worker = Worker::start(&options, office, input.waker());
    draw(&mut terminal, &mut model, &look)?;
    let code = Loop { options: &options, terminal: &mut terminal, input, look, worker }.run(&mut model)?;
    drop(terminal);
    Ok(code)
}

fn theme(capabilities: &Capabilities, named: Option<Palette>) -> Theme {
    let colours = match capabilities.colours {
        ColourTier::None => Colours::None,
        ColourTier::Sixteen => Colours::Ansi,
        ColourTier::Indexed => Colours::Indexed,
        ColourTier::True => Colours::True,
    };
    let palette = named.or_else(|| {
        Palette::built_in(match capabilities.light {
            Some(true) => "light",
            Some(false) => "dark",
            None => "auto",
        })
    });
    Theme { colours, ascii: capabilities.glyphs == Glyphs::Ascii, palette: palette.unwrap_or_default() }
}

/// Reads what the first frame shows: the plan that was named or is the only one, or the list.
fn open_first(model: &mut Model, options: &Options) -> Result<(), StoreError> {
    let mut context = context(options);
    let plan = match options.plan {
        Some(id) => Some(id),
        None => {
            let catalog = options.store.plans()?;
            let live: Vec<PlanId> =
                catalog.iter().filter(|entry| !entry.archived).map(|entry| entry.id).collect();
            model.update(Msg::Catalog(catalog), &mut context);
            if let [one] = live.as_slice() { Some(*one) } else { None }
        }
    };
    if let Some(plan) = plan.map(|id| options.store.load(id)).transpose()?.flatten() {
        model.update(Msg::Opened(Box::new(plan)), &mut context);
    }
    Ok(())
}

/// Shows a document first, before it is taken in.
fn preview_first(model: &mut Model, options: &Options, incoming: Incoming) -> Result<(), StoreError> {
    let mut context = context(options);
    model.update(Msg::Catalog(options.store.plans()?), &mut context);
    let base = options.plan.map(|id| options.store.load(id)).transpose()?.flatten().map(Box::new);
    model.screen = crate::app::Screen::Import;
    model.update(Msg::Incoming(Box::new(incoming), base), &mut context);
    Ok(())
}

fn context(options: &Options) -> Context {
    Context { author: options.author.clone(), at: (options.now)(), ids: IdSource::new((options.seed)()) }
}

fn draw(terminal: &mut Terminal, model: &mut Model, look: &Look) -> Result<(), TermError> {
    model.size = terminal.size();
    ui::prepare(model);
    terminal.draw(|frame| ui::view(model, look, frame))
}

struct Loop<'a> {
    options: &'a Options,
    terminal: &'a mut Terminal,
    input: Input,
    look: Look,
    worker: Worker,
}

impl Loop<'_> {
    fn run(mut self, model: &mut Model) -> Result<u8, RuntimeError> {
        loop {
            // Everything that is waiting is taken in before one frame is drawn.
            for event in self.input.wait(None) {
                if let Some(code) = self.event(event, model)? {
                    // What was asked for is done before the end: a quit right after a fact loses nothing.
                    self.worker.finish();
                    return Ok(code);
                }
            }
            draw(self.terminal, model, &self.look)?;
        }
    }

    fn event(&mut self, event: TermEvent, model: &mut Model) -> Result<Option<u8>, TermError> {
        let msg = match event {
            TermEvent::Key(key) => Msg::Key(key),
            TermEvent::EscapedKey(key) => Msg::EscapedKey(key),
            TermEvent::Paste(text) => Msg::Paste(text),
            TermEvent::PasteWithoutEnd => Msg::PasteLost(PasteLost::WithoutEnd),
            TermEvent::PasteTooLong => Msg::PasteLost(PasteLost::TooLong),
            TermEvent::EscapeWasCut => return Ok(None),
            TermEvent::Resize(columns, rows) => Msg::Resize(columns, rows),
            TermEvent::Wake => return self.answers(model),
            TermEvent::FocusGained | TermEvent::FocusLost => return Ok(None),
            TermEvent::Signal(Signal::Suspend) => return self.terminal.suspend().map(|()| None),
            TermEvent::Signal(Signal::Continue) => return self.terminal.resume().map(|()| None),
            TermEvent::Signal(signal) => return Ok(Some(term::exit_code(signal))),
        };
        self.update(msg, model)
    }

    fn update(&mut self, msg: Msg, model: &mut Model) -> Result<Option<u8>, TermError> {
        let effects = model.update(msg, &mut context(self.options));
        let mut commits = false;
        for effect in effects {
            match effect {
                Effect::Quit => return Ok(Some(0)),
                Effect::Redraw => self.terminal.redraw(),
                Effect::Suspend => self.terminal.suspend()?,
                effect => {
                    commits |= matches!(effect, Effect::Commit(_));
                    self.worker.ask(effect);
                }
            }
        }
        if commits && let Ok(msg) = self.worker.answers.recv_timeout(PATIENCE) {
            return self.update(msg, model);
        }
        Ok(None)
    }

    fn answers(&mut self, model: &mut Model) -> Result<Option<u8>, TermError> {
        while let Ok(msg) = self.worker.answers.try_recv() {
            if let Some(code) = self.update(msg, model)? {
                return Ok(Some(code));
            }
        }
        Ok(None)
    }
}

/// The thread that talks to the store.
struct Worker {
    wanted: Option<Sender<Effect>>,
    answers: Receiver<Msg>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Worker {
    fn start(options: &Options, office: Office, waker: Waker) -> Self {
        let desk = Desk {
            office,
            store: Arc::clone(&options.store),
            language: options.language,
            store_words: options.store_words,
        };
        let (wanted, effects) = channel::<Effect>();
        let (sender, answers) = channel();
        let thread = std::thread::Builder::new().name("kvartal-commits".to_owned()).spawn(move || {
            for effect in effects {
                if let Some(msg) = desk.answer(effect)
                    && sender.send(msg).is_ok()
                {
                    waker.wake();
                }
            }
        });
        // Without the thread nothing can be asked; every wish is then answered by silence, and unsaved stays.
        Self { wanted: Some(wanted), answers, thread: thread.ok() }
    }

    fn ask(&self, effect: Effect) {
        if let Some(wanted) = &self.wanted {
            // A worker that has gone has said why.
            let _ = wanted.send(effect);
        }
    }

    /// Waits until everything asked for is done.
    fn finish(&mut self) {
        self.wanted = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Answers wishes out of the store, and out of documents.
struct Desk {
    office: Office,
    store: Arc<dyn Store>,
    language: Language,
    store_words: fn(&StoreError, Language) -> String,
}

impl Desk {
    fn answer(&self, effect: Effect) -> Option<Msg> {
        let store = self.store.as_ref();
        let result = match effect {
            Effect::Commit(change) => {
                return Some(match store.commit(&change) {
                    Ok(_) => Msg::Committed(change.id),
                    Err(error) => Msg::CommitFailed(change.plan, Notice::failed(self.commit_words(&error))),
                });
            }
            Effect::Open(id) => store.load(id).map(|plan| plan.map(|plan| Msg::Opened(Box::new(plan)))),
            Effect::Reload(id) => store.load(id).map(|plan| plan.map(|plan| Msg::Reloaded(Box::new(plan)))),
            Effect::LoadCatalog => store.plans().map(|plans| Some(Msg::Catalog(plans))),
            Effect::LoadHistory(id) => store
                .history(id, 1)
                .map(|logged| Some(Msg::History(id, logged.into_iter().map(|l| l.change).collect()))),
            Effect::ReadDocument(file, into) => return Some(self.read(&file, into)),
            Effect::WriteReport(request) => return Some(self.write(&request)),
            Effect::Redraw | Effect::Suspend | Effect::Quit => return None,
        };
        Some(match result {
            Ok(Some(msg)) => msg,
            Ok(None) => Msg::Failed(Notice::warning("notice-plan-gone")),
            Err(error) => Msg::Failed(Notice::failed((self.store_words)(&error, self.language))),
        })
    }

    fn read(&self, file: &str, into: Option<PlanId>) -> Msg {
        let incoming = match (self.office.read)(file) {
            Ok(incoming) => Box::new(incoming),
            Err(words) => return Msg::Failed(Notice::failed(words)),
        };
        match into.map(|id| self.store.load(id)).transpose() {
            Ok(base) => Msg::Incoming(incoming, base.flatten().map(Box::new)),
            Err(error) => Msg::Failed(Notice::failed((self.store_words)(&error, self.language))),
        }
    }

    fn write(&self, request: &ReportRequest) -> Msg {
        let plan = match self.store.load(request.plan) {
            Ok(Some(plan)) => plan,
            Ok(None) => return Msg::Failed(Notice::warning("notice-plan-gone")),
            Err(error) => return Msg::Failed(Notice::failed((self.store_words)(&error, self.language))),
        };
        match (self.office.write)(&plan, request) {
            Ok(file) => Msg::Written(file),
            Err(words) => Msg::Failed(Notice::failed(words)),
        }
    }

    fn commit_words(&self, error: &CommitError) -> String {
        let l10n = L10n::new(self.language);
        match error {
            CommitError::Conflict(conflicts) => {
                l10n.msg_with("commit-conflict", &[("count", Arg::from(conflicts.len()))])
            }
            CommitError::Malformed => l10n.msg("commit-malformed").into_owned(),
            CommitError::SlugTaken(slug) => l10n.msg_with("commit-slug-taken", &[("slug", Arg::Text(slug))]),
            CommitError::Store(error) => {
                let why = (self.store_words)(error, self.language);
                l10n.msg_with("commit-failed", &[("why", Arg::Text(&why))])
            }
        }
    }
}
