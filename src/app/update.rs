//! From a message to the screen or layer it is for, and what screens ask of each other.

use std::collections::VecDeque;

use super::{
    Chord, Cx, Effect, Handled, Layer, Model, Msg, Notice, Screen, ScreenState, Screens,
    cx::{Request, is_value},
    draft::Typed,
    history, layer,
    layer::{Actions, Flow, Help},
    msg::PasteLost,
    search,
};
use crate::{
    domain::{Change, Conflict, Context, Plan, PlanId, Record, RecordKey, Refusal},
    keymap::{Action, Key, Resolution, Run},
};

/// More than this many steps of a counted motion help nobody.
const MOST_STEPS: u32 = 1000;

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
        }
        Msg::EscapeWasCut => all.model.take_escape_back(),
        Msg::PasteLost(PasteLost::WithoutEnd) => all.say(Notice::warning("notice-paste-without-end")),
        Msg::PasteLost(PasteLost::TooLong) => all.say(Notice::warning("notice-paste-oversized")),
        Msg::StrayText => all.say(Notice::warning("notice-nowhere-to-paste")),
        Msg::Paste(text) => all.paste(&text),
        Msg::Resize(columns, rows) => all.model.shared.size = (columns, rows),
        Msg::Catalog(catalog) => all.model.screens.plans.take_catalog(&mut all.model.shared, catalog),
        Msg::Opened(plan) => all.opened(*plan),
        Msg::Reloaded(plan) => all.reloaded(*plan),
        Msg::Changed(plan) => all.changed(plan),
        Msg::Arrived(change, seq) => all.arrived(&change, seq),
        Msg::Anew => all.anew(),
        Msg::People(people) => all.model.shared.people = people,
        Msg::Forms(forms) => all.model.screens.report.take_forms(&all.model.shared, forms),
        Msg::History(plan, changes) => all.with(None, |screens, cx| {
            screens.history.take(cx.shared, plan, &changes);
            history::read(cx, plan, &changes);
        }),
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
        Msg::Written(file) => all.say(Notice::info("notice-written").with("file", file)),
        Msg::Failed(notice) => all.say(notice),
    }
    all.follow_history(has_come);
    let model = all.model;
    model.screens.get_mut(model.screen).sync(&model.shared);
    effects
}

/// Does what the keys of a test have come to.
#[cfg(test)]
pub(super) fn act(model: &mut Model, run: &Run, context: &mut Context) {
    Update { model, context, effects: &mut Vec::new() }.run(run);
    model.screens.get_mut(model.screen).sync(&model.shared);
}

/// A key that does nothing here; one that people leave with says how that is done.
fn unbound(model: &Model, begun: &[Key], key: Key) -> Notice {
    let leaves = begun.is_empty() && [Key::char('q'), Key::char('й')].contains(&key);
    if leaves && let Some(notice) = model.shared.how_to_quit(model.context()) {
        return notice;
    }
    let keys = begun.iter().chain(std::iter::once(&key)).map(ToString::to_string);
    Notice::info("notice-key-unbound").with("keys", keys.collect::<Vec<_>>().join(" "))
}

/// The model with what one message brings and wants.
pub(super) struct Update<'a> {
    pub(super) model: &'a mut Model,
    context: &'a mut Context,
    effects: &'a mut Vec<Effect>,
}

