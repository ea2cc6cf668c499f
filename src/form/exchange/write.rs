//! A plan in the shape of the contract.

use std::{borrow::Cow, collections::BTreeMap};

use super::{FORMAT, VERSION, beside, names, wire};
use crate::{
    domain::{
        Evidence, Fact, FactValue, Header, Indicator, IndicatorId, Level, Node, NodeId, Number, PerformerId,
        Plan, Record, RecordKey, Signature, Source, Span, Subject, Target, TargetValue, Term, TermKind,
    },
    text::surely::Surely,
};

/// The plan as an indented text of the exchange format.
///
/// It has everything that belongs to the outline, with identities, so that importing it gives the same plan.
pub fn export(plan: &Plan) -> String {
    // Writing to memory cannot fail, and all keys are text.
    serde_json::to_string_pretty(&document(plan)).surely()
}

fn document(plan: &Plan) -> wire::Document<'_> {
    let header = plan.header();
    wire::Document {
        format: FORMAT,
        version: version(plan),
        id: plan.id().to_string(),
        slug: Some(header.slug.as_str()).filter(|slug| !slug.is_empty()),
        title: &header.title,
        organisation: &header.organisation,
        organisation_genitive: header.organisation_genitive.as_deref(),
        period: period(header.period),
        form: header.form.as_deref(),
        year_start: (header.year_start != 1).then_some(header.year_start),
        archived: header.archived,
        preamble: &header.preamble,
        approval: approval(header),
        signatures: header.signatures.iter().map(|s| signature(s, s.number.is_some())).collect(),
        performers: plan.performers().map(|(id, p)| known_performer(id, p)).collect(),
        outline: plan.children(None).filter_map(|id| node(plan, id)).collect(),
        doubts: doubts(plan),
        accepted: beside::accepted(plan),
        closings: beside::closings(plan),
        decisions: beside::decisions(plan),
        roles: beside::roles(plan),
        flags: beside::flags(plan),
    }
}

/// The oldest version that can express the plan, so that older programs can read it.
fn version(plan: &Plan) -> u32 {
    let needs_newer = plan.records().any(|(key, _)| match key {
        RecordKey::Decision(..) | RecordKey::Role(_) | RecordKey::Flag(..) => true,
        RecordKey::Fact(id, quarter, who) => {
            plan.fact(id, quarter, who).is_some_and(|fact| matches!(fact.value, FactValue::Share(..)))
        }
        RecordKey::Accepted(..) | RecordKey::Closing(_) => match plan.record(&key) {
            Some(Record::Accepted(acceptance)) => acceptance.figures.is_some(),
            Some(Record::Closing(closing)) => !beside::is_plain(&closing),
            _ => false,
        },
        _ => false,
    });
    if needs_newer || plan.header().organisation_genitive.is_some() { VERSION } else { 1 }
}

fn period(span: Span) -> wire::Period {
    wire::Period { first: span.first.to_string(), last: span.last.to_string() }
}

fn approval(header: &Header) -> Option<wire::Signature<'_>> {
    header.approval.as_ref().map(|s| signature(s, true))
}

fn signature(signature: &Signature, with_number: bool) -> wire::Signature<'_> {
    wire::Signature {
        heading: &signature.heading,
        role: &signature.role,
        name: &signature.name,
        date: signature.date.map(|d| d.to_string()),
        number: with_number.then_some(signature.number.as_deref()),
    }
}

fn known_performer(id: PerformerId, performer: &crate::domain::Performer) -> wire::KnownPerformer<'_> {
    wire::KnownPerformer {
        id: id.to_string(),
        name: &performer.name,
        variants: &performer.variants,
        others: &performer.others,
    }
}

fn source(source: &Source) -> wire::SourceJson<'_> {
    let Source { file, table, row, column, line } = source;
    wire::SourceJson { file, table: *table, row: *row, column: *column, line: *line }
}

fn node(plan: &Plan, id: NodeId) -> Option<wire::NodeJson<'_>> {
    let node = plan.node(id)?;
    let is_measure = node.level == Level::Measure;
    let children: Vec<_> = plan.children(Some(id)).filter_map(|child| self::node(plan, child)).collect();
    Some(wire::NodeJson {
        level: names::name(&names::LEVELS, &node.level),
        code: node.code.as_deref(),
        address: plan.address(id),
        id: id.to_string(),
        title: &node.title,
        objective: node.objective.as_deref(),
        work: (is_measure || has_work(plan, id, node)).then(|| work(plan, id, node)),
        source: node.source.as_ref().map(source),
        children: (!is_measure || !children.is_empty()).then_some(children),
    })
}

