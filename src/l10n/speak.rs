//! The words of the domain, put together from messages: what the screens and the command line would
//! otherwise each have to spell out.

use jiff::{Timestamp, tz::TimeZone};

use super::{Arg, L10n};
use crate::domain::{
    Aggregation, Comparator, DebtState, Denied, DoubtKind, FactValue, FindingKind, Level, Number, Origin,
    Paced, Quarter, RoleKind, Stage, Status, Summary, TargetValue, TermKind, Verb,
    command::Refusal,
    entry::EntryFault,
    finding::{Detail, Finding},
};

impl L10n {
    /// The name of a status.
    pub fn status(&self, status: Status) -> String {
        self.named("status", status.name())
    }

    /// The name of a level.
    pub fn level(&self, level: Level) -> String {
        self.msg(match level {
            Level::Goal => "level-goal",
            Level::Task => "level-task",
            Level::Subtask => "level-subtask",
            Level::Measure => "level-measure",
        })
        .into_owned()
    }

    /// The name of a kind of term.
    pub fn term_kind(&self, kind: &TermKind) -> String {
        self.msg(match kind {
            TermKind::Quarter => "term-quarter",
            TermKind::Month(_) => "term-month",
            TermKind::Months(_) => "term-months",
            TermKind::Date(_) => "term-date",
            TermKind::Range(..) => "term-range",
            TermKind::Years(..) => "term-years",
            TermKind::Ongoing => "term-ongoing",
            TermKind::Text => "term-text",
        })
        .into_owned()
    }

    /// The name of a comparator.
    pub fn comparator(&self, comparator: Comparator) -> String {
        self.msg(match comparator {
            Comparator::AtLeast => "comparator-at-least",
            Comparator::AtMost => "comparator-at-most",
            Comparator::Equal => "comparator-equal",
            Comparator::Between => "comparator-between",
            Comparator::Within => "comparator-within",
        })
        .into_owned()
    }

    /// The name of an aggregation.
    pub fn aggregation(&self, aggregation: Aggregation) -> String {
        self.msg(match aggregation {
            Aggregation::Sum => "aggregation-sum",
            Aggregation::Last => "aggregation-last",
            Aggregation::Mean => "aggregation-mean",
            Aggregation::Max => "aggregation-max",
        })
        .into_owned()
    }

    /// The name of a kind of doubt.
    pub fn doubt_kind(&self, kind: DoubtKind) -> String {
        self.msg(match kind {
            DoubtKind::Reading => "doubt-reading",
            DoubtKind::DamagedLabel => "doubt-damaged-label",
            DoubtKind::ShiftedColumns => "doubt-shifted-columns",
            DoubtKind::LooseValue => "doubt-loose-value",
            DoubtKind::SharedCell => "doubt-shared-cell",
            DoubtKind::MisplacedNumber => "doubt-misplaced-number",
            DoubtKind::MissingNumber => "doubt-missing-number",
            DoubtKind::RepeatedNumber => "doubt-repeated-number",
            DoubtKind::Date => "doubt-date",
            DoubtKind::UnknownCondition => "doubt-unknown-condition",
            DoubtKind::Quarter => "doubt-quarter",
            DoubtKind::LookAlikes => "doubt-look-alikes",
            DoubtKind::LeftOver => "doubt-left-over",
            DoubtKind::BothClaim => "doubt-both-claim",
            DoubtKind::Withdrawn => "doubt-withdrawn",
            DoubtKind::Aggregation => "doubt-aggregation",
            DoubtKind::Formatting => "doubt-formatting",
            DoubtKind::Hidden => "doubt-hidden",
        })
        .into_owned()
    }

    /// What has become of a debt.
    pub fn debt_state(&self, state: DebtState) -> String {
        self.named("debt", state.name())
    }

    /// The name of a kind of finding, for a heading.
    pub fn finding_kind(&self, kind: FindingKind) -> String {
        self.named("finding-kind", kind.name())
    }

