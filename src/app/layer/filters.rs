//! The list of saved filters.

use super::{
    Flow,
    choice::{Pick, pick},
};
use crate::{
    app::{
        Cx, Effect, Notice, Shared,
        outline::{
            filter::Filter,
            saved::{FilterEdit, SavedFilter},
        },
        prompt::filter_name,
    },
    keymap::Action,
};

/// The list; one more row at its end saves the filter in force, if there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// The row under the cursor.
    pub at: usize,
    /// The filter in force.
    pub current: Option<String>,
}

impl Filters {
    /// How many rows there are.
    pub fn len(&self, shared: &Shared) -> usize {
        shared.filters.len() + usize::from(self.current.is_some())
    }

    /// The filter under the cursor; none on the row that saves one.
    pub fn saved<'a>(&self, shared: &'a Shared) -> Option<&'a SavedFilter> {
        shared.filters.get(self.at)
    }

    pub(super) fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        self.at = self.at.min(self.len(cx.shared).saturating_sub(1));
        if action == Action::Delete {
            match self.saved(cx.shared).cloned() {
                Some(SavedFilter { name, query }) => {
                    cx.say(Notice::info("filter-deleted").with("name", name.as_str()));
                    cx.shared.remember_text(query);
                    cx.effects.push(Effect::Filters(FilterEdit::Delete(name)));
                }
                None => cx.say(Notice::info("notice-nothing-to-delete")),
            }
            return Flow::Stay;
        }
        let len = self.len(cx.shared);
        match pick(&mut self.at, len, cx, action) {
            Pick::Row(at) => match (cx.shared.filters.get(at), &self.current) {
                (Some(saved), _) => {
                    let query = saved.query.clone();
                    return choose(cx, &query);
                }
                (None, Some(query)) => filter_name::open(cx, query.clone()),
                (None, None) => cx.say(Notice::info("filter-none-saved")),
            },
            Pick::Stay => {}
            Pick::Leave => return Flow::Close,
        }
        Flow::Stay
    }
}

fn choose(cx: &mut Cx<'_>, query: &str) -> Flow {
    match Filter::read(cx.shared, query) {
        Ok(filter) => {
            cx.filter(filter);
            Flow::Close
        }
        Err(notice) => {
            cx.say(notice);
            Flow::Stay
        }
    }
}
