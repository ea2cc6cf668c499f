//! The picture of the first screen: shown at the start until the plan is read, and made at the end for the next start.

use std::hash::Hash as _;

use ratatui::layout::Position;

use super::Window;
use crate::{
    app::{Effect, Model, Msg, Notice, Shared, Start},
    domain::{Context, IdSource, PlanId, catalog::Means},
    runtime::{
        Display, InputSource, Options,
        picture::{self, Digest, Digester, Picture},
    },
    store::StoreError,
    term::{self, TermError, TermEvent},
    ui::{self, RenderContext},
};

/// The screen that a start without a draft shows first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FirstScreen {
    /// The plan on it; none for the list of plans.
    plan: Option<PlanId>,
    /// The digest of everything that it depends on.
    made_from: Digest,
}

impl FirstScreen {
    /// The first screen of a start now; none where none is kept, or it cannot be told whether it is still right.
    fn now(options: &Options, shared: &Shared, look: &RenderContext, size: (u16, u16)) -> Option<Self> {
        options.pictures.as_ref().filter(|_| options.notices.is_empty())?;
        let plan = options.plan.or_else(|| match options.store.find(None) {
            Ok(Means::One(plan)) => Some(plan),
            _ => None,
        });
        let mut digester = Digester::of_this_program()?;
        options.store.stamp(plan)?.hash(&mut digester);
        (plan.map(|plan| plan.0), options.plan.is_some(), size, &shared.place).hash(&mut digester);
        shared.keymap.hash(&mut digester);
        let zone = (look.zone.iana_name(), look.zone.to_fixed_offset().ok().map(jiff::tz::Offset::seconds));
        (shared.today, &shared.actor, look.l10n.language(), look.theme, zone).hash(&mut digester);
        Some(Self { plan, made_from: digester.digest() })
    }

    fn path(&self, options: &Options) -> Option<std::path::PathBuf> {
        Some(picture::path(options.pictures.as_deref()?, self.plan.map(|plan| plan.0)))
    }
}

impl<T: Display, I: InputSource> Window<T, I> {
    /// Shows the picture of the first screen, if there is a right one. Returns whether it is shown.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn show_picture(&mut self) -> Result<bool, TermError> {
        let size = self.display.size();
        self.first = FirstScreen::now(&self.options, &self.model.shared, &self.look, size);
        let picture =
            self.first.and_then(|first| picture::read(&first.path(&self.options)?, &first.made_from));
        let Some(picture) = picture else { return Ok(false) };
        self.display.draw(|frame| picture.show(frame))?;
        self.caret = picture.caret;
        self.early = Some(Vec::new());
        self.is_kept = true;
        Ok(true)
    }

    /// Keeps the picture of the first screen, which was just drawn.
    pub(super) fn keep_picture(&mut self) {
        let Some((first, path)) = self.first.and_then(|first| Some((first, first.path(&self.options)?)))
        else {
            return;
        };
        let picture = picture_of(&self.model, &self.look);
        picture::write(&path, &first.made_from, &picture);
        self.is_kept = true;
    }

    /// Has read what the picture shows, on the thread of the store.
    pub(super) fn read_behind(&mut self) {
        let Some(first) = self.first else { return };
        if self.options.plan.is_none() {
            self.ask(Effect::LoadCatalog);
        }
        if let Some(plan) = first.plan {
            self.ask(Effect::Open(plan));
        }
    }

    /// Keeps what is typed until the plan behind the picture is read; then returns it. Signals are obeyed at once.
    pub(super) fn hold(&mut self, events: Vec<TermEvent>) -> Result<Held, TermError> {
        let Some(early) = &mut self.early else { return Ok(Held::Read(events)) };
        let (at_once, keys): (Vec<_>, Vec<_>) =
            events.into_iter().partition(|event| matches!(event, TermEvent::Wake | TermEvent::Signal(_)));
        early.extend(keys);
        for event in at_once {
            if let Some(code) = self.event(event)? {
                return Ok(Held::Ended(code));
            }
        }
        if self.is_storing() {
            return Ok(Held::Kept);
        }
        if self.model.shared.plan.is_none() && self.options.plan.is_some() {
            // The plan could not be read; the list is the screen then.
            self.ask(Effect::LoadCatalog);
        }
        // A key acts on the rows that the first frame has.
        ui::prepare(&mut self.model);
        Ok(Held::Read(self.early.take().unwrap_or_default()))
    }

    /// Ends the window, which restores the terminal. If its plan or anything else that the next start shows first has
    /// changed, the picture of it is made anew.
    pub fn end(self) {
        let Self { display, options, look, model, first, is_kept, .. } = self;
        let size = display.size();
        drop(display);
        let Some(now) = FirstScreen::now(&options, &model.shared, &look, size) else { return };
        let path = now.path(&options).filter(|_| !is_kept || first != Some(now));
        // If somebody changes the plan meanwhile, the digest belongs to no state any more.
        if let Some(path) = path
            && let Ok(model) = first_model(&options, model.shared, size, now.plan)
        {
            picture::write(&path, &now.made_from, &picture_of(&model, &look));
        }
    }
}

/// What has become of events that arrived.
pub(super) enum Held {
    /// They, and those before them, are to be handled.
    Read(Vec<TermEvent>),
    /// They wait.
    Kept,
    /// A signal among them ended the window.
    Ended(u8),
}

/// The model of a start before its first key.
fn first_model(
    options: &Options,
    shared: Shared,
    size: (u16, u16),
    plan: Option<PlanId>,
) -> Result<Model, StoreError> {
    let Shared { actor, today, keymap, place, .. } = shared;
    let mut model = Model::new(Start { actor, today, keymap, size, place, briefing: Vec::<Notice>::new() });
    let mut tell = |msg| {
        let context = &mut Context { author: String::new(), at: 0, ids: IdSource::new(0) };
        drop(model.update(msg, context));
    };
    if options.plan.is_none() {
        tell(Msg::Catalog(options.store.plans()?));
    }
    if let Some(plan) = plan.map(|id| options.store.load(id)).transpose()?.flatten() {
        tell(Msg::Opened(Box::new(plan)));
    }
    ui::prepare(&mut model);
    Ok(model)
}

fn picture_of(model: &Model, look: &RenderContext) -> Picture {
    let mut caret = Position::default();
    let (cells, _) = term::drawn(model.shared.size, |frame| caret = ui::view(model, look, frame));
    Picture { cells, caret }
}
