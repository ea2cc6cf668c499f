//! Storing drafts in the workspace or beside it: one file for each window, and a lock that shows whether the window is
//! still open.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::Write as _,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

use etcetera::BaseStrategy as _;
use rustix::fs::{Access, FlockOperation, flock};
use serde::{Deserialize, Serialize};

use super::{clock, ids, plans_at::PlansAt};
use crate::{
    app::{
        Screen,
        draft::{Typed, WindowDraft},
        facts::Field,
    },
    domain::Quarter,
    keymap::Action,
    runtime::DraftKeeper,
    store,
};

/// The name of the directory in the workspace.
const DIRECTORY: &str = "drafts";

/// Where drafts are kept.
pub(super) struct Drafts {
    directory: PathBuf,
    /// The name and the lock of this window's draft, once it has one.
    own: Option<(String, File)>,
}

/// The content of a file.
#[derive(Serialize, Deserialize)]
struct Kept {
    version: u32,
    at: i64,
    plan: Option<String>,
    screen: String,
    quarter: String,
    node: Option<String>,
    indicator: Option<String>,
    field: String,
    typed: Option<KeptTyped>,
}

#[derive(Serialize, Deserialize)]
struct KeptTyped {
    opened_by: Option<String>,
    texts: Vec<String>,
    at: usize,
}

/// The directory for the drafts of a workspace: inside it, or in the user's own state directory.
fn directory(workspace: &Path, states: Option<PathBuf>) -> PathBuf {
    match states {
        None => workspace.join(DIRECTORY),
        Some(states) => {
            let id = blake3::hash(workspace.as_os_str().as_encoded_bytes()).to_hex();
            states.join("kvartal").join(DIRECTORY).join(id.get(..32).unwrap_or_default())
        }
    }
}

impl Drafts {
    /// The drafts of a workspace. The directory is created only when there is something to store. A user who may not
    /// write to the workspace, because it belongs to the account that serves it, stores drafts in the own state
    /// directory.
    pub fn of(plans: &PlansAt) -> Self {
        let states = etcetera::choose_base_strategy().ok().and_then(|xdg| xdg.state_dir());
        let directory = match plans {
            PlansAt::Directory(workspace) => {
                let is_closed =
                    workspace.exists() && rustix::fs::access(workspace, Access::WRITE_OK).is_err();
                directory(workspace, states.filter(|_| is_closed))
            }
            PlansAt::Server(server) => {
                directory(Path::new(&server.address), Some(states.unwrap_or_else(std::env::temp_dir)))
            }
        };
        Self { directory, own: None }
    }

    fn text(&self, name: &str) -> PathBuf {
        self.directory.join(name).with_extension("json")
    }

    /// Locks the draft of a window; none if the window is open, or locking is impossible.
    fn lock(&self, name: &str) -> Option<File> {
        let mut options = OpenOptions::new();
        let path = self.directory.join(name).with_extension("lock");
        let options = options.write(true).create(true).truncate(false).mode(0o600);
        let file = store::open_plain(options, &path).ok()?;
        flock(&file, FlockOperation::NonBlockingLockExclusive).ok()?;
        Some(file)
    }

    /// The name of this window's draft.
    fn name(&mut self) -> Option<String> {
        if self.own.is_none() {
            DirBuilder::new().recursive(true).mode(0o700).create(&self.directory).ok()?;
            let name = format!("{:032x}", ids::seed());
            let lock = self.lock(&name)?;
            self.own = Some((name, lock));
        }
        self.own.as_ref().map(|(name, _)| name.clone())
    }

    fn write(&mut self, draft: &WindowDraft) -> Option<()> {
        let name = self.name()?;
        let text = serde_json::to_vec(&Kept::of(draft)).ok()?;
        let beside = self.directory.join(&name).with_extension("tmp");
        let mut options = OpenOptions::new();
        let options = options.write(true).create(true).truncate(true).mode(0o600);
        let mut file = store::open_plain(options, &beside).ok()?;
        file.write_all(&text).ok()?;
        fs::rename(&beside, self.text(&name)).ok()
    }
}

