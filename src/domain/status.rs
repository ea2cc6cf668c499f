//! The status of an indicator in a quarter. Nothing here depends on the day; what does is in [`Due`].

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use super::{
    id::{IndicatorId, PerformerId},
    plan::Plan,
    quarter::{Quarter, Span},
    value::{Aggregation, Comparator, FactValue, Number, Target, TargetValue},
};

/// Where an indicator stands in a quarter, from the best to what is outside the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Better than the target.
    Exceeded,
    /// The target.
    Met,
    /// Short of the target, but begun.
    Partial,
    /// A fact of zero.
    NotStarted,
    /// A target, and no fact.
    NotReported,
    /// A condition, nothing reported.
    Conditional,
    /// A condition, something reported.
    ConditionalReported,
    /// A deed that is done.
    DeedDone,
    /// A deed that is owed.
    DeedPending,
    /// No target.
    NotPlanned,
    /// No target, and a fact all the same.
    UnplannedReported,
}

impl Status {
    /// All, in the order of the JSON contract.
    pub const ALL: [Self; 11] = [
        Self::Exceeded,
        Self::Met,
        Self::Partial,
        Self::NotStarted,
        Self::NotReported,
        Self::Conditional,
        Self::ConditionalReported,
        Self::DeedDone,
        Self::DeedPending,
        Self::NotPlanned,
        Self::UnplannedReported,
    ];

    /// The name in JSON and in message ids.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exceeded => "exceeded",
            Self::Met => "met",
            Self::Partial => "partial",
            Self::NotStarted => "not_started",
            Self::NotReported => "not_reported",
            Self::Conditional => "conditional",
            Self::ConditionalReported => "conditional_reported",
            Self::DeedDone => "deed_done",
            Self::DeedPending => "deed_pending",
            Self::NotPlanned => "not_planned",
            Self::UnplannedReported => "unplanned_reported",
        }
    }

    /// The sign on a screen that knows Unicode.
    pub const fn glyph(self) -> char {
        match self {
            Self::Exceeded => '▲',
            Self::Met => '✓',
            Self::Partial => '◐',
            Self::NotStarted => '○',
            Self::NotReported => '·',
            Self::Conditional => '◇',
            Self::ConditionalReported => '◆',
            Self::DeedDone => '■',
            Self::DeedPending => '□',
            Self::NotPlanned => '–',
            Self::UnplannedReported => '•',
        }
    }

    /// The sign on a screen that knows ASCII only.
    pub const fn ascii(self) -> char {
        match self {
            Self::Exceeded => '+',
            Self::Met => '=',
            Self::Partial => '~',
            Self::NotStarted => '0',
            Self::NotReported => '.',
            Self::Conditional => '?',
            Self::ConditionalReported => '!',
            Self::DeedDone => '#',
            Self::DeedPending => '_',
            Self::NotPlanned => '-',
            Self::UnplannedReported => '*',
        }
    }

    /// How bad it is for the measure: the worst of its indicators gives its status.
    pub const fn severity(self) -> u8 {
        match self {
            Self::NotStarted => 10,
            Self::NotReported => 9,
            Self::Partial => 8,
            Self::DeedPending => 7,
            Self::Conditional => 6,
            Self::ConditionalReported => 5,
            Self::DeedDone => 4,
            Self::Met => 3,
            Self::Exceeded => 2,
            Self::UnplannedReported => 1,
            Self::NotPlanned => 0,
        }
    }

    /// Whether something is owed and not there.
    pub const fn is_unmet(self) -> bool {
        matches!(self, Self::Partial | Self::NotStarted | Self::NotReported | Self::DeedPending)
    }

    /// Whether the person who enters facts has still something to say.
    pub const fn is_unreported(self) -> bool {
        matches!(self, Self::NotReported | Self::Conditional | Self::DeedPending)
    }
}

/// When a note or a whole measure falls due; the only things that need to know the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// At once.
    Now,
    /// When the quarter is over.
    QuarterEnd,
    /// When the day is over.
    After(Date),
}

