//! Actions of the outline: motions, folding and editing.

/// The rows of this subject, passed on together with those before them.
macro_rules! outline {
    ([$next:ident $($later:ident)*] $($rows:tt)*) => {
        $next! { [$($later)*] $($rows)*
            // The outline: moving and folding
            /// The row one level above.
            Parent "parent" [OUTLINE];
            /// The first row below.
            FirstChild "first-child" [OUTLINE];
            /// The row before on the same level.
            PrevSibling "prev-sibling" [OUTLINE];
            /// The row after on the same level.
            NextSibling "next-sibling" [OUTLINE];
            /// Unfolds the row.
            Expand "expand" [OUTLINE FINDINGS];
            /// Folds the row.
            Collapse "collapse" [OUTLINE FINDINGS];
            /// Folds or unfolds the row.
            ToggleFold "toggle-fold" [OUTLINE FINDINGS];
            /// Unfolds the row and all under it.
            ExpandSubtree "expand-subtree" [OUTLINE];
            /// Folds the row and all under it.
            CollapseSubtree "collapse-subtree" [OUTLINE];
            /// Unfolds everything.
            ExpandAll "expand-all" [OUTLINE];
            /// Folds everything.
            CollapseAll "collapse-all" [OUTLINE];
            /// Shows the first level only.
            FoldLevel1 "fold-level-1" [OUTLINE];
            /// Shows two levels.
            FoldLevel2 "fold-level-2" [OUTLINE];
            /// Shows three levels.
            FoldLevel3 "fold-level-3" [OUTLINE];
            /// Shows four levels.
            FoldLevel4 "fold-level-4" [OUTLINE];
            /// Shows only this row and what is under it.
            ZoomIn "zoom-in" [OUTLINE];
            /// Shows the level above again.
            ZoomOut "zoom-out" [OUTLINE];
            /// Shows something else beside the titles: indicator, performers, term, unit.
            NextColumn "next-column" [OUTLINE];
            /// Shows or hides the details of the row.
            Details "details" [OUTLINE GRID TARGETS];
            /// Looks for a title or a code while it is typed.
            Search "search" [GLOBAL PLANS OUTLINE GRID TARGETS EVIDENCE FINDINGS DEBTS DASHBOARD TIMELINE HELP];
            /// The next row found.
            NextMatch "next-match" [GLOBAL PLANS OUTLINE GRID TARGETS EVIDENCE FINDINGS DEBTS DASHBOARD TIMELINE];
            /// The row found before.
            PrevMatch "prev-match" [GLOBAL PLANS OUTLINE GRID TARGETS EVIDENCE FINDINGS DEBTS DASHBOARD TIMELINE];
            /// Shows only the rows for which something holds.
            Filter "filter" [OUTLINE];
            /// The next row without a fact.
            NextUnreported "next-unreported" [OUTLINE GRID];
            /// The row without a fact before.
            PrevUnreported "prev-unreported" [OUTLINE GRID];
            /// The next row that owes a note.
            NextMissingNote "next-missing-note" [OUTLINE GRID];
            /// The row that owes a note before.
            PrevMissingNote "prev-missing-note" [OUTLINE GRID];

            // The outline: changing it
            /// A new row after this one, on its level.
            NewAfter "new-after" [OUTLINE] undoable;
            /// A new row before this one, on its level.
            NewBefore "new-before" [OUTLINE] undoable;
            /// A new row under this one.
            NewChild "new-child" [OUTLINE] undoable;
            /// A new indicator of the measure.
            NewIndicator "new-indicator" [OUTLINE] undoable;
            /// Marks all rows of this level that are shown.
            MarkLevel "mark-level" [OUTLINE];
            /// Cuts the row with all under it.
            Cut "cut" [OUTLINE];
            /// Copies the row with all under it.
            Copy "copy" [OUTLINE];
            /// Puts here what was cut or copied.
            Paste "paste" [OUTLINE] undoable;
            /// Puts a copy of the row after it.
            Duplicate "duplicate" [OUTLINE] undoable;
            /// Numbers the rows by their places, after a preview.
            Renumber "renumber" [OUTLINE] undoable;
            /// Moves the row up among its siblings.
            MoveUp "move-up" [OUTLINE] undoable;
            /// Moves the row down among its siblings.
            MoveDown "move-down" [OUTLINE] undoable;
            /// Puts the row under the one before it.
            Indent "indent" [OUTLINE] undoable;
            /// Puts the row after its parent.
            Outdent "outdent" [OUTLINE] undoable;
            /// The title of the row.
            EditTitle "edit-title" [OUTLINE] undoable;
            /// The code of the row.
            EditCode "edit-code" [OUTLINE] undoable;
            /// The name of the indicator.
            EditIndicator "edit-indicator" [OUTLINE TARGETS] undoable;
            /// The unit of the indicator.
            EditUnit "edit-unit" [OUTLINE TARGETS] undoable;
            /// The baseline of the indicator.
            EditBaseline "edit-baseline" [OUTLINE TARGETS] undoable;
            /// Aim and main result of the row.
            EditObjective "edit-objective" [OUTLINE] undoable;
            /// The target of the quarter.
            EditTarget "edit-target" [OUTLINE] undoable;
            /// The fact of the quarter.
            EditFact "edit-fact" [OUTLINE] undoable;
            /// The note beside the fact.
            EditNote "edit-note" [OUTLINE GRID DEBTS] undoable;
            /// The performers of the measure.
            EditPerformer "edit-performer" [OUTLINE] undoable;
            /// When the measure is due.
            EditTerm "edit-term" [OUTLINE TARGETS] undoable;
            /// How the indicator is compared and added up.
            EditKind "edit-kind" [OUTLINE TARGETS] undoable;
            /// Quick fact entry, beginning with this row.
            EnterFacts "enter-facts" [OUTLINE];
            /// A new piece of evidence for the measure.
            AddEvidence "add-evidence" [OUTLINE GRID EVIDENCE FINDINGS] undoable;
        }
    };
}