impl DraftKeeper for Drafts {
    /// The latest draft of closed windows with unfinished input, otherwise the latest place. Other drafts
    /// with only a place are deleted.
    fn found(&mut self) -> Option<WindowDraft> {
        let files = fs::read_dir(&self.directory).ok()?;
        let names = files.filter_map(|file| {
            let path = file.ok()?.path();
            let is_draft = path.extension().is_some_and(|ending| ending == "json");
            is_draft.then(|| path.file_stem()?.to_str().map(str::to_owned))?
        });
        let mut left: Vec<(bool, i64, String, File, WindowDraft)> = Vec::new();
        for name in names {
            let Some(lock) = self.lock(&name) else { continue };
            let text = store::read_plain(&self.text(&name)).ok();
            let kept = text.and_then(|text| serde_json::from_slice::<Kept>(&text).ok());
            if let Some((at, draft)) = kept.and_then(|kept| Some((kept.at, kept.draft()?))) {
                left.push((draft.typed.is_some(), at, name, lock, draft));
            }
        }
        left.sort_by_key(|a| (a.0, a.1));
        let (_, _, name, lock, draft) = left.pop()?;
        for (typed, _, name, _, _) in &left {
            if !typed {
                self.remove(name);
            }
        }
        self.own = Some((name, lock));
        Some(draft)
    }

    fn keep(&mut self, draft: &WindowDraft) {
        // A failure is not reported, because it would be at every key, and the text is visible on the screen.
        let _ = self.write(draft);
    }

    fn forget(&mut self) {
        if let Some((name, _lock)) = self.own.take() {
            self.remove(&name);
        }
    }
}

impl Drafts {
    fn remove(&self, name: &str) {
        // A draft that cannot be removed is offered again.
        let _ = fs::remove_file(self.text(name));
        let _ = fs::remove_file(self.directory.join(name).with_extension("lock"));
        // This removes the directory only if it is empty.
        let _ = fs::remove_dir(&self.directory);
    }
}

const FIELDS: [(&str, Field); 8] = [
    ("fact", Field::Fact),
    ("note", Field::Note),
    ("evidence", Field::Evidence),
    ("quarter-1", Field::Quarter(1)),
    ("quarter-2", Field::Quarter(2)),
    ("quarter-3", Field::Quarter(3)),
    ("quarter-4", Field::Quarter(4)),
    ("year", Field::Year),
];

impl Kept {
    fn of(draft: &WindowDraft) -> Self {
        let field = FIELDS.iter().find(|(_, field)| *field == draft.field).map_or("fact", |(name, _)| *name);
        Self {
            version: 1,
            at: clock::now(),
            plan: draft.plan.map(|id| id.to_string()),
            screen: draft.screen.title().to_owned(),
            quarter: draft.quarter.to_string(),
            node: draft.node.map(|id| id.to_string()),
            indicator: draft.indicator.map(|id| id.to_string()),
            field: field.to_owned(),
            typed: draft.typed.as_ref().map(|typed| KeptTyped {
                opened_by: typed.opened_by.map(|action| action.id().to_owned()),
                texts: typed.texts.clone(),
                at: typed.at,
            }),
        }
    }

