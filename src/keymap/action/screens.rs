//! Actions of the other screens.

/// The rows of this subject, passed on together with those before them.
macro_rules! screens {
    ([$next:ident $($later:ident)*] $($rows:tt)*) => {
        $next! { [$($later)*] $($rows)*
            // The dashboard
            /// The next panel.
            NextPanel "next-panel" [DASHBOARD];
            /// The panel before.
            PrevPanel "prev-panel" [DASHBOARD];
            /// Shows what the row counts, one step further down each time.
            DrillDown "drill-down" [DASHBOARD];
            /// The figures as one table at a time.
            OpenFigures "open-figures" [DASHBOARD];
            /// Another order of the rows.
            NextOrder "next-order" [DASHBOARD];
            /// Two quarters or two plans side by side.
            Compare "compare" [DASHBOARD];
            /// Sends the table to the clipboard of the terminal.
            CopyTable "copy-table" [DASHBOARD];
            /// Saves the table as Markdown, CSV or SVG.
            SaveTable "save-table" [DASHBOARD];
            /// The next way of breaking the figures down.
            NextBreakdown "next-breakdown" [DASHBOARD FINDINGS];
            /// The way before.
            PrevBreakdown "prev-breakdown" [DASHBOARD];

            // The log of evidence
            /// The text and the dates of the evidence.
            EditEvidence "edit-evidence" [EVIDENCE] undoable;
            /// Which measures the evidence is for.
            EditLink "edit-link" [EVIDENCE] undoable;
            /// Counts the evidence of the measure for the next of its indicators.
            EvidenceIndicator "evidence-indicator" [EVIDENCE] undoable;
            /// Goes to the measure in the outline.
            OpenMeasure "open-measure" [EVIDENCE DASHBOARD];

            // Findings and doubts
            /// Goes where the finding is dealt with; on a heading folds or unfolds it.
            OpenFinding "open-finding" [FINDINGS];
            /// Accepts the finding with a reason.
            AcceptFinding "accept-finding" [FINDINGS] undoable;
            /// Accepts all of the group with one reason.
            AcceptGroup "accept-group" [FINDINGS] undoable;
            /// Opens an accepted finding again.
            WithdrawAcceptance "withdraw-acceptance" [FINDINGS] undoable;
            /// Settles a doubt on one of its readings.
            SettleDoubt "settle-doubt" [FINDINGS] undoable;
            /// Shows only what is open, or all.
            ToggleOpen "toggle-open" [FINDINGS DEBTS DASHBOARD];

            // Debts
            /// Goes to the measure in the outline.
            OpenDebt "open-debt" [DEBTS];
            /// Gives the debt a new due day.
            CarryDebt "carry-debt" [DEBTS] undoable;
            /// Decides that it is owed no longer.
            WithdrawDebt "withdraw-debt" [DEBTS] undoable;
            /// Takes a decision back.
            UndecideDebt "undecide-debt" [DEBTS] undoable;

            // Performers
            /// Goes to the first of his measures in the outline.
            OpenPerformer "open-performer" [PERFORMERS];
            /// Gives the performer another name.
            RenamePerformer "rename-performer" [PERFORMERS] undoable;
            /// Makes one performer of two.
            MergePerformers "merge-performers" [PERFORMERS] undoable;
            /// Keeps that he and the one of a near name are two.
            TellApart "tell-apart" [PERFORMERS] undoable;
            /// Gives some of his measures to another.
            SplitPerformer "split-performer" [PERFORMERS] undoable;
            /// Figures of the quarter, or of the year up to it.
            ToggleYear "toggle-year" [DASHBOARD PERFORMERS];

            // The history of a value
            /// Restores the value before the change.
            RestoreValue "restore-value" [HISTORY] undoable;
            /// The values of the quarter only, or of all quarters.
            HistorySpan "history-span" [HISTORY];
            /// Goes to what was changed in the outline.
            OpenChanged "open-changed" [HISTORY TIMELINE];

            // The timeline of changes
            /// Brings the plan to the state right after the change.
            RestoreState "restore-state" [TIMELINE] undoable;
            /// The next branch of undone changes.
            NextBranch "next-branch" [TIMELINE];
            /// The branch before.
            PrevBranch "prev-branch" [TIMELINE];
            /// Shows only my changes, or all.
            ToggleMine "toggle-mine" [TIMELINE];

            // The preview of an import
            /// Settles the doubt on the reading that was taken, or opens it again.
            SettleReading "settle-reading" [IMPORT] undoable;
            /// Settles the doubt on the other reading whose number was typed.
            SettleOther "settle-other" [IMPORT] undoable;
            /// Settles all open doubts of the same kind in the same way.
            SettleAlike "settle-alike" [IMPORT] undoable;
            /// The next doubt that is not settled.
            NextDoubt "next-doubt" [IMPORT];
            /// Takes in what is shown.
            TakeIn "take-in" [IMPORT] undoable;

            // The preview of a report
            /// The next form.
            NextForm "next-form" [REPORT];
            /// A longer report: from the half-year to the year.
            LongerReport "longer-report" [REPORT];
            /// The form without facts, or with them.
            ToggleBlank "toggle-blank" [REPORT];
            /// Writes the document to a file.
            WriteReport "write-report" [REPORT];

            // The columns of a new form
            /// What the column holds.
            ChangeMeaning "change-meaning" [LEARN];
            /// The period of a column of values.
            ChangePeriod "change-period" [LEARN];
            /// The column is not needed.
            DropColumn "drop-column" [LEARN];
            /// Goes to the column whose number was typed.
            ColumnNth "column-nth" [LEARN];
            /// Another row of the table is the header.
            NextHeader "next-header" [LEARN];
            /// Writes the form.
            WriteForm "write-form" [LEARN];
        }
    };
}
