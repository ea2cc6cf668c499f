//! The prompt for the term of a measure.

use super::{Outcome, Prompt, PromptWords, told};
use crate::{
    app::{Cx, Notice, Shared},
    domain::{Command, Level, NodeId, NodePatch, Plan, Refusal, TermKind},
    form::{
        reading::{Reading, Uncertainty},
        typed::{
            date,
            term::{self, PlanTime},
        },
    },
    text::day::in_digits,
};

/// The prompt.
#[derive(Clone, Copy, Debug)]
struct TermPrompt(NodeId);

impl Prompt for TermPrompt {
    fn words(&self) -> PromptWords {
        PromptWords::with_help("prompt-term", "prompt-term-help")
    }

    fn preview(&self, shared: &Shared, text: &str) -> Vec<Notice> {
        let Some(period) = shared.plan.as_ref().map(Plan::period).filter(|_| !text.trim().is_empty()) else {
            return Vec::new();
        };
        let Reading { value, uncertainty: unsure } = term::read(text, period, PlanTime::Whole);
        let day = in_digits(value.last_day(period));
        let read = match value.kind {
            TermKind::Text => Notice::warning("read-term-words").with("text", text),
            TermKind::Ongoing => Notice::info("read-term-ongoing").with("day", day),
            TermKind::Quarter
            | TermKind::Month(_)
            | TermKind::Months(_)
            | TermKind::Date(_)
            | TermKind::Range(..)
            | TermKind::Years(..) => Notice::info("read-term").with("day", day),
        };
        let doubt = unsure.map(|unsure| told(&unsure, text));
        [Some(read), doubt].into_iter().flatten().collect()
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let Some(period) = cx.shared.plan.as_ref().map(Plan::period) else { return Outcome::Taken };
        let read = (!text.is_empty()).then(|| term::read(text, period, PlanTime::Whole));
        let (term, unsure) = read.map_or((None, None), |read| (Some(read.value), read.uncertainty));
        let doubt = unsure.as_ref().map(|unsure| told(unsure, text));
        let term_doubt = unsure.map(Uncertainty::typed);
        let patch = NodePatch { term: Some(term), term_doubt, ..NodePatch::default() };
        let outcome = cx.enter(&Command::EditNode(self.0, Box::new(patch)));
        if let Some(doubt) = doubt.filter(|_| outcome == Outcome::Taken) {
            cx.say(doubt);
        }
        outcome
    }
}

/// The notice about the uncertainty of a term; days are written as in documents.
fn told(unsure: &Uncertainty, text: &str) -> Notice {
    let day = date::day(&unsure.reading).map(in_digits);
    told::doubt(unsure, text, &day.unwrap_or_default())
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
    cx.ask(TermPrompt(id), about, text);
}