    /// The draft, if this version understands it.
    fn draft(self) -> Option<WindowDraft> {
        if self.version != 1 {
            return None;
        }
        let action = |id: String| Action::ALL.iter().copied().find(|action| action.id() == id);
        Some(WindowDraft {
            plan: self.plan.and_then(|id| id.parse().ok()),
            screen: Screen::ALL.iter().copied().find(|screen| screen.title() == self.screen)?,
            quarter: Quarter::parse(&self.quarter)?,
            node: self.node.and_then(|id| id.parse().ok()),
            indicator: self.indicator.and_then(|id| id.parse().ok()),
            field: FIELDS
                .iter()
                .find(|(name, _)| *name == self.field)
                .map_or(Field::Fact, |(_, field)| *field),
            typed: self.typed.map(|typed| Typed {
                opened_by: typed.opened_by.and_then(action),
                texts: typed.texts,
                at: typed.at,
            }),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(text: Option<&str>) -> WindowDraft {
        WindowDraft {
            plan: Some(crate::domain::PlanId(7)),
            screen: Screen::Facts,
            quarter: Quarter::new(2026, 3).unwrap(),
            node: Some(crate::domain::NodeId(9)),
            indicator: None,
            field: Field::Note,
            typed: text.map(|text| Typed {
                opened_by: Some(Action::EditNote),
                texts: vec![text.to_owned()],
                at: 0,
            }),
        }
    }

    #[test]
    fn who_may_not_write_into_the_workspace_keeps_drafts_of_his_own() {
        let (one, other) = (Path::new("/srv/one"), Path::new("/srv/other"));
        assert_eq!(directory(one, None), Path::new("/srv/one/drafts"));
        let states = tempfile::tempdir().unwrap();
        let of = |workspace| directory(workspace, Some(states.path().to_owned()));
        assert!(of(one).starts_with(states.path()) && of(one) == of(one) && of(one) != of(other));
        Drafts { directory: of(one), own: None }.keep(&draft(Some("48")));
        assert_eq!(Drafts { directory: of(other), own: None }.found(), None);
        // A program that another test starts may hold the lock of the draft between fork and exec.
        let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
        let found = std::iter::repeat_with(|| Drafts { directory: of(one), own: None }.found());
        let found = found.take_while(|_| std::time::Instant::now() < until).flatten().next();
        assert_eq!(found, Some(draft(Some("48"))));
    }

    #[test]
    fn what_a_window_that_ended_was_typing_is_found_once_and_that_of_one_that_lives_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let mut ended = Drafts::of(&PlansAt::Directory(dir.path().to_owned()));
        ended.keep(&draft(Some("розмито доро")));
        assert_eq!(Drafts::of(&PlansAt::Directory(dir.path().to_owned())).found(), None, "it lives");
        drop(ended);
        let mut next = Drafts::of(&PlansAt::Directory(dir.path().to_owned()));
        assert_eq!(next.found(), Some(draft(Some("розмито доро"))));
        assert_eq!(
            Drafts::of(&PlansAt::Directory(dir.path().to_owned())).found(),
            None,
            "it is the next window's now"
        );
        next.forget();
        drop(next);
        assert_eq!(Drafts::of(&PlansAt::Directory(dir.path().to_owned())).found(), None);
        assert!(!dir.path().join("drafts").exists());
    }

    #[test]
    fn a_text_goes_before_a_place() {
        let dir = tempfile::tempdir().unwrap();
        for text in [Some("48"), None] {
            Drafts::of(&PlansAt::Directory(dir.path().to_owned())).keep(&draft(text));
        }
        assert_eq!(Drafts::of(&PlansAt::Directory(dir.path().to_owned())).found(), Some(draft(Some("48"))));
    }

    #[test]
    fn nonsense_is_passed_over() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("drafts")).unwrap();
        fs::write(dir.path().join("drafts/aa.json"), "{\"version\": 9}").unwrap();
        // Nobody writes into these pipes, so a reader or a writer that waited would wait for ever.
        for name in ["drafts/bb.json", "drafts/cc.json", "drafts/cc.lock"] {
            let fifo = rustix::fs::FileType::Fifo;
            rustix::fs::mknodat(rustix::fs::CWD, dir.path().join(name), fifo, 0o600.into(), 0).unwrap();
        }
        assert_eq!(Drafts::of(&PlansAt::Directory(dir.path().to_owned())).found(), None);
    }
}
