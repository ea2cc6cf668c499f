//! The roll-over to the next period's plan: a preview of what is copied, cleared and owed.

use super::{Flow, header::make_plan};
use crate::{
    app::{Cx, Effect, Layer, Notice, Outcome, Shared},
    domain::{Command, Quarter},
    form::{Carry, RollPreview, next_plan},
    keymap::Action,
};

/// The choices for targets, in the order of their digits, with their messages.
pub const CHOICES: [(Carry, &str); 3] =
    [(Carry::All, "rollover-all"), (Carry::None, "rollover-none"), (Carry::Unmet, "rollover-unmet")];

/// The choices and their preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolloverForm {
    /// Which targets are copied.
    pub carry: Carry,
    /// What the new plan will contain.
    pub preview: RollPreview,
    /// The first quarter of the next plan.
    pub to: Quarter,
}

impl RolloverForm {
    /// The form for the open plan, whose successor begins right after it; none where no plan is open.
    pub fn of(shared: &Shared) -> Option<Self> {
        let to = shared.plan.as_ref()?.period().last.next();
        let preview = preview(shared, to, Carry::All)?;
        Some(Self { carry: Carry::All, preview, to })
    }

    /// Whether the new plan repeats open debts, because only unmet targets are copied.
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

    /// Changes the first quarter or the choice for targets; an impossible combination is ignored.
    fn choose(&mut self, shared: &Shared, to: Quarter, carry: Carry) -> Flow {
        if let Some(preview) = preview(shared, to, carry) {
            *self = Self { carry, preview, to };
        }
        Flow::Stay
    }

    fn make(&self, cx: &mut Cx<'_>) -> Flow {
        let draft = self.preview.draft.clone();
        let slug = draft.slug.clone().unwrap_or_default();
        if make_plan(cx, &Command::RollOver(Box::new(draft))) == Outcome::Refused {
            return Flow::Stay;
        }
        let made = Notice::info("notice-rolled-over").with("slug", slug);
        cx.say(made.with("count", self.preview.measures));
        Flow::Close
    }
}

/// Opens the form for the open plan.
pub fn open(cx: &mut Cx<'_>) {
    match RolloverForm::of(cx.shared) {
        Some(form) => cx.open(Layer::Rollover(Box::new(form))),
        None => cx.say(Notice::info("notice-open-a-plan")),
    }
    // The list of plans is loaded, because the new plan's slug must differ from all others.
    cx.effects.push(Effect::LoadCatalog);
}

fn preview(shared: &Shared, to: Quarter, carry: Carry) -> Option<RollPreview> {
    next_plan(shared.plan.as_ref()?, (to, carry), None, &shared.catalog, shared.today).ok()
}
