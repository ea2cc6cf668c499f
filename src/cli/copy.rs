//! `kvartal copy FROM TO`: every plan with its whole history from one workspace into another.

use std::path::{Path, PathBuf};

use super::{
    Ended, args::CopyArgs, clock, export, failure::Failure, plans_at::PlansAt, progress::Progress,
    session::Session, whole_file::write_whole, words::Value, workspace,
};
use crate::{
    domain::PlanId,
    store::{DiskStore, JsonStore, Logged, OpenOptions, ReadStore, Store},
};

/// The prefix of a directory with text files instead of a workspace.
const JSON: &str = "json:";
/// How many changes are made durable together.
const TOGETHER: usize = 200;

/// The result of copying.
#[derive(Clone, Copy, Debug, Default)]
struct Copied {
    plans: usize,
    changes: usize,
    /// Changes that existed already.
    there: usize,
}

/// The source or the destination.
struct PlansPlace {
    store: Box<dyn Store>,
    /// The directory for exchange files, beside the text files.
    json: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// When a place cannot be used, a plan has another history in the destination, its slug belongs to another plan there,
/// or the copy differs from the original.
pub(super) fn run(session: &mut Session, args: &CopyArgs) -> Result<Ended, Failure> {
    let from = source(session, &args.from)?;
    let to = target(session, &args.to)?;
    let live = from.store.plans()?;
    // Deleted plans are copied first, because other plans may have their slugs now.
    let gone = from.store.gone()?.into_iter().map(|id| (id, id.to_string()));
    let all: Vec<(PlanId, String)> = gone.chain(live.into_iter().map(|plan| (plan.id, plan.slug))).collect();
    let progress = Progress::start();
    let mut copied = Copied::default();
    for (at, (id, name)) in all.iter().enumerate() {
        let step = |seq: u64| {
            let said = [
                ("n", Value::from((at + 1).to_string())),
                ("of", Value::from(all.len().to_string())),
                ("name", Value::from(name.clone())),
                ("seq", Value::from(seq.to_string())),
            ];
            progress.step(session.words.with("server-copy-step", &said));
        };
        copy(&from, &to, *id, name, &mut copied, &step)?;
    }
    drop(progress);
    to.store.close()?;
    let said = [
        ("plans", Value::from(copied.plans)),
        ("changes", Value::from(copied.changes)),
        ("there", Value::from(copied.there.to_string())),
    ];
    session.tell(&session.words.with("server-copied", &said));
    Ok(Ended::Well)
}

/// Copies the changes of a plan that the destination lacks, and compares the results.
fn copy(
    from: &PlansPlace,
    to: &PlansPlace,
    id: PlanId,
    name: &str,
    copied: &mut Copied,
    step: &dyn Fn(u64),
) -> Result<(), Failure> {
    let differs = || Failure::CopyDiffers(name.to_owned());
    let last = to.store.latest(id, u64::MAX, 1)?.pop();
    let known = last.as_ref().map_or(0, |logged| logged.seq);
    let changes = from.store.history(id, known.max(1))?;
    let changes = match (last, changes.split_first()) {
        (None, _) => changes.as_slice(),
        // The changes copied earlier must be the same as in the source.
        (Some(theirs), Some((ours, rest))) if *ours == theirs => rest,
        (Some(_), _) => return Err(differs()),
    };
    let plan = from.store.load(id)?;
    if let Some(plan) = &plan {
        let slug = &plan.header().slug;
        if to.store.plans()?.iter().any(|entry| entry.slug == *slug && entry.id != id) {
            return Err(Failure::SlugTaken(slug.clone()));
        }
    }
    step(known);
    let mut left = changes;
    while !left.is_empty() {
        let (now, rest) = left.split_at(left.len().min(TOGETHER));
        to.store.adopt(now, rest.is_empty())?;
        left = rest;
        now.last().iter().for_each(|logged| step(logged.seq));
    }
    let arrived = to.store.load(id)?;
    let counted = arrived.as_ref().is_none_or(|plan| *plan == plan.recounted());
    let end = |store: &dyn Store| Ok::<Option<Logged>, Failure>(store.latest(id, u64::MAX, 1)?.pop());
    if arrived != plan || !counted || end(&*from.store)? != end(&*to.store)? {
        return Err(differs());
    }
    if let (Some(directory), Some(plan)) = (&to.json, &plan) {
        let path = directory.join(format!("{}.json", plan.header().slug));
        let text = export::exchange_text(plan);
        write_whole(&path, text.as_bytes()).map_err(|cause| Failure::Write(path.clone(), cause))?;
    }
    copied.plans += 1;
    copied.changes += changes.len();
    copied.there += usize::try_from(known).unwrap_or(usize::MAX);
    Ok(())
}

fn source(session: &Session, text: &str) -> Result<PlansPlace, Failure> {
    if let Some(directory) = text.strip_prefix(JSON) {
        let directory = Path::new(directory);
        if !directory.is_dir() {
            return Err(Failure::Read(directory.to_owned(), std::io::ErrorKind::NotFound.into()));
        }
        return Ok(PlansPlace { store: Box::new(JsonStore::open(directory)?), json: None });
    }
    let store: Box<dyn Store> = match PlansAt::named(text) {
        PlansAt::Server(server) => server.open(workspace::patience(session))?,
        PlansAt::Directory(directory) => Box::new(ReadStore::open(&directory)?),
    };
    Ok(PlansPlace { store, json: None })
}

fn target(session: &Session, text: &str) -> Result<PlansPlace, Failure> {
    if let Some(directory) = text.strip_prefix(JSON) {
        let directory = PathBuf::from(directory);
        let store = Box::new(JsonStore::open(&directory)?);
        return Ok(PlansPlace { store, json: Some(directory) });
    }
    let store: Box<dyn Store> = match PlansAt::named(text) {
        PlansAt::Server(server) => server.open(workspace::patience(session))?,
        // The destination is opened exclusively, so that nobody else writes to it meanwhile.
        PlansAt::Directory(directory) => {
            Box::new(DiskStore::open(&directory, &OpenOptions::window(clock::now()))?)
        }
    };
    Ok(PlansPlace { store, json: None })
}
