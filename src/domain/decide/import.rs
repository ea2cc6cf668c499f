//! Imports a draft: the plan becomes what the draft contains, as one change.
//!
//! The draft becomes records, and where they differ from the plan's records they become edits. The preview of an
//! import shows these edits, and its undo is their inverse. Identities in the draft are kept.

use std::{collections::BTreeMap, sync::Arc};

use super::{Builder, node};
use crate::domain::{
    change::{Summary, Verb},
    draft::{
        Draft, DraftDoubt, DraftEvidence, DraftIndicator, DraftNode, DraftShare, DraftSubject, DraftValue,
    },
    id::{DoubtId, EvidenceId, IndicatorId, NodeId, PerformerId, RoleId},
    order::Order,
    record::{
        Doubt, Evidence, EvidenceLink, Header, Indicator, Node, Performer, Record, RecordKey, Role, Subject,
    },
    refusal::Refusal,
    value::{Fact, FactValue},
};

/// The greatest depth of an outline; no document comes near it.
const DEEPEST: usize = 16;

pub(super) fn import_draft(builder: &mut Builder<'_>, draft: &Draft, verb: Verb) -> Result<Summary, Refusal> {
    let header = header(builder, draft);
    super::header::check(&header)?;
    let mut import = Import { builder, records: BTreeMap::new(), paths: BTreeMap::new(), shares: Vec::new() };
    import.put(RecordKey::Header, Record::from(header.clone()))?;
    import.performers(draft)?;
    import.nodes(&draft.outline, None, &mut Vec::new())?;
    import.join_shares();
    for doubt in &draft.doubts {
        import.doubt(doubt)?;
    }
    import.accepted_and_closed(draft)?;
    let records = import.records;
    replace(builder, records);
    Ok(Summary::new(verb, &header.title))
}

/// The record of an indicator of a draft.
pub(super) fn indicator_of(draft: &DraftIndicator, measure: NodeId, order: Order) -> Indicator {
    Indicator {
        measure,
        order,
        name: draft.name.clone(),
        unit: draft.unit.clone(),
        comparator: draft.comparator,
        aggregation: draft.aggregation,
        target_aggregation: draft.target_aggregation,
        baseline: draft.baseline,
        counts: draft.counts,
        about: draft.about.clone(),
        source: draft.source.clone(),
    }
}

/// The record of a node of a draft, without its shared indicators.
pub(super) fn node_of(
    builder: &mut Builder<'_>,
    draft: &DraftNode,
    parent: Option<NodeId>,
    order: Order,
) -> Result<Node, Refusal> {
    Ok(Node {
        level: draft.level,
        parent,
        order,
        code: draft.code.clone(),
        title: draft.title.clone(),
        objective: draft.objective.clone(),
        performers: builder.performer_refs(&draft.performers)?,
        term: draft.term.clone(),
        shares: Vec::new(),
        source: draft.source.clone(),
    })
}

/// The record of a piece of evidence of a draft, under one measure.
pub(super) fn evidence_of(
    draft: &DraftEvidence,
    measure: NodeId,
    performer: Option<PerformerId>,
    order: Order,
) -> Evidence {
    Evidence {
        quarter: draft.quarter,
        order,
        performer,
        dates: draft.dates.clone(),
        place: draft.place.clone(),
        text: draft.text.clone(),
        links: vec![EvidenceLink { measure, count: draft.count }],
        link: draft.link.clone(),
        source: draft.source.clone(),
    }
}

fn header(builder: &Builder<'_>, draft: &Draft) -> Header {
    let old = builder.plan.header();
    let slug = draft.slug.clone().unwrap_or_else(|| old.slug.clone());
    Header {
        slug,
        title: draft.title.clone(),
        organisation: draft.organisation.clone(),
        organisation_genitive: draft.organisation_genitive.clone(),
        period: draft.period,
        form: draft.form.clone(),
        preamble: draft.preamble.clone(),
        approval: draft.approval.clone(),
        signatures: draft.signatures.clone(),
        year_start: draft.year_start,
        archived: draft.archived,
    }
}

/// Replaces the plan's records by these. What a draft cannot contain (performers' spellings, accepted findings,
/// closings, decisions, roles, marks) stays.
fn replace(builder: &mut Builder<'_>, records: BTreeMap<RecordKey, Record>) {
    let gone: Vec<RecordKey> = builder
        .plan
        .records()
        .map(|(key, _)| key)
        .filter(|key| !records.contains_key(key))
        .filter(|key| {
            !matches!(
                key,
                RecordKey::Performer(_)
                    | RecordKey::Accepted(..)
                    | RecordKey::Closing(_)
                    | RecordKey::Decision(..)
                    | RecordKey::Role(_)
                    | RecordKey::Flag(..)
            )
        })
        .collect();
    for key in gone {
        builder.set(key, None);
    }
    let is_new = !builder.plan.exists();
    for (key, record) in records {
        // A document must not give anybody a role in an existing plan.
        if is_new || !matches!(key, RecordKey::Role(_)) {
            builder.set(key, Some(record));
        }
    }
    if builder.edits.iter().any(|edit| matches!(edit.key, RecordKey::Role(_))) {
        super::role::keep_an_approver(builder);
    }
}

