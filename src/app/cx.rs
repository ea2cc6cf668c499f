//! The context of an acting screen or layer: the shared state, and the means to request everything else.

use super::{
    Effect, Layer, Notice, Screen, Shared,
    draft::Typed,
    facts,
    figures::{FigureStep, FigureView, OtherSide},
    line::{Line, Room},
    meaning::Meaning,
    meanwhile,
    outcome::Outcome,
    outline::filter::Filter,
    places::PlanPlace,
    prompt::{Prompt, PromptLayer},
    search::Step,
};
use crate::{
    domain::{
        Change, Command, Context, FindingKind, IndicatorId, NodeId, Quarter, RecordKey, Refusal, Subject,
        decide,
    },
    keymap::Action,
};

/// A request of a screen to its surroundings, because a screen must not change other screens. Requests are carried out
/// in order as soon as the screen has acted.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "a request lives for the length of one key, and there are few")]
pub(super) enum Request {
    /// Goes to a screen of the open plan and moves its cursor to the node under the cursor here.
    Go(Screen),
    /// Shows a screen without moving its cursor.
    Show(Screen),
    /// Puts the cursors of all screens on a node.
    Focus(NodeId),
    /// Puts the cursor of the current screen on the cell of a record.
    FocusRecord(RecordKey),
    /// Puts the cursor of the outline on an indicator.
    FocusIndicator(IndicatorId),
    /// Puts the cursor of fact entry on a field.
    FocusField(Subject, facts::Field),
    /// Shows a screen from which one key leads back to this one.
    Jump(Screen),
    /// Shows the findings of one kind; one key leads back to this screen.
    Findings(FindingKind),
    /// Shows the figures at a drill-down path; one key leads back to this screen.
    Figures(FigureView, Vec<FigureStep>, bool),
    /// Compares the quarter or the plan with another one.
    Compare(OtherSide),
    /// Goes to a place in any plan.
    GoToPlace(PlanPlace),
    /// A step of a search on the screen.
    Search(Step),
    /// Filters the rows of the outline; none shows all of them.
    Filter(Option<Filter>),
    /// Runs an action as if its key had been pressed on the screen under the layers.
    Run(Action),
    /// Gives the column of a new form under the cursor another content.
    GiveColumn(Meaning),
    /// Opens a layer over the screen.
    Open(Layer),
    /// Reopens an unfinished input.
    GoOnTyping(Typed),
    /// Presses a key again in the new context. The notice remains, unless the key gives one of its own.
    Press(char, Notice),
}

/// The context of one action.
#[derive(Debug)]
pub struct Cx<'a> {
    /// The state that all screens share.
    pub shared: &'a mut Shared,
    /// Author, time and fresh ids, for commands.
    pub context: &'a mut Context,
    /// The effects that the action wants.
    pub effects: &'a mut Vec<Effect>,
    /// The character that was typed, for actions that insert or choose with it.
    pub typed: Option<char>,
    pub(super) requests: Vec<Request>,
    /// The rows (subject and measure) that a command applies to instead of the one under the cursor; empty for that row
    /// alone.
    pub(super) also: Vec<(Subject, NodeId)>,
}

impl<'a> Cx<'a> {
    pub(super) const fn new(
        shared: &'a mut Shared,
        context: &'a mut Context,
        effects: &'a mut Vec<Effect>,
        typed: Option<char>,
    ) -> Self {
        Self { shared, context, effects, typed, requests: Vec::new(), also: Vec::new() }
    }

    /// Shows a notice.
    pub fn say(&mut self, notice: Notice) {
        self.shared.notice = Some(notice);
    }

    /// Inserts the typed character into a line, or shows a notice if the line has no room.
    pub fn type_into(&mut self, line: &mut Line) {
        if let Some(c) = self.typed
            && line.insert(c) == Room::None
        {
            self.say(Notice::warning("notice-text-too-long"));
        }
    }

