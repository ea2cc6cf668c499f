//! What is half-typed is written down while one types, by a thread that sleeps while nothing is typed.

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread::{Builder, JoinHandle},
    time::{Duration, Instant},
};

use crate::app::draft::WindowDraft;

/// Who goes on typing is written down after so long a pause,
const PAUSE: Duration = Duration::from_millis(80);
/// and at the latest so long after the first key: a window that is killed loses no more.
const AT_THE_LATEST: Duration = Duration::from_millis(200);

/// Where drafts are kept.
pub trait DraftKeeper: Send {
    /// What another window left behind when it ended; told once.
    fn found(&mut self) -> Option<WindowDraft>;

    /// Writes a draft down in the place of the one before. What cannot be written is not told: it would be at
    /// every key, and the text stands on the screen.
    fn keep(&mut self, draft: &WindowDraft);

    /// Nothing is to be kept.
    fn forget(&mut self);
}

/// The thread that writes, and what it was given last.
pub(super) struct Drafts {
    sender: Sender<WindowDraft>,
    thread: JoinHandle<Box<dyn DraftKeeper>>,
    last: Option<WindowDraft>,
}

impl Drafts {
    /// Begins to keep drafts. None where the system gives no thread.
    pub fn start(keeper: Box<dyn DraftKeeper>) -> Option<Self> {
        let (sender, drafts) = channel();
        let thread = Builder::new().name("kvartal-drafts".to_owned());
        let thread = thread.spawn(move || write(keeper, &drafts)).ok()?;
        Some(Self { sender, thread, last: None })
    }

    /// Has a draft written down soon, where it is another one than before.
    pub fn note(&mut self, draft: WindowDraft) {
        if self.last.as_ref() != Some(&draft) {
            self.last = Some(draft.clone());
            // A thread that has gone has panicked, which ends the program with the reason.
            let _ = self.sender.send(draft);
        }
    }

    /// Ends: with something half-typed, or by something that is not the person's wish, the draft stays.
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
        // Eight notes of five texts; a busy machine may write a few between them.
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
