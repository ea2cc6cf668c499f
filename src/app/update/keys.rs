//! Resolves keys to actions, and runs actions on the layer or the screen.

use super::Update;
use crate::{
    app::{
        Effect, Handled, Layer, Model, Notice, Screen, history,
        layer::{self, Actions, Flow, Help, actions::PaletteOver},
        prompt,
    },
    keymap::{Action, Key, Resolution, Run},
};

/// The maximal count of a repeated motion.
const MOST_STEPS: u32 = 1000;

/// Runs the action to which a test's keys were resolved.
#[cfg(test)]
pub(in crate::app) fn act(model: &mut Model, run: &Run, context: &mut crate::domain::Context) {
    Update { model, context, effects: &mut Vec::new() }.run(run);
    model.screens.get_mut(model.screen).sync(&model.shared);
}

/// The notice about a key without an action; a key that is commonly used for quitting gets a hint how to quit.
fn unbound(model: &Model, begun: &[Key], key: Key) -> Notice {
    let leaves = begun.is_empty() && [Key::char('q'), Key::char('й')].contains(&key);
    if leaves && let Some(notice) = model.shared.how_to_quit(model.context()) {
        return notice;
    }
    model.shared.no_effect()
}

/// The names of the keys of a chord.
fn named(model: &Model, begun: &[Key], key: Key) -> String {
    // With Ctrl or Alt a key is named as the keymap names it, whichever layout is on.
    let layout = model.shared.keymap.layout();
    let named = |key: &Key| if key.ctrl || key.alt { layout.fold(*key).unwrap_or(*key) } else { *key };
    let keys = begun.iter().chain(std::iter::once(&key)).map(|key| named(key).to_string());
    keys.collect::<Vec<_>>().join(" ")
}

impl Update<'_> {
    pub(in crate::app) fn key(&mut self, key: Key) {
        let model = &mut *self.model;
        model.keep_before(key);
        model.shared.notice = None;
        model.shared.briefing.clear();
        model.asked_to_quit = std::mem::take(&mut model.asking_to_quit);
        let begun = model.chord.resolver.pending().to_vec();
        let (atoms, at) = (model.atoms(), model.context());
        model.shared.pressed = named(model, &begun, key);
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

    /// Whether a key would store the current input.
    pub(in crate::app) fn stores_what_is_typed(&self, key: Key) -> bool {
        let model = &*self.model;
        let (atoms, at) = (model.atoms(), model.context());
        let mut resolver = model.chord.resolver.clone();
        let resolution = resolver.feed(&model.shared.keymap, at, &atoms, key);
        let stores = |run: &Run| run.actions.iter().any(|action| action.row().undoable);
        at.is_typing() && matches!(resolution, Resolution::Run(run) if stores(&run))
    }

    pub(in crate::app) fn run(&mut self, run: &Run) {
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

    pub(in crate::app) fn act(&mut self, action: Action, typed: Option<char>) {
        let bare = self.model.layers.is_empty();
        self.act_here(action, typed);
        self.model.tour_goes_on(action);
        if bare && !self.model.layers.is_empty() {
            self.model.opened_by = Some(action);
        }
    }

    pub(in crate::app) fn act_here(&mut self, action: Action, typed: Option<char>) {
        match action {
            Action::Quit => return self.quit(),
            Action::Redraw => return self.effects.push(Effect::Redraw),
            Action::Suspend => return self.effects.push(Effect::Suspend),
            Action::EditExternal => return self.edit_outside(),
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
            let model = &*self.model;
            let actions = Actions::over(&PaletteOver {
                keymap: &model.shared.keymap,
                context: model.screen_context(),
                atoms: model.atoms(),
                has_plan: model.shared.plan.is_some() && model.screen != Screen::Plans,
                has_jumped: !model.back.is_empty(),
            });
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

    /// Quits; if there is input that is neither stored nor kept, quitting has to be asked for twice.
    pub(in crate::app) fn quit(&mut self) {
        let model = &mut *self.model;
        if model.has_draft() && !model.keeps_drafts && !model.asked_to_quit {
            model.asking_to_quit = true;
            self.say(Notice::warning("notice-quit-with-draft"));
        } else {
            self.effects.push(Effect::Quit);
        }
    }

    /// Runs an action that is available on every screen.
    pub(in crate::app) fn act_everywhere(&mut self, action: Action) -> Handled {
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
                self.model.screens.history.show_all();
                self.go(Screen::History);
            }
            Action::UndoTree => self.go(Screen::Timeline),
            Action::SavePoint => self.with(None, |_, cx| prompt::save_point::open(cx)),
            Action::ValueHistory => self.value_history(),
            Action::Search => self.search(),
            Action::GoTo => self.ask_where_to(),
            Action::JumpBack => self.jump_back(),
            Action::ToggleBookmark => self.toggle_bookmark(),
            Action::NextBookmark => self.next_bookmark(),
            Action::GoBack => match self.model.back.pop() {
                Some(screen) => self.with(None, |_, cx| cx.show(screen)),
                None => self.say(Notice::info("notice-nowhere-back")),
            },
            Action::CloseQuarter if self.model.shared.plan.is_none() => {
                self.say(Notice::info("notice-open-a-plan"));
            }
            Action::CloseQuarter => {
                let closing = layer::Closing::of(&self.model.shared);
                if closing.review.is_some() {
                    // The number of changes since the quarter was last handed in comes from the history.
                    let open = self.model.shared.plan.as_ref();
                    self.effects.extend(open.map(|plan| Effect::LoadHistory(plan.id())));
                }
                self.model.layers.push(Layer::Closing(closing));
            }
            Action::ShowRoles if self.model.shared.plan.is_none() => {
                self.say(Notice::info("notice-open-a-plan"));
            }
            Action::ShowRoles => {
                let roles = layer::Roles::of(&self.model.shared);
                self.model.layers.push(Layer::Roles(roles));
            }
            Action::ToggleMouse => {
                let on = !self.model.shared.mouse;
                self.model.shared.mouse = on;
                self.effects.push(Effect::Mouse(on));
                self.say(Notice::info(if on { "notice-mouse-on" } else { "notice-mouse-off" }));
            }
            Action::SkipStep => self.model.skip_step(),
            Action::LeaveTour => self.model.leave_tour(),
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
}