fn has_work(plan: &Plan, id: NodeId, node: &Node) -> bool {
    !node.performers.is_empty()
        || node.term.is_some()
        || !node.shares.is_empty()
        || plan.indicators(id).next().is_some()
        || plan.evidence_of(id).next().is_some()
}

fn work<'a>(plan: &'a Plan, id: NodeId, node: &'a Node) -> wire::Work<'a> {
    let performers = node.performers.iter().filter_map(|p| {
        Some(wire::NamedPerformer { name: &plan.performer(p.id)?.name, by_consent: p.by_consent })
    });
    // Shares of deleted indicators are left out.
    let shares = node.shares.iter().filter(|id| plan.indicator(**id).is_some());
    wire::Work {
        performers: performers.collect(),
        shares: shares.map(ToString::to_string).collect(),
        term: node.term.as_ref().map(term),
        indicators: plan.indicators(id).map(|(id, i)| indicator(plan, id, i)).collect(),
        evidence: plan.evidence_of(id).map(|(key, e)| evidence(plan, id, key.to_string(), e)).collect(),
    }
}

fn term(term: &Term) -> wire::TermJson<'_> {
    let mut out = wire::TermJson {
        kind: "",
        raw: &term.raw,
        month: None,
        months: None,
        date: None,
        from: None,
        to: None,
    };
    out.kind = match &term.kind {
        TermKind::Quarter => "quarter",
        TermKind::Month(month) => {
            out.month = Some(month.to_string());
            "month"
        }
        TermKind::Months(months) => {
            out.months = Some(months.iter().map(ToString::to_string).collect());
            "months"
        }
        TermKind::Date(day) => {
            out.date = Some(day.to_string());
            "date"
        }
        TermKind::Range(from, to) => {
            (out.from, out.to) = (Some(from.to_string()), Some(to.to_string()));
            "range"
        }
        TermKind::Years(from, to) => {
            (out.from, out.to) = (Some(from.to_string()), Some(to.to_string()));
            "years"
        }
        TermKind::Ongoing => "ongoing",
        TermKind::Text => "text",
    };
    out
}

fn indicator<'a>(plan: &'a Plan, id: IndicatorId, indicator: &'a Indicator) -> wire::Indicator<'a> {
    let aggregation = |rule| names::name(&names::AGGREGATIONS, &rule);
    wire::Indicator {
        id: id.to_string(),
        name: &indicator.name,
        unit: indicator.unit.as_deref(),
        aggregation: aggregation(indicator.aggregation),
        target_aggregation: indicator.target_aggregation.map(aggregation),
        comparator: names::name(&names::COMPARATORS, &indicator.comparator),
        baseline: indicator.baseline.map(|n| n.to_string()),
        counts: (!indicator.counts).then_some(false),
        about: &indicator.about,
        values: values(plan, id),
        source: indicator.source.as_ref().map(source),
    }
}

/// Targets and facts of the same quarter and performer are one object.
fn values(plan: &Plan, id: IndicatorId) -> Vec<wire::ValueJson<'_>> {
    type Pair<'a> = (Option<&'a Target>, Option<&'a Fact>);
    let mut pairs: BTreeMap<(Span, Option<PerformerId>), Pair<'_>> = BTreeMap::new();
    for (span, who, target) in plan.targets(id) {
        pairs.entry((span, who)).or_default().0 = Some(target);
    }
    for (quarter, who, fact) in plan.facts(id) {
        pairs.entry((Span::single(quarter), who)).or_default().1 = Some(fact);
    }
    pairs.into_iter().map(|((span, who), (target, fact))| value(plan, span, who, target, fact)).collect()
}

fn value<'a>(
    plan: &'a Plan,
    span: Span,
    who: Option<PerformerId>,
    target: Option<&'a Target>,
    fact: Option<&'a Fact>,
) -> wire::ValueJson<'a> {
    wire::ValueJson {
        quarter: span.as_single().map(|q| q.to_string()),
        period: span.as_single().is_none().then(|| period(span)),
        performer: who.map(|id| performer_name(plan, id)),
        target: target.map_or_else(absent, target_amount),
        fact: fact.map_or_else(absent, fact_amount),
        note: fact.map_or("", |f| &f.note),
    }
}

/// The name, or the identity where the performer was deleted, because a part must not turn into a total.
pub(super) fn performer_name(plan: &Plan, id: PerformerId) -> String {
    plan.performer(id).map_or_else(|| id.to_string(), |p| p.name.clone())
}

const fn absent<'a>() -> wire::Amount<'a> {
    wire::Amount { kind: "none", raw: Cow::Borrowed(""), made: false, numbers: None, date: None }
}

fn target_amount(target: &Target) -> wire::Amount<'_> {
    worded(target_value_amount(&target.value, &target.raw), || target.wording())
}

