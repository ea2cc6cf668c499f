//! The prompts for the name, unit and baseline of an indicator, and for a new indicator.

use super::{Outcome, Prompt, PromptWords};
use crate::{
    app::{Cx, Notice, outline::OutlineRow},
    domain::{
        Command, IndicatorFields, IndicatorId, IndicatorPatch, Level, NodeId, Number, Refusal,
        entry::EntryFault,
    },
};

/// The prompt for the name of a new indicator.
#[derive(Clone, Copy, Debug)]
struct NewIndicator(NodeId);

impl Prompt for NewIndicator {
    fn words(&self) -> PromptWords {
        PromptWords::new("prompt-new-indicator")
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let fields = IndicatorFields { name: text.to_owned(), ..IndicatorFields::default() };
        let outcome = cx.enter(&Command::AddIndicator(self.0, Box::new(fields)));
        let made = cx.shared.plan.as_ref().and_then(|plan| plan.indicators(self.0).last().map(|(id, _)| id));
        if let Some(made) = made {
            cx.focus_indicator(made);
        }
        outcome
    }
}

/// Asks for the name of a new indicator of a measure.
pub fn new(cx: &mut Cx<'_>, measure: NodeId) {
    let Some((plan, node)) = cx.shared.plan.as_ref().and_then(|plan| Some((plan, plan.node(measure)?)))
    else {
        return;
    };
    if node.level != Level::Measure {
        return cx.say(Notice::from(&Refusal::NotAMeasure));
    }
    let about = plan.address(measure);
    cx.ask(NewIndicator(measure), about, String::new());
}

/// The prompt for the name of an indicator.
#[derive(Clone, Copy, Debug)]
struct Name(IndicatorId);

impl Prompt for Name {
    fn words(&self) -> PromptWords {
        PromptWords::new("prompt-indicator")
    }

    fn is_long(&self) -> bool {
        true
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let name = Some(text.to_owned());
        patch(cx, self.0, IndicatorPatch { name, ..IndicatorPatch::default() })
    }
}

/// Asks for the name of the indicator on a row, or of a new one if the row has none.
pub fn name(cx: &mut Cx<'_>, row: OutlineRow) {
    match row.indicator {
        Some(id) => rename(cx, id),
        None => new(cx, row.node),
    }
}

/// Asks for the name of an indicator.
pub fn rename(cx: &mut Cx<'_>, id: IndicatorId) {
    let Some((plan, old)) = cx.shared.plan.as_ref().and_then(|plan| Some((plan, plan.indicator(id)?))) else {
        return;
    };
    let (about, name) = (plan.indicator_address(id), old.name.clone());
    cx.ask(Name(id), about, name);
}

/// The prompt for the unit of an indicator.
#[derive(Clone, Copy, Debug)]
struct Unit(IndicatorId);

impl Prompt for Unit {
    fn words(&self) -> PromptWords {
        PromptWords::new("prompt-unit")
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let unit = Some(Some(text.to_owned()));
        patch(cx, self.0, IndicatorPatch { unit, ..IndicatorPatch::default() })
    }
}

/// Asks for the unit of an indicator.
pub fn unit(cx: &mut Cx<'_>, id: IndicatorId) {
    let Some((plan, old)) = cx.shared.plan.as_ref().and_then(|plan| Some((plan, plan.indicator(id)?))) else {
        return;
    };
    let (about, unit) = (plan.indicator_address(id), old.unit.clone().unwrap_or_default());
    cx.ask(Unit(id), about, unit);
}

/// The prompt for the baseline: the value before the plan began.
#[derive(Clone, Copy, Debug)]
struct Baseline(IndicatorId);

impl Prompt for Baseline {
    fn words(&self) -> PromptWords {
        PromptWords::new("prompt-baseline")
    }

    fn replaces(&self) -> bool {
        true
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let baseline = Number::parse(text);
        if baseline.is_none() && !text.is_empty() {
            cx.say(Notice::from(EntryFault::NotANumber));
            return Outcome::Refused;
        }
        patch(cx, self.0, IndicatorPatch { baseline: Some(baseline), ..IndicatorPatch::default() })
    }
}

/// Asks for the baseline of an indicator.
pub fn baseline(cx: &mut Cx<'_>, id: IndicatorId) {
    let Some((plan, old)) = cx.shared.plan.as_ref().and_then(|plan| Some((plan, plan.indicator(id)?))) else {
        return;
    };
    let (about, baseline) = (plan.indicator_address(id), old.baseline.map(|number| number.worded()));
    cx.ask(Baseline(id), about, baseline.unwrap_or_default());
}

/// Changes some fields of an indicator.
pub fn patch(cx: &mut Cx<'_>, id: IndicatorId, patch: IndicatorPatch) -> Outcome {
    cx.enter(&Command::EditIndicator(id, Box::new(patch)))
}
