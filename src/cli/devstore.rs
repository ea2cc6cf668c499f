//! Temporary: changes as lines of JSON, until the journal is there.
use std::{io::Write as _, path::{Path, PathBuf}, sync::mpsc::Receiver};
use crate::{domain::{Change, Plan, PlanId}, store::{CommitError, Logged, PlanEntry, Store, StoreError}};

/// See the module.
pub(super) struct DevStore { file: PathBuf }
impl DevStore {
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(path).map_err(|cause| StoreError::Io { path: path.into(), cause })?;
        Ok(Self { file: path.join("dev.jsonl") })
    }
    fn all(&self) -> Vec<Change> {
        let text = std::fs::read_to_string(&self.file).unwrap_or_default();
        text.lines().filter_map(|l| serde_json::from_str(l).ok()).collect()
    }
    fn at(&self, id: PlanId) -> Plan {
        let mut plan = Plan::empty(id);
        for c in self.all().iter().filter(|c| c.plan == id) { plan.apply(c); }
        plan
    }
}
impl Store for DevStore {
    fn plans(&self) -> Result<Vec<PlanEntry>, StoreError> {
        let ids: std::collections::BTreeSet<PlanId> = self.all().iter().map(|c| c.plan).collect();
        let mut v: Vec<PlanEntry> = ids.into_iter().map(|id| self.at(id)).filter(Plan::exists).map(|p| {
            let h = p.header();
            PlanEntry { id: p.id(), slug: h.slug.clone(), title: h.title.clone(), organisation: h.organisation.clone(),
              period: h.period, archived: h.archived, seq: p.seq(), changed_at: 0,
              summaries: h.period.quarters().filter_map(|q| Some((q, p.tally(crate::domain::Scope::Plan, q)?.clone()))).collect() }
        }).collect();
        v.sort_by(|a, b| a.slug.cmp(&b.slug));
        Ok(v)
    }
    fn load(&self, plan: PlanId) -> Result<Option<Plan>, StoreError> { Ok(Some(self.at(plan)).filter(Plan::exists)) }
    fn commit(&self, change: &Change) -> Result<u64, CommitError> {
        let plan = self.at(change.plan);
        plan.check(change).map_err(CommitError::Conflict)?;
        let mut f = std::fs::OpenOptions::new().append(true).create(true).open(&self.file)
            .map_err(|cause| StoreError::Io { path: self.file.clone(), cause })?;
        let _ = writeln!(f, "{}", serde_json::to_string(change).unwrap_or_default());
        Ok(plan.seq() + 1)
    }
    fn history(&self, plan: PlanId, from: u64) -> Result<Vec<Logged>, StoreError> {
        Ok(self.all().into_iter().filter(|c| c.plan == plan).zip(1..).map(|(change, seq)| Logged { seq, change }).filter(|l| l.seq >= from).collect())
    }
    fn watch(&self) -> Receiver<Logged> { std::sync::mpsc::channel().1 }
}
