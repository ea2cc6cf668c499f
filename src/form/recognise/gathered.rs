//! The values of an indicator while they are read, each for a period and a performer.

use crate::domain::{Span, Target, draft::DraftValue};

use super::value_parts::ValuePart;

/// The values of an indicator while they are read.
pub(super) struct GatheredValues {
    span: Span,
    all: Vec<DraftValue>,
}

impl GatheredValues {
    /// Begins with the values that were read before; `span` is the period of values without one of their own.
    pub(super) fn holding(span: Span, all: Vec<DraftValue>) -> Self {
        Self { span, all }
    }

    /// The value that a part belongs to.
    pub(super) fn of(&mut self, part: &ValuePart) -> &mut DraftValue {
        self.at(part.span.unwrap_or(self.span), part.performer.clone())
    }

    /// The value of all performers for a time.
    pub(super) fn whole(&mut self, span: Span) -> &mut DraftValue {
        self.at(span, None)
    }

    /// The value of a time and a performer, or of all.
    pub(super) fn at(&mut self, span: Span, performer: Option<String>) -> &mut DraftValue {
        let known = self.all.iter().position(|value| value.span == span && value.performer == performer);
        let at = known.unwrap_or(self.all.len());
        if known.is_none() {
            // Capacity for one, because most indicators have no more.
            self.all.reserve_exact(1);
            self.all.push(DraftValue::new(span, performer));
        }
        #[expect(
            clippy::indexing_slicing,
            reason = "the index is that of a value found or pushed just above"
        )]
        &mut self.all[at]
    }

    /// The total of a period, where one was read.
    pub(super) fn known(&self, span: Span) -> Option<&DraftValue> {
        self.all.iter().find(|value| value.span == span && value.performer.is_none())
    }

    /// All values that were read.
    pub(super) fn all(&self) -> impl Iterator<Item = &DraftValue> {
        self.all.iter()
    }

    /// A target that was read for any period and performer.
    pub(super) fn planned(&self) -> Option<&Target> {
        self.all.iter().find_map(|value| value.target.as_ref())
    }

    /// The values that are not empty.
    pub(super) fn finish(mut self) -> Vec<DraftValue> {
        self.all.retain(|value| !value.is_blank());
        self.all
    }
}
