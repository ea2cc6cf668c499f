//! The plan as a whole: header, accepted findings.

use super::Builder;
use crate::{
    domain::{
        change::{Summary, Verb},
        command::HeaderPatch,
        quarter::{Quarter, Span},
        record::{Acceptance, FindingKind, Header, Record, RecordKey, Subject},
        refusal::Refusal,
    },
    text::normal::squeeze,
};

/// The most quarters a plan may span: fifty years.
const LONGEST: i32 = 200;

pub(super) fn create(builder: &mut Builder<'_>, header: &Header) -> Result<Summary, Refusal> {
    if builder.plan.exists() {
        return Err(Refusal::PlanExists);
    }
    check(header)?;
    builder.set(RecordKey::Header, Some(Record::from(header.clone())));
    Ok(Summary::new(Verb::CreatePlan, &header.title))
}

pub(super) fn edit(builder: &mut Builder<'_>, patch: &HeaderPatch) -> Result<Summary, Refusal> {
    let old = builder.plan.header();
    let header = patched(old.clone(), patch);
    check(&header)?;
    if let Some(outside) = values_outside(builder, header.period) {
        return Err(Refusal::ValuesOutside(outside));
    }
    let summary = Summary::new(Verb::EditHeader, &old.title).with_values(&old.title, &header.title);
    builder.set(RecordKey::Header, Some(Record::from(header)));
    Ok(summary)
}

fn patched(mut header: Header, patch: &HeaderPatch) -> Header {
    let HeaderPatch { slug, title, organisation, organisation_genitive, period, approval, signatures } =
        patch;
    header.slug = slug.clone().unwrap_or(header.slug);
    header.title = title.as_deref().map_or(header.title, squeeze);
    let organisation = organisation.as_deref().map_or_else(|| header.organisation.clone(), squeeze);
    // The genitive of another name is none of this one.
    let kept = header.organisation_genitive.filter(|_| organisation == header.organisation);
    let genitive = organisation_genitive.clone().map_or(kept, |text| text.map(|text| squeeze(&text)));
    header.organisation_genitive = genitive.filter(|text| !text.is_empty());
    header.organisation = organisation;
    header.period = period.unwrap_or(header.period);
    header.approval = approval.clone().unwrap_or(header.approval);
    header.signatures = signatures.clone().unwrap_or(header.signatures);
    header
}

/// The span of a value that would lie outside a new period.
fn values_outside(builder: &Builder<'_>, period: Span) -> Option<Span> {
    let outside = |span: &Span| !(period.contains(span.first) && period.contains(span.last));
    let old = builder.plan.period();
    if period.contains(old.first) && period.contains(old.last) {
        return None;
    }
    builder.plan.values.values().find_map(|values| {
        let targets = values.targets.keys().map(|(span, _)| *span);
        let facts = values.facts.keys().map(|(quarter, _)| Span::single(*quarter));
        targets.chain(facts).find(outside)
    })
}

pub(super) fn check(header: &Header) -> Result<(), Refusal> {
    if header.title.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    if !Header::is_slug(&header.slug) {
        return Err(Refusal::BadSlug(header.slug.clone()));
    }
    if header.period.first.distance_to(header.period.last) >= LONGEST {
        return Err(Refusal::OutsidePlan(header.period.last, Span::single(header.period.first)));
    }
    Ok(())
}

pub(super) fn archive(builder: &mut Builder<'_>, archived: bool) -> Result<Summary, Refusal> {
    let header = Header { archived, ..builder.plan.header().clone() };
    let verb = if archived { Verb::ArchivePlan } else { Verb::UnarchivePlan };
    let summary = Summary::new(verb, &header.title);
    builder.set(RecordKey::Header, Some(Record::from(header)));
    Ok(summary)
}

pub(super) fn delete(builder: &mut Builder<'_>) -> Summary {
    let keys: Vec<RecordKey> = builder.plan.records().map(|(key, _)| key).collect();
    for key in keys {
        builder.set(key, None);
    }
    Summary::new(Verb::DeletePlan, &builder.plan.header().title)
}

pub(super) fn accept(
    builder: &mut Builder<'_>,
    kind: FindingKind,
    subject: Subject,
    quarter: Quarter,
    reason: Option<String>,
) -> Summary {
    let key = RecordKey::Accepted(kind, subject, quarter);
    let summary = Summary::new(Verb::AcceptFinding, builder.plan.subject_address(subject))
        .with_values(kind.name(), reason.clone().unwrap_or_default())
        .in_quarter(quarter);
    let (by, at) = (builder.context.author.clone(), builder.context.at);
    let figures = builder.plan.figures_of(kind, subject, quarter);
    builder.set(key, reason.map(|reason| Record::from(Acceptance { reason, by, at, figures })));
    summary
}
