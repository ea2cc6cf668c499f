//! The prompt that goes to a place in any plan: the places that match what is typed, as they are found.

use super::{
    Flow,
    narrowed::{self, Narrowed},
};
use crate::{
    app::{
        Cx, Effect,
        line::Line,
        list::ListCursor,
        places::{PlaceHit, PlaceQuery, PlacesFound, PlanPlace},
        wanted,
    },
    domain::{Plan, PlanId},
    keymap::Action,
    text::find::Wanted,
};

/// The prompt.
#[derive(Debug)]
pub struct GoTo {
    /// What is typed.
    pub line: Line,
    /// The row under the cursor.
    pub cursor: ListCursor,
    /// The places that were found, the best first.
    pub hits: Vec<PlaceHit>,
    /// How many places match.
    pub count: usize,
    /// How many plans could not be read.
    pub unread: usize,
    /// How many plans were searched, and how many there are.
    pub searched: (usize, usize),
    open: Option<PlanId>,
    wanted: Wanted,
    /// The search for which the places were found; none before the first answer.
    shown: Option<Wanted>,
    /// Whether an answer is on its way. The next part is requested after it, so that keys never queue up searches.
    is_waiting: bool,
    /// Whether Enter was pressed before the places were found.
    is_taken: bool,
}

impl GoTo {
    /// The prompt, and the request for the places that it begins with.
    pub fn over(open: Option<&Plan>) -> (Self, Effect) {
        let open = open.map(Plan::id);
        let query = PlaceQuery { wanted: Wanted::default(), open, from: 0 };
        let prompt = Self {
            line: Line::default().for_search(),
            cursor: ListCursor::default(),
            hits: Vec::new(),
            count: 0,
            unread: 0,
            searched: (0, 0),
            open,
            wanted: Wanted::default(),
            shown: None,
            is_waiting: true,
            is_taken: false,
        };
        (prompt, Effect::FindPlaces(query))
    }

    /// Whether all plans were searched for what is typed.
    pub fn is_complete(&self) -> bool {
        self.is_current() && self.searched.0 >= self.searched.1
    }

    /// Whether the places belong to what is typed.
    fn is_current(&self) -> bool {
        self.shown.as_ref() == Some(&self.wanted)
    }

    /// Sets how many rows are shown.
    pub fn set_height(&mut self, height: usize) {
        self.cursor.set_height(height, self.hits.len());
    }

    pub(super) fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        match action {
            Action::Accept => {
                self.is_taken = true;
                // After a failure Enter searches again.
                if !self.is_complete() {
                    self.ask(cx, if self.is_current() { self.searched.0 } else { 0 });
                }
                return self.go_if_found(cx);
            }
            Action::Cancel => return Flow::Close,
            _ => {}
        }
        let len = self.hits.len();
        if narrowed::act(&mut self.line, &mut self.cursor, len, cx, action) == Narrowed::Anew {
            self.search(cx);
        }
        Flow::Stay
    }

    pub(super) fn paste(&mut self, cx: &mut Cx<'_>, text: &str) {
        cx.paste_into(&mut self.line, text);
        self.search(cx);
    }

    /// Begins the search for what is typed now.
    fn search(&mut self, cx: &mut Cx<'_>) {
        self.is_taken = false;
        self.wanted = wanted(&cx.shared.keymap, self.line.text());
        if !self.is_current() {
            self.ask(cx, 0);
        }
    }

    fn ask(&mut self, cx: &mut Cx<'_>, from: usize) {
        if !self.is_waiting {
            self.is_waiting = true;
            cx.effects.push(Effect::FindPlaces(PlaceQuery {
                wanted: self.wanted.clone(),
                open: self.open,
                from,
            }));
        }
    }

    /// Records that the search has failed.
    pub(in crate::app) const fn fail(&mut self) {
        (self.is_waiting, self.is_taken) = (false, false);
    }

    /// Whether the answer to a search is on its way.
    pub const fn is_waiting(&self) -> bool {
        self.is_waiting
    }

    /// Takes the places of some plans, and requests the next ones.
    pub(in crate::app) fn take(&mut self, cx: &mut Cx<'_>, found: PlacesFound) -> Flow {
        self.is_waiting = false;
        if found.query.wanted != self.wanted {
            self.ask(cx, 0);
            return Flow::Stay;
        }
        let at = self.hits.get(self.cursor.at).map(|hit| hit.place.clone());
        if found.query.from == 0 {
            (self.hits, self.count, self.unread) = (Vec::new(), 0, 0);
        }
        PlaceHit::merge(&mut self.hits, found.hits);
        self.count += found.count;
        self.unread += found.unread;
        self.searched = (found.searched, found.plans);
        // The first row stays the best one; a row that was moved to is kept.
        let kept = at.filter(|_| found.query.from > 0 && self.cursor.at > 0);
        let kept = kept.and_then(|at| self.hits.iter().position(|hit| hit.place == at));
        self.cursor.go(kept.unwrap_or(0), self.hits.len());
        self.shown = Some(found.query.wanted);
        if !self.is_complete() {
            self.ask(cx, found.searched);
        }
        self.go_if_found(cx)
    }

    /// Goes to the place under the cursor if Enter was pressed, as soon as no better one can be found.
    fn go_if_found(&mut self, cx: &mut Cx<'_>) -> Flow {
        let hit = self.hits.get(self.cursor.at);
        let is_certain = self.is_complete() || hit.is_some_and(PlaceHit::is_best);
        if !self.is_taken || !self.is_current() || !is_certain {
            return Flow::Stay;
        }
        self.is_taken = false;
        match hit {
            Some(hit) => {
                cx.go_to_place(hit.place.clone());
                Flow::Close
            }
            None => Flow::Stay,
        }
    }

    /// The place under the cursor.
    pub fn place(&self) -> Option<&PlanPlace> {
        self.hits.get(self.cursor.at).map(|hit| &hit.place)
    }
}
