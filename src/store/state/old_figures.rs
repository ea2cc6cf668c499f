//! The figures in the list of plans that were reckoned by other rules.

use super::{
    super::{StoreError, rules::RULES, sled::Writes, wire::CatalogEntry},
    ENTRIES, PROGRESS, State, failed,
};

/// The key of the number of the rules by which the figures of all entries were reckoned.
const RULES_KEY: &[u8] = b"r";

/// The key with this program's rules.
pub(super) fn rules() -> (Vec<u8>, Option<Vec<u8>>) {
    (RULES_KEY.to_vec(), Some(RULES.to_le_bytes().to_vec()))
}

impl State {
    /// Empties the figures of all entries if they were reckoned by other rules. The plans have everything that they are
    /// counted from.
    pub(super) fn drop_old_figures(&mut self) -> Result<(), StoreError> {
        self.knows_rules = self.raw(RULES_KEY)?.is_some_and(|kept| kept == RULES.to_le_bytes());
        if self.knows_rules {
            return Ok(());
        }
        let mut progress = self.progress.clone();
        let mut writes = Writes::new();
        for (key, old) in self.engine.scan(&[ENTRIES]).map_err(|why| failed(&self.layout, why))? {
            let bare = self.encode(&self.decode::<CatalogEntry>(&old)?.without_figures())?;
            progress.plans.remove(&key, &old);
            progress.plans.add(&key, &bare);
            writes.insert(key, Some(bare));
        }
        // The number is written with the first entry.
        if writes.is_empty() {
            return Ok(());
        }
        writes.extend([rules()]);
        writes.insert(PROGRESS.to_vec(), Some(self.encode(&progress)?));
        self.mark_unsynced()?;
        self.engine.write(writes).map_err(|why| failed(&self.layout, why))?;
        (self.progress, self.knows_rules) = (progress, true);
        Ok(())
    }

    /// Makes it a state that was written by other rules.
    #[cfg(test)]
    pub fn forget_rules(&self) {
        let writes = [(RULES_KEY.to_vec(), Some(RULES.wrapping_add(1).to_le_bytes().to_vec()))];
        self.engine.write(writes.into_iter().collect()).unwrap();
    }
}
