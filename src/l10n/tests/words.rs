//! The words of the domain: every value has them, in both languages.

use jiff::{civil::date, tz::TimeZone};

use super::super::*;
use crate::domain::{
    ChangeId, Closing, Comparator, Detail, DoubtId, FactValue, Finding, FindingKind, HistoryLine, Level,
    Origin, Pace, Paced, PlanId, Quarter, Refusal, Span, Stage, Status, Subject, Summary, Target,
    TargetValue, Verb, entry::EntryFault,
};

const VERBS: [Verb; 40] = [
    Verb::TellPerformersApart,
    Verb::Flag,
    Verb::Unflag,
    Verb::SavePoint,
    Verb::DecideDebt,
    Verb::RenamePerformer,
    Verb::MergePerformers,
    Verb::SplitPerformer,
    Verb::CreatePlan,
    Verb::EditHeader,
    Verb::ArchivePlan,
    Verb::UnarchivePlan,
    Verb::DeletePlan,
    Verb::AddNode,
    Verb::EditNode,
    Verb::MoveNode,
    Verb::DeleteNode,
    Verb::AddIndicator,
    Verb::EditIndicator,
    Verb::DeleteIndicator,
    Verb::SetTarget,
    Verb::SetFact,
    Verb::SetNote,
    Verb::SetFacts,
    Verb::SetTargets,
    Verb::AddEvidence,
    Verb::EditEvidence,
    Verb::DeleteEvidence,
    Verb::SettleDoubt,
    Verb::AcceptFinding,
    Verb::Import,
    Verb::CloseQuarter,
    Verb::ReopenQuarter,
    Verb::SubmitQuarter,
    Verb::ReturnQuarter,
    Verb::ApproveQuarter,
    Verb::SetRole,
    Verb::RollOver,
    Verb::Restore,
    Verb::AcceptLoss,
];

fn q4() -> Quarter {
    Quarter::parse("2023Q4").unwrap()
}

#[track_caller]
fn said(text: &str) {
    assert!(!text.is_empty() && !text.contains('{') && !text.contains('$'), "{text}");
    let id = text.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit());
    assert!(!id || !text.contains('-'), "{text} has no message");
}

#[test]
fn names_of_the_vocabulary() {
    for language in Language::ALL {
        let l10n = L10n::new(language);
        Status::ALL.into_iter().for_each(|status| said(&l10n.status(status)));
        Level::ALL.into_iter().for_each(|level| said(&l10n.level(level)));
        FindingKind::ALL.into_iter().for_each(|kind| said(&l10n.finding_kind(kind)));
        said(&l10n.entry_fault(EntryFault::NotANumber));
    }
    assert_eq!(L10n::new(Language::Uk).status(Status::NotStarted), "не розпочато");
}

fn line(summary: &Summary, origin: Origin) -> HistoryLine {
    HistoryLine { summary: summary.clone(), origin, span: summary.quarter.map(Span::single), performer: None }
}

#[test]
fn every_history_line() {
    let l10n = L10n::new(Language::Uk);
    for verb in VERBS {
        for (from, to) in [("", ""), ("3", ""), ("", "5"), ("3", "5")] {
            let summary = Summary::new(verb, "1.1.2").with_values(from, to).in_quarter(q4());
            said(&l10n.change(&line(&summary, Origin::Command)));
            said(&l10n.change(&line(&summary, Origin::Undo(ChangeId(1)))));
        }
    }
    let summary = Summary::new(Verb::SetFact, "1.1.2").with_values("3", "5").in_quarter(q4());
    assert_eq!(l10n.change(&line(&summary, Origin::Command)), "1.1.2, ІV кв. 2023: факт 3 → 5");
    let part = HistoryLine { performer: Some("Бюро".to_owned()), ..line(&summary, Origin::Command) };
    assert_eq!(l10n.change(&part), "1.1.2, Бюро, ІV кв. 2023: факт 3 → 5");
    let taken_back = Summary::new(Verb::SetFact, "1.1.2").with_values("5", "").in_quarter(q4());
    assert_eq!(
        l10n.change(&line(&taken_back, Origin::Undo(ChangeId(1)))),
        "Скасовано: 1.1.2, ІV кв. 2023: внесено факт 5"
    );
    // A sentence goes on with a small letter; a row without a number keeps the letters of its title.
    let added = Summary::new(Verb::AddNode, "1.1.2");
    assert_eq!(l10n.change(&line(&added, Origin::Undo(ChangeId(1)))), "Скасовано: додано «1.1.2»");
    let titled = Summary::new(Verb::MoveNode, "Ярмарок");
    assert_eq!(l10n.change(&line(&titled, Origin::Redo(ChangeId(1)))), "Повторено: Ярмарок: переміщено");
    let many = Summary::new(Verb::SetFacts, "План").with_values("", "38").in_quarter(q4());
    assert_eq!(l10n.change(&line(&many, Origin::Command)), "ІV кв. 2023: внесено 38 фактів");
}

