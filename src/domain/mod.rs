//! The plan itself: values, outline, status, roll-up, commands and changes. Pure: no clock, no I/O.
//!
//! | module | subject |
//! |---|---|
//! | [`id`], `id_map`, [`quarter`], `number`, [`value`], [`term`], [`order`] | basic values |
//! | [`record`] | what a person can edit on its own; the longer records are in `acceptance`, `closing`, `decision`,
//! `flag` and `header` |
//! | [`change`] | the edits of one intention |
//! | [`plan`] | records in memory with their indexes; `outline` reads them, `put` writes them |
//! | [`obligation`] | what a measure owes, and by which day |
//! | [`status`], `assessment`, `compare`, `deed` | the status of an indicator, in a quarter and over several |
//! | `gather`, `longer` | aggregated facts and targets of several quarters |
//! | [`pace`] | the pace of a longer target that is in progress |
//! | [`debt`], `debt_list`, `catch_up`, `early` | obligations that were not met in time, also before the first
//! quarter |
//! | [`tally`], [`rollup`], `group_figures`, `followed`, `inventory` | the figures of a group, over several quarters too, and counts
//! of rows and doubts |
//! | `finding` | what `check` reports |
//! | [`draft`] | a plan as a document contains it |
//! | [`difference`] | the effect of a change on a plan, listed by measure |
//! | [`mod@unit`] | percentages, and units at another scale |
//! | [`slug`] | a name for a plan that came without one |
//! | `copy` | copies of rows, and codes by position |
//! | `command`, `decide`, `refusal` | what a person wants, and the change that it makes or the reason for refusing
//! it |
//! | `roles` | permission to change a plan |
//! | `review` | what an approver compares before deciding |
//! | `entry` | calculations in typed facts |
//! | `history`, `undo_tree`, `correction` | undo and redo, the states that they lead through, and what was changed
//! after a closing |
//! | `holdings` | what a performer has, and which values of two performers clash |
//! | `value_history` | the changes that touched a value |
//! | `trash` | deleted plans, and how to restore one |
//! | `workers` | work on a long plan, shared out among cores |

mod acceptance;
pub(crate) mod address;
mod assessment;
pub(crate) mod catalog;
mod catch_up;
pub(crate) mod change;
mod closing;
pub(crate) mod command;
mod compare;
mod control_sum;
mod copy;
mod copy_on_write;
mod correction;
pub(crate) mod debt;
mod debt_list;
pub mod decide;
mod decision;
mod deed;
pub(crate) mod difference;
pub mod draft;
mod early;
pub(crate) mod entry;
mod entry_context;
pub(crate) mod field_change;
pub(crate) mod finding;
mod flag;
mod followed;
mod gather;
mod group_figures;
mod header;
pub(crate) mod history;
mod history_line;
mod holdings;
pub(crate) mod id;
pub(crate) mod id_map;
mod inventory;
mod kept_figures;
mod longer;
mod number;
pub(crate) mod obligation;
pub(crate) mod oddity;
pub mod order;
mod outline;
pub(crate) mod pace;
mod place_words;
pub(crate) mod plan;
mod put;
pub(crate) mod quarter;
pub mod record;
pub(crate) mod refusal;
mod review;
mod roles;
pub(crate) mod rollup;
mod scope;
pub(crate) mod slug;
pub(crate) mod status;
pub(crate) mod tally;
pub(crate) mod term;
mod touched;
mod trash;
mod undo_tree;
pub(crate) mod unit;
pub(crate) mod units;
pub mod value;
mod value_history;
pub(crate) mod workers;

pub use assessment::Assessment;
pub use catalog::{PlanEntry, PlanFigures};
pub use change::{Change, Context, Edit, Expect, Guard, Origin, Summary, Verb};
pub use command::{
    Command, EvidenceFields, EvidencePatch, HeaderPatch, IndicatorFields, IndicatorPatch, NodePatch, OnClash,
    Ruling, SetFact, SetTarget, SiblingPlace, TypedDoubt,
};
pub use control_sum::ControlSum;
pub use copy::place_for;
pub use correction::Correction;
pub use debt::{DebtCounts, DebtState, Owing};
pub use debt_list::Debt;
pub use decide::decide;
pub use difference::{Difference, DifferenceKind, NodeDifference};
pub use draft::{Draft, DraftNode};
pub use field_change::{ChangedField, FieldChange};
pub use finding::{Detail, Finding};
pub use gather::Gap;
pub use history::{LookBack, adjust, again, take_back, take_back_making};
pub use history_line::HistoryLine;
pub use holdings::{Clash, Holdings};
pub use id::{ChangeId, DoubtId, EvidenceId, IdSource, IndicatorId, NodeId, PerformerId, PlanId, RoleId};
pub use inventory::Inventory;
pub use kept_figures::{GroupEarly, GroupTally, KeptFigures};
pub use longer::{GapWords, SpanWords};
pub use number::Number;
pub use obligation::ObligationKind;
pub use oddity::Oddity;
pub use outline::AddressError;
pub use pace::{Pace, Paced};
pub use plan::{Conflict, Plan};
pub use quarter::{Quarter, Span};
pub use record::{
    Acceptance, AcceptedFigures, AcceptedPart, Closing, ClosingStep, Decision, Doubt, DoubtKind, Evidence,
    EvidenceLink, FindingKind, Flag, Header, Indicator, Level, Node, Outcome, Performer, PerformerRef,
    Record, RecordKey, Role, RoleKind, Signature, Source, Stage, Subject,
};
pub use refusal::Refusal;
pub use review::{Deviation, Review, ReviewFigures, changed_since_handed_in};
pub use roles::{Actor, Denied};
pub use rollup::Scope;
pub use status::{Due, Ratio, Status};
pub use tally::{PaceCounts, Tally};
pub use term::{Month, Term, TermKind};
pub use trash::Deleted;
pub use undo_tree::UndoTree;
pub use value::{Aggregation, Comparator, Fact, FactValue, Target, TargetValue};
pub use value_history::{Kin, ValueChange, fact_of};