struct Import<'a, 'b> {
    builder: &'a mut Builder<'b>,
    records: BTreeMap<RecordKey, Record>,
    /// The node and its indicators at each index path of the draft's outline.
    paths: BTreeMap<Vec<usize>, (NodeId, Vec<IndicatorId>)>,
    /// Shares that name their indicator by place; they are resolved when all places are known.
    shares: Vec<(NodeId, Vec<usize>, usize)>,
}

impl Import<'_, '_> {
    fn put(&mut self, key: RecordKey, record: Record) -> Result<(), Refusal> {
        match self.records.insert(key, record) {
            None => Ok(()),
            Some(_) => Err(Refusal::RepeatedId(match key {
                RecordKey::Node(id) => id.to_string(),
                RecordKey::Indicator(id) | RecordKey::Target(id, _, _) | RecordKey::Fact(id, _, _) => {
                    id.to_string()
                }
                RecordKey::Doubt(id) => id.to_string(),
                other => format!("{other:?}"),
            })),
        }
    }

    fn nodes(
        &mut self,
        nodes: &[DraftNode],
        parent: Option<NodeId>,
        path: &mut Vec<usize>,
    ) -> Result<(), Refusal> {
        if path.len() >= DEEPEST {
            return Err(Refusal::NoRoom);
        }
        for (at, (node, order)) in nodes.iter().zip(Order::spread(nodes.len())).enumerate() {
            path.push(at);
            let id = node.id.unwrap_or_else(|| NodeId(self.builder.context.ids.draw()));
            let record = self.node(node, id, parent, order, path)?;
            self.put(RecordKey::Node(id), Record::from(record))?;
            let indicators = self.indicators(&node.indicators, id)?;
            self.paths.insert(path.clone(), (id, indicators));
            for (evidence, order) in node.evidence.iter().zip(Order::spread(node.evidence.len())) {
                self.evidence(evidence, id, order)?;
            }
            self.nodes(&node.children, Some(id), path)?;
            path.pop();
        }
        Ok(())
    }

    fn node(
        &mut self,
        draft: &DraftNode,
        id: NodeId,
        parent: Option<NodeId>,
        order: Order,
        path: &[usize],
    ) -> Result<Node, Refusal> {
        let above = path.split_last().map(|(_, above)| above).and_then(|above| self.paths.get(above));
        if let Some((above, _)) = above
            && let Some(Record::Node(above)) = self.records.get(&RecordKey::Node(*above))
        {
            node::fit(draft.level, above.level)?;
        }
        let mut node = node_of(self.builder, draft, parent, order)?;
        for share in &draft.shares {
            match share {
                DraftShare::Id(indicator) => node.shares.push(*indicator),
                DraftShare::At(path, at) => self.shares.push((id, path.clone(), *at)),
            }
        }
        Ok(node)
    }

    fn indicators(
        &mut self,
        drafts: &[DraftIndicator],
        measure: NodeId,
    ) -> Result<Vec<IndicatorId>, Refusal> {
        let mut ids = Vec::new();
        for (draft, order) in drafts.iter().zip(Order::spread(drafts.len())) {
            let id = draft.id.unwrap_or_else(|| IndicatorId(self.builder.context.ids.draw()));
            let indicator = indicator_of(draft, measure, order);
            self.put(RecordKey::Indicator(id), Record::from(indicator))?;
            for value in &draft.values {
                self.value(value, id)?;
            }
            ids.push(id);
        }
        Ok(ids)
    }

    fn value(&mut self, draft: &DraftValue, id: IndicatorId) -> Result<(), Refusal> {
        let performer = match &draft.performer {
            Some(name) => Some(self.builder.performer(name)?),
            None => None,
        };
        if let Some(target) = &draft.target {
            self.put(RecordKey::Target(id, draft.span, performer), Record::from(target.clone()))?;
        }
        let (value, raw) = draft.fact.clone().unwrap_or((FactValue::None, String::new()));
        if value == FactValue::None && draft.note.is_empty() {
            return Ok(());
        }
        // A fact belongs to one quarter, so the fact of a longer span is recorded in its last quarter.
        let key = RecordKey::Fact(id, draft.span.last, performer);
        self.put(key, Record::from(Fact { value, raw, note: draft.note.clone() }))
    }

