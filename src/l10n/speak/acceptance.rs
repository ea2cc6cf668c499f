//! What an acceptance was given for, and what has changed since.

use crate::{
    domain::{AcceptedFigures, AcceptedPart, Comparator, FactValue, Finding, Plan, Subject, TargetValue},
    l10n::L10n,
};

impl L10n {
    /// The figures with which a finding was accepted, and its present ones: «прийнято при 15 і 12, тепер 40 і 12»;
    /// none where its acceptance has not lapsed.
    pub fn lapsed(&self, plan: &Plan, finding: &Finding) -> Option<String> {
        let lapsed = finding.lapsed.as_ref()?;
        let (Some(before), Some(now)) = (lapsed.figures.as_ref(), finding.figures.as_ref()) else {
            return Some(self.msg("finding-lapsed").into_owned());
        };
        let comparator = match finding.subject {
            Subject::Indicator(id) => plan.indicator(id).map(|indicator| indicator.comparator),
            Subject::Node(_) | Subject::Plan => None,
        };
        let side = |of, other| self.accepted_figures(comparator.unwrap_or_default(), of, other);
        let said = [("before", side(before, now)), ("now", side(now, before))];
        Some(
            self.msg_with(
                "finding-lapsed-figures",
                &said.each_ref().map(|(name, text)| (*name, text.into())),
            ),
        )
    }

    /// The figures of one side: what the finding compares, and what else differs from the other side.
    fn accepted_figures(
        &self,
        comparator: Comparator,
        of: &AcceptedFigures,
        other: &AcceptedFigures,
    ) -> String {
        let mut said = vec![self.reported(&of.fact, &of.words)];
        let target = || self.planned(comparator, of.target.as_ref());
        // The evidence, if there is any, otherwise the target, because that is what the finding compares.
        let has_evidence = of.evidence > 0 || other.evidence > 0;
        said.push(if has_evidence { of.evidence.to_string() } else { target() });
        if of.target != other.target && has_evidence {
            said.push(target());
        }
        if of.parts != other.parts {
            let has_targets = of.parts.iter().chain(&other.parts).any(|part| part.target.is_some());
            let part = |part: &AcceptedPart| {
                let fact = self.reported(&part.fact, &part.words);
                if !has_targets {
                    return fact;
                }
                let target = self.planned(comparator, part.target.as_ref());
                self.msg_with(
                    "finding-lapsed-part",
                    &[("fact", (&fact).into()), ("target", (&target).into())],
                )
            };
            said.push(of.parts.iter().map(part).collect::<Vec<_>>().join(" + "));
        }
        if of.note != other.note {
            let id = if of.note.is_empty() { "finding-lapsed-no-note" } else { "finding-lapsed-note" };
            said.push(self.msg_with(id, &[("note", (&of.note).into())]));
        }
        said.join(&self.msg("finding-lapsed-and"))
    }

    fn reported(&self, fact: &FactValue, in_words: &str) -> String {
        let in_words = || Some(in_words.to_owned()).filter(|said| !said.is_empty());
        self.fact_value(fact).or_else(in_words).unwrap_or_else(|| "–".to_owned())
    }

    fn planned(&self, comparator: Comparator, target: Option<&TargetValue>) -> String {
        let shown = target.map(|target| self.compared(comparator, target, &self.target_value(target, "")));
        shown.filter(|shown| !shown.is_empty()).unwrap_or_else(|| "–".to_owned())
    }
}
