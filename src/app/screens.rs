//! The state of every screen: one row each in the table below.

use super::{
    dashboard::Dashboard, debts::Debts, evidence::EvidenceLog, facts::Facts, figures::Figures,
    findings::Findings, import::Import, outline::Outline, performers::Performers, plans::Plans,
    report::ReportPreview, screen::Screen, screen_state::ScreenState, targets::Targets, timeline::Timeline,
    value_history::ValueHistory,
};

macro_rules! screens {
    ($($(#[$doc:meta])+ $name:ident $field:ident: $state:ty;)+) => {
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
    Plans plans: Plans;
    /// The outline of a plan.
    Outline outline: Outline;
    /// Quick fact entry.
    Facts facts: Facts;
    /// What is planned, by quarters.
    Targets targets: Targets;
    /// Plan against fact.
    Dashboard dashboard: Dashboard;
    /// The figures, one table at a time.
    Figures figures: Figures;
    /// What happened in the quarter.
    Evidence evidence: EvidenceLog;
    /// What a person ought to look at in the quarter.
    Findings findings: Findings;
    /// What was not done in time.
    Debts debts: Debts;
    /// Who carries measures out, and how much each owes.
    Performers performers: Performers;
    /// Who changed what stands at an address, and when.
    History history: ValueHistory;
    /// Every change of the plan, and the branches of what was undone.
    Timeline timeline: Timeline;
    /// What a document says, before it is accepted.
    Import import: Import;
    /// The report, before it is written.
    Report report: ReportPreview;
}
