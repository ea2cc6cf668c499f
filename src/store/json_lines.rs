//! Plans in a directory of text files: each file contains the changes of one plan, one JSON object a line. The format
//! is for copies that other programs read and that outlive this one; all plans are read into memory.

use std::{
    collections::BTreeMap,
    fs::{File, OpenOptions},
    io::{Seek as _, SeekFrom, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError, mpsc::Receiver},
};

use serde::{Deserialize, Serialize};

use super::{
    CommitError, Harm, Logged, MemoryStore, News, PlanEntry, Store, StoreError,
    codec::{Stored, VERSION},
    durable_file::sync_dir,
    plain_file::{open_plain, read_plain},
    stored::{Lay as _, Upgrade as _},
    workspace::make_dir,
};
use crate::domain::{Change, Plan, PlanId};

const FORMAT: &str = "kvartal-change";
/// The ending of the name of a plan's file, after the plan's id.
const ENDING: &str = ".changes.jsonl";

/// A line. The fields before the change repeat it in words, for readers with only a text editor.
#[derive(Serialize, Deserialize)]
struct ChangeLine<C> {
    format: String,
    version: u16,
    seq: u64,
    id: String,
    author: String,
    verb: String,
    change: C,
}

/// A store of plans in a directory of text files.
#[derive(Debug)]
pub struct JsonStore {
    directory: PathBuf,
    memory: MemoryStore,
    files: Mutex<BTreeMap<PlanId, File>>,
}

impl JsonStore {
    /// Reads the directory, and creates it where it does not exist. An unfinished last line of a file is cut off when
    /// the plan is next written.
    ///
    /// # Errors
    /// When it cannot be read, or a line is damaged.
    pub fn open(directory: &Path) -> Result<Self, StoreError> {
        if !directory.is_dir() {
            make_dir(directory)?;
        }
        let memory = MemoryStore::new();
        for entry in std::fs::read_dir(directory).map_err(StoreError::io(directory))? {
            let path = entry.map_err(StoreError::io(directory))?.path();
            if path.to_string_lossy().ends_with(ENDING) {
                let (changes, _) = read(&path)?;
                memory.adopt(&changes, false).map_err(|_| StoreError::damaged(&path, 0, Harm::Order))?;
            }
        }
        Ok(Self { directory: directory.to_owned(), memory, files: Mutex::default() })
    }

    fn path(&self, plan: PlanId) -> PathBuf {
        self.directory.join(format!("{plan}{ENDING}"))
    }

    fn append(&self, changes: &[Logged]) -> Result<(), CommitError> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(plan) = changes.first().map(|logged| logged.change.plan) else { return Ok(()) };
        let path = self.path(plan);
        let mut text = Vec::new();
        for logged in changes {
            text.extend(line(logged).map_err(|_| CommitError::Malformed)?.into_bytes());
            text.push(b'\n');
        }
        let file = match files.entry(plan) {
            std::collections::btree_map::Entry::Occupied(open) => open.into_mut(),
            std::collections::btree_map::Entry::Vacant(vacant) => vacant.insert(begin(&path)?),
        };
        let written = file.write_all(&text).and_then(|()| file.sync_data());
        Ok(written.map_err(StoreError::io(&path))?)
    }
}

/// Opens a plan's file for appending after its last complete line.
fn begin(path: &Path) -> Result<File, StoreError> {
    let io = StoreError::io(path);
    let whole = if path.exists() { read(path)?.1 } else { 0 };
    let open = || {
        let mut options = OpenOptions::new();
        let mut file = open_plain(options.write(true).create(true).truncate(false).mode(0o600), path)?;
        file.set_len(whole)?;
        file.seek(SeekFrom::End(0))?;
        Ok(file)
    };
    let file = open().map_err(io)?;
    path.parent().map_or(Ok(()), sync_dir)?;
    Ok(file)
}

/// The changes in a file, and the length of its complete lines in bytes.
fn read(path: &Path) -> Result<(Vec<Logged>, u64), StoreError> {
    let bytes = read_plain(path).map_err(StoreError::io(path))?;
    let mut changes = Vec::new();
    let mut at = 0;
    for part in bytes.split_inclusive(|byte| *byte == b'\n') {
        let Some(text) = part.strip_suffix(b"\n") else { break };
        let damaged = |what: String| StoreError::damaged(path, at, Harm::Content(what));
        changes.push(parse(text).map_err(damaged)?);
        at += part.len() as u64;
    }
    Ok((changes, at))
}