    /// What a finding says, without its address.
    pub fn finding(&self, finding: &Finding) -> String {
        let id = format!("finding-{}", finding.kind().name().replace('_', "-"));
        match &finding.detail {
            Detail::NoteOwed(status) => self.msg_with(&id, &[("status", (&self.status(*status)).into())]),
            Detail::FactWithoutEvidence(fact) => {
                self.msg_with(&id, &[("fact", (&self.number(*fact)).into())])
            }
            Detail::EvidenceDiffers(fact, count) => {
                let fact = self.number(*fact);
                self.msg_with(&id, &[("fact", (&fact).into()), ("count", (*count).into())])
            }
            Detail::EvidenceOutsideQuarter(date, text) => {
                let (date, quarter) = (self.date(*date), self.quarter(finding.quarter));
                let args = [("date", (&date).into()), ("quarter", (&quarter).into()), ("text", text.into())];
                self.msg_with(&id, &args)
            }
            Detail::SplitDiffers(total, parts) => {
                let (total, parts) = (self.number(*total), self.number(*parts));
                self.msg_with(&id, &[("total", (&total).into()), ("parts", (&parts).into())])
            }
            Detail::WordsForNumber(text) => self.msg_with(&id, &[("text", text.into())]),
            Detail::Overdue(date) => self.msg_with(&id, &[("date", (&self.date(*date)).into())]),
            Detail::PercentSummed => self.msg(&id).into_owned(),
            Detail::ShareIncomplete(bare) => self.msg_with(&id, &[("fact", (&self.number(*bare)).into())]),
            Detail::TotalMissing(count) => self.msg_with(&id, &[("count", (*count).into())]),
            Detail::BehindPace(paced) | Detail::LimitBroken(paced) => self.pace_of(&id, paced),
            Detail::Negative(fact) => self.msg_with(&id, &[("fact", (&self.number(*fact)).into())]),
            Detail::EvidenceLate(date, due, text) => {
                let (date, due) = (self.date(*date), self.date(*due));
                let args = [("date", (&date).into()), ("due", (&due).into()), ("text", text.into())];
                self.msg_with(&id, &args)
            }
            Detail::EvidenceDuplicate(date, text) => {
                self.msg_with(&id, &[("date", (&self.date(*date)).into()), ("text", text.into())])
            }
            Detail::Doubt(_, text, reading) => {
                let (text, reading) = (self.doubt_text(text), self.doubt_reading(reading));
                self.msg_with(&id, &[("text", (&text).into()), ("reading", (&reading).into())])
            }
        }
    }

    /// What there is so far of a longer target, and what is left of it for each quarter.
    fn pace_of(&self, id: &str, paced: &Paced) -> String {
        let so_far = self.fact_value(&paced.so_far).unwrap_or_else(|| "–".to_owned());
        let target = self.target_value(&paced.target.value, &paced.target.raw);
        let said = self.msg_with(id, &[("fact", (&so_far).into()), ("target", (&target).into())]);
        match self.left_of(paced) {
            Some(left) => format!("{said}; {left}"),
            None => said,
        }
    }

    /// «лишилось 12: по 6 на квартал»; none where nothing is left, or it does not add up.
    pub fn left_of(&self, paced: &Paced) -> Option<String> {
        let (left, quarters) = paced.left.filter(|(left, quarters)| !left.is_zero() && *quarters > 0)?;
        let each = left.0.checked_div(quarters.into())?.round_dp(2);
        let (left, each) = (self.number(left), self.number(Number(each)));
        Some(self.msg_with("pace-left", &[("left", (&left).into()), ("each", (&each).into())]))
    }

    /// A fact's value in figures; none where it is words, or nothing.
    pub fn fact_value(&self, value: &FactValue) -> Option<String> {
        let joined = |parts: &[Number]| parts.iter().map(|n| self.number(*n)).collect::<Vec<_>>().join("/");
        match value {
            FactValue::Number(number) => Some(self.number(*number)),
            FactValue::Compound(parts) => Some(joined(parts)),
            FactValue::Share(part, whole) => Some(joined(&[*part, *whole])),
            FactValue::Date(day) => Some(self.date(*day)),
            FactValue::None | FactValue::Text | FactValue::Done | FactValue::NoOccasion => None,
        }
    }

    /// A target with the sign that says how a fact is held against it: `≤ 20`, `= 1`, `10 ± 2`, `30–50`. More
    /// being better needs none.
    pub fn compared(&self, comparator: Comparator, value: &TargetValue, shown: &str) -> String {
        let signed = |sign: &str, shown: &str| {
            let bare = shown.starts_with(|c: char| c.is_ascii_digit() || "-−".contains(c));
            if bare { format!("{sign} {shown}") } else { shown.to_owned() }
        };
        match (comparator, value) {
            (Comparator::AtMost, TargetValue::Number(_) | TargetValue::Compound(_)) => signed("≤", shown),
            (Comparator::Equal, TargetValue::Number(_) | TargetValue::Compound(_)) => signed("=", shown),
            (Comparator::Between, TargetValue::Compound(parts)) if parts.len() == 2 => self.range(parts, "–"),
            (Comparator::Within, TargetValue::Compound(parts)) if parts.len() == 2 => {
                self.range(parts, " ± ")
            }
            _ => shown.to_owned(),
        }
    }

