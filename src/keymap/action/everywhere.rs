//! Actions on every screen: going to screens, motions, lists and questions.

/// The rows of this subject, passed on together with those before them.
macro_rules! everywhere {
    ([$next:ident $($later:ident)*] $($rows:tt)*) => {
        $next! { [$($later)*] $($rows)*
            // Everywhere
            /// Shows the keys that work here.
            Help "help" [EVERYWHERE];
            /// Leaves the program.
            Quit "quit" [EVERYWHERE];
            /// Leaves what is open, or clears what is marked.
            Cancel "cancel" [GLOBAL SCREENS IMPORT LEARN PICKER CHOICE CONFIRM HELP];
            /// Shows all actions by name.
            Palette "palette" [GLOBAL SCREENS IMPORT LEARN];
            /// Takes back my latest change in this plan.
            Undo "undo" [GLOBAL SCREENS IMPORT];
            /// Makes again what was taken back.
            Redo "redo" [GLOBAL SCREENS];
            /// Draws the screen afresh.
            Redraw "redraw" [EVERYWHERE];
            /// Goes to the background of the shell.
            Suspend "suspend" [EVERYWHERE];
            /// Begins or ends to listen to the mouse.
            ToggleMouse "toggle-mouse" [GLOBAL SCREENS];
            /// The next step of the tour.
            SkipStep "skip-step" [GLOBAL SCREENS];
            /// Leaves the tour.
            LeaveTour "leave-tour" [GLOBAL SCREENS];
            /// The list of plans.
            GotoPlans "goto-plans" [GLOBAL SCREENS];
            /// The outline of the plan.
            GotoOutline "goto-outline" [GLOBAL SCREENS];
            /// Quick fact entry.
            GotoFacts "goto-facts" [GLOBAL SCREENS];
            /// The grid of targets.
            GotoTargets "goto-targets" [GLOBAL SCREENS];
            /// The dashboard.
            GotoDashboard "goto-dashboard" [GLOBAL SCREENS];
            /// The log of evidence.
            GotoEvidence "goto-evidence" [GLOBAL SCREENS];
            /// The preview of the report.
            GotoReport "goto-report" [GLOBAL SCREENS];
            /// Findings and doubts of the quarter.
            GotoFindings "goto-findings" [GLOBAL SCREENS];
            /// The debts: missed targets.
            GotoDebts "goto-debts" [GLOBAL SCREENS];
            /// The performers, and how much each owes.
            GotoPerformers "goto-performers" [GLOBAL SCREENS];
            /// Every change of the plan, the latest first.
            GotoHistory "goto-history" [GLOBAL SCREENS];
            /// Every change of the plan with the branches of what was undone.
            UndoTree "undo-tree" [GLOBAL SCREENS];
            /// Names the state that the plan is in.
            SavePoint "save-point" [GLOBAL SCREENS];
            /// The history of the value under the cursor.
            ValueHistory "value-history" [GLOBAL OUTLINE GRID DASHBOARD EVIDENCE FINDINGS DEBTS];
            /// The screen that has led here.
            GoBack "go-back" [GLOBAL SCREENS];
            /// Hands the quarter in, approves, closes or opens it.
            CloseQuarter "close-quarter" [GLOBAL SCREENS];
            /// The roles in the plan.
            ShowRoles "show-roles" [GLOBAL SCREENS];
            /// Who else has the workspace open, and where.
            WhoIsHere "who-is-here" [GLOBAL SCREENS];
            /// The saved filters.
            SavedFilters "saved-filters" [GLOBAL OUTLINE];
            /// Goes to a place in any plan, found by typing.
            GoTo "go-to" [GLOBAL SCREENS];
            /// The place before the latest jump.
            JumpBack "jump-back" [GLOBAL SCREENS];
            /// Puts a bookmark at the current place, or removes it.
            ToggleBookmark "toggle-bookmark" [GLOBAL SCREENS];
            /// The next bookmark, the latest first.
            NextBookmark "next-bookmark" [GLOBAL SCREENS];
            /// The quarter before.
            PrevQuarter "prev-quarter" [GLOBAL SCREENS];
            /// The quarter after.
            NextQuarter "next-quarter" [GLOBAL SCREENS];
            /// The first quarter of the year.
            Quarter1 "quarter-1" [GLOBAL SCREENS];
            /// The second quarter of the year.
            Quarter2 "quarter-2" [GLOBAL SCREENS];
            /// The third quarter of the year.
            Quarter3 "quarter-3" [GLOBAL SCREENS];
            /// The fourth quarter of the year.
            Quarter4 "quarter-4" [GLOBAL SCREENS];

            // Motion
            /// One row up.
            Up "up" [GLOBAL LISTS PICKER CHOICE TEXT];
            /// One row down.
            Down "down" [GLOBAL LISTS PICKER CHOICE TEXT];
            /// One column to the left.
            Left "left" [GRID TARGETS];
            /// One column to the right.
            Right "right" [GRID TARGETS];
            /// One page up.
            PageUp "page-up" [GLOBAL LISTS PICKER];
            /// One page down.
            PageDown "page-down" [GLOBAL LISTS PICKER];
            /// Half a page up.
            HalfUp "half-up" [GLOBAL LISTS];
            /// Half a page down.
            HalfDown "half-down" [GLOBAL LISTS];
            /// The first row.
            First "first" [GLOBAL LISTS];
            /// The last row.
            Last "last" [GLOBAL LISTS];
            /// The next pane of the screen.
            NextPane "next-pane" [GLOBAL PLANS OUTLINE EVIDENCE];
            /// The pane before.
            PrevPane "prev-pane" [GLOBAL PLANS OUTLINE EVIDENCE];
        }
    };
}