impl Due {
    /// Whether it is due on a day, for something of the given quarter.
    pub fn is_due(self, quarter: Quarter, as_of: Date) -> bool {
        match self {
            Self::Now => true,
            Self::QuarterEnd => as_of > quarter.last_day(),
            Self::After(day) => as_of > day,
        }
    }
}

/// Fact to target in thousand-millionths, so that sums of ratios are exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Ratio(pub i128);

impl Ratio {
    /// One: the target and no more.
    pub const ONE: Self = Self(1_000_000_000);
    /// Zero.
    pub const ZERO: Self = Self(0);

    /// `a / b`, rounded half up at the ninth decimal; none where `b` is zero.
    pub fn of(a: Number, b: Number) -> Option<Self> {
        let ratio = a.0.checked_div(b.0)?;
        let nano = ratio.checked_mul(Decimal::from(1_000_000_000u32))?;
        nano.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).try_into().ok().map(Self)
    }

    /// In percent with one decimal, rounded half up.
    pub fn percent(self) -> Decimal {
        percent(self.0, Self::ONE.0)
    }
}

/// `part` of `whole` in percent with one decimal, rounded half up; `whole` is positive.
pub(super) fn percent(part: i128, whole: i128) -> Decimal {
    let tenths = (part.saturating_mul(2000).saturating_add(whole)).div_euclid(whole.saturating_mul(2));
    Decimal::try_from_i128_with_scale(tenths, 1).unwrap_or(Decimal::MAX)
}

/// What is known of one indicator in one quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Where it stands.
    pub status: Status,
    /// The target it is held against, if any.
    pub target: Option<Target>,
    /// The span of that target.
    pub span: Span,
    /// What was reported: in the quarter, or over the span of a longer target.
    pub fact: FactValue,
    /// Fact to target; none where the target has no number, or is zero.
    pub ratio: Option<Ratio>,
    /// Whether words stand where a number was planned.
    pub words_for_number: bool,
    /// When a note is owed; none where it is not, or stands.
    pub note_owed: Option<Due>,
}

impl Plan {
    /// Judges an indicator in a quarter, in all or for one performer.
    pub fn judge(&self, id: IndicatorId, quarter: Quarter, who: Option<PerformerId>) -> Judgement {
        let fact = self.fact(id, quarter, who);
        let own = Span::single(quarter);
        let reported = fact.map_or(FactValue::None, |f| f.value.clone());
        let mut judgement = match self.target_in(id, quarter, who) {
            None => unplanned(own, reported),
            Some((span, target)) => self.held_against(id, quarter, who, span, target),
        };
        let note = fact.is_some_and(|f| !f.note.trim().is_empty());
        let owes = !note && self.owes(id, quarter, who, judgement.status);
        judgement.note_owed = if owes { self.note_due(id, judgement.status) } else { None };
        judgement
    }

    /// Judges a fact that is only being typed, as if it stood in the quarter.
    pub fn judge_as(&self, id: IndicatorId, quarter: Quarter, typed: &FactValue) -> Judgement {
        match self.target_in(id, quarter, None) {
            Some((span, target)) if span.as_single().is_some() => {
                self.held_to(id, quarter, None, span, target, typed.clone())
            }
            Some((span, target)) => self.held_against(id, quarter, None, span, target),
            None => unplanned(Span::single(quarter), typed.clone()),
        }
    }

    /// The target that speaks about a quarter: its own, or a longer one it lies in.
    pub fn target_in(
        &self,
        id: IndicatorId,
        quarter: Quarter,
        who: Option<PerformerId>,
    ) -> Option<(Span, &Target)> {
        let own = Span::single(quarter);
        self.target(id, own, who).map(|t| (own, t)).or_else(|| {
            let around = self.targets(id).filter(|(span, of, _)| *of == who && span.contains(quarter));
            // The narrowest longer target speaks first.
            around.min_by_key(|(span, _, _)| span.first.distance_to(span.last)).map(|(span, _, t)| (span, t))
        })
    }

