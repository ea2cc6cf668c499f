//! Keys over a screen's layers: typing in prompts and forms, choosing, confirming, reading the help.

use crate::{
    domain::{Aggregation, Command, Comparator, Context},
    keymap::Action,
};

use super::{
    Effect, Layer, Model, Notice, Screen,
    layer::{ChoiceKind, Confirm, ConfirmKind},
};

/// The rows of the choice of how an indicator is judged.
pub(super) const KINDS: [(&str, Kind); 7] = [
    ("comparator-at-least", Kind::Comparator(Comparator::AtLeast)),
    ("comparator-at-most", Kind::Comparator(Comparator::AtMost)),
    ("comparator-equal", Kind::Comparator(Comparator::Equal)),
    ("aggregation-sum", Kind::Aggregation(Aggregation::Sum)),
    ("aggregation-last", Kind::Aggregation(Aggregation::Last)),
    ("aggregation-mean", Kind::Aggregation(Aggregation::Mean)),
    ("aggregation-max", Kind::Aggregation(Aggregation::Max)),
];

/// See [`KINDS`].
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Comparator(Comparator),
    Aggregation(Aggregation),
}

impl Model {
    pub(super) fn act_on_layer(
        &mut self,
        action: Action,
        typed: Option<char>,
        context: &mut Context,
        effects: &mut Vec<Effect>,
    ) {
        let mut yank = std::mem::take(&mut self.yank);
        match self.layers.last_mut() {
            Some(Layer::Help(..)) => scroll_help(&mut self.layers, action),
            Some(Layer::Prompt(prompt)) => match action {
                Action::InsertChar => {
                    if std::mem::take(&mut prompt.selected) {
                        prompt.line.replace("");
                    }
                    typed.into_iter().for_each(|c| prompt.line.insert(c));
                }
                _ if prompt.line.act(action, &mut yank) => prompt.selected = false,
                _ => self.prompt_action(action, context, effects),
            },
            Some(Layer::Form(form)) => {
                let line = form.fields.get_mut(form.at).map(|(_, line)| line);
                let edited = line.is_some_and(|line| match (action, typed) {
                    (Action::InsertChar, Some(c)) => {
                        line.insert(c);
                        true
                    }
                    _ => line.act(action, &mut yank),
                });
                if !edited {
                    self.form_action(action, context, effects);
                }
            }
            Some(Layer::Choice(_)) => self.choice_action(action, typed, context, effects),
            Some(Layer::Confirm(confirm)) => {
                let confirm = confirm.clone();
                self.layers.pop();
                if action == Action::Confirm {
                    self.confirmed(&confirm, context, effects);
                }
            }
            None => {}
        }
        if !yank.is_empty() {
            self.yank = yank;
        }
    }

    fn prompt_action(&mut self, action: Action, context: &mut Context, effects: &mut Vec<Effect>) {
        match action {
            Action::CancelText | Action::Cancel => {
                if let Some(Layer::Prompt(prompt)) = self.layers.pop() {
                    self.remember_text(prompt.line.text().to_owned());
                }
            }
            Action::RecallEntry => {
                if let (Some(text), Some(Layer::Prompt(prompt))) =
                    (self.recall.last(), self.layers.last_mut())
                {
                    prompt.line.replace(text);
                }
            }
            Action::Complete => self.complete(),
            Action::Commit => {
                if let Some(Layer::Prompt(prompt)) = self.layers.pop()
                    && !self.commit_prompt(&prompt, context, effects)
                {
                    // What is refused stays open, as it was typed.
                    self.layers.push(Layer::Prompt(prompt));
                }
            }
            _ => {}
        }
    }

    fn choice_action(
        &mut self,
        action: Action,
        typed: Option<char>,
        context: &mut Context,
        effects: &mut Vec<Effect>,
    ) {
        let Some(Layer::Choice(choice)) = self.layers.last_mut() else { return };
        let last = choice.rows.len().saturating_sub(1);
        let picked = match action {
            Action::Up => return choice.at = choice.at.saturating_sub(1),
            Action::Down => return choice.at = (choice.at + 1).min(last),
            Action::Accept => choice.at,
            Action::AcceptNth => {
                let nth = typed.and_then(|c| c.to_digit(10)).and_then(|n| usize::try_from(n).ok());
                match nth.and_then(|n| n.checked_sub(1)).filter(|n| *n <= last) {
                    Some(nth) => nth,
                    None => return,
                }
            }
            Action::Cancel => return drop(self.layers.pop()),
            _ => return,
        };
        let ChoiceKind::Kind(id) = choice.kind;
        self.layers.pop();
        let Some((_, kind)) = KINDS.get(picked) else { return };
        self.patch_indicator(id, context, effects, |fields| match kind {
            Kind::Comparator(comparator) => fields.comparator = *comparator,
            Kind::Aggregation(aggregation) => fields.aggregation = *aggregation,
        });
    }

    fn confirmed(&mut self, confirm: &Confirm, context: &mut Context, effects: &mut Vec<Effect>) {
        let ConfirmKind::DeletePlan(id) = confirm.kind;
        if self.plan.as_ref().is_some_and(|plan| plan.id() == id)
            && self.command(&Command::DeletePlan, context, effects)
        {
            self.plan = None;
            self.screen = Screen::Plans;
            self.catalog.retain(|entry| entry.id != id);
            effects.push(Effect::LoadCatalog);
            self.notice = Some(Notice::info("notice-plan-deleted").with("subject", &confirm.about));
        }
    }
}

fn scroll_help(layers: &mut Vec<Layer>, action: Action) {
    let Some(Layer::Help(_, top)) = layers.last_mut() else { return };
    match action {
        Action::Up => *top = top.saturating_sub(1),
        Action::Down => *top += 1,
        Action::PageUp | Action::HalfUp => *top = top.saturating_sub(10),
        Action::PageDown | Action::HalfDown => *top += 10,
        Action::First => *top = 0,
        Action::Last => *top = usize::MAX / 2,
        Action::Cancel => drop(layers.pop()),
        _ => {}
    }
}
