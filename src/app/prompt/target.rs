//! What is planned for the quarter.

use super::{Outcome, Prompt, has_one_value, told};
use crate::{
    app::{Cx, Notice, Shared, outline::OutlineRow},
    domain::{Command, Span, Subject, TargetValue},
    form::{
        reading::Reading,
        typed::{
            Held,
            target::{self, ReadTarget, TargetFault},
        },
    },
};

/// The target of the quarter.
#[derive(Clone, Copy, Debug)]
struct Target(Subject);

impl Prompt for Target {
    fn heading(&self) -> &'static str {
        "prompt-target"
    }

    fn help(&self) -> Option<&'static str> {
        Some("prompt-target-help")
    }

    fn replaces(&self) -> bool {
        true
    }

    fn preview(&self, shared: &Shared, text: &str) -> Vec<Notice> {
        match self.read(shared, text) {
            Err(_) if text.trim().is_empty() => Vec::new(),
            Err(fault) => vec![refused(&fault)],
            Ok(Reading { value: None, .. }) => Vec::new(),
            Ok(Reading { value: Some(read), unsure }) => {
                let said = self.said(shared, &read);
                let doubt = unsure.map(|unsure| told::doubt(&unsure, text, &said));
                [Some(Self::told(&read, said)), doubt].into_iter().flatten().collect()
            }
        }
    }

    fn question(&self, shared: &Shared, text: &str) -> Option<Notice> {
        let read = self.read(shared, text).ok()?;
        let unsure = read.unsure.filter(told::asks)?;
        let said = read.value.map(|read| self.said(shared, &read)).unwrap_or_default();
        Some(told::doubt(&unsure, text, &said))
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let read = match self.read(cx.shared, text) {
            Ok(read) => read,
            Err(fault) => {
                cx.say(refused(&fault));
                return Outcome::Refused;
            }
        };
        let says = read.value.as_ref().map(ReadTarget::says).unwrap_or_default();
        let target = read.value.map(|read| read.target);
        let span = Span::single(cx.shared.quarter);
        cx.taken(&Command::SetTarget { subject: self.0, span, performer: None, target, says }).into()
    }
}

impl Target {
    fn read(&self, shared: &Shared, text: &str) -> Result<Reading<Option<ReadTarget>>, TargetFault> {
        let held = shared.plan.as_ref().map(|plan| Held::of(plan, self.0));
        target::typed(text, &held.unwrap_or_default())
    }

    /// The target in signs; its wording where it is words.
    fn said(&self, shared: &Shared, read: &ReadTarget) -> String {
        let held = shared.plan.as_ref().map(|plan| Held::of(plan, self.0)).unwrap_or_default();
        let comparator = read.comparator.unwrap_or(held.comparator);
        let unit = read.unit.as_deref().or(held.unit);
        told::target(&read.target, comparator, unit).unwrap_or_else(|| read.target.raw.clone())
    }

    fn told(read: &ReadTarget, said: String) -> Notice {
        match read.target.value {
            TargetValue::Condition => Notice::info("read-condition").with("text", said),
            TargetValue::Deed => Notice::info("read-deed").with("text", said),
            TargetValue::Number(_) | TargetValue::Compound(_) | TargetValue::Date(_) => told::read_as(said),
        }
    }
}

fn refused(fault: &TargetFault) -> Notice {
    let (id, text) = match fault {
        TargetFault::Words(text) => ("notice-target-words", text),
        TargetFault::Unit(text) => ("notice-target-unit", text),
    };
    Notice::warning(id).with("text", text)
}

/// Asks for the target of a row.
pub fn open(cx: &mut Cx<'_>, row: OutlineRow) {
    if !has_one_value(cx, row) {
        return;
    }
    let Some(plan) = &cx.shared.plan else { return };
    let own = Span::single(cx.shared.quarter);
    let target = row.indicator.and_then(|id| plan.target(id, own, None));
    let text = target.map(|target| target.raw.clone()).unwrap_or_default();
    let about = plan.subject_address(row.subject());
    cx.ask(Target(row.subject()), about, text);
}
