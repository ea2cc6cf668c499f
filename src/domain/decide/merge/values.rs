//! Merges the indicators of a measure, their targets and facts, and its evidence.

use std::sync::Arc;

use smallvec::SmallVec;

use super::{
    super::{
        fact,
        import::{evidence_of, indicator_of},
        total::Total,
    },
    Merge,
    titles::title_key,
    twins::same_targets,
    units,
};
use crate::{
    domain::{
        draft::{DraftEvidence, DraftIndicator, DraftNode, DraftValue},
        id::{EvidenceId, IndicatorId, NodeId, PerformerId},
        order::Order,
        quarter::{Quarter, Span},
        record::{DoubtKind, Evidence, Record, RecordKey, Source, Subject},
        refusal::Refusal,
        value::{Aggregation, Fact, FactValue, Number, Target, TargetValue},
    },
    text::key::{is_same, search_key},
};

impl Merge<'_, '_> {
    /// Merges the values of a measure, which has this number in the document; returns its indicators in the order of
    /// the document.
    pub(super) fn values(
        &mut self,
        measure: NodeId,
        draft: &DraftNode,
        node: usize,
    ) -> Result<SmallVec<[IndicatorId; 1]>, Refusal> {
        let (pairs, left) = self.indicator_pairs(measure, &draft.indicators);
        let mut last = self.builder.plan.indicators(measure).last().map(|(_, known)| known.order.clone());
        let mut ids = SmallVec::new();
        for (at, (indicator, known)) in draft.indicators.iter().zip(pairs).enumerate() {
            let id = match known {
                Some(id) => id,
                None if self.performer.is_some() => {
                    self.indicator_not_in_plan(measure, indicator);
                    continue;
                }
                None => self.add_indicator(measure, indicator, &mut last),
            };
            let place = indicator.source.clone().or_else(|| draft.source.clone()).unwrap_or_default();
            match known {
                Some(_) => self.other_name(id, indicator, &place),
                None => self.perhaps_renamed(id, indicator, &left, &place),
            }
            let scale = known.and_then(|id| self.scale(id, indicator, &place));
            for value in &indicator.values {
                let value = &units::converted(value, scale.as_ref());
                let longer = self.longer.at(node, at, value.span.last);
                self.value(id, (value, longer), value.source.as_ref().unwrap_or(&place))?;
            }
            ids.push(id);
        }
        let mut last = self.builder.plan.evidence_of(measure).map(|(_, known)| known.order.clone()).max();
        for evidence in &draft.evidence {
            self.evidence(measure, evidence, &mut last)?;
        }
        Ok(ids)
    }

    /// The plan's indicator for each indicator in the document: by name, else by position where only one of each is
    /// left. Of several with the same name the one with the same targets. Also the names of those of the plan that the
    /// document leaves out.
    fn indicator_pairs(
        &self,
        measure: NodeId,
        drafts: &[DraftIndicator],
    ) -> (Vec<Option<IndicatorId>>, Vec<String>) {
        let own = self.builder.plan.indicators(measure).map(|(id, indicator)| (id, indicator.name.as_str()));
        let shared = self.builder.plan.node(measure).map(|node| node.shares.clone()).unwrap_or_default();
        let shared = shared
            .into_iter()
            .filter_map(|id| self.builder.plan.indicator(id).map(|indicator| (id, indicator.name.as_str())));
        let mut left: Vec<(IndicatorId, &str)> = own.chain(shared).collect();
        let mut pairs: Vec<Option<IndicatorId>> = Vec::new();
        for draft in drafts {
            // The same wording is usual, and needs no folding.
            let named = |(_, name): &(IndicatorId, &str)| *name == draft.name;
            let mut same = left.iter().position(named);
            if left.iter().filter(|known| named(known)).nth(1).is_some() {
                let fits = |known: &_| named(known) && same_targets(self.builder.plan, known.0, draft);
                same = left.iter().position(fits).or(same);
            }
            let at = same.or_else(|| left.iter().position(|(_, name)| is_same(name, &draft.name)));
            pairs.push(at.map(|at| left.remove(at).0));
        }
        let mut open = pairs.iter_mut().filter(|pair| pair.is_none());
        if let (Some(pair), None, [(id, _)]) = (open.next(), open.next(), left.as_slice()) {
            *pair = Some(*id);
            left.clear();
        }
        (pairs, left.into_iter().map(|(_, name)| name.to_owned()).collect())
    }

