//! The key-value engine behind the state; no other file names it. Every call catches panics, because with damaged files
//! the engine panics where it should return an error.

use std::{
    collections::BTreeMap,
    fs::File,
    io::ErrorKind,
    num::NonZeroU64,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::mpsc::channel,
    thread,
    time::{Duration, Instant},
};

/// Writes that happen together or not at all: a value to put, or none to delete the key.
pub(super) type Writes = BTreeMap<Vec<u8>, Option<Vec<u8>>>;

/// A key and its value.
pub(super) type Pair = (Vec<u8>, Vec<u8>);

/// The engine, open.
pub(super) struct Engine {
    db: ::sled::Db,
    dir: PathBuf,
}

impl Engine {
    /// Opens the engine, or creates a new one. It has to be called on the only thread that uses the engine, after
    /// [`TimerSlack::Hour`].
    ///
    /// This process holds the workspace's lock, so if the engine's file is locked, the holder is a previous engine
    /// whose threads are still ending; `open` waits for them.
    pub fn open(dir: &Path) -> Result<Self, EngineError> {
        let open = || {
            guarded(|| {
                let config = ::sled::Config::new().path(dir).cache_capacity(64 << 20).flush_every_ms(None);
                config.open().map(|db| Self { db, dir: dir.to_owned() })
            })
        };
        let until = Instant::now() + REMAINS;
        loop {
            match open() {
                Err(error) if error.is_held() && Instant::now() < until => {
                    // With the long timer slack the pause could last up to an hour.
                    set_timer_slack(TimerSlack::Exact);
                    thread::sleep(PAUSE);
                    set_timer_slack(TimerSlack::Hour);
                }
                other => return other,
            }
        }
    }

    pub fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, EngineError> {
        guarded(|| self.db.get(key).map(|found| found.map(|value| value.to_vec())))
    }

    /// All pairs whose key begins with the prefix, ordered by key.
    pub fn scan(&self, prefix: &[u8]) -> Result<Vec<Pair>, EngineError> {
        guarded(|| {
            let pairs = self.db.scan_prefix(prefix);
            pairs.map(|pair| pair.map(|(key, value)| (key.to_vec(), value.to_vec()))).collect()
        })
    }

    pub fn is_empty(&self) -> Result<bool, EngineError> {
        guarded(|| Ok(self.db.iter().next().transpose()?.is_none()))
    }

    /// Writes all or nothing; durable after [`Engine::sync`].
    pub fn write(&self, writes: Writes) -> Result<(), EngineError> {
        guarded(|| {
            let mut batch = ::sled::Batch::default();
            for (key, value) in writes {
                match value {
                    Some(value) => batch.insert(key, value),
                    None => batch.remove(key),
                }
            }
            self.db.apply_batch(batch)
        })
    }

    /// Makes everything written durable. The engine's own flush does not, because it syncs ranges without the file's
    /// length.
    ///
    /// # Errors
    /// When the disk fails, or the engine does not answer.
    pub fn sync(&self) -> Result<(), EngineError> {
        self.flush()?;
        guarded(|| Ok(File::open(self.dir.join("db")).and_then(|file| file.sync_data())?))
    }

    /// Has the engine write its buffers, and waits for it for some time only: after a failed sync it sometimes waits for
    /// ever for a write that nobody does any more.
    fn flush(&self) -> Result<(), EngineError> {
        let (done, flushed) = channel();
        let db = self.db.clone();
        let flush = move || done.send(guarded(|| db.flush().map(drop)));
        let started = thread::Builder::new().name("kvartal-flush".to_owned()).spawn(flush);
        drop(started.map_err(EngineError::Io)?);
        set_timer_slack(TimerSlack::Exact);
        let answer = flushed.recv_timeout(PATIENCE);
        set_timer_slack(TimerSlack::Hour);
        answer.unwrap_or_else(|_| Err(EngineError::Io(ErrorKind::TimedOut.into())))
    }

    /// Closes the engine; a panic of the engine is caught.
    pub fn end(self) {
        let _ = catch_unwind(AssertUnwindSafe(|| drop(self)));
    }
}

/// How long the engine is waited for. A state that was not made durable is made anew from the journal.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long to wait for the threads of a previous engine, and how often to look.
const REMAINS: Duration = Duration::from_secs(3);
const PAUSE: Duration = Duration::from_millis(2);

impl EngineError {
    /// Whether the engine's file is locked. The engine wraps the system's error in its own words.
    fn is_held(&self) -> bool {
        match self {
            Self::Io(cause) => {
                cause.kind() == ErrorKind::WouldBlock || cause.to_string().contains("WouldBlock")
            }
            Self::Damaged(_) => false,
        }
    }
}

/// An error of the engine.
#[derive(Debug)]
pub(super) enum EngineError {
    /// The files are damaged and have to be rebuilt.
    Damaged(String),
    /// The system reported an error; the files may be intact.
    Io(std::io::Error),
}

fn guarded<T>(call: impl FnOnce() -> Result<T, ::sled::Error>) -> Result<T, EngineError> {
    use ErrorKind::{InvalidData, InvalidInput, NotFound, UnexpectedEof};
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(Ok(value)) => Ok(value),
        // Missing or truncated files are damage; a full disk or a held lock is not.
        Ok(Err(::sled::Error::Io(cause)))
            if !matches!(cause.kind(), InvalidData | InvalidInput | NotFound | UnexpectedEof) =>
        {
            Err(EngineError::Io(cause))
        }
        Ok(Err(cause)) => Err(EngineError::Damaged(cause.to_string())),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
            Err(EngineError::Damaged(format!("it panicked: {}", text.unwrap_or("without a message"))))
        }
    }
}

/// Removes the small files that the engine can rebuild, because that repairs most damage to them.
pub(super) fn remove_small_files(dir: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name();
        if name == "conf" || name.as_encoded_bytes().starts_with(b"snap.") {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// How late the timers of a thread may fire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimerSlack {
    /// An hour. The engine's threads inherit it, because otherwise they would wake up every second for nothing, as long
    /// as the process lives.
    Hour,
    /// As little as possible, for waits that are meant to end.
    Exact,
}

/// Sets how late the timers of this thread may fire, and those of the threads that it starts from now on.
pub(super) fn set_timer_slack(slack: TimerSlack) {
    let late = match slack {
        TimerSlack::Hour => NonZeroU64::new(3_600_000_000_000),
        TimerSlack::Exact => None,
    };
    let _ = rustix::thread::set_current_timer_slack(late);
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn what_is_left_of_an_engine_is_waited_for_and_no_longer() {
        let dir = tempfile::tempdir().unwrap();
        let first = Engine::open(dir.path()).unwrap();
        let path = dir.path().to_owned();
        let (sender, opened) = channel();
        let second = thread::spawn(move || {
            set_timer_slack(TimerSlack::Hour);
            let engine = Engine::open(&path);
            sender.send(engine.is_ok()).unwrap();
        });
        thread::sleep(PAUSE * 3);
        drop(first);
        // Far less than the hour by which a timer may be late.
        assert_eq!(opened.recv_timeout(Duration::from_secs(20)), Ok(true));
        second.join().unwrap();
    }
}
