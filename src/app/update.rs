//! Dispatches messages to screens and layers, and carries out the requests of screens.

mod editor;
pub(super) mod keys;
mod pointed;
mod sample;
mod stored;

use std::collections::VecDeque;

use super::{
    Chord, Cx, Effect, Handled, Layer, Model, Msg, Notice, Screen, Screens, cx::Request,
    dashboard::ROOM_FOR_LATEST, draft::Typed, history, msg::PasteLost, prompt, search, undo_list::LATEST,
};
use crate::{domain::Context, keymap::Key};

pub(super) fn update(model: &mut Model, msg: Msg, context: &mut Context) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut all = Update { model, context, effects: &mut effects };
    let has_come = matches!(msg, Msg::Arrived(..));
    match msg {
        Msg::Key(key) => all.key(key),
        Msg::EscapedKey(key) if all.stores_what_is_typed(key) => {
            all.say(Notice::warning("notice-alt-is-escape"))
        }
        Msg::EscapedKey(key) => all.key(key),
        Msg::Keymap(keymap) => {
            all.model.shared.keymap = *keymap;
            all.model.chord = Chord::default();
            for layer in &mut all.model.layers {
                if let Layer::Help(help) = layer {
                    help.take_keymap(&all.model.shared.keymap);
                }
            }
        }
        Msg::EscapeWasCut => all.model.take_escape_back(),
        Msg::PasteLost(PasteLost::WithoutEnd) => all.say(Notice::warning("notice-paste-without-end")),
        Msg::PasteLost(PasteLost::TooLong) => all.say(Notice::warning("notice-paste-oversized")),
        Msg::Day(day) => {
            all.model.shared.today = day;
            all.model.shared.reshape();
        }
        Msg::StrayText => all.say(Notice::warning("notice-nowhere-to-paste")),
        Msg::Paste(text) => all.paste(&text),
        Msg::Resize(columns, rows) => all.model.shared.size = (columns, rows),
        Msg::Catalog(catalog) => all.model.screens.plans.take_catalog(&mut all.model.shared, catalog),
        Msg::Trash(deleted) => all.model.screens.plans.take_trash(deleted),
        Msg::Opened(plan) => all.opened(*plan),
        Msg::Reloaded(plan, edits) => all.reloaded(*plan, &edits),
        Msg::Changed(plan) => all.changed(plan),
        Msg::Arrived(change, seq) => all.arrived(&change, seq),
        Msg::Anew => all.anew(),
        Msg::Line(stands) => all.model.shared.line_lost = !stands,
        Msg::People(people) => all.model.shared.people = people,
        Msg::Forms(forms) => all.model.screens.report.take_forms(&all.model.shared, forms),
        Msg::History(plan, changes) => all.with(None, |screens, cx| {
            screens.history.take(cx.shared, plan, &changes);
            history::read(cx, plan, &changes);
            screens.timeline.take(cx.shared, plan, changes);
        }),
        Msg::Latest(plan, changes) if all.model.shared.is_open(plan) => {
            all.model.shared.history.take_latest(changes);
        }
        Msg::Latest(..) => {}
        Msg::Committed(id) => all.model.shared.unsaved.retain(|other| *other != id),
        Msg::Adjusted(id, plan) => {
            all.model.shared.unsaved.retain(|other| *other != id);
            all.effects.push(Effect::Reload(plan));
        }
        Msg::CommitFailed(plan, notice) => {
            all.say(notice);
            all.model.shared.unsaved.clear();
            all.effects.push(Effect::Reload(plan));
        }
        Msg::Conflicted(change, found, by) => all.conflicted(*change, found, by),
        Msg::Incoming(incoming, base) => {
            let from = all.import_from();
            let base = base.map(|base| all.newest(*base));
            all.with(None, |screens, cx| screens.import.preview_of(cx, *incoming, base, from));
        }
        Msg::NotRead(notice, columns, document) => {
            let back = all.model.screen;
            all.with(None, |screens, cx| screens.learn.of_refused(cx, *columns, document, back));
            all.say(notice);
        }
        Msg::Copied(Ok(())) => all.say(Notice::info("notice-copied-out")),
        Msg::Copied(Err(bytes)) => all.say(Notice::warning("notice-too-long-to-copy").with("count", bytes)),
        Msg::NameTaken(output, free) => all.with(None, |_, cx| prompt::file::other_name(cx, output, free)),
        Msg::FilesFound(typed, names) => {
            if let Some(Layer::Prompt(prompt)) = all.model.layers.last_mut() {
                prompt.take_files(&typed, names);
            }
        }
        Msg::Places(found) => all.places(*found),
        Msg::NoPlaces(notice) => {
            if let Some(Layer::GoTo(prompt)) = all.model.layers.last_mut() {
                prompt.fail();
            }
            all.say(notice);
        }
        Msg::NotOpened(plan, notice) => all.not_opened(plan, notice),
        Msg::Filters(filters, notice) => {
            all.model.shared.filters = filters;
            notice.into_iter().for_each(|notice| all.say(notice));
        }
        Msg::Demo(draft) => all.demo(*draft),
        Msg::Pointed(pointed) => all.pointed(pointed),
        Msg::Edited(text) => all.edited(text),
        Msg::Written(file) => all.say(Notice::info("notice-written").with("file", file)),
        Msg::Failed(notice) => all.say(notice),
    }
    all.follow_history(has_come);
    all.follow_latest();
    let model = all.model;
    if !model.has_draft() {
        model.shared.meanwhile.clear();
    }
    model.screens.get_mut(model.screen).sync(&model.shared);
    effects
}

