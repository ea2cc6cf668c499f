//! Layers over a screen: a stack of prompts, choices, forms, questions and help. All are driven by the one event loop.
//! To add one: a file here with its state and `act`, a variant of [`Layer`], and its drawing in `ui/layers.rs`.

pub(crate) mod actions;
pub(crate) mod choice;
pub(crate) mod closing;
pub(crate) mod confirm;
pub(crate) mod conflict;
pub(crate) mod draft;
pub(crate) mod fields;
pub(crate) mod filters;
mod flow;
pub(crate) mod go_to;
pub(crate) mod header;
pub(crate) mod help;
pub(crate) mod meanings;
pub(crate) mod merge;
mod narrowed;
pub(crate) mod paste;
pub(crate) mod people;
pub(crate) mod proposal;
pub(crate) mod readings;
pub(crate) mod roles;
pub(crate) mod rollover;
pub(crate) mod ruling;
pub(crate) mod split;

pub use self::{
    actions::Actions,
    choice::Choice,
    closing::Closing,
    confirm::Confirm,
    conflict::Conflict,
    draft::DraftOffer,
    filters::Filters,
    flow::Flow,
    go_to::GoTo,
    header::HeaderForm,
    help::Help,
    meanings::Meanings,
    merge::MergeForm,
    paste::{Paste, PasteLine},
    people::People,
    proposal::{Proposal, ProposedLine},
    readings::Readings,
    roles::Roles,
    rollover::RolloverForm,
    ruling::{RulingForm, RulingKind},
    split::SplitForm,
};
use super::{
    Cx, Handled, Notice,
    line::{Line, Room},
    prompt::PromptLayer,
};
use crate::{
    domain::{self, Change},
    keymap::{Action, Atom, Atoms, Context},
};

/// A layer over the screen, which receives the keys.
#[derive(Debug)]
pub enum Layer {
    /// The keys that work here.
    Help(Help),
    /// One line of text.
    Prompt(PromptLayer),
    /// The header of a plan.
    Header(HeaderForm),
    /// A decision about a debt.
    Ruling(RulingForm),
    /// Merging two performers.
    Merge(MergeForm),
    /// Assigning some measures of a performer to another one.
    Split(SplitForm),
    /// The roll-over to the next period's plan.
    Rollover(Box<RolloverForm>),
    /// All actions by name.
    Actions(Actions),
    /// Places of all plans.
    GoTo(GoTo),
    /// What a column of a new form may hold.
    Meanings(Meanings),
    /// A short list.
    Choice(Choice),
    /// The preview of a pasted column.
    Paste(Paste),
    /// The preview of many small changes.
    Proposal(Proposal),
    /// The readings of a doubt.
    Readings(Readings),
    /// A confirmation of an action that undo cannot revert.
    Confirm(Confirm),
    /// The offer of unfinished input from the previous window.
    Draft(DraftOffer),
    /// The closing of the quarter.
    Closing(Closing),
    /// The people who are present.
    People(People),
    /// The roles in the plan.
    Roles(Roles),
    /// The saved filters.
    Filters(Filters),
    /// Two people changed the same record.
    Conflict(Conflict),
}

impl Layer {
    /// A layer with both versions of conflicting records; none if the change only depends on them.
    pub(super) fn conflict(change: Change, found: Vec<domain::Conflict>, by: Vec<String>) -> Option<Self> {
        Conflict::of(change, found, by).map(Self::Conflict)
    }

    /// The context of its keys.
    pub const fn context(&self) -> Context {
        match self {
            Self::Help(help) => help.keys(),
            Self::Prompt(_) | Self::Header(_) | Self::Ruling(_) | Self::Split(_) => Context::Text,
            Self::Choice(_)
            | Self::Merge(_)
            | Self::Rollover(_)
            | Self::Paste(_)
            | Self::Proposal(_)
            | Self::Readings(_)
            | Self::Draft(_)
            | Self::Closing(_)
            | Self::People(_)
            | Self::Roles(_)
            | Self::Filters(_)
            | Self::Conflict(_) => Context::Choice,
            Self::Actions(_) | Self::GoTo(_) | Self::Meanings(_) => Context::Picker,
            Self::Confirm(_) => Context::Confirm,
        }
    }

