//! Cutting, copying, pasting, duplicating and renumbering rows with everything under them.

use super::Outline;
pub use super::clipped::Clip;
use crate::{
    app::{
        Cx, Layer, Notice, Outcome,
        layer::{Proposal, ProposedLine},
        prompt::node::next_code,
    },
    domain::{Command, NodeId, NodePatch, Plan, Refusal, SiblingPlace, draft::DraftNode, place_for},
    keymap::Action,
};

/// What happens to the original rows when they are pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Original {
    /// They are moved.
    Goes,
    /// They are copied.
    Stays,
}

impl Outline {
    pub(super) fn act_on_clip(&mut self, cx: &mut Cx<'_>, action: Action) {
        match action {
            Action::Cut => self.take(cx, Original::Goes),
            Action::Copy => self.take(cx, Original::Stays),
            Action::Duplicate => self.duplicate(cx),
            Action::Renumber => self.renumber(cx),
            _ => self.put(cx),
        }
    }

    fn take(&mut self, cx: &mut Cx<'_>, original: Original) {
        let Some(plan) = &cx.shared.plan else { return };
        let chosen = self.chosen_nodes(plan);
        let nodes: Vec<DraftNode> = chosen.iter().filter_map(|id| plan.copy_of(*id)).collect();
        let rows: usize = nodes.iter().map(DraftNode::rows).sum();
        let (told, cut) = match original {
            Original::Goes => ("notice-cut", Some((plan.id(), chosen))),
            Original::Stays => ("notice-copied", None),
        };
        cx.shared.clip = Some(Clip { nodes, cut });
        self.marks.clear();
        cx.say(Notice::info(told).with("count", rows));
    }

    /// Pastes the cut or copied rows beside the row under the cursor, or under it where they do not fit beside it.
    fn put(&self, cx: &mut Cx<'_>) {
        let Some(plan) = &cx.shared.plan else { return };
        let Some(clip) = cx.shared.clip.clone() else {
            return cx.say(Notice::info("notice-nothing-cut"));
        };
        let level = clip.nodes.first().map(|node| node.level);
        let place = match (self.row(), level) {
            (Some(row), Some(level)) => place_for(plan, level, row.node),
            _ => Some((None, SiblingPlace::Last)),
        };
        let Some((parent, place)) = place else { return cx.say(Notice::from(&Refusal::NoRoom)) };
        let moved = clip
            .cut
            .filter(|(from, ids)| *from == plan.id() && ids.iter().all(|id| plan.node(*id).is_some()));
        if let Some((_, ids)) = moved {
            if cx.command(&Command::Several(moves(&ids, parent, place))) == Outcome::Taken {
                cx.shared.clip = None;
                ids.first().into_iter().for_each(|id| cx.focus(*id));
            }
            return;
        }
        let nodes = with_codes(plan, clip.nodes, parent, place);
        copy(cx, nodes, parent, place);
    }

    fn duplicate(&self, cx: &mut Cx<'_>) {
        let Some(plan) = &cx.shared.plan else { return };
        let chosen = self.chosen_nodes(plan);
        let Some(last) = chosen.last().copied() else { return };
        let Some(parent) = plan.node(last).map(|node| node.parent) else { return };
        let nodes: Vec<DraftNode> = chosen.iter().filter_map(|id| plan.copy_of(*id)).collect();
        let nodes = with_codes(plan, nodes, parent, SiblingPlace::After(last));
        copy(cx, nodes, parent, SiblingPlace::After(last));
    }

    /// Shows a preview of the new numbers; nothing is changed before it is accepted.
    fn renumber(&self, cx: &mut Cx<'_>) {
        let Some(plan) = &cx.shared.plan else { return };
        let under = if self.marks.is_empty() { self.zoom } else { self.chosen_nodes(plan).first().copied() };
        let codes = plan.renumbered(under);
        if codes.is_empty() {
            return cx.say(Notice::info("notice-numbered-already"));
        }
        let lines = codes.iter().filter_map(|(id, code)| {
            let node = plan.node(*id)?;
            let old = node.code.clone().unwrap_or_default();
            Some(ProposedLine { title: node.title.clone(), old, new: code.clone() })
        });
        let lines = lines.collect();
        let commands = codes.into_iter().map(|(id, code)| {
            let patch = NodePatch { code: Some(Some(code)), ..NodePatch::default() };
            Command::EditNode(id, Box::new(patch))
        });
        let command = Command::Several(commands.collect());
        cx.open(Layer::Proposal(Proposal::new("proposal-renumber", lines, command)));
    }
}

/// The commands that move rows one after the other to a place.
fn moves(ids: &[NodeId], parent: Option<NodeId>, place: SiblingPlace) -> Vec<Command> {
    let mut place = place;
    let mut commands = Vec::new();
    for id in ids {
        commands.push(Command::MoveNode { node: *id, parent, place, level: None });
        place = SiblingPlace::After(*id);
    }
    commands
}

/// Gives copies the next free numbers of the place, because rows with the same number could not be distinguished.
fn with_codes(
    plan: &Plan,
    nodes: Vec<DraftNode>,
    parent: Option<NodeId>,
    place: SiblingPlace,
) -> Vec<DraftNode> {
    let next = next_code(plan, parent, place);
    let (head, first) = match next.rsplit_once('.') {
        Some((head, tail)) => (format!("{head}."), tail.parse::<u32>().ok()),
        None => (String::new(), next.parse().ok()),
    };
    let numbers = (0..).map(|step| first.map(|first| format!("{head}{}", first + step)));
    let coded = nodes.into_iter().zip(numbers).map(|(mut node, code)| {
        if let Some(code) = code.filter(|_| node.code.is_some()) {
            node.give_code(&code);
        }
        node
    });
    coded.collect()
}

fn copy(cx: &mut Cx<'_>, nodes: Vec<DraftNode>, parent: Option<NodeId>, place: SiblingPlace) {
    let known: Vec<NodeId> = cx.shared.plan.iter().flat_map(|plan| plan.children(parent)).collect();
    let rows: usize = nodes.iter().map(DraftNode::rows).sum();
    if cx.command(&Command::CopyNodes { nodes, parent, place }) == Outcome::Refused {
        return;
    }
    let mut now = cx.shared.plan.iter().flat_map(|plan| plan.children(parent));
    let made = now.find(|id| !known.contains(id));
    drop(now);
    made.into_iter().for_each(|id| cx.focus(id));
    cx.say(Notice::info("notice-put").with("count", rows));
}