/// The model with the inputs and outputs of one message.
pub(super) struct Update<'a> {
    pub(super) model: &'a mut Model,
    context: &'a mut Context,
    pub(super) effects: &'a mut Vec<Effect>,
}

impl Update<'_> {
    pub(super) fn say(&mut self, notice: Notice) {
        self.model.shared.notice = Some(notice);
    }

    /// Lets a screen or a layer act, then carries out its requests.
    pub(super) fn with<R>(
        &mut self,
        typed: Option<char>,
        act: impl FnOnce(&mut Screens, &mut Cx<'_>) -> R,
    ) -> R {
        let mut cx = Cx::new(&mut self.model.shared, self.context, self.effects, typed);
        let answer = act(&mut self.model.screens, &mut cx);
        let requests = cx.requests;
        self.carry_out(requests);
        answer
    }

    /// Requests the history again if it is shown and a change was committed here or arrived from somebody else. The
    /// request follows the commit.
    fn follow_history(&mut self, has_come: bool) {
        let commits = has_come || self.effects.iter().any(|effect| matches!(effect, Effect::Commit(_)));
        if let Some(plan) = self.model.shared.plan.as_ref()
            && commits
            && [Screen::History, Screen::Timeline].contains(&self.model.screen)
        {
            self.effects.push(Effect::LoadHistory(plan.id()));
        }
    }

    /// The dashboard shows what was changed last, where there is room.
    fn follow_latest(&mut self) {
        let shared = &mut self.model.shared;
        let (columns, rows) = shared.size;
        let (least_columns, least_rows) = ROOM_FOR_LATEST;
        if let Some(plan) = &shared.plan
            && self.model.screen == Screen::Dashboard
            && columns >= least_columns
            && rows >= least_rows
            && shared.history.asks()
        {
            self.effects.push(Effect::LoadLatest(plan.id(), LATEST));
        }
    }

    fn carry_out(&mut self, requests: Vec<Request>) {
        let mut requests = VecDeque::from(requests);
        while let Some(request) = requests.pop_front() {
            let mut cx = Cx::new(&mut self.model.shared, self.context, self.effects, None);
            match request {
                Request::Open(layer) => self.model.layers.push(layer),
                Request::GiveColumn(meaning) => {
                    self.model.screens.learn.columns.iter_mut().for_each(|columns| columns.give(meaning));
                }
                Request::Run(action) => {
                    drop(cx);
                    self.act(action, None);
                }
                Request::GoOnTyping(typed) => {
                    drop(cx);
                    self.go_on_typing(&typed);
                }
                Request::Press(typed, notice) => {
                    self.key(Key::char(typed));
                    self.model.shared.notice.get_or_insert(notice);
                }
                Request::Focus(node) => self.focus(node),
                Request::FocusRecord(key) => {
                    let screen = self.model.screens.get_mut(self.model.screen);
                    screen.focus_record(&self.model.shared, &key);
                }
                Request::FocusIndicator(id) => {
                    self.model.screens.outline.focus_indicator(&self.model.shared, id);
                }
                Request::FocusField(subject, field) => {
                    self.model.screens.facts.focus_field(&self.model.shared, subject, field);
                }
                Request::Jump(screen) => {
                    drop(cx);
                    self.leave_a_trail();
                    self.model.back.push(self.model.screen);
                    requests.push_front(Request::Show(screen));
                }
                Request::Findings(kind) => {
                    self.model.screens.findings.show_only(Some(kind));
                    requests.push_front(Request::Jump(Screen::Findings));
                }
                Request::Figures(view, path, of_year) => {
                    self.model.screens.figures.of_year = of_year;
                    self.model.screens.figures.show(view, path);
                    requests.push_front(Request::Jump(Screen::Figures));
                }
                Request::GoToPlace(place) => {
                    drop(cx);
                    self.go_to_place(&place);
                }
                Request::Compare(other) => self.model.screens.figures.compare(other),
                Request::Search(step) => {
                    let at = self.model.screen;
                    search::step(&mut self.model.screens, at, &mut cx, step);
                }
                Request::Filter(filter) => self.model.screens.outline.set_filter(&mut cx, filter),
                Request::Show(screen) => {
                    self.model.screen = screen;
                    self.model.screens.get_mut(screen).enter(&mut cx);
                    requests.extend(cx.requests);
                }
                Request::Go(_) if cx.shared.plan.is_none() => cx.say(Notice::info("notice-open-a-plan")),
                Request::Go(screen) => {
                    // All screens keep the cursor on the same node.
                    let here = self.model.screens.get(self.model.screen).node(cx.shared);
                    requests.push_front(Request::Show(screen));
                    requests.extend(cx.requests);
                    if let Some(node) = here {
                        self.focus(node);
                    }
                }
            }
        }
    }

    /// Reopens the field of an unfinished input and sets its text. If the field cannot be opened any more, the text can
    /// be recalled.
    fn go_on_typing(&mut self, typed: &Typed) {
        let text = typed.texts.first().cloned().unwrap_or_default();
        match typed.opened_by {
            None if self.model.screen == Screen::Facts => self.model.screens.facts.go_on_typing(&text),
            None if self.model.screen == Screen::Targets => self.model.screens.targets.go_on_typing(&text),
            None => self.model.shared.remember_text(text),
            Some(action) => {
                self.act(action, None);
                match self.model.layers.last_mut() {
                    Some(layer) => layer.fill(&typed.texts, typed.at),
                    None => self.model.shared.remember_text(text),
                }
            }
        }
    }

    /// Passes a pasted text to the text field of a layer or to the screen; refuses it elsewhere, because pasted text is
    /// data and never a command.
    fn paste(&mut self, text: &str) {
        // What was said about the paste before does not concern this one.
        self.model.shared.notice = None;
        let (at, layer) = (self.model.screen, self.model.layers.pop());
        let handled = match layer {
            Some(mut layer) => {
                let handled = self.with(None, |_, cx| layer.paste(cx, text));
                self.model.layers.push(layer);
                handled
            }
            None => self.with(None, |screens, cx| screens.get_mut(at).paste(cx, text)),
        };
        if handled == Handled::No {
            self.say(Notice::info("notice-nowhere-to-paste"));
        }
    }

    /// The screen to return to from the preview of an import; none where the program was started for the import.
    fn import_from(&self) -> Option<Screen> {
        match self.model.screen {
            Screen::Import => self.model.screens.import.preview.as_ref().and_then(|preview| preview.back),
            other => Some(other),
        }
    }
}
