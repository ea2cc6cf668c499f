//! A window: the model, its terminal, its input, and the loop that connects them.

mod event;
mod first;
mod leave;
mod picture;

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use ratatui::layout::Position;

use super::{
    DocumentIo, EffectHandler, Mailbox, Options, RuntimeError,
    drafts::Drafts,
    stray,
    traits::{Display, InputSource},
    whereabouts::{self, Teller},
    workers::Workers,
};
use crate::{
    app::{Effect, Model, Msg, Notice, Start, figures},
    domain::{Context, IdSource, Plan},
    keymap::{Atom, Keymap},
    term::{TermError, TermEvent},
    text::surely::Surely,
    ui::{self, RenderContext},
};
use picture::{FirstScreen, Held};

/// How long drawing waits for a commit, so that the frame already shows it as saved; on a slower disk a second frame
/// follows.
const PATIENCE: Duration = Duration::from_millis(3);

/// How long quitting waits for commits in progress before the user is told and may abandon them.
const PATIENCE_AT_THE_END: Duration = Duration::from_secs(2);

/// The minimal interval between two checks of the keymap's file, in milliseconds.
const KEYS_STAND_FOR: i64 = 1000;

/// The exit code if a commit in progress was abandoned.
pub const LEFT_BEHIND: u8 = 1;

/// The interface on a terminal.
pub struct Window<T, I> {
    /// What the interface knows.
    pub model: Model,
    /// Where frames go.
    pub display: T,
    /// Where keys come from.
    pub input: I,
    options: Options,
    look: RenderContext,
    /// None when the window is closed.
    workers: Option<Workers>,
    /// A failure since the last frame: the user has not seen it, so it keeps the window open.
    unseen: Option<Notice>,
    /// The storage of drafts; none if they are not stored.
    drafts: Option<Drafts>,
    /// Publishes where this window is; none if nobody could ask.
    teller: Option<Teller>,
    /// The time of the last check of the keymap's file, in milliseconds since 1970 UTC.
    asked_for_keys: Option<i64>,
    /// Where the cursor was drawn last.
    caret: Position,
    /// Whether the user was told about commits in progress; quitting again abandons them.
    told: bool,
    /// What this start shows first; none if no picture of it is kept.
    first: Option<FirstScreen>,
    /// Whether the kept picture is the one of `first`.
    is_kept: bool,
    /// What was typed while a picture is shown; none when the plan is read.
    early: Option<Vec<TermEvent>>,
}

impl<T: Display, I: InputSource> Window<T, I> {
    /// Reads the data for the first frame, and draws it.
    ///
    /// # Errors
    /// When the store cannot be read, a thread cannot be started, or the terminal cannot be written to.
    pub fn open(
        options: Options,
        documents: DocumentIo,
        look: RenderContext,
        display: T,
        input: I,
    ) -> Result<Self, RuntimeError> {
        let model = Model::new(Start {
            actor: options.store.actor(&options.author),
            today: options.today,
            keymap: options.keymap.clone(),
            size: display.size(),
            place: options.place.clone(),
            briefing: options.notices.iter().cloned().map(Notice::failed).collect(),
        });
        let handler = EffectHandler {
            store: Arc::clone(&options.store),
            documents,
            today: options.today,
            language: options.language,
            store_words: options.store_words,
            own: Arc::default(),
            failed: Mutex::default(),
            places: Mutex::default(),
            unsent: options.unsent.clone(),
        };
        let mut window = Self {
            model,
            display,
            input,
            options,
            look,
            workers: None,
            unseen: None,
            drafts: None,
            teller: None,
            asked_for_keys: None,
            caret: Position::default(),
            told: false,
            first: None,
            is_kept: false,
            early: None,
        };
        window.model.shared.mouse = window.options.mouse;
        if window.options.mouse {
            window.display.listen_to_mouse(true)?;
        }
        window.model.keeps_drafts = window.options.drafts.is_some();
        let draft = window.draft_found();
        let is_shown = window.is_plain_start() && draft.is_none() && window.show_picture()?;
        if !is_shown {
            window.read_first(draft)?;
        }
        let workers = Workers::start(handler, window.input.waker())
            .map_err(|source| TermError::Io { doing: "starting a thread", source })?;
        workers.follow(&window.options.store, window.options.unsent.clone());
        window.workers = Some(workers);
        if is_shown {
            window.read_behind();
        } else {
            window.send_what_waited();
            window.tell_of_what_was_lost();
            window.draw()?;
            window.keep_picture();
        }
        if let (Some(workers), Some(chore)) = (&window.workers, window.options.chore.take()) {
            workers.do_beside(chore);
        }
        window.drafts = window.options.drafts.take().and_then(Drafts::start);
        window.teller = Teller::start(Arc::clone(&window.options.store));
        if !is_shown {
            window.tell_where();
        }
        Ok(window)
    }