fn line(logged: &Logged) -> Result<String, serde_json::Error> {
    let change = &logged.change;
    serde_json::to_string(&ChangeLine {
        format: FORMAT.to_owned(),
        version: VERSION,
        seq: logged.seq,
        id: change.id.to_string(),
        author: change.author.clone(),
        verb: change.summary.verb.name().to_owned(),
        change: <Change as Stored>::Layout::lay(change),
    })
}

fn parse(text: &[u8]) -> Result<Logged, String> {
    let said = |error: serde_json::Error| error.to_string();
    let head: ChangeLine<serde::de::IgnoredAny> = serde_json::from_slice(text).map_err(said)?;
    if head.format != FORMAT || head.version != VERSION {
        return Err(format!("{} {}", head.format, head.version));
    }
    let line: ChangeLine<<Change as Stored>::Layout<'static>> = serde_json::from_slice(text).map_err(said)?;
    let change: Change = line.change.upgrade().ok_or_else(|| "its parts make no change".to_owned())?;
    if change.is_sound() {
        Ok(Logged { seq: line.seq, change })
    } else {
        Err("a record does not fit".to_owned())
    }
}

/// A change that is not yet part of a history, as a line of text; none if it cannot be stored.
pub fn line_of_change(change: &Change) -> Option<String> {
    line(&Logged { seq: 0, change: change.clone() }).ok()
}

/// The change on a line; none if the line does not hold a change of this version.
pub fn change_of_line(text: &str) -> Option<Change> {
    parse(text.trim_end().as_bytes()).ok().map(|logged| logged.change)
}

impl Store for JsonStore {
    fn plans(&self) -> Result<Vec<PlanEntry>, StoreError> {
        self.memory.plans()
    }

    fn gone(&self) -> Result<Vec<PlanId>, StoreError> {
        self.memory.gone()
    }

    fn load(&self, plan: PlanId) -> Result<Option<Plan>, StoreError> {
        self.memory.load(plan)
    }

    fn commit(&self, change: &Change) -> Result<u64, CommitError> {
        let seq = self.memory.commit(change)?;
        self.append(&[Logged { seq, change: change.clone() }])?;
        Ok(seq)
    }

    fn adopt(&self, changes: &[Logged], is_last: bool) -> Result<(), CommitError> {
        self.memory.adopt(changes, is_last)?;
        self.append(changes)
    }

    fn history(&self, plan: PlanId, from: u64) -> Result<Vec<Logged>, StoreError> {
        self.memory.history(plan, from)
    }

    fn watch(&self) -> Receiver<News> {
        self.memory.watch()
    }
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::*, *};

    const P: PlanId = PlanId(7);

    #[test]
    fn what_was_cut_off_in_a_line_goes_on_behind_the_last_whole_one() {
        let dir = tempfile::tempdir().unwrap();
        let store = JsonStore::open(dir.path()).unwrap();
        store.commit(&create(P, "plan", 2)).unwrap();
        let path = store.path(P);
        let whole = std::fs::read(&path).unwrap();
        let set = set_fact(50, &store.load(P).unwrap().unwrap(), 1, 5);
        store.commit(&set).unwrap();
        let expected = (store.load(P).unwrap(), store.history(P, 1).unwrap());
        drop(store);
        let all = std::fs::read(&path).unwrap();
        for end in [whole.len() + 1, all.len() - 1] {
            std::fs::write(&path, &all[..end]).unwrap();
            let store = JsonStore::open(dir.path()).unwrap();
            assert_eq!(store.history(P, 1).unwrap().len(), 1);
            store.commit(&set).unwrap();
            drop(store);
            assert_eq!(std::fs::read(&path).unwrap(), all);
            let store = JsonStore::open(dir.path()).unwrap();
            assert_eq!((store.load(P).unwrap(), store.history(P, 1).unwrap()), expected);
        }
        std::fs::write(&path, [&whole[..], b"{}\n"].concat()).unwrap();
        assert!(
            matches!(JsonStore::open(dir.path()), Err(StoreError::Damaged { at, .. }) if at == whole.len() as u64)
        );
    }
}
