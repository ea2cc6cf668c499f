//! The number of a plan's goals, tasks and open doubts, updated with each record.

use super::{
    plan::Plan,
    record::{Level, Record, RecordKey},
};
use crate::text::surely::Surely as _;

/// What is counted of a plan besides its figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inventory {
    /// Goals.
    pub goals: u32,
    /// Tasks.
    pub tasks: u32,
    /// Doubts that nobody has settled.
    pub doubts: u32,
}

impl Inventory {
    /// What a record adds to the inventory.
    pub(super) fn of(key: &RecordKey, record: Option<&Record>) -> Self {
        match (key, record) {
            (RecordKey::Node(_), Some(Record::Node(node))) => Self::of_level(node.level),
            (RecordKey::Doubt(_), Some(Record::Doubt(doubt))) => Self::of_doubt(doubt.settled.is_some()),
            _ => Self::default(),
        }
    }

    fn of_level(level: Level) -> Self {
        let goals = u32::from(level == Level::Goal);
        Self { goals, tasks: u32::from(level == Level::Task), doubts: 0 }
    }

    fn of_doubt(settled: bool) -> Self {
        Self { doubts: u32::from(!settled), ..Self::default() }
    }

    /// The inventory with one record's count replaced by another.
    #[must_use]
    pub(super) fn replaced(self, old: Self, new: Self) -> Self {
        let moved = |all: u32, old: u32, new: u32| all.checked_sub(old).surely().saturating_add(new);
        Self {
            goals: moved(self.goals, old.goals, new.goals),
            tasks: moved(self.tasks, old.tasks, new.tasks),
            doubts: moved(self.doubts, old.doubts, new.doubts),
        }
    }
}

impl Plan {
    /// How many goals, tasks and open doubts it has.
    pub const fn inventory(&self) -> Inventory {
        self.inventory
    }

    /// What the current record under a key adds to the inventory.
    pub(super) fn counted_at(&self, key: &RecordKey) -> Inventory {
        match key {
            RecordKey::Node(id) => self.node(*id).map(|node| Inventory::of_level(node.level)),
            RecordKey::Doubt(id) => {
                self.doubts.get(id).map(|doubt| Inventory::of_doubt(doubt.value.settled.is_some()))
            }
            _ => None,
        }
        .unwrap_or_default()
    }
}