    fn range(&self, parts: &[Number], between: &str) -> String {
        parts.iter().map(|number| self.number(*number)).collect::<Vec<_>>().join(between)
    }

    /// A target's value in figures, else its wording.
    pub fn target_value(&self, value: &TargetValue, raw: &str) -> String {
        match value {
            TargetValue::Number(number) => self.number(*number),
            TargetValue::Compound(parts) => {
                parts.iter().map(|n| self.number(*n)).collect::<Vec<_>>().join("/")
            }
            TargetValue::Date(day) => self.date(*day),
            TargetValue::Condition | TargetValue::Deed => raw.to_owned(),
        }
    }

    /// What stood at a doubted place, in quotes; a word where it was blank.
    pub fn doubt_text(&self, text: &str) -> String {
        self.quoted(text, "doubt-blank")
    }

    /// The reading of a doubted place, in quotes; words where nothing was taken.
    pub fn doubt_reading(&self, reading: &str) -> String {
        self.quoted(reading, "doubt-unread")
    }

    /// A text of a document in the quotes of the language.
    pub fn quote(&self, text: &str) -> String {
        self.msg_with("doubt-quoted", &[("text", text.into())])
    }

    fn quoted(&self, text: &str, blank: &str) -> String {
        match text {
            "" => self.msg(blank).into_owned(),
            text => self.quote(text),
        }
    }

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
            Refusal::UndoesMaking(slug) => say("refusal-undoes-making", &[("slug", slug)]),
            Refusal::DeletesAgain(slug) => say("refusal-deletes-again", &[("slug", slug)]),
        }
    }

    /// Why somebody may not do something, and who could.
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

    /// What somebody may do, in one word.
    pub fn role(&self, kind: RoleKind) -> String {
        self.named("role", kind.name())
    }

    /// Why a typed fact means nothing.
    pub fn entry_fault(&self, fault: EntryFault) -> String {
        self.msg(match fault {
            EntryFault::NotANumber => "entry-not-a-number",
            EntryFault::NotAnExpression => "entry-not-an-expression",
            EntryFault::NoResult => "entry-no-result",
            EntryFault::NothingPlanned => "entry-nothing-planned",
            EntryFault::NotACondition => "entry-not-a-condition",
            EntryFault::NoSuchNumber => "entry-no-such-number",
            EntryFault::WrongParts => "entry-wrong-parts",
            EntryFault::NothingToAddTo => "entry-nothing-to-add-to",
            EntryFault::PercentOfPieces => "entry-percent-of-pieces",
            EntryFault::NoSuchDay => "entry-no-such-day",
            EntryFault::OtherUnit => "entry-other-unit",
        })
        .into_owned()
    }

    /// What a change did, as a line of the history.
    pub fn change(&self, summary: &Summary, origin: Origin) -> String {
        let line = self.summary(summary, origin);
        match origin {
            Origin::Command => line,
            Origin::Undo(_) => self.msg_with("change-undone", &[("change", (&line).into())]),
            Origin::Redo(_) => self.msg_with("change-redone", &[("change", (&line).into())]),
        }
    }

    fn summary(&self, summary: &Summary, origin: Origin) -> String {
        // The inverse of a change has its values exchanged; what was undone is told as it was done.
        let (from, to) = match origin {
            Origin::Undo(_) => (&summary.to, &summary.from),
            Origin::Command | Origin::Redo(_) => (&summary.from, &summary.to),
        };
        let subject = match summary.subject.as_str() {
            "" => self.msg("change-whole-plan").into_owned(),
            subject => subject.to_owned(),
        };
        let quarter = summary.quarter.map(|quarter: Quarter| self.quarter_short(quarter)).unwrap_or_default();
        let id = change_id(summary.verb, from.is_empty(), to.is_empty());
        let role = RoleKind::ALL.into_iter().find(|kind| kind.name() == to.as_str());
        let role = role.filter(|_| summary.verb == Verb::SetRole).map(|kind| self.role(kind));
        let to = role.as_ref().unwrap_or(to);
        let count = to.parse::<u64>().map_or(Arg::Text(to), Arg::Count);
        self.msg_with(
            id,
            &[
                ("subject", (&subject).into()),
                ("quarter", (&quarter).into()),
                ("from", from.into()),
                ("to", to.into()),
                ("count", count),
            ],
        )
    }

    /// Where a quarter stands: none where nobody has handed it in.
    pub fn stage(&self, stage: Option<Stage>) -> String {
        self.named("stage", stage.map_or("none", Stage::name))
    }

    fn named(&self, family: &str, name: &str) -> String {
        let id = format!("{family}-{}", name.replace('_', "-"));
        self.msg(&id).into_owned()
    }

    fn day_of(&self, milliseconds: i64, zone: &TimeZone) -> String {
        let moment = Timestamp::from_millisecond(milliseconds).unwrap_or_default();
        self.date(zone.to_datetime(moment).date())
    }
}

