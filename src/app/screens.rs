//! The screens: one row each in the table below, and what every one of them can be asked.

use super::{
    Cx, Handled, Shared, dashboard::Dashboard, debts::Debts, evidence::EvidenceLog, facts::Facts,
    findings::Findings, import::Import, outline::Outline, performers::Performers, plans::Plans,
    report::ReportPreview, search::Words, targets::Targets, value_history::ValueHistory,
};
use crate::{
    domain::{NodeId, RecordKey, Subject},
    keymap::{Action, Atoms, Context},
};

/// What a screen can be asked. It owns its state; of others it knows what is in [`Cx`] and no more.
pub trait ScreenState {
    /// Where its keys are looked up now.
    fn context(&self) -> Context;

    /// What holds now, for the conditions of the keymap.
    fn atoms(&self, _shared: &Shared) -> Atoms {
        Atoms::NONE
    }

    /// What the hint line offers, most needed first.
    fn hints(&self) -> &'static [Action];

    /// Does what an action asks for.
    fn act(&mut self, cx: &mut Cx<'_>, action: Action);

    /// Makes the rows again where what they are made of has changed; the cursor stays on what it stood on.
    fn sync(&mut self, _shared: &Shared) {}

    /// Is shown from now on.
    fn enter(&mut self, _cx: &mut Cx<'_>) {}

    /// Takes a pasted text: data, never commands.
    fn paste(&mut self, _cx: &mut Cx<'_>, _text: &str) -> Handled {
        Handled::No
    }

    /// The measure (or other node) under the cursor: other screens put their cursor on it.
    fn node(&self, _shared: &Shared) -> Option<NodeId> {
        None
    }

    /// What the values under the cursor are about: their history is asked for by it.
    fn subject(&self, shared: &Shared) -> Option<Subject> {
        self.node(shared).map(Subject::Node)
    }

    /// Puts the cursor on a node, or on what it has to show of it.
    fn focus(&mut self, _shared: &Shared, _node: NodeId) {}

    /// Puts the cursor on the cell of a record, where it shows one.
    fn focus_record(&mut self, _shared: &Shared, _key: &RecordKey) {}

    /// The words that each of its rows is found by; none where nothing is looked for.
    fn words(&self, _shared: &Shared) -> Vec<Words> {
        Vec::new()
    }

    /// Which of the rows that are found by words the cursor is on.
    fn row_at(&self, _shared: &Shared) -> usize {
        0
    }

    /// Puts the cursor on one of the rows that are found by words.
    fn go_to_row(&mut self, _shared: &Shared, _at: usize) {}

    /// Whether something is typed here that is not stored.
    fn has_draft(&self) -> bool {
        false
    }

    /// Whether it shows the open plan, which the title line then names.
    fn shows_plan(&self) -> bool {
        true
    }

    /// Whether it is left by its own keys only, because what it shows has to be decided on first.
    fn holds(&self) -> bool {
        false
    }
}

macro_rules! screens {
    ($($(#[$doc:meta])+ $name:ident $field:ident: $state:ty, $title:literal;)+) => {
        /// The screens.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Screen {
            $($(#[$doc])+ $name,)+
        }

        impl Screen {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The message with its title.
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$name => $title,)+
                }
            }
        }

        /// The state of every screen.
        #[derive(Debug, Default)]
        pub struct Screens {
            $($(#[$doc])+ pub $field: $state,)+
        }

        impl Screens {
            /// A screen, as what every one of them is.
            pub fn get(&self, screen: Screen) -> &dyn ScreenState {
                match screen {
                    $(Screen::$name => &self.$field,)+
                }
            }

            /// A screen, to act.
            pub fn get_mut(&mut self, screen: Screen) -> &mut dyn ScreenState {
                match screen {
                    $(Screen::$name => &mut self.$field,)+
                }
            }
        }
    };
}

screens! {
    /// The plans of the workspace.
    Plans plans: Plans, "screen-plans";
    /// The outline of a plan.
    Outline outline: Outline, "screen-outline";
    /// Quick fact entry.
    Facts facts: Facts, "screen-facts";
    /// What is planned, by quarters.
    Targets targets: Targets, "screen-targets";
    /// Plan against fact.
    Dashboard dashboard: Dashboard, "screen-dashboard";
    /// What happened in the quarter.
    Evidence evidence: EvidenceLog, "screen-evidence";
    /// What a person ought to look at in the quarter.
    Findings findings: Findings, "screen-findings";
    /// What was not done in time.
    Debts debts: Debts, "screen-debts";
    /// Who carries measures out, and how much each owes.
    Performers performers: Performers, "screen-performers";
    /// Who changed what stands at an address, and when.
    History history: ValueHistory, "screen-history";
    /// What a document says, before it is accepted.
    Import import: Import, "screen-import";
    /// The report, before it is written.
    Report report: ReportPreview, "screen-report";
}