    /// Doubts a new indicator of a measure whose indicators the document does not all have: it may be one of these
    /// under another name, and then its figures would count twice.
    fn perhaps_renamed(&mut self, id: IndicatorId, draft: &DraftIndicator, left: &[String], place: &Source) {
        if !left.is_empty() {
            let (subject, kind) = (Subject::Indicator(id), DoubtKind::BothClaim);
            self.doubt(subject, kind, place.clone(), &draft.name, &draft.name, left.to_vec());
        }
    }

    /// Doubts the name of an indicator that was matched by its position only, because it may be another one. The
    /// plan's name stays; one that the plan lacks is taken over.
    fn other_name(&mut self, id: IndicatorId, draft: &DraftIndicator, place: &Source) {
        let key = RecordKey::Indicator(id);
        let Some(Record::Indicator(mut indicator)) = self.builder.current(&key) else { return };
        let known = indicator.name.clone();
        if known.is_empty() && !draft.name.is_empty() && self.performer.is_none() {
            Arc::make_mut(&mut indicator).name.clone_from(&draft.name);
            self.builder.set(key, Some(Record::from(indicator)));
        }
        let unnamed = known.is_empty() || draft.name.is_empty();
        if !unnamed && known != draft.name && title_key(&known) != title_key(&draft.name) {
            let (subject, kind) = (Subject::Indicator(id), DoubtKind::Reading);
            self.doubt_once(subject, kind, place, &draft.name, &known, vec![draft.name.clone()]);
        }
    }

    fn indicator_not_in_plan(&mut self, measure: NodeId, draft: &DraftIndicator) {
        let facts = draft.values.iter().filter_map(|value| value.fact.as_ref());
        let facts: Vec<&str> = facts.map(|(_, raw)| raw.as_str()).collect();
        let text = [draft.name.as_str(), &facts.join(", ")].join(" ").trim().to_owned();
        let place = draft.source.clone().unwrap_or_default();
        self.doubt(Subject::Node(measure), DoubtKind::LeftOver, place, &text, "", Vec::new());
    }

    fn add_indicator(
        &mut self,
        measure: NodeId,
        draft: &DraftIndicator,
        last: &mut Option<Order>,
    ) -> IndicatorId {
        let order = Order::between(last.as_ref(), None);
        *last = Some(order.clone());
        let id = IndicatorId(self.builder.context.ids.draw());
        let indicator = indicator_of(draft, measure, order);
        self.builder.set(RecordKey::Indicator(id), Some(Record::from(indicator)));
        id
    }

    /// Merges a target and a fact; the fact may be one of a longer period than the target.
    fn value(
        &mut self,
        id: IndicatorId,
        (draft, longer): (&DraftValue, Option<Span>),
        place: &Source,
    ) -> Result<(), Refusal> {
        let named = draft.performer.as_deref().map(|name| self.builder.performer(name)).transpose()?;
        let who = named.or(self.performer);
        if let Some(target) = draft.target.as_ref().filter(|_| self.performer.is_none()) {
            self.target(id, draft.span, who, target);
        }
        if draft.fact.is_some() || !draft.note.is_empty() {
            self.whole_beside_parts(id, (draft, longer.unwrap_or(draft.span)), who, place);
            let is_new = !self.has_fact(id, draft.span.last, who);
            self.fact(id, draft, who, place);
            if is_new && longer.is_none() {
                self.part_beside_whole(id, draft, who, place);
            }
        }
        Ok(())
    }

    fn target(&mut self, id: IndicatorId, span: Span, who: Option<PerformerId>, target: &Target) {
        let key = RecordKey::Target(id, span, who);
        let same = |known: &Target| {
            known.value == target.value
                && (target.value != TargetValue::Condition || is_same(&known.raw, &target.raw))
        };
        if !matches!(self.builder.current(&key), Some(Record::Target(known)) if same(&known)) {
            self.builder.set(key, Some(Record::from(target.clone())));
        }
    }

