//! The prompt for the target of a quarter.

use super::{Outcome, Prompt, PromptWords, admits_one_value, told};
use crate::{
    app::{Cx, Notice, Shared, outline::OutlineRow},
    domain::{Command, SetTarget, Span, Subject, TargetValue},
    form::{
        reading::Reading,
        typed::{
            ValueContext,
            target::{self, ReadTarget, TargetFault},
        },
    },
};

/// The target of the quarter.
#[derive(Clone, Copy, Debug)]
struct Target(Subject);

impl Prompt for Target {
    fn words(&self) -> PromptWords {
        PromptWords::with_help("prompt-target", "prompt-target-help")
    }

    fn replaces(&self) -> bool {
        true
    }

    fn between_lines(&self) -> &'static str {
        "; "
    }

    fn preview(&self, shared: &Shared, text: &str) -> Vec<Notice> {
        notices(shared, (self.0, Span::single(shared.quarter)), text, self.read(shared, text))
    }

    fn question(&self, shared: &Shared, text: &str) -> Option<Notice> {
        let read = self.read(shared, text).ok()?;
        let unsure = read.uncertainty.filter(told::asks)?;
        let said = read.value.map(|read| said(shared, self.0, &read)).unwrap_or_default();
        Some(told::doubt(&unsure, text, &said))
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let read = match self.read(cx.shared, text) {
            Ok(read) => read,
            Err(fault) => {
                cx.say(refused(&fault, text));
                return Outcome::Refused;
            }
        };
        let said = read.value.as_ref().map(|read| said(cx.shared, self.0, read)).unwrap_or_default();
        let doubt = told::doubt_left(read.uncertainty.as_ref(), text, &said);
        let says = read.value.as_ref().map(ReadTarget::says).unwrap_or_default();
        let target = read.value.map(|read| read.target);
        let span = Span::single(cx.shared.quarter);
        let command = Command::SetTarget(SetTarget { subject: self.0, span, performer: None, target, says });
        cx.enter_doubted(&command, doubt)
    }
}

impl Target {
    fn read(&self, shared: &Shared, text: &str) -> Result<Reading<Option<ReadTarget>>, TargetFault> {
        let held = shared.plan.as_ref().map(|plan| ValueContext::of(plan, self.0));
        target::typed(text, &held.unwrap_or_default())
    }
}

/// The notices about the reading of a text and its uncertainty, shown while it is typed.
pub fn notices(
    shared: &Shared,
    (subject, span): (Subject, Span),
    text: &str,
    read: Result<Reading<Option<ReadTarget>>, TargetFault>,
) -> Vec<Notice> {
    match read {
        Err(_) if text.trim().is_empty() => Vec::new(),
        Err(fault) => vec![refused(&fault, text)],
        Ok(Reading { value: None, .. }) if text.trim().is_empty() => Vec::new(),
        Ok(Reading { value: None, .. }) => vec![Notice::info("read-no-target").with("text", text)],
        Ok(Reading { value: Some(read), uncertainty: unsure }) => {
            let said = said(shared, subject, &read);
            let doubt = unsure.map(|unsure| told::doubt(&unsure, text, &said));
            let others = compares_others(shared, subject, span, &read);
            let others = others.then(|| Notice::warning("read-compares-others"));
            [Some(read_as(&read, said)), doubt, others].into_iter().flatten().collect()
        }
    }
}

/// Whether a target changes how the targets of other spans are compared, since an indicator has one comparator.
fn compares_others(shared: &Shared, subject: Subject, span: Span, read: &ReadTarget) -> bool {
    let found = || {
        let plan = shared.plan.as_ref()?;
        let id = plan.value_indicator(subject)?;
        let other = read.comparator? != plan.indicator(id)?.comparator;
        let is_figure =
            |value: &TargetValue| matches!(value, TargetValue::Number(_) | TargetValue::Compound(_));
        Some(other && plan.targets(id).any(|(of, _, target)| of != span && is_figure(&target.value)))
    };
    found().unwrap_or(false)
}

/// The target in signs; a condition in its own words.
fn said(shared: &Shared, subject: Subject, read: &ReadTarget) -> String {
    let held = shared.plan.as_ref().map(|plan| ValueContext::of(plan, subject)).unwrap_or_default();
    let comparator = read.comparator.unwrap_or(held.comparator);
    let unit = read.unit.as_deref().or(held.unit);
    told::target(&read.target, comparator, unit).unwrap_or_else(|| read.target.raw.clone())
}

fn read_as(read: &ReadTarget, said: String) -> Notice {
    match read.target.value {
        TargetValue::Condition => Notice::info("read-condition").with("text", said),
        TargetValue::Deed => Notice::info("read-deed").with("text", said),
        TargetValue::Number(_) | TargetValue::Compound(_) | TargetValue::Date(_) => told::read_as(said),
    }
}

/// The notice about a text that is refused as a target.
pub fn refused(fault: &TargetFault, text: &str) -> Notice {
    match fault {
        TargetFault::Words(text) => Notice::warning("notice-target-words").with("text", text),
        TargetFault::Strict(text) => Notice::warning("notice-target-strict").with("text", text),
        TargetFault::NothingLeft => Notice::warning("notice-target-nothing-left"),
        TargetFault::Unit(text) => Notice::warning("notice-target-unit").with("text", text),
        TargetFault::Entry(fault) => Notice::entry(text, *fault),
    }
}

/// Asks for the target of a row.
pub fn open(cx: &mut Cx<'_>, row: OutlineRow) {
    if !admits_one_value(cx, row) {
        return;
    }
    let Some(plan) = &cx.shared.plan else { return };
    let own = Span::single(cx.shared.quarter);
    let target = row.indicator.and_then(|id| plan.target(id, own, None));
    let text = target.map(crate::domain::Target::wording).unwrap_or_default();
    let about = plan.subject_address(row.subject());
    cx.ask(Target(row.subject()), about, text);
}