    /// Adds a piece of evidence under one of its measures, or a link to this measure where the evidence exists.
    fn evidence(&mut self, draft: &DraftEvidence, measure: NodeId, order: Order) -> Result<(), Refusal> {
        let id = draft.id.unwrap_or_else(|| EvidenceId(self.builder.context.ids.draw()));
        let key = RecordKey::Evidence(id);
        if let Some(Record::Evidence(known)) = self.records.get_mut(&key) {
            if known.links.iter().any(|l| l.measure == measure) {
                return Err(Refusal::RepeatedId(id.to_string()));
            }
            Arc::make_mut(known).links.push(EvidenceLink { measure, count: draft.count });
            return Ok(());
        }
        let performer = match &draft.performer {
            Some(name) => Some(self.builder.performer(name)?),
            None => None,
        };
        self.put(key, Record::from(evidence_of(draft, measure, performer, order)))
    }

    fn join_shares(&mut self) {
        for (node, path, at) in std::mem::take(&mut self.shares) {
            let indicator = self.paths.get(&path).and_then(|(_, indicators)| indicators.get(at)).copied();
            if let (Some(indicator), Some(Record::Node(node))) =
                (indicator, self.records.get_mut(&RecordKey::Node(node)))
            {
                Arc::make_mut(node).shares.push(indicator);
            }
        }
    }

    /// Performers listed in the draft keep their identity and their spellings. Where the plan already has a
    /// performer with one of the spellings, that performer gets the others.
    fn performers(&mut self, draft: &Draft) -> Result<(), Refusal> {
        for (id, performer) in &draft.performers {
            let spellings = || std::iter::once(&performer.name).chain(&performer.variants);
            let known = spellings().find_map(|name| self.builder.plan.performer_named(name));
            let at = known.or(*id).unwrap_or_else(|| PerformerId(self.builder.context.ids.draw()));
            for name in spellings() {
                self.builder.performers.insert(crate::text::key::search_key(name), at);
            }
            let key = RecordKey::Performer(at);
            // A document contains spellings only; an exchange file contains the record itself.
            let shown = match (id, self.records.get(&key)) {
                (None, Some(Record::Performer(shown))) => Some(&**shown),
                (None, _) => known.and_then(|at| self.builder.plan.performer(at)),
                _ => None,
            };
            let record = shown.map_or_else(|| performer.clone(), |shown| joined(shown, performer));
            if id.is_none() {
                self.records.insert(key, Record::from(record));
            } else {
                self.put(key, Record::from(record))?;
            }
        }
        Ok(())
    }

    fn accepted_and_closed(&mut self, draft: &Draft) -> Result<(), Refusal> {
        for accepted in &draft.accepted {
            let subject = self.subject(&accepted.subject);
            let key = RecordKey::Accepted(accepted.kind, subject, accepted.quarter);
            self.put(key, Record::from(accepted.acceptance.clone()))?;
        }
        for (quarter, closing) in &draft.closings {
            self.put(RecordKey::Closing(*quarter), Record::from(closing.clone()))?;
        }
        for decided in &draft.decisions {
            let key = RecordKey::Decision(self.subject(&decided.subject), decided.quarter);
            self.put(key, Record::from(decided.decision.clone()))?;
        }
        for marked in &draft.flags {
            let key = RecordKey::Flag(self.subject(&marked.subject), marked.quarter);
            self.put(key, Record::from(marked.flag.clone()))?;
        }
        for role in &draft.roles {
            let performer = role.performer.as_deref().map(|name| self.builder.performer(name)).transpose()?;
            let id = role.id.unwrap_or_else(|| RoleId(self.builder.context.ids.draw()));
            let record = Role { who: role.who.clone(), kind: role.kind, performer };
            self.put(RecordKey::Role(id), Record::from(record))?;
        }
        Ok(())
    }

    fn subject(&self, subject: &DraftSubject) -> Subject {
        match subject {
            DraftSubject::Plan => Subject::Plan,
            DraftSubject::Node(path) => {
                self.paths.get(path).map_or(Subject::Plan, |(id, _)| Subject::Node(*id))
            }
            DraftSubject::Indicator(path, at) => match self.paths.get(path) {
                Some((node, indicators)) => {
                    indicators.get(*at).map_or(Subject::Node(*node), |id| Subject::Indicator(*id))
                }
                None => Subject::Plan,
            },
        }
    }

    fn doubt(&mut self, draft: &DraftDoubt) -> Result<(), Refusal> {
        let subject = self.subject(&draft.subject);
        let id = draft.id.unwrap_or_else(|| DoubtId(self.builder.context.ids.draw()));
        let doubt = Doubt {
            subject,
            kind: draft.kind,
            place: draft.place.clone(),
            text: draft.text.clone(),
            reading: draft.reading.clone(),
            alternatives: draft.alternatives.clone(),
            settled: draft.settled.clone(),
        };
        self.put(RecordKey::Doubt(id), Record::from(doubt))
    }
}

/// A performer with the spellings of another one among the variants.
fn joined(shown: &Performer, other: &Performer) -> Performer {
    let mut joined = shown.clone();
    for name in std::iter::once(&other.name).chain(&other.variants) {
        if joined.name != *name && !joined.variants.contains(name) {
            joined.variants.push(name.clone());
        }
    }
    joined
}
