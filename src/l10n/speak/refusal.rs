//! Why a command was refused, and who would be allowed to give it.

use jiff::{Timestamp, tz::TimeZone};

use super::super::{Arg, L10n};
use crate::domain::{Denied, RoleKind, Stage, refusal::Refusal};

impl L10n {
    /// Why a command was refused. `zone` is that of the reader, for the day on which a quarter was closed.
    pub fn refusal(&self, refusal: &Refusal, zone: &TimeZone) -> String {
        let say = |id: &str, args: &[(&str, &str)]| {
            let args: Vec<_> = args.iter().map(|(name, text)| (*name, Arg::Text(text))).collect();
            self.msg_with(id, &args)
        };
        match refusal {
            Refusal::NoPlan => say("refusal-no-plan", &[]),
            Refusal::PlanExists => say("refusal-plan-exists", &[]),
            Refusal::Gone => say("refusal-gone", &[]),
            Refusal::Empty => say("refusal-empty", &[]),
            Refusal::BadSlug(slug) => say("refusal-bad-slug", &[("slug", slug)]),
            Refusal::OutsidePlan(quarter, period) => {
                let (quarter, period) = (self.quarter(*quarter), self.span(*period));
                say("refusal-outside-plan", &[("quarter", &quarter), ("period", &period)])
            }
            Refusal::Closed(quarter, closing) => {
                let (by, at) = closing.last().map_or(("", 0), |step| (step.by.as_str(), step.at));
                let (quarter, date) = (self.quarter(*quarter), self.day_of(at, zone));
                let id = match closing.last().map(|step| step.stage) {
                    Some(Stage::Submitted) => "refusal-submitted",
                    Some(Stage::Approved) => "refusal-approved",
                    _ => "refusal-closed",
                };
                say(id, &[("quarter", &quarter), ("by", by), ("date", &date)])
            }
            Refusal::AlreadySo(quarter, stage) => {
                let (quarter, stage) = (self.quarter(*quarter), self.stage(Some(*stage)));
                say("refusal-already-so", &[("quarter", &quarter), ("stage", &stage)])
            }
            Refusal::NoStep(quarter, now, _) => {
                let (quarter, stage) = (self.quarter(*quarter), self.stage(*now));
                say("refusal-no-step", &[("quarter", &quarter), ("stage", &stage)])
            }
            Refusal::OpenFindings(quarter, count) => {
                let quarter = self.quarter(*quarter);
                let args = [("quarter", (&quarter).into()), ("count", Arg::from(*count))];
                self.msg_with("refusal-open-findings", &args)
            }
            Refusal::DoesNotFit { child, parent } => {
                let (child, parent) = (self.level(*child), self.level(*parent));
                say("refusal-does-not-fit", &[("child", &child), ("parent", &parent)])
            }
            Refusal::Cycle => say("refusal-cycle", &[]),
            Refusal::NoRoom => say("refusal-no-room", &[]),
            Refusal::NotAMeasure => say("refusal-not-a-measure", &[]),
            Refusal::SeveralIndicators => say("refusal-several-indicators", &[]),
            Refusal::ValuesOutside(period) => {
                say("refusal-values-outside", &[("period", &self.span(*period))])
            }
            Refusal::NoDebt(quarter) => say("refusal-no-debt", &[("quarter", &self.quarter(*quarter))]),
            Refusal::NotAfterDue(day) => say("refusal-not-after-due", &[("date", &self.date(*day))]),
            Refusal::RepeatedId(id) => say("refusal-repeated-id", &[("id", id)]),
            Refusal::Denied(denied) => self.denied(denied),
            Refusal::NotAnAccount(name) => say("refusal-not-an-account", &[("name", name)]),
            Refusal::NothingToDo => say("refusal-nothing-to-do", &[]),
            Refusal::ChangedSince => say("refusal-changed-since", &[]),
            Refusal::PerformerExists(name) => say("refusal-performer-exists", &[("name", name)]),
            Refusal::NoSum(address) => say("refusal-no-sum", &[("address", address)]),
            Refusal::NoHistory => say("refusal-no-history", &[]),
            Refusal::NothingToRedo => say("refusal-nothing-to-redo", &[]),
            Refusal::UndoesMaking(slug) => say("refusal-undoes-making", &[("slug", slug)]),
            Refusal::DeletesAgain(slug) => say("refusal-deletes-again", &[("slug", slug)]),
        }
    }

    /// Why somebody may not do something, and who may.
    pub fn denied(&self, denied: &Denied) -> String {
        let (id, needs, has, could) = match denied {
            Denied::Role { needs, has: None, could } => {
                ("refusal-no-role", Some(*needs), None, could.as_slice())
            }
            Denied::Role { needs, has, could } => ("refusal-role", Some(*needs), *has, could.as_slice()),
            Denied::NotOwn { could } => ("refusal-not-own", None, None, could.as_slice()),
            Denied::LocksOut => ("refusal-locks-out", None, None, &[][..]),
        };
        let role = |kind: Option<RoleKind>| kind.map(|kind| self.role(kind)).unwrap_or_default();
        let could = if could.is_empty() { self.msg("role-nobody").into_owned() } else { could.join(", ") };
        let (needs, has) = (role(needs), role(has));
        self.msg_with(id, &[("needs", (&needs).into()), ("has", (&has).into()), ("could", (&could).into())])
    }

    /// The date of a moment in the reader's time zone.
    fn day_of(&self, milliseconds: i64, zone: &TimeZone) -> String {
        let moment = Timestamp::from_millisecond(milliseconds).unwrap_or_default();
        self.date(zone.to_datetime(moment).date())
    }
}
