//! Stores unfinished input while the user types, on a thread that sleeps otherwise.

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread::{Builder, JoinHandle},
    time::{Duration, Instant},
};

use crate::app::draft::WindowDraft;

/// The input is stored after a pause of this length,
const PAUSE: Duration = Duration::from_millis(80);
/// and at the latest this long after the first key, so that a killed window loses no more.
const AT_THE_LATEST: Duration = Duration::from_millis(200);

/// The storage for drafts.
pub trait DraftKeeper: Send {
    /// The draft of a window that ended; returned only once.
    fn found(&mut self) -> Option<WindowDraft>;

    /// Stores a draft, which replaces the one before. A failure is not reported, because it would be at every key, and
    /// the text is visible on the screen.
    fn keep(&mut self, draft: &WindowDraft);

    /// Removes the draft.
    fn forget(&mut self);
}

/// The thread that stores drafts, and the latest draft.
pub(super) struct Drafts {
    sender: Sender<WindowDraft>,
    thread: JoinHandle<Box<dyn DraftKeeper>>,
    last: Option<WindowDraft>,
}

impl Drafts {
    /// Starts the thread. None if the system cannot start it.
    pub fn start(keeper: Box<dyn DraftKeeper>) -> Option<Self> {
        let (sender, drafts) = channel();
        let thread = Builder::new().name("kvartal-drafts".to_owned());
        let thread = thread.spawn(move || write(keeper, &drafts)).ok()?;
        Some(Self { sender, thread, last: None })
    }

    /// Has a draft stored soon, if it differs from the one before.
    pub fn note(&mut self, draft: WindowDraft) {
        if self.last.as_ref() != Some(&draft) {
            self.last = Some(draft.clone());
            // If the thread has ended, it has panicked, which ends the program with a report.
            let _ = self.sender.send(draft);
        }
    }

    /// Ends the thread. With `keep`, the draft remains: for unfinished input, or when something other than the user
    /// ended the window.
    pub fn end(self, keep: bool) {
        drop(self.sender);
        if let Ok(mut keeper) = self.thread.join()
            && !keep
        {
            keeper.forget();
        }
    }
}

fn write(mut keeper: Box<dyn DraftKeeper>, drafts: &Receiver<WindowDraft>) -> Box<dyn DraftKeeper> {
    while let Ok(mut draft) = drafts.recv() {
        let until = Instant::now() + AT_THE_LATEST;
        let ended = loop {
            let left = until.saturating_duration_since(Instant::now());
            match drafts.recv_timeout(PAUSE.min(left)) {
                Ok(newer) => draft = newer,
                Err(RecvTimeoutError::Timeout) => break false,
                Err(RecvTimeoutError::Disconnected) => break true,
            }
        };
        keeper.keep(&draft);
        if ended {
            break;
        }
    }
    keeper
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::{
        app::{Screen, draft::Typed, facts::Field},
        domain::Quarter,
    };

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<String>>>);

    impl DraftKeeper for Paper {
        fn found(&mut self) -> Option<WindowDraft> {
            None
        }

        fn keep(&mut self, draft: &WindowDraft) {
            self.0.lock().unwrap().push(draft.typed.as_ref().map(Typed::words).unwrap_or_default());
        }

        fn forget(&mut self) {
            self.0.lock().unwrap().push("nothing".to_owned());
        }
    }

    fn draft(text: &str) -> WindowDraft {
        WindowDraft {
            plan: None,
            screen: Screen::Facts,
            quarter: Quarter::new(2026, 1).unwrap(),
            node: None,
            indicator: None,
            field: Field::Note,
            typed: Some(Typed { texts: vec![text.to_owned()], ..Typed::default() }),
        }
    }

    #[test]
    fn many_keys_are_few_writes_and_the_last_one_is_always_written() {
        let paper = Paper::default();
        let mut drafts = Drafts::start(Box::new(paper.clone())).unwrap();
        for text in ["п", "по", "пов", "повінь"] {
            drafts.note(draft(text));
            drafts.note(draft(text));
        }
        let began = Instant::now();
        while paper.0.lock().unwrap().is_empty() {
            assert!(began.elapsed() < Duration::from_secs(60), "it is written by itself");
            std::thread::sleep(Duration::from_millis(1));
        }
        drafts.note(draft("повінь у"));
        drafts.end(true);
        let written = paper.0.lock().unwrap();
        assert_eq!(written.last().map(String::as_str), Some("повінь у"));
        // Eight drafts with five different texts; on a busy machine some intermediate ones may be stored.
        assert!(written.len() <= 5, "{written:?}");
    }

    #[test]
    fn who_leaves_with_nothing_half_typed_leaves_nothing() {
        let paper = Paper::default();
        let mut drafts = Drafts::start(Box::new(paper.clone())).unwrap();
        drafts.note(draft("1"));
        drafts.end(false);
        assert_eq!(*paper.0.lock().unwrap(), ["1", "nothing"]);
    }
}