    /// Merges a fact. A document of the whole organisation replaces a fact that differs, a copy does not; in both
    /// cases the other value becomes a doubt.
    fn fact(&mut self, id: IndicatorId, draft: &DraftValue, who: Option<PerformerId>, place: &Source) {
        let quarter = draft.span.last;
        let key = RecordKey::Fact(id, quarter, who);
        let known = match self.builder.current(&key) {
            // Nothing is copied for a fact that stays as it is.
            Some(Record::Fact(fact)) if says_the_same(&fact, draft) => return,
            Some(Record::Fact(fact)) => Arc::unwrap_or_clone(fact),
            _ => Fact::note_only(String::new()),
        };
        let mut new = known.clone();
        if let Some((value, raw)) = &draft.fact {
            let claimed = known.is_reported() && !same_fact(&known, value, raw);
            let keep = claimed && self.performer.is_some();
            if claimed {
                let own = known.wording();
                let (reading, other) = if keep { (&own, raw) } else { (raw, &own) };
                let (subject, kind) = (Subject::Indicator(id), DoubtKind::BothClaim);
                self.doubt(subject, kind, place.clone(), raw, reading, vec![other.clone()]);
            }
            if !keep {
                (new.value, new.raw) = (value.clone(), raw.clone());
            }
        }
        if !draft.note.is_empty() && !search_key(&known.note).contains(&search_key(&draft.note)) {
            new.note = match self.performer {
                Some(_) if !known.note.is_empty() => format!("{}; {}", known.note, draft.note),
                _ => draft.note.clone(),
            };
            let lost =
                self.performer.is_none() && !search_key(&draft.note).contains(&search_key(&known.note));
            if lost {
                let (subject, kind) = (Subject::Indicator(id), DoubtKind::BothClaim);
                let others = vec![known.note.clone()];
                self.doubt(subject, kind, place.clone(), &draft.note, &draft.note, others);
            }
        }
        if new != known {
            let total = Total::Fact(id, quarter);
            let before = who.and_then(|_| total.sum(self.builder));
            fact::put(self.builder, key, new);
            if who.is_some() {
                total.follow(self.builder, before.as_ref());
            }
        }
    }

    /// Doubts a fact of several quarters where the plan has facts of some of them, because it may include them; the
    /// other reading is what remains for its last quarter.
    fn whole_beside_parts(
        &mut self,
        id: IndicatorId,
        (draft, span): (&DraftValue, Span),
        who: Option<PerformerId>,
        place: &Source,
    ) {
        let Some((FactValue::Number(whole), raw)) = &draft.fact else { return };
        // Only figures that add up have a rest.
        let adds_up = match self.builder.current(&RecordKey::Indicator(id)) {
            Some(Record::Indicator(indicator)) => indicator.aggregation == Aggregation::Sum,
            _ => false,
        };
        let earlier = span.quarters().filter(|quarter| *quarter != span.last && adds_up);
        let known = earlier.filter_map(|quarter| self.builder.current(&RecordKey::Fact(id, quarter, who)));
        let parts: Vec<Number> = known
            .filter_map(|record| match record {
                Record::Fact(fact) => fact.value.number(),
                _ => None,
            })
            .collect();
        if parts.is_empty() {
            return;
        }
        let others = rest(*whole, parts).into_iter().collect();
        self.doubt(Subject::Indicator(id), DoubtKind::BothClaim, place.clone(), raw, raw, others);
    }

    /// Doubts the plan's fact of the last quarter of a longer target, when a new fact of an earlier quarter comes: the
    /// report of the half-year that came first has the first quarter in it.
    fn part_beside_whole(
        &mut self,
        id: IndicatorId,
        draft: &DraftValue,
        who: Option<PerformerId>,
        place: &Source,
    ) {
        let Some(quarter) = draft.span.as_single() else { return };
        let plan = self.builder.plan;
        let Some(_) = plan.indicator(id).filter(|known| known.aggregation == Aggregation::Sum) else {
            return;
        };
        let spans = || plan.targets(id).map(|(span, ..)| span);
        let longer = spans().find(|span| span.contains(quarter) && span.last > quarter);
        let Some(longer) = longer.filter(|longer| {
            !self.reports_on(longer.last) && !spans().any(|span| span.as_single() == Some(longer.last))
        }) else {
            return;
        };
        let number = |quarter: Quarter| match self.builder.current(&RecordKey::Fact(id, quarter, who)) {
            Some(Record::Fact(fact)) => Some((fact.value.number()?, fact.wording())),
            _ => None,
        };
        let earlier = longer.quarters().filter(|quarter| *quarter != longer.last);
        let parts = earlier.filter_map(number).map(|(number, _)| number).collect();
        let Some((whole, raw)) = number(longer.last) else { return };
        // A smaller figure does not have the others in it.
        if let Some(rest) = rest(whole, parts) {
            let (subject, kind) = (Subject::Indicator(id), DoubtKind::BothClaim);
            self.doubt(subject, kind, place.clone(), &raw, &raw, vec![rest]);
        }
    }

