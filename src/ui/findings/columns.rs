//! The columns of figures that each kind of finding has: what is compared differs from kind to kind.

use ratatui::style::Style;

use super::super::{Pen, pen::cut, values};
use crate::{
    domain::{Detail, FactValue, Finding, FindingKind, IndicatorId, Number, Plan, Subject, TargetValue},
    l10n::L10n,
};

/// So many columns there are at most.
const MOST: usize = 3;

/// Cells right of the last column, for the counts of the heads.
pub(super) const COUNT: u16 = 8;

/// The columns of a kind: the messages of their headings, the last ones empty where there are fewer.
pub(super) const fn headings(kind: FindingKind) -> [&'static str; MOST] {
    match kind {
        FindingKind::NoteOwed => ["column-target", "column-fact", "column-percent"],
        FindingKind::FactWithoutEvidence
        | FindingKind::WordsForNumber
        | FindingKind::Negative
        | FindingKind::ShareIncomplete => ["column-target", "column-fact", ""],
        FindingKind::EvidenceDiffers => ["column-fact", "column-by-dates", "column-difference"],
        FindingKind::SplitDiffers => ["column-together", "column-parts", "column-difference"],
        FindingKind::Overdue => ["column-target", "column-fact", "column-due"],
        FindingKind::Doubt => ["column-stood", "column-read-as", ""],
        FindingKind::TotalMissing => ["column-target", "column-parts", ""],
        FindingKind::BehindPace => ["column-target", "column-so-far", "column-left"],
        FindingKind::LimitBroken => ["column-limit", "column-so-far", "column-over"],
        FindingKind::EvidenceLate => ["column-date", "column-due", ""],
        FindingKind::EvidenceOutsideQuarter | FindingKind::EvidenceDuplicate => ["column-date", "", ""],
        FindingKind::PercentSummed => ["", "", ""],
    }
}

/// Where the columns of a kind stand in a width: a doubt compares words, everything else figures.
pub(super) fn places(kind: FindingKind, width: u16) -> [(u16, u16); MOST] {
    let cells: [u16; MOST] = match (kind, width >= 110) {
        (FindingKind::Doubt, false) => [14, 18, 0],
        (FindingKind::Doubt, true) => [width / 4, width / 4, 0],
        (_, false) => [10, 10, 11],
        (_, true) => [13, 13, 13],
    };
    let mut x = width.saturating_sub(cells.iter().sum::<u16>() + COUNT);
    cells.map(|cells| {
        let at = x;
        x += cells;
        (at, cells)
    })
}

/// Draws texts at the right ends of the columns of a kind.
pub(super) fn draw(
    pen: &mut Pen<'_>,
    kind: FindingKind,
    (y, width): (u16, u16),
    texts: [String; MOST],
    style: Style,
) {
    for ((x, cells), text) in places(kind, width).into_iter().zip(texts) {
        // A column keeps a gap to the one before it.
        let room = cells.saturating_sub(2);
        let text = values::fitting(pen, &text, room);
        let text = cut(&text, room, pen.theme.sign("…", "."));
        pen.right(x + 2.min(cells), y, room, &text, style);
    }
}

/// The figures of a finding under the headings of its kind.
pub(super) fn figures(pen: &Pen<'_>, plan: &Plan, finding: &Finding) -> [String; MOST] {
    let l10n = pen.l10n;
    let number = |number: Number| l10n.number(number);
    let none = String::new;
    match &finding.detail {
        Detail::EvidenceDiffers(fact, dates) => {
            let dates = Number::from(*dates);
            [number(*fact), number(dates), difference(pen, dates.minus(*fact))]
        }
        Detail::SplitDiffers(total, parts) => {
            let differs = parts.number().zip(total.number());
            let differs = differs.map(|(parts, total)| difference(pen, parts.minus(total)));
            [fact_value(l10n, total), fact_value(l10n, parts), differs.unwrap_or_default()]
        }
        Detail::Doubt(_, text, reading) => [l10n.doubt_text(text), l10n.doubt_reading(reading), none()],
        Detail::TotalMissing(parts) => [judged(pen, plan, finding).0, parts.to_string(), none()],
        Detail::BehindPace(paced) => {
            let indicator = indicator(finding).and_then(|id| plan.indicator(id));
            let target = values::signed(pen, Some(&paced.target), indicator);
            let left = paced.left.map(|(left, _)| number(left)).unwrap_or_default();
            [target, fact_value(l10n, &paced.so_far), left]
        }
        Detail::LimitBroken(paced) => {
            let indicator = indicator(finding).and_then(|id| plan.indicator(id));
            let over = match (paced.so_far.number(), &paced.target.value) {
                (Some(fact), TargetValue::Number(limit)) => number(fact.minus(*limit)),
                _ => none(),
            };
            let limit = values::signed(pen, Some(&paced.target), indicator);
            [limit, fact_value(l10n, &paced.so_far), over]
        }
        Detail::EvidenceLate(date, due, _) => [l10n.date(*date), l10n.date(*due), none()],
        Detail::EvidenceOutsideQuarter(date, _) | Detail::EvidenceDuplicate(date, _) => {
            [l10n.date(*date), none(), none()]
        }
        Detail::Overdue(due) => {
            let (target, fact, _) = judged(pen, plan, finding);
            [target, fact, l10n.day(*due)]
        }
        Detail::NoteOwed(_) => {
            let (target, fact, percent) = judged(pen, plan, finding);
            [target, fact, percent]
        }
        Detail::FactWithoutEvidence(_)
        | Detail::WordsForNumber(_)
        | Detail::Negative(_)
        | Detail::ShareIncomplete(_) => {
            let (target, fact, _) = judged(pen, plan, finding);
            [target, fact, none()]
        }
        Detail::PercentSummed => [none(), none(), none()],
    }
}

const fn indicator(finding: &Finding) -> Option<IndicatorId> {
    match finding.subject {
        Subject::Indicator(id) => Some(id),
        Subject::Node(_) | Subject::Plan => None,
    }
}

/// Target, fact and percent in the quarter of a finding; a measure without an indicator is to be done.
fn judged(pen: &Pen<'_>, plan: &Plan, finding: &Finding) -> (String, String, String) {
    let Some(id) = indicator(finding) else {
        return (pen.l10n.msg("value-deed").into_owned(), String::new(), String::new());
    };
    let judged = plan.assess(id, finding.quarter, None);
    let fact = plan.fact(id, finding.quarter, None);
    let target = values::planned(pen, Some(&judged), plan.indicator(id));
    let percent = values::percent(pen.l10n, judged.ratio.filter(|_| fact.is_some_and(|f| f.is_reported())));
    (target, fact.map(|fact| values::fact(pen.l10n, &fact.value, &fact.raw)).unwrap_or_default(), percent)
}

fn fact_value(l10n: &L10n, value: &FactValue) -> String {
    l10n.fact_value(value).unwrap_or_default()
}

/// A difference with its sign: «+1», «−7».
fn difference(pen: &Pen<'_>, by: Number) -> String {
    let text = pen.l10n.number(by);
    if by > Number::ZERO { format!("+{text}") } else { text }
}
