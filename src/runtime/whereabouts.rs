//! Publishes where this window is, on a thread that sleeps while nothing is done.

use std::{
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread::Builder,
    time::Duration,
};

use crate::{
    app::{Model, Screen, msg::Neighbour},
    store::{Person, Store, Whereabouts},
};

/// The place is published after a pause of this length,
const PAUSE: Duration = Duration::from_millis(200);
/// and at the latest after this many moves.
const MOVES: usize = 50;

/// The thread that publishes, and the latest place.
pub(super) struct Teller {
    sender: Sender<Whereabouts>,
    last: Option<Whereabouts>,
}

impl Teller {
    /// Starts the thread. None if the system cannot start it.
    pub fn start(store: Arc<dyn Store>) -> Option<Self> {
        let (sender, places) = channel();
        let thread = Builder::new().name("kvartal-whereabouts".to_owned());
        thread.spawn(move || tell(store.as_ref(), &places)).ok()?;
        Some(Self { sender, last: None })
    }

    /// Has a place published soon, if it differs from the one before.
    pub fn note(&mut self, place: Whereabouts) {
        if self.last.as_ref() != Some(&place) {
            self.last = Some(place.clone());
            // If the thread has ended, it has panicked, which ends the program with a report.
            let _ = self.sender.send(place);
        }
    }
}

fn tell(store: &dyn Store, places: &Receiver<Whereabouts>) {
    while let Ok(mut place) = places.recv() {
        for _ in 0..MOVES {
            match places.recv_timeout(PAUSE) {
                Ok(newer) => place = newer,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        store.announce(&place);
    }
}

/// The current place of a window.
pub(super) fn of(model: &Model, from: &str) -> Whereabouts {
    let (row, is_typing) = model.row_and_typing();
    let plan = model.shared.plan.as_ref().filter(|_| model.screen != Screen::Plans);
    Whereabouts {
        name: model.shared.actor.name.clone(),
        from: from.to_owned(),
        plan: plan.map(|plan| plan.id().0),
        slug: plan.map(|plan| plan.header().slug.clone()).unwrap_or_default(),
        screen: model.screen.title().to_owned(),
        row,
        is_typing,
    }
}

/// Converts people to the form that the model shows.
pub(super) fn neighbours(people: Vec<Person>, now: i64) -> Vec<Neighbour> {
    let neighbour = |person: Person| {
        let place = person.place;
        let screen = Screen::ALL.iter().map(|screen| screen.title()).find(|title| *title == place.screen);
        Neighbour {
            name: place.name,
            from: place.from,
            slug: place.slug,
            screen: screen.unwrap_or(Screen::Plans.title()),
            row: place.row,
            is_typing: place.is_typing,
            idle: now.saturating_sub(person.at),
            is_own: person.is_own,
        }
    };
    people.into_iter().map(neighbour).collect()
}
