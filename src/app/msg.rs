//! The messages that the model receives, and the effects that it requests.

use super::{
    DashboardPanel,
    figures::table::FigureTable,
    form_columns::Columns,
    import::Incoming,
    list::Direction,
    notice::Notice,
    outline::saved::{FilterEdit, SavedFilter},
    places::{PlaceQuery, PlacesFound},
    report::ReportRequest,
};
use crate::{
    domain::{Change, ChangeId, Conflict, Deleted, Draft, Plan, PlanEntry, PlanId, RecordKey},
    form::Form,
    keymap::{Key, Keymap},
};

/// The last author of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastEdit {
    /// The record.
    pub key: RecordKey,
    /// The author; none if the record was edited in this window.
    pub by: Option<String>,
}

/// An event outside the model.
#[derive(Clone, Debug)]
pub enum Msg {
    /// The date has changed.
    Day(jiff::civil::Date),
    /// A key was pressed.
    Key(Key),
    /// A key with Alt that may also be Escape followed by another key, because the terminal sends the same bytes for
    /// both.
    EscapedKey(Key),
    /// Another keymap is in force from now on.
    Keymap(Box<Keymap>),
    /// The latest Esc was the beginning of another key, the rest of which was dropped.
    EscapeWasCut,
    /// A paste was incomplete or too long and was discarded.
    PasteLost(PasteLost),
    /// The mouse was used on a part of the screen.
    Pointed(Pointed),
    /// A text arrived at once, without the marks of a paste, where no text field is open.
    StrayText,
    /// A text was pasted; it is data and never a command.
    Paste(String),
    /// The terminal has a new size, in columns and rows.
    Resize(u16, u16),
    /// The list of plans was read.
    Catalog(Vec<PlanEntry>),
    /// The deleted plans were read, the latest first.
    Trash(Vec<Deleted>),
    /// A plan was read.
    Opened(Box<Plan>),
    /// A plan was read again, with the last authors of the records that its latest changes edited.
    Reloaded(Box<Plan>, Vec<LastEdit>),
    /// A plan was changed in another window or by a command.
    Changed(PlanId),
    /// Somebody else's change, with its number in its plan.
    Arrived(Box<Change>, u64),
    /// Changes may have been missed.
    Anew,
    /// Whether the store can be reached.
    Line(bool),
    /// The people who are present now, and where they are.
    People(Vec<Neighbour>),
    /// The available forms were read.
    Forms(Vec<Form>),
    /// The changes of a plan were read, oldest first.
    History(PlanId, Vec<Change>),
    /// The latest changes of a plan were read, the latest first.
    Latest(PlanId, Vec<Change>),
    /// A change of this window is durable.
    Committed(ChangeId),
    /// A change of this window was refused or could not be made durable, and the notice about it.
    CommitFailed(PlanId, Notice),
    /// A change of this window conflicts with changes of others: the change, the records as they are now, and the
    /// author of each.
    Conflicted(Box<Change>, Vec<Conflict>, Vec<String>),
    /// A change of this window was adjusted to the changes of others and is durable.
    Adjusted(ChangeId, PlanId),
    /// A document was read, for merging into a plan or as a new one.
    Incoming(Box<Incoming>, Option<Box<Plan>>),
    /// A document was not read: why, its columns from which a form can be learned, and its file with the plan that it
    /// was read for.
    NotRead(Notice, Box<Columns>, (String, Option<PlanId>)),
    /// The report was written to this file.
    Written(String),
    /// A file was not written, because another file has its name; the name is a free one.
    NameTaken(Output, String),
    /// The table was sent to the terminal's clipboard; the error is its size in bytes if it was too large.
    Copied(Result<(), usize>),
    /// The files whose names begin with the text.
    FilesFound(String, Vec<String>),
    /// A plan could not be opened; the notice about it.
    NotOpened(PlanId, Notice),
    /// Places in some of the plans.
    Places(Box<PlacesFound>),
    /// Places could not be searched for; the notice about it.
    NoPlaces(Notice),
    /// All saved filters, and the notice about what is wrong with their file.
    Filters(Vec<SavedFilter>, Option<Notice>),
    /// The sample plan.
    Demo(Box<Draft>),
    /// The text from the external editor, or the error in words.
    Edited(Result<String, String>),
    /// Another operation failed; the notice about it.
    Failed(Notice),
}

/// A window that has the workspace open, as the other windows see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// The name of its user.
    pub name: String,
    /// Where the session comes from; empty for this machine.
    pub from: String,
    /// The name of the open plan; empty on the list of plans.
    pub slug: String,
    /// The message id of the screen's title.
    pub screen: &'static str,
    /// The address of the row under the cursor; empty where there is none.
    pub row: String,
    /// Whether unfinished input is open there.
    pub is_typing: bool,
    /// The time since its last use, in milliseconds.
    pub idle: i64,
    /// Whether it is this window.
    pub is_own: bool,
}

/// A use of the mouse, relative to what is shown at that place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointed {
    /// A row, by its distance from the row with the focus; negative above it.
    Row(i32),
    /// A row of a panel of the dashboard.
    Panel(DashboardPanel, usize),
    /// The wheel was turned.
    Wheel(Direction),
}

/// Why a paste was discarded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasteLost {
    /// Its end mark did not arrive.
    WithoutEnd,
    /// It was longer than a person could check.
    TooLong,
}

/// Content for a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// A report.
    Report(ReportRequest),
    /// A table of figures.
    Figures(Box<FiguresRequest>),
}

/// A table to write to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiguresRequest {
    /// The table.
    pub table: FigureTable,
    /// The file; its extension determines the format.
    pub file: String,
    /// Whether an existing file that this program did not write is replaced.
    pub replace: bool,
}

impl Output {
    /// The name of the file.
    pub fn file(&self) -> &str {
        match self {
            Self::Report(request) => &request.file,
            Self::Figures(request) => &request.file,
        }
    }

    /// The same content for another file.
    #[must_use]
    pub fn into_file(self, file: String, replace: bool) -> Self {
        match self {
            Self::Report(request) => Self::Report(ReportRequest { file, replace, ..request }),
            Self::Figures(request) => Self::Figures(Box::new(FiguresRequest { file, replace, ..*request })),
        }
    }
}

/// A request of the model to the outside.
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
    /// Read the list of deleted plans.
    LoadTrash,
    /// Read the changes of a plan.
    LoadHistory(PlanId),
    /// Read the latest changes of a plan, at most so many.
    LoadLatest(PlanId, usize),
    /// Read the available forms.
    LoadForms,
    /// Read who is present, and where.
    LoadPeople,
    /// Read a document, for this plan or for a new one.
    ReadDocument(String, Option<PlanId>),
    /// Hand over the file of a learned form to whoever opened the window for it.
    TakeForm(String),
    /// Keep the file of a learned form, and read the document again that it was learned from, for this plan.
    KeepForm(String, String, Option<PlanId>),
    /// Write a file.
    Write(Output),
    /// Send a table to the clipboard of the terminal.
    Copy(Box<FigureTable>),
    /// Look for the files whose names begin like this.
    FindFiles(String),
    /// Read or change the saved filters.
    Filters(FilterEdit),
    /// Find places in the next few plans.
    FindPlaces(PlaceQuery),
    /// Read the sample plan.
    ReadDemo,
    /// Turn mouse reporting on or off.
    Mouse(bool),
    /// Open a text in the user's editor.
    EditText(String),
    /// Redraw the whole screen.
    Redraw,
    /// Suspend the program.
    Suspend,
    /// Quit.
    Quit,
}
