//! From a message to the screen or layer it is for.

use crate::{
    domain::{Change, Context, PlanId, Quarter, Refusal, UndoList},
    keymap::{Action, Key, Resolution, Run},
};

use super::{Effect, Layer, Model, Msg, Notice, Screen, msg::PasteLost};

/// More than this many steps of a counted motion help nobody.
const MOST_STEPS: u32 = 1000;

pub(super) fn update(model: &mut Model, msg: Msg, context: &mut Context) -> Vec<Effect> {
    let mut effects = Vec::new();
    match msg {
        Msg::Key(key) => press(model, key, context, &mut effects),
        Msg::EscapedKey(key) => {
            if stores_what_is_typed(model, key) {
                model.notice = Some(Notice::warning("notice-alt-is-escape"));
            } else {
                press(model, key, context, &mut effects);
            }
        }
        Msg::PasteLost(PasteLost::WithoutEnd) => {
            model.notice = Some(Notice::warning("notice-paste-without-end"));
        }
        Msg::PasteLost(PasteLost::TooLong) => model.notice = Some(Notice::warning("notice-paste-too-long")),
        Msg::Paste(text) => model.paste(&text, context, &mut effects),
        Msg::Resize(columns, rows) => model.size = (columns, rows),
        Msg::Catalog(catalog) => model.take_catalog(catalog),
        Msg::Opened(plan) => {
            model.take_plan(*plan);
            match model.plans.after_open.take() {
                Some(action) => model.act_on_plans(action, context, &mut effects),
                None if model.screen == Screen::Plans => model.screen = Screen::Outline,
                None => {}
            }
        }
        Msg::Reloaded(plan) => {
            if model.plan.as_ref().is_some_and(|open| open.id() == plan.id()) {
                model.take_plan(*plan);
            }
        }
        Msg::History(plan, changes) => history(model, plan, &changes, context, &mut effects),
        Msg::Committed(id) => model.unsaved.retain(|other| *other != id),
        Msg::CommitFailed(plan, notice) => {
            model.notice = Some(notice);
            model.unsaved.clear();
            effects.push(Effect::Reload(plan));
        }
        Msg::Incoming(incoming, base) => model.preview_import(*incoming, base.map(|plan| *plan), context),
        Msg::Written(file) => model.notice = Some(Notice::info("notice-written").with("file", file)),
        Msg::Failed(notice) => model.notice = Some(notice),
    }
    effects
}

fn press(model: &mut Model, key: Key, context: &mut Context, effects: &mut Vec<Effect>) {
    model.notice = None;
    let (atoms, at) = (model.atoms(), model.context());
    match model.resolver.feed(&model.keymap, at, &atoms, key) {
        Resolution::Run(run) => {
            model.continuations.clear();
            act(model, &run, context, effects);
        }
        Resolution::Pending(keys) => model.continuations = keys,
        Resolution::Ignored | Resolution::Unbound => model.continuations.clear(),
    }
}

/// Whether a key would store what is being typed.
fn stores_what_is_typed(model: &Model, key: Key) -> bool {
    let (atoms, at) = (model.atoms(), model.context());
    at.is_typing()
        && matches!(
            model.resolver.clone().feed(&model.keymap, at, &atoms, key),
            Resolution::Run(run) if run.actions.iter().any(|action| action.row().undoable)
        )
}

fn act(model: &mut Model, run: &Run, context: &mut Context, effects: &mut Vec<Effect>) {
    let times = run.count.unwrap_or(1).clamp(1, MOST_STEPS);
    for action in &run.actions {
        for _ in 0..times {
            let before = model.context();
            one(model, *action, run.typed, context, effects);
            if model.context() != before {
                model.resolver.clear();
                return;
            }
        }
    }
}

fn one(
    model: &mut Model,
    action: Action,
    typed: Option<char>,
    context: &mut Context,
    effects: &mut Vec<Effect>,
) {
    let typing = model.context().is_typing();
    if !typing && global(model, action, context, effects) {
        return;
    }
    if !model.layers.is_empty() {
        model.act_on_layer(action, typed, context, effects);
        return;
    }
    match action {
        Action::Quit => effects.push(Effect::Quit),
        Action::Redraw => effects.push(Effect::Redraw),
        Action::Suspend => effects.push(Effect::Suspend),
        Action::Help => model.layers.push(Layer::Help(model.screen_context(), 0)),
        _ => match model.screen {
            Screen::Plans => model.act_on_plans(action, context, effects),
            Screen::Outline => model.act_on_outline(action, context, effects),
            Screen::Facts => model.act_on_facts(action, typed, context, effects),
            Screen::Dashboard => model.act_on_dashboard(action),
            Screen::Evidence => model.act_on_evidence(action, context, effects),
            Screen::Import => model.act_on_import(action, typed, context, effects),
            Screen::Report => model.act_on_report(action),
        },
    }
}

