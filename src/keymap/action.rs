//! Everything a key can do: one table, one row an action.
//!
//! The help, the hint line, the which-key window and `kvartal keys` are all made from these rows, so an
//! action that is not here exists nowhere, and one that is here cannot lack its help.

pub use super::action_row::ActionRow;
use super::context::{Context, Contexts};

macro_rules! undoable {
    () => {
        false
    };
    (undoable) => {
        true
    };
}

macro_rules! actions {
    ($($(#[$doc:meta])+ $name:ident $id:literal [$($context:ident)+] $($undoable:ident)?;)+) => {
        /// Something a key can do. The contexts and the ids stand in the table in this file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $($(#[$doc])+ $name,)+
        }

        impl Action {
            /// Every action, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The row of this action.
            pub const fn row(self) -> &'static ActionRow {
                match self {
                    $(Self::$name => const { &ActionRow {
                        action: Self::$name,
                        id: $id,
                        title: concat!("action-", $id),
                        help: concat!("action-", $id, "-help"),
                        contexts: Contexts(0)$(.and(Contexts::$context))+,
                        undoable: undoable!($($undoable)?),
                    } },)+
                }
            }

            /// The action with this id, to the letter.
            pub fn from_id(id: &str) -> Option<Self> {
                match id {
                    $($id => Some(Self::$name),)+
                    _ => None,
                }
            }
        }
    };
}

