//! What a change did, as a line of the history.

use super::super::{Arg, L10n};
use crate::domain::{HistoryLine, Origin, RoleKind, Verb};

impl L10n {
    /// What a change did, as a line of the history.
    pub fn change(&self, told: &HistoryLine) -> String {
        let line = self.summary(told);
        match told.origin {
            Origin::Command => line,
            Origin::Undo(_) => self.msg_with("change-undone", &[("change", (&within(line, told)).into())]),
            Origin::Redo(_) => self.msg_with("change-redone", &[("change", (&within(line, told)).into())]),
        }
    }

    fn summary(&self, told: &HistoryLine) -> String {
        let summary = &told.summary;
        // The inverse of a change has its values exchanged, and an undone change is described as it was done.
        let (from, to) = match told.origin {
            Origin::Undo(_) => (&summary.to, &summary.from),
            Origin::Command | Origin::Redo(_) => (&summary.from, &summary.to),
        };
        let subject = match summary.subject.as_str() {
            "" => self.msg("change-whole-plan").into_owned(),
            subject => {
                std::iter::once(subject).chain(told.performer.as_deref()).collect::<Vec<_>>().join(", ")
            }
        };
        let quarter = told.span.map(|span| self.span_short(span)).unwrap_or_default();
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
}

/// A line inside of a sentence: it begins with a small letter, unless it begins with the number of a row, with a name
/// or with a quarter (as «ІV квартал» does), which have letters of their own.
fn within(line: String, told: &HistoryLine) -> String {
    let subject = &told.summary.subject;
    let is_own = !subject.is_empty() && line.starts_with(subject.as_str());
    let mut letters = line.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !is_own && second.is_lowercase() => {
            first.to_lowercase().chain(line.chars().skip(1)).collect()
        }
        _ => line,
    }
}

/// The message of a verb; some verbs have others for values that are added or removed.
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
        (Verb::TellPerformersApart, ..) => "change-tell-performers-apart",
        (Verb::Flag, ..) => "change-flag",
        (Verb::Unflag, ..) => "change-unflag",
        (Verb::SavePoint, ..) => "change-save-point",
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