    fn has_fact(&self, id: IndicatorId, quarter: Quarter, who: Option<PerformerId>) -> bool {
        let known = self.builder.current(&RecordKey::Fact(id, quarter, who));
        matches!(known, Some(Record::Fact(fact)) if fact.is_reported())
    }

    /// Merges a piece of evidence. Two performers who report the same event on the same day did it once.
    fn evidence(
        &mut self,
        measure: NodeId,
        draft: &DraftEvidence,
        last: &mut Option<Order>,
    ) -> Result<(), Refusal> {
        let named = draft.performer.as_deref().map(|name| self.builder.performer(name)).transpose()?;
        let who = named.or(self.performer);
        let same = |known: &Evidence| known.dates == draft.dates && is_same(&known.text, &draft.text);
        let plan = self.builder.plan;
        let known: Vec<Option<PerformerId>> = plan
            .evidence_of(measure)
            .filter(|(_, known)| same(known))
            .map(|(_, known)| known.performer)
            .collect();
        match known.first() {
            None => self.add_evidence(measure, draft, who, last),
            Some(_) if known.contains(&who) => {}
            Some(other) => {
                let other = other.and_then(|id| plan.performer(id)).map(|known| known.name.clone());
                let reading = other.unwrap_or_else(|| plan.header().organisation.clone());
                let place = draft.source.clone().unwrap_or_default();
                let alternatives: Vec<String> =
                    who.and_then(|id| self.performer_name(id)).into_iter().collect();
                let kind = DoubtKind::BothClaim;
                self.doubt(Subject::Node(measure), kind, place, &draft.text, &reading, alternatives);
            }
        }
        Ok(())
    }

    fn performer_name(&self, id: PerformerId) -> Option<String> {
        match self.builder.current(&RecordKey::Performer(id)) {
            Some(Record::Performer(performer)) => Some(performer.name.clone()),
            _ => None,
        }
    }

    fn add_evidence(
        &mut self,
        measure: NodeId,
        draft: &DraftEvidence,
        performer: Option<PerformerId>,
        last: &mut Option<Order>,
    ) {
        let order = Order::between(last.as_ref(), None);
        *last = Some(order.clone());
        let mut evidence = evidence_of(draft, measure, performer, order);
        evidence.quarter = evidence.quarter.or_else(|| draft.dates.first().map(|day| Quarter::of(*day)));
        let id = EvidenceId(self.builder.context.ids.draw());
        self.builder.set(RecordKey::Evidence(id), Some(Record::from(evidence)));
    }
}

/// What of a whole is left without its parts; none where they are more.
fn rest(whole: Number, parts: Vec<Number>) -> Option<String> {
    let sum = parts.into_iter().fold(Number::ZERO, Number::plus);
    let rest = whole.0.checked_sub(sum.0).filter(|rest| !rest.is_sign_negative());
    rest.map(|rest| rest.normalize().to_string().replace('.', ","))
}

/// Whether a document says exactly what the plan has.
fn says_the_same(known: &Fact, draft: &DraftValue) -> bool {
    let same = |(value, raw): &(FactValue, String)| known.value == *value && known.raw == *raw;
    draft.note.is_empty() && draft.fact.as_ref().is_none_or(same)
}

/// Whether two facts are equal; the wording of a number does not count.
fn same_fact(known: &Fact, value: &FactValue, raw: &str) -> bool {
    known.value == *value && (*value != FactValue::Text || is_same(&known.raw, raw))
}
