//! A draft made into records by hand, so that the round trip rests on nothing but this module.

use std::collections::BTreeMap;

use crate::domain::{
    Doubt, DoubtId, Evidence, EvidenceId, EvidenceLink, Fact, FactValue, Header, Indicator, IndicatorId,
    Node, NodeId, Performer, PerformerId, PerformerRef, Plan, PlanId, Quarter, Record, RecordKey, Subject,
    draft::{Draft, DraftEvidence, DraftIndicator, DraftNode, DraftShare, DraftSubject},
    order::Order,
};

/// The draft with an identity for everything that has none, and its performers listed.
pub fn with_ids(mut draft: Draft) -> Draft {
    let mut next = 0x1000u128;
    let mut draw = || {
        next += 1;
        next
    };
    draft.id.get_or_insert_with(|| PlanId(draw()));
    draft.slug.get_or_insert_with(|| "plan".to_owned());
    let mut names = Vec::new();
    give_ids(&mut draft.outline, &mut draw, &mut names);
    for doubt in &mut draft.doubts {
        doubt.id.get_or_insert_with(|| DoubtId(draw()));
    }
    for (id, performer) in &mut draft.performers {
        id.get_or_insert_with(|| PerformerId(draw()));
        names.retain(|name| *name != performer.name);
    }
    names.sort();
    names.dedup();
    let listed =
        names.into_iter().map(|name| (Some(PerformerId(draw())), Performer { name, variants: vec![] }));
    draft.performers.extend(listed);
    draft
}

fn give_ids(nodes: &mut [DraftNode], draw: &mut impl FnMut() -> u128, names: &mut Vec<String>) {
    for node in nodes {
        node.id.get_or_insert_with(|| NodeId(draw()));
        names.extend(node.performers.iter().map(|p| p.name.clone()));
        for indicator in &mut node.indicators {
            indicator.id.get_or_insert_with(|| IndicatorId(draw()));
            names.extend(indicator.values.iter().filter_map(|v| v.performer.clone()));
        }
        for evidence in &mut node.evidence {
            evidence.id.get_or_insert_with(|| EvidenceId(draw()));
            names.extend(evidence.performer.clone());
        }
        give_ids(&mut node.children, draw, names);
    }
}

/// The draft in the order in which a plan gives things back.
pub fn sorted(mut draft: Draft) -> Draft {
    draft.performers.sort_by_key(|(id, _)| *id);
    draft.doubts.sort_by_key(|d| d.id);
    draft.closings.sort_by_key(|(q, _)| *q);
    draft.accepted.sort_by_key(|a| format!("{a:?}"));
    sort_values(&mut draft.outline);
    draft
}

fn sort_values(nodes: &mut [DraftNode]) {
    for node in nodes {
        for indicator in &mut node.indicators {
            indicator.values.sort_by_key(|v| (v.span, v.performer.clone()));
        }
        sort_values(&mut node.children);
    }
}

/// The plan of a draft in which everything has an identity.
pub fn plan(draft: &Draft) -> Plan {
    let performers = draft.performers.iter().map(|(id, p)| (p.name.clone(), id.unwrap())).collect();
    let mut records = Records { performers, out: Vec::new(), evidence: Vec::new() };
    records.put(RecordKey::Header, Record::Header(header(draft)));
    for (id, performer) in &draft.performers {
        records.put(RecordKey::Performer(id.unwrap()), Record::Performer(performer.clone()));
    }
    records.nodes(&draft.outline, None);
    records.put_evidence();
    records.beside(draft);
    let records = records.out.into_iter().map(|(key, record)| (key, 1, record));
    Plan::from_records(draft.id.unwrap(), 1, records)
}

fn header(draft: &Draft) -> Header {
    Header {
        slug: draft.slug.clone().unwrap_or_default(),
        title: draft.title.clone(),
        organisation: draft.organisation.clone(),
        period: draft.period,
        form: draft.form.clone(),
        preamble: draft.preamble.clone(),
        approval: draft.approval.clone(),
        signatures: draft.signatures.clone(),
        year_start: draft.year_start,
        archived: draft.archived,
    }
}

struct Records {
    performers: BTreeMap<String, PerformerId>,
    out: Vec<(RecordKey, Record)>,
    evidence: Vec<(EvidenceId, Evidence)>,
}

impl Records {
    fn put(&mut self, key: RecordKey, record: Record) {
        self.out.push((key, record));
    }

