//! Actions of editing a text, and of answering lists and questions.

/// The rows of this subject, passed on together with those before them.
macro_rules! text {
    ([$next:ident $($later:ident)*] $($rows:tt)*) => {
        $next! { [$($later)*] $($rows)*
            // Editing a line
            /// Inserts the character typed.
            InsertChar "insert-char" [CELL TEXT PICKER];
            /// The caret one row up in a folded text.
            CaretUp "caret-up" [CELL];
            /// The caret one row down in a folded text.
            CaretDown "caret-down" [CELL];
            /// Puts in a line break.
            NewLine "newline" [CELL TEXT];
            /// Opens the text in one's own editor.
            EditExternal "edit-external" [OUTLINE GRID EVIDENCE CELL TEXT];
            /// Keeps the text.
            Commit "commit" [TEXT] undoable;
            /// Drops the text.
            CancelText "cancel-text" [TEXT];
            /// Brings back what was dropped last.
            RecallEntry "recall-entry" [CELL TEXT GRID TARGETS];
            /// Saves the filter that is typed under a name.
            SaveFilter "save-filter" [TEXT];
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
            /// Selects one character to the left.
            SelectLeft "select-left" [CELL TEXT];
            /// Selects one character to the right.
            SelectRight "select-right" [CELL TEXT];
            /// Selects up to the row above.
            SelectUp "select-up" [CELL TEXT];
            /// Selects down to the row below.
            SelectDown "select-down" [CELL TEXT];
            /// Selects one word to the left.
            SelectWordLeft "select-word-left" [CELL TEXT];
            /// Selects one word to the right.
            SelectWordRight "select-word-right" [CELL TEXT];
            /// Selects up to the start.
            SelectStart "select-start" [CELL TEXT];
            /// Selects up to the end.
            SelectEnd "select-end" [CELL TEXT];
            /// Copies what is selected.
            CopyText "copy-text" [CELL TEXT];
            /// Cuts what is selected.
            CutText "cut-text" [CELL TEXT];
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
            Yank "yank" [CELL TEXT];
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
        }
    };
}
