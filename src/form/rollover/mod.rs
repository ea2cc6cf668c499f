//! Makes the plan of the next period: the same outline without facts, with the targets that the user chooses.

mod preview;
mod term;

use std::collections::BTreeMap;

use crate::{
    domain::{
        Comparator, DoubtKind, Draft, FactValue, IndicatorId, Level, Node, NodeId, PerformerId, Plan,
        Quarter, Signature, Source, Span, Target, TargetValue, TermKind,
        draft::{
            DraftDoubt, DraftIndicator, DraftNode, DraftPerformer, DraftShare, DraftSubject, DraftValue,
        },
        value::Aggregation,
    },
    text::quarter::shifted,
};

pub use preview::{RollFault, RollPreview, next_plan};

/// Which targets are carried over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Carry {
    /// All are planned again as they are.
    #[default]
    All,
    /// None; the indicators wait for their targets.
    None,
    /// Only those that were not met: of a number that adds up, the rest; anything else completely. Conditions
    /// always continue.
    Unmet,
}

/// The draft of the plan that begins in another quarter and lasts as long as this one.
///
/// Titles, terms and preamble are moved to the new period. The dates of the approval and the signatures are left
/// blank, because they do not apply to the new plan.
pub fn roll_over(plan: &Plan, to: Quarter, carry: Carry) -> Draft {
    let header = plan.header();
    let by = header.period.first.distance_to(to);
    let period = moved(header.period, by);
    let mut draft = Draft::new(period);
    draft.title = shifted(&header.title, by);
    draft.organisation.clone_from(&header.organisation);
    draft.organisation_genitive.clone_from(&header.organisation_genitive);
    draft.form.clone_from(&header.form);
    draft.preamble = header.preamble.iter().map(|line| shifted(line, by)).collect();
    draft.approval = header.approval.as_ref().map(unsigned);
    draft.signatures = header.signatures.iter().map(unsigned).collect();
    draft.year_start = header.year_start;
    draft.performers = plan.performers().map(|(_, performer)| (None, performer.clone())).collect();
    let mut roll = Roll { plan, by, carry, places: BTreeMap::new() };
    roll.places(None, &mut Vec::new());
    draft.outline = roll.nodes(None);
    let mut doubts = Vec::new();
    unsettled(&draft.outline, period, &mut Vec::new(), &mut doubts);
    draft.doubts = doubts;
    draft
}

/// Doubts terms and dates whose wording no longer matches the due day, because it could not be moved.
fn unsettled(nodes: &[DraftNode], period: Span, path: &mut Vec<usize>, doubts: &mut Vec<DraftDoubt>) {
    for (at, node) in nodes.iter().enumerate() {
        path.push(at);
        let term = node.term.as_ref().filter(|term| !term::says(&term.raw, &term.kind, period));
        doubts.extend(term.map(|term| {
            let day = term.last_day(period).to_string();
            doubt(DraftSubject::Node(path.clone()), &term.raw, day)
        }));
        for (index, indicator) in node.indicators.iter().enumerate() {
            let targets = indicator.values.iter().filter_map(|value| value.target.as_ref());
            for target in targets {
                let TargetValue::Date(day) = target.value else { continue };
                if !term::says(&target.raw, &TermKind::Date(day), period) {
                    let subject = DraftSubject::Indicator(path.clone(), index);
                    doubts.push(doubt(subject, &target.raw, day.to_string()));
                }
            }
        }
        unsettled(&node.children, period, path, doubts);
        path.pop();
    }
}

fn doubt(subject: DraftSubject, text: &str, reading: String) -> DraftDoubt {
    DraftDoubt {
        id: None,
        subject,
        kind: DoubtKind::Date,
        place: Source::default(),
        text: text.to_owned(),
        reading,
        alternatives: Vec::new(),
        settled: None,
    }
}

const fn moved(span: Span, by: i32) -> Span {
    Span { first: span.first.shift(by), last: span.last.shift(by) }
}

fn unsigned(signature: &Signature) -> Signature {
    Signature { date: None, number: None, ..signature.clone() }
}

struct Roll<'a> {
    plan: &'a Plan,
    by: i32,
    carry: Carry,
    /// The position of each indicator in the new outline.
    places: BTreeMap<IndicatorId, (Vec<usize>, usize)>,
}