/// A figure without a wording of its own gets that of its value, and is marked as made by the program.
fn worded<'a>(amount: wire::Amount<'a>, wording: impl FnOnce() -> String) -> wire::Amount<'a> {
    if amount.raw.is_empty() && amount.numbers.is_some() {
        return wire::Amount { raw: Cow::Owned(wording()), made: true, ..amount };
    }
    amount
}

/// A target's value with its wording.
pub(super) fn target_value_amount<'a>(value: &TargetValue, raw: &'a str) -> wire::Amount<'a> {
    let (kind, numbers, date) = match value {
        TargetValue::Number(number) => ("number", Some(vec![number.to_string()]), None),
        TargetValue::Compound(numbers) => ("compound", Some(decimals(numbers)), None),
        TargetValue::Condition => ("condition", None, None),
        TargetValue::Deed => ("deed", None, None),
        TargetValue::Date(day) => ("date", None, Some(day.to_string())),
    };
    wire::Amount { kind, raw: Cow::Borrowed(raw), made: false, numbers, date }
}

fn fact_amount(fact: &Fact) -> wire::Amount<'_> {
    worded(fact_value_amount(&fact.value, &fact.raw), || fact.wording())
}

/// A fact's value with its wording.
pub(super) fn fact_value_amount<'a>(value: &FactValue, raw: &'a str) -> wire::Amount<'a> {
    let (kind, numbers, date) = match value {
        FactValue::None => return absent(),
        FactValue::Number(number) => ("number", Some(vec![number.to_string()]), None),
        FactValue::Compound(numbers) => ("compound", Some(decimals(numbers)), None),
        FactValue::Share(part, whole) => ("share", Some(decimals(&[*part, *whole])), None),
        FactValue::Text => ("text", None, None),
        FactValue::Done => ("done", None, None),
        FactValue::NoOccasion => ("no_occasion", None, None),
        FactValue::Date(day) => ("date", None, Some(day.to_string())),
    };
    wire::Amount { kind, raw: Cow::Borrowed(raw), made: false, numbers, date }
}

fn decimals(numbers: &[Number]) -> Vec<String> {
    numbers.iter().map(ToString::to_string).collect()
}

fn evidence<'a>(plan: &'a Plan, measure: NodeId, id: String, evidence: &'a Evidence) -> wire::Evidence<'a> {
    wire::Evidence {
        id,
        quarter: evidence.quarter.map(|q| q.to_string()),
        performer: evidence.performer.map(|id| performer_name(plan, id)),
        dates: evidence.dates.iter().map(ToString::to_string).collect(),
        place: evidence.place.as_deref(),
        text: &evidence.text,
        count: evidence.count_for(measure),
        link: evidence.link.as_deref(),
        source: evidence.source.as_ref().map(source),
    }
}

fn doubts(plan: &Plan) -> Vec<wire::Doubt<'_>> {
    let doubt = |(id, doubt): (crate::domain::DoubtId, &'_ crate::domain::Doubt)| (id, doubt.subject);
    let mut order: Vec<_> = plan.doubts().map(doubt).collect();
    // In the order of the outline, which people can follow; identities are random.
    let places: BTreeMap<NodeId, usize> = plan.walk().enumerate().map(|(at, (_, id))| (id, at)).collect();
    let place = |subject| match subject {
        Subject::Plan => None,
        Subject::Node(id) => places.get(&id).copied(),
        Subject::Indicator(id) => plan.measure_of(id).and_then(|id| places.get(&id).copied()),
    };
    let by_id: BTreeMap<_, _> = plan.doubts().collect();
    let said = |id: &crate::domain::DoubtId| {
        by_id.get(id).map(|doubt| (doubt.place.row, doubt.place.column, doubt.kind, doubt.text.clone()))
    };
    order.sort_by_cached_key(|(id, subject)| (place(*subject), said(id), *id));
    order
        .iter()
        .filter_map(|(id, _)| Some((id, *by_id.get(id)?)))
        .map(|(id, d)| wire::Doubt {
            id: id.to_string(),
            kind: names::name(&names::DOUBTS, &d.kind),
            address: plan.subject_address(d.subject),
            subject: subject(plan, d.subject),
            place: source(&d.place),
            text: &d.text,
            reading: &d.reading,
            alternatives: &d.alternatives,
            settled: d.settled.as_deref(),
        })
        .collect()
}

/// The identity of the subject of a doubt, an acceptance, a decision or a mark; none where it was deleted.
pub(super) fn subject(plan: &Plan, subject: Subject) -> Option<String> {
    match subject {
        Subject::Plan => None,
        Subject::Node(id) => plan.node(id).map(|_| id.to_string()),
        Subject::Indicator(id) => plan.indicator(id).map(|_| id.to_string()),
    }
}
