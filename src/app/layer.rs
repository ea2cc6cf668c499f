//! What lies over a screen: a stack of prompts, choices, forms and help. One event loop, no nested ones.

use crate::{
    domain::{EvidenceId, IndicatorId, NodeId, PlanId, Subject},
    keymap::Context,
};

use super::line::Line;

/// Something that lies over the screen and takes the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layer {
    /// The keys that work here, scrolled to a line.
    Help(Context, usize),
    /// One line of text.
    Prompt(Prompt),
    /// Several fields.
    Form(Form),
    /// A short list.
    Choice(Choice),
    /// A question before what undo does not bring back, or before much is gone.
    Confirm(Confirm),
}

impl Layer {
    /// Where its keys are looked up.
    pub const fn context(&self) -> Context {
        match self {
            Self::Help(..) => Context::Help,
            Self::Prompt(_) | Self::Form(_) => Context::Text,
            Self::Choice(_) => Context::Choice,
            Self::Confirm(_) => Context::Confirm,
        }
    }
}

/// What a prompt is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptKind {
    /// The title of a node.
    Title(NodeId),
    /// The number of a node.
    Code(NodeId),
    /// The title of a new node.
    NewNode(super::outline_edit::NewNode),
    /// Who carries a measure out, by semicolons.
    Performers(NodeId),
    /// When a measure is due.
    Term(NodeId),
    /// The name of a new indicator.
    NewIndicator(NodeId),
    /// The name of an indicator.
    IndicatorName(IndicatorId),
    /// Its unit.
    Unit(IndicatorId),
    /// The target of the quarter.
    Target(Subject),
    /// The fact of the quarter.
    Fact(Subject),
    /// The note of the quarter.
    Note(Subject),
    /// A piece of evidence in one line, for a measure.
    Evidence(Option<NodeId>),
    /// A piece of evidence anew in one line.
    EditEvidence(EvidenceId),
    /// The file or address of a piece of evidence.
    EvidenceLink(EvidenceId),
    /// What to look for in the outline.
    Search,
    /// The document to read, for this plan or for a new one.
    ImportFile(Option<PlanId>),
    /// The file to write the report to.
    ReportFile,
}

/// One line of text with a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What it is for.
    pub kind: PromptKind,
    /// What it is about, shown beside the label.
    pub about: String,
    /// What is typed.
    pub line: Line,
    /// The text as a whole is selected: the first character typed replaces it.
    pub selected: bool,
}

/// What a form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormKind {
    /// A new plan.
    NewPlan,
    /// The header of the open plan.
    Header,
}

/// Several labelled lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// What it is for.
    pub kind: FormKind,
    /// The message ids of the labels, and what is typed.
    pub fields: Vec<(&'static str, Line)>,
    /// The field with the caret.
    pub at: usize,
}

/// What a choice is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceKind {
    /// How fact and target of an indicator are compared, and how its quarters add up.
    Kind(IndicatorId),
}

/// A short list of message ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it is for.
    pub kind: ChoiceKind,
    /// The message ids of the rows.
    pub rows: Vec<String>,
    /// The row under the cursor.
    pub at: usize,
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfirmKind {
    /// Delete a plan with everything in it.
    DeletePlan(PlanId),
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// What is asked.
    pub kind: ConfirmKind,
    /// What it is about.
    pub about: String,
}