impl Roll<'_> {
    fn places(&mut self, parent: Option<NodeId>, path: &mut Vec<usize>) {
        for (at, id) in self.plan.children(parent).enumerate() {
            path.push(at);
            for (index, (indicator, _)) in self.plan.indicators(id).enumerate() {
                self.places.insert(indicator, (path.clone(), index));
            }
            self.places(Some(id), path);
            path.pop();
        }
    }

    fn nodes(&self, parent: Option<NodeId>) -> Vec<DraftNode> {
        let children = self.plan.children(parent);
        children.filter_map(|id| Some(self.node(id, self.plan.node(id)?))).collect()
    }

    fn node(&self, id: NodeId, node: &Node) -> DraftNode {
        let mut draft = DraftNode::new(node.level, node.code.clone(), node.title.clone());
        draft.objective.clone_from(&node.objective);
        draft.term = node
            .term
            .as_ref()
            .map(|term| term::moved(term, self.by, moved(self.plan.header().period, self.by)));
        draft.performers = node
            .performers
            .iter()
            .filter_map(|who| Some(DraftPerformer { name: self.name(who.id)?, by_consent: who.by_consent }))
            .collect();
        let shares = node.shares.iter().filter_map(|id| self.places.get(id));
        draft.shares = shares.map(|(path, at)| DraftShare::At(path.clone(), *at)).collect();
        if node.level == Level::Measure {
            draft.indicators = self.plan.indicators(id).map(|(id, _)| self.indicator(id)).collect();
        }
        draft.children = self.nodes(Some(id));
        draft
    }

    fn name(&self, id: PerformerId) -> Option<String> {
        self.plan.performer(id).map(|known| known.name.clone())
    }

    fn indicator(&self, id: IndicatorId) -> DraftIndicator {
        let Some(old) = self.plan.indicator(id) else { return DraftIndicator::new("") };
        let values = self.plan.targets(id).filter_map(|(span, who, target)| {
            let target = self.target(id, span, who, target)?;
            let performer = who.map(|who| self.name(who).unwrap_or_default());
            let span = moved(span, self.by);
            Some(DraftValue { target: Some(target), ..DraftValue::new(span, performer) })
        });
        DraftIndicator {
            id: None,
            name: old.name.clone(),
            unit: old.unit.clone(),
            comparator: old.comparator,
            aggregation: old.aggregation,
            target_aggregation: old.target_aggregation,
            baseline: old.baseline,
            counts: old.counts,
            about: old.about.clone(),
            values: values.collect(),
            source: None,
        }
    }

    /// What is planned again of a target.
    fn target(
        &self,
        id: IndicatorId,
        span: Span,
        who: Option<PerformerId>,
        target: &Target,
    ) -> Option<Target> {
        let target = match target.value {
            TargetValue::Date(day) => {
                term::moved_target(day, target, self.by, moved(self.plan.header().period, self.by))
            }
            _ => target.clone(),
        };
        match self.carry {
            Carry::All => Some(target),
            Carry::None => None,
            Carry::Unmet if target.value == TargetValue::Condition => Some(target),
            Carry::Unmet => {
                let status = self.plan.assess_over(id, span, span.last.last_day(), who).status;
                let unmet = status.is_unmet();
                unmet.then(|| self.rest(id, span, who, target))
            }
        }
    }

    /// What is left of a number that adds up; any other target is owed completely.
    fn rest(&self, id: IndicatorId, span: Span, who: Option<PerformerId>, target: Target) -> Target {
        let adds_up = self.plan.indicator(id).is_some_and(|indicator| {
            indicator.aggregation == Aggregation::Sum
                && indicator.comparator == Comparator::AtLeast
                && !indicator.is_percentage()
        });
        match (&target.value, self.plan.gathered(id, span, who).value) {
            (TargetValue::Number(planned), FactValue::Number(reached)) if adds_up && reached < *planned => {
                let rest = planned.minus(reached);
                Target { value: TargetValue::Number(rest), raw: rest.to_string().replace('.', ",") }
            }
            _ => target,
        }
    }
}

#[cfg(test)]
mod tests;
