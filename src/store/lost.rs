//! Changes that the journal lacks although other places know of them, as data.

use std::{fmt, path::PathBuf};

use serde::{Deserialize, Serialize};

use crate::domain::PlanId;

/// A place that records changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ChangeKeeper {
    /// The journal.
    Journal,
    /// The witness: the second copy of the latest frames.
    Witness,
    /// The state.
    State,
    /// The snapshots and lists for a fast start.
    View,
    /// A backup.
    Backup,
}

impl ChangeKeeper {
    /// The last word of its message id; changes that restore something name its source by it, too.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Journal => "journal",
            Self::Witness => "witness",
            Self::State => "state",
            Self::View => "view",
            Self::Backup => "backup",
        }
    }
}

/// A run of changes of a plan that the journal lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// The plan; none where it is not known.
    #[serde(with = "as_text")]
    pub plan: Option<PlanId>,
    /// The plan's slug; its id where the slug is not known.
    pub name: String,
    /// The number of the first lost change.
    pub first: u64,
    /// The number of the last lost change.
    pub last: u64,
    /// How many changes are lost.
    pub count: u64,
    /// The time of the last known change of the plan, in milliseconds since 1970 UTC; 0 where it is not known.
    pub until: i64,
    /// The place that still has them; none where no place has.
    pub place: Option<ChangeKeeper>,
    /// Whether that place belongs, by its stamp, to another workspace.
    #[serde(default)]
    pub is_strange: bool,
}

impl Loss {
    /// A lost change whose plan is not known.
    pub(super) const fn nobodys() -> Self {
        let name = String::new();
        Self { plan: None, name, first: 0, last: 0, count: 1, until: 0, place: None, is_strange: false }
    }
}

/// What happened to the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Trouble {
    /// Parts of it cannot be read; its end is intact.
    Damaged,
    /// It ends before a position that other places know.
    Shortened,
    /// It is intact, but parts of another workspace with plans of their own are in the same directory.
    Mixed,
    /// It belongs to another workspace.
    Foreign,
    /// It is missing.
    Gone,
}

impl Trouble {
    /// The last word of its message id.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::Shortened => "shortened",
            Self::Mixed => "mixed",
            Self::Foreign => "foreign",
            Self::Gone => "gone",
        }
    }
}

/// The journal lacks changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lost {
    /// The path of the journal.
    pub path: PathBuf,
    /// What happened to it.
    pub trouble: Trouble,
    /// The lost changes of each plan.
    pub losses: Vec<Loss>,
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is {}", self.path.display(), self.trouble.name())?;
        for loss in &self.losses {
            write!(f, "; {} lacks {} to {}", loss.name, loss.first, loss.last)?;
        }
        Ok(())
    }
}

/// Serialises an id in the form in which people read it.
mod as_text {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    use super::PlanId;

    pub fn serialize<S: Serializer>(plan: &Option<PlanId>, to: S) -> Result<S::Ok, S::Error> {
        plan.map(|plan| plan.to_string()).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<PlanId>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| text.parse().map_err(|_| D::Error::custom("not an id"))).transpose()
    }
}
