//! What the journal lacks and other places know, as data.

use std::{fmt, path::PathBuf};

use serde::{Deserialize, Serialize};

use crate::domain::PlanId;

/// A place that knows of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ChangeKeeper {
    /// The journal.
    Journal,
    /// The second copy of the latest frames.
    Witness,
    /// The state.
    State,
    /// The snapshots for a fast start.
    View,
    /// A backup.
    Backup,
}

impl ChangeKeeper {
    /// The last word of its message, and what a change says that brought something back from it.
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

/// Changes of a plan that the journal does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// The plan; none where not even that is known.
    #[serde(with = "as_text")]
    pub plan: Option<PlanId>,
    /// What the plan is called: its slug, or its id where nothing else is left of it.
    pub name: String,
    /// The number of the first of them.
    pub first: u64,
    /// The number of the last of them.
    pub last: u64,
    /// How many.
    pub count: u64,
    /// When the last change was made that is known of the plan, in milliseconds since 1970 UTC; 0 where it is not
    /// known.
    pub until: i64,
    /// Where they are; none where nobody has them.
    pub place: Option<ChangeKeeper>,
    /// Whether that place is, by what it says, another workspace's.
    #[serde(default)]
    pub is_strange: bool,
}

impl Loss {
    /// A change of which not even the plan is known.
    pub(super) const fn nobodys() -> Self {
        let name = String::new();
        Self { plan: None, name, first: 0, last: 0, count: 1, until: 0, place: None, is_strange: false }
    }
}

/// What became of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Trouble {
    /// Parts of it cannot be read; its end is there.
    Damaged,
    /// It ends before what other places know.
    Shortened,
    /// It is whole, and beside it lie parts of another workspace with plans of their own.
    Mixed,
    /// It is another workspace's.
    Foreign,
    /// It is not there.
    Gone,
}

impl Trouble {
    /// The last word of its message.
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
    /// The journal.
    pub path: PathBuf,
    /// What became of it.
    pub trouble: Trouble,
    /// What it lacks, plan by plan.
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

/// An id as people write it.
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
