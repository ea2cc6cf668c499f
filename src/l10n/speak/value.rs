//! The values of targets and facts, and texts quoted from documents.

use std::borrow::Cow;

use super::super::{Arg, L10n};
use crate::{
    domain::{ChangedField, Comparator, FactValue, FieldChange, Number, Plan, Span, Subject, TargetValue},
    text::surely::Surely as _,
};

impl L10n {
    /// A fact's value in figures; none where it is words, or nothing.
    pub fn fact_value(&self, value: &FactValue) -> Option<String> {
        let joined = |parts: &[Number]| parts.iter().map(|n| self.number(*n)).collect::<Vec<_>>().join("/");
        match value {
            FactValue::Number(number) => Some(self.number(*number)),
            FactValue::Compound(parts) => Some(joined(parts)),
            FactValue::Share(part, whole) => Some(joined(&[*part, *whole])),
            FactValue::Date(day) => Some(self.date(*day)),
            FactValue::None | FactValue::Text | FactValue::Done | FactValue::NoOccasion => None,
        }
    }

    /// A target with the sign of its comparator: `≤ 20`, `= 1`, `10 ± 2`, `30–50`. `at least` has no sign.
    pub fn compared(&self, comparator: Comparator, value: &TargetValue, shown: &str) -> String {
        let signed = |sign: &str, shown: &str| {
            if is_bare(shown) { format!("{sign} {shown}") } else { shown.to_owned() }
        };
        match (comparator, value) {
            (Comparator::AtMost, TargetValue::Number(_) | TargetValue::Compound(_)) => signed("≤", shown),
            (Comparator::Equal, TargetValue::Number(_) | TargetValue::Compound(_)) => signed("=", shown),
            (Comparator::Between, TargetValue::Compound(parts)) if parts.len() == 2 => self.range(parts, "–"),
            (Comparator::Within, TargetValue::Compound(parts)) if parts.len() == 2 => {
                self.range(parts, " ± ")
            }
            _ => shown.to_owned(),
        }
    }

    /// The two sides of a changed value of a plan, a target with the sign of its comparator.
    pub fn changed(&self, plan: &Plan, subject: Subject, change: &FieldChange) -> [String; 2] {
        let indicator = match subject {
            Subject::Indicator(id) if matches!(change.field, ChangedField::Target(..)) => plan.indicator(id),
            _ => None,
        };
        let comparator = indicator.map(|indicator| indicator.comparator).unwrap_or_default();
        [&change.from, &change.to].map(|text| match (comparator, text.split_once('/')) {
            _ if !is_bare(text) => text.clone(),
            (Comparator::Between, Some((low, high))) => format!("{low}–{high}"),
            (Comparator::Within, Some((middle, by))) => format!("{middle} ± {by}"),
            (Comparator::AtMost, _) => format!("≤ {text}"),
            (Comparator::Equal, _) => format!("= {text}"),
            _ => text.clone(),
        })
    }

    /// A target with its comparator in words. `at least` is not said, nor any where the target is in words itself.
    pub fn compared_in_words(&self, comparator: Comparator, shown: &str) -> String {
        match comparator {
            Comparator::AtLeast => shown.to_owned(),
            other if is_bare(shown) => format!("{shown}, {}", self.comparator(other)),
            _ => shown.to_owned(),
        }
    }

    fn range(&self, parts: &[Number], between: &str) -> String {
        parts.iter().map(|number| self.number(*number)).collect::<Vec<_>>().join(between)
    }

    /// A target's value in figures, else in its original words.
    pub fn target_value(&self, value: &TargetValue, raw: &str) -> String {
        match value {
            TargetValue::Number(number) => self.number(*number),
            TargetValue::Compound(parts) => {
                parts.iter().map(|n| self.number(*n)).collect::<Vec<_>>().join("/")
            }
            TargetValue::Date(day) => self.date(*day),
            TargetValue::Condition | TargetValue::Deed => raw.to_owned(),
        }
    }

    /// A value of a longer span with the word for it: «рік 240», «півр. 120», «9 міс. 180», «ІІ–ІV 60», «2025–2027 24».
    pub fn of_span(&self, span: Span, value: &str) -> String {
        let (first, last) = (span.first, span.last);
        let (from, to) = if first.year() == last.year() {
            (self.quarter_number(first), self.quarter_number(last))
        } else {
            (first.year().to_string(), last.year().to_string())
        };
        let id = match (first.number(), last.number()) {
            _ if first.year() != last.year() => "value-of-span",
            (1, 4) => "value-of-year",
            (1, 2) | (3, 4) => "value-of-half-year",
            (1, 3) => "value-of-nine-months",
            _ => "value-of-span",
        };
        let args = [("value", Arg::Text(value)), ("from", Arg::Text(&from)), ("to", Arg::Text(&to))];
        self.msg_with(id, &args)
    }

    /// The text at a doubted place, in quotes; a word where it was blank.
    pub fn doubt_text(&self, text: &str) -> String {
        self.quoted(&self.with_periods(text), "doubt-blank")
    }

    /// The reading of a doubted place, in quotes; words where there is no reading.
    pub fn doubt_reading(&self, reading: &str) -> String {
        let days: Option<Vec<String>> = reading
            .split(", ")
            .map(|day| Some(self.date(day.parse().ok().filter(|_| day.len() == 10)?)))
            .collect();
        match days {
            Some(days) => self.quoted(&days.join(", "), "doubt-unread"),
            None => self.quoted(&self.with_periods(reading), "doubt-unread"),
        }
    }

    /// A text in which every stored quarter or span (`2023Q4`) is replaced by its words.
    fn with_periods<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let worded = |word: &str| {
            let bare = word.trim_end_matches([':', ',', ';']);
            let is_kept = bare.get(4..5) == Some("Q")
                && bare.chars().all(|c| c.is_ascii_digit() || c == 'Q' || c == '.');
            let span = Span::parse(bare).filter(|_| is_kept)?;
            Some(format!("{}{}", self.span(span), word.get(bare.len()..).unwrap_or_default()))
        };
        if text.split(' ').all(|word| worded(word).is_none()) {
            return Cow::Borrowed(text);
        }
        let words = text.split(' ').map(|word| worded(word).unwrap_or_else(|| word.to_owned()));
        Cow::Owned(words.collect::<Vec<_>>().join(" "))
    }

    /// A text from a document in the quotation marks of the language.
    pub fn quote(&self, text: &str) -> String {
        // Asked for once, because an import into a large plan quotes tens of thousands of texts.
        let (open, close) = self.quotation_marks.get_or_init(|| {
            const TEXT: &str = "…";
            let quoted = self.msg_with("doubt-quoted", &[("text", TEXT.into())]);
            quoted.split_once(TEXT).map(|(open, close)| (open.to_owned(), close.to_owned())).surely()
        });
        [open, text, close].concat()
    }

    fn quoted(&self, text: &str, blank: &str) -> String {
        match text {
            "" => self.msg(blank).into_owned(),
            text => self.quote(text),
        }
    }
}

/// Whether a target is shown as a figure without words or a sign before it.
fn is_bare(shown: &str) -> bool {
    shown.starts_with(|c: char| c.is_ascii_digit() || "-−".contains(c))
}
