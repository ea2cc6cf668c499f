//! Reads performers: those of a measure, and the one with a name.

use crate::{
    domain::{DoubtKind, PerformerId, Plan},
    form::{
        performer_fold::folded,
        performers,
        reading::{Cause, Reading, Uncertainty},
    },
    text::{key::search_key, normal::squeeze},
};

/// Reads the performers of a measure: a semicolon separates them, a comma does as in a document, and «(за згодою)»
/// means by consent. A name that the plan has is not split. A performer that the plan does not know is doubted.
pub fn read(text: &str, plan: &Plan) -> Reading<Vec<(String, bool)>> {
    let mut named: Vec<(String, bool)> = Vec::new();
    let mut unsure = None;
    // A heading with a colon applies to everything after it.
    let pieces: Vec<&str> = if text.contains(':') { vec![text] } else { text.split(';').collect() };
    for piece in pieces.into_iter().filter(|piece| !piece.trim().is_empty()) {
        let (name, by_consent) = performers::without_consent(piece);
        if spelled(plan, name).is_some() {
            named.push((squeeze(name), by_consent));
            continue;
        }
        let read = performers::read_performers([piece]);
        unsure = unsure.or(read.uncertainty);
        named.extend(read.value.into_iter().map(|performer| (performer.name, performer.by_consent)));
    }
    let new = |(name, _): &&(String, bool)| spelled(plan, name).is_none();
    let strangers: Vec<String> = named.iter().filter(new).map(|(name, _)| name.clone()).collect();
    let unknown = (!strangers.is_empty() && plan.performers().next().is_some()).then(|| {
        let known = |name: &String| Some(plan.performer(near(plan, name)?)?.name.clone());
        let near = strangers.iter().filter_map(known).collect();
        Uncertainty::new(DoubtKind::Reading, strangers.join("; "), near).because(Cause::Unknown)
    });
    Reading { value: named, uncertainty: unsure.or(unknown) }
}

/// What is uncertain about a name that is to be one performer's: it reads as several, or as one by consent.
pub fn as_one(name: &str) -> Option<Uncertainty> {
    let read = performers::read_performers([name]);
    let others: Vec<String> = read
        .value
        .into_iter()
        .map(|performer| performers::with_consent(&performer.name, performer.by_consent))
        .collect();
    let by_consent = performers::without_consent(name).1;
    let unsure = |other| Uncertainty::new(DoubtKind::Reading, squeeze(name), vec![other]);
    match others.len() {
        0 | 1 if !by_consent => read.uncertainty,
        _ => Some(unsure(others.join("; "))),
    }
}

/// The performer of a plan with this name, in any spelling that an import folds.
pub fn spelled(plan: &Plan, name: &str) -> Option<PerformerId> {
    let name = name.trim();
    plan.performer_named(name).or_else(|| plan.performer_named(&folded(name)))
}

/// As [`spelled`], or by a beginning that only one name has.
pub fn found(plan: &Plan, name: &str) -> Option<PerformerId> {
    let key = search_key(name.trim());
    let begins = || {
        let mut found = plan.performers().filter(|(_, known)| search_key(&known.name).starts_with(&key));
        found.next().filter(|_| !key.is_empty() && found.next().is_none()).map(|(id, _)| id)
    };
    spelled(plan, name).or_else(begins)
}

/// The performer whose name an unknown one may be a misspelling of, by [`Spelling::is_like`].
pub fn near(plan: &Plan, name: &str) -> Option<PerformerId> {
    let wanted = Spelling::of(name);
    plan.performers().find(|(_, known)| Spelling::of(&known.name).is_like(&wanted)).map(|(id, _)| id)
}

/// Pairs of performers of a plan that may be one in two spellings, except those that somebody declared different.
pub fn alike_in(plan: &Plan) -> Vec<(PerformerId, PerformerId)> {
    let all: Vec<(PerformerId, Spelling)> =
        plan.performers().map(|(id, known)| (id, Spelling::of(&known.name))).collect();
    let mut pairs = Vec::new();
    for (at, (one, spelling)) in all.iter().enumerate() {
        let told = |other: &PerformerId| {
            let both = plan.performer(*one).zip(plan.performer(*other));
            both.is_some_and(|(one, other)| one.is_told_from(other))
        };
        let later = all.iter().skip(at + 1).filter(|(id, other)| spelling.is_like(other) && !told(id));
        pairs.extend(later.map(|(other, _)| (*one, *other)));
    }
    pairs
}

/// A name for comparison: without blanks, hyphens, apostrophes and case.
struct Spelling {
    letters: Vec<char>,
}

impl Spelling {
    fn of(name: &str) -> Self {
        Self { letters: search_key(&folded(name.trim())).chars().filter(|c| c.is_alphanumeric()).collect() }
    }

    /// Whether two names are the same, or differ by a typing error: one letter in twelve, and not in a number.
    fn is_like(&self, other: &Self) -> bool {
        if self.letters == other.letters {
            return true;
        }
        let (long, short) =
            (self.letters.len().max(other.letters.len()), self.letters.len().min(other.letters.len()));
        let few = long / 12;
        if few == 0 || long - short > 1 {
            return false;
        }
        let (one, two) = self.between(other);
        let letters = one.iter().chain(two).all(|c| c.is_alphabetic());
        let differing = if one.len() == two.len() {
            one.iter().zip(two).filter(|(a, b)| a != b).count()
        } else {
            // One letter too many or too few, with the same letters around it.
            one.len().max(two.len())
        };
        letters && differing <= few
    }

    /// What is left of both names without their common beginning and end.
    fn between<'a>(&'a self, other: &'a Self) -> (&'a [char], &'a [char]) {
        let pairs = self.letters.iter().zip(&other.letters);
        let head = pairs.take_while(|(a, b)| a == b).count();
        let (one, two) =
            (self.letters.get(head..).unwrap_or_default(), other.letters.get(head..).unwrap_or_default());
        let tail = one.iter().rev().zip(two.iter().rev()).take_while(|(a, b)| a == b).count();
        let cut = |rest: &'a [char]| rest.get(..rest.len().saturating_sub(tail)).unwrap_or_default();
        (cut(one), cut(two))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_told_from_two_names() {
        let like = |one: &str, other: &str| Spelling::of(one).is_like(&Spelling::of(other));
        for (one, other) in [
            ("Відділ право просвітництва", "Відділ правопросвітництва"),
            ("Відділ право-просвітництва", "відділ правопросвітництва"),
            ("Відділ зв’язку та обліку", "Відділ звязку та обліку"),
            ("Відділ правопросвітництва", "Відділ правопросвітнитства"),
            ("Відділ правопросвітництва", "Відділ правопросвітницва"),
            ("Відділ правопросвітництва", "Відділл правопросвітництва"),
        ] {
            assert!(like(one, other) && like(other, one), "{one} / {other}");
        }
        for (one, other) in [
            ("Відділ А", "Відділ Б"),
            ("Територіальний центр № 12", "Територіальний центр № 13"),
            ("Територіальний центр № 1", "Територіальний центр № 11"),
            ("Відділ правової просвіти", "Відділ правової допомоги"),
            ("", "Відділ"),
        ] {
            assert!(!like(one, other), "{one} / {other}");
        }
    }
}
