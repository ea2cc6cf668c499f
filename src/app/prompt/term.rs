//! When a measure is due.

use super::{Outcome, Prompt};
use crate::{
    app::{Cx, Notice},
    domain::{Command, Level, NodeId, NodePatch, Plan, Refusal},
    form,
};

/// The term of a measure.
#[derive(Clone, Copy, Debug)]
struct Term(NodeId);

impl Prompt for Term {
    fn heading(&self) -> &'static str {
        "prompt-term"
    }

    fn help(&self) -> Option<&'static str> {
        Some("prompt-term-help")
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let Some(period) = cx.shared.plan.as_ref().map(Plan::period) else { return Outcome::Taken };
        let term = (!text.is_empty()).then(|| form::term::parse_term(text, period).value);
        let patch = NodePatch { term: Some(term), ..NodePatch::default() };
        cx.taken(&Command::EditNode(self.0, Box::new(patch))).into()
    }
}

/// Asks for the term of a measure.
pub fn open(cx: &mut Cx<'_>, id: NodeId) {
    let Some((plan, node)) = cx.shared.plan.as_ref().and_then(|plan| Some((plan, plan.node(id)?))) else {
        return;
    };
    if node.level != Level::Measure {
        return cx.say(Notice::from(&Refusal::NotAMeasure));
    }
    let (about, text) = (plan.address(id), node.term.as_ref().map(|t| t.raw.clone()).unwrap_or_default());
    cx.ask(Term(id), about, text);
}