    /// Runs until the user quits; returns the exit code. None when the input ends.
    ///
    /// # Errors
    /// When the terminal fails.
    pub fn run(&mut self) -> Result<Option<u8>, RuntimeError> {
        loop {
            // All waiting events are handled before one frame is drawn.
            let events = self.input.wait();
            if events.is_empty() {
                return Ok(None);
            }
            let events = match self.hold(events)? {
                Held::Read(events) => events,
                Held::Kept => continue,
                Held::Ended(code) => return Ok(Some(code)),
            };
            if let Some(code) = self.events(events)? {
                return Ok(Some(code));
            }
            let draft = self.drafts.is_some().then(|| self.model.draft());
            draft.into_iter().for_each(|draft| self.drafts.iter_mut().for_each(|d| d.note(draft.clone())));
            self.tell_where();
            self.draw()?;
        }
    }

    /// Sends stored changes of the open plan that never arrived; reports those of other plans.
    fn send_what_waited(&mut self) {
        let waiting = self.options.unsent.as_ref().map(|unsent| unsent.found()).unwrap_or_default();
        let shared = &mut self.model.shared;
        let Some(plan) = shared.plan.as_ref().map(Plan::id) else { return };
        let (own, others): (Vec<_>, Vec<_>) = waiting
            .into_iter()
            .filter(|change| !shared.unsaved.contains(&change.id))
            .partition(|change| change.plan == plan);
        if !others.is_empty() {
            shared.briefing.push(Notice::warning("server-unsent-elsewhere").with("count", others.len()));
        }
        if own.is_empty() {
            return;
        }
        shared.briefing.push(Notice::info("server-unsent-sent").with("count", own.len()));
        for change in own {
            self.model.shared.unsaved.push(change.id);
            self.ask(Effect::Commit(change.into()));
        }
        self.ask(Effect::Reload(plan));
    }

    /// Reports stored changes that the server had and lost, at each start until somebody has sent or removed them.
    fn tell_of_what_was_lost(&mut self) {
        if let Some((count, path)) = self.options.unsent.as_ref().and_then(|unsent| unsent.aside()) {
            let told = Notice::warning("server-lost-changes").with("count", count).with("path", path);
            self.model.shared.briefing.push(told);
        }
    }

    /// Requests an effect; a change is stored until it has arrived.
    fn ask(&mut self, effect: Effect) {
        if let (Effect::Commit(change), Some(unsent)) = (&effect, &self.options.unsent) {
            unsent.keep(change);
        }
        if let Some(workers) = &mut self.workers {
            workers.ask(effect);
        }
    }

    fn tell_where(&mut self) {
        let place = whereabouts::of(&self.model, &self.options.from);
        self.teller.iter_mut().for_each(|teller| teller.note(place.clone()));
    }

    /// The keymap, if its file has changed; checked at most once a second, because it costs a system call.
    fn keys_again(&mut self) -> Option<(Keymap, Vec<String>)> {
        let now = (self.options.now)();
        if self.asked_for_keys.is_some_and(|asked| (asked..asked + KEYS_STAND_FOR).contains(&now)) {
            return None;
        }
        self.asked_for_keys = Some(now);
        self.options.keys_again.as_mut().and_then(|again| again())
    }

    /// Handles events, with the current keymap.
    fn events(&mut self, events: Vec<TermEvent>) -> Result<Option<u8>, TermError> {
        let again = self.keys_again();
        let told = match again {
            Some((keymap, problems)) => {
                self.update(Msg::Keymap(Box::new(keymap)))?;
                Some(problems)
            }
            None => None,
        };
        let ended = self.receive(events)?;
        if let Some(problems) = told {
            let again = std::iter::once(Notice::info("notice-keys-again"));
            self.model.shared.briefing = again.chain(problems.into_iter().map(Notice::failed)).collect();
        }
        Ok(ended)
    }

    /// Whether a run of text is typed into a text field. The note of a row takes one line without being opened first.
    fn takes_text(&self, run: &[TermEvent]) -> bool {
        self.model.context().is_typing() || (self.model.atoms().has(Atom::Note) && stray::is_one_line(run))
    }

