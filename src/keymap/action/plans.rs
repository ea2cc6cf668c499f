//! Actions of the list of plans.

/// The rows of this subject, passed on together with those before them.
macro_rules! plans {
    ([$next:ident $($later:ident)*] $($rows:tt)*) => {
        $next! { [$($later)*] $($rows)*
            // The list of plans
            /// Opens the plan.
            Open "open" [PLANS];
            /// A new plan.
            NewPlan "new-plan" [PLANS];
            /// Opens the sample plan, and shows round in it.
            OpenDemo "open-demo" [PLANS];
            /// Reads a document: a new plan from the list, into the plan from its outline.
            ImportDocument "import" [PLANS OUTLINE];
            /// Title, organisation, period, approval and signatures of the plan.
            EditHeader "edit-header" [PLANS OUTLINE] undoable;
            /// Puts the plan into the archive, or takes it out.
            Archive "archive" [PLANS] undoable;
            /// Makes the next period's plan out of this one.
            Rollover "rollover" [PLANS OUTLINE];
            /// Shows or hides the archived plans.
            ToggleArchived "toggle-archived" [PLANS];
            /// Shows the plans that were deleted, or those that are there.
            ToggleTrash "toggle-trash" [PLANS];
            /// Brings the deleted plan back with everything in it.
            Undelete "undelete" [PLANS];
            /// Deletes what the cursor is on.
            Delete "delete" [PLANS OUTLINE EVIDENCE CHOICE] undoable;
        }
    };
}