    /// Inserts a pasted text into a line, or shows a notice and inserts nothing if the line has no room.
    pub fn paste_into(&mut self, line: &mut Line, text: &str) {
        if line.insert_str(text.trim_end()) == Room::None {
            self.say(Notice::warning("notice-paste-oversized"));
        }
    }

    /// The typed digit as an index into a list: `1` is the first element.
    pub fn typed_place(&self) -> Option<usize> {
        let digit = self.typed.and_then(|c| c.to_digit(10)).and_then(|n| usize::try_from(n).ok());
        digit.and_then(|n| n.checked_sub(1))
    }

    /// Decides a command, applies its change at once and requests its commit. Shows the reason of a refusal. Returns
    /// whether a change was applied.
    pub fn command(&mut self, command: &Command) -> Outcome {
        let Some(plan) = &self.shared.plan else { return Outcome::Refused };
        let all: Vec<Command> =
            self.also.iter().filter_map(|(subject, measure)| command.about(*subject, *measure)).collect();
        let several = (!all.is_empty()).then_some(Command::Several(all));
        match decide(plan, several.as_ref().unwrap_or(command), self.context) {
            Ok(change) => self.apply(change),
            Err(refusal) => {
                self.say(Notice::from(&refusal));
                Outcome::Refused
            }
        }
    }

    /// Runs a command; a command that would change nothing also counts as accepted.
    pub fn enter(&mut self, command: &Command) -> Outcome {
        let outcome = self.command(command);
        if outcome == Outcome::Refused && self.shared.notice.as_ref().is_some_and(Notice::is_nothing_to_do) {
            self.shared.notice = None;
            return Outcome::Taken;
        }
        outcome
    }

    /// As [`Cx::enter`]; what is uncertain about the input is said once it was accepted.
    pub fn enter_doubted(&mut self, command: &Command, doubt: Option<Notice>) -> Outcome {
        let outcome = self.enter(command);
        if let Some(doubt) = doubt.filter(|_| outcome == Outcome::Taken) {
            self.say(doubt);
        }
        outcome
    }

    /// Applies a change of mine in memory, so that every screen shows it in the next frame. What the store would
    /// not let me do is refused here already, and said.
    pub fn apply(&mut self, change: Change) -> Outcome {
        let Some(plan) = &mut self.shared.plan else { return Outcome::Refused };
        if let Err(denied) = plan.permits(&change, &self.shared.actor) {
            self.say(Notice::from(&Refusal::Denied(denied)));
            return Outcome::Refused;
        }
        // A change of another user that arrived while this one was being typed is a conflict, because the user has not
        // seen it.
        if let Some((meant, found, by)) = meanwhile::met(&self.shared.meanwhile, plan, &change)
            && let Some(conflict) = Layer::conflict(meant, found, by)
        {
            self.shared.meanwhile.clear();
            self.open(conflict);
            return Outcome::Taken;
        }
        plan.apply(&change);
        self.shared.history.note(&change);
        self.shared.unsaved.push(change.id);
        if !change.edits.iter().all(|edit| is_value(&edit.key)) {
            self.shared.reshape();
        }
        self.effects.push(Effect::Commit(Box::new(change)));
        Outcome::Taken
    }

    /// Switches to another quarter of the plan.
    pub fn go_to_quarter(&mut self, quarter: Quarter) {
        self.shared.go_to_quarter(quarter);
    }

    /// Goes to a screen of the open plan and moves its cursor to the node under the cursor here.
    pub fn go(&mut self, screen: Screen) {
        self.requests.push(Request::Go(screen));
    }

    /// Shows a screen without moving its cursor.
    pub fn show(&mut self, screen: Screen) {
        self.requests.push(Request::Show(screen));
    }

    /// Shows a screen from which one key leads back to this one.
    pub fn jump(&mut self, screen: Screen) {
        self.requests.push(Request::Jump(screen));
    }

    /// Shows the findings of one kind; one key leads back.
    pub fn jump_to_findings(&mut self, kind: FindingKind) {
        self.requests.push(Request::Findings(kind));
    }