    /// Handles events. If they form a sentence outside of a text field, its letters are not run as commands.
    fn receive(&mut self, events: Vec<TermEvent>) -> Result<Option<u8>, TermError> {
        let mut left = events.as_slice();
        let mut run: &[TermEvent] = &[];
        while let Some((event, rest)) = left.split_first() {
            if run.is_empty() {
                run = left.get(..stray::run_of_text(left)).surely();
                if !self.takes_text(run) && stray::is_sentence(run) {
                    left = left.get(run.len()..).surely();
                    run = &[];
                    self.update(Msg::StrayText)?;
                    continue;
                }
            }
            if let Some(code) = self.event(event.clone())? {
                return Ok(Some(code));
            }
            run = run.get(1..).unwrap_or_default();
            left = rest;
        }
        Ok(None)
    }

    /// Draws the model in its current state.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn draw(&mut self) -> Result<(), TermError> {
        self.model.shared.size = self.display.size();
        self.unseen = None;
        ui::prepare(&mut self.model);
        let (model, look) = (&self.model, &self.look);
        let mut caret = self.caret;
        self.display.draw(|frame| caret = ui::view(model, look, frame))?;
        self.caret = caret;
        Ok(())
    }

    /// Waits until every requested effect is answered, and handles the answers.
    ///
    /// # Errors
    /// When the terminal fails.
    pub fn settle(&mut self, until: Instant) -> Result<Option<u8>, TermError> {
        while self.workers.as_ref().is_some_and(Workers::is_busy) {
            let Some(msg) = self.workers.as_mut().and_then(|workers| workers.next_until(until)) else {
                break;
            };
            if let Some(code) = self.update(msg)? {
                return Ok(Some(code));
            }
        }
        self.answers()
    }

    /// A handle that sends messages to this window from any thread; none when it is closed.
    pub fn mailbox(&self) -> Option<Mailbox> {
        self.workers.as_ref().map(Workers::mailbox)
    }

    /// Passes a message to the model; returns the effects that it requests.
    fn tell(&mut self, msg: Msg) -> Vec<Effect> {
        let options = &mut self.options;
        let mut context = Context {
            author: options.author.clone(),
            at: (options.now)(),
            ids: IdSource::new((options.seed)()),
        };
        self.model.update(msg, &mut context)
    }

    fn update(&mut self, msg: Msg) -> Result<Option<u8>, TermError> {
        self.told &= self.is_storing();
        if let Msg::CommitFailed(_, notice) | Msg::Failed(notice) = &msg {
            self.unseen = Some(notice.clone());
        }
        let opens = matches!(msg, Msg::Opened(_));
        let effects = self.tell(msg);
        if opens {
            self.send_what_waited();
        }
        let mut commits = false;
        for effect in effects {
            match effect {
                Effect::Quit => return self.leave(),
                Effect::TakeForm(form) => {
                    self.options.take_form.iter_mut().for_each(|take| take(form.clone()));
                }
                Effect::Redraw => self.display.redraw(),
                Effect::Mouse(on) => self.display.listen_to_mouse(on)?,
                Effect::Copy(table) => {
                    let text = figures::export::lines(&table, &self.look.l10n);
                    let sent = self.display.copy(&text)?;
                    self.tell(Msg::Copied(sent));
                }
                Effect::Suspend => self.suspend()?,
                Effect::EditText(text) => {
                    let came_back = self.edit_text(&text)?;
                    drop(self.tell(came_back));
                }
                effect => {
                    commits |= matches!(effect, Effect::Commit(_));
                    self.ask(effect);
                }
            }
        }
        let soon = Instant::now() + PATIENCE;
        match self.workers.as_mut().filter(|_| commits).and_then(|workers| workers.next_until(soon)) {
            Some(msg) => self.update(msg),
            None => Ok(None),
        }
    }

    fn answers(&mut self) -> Result<Option<u8>, TermError> {
        while let Some(msg) = self.workers.as_mut().and_then(Workers::try_next) {
            if let Some(code) = self.update(msg)? {
                return Ok(Some(code));
            }
        }
        Ok(None)
    }

    /// Runs the user's editor on the terminal.
    fn edit_text(&mut self, text: &str) -> Result<Msg, TermError> {
        let (editor, mut edited) = (&mut self.options.editor, Err(String::new()));
        self.display.lend(&mut || edited = editor(text))?;
        self.model.shared.size = self.display.size();
        Ok(Msg::Edited(edited))
    }
}
