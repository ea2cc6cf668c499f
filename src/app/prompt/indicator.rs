//! The prompts for the name, unit and baseline of an indicator, and for a new indicator.

use super::{Outcome, Prompt, PromptWords, told};
use crate::{
    app::{Cx, Notice, Shared, outline::OutlineRow},
    domain::{
        Command, IndicatorFields, IndicatorId, IndicatorPatch, Level, NodeId, Number, Refusal, Subject,
        entry::EntryFault,
    },
    form::{
        reading::{Cause, Reading},
        typed::{ValueContext, baseline, fact},
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

    fn preview(&self, _: &Shared, text: &str) -> Vec<Notice> {
        let blank = !text.trim().is_empty() && fact::is_blank(text);
        blank.then(|| Notice::info("read-no-unit").with("text", text)).into_iter().collect()
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        // As in a column of units, a dash means that there is none.
        let unit = Some((!fact::is_blank(text)).then(|| text.to_owned()));
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

    fn preview(&self, shared: &Shared, text: &str) -> Vec<Notice> {
        match self.read(shared, text) {
            Err(fault) => vec![Notice::entry(text, fault)],
            Ok(Reading { value: None, .. }) => Vec::new(),
            Ok(Reading { value: Some(number), uncertainty: unsure }) => {
                let said = number.worded();
                let doubt = unsure.map(|unsure| told::doubt(&unsure, text, &said));
                [Some(told::read_as(said)), doubt].into_iter().flatten().collect()
            }
        }
    }

    fn question(&self, shared: &Shared, text: &str) -> Option<Notice> {
        let read = self.read(shared, text).ok()?;
        let unsure = read.uncertainty.filter(told::asks)?;
        Some(told::doubt(&unsure, text, &read.value?.worded()))
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let read = match self.read(cx.shared, text) {
            Ok(read) => read,
            Err(fault) => {
                cx.say(Notice::entry(text, fault));
                return Outcome::Refused;
            }
        };
        let said = read.value.map(Number::worded).unwrap_or_default();
        let doubt = told::doubt_left(read.uncertainty.as_ref(), text, &said);
        let patch = IndicatorPatch { baseline: Some(read.value), ..IndicatorPatch::default() };
        cx.enter_doubted(&Command::EditIndicator(self.0, Box::new(patch)), doubt)
    }
}

impl Baseline {
    fn read(&self, shared: &Shared, text: &str) -> Result<Reading<Option<Number>>, EntryFault> {
        let held = shared.plan.as_ref().map(|plan| ValueContext::of(plan, Subject::Indicator(self.0)));
        let read = baseline::read(text, &held.unwrap_or_default()).ok_or(EntryFault::NotANumber)?;
        let foreign = read.uncertainty.as_ref().is_some_and(|unsure| unsure.cause == Cause::Unit);
        if foreign { Err(EntryFault::OtherUnit) } else { Ok(read) }
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
