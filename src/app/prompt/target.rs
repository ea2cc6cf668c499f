//! What is planned for the quarter.

use super::{Outcome, Prompt, has_one_value};
use crate::{
    app::{Cx, Notice, outline::OutlineRow},
    domain::{Command, Span, Subject},
    form,
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

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let read = form::value::parse_target(text);
        // Unknown words are a condition; that they were taken so is told.
        let warning = read
            .unsure
            .as_ref()
            .map(|unsure| Notice::warning("notice-target-is-condition").with("text", &unsure.reading));
        let target = read.value.map(|read| read.target);
        let span = Span::single(cx.shared.quarter);
        let taken = cx.taken(&Command::SetTarget { subject: self.0, span, performer: None, target });
        if taken {
            cx.shared.notice = warning;
        }
        taken.into()
    }
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