    /// The actions in the hint line, most needed first.
    pub const fn hints(&self) -> &'static [Action] {
        match self {
            Self::Help(_) => &[Action::Search, Action::Accept, Action::Cancel],
            Self::Prompt(_) | Self::Header(_) | Self::Ruling(_) | Self::Split(_) => {
                &[Action::Commit, Action::CancelText]
            }
            Self::Merge(_) | Self::Rollover(_) => &[Action::Accept, Action::AcceptNth, Action::Cancel],
            Self::Actions(_)
            | Self::GoTo(_)
            | Self::Meanings(_)
            | Self::Choice(_)
            | Self::Paste(_)
            | Self::Proposal(_)
            | Self::Readings(_)
            | Self::Draft(_) => &[Action::Accept, Action::Cancel],
            Self::Closing(_) | Self::Roles(_) => &[Action::AcceptNth, Action::Accept, Action::Cancel],
            Self::Filters(_) => &[Action::Accept, Action::AcceptNth, Action::Delete, Action::Cancel],
            Self::People(_) => &[Action::Cancel],
            Self::Conflict(_) => &[Action::AcceptNth, Action::Cancel],
            Self::Confirm(_) => &[Action::Confirm, Action::Cancel],
        }
    }

    /// The title of an action in the hint line, where its own would say something else than it does here.
    pub fn title(&self, action: Action) -> Option<&'static str> {
        match (self, action) {
            (Self::Prompt(prompt), Action::Commit) => prompt.end(),
            (Self::Paste(_), Action::Accept) => Some("action-paste"),
            (Self::Rollover(_), Action::Accept) => Some("hint-roll-over"),
            (Self::Draft(_), Action::Accept) => Some("hint-go-on-typing"),
            (Self::Draft(_), Action::Cancel) => Some("hint-let-go"),
            _ => None,
        }
    }

    /// Runs an action.
    pub fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        match (action, &*self) {
            (Action::Delete, Self::Filters(_)) | (Action::SaveFilter, Self::Prompt(_)) => {}
            (Action::Delete, _) => cx.say(Notice::info("notice-nothing-to-delete")),
            (Action::SaveFilter, _) => cx.say(Notice::info("notice-nothing-to-save")),
            _ => {}
        }
        match self {
            Self::Help(help) => help.act(cx, action),
            Self::Prompt(prompt) => prompt.act(cx, action),
            Self::Header(form) => form.act(cx, action),
            Self::Ruling(form) => form.act(cx, action),
            Self::Merge(form) => form.act(cx, action),
            Self::Rollover(form) => form.act(cx, action),
            Self::Split(form) => form.act(cx, action),
            Self::Actions(actions) => actions.act(cx, action),
            Self::GoTo(prompt) => prompt.act(cx, action),
            Self::Meanings(meanings) => meanings.act(cx, action),
            Self::Choice(choice) => choice.act(cx, action),
            Self::Paste(paste) => paste.act(cx, action),
            Self::Proposal(proposal) => proposal.act(cx, action),
            Self::Readings(readings) => readings.act(cx, action),
            Self::Confirm(confirm) => confirm.act(cx, action),
            Self::Draft(draft) => draft.act(cx, action),
            Self::Closing(closing) => closing.act(cx, action),
            Self::People(people) => people.act(cx, action),
            Self::Roles(roles) => roles.act(cx, action),
            Self::Filters(list) => list.act(cx, action),
            Self::Conflict(conflict) => conflict.act(cx, action),
        }
    }

    /// Sets the texts of its fields, as they were typed before, and the caret.
    pub(super) fn fill(&mut self, texts: &[String], at: usize) {
        match self {
            Self::Prompt(prompt) => texts.first().into_iter().for_each(|text| prompt.fill(text)),
            Self::Header(HeaderForm { fields, .. })
            | Self::Ruling(RulingForm { fields, .. })
            | Self::Split(SplitForm { fields, .. }) => {
                fields.fill(texts, at);
            }
            Self::Help(_)
            | Self::Merge(_)
            | Self::Rollover(_)
            | Self::Actions(_)
            | Self::GoTo(_)
            | Self::Meanings(_)
            | Self::Choice(_)
            | Self::Paste(_)
            | Self::Proposal(_)
            | Self::Readings(_)
            | Self::Confirm(_)
            | Self::Draft(_)
            | Self::Closing(_)
            | Self::People(_)
            | Self::Roles(_)
            | Self::Filters(_)
            | Self::Conflict(_) => {}
        }
    }

    /// The line of its open field; none where it has no field.
    fn open_line(&self) -> Option<&Line> {
        match self {
            Self::Prompt(prompt) => Some(&prompt.line),
            Self::Header(HeaderForm { fields, .. })
            | Self::Ruling(RulingForm { fields, .. })
            | Self::Split(SplitForm { fields, .. }) => fields.list.get(fields.at).map(|(_, line)| line),
            _ => None,
        }
    }

    /// The text of its open field, for an external editor; none where it has no field.
    pub(super) fn open_text(&self) -> Option<&str> {
        self.open_line().map(Line::text)
    }

    /// The conditions that hold in it, for the keymap.
    pub(super) fn atoms(&self) -> Atoms {
        let selected = self.open_line().is_some_and(|line| line.selection().is_some());
        Atoms::NONE.with_if(Atom::Selected, selected)
    }

    /// Takes a text from an external editor into its open field.
    pub(super) fn take_text(&mut self, cx: &mut Cx<'_>, text: &str) -> Room {
        match self {
            Self::Prompt(prompt) => prompt.take_text(cx, text),
            Self::Header(HeaderForm { fields, .. })
            | Self::Ruling(RulingForm { fields, .. })
            | Self::Split(SplitForm { fields, .. }) => {
                fields.note_edited();
                fields.line_mut().map_or(Room::Enough, |line| line.take_text(text))
            }
            _ => Room::Enough,
        }
    }

    /// Inserts a pasted text into its field, if it has one.
    pub fn paste(&mut self, cx: &mut Cx<'_>, text: &str) -> Handled {
        match self {
            Self::Prompt(prompt) => prompt.paste(cx, text),
            Self::Header(HeaderForm { fields, .. })
            | Self::Ruling(RulingForm { fields, .. })
            | Self::Split(SplitForm { fields, .. }) => {
                fields.paste(cx, text);
                Handled::Yes
            }
            Self::Actions(actions) => {
                actions.paste(cx, text);
                Handled::Yes
            }
            Self::GoTo(prompt) => {
                prompt.paste(cx, text);
                Handled::Yes
            }
            Self::Meanings(meanings) => {
                meanings.paste(cx, text);
                Handled::Yes
            }
            Self::Help(help) => help.paste(cx, text),
            Self::Merge(_)
            | Self::Rollover(_)
            | Self::Choice(_)
            | Self::Paste(_)
            | Self::Proposal(_)
            | Self::Readings(_)
            | Self::Confirm(_)
            | Self::Draft(_)
            | Self::Closing(_)
            | Self::People(_)
            | Self::Roles(_)
            | Self::Filters(_)
            | Self::Conflict(_) => Handled::No,
        }
    }

    /// Whether it has input that is not stored.
    pub fn has_draft(&self) -> bool {
        match self {
            Self::Prompt(prompt) => prompt.has_draft(),
            Self::Header(HeaderForm { fields, .. })
            | Self::Ruling(RulingForm { fields, .. })
            | Self::Split(SplitForm { fields, .. }) => fields.is_edited(),
            Self::Paste(_) => true,
            Self::Help(_)
            | Self::Merge(_)
            | Self::Rollover(_)
            | Self::Actions(_)
            | Self::GoTo(_)
            | Self::Meanings(_)
            | Self::Choice(_)
            | Self::Proposal(_)
            | Self::Readings(_)
            | Self::Confirm(_)
            | Self::Draft(_)
            | Self::Closing(_)
            | Self::People(_)
            | Self::Roles(_)
            | Self::Filters(_)
            | Self::Conflict(_) => false,
        }
    }
}
