//! The keys that work here, scrolled.

use super::Flow;
use crate::keymap::{Action, Context};

/// How many lines a page goes on: a few stay in sight on the smallest screen.
const PAGE: usize = 10;

/// The help on a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Help {
    /// What it is about.
    pub context: Context,
    /// The first line shown; the view stops at the last page.
    pub top: usize,
}

impl Help {
    /// The help from its beginning.
    pub const fn new(context: Context) -> Self {
        Self { context, top: 0 }
    }

    pub(super) const fn act(&mut self, action: Action) -> Flow {
        self.top = match action {
            Action::Up => self.top.saturating_sub(1),
            Action::Down => self.top.saturating_add(1),
            Action::PageUp | Action::HalfUp => self.top.saturating_sub(PAGE),
            Action::PageDown | Action::HalfDown => self.top.saturating_add(PAGE),
            Action::First => 0,
            Action::Last => usize::MAX,
            Action::Cancel => return Flow::Close,
            _ => self.top,
        };
        Flow::Stay
    }
}
