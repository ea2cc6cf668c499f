//! Who carries a measure out, by semicolons, consent in brackets.

use super::{Outcome, Prompt};
use crate::{
    app::{Cx, Notice, Shared},
    domain::{Command, Level, Node, NodeId, NodePatch, Plan, Refusal},
    text::key::search_key,
};

/// The performers of a measure.
#[derive(Clone, Copy, Debug)]
struct Performers(NodeId);

impl Prompt for Performers {
    fn heading(&self) -> &'static str {
        "prompt-performers"
    }

    fn help(&self) -> Option<&'static str> {
        Some("prompt-performers-help")
    }

    /// The name that is begun last, from those the plan knows.
    fn complete(&self, shared: &Shared, text: &str) -> Option<String> {
        let (head, tail) = text.rsplit_once(';').map_or(("", text), |(head, tail)| (head, tail));
        let wanted = search_key(tail.trim());
        if wanted.is_empty() {
            return None;
        }
        let mut known = shared.plan.as_ref()?.performers();
        let (_, performer) = known.find(|(_, who)| search_key(&who.name).starts_with(&wanted))?;
        let glue = if head.is_empty() { "" } else { "; " };
        Some(format!("{head}{glue}{}", performer.name))
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let patch = NodePatch { performers: Some(parse(text)), ..NodePatch::default() };
        cx.taken(&Command::EditNode(self.0, Box::new(patch))).into()
    }
}

/// Asks for the performers of a measure.
pub fn open(cx: &mut Cx<'_>, id: NodeId) {
    let Some((plan, node)) = cx.shared.plan.as_ref().and_then(|plan| Some((plan, plan.node(id)?))) else {
        return;
    };
    if node.level != Level::Measure {
        return cx.say(Notice::from(&Refusal::NotAMeasure));
    }
    let (about, text) = (plan.address(id), text_of(plan, node));
    cx.ask(Performers(id), about, text);
}

/// The performers of a measure as they are typed.
fn text_of(plan: &Plan, node: &Node) -> String {
    let names = node.performers.iter().filter_map(|who| {
        let name = &plan.performer(who.id)?.name;
        Some(if who.by_consent { format!("{name} (за згодою)") } else { name.clone() })
    });
    names.collect::<Vec<_>>().join("; ")
}

fn parse(text: &str) -> Vec<(String, bool)> {
    let names = text.split(';').map(str::trim).filter(|name| !name.is_empty());
    names
        .map(|name| match name.strip_suffix("(за згодою)").or_else(|| name.strip_suffix("(by consent)"))
        {
            Some(name) => (name.trim().to_owned(), true),
            None => (name.to_owned(), false),
        })
        .collect()
}
