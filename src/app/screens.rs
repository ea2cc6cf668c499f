//! The state of every screen: one line for each in the table below.

use super::{
    dashboard::Dashboard, debts::Debts, evidence::EvidenceLog, facts::Facts, figures::Figures,
    findings::Findings, import::Import, learn::LearnForm, outline::Outline, performers::Performers,
    plans::Plans, report::ReportPreview, screen::Screen, screen_state::ScreenState, targets::Targets,
    timeline::Timeline, value_history::ValueHistory,
};

macro_rules! screens {
    ($($(#[$doc:meta])+ $name:ident $field:ident: $state:ty;)+) => {
        /// The state of every screen.
        #[derive(Debug, Default)]
        pub struct Screens {
            $($(#[$doc])+ pub $field: $state,)+
        }

        impl Screens {
            /// A screen through its common interface.
            pub fn get(&self, screen: Screen) -> &dyn ScreenState {
                match screen {
                    $(Screen::$name => &self.$field,)+
                }
            }

            /// A screen through its common interface, for acting.
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
    /// The grid of targets by quarters.
    Targets targets: Targets;
    /// The dashboard: plan against fact.
    Dashboard dashboard: Dashboard;
    /// The figures, one table at a time.
    Figures figures: Figures;
    /// The evidence of the quarter.
    Evidence evidence: EvidenceLog;
    /// Findings and doubts of the quarter.
    Findings findings: Findings;
    /// Debts: targets that were missed.
    Debts debts: Debts;
    /// The performers, and how much each owes.
    Performers performers: Performers;
    /// The history of a value or a plan.
    History history: ValueHistory;
    /// The timeline: every change of the plan, and the branches of what was undone.
    Timeline timeline: Timeline;
    /// The preview of an import.
    Import import: Import;
    /// The preview of the report.
    Report report: ReportPreview;
    /// The columns of a new form.
    Learn learn: LearnForm;
}