impl Update<'_> {
    pub(super) fn say(&mut self, notice: Notice) {
        self.model.shared.notice = Some(notice);
    }

    /// Lets a screen or a layer act, then carries out what it asked for.
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

    /// What was just committed here, or has come from somebody else, belongs to the history that is shown: it is read
    /// again behind the commit.
    fn follow_history(&mut self, has_come: bool) {
        let commits = has_come || self.effects.iter().any(|effect| matches!(effect, Effect::Commit(_)));
        if let Some(plan) = self.model.shared.plan.as_ref()
            && commits
            && self.model.screen == Screen::History
        {
            self.effects.push(Effect::LoadHistory(plan.id()));
        }
    }

    fn carry_out(&mut self, requests: Vec<Request>) {
        let mut requests = VecDeque::from(requests);
        while let Some(request) = requests.pop_front() {
            let mut cx = Cx::new(&mut self.model.shared, self.context, self.effects, None);
            match request {
                Request::Open(layer) => self.model.layers.push(layer),
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
                    // The row under the cursor is the same thing on every screen.
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

    /// Opens again what a text was typed into, with the text in it. Where that does not open any more, the
    /// text can be recalled.
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

    fn key(&mut self, key: Key) {
        let model = &mut *self.model;
        model.keep_before(key);
        model.shared.notice = None;
        model.shared.briefing.clear();
        model.asked_to_quit = std::mem::take(&mut model.asking_to_quit);
        let begun = model.chord.resolver.pending().to_vec();
        let (atoms, at) = (model.atoms(), model.context());
        model.shared.fresh = false;
        match model.chord.resolver.feed(&model.shared.keymap, at, &atoms, key) {
            Resolution::Run(run) => {
                model.chord.continuations.clear();
                self.run(&run);
            }
            Resolution::Pending(keys) => model.chord.continuations = keys,
            Resolution::Ignored => model.chord.continuations.clear(),
            Resolution::Unbound => {
                model.chord.continuations.clear();
                let notice = unbound(model, &begun, key);
                model.shared.notice = Some(notice);
            }
        }
    }

    /// Whether a key would store what is being typed.
    fn stores_what_is_typed(&self, key: Key) -> bool {
        let model = &*self.model;
        let (atoms, at) = (model.atoms(), model.context());
        let mut resolver = model.chord.resolver.clone();
        let resolution = resolver.feed(&model.shared.keymap, at, &atoms, key);
        let stores = |run: &Run| run.actions.iter().any(|action| action.row().undoable);
        at.is_typing() && matches!(resolution, Resolution::Run(run) if stores(&run))
    }

    fn run(&mut self, run: &Run) {
        let times = run.count.unwrap_or(1).clamp(1, MOST_STEPS);
        for action in &run.actions {
            for _ in 0..times {
                let before = self.model.context();
                self.act(*action, run.typed);
                if self.model.context() != before {
                    self.model.chord.resolver.clear();
                    return;
                }
            }
        }
    }

    fn act(&mut self, action: Action, typed: Option<char>) {
        let bare = self.model.layers.is_empty();
        self.act_here(action, typed);
        if bare && !self.model.layers.is_empty() {
            self.model.opened_by = Some(action);
        }
    }

    fn act_here(&mut self, action: Action, typed: Option<char>) {
        match action {
            Action::Quit => return self.quit(),
            Action::Redraw => return self.effects.push(Effect::Redraw),
            Action::Suspend => return self.effects.push(Effect::Suspend),
            _ => {}
        }
        if let Some(mut layer) = self.model.layers.pop() {
            let below = self.model.layers.len();
            let flow = self.with(typed, |_, cx| layer.act(cx, action));
            match (flow, &mut self.model.before_escape) {
                (Flow::Stay, _) => self.model.layers.insert(below, layer),
                (Flow::Close, Some(before)) => before.closed = Some(layer),
                (Flow::Close, None) => {}
            }
            return;
        }
        let screen = self.model.screens.get(self.model.screen);
        let (typing, holds) = (screen.context().is_typing(), screen.holds());
        if action == Action::Help {
            let help = Help::new(self.model.screen_context(), &self.model.shared.keymap);
            return self.model.layers.push(Layer::Help(help));
        }
        if [Action::NextMatch, Action::PrevMatch].contains(&action) && !typing {
            return self.next_match(action, typed);
        }
        if action == Action::Palette {
            let actions = Actions::over(self.model, !self.model.back.is_empty());
            return self.model.layers.push(Layer::Actions(actions));
        }
        if typing || holds || self.act_everywhere(action) == Handled::No {
            let at = self.model.screen;
            self.with(typed, |screens, cx| {
                let screen = screens.get_mut(at);
                screen.sync(cx.shared);
                screen.act(cx, action);
            });
        }
    }

    /// Leaves; once more has to be asked for where something is typed that is neither stored nor kept.
    fn quit(&mut self) {
        let model = &mut *self.model;
        if model.has_draft() && !model.keeps_drafts && !model.asked_to_quit {
            model.asking_to_quit = true;
            self.say(Notice::warning("notice-quit-with-draft"));
        } else {
            self.effects.push(Effect::Quit);
        }
    }

    /// What works on every screen.
    fn act_everywhere(&mut self, action: Action) -> Handled {
        let quarter = self.model.shared.quarter;
        match action {
            Action::GotoPlans => {
                self.leave_a_trail();
                self.model.back.clear();
                self.with(None, |_, cx| cx.show(Screen::Plans));
            }
            Action::GotoOutline => self.go(Screen::Outline),
            Action::GotoFacts => self.go(Screen::Facts),
            Action::GotoTargets => {
                self.model.screens.targets.go_to_quarter(&self.model.shared);
                self.go(Screen::Targets);
            }
            Action::GotoDashboard => self.go(Screen::Dashboard),
            Action::GotoEvidence => self.go(Screen::Evidence),
            Action::GotoReport => self.go(Screen::Report),
            Action::GotoFindings => {
                self.model.screens.findings.show_only(None);
                self.go(Screen::Findings);
            }
            Action::GotoDebts => self.go(Screen::Debts),
            Action::GotoPerformers => self.go(Screen::Performers),
            Action::GotoHistory => {
                self.model.screens.history.show(None, false);
                self.go(Screen::History);
            }
            Action::ValueHistory => self.value_history(),
            Action::Search => self.search(),
            Action::JumpBack => self.jump_back(),
            Action::GoBack => match self.model.back.pop() {
                Some(screen) => self.with(None, |_, cx| cx.show(screen)),
                None => self.say(Notice::info("notice-nowhere-back")),
            },
            Action::CloseQuarter if self.model.shared.plan.is_none() => {
                self.say(Notice::info("notice-open-a-plan"));
            }
            Action::CloseQuarter => {
                let closing = layer::Closing::of(&self.model.shared);
                self.model.layers.push(Layer::Closing(closing));
            }
            Action::WhoIsHere => {
                self.effects.push(Effect::LoadPeople);
                self.model.layers.push(Layer::People(layer::People));
            }
            Action::Undo | Action::Redo => self.with(None, |_, cx| history::undo(cx, action)),
            Action::PrevQuarter => self.model.shared.go_to_quarter(quarter.previous()),
            Action::NextQuarter => self.model.shared.go_to_quarter(quarter.next()),
            Action::Quarter1 => self.go_to_quarter_of_year(1),
            Action::Quarter2 => self.go_to_quarter_of_year(2),
            Action::Quarter3 => self.go_to_quarter_of_year(3),
            Action::Quarter4 => self.go_to_quarter_of_year(4),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    /// A layer's text field, or the screen, gets pasted text; elsewhere it is refused: data, never commands.
    fn paste(&mut self, text: &str) {
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

    /// Shows a plan that was read, or goes on with what it was read for.
    fn opened(&mut self, plan: Plan) {
        self.model.back.clear();
        self.model.shared.take_plan(plan);
        match self.model.screens.plans.after_open.take() {
            Some(action) => self.with(None, |screens, cx| screens.plans.act(cx, action)),
            None if self.model.screen == Screen::Plans => self.model.screen = Screen::Outline,
            None => {}
        }
    }

    /// Takes over a plan that was read again, unless something was changed here meanwhile: that is on its way
    /// to the store, and the plan is read once more behind it.
    fn reloaded(&mut self, plan: Plan) {
        if !self.model.shared.is_open(plan.id()) {
            return;
        }
        if self.model.shared.unsaved.is_empty() {
            self.model.shared.take_plan(plan);
        } else {
            self.effects.push(Effect::Reload(plan.id()));
        }
    }

    /// A plan was changed elsewhere: what is shown of it is read again.
    fn changed(&mut self, plan: PlanId) {
        if self.model.shared.is_open(plan) {
            self.effects.push(Effect::Reload(plan));
        }
        if self.model.screen == Screen::Plans {
            self.effects.push(Effect::LoadCatalog);
        }
    }

    /// Somebody else's change: it is applied at once where it is the next one, or the plan is read again.
    fn arrived(&mut self, change: &Change, seq: u64) {
        let shared = &mut self.model.shared;
        let open = shared.plan.as_mut().filter(|plan| plan.id() == change.plan);
        match open.filter(|plan| shared.unsaved.is_empty() && plan.seq() + 1 == seq) {
            Some(plan) => {
                plan.apply_at(change, seq);
                let exists = plan.exists();
                if exists && change.edits.iter().all(|edit| is_value(&edit.key)) {
                    return;
                }
                shared.reshape();
                if !exists {
                    shared.plan = None;
                    self.model.screen = Screen::Plans;
                    self.say(Notice::warning("notice-plan-gone"));
                }
                if self.model.screen == Screen::Plans {
                    self.effects.push(Effect::LoadCatalog);
                }
            }
            None => self.changed(change.plan),
        }
    }

    /// Somebody else was faster: both are shown, and nothing is written over before one was chosen.
    fn conflicted(&mut self, change: Change, found: Vec<Conflict>, by: Vec<String>) {
        let count = found.len();
        let held = found.iter().find_map(|conflict| match (conflict.key, &conflict.now) {
            (RecordKey::Closing(quarter), Some(Record::Closing(closing))) if closing.is_held() => {
                Some(Refusal::Closed(quarter, closing.clone()))
            }
            _ => None,
        });
        self.model.shared.unsaved.clear();
        self.effects.push(Effect::Reload(change.plan));
        let is_told = self.model.layers.iter().any(|layer| matches!(layer, Layer::Conflict(_)));
        let layer = layer::Conflict::of(change, found, by).filter(|_| !is_told);
        match layer {
            Some(layer) => self.model.layers.push(Layer::Conflict(layer)),
            None if held.is_some() => held.iter().for_each(|refusal| self.say(Notice::from(refusal))),
            None => self.say(Notice::warning("commit-conflict").with("count", count)),
        }
    }

    /// Something may have been missed: what is shown is read again.
    fn anew(&mut self) {
        self.effects.extend(self.model.shared.plan.as_ref().map(|plan| Effect::Reload(plan.id())));
        self.effects.push(Effect::LoadCatalog);
    }

    /// The screen to go back to from the preview of an import; none where the program was started for it.
    fn import_from(&self) -> Option<Screen> {
        match self.model.screen {
            Screen::Import => self.model.screens.import.preview.as_ref().and_then(|preview| preview.back),
            other => Some(other),
        }
    }

    /// A plan as it is here, where it is open: what was changed in it may be on its way to the store.
    fn newest(&self, plan: Plan) -> Plan {
        let open = self.model.shared.plan.as_ref().filter(|open| open.id() == plan.id());
        open.cloned().unwrap_or(plan)
    }
}
