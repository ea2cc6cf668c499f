//! Jumps: searching on the screen, and the way back from where a jump has led.

use super::{
    Effect, Layer, Notice, Screen,
    landing::Landing,
    layer::{Flow, GoTo},
    places::{PlacesFound, PlanPlace},
    prompt, search,
    search::Step,
    update::Update,
};
use crate::{
    domain::{NodeId, Plan, Quarter},
    keymap::Action,
};

/// How many jumps are remembered.
const LONGEST_TRAIL: usize = 100;

/// How many bookmarks are kept.
const MOST_BOOKMARKS: usize = 50;

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
    fn here(&self) -> Landing {
        let model = &*self.model;
        let (screen, shared) = (model.screen, &model.shared);
        let plan = shared.plan.as_ref().map(Plan::id).filter(|_| screen != Screen::Plans);
        let node = model.screens.get(screen).node(shared);
        Landing { screen, plan, quarter: shared.quarter, node, indicator: None }
    }

    /// Remembers the current place, so that one key leads back to it.
    pub(super) fn leave_a_trail(&mut self) {
        let here = self.here();
        let trail = &mut self.model.trail;
        if !trail.last().is_some_and(|last| last.is_same_place(&here)) {
            trail.push(here);
            let more = trail.len().saturating_sub(LONGEST_TRAIL);
            trail.drain(..more);
        }
    }

    /// Goes back to where the latest jump came from, also in another plan; places that no longer exist are skipped.
    pub(super) fn jump_back(&mut self) {
        let here = self.here();
        while let Some(landing) = self.model.trail.pop() {
            if !landing.is_same_place(&here) && !self.is_gone(&landing) {
                return self.go_to(landing);
            }
        }
        self.say(Notice::info("notice-nowhere-back"));
    }

    /// Puts a bookmark at the current place, or removes the one that is there.
    pub(super) fn toggle_bookmark(&mut self) {
        let here = self.here();
        let marks = &mut self.model.bookmarks;
        let before = marks.len();
        marks.retain(|mark| !mark.is_same_place(&here));
        let is_new = marks.len() == before;
        if is_new {
            let more = (before + 1).saturating_sub(MOST_BOOKMARKS);
            marks.drain(..more);
            marks.push(here);
        }
        let id = if is_new { "notice-bookmark-put" } else { "notice-bookmark-removed" };
        let count = marks.len();
        self.say(Notice::info(id).with("count", count));
    }

    /// Goes to the next bookmark; one key leads back. A bookmark at a row that no longer exists is removed.
    pub(super) fn next_bookmark(&mut self) {
        let here = self.here();
        for _ in 0..self.model.bookmarks.len() {
            let Some(mark) = self.model.bookmarks.pop() else { break };
            if self.is_gone(&mark) {
                continue;
            }
            self.model.bookmarks.insert(0, mark);
            if !mark.is_same_place(&here) {
                self.leave_a_trail();
                if mark.plan.is_some_and(|plan| self.model.shared.is_open(plan)) {
                    self.model.shared.go_to_quarter(mark.quarter);
                }
                return self.go_to(mark);
            }
        }
        let none = self.model.bookmarks.is_empty();
        self.say(Notice::info(if none { "notice-no-bookmarks" } else { "notice-no-other-bookmark" }));
    }

    /// Whether a place is at a row that the open plan no longer has.
    fn is_gone(&self, place: &Landing) -> bool {
        let open = self.model.shared.plan.as_ref().filter(|plan| Some(plan.id()) == place.plan);
        open.is_some_and(|plan| place.node.is_some_and(|id| plan.node(id).is_none()))
    }

    /// Opens the prompt for a place in any plan.
    pub(super) fn ask_where_to(&mut self) {
        let (prompt, effect) = GoTo::over(self.model.shared.plan.as_ref());
        self.effects.push(effect);
        self.model.layers.push(Layer::GoTo(prompt));
    }

    /// Passes places to the prompt that has requested them, if it is still open.
    pub(super) fn places(&mut self, found: PlacesFound) {
        let Some(mut layer) = self.model.layers.pop() else { return };
        let below = self.model.layers.len();
        let flow = match &mut layer {
            Layer::GoTo(prompt) => self.with(None, |_, cx| prompt.take(cx, found)),
            _ => Flow::Stay,
        };
        if flow == Flow::Stay {
            self.model.layers.insert(below, layer);
        }
    }

    /// Goes to a place in any plan; one key leads back.
    pub(super) fn go_to_place(&mut self, place: &PlanPlace) {
        self.leave_a_trail();
        let (node, indicator) = place.row.map_or((None, None), |(node, indicator)| (Some(node), indicator));
        let quarter = self.model.shared.quarter;
        self.go_to(Landing { screen: Screen::Outline, plan: Some(place.plan), quarter, node, indicator });
    }

    /// Goes to a place; its plan is read first if another one is open.
    fn go_to(&mut self, landing: Landing) {
        match landing.plan.filter(|plan| !self.model.shared.is_open(*plan)) {
            Some(plan) => {
                self.model.destination = Some(landing);
                self.effects.push(Effect::Open(plan));
            }
            None => self.land(landing),
        }
    }

    /// Shows a place of the open plan.
    pub(super) fn land(&mut self, landing: Landing) {
        let Landing { screen, node, indicator, .. } = landing;
        self.model.back.clear();
        self.with(None, |_, cx| cx.show(screen));
        let Some(node) = node else { return };
        if screen == Screen::Outline {
            self.with(None, |screens, cx| screens.outline.show_filtered(cx, node));
        }
        self.focus(node);
        if let Some(indicator) = indicator {
            self.model.screens.outline.focus_indicator(&self.model.shared, indicator);
        }
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
        let is_here = self.model.screen == screen;
        self.leave_a_trail();
        self.model.back.clear();
        self.with(None, |_, cx| cx.go(screen));
        if is_here {
            self.say(Notice::info("notice-already-here"));
        }
    }

    pub(super) fn go_to_quarter_of_year(&mut self, number: u8) {
        let shared = &mut self.model.shared;
        if let Some(quarter) = Quarter::new(shared.quarter.year(), number) {
            let before = shared.quarter;
            shared.go_to_quarter(quarter);
            // The list of plans does not name the quarter elsewhere.
            if shared.quarter == quarter && (before == quarter || self.model.screen == Screen::Plans) {
                shared.notice = Some(Notice::info("notice-quarter-is-shown").with("quarter", quarter));
            }
        }
    }
}