actions! {
    // Everywhere
    /// Shows the keys that work here.
    Help "help" [EVERYWHERE];
    /// Leaves the program.
    Quit "quit" [EVERYWHERE];
    /// Leaves what is open, or clears what is marked.
    Cancel "cancel" [GLOBAL SCREENS IMPORT PICKER CHOICE CONFIRM HELP];
    /// Shows all actions by name.
    Palette "palette" [GLOBAL SCREENS IMPORT];
    /// Takes back my latest change in this plan.
    Undo "undo" [GLOBAL SCREENS IMPORT];
    /// Makes again what was taken back.
    Redo "redo" [GLOBAL SCREENS];
    /// Draws the screen afresh.
    Redraw "redraw" [EVERYWHERE];
    /// Goes to the background of the shell.
    Suspend "suspend" [EVERYWHERE];
    /// The list of plans.
    GotoPlans "goto-plans" [GLOBAL SCREENS];
    /// The outline of the plan.
    GotoOutline "goto-outline" [GLOBAL SCREENS];
    /// Quick fact entry.
    GotoFacts "goto-facts" [GLOBAL SCREENS];
    /// What is planned, by quarters.
    GotoTargets "goto-targets" [GLOBAL SCREENS];
    /// The dashboard.
    GotoDashboard "goto-dashboard" [GLOBAL SCREENS];
    /// The log of evidence.
    GotoEvidence "goto-evidence" [GLOBAL SCREENS];
    /// The preview of the report.
    GotoReport "goto-report" [GLOBAL SCREENS];
    /// Findings and doubts of the quarter.
    GotoFindings "goto-findings" [GLOBAL SCREENS];
    /// What was not done in time.
    GotoDebts "goto-debts" [GLOBAL SCREENS];
    /// Who carries measures out, and how much each owes.
    GotoPerformers "goto-performers" [GLOBAL SCREENS];
    /// Every change of the plan, the latest first.
    GotoHistory "goto-history" [GLOBAL SCREENS];
    /// Who changed what the cursor is on, and when.
    ValueHistory "value-history" [GLOBAL OUTLINE GRID DASHBOARD EVIDENCE FINDINGS DEBTS];
    /// The screen that has led here.
    GoBack "go-back" [GLOBAL SCREENS];
    /// Hands the quarter in, approves, closes or opens it.
    CloseQuarter "close-quarter" [GLOBAL SCREENS];
    /// Who else has the workspace open, and where.
    WhoIsHere "who-is-here" [GLOBAL SCREENS];
    /// The place before the latest jump.
    JumpBack "jump-back" [GLOBAL SCREENS];
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

    // The list of plans
    /// Opens the plan.
    Open "open" [PLANS];
    /// A new plan.
    NewPlan "new-plan" [PLANS];
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
    /// Deletes what the cursor is on.
    Delete "delete" [PLANS OUTLINE EVIDENCE] undoable;

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
    Search "search" [GLOBAL PLANS OUTLINE GRID TARGETS EVIDENCE FINDINGS DEBTS];
    /// The next row found.
    NextMatch "next-match" [GLOBAL PLANS OUTLINE GRID TARGETS EVIDENCE FINDINGS DEBTS];
    /// The row found before.
    PrevMatch "prev-match" [GLOBAL PLANS OUTLINE GRID TARGETS EVIDENCE FINDINGS DEBTS];
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
    /// Where the indicator stood before the plan began.
    EditBaseline "edit-baseline" [OUTLINE TARGETS] undoable;
    /// Aim and main result of the row.
    EditObjective "edit-objective" [OUTLINE] undoable;
    /// What is planned for the quarter.
    EditTarget "edit-target" [OUTLINE] undoable;
    /// What the quarter brought.
    EditFact "edit-fact" [OUTLINE] undoable;
    /// The note beside the fact.
    EditNote "edit-note" [OUTLINE GRID DEBTS] undoable;
    /// Who carries the measure out.
    EditPerformer "edit-performer" [OUTLINE] undoable;
    /// When the measure is due.
    EditTerm "edit-term" [OUTLINE TARGETS] undoable;
    /// How the indicator is compared and added up.
    EditKind "edit-kind" [OUTLINE TARGETS] undoable;
    /// Quick fact entry, beginning with this row.
    EnterFacts "enter-facts" [OUTLINE];
    /// A new piece of evidence for the measure.
    AddEvidence "add-evidence" [OUTLINE GRID EVIDENCE FINDINGS] undoable;

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
    /// Begins a value with the character typed.
    BeginEntry "begin-entry" [GRID TARGETS] undoable;
    /// Edits the value that stands in the cell.
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
    /// Keeps the value and goes on with its note.
    CommitEditNote "commit-edit-note" [CELL] undoable;
    /// Writes the value into every marked cell.
    FillMarked "fill-marked" [CELL] undoable;
    /// Keeps the value and stays.
    CommitStay "commit-stay" [CELL] undoable;
    /// The arrows move the caret, or leave the cell.
    ToggleCaret "toggle-caret" [CELL];
    /// Puts the old value back.
    CancelEntry "cancel-entry" [CELL];

    // Editing a line
    /// Inserts the character typed.
    InsertChar "insert-char" [CELL TEXT PICKER];
    /// Keeps the text.
    Commit "commit" [TEXT] undoable;
    /// Drops the text.
    CancelText "cancel-text" [TEXT];
    /// Brings back what was dropped last.
    RecallEntry "recall-entry" [CELL TEXT GRID TARGETS];
    /// Completes the word.
    Complete "complete" [TEXT CELL];
    /// The caret one character to the left.
    CaretLeft "caret-left" [CELL TEXT];
    /// The caret one character to the right.
    CaretRight "caret-right" [CELL TEXT];
    /// The caret one word to the left.
    CaretWordLeft "caret-word-left" [TEXT];
    /// The caret one word to the right.
    CaretWordRight "caret-word-right" [TEXT];
    /// The caret to the start.
    CaretStart "caret-start" [CELL TEXT];
    /// The caret to the end.
    CaretEnd "caret-end" [CELL TEXT];
    /// Deletes the character before the caret.
    DeleteBack "delete-back" [CELL TEXT PICKER];
    /// Deletes the character after the caret.
    DeleteForward "delete-forward" [CELL TEXT];
    /// Deletes the word before the caret.
    KillWordBack "kill-word-back" [CELL TEXT PICKER];
    /// Deletes the word after the caret.
    KillWordForward "kill-word-forward" [TEXT];
    /// Deletes all before the caret.
    KillToStart "kill-to-start" [CELL TEXT PICKER];
    /// Deletes all after the caret.
    KillToEnd "kill-to-end" [CELL TEXT];
    /// Inserts what was deleted last.
    Yank "yank" [TEXT];
    /// Takes back the latest edit of the line.
    TextUndo "text-undo" [CELL TEXT];
    /// Makes the edit again.
    TextRedo "text-redo" [TEXT];

    // Lists and questions
    /// Takes the row under the cursor.
    Accept "accept" [PICKER CHOICE];
    /// Takes the row whose number was typed.
    AcceptNth "accept-nth" [CHOICE];
    /// Says yes.
    Confirm "confirm" [CONFIRM];

    // The dashboard
    /// The next panel.
    NextPanel "next-panel" [DASHBOARD];
    /// The panel before.
    PrevPanel "prev-panel" [DASHBOARD];
    /// Opens the outline at what the row counts.
    DrillDown "drill-down" [DASHBOARD];
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
    OpenMeasure "open-measure" [EVIDENCE];

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
    ToggleOpen "toggle-open" [FINDINGS DEBTS];

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
    /// Gives some of his measures to another.
    SplitPerformer "split-performer" [PERFORMERS] undoable;
    /// Figures of the quarter, or of the year up to it.
    ToggleYear "toggle-year" [PERFORMERS];

    // The history of a value
    /// Puts back what stood before the change.
    RestoreValue "restore-value" [HISTORY] undoable;
    /// The values of the quarter only, or of all quarters.
    HistorySpan "history-span" [HISTORY];
    /// Goes to what was changed in the outline.
    OpenChanged "open-changed" [HISTORY];

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
}

impl Action {
    /// Its name in the keymap files.
    pub const fn id(self) -> &'static str {
        self.row().id
    }

    /// Whether it makes sense in `context`.
    pub const fn works_in(self, context: Context) -> bool {
        self.row().contexts.has(context)
    }
}
