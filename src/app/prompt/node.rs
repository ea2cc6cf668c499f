//! The prompts for the title, the number and the aim of a node, and for a new node.

use super::{Outcome, Prompt, PromptWords, told};
use crate::{
    app::{Cx, Notice, Shared},
    domain::{Command, Level, NodeId, NodePatch, Plan, SiblingPlace},
    form::code,
    keymap::Action,
};

/// The prompt for the title of a node.
#[derive(Clone, Copy, Debug)]
struct Title(NodeId);

impl Prompt for Title {
    fn words(&self) -> PromptWords {
        PromptWords::new("prompt-title")
    }

    fn is_long(&self) -> bool {
        true
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let patch = NodePatch { title: Some(text.to_owned()), ..NodePatch::default() };
        cx.enter(&Command::EditNode(self.0, Box::new(patch)))
    }
}

/// Asks for the title of a node.
pub fn title(cx: &mut Cx<'_>, id: NodeId) {
    let Some((plan, node)) = cx.shared.plan.as_ref().and_then(|plan| Some((plan, plan.node(id)?))) else {
        return;
    };
    let (about, text) = (plan.address(id), node.title.clone());
    cx.ask(Title(id), about, text);
}

/// The prompt for the number of a node.
#[derive(Clone, Copy, Debug)]
struct Code(NodeId);

impl Prompt for Code {
    fn words(&self) -> PromptWords {
        PromptWords::new("prompt-code")
    }

    fn preview(&self, _: &Shared, text: &str) -> Vec<Notice> {
        let text = text.trim();
        match code::alone(text) {
            Some(read) if read != text => vec![told::read_as(read)],
            _ => odd_code(text).into_iter().collect(),
        }
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let code = code::alone(text).unwrap_or_else(|| text.to_owned());
        let patch = NodePatch { code: Some(Some(code)), ..NodePatch::default() };
        cx.enter_doubted(&Command::EditNode(self.0, Box::new(patch)), odd_code(text))
    }
}

/// The notice about a text that is no usual number of a row.
fn odd_code(text: &str) -> Option<Notice> {
    let odd = !text.is_empty() && code::alone(text).is_none();
    odd.then(|| Notice::warning("unsure-code").with("text", text))
}

/// Asks for the number of a node.
pub fn code(cx: &mut Cx<'_>, id: NodeId) {
    let Some((plan, node)) = cx.shared.plan.as_ref().and_then(|plan| Some((plan, plan.node(id)?))) else {
        return;
    };
    let (about, text) = (plan.address(id), node.code.clone().unwrap_or_default());
    cx.ask(Code(id), about, text);
}

/// The prompt for aim and main result of a node.
#[derive(Clone, Copy, Debug)]
struct Objective(NodeId);

impl Prompt for Objective {
    fn words(&self) -> PromptWords {
        PromptWords::new("prompt-objective")
    }

    fn is_long(&self) -> bool {
        true
    }

    fn keeps_breaks(&self) -> bool {
        true
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let objective = Some((!text.is_empty()).then(|| text.to_owned()));
        let patch = NodePatch { objective, ..NodePatch::default() };
        cx.enter(&Command::EditNode(self.0, Box::new(patch)))
    }
}

/// Asks for the aim and the main result of a node.
pub fn objective(cx: &mut Cx<'_>, id: NodeId) {
    let Some((plan, node)) = cx.shared.plan.as_ref().and_then(|plan| Some((plan, plan.node(id)?))) else {
        return;
    };
    let (about, text) = (plan.address(id), node.objective.clone().unwrap_or_default());
    cx.ask(Objective(id), about, text);
}

/// The prompt for the title of a new node.
#[derive(Clone, Debug)]
struct NewNode {
    level: Level,
    parent: Option<NodeId>,
    place: SiblingPlace,
    /// The number that it gets, unless another one is typed.
    code: String,
}

impl Prompt for NewNode {
    fn words(&self) -> PromptWords {
        PromptWords::with_help("prompt-new-node", "prompt-new-node-help")
    }

