//! Jumps: searching on the screen, and the way back from where a jump has led.

use super::{Notice, Screen, prompt, search, search::Step, update::Update};
use crate::{
    domain::{NodeId, Quarter},
    keymap::Action,
};

/// How many jumps are remembered.
const LONGEST_TRAIL: usize = 100;

impl Update<'_> {
    /// Opens the search prompt of the screen.
    pub(super) fn search(&mut self) {
        let model = &mut *self.model;
        if !search::begin(&model.screens, model.screen, &mut model.shared) {
            return self.say(Notice::info("notice-nothing-to-search"));
        }
        self.leave_a_trail();
        self.with(None, |_, cx| prompt::search::open(cx));
    }

    /// The current screen and the node under its cursor.
    fn here(&self) -> (Screen, Option<NodeId>) {
        let model = &*self.model;
        (model.screen, model.screens.get(model.screen).node(&model.shared))
    }

    /// Remembers the current place, so that one key leads back to it.
    pub(super) fn leave_a_trail(&mut self) {
        let here = self.here();
        let trail = &mut self.model.trail;
        if trail.last() != Some(&here) {
            trail.push(here);
            let more = trail.len().saturating_sub(LONGEST_TRAIL);
            trail.drain(..more);
        }
    }

    /// Goes back to where the latest jump came from; places that no longer exist are skipped.
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

    /// Shows the history of the subject under the cursor: in fact entry that of the quarter's values, elsewhere of all
    /// values.
    pub(super) fn value_history(&mut self) {
        let screen = self.model.screens.get(self.model.screen);
        match screen.subject(&self.model.shared).filter(|_| screen.shows_plan()) {
            Some(subject) => {
                let history = &mut self.model.screens.history;
                match self.model.screen {
                    Screen::Facts => history.show_quarter_of(subject),
                    _ => history.show_of(subject),
                }
                self.with(None, |_, cx| cx.jump(Screen::History));
            }
            None => self.say(Notice::info("notice-nothing-with-history")),
        }
    }

    /// Goes to the next or previous row that matches the search.
    pub(super) fn next_match(&mut self, action: Action, typed: Option<char>) {
        let step = if action == Action::NextMatch { Step::Next } else { Step::Previous };
        let at = self.model.screen;
        self.with(typed, |screens, cx| search::step(screens, at, cx, step));
    }

    /// Goes to a screen that was chosen by its name; no key leads back from there.
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
