//! Jumps: looking for something on the screen, and the way back from where one has gone.

use super::{Notice, Screen, prompt, search, search::Step, update::Update};
use crate::{
    domain::{NodeId, Quarter},
    keymap::Action,
};

/// So many jumps are remembered.
const LONGEST_TRAIL: usize = 100;

impl Update<'_> {
    /// Asks what to look for on the screen.
    pub(super) fn search(&mut self) {
        let model = &mut *self.model;
        if !search::begin(&model.screens, model.screen, &mut model.shared) {
            return self.say(Notice::info("notice-nothing-to-search"));
        }
        self.leave_a_trail();
        self.with(None, |_, cx| prompt::search::open(cx));
    }

    /// The screen, and the node that its cursor is on.
    fn here(&self) -> (Screen, Option<NodeId>) {
        let model = &*self.model;
        (model.screen, model.screens.get(model.screen).node(&model.shared))
    }

    /// Notes where one is, so that one key leads back here.
    pub(super) fn leave_a_trail(&mut self) {
        let here = self.here();
        let trail = &mut self.model.trail;
        if trail.last() != Some(&here) {
            trail.push(here);
            let more = trail.len().saturating_sub(LONGEST_TRAIL);
            trail.drain(..more);
        }
    }

    /// Goes back to where the latest jump came from; places that are gone are passed over.
    pub(super) fn jump_back(&mut self) {
        let here = self.here();
        while let Some((screen, node)) = self.model.trail.pop() {
            let shared = &self.model.shared;
            let stands =
                node.is_none_or(|id| shared.plan.as_ref().is_some_and(|plan| plan.node(id).is_some()));
            let is_open = screen == Screen::Plans || shared.plan.is_some();
            if (screen, node) == here || !stands || !is_open {
                continue;
            }
            self.model.back.clear();
            self.with(None, |_, cx| cx.show(screen));
            return node.into_iter().for_each(|id| self.focus(id));
        }
        self.say(Notice::info("notice-nowhere-back"));
    }

    /// Puts the cursors of all screens on a node.
    pub(super) fn focus(&mut self, node: NodeId) {
        for screen in Screen::ALL {
            self.model.screens.get_mut(*screen).focus(&self.model.shared, node);
        }
    }

    /// The history of what the cursor is on: in fact entry of the quarter's values, elsewhere of all.
    pub(super) fn value_history(&mut self) {
        let screen = self.model.screens.get(self.model.screen);
        match screen.subject(&self.model.shared).filter(|_| screen.shows_plan()) {
            Some(subject) => {
                self.model.screens.history.show(Some(subject), self.model.screen == Screen::Facts);
                self.with(None, |_, cx| cx.jump(Screen::History));
            }
            None => self.say(Notice::info("notice-nothing-with-history")),
        }
    }

    /// The next row that holds what is looked for, or the one before.
    pub(super) fn next_match(&mut self, action: Action, typed: Option<char>) {
        let step = if action == Action::NextMatch { Step::Next } else { Step::Previous };
        let at = self.model.screen;
        self.with(typed, |screens, cx| search::step(screens, at, cx, step));
    }

    /// Goes to a screen that was asked for by its name: no way leads back from there.
    pub(super) fn go(&mut self, screen: Screen) {
        self.leave_a_trail();
        self.model.back.clear();
        self.with(None, |_, cx| cx.go(screen));
    }

    pub(super) fn go_to_quarter_of_year(&mut self, number: u8) {
        let shared = &mut self.model.shared;
        if let Some(quarter) = Quarter::new(shared.quarter.year(), number) {
            shared.go_to_quarter(quarter);
        }
    }
}