    fn is_long(&self) -> bool {
        true
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        // A number typed before the title replaces the proposed one.
        let heading = code::heading(text, &[]);
        let title = text.get(heading.title..).filter(|title| !title.is_empty());
        let (code, title) = match (&heading.code, title) {
            (Some(code), Some(title)) => (code.as_str(), title),
            _ => (self.code.as_str(), text),
        };
        let command = Command::AddNode {
            level: self.level,
            parent: self.parent,
            place: self.place,
            code: (!code.is_empty()).then(|| code.to_owned()),
            title: title.to_owned(),
        };
        let known: Vec<_> = cx.shared.plan.iter().flat_map(|plan| plan.children(self.parent)).collect();
        if cx.command(&command) == Outcome::Refused {
            return Outcome::Refused;
        }
        let mut siblings = cx.shared.plan.iter().flat_map(|plan| plan.children(self.parent));
        if let Some(made) = siblings.find(|id| !known.contains(id)) {
            drop(siblings);
            cx.focus(made);
            cx.shared.fresh = true;
            let address = cx.shared.plan.as_ref().map(|plan| plan.address(made)).unwrap_or_default();
            cx.say(Notice::info("notice-row-added").with("subject", address));
        }
        Outcome::Taken
    }
}

/// Asks for the title of a new node beside or under a row, or of a first goal in an empty plan.
pub fn new(cx: &mut Cx<'_>, action: Action, at: Option<NodeId>) {
    let Some(plan) = &cx.shared.plan else { return };
    let at = at.and_then(|id| Some((id, plan.node(id)?)));
    let (level, parent, place) = match (action, at) {
        (_, None) => (Level::Goal, None, SiblingPlace::Last),
        (Action::NewBefore, Some((id, node))) => (node.level, node.parent, SiblingPlace::Before(id)),
        (Action::NewChild, Some((id, _))) => match child_level(plan, id) {
            Some(level) => (level, Some(id), SiblingPlace::Last),
            None => return cx.say(Notice::warning("notice-no-children")),
        },
        (_, Some((id, node))) => (node.level, node.parent, SiblingPlace::After(id)),
    };
    let code = next_code(plan, parent, place);
    cx.ask(NewNode { level, parent, place, code: code.clone() }, code, String::new());
}

/// The level of a new child: that of the existing children, or the next lower level.
fn child_level(plan: &Plan, parent: NodeId) -> Option<Level> {
    if let Some(child) = plan.children(Some(parent)).last().and_then(|id| plan.node(id)) {
        return Some(child.level);
    }
    match plan.node(parent)?.level {
        Level::Goal => Some(Level::Task),
        Level::Task | Level::Subtask => Some(Level::Measure),
        Level::Measure => None,
    }
}

/// The proposed number of a new node after its siblings: `1.2.3` after `1.2.2`.
pub fn next_code(plan: &Plan, parent: Option<NodeId>, place: SiblingPlace) -> String {
    let codes = plan.children(parent).filter_map(|id| plan.node(id)?.code.clone());
    let split = |code: &str| {
        let (head, tail) = code.rsplit_once('.').unwrap_or(("", code));
        Some((head.to_owned(), tail.parse::<u32>().ok()?))
    };
    // Beside a sibling: the next free number at the sibling's level.
    let sibling = match place {
        SiblingPlace::After(id) | SiblingPlace::Before(id) => {
            plan.node(id).and_then(|n| split(n.code.as_deref()?))
        }
        SiblingPlace::First | SiblingPlace::Last => None,
    };
    let beside = |head: &str| sibling.as_ref().is_none_or(|(own, _)| own == head);
    let numbers = codes.filter_map(|code| split(&code)).filter(|(head, _)| beside(head));
    let parent_code = parent.and_then(|id| plan.node(id)?.code.clone());
    match numbers.max_by_key(|(_, n)| *n) {
        Some((head, n)) if head.is_empty() => (n + 1).to_string(),
        Some((head, n)) => format!("{head}.{}", n + 1),
        None => parent_code.map_or_else(
            || if parent.is_none() { "1".to_owned() } else { String::new() },
            |code| format!("{code}.1"),
        ),
    }
}
