//! Who has a workspace open, and where each of them is. Windows send it over the socket to the serving process, which
//! keeps it in memory; nothing of it is stored.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde::{Deserialize, Serialize};

/// Longer texts are cut, because no name, address or host is longer.
const LONGEST: usize = 120;

/// Where a window is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whereabouts {
    /// The name that the user gives; the serving process replaces it where the account is another one.
    pub name: String,
    /// Where the session comes from, such as an address; empty for this machine.
    pub from: String,
    /// The id of the open plan; none on the list of plans.
    pub plan: Option<u128>,
    /// The name of the open plan.
    pub slug: String,
    /// The id of the message with the screen's title.
    pub screen: String,
    /// The address of the row under the cursor; empty where it is on none.
    pub row: String,
    /// Whether an unfinished input is open there.
    pub is_typing: bool,
}

/// A window that is present.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The number of the window.
    pub window: u64,
    /// Where the window is.
    pub place: Whereabouts,
    /// When it was opened, in milliseconds since 1970 UTC.
    pub since: i64,
    /// When it was last used, in milliseconds since 1970 UTC.
    pub at: i64,
    /// Whether it is the reader's own.
    pub is_own: bool,
}

/// The open windows, in the memory of the serving process.
#[derive(Debug, Default)]
pub(super) struct Presences(Mutex<BTreeMap<u64, Person>>);

impl Presences {
    fn people(&self) -> MutexGuard<'_, BTreeMap<u64, Person>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records where a window is. Returns whether the window is new.
    pub fn note(&self, window: u64, place: Whereabouts, now: i64) -> bool {
        let place = place.bounded();
        let mut people = self.people();
        let since = people.get(&window).map(|person| person.since);
        let person = Person { window, place, since: since.unwrap_or(now), at: now, is_own: false };
        people.insert(window, person);
        since.is_none()
    }

    /// Removes a window. Returns whether it was present.
    pub fn forget(&self, window: u64) -> bool {
        self.people().remove(&window).is_some()
    }

    /// All windows in the order of opening, as one of them sees them.
    pub fn seen_by(&self, window: u64) -> Vec<Person> {
        let mut people: Vec<Person> = self.people().values().cloned().collect();
        people.iter_mut().for_each(|person| person.is_own = person.window == window);
        people.sort_by_key(|person| (person.since, person.window));
        people
    }
}

impl Whereabouts {
    /// Limits the length of texts that come from outside.
    fn bounded(self) -> Self {
        let cut = |text: String| text.chars().take(LONGEST).collect();
        Self {
            name: cut(self.name),
            from: cut(self.from),
            slug: cut(self.slug),
            screen: cut(self.screen),
            row: cut(self.row),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(name: &str, row: &str) -> Whereabouts {
        Whereabouts { name: name.to_owned(), row: row.to_owned(), ..Whereabouts::default() }
    }

    #[test]
    fn each_is_seen_where_it_was_last_until_it_goes() {
        let presences = Presences::default();
        assert!(presences.note(0, at("olena", "1.1"), 10));
        assert!(presences.note(7, at("petro", "1.1"), 20));
        assert!(!presences.note(0, at("olena", "2.2"), 30), "it was here already");
        let seen = presences.seen_by(7);
        let told =
            seen.iter().map(|p| (p.place.name.as_str(), p.place.row.as_str(), p.since, p.at, p.is_own));
        assert_eq!(
            told.collect::<Vec<_>>(),
            [("olena", "2.2", 10, 30, false), ("petro", "1.1", 20, 20, true)]
        );
        assert!(presences.forget(0) && !presences.forget(0));
        assert_eq!(presences.seen_by(7).len(), 1);
    }

    #[test]
    fn what_is_said_has_an_end() {
        let presences = Presences::default();
        presences.note(0, at(&"я".repeat(5000), ""), 1);
        assert_eq!(presences.seen_by(0)[0].place.name.chars().count(), LONGEST);
    }
}