    fn held_against(
        &self,
        id: IndicatorId,
        quarter: Quarter,
        who: Option<PerformerId>,
        span: Span,
        target: &Target,
    ) -> Judgement {
        let fact = self.fact(id, quarter, who);
        let reported = fact.map_or(FactValue::None, |f| f.value.clone());
        self.held_to(id, quarter, who, span, target, reported)
    }

    fn held_to(
        &self,
        id: IndicatorId,
        quarter: Quarter,
        who: Option<PerformerId>,
        span: Span,
        target: &Target,
        reported: FactValue,
    ) -> Judgement {
        let base = Judgement {
            status: Status::NotPlanned,
            target: None,
            span,
            fact: reported.clone(),
            ratio: None,
            words_for_number: false,
            note_owed: None,
        };
        match &target.value {
            TargetValue::Deed => {
                let status = self.deed_status(id, quarter, who);
                Judgement { status, target: Some(target.clone()), ..base }
            }
            _ if span.last != quarter => base,
            TargetValue::Condition => {
                let reported =
                    if span.as_single().is_some() { reported } else { self.aggregate(id, span, who) };
                let status = if reported == FactValue::None {
                    Status::Conditional
                } else {
                    Status::ConditionalReported
                };
                Judgement { status, target: Some(target.clone()), fact: reported, ..base }
            }
            value => {
                let reported =
                    if span.as_single().is_some() { reported } else { self.aggregate(id, span, who) };
                let comparator = self.indicator(id).map_or(Comparator::AtLeast, |i| i.comparator);
                let verdict = compare(value, &reported, comparator);
                Judgement {
                    status: verdict.status,
                    ratio: verdict.ratio,
                    words_for_number: verdict.words,
                    target: Some(target.clone()),
                    fact: reported,
                    ..base
                }
            }
        }
    }

    /// The facts of a span as one, by the indicator's own rule.
    pub fn aggregate(&self, id: IndicatorId, span: Span, who: Option<PerformerId>) -> FactValue {
        let rule = self.indicator(id).map_or(Aggregation::Sum, |i| i.aggregation);
        let facts: Vec<&FactValue> = self
            .facts(id)
            .filter(|(q, of, f)| *of == who && span.contains(*q) && f.is_reported())
            .map(|(_, _, f)| &f.value)
            .collect();
        let numbers: Vec<Number> =
            facts.iter().filter_map(|f| if let FactValue::Number(n) = f { Some(*n) } else { None }).collect();
        let compounds: Vec<&Vec<Number>> = facts
            .iter()
            .filter_map(|f| if let FactValue::Compound(parts) = f { Some(parts) } else { None })
            .collect();
        if let Some(number) = rule.over(&numbers) {
            return FactValue::Number(number);
        }
        if let Some(width) = compounds.iter().map(|parts| parts.len()).max() {
            let part = |at: usize| {
                let column: Vec<Number> =
                    compounds.iter().filter_map(|parts| parts.get(at).copied()).collect();
                rule.over(&column).unwrap_or_default()
            };
            return FactValue::Compound((0..width).map(part).collect());
        }
        facts.last().map_or(FactValue::None, |f| (*f).clone())
    }
}

fn unplanned(span: Span, reported: FactValue) -> Judgement {
    let status = if reported == FactValue::None { Status::NotPlanned } else { Status::UnplannedReported };
    Judgement {
        status,
        target: None,
        span,
        fact: reported,
        ratio: None,
        words_for_number: false,
        note_owed: None,
    }
}

struct Verdict {
    status: Status,
    ratio: Option<Ratio>,
    words: bool,
}

impl Verdict {
    const fn new(status: Status, ratio: Option<Ratio>) -> Self {
        Self { status, ratio, words: false }
    }
}