    /// Shows the figures at a drill-down path, of the quarter or of the year up to it; one key leads back.
    pub fn jump_to_figures(&mut self, view: FigureView, path: Vec<FigureStep>, of_year: bool) {
        self.requests.push(Request::Figures(view, path, of_year));
    }

    /// Compares the quarter or the plan with another one.
    pub fn compare(&mut self, other: OtherSide) {
        self.requests.push(Request::Compare(other));
    }

    /// Puts the cursor of fact entry on a field.
    pub fn focus_field(&mut self, subject: Subject, field: facts::Field) {
        self.requests.push(Request::FocusField(subject, field));
    }

    /// Puts the cursors of all screens on a node.
    pub fn focus(&mut self, node: NodeId) {
        self.requests.push(Request::Focus(node));
    }

    /// Puts the cursor of the current screen on the cell of a record.
    pub fn focus_record(&mut self, key: RecordKey) {
        self.requests.push(Request::FocusRecord(key));
    }

    /// Puts the cursor of the outline on an indicator.
    pub fn focus_indicator(&mut self, indicator: IndicatorId) {
        self.requests.push(Request::FocusIndicator(indicator));
    }

    /// Goes to a place in any plan.
    pub(super) fn go_to_place(&mut self, place: PlanPlace) {
        self.requests.push(Request::GoToPlace(place));
    }

    /// Requests a step of a search on the screen.
    pub(super) fn search(&mut self, step: Step) {
        self.requests.push(Request::Search(step));
    }

    /// Filters the rows of the outline; none shows all of them.
    pub fn filter(&mut self, filter: Option<Filter>) {
        self.requests.push(Request::Filter(filter));
    }

    /// Runs an action as if its key had been pressed on the screen under the layers.
    pub fn run(&mut self, action: Action) {
        self.requests.push(Request::Run(action));
    }

    /// Gives the column of a new form under the cursor another content or period.
    pub(super) fn give_column(&mut self, meaning: Meaning) {
        self.requests.push(Request::GiveColumn(meaning));
    }

    /// Opens a layer over the screen.
    pub fn open(&mut self, layer: Layer) {
        self.requests.push(Request::Open(layer));
    }

    /// Reopens an unfinished input at the cursors.
    pub fn go_on_typing(&mut self, typed: Typed) {
        self.requests.push(Request::GoOnTyping(typed));
    }

    /// Presses the key of a character again in the new context.
    pub fn press_again(&mut self, typed: char, say: Notice) {
        self.requests.push(Request::Press(typed, say));
    }

    /// The addresses of the first rows, as many as a heading has room for.
    fn addresses(&self, rows: &[(Subject, NodeId)]) -> String {
        let told = rows
            .iter()
            .take(3)
            .filter_map(|(subject, _)| self.shared.plan.as_ref().map(|plan| plan.subject_address(*subject)));
        let told = told.collect::<Vec<_>>().join(", ");
        match rows.len().saturating_sub(3) {
            0 => told,
            more => format!("{told} … +{more}"),
        }
    }

    /// Opens a prompt: `about` is part of its heading, `text` is the initial input.
    pub fn ask(&mut self, prompt: impl Prompt + 'static, about: String, text: String) {
        let also = std::mem::take(&mut self.also);
        let about = if also.is_empty() { about } else { self.addresses(&also) };
        self.open(Layer::Prompt(PromptLayer::new(Box::new(prompt), about, text).for_all(also)));
    }
}

/// Whether a record is a value in a row, so that changing it neither adds nor removes rows.
pub(super) const fn is_value(key: &RecordKey) -> bool {
    use RecordKey::{Accepted, Closing, Decision, Doubt, Fact, Flag, Role, Target};
    matches!(
        key,
        Fact(..) | Target(..) | Doubt(_) | Accepted(..) | Closing(_) | Decision(..) | Role(_) | Flag(..)
    )
}
