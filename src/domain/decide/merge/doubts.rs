//! Which doubts of a document are added to the plan.

use std::collections::HashSet;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::{Merge, numbered::Numbered};
use crate::{
    domain::{
        draft::DraftNode,
        id::{DoubtId, IndicatorId},
        record::{Doubt, DoubtKind, Record, RecordKey, Source, Subject},
    },
    text::key::is_same,
};

/// The plan's doubts by their subjects and kinds.
pub(super) type KnownDoubts<'a> = FxHashMap<(Subject, DoubtKind), SmallVec<[&'a Doubt; 1]>>;

impl Merge<'_, '_> {
    /// Adds the document's doubts, except those that the plan already has from the same place about records that
    /// this merge leaves unchanged. So the same document adds no doubt twice, and another document of the same name
    /// does. A doubt about a heading, or about how an indicator is aggregated, is added once only, whatever the
    /// document, because every quarter has them.
    pub(super) fn doubts(&mut self, numbers: &[Numbered<'_>]) {
        let (draft, plan) = (self.draft, self.builder.plan);
        let touched = self.touched();
        let known: HashSet<(DoubtKind, &Source, &str)> =
            plan.doubts().map(|(_, known)| (known.kind, &known.place, known.text.as_str())).collect();
        let headings: HashSet<(DoubtKind, Subject, &str, &str)> = plan
            .doubts()
            .map(|(_, known)| (known.kind, known.subject, known.text.as_str(), known.reading.as_str()))
            .collect();
        for doubt in &draft.doubts {
            let subject = match self.subject(&doubt.subject, numbers) {
                // A doubt in a copy about something that is not imported does not concern the plan.
                None => continue,
                Some(subject) => subject,
            };
            let (kind, text, reading) = (doubt.kind, doubt.text.as_str(), doubt.reading.as_str());
            let untitled = subject == Subject::Plan && text.is_empty() && kind == DoubtKind::Reading;
            // The plan keeps its own title.
            if untitled
                || (is_of_every_quarter(kind, subject) && headings.contains(&(kind, subject, text, reading)))
            {
                continue;
            }
            // The plan has this term already and keeps it.
            if kind == DoubtKind::Date && !touched.contains(&subject) && self.has_term(subject, text) {
                continue;
            }
            let known = known.contains(&(kind, &doubt.place, text));
            // Only the facts of a copy are imported, so other doubts concern nobody, except about text that could
            // not be read.
            let unread = reading.is_empty();
            if touched.contains(&subject) || (!known && (self.performer.is_none() || unread)) {
                self.doubt(subject, kind, doubt.place.clone(), text, reading, doubt.alternatives.clone());
            }
        }
    }

    /// Whether a measure of the plan has a term of these words.
    fn has_term(&self, subject: Subject, words: &str) -> bool {
        let Subject::Node(id) = subject else { return false };
        let term = self.builder.plan.node(id).and_then(|node| node.term.as_ref());
        term.is_some_and(|term| is_same(&term.raw, words))
    }

    /// The subjects of the records that this merge edits.
    fn touched(&self) -> HashSet<Subject> {
        let of_indicator = |id: IndicatorId| {
            let measure = self.builder.plan.measure_of(id).map(Subject::Node);
            [Some(Subject::Indicator(id)), measure]
        };
        let subjects = self.builder.edits.iter().flat_map(|edit| match edit.key {
            RecordKey::Header => [Some(Subject::Plan), None],
            RecordKey::Node(id) => [Some(Subject::Node(id)), None],
            RecordKey::Indicator(id) | RecordKey::Target(id, ..) | RecordKey::Fact(id, ..) => {
                of_indicator(id)
            }
            RecordKey::Performer(_)
            | RecordKey::Evidence(_)
            | RecordKey::Doubt(_)
            | RecordKey::Accepted(..)
            | RecordKey::Closing(_)
            | RecordKey::Decision(..)
            | RecordKey::Role(_)
            | RecordKey::Flag(..) => [None, None],
        });
        subjects.flatten().collect()
    }

    /// Reports what a performer's copy has and the plan does not, as a doubt, without importing it.
    pub(super) fn not_in_plan(&mut self, draft: &DraftNode) {
        let facts: Vec<&str> = draft
            .indicators
            .iter()
            .flat_map(|indicator| &indicator.values)
            .filter_map(|value| value.fact.as_ref().map(|(_, raw)| raw.as_str()))
            .collect();
        let code = draft.code.as_deref().unwrap_or_default();
        let text = [code, &draft.title, &facts.join(", ")].join(" ").trim().to_owned();
        let place = draft.source.clone().unwrap_or_default();
        self.doubt(Subject::Plan, DoubtKind::LeftOver, place, &text, "", Vec::new());
    }

    /// As [`Merge::doubt`], unless the plan has such a doubt about this text already, settled or not.
    pub(super) fn doubt_once(
        &mut self,
        subject: Subject,
        kind: DoubtKind,
        place: &Source,
        text: &str,
        reading: &str,
        alternatives: Vec<String>,
    ) {
        if !self.doubts_about(subject, kind).iter().any(|doubt| doubt.text == text) {
            self.doubt(subject, kind, place.clone(), text, reading, alternatives);
        }
    }

    /// The plan's doubts of a kind about a subject, settled or not. A merge asks it for each measure.
    pub(super) fn doubts_about(&self, subject: Subject, kind: DoubtKind) -> &[&Doubt] {
        let known = self.known_doubts.get_or_init(|| {
            let mut known = KnownDoubts::default();
            for (_, doubt) in self.builder.plan.doubts() {
                known.entry((doubt.subject, doubt.kind)).or_default().push(doubt);
            }
            known
        });
        known.get(&(subject, kind)).map(SmallVec::as_slice).unwrap_or_default()
    }

    pub(super) fn doubt(
        &mut self,
        subject: Subject,
        kind: DoubtKind,
        place: Source,
        text: &str,
        reading: &str,
        alternatives: Vec<String>,
    ) {
        let doubt = Doubt {
            subject,
            kind,
            place,
            text: text.to_owned(),
            reading: reading.to_owned(),
            alternatives,
            settled: None,
        };
        let id = DoubtId(self.builder.context.ids.draw());
        self.builder.set(RecordKey::Doubt(id), Some(Record::from(doubt)));
    }
}

/// Whether a doubt is about the name or number of a heading, about the top of the page, or about how an indicator is
/// aggregated. These do not change with the quarter.
fn is_of_every_quarter(kind: DoubtKind, subject: Subject) -> bool {
    match kind {
        DoubtKind::LookAlikes
        | DoubtKind::DamagedLabel
        | DoubtKind::MissingNumber
        | DoubtKind::RepeatedNumber
        | DoubtKind::MisplacedNumber
        | DoubtKind::Aggregation => true,
        DoubtKind::Reading | DoubtKind::Date => subject == Subject::Plan,
        _ => false,
    }
}
