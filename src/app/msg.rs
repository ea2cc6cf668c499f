//! What comes to the model, and what it wants done.

use super::{
    DashboardPanel, figures::table::FigureTable, import::Incoming, notice::Notice, report::ReportRequest,
};
use crate::{
    domain::{Change, ChangeId, Conflict, Deleted, Draft, Plan, PlanEntry, PlanId},
    form::Form,
    keymap::{Key, Keymap},
};

/// Something that happened outside.
#[derive(Clone, Debug)]
pub enum Msg {
    /// The day has become another one.
    Day(jiff::civil::Date),
    /// A key was pressed.
    Key(Key),
    /// A key with Alt that may as well be the Escape key and another one, because the terminal sends both alike.
    EscapedKey(Key),
    /// Other keys are in force from now on.
    Keymap(Box<Keymap>),
    /// The Esc that came last was the beginning of another key, which was dropped.
    EscapeWasCut,
    /// A paste did not come whole; nothing of it is taken.
    PasteLost(PasteLost),
    /// Something on the screen was pointed at.
    Pointed(Pointed),
    /// A text came at once without the marks of a paste, where no text field is open.
    StrayText,
    /// A text was pasted: data, never commands.
    Paste(String),
    /// The terminal has a new size, in columns and rows.
    Resize(u16, u16),
    /// The list of plans was read.
    Catalog(Vec<PlanEntry>),
    /// The plans that were deleted were looked for, the latest first.
    Trash(Vec<Deleted>),
    /// A plan was read.
    Opened(Box<Plan>),
    /// A plan was read again.
    Reloaded(Box<Plan>),
    /// A plan was changed elsewhere: in another window, or by a command.
    Changed(PlanId),
    /// Somebody else changed something: the change, and its number in its plan.
    Arrived(Box<Change>, u64),
    /// Something may have been changed that was not told.
    Anew,
    /// Whether the line to the server stands.
    Line(bool),
    /// Who is here now, and where.
    People(Vec<Neighbour>),
    /// The forms there are were read.
    Forms(Vec<Form>),
    /// The changes of a plan were read, oldest first.
    History(PlanId, Vec<Change>),
    /// My change is durable.
    Committed(ChangeId),
    /// My change was refused or could not be made durable; in which words to say so.
    CommitFailed(PlanId, Notice),
    /// Somebody else had changed what my change changes: what stands there, and who made each.
    Conflicted(Box<Change>, Vec<Conflict>, Vec<String>),
    /// My change is durable, in a form that agrees with what somebody else has changed meanwhile.
    Adjusted(ChangeId, PlanId),
    /// A document was read, to be taken into a plan or to become a new one.
    Incoming(Box<Incoming>, Option<Box<Plan>>),
    /// The report was written to this file.
    Written(String),
    /// Something was not written, because another file has its name; a name that is free.
    NameTaken(Output, String),
    /// The table was sent to the clipboard of the terminal; how many bytes it has where that is too many.
    Copied(Result<(), usize>),
    /// The files whose names begin like this.
    FilesFound(String, Vec<String>),
    /// The sample plan.
    Demo(Box<Draft>),
    /// A text came back from the editor, or why not, in words.
    Edited(Result<String, String>),
    /// Something else failed; in which words to say so.
    Failed(Notice),
}

/// Somebody who has the workspace open in a window, as the others see him.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// Who.
    pub name: String,
    /// Where the line comes from; empty where it is this machine.
    pub from: String,
    /// The name of the open plan; empty on the list of plans.
    pub slug: String,
    /// The message with the title of the screen.
    pub screen: &'static str,
    /// The address of the row; empty where there is none.
    pub row: String,
    /// Whether something is half-typed there.
    pub is_typing: bool,
    /// For how long nothing was done, in milliseconds.
    pub idle: i64,
    /// Whether it is this window.
    pub is_own: bool,
}

/// What the mouse means, once it is known what lies under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointed {
    /// The row that lies so many rows under the one with the focus, or above it.
    Row(i32),
    /// A row of a panel of the dashboard.
    Panel(DashboardPanel, usize),
    /// The wheel was turned, towards the end where that is so.
    Wheel(bool),
}

/// Why nothing of a paste was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasteLost {
    /// Its end did not come.
    WithoutEnd,
    /// It was longer than anybody could look over.
    TooLong,
}

/// What is written to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// A report.
    Report(ReportRequest),
    /// A table of figures.
    Figures(Box<FiguresRequest>),
}

/// A table that is to be written, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiguresRequest {
    /// The table.
    pub table: FigureTable,
    /// The file, by whose ending the format is chosen.
    pub file: String,
    /// Whether a file of that name that is not one's own is replaced.
    pub replace: bool,
}

impl Output {
    /// The file.
    pub fn file(&self) -> &str {
        match self {
            Self::Report(request) => &request.file,
            Self::Figures(request) => &request.file,
        }
    }

    /// The same into another file.
    #[must_use]
    pub fn into_file(self, file: String, replace: bool) -> Self {
        match self {
            Self::Report(request) => Self::Report(ReportRequest { file, replace, ..request }),
            Self::Figures(request) => Self::Figures(Box::new(FiguresRequest { file, replace, ..*request })),
        }
    }
}

/// Something the model wants done outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Make a change durable.
    Commit(Box<Change>),
    /// Read a plan.
    Open(PlanId),
    /// Read a plan again.
    Reload(PlanId),
    /// Read the list of plans.
    LoadCatalog,
    /// Look for the plans that were deleted.
    LoadTrash,
    /// Read the changes of a plan.
    LoadHistory(PlanId),
    /// Read the forms there are.
    LoadForms,
    /// Ask who is here, and where.
    LoadPeople,
    /// Read a document, for this plan or for a new one.
    ReadDocument(String, Option<PlanId>),
    /// Write a file.
    Write(Output),
    /// Send a table to the clipboard of the terminal.
    Copy(Box<FigureTable>),
    /// Look for the files whose names begin like this.
    FindFiles(String),
    /// Read the sample plan.
    ReadDemo,
    /// Begin or end to listen to the mouse.
    Mouse(bool),
    /// Open a text in the person's own editor.
    EditText(String),
    /// Draw everything afresh.
    Redraw,
    /// Go to the background of the shell.
    Suspend,
    /// Leave.
    Quit,
}