fn found(detail: Detail) -> Finding {
    let (subject, quarter) = (Subject::Plan, q4());
    Finding { subject, quarter, detail, figures: None, accepted: None, lapsed: None }
}

fn paced() -> Paced {
    Paced {
        pace: Pace::Behind,
        target: Target { value: TargetValue::Number(Number::from(12)), raw: String::new() },
        comparator: Comparator::AtLeast,
        span: Span::single(q4()),
        so_far: FactValue::Number(Number::from(5)),
        left: Some((Number::from(7), 2)),
    }
}

#[test]
fn every_finding() {
    let number = Number::from(3);
    let details = [
        Detail::NoteOwed(Status::Partial),
        Detail::FactWithoutEvidence(number),
        Detail::EvidenceDiffers(number, 2),
        Detail::EvidenceOutsideQuarter(date(2024, 1, 2), "семінар".into()),
        Detail::SplitDiffers(FactValue::Number(number), FactValue::None),
        Detail::WordsForNumber("так".into()),
        Detail::Overdue(date(2023, 12, 31)),
        Detail::Doubt(DoubtId(1), "5-".into(), "5".into()),
        Detail::PercentSummed,
        Detail::ShareIncomplete(number),
        Detail::TotalMissing(2),
        Detail::BehindPace(Box::new(paced())),
        Detail::LimitBroken(Box::new(paced())),
        Detail::Negative(number),
        Detail::EvidenceLate(date(2023, 12, 31), date(2023, 12, 1), "семінар".into()),
        Detail::EvidenceDuplicate(date(2023, 12, 31), "семінар".into()),
    ];
    for language in Language::ALL {
        for detail in details.clone() {
            said(&L10n::new(language).finding(&found(detail)));
        }
    }
    let detail = Detail::EvidenceDiffers(Number::parse("1234,5").unwrap(), 2);
    assert_eq!(L10n::new(Language::Uk).finding(&found(detail)), "Факт 1\u{a0}234,5, а підтверджень 2");
    let pace = L10n::new(Language::Uk).finding(&found(Detail::BehindPace(Box::new(paced()))));
    assert_eq!(pace, "Відстає від темпу: 5 з 12; лишилось 7: по 3,5 на квартал");
}

#[test]
fn every_refusal() {
    let span = Span::single(q4());
    let closing = Closing::closed("Олена", 1_704_788_400_000);
    let refusals = [
        Refusal::NoPlan,
        Refusal::PlanExists,
        Refusal::Gone,
        Refusal::Empty,
        Refusal::BadSlug("план".into()),
        Refusal::OutsidePlan(q4(), span),
        Refusal::Closed(q4(), closing),
        Refusal::AlreadySo(q4(), Stage::Closed),
        Refusal::NoStep(q4(), None, Stage::Approved),
        Refusal::OpenFindings(q4(), 2),
        Refusal::DoesNotFit { child: Level::Goal, parent: Level::Task },
        Refusal::Cycle,
        Refusal::NoRoom,
        Refusal::NotAMeasure,
        Refusal::SeveralIndicators,
        Refusal::ValuesOutside(span),
        Refusal::RepeatedId(PlanId(1).to_string()),
        Refusal::NoDebt(q4()),
        Refusal::NotAfterDue(date(2024, 1, 2)),
        Refusal::NothingToDo,
        Refusal::ChangedSince,
        Refusal::PerformerExists("Відділ".into()),
        Refusal::NoSum("1.1.2".into()),
        Refusal::NoHistory,
        Refusal::NothingToRedo,
        Refusal::UndoesMaking("zirka-2026".into()),
        Refusal::DeletesAgain("zirka-2026".into()),
    ];
    for language in Language::ALL {
        refusals.iter().for_each(|refusal| said(&L10n::new(language).refusal(refusal, &TimeZone::UTC)));
    }
    let closed = L10n::new(Language::Uk).refusal(&refusals[6], &TimeZone::UTC);
    assert!(closed.contains("ІV квартал 2023 року: квартал закрито (Олена, 09.01.2024)"), "{closed}");
}
