//! The next period's plan out of this one: what is copied, cleared and owed, before it is made.

use super::{Flow, header::make_plan};
use crate::{
    app::{Cx, Effect, Layer, Notice, Shared},
    domain::{Command, Quarter},
    form::{Carry, RollPreview, next_plan},
    keymap::Action,
};

/// The choices for targets, in the order of their digits, with their messages.
pub const CHOICES: [(Carry, &str); 3] =
    [(Carry::All, "rollover-all"), (Carry::None, "rollover-none"), (Carry::Unmet, "rollover-unmet")];

/// What is chosen, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolloverForm {
    /// Which targets are planned again.
    pub carry: Carry,
    /// What is made.
    pub preview: RollPreview,
    /// The first quarter of the next plan.
    pub to: Quarter,
}

impl RolloverForm {
    /// A form for the open plan, which begins right after it; none where no plan is open.
    pub fn of(shared: &Shared) -> Option<Self> {
        let to = shared.plan.as_ref()?.period().last.next();
        let preview = preview(shared, to, Carry::All)?;
        Some(Self { carry: Carry::All, preview, to })
    }

    /// Whether what is open is planned again, because only what was not met is.
    pub const fn plans_debts_again(&self) -> bool {
        matches!(self.carry, Carry::Unmet)
    }

    pub(super) fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        match action {
            Action::Up => self.choose(cx.shared, self.to.next(), self.carry),
            Action::Down => self.choose(cx.shared, self.to.previous(), self.carry),
            Action::AcceptNth => match cx.typed_place().and_then(|at| CHOICES.get(at)) {
                Some((carry, _)) => self.choose(cx.shared, self.to, *carry),
                None => Flow::Stay,
            },
            Action::Accept => self.make(cx),
            Action::Cancel => Flow::Close,
            _ => Flow::Stay,
        }
    }

    /// Another beginning or other targets; what cannot be is passed over.
    fn choose(&mut self, shared: &Shared, to: Quarter, carry: Carry) -> Flow {
        if let Some(preview) = preview(shared, to, carry) {
            *self = Self { carry, preview, to };
        }
        Flow::Stay
    }

    fn make(&self, cx: &mut Cx<'_>) -> Flow {
        let draft = self.preview.draft.clone();
        let slug = draft.slug.clone().unwrap_or_default();
        if !make_plan(cx, &Command::RollOver(Box::new(draft))) {
            return Flow::Stay;
        }
        let made = Notice::info("notice-rolled-over").with("slug", slug);
        cx.say(made.with("count", self.preview.measures));
        Flow::Close
    }
}

/// Asks before the next plan is made of the open one.
pub fn open(cx: &mut Cx<'_>) {
    match RolloverForm::of(cx.shared) {
        Some(form) => cx.open(Layer::Rollover(Box::new(form))),
        None => cx.say(Notice::info("notice-open-a-plan")),
    }
    // Names of plans that are not known yet may be taken.
    cx.effects.push(Effect::LoadCatalog);
}

fn preview(shared: &Shared, to: Quarter, carry: Carry) -> Option<RollPreview> {
    next_plan(shared.plan.as_ref()?, (to, carry), None, &shared.catalog, shared.today).ok()
}