    fn nodes(&mut self, nodes: &[DraftNode], parent: Option<NodeId>) {
        for (draft, order) in nodes.iter().zip(Order::spread(nodes.len())) {
            let performers = draft.performers.iter();
            let performers = performers
                .map(|p| PerformerRef { id: self.performers[&p.name], by_consent: p.by_consent })
                .collect();
            let shares = draft.shares.iter().map(|s| match s {
                DraftShare::Id(id) => *id,
                DraftShare::At(..) => unreachable!("a text has identities"),
            });
            let node = Node {
                level: draft.level,
                parent,
                order,
                code: draft.code.clone(),
                title: draft.title.clone(),
                objective: draft.objective.clone(),
                performers,
                term: draft.term.clone(),
                shares: shares.collect(),
                source: draft.source.clone(),
            };
            let id = draft.id.unwrap();
            self.put(RecordKey::Node(id), Record::Node(node));
            for (indicator, order) in draft.indicators.iter().zip(Order::spread(draft.indicators.len())) {
                self.indicator(indicator, id, order);
            }
            draft.evidence.iter().for_each(|e| self.evidence(e, id));
            self.nodes(&draft.children, Some(id));
        }
    }

    fn indicator(&mut self, draft: &DraftIndicator, measure: NodeId, order: Order) {
        let id = draft.id.unwrap();
        let indicator = Indicator {
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
        };
        self.put(RecordKey::Indicator(id), Record::Indicator(indicator));
        for value in &draft.values {
            let who = value.performer.as_ref().map(|name| self.performers[name]);
            if let Some(target) = &value.target {
                self.put(RecordKey::Target(id, value.span, who), Record::Target(target.clone()));
            }
            if value.fact.is_some() || !value.note.is_empty() {
                let (fact, raw) = value.fact.clone().unwrap_or((FactValue::None, String::new()));
                let fact = Fact { value: fact, raw, note: value.note.clone() };
                let key = RecordKey::Fact(id, value.span.as_single().unwrap(), who);
                self.put(key, Record::Fact(fact));
            }
        }
    }

    fn evidence(&mut self, draft: &DraftEvidence, measure: NodeId) {
        let id = draft.id.unwrap();
        let link = EvidenceLink { measure, count: draft.count };
        if let Some((_, known)) = self.evidence.iter_mut().find(|(other, _)| *other == id) {
            known.links.push(link);
            return;
        }
        let evidence = Evidence {
            quarter: draft.quarter,
            order: Order::middle(),
            performer: draft.performer.as_ref().map(|name| self.performers[name]),
            dates: draft.dates.clone(),
            place: draft.place.clone(),
            text: draft.text.clone(),
            links: vec![link],
            link: draft.link.clone(),
            source: draft.source.clone(),
        };
        self.evidence.push((id, evidence));
    }

    fn put_evidence(&mut self) {
        let orders = Order::spread(self.evidence.len());
        for ((id, mut evidence), order) in std::mem::take(&mut self.evidence).into_iter().zip(orders) {
            evidence.order = order;
            self.put(RecordKey::Evidence(id), Record::Evidence(evidence));
        }
    }

    fn beside(&mut self, draft: &Draft) {
        for doubt in &draft.doubts {
            let record = Doubt {
                subject: subject(draft, &doubt.subject),
                kind: doubt.kind,
                place: doubt.place.clone(),
                text: doubt.text.clone(),
                reading: doubt.reading.clone(),
                alternatives: doubt.alternatives.clone(),
                settled: doubt.settled.clone(),
            };
            self.put(RecordKey::Doubt(doubt.id.unwrap()), Record::Doubt(record));
        }
        for accepted in &draft.accepted {
            let key = RecordKey::Accepted(accepted.kind, subject(draft, &accepted.subject), accepted.quarter);
            self.put(key, Record::Accepted(accepted.acceptance.clone()));
        }
        for (quarter, closing) in &draft.closings {
            self.put(RecordKey::Closing(*quarter), Record::Closing(closing.clone()));
        }
    }
}

/// A quarter for tests.
pub fn quarter(text: &str) -> Quarter {
    Quarter::parse(text).unwrap()
}

fn subject(draft: &Draft, subject: &DraftSubject) -> Subject {
    let node = |path: &[usize]| {
        let (first, rest) = path.split_first().unwrap();
        rest.iter().fold(&draft.outline[*first], |node, at| &node.children[*at])
    };
    match subject {
        DraftSubject::Plan => Subject::Plan,
        DraftSubject::Node(path) => Subject::Node(node(path).id.unwrap()),
        DraftSubject::Indicator(path, at) => Subject::Indicator(node(path).indicators[*at].id.unwrap()),
    }
}
