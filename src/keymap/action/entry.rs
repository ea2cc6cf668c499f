//! Actions of entering facts and targets, from cell to cell and within one.

/// The rows of this subject, passed on together with those before them.
macro_rules! entry {
    ([$next:ident $($later:ident)*] $($rows:tt)*) => {
        $next! { [$($later)*] $($rows)*
            // Quick fact entry, from cell to cell
            /// Opens the row into the parts of its performers, or closes it.
            SplitPerformers "split-performers" [GRID TARGETS];
            /// Marks the cell or the row, or takes its mark away.
            ToggleMark "toggle-mark" [OUTLINE GRID TARGETS];
            /// Marks the cell or the row, and the one below.
            MarkDown "mark-down" [OUTLINE GRID TARGETS];
            /// Marks the cell or the row, and the one above.
            MarkUp "mark-up" [OUTLINE GRID TARGETS];
            /// Marks the cell and the one on its left.
            MarkLeft "mark-left" [TARGETS];
            /// Marks the cell and the one on its right.
            MarkRight "mark-right" [TARGETS];
            /// Enters here what was entered last.
            RepeatChange "repeat-change" [GRID TARGETS] undoable;
            /// One target for the marked quarters together.
            SetSpan "set-span" [TARGETS] undoable;
            /// Marks what the row reports for follow-up, or takes the mark away.
            FlagFollowUp "flag-follow-up" [OUTLINE GRID] undoable;
            /// Begins a value with the character typed.
            BeginEntry "begin-entry" [GRID TARGETS] undoable;
            /// Edits the value of the cell.
            EditCell "edit-cell" [GRID TARGETS] undoable;
            /// Empties the cell: nothing is reported.
            ClearCell "clear-cell" [GRID TARGETS] undoable;
            /// Takes the value from the row above.
            FillDown "fill-down" [GRID TARGETS] undoable;
            /// Takes the note from the row above.
            CarryNote "carry-note" [GRID] undoable;
            /// Enters the plan as the fact.
            AcceptPlan "accept-plan" [GRID] undoable;
            /// Shows only the rows still to be reported, or all.
            ToggleQueue "toggle-queue" [GRID];
            /// The next field; after the last one the next row.
            NextField "next-field" [GRID TARGETS];
            /// The field before.
            PrevField "prev-field" [GRID TARGETS];
            /// The first row of the group before.
            PrevGroup "prev-group" [GRID TARGETS];
            /// The first row of the next group.
            NextGroup "next-group" [GRID TARGETS];
            /// The first field of the row.
            RowFirst "row-first" [GRID TARGETS];
            /// The last field of the row.
            RowLast "row-last" [GRID TARGETS];

            // Quick fact entry, typing a value
            /// Keeps the value and goes down.
            CommitDown "commit-down" [CELL] undoable;
            /// Keeps the value and goes up.
            CommitUp "commit-up" [CELL] undoable;
            /// Keeps the value and goes left.
            CommitLeft "commit-left" [CELL] undoable;
            /// Keeps the value and goes right.
            CommitRight "commit-right" [CELL] undoable;
            /// Keeps the value and goes to the next field.
            CommitNextField "commit-next-field" [CELL] undoable;
            /// Keeps the value and goes to the field before.
            CommitPrevField "commit-prev-field" [CELL] undoable;
            /// Keeps the value and edits the one below.
            CommitEditDown "commit-edit-down" [CELL] undoable;
            /// Keeps the value and edits the one above.
            CommitEditUp "commit-edit-up" [CELL] undoable;
            /// Keeps the value and goes to the next row without a fact.
            CommitNextUnreported "commit-next-unreported" [CELL] undoable;
            /// Keeps the value and opens its note.
            CommitEditNote "commit-edit-note" [CELL] undoable;
            /// Writes the value into every marked cell.
            FillMarked "fill-marked" [CELL] undoable;
            /// Keeps the value and stays.
            CommitStay "commit-stay" [CELL] undoable;
            /// The arrows move the caret, or leave the cell.
            ToggleCaret "toggle-caret" [CELL];
            /// Puts the old value back.
            CancelEntry "cancel-entry" [CELL];
        }
    };
}
