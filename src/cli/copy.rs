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

/// What stands before a directory that holds text rather than a workspace.
const JSON: &str = "json:";
/// So many changes are made durable together.
const TOGETHER: usize = 200;

/// What was copied.
#[derive(Clone, Copy, Debug, Default)]
struct Copied {
    plans: usize,
    changes: usize,
    /// Changes that were there already.
    there: usize,
}

/// A place that is copied from or to.
struct PlansPlace {
    store: Box<dyn Store>,
    /// Where the exchange files of a directory of text go.
    json: Option<PathBuf>,
}

/// Runs it.
///
/// # Errors
/// When one of the places cannot be used, a plan has another history in the other place, its name is another's there,
/// or what arrived is not what was sent.
pub(super) fn run(session: &mut Session, args: &CopyArgs) -> Result<Ended, Failure> {
    let from = source(session, &args.from)?;
    let to = target(session, &args.to)?;
    let live = from.store.plans()?;
    // The deleted ones first: others may have their names by now.
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

/// Copies what one plan lacks in the other place, and compares what is there then.
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
        // What was copied before has to be what is copied from now.
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
        // Nobody else writes there meanwhile.
        PlansAt::Directory(directory) => {
            Box::new(DiskStore::open(&directory, &OpenOptions::window(clock::now()))?)
        }
    };
    Ok(PlansPlace { store, json: None })
}