/// The message of a verb; some have one for values that come or go.
const fn change_id(verb: Verb, from_nothing: bool, to_nothing: bool) -> &'static str {
    match (verb, from_nothing, to_nothing) {
        (Verb::CreatePlan, ..) => "change-create-plan",
        (Verb::EditHeader, ..) => "change-edit-header",
        (Verb::ArchivePlan, ..) => "change-archive-plan",
        (Verb::UnarchivePlan, ..) => "change-unarchive-plan",
        (Verb::DeletePlan, ..) => "change-delete-plan",
        (Verb::AddNode, ..) => "change-add-node",
        (Verb::EditNode, true, true) => "change-edit-node",
        (Verb::EditNode, ..) => "change-edit-node-values",
        (Verb::MoveNode, ..) => "change-move-node",
        (Verb::DeleteNode, ..) => "change-delete-node",
        (Verb::AddIndicator, _, true) => "change-add-indicator-unnamed",
        (Verb::AddIndicator, ..) => "change-add-indicator",
        (Verb::EditIndicator, ..) => "change-edit-indicator",
        (Verb::DeleteIndicator, ..) => "change-delete-indicator",
        (Verb::SetTarget, true, _) => "change-set-target-new",
        (Verb::SetTarget, _, true) => "change-set-target-cleared",
        (Verb::SetTarget, ..) => "change-set-target",
        (Verb::SetTargets, ..) => "change-set-targets",
        // A deed that is done and a missing occasion have no wording.
        (Verb::SetFact, true, true) => "change-set-fact-plain",
        (Verb::SetFact, true, _) => "change-set-fact-new",
        (Verb::SetFact, _, true) => "change-set-fact-cleared",
        (Verb::SetFact, ..) => "change-set-fact",
        (Verb::SetNote, true, _) => "change-set-note-new",
        (Verb::SetNote, _, true) => "change-set-note-cleared",
        (Verb::SetNote, ..) => "change-set-note",
        (Verb::SetFacts, ..) => "change-set-facts",
        (Verb::AddEvidence, ..) => "change-add-evidence",
        (Verb::EditEvidence, ..) => "change-edit-evidence",
        (Verb::DeleteEvidence, ..) => "change-delete-evidence",
        (Verb::SettleDoubt, _, true) => "change-settle-doubt-reopened",
        (Verb::SettleDoubt, ..) => "change-settle-doubt",
        (Verb::RenamePerformer, ..) => "change-rename-performer",
        (Verb::MergePerformers, ..) => "change-merge-performers",
        (Verb::SplitPerformer, ..) => "change-split-performer",
        (Verb::DecideDebt, _, true) => "change-decide-debt-withdrawn",
        (Verb::DecideDebt, ..) => "change-decide-debt",
        (Verb::AcceptFinding, _, true) => "change-accept-finding-withdrawn",
        (Verb::AcceptFinding, ..) => "change-accept-finding",
        (Verb::Import, ..) => "change-import",
        (Verb::SubmitQuarter, ..) => "change-submit-quarter",
        (Verb::ReturnQuarter, ..) => "change-return-quarter",
        (Verb::ApproveQuarter, ..) => "change-approve-quarter",
        (Verb::CloseQuarter, ..) => "change-close-quarter",
        (Verb::ReopenQuarter, ..) => "change-reopen-quarter",
        (Verb::SetRole, _, true) => "change-set-role-removed",
        (Verb::SetRole, ..) => "change-set-role",
        (Verb::RollOver, ..) => "change-roll-over",
        (Verb::Restore, ..) => "change-restore",
        (Verb::AcceptLoss, ..) => "change-accept-loss",
    }
}
