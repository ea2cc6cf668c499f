//! A store without a disk: for demonstrations and tests.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, MutexGuard, PoisonError,
        mpsc::{Receiver, Sender, channel},
    },
};

use super::{
    CommitError, Logged, News, PlanEntry, Store, StoreError,
    cached_plan::settle,
    disk::{new_slug, refuse_malformed},
    journal::FrameAt,
    people,
    wire::{CatalogEntry, Standing},
};
use crate::domain::{Change, Plan, PlanId};

/// Plans in memory, gone with the process.
#[derive(Debug, Default)]
pub struct MemoryStore {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    plans: BTreeMap<PlanId, (Plan, Vec<Logged>)>,
    watchers: Vec<Sender<News>>,
}

impl MemoryStore {
    /// A store without any plan.
    pub fn new() -> Self {
        Self::default()
    }

    /// A store that begins with the plans of this one and their history; it tells nobody who watches this one.
    pub fn copy(&self) -> Self {
        Self { inner: Mutex::new(Inner { plans: self.inner().plans.clone(), watchers: Vec::new() }) }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn commit(
        &mut self,
        change: &Change,
        admit: fn(&Plan, &Change) -> Result<(), CommitError>,
        slug: Option<String>,
    ) -> Result<u64, CommitError> {
        refuse_malformed(change)?;
        if let Some((_, log)) = self.plans.get(&change.plan)
            && let Some(known) = log.iter().rev().find(|logged| logged.change.id == change.id)
        {
            return Ok(known.seq);
        }
        let blank = Plan::empty(change.plan);
        let now = self.plans.get(&change.plan).map_or(&blank, |(plan, _)| plan);
        now.check(change).map_err(CommitError::Conflict)?;
        admit(now, change)?;
        if let Some(slug) = slug {
            let others = self.plans.iter().filter(|(id, _)| **id != change.plan);
            if others.into_iter().any(|(_, (plan, _))| plan.exists() && plan.header().slug == slug) {
                return Err(CommitError::SlugTaken(slug));
            }
        }
        let (plan, log) = self.plans.entry(change.plan).or_insert_with(|| (blank, Vec::new()));
        plan.apply(change);
        settle(plan);
        let logged = Logged { seq: plan.seq(), change: change.clone() };
        let seq = logged.seq;
        log.push(logged.clone());
        self.watchers.retain(|watcher| watcher.send(News::Changed(logged.clone())).is_ok());
        Ok(seq)
    }
}

impl Store for MemoryStore {
    fn plans(&self) -> Result<Vec<PlanEntry>, StoreError> {
        let inner = self.inner();
        let entry = |(plan, log): &(Plan, Vec<Logged>)| {
            let changed_at = log.last().map_or(0, |logged| logged.change.at);
            let standing = Standing { seq: plan.seq(), last: FrameAt::NONE, changed_at, recent: Vec::new() };
            CatalogEntry::of(plan, &standing).to_entry()
        };
        let mut entries: Vec<PlanEntry> = inner.plans.values().filter_map(entry).collect();
        entries.sort_by(|a, b| a.slug.cmp(&b.slug));
        Ok(entries)
    }

    fn gone(&self) -> Result<Vec<PlanId>, StoreError> {
        let inner = self.inner();
        Ok(inner.plans.iter().filter(|(_, (plan, _))| !plan.exists()).map(|(id, _)| *id).collect())
    }

    fn load(&self, plan: PlanId) -> Result<Option<Plan>, StoreError> {
        Ok(self.inner().plans.get(&plan).map(|(plan, _)| plan).filter(|plan| plan.exists()).cloned())
    }

    fn commit(&self, change: &Change) -> Result<u64, CommitError> {
        self.inner().commit(change, people::admit, new_slug(change))
    }

    fn adopt(&self, changes: &[Logged], _: bool) -> Result<(), CommitError> {
        let mut inner = self.inner();
        for Logged { seq, change } in changes {
            let known = inner.plans.get(&change.plan).map_or(0, |(plan, _)| plan.seq());
            if *seq > known && inner.commit(change, |_, _| Ok(()), None)? != *seq {
                return Err(CommitError::Malformed);
            }
        }
        Ok(())
    }

    fn history(&self, plan: PlanId, from: u64) -> Result<Vec<Logged>, StoreError> {
        let inner = self.inner();
        let log = inner.plans.get(&plan).map_or(&[][..], |(_, log)| log);
        Ok(log.iter().filter(|logged| logged.seq >= from).cloned().collect())
    }

    fn watch(&self) -> Receiver<News> {
        let (sender, receiver) = channel();
        self.inner().watchers.push(sender);
        receiver
    }
}