/// Holds a reported value against a target that has a figure or a day.
fn compare(target: &TargetValue, fact: &FactValue, comparator: Comparator) -> Verdict {
    match (target, fact) {
        (TargetValue::Number(t), FactValue::None) => {
            Verdict::new(Status::NotReported, (!t.is_zero()).then_some(Ratio::ZERO))
        }
        (_, FactValue::None) => Verdict::new(Status::NotReported, None),
        (TargetValue::Number(t), FactValue::Number(f)) => compare_numbers(*t, *f, comparator),
        (TargetValue::Compound(parts), FactValue::Number(f)) => compare_range(parts, *f, comparator),
        (TargetValue::Compound(targets), FactValue::Compound(facts)) => {
            compare_parts(targets, facts, comparator)
        }
        (TargetValue::Date(by), FactValue::Date(on)) => {
            Verdict::new(if on <= by { Status::Met } else { Status::Partial }, None)
        }
        (TargetValue::Date(_), FactValue::Done) => Verdict::new(Status::Met, None),
        (TargetValue::Number(t), _) => {
            Verdict { status: Status::Partial, ratio: (!t.is_zero()).then_some(Ratio::ZERO), words: true }
        }
        _ => Verdict { status: Status::Partial, ratio: None, words: true },
    }
}

fn compare_numbers(target: Number, fact: Number, comparator: Comparator) -> Verdict {
    let less_is_better = comparator == Comparator::AtMost;
    let ratio = if target.is_zero() {
        None
    } else if less_is_better {
        Ratio::of(target, fact)
    } else {
        Ratio::of(fact, target)
    };
    let order = if less_is_better { target.cmp(&fact) } else { fact.cmp(&target) };
    let status = match order {
        std::cmp::Ordering::Equal => Status::Met,
        std::cmp::Ordering::Greater if comparator == Comparator::Equal => Status::Partial,
        std::cmp::Ordering::Greater => Status::Exceeded,
        std::cmp::Ordering::Less if fact.is_zero() => Status::NotStarted,
        std::cmp::Ordering::Less => Status::Partial,
    };
    // Above a target that is to be hit exactly, the overshoot counts against it.
    let ratio = match ratio {
        Some(r) if comparator == Comparator::Equal && r > Ratio::ONE => Ratio::of(target, fact),
        other => other,
    };
    Verdict::new(status, ratio)
}

/// `between` and `within`: one fact against two numbers. No ratio: there is no single target.
fn compare_range(parts: &[Number], fact: Number, comparator: Comparator) -> Verdict {
    let (low, high) = match (comparator, parts) {
        (Comparator::Between, [low, high]) => (*low, *high),
        (Comparator::Within, [middle, by]) => (middle.minus(*by), middle.plus(*by)),
        _ => return Verdict { status: Status::Partial, ratio: None, words: true },
    };
    let status = if (low..=high).contains(&fact) {
        Status::Met
    } else if fact.is_zero() {
        Status::NotStarted
    } else {
        Status::Partial
    };
    Verdict::new(status, None)
}

/// Part by part: the worst part gives the status, the mean of the parts the ratio.
fn compare_parts(targets: &[Number], facts: &[Number], comparator: Comparator) -> Verdict {
    if targets.len() != facts.len() {
        return Verdict { status: Status::Partial, ratio: None, words: true };
    }
    let verdicts: Vec<Verdict> =
        targets.iter().zip(facts).map(|(t, f)| compare_numbers(*t, *f, comparator)).collect();
    let status =
        verdicts.iter().map(|v| v.status).max_by_key(|s| s.severity()).unwrap_or(Status::NotReported);
    let ratios: Vec<i128> = verdicts.iter().filter_map(|v| v.ratio).map(|r| r.0).collect();
    let count = i128::try_from(ratios.len()).unwrap_or(1).max(1);
    let ratio = (!ratios.is_empty()).then(|| Ratio(ratios.iter().sum::<i128>() / count));
    Verdict::new(status, ratio)
}