/// What works on every screen; whether it was that.
fn global(model: &mut Model, action: Action, context: &mut Context, effects: &mut Vec<Effect>) -> bool {
    match action {
        Action::Quit => effects.push(Effect::Quit),
        Action::Redraw => effects.push(Effect::Redraw),
        Action::Suspend => effects.push(Effect::Suspend),
        _ if !model.layers.is_empty() => return false,
        // What is previewed is taken in or dropped, not walked away from.
        _ if model.screen == Screen::Import && action != Action::Help => return false,
        Action::Help => model.layers.push(Layer::Help(model.screen_context(), 0)),
        Action::GotoPlans => {
            model.screen = Screen::Plans;
            effects.push(Effect::LoadCatalog);
        }
        Action::GotoOutline => model.go(Screen::Outline),
        Action::GotoFacts => model.go(Screen::Facts),
        Action::GotoDashboard => model.go(Screen::Dashboard),
        Action::GotoEvidence => model.go(Screen::Evidence),
        Action::GotoReport => model.go_to_report(),
        Action::Undo | Action::Redo => undo(model, action, context, effects),
        Action::PrevQuarter => model.go_to_quarter(model.quarter.previous()),
        Action::NextQuarter => model.go_to_quarter(model.quarter.next()),
        Action::Quarter1 => quarter_of_year(model, 1),
        Action::Quarter2 => quarter_of_year(model, 2),
        Action::Quarter3 => quarter_of_year(model, 3),
        Action::Quarter4 => quarter_of_year(model, 4),
        _ => return false,
    }
    true
}

fn quarter_of_year(model: &mut Model, number: u8) {
    if let Some(quarter) = Quarter::new(model.quarter.year(), number) {
        model.go_to_quarter(quarter);
    }
}

/// Takes back or does again; reads the history first when it has not been read yet.
fn undo(model: &mut Model, action: Action, context: &mut Context, effects: &mut Vec<Effect>) {
    let Some(plan) = &model.plan else {
        model.notice = Some(Notice::from(&Refusal::NoHistory));
        return;
    };
    let Some(list) = &model.undo else {
        model.after_history = Some(action);
        effects.push(Effect::LoadHistory(plan.id()));
        return;
    };
    if action == Action::Undo && list.next_undo().is_some_and(makes_the_plan) {
        // One key too many must not make a whole plan vanish; the command line takes it back when asked.
        model.notice = Some(Notice::info("notice-undo-stops"));
        return;
    }
    let change = if action == Action::Undo { list.undo(plan, context) } else { list.redo(plan, context) };
    match change {
        Ok(change) => {
            model.notice = Some(Notice::change(&change));
            model.show_change(&change);
            model.apply(change, effects);
        }
        Err(refusal) => model.notice = Some(Notice::from(&refusal)),
    }
}

/// Whether a change made the plan, by hand or by an import.
fn makes_the_plan(change: &Change) -> bool {
    change.edits.iter().any(|edit| edit.key == crate::domain::RecordKey::Header && edit.before.is_none())
}

fn history(
    model: &mut Model,
    plan: PlanId,
    changes: &[Change],
    context: &mut Context,
    effects: &mut Vec<Effect>,
) {
    if model.plan.as_ref().is_none_or(|open| open.id() != plan) {
        return;
    }
    model.undo = Some(UndoList::of(&model.author, changes));
    if let Some(action) = model.after_history.take() {
        undo(model, action, context, effects);
    }
}

impl Model {
    /// Goes to a screen of the open plan.
    pub(crate) fn go(&mut self, screen: Screen) {
        if self.plan.is_none() {
            self.notice = Some(Notice::info("notice-open-a-plan"));
            return;
        }
        // The row under the cursor is the same thing on every screen.
        if let Some(measure) = self.measure_at_cursor() {
            self.focus(measure);
        }
        self.screen = screen;
    }

    /// Puts the cursor on what a change was about.
    fn show_change(&mut self, change: &Change) {
        use crate::domain::RecordKey;
        let Some(plan) = &self.plan else { return };
        // An undo goes backwards, so its last edit is where the person began.
        let node = change.edits.iter().rev().find_map(|edit| match edit.key {
            RecordKey::Node(id) if edit.after.is_some() || edit.before.is_some() => Some(id),
            RecordKey::Indicator(id) | RecordKey::Fact(id, _, _) | RecordKey::Target(id, _, _) => {
                plan.measure_of(id)
            }
            _ => None,
        });
        if let Some(node) = node {
            self.focus(node);
        }
    }

    /// The measure (or other node) under the cursor of the screen.
    pub(crate) fn measure_at_cursor(&self) -> Option<crate::domain::NodeId> {
        match self.screen {
            Screen::Outline => self.outline.row().map(|row| row.node),
            Screen::Facts => self.facts.row().map(|row| row.measure),
            Screen::Evidence => {
                let plan = self.plan.as_ref()?;
                let evidence = plan.evidence(*self.evidence.rows.get(self.evidence.cursor.at)?)?;
                evidence.links.first().map(|link| link.measure)
            }
            Screen::Plans | Screen::Dashboard | Screen::Import | Screen::Report => None,
        }
    }

    /// Puts the cursors of the outline and of fact entry on a node.
    pub(crate) fn focus(&mut self, node: crate::domain::NodeId) {
        let Some(plan) = &self.plan else { return };
        self.outline.focus(plan, node);
        self.facts.focus(node);
    }

    /// A layer's text field, or the cell, gets pasted text; elsewhere it is refused: data, never commands.
    fn paste(&mut self, text: &str, context: &mut Context, effects: &mut Vec<Effect>) {
        match self.layers.last_mut() {
            Some(Layer::Prompt(prompt)) => prompt.line.insert_str(text.trim_end()),
            Some(Layer::Form(form)) => {
                if let Some((_, line)) = form.fields.get_mut(form.at) {
                    line.insert_str(text.trim_end());
                }
            }
            Some(_) => {}
            None if self.screen == Screen::Facts => self.paste_facts(text, context, effects),
            None => self.notice = Some(Notice::info("notice-nowhere-to-paste")),
        }
    }
}
